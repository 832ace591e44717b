"""Row types of extraction: claim types, word lists, number words, hedges and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sijil.records import ClaimKind, Qualifier

VIOLENT = frozenset(
    {"attack", "air_strike", "shelling", "explosion", "suicide_bombing", "armed_clash", "killing", "toll"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A claim type with its codes in other schemes (`core/events.yml`).

    Attributes:
        name: Unique name, as rules and the record use it.
        kind: A happening, a state that lasts, or a figure.
        title: The name that people read.
        acled: Sub-event type of ACLED.
        ucdp: Type of violence of UCDP.
        plover: Event type of PLOVER.
        cameo: Code of CAMEO.
    """

    PART: ClassVar[str] = "events"
    KEY: ClassVar[str] = "name"
    name: str
    kind: ClaimKind
    title: str
    acled: str | None = None
    ucdp: str | None = None
    plover: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A named list of words or phrases, used by rules and by code (`lexicon/*.yml`).

    Attributes:
        name: Unique name; a rule names the list as `@name`.
        note: What the list is for.
        words: Words or phrases, as lemmas in lower case.
    """

    PART: ClassVar[str] = "lexicon"
    KEY: ClassVar[str] = "name"
    name: str
    note: str = ""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord:
    """A number word and its value (`numbers.csv`).

    Attributes:
        word: Lower case.
        value: What it counts.
        kind: unit (adds), ten (adds, takes a unit behind it) or scale (multiplies).
    """

    PART: ClassVar[str] = "numbers"
    word: str
    value: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A phrase that bounds a number, or stands for one itself if it has no number behind it (`hedges.csv`).

    Attributes:
        phrase: Lower case.
        qualifier: How it bounds the number.
        low: Lower bound, where the phrase itself is the number ("dozens").
        high: Upper bound, where the phrase itself is the number.
        note: What the bounds rest on.
    """

    PART: ClassVar[str] = "hedges"
    phrase: str
    qualifier: Qualifier
    low: int | None = None
    high: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with what a rule must find in it.

    Attributes:
        text: The sentence.
        type: The claim type, where it is not the rule's own.
        roles: For each role, words that its first mention must contain.
        figures: Each as "harm low high", `-` for an open bound.
        stance: The stance, where it is not asserted.
    """

    text: str
    type: str | None = None
    roles: dict[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A trigger with its roles (`rules/*.yml`); the slots are explained in docs/packs.md.

    Attributes:
        id: Unique name.
        type: Claim type.
        trigger: Lemmas or phrases that call the rule; the first word of a phrase is its head; `@name` stands for the
            words of a list.
        tag: VERB (participles too) or NOUN (proper nouns too).
        roles: For each role (actor, target, place), the slots it may come from, in order of preference.
        where: For each slot, the kinds of filler it must have; with `?` behind the slot only if it is filled;
            `!kind` excludes.
        bare: For nouns: whether the noun is a claim without a verb, time or figure that anchors it. For damage: whether
            it is one without a happening that did it.
        kind: Overrides the type's kind.
        harm: The harm of a figure in the slots `counted`.
        counted: Slots whose number is a figure.
        running: Whether the figure is a total of what has happened so far.
        civil: Whether the words are said of peaceful matters too, so that they count only in reports about violence.
        echo: Whether the words only tell who did what was told before ("X blamed Y", "Y denied it"): the claim has the
            type of the nearest violent happening before it, and is none without one.
        damage: Whether the words only say what else a happening of the sentence struck ("a blast killed two and
            destroyed a bus"): their target is one of that happening's.
        weapon: Slots that name the weapon.
        score: How sure the rule is, 0 to 1.
        examples: Sentences in which the rule must fire, with what it finds.
        not_examples: Sentences in which it must not.
    """

    PART: ClassVar[str] = "rules"
    KEY: ClassVar[str] = "id"
    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = {"type": ("events",), "trigger": ("@lexicon",)}
    id: str
    type: str
    trigger: tuple[str, ...]
    tag: str = "VERB"
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bare: bool = False
    kind: ClaimKind | None = None
    harm: str | None = None
    counted: tuple[str, ...] = ()
    running: bool = False
    civil: bool = False
    echo: bool = False
    damage: bool = False
    weapon: tuple[str, ...] = ()
    score: float = 0.8
    examples: tuple[Example, ...] = ()
    not_examples: tuple[str, ...] = ()

    @property
    def violent(self) -> bool:
        """Tell whether the rule is of a happening in which weapons are used."""
        return self.type in VIOLENT

    @property
    def harms_people(self) -> bool:
        """Tell whether the rule counts dead or wounded, who may have suffered in a happening beside it."""
        counts = self.harm in {"killed", "wounded"} and self.type in {"toll", "killing"}
        return counts and not self.running and not self.echo
