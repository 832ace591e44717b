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
    slots = _slots([decision for decision in in_force(decisions) if decision.id in seen], built)
    rivals = _rivals(slots)
    for decision in decisions:
        key = decision.id
        state, reason = _state(decision, built, is_seen=key in seen, is_held=key in slots)
        if key in undone:
            state, reason = UNDONE, f"undone by {undone[key]}"
        elif key in rivals:
            state, reason = CONFLICT, _against(decision, rivals[key], decisions)
        yield _row(decision, built.of(decision), state, reason) | {
            "undone_by": undone.get(key),
            "conflicts": list(rivals.get(key, ())),
        }


def _state(decision: Decision, built: Built, *, is_seen: bool, is_held: bool) -> tuple[str, str]:
    """Tell whether a decision holds, and why if it does not; `is_held` where the record has what it is about."""
    if decision.kind is DecisionKind.UNDO:
        return APPLIED, "undoes another decision"
    if decision.kind is DecisionKind.UNSURE:
        return APPLIED, "a note, which no build follows"
    if not is_seen:
        return PENDING, "made since the last build"
    targets = built.of(decision)
    lost = [target.reason for target in targets if target.claim is None]
    if len(targets) < len(decision.about):
        lost.append("its source is not in the project, or could not be read")
    if decision.kind is DecisionKind.SET_FINDING and not is_held:
        return ORPHAN, "; ".join(dict.fromkeys(["no finding has its claims any more", *lost]))
    if is_held:
        return APPLIED, "; ".join(_reasons(targets))
    return ORPHAN, "; ".join(dict.fromkeys(lost))


def _reasons(targets: Iterable[DecisionTarget]) -> dict[str, None]:
    """Return how the claims were found, each way once."""
    return dict.fromkeys(target.reason for target in targets)


def _against(decision: Decision, against: Sequence[str], decisions: Sequence[Decision]) -> str:
    """Say which of several decisions that contradict each other holds."""
    last = max((one for one in decisions if one.id in {decision.id, *against}), key=lambda one: (one.at, one.id))
    return "holds, being the latest" if last.id == decision.id else f"{last.id} is later and holds"


def _slots(decisions: Sequence[Decision], built: Built) -> dict[str, tuple[object, object]]:
    """Return for each decision that the record can follow what it is about and what it says of that."""
    slots = {}
    for decision in decisions:
        claims = tuple(target.claim for target in built.of(decision) if target.claim)
        is_whole = len(claims) == len(decision.about)
        if claims and (is_whole or decision.kind is DecisionKind.SET_FINDING):
            slots[decision.id] = _said(decision, claims)
    is_set = {slots[key][0] for key in built.set_by if key in slots}
    setting = {decision.id for decision in decisions if decision.kind is DecisionKind.SET_FINDING}
    return {key: slot for key, slot in slots.items() if key not in setting or slot[0] in is_set}


def _rivals(slots: Mapping[str, tuple[object, object]]) -> dict[str, tuple[str, ...]]:
    """Return for each decision those that say something else about the same thing, where there are any."""
    by_slot: dict[object, list[tuple[str, object]]] = {}
    for key, (slot, said) in slots.items():
        by_slot.setdefault(slot, []).append((key, said))
    return {
        key: others
        for group in by_slot.values()
        for key, said in group
        if (others := tuple(other for other, says in group if says != said))
    }


def _said(decision: Decision, claims: tuple[str, ...]) -> tuple[object, object]:
    """Return what a decision is about and what it says of it; two that share the first must share the second."""
    kind, payload = decision.kind, decision.payload
    if kind in VERDICTS:
        return ("verdict", claims), kind
    if kind in PAIRS:
        return ("pair", frozenset(claims)), kind
    if kind is DecisionKind.SET_FINDING:
        return ("finding", claims[0], payload.key, payload.field), payload.value
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
