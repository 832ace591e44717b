"""Which claim a decision is about: the one whose words lie over the words that the decision quotes.

A claim is never looked up by its id. The claim with the same trigger words is preferred, of the same type, with the
same words in its roles. Where the trigger is gone, a claim of the same type may take its place if most of its words and
of its roles are the same and there is only one such; in doubt the decision stays without a target and is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijil.records import Claim, ClaimAnchor, MentionKind, Report
from sijil.spans import Span, find_anchor

HALF = 0.5
MENTION_KINDS = {"place": MentionKind.PLACE, "time": MentionKind.TIME, "weapon": MentionKind.WEAPON}
"""What the words in a role name, where it is not an actor."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that a decision is about, or None, and why."""

    claim: Claim | None
    reason: str


def find_target(pointer: ClaimAnchor, report: Report, claims: Sequence[Claim]) -> Found:
    """Find the claim of a report that a decision points at."""
    place = find_anchor(pointer.anchor, report.text, report.segments)
    if place is None:
        return Found(None, "the words are no longer in the text of the report")
    quote = Span(report=report.id, start=place[0], end=place[1])
    trigger = _trigger(pointer, quote, report)
    over = [claim for claim in claims if trigger and claim.trigger.meets(trigger)]
    if over:
        return Found(min(over, key=lambda claim: _rank(claim, pointer, trigger or quote, quote)), "same trigger words")
    alike = [claim for claim in claims if _is_alike(claim, pointer, quote)]
    if len(alike) == 1:
        return Found(alike[0], "same type and words, another trigger")
    return Found(None, f"{len(alike) or 'no'} claims are left on these words")


def _trigger(pointer: ClaimAnchor, quote: Span, report: Report) -> Span | None:
    """Return where the trigger words stand now: in the quote as they stood in it, or the nearest such words."""
    wanted = quote.start + pointer.at
    places = []
    at = report.text.find(pointer.trigger)
    while at >= 0:
        places.append(at)
        at = report.text.find(pointer.trigger, at + 1)
    near = [at for at in places if at == wanted or quote.start <= at < quote.end]
    if not near:
        return None
    start = min(near, key=lambda at: (abs(at - wanted), at))
    return Span(report=report.id, start=start, end=start + len(pointer.trigger))


def _rank(claim: Claim, pointer: ClaimAnchor, trigger: Span, quote: Span) -> tuple[bool, int, int, int, str]:
    """Order claims by how well they fit, best first."""
    return (
        claim.type != pointer.type,
        -_shared(claim, pointer),
        -_overlap(claim.trigger, trigger),
        -_overlap(claim.evidence[0], quote),
        claim.id,
    )


def _is_alike(claim: Claim, pointer: ClaimAnchor, quote: Span) -> bool:
    """Tell whether a claim with another trigger says the same, as far as words can tell."""
    evidence = claim.evidence[0]
    union = max(evidence.end, quote.end) - min(evidence.start, quote.start)
    most_words = _overlap(evidence, quote) > HALF * union
    most_roles = _shared(claim, pointer) > HALF * max(len(pointer.arguments), len(claim.arguments))
    return claim.type == pointer.type and most_words and (most_roles or not (pointer.arguments or claim.arguments))


def _shared(claim: Claim, pointer: ClaimAnchor) -> int:
    """Count the roles that hold the same words."""
    return len({(one.role, one.mention.surface) for one in claim.arguments} & set(pointer.arguments))


def _overlap(one: Span, other: Span) -> int:
    """Count the characters that two spans of one report share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))
