"""Which other actors the words of a mention name, and why each of them was not taken: for people who check."""

from __future__ import annotations

from dataclasses import replace

from sijil.records import Candidate, Mention, Resolution
from sijil.resolve.frame import Frame
from sijil.resolve.register import Entry

POSSIBLE = 0.3
"""Score of an actor that the words may mean too, below any that is taken."""


def with_rivals(resolution: Resolution, frame: Frame) -> Resolution:
    """Return a resolution of an actor with the other meanings of its names as candidates, the possible ones first."""
    chosen = {candidate.target for candidate in resolution.candidates}
    rivals = [rival for rival in _rivals(resolution.mention, frame) if rival.target not in chosen]
    ordered = sorted(rivals, key=lambda rival: (-rival.score, rival.target))
    return replace(resolution, candidates=(*resolution.candidates, *ordered)) if rivals else resolution


def _rivals(mention: Mention, frame: Frame) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for sighting in frame.sightings:
        if mention.span.start <= sighting.start and sighting.end <= mention.span.end:
            words = frame.report.text[sighting.start : sighting.end]
            meant = set(frame.valid(sighting.entries))
            for entry in sighting.entries:
                score, why = (POSSIBLE, f"{words!r} may mean it too") if entry in meant else (0.0, _bar(entry, frame))
                one = Candidate(target=entry.target, name=entry.name, score=score, why=why)
                found[entry.target] = max(one, found.get(entry.target, one), key=lambda candidate: candidate.score)
    return list(found.values())


def _bar(entry: Entry, frame: Frame) -> str:
    """Say what keeps a meaning from holding in a report."""
    if not entry.holds_on(frame.day):
        return f"held from {entry.valid[0] or '...'} to {entry.valid[1] or '...'} only"
    if entry.bound:
        return f"means it only in reports about {entry.country}, or while it was so"
    return "does not fit the report's other names"
