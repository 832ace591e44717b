"""Builders of reports and claims by hand: sentences stand one to a line, mentions are given by their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.reports import make_report

from sijil.packs import Packs, load_packs
from sijil.records import (
    Argument,
    Claim,
    ClaimKind,
    Figure,
    Mention,
    MentionKind,
    Name,
    Passage,
    PassageKind,
    Qualifier,
    Quantity,
    Report,
    ResolvedClaim,
    Speaker,
    Stance,
)
from sijil.resolve.claims import resolve_report
from sijil.resolve.frame import Frame, read_frame
from sijil.resolve.toponyms import Map
from sijil.resolve.words import split_words
from sijil.spans import Span
from sijil.stage import Rows

KINDS = {"place": MentionKind.PLACE, "time": MentionKind.TIME, "weapon": MentionKind.WEAPON}


@dataclass(frozen=True)
class Story:
    """A report with its passages, and the tools to make claims of its words."""

    report: Report
    passages: tuple[Passage, ...]
    packs: Packs

    @property
    def frame(self) -> Frame:
        return read_frame(self.report, self.passages, self.packs)

    @property
    def map(self) -> Map:
        return Map(self.frame)

    def span(self, words: str) -> Span:
        start = self.report.text.index(words)
        return Span(report=self.report.id, start=start, end=start + len(words))

    def mention(self, words: str, kind: MentionKind = MentionKind.ACTOR) -> Mention:
        span = self.span(words)
        return Mention(span=span, kind=kind, surface=words, head=span.start)

    def claim(
        self,
        trigger: str,
        type: str = "attack",  # noqa: A002 - the field's name
        *,
        speaker: Speaker | None = None,
        group: str | None = None,
        background: bool = False,
        **roles: str,
    ) -> Claim:
        arguments = [
            Argument(role=r, mention=self.mention(w, KINDS.get(r, MentionKind.ACTOR))) for r, w in roles.items()
        ]
        span = self.span(trigger)
        quantity = Quantity(low=3, high=3, qualifier=Qualifier.EXACT, span=span)
        figures = (Figure(harm="killed", quantity=quantity, group=self.mention(group)),) if group else ()
        return Claim(
            report=self.report.id,
            type=type,
            kind=ClaimKind.EVENT,
            trigger=span,
            arguments=tuple(arguments),
            figures=figures,
            share=None,
            stance=Stance.ASSERTED,
            background=background,
            speaker=speaker,
            evidence=(span,),
            found_by=("test",),
            rule="test",
            score=0.8,
        )

    def speaker(
        self, words: str, *, name: str | None = None, role: str | None = None, party: str | None = None
    ) -> Speaker:
        return Speaker(
            mention=self.mention(words),
            name=self.mention(name) if name else None,
            role=role,
            party=self.mention(party) if party else None,
        )

    def rows(self, *claims: Claim) -> list[object]:
        return list(resolve_report(Rows((self.report, *self.passages, *claims)), self.packs))

    def resolve(self, *claims: Claim) -> list[ResolvedClaim]:
        return [row for row in self.rows(*claims) if isinstance(row, ResolvedClaim)]


def _passages(report: Report, text: str, labels: dict[str, str]) -> list[Passage]:
    passages, start = [], 0
    for line in text.split("\n"):
        words = split_words(line)
        names = []
        for name, label in labels.items():
            at = line.find(name)
            if at >= 0:
                names.append(Name(start=words.at(at), end=words.at(at + len(name) - 1) + 1, label=label))
        passages.append(
            Passage(
                report=report.id,
                start=start,
                end=start + len(line),
                kind=PassageKind.BODY,
                starts=tuple(start + a for a in words.starts),
                ends=tuple(start + b for b in words.ends),
                tags=tuple("PROPN" if words.printed(i)[0].isupper() and i else "NOUN" for i in range(len(words))),
                lemmas=words.plains,
                heads=tuple(i - 1 for i in range(len(words))),
                relations=("dep",) * len(words),
                names=tuple(names),
                predicates=(),
            )
        )
        start += len(line) + 1
    return passages


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(("lang-en", "world", "libya"))


@pytest.fixture
def story(packs: Packs) -> Callable[..., Story]:
    def tell(text: str, day: str | None = "2016-11-17", **labels: str) -> Story:
        report = make_report(text, day)
        spaced = {name.replace("_", " "): label for name, label in labels.items()}
        return Story(report, tuple(_passages(report, text, spaced)), packs)

    return tell
