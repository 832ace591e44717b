"""How the tests of reading read: bytes or text in, report and failures out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sijil.packs import Packs, load_packs
from sijil.read.cues import Cues, compile_cues
from sijil.read.stage import read_source
from sijil.records import Failure, Given, PassageKind, Report, Sighting, Source
from sijil.stage import Raw, Rows


@dataclass(frozen=True)
class Outcome:
    """What came of one source."""

    source: Source | None
    report: Report | None
    failures: tuple[Failure, ...]

    def codes(self) -> list[str]:
        return [failure.code for failure in self.failures]

    def blocks(self, *kinds: PassageKind) -> list[str]:
        assert self.report is not None
        return [self.report.text[b.start : b.end] for b in self.report.blocks if not kinds or b.kind in kinds]

    def body(self) -> list[str]:
        return self.blocks(PassageKind.BODY)


ReadText = Callable[..., Outcome]


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(("core", "lang-en"))


@pytest.fixture(scope="session")
def cues(packs: Packs) -> Cues:
    return compile_cues(packs)


@pytest.fixture(scope="session")
def read(packs: Packs) -> ReadText:
    def read_one(content: str | bytes, *givens: Given) -> Outcome:
        raw = content.encode() if isinstance(content, str) else content
        sha256 = hashlib.sha256(raw).hexdigest()
        sightings = [
            Sighting(source=sha256, uri=f"{number}.txt", given=given)
            for number, given in enumerate(givens or (Given(),))
        ]
        rows = list(read_source(Rows((Raw(sha256, raw), *sightings)), packs))
        sources = [row for row in rows if isinstance(row, Source)]
        reports = [row for row in rows if isinstance(row, Report)]
        failures = tuple(row for row in rows if isinstance(row, Failure))
        return Outcome(next(iter(sources), None), next(iter(reports), None), failures)

    return read_one


# -- PDF ---------------------------------------------------------------------------------------------------------------

Word = tuple[float, float, float, str]
MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Give a function that writes a PDF of pages of (left, baseline, size, words), in Helvetica."""
    return write_pdf


def write_pdf(*pages: list[Word], encrypted: bool = False) -> bytes:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = "\n".join(
            f"BT /F1 {size} Tf {left} {base} Td ({_quote(words)}) Tj ET" for left, base, size, words in page
        )
        content = stream.encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _join_objects(objects, encrypted=encrypted)


def _quote(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _join_objects(objects: list[bytes], *, encrypted: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b""
    if encrypted:  # the marks of a password that nobody knows
        mark = b"<" + b"5a" * 32 + b">"
        lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -44 >> /ID [<00> <00>]" % (mark, mark)
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, table)
    return bytes(out)
