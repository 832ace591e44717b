"""From the printed lines of a PDF to paragraphs: without running heads and page numbers, broken words joined."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sijil.read.page import Page
from sijil.read.paragraphs import Paragraph
from sijil.read.pdf import PdfLine, PdfText
from sijil.read.stream import Piece, Stream, cut
from sijil.records import Box, PassageKind
from sijil.spans import Segment

_EDGE = 2
_TERMINAL = re.compile(r"[.!?:…][\"'”\u2019»)\]]*\s*$")
_BROKEN = re.compile(r"(\w+)-\s*$")
_NUMBER = re.compile(r"\W*\d+(?:\W+\d+)?\W*")
_DIGITS = re.compile(r"\d+")
_WORD_START = re.compile(r"\s*(\w+)")
_LARGER = 1.15
_MAX_HEADING = 3
_WIDE_GAP = 1.35
_LEADING = 1.5
_INDENT = 0.8
_SHORT = 2.5


@dataclass(frozen=True, slots=True)
class _Join:
    """How a line goes on in the next: the last of its characters that is kept, and what stands between."""

    end: int
    between: str


def lay_out_pdf(pdf: PdfText) -> Page:
    """Lay out the text of a PDF; each paragraph is one line of the report's text, with the boxes of its lines."""
    stream = Stream(
        text=pdf.text,
        runs=(Segment(start=0, end=len(pdf.text), raw_start=0, raw_end=len(pdf.text), decoding="pdf"),),
        encoding="utf-8",
        how="none",
    )
    kept = _without_edges(pdf.lines)
    printed = "\n".join(line.text for line in kept).casefold()
    groups = list(_group(kept))
    usual = statistics.median(line.size for line in kept) if kept else 0.0
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    boxes: list[Box] = []
    at = 0
    for group in groups:
        if pieces:
            pieces.append(Piece("\n\n", pieces[-1].end, group[0].start, "markup"))
            at += 2
        start = at
        for line, join in zip(group, _joins(group, printed), strict=True):
            own = list(_cut_line(line, join))
            length = sum(len(piece.text) for piece in own)
            boxes.append(_box(line, at, at + length))
            pieces += own
            at += length
        words = "".join(piece.text for piece in pieces)[start - at :]
        hint = PassageKind.HEADLINE if _is_heading(group, usual) else None
        paragraphs.append(Paragraph(start, at, words, hint))
    text, segments = cut(stream, pieces)
    return Page(text, segments, tuple(paragraphs), boxes=tuple(boxes), faults=pdf.faults)


def _box(line: PdfLine, start: int, end: int) -> Box:
    return Box(start=start, end=end, page=line.page, left=line.left, bottom=line.bottom, right=line.right, top=line.top)


def _is_heading(group: Sequence[PdfLine], usual: float) -> bool:
    return len(group) <= _MAX_HEADING and min(line.size for line in group) >= _LARGER * usual


# -- running heads -----------------------------------------------------------------------------------------------------


def _without_edges(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Leave out page numbers, and lines that stand at the upper or lower edge of more than one page."""
    pages: dict[int, list[PdfLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = {number: _edge_lines(page) for number, page in pages.items()}
    counts = Counter(key for page in edges.values() for key in {_key(line) for line in page})
    dropped = {
        line
        for page in edges.values()
        for line in page
        if counts[_key(line)] > 1 and counts[_key(line)] * 2 >= len(pages)
    }
    dropped.update(line for page in edges.values() for line in page if _NUMBER.fullmatch(line.text))
    return [line for line in lines if line not in dropped]


def _edge_lines(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the lines at the upper and lower edge of a page."""
    falling = sorted(page, key=lambda line: -line.top)
    return falling[:_EDGE] + falling[-_EDGE:]


def _key(line: PdfLine) -> str:
    """Return what lines that differ in their numbers only have in common."""
    return _DIGITS.sub("#", line.text.casefold().strip())


# -- paragraphs --------------------------------------------------------------------------------------------------------


def _group(lines: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    """Yield the lines of each paragraph."""
    steps = [last.bottom - line.bottom for last, line in pairwise(lines) if _is_below(last, line)]
    usual = statistics.median_low(steps) if steps else 0.0
    right = max((line.right for line in lines), default=0.0)
    group = list(lines[:1])
    for last, line in pairwise(lines):
        if _goes_on(last, line, usual, right):
            group.append(line)
        else:
            yield group
            group = [line]
    if group:
        yield group


def _is_below(last: PdfLine, line: PdfLine) -> bool:
    return last.page == line.page and last.bottom > line.bottom


def _goes_on(last: PdfLine, line: PdfLine, usual: float, right: float) -> bool:
    """Judge whether a line belongs to the paragraph of the last one."""
    if max(last.size, line.size) > _LARGER * min(last.size, line.size):
        return False
    ends = bool(_TERMINAL.search(last.text))
    if not _is_below(last, line):
        return not ends  # the paragraph goes over to the next page or column
    if last.bottom - line.bottom > max(_WIDE_GAP * usual, _LEADING * line.size):
        return False
    is_indented = line.left > last.left + _INDENT * line.size
    is_short = last.right < right - _SHORT * last.size and last.right - last.left < 0.75 * (right - last.left)
    return not (ends and (is_indented or is_short))


# -- lines -------------------------------------------------------------------------------------------------------------


def _joins(group: Sequence[PdfLine], printed: str) -> Iterator[_Join]:
    """Say for each line of a paragraph how it goes on."""
    for last, line in pairwise(group):
        length = len(last.text.rstrip())
        yield (
            _Join(length - 1, "")
            if _is_broken_word(last, line, printed)
            else _Join(length, "" if last.text.endswith("-") else " ")
        )
    yield _Join(len(group[-1].text.rstrip()), "")


def _is_broken_word(last: PdfLine, line: PdfLine, printed: str) -> bool:
    """Judge whether the hyphen at the end of a line only breaks a word: not if the text has the word with it."""
    head, tail = _BROKEN.search(last.text), _WORD_START.match(line.text)
    if not head or not tail or not tail[1][0].islower():
        return False
    return f"{head[1]}-{tail[1]}".casefold() not in printed


def _cut_line(line: PdfLine, join: _Join) -> Iterator[Piece]:
    """Yield the pieces of a line: runs of its characters, ligatures as letters, and what leads to the next line."""
    lead = len(line.text) - len(line.text.lstrip())
    run = lead
    for at in range(lead, join.end):
        plain = _spell(line.text[at])
        if plain != line.text[at]:
            yield from _run(line, run, at)
            yield Piece(plain, line.start + at, line.start + at + 1, "escape")
            run = at + 1
    yield from _run(line, run, join.end)
    if join.between:
        end = line.start + join.end
        yield Piece(join.between, end, end + 1, "markup")


def _run(line: PdfLine, start: int, end: int) -> Iterator[Piece]:
    if end > start:
        yield Piece(line.text[start:end], line.start + start, line.start + end)


def _spell(char: str) -> str:
    """Return the letters of a ligature (the Latin ones: U+FB00 to U+FB06), any other character as it is."""
    return unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char
