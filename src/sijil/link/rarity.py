"""How rare words are among reports, and which reports share rare ones."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
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
NEAREST = 32
"""Earlier reports that one is compared with at most, so that the work grows with their number and not its square."""
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
    return math.fsum(first[word] * second[word] for word in first.keys() & second.keys())


class Neighbours:
    """An index of reports by their rarest words, to which reports are added in order of publication."""

    def __init__(self, vectors: Mapping[str, Vector], weights: Weights) -> None:
        """Index nothing yet.

        Args:
            vectors: The words of each report that may be asked for, by its id.
            weights: Rarity by word.
        """
        self._leads = {report: _rarest(vector, weights, len(vectors)) for report, vector in vectors.items()}
        self._index: dict[str, tuple[list[float], list[int]]] = {}
        self._added: list[str] = []

    def add(self, report: str, published: str | None) -> None:
        """Let a report be found, which was published no earlier than those added before."""
        for word in self._leads[report]:
            days, numbers = self._index.setdefault(word, ([], []))
            days.append(_day(published))
            numbers.append(len(self._added))
        self._added.append(report)

    def find(self, report: str, published: str | None, days: int) -> list[str]:
        """Return reports added before that share its rarest words and were published no more than some days earlier.

        An unknown day lies near every other. Of many reports those that share most of these words are returned, of
        equal ones the latest; all in the order in which they were added.
        """
        shared: Counter[int] = Counter()
        first = -math.inf if published is None else to_ordinal(published) - days
        for word in self._leads[report]:
            if word in self._index:
                when, numbers = self._index[word]
                shared.update(numbers[bisect_left(when, first) :])
        found = heapq.nlargest(NEAREST, shared, key=lambda number: (shared[number], number))
        return [self._added[number] for number in sorted(found)]


def _day(published: str | None) -> float:
    """Return a day of publication as a number; an unknown one comes after all."""
    return math.inf if published is None else to_ordinal(published)


def _rarest(vector: Vector, weights: Weights, reports: int) -> list[str]:
    """Return the words that lead from a report to others, rarest first: those of one report lead nowhere.

    So do news words, and in all but small collections words of more than half of the reports.
    """
    rarest = NAMES + _ceil_log2(reports)
    leading = (
        word for word in vector if weights[word] < rarest and weights[word] >= (NAMES if reports <= FEW else NAMES + 1)
    )
    return sorted(leading, key=lambda word: (-weights[word], word))[:INDEXED]


def by_publication(profiles: Iterable[Profile]) -> list[Profile]:
    """Sort reports by day, those of unknown day last."""
    return sorted(profiles, key=lambda one: (one.published or "9999", one.report))
