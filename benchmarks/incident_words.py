"""What the words of a claim's roles are (people, thing, organisation, place), by the lists and names of the packs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from typing import Any

from benchmarks.recase import TITLES

from sijil.extract.lexicon import compile_lexicon
from sijil.language.lemmas import singular
from sijil.packs import load_packs
from sijil.parts import ActorRow, CountryRow, NationalityRow

Row = dict[str, Any]
Bounds = tuple[int | None, int | None]
DETERMINER = re.compile(
    r"^(?:(?:the|an?|some|only|one|another|his|her|their|its|our|this|that|these|those|about|at least|alleged|presumed"
    r"|suspected|of|from|several|many|more|other|all|groups? of|numbers? of|dozens of|scores of|hundreds of"
    r"|thousands of)\s+)+",
    re.IGNORECASE,
)
HARMED = re.compile(r"\s+(?:dead|killed|wounded|injured|hurt|missing|captive|stationed)$", re.IGNORECASE)
MANY = frozenset("people police personnel crew population public clergy staff troops".split())
"""Words for many that have no plural of their own."""
CUT = re.compile(
    r"\s*(?:,|\(|--|;|\b(?:who|which|that|where|while|wearing|traveling)\b|\b(?:in|on|at|near|for|during|as|after)\s).*",
    re.DOTALL,
)
NAME = re.compile(r"\b[A-Z][\w'.]+(?:\s+(?:de|del|la|los|y|e|[A-Z][\w'.]*))*\s+[A-Z][\w']+\b")
MILITARY = re.compile(r"\b(?:army|military|troops?|battalion|units?|garrisons?|patrols?|forces)\b", re.IGNORECASE)
PEOPLE = ("person", "civilian", "fighter", "captive")
PRONOUN = frozenset("he she it they him her them who we us i you one this that those these others his their".split())


def head_phrase(words: str) -> str:
    """Return a phrase without its determiners and what trails behind it."""
    words = " ".join(words.split())
    return HARMED.sub("", DETERMINER.sub("", CUT.sub("", words)).strip(" \"'."))


def bare_phrase(words: str, numbers: Container[str]) -> str:
    """Return a head phrase without the number before it."""
    found = head_phrase(words).split()
    while len(found) > 1 and (found[0].lower() in numbers or found[0].replace(",", "").isdigit()):
        found = found[1:]
    return " ".join(found)


class Words:
    """Tells what the words of a phrase are."""

    def __init__(self) -> None:
        """Compile the packs."""
        packs = load_packs(("world", "lang-en"))
        self._lexicon = compile_lexicon(packs)
        self._actors = {name.lower() for row in packs.rows(ActorRow) for name in (row.name, *row.aliases)}
        self._countries = {row.id: row.name for row in packs.rows(CountryRow)}
        states = {}
        for row in packs.rows(NationalityRow):
            states.update(dict.fromkeys((row.name, *row.aliases, *row.adjectives, *row.metonyms), row.id))
        states.update({row.capital: row.id for row in packs.rows(CountryRow) if row.capital})
        self._states = states

    def _head(self, phrase: str) -> str:
        """Return the lemma of the head word: the last before the first preposition."""
        words = re.split(r"\s+(?:of|in|on|at|from|with|belonging|near|for|to|and)\s", head_phrase(phrase))[0].split()
        return singular(words[-1].lower().strip("\"'.,")) if words else ""

    def _has(self, head: str, *names: str) -> bool:
        return any(self._lexicon.has(name, head) for name in names)

    def bare(self, phrase: str) -> str:
        """Return a phrase without determiners, number and what trails behind it."""
        return bare_phrase(phrase, self._lexicon.numbers)

    def is_bomb(self, phrase: str) -> bool:
        """Tell whether a weapon explodes where it lies."""
        return self._has(self._head(phrase), "bomb") or "dynamite" in phrase.lower() or "bomb" in phrase.lower()

    def is_thing(self, phrase: str) -> bool:
        """Tell whether a phrase names a building, vehicle or other thing."""
        head = self._head(phrase)
        return self._has(head, "facility", "vehicle", "aircraft") and not self._has(head, *PEOPLE)

    def is_fighter(self, phrase: str) -> bool:
        """Tell whether a phrase names people under arms."""
        armed = MILITARY.search(phrase) or self._has(self._head(phrase), "fighter")
        return bool(armed) and not self.name(phrase)

    def is_people(self, phrase: str) -> bool:
        """Tell whether a phrase names people."""
        head = self._head(phrase)
        return bool(self.name(phrase)) or self._has(head, *PEOPLE, "group", "hostage") or head_phrase(phrase).istitle()

    def head(self, phrase: str) -> str:
        """Return the lemma of the head word."""
        return self._head(phrase)

    def is_place(self, phrase: str) -> bool:
        """Tell whether a phrase names a place."""
        head = self._head(phrase)
        return phrase in self._states or (self._has(head, "place") and not self._has(head, *PEOPLE))

    def is_pronoun(self, phrase: str) -> bool:
        """Tell whether a phrase is a mere pronoun or number."""
        return phrase.lower() in PRONOUN or not re.search(r"[a-z]{2}", phrase.lower())

    def name(self, phrase: str) -> str | None:
        """Return the name of a person in a phrase, without titles."""
        words = [
            word
            for word in head_phrase(phrase).split()
            if not {low := word.lower().strip("."), low.removesuffix("s")} & TITLES
        ]
        found = NAME.search(" ".join(words))
        if not found or self._has(self._head(phrase), *PEOPLE, "facility", "group", "place"):
            return None
        return None if found[0] in self._states else found[0]

    def perpetrator(self, actor: Row) -> tuple[str | None, str | None]:
        """Return the organisation and the people that an actor is."""
        phrase = head_phrase(actor["surface"] or actor["name"] or "")
        if not phrase or self.is_pronoun(phrase):
            return None, None
        within = re.match(r"(?:groups?|members?|bands?|contingents?|units?|teams?) of (?:the )?(.+)", phrase)
        if within and (named := self._organisation(within[1])):
            return named, None
        phrase = within[1] if within else phrase
        if self._has(self._head(phrase), "fighter", *PEOPLE) and self._head(phrase) not in {"army", "police"}:
            named = self._organisation(phrase)
            return named, None if self._head(phrase) == "member" else phrase
        if self.name(phrase) and phrase.lower() not in self._actors and not self._has(self._head(phrase), "group"):
            return None, self.name(phrase)
        return (phrase, None) if self._organisation(phrase) or self._has(self._head(phrase), "group") else (None, None)

    def _organisation(self, phrase: str) -> str | None:
        """Return the run of capitals in a phrase that names an organisation."""
        found = re.search(r"\b[A-Z][\w-]+(?:(?: of| of the| for)? [A-Z0-9][\w-]*)*", phrase)
        return found[0] if found and found[0] not in self._states else None

    def count(self, phrase: str) -> Bounds | None:
        """Return how many a phrase speaks of."""
        if self.name(phrase):
            return 1, 1
        for word in CUT.sub("", phrase.lower()).split():
            number = self._lexicon.numbers.get(word)
            if number is not None and number.kind != "scale":
                return number.value, number.value
            if word.isdigit():
                return int(word), int(word)
        head = head_phrase(phrase).lower().split()[-1:]
        if head and (head[0] in MANY or singular(head[0]) != head[0]):
            return 2, None
        return 1, 1

    def names(self, text: str) -> dict[str, str]:
        """Return the full name of each last name of a text."""
        full = {found[0].split()[-1]: found[0] for found in NAME.finditer(text) if self.name(found[0])}
        return {last: str(self.name(name)) for last, name in full.items()}

    def country(self, text: str) -> str | None:
        """Return the country that a text speaks of most."""
        seen: Counter[str] = Counter()
        for match in re.finditer(r"[A-Z]\w+(?: [A-Z]\w+)?", text):
            state = self._states.get(match[0]) or self._states.get(match[0].split()[0])
            if state:
                seen[state] += 1
        seen.pop("USA", None)
        return self._countries.get(seen.most_common(1)[0][0]) if seen else None
