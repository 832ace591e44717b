"""Whole incident records (what, when, where, who, whom, with what, how surely) against those that people have coded.

    B=../shared/bench
    .venv/bin/python -m benchmarks.incident_records $B/records/muc4/dev.jsonl.gz > build/muc.jsonl
    python3 $B/score/muc_ree.py --gold $B/records/muc4/dev.jsonl.gz --pred build/muc.jsonl
    python3 $B/score/muc_slots.py --gold $B/records/muc4/dev.jsonl.gz --pred build/muc.jsonl

The reports are in capitals; they are recased first (benchmarks/recase.py: by what Sijil's own model reads in the
capitals and by the forms of three corpora in mixed case). Then, in the words of MUC-4:

* `incident_grouping`: claims of violence that are not denied, not ordered and not hypothetical are put together to
  incidents: those of one event of the record, those who name the same victim, and those of fitting type whose times
  and places do not differ. What is older than two months, who fell in a fight, or background without a date gives
  none. The kind of incident goes by the type of the claims and their weapons. A release goes to the abduction of the
  same people, a lost aircraft to the explosion of that time and place.
* `incident_targets`: whom and what the incident struck. People are named in the fullest form that the text has
  (`incident_names`), or described by the noun phrase without determiners, number, nationality and what trails behind
  it; those who are described and named stand by their names alone. Numbers and effects are those of the figures.
  Things are damaged where the words say so or a bomb went off, and destroyed where the words say that of all of them.
* `incident_perpetrators`: who is behind it: an organisation by the longest name that the report has for what the
  registers say it is, or by the capitals of the words; people by their noun phrase. Rebels of no named organisation are
  of the one that the report speaks of, where it is one.
* `incident_templates`: the slots. Clashes of armed forces give no template, nor does what has no day, no thing and
  nobody with a name or number and nobody of whom there was talk ("the priests"). A named person dies in one
  incident, and who was abducted and killed was abducted. What has no day was on or before that of its report.

The figures are in docs/accuracy.md. Five in six capitals inside sentences come back, and seven in eight of those set
are right (`python -m benchmarks.recase`).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need
from benchmarks.incident_counts import read_rows
from benchmarks.incident_grouping import incidents_of
from benchmarks.incident_names import Names
from benchmarks.incident_perpetrators import Perpetrators
from benchmarks.incident_spared import Spared
from benchmarks.incident_templates import Template, join_deaths
from benchmarks.incident_words import Words
from benchmarks.recase import Recaser, read_cased

from sijil.project import Project
from sijil.records import Claim

Row = dict[str, Any]
REPORTS = DATA / "records" / "muc4" / "dev.jsonl.gz"
CASED = [
    DATA / "language" / "ewt" / "train.conllu",
    DATA / "language" / "re3d" / "train.jsonl",
    DATA / "articles" / "wikinews_2019.jsonl.gz",
]


def build(texts: Iterable[tuple[str, str | None]], folder: Path) -> tuple[dict[int, list[Row]], dict[str, str]]:
    """Build a record of texts and their days; return the claims by number of the row, and the event of each claim."""
    source = folder / "rows.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for text, day in texts:
            out.write(json.dumps({"text": text} | ({"published": day} if day else {}), ensure_ascii=False) + "\n")
    project = Project.new(folder / "project")
    project.add([source])
    project.build()
    claims: dict[int, list[Row]] = defaultdict(list)
    with project.record() as record:
        rows: list[Row] = [dict(row) for row in record.rows("events")]
        events = {claim: str(event["id"]) for event in rows for claim in event["claims"]}
        mentions = {claim.id: [one.surface for one in claim.mentions("place")] for claim in record.stage_rows(Claim)}
        for claim in map(dict[str, Any], record.claims()):
            claim["places"] = mentions.get(claim["id"], [])
            claims[int(claim["report"]["uri"].rpartition("#")[2])].append(claim)
    return claims, events


def predict(row: Row, text: str, claims: Sequence[Row], events: dict[str, str], words: Words) -> Row:
    """Return the templates of a report."""
    names, behind, spared = Names(text, words), Perpetrators(text, words), Spared(text)
    incidents = join_deaths(incidents_of(claims, events, row["date"], words), words, names)
    made = [Template(one, words, names, behind, spared) for one in incidents]
    found = [one for one in made if one.tells()]
    country = words.country(text)
    return {
        "id": row["id"],
        "templates": [one.full(country, row["date"]) for one in found],
        "ree_templates": [one.reduced() for one in found],
    }


def main() -> None:
    """Print a prediction for each row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="?", default=REPORTS)
    parser.add_argument("--cased", type=Path, nargs="*", default=CASED, help="text in mixed case, to learn forms from")
    parser.add_argument("--limit", type=int, default=None, help="rows to read; all by default")
    options = parser.parse_args()
    rows = read_rows(need(options.rows), options.limit)
    recaser = Recaser(
        (text for path in options.cased for text in read_cased(need(path))), [row["text"] for row in rows]
    )
    texts = [recaser.recase(row["text"]) for row in rows]
    words = Words()
    with tempfile.TemporaryDirectory() as folder:
        claims, events = build(zip(texts, (row["date"] for row in rows), strict=True), Path(folder))
    for number, row in enumerate(rows, start=1):
        print(json.dumps(predict(row, texts[number - 1], claims[number], events, words)))


if __name__ == "__main__":
    main()
