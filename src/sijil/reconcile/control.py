"""The control stage: for each place a timeline of who is said to hold it, and when it is contested or besieged.

What is said of a part (positions, an entrance, 70 percent) never makes the whole held: it makes the place contested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sijil.days import to_day, to_ordinal
from sijil.packs import Packs
from sijil.parts import PolicyRow
from sijil.reconcile.confidence import judge_basis, weigh
from sijil.records import (
    Actor,
    Control,
    ControlState,
    Copy,
    Decision,
    DecisionKind,
    DecisionTarget,
    Finding,
    FindingState,
    Gist,
    Party,
    Stance,
)
from sijil.stage import Rows, Stage, Unit
from sijil.verdicts import deal_verdicts, read_verdicts, set_value
from sijil.voices import Origins, are_related, find_origins, independent_voices

POLICY = "cautious"
TAKES, LEAVES, HOLDS = "territory_gained", "territory_left", "control"
STATES = {"contested": ControlState.CONTESTED, "siege": ControlState.BESIEGED}
TYPES = frozenset({TAKES, LEAVES, HOLDS, *STATES})
UNREAL = frozenset({Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL})
UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one claim says of a place: that from a day on somebody holds it, or that it is contested or besieged.

    `start` and `end` are the days that it speaks of; None = unknown. `lasts` tells whether it holds on after them.
    """

    gist: Gist
    state: ControlState
    holder: Party | None
    start: str | None
    end: str | None
    lasts: bool

    @property
    def holder_key(self) -> str:
        """The holder, in a comparable form."""
        return self.holder.key if self.holder else "?"


def split_by_place(rows: Rows, _packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut claims about who holds a place into blocks by place; countries are too large to be held or not."""
    blocks: dict[str, list[object]] = {}
    homes: dict[str, str] = {}
    reports: dict[str, set[str]] = {}
    for gist in rows.of(Gist):
        if gist.type in TYPES and gist.stance not in UNREAL and gist.place and gist.place.kind != "country":
            homes[gist.claim] = f"control {_place_key(gist)}"
            blocks.setdefault(homes[gist.claim], []).append(gist)
            reports.setdefault(gist.report, set()).add(homes[gist.claim])
    for copy in rows.of(Copy):
        for name in reports.get(copy.report, ()):
            blocks[name].append(copy)
    deal_verdicts(rows, homes, blocks)
    return blocks


def _place_key(gist: Gist) -> str:
    place = gist.place
    return (place.id or place.name.casefold()) if place else "?"


def reconcile_control(rows: Rows, packs: Packs) -> Iterable[Control | Finding]:
    """Yield the timeline of one place, each interval with the finding of its holder or state."""
    policy = next(row for row in packs.rows(PolicyRow) if row.name == POLICY)
    origins = find_origins(rows.of(Copy))
    verdicts = read_verdicts(rows.of(Decision), rows.of(DecisionTarget))
    marks = sorted((mark for gist in rows.of(Gist) for mark in read_marks(gist)), key=_order)
    asserted = [mark for mark in marks if mark.gist.stance is Stance.ASSERTED and not _is_leaving(mark)]
    intervals = list(_intervals(asserted, [mark for mark in marks if _is_leaving(mark)]))
    for members, end in intervals:
        control = _make_control(members, end, marks, origins, policy)
        finding = set_value(say_control(control, members), control, verdicts)
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


# -- what each claim says ----------------------------------------------------------------------------------------------


def read_marks(gist: Gist) -> Iterator[Mark]:
    """Yield what a claim says of its place, for each holder that it names."""
    start, end = _days(gist)
    if gist.type in STATES:
        holder = next(iter(gist.targets), None) if gist.type == "siege" else None
        yield Mark(gist, STATES[gist.type], holder, start, end, lasts=False)
        return
    if gist.partial or gist.share is not None:
        holder = next(iter(gist.actors), None)
        yield Mark(gist, ControlState.CONTESTED, holder, start, end, lasts=False)
        return
    for actor in gist.actors[:1]:
        yield Mark(gist, ControlState.HELD, actor, start, end, lasts=True)


def _days(gist: Gist) -> tuple[str | None, str | None]:
    """Return the days that a claim speaks of.

    A taking is done by the last day of its time; a state of which no time is known holds on the day it is said.
    """
    time = gist.time
    if gist.type in {TAKES, LEAVES}:
        day = (time.latest or time.earliest) if time else None
        return day, day
    if time is None:
        return (gist.said, gist.said) if gist.type in {HOLDS, *STATES} else (None, None)
    return time.earliest or time.latest, time.latest or time.earliest


def _order(mark: Mark) -> tuple[str, str, str, str]:
    return mark.start or UNDATED, mark.end or UNDATED, mark.holder_key, mark.gist.claim


def _is_leaving(mark: Mark) -> bool:
    return mark.gist.type == LEAVES


# -- intervals ---------------------------------------------------------------------------------------------------------


def _intervals(marks: Sequence[Mark], leavings: Sequence[Mark]) -> Iterator[tuple[list[Mark], str | None]]:
    """Yield runs of marks of one state and holder, each with its last day.

    A holding lasts until another holder is said to hold the place, or its own holder is said to have left.
    """
    held = [mark for mark in marks if mark.state is ControlState.HELD]
    for run in _runs([mark for mark in held if mark.start]):
        yield run, _end_of_holding(run, held, leavings)
    undated: dict[str, list[Mark]] = {}
    for mark in held:
        if not mark.start:
            undated.setdefault(mark.holder_key, []).append(mark)
    for _, same in sorted(undated.items()):
        yield same, None
    passing: dict[tuple[ControlState, str], list[Mark]] = {}
    for mark in marks:
        if mark.state is not ControlState.HELD:
            passing.setdefault((mark.state, mark.holder_key), []).append(mark)
    for _, same in sorted(passing.items()):
        for run in _meeting(same):
            yield run, max((mark.end for mark in run if mark.end), default=None)


def _runs(held: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Cut holdings, in order of day, where the holder changes."""
    run: list[Mark] = []
    for mark in held:
        if run and not _is_one_holder(run[-1], mark):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _is_one_holder(first: Mark, second: Mark) -> bool:
    if first.holder is None or second.holder is None:
        return first.holder is second.holder
    return first.holder.key == second.holder.key or are_related(first.holder.line, second.holder.line)


def _end_of_holding(run: Sequence[Mark], held: Sequence[Mark], leavings: Sequence[Mark]) -> str | None:
    """Return the last day before another is said to hold the place, or the day on which its holder left it."""
    last = max(mark.start for mark in run if mark.start)
    next_starts = [
        to_day(to_ordinal(mark.start) - 1)
        for mark in held
        if mark.start and mark.start > last and not _is_one_holder(run[-1], mark)
    ]
    left = [
        mark.start
        for mark in leavings
        if mark.start and mark.start >= last and mark.gist.stance is Stance.ASSERTED and _is_one_holder(run[-1], mark)
    ]
    return min([*next_starts, *left], default=None)


def _meeting(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Cut passing states, in order of day, where a day without them lies between; undated ones stand by themselves."""
    run: list[Mark] = []
    until = ""
    for mark in marks:
        is_apart = mark.start is None or not until or to_ordinal(mark.start) > to_ordinal(until) + 1
        if run and is_apart and (mark.start or until):
            yield run
            run, until = [], ""
        run.append(mark)
        until = max(until, mark.end or "")
    if run:
        yield run


# -- one interval ------------------------------------------------------------------------------------------------------


def _make_control(
    members: Sequence[Mark], end: str | None, marks: Sequence[Mark], origins: Origins, policy: PolicyRow
) -> Control:
    """Describe an interval, with the claims of the place that speak for and against it."""
    first = members[0]
    start = first.start
    against = [mark for mark in marks if _speaks_against(mark, members, start, end)]
    confidence = weigh([mark.gist for mark in members], [mark.gist for mark in against], first.holder, origins, policy)
    place = min((mark.gist.place for mark in members if mark.gist.place), key=lambda one: (one.surface, one.how))
    holder = first.holder
    voices = independent_voices([mark.gist for mark in members], origins)
    return Control(
        founding=min((mark.gist for mark in members), key=lambda gist: gist.standing).claim,
        place=place,
        place_key=_place_key(first.gist),
        since=start,
        until=end,
        state=first.state,
        holder=Actor(id=holder.id, name=holder.name, kind=None, surface=holder.name) if holder else None,
        holder_key=first.holder_key,
        share=next((mark.gist.share for mark in members if mark.gist.share is not None), None),
        basis=judge_basis([mark.gist for mark in members], [mark.gist for mark in against], holder, origins),
        independent=len(voices),
        confidence=confidence,
        support=tuple(sorted({mark.gist.claim for mark in members})),
        against=tuple(sorted({mark.gist.claim for mark in against})),
    )


def _speaks_against(mark: Mark, members: Sequence[Mark], start: str | None, end: str | None) -> bool:
    """Tell whether a claim contradicts an interval: it denies or doubts it, or names another holder that day."""
    if any(mark is member for member in members):
        return False
    first = members[0]
    is_same = mark.state is first.state and _is_one_holder(mark, first)
    if mark.gist.stance is not Stance.ASSERTED:
        return is_same and _is_within(mark, start, end)
    both_held = mark.state is first.state is ControlState.HELD and not _is_leaving(mark)
    rival = both_held and not _is_one_holder(mark, first)
    same_day = bool(mark.start and any(member.start == mark.start for member in members))
    return rival and same_day


def _is_within(mark: Mark, start: str | None, end: str | None) -> bool:
    """Tell whether a mark's day lies in an interval, as far as days are known."""
    if mark.start is None or start is None:
        return True
    return start <= mark.start and (end is None or mark.start <= end)


def say_control(control: Control, members: Sequence[Mark]) -> Finding:
    """Say an interval of a timeline in English."""
    names = "; ".join(sorted({mark.gist.voice_name for mark in members}))
    days = f"from {control.since or 'an unknown day'} to {control.until or 'an unknown day or now'}"
    share = f" (of it: {control.share})" if control.share is not None else ""
    holder = control.holder.name if control.holder else None
    what = f"held by {holder}" if control.state is ControlState.HELD else f"{control.state}{share}"
    if holder and control.state is not ControlState.HELD:
        what += f", {holder} named"
    doubt = f"; {len(control.against)} speak against it" if control.against else ""
    return Finding(
        subject=control.id,
        field="holder" if control.state is ControlState.HELD else "state",
        value=holder if control.state is ControlState.HELD else control.state.value,
        low=None,
        high=None,
        state=_state_of(control),
        support=control.support,
        against=control.against,
        independent=control.independent,
        policy=POLICY,
        sentence=f"{control.place.name} is {what}, {days}: said by {names}; {control.basis}{doubt}.",
    )


def _state_of(control: Control) -> FindingState:
    if control.basis == "disputed":
        return FindingState.DISPUTED
    return FindingState.AGREED if control.independent > 1 else FindingState.SINGLE


STAGE = Stage(
    name="control",
    version=3,
    unit=Unit.BLOCK,
    reads=(Gist, Copy, DecisionTarget, Decision),
    writes=(Control, Finding),
    parts=("policies",),
    decisions=(DecisionKind.SET_FINDING,),
    split=split_by_place,
    run=reconcile_control,
)
