"""Measure how far Sijil's claims can be trusted, and write docs/accuracy.md.

    python -m benchmarks.accuracy [--only NAME ...] [--keep build/accuracy]

Each part of the page is a measure on data that people have read or coded, with the command that repeats it and the
worst fields beside the best. A part whose data are not there keeps the figures that were measured last. Figures are
kept as JSON beside the page (`docs/accuracy.json`), so that a later run can be compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, ROOT

from sijil.evaluate import score_claims
from sijil.gold import read_gold
from sijil.project import Project

Json = dict[str, Any]
PAGE, FIGURES = ROOT / "docs" / "accuracy.md", ROOT / "docs" / "accuracy.json"
SCORERS = DATA / "score"
PLACES = (
    ("geovirus", "GeoVirus", DATA / "places/geovirus.jsonl.gz", ("Rules and weights were set on these articles.",)),
    (
        "lgl",
        "Local-Global Lexicon",
        DATA / "places/lgl.jsonl.gz",
        (
            "Local news; nationalities count as names of countries, as here marked. In view while weights were set.",
            "--nationalities",
        ),
    ),
)
COLUMNS = (
    "p", "r", "f1", "tp", "predicted", "gold", "accuracy", "strict_f1", "n", "exact", "n_nonzero", "exact_nonzero",
    "false_nonzero", "acc161", "acc20", "median_km", "mean_km",
)  # fmt: skip
"""The order of the columns that all tables share."""
LETTERS = {
    "T": "type", "A": "actor", "V": "target", "P": "place", "W": "time", "F": "figures", "S": "speaker", "H": "stance",
    "B": "background",
}  # fmt: skip
"""What the letters of a verdict say is wrong (`benchmarks/reading_sample.py`)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A set of reports with gold, in the form of `sijil evaluate`."""

    name: str
    title: str
    reports: Sequence[Path]
    gold: Path
    sidecar: Path | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """Data that others made: a benchmark that makes predictions, and the scorer that judges them."""

    name: str
    title: str
    module: str
    rows: Path
    scorer: tuple[str, ...]
    fields: tuple[str, ...]
    note: str = ""
    options: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The two commands that repeat the measure."""
        rows = f"../shared/bench/{self.rows.relative_to(DATA)}"
        scorer, *options = self.scorer
        words = " ".join(options)
        return (
            f"python -m benchmarks.{' '.join((self.module, *self.options))} {rows} > build/{self.name}.jsonl\n"
            f"python3 ../shared/bench/score/{scorer} {words} --gold {rows} --pred build/{self.name}.jsonl".replace(
                "  ", " "
            )
        )


def readings() -> list[Reading]:
    """List the sets of reports that were read claim by claim."""
    examples, gold, seeds = ROOT / "examples", ROOT / "gold", ROOT.parent / "shared" / "seeds"
    reading = DATA / "reading"
    pages = sorted([*examples.glob("*.html"), *examples.glob("*.txt")])
    return [
        Reading(
            "gold-test",
            "Passages of many conflicts, kept for testing",
            [gold / "passages-test.jsonl"],
            gold / "test.json",
            note="Written and read for this project (gold/README.md); not looked at while rules were written.",
        ),
        Reading(
            "gold-dev",
            "Passages of many conflicts, seen while building",
            [gold / "passages-dev.jsonl"],
            gold / "dev.json",
        ),
        Reading(
            "reading",
            "14 real reports of several conflicts",
            sorted((reading / "docs").glob("*.txt")),
            reading / "gold.json",
            reading / "sources.csv",
            "At hand while Sijil was built.",
        ),
        Reading(
            "seeds",
            "5 real reports of one conflict",
            sorted(seeds.glob("*.txt")),
            seeds / "gold.json",
            note="At hand while Sijil was built.",
        ),
        Reading(
            "examples",
            "The examples",
            pages,
            examples / "expected.json",
            examples / "sources.csv",
            "Written for this project: its floor against regressions.",
        ),
    ]


def outside() -> list[Outside]:
    """List the data that others made."""
    return [
        Outside(
            "attributions",
            "Who says it: PolNeAR, dev part",
            "attributions",
            DATA / "claims/polnear/dev.jsonl.gz",
            ("spans.py", "--mode attribution"),
            ("attribution", "source overlap", "cue overlap", "content overlap", "content exact"),
            "Politics, not war: news of an election campaign, with beliefs and wishes among the attributions.",
        ),
        Outside(
            "counts",
            "How many: incident summaries of the South Asia Terrorism Portal (code-satp), dev part",
            "incident_counts",
            DATA / "numbers/satp/dev.jsonl.gz",
            (
                "counts.py",
                "--fields killed.total,killed.civilian,killed.security,killed.maoist,injured.total,arrested.total",
            ),
            (),
            "`exact_nonzero`: exact where there are any. Two regular expressions get 90.8 and 72.8 for the killed.",
        ),
        Outside(
            "muc-entities",
            "Who, whom, with what: MUC-4, dev part, role fillers",
            "incident_records",
            DATA / "records/muc4/dev.jsonl.gz",
            ("muc_ree.py",),
            (),
            "Reports of 1988-1990 in capitals; no system part was trained on them. These reports were read while the "
            "mapping to templates was made, which fits them in part; expect less on others.",
        ),
        Outside(
            "muc-slots",
            "When, where, how many, how surely: MUC-4, dev part, slots",
            "incident_records",
            DATA / "records/muc4/dev.jsonl.gz",
            ("muc_slots.py",),
            (),
            "Read while the mapping to templates was made, as above.",
        ),
        *(
            Outside(f"places-{name}{end}", f"Where: {title}, {what}", "places", rows, ("places.py",), (), note, options)
            for name, title, rows, extra in PLACES
            for end, what, note, options in (
                ("", "names found and placed", extra[0], extra[1:]),
                ("-given", "names given, placed", "", ("--given", *extra[1:])),
            )
        ),
        Outside(
            "times",
            "When: time expressions of MEANTIME",
            "times",
            DATA / "dates/meantime.jsonl.gz",
            ("dates.py", "--skip-dct"),
            ("strict", "relaxed", "value"),
            "The opening sentences of 120 articles; docs/times.md says how values are compared.",
        ),
        *(
            Outside(
                f"event-dates-{name}",
                f"When: event words of {title}, to the day",
                "event_dates",
                DATA / f"dates/{name}.jsonl.gz",
                ("dates.py",),
                ("anchors",),
                f"All dated to the day of the report: {base}. docs/times.md says how the report's day is taken.",
            )
            for name, title, base in (("meantime", "MEANTIME", 63.1), ("semeval2015t4", "SemEval-2015 task 4", 57.0))
        ),
    ]


# -- measuring ---------------------------------------------------------------------------------------------------------


def read_set(item: Reading, folder: Path) -> Json | None:
    """Build a record of a set and score it; None where the set is not there."""
    if not item.gold.exists() or not item.reports or not all(path.exists() for path in item.reports):
        return None
    project = Project.new(folder / item.name)
    project.add(list(item.reports), item.sidecar)
    project.build()
    with project.record() as record:
        return score_claims(list(record.claims()), read_gold(item.gold))


def measure(item: Outside, folder: Path) -> Json | None:
    """Make predictions and score them; None where the data or the benchmark are not there."""
    module = ROOT / "benchmarks" / f"{item.module}.py"
    if not item.rows.exists() or not module.exists():
        return None
    predictions = folder / f"{'-'.join((item.module, *item.options))}-{item.rows.name}.jsonl"
    if not predictions.exists():
        command = [sys.executable, "-m", f"benchmarks.{item.module}", *item.options, str(item.rows)]
        predictions.write_text(run(command), encoding="utf-8")
    options = [word for option in item.scorer[1:] for word in option.split()]
    scorer = [sys.executable, str(SCORERS / item.scorer[0]), *options]
    found: Json = json.loads(run([*scorer, "--gold", str(item.rows), "--pred", str(predictions)]))
    return {key: found[key] for key in item.fields if key in found} if item.fields else found


def run(command: Sequence[str]) -> str:
    """Run a command in the clone and return what it prints."""
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own


def judged() -> Json:
    """Count the verdicts of readers on claims drawn at random, by file."""
    tables: Json = {}
    for path in sorted((ROOT / "gold" / "judged").glob("*.txt")):
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        verdicts = [words[2] for words in lines]
        claims = [verdict for verdict in verdicts if verdict != "C"]
        rows: Json = {"claims drawn": len(verdicts), "a claim at all": _share(len(claims), len(verdicts))}
        rows["right in all"] = _share(verdicts.count("ok"), len(verdicts))
        rows |= {name: _share(sum(sign not in one for one in claims), len(claims)) for sign, name in LETTERS.items()}
        tables[path.stem] = rows
    return tables


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.2f}"


# -- the page ----------------------------------------------------------------------------------------------------------

HEAD = """# Accuracy

Written by `python -m benchmarks.accuracy`; do not edit. Slots are counted on the claims found: right values of all that
gold gives. The worst fields stand beside the best. Nothing here was used to train the language model; what was seen
while rules were written says so.
"""


def page(figures: Json) -> str:
    """Return the page of all figures."""
    parts = [HEAD, "## Claims\n", *_reading_tables(figures)]
    if tables := judged():
        names = list(next(iter(tables.values())))
        parts += ["## Judged by reading\n", "Claims drawn at random, each judged from its words (gold/judged).\n"]
        parts += ["```sh\npython -m benchmarks.reading_sample ROWS --number 200\n```\n"]
        parts += [
            _table(["share right", *tables], [[name, *(rows[name] for rows in tables.values())] for name in names])
        ]
    for item in outside():
        if item.name in figures:
            parts += [f"## {item.title}\n", *([item.note + "\n"] if item.note else [])]
            parts += [f"```sh\n{item.command}\n```\n", _tree_table(figures[item.name])]
    return "\n".join(parts).rstrip() + "\n"


def _reading_tables(figures: Json) -> Iterable[str]:
    sets = [item for item in readings() if item.name in figures]
    yield "```sh\nsijil new P; sijil add P FILES; sijil build P; sijil evaluate P --gold GOLD.json\n```\n"
    rows = [
        [
            item.title,
            figures[item.name]["gold"],
            figures[item.name]["recall"],
            figures[item.name]["precision"],
            figures[item.name]["slot_accuracy"],
            " ".join(map(str, figures[item.name]["worst_slot"])),
            figures[item.name]["false_alarms"],
        ]
        for item in sets
    ]
    head = ["reports", "gold claims", "recall", "precision", "slots", "worst slot", "false alarms"]
    yield _table(head, rows)
    names = sorted({slot for item in sets for slot in figures[item.name]["slots"]})
    yield _table(
        ["slot", *(item.name for item in sets)],
        [[name, *(figures[item.name]["slots"].get(name, "") for item in sets)] for name in names],
    )
    for item in sets:
        if item.note:
            yield f"* {item.title}: {item.note}"
    yield ""


def _tree_table(found: Json) -> str:
    """Lay out nested figures: a row for each thing measured, a column for each measure."""
    nested = dict(_flat(found))
    plain = [[key, value] for key, value in found.items() if not isinstance(value, dict | list)]
    parts = [_table(["measure", "value"], plain)] if plain else []
    columns = list(
        dict.fromkeys(key for value in nested.values() for key in value if not isinstance(value[key], dict | list))
    )
    columns.sort(key=lambda name: COLUMNS.index(name) if name in COLUMNS else len(COLUMNS))
    if nested and columns:
        parts.append(
            _table(
                ["field", *columns], [[key, *(value.get(one, "") for one in columns)] for key, value in nested.items()]
            )
        )
    return "\n".join(parts)


def _flat(found: Json, above: str = "") -> Iterator[tuple[str, Json]]:
    """Yield the groups of figures that hold no further groups, by their names from the top down."""
    for key, value in found.items():
        name = f"{above} {key}".strip()
        inner = (
            {one: deeper for one, deeper in value.items() if isinstance(deeper, dict)}
            if isinstance(value, dict)
            else {}
        )
        if inner:
            yield from _flat(inner, name)
        elif isinstance(value, dict):
            yield name, value


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join('' if cell is None else str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure what is there, and write the figures and the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=None, help="names of parts; all by default")
    parser.add_argument("--keep", type=Path, default=None, help="folder for records and predictions")
    options = parser.parse_args()
    figures: Json = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    parts: list[tuple[str, Callable[[Path], Json | None]]] = [
        *((item.name, lambda folder, item=item: read_set(item, folder)) for item in readings()),
        *((item.name, lambda folder, item=item: measure(item, folder)) for item in outside()),
    ]
    with tempfile.TemporaryDirectory() as spare:
        folder = options.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        for name, part in parts:
            if options.only is None or name in options.only:
                found = part(folder)
                sys.stderr.write(f"{name}: {'measured' if found else 'skipped, its data are not there'}\n")
                figures.update({name: found} if found else {})
    text = json.dumps(figures, indent=1, sort_keys=True)
    FIGURES.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(page(json.loads(text)), encoding="utf-8")


if __name__ == "__main__":
    main()
