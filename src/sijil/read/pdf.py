"""The text layer of a PDF: its printed lines, each character with its place in the file's text, each line with its box.

PDFium does the decoding (through pypdfium2, pinned: another version may count characters otherwise).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sijil.errors import UnitError

if TYPE_CHECKING:
    import pypdfium2

_BREAKS = frozenset("\r\n")
_HYPHENS = frozenset("\x02\ufffe\xad")
"""What PDFium gives for a hyphen that a line was broken at, beside the sign itself."""
_TAIL = 4096
_MIN_LETTERS = 20
_MAX_PAGES = 2_000
_MAX_CHARS = 5_000_000
"""Beyond these a file is no report; a small file can ask for any number of pages."""
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A printed line.

    Attributes:
        page: Number of its page, from 1.
        start: Place of its first character in the text of the whole file, page after page.
        text: Its characters, one for each that PDFium counts.
        left: Its box, in points from the lower left corner of the page.
        bottom: The same.
        right: The same.
        top: The same.
        size: Height of its largest font, in points.
    """

    page: int
    start: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF: all its characters, its lines, and what is wrong with it although it can be read."""

    text: str
    lines: tuple[PdfLine, ...]
    faults: tuple[UnitError, ...]


class _Char(NamedTuple):
    text: str
    box: tuple[float, float, float, float] | None
    size: float


def read_pdf(uri: str, content: bytes) -> PdfText:
    """Read the text layer.

    Raises:
        UnitError: `pdf_encrypted`, `pdf_broken`, `pdf_too_long` or `pdf_no_text`.
    """
    import pypdfium2  # noqa: PLC0415  # only projects with PDF pay for it

    try:
        with pypdfium2.PdfDocument(content) as document:
            pages = _read_pages(uri, document)
    except pypdfium2.PdfiumError as error:
        raise _refuse(uri, str(error), content) from error
    text = "".join(char.text for page in pages for char in page)
    if sum(map(str.isalpha, text)) < _MIN_LETTERS:
        what = f"{uri}: the PDF has no text layer on its {len(pages)} pages; it may be a scan"
        raise UnitError("pdf_no_text", what, remedy="recognise its text with an OCR program, and add the result")
    return PdfText(text, tuple(_lines(pages)), () if _is_whole(content) else (_cut_off(uri, len(pages)),))


def _read_pages(uri: str, document: pypdfium2.PdfDocument) -> list[list[_Char]]:
    """Read the characters of all pages.

    Raises:
        UnitError: `pdf_too_long`.
    """
    pages: list[list[_Char]] = []
    total = 0
    for number in range(len(document)):
        if number >= _MAX_PAGES or total > _MAX_CHARS:
            what = f"{uri}: the PDF is longer than {_MAX_PAGES:,} pages or {_MAX_CHARS:,} characters"
            raise UnitError("pdf_too_long", what, remedy="cut the reports out of it, and add them")
        pages.append(list(_chars(document, number)))
        total += len(pages[-1])
    return pages


def _is_whole(content: bytes) -> bool:
    """Tell whether a file ends as PDFs end (ISO 32000-1, 7.5.5)."""
    return b"%%EOF" in content[-_TAIL:]


def _cut_off(uri: str, pages: int) -> UnitError:
    what = f"{uri}: the PDF is cut off: its end is missing; what could be read of it are {pages} pages"
    return UnitError(
        "pdf_broken", what, remedy="get the whole file and add it; until then the rest is not in the record"
    )


def _refuse(uri: str, message: str, content: bytes) -> UnitError:
    """Say why PDFium would not open a file."""
    if "password" in message.lower() or "security" in message.lower():
        what = f"{uri}: the PDF is encrypted and asks for a password"
        return UnitError("pdf_encrypted", what, remedy="save a copy without a password, and add that")
    why = "damaged" if _is_whole(content) else "cut off: its end is missing"
    return UnitError("pdf_broken", f"{uri}: the PDF is {why}", remedy="get the whole file, and add that")


def _chars(document: pypdfium2.PdfDocument, number: int) -> Iterator[_Char]:
    """Yield the characters of a page, and a line break after the last."""
    import pypdfium2  # noqa: PLC0415  # see above

    raw = pypdfium2.raw
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            box = raw.FS_RECTF()
            for index in range(text.count_chars()):
                char = _decode(raw.FPDFText_GetUnicode(text, index))
                has_box = not char.isspace() and raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
                size = raw.FPDFText_GetFontSize(text, index) if has_box else 0.0
                yield _Char(char, (box.left, box.bottom, box.right, box.top) if has_box else None, size)
        finally:
            text.close()
    finally:
        page.close()
    yield _Char("\n", None, 0.0)


def _decode(code: int) -> str:
    """Return the character of a code; one that stands for nothing becomes U+FFFD."""
    if code == 0 or code in _SURROGATES:
        return "\ufffd"
    char = chr(code)
    return "-" if char in _HYPHENS else char


def _lines(pages: list[list[_Char]]) -> Iterator[PdfLine]:
    """Yield the lines that hold something."""
    at = 0
    for number, page in enumerate(pages, start=1):
        for chars in _cut(page):
            boxes = [char.box for char in chars if char.box]
            if boxes:
                yield _line(number, at, chars, boxes)
            at += len(chars)


def _cut(page: list[_Char]) -> Iterator[list[_Char]]:
    """Cut a page at line breaks, and behind a hyphen where PDFium joined the broken word: what follows is lower."""
    run: list[_Char] = []
    for char in page:
        if run and (_is_break(run[-1]) != _is_break(char) or _is_broken(run[-1], char)):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _is_break(char: _Char) -> bool:
    return char.text in _BREAKS


def _is_broken(last: _Char, char: _Char) -> bool:
    if last.text != "-" or not last.box or not char.box:
        return False
    _, bottom, _, _ = last.box
    return (char.box[1] + char.box[3]) / 2 < bottom


def _line(page: int, start: int, chars: Sequence[_Char], boxes: Sequence[tuple[float, float, float, float]]) -> PdfLine:
    """Put the characters of a line together, with the box around theirs, to a tenth of a point."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return PdfLine(
        page=page,
        start=start,
        text="".join(char.text for char in chars),
        left=round(min(left), 1),
        bottom=round(min(bottom), 1),
        right=round(max(right), 1),
        top=round(max(top), 1),
        size=round(max(char.size for char in chars), 1),
    )
