"""Where the machine would now read otherwise than a person has set or accepted: listed, never put in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sijil.contract import Json
from sijil.ledger import in_force
from sijil.record import Record
from sijil.records import Claim, ClaimAnchor, Decision, DecisionKind
from sijil.web.desk import Desk
from sijil.web.overlay import Overlay
from sijil.web.rows import part

BEFORE = " Before: "
"""What stands in the sentence of a finding that a person set, ahead of what the machine found."""


class _Said(NamedTuple):
    """A value of a claim as a person left it and as the machine reads it."""

    field: str
    human: str | None
    machine: str | None


Known = dict[str, tuple[Json, ...]]
"""The differences of each decision that were found in one build."""


def find_differences(
    record: Record, decisions: Sequence[Decision], overlay: Overlay, known: Known, about: Collection[str] | None = None
) -> list[Json]:
    """List the differences of a record.

    Args:
        record: The record.
        decisions: All decisions.
        overlay: Which claims they are about.
        known: What was found before in the same build; is added to.
        about: Only those of these claims, events and tolls; None = all.
    """
    found: list[Json] = []
    for decision in in_force(decisions):
        if decision.id not in known:
            known[decision.id] = tuple(_of_decision(record, decision, overlay))
        found += known[decision.id]
    return [one for one in found if about is None or one.get("claim") in about or one.get("subject") in about]


def differences_known(desk: Desk) -> Known:
    """Return what was found in the present build so far."""
    return desk.made("differences", lambda _: {})


def _of_decision(record: Record, decision: Decision, overlay: Overlay) -> Iterator[Json]:
    """Yield the differences of one decision."""
    if decision.kind is DecisionKind.SET_FINDING:
        yield from _of_finding(record, decision)
    elif decision.kind in {DecisionKind.ACCEPT_CLAIM, DecisionKind.FIX_ROLE}:
        for claim, pointer in zip(overlay.targets.get(decision.id, ()), decision.about, strict=False):
            for said in _of_claim(record, claim, pointer, decision):
                yield {"claim": claim, **said._asdict(), "decision": decision.id}


def _of_claim(record: Record, identifier: str, pointer: ClaimAnchor, decision: Decision) -> Iterator[_Said]:
    """Yield where a claim is read otherwise than when a person decided on it."""
    rows = record.source_rows(pointer.anchor.source, Claim)
    claim = next((one for one in rows.of(Claim) if one.id == identifier), None)
    if claim is None:
        return
    then, now = _words(pointer.arguments), _words(tuple((one.role, one.mention.surface) for one in claim.arguments))
    payload = decision.payload
    if decision.kind is DecisionKind.FIX_ROLE:
        role = payload.role or ""
        human = payload.words.quote if payload.words else payload.to
        if then.get(role) != now.get(role) and now.get(role) != human:
            yield _Said(role, human, now.get(role))
        return
    if claim.type != pointer.type:
        yield _Said("type", pointer.type, claim.type)
    for role in dict.fromkeys((*then, *now)):
        if then.get(role) != now.get(role):
            yield _Said(role, then.get(role), now.get(role))


def _words(arguments: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the words of each role."""
    found: dict[str, list[str]] = {}
    for role, words in arguments:
        found.setdefault(role, []).append(words)
    return {role: "; ".join(words) for role, words in found.items()}


def _of_finding(record: Record, decision: Decision) -> Iterator[Json]:
    """Yield that a finding was set to something else than the machine finds."""
    subject = decision.payload.subject
    for row in record.among("findings", "subject", [subject]):
        if row["decision"] == decision.id:
            machine = str(part(row, "sentence")).partition(BEFORE)[2]
            field, value = decision.payload.field, decision.payload.value
            yield {"subject": subject, "field": field, "human": value, "machine": machine, "decision": decision.id}
