"""Where on a page the body of the report is.

The body is the run of paragraphs with the largest sum of weights, where prose weighs its words and everything else
weighs against it (the maximum-sum run, J. Bentley, "Programming Pearls", column 8). What stands above it may be
headline, deck, date, byline or caption; what stands below it is other stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sijil.read.cues import Cues
from sijil.read.datelines import read_dateline
from sijil.read.shapes import Shape, Shaped, find_overlap, is_short_sentence

RELATED = 0.3
_WEIGHTS = {
    Shape.LINE: -12,
    Shape.ITEM: 4,
    Shape.FIELD: 8,
    Shape.FURNITURE: -8,
    Shape.SOURCE: -80,
    Shape.END: -60,
    Shape.REPEATED: -4,
}
_MAX_WEIGHT = 60
_TEASER_WEIGHT = -10
_MAX_DECKS = 2
_MAX_HEAD = 14
_DECK_SHARE = 0.3
_UNRELATED = 0.2
_FOREIGN = 0.08
_NEIGHBOURS = 2
_MAX_TAIL = 3
"""Short sentences that may end a text."""


@dataclass(frozen=True, slots=True)
class Core:
    """The run of paragraphs that holds the body: `first:last`, `body` being where it begins after decks."""

    first: int
    body: int
    last: int


def weigh(shaped: Sequence[Shaped], i: int) -> int:
    """Return how much a paragraph speaks for being inside the body; less than 0 where it speaks against it."""
    item = shaped[i]
    if item.shape is not Shape.PROSE:
        return _WEIGHTS.get(item.shape, 0)
    if item.is_cut_off and i and shaped[i - 1].shape in (Shape.LINE, Shape.REPEATED):
        return _TEASER_WEIGHT
    return min(item.size, _MAX_WEIGHT)


def find_core(shaped: Sequence[Shaped], cues: Cues) -> Core | None:
    """Find the maximum-sum run, and where in it the body begins."""
    best = (0, 0, 0)
    total = first = 0
    for i in range(len(shaped)):
        total += weigh(shaped, i)
        if total <= 0:
            total, first = 0, i + 1
        elif total > best[0]:
            best = (total, first, i + 1)
    if not best[0]:
        return None
    _, first, last = best
    return Core(first, _find_body(shaped, first, last, cues), last)


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


def count(shaped: Sequence[Shaped]) -> Counter[str]:
    """Count in how many paragraphs of prose each content word stands."""
    return Counter(word for item in shaped if item.shape is Shape.PROSE for word in item.content)


def without_teasers(shaped: Sequence[Shaped], core: Core, counts: Counter[str]) -> Core:
    """Take teasers of other stories off the end: a headline with a sentence that shares no words with the body."""
    last = core.last
    while last - 1 > core.body:
        item = shaped[last - 1]
        overlap = find_overlap(item, counts, counted=True)
        is_under_line = shaped[last - 2].shape in (Shape.LINE, Shape.REPEATED)
        is_other = is_under_line and overlap < (_UNRELATED if _is_teaser(item, shaped[last - 2]) else _FOREIGN)
        if item.shape is Shape.FIELD or (item.shape is Shape.PROSE and not is_other):
            break
        last -= 1
    return Core(core.first, core.body, max(last, core.body + 1))


def extend(shaped: Sequence[Shaped], core: Core, counts: Counter[str]) -> Core:
    """Take in what goes on with the report below its body.

    That is prose below a box of other stories that is about the same and not under a headline, and short sentences at
    the very end of the text.
    """
    last = core.last
    tail = shaped[last:]
    if len(tail) <= _MAX_TAIL and all(is_short_sentence(item) for item in tail):
        return Core(core.first, core.body, len(shaped))
    for i in range(core.last, len(shaped)):
        item = shaped[i]
        if item.shape is Shape.SOURCE:
            break
        is_caption = item.shape is Shape.CAPTION and find_overlap(item, counts, counted=False) >= RELATED
        if is_caption or item.shape is Shape.FIELD or (item.shape is Shape.PROSE and goes_on(shaped, i, counts)):
            last = i + 1
    return Core(core.first, core.body, last)


def goes_on(shaped: Sequence[Shaped], i: int, counts: Counter[str]) -> bool:
    """Judge whether prose below the body goes on with it: about the same, or one of several paragraphs in a row."""
    item = shaped[i]
    if weigh(shaped, i) < 0 or not item.own.is_terminal or _is_teaser(item, shaped[i - 1]):
        return False
    if find_overlap(item, counts, counted=False) >= RELATED:
        return True
    low = high = i
    while low > max(i - _NEIGHBOURS, 0) and shaped[low - 1].shape is Shape.PROSE:
        low -= 1
    while high < min(i + _NEIGHBOURS, len(shaped) - 1) and shaped[high + 1].shape is Shape.PROSE:
        high += 1
    shared = {word for other in shaped[low : high + 1] for word in other.content if counts[word]}
    return high > low and len(shared) > 1


def _is_teaser(item: Shaped, above: Shaped) -> bool:
    """Judge whether a line is the headline of the sentence below it: they share words."""
    if not above.content or above.shape not in (Shape.LINE, Shape.REPEATED, Shape.FURNITURE):
        return False
    return len(item.content & above.content) >= min(2, len(above.content))
