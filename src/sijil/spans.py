"""Character spans, and the map from a report's clean text back to the bytes it came from."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import Literal

Decoding = Literal["charset", "entity", "escape", "markup"]


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
    (raw_end - raw_start) / (end - start). With any other decoding the whole run stands for the whole byte range
    (an HTML entity, a JSON escape, or markup that became white space).

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
        if self.decoding != "charset":
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
