"""The records of reconciling: tolls, control and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.ids import record_id
from sijil.records.resolved import Actor, Place, Time
from sijil.records.vocabulary import ControlState, FindingState, Scope


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
