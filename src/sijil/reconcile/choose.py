"""Low, best and high of one thing by a policy, between what its parts add up to and what contains it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sijil.parts import PolicyRow
from sijil.parts.ontology import RISING
from sijil.reconcile.figures import ADVERSE, OWN, Said, take
from sijil.records import Scope


class Limits(NamedTuple):
    """What parts and wholes leave of a number.

    A figure below `floor` or above `ceiling` does not count. Where none is below `total`, which is what the parts add
    up to, that is the bound. `least` is the largest best number of a part.
    """

    floor: int = 0
    ceiling: int | None = None
    least: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What a policy makes of some figures.

    Attributes:
        low: Smallest credible number; None = open.
        best: The number that the policy takes; None = no figure counts.
        high: Largest credible number; None = open.
        taken: The figures that low, best and high come from.
        left: Why the figures of other claims do not count.
        excluded: Figures that parts or wholes exclude.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    taken: tuple[Said, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    excluded: tuple[Said, ...] = ()

    @property
    def is_exceeded(self) -> bool:
        """Whether no figure can be true beside those of its parts and wholes."""
        return bool(self.excluded) and self.excluded == self.taken


def choose(figures: Sequence[Said], policy: PolicyRow, limits: Limits = Limits()) -> Choice:  # noqa: B008  # a tuple
    """Bring figures to low, best and high.

    Figures that the limits exclude do not count. Where they exclude all, the numbers stay as they are said and the
    floor raises the high one.
    """
    taken, left = take(figures, policy)
    if not taken:
        return Choice(left=left)
    read = [as_bound(said) if policy.bounds == "sides" else said for said in taken]
    able = [said for said in read if _is_able(said, limits)]
    excluded = tuple(said for said in read if not _is_able(said, limits))
    if all(said.high is None or said.high >= limits.total for said in able):
        limits = limits._replace(floor=max(limits.floor, limits.total))
    best = _best(able, policy, limits) if able else _best(read, policy, Limits())
    low, high = _range(able or read, policy)
    if able:
        low = max(low or 0, limits.floor) or low
        high = _smaller(high, limits.ceiling)
    elif high is not None:
        high = max(high, limits.floor)
    return Choice(
        low=best if policy.bounds == "best" else None if low is None else min(low, best),
        best=best,
        high=best if policy.bounds == "best" else None if high is None else max(high, best),
        taken=tuple(able or read),
        left={**left, **({said.claim: "exceeded" for said in excluded} if able else {})},
        excluded=excluded,
    )


def as_bound(said: Said) -> Said:
    """Read a side's word as a bound: about its own dead from below, about its enemy's from above.

    Of one particular person ("their commander") it is no bound.
    """
    if said.measure.is_particular:
        return said
    if said.stake == OWN:
        return replace(said, high=None)
    return replace(said, low=None) if said.stake == ADVERSE else said


def _is_able(said: Said, limits: Limits) -> bool:
    below = limits.ceiling is None or (said.low or 0) <= limits.ceiling
    return below and (said.high is None or said.high >= limits.floor)


def _smaller(first: int | None, second: int | None) -> int | None:
    return min((number for number in (first, second) if number is not None), default=None)


def _best(figures: Sequence[Said], policy: PolicyRow, limits: Limits) -> int:
    """Return the best number; one that the limits exclude gives way to the next that they do not."""
    has_more = any(said.high is None or said.high >= limits.least for said in figures)
    least = max(limits.floor, limits.least if has_more else 0)
    most = math.inf if limits.ceiling is None else max(limits.ceiling, least)
    spare = {least} if any(said.number < least for said in figures) else set()
    numbers = sorted({int(min(max(said.number, least), most)) for said in figures} | spare)
    if policy.best == "lowest":
        return numbers[0]
    votes = {number: count_voices(said for said in figures if said.holds(number)) for number in numbers}
    first = [number for number in numbers if votes[number] == max(votes.values())]
    return first[(len(first) - 1) // 2] if policy.best == "middle" else first[0]


def count_voices(figures: Iterable[Said]) -> int:
    """Count the independent voices of some figures."""
    return len({said.voice for said in figures})


def _range(figures: Sequence[Said], policy: PolicyRow) -> tuple[int | None, int | None]:
    """Return the smallest and the largest credible number.

    Below, the word of the side that suffered counts until enough voices without a stake give a number, and first counts
    that later ones exceed until enough do. Above, so does the enemy's word on a total, which may miss what was not
    reported; of one happening it counts only where nobody without a stake gives a number.
    """
    free = [said for said in figures if said.stake is None or policy.bounds != "sides"]
    below = [said for said in free if said.low is not None]
    settled = [said for said in below if not said.is_early]
    below = next((some for some in (settled, below) if count_voices(some) >= policy.enough), list(figures))
    lows = [said.low for said in below if said.low is not None]
    above = [said for said in free if said.high is not None]
    needed = 1 if all(said.measure.count.scope is Scope.EVENT for said in figures) else policy.enough
    above = above if count_voices(above) >= needed else list(figures)
    highs = [_top(said, policy) for said in above if said.high is not None]
    high = max(highs, default=None)
    is_open = high is None or any(said.high is None and (said.low or 0) > high for said in figures)
    return min(lows, default=None), None if is_open else high


def _top(said: Said, policy: PolicyRow) -> int:
    """Return how high a number may still rise: a first count of a happening's dead or hurt by the policy's `rise`."""
    days, top, count = said.measure.days, said.high or 0, said.measure.count
    is_first = count.scope is Scope.EVENT and count.harm in RISING and days is not None and said.stake is None
    is_first = is_first and not said.measure.is_particular
    if not is_first or days is None or said.day is None or said.day > days.last + policy.settle:
        return top
    return math.ceil(round(top * (1 + policy.rise), 6))
