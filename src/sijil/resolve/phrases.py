"""How an actor phrase is built: which names in it say who it is, and which only say whom it is near or against.

"Forces loyal to renegade general X" are X's; "a group linked to Y" is not Y; "Z-backed rebels" are not Z. What stands
behind those words up to a comma is of the other ("troops backed by fighters of Y").
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sijil.parts import HeadRow
from sijil.resolve.register import Entry, Match, Register
from sijil.resolve.words import Words, split_words

_QUANTIFIER = 3
"""Up to so many words before the whole say how many of it ("a number of our men")."""

CORE, SAME, ALLIED, OTHER, WHERE = "core", "same", "allied", "other", "where"


@dataclass(frozen=True, slots=True)
class Part:
    """Words `start:end` of a phrase and how they bear on who it is: core, same, allied, other or where."""

    start: int
    end: int
    link: str
    head: HeadRow | None
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor phrase, cut at its connecting words.

    Attributes:
        words: Its words.
        parts: Its parts in order; the first is the core.
        determiner: first, singular, plural, group, relative, definite, indefinite or None.
        bare: Whether the core is a common noun without names or compounds, and may refer back.
    """

    words: Words
    parts: tuple[Part, ...]
    determiner: str | None
    bare: bool

    @property
    def core(self) -> Part:
        """Return the part that holds the head."""
        return self.parts[0]

    def telling(self) -> tuple[Part, ...]:
        """Return the parts whose names say who it is."""
        return tuple(part for part in self.parts if part.link in {CORE, SAME, ALLIED})


@dataclass(frozen=True, slots=True)
class _Joint:
    start: int
    end: int
    link: str


def _cut(words: Words, joint: _Joint) -> str:
    return " ".join(words.plains[joint.start : joint.end])


def _phrase_at(words: Words, start: int, longest: int) -> list[tuple[int, str]]:
    """List the word sequences from a word on, longest first, with their end."""
    ends = range(min(start + longest, len(words)), start, -1)
    return [(end, " ".join(words.plains[start:end])) for end in ends]


def _joint_at(words: Words, start: int, register: Register) -> _Joint | None:
    for end, phrase in _phrase_at(words, start, register.longest_cue):
        for link in (SAME, ALLIED, OTHER, WHERE):
            if register.cue(link, phrase):
                return _Joint(start, end, link)
    if register.cue("relative", words.plains[start]):
        return _Joint(start, start + 1, OTHER)
    return None


def _joints(words: Words, matches: tuple[Match, ...], register: Register) -> list[_Joint]:
    """Find the connecting words and commas outside of names; none before the second word."""
    inside = {index for match in matches for index in range(match.start, match.end)}
    found: list[_Joint] = []
    index = 0
    while index < len(words):
        joint = _joint_at(words, index, register) if index and index not in inside else None
        if joint and not (joint.start and "-" in words.gap(joint.start - 1)):
            found.append(joint)
            index = joint.end
            continue
        gap = words.gap(index)
        if ("," in gap or "(" in gap) and index + 1 < len(words):
            found.append(_Joint(index + 1, index + 1, OTHER))
        index += 1
    return found


def find_head(words: Words, start: int, end: int, register: Register) -> HeadRow | None:
    """Return the last head noun among the words `start:end`."""
    for last in range(end, start, -1):
        for first in range(max(start, last - register.longest_head), last):
            row = register.heads.get(" ".join(words.plains[first:last]))
            if row:
                return row
    return None


def is_attached(words: Words, match: Match, register: Register) -> bool:
    """Tell whether a name is only part of a compound that says something else ("X-backed", "pro-X")."""
    behind = words.plains[match.end] if match.end < len(words) and "-" in words.gap(match.end - 1) else ""
    if register.cue("hyphen_other", behind):
        return True
    if match.start and "-" in words.gap(match.start - 1):
        return register.cue("prefix_other", words.plains[match.start - 1]) is not None
    return False


def _is_first_name(words: Words, match: Match, register: Register) -> bool:
    """Tell whether a bare surname is here the first name of somebody else ("Adam Musa" is no Noureddine Adam)."""
    if match.end >= len(words) or any(not entry.bound or entry.kind != "person" for entry in match.entries):
        return False
    joined = not words.gap(match.end - 1).strip() and words.printed(match.end)[0].isupper()
    return joined and words.plains[match.end] not in register.heads


def _determiner(words: Words, register: Register) -> str | None:
    kinds = ("first", "singular", "plural", "group", "relative", "definite", "indefinite")
    first = words.plains.index("of") + 1 if "of" in words.plains[1:_QUANTIFIER] else 0
    return next((kind for kind in kinds if len(words) > first and register.cue(kind, words.plains[first])), None)


def read_phrase(surface: str, register: Register) -> Phrase:
    """Read an actor phrase."""
    words = split_words(surface)
    matches = tuple(
        m for m in register.scan(words) if not (is_attached(words, m, register) or _is_first_name(words, m, register))
    )
    joints = _joints(words, matches, register)
    bounds = [_Joint(0, 0, CORE), *joints]
    ends = [joint.start for joint in joints] + [len(words)]
    parts: list[Part] = []
    aside = False
    for joint, end in zip(bounds, ends, strict=True):
        inside = tuple(match for match in matches if joint.end <= match.start < end)
        aside = joint.start < joint.end and (aside or register.cue(OTHER, _cut(words, joint)) is not None)
        same = joint.start == joint.end and len(parts) == 1 and _is_name_of(words, parts[0], joint.end, end, inside)
        link = OTHER if aside else SAME if same else joint.link
        parts.append(Part(joint.end, end, link, find_head(words, joint.end, end, register), inside))
    return Phrase(words, tuple(parts), _determiner(words, register), _is_bare(words, parts))


def _is_name_of(words: Words, core: Part, start: int, end: int, inside: tuple[Match, ...]) -> bool:
    """Tell whether the last words of a phrase are the name of the body before the comma ("the group, the X Front")."""
    if core.matches or core.head is None or core.head.kind == "person" or len(inside) != 1 or end < len(words):
        return False
    return inside[0].end == end and inside[0].start <= start + 1


def _is_bare(words: Words, parts: list[Part]) -> bool:
    """Tell whether a phrase is no more than a common noun: no names but of places, no capitals, no compounds."""
    inside = range(parts[0].start, parts[0].end)
    named = any(words.printed(index)[0].isupper() for index in inside if index)
    related = any(part.matches for part in parts if part.link != WHERE)
    return not named and not related and not any("-" in words.gap(index) for index in inside)


@lru_cache(maxsize=4096)
def read_phrase_once(surface: str, register: Register) -> Phrase:
    """Read an actor phrase, remembering phrases that come again."""
    return read_phrase(surface, register)


def read_phrase_here(surface: str, register: Register, is_named: Callable[[Match], bool]) -> Phrase:
    """Read an actor phrase without the names of which `is_named` says that they mean nobody here."""
    phrase = read_phrase_once(surface, register)
    if all(is_named(match) for part in phrase.parts for match in part.matches):
        return phrase
    parts = [replace(part, matches=tuple(filter(is_named, part.matches))) for part in phrase.parts]
    return replace(phrase, parts=tuple(parts), bare=_is_bare(phrase.words, parts))


def is_people(phrase: Phrase, match: Match, entry: Entry) -> bool:
    """Tell whether a phrase is no more than "the" and the name of a state's people ("the Iraqis", "the French")."""
    whole = match.start == 1 and match.end == len(phrase.words)
    return whole and phrase.determiner == "definite" and (entry.people or entry.adjective)


def are_joined(phrase: Phrase, matches: Sequence[Match], register: Register) -> bool:
    """Tell whether nothing but "and", "or" and an article stands between names."""
    words = phrase.words.plains
    gaps = [words[first.end : second.start] for first, second in itertools.pairwise(matches)]
    return all(
        gap and register.cue("and_word", gap[0]) and all(register.cue("definite", word) for word in gap[1:])
        for gap in gaps
    )


def rank_matches(phrase: Phrase) -> tuple[tuple[Part, Match], ...]:
    """Order the names that may say who it is: armed actors, then people, then states; the core before the rest."""

    def rank(pair: tuple[Part, Match]) -> tuple[int, int, int]:
        part, match = pair
        kind = _kind_rank(match.entries)
        return (kind, part.link != CORE, -match.start if part.link == CORE else match.start)

    pairs = [(part, match) for part in phrase.telling() for match in part.matches]
    return tuple(sorted(pairs, key=rank))


def _kind_rank(entries: tuple[Entry, ...]) -> int:
    kinds = {entry.kind for entry in entries}
    return 2 if kinds == {"state"} else 1 if kinds <= {"person", "state"} else 0
