"""What all extractors share: they propose, quoting words; `ground` finds the words or refuses.

An invented quote cannot become a claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijil.errors import GroundingError
from sijil.records import ClaimKind, Mention, MentionKind, OfWhom, Qualifier, Scope
from sijil.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The part of a report that a proposal may quote: `text` is the report's characters `start:`."""

    report: str
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words as printed; `near` is the character of the report at which the proposer saw them, if it knows.

    `head` is the character of the head word, for mentions.
    """

    text: str
    near: int | None = None
    head: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFigure:
    """A count with its words; `low` and `high` None = open."""

    harm: str
    number: Quote
    low: int | None
    high: int | None
    qualifier: Qualifier
    group: Quote | None = None
    status: str | None = None
    of_whom: tuple[OfWhom, ...] = ()
    scope: Scope = Scope.EVENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A statement that an extractor believes to be in a window.

    Attributes:
        type: Claim type.
        kind: Event, state or toll.
        trigger: The word or words that say what happened.
        evidence: The shortest clause that carries the claim.
        roles: Role names with the words that fill them: actor, target, place, time, weapon.
        figures: Counts.
        share: Part of a place that is spoken of.
        rule: Which rule, model or prompt proposed it.
        found_by: Kind of extractor: rules, model, llm.
        score: Between 0 and 1.
    """

    type: str
    kind: ClaimKind
    trigger: Quote
    evidence: Quote
    roles: tuple[tuple[str, Quote], ...] = ()
    figures: tuple[ProposedFigure, ...] = ()
    share: float | str | None = None
    rule: str
    found_by: str
    score: float


KINDS = {
    "actor": MentionKind.ACTOR,
    "target": MentionKind.ACTOR,
    "place": MentionKind.PLACE,
    "time": MentionKind.TIME,
    "weapon": MentionKind.WEAPON,
}


def ground(quote: Quote, window: Window) -> Span:
    """Find quoted words in a window.

    Args:
        quote: The words; with `near`, they must stand just there.
        window: Where to look.

    Returns:
        The span of the words in the report.

    Raises:
        GroundingError: If the words are not there, or stand there twice and `near` does not say which is meant.
    """
    if not quote.text:
        raise GroundingError("a proposal quotes no words", remedy="quote the words of the report")
    if quote.near is not None:
        at = quote.near - window.start
        if at >= 0 and window.text.startswith(quote.text, at):
            return Span(report=window.report, start=quote.near, end=quote.near + len(quote.text))
        raise GroundingError(
            f"{quote.text!r} does not stand at character {quote.near}", remedy="quote the report to the letter"
        )
    at = window.text.find(quote.text)
    if at < 0:
        raise GroundingError(f"{quote.text!r} is not in the passage", remedy="quote the report to the letter")
    if window.text.find(quote.text, at + 1) >= 0:
        raise GroundingError(f"{quote.text!r} stands in the passage more than once", remedy="quote more words")
    start = window.start + at
    return Span(report=window.report, start=start, end=start + len(quote.text))


def ground_mention(quote: Quote, window: Window, kind: MentionKind) -> Mention:
    """Find a mention's words; the head word is the last one unless the proposer says otherwise."""
    span = ground(quote, window)
    head = quote.head if quote.head is not None else span.start + len(quote.text) - len(quote.text.split()[-1])
    return Mention(span=span, kind=kind, surface=quote.text, head=head)


@dataclass(frozen=True, slots=True)
class Attribution:
    """That somebody says something.

    Attributes:
        cue: The reporting word.
        source: Head word of who says it, or -1 where nobody is named.
        content: The words that are said.
        channel: Head word of the medium or agency through which it is said, or -1.
        quoted: Whether the content is in quotation marks.
        passed_on: Whether the channel names the source as its own ("SANA said, quoting a military source").
    """

    cue: int
    source: int
    content: frozenset[int]
    channel: int = -1
    quoted: bool = False
    passed_on: bool = False
