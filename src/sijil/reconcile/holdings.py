"""The intervals of a place's timeline: its holders one after the other, and the fights and sieges beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from sijil.days import to_day, to_ordinal
from sijil.parts import ControlRow, PolicyRow
from sijil.reconcile.confidence import is_own_word, voice_weight
from sijil.reconcile.decode import FIGHT, UNKNOWN, Statement, Stretch, decode
from sijil.reconcile.marks import NOBODY, Mark, cut_runs, find_families, is_one_holder
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
    marks = [mark for mark in marks if not _is_said_otherwise(mark, marks, families, weights.settings.decay)]
    said = [mark for mark in marks if mark.is_asserted]
    held = [mark for mark in said if mark.is_held]
    fights = [mark for mark in said if mark.state is ControlState.CONTESTED]
    history = History.of(decode(make_statements(marks, fights, families, weights), weights.settings))
    placed: set[int] = set()
    for members, until in _cut_holdings(held, fights, history, families, weights):
        placed |= {id(mark) for mark in members}
        yield Interval(members, until, tuple(_against_holding(members, until, marks, families, weights)))
    for members in _by_holder([mark for mark in held if not mark.start and id(mark) not in placed], families):
        yield Interval(members, None, tuple(mark for mark in marks if _denies(mark, members, None, families)))
    sieges = [mark for mark in said if mark.state is ControlState.BESIEGED]
    held_on = [to_ordinal(mark.start) for mark in marks if mark.start and mark.state is ControlState.HELD]
    for group in (fights, *_by_holder(sieges, families)):
        for run in _cut_fights(group, history, held_on, weights.settings):
            if any(mark.place for mark in run):
                until = _end_of_fight(run, history, weights.settings.lull)
                yield Interval(run, until, tuple(_against_fight(run, until, marks, families, weights)))


def _is_said_otherwise(mark: Mark, marks: Iterable[Mark], families: Mapping[str, str], decay: float) -> bool:
    """Tell whether what a claim only implies is said otherwise of the place itself, not long before or after."""
    if not mark.implied or not mark.is_held or mark.start is None:
        return False
    own = families.get(mark.holder_key)
    return any(
        abs(to_ordinal(other.start) - to_ordinal(mark.start)) <= decay
        and not (mark.is_taking and other.start < mark.start)
        for other in marks
        if other.is_held and not other.implied and other.start and families.get(other.holder_key) != own
    )


@dataclass(frozen=True, slots=True)
class History:
    """Who holds a place when, fights among them, in order of time."""

    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, stretches: Iterable[Stretch]) -> Self:
        """Make a history of what was decoded."""
        return cls(tuple(stretches))

    def at(self, day: int) -> str:
        """Return who holds the place on a day, or that it is fought over."""
        return next((one.holder for one in reversed(self.stretches) if one.first <= day), UNKNOWN)

    def is_fought(self, first: int, last: int) -> bool:
        """Tell whether the place is fought over on all days from one to another."""
        others = (one for one in self.stretches if one.holder != FIGHT)
        return self.at(first) == FIGHT and not any(first < one.first <= last for one in others)

    def holdings(self) -> Iterator[tuple[str, int, int | None]]:
        """Yield each holder with the first and last day; a fight that changes nothing does not end a holding."""
        own = [one for one in self.stretches if one.holder != FIGHT]
        merged = [one for at, one in enumerate(own) if at == 0 or own[at - 1].holder != one.holder]
        for at, one in enumerate(merged):
            yield one.holder, one.first, merged[at + 1].first - 1 if at + 1 < len(merged) else None

    def changes(self) -> list[int]:
        """Return the days on which another than before begins to hold the place."""
        return [first for holder, first, _ in self.holdings() if holder != UNKNOWN]


# -- what is said ------------------------------------------------------------------------------------------------------


def make_statements(
    marks: Iterable[Mark], fights: Sequence[Mark], families: Mapping[str, str], weights: Weights
) -> Iterator[Statement]:
    """Yield what marks say of who holds the place, and that it is fought over, each with its weight."""
    for fight in fights:
        sure = voice_weight(fight.gist, fight.holder, weights.policy, against=False)
        sure *= weights.settings.implied if fight.implied else 1.0
        for day in sorted(
            {fight.likely, fight.likely if fight.is_uncertain else to_ordinal(fight.end or "")}
            if fight.start and fight.end
            else ()
        ):
            yield _statement(fight, day, FIGHT, sure, weights)
    for mark in marks:
        if mark.state is not ControlState.HELD or mark.start is None or (mark.is_leaving and not mark.is_asserted):
            continue
        against = mark.is_leaving or not mark.is_asserted
        sure = voice_weight(mark.gist, mark.holder, weights.policy, against=against)
        sure *= weights.settings.implied if mark.implied else 1.0
        sure *= _trust(mark, fights, weights) if mark.is_taking and not against else 1.0
        day = mark.likely + mark.is_leaving
        one = _statement(mark, day, families.get(mark.holder_key, NOBODY), sure, weights)
        is_change = mark.is_leaving or (mark.is_taking and not mark.implied and not against)
        yield replace(one, is_change=is_change, is_against=against)


def _statement(mark: Mark, day: int, holder: str, sure: float, weights: Weights) -> Statement:
    voice = independent_voices([mark.gist], weights.origins)[0]
    return Statement(day=day, holder=holder, voice=voice, weight=-math.log1p(-sure))


def _trust(taking: Mark, fights: Sequence[Mark], weights: Weights) -> float:
    """Return what is left of a victor's own word by those who later say that the place is fought over."""
    if not is_own_word(taking.gist, taking.holder):
        return 1.0
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
    held: Sequence[Mark], fights: Sequence[Mark], history: History, families: Mapping[str, str], weights: Weights
) -> Iterator[tuple[tuple[Mark, ...], str | None]]:
    """Yield the marks of each holder that the history has, with the last day; then rivals of about equal weight.

    A claim without a time is of the holding in whose days it was made; where there is none it is left out.
    """
    taken: set[int] = set()
    for holder, first, last in history.holdings():
        members = tuple(
            mark for mark in held if families[mark.holder_key] == holder and _is_between(mark.told, first, last)
        )
        believed = [mark for mark in members if mark.start and history.at(to_ordinal(mark.start)) == holder]
        if believed and holder != UNKNOWN:
            taken |= {id(mark) for mark in members}
            yield members, _end_of_holding(members, last, fights)
    left = [mark for mark in held if mark.start and id(mark) not in taken and not mark.implied]
    for group in _by_holder(left, families):
        for run in cut_runs(group, weights.settings.lull):
            if _weighs_as_much(run, (*held, *fights), history, families, weights):
                yield tuple(run), max(mark.end or mark.start or "" for mark in run)


def _end_of_holding(members: Sequence[Mark], last: int | None, fights: Iterable[Mark]) -> str | None:
    """Return the last day of a holding; it ends, too, where others are said to hold a counted part, or most."""
    latest = max(mark.start or "" for mark in members)
    lost = [
        to_ordinal(fight.start) - 1
        for fight in fights
        if fight.start and fight.start > latest and fight.gist.share is not None
        if fight.holder and not any(is_one_holder(fight.holder, mark.holder) for mark in members)
    ]
    end = min([*lost, *([last] if last is not None else [])], default=None)
    return to_day(end) if end is not None else None


def _weighs_as_much(
    run: Sequence[Mark], marks: Iterable[Mark], history: History, families: Mapping[str, str], weights: Weights
) -> bool:
    """Tell whether claims that the history does not believe weigh as much as those around them that it believes."""
    first, last = to_ordinal(run[0].start or ""), max(to_ordinal(mark.start or "") for mark in run)
    lull = weights.settings.lull
    believed = {history.at(day) for day in range(first, last + 1)}
    rivals = [
        mark
        for mark in marks
        if mark.start and first - lull <= to_ordinal(mark.start) <= last + lull
        if (families.get(mark.holder_key) if mark.is_held else FIGHT) in believed
    ]
    return _sum(run, weights) >= _sum(rivals, weights)


def _sum(marks: Iterable[Mark], weights: Weights) -> float:
    """Return the weight of some marks, each voice counted once."""
    by_voice: dict[str, float] = {}
    for mark in marks:
        voice = independent_voices([mark.gist], weights.origins)[0]
        sure = voice_weight(mark.gist, mark.holder, weights.policy, against=False)
        by_voice[voice] = max(by_voice.get(voice, 0.0), -math.log1p(-sure))
    return round(math.fsum(sorted(by_voice.values())), 9)


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
    since = min(member.start for member in members if member.start)
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


def _cut_fights(
    marks: Sequence[Mark], history: History, held_on: Sequence[int], settings: ControlRow
) -> Iterator[tuple[Mark, ...]]:
    """Cut fights or sieges where a change of holder ended them, or where they paused.

    They paused for more than `lull` days that the history does not fill, if anybody tells of a holder in these days,
    or they are more than `quiet`.
    """
    changes = history.changes()
    run: list[Mark] = []
    until = 0
    for mark in sorted((mark for mark in marks if mark.start), key=lambda mark: mark.order):
        start = to_ordinal(mark.start or "")
        is_quiet = start <= until + settings.quiet and not any(until <= day < start for day in held_on)
        goes_on = start <= until + settings.lull or history.is_fought(until, start) or is_quiet
        if run and (any(until < day < start for day in changes) or not goes_on):
            yield tuple(run)
            run, until = [], 0
        run.append(mark)
        until = max(until, to_ordinal(mark.end or mark.start or ""))
    yield from (tuple(one) for one in (run, [mark for mark in marks if not mark.start]) if one)


def _end_of_fight(run: Sequence[Mark], history: History, lull: int) -> str | None:
    """Return the last day of a fight: the last that is told, or the day before a change that soon follows."""
    until = max((mark.end for mark in run if mark.end), default=None)
    if until is None:
        return None
    last = to_ordinal(until)
    follows = [day for day in history.changes() if last < day]
    is_near = follows and (follows[0] <= last + lull or history.is_fought(last, follows[0] - 1))
    return to_day(follows[0] - 1) if is_near else until


def _against_fight(
    run: Sequence[Mark], until: str | None, marks: Iterable[Mark], families: Mapping[str, str], weights: Weights
) -> Iterator[Mark]:
    """Yield marks that deny a fight or siege, and claims of victory that it comes soon after."""
    for mark in marks:
        is_claimed = mark.is_asserted and mark.state is ControlState.HELD
        if _denies(mark, run, until, families) or (is_claimed and any(_doubts(one, mark, weights) for one in run)):
            yield mark
