"""Take the dates off dated reports and see how often dating finds an interval that holds the true day, and how wide.

    python -m benchmarks.undated FOLDER|FILE.jsonl.gz ... [--sidecar SOURCES.csv]

Without arguments: the reports of `examples/`. Each report is dated by its own words and by all others, which keep their
dates; a file of JSON lines (`title`, `text`, `date`) is read as that many reports.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sijil import pipeline
from sijil.packs import Packs, known_packs, load_packs
from sijil.project import Project
from sijil.read.stage import STAGE as READ
from sijil.reconcile.dating import date_by_reports, date_report, split_by_report
from sijil.record import Record
from sijil.records import Copy, Dating, Gist, Published, Report, Sketch, Undated
from sijil.stage import Rows

EXAMPLES = Path(__file__).parents[1] / "examples"
OPEN = 20 * 366
"""Days as which an interval counts that is open at one end."""


class Score(NamedTuple):
    """How many reports were dated, how many of them rightly, how wide the intervals are in days."""

    reports: int
    dated: int
    bounded: int
    right: int
    widths: tuple[int, ...]


def read_undated(rows: Rows, packs: Packs) -> Iterator[object]:
    """Read a report as the read stage does, and forget its date."""
    for row in READ.run(rows, packs):
        yield replace(row, published=Published()) if isinstance(row, Report) else row


def build(folder: Path, paths: Sequence[Path], sidecar: Path | None, *, undated: bool) -> Record:
    """Build a project of some reports, with or without their dates."""
    project = Project.new(folder)
    project.add(paths, sidecar)
    stages = pipeline.stages(chronology=False)
    if undated:
        stages = (replace(READ, name="read", run=read_undated), *stages[1:])
    project.build(workers=1, stages=stages)
    return project.record()


def date_each(
    dated: Record, bare: Record, packs: Packs, *, chronology: bool
) -> Iterator[tuple[Published, Dating | None]]:
    """Yield the true date of each report with what dating finds for it, all others being dated."""
    true = {report.id: report.published for report in dated.stage_rows(Report)}
    known = list(dated.stage_rows(Gist))
    copies, sketches = list(dated.stage_rows(Copy)), list(dated.stage_rows(Sketch))
    own: dict[str, list[Gist]] = {}
    for gist in bare.stage_rows(Gist):
        own.setdefault(gist.report, []).append(gist)
    run = date_report if chronology else date_by_reports
    for report in sorted(bare.stage_rows(Undated), key=lambda row: row.report):
        if true[report.report].earliest is None:
            continue
        others = [gist for gist in known if gist.report != report.report]
        rows = Rows((report, *own.get(report.report, ()), *others, *copies, *sketches))
        for name, block in split_by_report(rows, packs).items():
            found = [row for row in run(Rows(tuple(block), name), packs) if isinstance(row, Dating)]
            yield true[report.report], next(iter(found), None)


def score(found: Iterable[tuple[Published, Dating | None]]) -> Score:
    """Count how many intervals hold the true day."""
    rows = list(found)
    dated = [(true, dating) for true, dating in rows if dating is not None]
    both = [(true, dating) for true, dating in dated if dating.earliest and dating.latest]
    right = [
        dating for true, dating in dated
        if (dating.earliest or "") <= (true.latest or "") and (true.earliest or "") <= (dating.latest or "9999")
    ]  # fmt: skip
    widths = tuple(sorted(_width(dating) for _, dating in both))
    return Score(len(rows), len(dated), len(both), len(right), widths)


def _width(dating: Dating) -> int:
    if not (dating.earliest and dating.latest):
        return OPEN
    return (date.fromisoformat(dating.latest) - date.fromisoformat(dating.earliest)).days + 1


def unpack(path: Path, folder: Path) -> Iterator[Path]:
    """Write the rows of a file of JSON lines as reports, each with its date."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            target = folder / f"{path.name.partition('.')[0]}-{number:04}.txt"
            target.write_text(f"{row['title']}\n\n{row['date']}\n\n{row['text']}\n", encoding="utf-8")
            yield target


def main() -> None:
    """Print how well reports are dated whose dates were taken off."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--sidecar", type=Path, default=None)
    asked = parser.parse_args()
    packs = load_packs(known_packs())
    sidecar = asked.sidecar or (EXAMPLES / "sources.csv" if asked.paths == [EXAMPLES] else None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [one for path in asked.paths for one in (unpack(path, folder) if path.suffix == ".gz" else [path])]
        with (
            build(folder / "dated", paths, sidecar, undated=False) as dated,
            build(folder / "bare", paths, sidecar, undated=True) as bare,
        ):
            for chronology in (False, True):
                print_score(score(date_each(dated, bare, packs, chronology=chronology)), chronology=chronology)


def print_score(found: Score, *, chronology: bool) -> None:
    """Print one line."""
    how = "with the chronology" if chronology else "by the reports alone"
    width = f"{statistics.median(found.widths):.0f} days" if found.widths else "none"
    print(
        f"{how}: {found.reports} reports, {found.dated} bounded, {found.bounded} of them on both sides; "
        f"true day within {found.right} of {found.dated}; median width where bounded on both sides {width}"
    )


if __name__ == "__main__":
    main()
