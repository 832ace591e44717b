"""Numbers of people killed, injured and arrested against summaries of single incidents that people have coded.

    B=../shared/bench
    .venv/bin/python -m benchmarks.incident_counts $B/numbers/satp/dev.jsonl.gz > build/counts.jsonl
    python3 $B/score/counts.py --gold $B/numbers/satp/dev.jsonl.gz --pred build/counts.jsonl

Each row {"id", "date", "text"} is a report of its own; rows of one text are one report. The number of a harm is the sum
over kinds of people (forces of a state, its officials, fighters of no state, civilians, others) of the largest figure
that a claim of the report gives for that kind. The kind is that of the group in the registers, else what the words for
it say in the packs, else whether they say that people bear arms; of "six people, five of them soldiers" five are of a
state. Officials of a force, and who is "of" one ("a commander of the Special Police"), count with it. A figure for
people of no kind is added to those of other kinds that the same claim gives; alone it stands for all where it is the
larger, and what it counts beyond the others are civilians. Counts over a period, history, and what is denied, ordered
or hypothetical are left out. The coders count who was beaten or assaulted as injured where nobody was wounded, and so
does this, unless a pronoun stands for as many as were killed, who may be the same. Who died of wounds is dead
and not injured. Who "also" suffered is not the one person told of before. They count bodyguards with the forces, guards
of villages and firms with civilians; of "more than 20" they keep 20.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need
from benchmarks.incident_survivors import PRONOUNS, survivors

from sijil.packs import known_packs, load_packs
from sijil.parts import ActorRow, HeadRow, Rule, WordList
from sijil.project import Project

Row = dict[str, Any]
HARMS = {"killed": "killed", "wounded": "injured", "assaulted": "assaulted", "arrested": "arrested"}
FORCES = ("military", "police", "security")
PACKS = load_packs(known_packs())
KINDS = {row.word: row.kind for row in PACKS.rows(HeadRow)}
REGISTER = {row.id: row.kind for row in PACKS.rows(ActorRow)}
LISTS = {row.name: frozenset(row.words) for row in PACKS.rows(WordList)}
STATE_FORCE = LISTS["state_force"] | {"bodyguard"}
HARMING = sorted({word[:4] for rule in PACKS.rows(Rule) if rule.harm for word in rule.trigger if word[0] != "@"})
"""Openings of words of harm, by which "was also arrested" is told from "also fled"."""
OTHERS = {
    **dict.fromkeys(("guard", "informer", "informant"), "people"),
    **dict.fromkeys(
        ("sarpanch", "headman", "mukhiya", "councillor", "politician", "candidate", "legislator"), "official"
    ),
}
KNOWN = frozenset({*KINDS, *STATE_FORCE, *OTHERS, *LISTS["fighter"], *LISTS["civilian"], *LISTS["person"]})
BESIDES = re.compile(rf"\balso (?:\w+ly )?(?:{'|'.join(HARMING)})")
CUT = re.compile(r",| (?:of|in|from|at|near|who|belonging|identified|posted|attached|deployed|with|working)\b")
SIDES = {"state": "security", "official": "official", "fighter": "maoist", "civilian": "civilian"}


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
    """Return the kind of people that a figure counts: state, official, fighter, civilian or people."""
    group = figure["group"] or {}
    if str(group.get("surface")).lower() in PRONOUNS:
        return "people"
    name = str(group.get("id") or "")
    kind = REGISTER.get(name) or name.partition("-")[0]
    told = side_of_words(str(group.get("surface") or ""))
    if told == "official":
        return "state" if kind in FORCES else told
    if figure["status"] == "civilian":
        return "official" if kind == "government" else "civilian"
    if kind in FORCES or (told == "state" and (not name or kind == "government")):
        return "state" if told != "people" else told
    if kind == "government":
        return "official"
    if figure["status"] == "fighter":
        body = str(group.get("surface") or "").partition(" of ")[2]  # "a commander of the Special Police"
        of_state = not name and bool(body) and side_of_words(body) == "state"
        return "state" if of_state else "people" if told == "people" and not name else "fighter"
    return "fighter" if name and name != "civilians" else "people"


def side_of_words(surface: str) -> str | None:
    """Return the kind of people that a phrase says by its head, or by a title before a name, if any."""
    words = [word.strip(".,()'\"‘’“”-").lower() for word in CUT.split(surface)[0].split()]
    if {*words} & LISTS["former"]:
        return "people"
    if " of police" in surface.lower():
        return "state"
    forms = [word.removesuffix("s") if word.removesuffix("s") in KNOWN else word for word in words]
    pairs = [" ".join(pair) for pair in pairwise(forms)]
    for form in (*pairs[-1:], *forms[-1:], *(pairs + forms if forms and forms[-1] not in KNOWN else ())):
        armed = form == "guard" and any(KINDS.get(word) in FORCES for word in forms)
        side = "state" if armed or KINDS.get(form) in FORCES or form in STATE_FORCE else OTHERS.get(form)
        if side or KINDS.get(form) == "government":
            return side or "official"
    return None


def shares_of(figure: Row, number: int) -> Iterator[tuple[str, int]]:
    """Yield the kinds of people that a figure counts with the number of each: "six people, five of them soldiers"."""
    side = side_of(figure)
    for part in figure["of_whom"] if side in {"people", "civilian"} else ():
        who = part["who"].removesuffix("s")
        side_told = side_of_words(part["who"])
        armed = who in LISTS["irregular"] or (not side_told and who in LISTS["fighter"])
        other = "fighter" if armed else side_told
        if other and other != "people" and part["low"] and part["low"] <= number:
            yield other, part["low"]
            number -= part["low"]
    if number:
        yield side, number


def counts_of(claims: Iterable[Row]) -> Row:
    """Return the numbers of one report."""
    held: dict[str, dict[str, int]] = {name: defaultdict(int) for name in HARMS.values()}
    told = [claim for claim in claims if not claim["background"] and claim["stance"] in {"asserted", "doubted"}]
    for claim, figures in survivors(told):
        own: dict[tuple[str, str], int] = defaultdict(int)
        for figure, number in figures:
            for side, share in shares_of(figure, number) if figure["harm"] in HARMS else ():
                own[HARMS[figure["harm"]], side] += share
        besides = bool(BESIDES.search(claim["quote"]))
        alone = {harm: besides and sum(sides.values()) == 1 for harm, sides in held.items()}
        for (harm, side), number in own.items():
            more = alone[harm]  # of one person told of before nobody else is a part
            beside = side == "people" and any(other[0] == harm and other[1] != side for other in own)
            name = "others" if side == "people" and (beside or more) else side
            if more:
                held[harm]["others"] += held[harm].pop("people", 0)
            held[harm][name] = held[harm][name] + number if more else max(held[harm][name], number)
    beaten = held.pop("assaulted")
    wounded = any(held["injured"].values())
    for side, number in beaten.items() if not wounded else ():
        if side != "people" or number not in held["killed"].values():
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
    first: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        told = first.setdefault(row["text"].strip(), number)  # a text that two rows share is one report
        print(json.dumps({"id": row["id"], **counts_of(by_number[told])}))


if __name__ == "__main__":
    main()
