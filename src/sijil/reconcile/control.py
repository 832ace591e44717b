"""The control stage: for each place a timeline of who is said to hold it, and when it is contested or besieged.

What is said of a part (positions, an entrance, 70 percent) never makes the whole held: it makes the place contested.
docs/control.md explains the method.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sijil.packs import Packs
from sijil.parts import ControlRow, PolicyRow
from sijil.reconcile.confidence import judge_basis, weigh
from sijil.reconcile.dated import with_dates
from sijil.reconcile.holdings import Interval, Weights, find_intervals
from sijil.reconcile.marks import (
    HOLDS,
    TAKES,
    Mark,
    is_of_control,
    is_whole,
    place_key,
    places_of,
    rank_place,
    read_marks,
)
from sijil.records import (
    Actor,
    Control,
    ControlState,
    Copy,
    DatedClaim,
    Decision,
    DecisionKind,
    DecisionTarget,
    Finding,
    FindingState,
    Gist,
    Party,
)
from sijil.stage import Rows, Stage, Unit
from sijil.verdicts import deal_verdicts, read_verdicts, set_value
from sijil.voices import find_origins, independent_voices

POLICY = "cautious"
_BLOCK = "control "


# -- blocks ------------------------------------------------------------------------------------------------------------


def split_by_place(rows: Rows, _packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut claims about who holds a place into blocks by place.

    A block also gets what is said of the places around it that bears on it: of a larger place as a whole, of the last
    strongholds in it, and of fights in its parts.
    """
    gists = [gist for gist in rows.of(Gist) if is_of_control(gist)]
    blocks: dict[str, list[object]] = {}
    homes: dict[str, str] = {}
    reports: dict[str, set[str]] = {}
    inside: dict[str, set[str]] = {}
    for gist in gists:
        homes[gist.claim] = _BLOCK + place_key(gist.place)
        for place in places_of(gist):
            blocks.setdefault(_BLOCK + place_key(place), [])
        for larger in gist.places[1:]:
            inside.setdefault(larger, set()).update(place_key(place) for place in places_of(gist))
    for gist in gists:
        for key in _bears_on(gist, inside):
            if (name := _BLOCK + key) in blocks:
                blocks[name].append(gist)
                reports.setdefault(gist.report, set()).add(name)
    further: list[Copy | DatedClaim] = [*rows.of(Copy), *rows.of(DatedClaim)]
    for row in further:
        for name in sorted(reports.get(row.report, ())):
            blocks[name].append(row)
    deal_verdicts(rows, homes, blocks)
    return blocks


def _bears_on(gist: Gist, inside: Mapping[str, set[str]]) -> set[str]:
    """Return the keys of the places that a claim says something of."""
    keys = {place_key(place) for place in places_of(gist)}
    if gist.last_of:
        keys |= inside.get(gist.last_of, set())
    if gist.type in {TAKES, HOLDS} and is_whole(gist):
        keys |= inside.get(place_key(gist.place), set())
    return keys | (set(gist.places[1:]) if gist.type == "contested" else set())


# -- one place ---------------------------------------------------------------------------------------------------------


def reconcile_control(rows: Rows, packs: Packs) -> Iterable[Control | Finding]:
    """Yield the timeline of one place, each interval with the finding of its holder or state."""
    weights = Weights(
        policy=next(row for row in packs.rows(PolicyRow) if row.name == POLICY),
        settings=next(iter(packs.rows(ControlRow))),
        origins=find_origins(rows.of(Copy)),
    )
    verdicts = read_verdicts(rows.of(Decision), rows.of(DecisionTarget))
    key = rows.block.removeprefix(_BLOCK)
    gists = with_dates(rows.of(Gist), rows.of(DatedClaim))
    marks = sorted(read_marks(gists, key), key=lambda mark: mark.order)
    for interval in find_intervals(marks, weights):
        control = make_control(interval, key, weights)
        finding = set_value(say_control(control, interval), control, verdicts)
        yield _decided(control, finding, marks)
        yield finding


def _decided(control: Control, finding: Finding, marks: Sequence[Mark]) -> Control:
    """Return an interval with the holder or state that a person set; its id stays."""
    if finding.state is not FindingState.HUMAN or finding.value is None:
        return control
    if finding.field == "state":
        return replace(control, basis="human", state=ControlState(finding.value))
    names = {mark.holder.id: mark.holder.name for mark in marks if mark.holder}
    holder = Actor(id=finding.value, name=names.get(finding.value, finding.value), kind=None, surface="")
    return replace(control, basis="human", holder=holder)


def make_control(interval: Interval, key: str, weights: Weights) -> Control:
    """Describe an interval; claims that only imply it count where there are no others."""
    direct = tuple(mark for mark in interval.members if not mark.implied)
    members = direct or interval.members
    gists, against = [mark.gist for mark in members], [mark.gist for mark in interval.against]
    holder, share = _holder_of(members)
    confidence = weigh(gists, against, holder, weights.origins, weights.policy)
    since = min((mark.start for mark in interval.members if mark.start), default=None)
    first = min((mark.first for mark in interval.members if mark.first and mark.start == since), default=None)
    support = {mark.gist.claim for mark in interval.members}
    return Control(
        founding=min(gists, key=lambda gist: gist.standing).claim,
        place=min((mark.place for mark in members if mark.place), key=rank_place),
        place_key=key,
        since=since,
        until=interval.until,
        state=members[0].state,
        holder=Actor(id=holder.id, name=holder.name, kind=None, surface=holder.name) if holder else None,
        holder_key=holder.key if holder else "?",
        share=share,
        basis=judge_basis(gists, against, holder, weights.origins),
        independent=len(independent_voices(gists, weights.origins)),
        confidence=confidence if direct else round(confidence * weights.settings.implied, 2),
        support=tuple(sorted(support)),
        against=tuple(sorted({gist.claim for gist in against} - support)),
        since_earliest=first if first and since and first < since else None,
        implied=tuple(sorted({mark.gist.claim for mark in interval.members if mark.implied})),
        last_told=max((day for mark in interval.members for day in (mark.start, mark.end) if day), default=None),
    )


def _holder_of(members: Sequence[Mark]) -> tuple[Party | None, float | str | None]:
    """Return who holds, is besieged in, or holds a part of a place, with the part: a counted one before one in words.

    Where several are said to hold parts, and none is counted, nobody is named.
    """
    first = members[0]
    if first.state is not ControlState.CONTESTED:
        return first.holder, None
    shares = [mark for mark in members if mark.gist.share is not None]
    counted = [mark for mark in shares if not isinstance(mark.gist.share, str)]
    if best := (counted or shares)[-1:]:
        return best[0].holder, best[0].gist.share
    named = {mark.holder.key: mark.holder for mark in members if mark.holder}
    return (next(iter(named.values())) if len(named) == 1 else None), None


def say_control(control: Control, interval: Interval) -> Finding:
    """Say an interval of a timeline in English."""
    names = "; ".join(sorted({mark.gist.voice_name for mark in interval.members}))
    since = f"{control.since} (at the earliest {control.since_earliest})" if control.since_earliest else control.since
    last = f", last told of {control.last_told}" if control.last_told and not control.until else ""
    days = f"from {since or 'an unknown day'} to {control.until or 'an unknown day or now'}{last}"
    share = f" (of it: {control.share})" if control.share is not None else ""
    holder = control.holder.name if control.holder else None
    is_held = control.state is ControlState.HELD
    what = f"held by {holder}" if is_held else f"{control.state}{share}"
    if holder and not is_held:
        what += f", {holder} named"
    implied = f"; {len(control.implied)} of them by implication" if control.implied else ""
    doubt = f"; {len(control.against)} speak against it" if control.against else ""
    return Finding(
        subject=control.id,
        field="holder" if is_held else "state",
        value=holder if is_held else control.state.value,
        low=None,
        high=None,
        state=_state_of(control),
        support=control.support,
        against=control.against,
        independent=control.independent,
        policy=POLICY,
        sentence=f"{control.place.name} is {what}, {days}: said by {names}{implied}; {control.basis}{doubt}.",
    )


def _state_of(control: Control) -> FindingState:
    if control.basis == "disputed":
        return FindingState.DISPUTED
    return FindingState.AGREED if control.basis == "agreed" else FindingState.SINGLE


STAGE = Stage(
    name="control",
    version=7,
    unit=Unit.BLOCK,
    reads=(Gist, Copy, DatedClaim, DecisionTarget, Decision),
    writes=(Control, Finding),
    parts=("policies", "control"),
    decisions=(DecisionKind.SET_FINDING,),
    split=split_by_place,
    run=reconcile_control,
)
