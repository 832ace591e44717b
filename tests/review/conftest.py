"""Reports and claims built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import (
    Argument,
    Block,
    Claim,
    ClaimAnchor,
    ClaimKind,
    Mention,
    MentionKind,
    PassageKind,
    Published,
    Report,
    Stance,
)
from sijil.spans import Anchor, Segment, Span, context_of, raw_range

MakeReport = Callable[..., Report]
MakeClaim = Callable[..., Claim]
PointAt = Callable[[Claim, Report], ClaimAnchor]


@pytest.fixture
def make_report() -> MakeReport:
    def make(text: str, before: str = "") -> Report:
        """A report whose text is `text` with `before` put in front by a cleaner; the bytes are those of `text`."""
        shown = before + text
        cut = len(before)
        head = (Segment(start=0, end=cut, raw_start=0, raw_end=1, decoding="markup"),) if before else ()
        return Report(
            source="a" * 64, uri="page.html", title=None, outlet=None, agency=None, byline=None, dateline=None,
            published=Published(), language="en", text=shown,
            segments=(*head, Segment(start=cut, end=len(shown), raw_start=0, raw_end=len(text))),
            blocks=(Block(start=cut, end=len(shown), kind=PassageKind.BODY),),
        )  # fmt: skip

    return make


@pytest.fixture
def make_claim() -> MakeClaim:
    def make(report: Report, quote: str, trigger: str, kind: str = "killing", **roles: str) -> Claim:
        """A claim on the first such words of a report, its roles in those of the quote."""
        start = report.text.index(quote)

        def span(words: str) -> Span:
            at = report.text.index(words, start)
            return Span(report=report.id, start=at, end=at + len(words))

        def mention(role: str, words: str) -> Mention:
            is_place = MentionKind.PLACE if role == "place" else MentionKind.ACTOR
            return Mention(span=span(words), kind=is_place, surface=words, head=span(words).start)

        return Claim(
            report=report.id, type=kind, kind=ClaimKind.EVENT, trigger=span(trigger),
            arguments=tuple(Argument(role=role, mention=mention(role, words)) for role, words in roles.items()),
            figures=(), share=None, stance=Stance.ASSERTED, background=False, speaker=None,
            evidence=(span(quote),), found_by=("rules",), rule="r", score=0.9,
        )  # fmt: skip

    return make


@pytest.fixture
def point_at() -> PointAt:
    def point(claim: Claim, report: Report) -> ClaimAnchor:
        quote = claim.evidence[0]
        before, after = context_of(report.text, quote.start, quote.end)
        offset = raw_range(report.segments, quote.start, quote.end)[0]
        words = quote.cut(report.text)
        return ClaimAnchor(
            anchor=Anchor(source=report.source, uri="u", quote=words, before=before, after=after, offset=offset),
            type=claim.type,
            trigger=claim.trigger.cut(report.text),
            at=claim.trigger.start - quote.start,
            arguments=tuple((one.role, one.mention.surface) for one in claim.arguments),
        )

    return point
