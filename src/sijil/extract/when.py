"""Time phrases of a sentence and what each of them dates: a happening, or the saying of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_YEAR = re.compile(r"(1[89]|20)\d\d|(1[89]|20)\d0s")
_PART_OF_YEAR = re.compile(r"(mid|early|late)-?(1[89]|20)\d\d")
_CLOCK = re.compile(r"([01]\d|2[0-3])[0-5]\d")
_CLOCK_LEAD = re.compile(r"(.* )?(at( (about|around|approximately|roughly))?|(shortly|just) (before|after))")
_CLOCK_TAILS = frozenset({"hours", "hrs", "gmt", "utc", "local"})
_DATED = re.compile(r"\d{1,2}(st|nd|rd|th)?|\d{1,2}/\d{1,2}(/\d{2,4})?|\d{4}-\d\d-\d\d")
_DASHES = frozenset({"-", "\N{EN DASH}"})
_NAMED_IN_LOWER = frozenset({"may", "march", "second", "sun", "sat"})
_YEAR_LINKS = frozenset({"obl", "nmod", "root", "conj", "nummod", "advmod", "flat", "obj"})


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase that says when: words `start:end` with any preposition, and its head."""

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
    lower = tree.lower[word]
    if _PART_OF_YEAR.fullmatch(lower):
        return True
    if _YEAR.fullmatch(lower):
        named = _modifies(tree, lexicon, word) or _ends_name(tree, lexicon, word)
        return tree.rels[word] in _YEAR_LINKS and not named
    if not (lexicon.has("time_noun", tree.lemmas[word]) or lexicon.has("time_noun", lower)):
        return False
    if lower in _NAMED_IN_LOWER and not (tree.tags[word] == "PROPN" and tree.forms[word][:1].isupper()):
        return False
    nominal = tree.tags[word] in {"NOUN", "PROPN", "ADV", "ADJ"}
    return nominal and not _is_age(tree, word) and tree.fullrels[word] != "nmod:poss"


def is_clock(tree: Tree, word: int) -> bool:
    """Tell whether a number of four digits is an hour and no year ("at 1930", "shortly before 1930", "1930 hours")."""
    if not _CLOCK.fullmatch(tree.lower[word]):
        return False
    led_in = _CLOCK_LEAD.fullmatch(" ".join(tree.lower[max(word - 2, 0) : word]))
    return bool(led_in) or any(tail in _CLOCK_TAILS for tail in tree.lower[word + 1 : word + 2])


def _is_age(tree: Tree, word: int) -> bool:
    """Tell whether a word of time measures an age ("a 12-year-old", "34 years old")."""
    behind = tree.lower[word + 1] if word + 1 < len(tree) else ""
    above = tree.heads[word]
    return (
        behind == "old"
        or (behind == "-" and "old" in tree.lower[word + 2 : word + 3])
        or (above >= 0 and tree.lemmas[above] == "old")
    )


def _modifies(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a four-digit number counts or names the noun behind it ("2000 fighters", "the 2011 revolt")."""
    above = tree.heads[word]
    return above > word and tree.tags[above] in {"NOUN", "PROPN"} and not lexicon.has("time_noun", tree.lemmas[above])


def _ends_name(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a year ends the name that it touches ("the Peace Conference 2010")."""
    above = tree.heads[word]
    is_name = above == word - 1 >= 0 and tree.tags[above] == "PROPN" and tree.rels[word] in {"flat", "nummod", "nmod"}
    return is_name and not lexicon.has("time_noun", tree.lemmas[above])


def _widen(tree: Tree, lexicon: Lexicon, word: int, floor: int) -> TimePhrase:
    """Take in the words around a time word: "for the past two years", "late on Tuesday night", "23 May 2018"."""
    start = word
    while start > floor and _leads_in(tree, lexicon, start - 1, start):
        start -= 1
    end = word + 1
    while end < len(tree) and _goes_on(tree, lexicon, end):
        end += 1
    while end - 1 > word and _hangs_loose(tree, lexicon, end - 1):
        end -= 1
    while start < word and (
        tree.lower[start] in {"of", "as", "more", "than", ",", "and"} or tree.lower[start] in _DASHES
    ):
        start += 1
    return TimePhrase(start, end, word)


def _hangs_loose(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word cannot end a time phrase."""
    return tree.lower[word] in _DASHES or tree.lower[word] == "," or lexicon.has("time_join", tree.lower[word])


def _leads_in(tree: Tree, lexicon: Lexicon, word: int, start: int) -> bool:
    """Tell whether a word belongs in front of a time phrase."""
    lower = tree.lower[word]
    if lower == "of":
        return word > 0 and (
            lexicon.has("time_part", tree.lower[word - 1]) or lexicon.has("time_noun", tree.lemmas[word - 1])
        )
    if lower == ",":
        return start - word == 1 and word > 0 and bool(_DATED.fullmatch(tree.lower[word - 1]))
    if lexicon.has("time_lead", lower) or lexicon.has("time_part", lower) or lower in _DASHES:
        return True
    counted = tree.tags[word] == "NUM" or lower in lexicon.numbers or bool(_DATED.fullmatch(lower))
    return counted or lexicon.has("time_noun", tree.lemmas[word])


def _goes_on(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word belongs behind a time phrase ("May 7", "June 2017", "Tuesday night")."""
    lower = tree.lower[word]
    dated = _YEAR.fullmatch(lower) or _DATED.fullmatch(lower)
    if dated or lexicon.has("time_noun", tree.lemmas[word]) or lexicon.has("time_tail", lower):
        return True
    nearby = tree.lower[word + 1] if word + 1 < len(tree) else ""
    joins = lower == "," or lower in _DASHES or lexicon.has("time_join", lower)
    if not joins:
        return False
    spans = lower in _DASHES or lower in {"and", "to"}
    return bool(
        _YEAR.fullmatch(nearby)
        or (lower not in {",", "in"} and lexicon.has("time_noun", nearby))
        or (spans and _DATED.fullmatch(nearby))
    )


def phrases_of(tree: Tree, phrases: list[TimePhrase], anchors: set[int], stops: set[int]) -> list[TimePhrase]:
    """List the time phrases that hang on one of the `anchors` before they reach one of the `stops`.

    Args:
        tree: The sentence.
        phrases: Its time phrases.
        anchors: Words of a happening (or of a reporting verb).
        stops: Words of others, which take the time phrases below them.
    """
    own = [phrase for phrase in phrases if _first_above(tree, phrase, anchors | stops) in anchors]
    near = [phrase for phrase in own if not _is_of_other_clause(tree, phrase, anchors)]
    return near or own


def _is_of_other_clause(tree: Tree, phrase: TimePhrase, anchors: set[int]) -> bool:
    """Tell whether a clause with a subject of its own, joined to that of the anchors, holds a phrase."""
    for word in tree.ancestors(phrase.head):
        if word in anchors:
            return False
        if tree.rels[word] in {"conj", "parataxis"} and tree.tags[word] == "VERB" and tree.dependents(word, "nsubj"):
            return True
    return False


def dates_beginning(tree: Tree, lexicon: Lexicon, phrase: TimePhrase, anchors: set[int]) -> bool:
    """Tell whether a phrase only says when something that lasts began ("the revolt, begun in May, has cost lives")."""
    for word in tree.ancestors(phrase.head):
        if tree.rels[word] == "acl" and lexicon.has("begin", tree.lemmas[word]):
            return tree.rels[tree.heads[word]] == "nsubj" and not {word, tree.heads[word]} & anchors
        if word in anchors:
            return False
    return False


def is_remembered(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a happening is only told of as remembered ("the anniversary of the attack")."""
    return lexicon.has("memorial", tree.lemmas[tree.heads[word]]) if tree.heads[word] >= 0 else False


def loose_phrases(tree: Tree, phrases: list[TimePhrase], stops: set[int]) -> list[TimePhrase]:
    """List the time phrases that hang neither on one of the `stops` nor in a clause of their own.

    They date the only happening of a sentence, whatever they hang on.
    """
    return [phrase for phrase in phrases if _hangs_on(tree, phrase) not in {-1, *stops}]


def dates_another(tree: Tree, lexicon: Lexicon, phrase: TimePhrase, words: set[int]) -> bool:
    """Tell whether a phrase dates other things than a happening of some words.

    It dates what was said ("in a statement issued on Monday") or what was done about the happening ("condemned it on
    Friday", "ordered a judge to look into it").
    """
    verb = _hangs_on(tree, phrase)
    if _dates_words(tree, lexicon, phrase) or verb in words or verb < 0 or tree.tags[verb] != "VERB":
        return _dates_words(tree, lexicon, phrase)
    aims = [verb, *tree.dependents(verb, "xcomp", "advcl", "obj")]
    return any(
        lexicon.has("presuming", tree.lemmas[word]) or lexicon.has("inquiry", tree.lemmas[word]) for word in aims
    )


def _dates_words(tree: Tree, lexicon: Lexicon, phrase: TimePhrase) -> bool:
    """Tell whether a phrase says when words were spoken or published ("in a statement issued on Monday")."""
    above = tree.heads[phrase.head]
    noun = tree.heads[above] if tree.rels[above] == "acl" else above
    told = any(lexicon.has(name, tree.lemmas[noun]) for name in ("channel", "writing"))
    return tree.tags[noun] == "NOUN" and told


def _hangs_on(tree: Tree, phrase: TimePhrase) -> int:
    """Return the verb or noun that a phrase hangs on, or -1 where that is a clause of its own."""
    above = tree.heads[phrase.head]
    apart = above < 0 or tree.rels[above] == "advcl" or tree.fullrels[above] == "acl:relcl"
    return -1 if apart else above


def _first_above(tree: Tree, phrase: TimePhrase, wanted: set[int]) -> int:
    """Return the nearest of some words above a phrase, or -1; a clause in between keeps its own time."""
    inside = range(phrase.start, phrase.end)
    for word in tree.ancestors(phrase.head):
        if word in wanted and word not in inside:
            return word
        if tree.fullrels[word] == "acl:relcl" or (tree.tags[word] == "VERB" and tree.rels[word] == "advcl"):
            return -1
    return -1
