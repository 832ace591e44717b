"""Articles of the labelled data as reports, read line by line as Sijil reads pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sijil.language.model import Model, load_model
from sijil.language.parse import analyse
from sijil.packs import Packs, load_packs
from sijil.read.cues import Cues, compile_cues
from sijil.read.dates import find_published
from sijil.records import How, Passage, PassageKind, Published, Report

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """What articles are read with."""

    packs: Packs
    cues: Cues
    model: Model

    def report(self, row: Row, *, as_given: bool = False) -> Report:
        """Return an article as a report, published on the day that it prints under its headline, else on "dct".

        Where `as_given`, what it prints is not looked at.
        """
        text: str = row["text"]
        printed = find_published(text.split("\n")[1], self.cues) if "\n" in text and not as_given else None
        day = iso_day(row.get("dct"))
        return Report(
            source=str(row["id"]),
            uri=str(row["id"]),
            title=None,
            outlet=None,
            agency=None,
            byline=None,
            dateline=None,
            published=printed or Published(earliest=day, latest=day, how=How.GIVEN),
            language="en",
            text=text,
            segments=(),
            blocks=(),
        )

    def passages(self, report: Report) -> tuple[Passage, ...]:
        """Return the sentences of an article."""
        return analyse(report.id, report.text, self._lines(report.text), self.model)

    def _lines(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the lines of an article as blocks: the headline, then paragraphs; a date line is none."""
        start = 0
        for number, line in enumerate(text.split("\n")):
            if line.strip() and not find_published(line, self.cues):
                yield start, start + len(line), PassageKind.BODY if number else PassageKind.HEADLINE
            start += len(line) + 1


def load_reader() -> Reader:
    """Load the packs and the model."""
    packs = load_packs(["core", "lang-en"])
    return Reader(packs, compile_cues(packs), load_model())


def iso_day(day: str | None) -> str | None:
    """Return an ISO day; None for anything else (some rows)."""
    try:
        return date.fromisoformat(day or "").isoformat()
    except ValueError:
        return None
