"""The words of a passage that may name a place: runs with a capital, and what tagger and registers say of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sijil.records import Passage
from sijil.resolve.frame import Frame
from sijil.resolve.register import Register, is_surname
from sijil.resolve.words import APOSTROPHES, Words, split_words

OWNER = "s"
LEADING = ("definite", "indefinite", "where", "near", "goal", "origin")
"""Kinds of the cues for articles and prepositions that stand in front of a name ("The", "In")."""
HOME_LEAD = 2
"""Words that lead in where somebody is at home ("born in")."""
CASELESS = "Lo"
"""The Unicode category of letters of scripts without capitals."""


def find_runs(words: Words, register: Register) -> Iterator[tuple[int, int]]:
    """Yield the runs of words with a capital, joined by blanks, hyphens and apostrophes."""
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and (begins_name(words, end) or _joins(words, end, start, register)):
            end += 1
            if not _binds(words, end - 1, register):
                break
        while end > start and not ends_name(words, end - 1):
            end -= 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def begins_name(words: Words, index: int) -> bool:
    """Tell whether a word may begin a name: its first letter is a capital, or of a script that has none (Arabic)."""
    first = words.printed(index)[0]
    return first.isupper() or unicodedata.category(first) == CASELESS


def ends_name(words: Words, index: int) -> bool:
    """Tell whether a word may end a name: it may begin one, or is its rest behind an apostrophe ("Sa'dah")."""
    return begins_name(words, index) or _is_rest(words, index)


def _is_rest(words: Words, index: int) -> bool:
    """Tell whether a word in lower case is the rest of a name that an apostrophe cuts, not the "s" of an owner."""
    if index == 0 or words.gap(index - 1) not in APOSTROPHES or words.plains[index] == OWNER:
        return False
    return begins_name(words, index - 1) or not words.folds[index - 1] or _is_rest(words, index - 1)


def _binds(words: Words, index: int, register: Register) -> bool:
    """Tell whether a name may go on behind a word: after a blank, a hyphen, or the full stop of "St."."""
    gap = words.gap(index)
    is_short = gap.strip() == "." and register.cue("name_short", words.plains[index]) is not None
    return is_short or not (gap.strip(" -\u2019'\u2018`\u00a0") or _is_dash(gap))


def _is_dash(gap: str) -> bool:
    """Tell whether hyphens stand for a dash: two of them, or one with blanks around it ("TAIZ - The army")."""
    return "--" in gap or " - " in gap


def _joins(words: Words, index: int, start: int, register: Register) -> bool:
    """Tell whether a lower-case word may stand inside a name: an article, or a link as in "Rio de Janeiro"."""
    if index == start:
        return False
    is_owner = words.plains[index] == OWNER and words.gap(index - 1) in APOSTROPHES
    if is_owner or _is_rest(words, index) or not words.folds[index]:
        return True
    return register.cue("name_link", words.plains[index]) is not None


def names_no_place(words: Words, start: int, end: int, register: Register) -> bool:
    """Tell whether words `start:end` name a day, a people or a medium, or a deal by a place ("the Minsk accords")."""
    if register.cue("not_place", words.plains[start]):
        return True
    if start and words.gap(start - 1) == " " and register.cue("people_lead", words.plains[start - 1]):
        return True
    return end < len(words) and words.gap(end - 1) == " " and register.cue("deal_word", words.plains[end]) is not None


def tells_whose(words: Words, start: int, end: int, register: Register) -> bool:
    """Tell whether words `start:end` only say whose seat, birthplace, brand or goal a place is, where nothing happened.

    As in "the Leeds-based monitor", "Leeds-bound lorries" and "a man born in Leeds".
    """
    if end < len(words) and words.gap(end - 1) == "-":
        return any(register.cue(kind, words.plains[end]) for kind in ("hyphen_other", "hyphen_home"))
    led = " ".join(words.plains[max(0, start - HOME_LEAD) : start])
    return register.cue("home_lead", led) is not None


def leads(words: Words, index: int, register: Register) -> bool:
    """Tell whether a word with a capital is an article or a preposition in front of a name ("The", "In")."""
    return any(register.cue(kind, words.plains[index]) for kind in LEADING)


def printed_name(words: Words, start: int, end: int) -> str:
    """Return words `start:end` as printed."""
    return words.text[words.starts[start] : words.ends[end - 1]]


def full_stop(text: str, start: int, end: int) -> bool:
    """Tell whether a name with full stops in it ("U.S.") has one more behind it."""
    return "." in text[start:end] and text[end : end + 1] == "."


@dataclass(frozen=True, slots=True)
class NameContext:
    """A passage's words, the characters that the tagger named, and those that name an actor or person."""

    words: Words
    passage: Passage
    labels: tuple[tuple[int, int, str], ...]
    taken: tuple[tuple[int, int], ...]

    def label(self, start: int, end: int) -> str | None:
        """Return the label of the name that covers words `start:end`."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        return next((label for a, b, label in self.labels if a < high and low < b), None)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether the tagger sees words `start:end` as one whole name."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        return any((a, b) == (low, high) for a, b, _ in self.labels)

    def is_kernel(self, start: int, end: int) -> bool:
        """Tell whether words `start:end` are all that has a capital in a name ("villages of X Y", "X Y fuel port")."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        around = ((a, b) for a, b, label in self.labels if label == "LOC" and a <= low and high <= b)
        return any(self.is_led_in(a, start) and self._is_lower(end, b) for a, b in around)

    def _is_lower(self, index: int, stop: int) -> bool:
        """Tell whether all words from one on are in lower case, up to a character."""
        behind = (at for at in range(index, len(self.words)) if self.passage.start + self.words.starts[at] < stop)
        return all(self.words.printed(at).islower() for at in behind)

    def is_cut(self, start: int, end: int) -> bool:
        """Tell whether words `start:end` are only a part of the name of a person or organisation."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        met = [(a, b) for a, b, label in self.labels if label in {"PER", "ORG"} and a < high and low < b]
        first = next((index for index in range(start, 0, -1) if self.words.folds[index - 1]), 0)
        led = self.passage.start + self.words.starts[first] if first < start else low
        return any(a < led or high < b for a, b in met)

    def is_proper(self, index: int) -> bool:
        """Tell whether a word is a proper noun and not just the first of its sentence; all without case are."""
        if not self.words.printed(index)[0].isupper():
            return True
        low = self.passage.start + self.words.starts[index]
        tags = (
            t for a, b, t in zip(self.passage.starts, self.passage.ends, self.passage.tags, strict=True) if a <= low < b
        )
        tag = next(tags, None)
        return index > 0 if tag is None else tag == "PROPN"

    def is_led_in(self, first: int, index: int) -> bool:
        """Tell whether only words in lower case stand between a character and a word ("village of X")."""
        before = (at for at in range(index) if self.passage.start + self.words.starts[at] >= first)
        return all(self.words.printed(at).islower() for at in before)

    def is_taken(self, start: int, end: int) -> bool:
        """Tell whether words `start:end` belong to the name of an actor or person."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        return any(a < high and low < b for a, b in self.taken)


def read_context(passage: Passage, frame: Frame) -> NameContext:
    """Return the words of a passage with what is known of them."""
    words = split_words(frame.report.text[passage.start : passage.end])
    labels = tuple((passage.starts[n.start], passage.ends[n.end - 1], n.label) for n in passage.names)
    places = [(start, end) for start, end, label in labels if label == "LOC"]
    taken = tuple(
        (s.start, s.end)
        for s in frame.sightings
        if passage.start <= s.start < passage.end and (_is_no_place(s.entries) and frame.valid(s.entries))
        if not (all(map(is_surname, s.entries)) and any(start <= s.start and s.end <= end for start, end in places))
    )
    return NameContext(words, passage, labels, (*taken, *_counted(passage)))


def _counted(passage: Passage) -> list[tuple[int, int]]:
    """List the names that a number right before them counts, which are those of a people ("200 Amhara")."""
    return [
        (passage.starts[word], passage.ends[word])
        for word in range(1, len(passage.tags))
        if passage.tags[word] == "PROPN" and passage.relations[word - 1] == "nummod" and passage.heads[word - 1] == word
    ]


def _is_no_place(entries: tuple[object, ...]) -> bool:
    return all(getattr(e, "kind", "") != "state" or getattr(e, "adjective", False) for e in entries)
