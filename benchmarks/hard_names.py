"""Names as reports print them, hard ones: which place or actor the whole reading of a sentence makes of each.

    python -m benchmarks.hard_names            shares by kind, conflict and hardship, and the failures
    python -m benchmarks.hard_names --table    the same as the tables of docs/hard-names.md

A place is right if the reading has a point in an accepted country, within `within_km` of the point of the list; an
actor if the actor rules take the name for an accepted id; `none` if no reading touches the words as a place. Names are
found by the language model, not given. All built-in packs are read.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sijil.distance import distance_km
from sijil.extract.examples import bare_report
from sijil.geoparsing import NamedPlace, Use, find_places
from sijil.language.parse import parse
from sijil.packs import Packs, known_packs, load_packs
from sijil.records import Mention, MentionKind, Passage
from sijil.resolve.actors import Voice, rule_on_mention
from sijil.resolve.frame import read_frame
from sijil.spans import Span

LIST = Path(__file__).with_name("hard_names.csv")
PLACE, ACTOR = "place", "actor"


@dataclass(frozen=True)
class Case:
    """One row of the list; `lon`, `lat` and `within_km` are those of a place only."""

    name: str
    sentence: str
    expect: str
    accepted: tuple[str, ...]
    countries: frozenset[str]
    lon: float | None
    lat: float | None
    within_km: float
    conflict: str
    hardship: str


@dataclass(frozen=True)
class Outcome:
    """What became of a name."""

    case: Case
    right: bool
    came: str


def read_cases(path: Path) -> list[Case]:
    """Read the list."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file)]


def _case(row: dict[str, str]) -> Case:
    return Case(
        name=row["name"],
        sentence=row["sentence"],
        expect=row["expect"],
        accepted=tuple(row["accepted"].split("|")),
        countries=frozenset(row["country"].split("|")),
        lon=float(row["lon"]) if row["lon"] else None,
        lat=float(row["lat"]) if row["lat"] else None,
        within_km=float(row["within_km"] or 0),
        conflict=row["conflict"],
        hardship=row["hardship"],
    )


def judge(case: Case, packs: Packs) -> Outcome:
    """Read a case's sentence and say what became of its name."""
    passages = parse(case.sentence)
    if case.expect == ACTOR:
        return _judge_actor(case, passages, packs)
    spans = [match.span() for match in re.finditer(re.escape(case.name), case.sentence)]
    found = [
        place
        for place in find_places(case.sentence, passages, packs)
        if place.use is Use.PLACE and any(a < place.end and place.start < b for a, b in spans)
    ]
    came = "; ".join(_describe(place) for place in found) or "no place"
    right = any(_is_there(case, place) for place in found) if case.expect == PLACE else not found
    return Outcome(case, right, came)


def _is_there(case: Case, place: NamedPlace) -> bool:
    far = distance_km(place.spot, case) if place.spot else None
    return far is not None and far <= case.within_km and place.spot is not None and place.spot.country in case.countries


def _describe(place: NamedPlace) -> str:
    spot = place.spot
    if spot is None:
        return f"{place.surface}: a place without a point"
    return f"{spot.name} ({spot.kind}, {spot.country})"


def _judge_actor(case: Case, passages: Sequence[Passage], packs: Packs) -> Outcome:
    """Rule on the name as on the words of a claim that names an actor."""
    report = bare_report(case.sentence)
    start = case.sentence.index(case.name)
    span = Span(report=report.id, start=start, end=start + len(case.name))
    mention = Mention(span=span, kind=MentionKind.ACTOR, surface=case.name, head=start)
    ruling = rule_on_mention(mention, read_frame(report, passages, packs), Voice())
    return Outcome(case, ruling.id in case.accepted, ruling.id or "unknown")


def shares(outcomes: Iterable[Outcome], key: Callable[[Case], str]) -> dict[str, tuple[int, int]]:
    """Count the right ones and all, by a property of the cases."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome.case)].append(outcome.right)
    return {group: (sum(rights), len(rights)) for group, rights in groups.items()}


def print_shares(outcomes: Sequence[Outcome]) -> None:
    """Print the shares as tables."""
    for title in ("expect", "conflict", "hardship"):
        print(f"| {title} | right | of | share |\n|---|---|---|---|")
        groups = shares(outcomes, lambda case, title=title: str(getattr(case, title)))
        for group, (right, of) in (groups | {"all": (sum(o.right for o in outcomes), len(outcomes))}).items():
            print(f"| {group} | {right} | {of} | {100 * right / of:.0f}% |")
        print()


def print_names(outcomes: Iterable[Outcome], *, table: bool) -> None:
    """Print the failures, or as a table all names."""
    if table:
        print("| name | should be | came | right | conflict | hard because |\n|---|---|---|---|---|---|")
    for one in outcomes:
        case, mark = one.case, "yes" if one.right else "**no**"
        should = " or ".join(case.accepted) or "no place"
        if table:
            print(f"| {case.name} | {should} | {one.came} | {mark} | {case.conflict} | {case.hardship} |")
        elif not one.right:
            print(f"{case.name} ({case.conflict}, {case.hardship}): should be {should}, came {one.came}")


def main() -> None:
    """Run all cases and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", type=Path, nargs="?", default=LIST)
    parser.add_argument("--table", action="store_true", help="print all names as a table")
    options = parser.parse_args()
    packs = load_packs(known_packs())
    outcomes = [judge(case, packs) for case in read_cases(options.list)]
    print_shares(outcomes)
    print_names(outcomes, table=options.table)


if __name__ == "__main__":
    main()
