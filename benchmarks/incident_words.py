"""What the words of a claim's roles are (people, thing, organisation, place), by the lists and names of the packs."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections import Counter
from collections.abc import Container, Iterable
from typing import Any

from benchmarks.recase import TITLES

from sijil.extract.lexicon import compile_lexicon
from sijil.language.lemmas import singular
from sijil.packs import load_packs
from sijil.parts import ActorRow, CountryRow, HeadRow, NationalityRow

Row = dict[str, Any]
Bounds = tuple[int | None, int | None]
DETERMINER = re.compile(
    r"^(?:(?:including|the|an?|some|only|one|another|both|his|her|their|its|our|this|that|these|those|whose|about"
    r"|approximately|nearly|almost|at least|at most|more than|alleged|presumed|suspected|of|from|several|various|many"
    r"|numerous|more|other|others|all|slain|dead|wounded|injured|missing|(?:large |small )?(?:groups?|numbers?) of"
    r"|dozens of|scores of|hundreds of|thousands of|(?:bod(?:y|ies)|corpses?|remains) of)\s+(?=[\w\"]))+",
    re.IGNORECASE,
)
HARMED = re.compile(
    r"\s+(?:dead|killed|wounded|injured|hurt|missing|captive|stationed|located|here|there|himself|herself|themselves|such"
    r"|of(?: the)?|with (?:him|her|them|it))$",
    re.IGNORECASE,
)
SAME = frozenset("headquarters barracks premises crossroads".split())
"""Words with one form for one and for many."""
ANYBODY = frozenset("people person civilian citizen victim member leader".split())
"""Words for people that say nothing of who they are."""
SEVERAL = re.compile(r"(?:the )?(?:several|many|some|various|these|those|all|both)\b", re.IGNORECASE)
MANY = frozenset("people children police personnel crew population public clergy staff troops".split())
"""Words for many that have no plural of their own."""
CUT = re.compile(
    r"\s*(?:,|\((?![^)]*\) [a-z])|--|;"
    r"|\b(?:who|which|that|where|while|wearing|travell?ing|going|riding|driving|living|belonging|carrying|transporting"
    r"|full of|loaded|packed|with|from"
    r"|\w+ed by)\b|\b(?:in|on|at(?! least| most)|near|for|during|as|after)\s).*",
    re.DOTALL,
)
MEASURE = re.compile(
    r"\b[\d,.]+\s*-?\s*(?:km|kilomet(?:er|re)|mile|met(?:er|re)|story|storey|floor)s?\s*-?\s*(?:long|high|tall)?\s*"
)
WORD = r"[A-Z][\w-]+(?:'[A-Za-z]{2,})?"
SHORT = r"(?:Mrs?|Dr|Gen|Col|Lt|Capt|Maj|Sgt|Rev|Msgr|Sen|Prof|St|[A-Z])\."
NAME = re.compile(rf"(?<!\.)\b(?:{SHORT}|{WORD})(?:\s+(?:(?:de|del|la|las|los|y|e|al|bin|ibn)\s+)*(?:{SHORT}|{WORD}))+")
LINKS = frozenset("de del la las los y e al bin ibn".split())
PART = re.compile(r"of (?:the|these|those|its|his|her|their|our)\s+\w", re.IGNORECASE)
MONTHS = frozenset(name.lower() for names in (month_name, month_abbr) for name in names if name)
THINGS = frozenset("headquarters headquarter pole structure premises embassy consulate".split())
PARTS = [[part] for part in "wall walls roof front facade side floor entrance gate windows part parts shelves".split()]
MILITARY = re.compile(
    r"\b(?:army|military|troops?|battalion|brigade|regiment|infantry|units?|garrisons?|patrols?|forces)\b",
    re.IGNORECASE,
)
KINDS = {row.word: row.kind for row in load_packs(("world", "lang-en")).rows(HeadRow)}
IRREGULAR = frozenset(
    singular(row.word)
    for row in load_packs(("world", "lang-en")).rows(HeadRow)
    if row.kind in {"jihadist", "militia", "rebel", "enemy"} or "rebel" in row.refers
) | {"guerrilla", "insurgent", "subversive", "criminal", "kidnapper", "attacker", "assassin"}
GUARDS = frozenset("guard crew pilot".split())
"""Those who may be of no force though the lists have them with fighters."""
BODIES = frozenset("government military police security un coalition".split())
PEOPLE = ("person", "civilian", "fighter", "captive")
PRONOUN = frozenset(
    "he she it they him her them who we us i you one this that those these others his their each".split()
)


def head_phrase(words: str) -> str:
    """Return a phrase without its determiners and what trails behind it."""
    words = " ".join(words.split())
    return HARMED.sub("", DETERMINER.sub("", CUT.sub("", words)).strip(" \"'."))


def bare_phrase(words: str, numbers: Container[str]) -> str:
    """Return a head phrase without the number before it."""
    found = head_phrase(words).split()
    while len(found) > 1 and (found[0].lower() in numbers or found[0].replace(",", "").isdigit()):
        found = found[1:]
    return head_phrase(" ".join(found))


class Words:
    """Tells what the words of a phrase are."""

    def __init__(self) -> None:
        """Compile the packs."""
        packs = load_packs(("world", "lang-en"))
        self._lexicon = compile_lexicon(packs)
        self._actors = {name.lower() for row in packs.rows(ActorRow) for name in (row.name, *row.aliases)}
        self._rebels = {row.id for row in packs.rows(ActorRow) if row.kind in {"jihadist", "militia", "rebel"}}
        self._countries = {row.id: row.name for row in packs.rows(CountryRow)}
        states = {}
        for row in packs.rows(NationalityRow):
            states.update(dict.fromkeys((row.name, *row.aliases, *row.adjectives, *row.metonyms), row.id))
        self._peoples = {word for row in packs.rows(NationalityRow) for word in row.adjectives}
        self._capitals = {row.capital: row.id for row in packs.rows(CountryRow) if row.capital}
        states.update(self._capitals)
        self._states = states

    def _head(self, phrase: str) -> str:
        """Return the lemma of the head word: the last before the first preposition."""
        words = re.split(r"\s+(?:of|in|on|at|from|with|belonging|near|for|to|and)\s", head_phrase(phrase))[0].split()
        return singular(words[-1].lower().strip("\"'.,")) if words else ""

    def _has(self, head: str, *names: str) -> bool:
        return any(self._lexicon.has(name, head) for name in names)

    def bare(self, phrase: str) -> str:
        """Return a phrase without determiners, number, nationality and what trails behind it."""
        phrase = MEASURE.sub("", phrase)
        first, _, rest = phrase.partition(" of ")
        if PART.match(f"of {rest}") and first.split()[-1:] and self.number(first.split()[-1]) is not None:
            phrase = rest
        found = bare_phrase(phrase, self._lexicon.numbers)
        if not self.is_thing(found) and not re.match(r"members? of", found):
            found = bare_phrase(re.split(r"\s+of\s", found)[0], self._lexicon.numbers)
        nation, _, rest = found.partition(" ")
        if self.is_thing(found):
            return rest if nation in self._states and rest[:1].islower() else found
        if rest and nation in self._states and (not rest[0].isupper() or (self.is_many(rest) and not self.name(rest))):
            return rest
        return found

    def number(self, word: str) -> int | None:
        """Return the number that a word is."""
        number = self._lexicon.numbers.get(word.lower())
        if number is not None and number.kind != "scale":
            return number.value
        return int(word.replace(",", "")) if word.replace(",", "").isdigit() else None

    def is_many(self, phrase: str) -> bool:
        """Tell whether a phrase is a plural."""
        last = phrase.lower().split()[-1]
        return last in MANY or last.endswith("men") or singular(last) != last

    def is_anybody(self, phrase: str) -> bool:
        """Tell whether a phrase says of people no more than that they are people: "persons", "innocent civilians"."""
        head = self._head(phrase)
        return head in ANYBODY or (head.endswith("s") and head[:-1] in ANYBODY)

    def is_rebel(self, actor: str | None) -> bool:
        """Tell whether an actor of the registers is one of fighters of no state."""
        return actor in self._rebels

    def is_one_body(self, phrase: str) -> bool:
        """Tell whether a phrase means a body and not those in it: "the Movement"."""
        head = self._head(phrase)
        return self._has(head, "group") and not self._has(head, *PEOPLE) and self.count(phrase) == (1, 1)

    def are_alike(self, one: str, other: str) -> bool:
        """Tell whether two phrases mean people of one kind: "jesuits" and "jesuit priests" do."""
        heads = self._head(one), self._head(other)
        words = [{singular(word.lower()) for word in phrase.split()} for phrase in (one, other)]
        return heads[0] == heads[1] or heads[0] in words[1] or heads[1] in words[0]

    def is_bomb(self, phrase: str) -> bool:
        """Tell whether a weapon explodes where it lies."""
        return self._has(self._head(phrase), "bomb") or "dynamite" in phrase.lower() or "bomb" in phrase.lower()

    def is_thing(self, phrase: str) -> bool:
        """Tell whether a phrase names a building, vehicle or other thing."""
        head = self._head(phrase)
        return (head in THINGS or self._has(head, "facility", "vehicle", "aircraft")) and not self._has(head, *PEOPLE)

    def is_of_fighters(self, phrase: str) -> bool:
        """Tell whether a thing is one of fighters of no state: "rebel positions"."""
        return any(singular(word.lower()) in IRREGULAR for word in phrase.split())

    def is_part(self, phrase: str) -> bool:
        """Tell whether a phrase means a part of a building or vehicle."""
        return head_phrase(phrase).lower().split()[-1:] in PARTS

    def is_fighter(self, phrase: str) -> bool:
        """Tell whether a phrase means armed forces, who is of them, or what they have: no guards of firms."""
        words = [singular(word.lower()) for word in head_phrase(phrase).split()]
        if not words or self._has(words[0], "former"):
            return False
        return bool(MILITARY.search(phrase) or IRREGULAR & {*words}) or (
            self._has(self._head(phrase), "fighter") and self._head(phrase) not in GUARDS
        )

    def is_soldier(self, phrase: str) -> bool:
        """Tell whether a phrase means somebody who only fights: no officer, policeman or guard."""
        head = self._head(phrase)
        return self._has(head, "fighter") and not self._has(head, "civil_force")

    def is_people(self, phrase: str) -> bool:
        """Tell whether a phrase names people."""
        head = self._head(phrase)
        people = self._has(head, *PEOPLE, "group", "hostage") or head.capitalize() in self._peoples
        return people or bool(self.name(phrase))

    def is_no_person(self, name: str, places: Iterable[str]) -> bool:
        """Tell whether a name is that of an organised actor or of a place."""
        known = any(self._has(singular(word.lower()), "facility", "group", "place") for word in name.split()[1:])
        return known or name.lower() in self._actors or self.is_place(name) or any(name in place for place in places)

    def is_toll(self, phrase: str) -> bool:
        """Tell whether a phrase says no more of people than that they were hurt: "casualties", "the bodies"."""
        return self._has(self._head(phrase), "remains") or self._head(phrase) == "casualty"

    def is_a(self, head: str, *names: str) -> bool:
        """Tell whether the lists of the packs have a lemma under one of the names."""
        return self._has(head, *names)

    def is_state(self, phrase: str) -> bool:
        """Tell whether a phrase is a country, its capital or the adjective of its people."""
        return phrase in self._states

    def is_capital(self, phrase: str) -> bool:
        """Tell whether a phrase is the capital of a country."""
        return phrase in self._capitals

    def head(self, phrase: str) -> str:
        """Return the lemma of the head word."""
        return self._head(phrase)

    def is_place(self, phrase: str) -> bool:
        """Tell whether a phrase names a place."""
        head = self._head(phrase)
        return phrase in self._states or (self._has(head, "place") and not self._has(head, *PEOPLE))

    def is_pronoun(self, phrase: str) -> bool:
        """Tell whether a phrase is a mere pronoun or number."""
        low = phrase.lower().split()
        return (
            low[0] in PRONOUN
            or low[-1] in MONTHS
            or self.number(low[-1]) is not None
            or not re.search(r"[a-z]{2}", phrase.lower())
        )

    def name(self, phrase: str) -> str | None:
        """Return the name of a person in a phrase, without what he is."""
        words = re.split(r"\s+(?:of|from|to)\s", head_phrase(phrase))[0].split()
        if not words or phrase in self._states or self._has(self._head(phrase), *PEOPLE, "facility", "group", "place"):
            return None
        linked = [at > 0 and words[at - 1] in LINKS for at in range(len(words))]
        common = [at for at, word in enumerate(words, start=1) if self._is_common(word) and not linked[at - 1]]
        start = max(common, default=0)
        rest = words[start:]
        while rest and rest[0] in LINKS:
            rest = rest[1:]
        titled = bool(start) and self.is_title(words[start - 1])
        if len(rest) < 1 + (not titled) or not rest[0][0].isupper() or " ".join(rest) in self._states:
            return None
        return " ".join(rest).removesuffix("'s")

    def is_title(self, word: str) -> bool:
        """Tell whether a word is a title before a name."""
        low = word.lower().strip(".")
        return bool({low, low.removesuffix("s")} & TITLES)

    def _is_common(self, word: str) -> bool:
        """Tell whether a word in a phrase is no part of a name."""
        if not word[:1].isupper() and word not in LINKS:
            return True
        low = singular(word.lower().strip("."))
        known = self._has(low, *PEOPLE, "facility", "group", "place", "office") or KINDS.get(low) in BODIES
        return self.is_title(word) or word in self._states or known

    def is_irregular(self, phrase: str) -> bool:
        """Tell whether a phrase means fighters of no state."""
        return self._head(phrase) in IRREGULAR

    def may_be_people(self, phrase: str) -> bool:
        """Tell whether a phrase may mean people where no list knows its head: it is plural or has two capitals."""
        last = phrase.rsplit(maxsplit=1)[-1]
        if last[0].isupper() and " " in phrase:
            return True
        many = singular(last.lower()) != last.lower() or last.lower().endswith("men")
        return many and last.lower() not in self._lexicon.happenings

    def count(self, phrase: str) -> Bounds | None:
        """Return how many a phrase speaks of."""
        if self.name(phrase):
            return 1, 1
        phrase = MEASURE.sub("", phrase)
        for word in DETERMINER.sub("", CUT.sub("", phrase)).split()[:1]:
            number = self.number(word)
            if number is not None:
                return number, number
        head = self.bare(phrase).lower().split(" of ")[0].split()[-1:]
        if head and head[0] in SAME:
            return (2, None) if SEVERAL.match(phrase) else (1, 1)
        if head and self.is_many(head[0]):
            return 2, None
        return 1, 1

    def country(self, text: str) -> str | None:
        """Return the country that a text speaks of most."""
        seen: Counter[str] = Counter()
        for match in re.finditer(r"[A-Z]\w+(?: [A-Z]\w+)?", text):
            state = self._states.get(match[0]) or self._states.get(match[0].split()[0])
            if state:
                seen[state] += 1
        seen.pop("USA", None)
        return self._countries.get(seen.most_common(1)[0][0]) if seen else None
