"""How the tests of reading read: bytes or text in, report and failures out."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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

MakePdf = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Give a function that writes a PDF of pages of (left, baseline, size, words), in Helvetica."""
    path = Path(__file__).parents[2] / "tools" / "make_pdf.py"
    spec = importlib.util.spec_from_file_location("make_pdf", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = tool
    spec.loader.exec_module(tool)
    write: MakePdf = tool.write_pdf
    return write
