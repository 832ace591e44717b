"""Paragraphs: the runs of a report's text that are judged as body, headline, caption or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from sijil.read.cues import fold
from sijil.records import PassageKind

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_TERMINAL = re.compile(r"[.!?…](?:['\"\u2019”»)\]]|\s)*$")
_ITEM = re.compile(r"(?:[•●▪◦·*\u2013—-]|\d{1,2}[.)]|[a-z][.)])\s+\S")
_MAX_WRAP = 130
_MIN_WRAP = 40
_FULL = 0.7


@dataclass(frozen=True)
class Paragraph:
    """A run of the report's text with what its place on the page says of it.

    Attributes:
        start: First character in the report's text.
        end: One past the last.
        text: Its characters, with line breaks and runs of spaces as one space (no-break spaces stay).
        hint: The kind that the markup gives it, None in plain text.
    """

    start: int
    end: int
    text: str
    hint: PassageKind | None = field(default=None)

    @cached_property
    def folded(self) -> str:
        """The text for comparing."""
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as printed."""
        return tuple(_WORD.findall(self.text))

    @cached_property
    def is_terminal(self) -> bool:
        """Whether it ends as sentences end."""
        return bool(_TERMINAL.search(self.text))

    @property
    def is_wrapped(self) -> bool:
        """Whether its text was put together from several lines, so that its offsets are not those of the report."""
        return len(self.text) != self.end - self.start

    @property
    def is_item(self) -> bool:
        """Whether it begins as the items of lists begin."""
        return bool(_ITEM.match(self.text))

    @property
    def is_caps(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Cut plain text into paragraphs: one per line, or, where lines are wrapped at a width, one per wrapped run."""
    return tuple(
        Paragraph(run[0].start, run[-1].end, re.sub(r"[ \t\n\r\v\f]+", " ", text[run[0].start : run[-1].end]))
        for group in _groups(text)
        for run in _join(group)
    )


def _groups(text: str) -> Iterator[list[_Line]]:
    """Yield runs of lines without an empty line between them."""
    group: list[_Line] = []
    for found in _LINE.finditer(text):
        line = _strip(found)
        if group and (line is None or _is_parted(text[group[-1].end : found.start()])):
            yield group
            group = []
        if line:
            group.append(line)
    if group:
        yield group


def _is_parted(gap: str) -> bool:
    """Tell whether the characters between two lines hold an empty line."""
    return len(_BREAK.findall(gap)) > 1


def _strip(found: re.Match[str]) -> _Line | None:
    text = found[0]
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    return _Line(found.start() + lead, found.start() + tail, text.strip()) if tail > lead else None


def _join(group: list[_Line]) -> Iterator[list[_Line]]:
    """Yield runs of lines that are one paragraph."""
    lengths = [len(line.text) for line in group]
    width = max(lengths)
    wrapped = len(group) > 1 and _MIN_WRAP <= width <= _MAX_WRAP and _is_wrapped(group, width)
    run = group[:1]
    for last, line in pairwise(group):
        goes_on = _goes_on(last.text, line.text)
        if (wrapped and len(last.text) >= _FULL * width) or goes_on:
            run.append(line)
        else:
            yield run
            run = [line]
    yield run


def _goes_on(last: str, line: str) -> bool:
    """Judge whether a line goes on with the sentence of the last one."""
    if not line[0].islower() or _TERMINAL.search(last) or len(last) < _MIN_WRAP:
        return False
    return len(line) >= _MIN_WRAP or bool(_TERMINAL.search(line))


def _is_wrapped(group: list[_Line], width: int) -> bool:
    """Judge whether lines were broken at a width: most are full, and break inside of sentences."""
    inner = group[:-1]
    full = sum(len(line.text) >= _FULL * width for line in inner)
    open_ended = sum(not _TERMINAL.search(line.text) for line in inner)
    lower = sum(line.text[0].islower() for line in group[1:])
    return full >= 0.8 * len(inner) and open_ended >= 0.5 * len(inner) and lower >= 0.3 * len(inner)
