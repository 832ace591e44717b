"""The records of resolving: which register entry, place and time the words of a claim mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.claims import Mention
from sijil.records.vocabulary import How, ResolutionState


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


PEOPLE = "people"
"""Name of those of whom only a number is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A resolved actor: register id (None where unknown), name, kind, and the words of the report.

    Where no words of the claim name it, `surface` is empty and `reason` says why it was inferred.
    """

    id: str | None
    name: str
    kind: str | None
    surface: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An interval of ISO days with grain (day, week, month, season, year, span) and how it is known."""

    earliest: str | None
    latest: str | None
    grain: str
    how: How
    surface: str | None
    reason: str

    @property
    def is_told(self) -> bool:
        """Whether the report says when, in the claim's words or in others, or a person did: no guess by publication."""
        return self.how in {How.TEXT, How.DATELINE, How.INFERRED, How.HUMAN}


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

    `figures` runs parallel to the claim's figures. `speaker_name` is the register's name of the speaker, or for one
    that is only pointed back to ("it", "the official") the words that told who it is; `speaker_role` and `channel` are
    the title and the medium told there; `party` is the side that the speaker speaks for at that date. `background`
    tells that the claim is told as history, or is of a day before that of the report's main episode.
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
    speaker_role: str | None
    channel: str | None
    party: Actor | None
    figures: tuple[ResolvedFigure, ...]
    background: bool = False
