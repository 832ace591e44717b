"""Sentences of English news text with their offsets, split as the UD English Web Treebank splits them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijil.language.abbreviations import (
    AFTER_CLOCK,
    BEFORE_NUMBER,
    LEADING_ON,
    MONTHS,
    OPENERS,
    OTHERS,
    TITLES,
)
from sijil.language.tokens import INVISIBLE

_WIDEST = 100  # characters; lines wrapped by hand or by a mailer are no longer
_LEAST_WRAPPED = 3  # full lines that show that a text is wrapped
_FULL = 0.85  # share of the width at which a line counts as full

_BLANK_LINE = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+\s*")
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_EDGE = f"\\s{INVISIBLE}"
_EDGES = re.compile(f"^[{_EDGE}]*(.*?)[{_EDGE}]*$", re.DOTALL)
_CLOSING = "\"'”’)\\]»"
_OPENING = "\"'“‘(\\[«"
# The mark that may end a sentence, what closes after it, and what stands between it and the next word.
_STOP = re.compile(
    rf"(?P<mark>(?<![.!?])[.!?]++|(?<!…)…++|[。؟])(?P<close>[{_CLOSING}]*(?:\[\d{{1,3}}\])*)(?P<gap>\s+)(?P<open>[{_OPENING}\-–—•*]*)\s*(?=(?P<next>\w+))"
    rf"|(?<=[^\W_A-Z][^\W_A-Z])(?P<tight>[.!?])(?P<quote>[{_CLOSING}“‘]*)(?=[A-Z][a-z]|I\s|A\s[a-z])"
)
_LIST_MARKS = " \t\n\u00a0([*•-"
# Datelines: "ADEN, Yemen (AP) —", "Aden, 5 May 2015:", "ADEN, 5 MAY 15 (SABA) --", "Aden (AFP) -", "Aden – ".
_PLACE = r"[A-Z][\w'’.]+(?:[ /-](?:al-|the |of )?[A-Z][\w'’.]+){0,3}(?: \([A-Z][\w ]+\))?"
_CAPS_PLACE = r"[A-Z][A-Z'’.]+(?:[ /-][A-Z'’.]+){0,3}"
_REGION = r"(?:, ?[A-Z][\w'’.]*(?:[ -][A-Z][\w'’.]+){0,2}){0,2}"
_MONTH = r"[A-Z][A-Za-z]{2,8}\.?"
_DAY = rf"(?:,? \(?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{2,4}})?\)?)"
_AGENCY = r"(?: ?\([A-Z][\w /.-]{1,40}\))"
_DASH = r"(?:\s?(?:—|–|--)\s?|\s-\s)"
_PROSE = rf"(?=[{_OPENING}]*(?:[A-Z][a-z]|[A-Z]\s|\d))"
_DATELINE = re.compile(
    rf"{_CAPS_PLACE}{_REGION}{_DASH}{_PROSE}"
    rf"|{_PLACE}{_REGION}(?:{_DAY}{_AGENCY}?|{_AGENCY}){_DASH}(?=[{_OPENING}]*[A-Z\d])"
    rf"|{_PLACE}{_REGION}{_DAY}:\s(?=[{_OPENING}]*[A-Z\d])"
    rf"|{_PLACE}{_REGION}\s[–—-]{{1,2}}\s(?![^.]{{0,80}}\s[–—-]{{1,2}}\s){_PROSE}"
)
_LAST_WORD = re.compile(r"[^\s(\[\"“”‘—–/]+$")
_POINTS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Sentences of a text.

    A blank line ends a sentence; so does a line break, unless the lines were wrapped at a fixed width. Sentences
    neither overlap nor begin or end with white space, and together hold everything else.

    A dateline at the beginning of a line is a sentence of its own, as in EWT.

    Args:
        text: A paragraph or several.

    Returns:
        (start, end) character offsets in `text`, in order.
    """
    width = _wrapped_width(text)
    found: list[tuple[int, int]] = []
    for start, end in _cut(text, 0, len(text), _BLANK_LINE):
        for first, last in _lines(text, start, end, width):
            found.extend(_trim(text, a, b) for a, b in _by_stops(text, first, last))
    return [(a, b) for a, b in found if a < b]


def _cut(text: str, start: int, end: int, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Ranges between matches."""
    at = start
    for match in between.finditer(text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space and invisible characters at its edges."""
    match = _EDGES.match(text[start:end])
    return (start + match.start(1), start + match.end(1)) if match else (start, end)


def _wrapped_width(text: str) -> int:
    """Width at which the text was wrapped, 0 where its lines are not wrapped."""
    lengths = sorted((len(line.rstrip()) for line in text.split("\n")), reverse=True)
    if len(lengths) <= _LEAST_WRAPPED or lengths[0] > _WIDEST:
        return 0
    full = sum(length >= _FULL * lengths[0] for length in lengths)
    return lengths[0] if full >= _LEAST_WRAPPED else 0


def _lines(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Ranges of lines, joined where the break comes from wrapping."""
    line = at = start
    for match in _LINE_BREAK.finditer(text, start, end):
        if not _is_wrap(text[line : match.start()], text[match.end() : end], width):
            yield at, match.start()
            at = match.end()
        line = match.end()
    yield at, end


def _is_wrap(line: str, rest: str, width: int) -> bool:
    """Whether the break after a line is one of layout: the next word did not fit, or the sentence goes on."""
    if rest[:1].islower() or line.endswith((",", ";", " -", " –", " —")):
        return True
    if line.rpartition(" ")[2] in LEADING_ON:
        return True
    word = rest.split(maxsplit=1)[0] if rest.strip() else ""
    return width > 0 and len(line) + 1 + len(word) > _FULL * width


def _by_stops(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences of a line or joined lines."""
    at = start
    if dateline := _DATELINE.match(text, start, end):
        yield start, dateline.end()
        at = start = dateline.end()
    for match in _STOP.finditer(text, start, end):
        cut = _tight_end(match) if match["tight"] else match.end("close")
        if cut > at and (_in_prose(text, match) if match["tight"] else _ends_sentence(text, at, match)):
            yield at, cut
            at = cut
    yield at, end


def _tight_end(match: re.Match[str]) -> int:
    """End of a sentence whose full stop touches the next word; a quote mark between them opens the next one."""
    return match.end("tight") if match["quote"] else match.end()


def _in_prose(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop without a space after it stands in prose, not in a web address."""
    before = _LAST_WORD.search(text, max(0, match.start() - _WIDEST), match.start())
    word = before.group() if before else ""
    return not word.startswith("www") and "@" not in word and word not in TITLES


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop, question mark or the like ends the sentence that began at `start`."""
    follower = match["next"]
    if follower[0].islower():
        return False
    if match["mark"] != ".":
        return True
    before = _LAST_WORD.search(text, start, match.start())
    word = before.group() if before else ""
    if match["close"] or not word:
        return True
    opens = before is not None and not text[start : before.start()].strip(_LIST_MARKS)
    return not _is_short(word, follower, opens=opens)


def _is_short(word: str, follower: str, *, opens: bool) -> bool:
    """Whether the full stop after a word belongs to it and ends nothing."""
    plain = word.lstrip("'’").rsplit("-", 1)[-1]
    if plain in TITLES or plain.lower() in {"i.e", "e.g"}:
        return True
    if plain in MONTHS or plain in BEFORE_NUMBER:
        return follower[0].isdigit()
    if plain.lower() in {"a.m", "p.m"}:
        return follower in AFTER_CLOCK
    if word.isdigit() or (len(word) == 1 and not word.isupper()):
        return opens
    if plain in OTHERS or _POINTS.fullmatch(plain):
        return follower not in OPENERS and plain != "etc"
    return False
