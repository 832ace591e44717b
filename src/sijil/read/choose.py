"""Which blocks of an HTML page are its main text: trafilatura chooses, the page's own blocks are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijil.read.html import HtmlBlock

_NOT_WORD = re.compile(r"[\W_]+")
_LONG = 40
_NEAR = 400
_MAX_LINKS = 0.5
_MIN_WORDS = 30
_MUCH_MORE = 2
_ASIDE = frozenset({"nav", "aside", "footer", "form", "title"})
_CLUTTER = re.compile(
    r"\b(?:nav|menu|sidebar|footer|related|comment|share|social|promo|newsletter|cookie|breadcrumb|widget)"
)


def choose_blocks(text: str, blocks: Sequence[HtmlBlock]) -> tuple[int, ...]:
    """Return the indices of the blocks that are main text; by place and links where trafilatura finds none."""
    chosen = _match(_extract(text), blocks)
    if _count(blocks, chosen) >= _MIN_WORDS:
        return chosen
    others = tuple(i for i, block in enumerate(blocks) if _may_be_text(block))
    return others if _count(blocks, others) >= _MUCH_MORE * _count(blocks, chosen) else chosen


def _count(blocks: Sequence[HtmlBlock], chosen: Sequence[int]) -> int:
    return sum(len(blocks[i].text.split()) for i in chosen)


def _extract(text: str) -> tuple[str, ...]:
    """Return the pieces of text that trafilatura takes for the main text."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to load, and only needed for HTML

    try:
        document = bare_extraction(text, include_comments=False, include_tables=True, with_metadata=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return ()  # pages that break the library's reading of trees are read by our own rules
    if document is None or isinstance(document, dict) or document.body is None:
        return ()
    return tuple(piece for piece in document.body.itertext() if piece.strip())


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()


def _match(pieces: Sequence[str], blocks: Sequence[HtmlBlock]) -> tuple[int, ...]:
    """Find the blocks whose words stand in the pieces, in order."""
    keys = [_key(piece) for piece in pieces]
    joined, exact = "".join(keys), frozenset(keys)
    chosen: list[int] = []
    cursor = 0
    for i, block in enumerate(blocks):
        key = _key(block.text)
        if not key or "title" in block.within or block.within & {"nav"}:
            continue
        at = joined.find(key, cursor)
        if at >= 0 and (len(key) >= _LONG or (key in exact and at - cursor < _NEAR)):
            cursor = at + len(key)
            chosen.append(i)
    return tuple(chosen)


def _may_be_text(block: HtmlBlock) -> bool:
    return block.link_share < _MAX_LINKS and not block.within & _ASIDE and not _CLUTTER.search(block.marks)
