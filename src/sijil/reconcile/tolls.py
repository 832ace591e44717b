"""The tolls stage: figures as measures of who suffered what, where and in which period, brought to low, best and high.

Equal numbers of one measure are one figure, however often they are repeated; other numbers of it are rivals and stand
side by side in one disputed toll; what counts parts (districts, days, brigades) bounds the whole from below, and the
whole bounds them from above. Running totals and period totals are tolls of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sijil.packs import Packs
from sijil.parts import PolicyRow, ReferenceCue
from sijil.reconcile.bounds import Bound, bound, tie
from sijil.reconcile.choose import count_voices
from sijil.reconcile.dated import with_dates
from sijil.reconcile.figures import find_doers, read_figures
from sijil.reconcile.groups import adopt_groups
from sijil.reconcile.lattice import cell_of, nest
from sijil.reconcile.measures import Measure, gather, make_measures, name_nobody
from sijil.reconcile.sentences import say_toll
from sijil.reconcile.sums import (
    Sum,
    find_rivals,
    find_support,
    judge,
    judge_basis,
    list_contributions,
    make_toll,
    standing_figures,
)
from sijil.records import (
    Copy,
    DatedClaim,
    Decision,
    DecisionKind,
    DecisionTarget,
    Event,
    Finding,
    FindingState,
    Gist,
    Reading,
    Stance,
    Toll,
)
from sijil.stage import Rows, Stage, Unit
from sijil.verdicts import deal_verdicts, read_verdicts, set_value
from sijil.voices import Origins, find_origins, find_root, independent_voices

DEFAULT = "cautious"
"""The policy where the configuration names none."""
UNREAL = frozenset({Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL})
NOBODY = "anybody"
"""Kind of the words that name those who suffered only as people."""


def find_nobody(packs: Packs) -> frozenset[str]:
    """Return the words that say no more of those who suffered than that they are people."""
    return frozenset(row.word for row in packs.rows(ReferenceCue) if row.kind == NOBODY)


def split_by_group(rows: Rows, packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut claims with figures into blocks by harm and by the largest body that those who suffered belong to."""
    nobody = find_nobody(packs)
    blocks: dict[str, list[object]] = {}
    homes: dict[str, set[str]] = {}
    reports: dict[str, set[str]] = {}
    for gist in adopt_groups(rows.of(Gist), rows.of(Event), nobody):
        counts = gist.counts if gist.stance not in UNREAL else ()
        for name in {f"{count.harm} {find_root(count.group)}" for count in counts}:
            blocks.setdefault(name, []).append(gist)
            homes.setdefault(gist.claim, set()).add(name)
            reports.setdefault(gist.report, set()).add(name)
    further: list[Copy | DatedClaim] = [*rows.of(Copy), *rows.of(DatedClaim)]
    for row in further:
        for name in reports.get(row.report, ()):
            blocks[name].append(row)
    for event in rows.of(Event):
        for name in {name for claim in event.members for name in homes.get(claim, ())}:
            blocks[name].append(event)
    for number in range(max(map(len, homes.values()), default=0)):
        nth = {claim: sorted(names)[number] for claim, names in homes.items() if len(names) > number}
        deal_verdicts(rows, nth, blocks)
    return {name: list({id(row): row for row in block}.values()) for name, block in blocks.items()}


def reconcile_tolls(rows: Rows, packs: Packs) -> Iterable[Toll | Finding]:
    """Yield the tolls of a block, each with the finding of its best number."""
    policies = order_policies(packs.rows(PolicyRow), str(rows.settings.get("policy", DEFAULT)))
    origins = find_origins(rows.of(Copy))
    verdicts = read_verdicts(rows.of(Decision), rows.of(DecisionTarget))
    nobody = find_nobody(packs)
    gists = [name_nobody(gist, nobody) for gist in with_dates(rows.of(Gist), rows.of(DatedClaim))]
    measures = [one for one in make_measures(gists, rows.of(Event), origins) if _name(one) == rows.block]
    for group, toll in make_tolls(measures, origins, policies):
        finding = set_value(say_toll(toll, group, policies[0]), toll, verdicts)
        best = finding.low if finding.decision else toll.best
        yield replace(toll, state=finding.state, best=best)
        yield finding


def _name(measure: Measure) -> str:
    return f"{measure.count.harm} {find_root(measure.count.group)}"


def order_policies(policies: Iterable[PolicyRow], chosen: str) -> list[PolicyRow]:
    """Return the policies, the chosen one first."""
    return sorted(policies, key=lambda row: (row.name != chosen, row.name))


def make_tolls(
    measures: Sequence[Measure], origins: Origins, policies: Sequence[PolicyRow]
) -> list[tuple[list[Measure], Toll]]:
    """Bring the figures of a block to tolls.

    Args:
        measures: The figures.
        origins: Copies among the reports.
        policies: The one that chooses first; what the others make of the figures is kept beside it.

    Returns:
        The figures of each toll, and the toll.
    """
    groups = gather(measures, policies[0].nesting)
    drafts = [make_toll(group, policies[0]) for group in groups]
    doers = find_doers(one.gist for one in measures)
    cells = [cell_of(toll) for toll in drafts]
    nested = nest(cells)
    readings: list[list[Reading]] = [[] for _ in groups]
    for policy in policies:
        figures = [read_figures(group, origins, doers, policy) for group in groups]
        bounds = bound(tie(cells, nested, figures, policy))
        for row, one in zip(readings, bounds, strict=True):
            row.append(Reading(policy=policy.name, low=one.choice.low, best=one.choice.best, high=one.choice.high))
        if policy is policies[0]:
            sums = [Sum(*one) for one in zip(groups, figures, (one.choice for one in bounds), strict=True)]
            made = _join(drafts, sums, bounds, origins)
    return [
        (group, replace(toll, readings=tuple(sorted(row, key=lambda one: one.policy))))
        for group, toll, row in zip(groups, made, readings, strict=True)
    ]


def _join(drafts: Sequence[Toll], sums: Sequence[Sum], bounds: Sequence[Bound], origins: Origins) -> list[Toll]:
    """Give each toll its numbers, what they rest on, and what it is a part of."""
    has_parts = {whole for one in bounds for whole in one.wholes}
    clashes = _share_clashes(bounds)
    return [
        replace(
            _with_numbers(draft, one, origins, clashes.get(number, ())),
            within=tuple(sorted(drafts[whole].id for whole in found.wholes)),
            addends=tuple(sorted(drafts[part].id for part in found.addends)),
            floor=found.floor if number in has_parts else None,
        )
        for number, (draft, one, found) in enumerate(zip(drafts, sums, bounds, strict=True))
    ]


def _share_clashes(bounds: Sequence[Bound]) -> dict[int, tuple[str, ...]]:
    """Return the clash of each toll; where it leaves a whole no figure, its parts in it are in doubt too."""
    clashes = {number: one.clash for number, one in enumerate(bounds) if one.clash}
    for one in bounds:
        if one.clash and one.choice.is_exceeded:
            for part in one.addends:
                if any(claim in one.clash for _, claim in bounds[part].givers):
                    clashes.setdefault(part, one.clash)
    return clashes


def _with_numbers(draft: Toll, one: Sum, origins: Origins, clash: tuple[str, ...]) -> Toll:
    choice = one.choice
    state = FindingState.DISPUTED if clash else judge(one)
    support, against = find_support(one)
    independent = count_voices(one.figures) or len(independent_voices([each.gist for each in one.measures], origins))
    toll = replace(
        draft,
        low=choice.low,
        best=choice.best,
        high=choice.high,
        state=state,
        basis=judge_basis(one, state),
        independent=independent,
        support=tuple(sorted(support)),
        against=tuple(sorted(against)),
        inconsistent=clash or find_rivals(standing_figures(one)),
    )
    return replace(toll, contributions=list_contributions(one, toll))


STAGE = Stage(
    name="tolls",
    version=13,
    unit=Unit.BLOCK,
    reads=(Gist, Copy, DatedClaim, Event, DecisionTarget, Decision),
    writes=(Toll, Finding),
    parts=("policies", "reference_cues"),
    settings=("policy",),
    decisions=(DecisionKind.SET_FINDING,),
    split=split_by_group,
    run=reconcile_tolls,
)
