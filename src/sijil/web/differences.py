"""Where the machine would now read otherwise than a person has set or accepted: listed, never put in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sijil.contract import Json
from sijil.ledger import in_force
from sijil.record import Record
from sijil.records import Claim, ClaimAnchor, Decision, DecisionKind
from sijil.web.overlay import Overlay
from sijil.web.rows import part

BEFORE = " Before: "
"""What stands in the sentence of a finding that a person set, ahead of what the machine found."""


class _Said(NamedTuple):
    """A value of a claim as a person left it and as the machine reads it."""

    field: str
    human: str | None
    machine: str | None


def find_differences(
    record: Record, decisions: Sequence[Decision], overlay: Overlay, about: Collection[str] | None = None
) -> list[Json]:
    """List the differences of a record.

    Args:
        record: The record.
        decisions: All decisions.
        overlay: Which claims they are about.
        about: Only those of these claims, events and tolls; None = all.
    """
    found: list[Json] = []
    for decision in in_force(decisions):
        if decision.kind is DecisionKind.SET_FINDING:
            found += _of_finding(record, decision, about)
        elif decision.kind in {DecisionKind.ACCEPT_CLAIM, DecisionKind.FIX_ROLE}:
            claims = overlay.targets.get(decision.id, ())
            found += [
                {"claim": claim, "field": said.field, "human": said.human, "machine": said.machine} | _by(decision)
                for claim, pointer in zip(claims, decision.about, strict=False)
                if about is None or claim in about
                for said in _of_claim(record, claim, pointer, decision)
            ]
    return found


def _by(decision: Decision) -> Json:
    return {"decision": decision.id}


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


def _of_finding(record: Record, decision: Decision, about: Collection[str] | None) -> Iterator[Json]:
    """Yield that a finding was set to something else than the machine finds."""
    subject = decision.payload.subject
    if subject is None or not (about is None or subject in about):
        return
    for row in record.among("findings", "subject", [subject]):
        if row["decision"] == decision.id:
            machine = str(part(row, "sentence")).partition(BEFORE)[2]
            field, value = decision.payload.field, decision.payload.value
            yield {"subject": subject, "field": field, "human": value, "machine": machine} | _by(decision)
