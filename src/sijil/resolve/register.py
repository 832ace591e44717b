"""The registers of actors, people and states, compiled for search: all names in one pass over the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import ActorRow, HeadRow, NationalityRow, NumberWord, PersonRow, ReferenceCue
from sijil.resolve.words import Words, split_words

ACRONYM = 5
"""Up to this many letters, a name in capitals is found only in capitals ("IS" is not "is")."""

HEARD = 5
"""A single word is found by transliteration only from this many letters of its key on, a bare surname from one more."""

JOINED = 3
JOINED_LETTERS = 8
"""A name of up to so many words is also found written as one, from so many letters of its key on."""
_VARIED = re.compile("[ae]+")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name.

    Attributes:
        target: Id of the actor (for a person the person's party, for a state the state).
        name: The register's name of the actor, person or state.
        kind: Kind of the actor; `person` or `state` for those.
        country: ISO 3166 alpha-3 code.
        land: Code of the country on the map, where it is another.
        bound: Whether the name means this only in reports about the country.
        adjective: Whether the name is a state's adjective ("Turkish").
        valid: From and to, ISO, None = open.
        side: Side of the conflict.
        metonym: Whether the name is a seat of government that stands for it.
        people: Whether the name is the plural for its nationals ("Mexicans"), who are not the state.
        sourced: Whether its row says where it was read.
    """

    target: str
    name: str
    kind: str
    country: str | None = None
    land: str | None = None
    bound: bool = False
    adjective: bool = False
    valid: tuple[str | None, str | None] = (None, None)
    side: str | None = None
    metonym: bool = False
    people: bool = False
    sourced: bool = True

    def holds_on(self, day: str | None) -> bool:
        """Tell whether the row is valid on an ISO day (or always, where the day is unknown)."""
        if day is None:
            return True
        start, end = self.valid
        return (start is None or start <= day) and (end is None or day[: len(end)] <= end)


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start:end` that are a name, with what it may mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False)
class Register:
    """All names, by the words of the name; `spelled` are compared as printed, `heard` by transliteration key."""

    spelled: dict[Key, tuple[Entry, ...]]
    heard: dict[Key, tuple[Entry, ...]]
    longest: dict[str, int]
    heads: dict[str, HeadRow]
    longest_head: int
    cues: dict[str, dict[str, ReferenceCue]]
    longest_cue: int
    actors: dict[str, ActorRow]
    states: dict[str, NationalityRow]
    numbers: frozenset[str]

    def cue(self, kind: str, word: str) -> ReferenceCue | None:
        """Return the cue of a kind that a word or phrase is, if it is one."""
        return self.cues.get(kind, {}).get(word)

    def is_anybody(self, phrase: str) -> bool:
        """Tell whether words for people say nothing of who they are ("126 people", "several bodies", "105")."""
        return all(
            word in self.numbers or word[:1].isdigit() or self.cue("anybody", word)
            for word in split_words(phrase).plains
        )

    def scan(self, words: Words) -> tuple[Match, ...]:
        """Find all names, longest first at each place, from left to right, none inside another."""
        found: list[Match] = []
        index = 0
        while index < len(words):
            match = self._match(words, index)
            if match and self._is_other_person(words, match):
                match = None
            if match:
                found.append(match)
            index = match.end if match else index + 1
        return tuple(found)

    def _is_other_person(self, words: Words, match: Match) -> bool:
        """Tell whether a bare surname belongs to somebody with another first name, which is not a title."""
        if any(not entry.bound or entry.kind != "person" for entry in match.entries):
            return False
        before = match.start - 1
        while before > 0 and not words.folds[before]:
            before -= 1
        if before < 0 or not words.folds[before] or not words.printed(before)[0].isupper():
            return False
        joined = all(not words.gap(index).strip(" -\u00a0") for index in range(before, match.start))
        return joined and words.plains[before] not in self.heads and before > 0

    def _match(self, words: Words, start: int) -> Match | None:
        """Return the longest name that begins at a word."""
        longest = max(
            self.longest.get(words.plains[start], 0),
            self.longest.get("~" + _merged(words.folds[start]), 0),
        )
        for end in range(min(start + longest, len(words)), start, -1):
            entries = self._entries(words, start, end)
            if entries:
                return Match(start, end, entries)
        return None

    def _entries(self, words: Words, start: int, end: int) -> tuple[Entry, ...]:
        """Return what the words mean as printed, else as heard."""
        as_printed = (words.printed(start).replace(".", ""),) if end == start + 1 else ()
        entries = self.spelled.get(as_printed) or self.spelled.get(words.plains[start:end])
        small = end == start + 1 and words.printed(start)[0].islower()
        if entries and small and all(entry.kind == "state" and not entry.bound for entry in entries):
            return ()  # "electricity poles" are no Poles
        if entries or not words.printed(end - 1)[0].isupper() or not words.folds[start]:
            return entries or ()
        return self.heard.get(hearing(words.folds[start:end]), ())


def sourced_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Leave out meanings from memory where another meaning says where it was read."""
    return tuple(entry for entry in entries if entry.sourced) or entries


def is_acronym(name: str) -> bool:
    """Tell whether a name is a short one in capitals, which nothing but its letters is."""
    return name.isupper() and len(name) <= ACRONYM and name.isalpha()


def _spell(name: str) -> Key:
    """Return the key of a name as printed."""
    bare = name.replace(".", "")
    return (bare,) if is_acronym(bare) else split_words(name).plains


def _actor_entries(row: ActorRow) -> Iterator[tuple[str, Entry]]:
    valid = (row.valid_from, row.valid_to)
    freely = ((name, row.country, False) for name in (row.name, *row.aliases))
    within = ((name, land, True) for land in (row.country, *row.also) for name in row.called)
    for name, country, bound in (*freely, *within):
        yield (
            name,
            Entry(
                row.id,
                row.name,
                row.kind,
                country,
                land=row.country,
                bound=bound,
                valid=valid,
                side=row.side,
                sourced=bool(row.source),
            ),
        )


def _person_entries(row: PersonRow, sides: dict[str, str | None]) -> Iterator[tuple[str, Entry]]:
    valid = (row.valid_from, row.valid_to)
    bare, _, _ = row.name.partition(" (")  # what tells one of two of the same name from the other is no name
    words = split_words(bare)
    for name in dict.fromkeys((row.name, bare, *row.aliases, words.printed(len(words) - 1))):
        bound = len(split_words(name)) == 1
        side = sides.get(row.party)
        yield (
            name,
            Entry(
                row.party,
                row.name,
                "person",
                row.country,
                land=row.country,
                bound=bound,
                valid=valid,
                side=side,
                sourced=bool(row.source),
            ),
        )


def _state_entries(row: NationalityRow) -> Iterator[tuple[str, Entry]]:
    adjectives, metonyms = {*row.adjectives} - {row.name, *row.aliases}, {*row.metonyms}
    for name in dict.fromkeys((row.name, *row.aliases, *row.metonyms, *row.adjectives)):
        people = name in adjectives and name.endswith("s") and not name.endswith("ss")
        entry = Entry(
            f"state-{row.id}",
            row.name,
            "state",
            row.id,
            land=row.within or row.id,
            adjective=name in adjectives,
            people=people,
        )
        yield name, replace(entry, metonym=name in metonyms)


def _index(named: list[tuple[Key, Entry]]) -> dict[Key, tuple[Entry, ...]]:
    """Group the entries of one key, each once."""
    groups: dict[Key, dict[Entry, None]] = defaultdict(dict)
    for key, entry in named:
        if key:
            groups[key][entry] = None
    return {key: tuple(entries) for key, entries in groups.items()}


def _lengths(*tables: tuple[str, dict[Key, tuple[Entry, ...]]]) -> dict[str, int]:
    """Return the length of the longest name by first word; keys of what is heard begin with a tilde."""
    longest: dict[str, int] = defaultdict(int)
    for mark, table in tables:
        for key in table:
            first = mark + (_merged(key[0]) if mark else key[0].lower())
            longest[first] = max(longest[first], len(key) + (3 if mark else 0))
    return dict(longest)


@lru_cache(maxsize=8)
def compile_register(packs: Packs) -> Register:
    """Compile the registers of some packs; kept for the life of the process.

    Names of armed actors and people are found across transliterations too; names of states and names that hold only
    within a country as printed alone, so that "male" is not Mali.
    """
    actors = {row.id: row for row in packs.rows(ActorRow)}
    sides = {key: row.side for key, row in actors.items()}
    named = [pair for row in actors.values() for pair in _actor_entries(row)]
    named += [pair for row in packs.rows(PersonRow) for pair in _person_entries(row, sides)]
    states = {row.id: row for row in packs.rows(NationalityRow)}
    of_states = [pair for row in states.values() for pair in _state_entries(row)]
    spelled = _index([(_spell(name), entry) for name, entry in named + of_states])
    proper = [(name, entry) for name, entry in named if not is_acronym(name) and _is_proper(name)]
    joined = [(_hear_joined(name), entry) for name, entry in proper if entry.kind != "person"]
    heard = _index([(_hear(name, HEARD + is_surname(entry)), entry) for name, entry in proper] + joined)
    cues: dict[str, dict[str, ReferenceCue]] = defaultdict(dict)
    for cue in packs.rows(ReferenceCue):
        cues[cue.kind][cue.word] = cue
    heads = {row.word: row for row in packs.rows(HeadRow)}
    return Register(
        spelled=spelled,
        heard=heard,
        longest=_lengths(("", spelled), ("~", heard)),
        heads=heads,
        longest_head=max((word.count(" ") + 1 for word in heads), default=0),
        cues=dict(cues),
        longest_cue=max((cue.word.count(" ") + 1 for cue in packs.rows(ReferenceCue)), default=0),
        actors=actors,
        states=states,
        numbers=frozenset(row.word for row in packs.rows(NumberWord)),
    )


def _is_proper(name: str) -> bool:
    return any(char.isupper() for char in name)


def _hear(name: str, least: int) -> Key:
    """Return the transliteration key of a name; none for one word of too few letters, which many others sound like."""
    key = hearing(split_words(name).folds)
    return key if len(key) > 1 or len("".join(key)) >= least else ()


def is_surname(entry: Entry) -> bool:
    """Tell whether a name is only the last one of a person."""
    return entry.bound and entry.kind == "person"


def _hear_joined(name: str) -> Key:
    """Return the key of a name of a few words written as one ("Ansarallah"); none if that is short."""
    key = hearing(split_words(name).folds)
    joined = "".join(hearing(("".join(key),)))
    return (joined,) if 1 < len(key) <= JOINED and len(joined) >= JOINED_LETTERS else ()


def hearing(folds: Key) -> Key:
    """Make the one vowel that press spellings of one name vary most, a or e within a word, one.

    In names of several words, which fewer others sound like, a and e side by side are one vowel too.
    """
    kept = tuple(fold for fold in folds if fold)
    if len(kept) > 1:
        return tuple(map(_merged, kept))
    return tuple(fold[0] + fold[1:].replace("e", "a") for fold in kept)


def _merged(fold: str) -> str:
    """Make a run of a and e within a word one vowel."""
    return fold[:1] + _VARIED.sub("a", fold[1:])
