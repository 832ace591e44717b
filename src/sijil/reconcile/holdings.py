"""The intervals of a place's timeline: its holders one after the other, and the fights and sieges beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijil.days import to_day, to_ordinal
from sijil.parts import ControlRow, PolicyRow
from sijil.reconcile.confidence import voice_weight
from sijil.reconcile.decode import UNKNOWN, Statement, Stretch, decode
from sijil.reconcile.marks import NOBODY, Mark, cut_runs, day_before, find_families
from sijil.records import ControlState
from sijil.voices import Origins, independent_voices


@dataclass(frozen=True, slots=True)
class Weights:
    """How claims are weighed: the policy, the settings of timelines, and which reports are copies."""

    policy: PolicyRow
    settings: ControlRow
    origins: Origins


@dataclass(frozen=True, slots=True)
class Interval:
    """Marks of one state and holder, the last day (None = open), and the marks that speak against them."""

    members: tuple[Mark, ...]
    until: str | None
    against: tuple[Mark, ...]


def find_intervals(marks: Sequence[Mark], weights: Weights) -> Iterator[Interval]:
    """Yield the intervals of one place.

    Args:
        marks: All that is said of the place, in order.
        weights: How claims are weighed.
    """
    families = find_families(mark.holder for mark in marks if mark.holder)
    said = [mark for mark in marks if mark.is_asserted]
    held = [mark for mark in said if mark.is_held]
    fights = [mark for mark in said if mark.state is ControlState.CONTESTED and mark.start]
    stretches = decode(make_statements(marks, fights, families, weights), weights.settings)
    for members, until in _cut_holdings([mark for mark in held if mark.start], stretches, families, weights):
        yield Interval(members, until, tuple(_against_holding(members, until, marks, families, weights)))
    for members in _by_holder([mark for mark in held if not mark.start], families):
        yield Interval(members, None, tuple(mark for mark in marks if _denies(mark, members, None, families)))
    changes = sorted(stretch.first for stretch in stretches)
    sieges = [mark for mark in said if mark.state is ControlState.BESIEGED]
    own = [mark for mark in said if mark.state is ControlState.CONTESTED and mark.place is not None]
    for group in (own, *_by_holder(sieges, families)):
        for run in _cut_fights(group, changes, weights.settings.lull):
            until = _end_of_fight(run, changes, weights.settings.lull)
            yield Interval(run, until, tuple(_against_fight(run, until, marks, families, weights)))


# -- holders -----------------------------------------------------------------------------------------------------------


def make_statements(
    marks: Iterable[Mark], fights: Sequence[Mark], families: Mapping[str, str], weights: Weights
) -> Iterator[Statement]:
    """Yield what marks say of who holds the place, each with its weight.

    Who is said to hold a counted part, or most, speaks against all others who were said to hold it.
    """
    for fight in fights:
        if fight.gist.share is not None and fight.holder is not None and fight.start:
            yield from _against_others(fight, families, weights)
    for mark in marks:
        if mark.state is not ControlState.HELD or mark.start is None:
            continue
        against = mark.is_leaving or not mark.is_asserted
        if mark.is_leaving and not mark.is_asserted:
            continue
        sure = voice_weight(mark.gist, mark.holder, weights.policy, against=against)
        sure *= weights.settings.implied if mark.implied else 1.0
        sure *= _trust(mark, fights, weights) if mark.is_taking and not against else 1.0
        yield Statement(
            day=to_ordinal(mark.start) + mark.is_leaving,
            holder=families.get(mark.holder_key, NOBODY),
            voice=independent_voices([mark.gist], weights.origins)[0],
            weight=-math.log1p(-sure),
            is_change=mark.is_leaving or (mark.is_taking and not mark.implied),
            is_against=against,
        )


def _against_others(fight: Mark, families: Mapping[str, str], weights: Weights) -> Iterator[Statement]:
    own = families.get(fight.holder_key, NOBODY)
    for family in sorted({*families.values()} - {own}):
        yield Statement(
            day=to_ordinal(fight.start or ""),
            holder=family,
            voice=independent_voices([fight.gist], weights.origins)[0],
            weight=-math.log1p(-voice_weight(fight.gist, fight.holder, weights.policy, against=False)),
            is_change=True,
            is_against=True,
        )


def _trust(taking: Mark, fights: Sequence[Mark], weights: Weights) -> float:
    """Return what is left of a claim of victory by those who later say that the place is fought over."""
    doubts: dict[str, float] = {}
    for fight in fights:
        if _doubts(fight, taking, weights):
            voice = independent_voices([fight.gist], weights.origins)[0]
            later = to_ordinal(fight.start or "") - to_ordinal(taking.start or "")
            sure = voice_weight(fight.gist, taking.holder, weights.policy, against=True)
            doubts[voice] = max(doubts.get(voice, 0.0), sure * math.exp(-later / weights.settings.lull))
    return math.prod(1 - doubt for doubt in doubts.values())


def _doubts(fight: Mark, taking: Mark, weights: Weights) -> bool:
    """Tell whether a place is said to be fought over soon after it was said to be taken."""
    if fight.state is not ControlState.CONTESTED or not fight.is_asserted or not taking.is_taking:
        return False
    if fight.start is None or taking.start is None or taking.implied:
        return False
    return 0 < to_ordinal(fight.start) - to_ordinal(taking.start) <= weights.settings.doubt


def _cut_holdings(
    held: Sequence[Mark], stretches: Sequence[Stretch], families: Mapping[str, str], weights: Weights
) -> Iterator[tuple[tuple[Mark, ...], str | None]]:
    """Yield the marks of each holder that the history has, with the last day; then those that it does not believe."""
    taken: set[int] = set()
    for at, stretch in enumerate(stretches):
        end = stretches[at + 1].first - 1 if at + 1 < len(stretches) else None
        members = tuple(
            mark
            for mark in held
            if families[mark.holder_key] == stretch.holder and _is_between(mark.start, stretch.first, end)
        )
        if members and stretch.holder != UNKNOWN:
            taken |= {id(mark) for mark in members}
            yield members, to_day(end) if end is not None else None
    left = [mark for mark in held if id(mark) not in taken and not mark.implied]
    for group in _by_holder(left, families):
        for run in cut_runs(group, weights.settings.lull):
            yield tuple(run), max(mark.end or mark.start or "" for mark in run)


def _is_between(day: str | None, first: int, last: int | None) -> bool:
    return day is not None and first <= to_ordinal(day) and (last is None or to_ordinal(day) <= last)


def _by_holder(marks: Iterable[Mark], families: Mapping[str, str]) -> Iterator[tuple[Mark, ...]]:
    """Yield marks by the family of their holder, in order of it."""
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(families.get(mark.holder_key, NOBODY), []).append(mark)
    for _, group in sorted(groups.items()):
        yield tuple(group)


def _against_holding(
    members: Sequence[Mark], until: str | None, marks: Iterable[Mark], families: Mapping[str, str], weights: Weights
) -> Iterator[Mark]:
    """Yield marks that contradict a holding: denials, other holders in its days, fights soon after its taking."""
    family = families[members[0].holder_key]
    for mark in marks:
        is_denial = _denies(mark, members, until, families)
        is_rival = _claims_hold(mark) and families.get(mark.holder_key) != family and _is_within(mark, members, until)
        if is_denial or is_rival or any(_doubts(mark, member, weights) for member in members):
            yield mark


def _claims_hold(mark: Mark) -> bool:
    """Tell whether a mark itself says that somebody holds the place."""
    return mark.is_held and mark.start is not None and not mark.implied


def _is_within(mark: Mark, members: Sequence[Mark], until: str | None) -> bool:
    """Tell whether the day of a mark lies in an interval."""
    since = min(member.start or "" for member in members)
    return since <= (mark.start or "") and (until is None or (mark.start or "") <= until)


def _denies(mark: Mark, members: Sequence[Mark], until: str | None, families: Mapping[str, str]) -> bool:
    """Tell whether a mark denies or doubts what others say, on a day that may be theirs."""
    first = members[0]
    if mark.is_asserted or mark.state is not first.state:
        return False
    if families.get(mark.holder_key, NOBODY) != families.get(first.holder_key, NOBODY):
        return False
    since = min((member.start for member in members if member.start), default=None)
    if mark.start is None or since is None:
        return True
    return since <= mark.start and (until is None or mark.start <= until)


# -- fights and sieges -------------------------------------------------------------------------------------------------


def _cut_fights(marks: Sequence[Mark], changes: Sequence[int], lull: int) -> Iterator[tuple[Mark, ...]]:
    """Cut fights or sieges where a lull lies between, or a change of holder that ended them."""
    for run in cut_runs(marks, lull):
        part: list[Mark] = []
        for mark in run:
            until = max((to_ordinal(one.end or "") for one in part if one.end), default=0)
            if part and mark.start and any(until < day < to_ordinal(mark.start) for day in changes):
                yield tuple(part)
                part = []
            part.append(mark)
        if part:
            yield tuple(part)


def _end_of_fight(run: Sequence[Mark], changes: Sequence[int], lull: int) -> str | None:
    """Return the last day of a fight: the last that is told, or the day before a change that soon follows."""
    until = max((mark.end for mark in run if mark.end), default=None)
    if until is None:
        return None
    last = to_ordinal(until)
    follows = [day for day in changes if last < day <= last + lull]
    return day_before(to_day(follows[0])) if follows else until


def _against_fight(
    run: Sequence[Mark], until: str | None, marks: Iterable[Mark], families: Mapping[str, str], weights: Weights
) -> Iterator[Mark]:
    """Yield marks that deny a fight or siege, and claims of victory that it comes soon after."""
    for mark in marks:
        is_claimed = mark.is_asserted and mark.state is ControlState.HELD
        if _denies(mark, run, until, families) or (is_claimed and any(_doubts(one, mark, weights) for one in run)):
            yield mark
