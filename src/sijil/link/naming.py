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
    """Words that name nobody: the commonest of a language, for people, before a place, and a claim's numbers."""

    common: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()

    def names_nobody(self, name: str) -> bool:
        """Tell whether a name says no more than that they are people, or is a pronoun."""
        return set(_WORD.findall(name.casefold())) <= self.common | self.people

    def is_pronoun(self, actor: Actor) -> bool:
        """Tell whether an actor that no register knows has only the commonest words for a name ("he")."""
        return actor.id is None and set(_WORD.findall(actor.name.casefold())) <= self.common


def tidy_name(name: str, words: PlainWords) -> str:
    """Return a name without the number before it, the place behind it and a capital that begins a sentence."""
    for number in (*words.numbers, *_NUMBER.findall(name)):
        before, found, rest = name.partition(f"{number} ")
        if found and rest and words.names_nobody(before):
            name = rest
    tokens = name.split()
    for at, token in enumerate(tokens[1:], start=1):
        if token in words.where and not any(one[0].isupper() for one in tokens[1:at]):
            tokens = tokens[:at]
            break
    if tokens and tokens[0].casefold() in words.common:
        tokens[0] = tokens[0].casefold()
    return " ".join(tokens) or name
