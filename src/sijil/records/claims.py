"""The records of claims: mentions, quantities, figures, speakers and the claims themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.ids import record_id
from sijil.records.vocabulary import ClaimKind, MentionKind, Qualifier, Scope, Stance
from sijil.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names an actor, place, time, number or weapon; `surface` is the text of the span.

    `head` is the character offset of the head word.
    """

    PREFIX: ClassVar[str] = "men"
    KEY: ClassVar[tuple[str, ...]] = ("span", "kind")
    span: Span
    kind: MentionKind
    surface: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bounds; None = unbounded, both None = not counted ("heavy losses")."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OfWhom:
    """A part of a figure: "two of them children"."""

    who: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many suffered what.

    `group` names those who suffered; `status` is civilian, fighter, mixed or None.
    """

    harm: str
    quantity: Quantity
    group: Mention | None = None
    status: str | None = None
    of_whom: tuple[OfWhom, ...] = ()
    scope: Scope = Scope.EVENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says a claim, as the report puts it.

    Attributes:
        mention: The words that name the speaker ("LNA spokesman General Ahmad Al Mesmari", "He").
        name: The personal or organisation name in it, if any.
        role: The title or description in it ("LNA spokesman", "a military source").
        party: The words that name the side the speaker speaks for ("LNA"), if said.
        channel: The medium or agency through which it was said ("Facebook", "AFP").
        said: The words that say when it was said.
        cue: The word that reports ("said", "according").
        via: Who passed it on, where speech is nested, outermost first.
    """

    mention: Mention
    name: Mention | None = None
    role: str | None = None
    party: Mention | None = None
    channel: str | None = None
    said: Mention | None = None
    cue: str | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A mention in a role of a claim: actor, target, place, time, weapon; in order of preference."""

    role: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement in one report, with its words, its speaker and its stance.

    `evidence` holds at least one span of the report; the first is the quote. `rule` names the rule that found it.
    `share` is the part of a place that is spoken of (0.7, or the word "most"); `tense` is past, present or future.
    """

    PREFIX: ClassVar[str] = "clm"
    KEY: ClassVar[tuple[str, ...]] = ("report", "type", "trigger", "arguments")
    report: str
    type: str
    kind: ClaimKind
    trigger: Span
    arguments: tuple[Argument, ...]
    figures: tuple[Figure, ...]
    share: float | str | None
    stance: Stance
    background: bool
    speaker: Speaker | None
    evidence: tuple[Span, ...]
    found_by: tuple[str, ...]
    rule: str
    score: float

    @property
    def id(self) -> str:
        """Identify the claim by what it says and where."""
        return record_id(self)

    def mentions(self, role: str) -> tuple[Mention, ...]:
        """Return the mentions in a role, in order."""
        return tuple(argument.mention for argument in self.arguments if argument.role == role)
