"""Measure what linking and reconciling cost over many reports, and what one report more costs.

    python -m benchmarks.link_scale [--reports 5000] [--workers 2]

The reports are the examples, repeated and varied: other towns, numbers and days of publication, some paragraphs left
out. Printed are, as one JSON object, the seconds of the first build, of a build without any change, and of one with one
report more; for the last, the seconds and the units run of each stage; and the peak memory of the driver in MB.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import re
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data import ROOT

from sijil.build import BuildReport
from sijil.packs import load_packs
from sijil.parts import PlaceRow
from sijil.project import Project

TOWNS = re.compile(r"\b(?:Mosul|Kharkiv|Kherson|Kramatorsk|Mariupol|Melitopol|Chaplyne|Saky)\b")
NUMBER = re.compile(r"(?<![\w.,-])\d{1,2}(?![\w.,-])")
FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 1500


def main() -> None:
    """Print the times as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Project.new(folder / "project")
        add_reports(project, folder / "inbox", range(options.reports))
        first, first_wall = build(project, options.workers)
        _, same_wall = build(project, options.workers)
        add_reports(project, folder / "more", range(options.reports, options.reports + 1))
        more, more_wall = build(project, options.workers)
    result = {
        "reports": options.reports,
        "counts": {kind: first.counts[kind] for kind in ("Claim", "Copy", "Link", "Event", "Toll", "Control")},
        "failures": first.counts["Failure"],
        "first_build_s": round(first_wall, 1),
        "first_build_stages_s": {stage.name: round(stage.seconds, 2) for stage in first.stages},
        "no_change_s": round(same_wall, 2),
        "one_more_s": round(more_wall, 2),
        "one_more_stages": {stage.name: [stage.run, round(stage.seconds, 3)] for stage in more.stages},
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(result, indent=1))


def build(project: Project, workers: int) -> tuple[BuildReport, float]:
    """Build and publish; return the report and the seconds by the clock on the wall."""
    started = time.perf_counter()
    report = project.build(workers=workers)
    return report, time.perf_counter() - started


def add_reports(project: Project, folder: Path, numbers: Sequence[int]) -> None:
    """Write varied examples and a sidecar with their days, and add them."""
    folder.mkdir()
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    towns = [row.name for row in load_packs(("world", "libya")).rows(PlaceRow) if row.kind == "town"]
    with (folder / "sidecar.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "published", "outlet"])
        for number in numbers:
            dice = random.Random(number)  # noqa: S311  # the same reports on every run
            (folder / f"{number:06}.txt").write_text(vary(pages[number % len(pages)], towns, dice), encoding="utf-8")
            day = FIRST_DAY + dt.timedelta(days=dice.randrange(DAYS))
            writer.writerow([f"{number:06}.txt", day.isoformat(), f"Outlet {dice.randrange(40)}"])
    project.add(sorted(folder.glob("*.txt")), sidecar=folder / "sidecar.csv")


def vary(page: str, towns: Sequence[str], dice: random.Random) -> str:
    """Return a page with other towns and numbers, and with two of three paragraphs."""
    other = {town: dice.choice(towns) for town in sorted(set(TOWNS.findall(page)))}
    page = TOWNS.sub(lambda found: other[found[0]], page)
    page = NUMBER.sub(lambda _: str(dice.randrange(2, 99)), page)
    title, *paragraphs = page.split("\n\n")
    kept = [paragraph for paragraph in paragraphs if dice.random() < 2 / 3]
    return "\n\n".join([title, *kept]) + f"\n\nReport {dice.random()}.\n"


if __name__ == "__main__":
    main()
