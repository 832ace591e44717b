"""What requests hold: checked by FastAPI, field by field, and refused where a field is unknown."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Identifier = Annotated[str, Field(min_length=1, max_length=100)]
Words = Annotated[str, Field(max_length=2000)]


class Model(BaseModel):
    """Has the fields that it names, and no others."""

    model_config = ConfigDict(extra="forbid")


class Name(Model):
    """How a reviewer wants to be called."""

    name: Annotated[str, Field(max_length=200)]


class Nothing(Model):
    """An empty object."""


class AcceptClaim(Model):
    """Accept a claim as read."""

    kind: Literal["accept_claim"]
    claim: Identifier


class RejectClaim(Model):
    """Reject a claim."""

    kind: Literal["reject_claim"]
    claim: Identifier


class Unsure(Model):
    """Note that one is not sure of a claim."""

    kind: Literal["unsure"]
    claim: Identifier


class FixRole(Model):
    """Say who or what fills a role; `start` is the character of the report where the words begin."""

    kind: Literal["fix_role"]
    claim: Identifier
    role: Identifier
    words: Words | None = None
    start: Annotated[int, Field(ge=0)] | None = None
    to: Annotated[str, Field(max_length=100)] | None = None


class ResolveAs(Model):
    """Say what the words in a role mean."""

    kind: Literal["resolve_as"]
    claim: Identifier
    role: Identifier
    words: Words | None = None
    to: Identifier


class SameEvent(Model):
    """Say that two claims or events are one happening."""

    kind: Literal["same_event"]
    a: Identifier
    b: Identifier


class NotSameEvent(Model):
    """Say that two claims or events are not one happening."""

    kind: Literal["not_same_event"]
    a: Identifier
    b: Identifier


class SetFinding(Model):
    """Set a value of an event, a toll or a stretch of control."""

    kind: Literal["set_finding"]
    subject: Identifier
    field: Annotated[str, Field(max_length=100)] | None = None
    value: Annotated[str, Field(max_length=200)]


class Undo(Model):
    """Undo a decision."""

    kind: Literal["undo"]
    decision: Identifier


Asked = AcceptClaim | RejectClaim | Unsure | FixRole | ResolveAs | SameEvent | NotSameEvent | SetFinding | Undo


class Decisions(Model):
    """Decisions that are written together, or not at all."""

    decisions: Annotated[list[Annotated[Asked, Field(discriminator="kind")]], Field(min_length=1, max_length=500)]
    note: Words | None = None
