"""The decoded page as a stream of characters that know their bytes, and the cutting of a report's text from it."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sijil.spans import LINEAR, Decoding, Segment


@dataclass(frozen=True, kw_only=True)
class Stream:
    """A page's characters, each with the bytes it was decoded from.

    Attributes:
        text: The decoded characters, without a byte order mark.
        runs: Where each character comes from: in order, without gaps, constant width inside a run.
        encoding: Python's name of the character set.
        how: declared, bom or guessed.
    """

    text: str
    runs: tuple[Segment, ...]
    encoding: str
    how: str

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Return the end of each run, for bisection."""
        return tuple(run.end for run in self.runs)

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the bytes behind characters `start:end` of the stream, at least one character."""
        first = self.runs[bisect.bisect_right(self.ends, start)]
        last = self.runs[bisect.bisect_right(self.ends, end - 1)]
        low, _ = first.raw_range(start, min(end, first.end))
        _, high = last.raw_range(max(start, last.start), end)
        return low, high


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a report's text and the run of the stream that they stand for.

    With decoding `charset`, `text` is the stream's own characters `start:end`.
    """

    text: str
    start: int
    end: int
    decoding: Decoding = "charset"


def cut(stream: Stream, pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """Join pieces of a stream, in order, to a text with its segments."""
    texts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for piece in pieces:
        if not piece.text:
            continue
        texts.append(piece.text)
        for segment in _segments(stream, piece, at):
            _append(segments, segment)
        at += len(piece.text)
    return "".join(texts), tuple(segments)


def _segments(stream: Stream, piece: Piece, at: int) -> Iterable[Segment]:
    if piece.decoding != "charset":
        low, high = stream.raw_range(piece.start, piece.end)
        yield _segment(at, at + len(piece.text), low, high, piece.decoding)
        return
    index = bisect.bisect_right(stream.ends, piece.start)
    start = piece.start
    while start < piece.end:
        run = stream.runs[index]
        end = min(run.end, piece.end)
        low, high = run.raw_range(start, end)
        shift = at - piece.start
        yield _segment(start + shift, end + shift, low, high, run.decoding)
        start = end
        index += 1


def _append(segments: list[Segment], segment: Segment) -> None:
    """Add a segment, joined to the last one where both are one linear run."""
    if segments and segment.decoding in LINEAR and segment.decoding == segments[-1].decoding:
        last = segments[-1]
        if last.raw_end == segment.raw_start and _width(last) == _width(segment):
            segments[-1] = _segment(last.start, segment.end, last.raw_start, segment.raw_end, segment.decoding)
            return
    segments.append(segment)


def _width(segment: Segment) -> int:
    return (segment.raw_end - segment.raw_start) // (segment.end - segment.start)


def _segment(start: int, end: int, raw_start: int, raw_end: int, decoding: Decoding) -> Segment:
    return Segment(start=start, end=end, raw_start=raw_start, raw_end=raw_end, decoding=decoding)
