"""The time expressions of a report's sentences, and which clause each of them belongs to."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import WordList
from sijil.records import Passage
from sijil.resolve.timefinder import TimeExpression, find_times

_VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"acl"})
_APART = frozenset({"acl", "ccomp", "conj", "parataxis"})


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of the lexicon that timing reads: verbs of saying and auxiliaries of what is to come, as lemmas."""

    speech: frozenset[str]
    future: frozenset[str]


@lru_cache(maxsize=8)
def load_words(packs: Packs) -> Words:
    """Read the word lists `speech` and `future` of the packs; a list that no pack has is empty."""
    lists = {item.name: frozenset(item.words) for item in packs.rows(WordList)}
    return Words(lists.get("speech", frozenset()), lists.get("future", frozenset()))


class Sentence:
    """One passage with its time expressions (offsets of the report's text) and its tree."""

    def __init__(self, passage: Passage, text: str, packs: Packs) -> None:
        """Find the time expressions of the passage in the text of its report."""
        self.passage = passage
        self.relations = [relation.partition(":")[0] for relation in passage.relations]
        found = find_times(text[passage.start : passage.end], packs)
        self.times = tuple(item.moved(passage.start) for item in found)
        self._words = load_words(packs)

    def word_at(self, offset: int) -> int:
        """Return the index of the word at a character of the text, or of the nearest before it."""
        return max(bisect.bisect_right(self.passage.starts, offset) - 1, 0)

    def words_in(self, start: int, end: int) -> range:
        """Return the indices of the words that begin in `start:end`."""
        starts = self.passage.starts
        return range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end))

    def path(self, word: int) -> Iterator[int]:
        """Yield a word and those above it, up to the root; a broken tree ends the path."""
        seen: set[int] = set()
        while word >= 0 and word not in seen and word < len(self.relations):
            seen.add(word)
            yield word
            word = self.passage.heads[word]

    def head_of(self, start: int, end: int) -> int:
        """Return the word of `start:end` whose head lies outside."""
        inside = self.words_in(start, end)
        return next((word for word in inside if self.passage.heads[word] not in inside), self.word_at(start))

    def below(self, word: int, relation: str) -> list[int]:
        """Return the words that hang on a word by a relation (without subtype)."""
        heads = self.passage.heads
        return [child for child, head in enumerate(heads) if head == word and self.relations[child] == relation]

    def clause_of(self, time: TimeExpression) -> int:
        """Return the verb (or root) of the clause that a time expression stands in.

        A time right behind a verb of saying ("said on Wednesday that") is of that verb, whatever the tree says.
        """
        before = self.words_in(self.passage.start, time.start)
        if before and self.is_speech(before[-1]) and self.passage.tags[before[-1]] in _VERBAL:
            return before[-1]
        for word in self.path(self.head_of(time.core, time.end)):
            if self.passage.tags[word] in _VERBAL or self.passage.heads[word] < 0:
                return word
        return self.word_at(time.core)

    def is_speech(self, word: int) -> bool:
        """Tell whether a word is a verb of saying."""
        return self.passage.lemmas[word].lower() in self._words.speech

    def is_future(self, word: int) -> bool:
        """Tell whether a word, or the verb above it, stands in the future tense."""
        for step in self.path(word):
            if any(self._children_lemmas(step) & self._words.future):
                return True
            if self.passage.tags[step] in _VERBAL:
                return False
        return False

    def _children_lemmas(self, word: int) -> frozenset[str]:
        passage = self.passage
        inside = (n for n, head in enumerate(passage.heads) if head == word and passage.tags[n] in _VERBAL)
        return frozenset(passage.lemmas[n].lower() for n in inside)

    def dates(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time expression says when the happening at word `trigger` took place.

        It does where it hangs on the trigger, on the verb above it, or on a clause below it that tells how; it does
        not where it tells when something was said, or stands in a relative clause or another main clause.
        """
        clause = self.clause_of(time)
        if self.is_speech(clause) and clause != trigger:
            return False
        hanging = list(self.path(self.head_of(time.core, time.end)))
        if trigger in hanging:
            return not any(self._parts(word) for word in hanging[: hanging.index(trigger)])
        above = list(self.path(trigger))
        for word in above:
            if word in hanging and (word == clause or self.relations[above[above.index(word) - 1]] in _RELATIVE):
                return word == clause or not any(self._parts(inner) for inner in hanging[: hanging.index(word)])
            if self.relations[word] in _RELATIVE | {"ccomp"} and self.passage.heads[word] not in hanging:
                return False
        return False

    def _parts(self, word: int) -> bool:
        """Tell whether what hangs below a word is another matter: an apposition, or a clause of its own."""
        relation = self.relations[word]
        return relation == "appos" or (relation in _APART and self._is_clause(word))

    def _is_clause(self, word: int) -> bool:
        return self.passage.tags[word] in _VERBAL

    def is_said(self, time: TimeExpression) -> bool:
        """Tell whether a time expression says when something was said."""
        return self.is_speech(self.clause_of(time))

    def closes(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time expression behind a comma ends the clause of word `trigger`.

        As in "rebels took the town, a hub of trade, in May": no verb stands between.
        """
        before = self.words_in(self.passage.start, time.start)
        if len(before) < 2 or not trigger < before[-1] or self.passage.tags[before[-1]] != "PUNCT":  # noqa: PLR2004 - a word and its comma
            return False
        between = self.passage.tags[trigger + 1 : before[-1]]
        return not _VERBAL & set(between) and not self.is_said(time)

    def is_of_noun(self, time: TimeExpression) -> bool:
        """Tell whether a time expression dates only the noun that it stands before ("the May 5 attack")."""
        return self.relations[self.head_of(time.core, time.end)] in {"compound", "amod", "nummod"}

    def says(self, time: TimeExpression, trigger: int) -> bool:
        """Tell whether a time expression says when the clause of word `trigger` was said."""
        clause = self.clause_of(time)
        return self.is_speech(clause) and clause != trigger and clause in self.path(trigger)


def read_sentences(passages: Iterable[Passage], text: str, packs: Packs) -> tuple[Sentence, ...]:
    """Return the sentences of a report in order of place."""
    return tuple(Sentence(passage, text, packs) for passage in sorted(passages, key=lambda item: item.start))


def find_sentence(sentences: Sequence[Sentence], offset: int) -> int:
    """Return the number of the sentence that holds a character, or -1."""
    number = bisect.bisect_right([sentence.passage.start for sentence in sentences], offset) - 1
    return number if number >= 0 and offset < sentences[number].passage.end else -1
