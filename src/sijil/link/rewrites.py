"""Rewrites: reports whose sentences say what sentences of earlier reports say, in other words and another order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sijil.records import Profile

SENTENCE = 4
"""Telling words of a sentence that can be told again; a shorter one is like others by chance."""
WORDS = 20
"""Telling words in such sentences of a report that can be a rewrite."""
CANDIDATES = 8
"""Earlier reports that a report is compared with, the closest first."""
DRAWN = 2
"""Sentences from which a report draws on another one beside the one that it draws on most."""


def find_drawn(profile: Profile, earlier: Iterable[Profile], rewrite: float, told: float) -> tuple[str, ...]:
    """Return the reports that a report was rewritten from, the one that it draws on most first; none for an own report.

    A sentence is told again where one sentence of an earlier report holds a share `told` of its telling words; each
    such sentence counts by its words. That names and numbers stay is what rewriting leaves; two reporters of one
    happening share them too, but seldom sentence by sentence.

    Args:
        profile: The report.
        earlier: Reports that it may draw on, the likeliest first.
        rewrite: Share of its words that must be told again.
        told: See above.
    """
    sentences = [frozenset(words) for words in profile.sentences]
    sentences = [words for words in sentences if len(words) >= SENTENCE]
    if sum(map(len, sentences)) < WORDS:
        return ()
    sources = {one.report: [frozenset(words) for words in one.sentences] for one in earlier}
    drawn: dict[str, list[frozenset[str]]] = {}
    for words in sentences:
        shares = {report: _share(words, others) for report, others in sources.items()}
        best = max(shares, key=lambda report: shares[report], default=None)
        if best and shares[best] >= told:
            drawn.setdefault(best, []).append(words)
    if sum(len(words) for found in drawn.values() for words in found) < rewrite * sum(map(len, sentences)):
        return ()
    return _by_weight(drawn)


def _share(words: frozenset[str], others: Sequence[frozenset[str]]) -> float:
    """Return the share of a sentence's words that the closest sentence of another report holds."""
    return max((len(words & other) for other in others), default=0) / len(words)


def _by_weight(drawn: Mapping[str, Sequence[frozenset[str]]]) -> tuple[str, ...]:
    """Order the reports that were drawn on by how much; those beside the first count from two sentences."""
    ordered = sorted(drawn, key=lambda report: (-sum(map(len, drawn[report])), report))
    return (ordered[0], *(report for report in ordered[1:] if len(drawn[report]) >= DRAWN))
