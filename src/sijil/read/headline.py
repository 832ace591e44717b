"""Which paragraph is the headline, and where in it the title ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sijil.read.body import RELATED, Core
from sijil.read.cues import Cues, fold
from sijil.read.datelines import find_agency
from sijil.read.shapes import Shape, Shaped, find_overlap
from sijil.records import PassageKind

MIN_TITLE = 3
_MAX_TITLE = 25
_MAX_CANDIDATES = 60
_SUFFIX = re.compile(r"\s[|»•·]\s|\s[\u2013—-]\s(?=\S)")


def find_title(shaped: Sequence[Shaped], core: Core, counts: Counter[str], titles: list[str]) -> int | None:
    """Return the index of the headline: known from the page's head, or repeated, or about the same as the body."""
    candidates = [i for i in range(core.body) if _may_be_title(shaped[i])][-_MAX_CANDIDATES:]
    candidates = candidates or [i for i in range(core.first, core.body) if _may_be_sentence_title(shaped[i])][:1]
    if not candidates:
        return None

    def rank(i: int) -> tuple[int, int, int, int]:
        item = shaped[i]
        text = item.paragraph.folded
        known = any(text in title or title in text for title in titles)
        repeats = sum(text in other.paragraph.folded for other in shaped[: core.body + 1]) > 1
        about = find_overlap(item, counts, counted=False) >= RELATED
        return (known + (item.paragraph.hint is PassageKind.HEADLINE), about, repeats, -i)

    return max(candidates, key=rank)


def _may_be_title(item: Shaped) -> bool:
    return (item.shape is Shape.LINE and item.size >= MIN_TITLE) or item.paragraph.hint is PassageKind.HEADLINE


def _may_be_sentence_title(item: Shaped) -> bool:
    return item.shape is Shape.PROSE and item.size <= _MAX_TITLE


def find_title_end(item: Shaped, cues: Cues, shaped: Sequence[Shaped]) -> int:
    """Return where the title ends, before the name of the outlet."""
    text = item.paragraph.text
    if item.paragraph.is_wrapped:
        return item.paragraph.end
    texts = {other.paragraph.folded for other in shaped if other is not item}
    for found in _SUFFIX.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if len(before.split()) <= MIN_TITLE:
            continue
        names_agency = find_agency(" ".join(after.split()[:4]), cues) is not None
        if found[0].strip() in "|»•·" or names_agency or fold(before) in texts:
            return item.paragraph.start + found.start()
    return item.own.end


def read_title(item: Shaped, cues: Cues, shaped: Sequence[Shaped]) -> str:
    """Return the words of the title."""
    text = item.paragraph.text
    if not item.paragraph.is_wrapped:
        text = text[: find_title_end(item, cues, shaped) - item.paragraph.start]
    return " ".join(text.split())
