"""The frozen record types, their key fields, canonical JSON, digests and ids.

A record's id is its prefix and 16 base32 characters of the sha256 over the canonical JSON of its key fields: no
counters, clocks or random numbers, so the same input gives the same id on every machine.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeVar

import msgspec

from sijil.spans import Segment, Span

T = TypeVar("T")


class Keyed(Protocol):
    """What `record_id` needs of a record type."""

    PREFIX: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]


def canonical(value: object) -> bytes:
    """Encode a record or built-in value as JSON with sorted keys, without white space."""
    return msgspec.json.encode(value, order="sorted")


def decode(line: bytes, kind: type[T]) -> T:
    """Decode one canonical JSON line as a record of type `kind`."""
    return msgspec.json.decode(line, type=kind)


def digest(*parts: bytes) -> str:
    """Return the sha256, in hexadecimal, of length-prefixed `parts`."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def record_id(record: Keyed) -> str:
    """Return the id of a record: a function of its key fields alone."""
    key = {name: getattr(record, name) for name in record.KEY}
    return make_id(record.PREFIX, key)


def make_id(prefix: str, key: object) -> str:
    """Return `prefix-` and 16 base32 characters of the sha256 of the canonical JSON of `key`."""
    return f"{prefix}-{base64.b32encode(hashlib.sha256(canonical(key)).digest())[:16].decode().lower()}"


def rows_digest(rows: Iterable[object]) -> str:
    """Return the digest of rows in any order."""
    return digest(*sorted(canonical(row) for row in rows))


# -- vocabularies ------------------------------------------------------------------------------------------------------


class How(StrEnum):
    """How a date became known."""

    GIVEN = "given"
    PAGE = "page"
    TEXT = "text"
    DATELINE = "dateline"
    PUBLISHED = "published"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class PassageKind(StrEnum):
    """What part of a page a passage stands in."""

    HEADLINE = "headline"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"


class MentionKind(StrEnum):
    """What a mention names."""

    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    WEAPON = "weapon"


class Qualifier(StrEnum):
    """How a number is hedged."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    SEVERAL = "several"
    TENS = "tens"
    DOZENS = "dozens"
    SCORES = "scores"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    UNSPECIFIED = "unspecified"


class Stance(StrEnum):
    """How the report holds a claim; the last three never enter events, tolls or control."""

    ASSERTED = "asserted"
    DENIED = "denied"
    DOUBTED = "doubted"
    ORDERED = "ordered"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"


class ClaimKind(StrEnum):
    """Whether a claim type is a happening, a state that lasts, or a figure."""

    EVENT = "event"
    STATE = "state"
    TOLL = "toll"


class Scope(StrEnum):
    """What a figure counts over."""

    EVENT = "event"
    PERIOD = "period"
    RUNNING_TOTAL = "running_total"


class ResolutionState(StrEnum):
    """How sure a resolution is."""

    SURE = "sure"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    HUMAN = "human"


# -- input -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user's sidecar says of a file; empty cells are None.

    `published` is kept as written (ISO 8601 day, month or year) and checked when it is read in.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    agency: str | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """That these bytes were found at this address; many per source. Times come from the input, never from a clock."""

    PREFIX: ClassVar[str] = "sgt"
    KEY: ClassVar[tuple[str, ...]] = ("source", "uri", "fetched_at")
    source: str
    uri: str
    fetched_at: str | None = None
    given: Given = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes as received. `encoding_how` is declared, bom, guessed or none (not text)."""

    PREFIX: ClassVar[str] = "src"
    KEY: ClassVar[tuple[str, ...]] = ("sha256",)
    sha256: str
    media_type: str
    encoding: str | None
    encoding_how: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing that a stage could not do; the rest is built.

    `source` is the sha256 of the source, or the address as given where there are no bytes.
    """

    PREFIX: ClassVar[str] = "fail"
    KEY: ClassVar[tuple[str, ...]] = ("stage", "source", "code", "message")
    stage: str
    source: str
    code: str
    message: str
    remedy: str


# -- read --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a report was published: an interval of ISO days (None = unknown) and how that is known.

    `start` and `end` are the characters of the report's text that say so, where the text does.
    """

    earliest: str | None = None
    latest: str | None = None
    how: How = How.UNKNOWN
    surface: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of the report's text that belongs together (a paragraph, a headline, a caption)."""

    start: int
    end: int
    kind: PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published item. Every character of `text` maps to bytes by `segments` (in order, without gaps).

    `blocks` are the parts of `text` to be read, in order; text outside of them is page furniture that was kept for
    display but makes no claims. `language` is an ISO 639-1 code; `dateline` is the place of the dateline as printed.
    """

    PREFIX: ClassVar[str] = "rep"
    KEY: ClassVar[tuple[str, ...]] = ("source",)
    source: str
    uri: str
    title: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    dateline: str | None
    published: Published
    language: str
    text: str
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """Identify the report by its bytes."""
        return record_id(self)


# -- language ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A named entity: words `start:end` of a passage; label PER, LOC or ORG."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An argument of a predicate: its PropBank label and the index of its head word."""

    label: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A predicate word and its arguments."""

    index: int
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with its kind, words, tags, tree, names and roles.

    All word columns have the same length. `starts` and `ends` are character offsets in the report's text; `heads`
    are word indices, -1 for the root; `tags` are UPOS; `relations` are Universal Dependencies.
    """

    PREFIX: ClassVar[str] = "psg"
    KEY: ClassVar[tuple[str, ...]] = ("report", "start", "end")
    report: str
    start: int
    end: int
    kind: PassageKind
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]
    predicates: tuple[Predicate, ...]


# -- extract -----------------------------------------------------------------------------------------------------------


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


# -- resolve -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A register entry that a mention may mean; score between 0 and 1, two decimals; why in a few words."""

    target: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which register entry a mention means, with the candidates and the reason.

    An unknown group keeps its own surface name (`target` None, state unknown); it is never folded into a look-alike.
    """

    PREFIX: ClassVar[str] = "res"
    KEY: ClassVar[tuple[str, ...]] = ("mention",)
    mention: Mention
    target: str | None
    name: str
    state: ResolutionState
    candidates: tuple[Candidate, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A resolved actor: register id (None where unknown), name, kind, and the words of the report."""

    id: str | None
    name: str
    kind: str | None
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An interval of ISO days with grain (day, week, month, season, year, span) and how it is known."""

    earliest: str | None
    latest: str | None
    grain: str
    how: How
    surface: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A resolved place: WGS84 degrees, radius in kilometres, precision on the UCDP scale 1-7 (1 = exact)."""

    id: str | None
    name: str
    kind: str | None
    lon: float | None
    lat: float | None
    radius_km: float | None
    precision: int | None
    parent: str | None
    country: str | None
    surface: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedFigure:
    """The group of the figure at the same position in the claim, resolved."""

    group: Actor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedClaim:
    """The values that a claim's words were resolved to; one per claim.

    `figures` runs parallel to the claim's figures. `speaker_name` is the register's name of the speaker, `party` the
    side that the speaker speaks for at that date.
    """

    PREFIX: ClassVar[str] = "rcl"
    KEY: ClassVar[tuple[str, ...]] = ("claim",)
    claim: str
    report: str
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    place: Place | None
    other_places: tuple[Place, ...]
    time: Time | None
    said_on: Time | None
    speaker_name: str | None
    party: Actor | None
    figures: tuple[ResolvedFigure, ...]


AnyRecord = Sighting | Source | Failure | Report | Passage | Claim | Resolution | ResolvedClaim
RECORD_TYPES: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (Sighting, Source, Failure, Report, Passage, Claim, Resolution, ResolvedClaim)
}
