"""A light HTML tokenizer over the page's own characters: blocks of text with where they stand, and what the head says.

It follows the HTML standard only as far as text and places need; every step moves forward, so hostile pages cost linear
time.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sijil.read.stream import Piece

_BLOCKS = frozenset(
    """
    html head body title p div section article main header footer nav aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd
    table tr td th thead tbody tfoot caption blockquote figure figcaption pre form fieldset hr address details
    summary center noscript option legend
    """.split()
)
_SKIPPED = frozenset(
    "script style template textarea svg noscript iframe object select button math canvas audio video".split()
)
_RAW = frozenset(
    "script style textarea title iframe noscript template svg select object math canvas audio video button".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr param".split())
_PLACES = frozenset(
    "nav aside footer header article main figure figcaption blockquote table form li h1 h2 h3 h4 h5 h6 title".split()
)
_MAX_DEPTH = 400
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""")
_SPACE = " \t\n\r\f"
_SPACES = re.compile(r"[ \t\n\r\f]+")
_PART = re.compile(
    r"(?P<space>[ \t\n\r\f]+)|(?P<entity>&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?))"
    r"|(?P<plain>(?:[^& \t\n\r\f]+(?: (?=[^& \t\n\r\f]))?)+|&)"
)


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A run of inline text between two block boundaries.

    Attributes:
        parts: Runs of the stream, in order, between the tags.
        text: What they say, decoded, with single spaces.
        tag: The innermost block element.
        within: Names of the elements around it that matter (nav, figcaption, blockquote ...).
        marks: Classes and ids of the elements around it, lower case.
        link_share: Share of its characters that are links.
    """

    parts: tuple[tuple[int, int], ...]
    text: str
    tag: str
    within: frozenset[str]
    marks: str
    link_share: float


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """The blocks of a page, and what its head and markup say of it.

    `meta` holds (name, content) of meta tags and elements with an itemprop; `times` the attributes of time elements
    with the marks around them; `scripts` the contents of JSON-LD scripts.
    """

    blocks: tuple[HtmlBlock, ...]
    meta: tuple[tuple[str, str], ...]
    times: tuple[tuple[str, str], ...]
    scripts: tuple[str, ...]


@dataclass(slots=True)
class _State:
    """What is open while a page is read."""

    text: str
    blocks: list[HtmlBlock] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    stack: list[tuple[str, str]] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    parts: list[tuple[int, int]] = field(default_factory=list)
    linked: int = 0
    breaks: int = 0


def read_html(text: str) -> HtmlPage:
    """Read the decoded characters of a page."""
    state = _State(text)
    for kind, start, end in _scan(text):
        if kind == "text":
            _add_text(state, start, end)
        elif kind == "raw":
            _add_raw(state, start, end)
        else:
            _add_tag(state, start, end)
    _flush(state)
    return HtmlPage(tuple(state.blocks), tuple(state.meta), tuple(state.times), tuple(state.scripts))


# -- tokens ------------------------------------------------------------------------------------------------------------


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (text, raw or tag, start, end); comments and declarations are left out."""
    at = 0
    while at < len(text):
        start = text.find("<", at)
        if start < 0:
            yield "text", at, len(text)
            return
        if start > at:
            yield "text", at, start
        if text.startswith("<!--", start):
            at = _after(text, "-->", start + 4)
        elif text.startswith(("<!", "<?"), start):
            at = _after(text, ">", start + 2)
        elif name := _NAME.match(text, start + 2 if text.startswith("</", start) else start + 1):
            at = _tag_end(text, name.end())
            yield "tag", start, at
            if name[0].lower() in _RAW and text[start + 1] != "/" and text[at - 2] != "/":
                end = _close(text, name[0], at)
                yield "raw", at, end
                at = end
        else:
            yield "text", start, start + 1
            at = start + 1


def _after(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    return len(text) if end < 0 else end + len(mark)


def _tag_end(text: str, start: int) -> int:
    """Return the character after the `>` that closes a tag, past quoted attribute values."""
    at = start
    while found := _QUOTE_OR_END.search(text, at):
        if found[0] == ">":
            return found.end()
        close = text.find(found[0], found.end())
        opens = text[max(start, found.start() - 3) : found.start()].rstrip().endswith("=")
        at = close + 1 if opens and close >= 0 else found.end()
    return len(text)


def _close(text: str, name: str, start: int) -> int:
    found = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(text, start)
    return found.start() if found else len(text)


# -- blocks ------------------------------------------------------------------------------------------------------------


def _add_text(state: _State, start: int, end: int) -> None:
    state.parts.append((start, end))
    if state.breaks and not state.text[start:end].isspace():
        state.breaks = 0
    if state.open["a"]:
        state.linked += end - start


def _add_raw(state: _State, start: int, end: int) -> None:
    name, marks = state.stack[-1] if state.stack else ("", "")
    if name == "title":
        _add_text(state, start, end)
    elif name == "script" and "ld+json" in marks:
        state.scripts.append(state.text[start:end])


def _add_tag(state: _State, start: int, end: int) -> None:
    closing = state.text[start + 1] == "/"
    found = _NAME.match(state.text, start + 1 + closing)
    name = found[0].lower() if found else ""
    if name == "br":
        _break(state)
        return
    if name in _BLOCKS:
        _flush(state)
    if closing:
        _pop(state, name)
        return
    attributes = _attributes(state.text, found.end() if found else end, end)
    if name in ("meta", "time") or "itemprop" in attributes:
        _add_meta(state, name, attributes)
    if name not in _VOID and not state.text.startswith("/>", end - 2):
        _push(state, name, attributes)


def _break(state: _State) -> None:
    """Treat one line break as white space, two as the end of a paragraph."""
    state.breaks += 1
    if state.breaks > 1:
        _flush(state)
    elif state.parts:
        state.parts.append((state.parts[-1][1], state.parts[-1][1]))


def _attributes(text: str, start: int, end: int) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text, start, end - 1)
    return {match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in found}


def _add_meta(state: _State, name: str, attributes: dict[str, str]) -> None:
    if name == "time":
        around = " ".join(marks for _, marks in state.stack[-3:])
        marks = " ".join((attributes.get("class", ""), attributes.get("itemprop", ""), around)).lower()
        marks += " pubdate" * ("pubdate" in attributes)
        state.times.append((attributes.get("datetime", ""), marks))
    content = attributes.get("content") or attributes.get("datetime")
    for key in ("property", "name", "itemprop"):
        if content and key in attributes:
            state.meta.append((attributes[key].strip().lower(), content.strip()))


def _push(state: _State, name: str, attributes: dict[str, str]) -> None:
    marks = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('type', '')}".lower()
    if len(state.stack) < _MAX_DEPTH:
        state.stack.append((name, marks.strip()))
        state.open[name] += 1


def _pop(state: _State, name: str) -> None:
    if not state.open[name]:
        return
    while state.stack:
        top, _ = state.stack.pop()
        state.open[top] -= 1
        if top == name:
            return


def _flush(state: _State) -> None:
    parts, linked = tuple(state.parts), state.linked
    state.parts, state.linked, state.breaks = [], 0, 0
    if not parts or any(name in _SKIPPED for name in state.open if state.open[name]):
        return
    text = _read(state.text, parts)
    if not text.strip():
        return
    tag = next((name for name, _ in reversed(state.stack) if name in _BLOCKS), "")
    within = frozenset(name for name, count in state.open.items() if count > 0 and name in _PLACES)
    marks = " ".join(marks for _, marks in state.stack if marks)
    length = sum(end - start for start, end in parts)
    state.blocks.append(HtmlBlock(parts, text, tag, within, marks, linked / max(length, 1)))


def _read(text: str, parts: tuple[tuple[int, int], ...]) -> str:
    joined = "".join(html.unescape(text[start:end]) if end > start else " " for start, end in parts)
    return _SPACES.sub(" ", joined).strip(_SPACE)


# -- pieces ------------------------------------------------------------------------------------------------------------


def cut_block(text: str, block: HtmlBlock) -> list[Piece]:
    """Return the pieces of a block: plain runs, entities, and white space as single spaces."""
    pieces: list[Piece] = []
    gap: tuple[int, int] | None = None
    for piece in _pieces(text, block.parts):
        if piece.decoding == "markup":
            gap = (gap[0] if gap else piece.start, max(piece.end, gap[1] if gap else 0))
            continue
        if gap and pieces:
            pieces.append(_space(text, *gap, before=pieces[-1].end, after=piece.start))
        gap = None
        pieces.append(piece)
    return pieces


def _pieces(text: str, parts: tuple[tuple[int, int], ...]) -> Iterator[Piece]:
    for start, end in parts:
        if start == end:
            yield Piece(" ", start, end, "markup")
        for found in _PART.finditer(text, start, end):
            if found.lastgroup == "plain":
                yield Piece(found[0], found.start(), found.end())
            elif found.lastgroup == "space":
                yield Piece(" ", found.start(), found.end(), "markup")
            else:
                yield _entity(found)


def _entity(found: re.Match[str]) -> Piece:
    """Return the piece of a character reference; one that names nothing stands for itself."""
    meaning = html.unescape(found[0])
    if meaning == found[0]:
        return Piece(meaning, found.start(), found.end())
    if not meaning.strip(_SPACE):
        return Piece(" ", found.start(), found.end(), "markup")
    return Piece(meaning, found.start(), found.end(), "entity")


def _space(text: str, start: int, end: int, *, before: int, after: int) -> Piece:
    if end - start == 1 and text[start] == " ":
        return Piece(" ", start, end)
    return Piece(" ", before, after, "markup")
