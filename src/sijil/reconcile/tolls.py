"""The tolls stage: figures as measures of who suffered what, where and in which period, brought to low, best and high.

Equal numbers of one measure are one figure, however often they are repeated; other numbers of it are rivals and stand
side by side in one disputed toll; what counts a part (a district, a day, a brigade) bounds the whole from below and is
never added to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sijil.packs import Packs
from sijil.parts import PolicyRow
from sijil.reconcile.measures import Measure, are_one_measure, is_part, make_measures
from sijil.reconcile.sums import make_toll, say_toll
from sijil.records import (
    Copy,
    Decision,
    DecisionKind,
    DecisionTarget,
    Event,
    Finding,
    Gist,
    Stance,
    Toll,
)
from sijil.stage import Rows, Stage, Unit
from sijil.verdicts import deal_verdicts, read_verdicts, set_value
from sijil.voices import find_origins, find_root

POLICY = "cautious"
Index = dict[str, set[int]]
UNREAL = frozenset({Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL})


def split_by_group(rows: Rows, _packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut claims with figures into blocks by harm and by the largest body that those who suffered belong to."""
    blocks: dict[str, list[object]] = {}
    homes: dict[str, set[str]] = {}
    reports: dict[str, set[str]] = {}
    for gist in rows.of(Gist):
        names = {f"{count.harm} {find_root(count.group)}" for count in gist.counts} if gist.stance not in UNREAL else ()
        for name in names:
            blocks.setdefault(name, []).append(gist)
            homes.setdefault(gist.claim, set()).add(name)
            reports.setdefault(gist.report, set()).add(name)
    for copy in rows.of(Copy):
        for name in reports.get(copy.report, ()):
            blocks[name].append(copy)
    for event in rows.of(Event):
        for name in {name for claim in event.members for name in homes.get(claim, ())}:
            blocks[name].append(event)
    for number in range(max(map(len, homes.values()), default=0)):
        nth = {claim: sorted(names)[number] for claim, names in homes.items() if len(names) > number}
        deal_verdicts(rows, nth, blocks)
    return {name: list({id(row): row for row in block}.values()) for name, block in blocks.items()}


def reconcile_tolls(rows: Rows, packs: Packs) -> Iterable[Toll | Finding]:
    """Yield the tolls of a block, each with the finding of its best number."""
    policy = next(row for row in packs.rows(PolicyRow) if row.name == POLICY)
    origins = find_origins(rows.of(Copy))
    verdicts = read_verdicts(rows.of(Decision), rows.of(DecisionTarget))
    measures = [one for one in make_measures(rows.of(Gist), rows.of(Event)) if _name(one) == rows.block]
    groups, index = gather(measures, policy.nesting)
    wholes = [find_wholes(group[0], groups, index, policy.nesting) for group in groups]
    parts: dict[int, list[Sequence[Measure]]] = {}
    for number, above in enumerate(wholes):
        for whole in above:
            parts.setdefault(whole, []).append(groups[number])
    tolls = [make_toll(group, parts.get(number, ()), origins, policy) for number, group in enumerate(groups)]
    for number, toll in enumerate(tolls):
        within = tuple(sorted(tolls[whole].id for whole in wholes[number]))
        finding = set_value(say_toll(toll, groups[number]), toll, verdicts)
        best = finding.low if finding.decision else toll.best
        yield replace(toll, within=within, state=finding.state, best=best)
        yield finding


def _name(measure: Measure) -> str:
    return f"{measure.count.harm} {find_root(measure.count.group)}"


def gather(measures: Sequence[Measure], nesting: float) -> tuple[list[list[Measure]], Index]:
    """Put measures of one thing together: each joins the first group all of whose measures are of the same thing.

    The order is fixed: numbers first, those that say when, narrow periods, ids.

    Returns:
        The groups, and for each area the numbers of those in it.
    """
    groups: list[list[Measure]] = []
    index: Index = {}
    for measure in sorted(measures, key=_rank):
        home = next(
            (
                number
                for number in _near(measure, index)
                if all(are_one_measure(measure, other, nesting) for other in _firm(groups[number]))
            ),
            len(groups),
        )
        if home == len(groups):
            groups.append([])
        groups[home].append(measure)
        for area in measure.areas():
            index.setdefault(area, set()).add(home)
    return groups, index


def _firm(group: Sequence[Measure]) -> Sequence[Measure]:
    """Return the measures of a group that say when; all of them where none does."""
    return [measure for measure in group if measure.is_told] or group


def _rank(measure: Measure) -> tuple[bool, bool, bool, int, str, int]:
    width = measure.days.width if measure.days else 0
    is_undated = measure.days is None
    return measure.is_open, not measure.is_told, is_undated, width, measure.gist.claim, measure.position


def _near(measure: Measure, index: Index) -> list[int]:
    """Return the groups that a measure may belong to or be a part of, in the order in which they were made."""
    return sorted({number for area in measure.lookups() for number in index.get(area, ())})


def find_wholes(part: Measure, groups: Sequence[Sequence[Measure]], index: Index, nesting: float) -> list[int]:
    """Return the groups whose first measure counts a whole that a measure is a part of."""
    return [number for number in _near(part, index) if is_part(part, groups[number][0], nesting)]


STAGE = Stage(
    name="tolls",
    version=7,
    unit=Unit.BLOCK,
    reads=(Gist, Copy, Event, DecisionTarget, Decision),
    writes=(Toll, Finding),
    parts=("policies",),
    decisions=(DecisionKind.SET_FINDING,),
    split=split_by_group,
    run=reconcile_tolls,
)
