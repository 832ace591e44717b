"""The names of parties that no register knows, as findings show them.

A phrase of a report says how many they are and where, and may begin a sentence.
Of "As many as 300 fighters near Eastport" what they are called is "fighters".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sijil.records import Actor

_NUMBER = re.compile(r"(?<!\S)\d[\d.,]*(?=\s)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words that name nobody.

    Attributes:
        common: The commonest of the language.
        people: Words for people and for how many they are.
        where: Words before a place.
        hedges: Phrases for how many, the longest first.
        numbers: The numbers of the claim, as printed.
    """

    common: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()
    hedges: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def names_nobody(self, name: str) -> bool:
        """Tell whether a name says no more than that they are people, or is a pronoun."""
        return set(_WORD.findall(name.casefold())) <= self.common | self.people

    def is_pronoun(self, actor: Actor) -> bool:
        """Tell whether an actor that no register knows has only the commonest words for a name ("he")."""
        return actor.id is None and set(_WORD.findall(actor.name.casefold())) <= self.common


def tidy_name(name: str, words: PlainWords) -> str:
    """Return a name without the number before it, the place behind it and a capital that begins a sentence."""
    tokens = _cut_where(_cut_number(name, words).split(), words)
    if tokens and tokens[0].casefold() in words.common:
        tokens[0] = tokens[0].casefold()
    return " ".join(tokens) or name


def _cut_number(name: str, words: PlainWords) -> str:
    """Return a name without its number and the words before and right behind that ("three of their nurses")."""
    rest = name
    for number in (*words.numbers, *_NUMBER.findall(name)):
        before, found, behind = rest.partition(f"{number} ")
        if found and behind and words.names_nobody(before):
            rest = behind
    for phrase in words.hedges:
        if rest.casefold().startswith(f"{phrase} "):
            rest = rest[len(phrase) + 1 :]
    tokens = rest.split()
    while rest != name and len(tokens) > 1 and tokens[0].casefold() in words.common:
        tokens = tokens[1:]
    return " ".join(tokens)


def _cut_where(tokens: list[str], words: PlainWords) -> list[str]:
    """Return the words of a name up to where those whom it names are, unless they have a capital ("Movement in X")."""
    for at, token in enumerate(tokens[1:], start=1):
        if token in words.where and not any(one[0].isupper() for one in tokens[1:at]):
            return tokens[:at]
    return tokens
