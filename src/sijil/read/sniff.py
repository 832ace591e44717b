"""What the bytes are: judged by content, never by a file's name."""

from __future__ import annotations

import re

import msgspec

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "application/x-riff"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"\x7fELF", "application/x-elf"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"{\\rtf", "application/rtf"),
)
"""First bytes of common formats that are not text pages (from the formats' own specifications)."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_HEAD = 4096
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|section|main|h1|table|span|a|b|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE = re.compile(r"</(?:p|div|a|span|h[1-6]|li|ul|td|title|script|body|html)\s*>|<br\s*/?>|<p>", re.IGNORECASE)
_XML_START = re.compile(r"\s*(?:<\?xml|<rss\b|<feed\b)", re.IGNORECASE)
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a\x1b\x08")
_MAX_CONTROL_SHARE = 0.005
_MIN_HTML_TAGS = 3


def find_bom(content: bytes) -> tuple[bytes, str] | None:
    """Return the byte order mark at the start and the encoding it stands for."""
    return next(((mark, name) for mark, name in _BOMS if content.startswith(mark)), None)


def find_utf16(content: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, told by NUL bytes on every other place of the first 4 KB."""
    head = content[:_HEAD]
    half = len(head) // 2
    if half < 2 or not head.count(0):  # noqa: PLR2004 - two characters are the least that show a pattern
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def find_binary(content: bytes) -> str | None:
    """Return the media type of bytes that are not text, None for text."""
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if find_bom(content) or find_utf16(content):
        return None
    head = content[: 16 * _HEAD]
    controls = len(head) - len(head.translate(None, _CONTROL))
    return "application/octet-stream" if controls > 2 + _MAX_CONTROL_SHARE * len(head) else None


def find_media_type(text: str, content: bytes) -> str:
    """Return the media type of a decoded text: text/html, text/plain, application/xml or application/json."""
    head = text[:_HEAD]
    if head.lstrip()[:1] in ("{", "[") and _is_json(content):
        return "application/json"
    if is_html(head):
        return "text/html"
    if _XML_START.match(head):
        return "application/xml"
    return "text/plain"


def is_html(text: str) -> bool:
    """Tell from the first 4 KB whether a text is HTML."""
    head = text[:_HEAD]
    if _HTML_START.match(head):
        return True
    if _XML_START.match(head):
        return "<html" in head.lower()
    return len(_HTML_INSIDE.findall(head)) >= _MIN_HTML_TAGS


def _is_json(content: bytes) -> bool:
    """Tell whether bytes are one JSON object or array, or lines of JSON objects."""
    lines = content.strip().splitlines()
    return isinstance(_from_json(content), dict | list) or isinstance(_from_json(lines[0]), dict)


def _from_json(content: bytes) -> object:
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return None
