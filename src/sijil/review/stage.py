"""The review stage: the claims of a report and the decisions about its words in, what people made of the claims out.

The claims themselves stay as they were found, and so do their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sijil.packs import Packs
from sijil.records import (
    Claim,
    Decision,
    DecisionKind,
    DecisionTarget,
    Fix,
    Mention,
    MentionKind,
    Report,
    Review,
    ReviewState,
)
from sijil.review.targets import MENTION_KINDS, find_target
from sijil.spans import Anchor, Span, find_anchor
from sijil.stage import Rows, Stage, Unit

KINDS = (
    DecisionKind.ACCEPT_CLAIM,
    DecisionKind.FIX_ROLE,
    DecisionKind.NOT_SAME_EVENT,
    DecisionKind.REJECT_CLAIM,
    DecisionKind.RESOLVE_AS,
    DecisionKind.SAME_EVENT,
    DecisionKind.SET_FINDING,
)
VERDICTS = {DecisionKind.ACCEPT_CLAIM: ReviewState.ACCEPTED, DecisionKind.REJECT_CLAIM: ReviewState.REJECTED}
FIXES = frozenset({DecisionKind.FIX_ROLE, DecisionKind.RESOLVE_AS})


class _Hit(NamedTuple):
    """A decision about a claim, and the fix that it makes if it makes one."""

    decision: Decision
    claim: Claim
    fix: Fix | None


def review_report(rows: Rows, _packs: Packs) -> Iterable[DecisionTarget | Review]:
    """Yield the target of each decision about a report, and a review of each claim that was decided on."""
    decisions = sorted(rows.of(Decision), key=lambda decision: (decision.at, decision.id))
    if not decisions:
        return
    report = rows.one(Report)
    claims = rows.of(Claim)
    hits: dict[str, list[_Hit]] = {}
    for decision in decisions:
        for target, hit in _targets(decision, report, claims):
            yield target
            if hit:
                hits.setdefault(hit.claim.id, []).append(hit)
    yield from (_review(found) for found in hits.values())


def _targets(
    decision: Decision, report: Report, claims: Sequence[Claim]
) -> Iterator[tuple[DecisionTarget, _Hit | None]]:
    """Yield the claims of a report that a decision is about, and what it does to each."""
    for position, pointer in enumerate(decision.about):
        if pointer.anchor.source != report.source:
            continue
        claim, reason = (found := find_target(pointer, report, claims)).claim, found.reason
        hit = None
        if claim:
            fix = _fix(decision, report)
            is_lost = decision.payload.words is not None and (fix is None or fix.words is None)
            claim, reason = (None, "the words for the role are no longer in the text") if is_lost else (claim, reason)
            hit = _Hit(decision, claim, fix) if claim else None
        yield (
            DecisionTarget(
                decision=decision.id,
                kind=decision.kind,
                at=decision.at,
                position=position,
                report=report.id,
                claim=claim.id if claim else None,
                reason=reason,
            ),
            hit,
        )


def _fix(decision: Decision, report: Report) -> Fix | None:
    """Return what a decision says of a role, its words found again in the report."""
    payload = decision.payload
    if decision.kind not in FIXES or payload.role is None:
        return None
    words = _mention(payload.words, payload.role, report) if payload.words else None
    meaning = decision.kind is DecisionKind.RESOLVE_AS and words is not None
    return Fix(role=payload.role, words=words, to=payload.to, meaning=meaning, decision=decision.id, at=decision.at)


def _mention(anchor: Anchor, role: str, report: Report) -> Mention | None:
    """Find the words that a person put into a role; the head is their last word."""
    place = find_anchor(anchor, report.text, report.segments)
    if place is None:
        return None
    span = Span(report=report.id, start=place[0], end=place[1])
    surface = span.cut(report.text)
    head = span.start + len(surface) - len(surface.split()[-1]) if surface.split() else span.start
    return Mention(span=span, kind=MENTION_KINDS.get(role, MentionKind.ACTOR), surface=surface, head=head)


def _review(hits: Sequence[_Hit]) -> Review:
    """Sum up the decisions about a claim, in order of time: of those that contradict each other the last one holds."""
    fixes: dict[object, Fix] = {}
    verdict = None
    for decision, _, fix in hits:
        verdict = VERDICTS.get(decision.kind, verdict)
        if fix:
            key = (fix.role, fix.words.span if fix.meaning and fix.words else None)
            fixes.pop(key, None)
            fixes[key] = fix
    state = verdict or ReviewState.UNREVIEWED
    if fixes and verdict is not ReviewState.REJECTED:
        state = ReviewState.CORRECTED
    claim = hits[0].claim
    return Review(
        claim=claim.id,
        report=claim.report,
        state=state,
        fixes=tuple(fixes.values()),
        decisions=tuple(hit.decision.id for hit in hits),
    )


STAGE = Stage(
    name="review",
    version=1,
    unit=Unit.REPORT,
    reads=(Report, Claim, Decision),
    writes=(DecisionTarget, Review),
    decisions=tuple(kind.value for kind in KINDS),
    run=review_report,
)
"""Review: claims and decisions -> what people made of the claims."""
