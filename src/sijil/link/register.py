"""What the packs know that gists need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sijil.link.naming import PlainWords
from sijil.packs import Packs
from sijil.parts import (
    ActorRow,
    Hedge,
    LanguageRow,
    NationalityRow,
    NumberWord,
    PlaceRow,
    ReferenceCue,
    WordList,
)
from sijil.records import Claim, Report

DEFINITE = ("pointing", "owning", "first_person")
"""Word lists of what stands before those who are known ("the", "their")."""
_CALLED = {"city_word": frozenset({"town", "city", "village"}), "district_word": frozenset({"district", "area"})}
"""Kinds of places, by the kind of cue for their words."""
_WORD = re.compile(r"\w+(?:[-'’]\w+)*%?")


@dataclass(frozen=True, slots=True)
class Register:
    """What the packs know that gists need."""

    actors: Mapping[str, ActorRow]
    states: frozenset[str]
    parents: Mapping[str, str]
    parts: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    where: frozenset[str]
    facilities: frozenset[str]
    common: Mapping[str, frozenset[str]]
    people: frozenset[str]
    numbers: frozenset[str]
    hedges: tuple[str, ...]
    before_places: frozenset[str]
    earlier: frozenset[str]
    definite: frozenset[str]

    def plain_words(self, claim: Claim, report: Report) -> PlainWords:
        """Return the words that name nobody in a claim."""
        printed = (figure.quantity.span.cut(report.text) for figure in claim.figures)
        numbers = tuple(one for one in printed if not self.numbers.isdisjoint(_WORD.findall(one.casefold())))
        common = self.common.get(report.language, frozenset())
        return PlainWords(common, self.people, self.before_places, self.hedges, numbers)


@lru_cache(maxsize=4)
def read_register(packs: Packs) -> Register:
    """Gather what the packs know; they are read once."""
    actors = {row.id: row for row in packs.rows(ActorRow)}
    lists = {row.name: frozenset(row.words) for row in packs.rows(WordList)}
    cues = packs.rows(ReferenceCue)
    return Register(
        actors=actors,
        states=frozenset(f"state-{row.id}" for row in packs.rows(NationalityRow)),
        parents={row.id: row.parent for row in packs.rows(PlaceRow) if row.parent},
        parts=lists.get("place_part", frozenset()),
        kinds=_kind_words(packs),
        where=lists.get("locative", frozenset()),
        facilities=lists.get("facility", frozenset()) | {f"{word}s" for word in lists.get("facility", ())},
        common={row.code: frozenset(row.words) for row in packs.rows(LanguageRow)},
        people=frozenset(row.word for row in cues if row.kind == "anybody"),
        numbers=frozenset(row.word for row in packs.rows(NumberWord)),
        hedges=tuple(sorted((row.phrase for row in packs.rows(Hedge)), key=lambda phrase: (-len(phrase), phrase))),
        before_places=frozenset(row.word for row in cues if row.kind == "where"),
        earlier=lists.get("earlier_count", frozenset()),
        definite=frozenset(word for name in DEFINITE for word in lists.get(name, ())),
    )


def _kind_words(packs: Packs) -> dict[str, frozenset[str]]:
    """Return of words for kinds of places, in the plural too, the kinds that they are said of."""
    words = [(row.word, _CALLED[row.kind]) for row in packs.rows(ReferenceCue) if row.kind in _CALLED]
    return {form: kinds for word, kinds in words for form in (word, f"{word}s")}
