"""Character spans, the map from a report's clean text back to its bytes, and anchors that outlive a change of text."""

from __future__ import annotations

import bisect
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Decoding = Literal["charset", "entity", "escape", "markup", "pdf"]
LINEAR = frozenset({"charset", "pdf"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A run of characters of one report's text.

    Attributes:
        report: Id of the report.
        start: First character, 0-based.
        end: One past the last character; never before `start`.
    """

    report: str
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse spans that run backwards."""
        if not 0 <= self.start <= self.end:
            message = f"span {self.start}:{self.end} runs backwards"
            raise ValueError(message)

    def __len__(self) -> int:
        """Count the characters."""
        return self.end - self.start

    def within(self, other: Span) -> bool:
        """Tell whether every character of this span is also in `other`."""
        return self.report == other.report and other.start <= self.start and self.end <= other.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.report == other.report and self.start < other.end and other.start < self.end

    def cut(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text characters and the bytes that they were decoded from.

    With `charset` the run is linear: each character takes the same number of bytes, which is
    (raw_end - raw_start) / (end - start). So it is with `pdf`: in reports of PDF files `raw_start` and `raw_end` count
    the characters of the file's text layer, page after page, in the place of bytes. With any other decoding the whole
    run stands for the whole byte range (an HTML entity, a JSON escape, or markup that became white space).

    Attributes:
        start: First character of the report's text.
        end: One past the last character.
        raw_start: First byte of the source.
        raw_end: One past the last byte.
        decoding: What turned these bytes into these characters.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    decoding: Decoding = "charset"

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the bytes behind characters `start:end` of the text, which must lie in this segment."""
        if self.decoding not in LINEAR:
            return self.raw_start, self.raw_end
        width = (self.raw_end - self.raw_start) // (self.end - self.start)
        return self.raw_start + (start - self.start) * width, self.raw_start + (end - self.start) * width


def raw_range(segments: tuple[Segment, ...], start: int, end: int) -> tuple[int, int]:
    """Return the byte range behind characters `start:end` of a report's text.

    Args:
        segments: The report's segments: in order, without gaps, from character 0 on.
        start: First character.
        end: One past the last character; at least one character.

    Raises:
        ValueError: If the characters are not covered by the segments.
    """
    if not segments or not 0 <= start < end <= segments[-1].end:
        message = f"characters {start}:{end} are outside the mapped text"
        raise ValueError(message)
    ends = [segment.end for segment in segments]
    first = segments[bisect.bisect_right(ends, start)]
    last = segments[bisect.bisect_right(ends, end - 1)]
    low, _ = first.raw_range(start, min(end, first.end))
    _, high = last.raw_range(max(start, last.start), end)
    return low, high


# -- anchors -----------------------------------------------------------------------------------------------------------

CONTEXT = 32
"""Characters of context that an anchor keeps on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words of a source, quoted so that they are found again in whatever text a later reading makes of it.

    Attributes:
        source: The sha256 of the source.
        uri: Where the source was found; for people, never for the search.
        quote: The words; at least one character.
        before: Up to 32 characters before them.
        after: Up to 32 characters after them.
        offset: The first byte of the quote in the source.
    """

    source: str
    uri: str
    quote: str
    before: str
    after: str
    offset: int

    def __post_init__(self) -> None:
        """Refuse an anchor without words."""
        if not self.quote:
            message = "an anchor must quote at least one character"
            raise ValueError(message)


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters of a text before and after `start:end` that an anchor keeps."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def find_anchor(anchor: Anchor, text: str, segments: tuple[Segment, ...]) -> tuple[int, int] | None:
    """Return where an anchor's words stand in a report's text, as first character and one past the last.

    The very words are looked for first; where they are nowhere, the words with white space, quotation marks, dashes and
    invisible characters levelled. Of several places the one at the anchor's byte wins, then the one whose context
    agrees most, then the nearest to that byte, then the first.

    Args:
        anchor: The anchor; that its source is the report's is for the caller to see to.
        text: The report's text.
        segments: Its map to bytes.
    """
    places = list(_exact(anchor.quote, text)) or list(_levelled(anchor.quote, text))
    if len(places) < 2:  # noqa: PLR2004  # nothing to choose
        return places[0] if places else None
    before, after = _level(anchor.before)[0][::-1], _level(anchor.after)[0]

    def rank(place: tuple[int, int]) -> tuple[bool, int, int, int]:
        left, right = (_level(part)[0] for part in context_of(text, *place))
        distance = abs(_first_byte(segments, place) - anchor.offset)
        return distance != 0, -_agreement(left[::-1], before) - _agreement(right, after), distance, place[0]

    return min(places, key=rank)


def _exact(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield each place of a quote, overlapping ones too."""
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _levelled(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield each place of a quote in a text, both levelled."""
    wanted = _level(quote)[0].strip()
    shown, offsets = _level(text)
    if wanted:
        for start, end in _exact(wanted, shown):
            yield offsets[start], offsets[end - 1] + 1


def _level(text: str) -> tuple[str, list[int]]:
    """Return a text with runs of white space as one space, one kind of quotation mark and dash, nothing invisible.

    The list says for each character of the result where it stands in the text.
    """
    shown: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        plain = _plain(char)
        if plain and not (plain == " " and shown and shown[-1] == " "):
            shown.append(plain)
            offsets.append(offset)
    return "".join(shown), offsets


def _plain(char: str) -> str:
    """Return the character that stands for all of its kind; empty for what is invisible."""
    if char.isascii() and char.isalnum():
        return char
    kind = unicodedata.category(char)
    if char.isspace() or kind in {"Zs", "Cc"}:
        return " "
    if kind == "Cf":
        return ""
    return "-" if kind == "Pd" else "'" if kind in {"Pi", "Pf"} or char in "\"'`" else char


def _agreement(found: str, wanted: str) -> int:
    """Count the first characters that two strings share."""
    count = 0
    for one, other in zip(found, wanted, strict=False):
        if one != other:
            break
        count += 1
    return count


def _first_byte(segments: tuple[Segment, ...], place: tuple[int, int]) -> int:
    """Return the byte that a place in the text begins at; -1 where the text is not mapped."""
    try:
        return raw_range(segments, *place)[0]
    except ValueError:
        return -1
