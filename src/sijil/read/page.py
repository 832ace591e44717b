"""From a decoded page to a report's text with its segments and paragraphs, for plain text and for HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sijil.errors import UnitError
from sijil.read.choose import choose_blocks
from sijil.read.html import HtmlBlock, HtmlPage, cut_block, read_html
from sijil.read.paragraphs import Paragraph, find_paragraphs
from sijil.read.stream import Piece, Stream, cut
from sijil.records import Box, Given, PassageKind
from sijil.spans import Segment

NOTHING_GIVEN = Given()
_MIN_TITLE = 3
_MAX_BETWEEN = 16
_MAX_LINKS = 0.5
_NEAR_TOP = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Page:
    """A report's text, where it came from, and its parts before anything is judged.

    `html` is what the page's markup says of itself, None for plain text; `given` what a JSON object says of its text;
    `boxes` are the lines of a PDF; `faults` is what is wrong with the page although it can be read.
    """

    text: str
    segments: tuple[Segment, ...]
    paragraphs: tuple[Paragraph, ...]
    html: HtmlPage | None = None
    given: Given = NOTHING_GIVEN
    boxes: tuple[Box, ...] = ()
    faults: tuple[UnitError, ...] = ()


def lay_out_plain(stream: Stream) -> Page:
    """Lay out plain text: its characters as they are."""
    text, segments = cut(stream, [Piece(stream.text, 0, len(stream.text))])
    return Page(text, segments, find_paragraphs(text))


def lay_out_html(stream: Stream) -> Page:
    """Lay out a page: headline, main blocks and captions, cut from its own characters and parted by empty lines."""
    html = read_html(stream.text)
    blocks = [html.blocks[i] for i in _select(stream.text, html.blocks)]
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for block in blocks:
        own = cut_block(stream.text, block)
        if not own:
            continue
        if pieces:
            pieces.append(Piece("\n\n", pieces[-1].end, own[0].start, "markup"))
            at += 2
        words = "".join(piece.text for piece in own)
        paragraphs.append(Paragraph(at, at + len(words), words, _hint(block)))
        pieces.extend(own)
        at += len(words)
    text, segments = cut(stream, pieces)
    return Page(text, segments, tuple(paragraphs), html)


def _select(text: str, blocks: Sequence[HtmlBlock]) -> list[int]:
    """Return the indices of the blocks that make the report's text: main text, headline, captions, lines between."""
    chosen = set(choose_blocks(text, blocks))
    if not chosen:
        return []
    first, last = min(chosen), max(chosen)
    title = _find_headline(blocks, first)
    if title is not None:
        body = min((i for i in chosen if i > title), default=title)
        between = [i for i in range(title + 1, body) if _stands_alone(blocks[i])]
        chosen.update(between if len(between) <= _MAX_BETWEEN else between[-_NEAR_TOP:])
        chosen.update(i for i in range(max(title - _NEAR_TOP, 0), title) if _may_be_dated(blocks[i]))
        chosen.add(title)
        first = min(first, title)
    chosen.update(i for i in range(first, last) if "figcaption" in blocks[i].within)
    return sorted(chosen)


def _find_headline(blocks: Sequence[HtmlBlock], first: int) -> int | None:
    """Return the block of the headline: the last h1 above the text, else the page's title."""
    above = [i for i in range(first + 1) if len(blocks[i].text.split()) >= _MIN_TITLE]
    headings = [i for i in above if "h1" in blocks[i].within]
    titles = [i for i in above if "title" in blocks[i].within]
    return headings[-1] if headings else next(iter(titles), None)


def _stands_alone(block: HtmlBlock) -> bool:
    return block.link_share < _MAX_LINKS and not block.within & {"nav", "aside", "footer", "form", "title"}


def _may_be_dated(block: HtmlBlock) -> bool:
    """Judge whether a block above the headline may be a date line."""
    if "header" in block.within and "article" not in block.within:
        return False  # the day on which the page was fetched stands there
    return _stands_alone(block) and len(block.text.split()) <= _MAX_BETWEEN and bool(_YEAR.search(block.text))


def _hint(block: HtmlBlock) -> PassageKind | None:
    if block.within & {"title"} or block.within & _HEADINGS:
        return PassageKind.HEADLINE
    if "figcaption" in block.within:
        return PassageKind.CAPTION
    return PassageKind.QUOTE if "blockquote" in block.within else None
