"""Who most likely held a place when: the cheapest history of changes that explains what was said.

A hidden-state decode (Viterbi, IEEE Trans. Inf. Theory 13, 1967) over the days on which something was said. A history
gains the weight of each statement that it agrees with, and pays for each change of holder: much for one right after the
place was said to be another's, little after a long silence, and little where somebody tells of the change itself. The
numbers stand in the packs (`control.yml`); docs/control.md explains them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sijil.parts import ControlRow

UNKNOWN = ""
"""The state in which nobody is known to hold the place."""
FIGHT = "!fight"
"""The state in which a place is fought over, and nobody holds all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """That on a day somebody holds a place, or does not.

    Attributes:
        day: The day, as an ordinal.
        holder: Who.
        voice: Who says so.
        weight: What it is worth, 0 or more.
        is_change: Whether it tells of a change: a taking, or (against) a leaving.
        is_against: Whether the holder does not hold the place.
    """

    day: int
    holder: str
    voice: str
    weight: float
    is_change: bool = False
    is_against: bool = False


class Stretch(NamedTuple):
    """A holder and the first day of holding, as an ordinal."""

    holder: str
    first: int


def decode(statements: Iterable[Statement], settings: ControlRow) -> list[Stretch]:
    """Return the holders of a place in order of time, each with the first day; the last one holds on.

    Nobody holds it before the first day of which it is said.

    Args:
        statements: All that was said of the place.
        settings: Gives `change`, `told`, `decay` and `lull`.
    """
    said = _discount(sorted(statements, key=_order), settings)
    days = sorted({one.day for one in said})
    holders = sorted({one.holder for one in said} | {UNKNOWN})
    first = {holder: _first_day(holder, said) for holder in holders}
    best: dict[str, float] = {}
    back: list[dict[str, str]] = []
    for at, day in enumerate(days):
        now = [one for one in said if one.day == day]
        gains = {holder: _gain(holder, now) if first[holder] <= day else -math.inf for holder in holders}
        if at == 0:
            best = gains
            continue
        silent = day - days[at - 1]
        price = settings.change * math.exp(-silent / settings.decay)
        lasted = {
            holder: value - (_silence(silent, settings) if holder == FIGHT else 0) for holder, value in best.items()
        }
        came = {holder: _best_before(holder, lasted, price, now, settings) for holder in holders}
        back.append({holder: before for holder, (before, _) in came.items()})
        best = {holder: value + gains[holder] for holder, (_, value) in came.items()}
    return _read_back(days, best, back)


def _silence(days: int, settings: ControlRow) -> float:
    """Return what a fight costs of which nothing is told for some days: after long it is as likely over as not.

    -log of the chance that a process of two states, on and off, is in the one in which it was (Cox and Miller, The
    Theory of Stochastic Processes, 1965, chapter 4).
    """
    return -math.log((1 + math.exp(-days / settings.lull)) / 2)


def _order(one: Statement) -> tuple[int, str, str, bool, bool, float]:
    return one.day, one.voice, one.holder, one.is_against, one.is_change, one.weight


def _discount(said: Sequence[Statement], settings: ControlRow) -> list[Statement]:
    """Return statements with less weight where a voice says again what it said before, the less the sooner."""
    last: dict[tuple[str, str, bool], int] = {}
    found = []
    for one in said:
        key = one.voice, one.holder, one.is_against
        new = 1 - math.exp(-(one.day - last[key]) / settings.decay) if key in last else 1.0
        last[key] = one.day
        found.append(
            Statement(
                day=one.day,
                holder=one.holder,
                voice=one.voice,
                weight=one.weight * new,
                is_change=one.is_change,
                is_against=one.is_against,
            )
        )
    return found


def _gain(holder: str, now: Iterable[Statement]) -> float:
    """Return the weight of the statements that a holder agrees with; where somebody left, nobody fights on."""
    return sum(
        one.weight
        for one in now
        if (one.holder == holder) != one.is_against
        if not (holder == FIGHT and one.is_against and one.is_change)
    )


def _first_day(holder: str, said: Iterable[Statement]) -> float:
    """Return the first day of which it is said that somebody holds the place; for nobody, that somebody does not."""
    is_said = [one.day for one in said if (one.is_against if holder == UNKNOWN else one.holder == holder)]
    return min(is_said, default=math.inf)


def _best_before(
    holder: str, best: dict[str, float], price: float, now: Sequence[Statement], settings: ControlRow
) -> tuple[str, float]:
    """Return who held the place before, and what the history is worth with the change from it."""
    options = {before: value - _cost(before, holder, price, now, settings) for before, value in best.items()}
    before = min(options, key=lambda name: (-round(options[name], 9), name != holder, name))
    return before, options[before]


def _cost(before: str, after: str, price: float, now: Sequence[Statement], settings: ControlRow) -> float:
    """Return what a change costs on a day; one that somebody tells of is cheap, one from nobody known is free."""
    if before in {after, UNKNOWN}:
        return 0.0
    gone = [one for one in now if one.is_against and (one.holder == before or (one.is_change and before == FIGHT))]
    if after == UNKNOWN and not gone:
        return math.inf
    told = any(one.is_change and (one in gone if one.is_against else one.holder == after) for one in now)
    return price * settings.told if told else price


def _read_back(days: Sequence[int], best: dict[str, float], back: Sequence[dict[str, str]]) -> list[Stretch]:
    """Follow the best history back from its end."""
    if not days:
        return []
    holder = min(best, key=lambda name: (-round(best[name], 9), name == UNKNOWN, name))
    path = [holder]
    for came in reversed(back):
        path.append(came[path[-1]])
    path.reverse()
    return [Stretch(name, days[at]) for at, name in enumerate(path) if at == 0 or path[at - 1] != name]
