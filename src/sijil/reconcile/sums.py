"""Low, best and high of one toll by the policy `cautious`, and what it says in English."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sijil.days import to_day, to_days
from sijil.parts import PolicyRow
from sijil.reconcile.measures import Measure
from sijil.records import (
    Actor,
    Count,
    Finding,
    FindingState,
    How,
    Place,
    Scope,
    Stance,
    Time,
    Toll,
)
from sijil.voices import Origins, independent_voices

Bounds3 = tuple[int | None, int | None, int | None]


def make_toll(
    measures: Sequence[Measure], parts: Sequence[Sequence[Measure]], origins: Origins, policy: PolicyRow
) -> Toll:
    """Bring the figures of one thing to low, best and high.

    Args:
        measures: The figures, at least one.
        parts: Figures of parts of it, group by group; the largest of them bounds the whole from below.
        origins: Copies among the reports.
        policy: How the best number is chosen.
    """
    founding = min(measures, key=lambda one: ((one.gist.time and one.gist.time.earliest) or "9999", one.gist.standing))
    trusted = [one for one in measures if one.gist.stance is Stance.ASSERTED]
    told = [one for one in trusted if not one.is_open] or [one for one in measures if not one.is_open and _is_told(one)]
    low, best, high = _bound(told, parts, origins)
    support = {one.gist.claim for one in measures if _supports(one, best, trusted)}
    against = {one.gist.claim for one in measures} - support
    speaking = [one for one in told if one in trusted] or told or trusted or measures
    independent = len(independent_voices([one.gist for one in speaking], origins))
    exceeded = high is not None and best is not None and any(_credible_floor(part) > best for part in parts)
    state = FindingState.DISPUTED if exceeded else _judge(told, measures, independent)
    group = founding.count.group
    return Toll(
        founding=founding.gist.claim,
        group=Actor(id=group.id, name=group.name, kind=None, surface=group.name) if group else None,
        group_key=group.key if group else "?",
        harm=founding.count.harm,
        scope=_scope(told or measures),
        place=_place(told or measures),
        time=_time(told or measures),
        low=low,
        best=best,
        high=high,
        state=state,
        basis=_basis(state, independent),
        policy=policy.name,
        independent=independent,
        support=tuple(sorted(support)),
        against=tuple(sorted(against)),
        within=(),
    )


def _is_told(measure: Measure) -> bool:
    return measure.gist.stance is not Stance.DENIED


def _bound(told: Sequence[Measure], parts: Sequence[Sequence[Measure]], origins: Origins) -> Bounds3:
    """Return the smallest credible number, the best one, and the largest claimed.

    Numbers that a part of it exceeds are no best number; where there are no others, low and best stay as they are said
    and the part raises what is the largest claimed. A number without an upper bound leaves the toll open at the top.
    """
    if not told:
        return None, None, None
    lows = [one.count.low for one in told if one.count.low is not None]
    low = min(lows, default=None)
    high = None if any(one.count.high is None for one in told) else max(one.count.high or 0 for one in told)
    floor = max((_credible_floor(part) for part in parts), default=0)
    able = [one for one in told if one.count.high is None or one.count.high >= floor]
    best = _choose(able or told, floor if able else 0, origins)
    if able:
        return (max(low, floor) if low is not None else floor or None), best, None if high is None else max(high, best)
    return low, best, None if high is None else max(high, floor)


def _choose(measures: Sequence[Measure], floor: int, origins: Origins) -> int:
    """Return the lowest of the numbers that have the most independent voices, no lower than a part of it."""
    by_number: dict[int, list[Measure]] = {}
    for one in measures:
        number = one.count.low if one.count.low is not None else one.count.high or 0
        by_number.setdefault(max(number, floor), []).append(one)
    voices = {
        number: len(independent_voices([one.gist for one in ones], origins)) for number, ones in by_number.items()
    }
    return min(voices, key=lambda number: (-voices[number], number))


def _credible_floor(part: Sequence[Measure]) -> int:
    """Return the smallest number that is asserted of a part; 0 where none is."""
    lows = [one.count.low or 0 for one in part if one.gist.stance is Stance.ASSERTED and not one.is_open]
    return min(lows, default=0)


def _holds(count: Count, number: int) -> bool:
    """Tell whether a number lies within a figure's bounds."""
    return (count.low or 0) <= number <= (count.high if count.high is not None else math.inf)


def _supports(measure: Measure, best: int | None, trusted: Sequence[Measure]) -> bool:
    """Tell whether a figure holds the best number; what is denied, or doubted beside what is not, never does."""
    if measure.gist.stance is Stance.DENIED or (trusted and measure.gist.stance is Stance.DOUBTED):
        return False
    return best is None or measure.is_open or _holds(measure.count, best)


def _judge(told: Sequence[Measure], measures: Sequence[Measure], independent: int) -> FindingState:
    """Tell whether figures agree: the same, with bounds that meet (range), or not (disputed)."""
    if any(one.gist.stance is not Stance.ASSERTED for one in measures):
        return FindingState.DISPUTED
    bounds = {(one.count.low, one.count.high) for one in told}
    low = max((one[0] or 0 for one in bounds), default=0)
    high = min((math.inf if one[1] is None else one[1] for one in bounds), default=math.inf)
    if low > high:
        return FindingState.DISPUTED
    if len(bounds) > 1:
        return FindingState.RANGE
    return FindingState.AGREED if independent > 1 else FindingState.SINGLE


def _basis(state: FindingState, independent: int) -> str:
    if state is FindingState.DISPUTED:
        return "disputed"
    return "agreed" if independent > 1 else "claimed"


def _scope(measures: Sequence[Measure]) -> Scope:
    return min(measures, key=lambda one: (one.is_open, not one.is_told, one.gist.standing)).count.scope


def _place(measures: Sequence[Measure]) -> Place | None:
    """Return the smallest place that a figure with a number is said of."""
    places = [one.gist.place for one in measures if one.gist.place]
    return min(
        places,
        key=lambda place: (place.radius_km if place.radius_km is not None else math.inf, place.name, place.surface),
        default=None,
    )


def _time(measures: Sequence[Measure]) -> Time | None:
    """Return all days that the figures are said of, by the texts where they say so."""
    told = [one for one in measures if one.is_told] or measures
    days = [found for one in told if (found := to_days(one.gist.time))]
    if not days:
        return None
    first, last = min(one.first for one in days), max(one.last for one in days)
    hows = {one.gist.time.how for one in told if one.gist.time}
    how = How.TEXT if How.TEXT in hows else min(hows)
    grain = "day" if first == last else "span"
    return Time(earliest=to_day(first), latest=to_day(last), grain=grain, how=how, surface=None, reason="")


def say_toll(toll: Toll, measures: Sequence[Measure]) -> Finding:
    """Say the best number of a toll, with the accounts for and against it."""
    accounts = sorted({f"{_say_count(one.count)} ({one.gist.voice_name})" for one in measures})
    who = toll.group.name if toll.group else "people of no named group"
    where = f" at {toll.place.name}" if toll.place else ""
    when = f", {toll.time.earliest} to {toll.time.latest}" if toll.time else ", days unknown"
    number = "no number" if toll.best is None else str(toll.best)
    sentence = (
        f"{who}, {toll.harm}{where}{when}: {number} by the policy {toll.policy}; {toll.state}: {'; '.join(accounts)}."
    )
    return Finding(
        subject=toll.id,
        field="best",
        value=None if toll.best is None else str(toll.best),
        low=toll.low,
        high=toll.high,
        state=toll.state,
        support=toll.support,
        against=toll.against,
        independent=toll.independent,
        policy=toll.policy,
        sentence=sentence[0].upper() + sentence[1:],
    )


def _say_count(count: Count) -> str:
    """Say a figure: 12, 20 to 30, at least 5, at most 9, or that there is no number."""
    if count.low is None and count.high is None:
        return "no number"
    if count.low == count.high:
        return str(count.low)
    if count.high is None:
        return f"at least {count.low}"
    return f"at most {count.high}" if count.low is None else f"{count.low} to {count.high}"
