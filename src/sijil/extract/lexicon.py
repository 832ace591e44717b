"""The extraction knowledge of the packs, compiled once: word lists, triggers by their first lemma, number words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from sijil.errors import PackError
from sijil.packs import Packs
from sijil.parts import (
    ActorRow,
    AgencyRow,
    CountryRow,
    EventType,
    Hedge,
    NationalityRow,
    NumberWord,
    PlaceRow,
    Rule,
    WordList,
)
from sijil.parts.ontology import OF_NO_STATE
from sijil.records import ClaimKind

PARTS = (
    "events",
    "lexicon",
    "rules",
    "numbers",
    "hedges",
    "actors",
    "places",
    "nationalities",
    "countries",
    "agencies",
)


NameIndex = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


_PEOPLE = ("fighter", "civilian", "person")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase that calls a rule: lemmas, the first being the head."""

    lemmas: tuple[str, ...]
    rule: Rule


@dataclass(repr=False, frozen=True, slots=True)
class Lexicon:
    """What extraction reads from the packs.

    Attributes:
        lists: Word lists by name.
        triggers: For each part of speech (VERB, NOUN, ADJ), triggers by the lemma that calls them.
        kinds: Claim type to its kind.
        numbers: Number word to its row.
        hedges: Phrases (as word tuples, longest first) with their rows.
        hedge_words: All words of those phrases.
        happenings: Lemmas of nouns that name a happening.
        names: Names of the registers, by their first word: the words and the label (ORG or LOC), longest first.
        nations: Names and adjectives of states, in lower case.
        agencies: One-word names of news agencies, as printed.
        irregulars: Names of armed groups of no state, in lower case.
    """

    lists: dict[str, frozenset[str]]
    triggers: dict[str, dict[str, tuple[Trigger, ...]]]
    kinds: dict[str, ClaimKind]
    numbers: dict[str, NumberWord]
    hedges: tuple[tuple[tuple[str, ...], Hedge], ...]
    hedge_words: frozenset[str]
    happenings: frozenset[str]
    names: NameIndex
    nations: frozenset[str]
    agencies: frozenset[str]
    irregulars: frozenset[str]

    @property
    def owners(self) -> frozenset[str]:
        """Collect the words that name an actor in front of a noun."""
        return self.nations | self.lists["fighter"] | self.lists["armed_modifier"]

    def has(self, name: str, lemma: str) -> bool:
        """Tell whether a lemma is in a word list (plural forms that the lemmatiser left count too)."""
        words = self.lists[name]
        if lemma in words or (lemma.endswith("s") and lemma[:-1] in words):
            return True
        return lemma.endswith("men") and f"{lemma[:-2]}an" in words

    def names_people(self, lemma: str) -> bool:
        """Tell whether a lemma means people, under arms or not."""
        return any(self.has(name, lemma) for name in _PEOPLE)


@lru_cache(maxsize=4)
def compile_lexicon(packs: Packs) -> Lexicon:
    """Compile the extraction parts of `packs`.

    Raises:
        PackError: If a rule names an unknown claim type or word list.
    """
    lists = {row.name: frozenset(row.words) for row in packs.rows(WordList)}
    kinds = {row.name: row.kind for row in packs.rows(EventType)}
    rules = packs.rows(Rule)
    _check(rules, lists, kinds)
    triggers: dict[str, dict[str, list[Trigger]]] = {
        "VERB": defaultdict(list),
        "NOUN": defaultdict(list),
        "ADJ": defaultdict(list),
    }
    happenings: set[str] = set()
    for rule in rules:
        for lemmas in _phrases(rule, lists):
            key = (
                lemmas[-1]
                if rule.tag == "NOUN" and lemmas[0] not in _PREPOSITIONS and not _LINKS & set(lemmas)
                else lemmas[1 if is_led(lemmas) else 0]
            )
            triggers[rule.tag][key].append(Trigger(lemmas, rule))
            if (
                rule.tag == "NOUN"
                and kinds[rule.type] is ClaimKind.EVENT
                and not rule.harms_people
                and len(lemmas) == 1
            ):
                happenings.add(key)
    hedges = sorted(((tuple(row.phrase.split()), row) for row in packs.rows(Hedge)), key=lambda pair: -len(pair[0]))
    return Lexicon(
        lists=lists,
        triggers={
            tag: {
                key: tuple(sorted(found, key=lambda t: (-len(t.lemmas), -t.rule.score, t.rule.id)))
                for key, found in index.items()
            }
            for tag, index in triggers.items()
        },
        kinds=kinds,
        numbers={row.word: row for row in packs.rows(NumberWord)},
        hedges=tuple(hedges),
        hedge_words=frozenset(word for phrase, _ in hedges for word in phrase) - {"a", "of", "number", "few"},
        happenings=frozenset(happenings),
        names=_index_names(packs),
        nations=_nations(packs),
        agencies=_agencies(packs),
        irregulars=_irregulars(packs),
    )


_PREPOSITIONS = frozenset({"under", "in", "at", "among", "beneath", "behind"})
_LINKS = frozenset({"of", "to"})


def _phrases(rule: Rule, lists: dict[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """List a rule's trigger phrases, with word lists spelled out."""
    phrases: list[tuple[str, ...]] = []
    for entry in rule.trigger:
        if entry.startswith("@"):
            phrases += [tuple(word.split()) for word in sorted(lists[entry[1:]])]
        else:
            phrases.append(tuple(entry.split()))
    return phrases


def is_led(lemmas: tuple[str, ...]) -> bool:
    """Tell whether a phrase is a verb led by an adverb ("forcibly displace"), which may stand anywhere beside it."""
    return len(lemmas) > 1 and len(lemmas[0]) > _SHORTEST_ADVERB and lemmas[0].endswith("ly")


_SHORTEST_ADVERB = 5  # no adverb: "fly", "rally"


def _check(rules: tuple[Rule, ...], lists: dict[str, frozenset[str]], kinds: dict[str, ClaimKind]) -> None:
    """Refuse rules that name what the packs do not have."""
    wrong = [f"rule {rule.id}: unknown claim type {rule.type!r}" for rule in rules if rule.type not in kinds]
    wrong += [
        f"rule {rule.id}: unknown word list {entry!r}"
        for rule in rules
        for entry in rule.trigger
        if entry.startswith("@") and entry[1:] not in lists
    ]
    if wrong:
        raise PackError("\n".join(wrong), remedy="name a type of events.yml and a list of lexicon/*.yml")


def _index_names(packs: Packs) -> NameIndex:
    """Index the names of actors and places by their first word; hyphens part words."""
    labels: dict[tuple[str, ...], str] = {}
    for place in packs.rows(PlaceRow):
        labels.update({_words(name): "LOC" for name in (place.name, *place.aliases)})
    for country in packs.rows(CountryRow):
        labels[_words(country.name)] = "LOC"
    for actor in packs.rows(ActorRow):
        labels.update({_words(name): "ORG" for name in (actor.name, *actor.aliases)})
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, label in labels.items():
        if words and len("".join(words)) > 1:
            index[words[0]].append((words, label))
    return {first: tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair))) for first, found in index.items()}


def _words(name: str) -> tuple[str, ...]:
    """Part a name as the words of a passage are parted, without hyphens."""
    return tuple(name.replace("-", " ").replace("’", "'").split())


def _nations(packs: Packs) -> frozenset[str]:
    """Collect what may stand before a noun for a state ("Turkish", "US")."""
    return frozenset(
        name.lower() for row in packs.rows(NationalityRow) for name in (row.name, *row.aliases, *row.adjectives)
    )


def _agencies(packs: Packs) -> frozenset[str]:
    """Collect the short names of news agencies ("AFP")."""
    names = (name for row in packs.rows(AgencyRow) for name in (row.name, *row.aliases))
    return frozenset(name for name in names if " " not in name)


def _irregulars(packs: Packs) -> frozenset[str]:
    """Collect the names of armed groups of no state, as words of a passage with blanks between them."""
    rows = (row for row in packs.rows(ActorRow) if row.kind in OF_NO_STATE)
    named = (name for row in rows for name in (row.name, *row.aliases, *row.called) if not name.islower())
    return frozenset(" ".join(_words(name)).lower() for name in named)
