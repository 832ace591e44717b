"""Reports as JSON: the lines of a JSONL file at intake, and one object with its text mapped back to its bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import BinaryIO

import msgspec

from sijil.errors import UnitError
from sijil.read.sniff import is_html
from sijil.read.stream import Piece, Stream, cut
from sijil.records import Given

_NAMES = (".jsonl", ".ndjson")
_TEXTS = ("text", "body", "content", "article", "maintext")
_FIELDS = {
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publishedAt", "date_published", "datePublished"),
    "outlet": ("outlet", "source", "publisher"),
    "agency": ("agency",),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_TOP = 300
_SPACE = " \t\r\n"
_ESCAPE = "\\"
_SURROGATES = range(0xD800, 0xE000)
_REMEDY = 'write one JSON object per line, with the report in "text"; the other lines are read'


# -- intake ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a JSONL file: its number from 1, its bytes, or what is wrong with it (code, what, remedy)."""

    number: int
    content: bytes
    fault: tuple[str, str, str] | None = None


def is_jsonl(name: str, head: bytes) -> bool:
    """Judge from a file's name and its first bytes whether each of its lines is a report.

    A file that is not named so is taken for one if its first line is a whole JSON object and more follows.
    """
    first, _, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if name.lower().endswith(_NAMES):
        return not first or first.lstrip()[:1] in (b"{", b"[") or _is_object(rest.split(b"\n", 1)[0])
    return bool(rest.strip()) and _is_object(first)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, RecursionError):
        return False


def read_lines(file: BinaryIO, size_limit: int) -> Iterator[Line]:
    """Yield the lines of a JSONL file, one in memory at a time; empty lines are none.

    Args:
        file: Open at its beginning.
        size_limit: Number of bytes beyond which a line is not taken in.
    """
    number = 0
    while line := file.readline(size_limit + 1):
        number += 1
        if len(line) > size_limit and not line.endswith(b"\n"):
            while (more := file.readline(1 << 20)) and not more.endswith(b"\n"):
                pass
            what = f"the line is longer than {size_limit:,} bytes"
            yield Line(number, b"", ("too_large", what, "raise the size limit, or shorten the line"))
            continue
        content = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if content:
            yield Line(number, content, _find_fault(content))


def _find_fault(content: bytes) -> tuple[str, str, str] | None:
    """Say what keeps a line from being a report."""
    try:
        item = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError) as error:
        return "jsonl_line", f"the line is no JSON: {error}", _REMEDY
    if not isinstance(item, dict):
        return "jsonl_line", "the line is no JSON object", _REMEDY
    if not any(isinstance(item.get(name), str) and item[name].strip() for name in _TEXTS):
        return "jsonl_line", f"the line has no text in any of the fields {', '.join(_TEXTS)}", _REMEDY
    return None


# -- read --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Value:
    """A string of a JSON object: what it says, and its characters between the quotation marks."""

    text: str
    start: int
    end: int


def read_object(uri: str, stream: Stream) -> tuple[Stream, Given]:
    """Return a JSON object's title and text as a stream that knows its bytes, and what else it says of the report.

    Args:
        uri: Where the object was found, for messages.
        stream: The decoded bytes of one JSON object.

    Raises:
        UnitError: `unsupported_format`, if it is no object with a text.
    """
    try:
        found = _scan_object(stream.text)
    except (ValueError, RecursionError, IndexError) as error:
        raise _unsupported(uri, f"cannot be read ({error})") from error
    text = next((value for name in _TEXTS if (value := found.get(name)) and _is_text(value)), None)
    if not isinstance(text, _Value):
        raise _unsupported(uri, f"has no text in any of the fields {', '.join(_TEXTS)}")
    given = Given(**{field.name: _find_field(found, field.name) for field in fields(Given)})
    title = next((value for name in _FIELDS["title"] if isinstance(value := found.get(name), _Value)), None)
    pieces = list(_unescape(stream.text, text))
    if title and title.text.strip() and not is_html(text.text) and title.text.strip() not in text.text[:_TOP]:
        low, high = sorted((title, text), key=lambda value: value.start)
        between = Piece("\n\n", low.end, high.start, "markup")
        pieces = [*_unescape(stream.text, title), between, *pieces]
    words, segments = cut(stream, pieces)
    return Stream(text=words, runs=segments, encoding=stream.encoding, how=stream.how), given


def _unsupported(uri: str, why: str) -> UnitError:
    what = f"{uri}: the JSON {why}"
    return UnitError("unsupported_format", what, remedy='put the report into the field "text" of one JSON object')


def _is_text(value: object) -> bool:
    return isinstance(value, _Value) and bool(value.text.strip())


def _find_field(found: Mapping[str, object], field: str) -> str | None:
    """Return what the object says of a field of the sidecar; an object stands for its name."""
    for name in _FIELDS[field]:
        value = found.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        text = value.text if isinstance(value, _Value) else value
        if isinstance(text, str | int) and not isinstance(text, bool) and str(text).strip():
            return str(text).strip()
    return None


def _scan_object(text: str) -> dict[str, object]:
    """Return the members of the JSON object that a text is; strings with their place, other values as they are."""
    decode = json.JSONDecoder(strict=False).raw_decode
    found: dict[str, object] = {}
    at = _skip(text, 0)
    if text[at] != "{":
        raise ValueError("no object")
    at = _skip(text, at + 1)
    while text[at] == '"':
        name, at = decode(text, at)
        start = _skip(text, _skip(text, at) + 1)
        value, at = decode(text, start)
        found[name] = _Value(value, start + 1, at - 1) if isinstance(value, str) else value
        at = _skip(text, at)
        if text[at] != ",":
            break
        at = _skip(text, at + 1)
    return found


def _skip(text: str, at: int) -> int:
    """Return the first place from `at` on that is no white space."""
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _unescape(text: str, value: _Value) -> Iterator[Piece]:
    """Yield the pieces of a JSON string: runs of its own characters, and one for each escape."""
    at = value.start
    while at < value.end:
        escape = text.find(_ESCAPE, at, value.end)
        end = value.end if escape < 0 else escape
        if end > at:
            yield Piece(text[at:end], at, end)
        if escape < 0:
            return
        at = _escape_end(text, escape)
        decoded = json.loads(f'"{text[escape:at]}"')
        yield Piece("\ufffd" if ord(decoded[0]) in _SURROGATES else decoded, escape, at, "escape")


def _escape_end(text: str, at: int) -> int:
    """Return the end of the escape that begins at `at`; two escapes that make one character go together."""
    if text[at + 1] != "u":
        return at + 2
    high = int(text[at + 2 : at + 6], 16)
    follows = text[at + 6 : at + 8] == "\\u" and int(text[at + 8 : at + 12], 16) in range(0xDC00, 0xE000)
    return at + 12 if 0xD800 <= high < 0xDC00 and follows else at + 6  # noqa: PLR2004  # surrogates, RFC 8259 section 7
