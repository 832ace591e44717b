"""Copies of training sentences with other letters or other names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sijil.language.tokens import split_words

from .data import Sentence
from .names import LOCATIONS, ORGANISATIONS, people

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_PLAIN = frozenset({"PROPN", "PUNCT", "NOUN", "ADJ"})


@dataclass(frozen=True)
class Name:
    """A name that can stand in for another: words and the tree inside it.

    Attributes:
        words: The words.
        lemmas: Their lemmas.
        tags: UPOS of each.
        heads: Index of each word's head within the name, -1 for the top word.
        relations: Relation of each word but the top one, whose entry is not used.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


class Names:
    """Names of each kind: those of the training sentences and those listed in `names.py`."""

    def __init__(self, sentences: Iterable[Sentence], rng: random.Random) -> None:
        """Collect the names; listed ones make up about half of each kind."""
        self.by_kind: dict[str, list[Name]] = defaultdict(list)
        for sentence in sentences:
            for start, end, kind in sentence.names or ():
                if (name := _inner(sentence, start, end)) is not None:
                    self.by_kind[kind].append(name)
        listed = {"PER": people(rng, 1_500), "LOC": LOCATIONS, "ORG": ORGANISATIONS}
        for kind, texts in listed.items():
            made = [_listed(text, last=kind == "ORG") for text in texts]
            copies = max(1, len(self.by_kind[kind]) // len(made))
            self.by_kind[kind].extend(made * copies)


def _inner(sentence: Sentence, start: int, end: int) -> Name | None:
    """A name of a sentence, if it is a plain one with one top word."""
    if not sentence.heads:
        return None
    tags, heads = sentence.tags[start:end], sentence.heads[start:end]
    tops = [i for i, head in enumerate(heads) if not start <= head < end]
    if len(tops) != 1 or tags[tops[0]] != "PROPN" or not _PLAIN.issuperset(tags):
        return None
    return Name(
        words=tuple(sentence.words[start:end]),
        tags=tuple(tags),
        heads=tuple(h - start if start <= h < end else -1 for h in heads),
        relations=tuple(sentence.relations[start:end]),
    )


def _listed(text: str, *, last: bool) -> Name:
    """A listed name as EWT would draw it: flat on its first word, or compound on its last."""
    words = [text[a:b] for a, b in split_words(text)]
    hyphens = [word == "-" for word in words]
    top = len(words) - 1 if last else 0
    relation = "compound" if last else "flat"
    heads = [i + 1 if hyphen else top for i, hyphen in enumerate(hyphens)]
    heads[top] = -1
    return Name(
        words=tuple(words),
        tags=tuple("PUNCT" if h else "PROPN" for h in hyphens),
        heads=tuple(heads),
        relations=tuple("punct" if h else relation for h in hyphens),
    )


def swap_names(sentence: Sentence, names: Names, rng: random.Random, share: float) -> Sentence:
    """The sentence with some of its names replaced by others of their kind."""
    for number in reversed(range(len(sentence.names or ()))):
        start, end, kind = (sentence.names or [])[number]
        old = _inner(sentence, start, end)
        if old is not None and rng.random() < share:
            new = rng.choice(names.by_kind[kind])
            sentence = _replace(sentence, number, old, new)
    return sentence


def _replace(sentence: Sentence, number: int, old: Name, new: Name) -> Sentence:
    """The sentence with one name replaced; everything that points into it moves along."""
    start, end, kind = (sentence.names or [])[number]
    shift = len(new.words) - (end - start)
    top = start + new.heads.index(-1)
    old_top = start + old.heads.index(-1)

    def moved(index: int) -> int:
        if start <= index < end:
            return top
        return index + shift if index >= end else index

    heads = [moved(h) for h in sentence.heads]
    inner = [start + h if h >= 0 else heads[old_top] for h in new.heads]
    relations = list(new.relations)
    relations[top - start] = sentence.relations[old_top]
    spans = [(moved(a), moved(b - 1) + 1, k) for a, b, k in sentence.names or ()]
    spans[number] = (start, start + len(new.words), kind)
    return replace(
        sentence,
        words=[*sentence.words[:start], *new.words, *sentence.words[end:]],
        lemmas=[],
        tags=[*sentence.tags[:start], *new.tags, *sentence.tags[end:]],
        heads=[*heads[:start], *inner, *heads[end:]],
        relations=[*sentence.relations[:start], *relations, *sentence.relations[end:]],
        names=spans,
        predicates=_moved_roles(sentence.predicates, moved),
        vector=-1,
    )


def _moved_roles(predicates: dict[int, dict[int, str]] | None, moved: object) -> dict[int, dict[int, str]] | None:
    """Predicates and argument heads at their new places."""
    if predicates is None or not callable(moved):
        return None
    return {moved(index): {moved(head): role for head, role in roles.items()} for index, roles in predicates.items()}


def change_letters(sentence: Sentence, rng: random.Random, share: float) -> Sentence:
    """The sentence in lower case, capitals or title case, or as it is.

    Each of lower case and capitals is given to `share` of the sentences, title case to half that.
    """
    drawn = rng.random()
    if drawn < share:
        return replace(sentence, words=[word.lower() for word in sentence.words])
    if drawn < 2 * share:
        return replace(sentence, words=[word.upper() for word in sentence.words])
    if drawn < 2.5 * share:
        return replace(sentence, words=[_title(word) for word in sentence.words])
    return sentence


def _title(word: str) -> str:
    """A word with a capital, as headlines write it; small words have none."""
    return word if word in _SMALL else word[:1].upper() + word[1:]


def augment(
    sentences: Sequence[Sentence], names: Names, rng: random.Random, *, swaps: float, letters: float
) -> list[Sentence]:
    """One epoch's sentences."""
    swapped = (swap_names(s, names, rng, swaps) for s in sentences)
    return [change_letters(s, rng, letters) for s in swapped]
