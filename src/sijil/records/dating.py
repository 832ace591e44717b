"""The records of dating: reports whose day of publication is not known, and when they were published all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.claims import Claim
from sijil.records.language import Passage
from sijil.records.reading import Published, Report
from sijil.records.resolved import Time
from sijil.records.vocabulary import How


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Why a report was not published before `earliest` or after `latest`, with the claims of others that say so."""

    earliest: str | None = None
    latest: str | None = None
    reason: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """How the day of a claim follows from that of its report.

    `weekday` is the day of the week (1 = Monday) that it names; `ago` counts the days from it to publication where that
    is the same for every day of publication; `time` is what the report elsewhere names outright for the same happening;
    `is_in_lead` tells whether the claim stands in the headline or the first sentences.
    """

    claim: str
    weekday: int | None = None
    ago: int | None = None
    time: Time | None = None
    is_in_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """A report of which no day of publication is known, with all that dating needs of it.

    Attributes:
        report: Its id.
        text: The report.
        passages: Its passages.
        claims: Its claims.
        clues: How the days of its claims follow from its own.
        bounds: What its own words say of its day.
    """

    PREFIX: ClassVar[str] = "und"
    KEY: ClassVar[tuple[str, ...]] = ("report",)
    report: str
    text: Report
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    clues: tuple[Clue, ...]
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a report without a date was published, as far as it can be told, with the reasons.

    `left_out` are bounds that contradict those that are trusted more.
    """

    PREFIX: ClassVar[str] = "dat"
    KEY: ClassVar[tuple[str, ...]] = ("report",)
    report: str
    source: str
    earliest: str | None
    latest: str | None
    bounds: tuple[Bound, ...]
    left_out: tuple[Bound, ...] = ()

    @property
    def published(self) -> Published:
        """The interval as a day of publication."""
        return Published(earliest=self.earliest, latest=self.latest, how=How.INFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClaim:
    """When the happening of a claim was, and when it was said, by the interval in which its report was published."""

    PREFIX: ClassVar[str] = "dcl"
    KEY: ClassVar[tuple[str, ...]] = ("claim",)
    claim: str
    report: str
    source: str
    time: Time | None
    said: Time | None
