"""What each voice says of one thing, as a policy reads it: bounds, the day, the stake; and which of it counts."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sijil.days import to_ordinal
from sijil.parts import PolicyRow
from sijil.reconcile.measures import Measure
from sijil.records import Gist, Party, Qualifier, Scope, Stance
from sijil.voices import Origins, is_same_side, name_voices

OWN, ADVERSE = "own", "adverse"


@dataclass(frozen=True, slots=True)
class Said:
    """One figure as a policy reads it.

    Attributes:
        measure: The figure as it was said.
        voice: The independent voice that it counts for.
        low: Bound from below; None = open.
        high: Bound from above; None = open.
        number: The number that it names.
        day: First day on which the voice gave it, as an ordinal; None = unknown.
        stake: `own`, `adverse`, or None.
        is_early: Whether it is a first count, which later and higher ones follow.
    """

    measure: Measure
    voice: str
    low: int | None
    high: int | None
    number: int
    day: int | None
    stake: str | None = None
    is_early: bool = False

    @property
    def claim(self) -> str:
        """The claim that says it."""
        return self.measure.gist.claim

    def opened(self) -> Said:
        """Return a first count: it may still rise."""
        return replace(self, high=None, is_early=True)

    def holds(self, number: int) -> bool:
        """Tell whether a number lies within its bounds."""
        return (self.low or 0) <= number <= (math.inf if self.high is None else self.high)

    def excludes(self, other: Said) -> bool:
        """Tell whether both cannot be true."""
        low = max(self.low or 0, other.low or 0)
        return low > min(math.inf if one.high is None else one.high for one in (self, other))


def read_figures(
    measures: Sequence[Measure], origins: Origins, doers: Collection[str], policy: PolicyRow
) -> list[Said]:
    """Read the figures of one thing that count: those asserted; where there are none, those doubted.

    Args:
        measures: The figures; those in which the policy sees no number are left out.
        origins: Copies among the reports.
        doers: Sides that are said to have done such harm.
        policy: How words and `about` are read.
    """
    read = [(one, *bounds) for one in measures for bounds in _read(one, policy)]
    asserted = [row for row in read if row[0].gist.stance is Stance.ASSERTED]
    counted = asserted or [row for row in read if row[0].gist.stance is not Stance.DENIED]
    voices = name_voices([row[0].gist for row in counted], origins)
    figures = [
        Said(one, voices[one.gist.claim], low, high, number, _day(one.gist), _stake(one, doers))
        for one, low, number, high in counted
    ]
    first: dict[tuple[str, int], int | None] = {}
    for said in figures:
        key = said.voice, said.number
        first[key] = min((day for day in (first.get(key, said.day), said.day) if day is not None), default=None)
    return [replace(said, day=first[said.voice, said.number]) for said in figures]


def _read(measure: Measure, policy: PolicyRow) -> Iterable[tuple[int | None, int, int | None]]:
    """Yield the bounds of a figure with the number that it names between them."""
    low, high, qualifier = measure.count.low, measure.count.high, measure.count.qualifier
    word = policy.words.get(qualifier.value) if qualifier else None
    if word is not None:
        yield word, word, word
    elif qualifier is Qualifier.ABOUT and low is not None and low == high:
        yield math.ceil(round(low * (1 - policy.about), 6)), low, math.floor(round(low * (1 + policy.about), 6))
    elif low is not None:
        yield low, low, high
    elif high is not None:
        yield None, high, high


def _day(gist: Gist) -> int | None:
    return to_ordinal(gist.said) if gist.said else None


def _stake(measure: Measure, doers: Collection[str]) -> str | None:
    """Tell whether a voice speaks for the side of those who suffered, or for a side that fights them."""
    line, group = measure.gist.voice_line, measure.count.group
    if not line or group is None or group.id is None:
        return None
    if is_same_side(line, group.line):
        return OWN
    sides = {key for key in line if key.startswith("side:")}
    is_fighting = sides & set(doers) or (_has_side(line) and _has_side(group.line))
    return ADVERSE if is_fighting else None


def _has_side(line: Sequence[str]) -> bool:
    """Tell whether an actor fights on a side that has a name of its own."""
    return any(key.startswith("side:") and key.removeprefix("side:") not in line for key in line)


def find_doers(gists: Iterable[Gist]) -> frozenset[str]:
    """Return the sides of all who are said to have done what some claims tell."""
    parties: list[Party] = [party for gist in gists for party in gist.actors]
    return frozenset(key for party in parties for key in party.line if key.startswith("side:"))


def mark_early(figures: Sequence[Said], lag: int) -> list[Said]:
    """Open the first counts of a happening at the top where a later and higher one follows them.

    A side's word about its enemy's dead makes no count an early one.
    """
    later = [said for said in figures if said.day is not None and said.stake != ADVERSE]
    marked = []
    for said in figures:
        days, day = said.measure.days, said.day
        is_first = said.measure.count.scope is Scope.EVENT and days and day is not None and day <= days.last + lag
        is_passed = is_first and any(
            other.day > day and said.high is not None and (other.low or 0) > said.high
            for other in later
            if other.day is not None and day is not None
        )
        marked.append(said.opened() if is_passed else said)
    return marked


# -- which count -------------------------------------------------------------------------------------------------------


def take(figures: Sequence[Said], policy: PolicyRow) -> tuple[list[Said], dict[str, str]]:
    """Return the figures that a policy takes, and for the claims of the others why it does not."""
    match policy.takes:
        case "all":
            return list(figures), {}
        case "latest":
            last = max((said.day for said in figures if said.day is not None), default=None)
            return _part(figures, [said for said in figures if said.day == last], "unused")
        case _:
            pass
    current, passed = _part(figures, [said for said in figures if not _is_superseded(said, figures)], "superseded")
    current = mark_early(current, policy.lag)
    kept, beaten = _part(current, [said for said in current if not _is_outvoted(said, current, policy)], "outvoted")
    if policy.takes == "current":
        return kept, passed | beaten
    free = [said for said in kept if said.stake is None] or kept
    kept, biased = _part(kept, free, "unused")
    return kept, passed | beaten | biased


def _part(figures: Sequence[Said], kept: list[Said], why: str) -> tuple[list[Said], dict[str, str]]:
    """Return what is kept, and why the claims of the others are not."""
    chosen = {id(said) for said in kept}
    return kept, {said.claim: why for said in figures if id(said) not in chosen}


def _is_superseded(said: Said, figures: Sequence[Said]) -> bool:
    """Tell whether the same voice later gave a number that excludes this one."""
    return said.day is not None and any(
        other.voice == said.voice and other.day is not None and other.day > said.day and said.excludes(other)
        for other in figures
    )


def _is_outvoted(said: Said, figures: Sequence[Said], policy: PolicyRow) -> bool:
    """Tell whether many more voices hold a number that this figure excludes, none of which it came after."""
    for number in {other.number for other in figures if not said.holds(other.number)}:
        holding = [other for other in figures if other.holds(number)]
        own = len({other.voice for other in figures if other.holds(said.number)})
        is_last = said.day is not None and all(other.day is not None and other.day < said.day for other in holding)
        if not is_last and len({other.voice for other in holding}) >= policy.outvoted * own:
            return True
    return False
