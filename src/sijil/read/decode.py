"""From bytes to a stream of characters that know their bytes, in any declared, marked or guessed encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sijil.errors import UnitError
from sijil.read.sniff import find_bom, find_utf16
from sijil.read.stream import Stream
from sijil.spans import Decoding, Segment

_WINDOW = 4096
_MOSTLY = 0.5
_ALMOST = 0.9
_FEW = 0.05
_SOME = 0.25
_HEAD = 2048
_SAMPLE = 1 << 16
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,300}charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
}
"""Labels that browsers read as a larger set (WHATWG Encoding Standard, section 4.2)."""
_STATEFUL = ("iso2022", "utf-7", "utf_7", "hz", "idna", "punycode", "unicode_escape", "raw_unicode_escape")
_GUESSES = (
    "cp1252",
    "cp1256",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1257",
    "koi8_r",
    "cp866",
    "iso8859_2",
    "iso8859_6",
    "gb18030",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
)
_LATIN_SIGNS = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xab\xbb\xb0\xb4\xb7\xa9\xae\xad")
"""Bytes of windows-1252 that are typographic signs (quotation marks, dashes, no-break space, pound, degree ...)."""
_UTF8_RUN = re.compile(r"([\0-\x7f]+)|([\x80-\u07ff]+)|([\u0800-\uffff]+)|([\U00010000-\U0010ffff]+)")
_UTF16_RUN = re.compile(r"([\U00010000-\U0010ffff]+)|([\0-\uffff]+)")


@dataclass(frozen=True, slots=True)
class _Choice:
    encoding: str
    how: str
    skip: int = 0


def decode(content: bytes) -> Stream:
    """Decode a page: by its mark, its declaration, as UTF-8, or by a guess that is stated.

    Invalid bytes become U+FFFD, each mapped to its bytes; nothing else is lost.

    Raises:
        UnitError: `undecodable`, if no encoding fits.
    """
    choice = _choose(content)
    texts: list[str] = []
    runs: list[Segment] = []
    at = 0
    for text, raw, valid in _windows(content, choice):
        for length, low, high, decoding in _measure(text, content, raw, choice.encoding, valid=valid):
            runs.append(Segment(start=at, end=at + length, raw_start=low, raw_end=high, decoding=decoding))
            at += length
        texts.append(text)
    return Stream(text="".join(texts), runs=tuple(runs), encoding=choice.encoding, how=choice.how)


# -- which encoding ----------------------------------------------------------------------------------------------------


def _choose(content: bytes) -> _Choice:
    if bom := find_bom(content):
        return _Choice(bom[1], "bom", len(bom[0]))
    if order := find_utf16(content):
        return _Choice(order, "guessed")
    declared = _declared(content)
    fits = _utf8_fit(content)
    if declared == "utf-8":
        return _Choice("utf-8", "declared") if fits > _MOSTLY else _Choice(_guess(content), "guessed")
    if fits == 1 and (declared is None or not content.isascii()):
        return _Choice("utf-8", "guessed")
    if declared is not None:
        return _Choice(declared, "declared")
    return _Choice("utf-8" if fits > _ALMOST else _guess(content), "guessed")


def _declared(content: bytes) -> str | None:
    """Return Python's name of the encoding that the first 2 KB declare; None where there is none that can be used."""
    found = _DECLARED.search(content[:_HEAD])
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # the declaration could be read as ASCII, so it cannot be true
    if name.startswith(_STATEFUL) or not _is_text_encoding(name):
        return None
    return _ALIASES.get(name, name)


def _is_text_encoding(name: str) -> bool:
    try:
        return b"a".decode(name) == "a"
    except (LookupError, UnicodeError):
        return False


def _utf8_fit(content: bytes) -> float:
    """Return the share of non-ASCII bytes that are valid UTF-8 (1 where all are ASCII)."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        sample = content[:_SAMPLE]
    else:
        return 1.0
    beyond = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    wrong = sum(0xDC80 <= ord(char) <= 0xDCFF for char in sample.decode("utf-8", "surrogateescape"))  # noqa: PLR2004
    return min(0.99, 1 - wrong / beyond) if beyond else 0.99


def _guess(content: bytes) -> str:
    """Guess an encoding that is not UTF-8: windows-1252 for what is mostly ASCII, else by statistics."""
    if _is_western(content):
        return "cp1252"
    import charset_normalizer  # noqa: PLC0415 - only pages without a declared encoding pay for it

    lines = [line for line in content[: 4 * _SAMPLE].splitlines() if not line.isascii()]
    best = charset_normalizer.from_bytes(b"\n".join(lines)[:_SAMPLE], cp_isolation=list(_GUESSES)).best()
    if best is None:
        raise UnitError(
            "undecodable",
            "the bytes fit no known character encoding",
            remedy="save the page as UTF-8 and add it again",
        )
    return codecs.lookup(best.encoding).name


def _is_western(content: bytes) -> bool:
    """Judge whether bytes beyond ASCII are few, or mostly signs, as in English text in windows-1252."""
    sample = content[:_SAMPLE]
    beyond = sample.translate(None, bytes(range(128)))
    share = len(beyond) / max(len(sample), 1)
    signs = sum(byte in _LATIN_SIGNS for byte in beyond)
    return share < _FEW or (share < _SOME and signs >= _MOSTLY * len(beyond))


# -- decode ------------------------------------------------------------------------------------------------------------


def _windows(content: bytes, choice: _Choice) -> Iterator[tuple[str, int, bool]]:
    """Yield decoded runs with their first byte and whether they were valid; an invalid run is one U+FFFD."""
    at = choice.skip
    while at < len(content):
        window = content[at : at + _WINDOW]
        last = at + len(window) == len(content)
        try:
            text = window.decode(choice.encoding)
        except UnicodeDecodeError as error:
            good = window[: error.start].decode(choice.encoding)
            if good:
                yield good, at, True
            at += error.start
            if error.end == len(window) and not last and error.start:
                continue  # a character cut by the window
            yield "\ufffd", at, False
            at += max(error.end - error.start, 1)
        else:
            yield text, at, True
            at += len(window)


def _measure(
    text: str, content: bytes, raw: int, encoding: str, *, valid: bool
) -> Iterator[tuple[int, int, int, Decoding]]:
    """Yield (characters, first byte, end byte, decoding) of runs of constant width."""
    if not valid:
        yield 1, raw, _invalid_end(content, raw, encoding), "charset"
        return
    for run, width in _widths(text, encoding):
        if width:
            yield run, raw, raw + run * width, "charset"
            raw += run * width
        else:
            yield from _measure_slowly(text, content, raw, encoding)


def _invalid_end(content: bytes, raw: int, encoding: str) -> int:
    try:
        content[raw : raw + _WINDOW].decode(encoding)
    except UnicodeDecodeError as error:
        return raw + max(error.end, 1)
    return raw + 1


def _widths(text: str, encoding: str) -> Iterator[tuple[int, int]]:
    """Yield (characters, bytes per character); 0 bytes where only decoding byte by byte can tell."""
    if encoding == "utf-8":
        for found in _UTF8_RUN.finditer(text):
            yield len(found[0]), found.lastindex or 1
    elif encoding.startswith("utf-16"):
        for found in _UTF16_RUN.finditer(text):
            yield len(found[0]), 4 if found.lastindex == 1 else 2
    elif encoding.startswith("utf-32"):
        yield len(text), 4
    else:
        yield len(text), 1 if _is_single_byte(encoding) else 0


def _is_single_byte(encoding: str) -> bool:
    return encoding.startswith(("cp125", "iso8859", "koi8", "mac", "cp866", "cp437", "cp850", "tis-620", "windows"))


def _measure_slowly(text: str, content: bytes, raw: int, encoding: str) -> Iterator[tuple[int, int, int, Decoding]]:
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    start = at = raw
    while done < len(text):
        out = decoder.decode(content[at : at + 1])
        at += 1
        if out:
            yield len(out), start, at, "charset" if len(out) == 1 else "escape"
            done += len(out)
            start = at
