"""The records of linking: gists, copies, stories, links, tellings and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.ids import record_id
from sijil.records.resolved import Actor, Place, Time
from sijil.records.vocabulary import ClaimKind, FindingState, Qualifier, Scope, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor as links compare it.

    `line` holds the keys by which it may be met: its own (the register id, or its words in lower case), those of the
    actors that it is part of, and last the side that it fights on, as `side:...`.
    """

    key: str
    id: str | None
    name: str
    line: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure as tolls compare it; bounds as in a quantity: None = open, both None = not counted.

    `qualifier` is how the number is hedged, which policies may read in their own way; None = as the bounds say. It is
    `exact` of one particular person alone ("their commander"), of whom there are neither fewer nor more.
    """

    harm: str
    low: int | None
    high: int | None
    group: Party | None
    status: str | None
    scope: Scope
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What a claim says, in the values that link and reconcile compare; one per claim that nobody rejected.

    Attributes:
        claim: Id of the claim.
        report: Id of its report.
        beside: Further places of which it says the same ("A and B, the strongholds of").
        last_of: Id of the larger place in which its actors hold nothing else ("the last bastions in").
        foes: Who holds the rest of that larger place, as far as the report names them.
        type: Claim type.
        kind: A happening, a state or a figure.
        stance: How the report holds it.
        actors: Who did it.
        targets: To whom.
        place: Where.
        places: Ids of the place and of those that it lies in, smallest first; the country last.
        partial: Whether it speaks of a part of the place only (positions, an entrance, a section, a share).
        share: The part of the place, as in the claim.
        time: When; None = unknown.
        time_words: The words of a time that only a date of publication would resolve ("on Monday"), in lower case.
        said: Last day on which it can have been said: the day of the statement or of publication.
        background: Whether it is told as history.
        counts: Its figures.
        weapon: The words that name the weapon, in lower case.
        voice: Who says it, one key for all who speak for one party; without a named speaker the outlet.
        voice_name: The same, to be printed.
        voice_line: The keys of the party that the speaker speaks for, as in a party's `line`.
        named_voice: Whether a speaker is cited, rather than the outlet itself.
        words: Rarer words of the quote, in lower case, sorted.
        order: Its place among the claims of its report, as they stand in the text; ties are broken by it.
        quotation: The words between quotation marks that the claim stands in, in lower case; None = not quoted.
    """

    PREFIX: ClassVar[str] = "gst"
    KEY: ClassVar[tuple[str, ...]] = ("claim",)
    claim: str
    report: str
    type: str
    kind: ClaimKind
    stance: Stance
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    place: Place | None = None
    places: tuple[str, ...] = ()
    partial: bool = False
    share: float | str | None = None
    time: Time | None = None
    time_words: str | None = None
    said: str | None = None
    background: bool = False
    counts: tuple[Count, ...] = ()
    weapon: str | None = None
    voice: str
    voice_name: str
    voice_line: tuple[str, ...] = ()
    named_voice: bool = False
    words: tuple[str, ...] = ()
    order: int = 0
    quotation: str | None = None
    beside: tuple[Place, ...] = ()
    last_of: str | None = None
    foes: tuple[Party, ...] = ()

    @property
    def standing(self) -> tuple[str, int, str]:
        """Where the claim stands among all: what ties are broken by, as ids hang on where the text was cut."""
        return self.report, self.order, self.claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The fingerprint by which copies of a report are found.

    `values` are the smallest hashes of the runs of five words of its text, in order; `size` counts all of them.
    """

    PREFIX: ClassVar[str] = "skt"
    KEY: ClassVar[tuple[str, ...]] = ("report",)
    report: str
    published: str | None
    outlet: str | None
    agency: str | None
    size: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a report tells, in words to be compared: the base forms of the words that carry meaning, in lower case.

    `title` are those of the headlines, `sentences` those of each sentence of the body, in the order of the text.
    """

    PREFIX: ClassVar[str] = "prf"
    KEY: ClassVar[tuple[str, ...]] = ("report",)
    report: str
    published: str | None
    title: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """That a report is a copy of another one's text; together they count once as independent.

    `first` is the report that it was made from, and was published before; `how` is near_copy, agency or rewrite;
    `others` are further reports that a rewrite draws on.
    """

    PREFIX: ClassVar[str] = "cpy"
    KEY: ClassVar[tuple[str, ...]] = ("report",)
    report: str
    first: str
    how: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """That a report tells one main happening with others: all that name one `story`, the first published of them."""

    PREFIX: ClassVar[str] = "sty"
    KEY: ClassVar[tuple[str, ...]] = ("report",)
    report: str
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One feature's part in a score: its name, its value between -1 and 1, and its weight."""

    feature: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two claims are taken for one event or not: a score between 0 and 1, and the features that gave it."""

    PREFIX: ClassVar[str] = "lnk"
    KEY: ClassVar[tuple[str, ...]] = ("claim_a", "claim_b")
    claim_a: str
    claim_b: str
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """What two reports of one story have in common: a score between 0 and 1, and the features that gave it.

    `words` are the rare words that both hold and that weigh most.
    """

    PREFIX: ClassVar[str] = "rlk"
    KEY: ClassVar[tuple[str, ...]] = ("report_a", "report_b")
    report_a: str
    report_b: str
    score: float
    parts: tuple[Part, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one report, and those that copy it, say of one happening: `claims`, as they stand, the `first` of them.

    All that name one `cluster`, by the first claim of its first telling, are close enough to be one event.
    """

    PREFIX: ClassVar[str] = "tlg"
    KEY: ClassVar[tuple[str, ...]] = ("first",)
    first: str
    claims: tuple[str, ...]
    cluster: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Why a telling is of an event that links alone do not lead it to: its `posterior`, and the features behind it.

    `claim` is the first one of the telling, `event` the id of the event; the weights of `parts` are in bits.
    """

    PREFIX: ClassVar[str] = "fit"
    KEY: ClassVar[tuple[str, ...]] = ("claim",)
    claim: str
    event: str
    posterior: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims judged to be about one happening; identified by the claim that founds it.

    `against` are those members that deny or doubt it.
    """

    PREFIX: ClassVar[str] = "evt"
    KEY: ClassVar[tuple[str, ...]] = ("founding",)
    founding: str
    members: tuple[str, ...]
    against: tuple[str, ...]
    type: str
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    place: Place | None
    time: Time | None
    reports: int
    independent: int
    state: FindingState

    @property
    def id(self) -> str:
        """Identify the event by its founding claim."""
        return record_id(self)
