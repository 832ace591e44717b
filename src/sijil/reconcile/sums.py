"""One toll of the figures of one thing: what it counts, its numbers by the policy, and each claim's part."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sijil.days import to_day, to_days
from sijil.parts import PolicyRow
from sijil.reconcile.choose import Choice, count_voices
from sijil.reconcile.figures import Said
from sijil.reconcile.measures import Measure, firm
from sijil.records import Actor, Contribution, FindingState, How, Place, Scope, Stance, Time, Toll


@dataclass(frozen=True, slots=True)
class Sum:
    """The figures of one thing, as the policy reads them, and what it makes of them."""

    measures: Sequence[Measure]
    figures: Sequence[Said]
    choice: Choice


def make_toll(measures: Sequence[Measure], policy: PolicyRow) -> Toll:
    """Say what figures of one thing count: who, where and when; the numbers come later.

    Args:
        measures: The figures, at least one.
        policy: Its name is the toll's.
    """
    founding = min(measures, key=lambda one: ((one.gist.time and one.gist.time.earliest) or "9999", one.gist.standing))
    told = [one for one in measures if not one.is_empty and one.gist.stance is not Stance.DENIED] or measures
    group = founding.count.group
    placed = _placed(told)
    statuses = {one.status for one in told}
    return Toll(
        founding=founding.gist.claim,
        group=Actor(id=group.id, name=group.name, kind=None, surface=group.name) if group else None,
        group_key=founding.group,
        line=group.line if group else (),
        status=min(statuses) if len(statuses) == 1 and None not in statuses else None,  # type: ignore[type-var]
        harm=founding.count.harm,
        scope=_scope(told),
        place=placed.gist.place if placed else None,
        places=placed.gist.places if placed else (),
        time=_time(told),
        event=_event(told),
        low=None,
        best=None,
        high=None,
        state=FindingState.SINGLE,
        basis="claimed",
        policy=policy.name,
        independent=0,
        support=(),
        against=(),
        within=(),
    )


def _scope(measures: Sequence[Measure]) -> Scope:
    return min(measures, key=lambda one: (one.is_empty, not one.is_told, one.gist.standing)).count.scope


def _placed(measures: Sequence[Measure]) -> Measure | None:
    """Return the figure with the smallest place."""
    placed = [(place, one) for one in measures if (place := one.gist.place)]
    return min(placed, key=lambda pair: (_size(pair[0]), pair[0].name, pair[0].surface), default=(None, None))[1]


def _size(place: Place) -> float:
    return place.radius_km if place.radius_km is not None else math.inf


def _event(measures: Sequence[Measure]) -> str | None:
    """Return the event that the figures are of; None for those of a period."""
    if _scope(measures) is not Scope.EVENT:
        return None
    return min((one.event for one in measures if one.event), default=None)


def _time(measures: Sequence[Measure]) -> Time | None:
    """Return all days that the figures are said of, by the texts where they say so."""
    told = firm(measures)
    days = [found for one in told if (found := to_days(one.gist.time))]
    if not days:
        return None
    first, last = min(one.first for one in days), max(one.last for one in days)
    hows = {one.gist.time.how for one in told if one.gist.time}
    how = How.TEXT if How.TEXT in hows else min(hows)
    grain = "day" if first == last else "span"
    return Time(earliest=to_day(first), latest=to_day(last), grain=grain, how=how, surface=None, reason="")


# -- how the figures agree ---------------------------------------------------------------------------------------------


def judge(one: Sum) -> FindingState:
    """Tell whether figures agree: the same, with bounds that meet (range), or not (disputed).

    What its voice has since given another number for is not counted against it.
    """
    if one.choice.excluded or any(measure.gist.stance is not Stance.ASSERTED for measure in one.measures):
        return FindingState.DISPUTED
    standing = standing_figures(one)
    if find_rivals(standing):
        return FindingState.DISPUTED
    if len({(said.low, said.high) for said in standing}) > 1:
        return FindingState.RANGE
    return FindingState.AGREED if are_agreed(standing) else FindingState.SINGLE


def are_agreed(figures: Sequence[Said]) -> bool:
    """Tell whether several voices of several reports gave some figures; copies are one report."""
    return count_voices(figures) > 1 and len({said.measure.report for said in figures}) > 1


def standing_figures(one: Sum) -> list[Said]:
    """Return the figures that their voices have not replaced, first counts open at the top."""
    early = {said.claim for said in one.choice.taken if said.is_early}
    gone = {claim for claim, why in one.choice.left.items() if why == "superseded"}
    return [said.opened() if said.claim in early else said for said in one.figures if said.claim not in gone]


def find_rivals(figures: Sequence[Said]) -> tuple[str, ...]:
    """Return the claims of the two figures that lie farthest apart, if they cannot both be true."""
    below = max(figures, key=lambda said: (said.low or 0, said.claim), default=None)
    above = min(figures, key=lambda said: (math.inf if said.high is None else said.high, said.claim), default=None)
    if below is None or above is None or not below.excludes(above):
        return ()
    return tuple(sorted({below.claim, above.claim}))


def judge_basis(one: Sum, state: FindingState) -> str:
    """Say on whose word the toll rests."""
    if state is FindingState.DISPUTED:
        return "disputed"
    return "agreed" if are_agreed(one.figures) else "claimed"


def find_support(one: Sum) -> tuple[set[str], set[str]]:
    """Return the claims whose figure holds the best number, and the others; what is denied never does.

    What is doubted does so only where nothing is asserted.
    """
    best = one.choice.best
    read = {(said.claim, said.measure.position): said for said in one.figures}
    has_asserted = any(measure.gist.stance is Stance.ASSERTED for measure in one.measures)
    support = set()
    for measure in one.measures:
        said = read.get((measure.gist.claim, measure.position))
        doubts = has_asserted and measure.gist.stance is Stance.DOUBTED
        if measure.gist.stance is Stance.DENIED or doubts:
            continue
        if best is None or (said.holds(best) if said else measure.is_empty):
            support.add(measure.gist.claim)
    return support, {measure.gist.claim for measure in one.measures} - support


# -- each claim's part -------------------------------------------------------------------------------------------------


def list_contributions(one: Sum, numbers: Toll) -> tuple[Contribution, ...]:
    """Say for each claim what became of its figure."""
    taken = {(said.claim, said.measure.position): said for said in one.choice.taken}
    read = {(said.claim, said.measure.position): said for said in one.figures}
    rows = []
    for measure in one.measures:
        key = measure.gist.claim, measure.position
        said = taken.get(key) or read.get(key)
        why = one.choice.left.get(measure.gist.claim)
        row = Contribution(
            claim=measure.gist.claim,
            voice=said.voice if said else measure.gist.voice,
            low=said.low if said else measure.count.low,
            high=said.high if said else measure.count.high,
            stake=said.stake if said else None,
            parts=(why,) if why else _parts(measure, said, numbers),
        )
        rows.append(row)
    return tuple(sorted(rows, key=lambda row: (row.claim, row.low or 0, row.high or 0)))


def _parts(measure: Measure, said: Said | None, numbers: Toll) -> tuple[str, ...]:
    if said is None:
        is_empty = measure.is_empty and measure.gist.stance is Stance.ASSERTED
        return ("uncounted",) if is_empty else (measure.gist.stance.value,)
    gives = {
        "low": numbers.low is not None and said.low == numbers.low,
        "best": said.number == numbers.best,
        "high": numbers.high is not None and said.high == numbers.high,
    }
    return tuple(name for name, is_given in gives.items() if is_given) or ("within",)
