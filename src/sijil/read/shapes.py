"""What each paragraph of a page looks like: prose, line, caption, date line, furniture, or a repeated one."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sijil.read.cues import Cues, fold
from sijil.read.datelines import read_byline, read_dateline
from sijil.read.dates import find_published
from sijil.read.paragraphs import Paragraph
from sijil.records import PassageKind

_MAX_CUED = 40
_MIN_SENTENCE = 6
_MIN_QUOTED = 10
_MIN_PLAIN = 12
_MIN_OPEN_SENTENCE = 18
_MIN_FUNCTION = 0.12
_MIN_OPEN_FUNCTION = 0.24
_MIN_STRANGE = 8
_MIN_ALONE = 3
_GOES_ON = re.compile(r"[:;,\"'”\u2019»]\s*$")
_QUOTED = re.compile(r"[\"'”\u2019»]\s*$")
_SENTENCE_END = re.compile(r"[a-z0-9][.!?][\"'”\u2019]?\s+[\"'“\u2018]?[A-Z]")
_CUT_OFF = re.compile(r"(?:\.{3,}|…)\s*$")
_LABELLED = re.compile(r"[\W_]*[A-Z][^\W\d_]*(?: [(]?[^\W\d_]+[)]?){0,5}\s?: ?\S")
_MAX_TAIL = 160
_MIN_NAVIGATION = 3
_MAX_SHORT_TEXT = 2


class Shape(Enum):
    """What a paragraph looks like by itself."""

    PROSE = auto()
    LINE = auto()
    ITEM = auto()
    FIELD = auto()
    CAPTION = auto()
    DATED = auto()
    FURNITURE = auto()
    SOURCE = auto()
    END = auto()
    REPEATED = auto()


@dataclass(frozen=True, slots=True)
class Shaped:
    """A paragraph with its shape.

    Attributes:
        paragraph: The paragraph.
        own: The same without the credit or mark at its end.
        shape: What it looks like.
        content: Its distinct content words, folded and without plural s.
        is_cut_off: Whether it breaks off with an ellipsis.
    """

    paragraph: Paragraph
    own: Paragraph
    shape: Shape
    content: frozenset[str]
    is_cut_off: bool

    @property
    def size(self) -> int:
        """The number of its words."""
        return len(self.own.words)


def shape_paragraphs(paragraphs: Sequence[Paragraph], cues: Cues) -> tuple[Shaped, ...]:
    """Judge the shape of each paragraph; a repeated one is repeated wherever it stands first not."""
    seen: set[str] = set()
    shaped = []
    for paragraph in paragraphs:
        own = _without_tail(paragraph, cues.tail)
        shape = _shape(own, cues)
        if shape is Shape.CAPTION:
            own = _without_tail(paragraph, cues.credit)
        if shape in (Shape.PROSE, Shape.LINE, Shape.CAPTION) and own.folded in seen:
            shape = Shape.REPEATED
        seen.add(own.folded)
        cut_off = bool(_CUT_OFF.search(paragraph.text))
        shaped.append(Shaped(paragraph, own, shape, _find_own_content(own, cues), cut_off))
    return _mark_fields(_mark_navigation(shaped), cues)


def find_content(words: Sequence[str], cues: Cues) -> frozenset[str]:
    """Return the distinct content words of a paragraph, for comparing what paragraphs are about."""
    folded = (fold(word).removesuffix("'s").rstrip("s") for word in words)
    return frozenset(word for word in folded if len(word) > 2 and word not in cues.function_words)  # noqa: PLR2004


def _find_own_content(paragraph: Paragraph, cues: Cues) -> frozenset[str]:
    """Return the content words behind the dateline, which names the outlet rather than what the report is about."""
    dateline = read_dateline(paragraph.text, cues)
    if dateline is None:
        return find_content(paragraph.words, cues)
    rest = Paragraph(paragraph.start, paragraph.end, paragraph.text[dateline.end :])
    return find_content(rest.words, cues)


def share_of_function_words(paragraph: Paragraph, cues: Cues) -> float:
    """Return the share of a paragraph's words that are among the commonest of the language."""
    known = sum(fold(word) in cues.function_words for word in paragraph.words)
    return known / max(len(paragraph.words), 1)


def is_prose(paragraph: Paragraph, cues: Cues) -> bool:
    """Judge whether a paragraph is written in sentences."""
    size, share = len(paragraph.words), share_of_function_words(paragraph, cues)
    if size >= _MIN_OPEN_SENTENCE and share >= _MIN_OPEN_FUNCTION:
        return True
    if size >= _MIN_PLAIN and (paragraph.is_terminal or _SENTENCE_END.search(paragraph.text)):
        return share > 0
    closed = paragraph.is_terminal or bool(_GOES_ON.search(paragraph.text))
    quoted = not paragraph.is_terminal and bool(_QUOTED.search(paragraph.text))
    return closed and size >= (_MIN_QUOTED if quoted else _MIN_SENTENCE) and share >= _MIN_FUNCTION


def has_credit(paragraph: Paragraph, cues: Cues) -> bool:
    """Judge whether a paragraph ends with a photo credit."""
    found = cues.credit.search(paragraph.text, max(len(paragraph.text) - _MAX_TAIL, 0))
    return bool(found) and not paragraph.is_caps and len(paragraph.words) <= _MAX_CUED + _MAX_CUED


def _shape(paragraph: Paragraph, cues: Cues) -> Shape:
    if cued := _cued_shape(paragraph, cues):
        return cued
    if find_published(paragraph.text, cues) or read_byline(paragraph.text, cues):
        return Shape.DATED
    if paragraph.hint is PassageKind.CAPTION or has_credit(paragraph, cues):
        return Shape.CAPTION
    if is_prose(paragraph, cues) and paragraph.hint is not PassageKind.HEADLINE:
        return Shape.PROSE
    return Shape.ITEM if paragraph.is_item and len(paragraph.words) >= _MIN_SENTENCE else Shape.LINE


def _cued_shape(paragraph: Paragraph, cues: Cues) -> Shape | None:
    """Return the shape that a cue of the packs, or another script, gives a paragraph."""
    short = len(paragraph.words) <= _MAX_CUED
    if short and cues.source.match(paragraph.folded):
        return Shape.SOURCE
    if paragraph.folded.rstrip(":. ") in cues.end:
        return Shape.END
    cued = not paragraph.words or _is_foreign(paragraph.text) or (short and cues.drop.match(paragraph.folded))
    return Shape.FURNITURE if cued else None


def _is_foreign(text: str) -> bool:
    """Judge whether most letters are outside of the Latin script."""
    letters = [char for char in text if char.isalpha()]
    beyond = sum(char > "\u024f" for char in letters)
    return len(letters) >= _MIN_STRANGE and beyond > 0.5 * len(letters)


def _without_tail(paragraph: Paragraph, pattern: re.Pattern[str]) -> Paragraph:
    """Return the paragraph without the credits or marks at its end; one of wrapped lines stays as it is."""
    if paragraph.is_wrapped:
        return paragraph
    end = len(paragraph.text)
    while (found := pattern.search(paragraph.text, max(end - _MAX_TAIL, 0), end)) and found.start():
        end = found.start()
    end = len(paragraph.text[:end].rstrip())
    return Paragraph(paragraph.start, paragraph.start + end, paragraph.text[:end], paragraph.hint)


def promote_lines(shaped: Sequence[Shaped]) -> tuple[Shaped, ...]:
    """Take the lines of a very short text for sentences: it is all there is."""
    if sum(item.shape is not Shape.FURNITURE for item in shaped) > _MAX_SHORT_TEXT:
        return tuple(shaped)
    closed = all(item.own.is_terminal for item in shaped)
    enough = _MIN_ALONE if closed or len(shaped) == 1 else _MIN_STRANGE
    long = [item.shape is Shape.LINE and item.size >= enough for item in shaped]
    return tuple(
        dataclasses.replace(item, shape=Shape.PROSE) if yes else item for item, yes in zip(shaped, long, strict=True)
    )


def is_short_sentence(item: Shaped) -> bool:
    """Tell whether a line ends as a sentence does and is long enough to be one."""
    return item.shape is Shape.LINE and item.own.is_terminal and item.size >= _MIN_ALONE


def _mark_navigation(shaped: list[Shaped]) -> tuple[Shaped, ...]:
    """Make furniture of runs of three or more very short lines: menus, tags, share buttons."""
    out = list(shaped)
    start = 0
    for i in range(len(shaped) + 1):
        if i < len(shaped) and _is_bare(shaped[i]):
            continue
        if i - start >= _MIN_NAVIGATION:
            for k in range(start, i):
                item = shaped[k]
                out[k] = dataclasses.replace(item, shape=Shape.FURNITURE)
        start = i + 1
    return tuple(out)


def _mark_fields(shaped: Sequence[Shaped], cues: Cues) -> tuple[Shaped, ...]:
    """Keep runs of labelled lines of which one counts casualties, as recorders print them ("Killed: 3-5")."""
    out = list(shaped)
    start = 0
    for i in range(len(shaped) + 1):
        if i < len(shaped) and _LABELLED.match(shaped[i].own.text):
            continue
        run = range(start, i)
        if any(cues.field.match(shaped[k].own.folded) for k in run):
            for k in run:
                out[k] = dataclasses.replace(shaped[k], shape=Shape.FIELD)
        start = i + 1
    return tuple(out)


def _is_bare(item: Shaped) -> bool:
    return item.shape in (Shape.LINE, Shape.FURNITURE, Shape.REPEATED) and 0 < item.size <= _MIN_NAVIGATION


def find_overlap(item: Shaped, others: Counter[str], *, counted: bool) -> float:
    """Return the share of an item's content words that also stand in other paragraphs.

    Args:
        item: The paragraph.
        others: In how many paragraphs each content word stands.
        counted: Whether the item is one of them.
    """
    shared = sum(others[word] > counted for word in item.content)
    return shared / max(len(item.content), 1)
