"""Which paragraphs of a page are the report: the headline, its body, its captions; everything else is furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sijil.read.body import RELATED, Core, count, extend, find_core, goes_on, weigh, without_teasers
from sijil.read.cues import Cues, fold
from sijil.read.datelines import Dateline, find_agency, find_glued, read_dateline
from sijil.read.headline import MIN_TITLE, find_title, find_title_end, read_title
from sijil.read.paragraphs import Paragraph
from sijil.read.shapes import Shape, Shaped, find_overlap, promote_lines, shape_paragraphs, share_of_function_words
from sijil.records import Block, PassageKind

_MAX_GLUED = 2
_MIN_DECK = 6
_MIN_CAPTION = 6
_MIN_LEAD = 3
_MIN_OPEN = 12
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of a report on its page.

    Attributes:
        blocks: The parts to be read, in order.
        title: The words of the headline.
        head: Paragraphs above the body, those below the headline first.
        foot: Paragraphs below it.
        dateline: The dateline at the start of the body.
        agency: The agency that a source line or the end of the body names.
    """

    blocks: tuple[Block, ...] = ()
    title: str | None = None
    head: tuple[Paragraph, ...] = ()
    foot: tuple[Paragraph, ...] = ()
    dateline: Dateline | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of a page as a whole when its paragraphs are judged one by one.

    Attributes:
        shaped: All paragraphs.
        core: Where the body is.
        counts: In how many paragraphs of the body each content word stands.
        title: The index of the headline.
        ended: The first paragraph of the body after a cue that the article ends; None without one.
        sourced: The same after a line that names the source.
        is_closed: Whether nearly all its sentences end with a full stop.
    """

    shaped: Sequence[Shaped]
    core: Core
    counts: Counter[str]
    title: int | None
    ended: int | None
    sourced: int | None
    is_closed: bool


def judge(paragraphs: Sequence[Paragraph], cues: Cues, titles: Sequence[str] = ()) -> Judgement:
    """Judge which paragraphs are the report.

    Args:
        paragraphs: All paragraphs of the text, in order.
        cues: The cues of the packs.
        titles: What is known of the title, from the page's head.
    """
    shaped = shape_paragraphs(_unglue(paragraphs, cues), cues)
    core = find_core(shaped, cues)
    if core is None:
        shaped = promote_lines(shaped)
        core = find_core(shaped, cues)
    if core is None:
        return Judgement(head=tuple(item.paragraph for item in shaped))
    outline = _outline(shaped, core, titles)
    core, title = outline.core, outline.title
    dateline = _find_dateline(shaped, core, cues)
    blocks = _cut_dateline(_find_blocks(outline, cues), shaped, core, dateline)
    return Judgement(
        blocks=tuple(block for block in blocks if block.start < block.end),
        title=read_title(shaped[title], cues, shaped) if title is not None else None,
        head=_order_head(shaped[: core.body], title),
        foot=tuple(item.paragraph for item in shaped[core.last :]),
        dateline=dateline,
        agency=_find_source(shaped, core, cues),
    )


def _unglue(paragraphs: Sequence[Paragraph], cues: Cues) -> list[Paragraph]:
    """Part a headline from the dateline that it ran into."""
    out: list[Paragraph] = []
    for i, paragraph in enumerate(paragraphs):
        at = find_glued(paragraph.text, cues) if i < _MAX_GLUED and not paragraph.is_wrapped else None
        if at is None:
            out.append(paragraph)
            continue
        middle = paragraph.start + at
        out.append(Paragraph(paragraph.start, middle, paragraph.text[:at], PassageKind.HEADLINE))
        out.append(Paragraph(middle, paragraph.end, paragraph.text[at:], paragraph.hint))
    return out


def _order_head(head: Sequence[Shaped], title: int | None) -> tuple[Paragraph, ...]:
    """Put the paragraphs below the headline first: a date above it may be that of the visit."""
    first = 0 if title is None else title + 1
    return tuple(item.paragraph for item in (*head[first:], *head[:first]))


def _outline(shaped: Sequence[Shaped], core: Core, titles: Sequence[str]) -> _Outline:
    counts = count(shaped[core.first : core.last])
    core = without_teasers(shaped, core, counts)
    title = find_title(shaped, core, counts, [fold(text) for text in titles])
    if title is not None:
        counts.update(shaped[title].content)
    core = extend(shaped, core, counts)
    prose = [item for item in shaped[core.body : core.last] if item.shape is Shape.PROSE]
    closed = sum(item.own.is_terminal for item in prose)
    marks = {item.shape: i for i, item in reversed(list(enumerate(shaped[: core.last]))) if i >= core.body}
    return _Outline(
        shaped, core, counts, title, marks.get(Shape.END), marks.get(Shape.SOURCE), closed >= _MOSTLY * len(prose)
    )


# -- blocks ------------------------------------------------------------------------------------------------------------


def _find_blocks(outline: _Outline, cues: Cues) -> list[Block]:
    found = (_find_block(i, item, outline, cues) for i, item in enumerate(outline.shaped[: outline.core.last]))
    return [block for block in found if block]


def _find_block(i: int, item: Shaped, outline: _Outline, cues: Cues) -> Block | None:
    start = item.paragraph.start
    if i == outline.title:
        return Block(start=start, end=find_title_end(item, cues, outline.shaped), kind=PassageKind.HEADLINE)
    kind = _head_kind(i, item, outline) if i < outline.core.body else _body_kind(i, item, outline, cues)
    return Block(start=start, end=item.own.end, kind=kind) if kind else None


def _head_kind(i: int, item: Shaped, outline: _Outline) -> PassageKind | None:
    """Return the kind of a paragraph above the body: deck, caption, or None for furniture."""
    if item.shape is Shape.CAPTION:
        return _caption_kind(item)
    if item.shape is Shape.FIELD:
        return PassageKind.BODY
    if item.paragraph.text.startswith("(") and item.paragraph.text.endswith(")"):
        return None
    if item.shape is Shape.PROSE and i >= outline.core.first:
        return PassageKind.HEADLINE
    follows = outline.title is not None and i == outline.title + 1
    if item.shape in (Shape.LINE, Shape.PROSE) and follows and item.size >= _MIN_DECK:
        return _heading_kind(item, outline)
    return None


def _caption_kind(item: Shaped) -> PassageKind | None:
    return PassageKind.CAPTION if item.size >= _MIN_CAPTION else None


def _heading_kind(item: Shaped, outline: _Outline) -> PassageKind | None:
    """Judge a line that may be a heading of this report or of another."""
    return PassageKind.HEADLINE if find_overlap(item, outline.counts, counted=False) >= RELATED else None


def _body_kind(i: int, item: Shaped, outline: _Outline, cues: Cues) -> PassageKind | None:
    """Return the kind of a paragraph inside the body, None for furniture."""
    if item.shape is Shape.CAPTION:
        return _caption_kind(item)
    if item.shape is Shape.PROSE:
        return _prose_kind(i, item, outline)
    if item.shape in {Shape.ITEM, Shape.FIELD}:
        return PassageKind.BODY
    return _line_kind(i, item, outline, cues) if item.shape is Shape.LINE else None


def _line_kind(i: int, item: Shaped, outline: _Outline, cues: Cues) -> PassageKind | None:
    """Judge a line inside the body: beside a colon, a heading of the markup, a short or unfinished sentence."""
    if i and outline.shaped[i - 1].paragraph.text.rstrip().endswith(":"):
        return PassageKind.BODY
    if item.paragraph.hint is PassageKind.HEADLINE and item.size >= MIN_TITLE:
        return _heading_kind(item, outline)
    leads = item.paragraph.text.rstrip().endswith(":") and item.size >= _MIN_LEAD
    if item.own.is_terminal or (leads and _is_prose(outline, i + 1)):
        return PassageKind.BODY
    is_sentence = share_of_function_words(item.paragraph, cues) >= RELATED and item.size >= _MIN_OPEN
    return PassageKind.CAPTION if is_sentence else None


def _is_prose(outline: _Outline, i: int) -> bool:
    return i < outline.core.last and outline.shaped[i].shape is Shape.PROSE


def _prose_kind(i: int, item: Shaped, outline: _Outline) -> PassageKind | None:
    """Judge prose inside the body: a teaser after the end of the article, a caption without a full stop, or body."""
    is_sourced = outline.sourced is not None and outline.sourced < i
    has_ended = outline.ended is not None and outline.ended < i
    if weigh(outline.shaped, i) < 0 or (is_sourced and find_overlap(item, outline.counts, counted=True) < RELATED):
        return None
    if has_ended and not goes_on(outline.shaped, i, outline.counts):
        return None
    is_open = not item.own.is_terminal and item.own.text.rstrip()[-1:].isalnum()
    if is_open and outline.is_closed and item.paragraph.hint is None:
        return PassageKind.CAPTION
    return PassageKind.QUOTE if item.paragraph.hint is PassageKind.QUOTE else PassageKind.BODY


def _find_dateline(shaped: Sequence[Shaped], core: Core, cues: Cues) -> Dateline | None:
    """Read the dateline at the start of the first paragraph of the body."""
    first = next((item for item in shaped[core.body : core.last] if item.shape is Shape.PROSE), None)
    return read_dateline(first.paragraph.text, cues) if first else None


def _cut_dateline(
    blocks: Sequence[Block], shaped: Sequence[Shaped], core: Core, dateline: Dateline | None
) -> list[Block]:
    """Begin the first block of the body after the dateline."""
    first = next((item for item in shaped[core.body : core.last] if item.shape is Shape.PROSE), None)
    if dateline is None or first is None:
        return list(blocks)
    start = first.paragraph.start
    return [
        Block(start=start + dateline.end, end=block.end, kind=block.kind) if block.start == start else block
        for block in blocks
    ]


def _find_source(shaped: Sequence[Shaped], core: Core, cues: Cues) -> str | None:
    """Return the agency that the source line, or the mark behind the last paragraph, names."""
    for item in shaped[core.body :]:
        if item.shape is Shape.SOURCE:
            return find_agency(item.paragraph.text, cues)
    last = shaped[core.last - 1]
    return find_agency(last.paragraph.text[last.own.end - last.paragraph.start :], cues)
