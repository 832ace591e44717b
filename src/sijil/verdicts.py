"""Values that people set on findings, and which finding each of them is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sijil.records import Control, Decision, DecisionKind, DecisionTarget, Event, Finding, FindingState, Toll

if TYPE_CHECKING:
    from sijil.stage import Rows


class Verdict(NamedTuple):
    """A decision that sets a finding, with the claims that its words were found in; `first` founded it."""

    decision: Decision
    claims: frozenset[str]
    first: str | None


def read_verdicts(decisions: Iterable[Decision], targets: Iterable[DecisionTarget]) -> tuple[Verdict, ...]:
    """Return the decisions that set findings, the later ones last."""
    claims: dict[str, dict[int, str]] = {}
    for target in targets:
        if target.claim:
            claims.setdefault(target.decision, {})[target.position] = target.claim
    found = [
        Verdict(decision, frozenset((known := claims.get(decision.id, {})).values()), known.get(0))
        for decision in decisions
        if decision.kind is DecisionKind.SET_FINDING
    ]
    return tuple(sorted(found, key=lambda verdict: (verdict.decision.at, verdict.decision.id)))


def deal_verdicts(rows: Rows, homes: Mapping[str, str], blocks: dict[str, list[object]]) -> None:
    """Deal each decision that sets a finding, with its targets, into the blocks of the claims that it is about.

    Args:
        rows: Holds the decisions and their targets.
        homes: The block of each claim.
        blocks: Are added to.
    """
    decisions = {one.id: one for one in rows.of(Decision) if one.kind is DecisionKind.SET_FINDING}
    targets: dict[str, list[DecisionTarget]] = {}
    for target in rows.of(DecisionTarget):
        if target.decision in decisions:
            targets.setdefault(target.decision, []).append(target)
    for name, group in targets.items():
        for block in sorted({homes[claim] for target in group if (claim := target.claim) and claim in homes}):
            blocks[block] += [decisions[name], *group]


def key_of(subject: Event | Toll | Control) -> str:
    """Say what a finding is about in words that outlive its id, which hangs on the claim that founds it."""
    if isinstance(subject, Toll):
        return f"{subject.harm} {subject.scope} {subject.group_key}"
    return subject.place_key if isinstance(subject, Control) else "event"


def set_value(finding: Finding, subject: Event | Toll | Control, verdicts: Sequence[Verdict]) -> Finding:
    """Return the finding on a subject with the value that people set last, if they set one."""
    for verdict in reversed(verdicts):
        payload = verdict.decision.payload
        if payload.field == finding.field and _is_about(verdict, finding, subject):
            number = int(payload.value) if payload.value and payload.value.isdecimal() else None
            return replace(
                finding,
                value=payload.value,
                low=number if number is not None else finding.low,
                high=number if number is not None else finding.high,
                state=FindingState.HUMAN,
                sentence=f"{finding.field}: {payload.value}, set by {verdict.decision.by}. Before: {finding.sentence}",
                decision=verdict.decision.id,
            )
    return finding


def _is_about(verdict: Verdict, finding: Finding, subject: Event | Toll | Control) -> bool:
    """Tell whether a decision is about a finding: by its id or, where that has moved, by its key and its claims.

    The claim that founded the finding stands for its id, which is made of it.
    """
    payload = verdict.decision.payload
    if payload.subject == finding.subject:
        return True
    same_kind = (payload.subject or "").partition("-")[0] == finding.subject.partition("-")[0]
    if not same_kind or payload.key != key_of(subject):
        return False
    return subject.founding == verdict.first or _has_most(verdict, {*finding.support, *finding.against})


def _has_most(verdict: Verdict, claims: set[str]) -> bool:
    """Tell whether most of a decision's claims are among some, or half of them with the first."""
    shared = 2 * len(verdict.claims & claims)
    return shared > len(verdict.claims) or (shared == len(verdict.claims) and verdict.first in claims)
