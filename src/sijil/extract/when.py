"""Time phrases of a sentence and what each of them dates: a happening, or the saying of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_YEAR = re.compile(r"(1[89]|20)\d\d|(1[89]|20)\d0s")
_PART_OF_YEAR = re.compile(r"(mid|early|late)-?(1[89]|20)\d\d")
_DATED = re.compile(r"\d{1,2}(st|nd|rd|th)?|\d{1,2}/\d{1,2}(/\d{2,4})?|\d{4}-\d\d-\d\d")
_TEMPORAL = frozenset(
    {"obl", "nmod", "advmod", "obj", "dep", "appos", "compound", "amod", "advcl", "parataxis", "nsubj", "conj"}
)
_BEFORE = frozenset(
    {
        "since",
        "until",
        "till",
        "by",
        "for",
        "in",
        "on",
        "at",
        "during",
        "over",
        "within",
        "after",
        "before",
        "from",
        "late",
        "early",
        "mid",
        "-",
        "last",
        "past",
        "this",
        "next",
        "earlier",
        "the",
        "about",
        "around",
        "nearly",
        "almost",
        "more",
        "than",
        "between",
        "throughout",
        "just",
        "every",
        "each",
        "same",
        "following",
        "previous",
        "recent",
        "of",
        "as",
    }
)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase that says when: words `start:end`, its head, and the preposition ("" if there is none)."""

    start: int
    end: int
    head: int


def find_time_phrases(tree: Tree, lexicon: Lexicon) -> list[TimePhrase]:
    """List the time phrases of a sentence, in order, none inside another."""
    found: list[TimePhrase] = []
    for word in range(len(tree)):
        if found and word < found[-1].end:
            continue
        if _is_time(tree, lexicon, word):
            found.append(_widen(tree, lexicon, word, found[-1].end if found else 0))
    return found


def _is_time(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word names a time here ("May" the month, not the verb; no ages, no unit names)."""
    lemma, form = tree.lemmas[word], tree.forms[word]
    if _PART_OF_YEAR.fullmatch(tree.lower[word]):
        return True
    if _YEAR.fullmatch(form):
        return tree.rels[word] in {"obl", "nmod", "root", "conj", "nummod", "advmod", "flat", "obj"} and not _modifies(
            tree, lexicon, word
        )
    if not (lexicon.has("time_noun", lemma) or lexicon.has("time_noun", tree.lower[word])):
        return False
    if lemma in {"may", "march", "second", "date", "period", "quarter", "ago", "recently"}:
        return (
            (tree.tags[word] == "PROPN" or lemma in {"ago", "recently"})
            and tree.forms[word][:1].isupper()
            or lemma in {"ago", "recently"}
        )
    above = tree.heads[word]
    aged = (
        lemma == "year"
        and above >= 0
        and word + 1 < len(tree)
        and (tree.lower[word + 1] in {"old", "-"} or tree.lemmas[above] == "old")
    )
    return tree.tags[word] in {"NOUN", "PROPN", "ADV", "ADJ"} and not aged and tree.fullrels[word] != "nmod:poss"


def _modifies(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a four-digit number counts or names the noun behind it ("2000 fighters", "the 2011 revolt")."""
    above = tree.heads[word]
    return above > word and tree.tags[above] in {"NOUN", "PROPN"} and not lexicon.has("time_noun", tree.lemmas[above])


def _widen(tree: Tree, lexicon: Lexicon, word: int, floor: int) -> TimePhrase:
    """Take in the words around a time word: "for the past two years", "late on Tuesday night", "23 May 2018"."""
    start = word
    while start > floor and _leads_in(tree, lexicon, start - 1, start):
        start -= 1
    end = word + 1
    while end < len(tree) and _goes_on(tree, lexicon, end):
        end += 1
    while end - 1 > word and tree.lower[end - 1] in {",", "of", "and", "to", "the", "in", "on", "-", "–", "at"}:
        end -= 1
    while (
        start < word
        and tree.lower[start] in {"of", "the", "-", "as", "more", "than", ",", "and"}
        and tree.lower[start] not in {"the"}
    ):
        start += 1
    return TimePhrase(start, end, word)


def _leads_in(tree: Tree, lexicon: Lexicon, word: int, start: int) -> bool:
    """Tell whether a word belongs in front of a time phrase."""
    lower = tree.lower[word]
    if lower == "of" and not (
        word > 0
        and (
            lower in _BEFORE
            and (
                tree.tags[word - 1] in {"NUM", "NOUN"}
                and lexicon.has("time_noun", tree.lemmas[word - 1])
                or tree.lower[word - 1]
                in {"end", "start", "beginning", "middle", "rest", "half", "month", "days", "months"}
            )
        )
    ):
        return False
    if lower in _BEFORE or lower in {
        "end",
        "start",
        "beginning",
        "middle",
        "half",
        "first",
        "second",
        "days",
        "months",
        "years",
        "weeks",
    }:
        return True
    return (
        tree.tags[word] == "NUM"
        or lower in lexicon.numbers
        or lexicon.has("time_noun", tree.lemmas[word])
        or bool(_DATED.fullmatch(lower))
        or lower in {"a", "an", "several", "few", "couple", "recent"}
        or (lower == "," and start - word == 1 and word > 0 and bool(_DATED.fullmatch(tree.lower[word - 1])))
    )


def _goes_on(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word belongs behind a time phrase ("May 7", "June 2017", "Tuesday night", "Tuesday and Thursday")."""
    lower = tree.lower[word]
    if (
        lexicon.has("time_noun", tree.lemmas[word])
        or _YEAR.fullmatch(lower)
        or _DATED.fullmatch(lower)
        or lower in {"earlier", "later", "before", "old"}
    ):
        return lower != "old"
    nearby = tree.lower[word + 1] if word + 1 < len(tree) else ""
    joins = lower in {",", "of", "and", "to", "until", "till", "in", "-", "–"}
    return joins and (
        bool(_YEAR.fullmatch(nearby))
        or (lower != "," and lower != "in" and lexicon.has("time_noun", nearby))
        or (lower in {"and", "to", "-", "–"} and bool(_DATED.fullmatch(nearby)))
    )


def phrases_of(tree: Tree, phrases: list[TimePhrase], anchors: set[int], stops: set[int]) -> list[TimePhrase]:
    """List the time phrases that hang on one of the `anchors` before they reach one of the `stops`.

    Args:
        tree: The sentence.
        phrases: Its time phrases.
        anchors: Words of a happening (or of a reporting verb).
        stops: Words of others, which take the time phrases below them.
    """
    found = []
    for phrase in phrases:
        inside = range(phrase.start, phrase.end)
        above = next(
            (word for word in tree.ancestors(phrase.head) if word not in inside and (word in anchors or word in stops)),
            -1,
        )
        if above in anchors:
            found.append(phrase)
    return found
