"""Who speaks in a report that is a statement of its own: a communique of an armed group says "we" of that group."""

from __future__ import annotations

from sijil.records import Passage, PassageKind
from sijil.resolve.actors import rule_by_name
from sijil.resolve.frame import Frame
from sijil.resolve.words import split_words

_OPENING = 2
"""Sentences of the body that may say who issued it."""


def find_issuer(frame: Frame) -> str | None:
    """Return the id of who issued a report, by its byline, its title or its first sentences; None = not told.

    They name one organisation and a statement ("Communique of X", "X issued the following statement"), or the byline
    names it.
    """
    if frame.report.byline and (own := rule_by_name(frame.report.byline, frame)) and _may_issue(own.id, frame):
        return own.id
    body = [passage for passage in frame.passages if passage.kind is not PassageKind.HEADLINE]
    for passage in (*(one for one in frame.passages if one not in body), *body[:_OPENING]):
        if _names_statement(passage, frame):
            inside = (entry for sighting, entry in frame.named if passage.start <= sighting.start < passage.end)
            named = {entry.target for entry in inside if _may_issue(entry.target, frame)}
            if len(named) == 1:
                return named.pop()
    return None


def _names_statement(passage: Passage, frame: Frame) -> bool:
    """Tell whether a sentence speaks of a statement as what follows, and not of what one says."""
    words = split_words(frame.report.text[passage.start : passage.end]).plains
    said = any(frame.register.cue("statement", word) for word in words)
    told = any(frame.register.cue("reported", word) for word in words)
    return said and not told


def _may_issue(target: str | None, frame: Frame) -> bool:
    """Tell whether an actor is an organisation of those that fight."""
    row = frame.register.actors.get(target or "")
    return row is not None and frame.register.cue("armed_kind", row.kind) is not None
