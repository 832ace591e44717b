"""Numbers of people killed, injured and arrested against summaries of single incidents that people have coded.

    B=../shared/bench
    .venv/bin/python -m benchmarks.incident_counts $B/numbers/satp/dev.jsonl.gz > build/counts.jsonl
    python3 $B/score/counts.py --gold $B/numbers/satp/dev.jsonl.gz --pred build/counts.jsonl

Each row {"id", "date", "text"} is a report of its own. The number of a harm is the sum over kinds of people (fighters
of no state, forces of a state, civilians, others) of the largest figure that a claim of the report gives for that kind.
A figure for people of no kind is added to those of other kinds that the same claim gives; alone it stands for all where
it is the larger, and what it counts beyond the others are civilians. Counts over a period, history, and what is denied,
ordered or hypothetical are left out. The coders count who was beaten or assaulted as injured, and so does this, unless
they are as many as were wounded, who may be the same; of "more than 20" they keep 20.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need

from sijil.packs import known_packs, load_packs
from sijil.parts import HeadRow
from sijil.project import Project

Row = dict[str, Any]
HARMS = {"killed": "killed", "wounded": "injured", "assaulted": "assaulted", "arrested": "arrested"}
STATE = ("military", "police", "security", "government")
KINDS = {row.word: row.kind for row in load_packs(known_packs()).rows(HeadRow)}
SIDES = {"state": "security", "fighter": "maoist", "civilian": "civilian"}


def read_rows(path: Path, limit: int | None) -> list[Row]:
    """Read the rows of a JSONL file, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(limit or sys.maxsize), strict=False)]


def build(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """Build a record of the rows and yield its claims."""
    source = folder / "rows.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({"text": row["text"], "published": row["date"]}, ensure_ascii=False) + "\n")
    project = Project.new(folder / "project")
    project.add([source])
    project.build()
    with project.record() as record:
        yield from record.claims()


def side_of(figure: Row) -> str:
    """Return the kind of people that a figure counts: state, fighter, civilian or people."""
    group = figure["group"] or {}
    words = str(group.get("surface") or "").lower().split()
    kinds = {KINDS.get(word) or KINDS.get(word.removesuffix("s")) for word in words}
    if str(group.get("id") or "").startswith(STATE) or (kinds & set(STATE) and not group.get("id")):
        return "state"
    if figure["status"] in {"fighter", "civilian"}:
        return str(figure["status"])
    return "fighter" if group.get("id") and group["id"] != "civilians" else "people"


def counts_of(claims: Iterable[Row]) -> Row:
    """Return the numbers of one report."""
    held: dict[str, dict[str, int]] = {name: defaultdict(int) for name in HARMS.values()}
    for claim in claims:
        if claim["background"] or claim["stance"] not in {"asserted", "doubted"}:
            continue
        own: dict[tuple[str, str], int] = defaultdict(int)
        for figure in claim["figures"]:
            number = figure["low"] if figure["low"] is not None else figure["high"]
            if figure["qualifier"] == "more_than":
                number -= 1
            if figure["harm"] in HARMS and number is not None and figure["scope"] == "event":
                own[HARMS[figure["harm"]], side_of(figure)] += number
        for (harm, side), number in own.items():
            beside = side == "people" and any(other[0] == harm and other[1] != side for other in own)
            name = "others" if beside else side
            held[harm][name] = max(held[harm][name], number)
    beaten = held.pop("assaulted")
    for side, number in beaten.items():
        if number not in held["injured"].values():
            held["injured"][side] += number
    return {harm: _sides(found) for harm, found in held.items()}


def _sides(found: dict[str, int]) -> Row:
    told = sum(number for side, number in found.items() if side != "people")
    total = max(told, found.get("people", 0))
    sides = {name: found.get(side, 0) for side, name in SIDES.items()}
    return {"total": total, **sides, "civilian": sides["civilian"] + found.get("others", 0) + total - told}


def main() -> None:
    """Print a prediction for each row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = DATA / "numbers" / "satp" / "dev.jsonl.gz"
    parser.add_argument("rows", type=Path, nargs="?", default=default)
    parser.add_argument("--limit", type=int, default=None, help="rows to read; all by default")
    options = parser.parse_args()
    rows = read_rows(need(options.rows), options.limit)
    by_number: dict[int, list[Row]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for claim in build(rows, Path(folder)):
            by_number[int(claim["report"]["uri"].rpartition("#")[2])].append(claim)
    for number, row in enumerate(rows, start=1):
        print(json.dumps({"id": row["id"], **counts_of(by_number[number])}))


if __name__ == "__main__":
    main()
