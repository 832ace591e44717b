"""How rare words are among reports, and which reports share rare ones."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sijil.days import to_ordinal
from sijil.packs import Packs
from sijil.parts import WordList
from sijil.records import Profile

NEWS_WORDS = "news_word"
"""The word list that holds them."""
NAMES = 2
"""What a word that all reports hold weighs, if it is no news word."""
TITLE = 2
"""How often a word of a headline counts."""
INDEXED = 32
"""The rarest words of a report, which lead to others."""
FEW = 8
"""Reports of a collection so small that every word leads."""

Weights = Mapping[str, int]
"""By word, how much it weighs: the rarer the more, in whole steps."""
Vector = Mapping[str, float]
"""By word, what a report gives to it; of length 1."""


def read_news_words(packs: Packs) -> frozenset[str]:
    """Return the words that say little of which happening a report tells, whatever the collection."""
    return frozenset(word for row in packs.rows(WordList) if row.name == NEWS_WORDS for word in row.words)


def weigh_words(profiles: Sequence[Profile], news_words: frozenset[str]) -> Weights:
    """Weigh words by how few reports hold them: inverse document frequency (Sparck Jones 1972) in whole powers of 2.

    Whole steps keep one report more from changing the weights of all words. News words weigh 1, as words that every
    report holds: in a small collection counting would not tell them from others.
    """
    held = Counter(word for profile in profiles for word in _all_words(profile))
    most = _ceil_log2(len(profiles))
    return {word: 1 if word in news_words else NAMES + most - _ceil_log2(count) for word, count in held.items()}


def _ceil_log2(count: int) -> int:
    return max(0, count - 1).bit_length()


def _all_words(profile: Profile) -> set[str]:
    return {*profile.title, *(word for words in profile.sentences for word in words)}


def make_vector(profile: Profile, weights: Weights) -> Vector:
    """Return what a report gives to each of its words: log frequency by rarity, scaled to length 1."""
    counted = Counter(word for words in profile.sentences for word in words)
    for word in profile.title:
        counted[word] += TITLE
    raw = {word: (1 + math.log(count)) * weights[word] for word, count in counted.items()}
    length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {word: raw[word] / length for word in sorted(raw)}


def compare_vectors(first: Vector, second: Vector) -> float:
    """Return the cosine of two reports' words, 0 to 1."""
    small, large = sorted((first, second), key=len)
    return math.fsum(value * large[word] for word, value in small.items() if word in large)


class Neighbours:
    """An index of reports by their rarest words."""

    def __init__(self, vectors: Mapping[str, Vector], weights: Weights) -> None:
        """Index nothing yet.

        Args:
            vectors: The words of each report that may be asked for, by its id.
            weights: Rarity by word.
        """
        self._leads = {report: _rarest(vector, weights, len(vectors)) for report, vector in vectors.items()}
        self._index: dict[str, list[str]] = {}

    def add(self, report: str) -> None:
        """Let a report be found."""
        for word in self._leads[report]:
            self._index.setdefault(word, []).append(report)

    def find(self, report: str) -> list[str]:
        """Return the reports added before that share one of its rarest words, in the order in which they were added."""
        return list(dict.fromkeys(other for word in self._leads[report] for other in self._index.get(word, ())))


def _rarest(vector: Vector, weights: Weights, reports: int) -> list[str]:
    """Return the words that lead from a report to others, rarest first: those of one report lead nowhere.

    So do news words, and in all but small collections words of more than half of the reports.
    """
    rarest = NAMES + _ceil_log2(reports)
    leading = (
        word for word in vector if weights[word] < rarest and weights[word] >= (NAMES if reports <= FEW else NAMES + 1)
    )
    return sorted(leading, key=lambda word: (-weights[word], word))[:INDEXED]


def are_near(first: str | None, second: str | None, days: int) -> bool:
    """Tell whether two days lie no further apart than some days; an unknown one lies near every other."""
    if first is None or second is None:
        return True
    return abs(to_ordinal(first) - to_ordinal(second)) <= days


def by_publication(profiles: Iterable[Profile]) -> list[Profile]:
    """Sort reports by day, those of unknown day last."""
    return sorted(profiles, key=lambda one: (one.published or "9999", one.report))
