"""Who was hurt and died of it is counted with the dead alone: the wounded of a report without these.

So it is where one claim, or one sentence, tells both of the same people ("X was injured and died"), where somebody hurt
has the name of somebody dead, or is "he" where one person died, and where people told of as dead after any wounded
had been hurt ("six were injured; one of the injured died in hospital").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
PRONOUNS = frozenset({"he", "she", "him", "her", "they", "them", "their", "his"})
ARTICLES = frozenset({"a", "an", "the"})
OTHERS = re.compile(r"\b(?:others?|another|more)\b")
OF_WOUNDS = re.compile(r"\b(?:injur|wound|hospital)")


@dataclass
class Told:
    """A figure as a report tells it: where, of whom, and how many are left of it."""

    claim: Row
    figure: Row
    number: int

    @property
    def who(self) -> str:
        """Return the words for those counted."""
        return str((self.figure["group"] or {}).get("surface") or "")


def number_of(figure: Row) -> int | None:
    """Return the number that a figure counts; of "more than 20" the coders keep 20."""
    number = figure["low"] if figure["low"] is not None else figure["high"]
    return number - 1 if number is not None and figure["qualifier"] == "more_than" else number


def survivors(claims: Iterable[Row]) -> Iterator[tuple[Row, list[tuple[Row, int]]]]:
    """Yield claims in the order of the text, each with its figures and their numbers; of the wounded only survivors."""
    told = [
        Told(claim, figure, number)
        for claim in sorted(claims, key=lambda claim: claim["start"])
        for figure in claim["figures"]
        if figure["scope"] == "event" and (number := number_of(figure)) is not None
    ]
    dead = [one for one in told if one.figure["harm"] == "killed"]
    hurt = [one for one in told if one.figure["harm"] == "wounded"]
    for one in hurt:
        if any(_is_same(one, other, told) for other in dead) or _is_he_who_died(one, dead):
            one.number = 0
    for one in dead:
        if OF_WOUNDS.search(f"{one.who} {one.claim['quote']}".lower()):
            _take_off(one, hurt, dead)
    for claim in dict.fromkeys(id(one.claim) for one in told):
        own = [one for one in told if id(one.claim) == claim]
        yield own[0].claim, [(one.figure, one.number) for one in own if one.number]


def _is_same(hurt: Told, dead: Told, told: list[Told]) -> bool:
    """Tell whether those hurt and those dead are the same, by the words for them."""
    if hurt.number != dead.number or not hurt.who:
        return False
    if hurt.who != dead.who:
        named = hurt.who.istitle() and " " not in hurt.who and hurt.number == 1
        return named and dead.who.endswith(f" {hurt.who}") and dead.who.split()[0].lower() not in ARTICLES
    if hurt.claim is dead.claim:
        return told.index(hurt) < told.index(dead) and not OTHERS.search(hurt.claim["quote"])
    return bool(hurt.claim["start"] == dead.claim["start"])


def _is_he_who_died(hurt: Told, dead: list[Told]) -> bool:
    """Tell whether "he" who was hurt is the one dead of a report."""
    most = max((sum(other.number for other in dead if other.claim is one.claim) for one in dead), default=0)
    one = hurt.number == 1 == most
    apart = (other.claim is hurt.claim or other.claim["end"] <= hurt.claim["start"] for other in dead)
    return one and hurt.who.lower() in PRONOUNS and any(apart)


def _take_off(dead: Told, hurt: list[Told], all_dead: list[Told]) -> None:
    """Take those who died of their wounds off the last wounded who were told of before any dead."""
    first = min(one.claim["start"] for one in all_dead)
    before = [one for one in hurt if one.claim["start"] < first and one.number >= dead.number]
    alike = [one for one in before if dead.figure["status"] in {None, one.figure["status"]}]
    if alike:
        alike[-1].number -= dead.number
