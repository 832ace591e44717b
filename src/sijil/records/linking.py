"""The records of linking and reconciling: copies, links, events, tolls, control and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.ids import record_id
from sijil.records.resolved import Actor, Place, Time
from sijil.records.vocabulary import ClaimKind, ControlState, FindingState, Qualifier, Scope, Stance


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

    `qualifier` is how the number is hedged, which policies may read in their own way; None = as the bounds say.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one policy makes of a toll's figures; bounds as in the toll."""

    policy: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One claim's part in a toll: its bounds as the policy reads them, and what became of them.

    `stake` is `own` where the voice speaks for the side of those who suffered, `adverse` where for their enemy's.
    `parts` are `low`, `best` and `high` where its figure gives that number, or why it gives none: `superseded` by a
    later number of the same voice, `outvoted`, `exceeded` by parts or by a whole, `unused` by the policy, `doubted`,
    `denied`, `uncounted`; `within` where its figure lies between the others.
    """

    claim: str
    voice: str
    low: int | None
    high: int | None
    stake: str | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A casualty figure with its bounds: who suffered what, where, in which period, by how many accounts.

    Attributes:
        founding: The claim that founds it.
        group: Who suffered; None = not said.
        harm: What they suffered.
        scope: Whether it counts one happening, a period, or is a running total.
        place: Where.
        time: When.
        low: Smallest credible number; None = open.
        best: The number that the policy chooses; None = not counted.
        high: Largest credible number; None = open.
        state: Whether the accounts agree.
        basis: Whether one party says so, several independent ones do, or they contradict each other.
        policy: Name of the policy that chose.
        independent: Number of independent voices.
        support: Claims whose figure holds the best number.
        against: Claims whose figure does not, or that deny or doubt it.
        within: Ids of the tolls that this one is a part of.
        status: Whether it counts civilians or fighters only.
        event: Id of the event whose dead or wounded it counts.
        places: Ids of the place and of those that it lies in, smallest first.
        line: Keys of the group and of those that it is part of, as in a party's `line`.
        addends: Ids of parts that exclude each other, so that their numbers add up to a bound from below.
        floor: What the low numbers of those parts add up to; None without parts.
        inconsistent: Ids of claims that cannot all be true though any of them could be left out.
        contributions: Each claim with its part.
        readings: What each policy makes of the figures.
    """

    PREFIX: ClassVar[str] = "tol"
    KEY: ClassVar[tuple[str, ...]] = ("founding", "harm", "group_key", "status", "scope")
    founding: str
    group: Actor | None
    group_key: str
    harm: str
    scope: Scope
    place: Place | None
    time: Time | None
    low: int | None
    best: int | None
    high: int | None
    state: FindingState
    basis: str
    policy: str
    independent: int
    support: tuple[str, ...]
    against: tuple[str, ...]
    within: tuple[str, ...]
    status: str | None = None
    event: str | None = None
    places: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    addends: tuple[str, ...] = ()
    floor: int | None = None
    inconsistent: tuple[str, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def id(self) -> str:
        """Identify the toll by its founding claim and what it counts."""
        return record_id(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who holds a place, or that it is contested or besieged, from one day to another.

    `since` is the first day for which it is said, `until` the last before something else is said; None = open, unknown.
    `since_earliest` is the first day on which it may have begun, where that is not known. `confidence` lies between 0
    and 1; docs/control.md has its formula. `implied` lists those supporting claims that are not about the place itself
    but about a larger one, or about a last stronghold elsewhere. `last_told` is the last day of which one of them
    tells: what is open may have ended any day after it.
    """

    PREFIX: ClassVar[str] = "ctl"
    KEY: ClassVar[tuple[str, ...]] = ("place_key", "state", "holder_key", "founding")
    founding: str
    place: Place
    place_key: str
    since: str | None
    until: str | None
    state: ControlState
    holder: Actor | None
    holder_key: str
    share: float | str | None
    basis: str
    independent: int
    confidence: float
    support: tuple[str, ...]
    against: tuple[str, ...]
    since_earliest: str | None = None
    implied: tuple[str, ...] = ()
    last_told: str | None = None

    @property
    def id(self) -> str:
        """Identify the interval by its place, state, holder and founding claim."""
        return record_id(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the claims about an event, toll or control amount to, with those for and against it.

    `subject` is the id of that event, toll or control, `field` the name of its value; `sentence` says it in English.
    `decision` is the person's decision that set the value, if one did. `inconsistent` are claims of a toll that cannot
    all be true.
    """

    PREFIX: ClassVar[str] = "fnd"
    KEY: ClassVar[tuple[str, ...]] = ("subject", "field")
    subject: str
    field: str
    value: str | None
    low: int | None
    high: int | None
    state: FindingState
    support: tuple[str, ...]
    against: tuple[str, ...]
    independent: int
    policy: str
    sentence: str
    decision: str | None = None
    inconsistent: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Identify the finding by its subject and field."""
        return record_id(self)
