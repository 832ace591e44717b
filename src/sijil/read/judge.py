"""Which paragraphs of a page are the report: the headline, its body, its captions; everything else is furniture.

The body is the run of paragraphs with the largest sum of weights, where prose weighs its words and everything else
weighs against it (the maximum-sum run, J. Bentley, "Programming Pearls", column 8). What stands above it may be
headline, deck, date, byline or caption; what stands below it is other stories.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sijil.read.cues import Cues, fold
from sijil.read.datelines import Dateline, find_agency, find_glued, read_dateline
from sijil.read.paragraphs import Paragraph
from sijil.read.shapes import Shape, Shaped, find_overlap, promote_lines, shape_paragraphs, share_of_function_words
from sijil.records import Block, PassageKind

_WEIGHTS = {Shape.LINE: -12, Shape.ITEM: 4, Shape.FURNITURE: -8, Shape.SOURCE: -80, Shape.END: -60, Shape.REPEATED: -4}
_MAX_WEIGHT = 60
_TEASER_WEIGHT = -10
_MAX_DECKS = 2
_MAX_HEAD = 14
_DECK_SHARE = 0.3
_MIN_DECK = 6
_MIN_TITLE = 3
_MAX_TITLE = 25
_RELATED = 0.3
_UNRELATED = 0.2
_FOREIGN = 0.08
_MIN_CAPTION = 6
_MIN_OPEN = 12
_MOSTLY = 0.8
_SUFFIX = re.compile(r"\s[|»•·]\s|\s[\u2013—-]\s(?=\S)")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of a report on its page.

    Attributes:
        blocks: The parts to be read, in order.
        title: The words of the headline.
        head: Paragraphs above the body.
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
class _Core:
    """The run of paragraphs that holds the body: `first:last`, `body` being where it begins after decks."""

    first: int
    body: int
    last: int


def judge(paragraphs: Sequence[Paragraph], cues: Cues, titles: Sequence[str] = ()) -> Judgement:
    """Judge which paragraphs are the report.

    Args:
        paragraphs: All paragraphs of the text, in order.
        cues: The cues of the packs.
        titles: What is known of the title, from the page's head.
    """
    shaped = shape_paragraphs(_unglue(paragraphs, cues), cues)
    core = _find_core(shaped, cues)
    if core is None:
        shaped = promote_lines(shaped)
        core = _find_core(shaped, cues)
    if core is None:
        return Judgement(head=tuple(item.paragraph for item in shaped))
    counts = _count(shaped[core.first : core.last])
    core = _without_teasers(shaped, core, counts)
    title = _find_title(shaped, core, counts, [fold(text) for text in titles])
    if title is not None:
        counts.update(shaped[title].content)
    core = _extend(shaped, core, counts)
    dateline = _find_dateline(shaped, core, cues)
    kept = [
        block
        for i, item in enumerate(shaped[: core.last])
        if (block := _block(i, item, shaped, core, counts, cues, title))
    ]
    blocks = _cut_dateline(kept, shaped, core, dateline)
    return Judgement(
        blocks=tuple(block for block in blocks if block.start < block.end),
        title=_read_title(shaped[title], cues, shaped) if title is not None else None,
        head=tuple(item.paragraph for item in shaped[: core.body]),
        foot=tuple(item.paragraph for item in shaped[core.last :]),
        dateline=dateline,
        agency=_find_source(shaped, core, cues),
    )


# -- body --------------------------------------------------------------------------------------------------------------


def _unglue(paragraphs: Sequence[Paragraph], cues: Cues) -> list[Paragraph]:
    """Part a headline from the dateline that it ran into."""
    out: list[Paragraph] = []
    for i, paragraph in enumerate(paragraphs):
        at = find_glued(paragraph.text, cues) if i < _MAX_DECKS and len(paragraph.text) == _length(paragraph) else None
        if at is None:
            out.append(paragraph)
            continue
        middle = paragraph.start + at
        out.append(Paragraph(paragraph.start, middle, paragraph.text[:at], PassageKind.HEADLINE))
        out.append(Paragraph(middle, paragraph.end, paragraph.text[at:], paragraph.hint))
    return out


def _length(paragraph: Paragraph) -> int:
    return paragraph.end - paragraph.start


def _weigh(shaped: Sequence[Shaped], i: int) -> int:
    item = shaped[i]
    if item.shape is not Shape.PROSE:
        return _WEIGHTS.get(item.shape, 0)
    if item.is_cut_off and i and shaped[i - 1].shape in (Shape.LINE, Shape.REPEATED):
        return _TEASER_WEIGHT
    return min(item.size, _MAX_WEIGHT)


def _find_core(shaped: Sequence[Shaped], cues: Cues) -> _Core | None:
    """Find the maximum-sum run, and where in it the body begins."""
    best = (0, 0, 0)
    total = first = 0
    for i in range(len(shaped)):
        total += _weigh(shaped, i)
        if total <= 0:
            total, first = 0, i + 1
        elif total > best[0]:
            best = (total, first, i + 1)
    if not best[0]:
        return None
    _, first, last = best
    return _Core(first, _find_body(shaped, first, last, cues), last)


def _find_body(shaped: Sequence[Shaped], first: int, last: int, cues: Cues) -> int:
    """Return where the body begins: after the last date, byline, caption or row of buttons with only decks above."""
    words = sum(item.size for item in shaped[first:last] if item.shape is Shape.PROSE)
    above = decks = 0
    body = first
    for i in range(first, min(last, first + _MAX_HEAD)):
        item = shaped[i]
        if item.shape is Shape.PROSE:
            if decks and read_dateline(item.paragraph.text, cues):
                return i
            above += item.size
            decks += 1
        elif _is_head_mark(shaped, i):
            body = i + 1
        if decks > _MAX_DECKS or above > _DECK_SHARE * words:
            break
    return body


def _is_head_mark(shaped: Sequence[Shaped], i: int) -> bool:
    if shaped[i].shape in (Shape.DATED, Shape.CAPTION):
        return True
    run = shaped[max(i - 2, 0) : i + 1]
    return len(run) > 2 and all(item.shape is Shape.FURNITURE for item in run)  # noqa: PLR2004 - a row of buttons


def _count(shaped: Sequence[Shaped]) -> Counter[str]:
    """Count in how many paragraphs of prose each content word stands."""
    return Counter(word for item in shaped if item.shape is Shape.PROSE for word in item.content)


def _without_teasers(shaped: Sequence[Shaped], core: _Core, counts: Counter[str]) -> _Core:
    """Take teasers of other stories off the end: a headline with a sentence that shares no words with the body."""
    last = core.last
    while last - 1 > core.body:
        item = shaped[last - 1]
        overlap = find_overlap(item, counts, counted=True)
        is_under_line = shaped[last - 2].shape in (Shape.LINE, Shape.REPEATED)
        is_other = is_under_line and overlap < (_UNRELATED if _is_teaser(item, shaped[last - 2]) else _FOREIGN)
        if item.shape is Shape.PROSE and not is_other:
            break
        last -= 1
    return _Core(core.first, core.body, max(last, core.body + 1))


def _extend(shaped: Sequence[Shaped], core: _Core, counts: Counter[str]) -> _Core:
    """Take in prose below a box of other stories that goes on with the report: about the same, not under a headline."""
    last = core.last
    for i in range(core.last, len(shaped)):
        item = shaped[i]
        if item.shape is Shape.SOURCE:
            break
        is_caption = item.shape is Shape.CAPTION and find_overlap(item, counts, counted=False) >= _RELATED
        if is_caption or (item.shape is Shape.PROSE and _goes_on(shaped, i, counts)):
            last = i + 1
    return _Core(core.first, core.body, last)


def _goes_on(shaped: Sequence[Shaped], i: int, counts: Counter[str]) -> bool:
    """Judge whether prose below the body goes on with it: about the same, or one of several paragraphs in a row."""
    item = shaped[i]
    if _weigh(shaped, i) < 0 or not item.own.is_terminal or _is_teaser(item, shaped[i - 1]):
        return False
    if find_overlap(item, counts, counted=False) >= _RELATED:
        return True
    low = high = i
    while low > 0 and shaped[low - 1].shape is Shape.PROSE:
        low -= 1
    while high + 1 < len(shaped) and shaped[high + 1].shape is Shape.PROSE:
        high += 1
    shared = {word for other in shaped[low : high + 1] for word in other.content if counts[word]}
    return high > low and len(shared) > 1


def _is_teaser(item: Shaped, above: Shaped) -> bool:
    """Judge whether a line is the headline of the sentence below it: they share words."""
    is_line = above.shape in (Shape.LINE, Shape.REPEATED, Shape.FURNITURE)
    return is_line and len(item.content & above.content) >= min(2, len(above.content))


# -- headline ----------------------------------------------------------------------------------------------------------


def _find_title(shaped: Sequence[Shaped], core: _Core, counts: Counter[str], titles: list[str]) -> int | None:
    """Return the index of the headline: known from the page's head, or repeated, or about the same as the body."""
    candidates = [i for i in range(core.body) if _may_be_title(shaped[i])]
    candidates = candidates or [i for i in range(core.first, core.body) if _may_be_sentence_title(shaped[i])][:1]
    if not candidates:
        return None

    def rank(i: int) -> tuple[int, int, int, int]:
        item = shaped[i]
        text = item.paragraph.folded
        known = any(text in title or title in text for title in titles)
        repeats = sum(text in other.paragraph.folded for other in shaped[: core.body + 1]) > 1
        about = find_overlap(item, counts, counted=False) >= _RELATED
        return (known + (item.paragraph.hint is PassageKind.HEADLINE), about, repeats, -i)

    return max(candidates, key=rank)


def _may_be_title(item: Shaped) -> bool:
    return (item.shape is Shape.LINE and item.size >= _MIN_TITLE) or item.paragraph.hint is PassageKind.HEADLINE


def _may_be_sentence_title(item: Shaped) -> bool:
    return item.shape is Shape.PROSE and item.size <= _MAX_TITLE


def _title_end(item: Shaped, cues: Cues, shaped: Sequence[Shaped]) -> int:
    """Return where the title ends, before the name of the outlet."""
    text = item.paragraph.text
    if len(text) != _length(item.paragraph):
        return item.paragraph.end
    texts = {other.paragraph.folded for other in shaped if other is not item}
    for found in _SUFFIX.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if len(before.split()) <= _MIN_TITLE:
            continue
        names_agency = find_agency(" ".join(after.split()[:4]), cues) is not None
        if found[0].strip() in "|»•·" or names_agency or fold(before) in texts:
            return item.paragraph.start + found.start()
    return item.own.end


def _read_title(item: Shaped, cues: Cues, shaped: Sequence[Shaped]) -> str:
    text = item.paragraph.text
    if len(text) == _length(item.paragraph):
        text = text[: _title_end(item, cues, shaped) - item.paragraph.start]
    return " ".join(text.split())


# -- blocks ------------------------------------------------------------------------------------------------------------


def _block(
    i: int,
    item: Shaped,
    shaped: Sequence[Shaped],
    core: _Core,
    counts: Counter[str],
    cues: Cues,
    title: int | None,
) -> Block | None:
    paragraph = item.paragraph
    if i == title:
        return Block(start=paragraph.start, end=_title_end(item, cues, shaped), kind=PassageKind.HEADLINE)
    kind = (
        _head_kind(i, item, core, counts, title) if i < core.body else _body_kind(i, item, shaped, core, counts, cues)
    )
    return Block(start=paragraph.start, end=item.own.end, kind=kind) if kind else None


def _head_kind(i: int, item: Shaped, core: _Core, counts: Counter[str], title: int | None) -> PassageKind | None:
    """Return the kind of a paragraph above the body: deck, caption, or None for furniture."""
    if item.shape is Shape.CAPTION:
        return _caption_kind(item)
    if item.paragraph.text.startswith("(") and item.paragraph.text.endswith(")"):
        return None
    if item.shape is Shape.PROSE and i >= core.first:
        return PassageKind.HEADLINE
    follows = title is not None and i == title + 1
    if item.shape in (Shape.LINE, Shape.PROSE) and follows and item.size >= _MIN_DECK:
        return PassageKind.HEADLINE if find_overlap(item, counts, counted=False) >= _RELATED else None
    return None


def _caption_kind(item: Shaped) -> PassageKind | None:
    return PassageKind.CAPTION if item.size >= _MIN_CAPTION else None


def _body_kind(
    i: int, item: Shaped, shaped: Sequence[Shaped], core: _Core, counts: Counter[str], cues: Cues
) -> PassageKind | None:
    """Return the kind of a paragraph inside the body, None for furniture."""
    if item.shape is Shape.CAPTION:
        return _caption_kind(item)
    if item.shape is Shape.PROSE:
        return _prose_kind(i, item, shaped, core, counts)
    if item.shape is Shape.ITEM:
        return PassageKind.BODY
    return _line_kind(item, shaped[i - 1], counts, cues) if item.shape is Shape.LINE else None


def _line_kind(item: Shaped, before: Shaped, counts: Counter[str], cues: Cues) -> PassageKind | None:
    """Judge a line inside the body: an item after a colon, a heading of the markup, a short or unfinished sentence."""
    if before.paragraph.text.rstrip().endswith(":"):
        return PassageKind.BODY
    if item.paragraph.hint is PassageKind.HEADLINE and item.size >= _MIN_TITLE:
        return PassageKind.HEADLINE if find_overlap(item, counts, counted=False) >= _RELATED else None
    if item.own.is_terminal:
        return PassageKind.BODY
    is_sentence = share_of_function_words(item.paragraph, cues) >= _RELATED and item.size >= _MIN_OPEN
    return PassageKind.CAPTION if is_sentence else None


def _prose_kind(
    i: int, item: Shaped, shaped: Sequence[Shaped], core: _Core, counts: Counter[str]
) -> PassageKind | None:
    """Judge prose inside the body: a teaser after the end of the article, a caption without a full stop, or body."""
    above = {other.shape for other in shaped[core.body : i]}
    if _weigh(shaped, i) < 0 or (Shape.SOURCE in above and find_overlap(item, counts, counted=True) < _RELATED):
        return None
    if Shape.END in above and not _goes_on(shaped, i, counts):
        return None
    prose = [other for other in shaped[core.body : core.last] if other.shape is Shape.PROSE]
    closed = sum(other.own.is_terminal for other in prose)
    is_open = not item.own.is_terminal and item.own.text.rstrip()[-1:].isalnum()
    if is_open and closed >= _MOSTLY * len(prose) and item.paragraph.hint is None:
        return PassageKind.CAPTION
    return PassageKind.QUOTE if item.paragraph.hint is PassageKind.QUOTE else PassageKind.BODY


def _find_dateline(shaped: Sequence[Shaped], core: _Core, cues: Cues) -> Dateline | None:
    """Read the dateline at the start of the first paragraph of the body."""
    first = next((item for item in shaped[core.body : core.last] if item.shape is Shape.PROSE), None)
    return read_dateline(first.paragraph.text, cues) if first else None


def _cut_dateline(
    blocks: Sequence[Block], shaped: Sequence[Shaped], core: _Core, dateline: Dateline | None
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


def _find_source(shaped: Sequence[Shaped], core: _Core, cues: Cues) -> str | None:
    """Return the agency that the source line, or the mark behind the last paragraph, names."""
    for item in shaped[core.body :]:
        if item.shape is Shape.SOURCE:
            return find_agency(item.paragraph.text, cues)
    last = shaped[core.last - 1]
    return find_agency(last.paragraph.text[last.own.end - last.paragraph.start :], cues)
