"""What became of the decisions: which hold, which have lost their target, which contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijil.contract import Json
from sijil.ledger import in_force, undone_by
from sijil.records import Decision, DecisionKind, DecisionTarget, Finding

if TYPE_CHECKING:
    from sijil.record import Record

APPLIED, PENDING, ORPHAN, CONFLICT, UNDONE = "applied", "pending", "orphan", "conflict", "undone"
VERDICTS = frozenset({DecisionKind.ACCEPT_CLAIM, DecisionKind.REJECT_CLAIM})
PAIRS = frozenset({DecisionKind.SAME_EVENT, DecisionKind.NOT_SAME_EVENT})


@dataclass(frozen=True, slots=True)
class Built:
    """What the last build made of the decisions.

    Attributes:
        seen: How many decisions the ledger had then.
        targets: The claims that were found for each decision, by its id.
        set_by: The decisions that set a finding.
    """

    seen: int = 0
    targets: Mapping[str, Sequence[DecisionTarget]] | None = None
    set_by: frozenset[str] = frozenset()

    def of(self, decision: Decision) -> Sequence[DecisionTarget]:
        """Return what was found for a decision, in the order of its anchors."""
        found = (self.targets or {}).get(decision.id, ())
        return sorted(found, key=lambda target: target.position)


def find_built(record: Record) -> Built:
    """Collect what the build of a record made of the decisions."""
    return make_built(record.manifest.decisions, record.stage_rows(DecisionTarget), record.stage_rows(Finding))


def make_built(seen: int, targets: Iterable[DecisionTarget], findings: Iterable[Finding]) -> Built:
    """Put together what a build that knew the first `seen` decisions made of them."""
    by_decision: dict[str, list[DecisionTarget]] = {}
    for target in targets:
        by_decision.setdefault(target.decision, []).append(target)
    setters = frozenset(finding.decision for finding in findings if finding.decision)
    return Built(seen=seen, targets=by_decision, set_by=setters)


def list_decisions(decisions: Sequence[Decision], built: Built) -> Iterator[Json]:
    """Yield each decision as the JSON contract says, from the earliest to the latest.

    Args:
        decisions: All decisions of the ledger, in order of time.
        built: What the last build made of them.
    """
    undone = undone_by(decisions)
    seen = {decision.id for decision in decisions[: built.seen]}
    rivals = _rivals([decision for decision in in_force(decisions) if decision.id in seen], built)
    for decision in decisions:
        targets = built.of(decision)
        against = rivals.get(decision.id, ())
        state, reason = _state(decision, built, is_seen=decision.id in seen)
        if decision.id in undone:
            state, reason = UNDONE, f"undone by {undone[decision.id]}"
        elif against:
            state, reason = CONFLICT, _against(decision, against, decisions)
        yield _row(decision, targets, state, reason) | {
            "undone_by": undone.get(decision.id),
            "conflicts": list(against),
        }


def _state(decision: Decision, built: Built, *, is_seen: bool) -> tuple[str, str]:
    """Tell whether a decision holds, and why if it does not."""
    if decision.kind is DecisionKind.UNDO:
        return APPLIED, "undoes another decision"
    if not is_seen:
        return PENDING, "made since the last build"
    targets = built.of(decision)
    missing = len(decision.about) - len(targets)
    lost = [target.reason for target in targets if target.claim is None]
    if missing:
        lost.append("its source is not in the project, or could not be read")
    if decision.kind is DecisionKind.SET_FINDING:
        is_set = decision.id in built.set_by
        return (APPLIED, "sets the value") if is_set else (ORPHAN, "no finding has these claims any more")
    return (ORPHAN, "; ".join(dict.fromkeys(lost))) if lost else (APPLIED, "; ".join(_reasons(targets)))


def _reasons(targets: Iterable[DecisionTarget]) -> dict[str, None]:
    """Return how the claims were found, each way once."""
    return dict.fromkeys(target.reason for target in targets)


def _against(decision: Decision, against: Sequence[str], decisions: Sequence[Decision]) -> str:
    """Say which of several decisions that contradict each other holds."""
    last = max((one for one in decisions if one.id in {decision.id, *against}), key=lambda one: (one.at, one.id))
    return "holds, being the latest" if last.id == decision.id else f"{last.id} is later and holds"


def _rivals(decisions: Sequence[Decision], built: Built) -> dict[str, tuple[str, ...]]:
    """Return for each decision those that say something else about the same thing."""
    by_slot: dict[object, list[tuple[str, object]]] = {}
    for decision in decisions:
        targets = built.of(decision)
        if len(targets) == len(decision.about) and all(target.claim for target in targets):
            slot, said = _said(decision, tuple(str(target.claim) for target in targets))
            by_slot.setdefault(slot, []).append((decision.id, said))
    found: dict[str, tuple[str, ...]] = {}
    for group in by_slot.values():
        for one, said in group:
            others = tuple(other for other, says in group if says != said)
            if others:
                found[one] = others
    return found


def _said(decision: Decision, claims: tuple[str, ...]) -> tuple[object, object]:
    """Return what a decision is about and what it says of it; two that share the first must share the second."""
    kind, payload = decision.kind, decision.payload
    if kind in VERDICTS:
        return ("verdict", claims), kind
    if kind in PAIRS:
        return ("pair", frozenset(claims)), kind
    if kind is DecisionKind.SET_FINDING:
        return ("finding", payload.subject, payload.field), payload.value
    words = (payload.words.source, payload.words.offset, payload.words.quote) if payload.words else None
    if kind is DecisionKind.RESOLVE_AS and words:
        return ("meaning", payload.role, words), payload.to
    return ("role", claims, payload.role), (words, payload.to)


def _row(decision: Decision, targets: Sequence[DecisionTarget], state: str, reason: str) -> Json:
    """Describe a decision."""
    payload = decision.payload
    return {
        "id": decision.id,
        "at": decision.at,
        "by": decision.by,
        "kind": decision.kind.value,
        "state": state,
        "reason": reason,
        "claims": [target.claim for target in targets],
        "quotes": [pointer.anchor.quote for pointer in decision.about],
        "uris": [pointer.anchor.uri for pointer in decision.about],
        "role": payload.role,
        "words": payload.words.quote if payload.words else None,
        "to": payload.to,
        "subject": payload.subject,
        "field": payload.field,
        "value": payload.value,
        "note": decision.note,
        "undoes": decision.undoes,
    }
