"""Write small PDF files in Helvetica: the example in examples/more/, and pages for tests.

    python tools/make_pdf.py TEXT PDF

The text's first line is printed large, empty lines part paragraphs, a form feed begins a page; each page gets a running
head and its number.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

LEFT, TOP, LEADING = 72, 800, 14
WIDTH = 84


class Words(NamedTuple):
    """Words on a page: left end and baseline in points from the lower left corner, size of the type in points."""

    left: float
    base: float
    size: float
    text: str


def write_pdf(*pages: list[Words], encrypted: bool = False) -> bytes:
    """Write pages; `encrypted` gives the file the marks of a password that nobody knows."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        lines = [f"BT /F1 {size} Tf {left} {base} Td ({_quote(text)}) Tj ET" for left, base, size, text in page]
        content = "\n".join(lines).encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _join_objects(objects, encrypted=encrypted)


def _quote(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _join_objects(objects: list[bytes], *, encrypted: bool) -> bytes:
    """Put objects into a file with its table of places (ISO 32000-1, 7.5)."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b""
    if encrypted:
        mark = b"<" + b"5a" * 32 + b">"
        lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -44 >> /ID [<00> <00>]" % (mark, mark)
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, table)
    return bytes(out)


def set_pages(text: str, head: str) -> list[list[Words]]:
    """Set a text in lines, with a running head and the number on each page; words of 12 letters and more may break."""
    pages = []
    for number, part in enumerate(text.split("\f"), start=1):
        page = [Words(LEFT, TOP, 9, head)]
        base = TOP - 3 * LEADING
        for paragraph in part.strip().split("\n\n"):
            is_title = number == 1 and len(page) == 1
            for line in textwrap.wrap(" ".join(paragraph.split()), WIDTH // 2 if is_title else WIDTH):
                page.append(Words(LEFT, base, 20 if is_title else 11, line))
                base -= 2 * LEADING if is_title else LEADING
            base -= LEADING
        pages.append([*page, Words(290, 30, 9, f"{number}")])
    return pages


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_bytes(write_pdf(*set_pages(source.read_text(encoding="utf-8"), "The Harrow Evening Post")))
