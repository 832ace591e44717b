"""The row types of pack parts: what a line of each pack table holds.

Each type names its part. CSV parts live in `<part>.csv`, YAML parts in `<part>.yml` or `<part>/*.yml` (a list of items).
Lists in a CSV cell are parted by `|`; an empty cell is the field's default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records import ClaimKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A claim type with its codes in other schemes (`core/events.yml`)."""

    PART: ClassVar[str] = "events"
    name: str
    kind: ClaimKind
    title: str
    acled: str | None = None
    ucdp: str | None = None
    plover: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A named list of words or phrases (lower case lemmas), used by rules and by code (`lexicon.yml`)."""

    PART: ClassVar[str] = "lexicon"
    name: str
    note: str = ""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with what a rule must find in it; roles give the words of each role."""

    text: str
    type: str | None = None
    roles: dict[str, str] | None = None
    figures: tuple[str, ...] | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A trigger with its roles (`rules/*.yml`); the fields are explained in docs/packs.md.

    Attributes:
        id: Unique name.
        type: Claim type.
        trigger: Lemmas (or phrases) that call the rule; `@name` stands for a word list.
        tag: VERB or NOUN (NOUN covers proper nouns, VERB covers participles).
        roles: For each role, the slots it may come from, in order of preference.
        where: For each slot, the word lists (`@name`) or kinds that its filler must belong to (`!` in front: must not).
        light: For nouns: word list of light verbs whose subject may be a role.
        kind: Overrides the type's kind (a habit is a state).
        harm: The harm of a figure that stands in the slot `counted`.
        counted: Slots whose number is a figure.
        score: How sure the rule is, 0 to 1.
        examples: Sentences in which the rule must fire, with what it finds.
        not_examples: Sentences in which it must not.
    """

    PART: ClassVar[str] = "rules"
    id: str
    type: str
    trigger: tuple[str, ...]
    tag: str = "VERB"
    roles: dict[str, tuple[str, ...]] = None  # type: ignore[assignment]
    where: dict[str, tuple[str, ...]] = None  # type: ignore[assignment]
    light: str | None = None
    kind: ClaimKind | None = None
    harm: str | None = None
    counted: tuple[str, ...] = ()
    score: float = 0.8
    examples: tuple[Example, ...] = ()
    not_examples: tuple[str, ...] = ()
