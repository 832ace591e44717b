"""The records of what came in: sources, where they were seen, what failed, and reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.ids import record_id
from sijil.records.vocabulary import How, PassageKind
from sijil.spans import Segment


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

    @property
    def order(self) -> tuple[str, int, str]:
        """Sort sightings by address and time; items of a container (`file.jsonl#10`) by their number."""
        container, mark, number = self.uri.rpartition("#")
        if mark and number.isdecimal():
            return container, int(number), self.fetched_at or ""
        return self.uri, 0, self.fetched_at or ""


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
class Box:
    """Where a printed line stands on a page of a PDF.

    `start` and `end` are its characters in the report's text; `page` counts from 1; the box is in points (1/72 inch)
    from the lower left corner of the page.
    """

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published item. Every character of `text` maps to bytes by `segments` (in order, without gaps).

    `blocks` are the parts of `text` to be read, in order; text outside of them is page furniture that was kept for
    display but makes no claims. `boxes` say where the lines of a PDF stand on its pages. `language` is an ISO 639-1
    code; `dateline` is the place of the dateline as printed.
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
    boxes: tuple[Box, ...] = ()

    @property
    def id(self) -> str:
        """Identify the report by its bytes."""
        return record_id(self)
