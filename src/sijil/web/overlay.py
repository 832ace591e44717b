"""What the decisions in force say of claims now, before any build has followed those made since the last one.

Decisions that the build knew have their claims in the record. The others are matched to claims by their words, as the
next build will do it, so that what was decided shows at once, also after the server was started anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sijil.ledger import in_force
from sijil.record import Record
from sijil.records import Claim, ClaimAnchor, Decision, DecisionKind, Report, ReviewState
from sijil.review.stage import FIXES, VERDICTS
from sijil.review.targets import find_target

Targets = tuple[str, ...]


class Standing(NamedTuple):
    """What people say of a claim: its review state, the decisions in force, and who is unsure of it."""

    state: str
    decisions: tuple[str, ...]
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What people say of the claims of a build.

    Attributes:
        build: Digest of the build.
        by_claim: For each claim that a decision in force is about, or was when it was built.
        targets: The claims that were found for each decision.
        seen: How many decisions the build knew.
    """

    build: str
    by_claim: Mapping[str, Standing] = field(default_factory=dict)
    targets: Mapping[str, Targets] = field(default_factory=dict)
    seen: int = 0

    def state(self, claim: str, built: str) -> str:
        """Return the review state of a claim, that of the build where nobody has decided since."""
        found = self.by_claim.get(claim)
        return found.state if found else built

    def pending(self, claim: str, built: str) -> str | None:
        """Return the review state that a claim will have with the next build, where it is another."""
        state = self.state(claim, built)
        return None if state == built else state

    def decided(self, claim: str) -> tuple[str, ...]:
        """Return the decisions in force about a claim."""
        found = self.by_claim.get(claim)
        return found.decisions if found else ()

    def unsure(self, claims: Iterable[str]) -> list[str]:
        """Return who is unsure of some claims."""
        names = (name for claim in claims if claim in self.by_claim for name in self.by_claim[claim].unsure)
        return list(dict.fromkeys(names))


def make_overlay(record: Record, decisions: Sequence[Decision], known: Overlay | None = None) -> Overlay:
    """Find the claims of all decisions and sum up what those in force say.

    Args:
        record: The record of the build.
        decisions: All decisions, in order of time.
        known: An overlay of the same build, whose matches are taken over.
    """
    seen = record.manifest.decisions
    targets = dict(known.targets) if known else _built_targets(record)
    for decision in decisions:
        if decision.id not in targets:
            targets[decision.id] = tuple(_match(record, decision.about))
    by_claim: dict[str, list[Decision]] = {claim: [] for found in targets.values() for claim in found}
    for decision in in_force(decisions):
        for claim in targets[decision.id]:
            by_claim[claim].append(decision)
    standing = {claim: _sum_up(found) for claim, found in by_claim.items()}
    return Overlay(record.manifest.build, standing, targets, seen)


def _built_targets(record: Record) -> dict[str, Targets]:
    """Return the claims that the build found for decisions; notes, which no build looks at, are left to be matched."""
    return {
        str(row["id"]): tuple(claim for claim in _claims(row) if claim)
        for row in record.rows("decisions")
        if row["kind"] != DecisionKind.UNSURE
    }


def _claims(row: Mapping[str, object]) -> Iterator[str | None]:
    found = row["claims"]
    yield from found if isinstance(found, list) else ()


def _match(record: Record, pointers: Sequence[ClaimAnchor]) -> Iterator[str]:
    """Yield the claims that a decision points at."""
    for pointer in pointers:
        rows = record.source_rows(pointer.anchor.source, Report, Claim)
        for report in rows.of(Report):
            found = find_target(pointer, report, rows.of(Claim)).claim
            if found:
                yield found.id


def _sum_up(decisions: Sequence[Decision]) -> Standing:
    """Sum up the decisions about a claim, as the review stage does."""
    verdict = None
    has_fix = False
    for decision in decisions:
        verdict = VERDICTS.get(decision.kind, verdict)
        has_fix = has_fix or decision.kind in FIXES
    state = verdict or ReviewState.UNREVIEWED
    if has_fix and verdict is not ReviewState.REJECTED:
        state = ReviewState.CORRECTED
    unsure = [decision.by for decision in decisions if decision.kind is DecisionKind.UNSURE]
    return Standing(state.value, tuple(decision.id for decision in decisions), tuple(dict.fromkeys(unsure)))
