"""Old crimes that a verdict, an indictment or a burial is about: they have their own time, and are background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase, is_remembered

_ABOUT = frozenset({"for", "of", "over", "with", "regarding"})
_HUNG = frozenset({"obl", "nmod", "advcl", "acl", "xcomp", "ccomp"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGO = frozenset({"ago", "last", "earlier"})


def mend_trials(trees: list[Tree], lexicon: Lexicon) -> None:
    """Hang the year behind a crime on it, which the tree hung on the verdict ("jailed for killing six in 1989")."""
    for tree in trees:
        for word in range(2, len(tree)):
            above = tree.heads[word]
            if tree.rels[word] not in {"obl", "nmod"} or above < 0 or not _is_past(tree, word):
                continue
            judged = {crime: _judged_by(tree, lexicon, crime) for crime in range(above + 1, word)}
            crimes = [crime for crime, by in judged.items() if by >= 0 and tree.under(above, _verb_of(tree, by))]
            if crimes:
                tree.hang(word, crimes[-1], "obl")


def _verb_of(tree: Tree, judging: int) -> int:
    """Return the verb of a word that judges ("found guilty")."""
    above = tree.heads[judging]
    return above if tree.rels[judging] == "xcomp" and above >= 0 else judging


def _is_past(tree: Tree, word: int) -> bool:
    """Tell whether a phrase names a year, or says how long ago."""
    words = [word, *tree.children[word]]
    return any(_YEAR.fullmatch(tree.lower[one]) or tree.lower[one] in _AGO for one in words)


def _judged_by(tree: Tree, lexicon: Lexicon, crime: int) -> int:
    """Return the verb or adjective that judges somebody for a crime, which hangs on it or on them; -1 = none."""
    about = {tree.lower[child] for child in tree.dependents(crime, "case", "mark")}
    above = tree.heads[crime]
    if tree.rels[crime] not in _HUNG or not about & _ABOUT or above < 0:
        return -1
    if lexicon.has("judging", tree.lemmas[above]):
        return above
    person = tree.rels[above] in {"obj", "nsubj"} and tree.tags[above] in {"NOUN", "PROPN", "PRON"}
    verb = tree.heads[above]
    return verb if person and verb >= 0 and lexicon.has("judging", tree.lemmas[verb]) else -1


def top_of_old(tree: Tree, lexicon: Lexicon, word: int) -> int:
    """Return the word below which an old happening's own time stands, or -1 where it is none.

    It is what somebody is judged for, or is only told of as remembered.
    """
    if is_remembered(tree, lexicon, word):
        return word
    return next((one for one in (word, *tree.ancestors(word)) if _judged_by(tree, lexicon, one) >= 0), -1)


def is_aftermath(tree: Tree, lexicon: Lexicon, words: Iterable[int]) -> bool:
    """Tell whether a happening is only what an arrest, a trial or a protest is about ("wanted in an attack")."""
    tops = [*_earlier(tree, lexicon)]
    return any(_is_below(tree, word, top) for word in words for top in tops)


def _earlier(tree: Tree, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where a phrase of the list `aftermath` ends ("wanted in | an attack"), and what heads the rest."""
    plain = " ".join(tree.lemmas).lower()
    for phrase in lexicon.lists["aftermath"]:
        found = f" {plain} ".find(f" {phrase} ")
        if found < 0:
            continue
        last = plain[:found].count(" ") + phrase.count(" ")
        about = tree.heads[last] if tree.tags[last] in {"ADP", "SCONJ"} else last
        if tree.tags[last] == "VERB" and (told := tree.first(last, "obj")) > last:
            about = told
        yield from ((last, one) for one in (about, *_named_of(tree, about)) if about >= 0)


def _is_below(tree: Tree, word: int, top: tuple[int, int]) -> bool:
    last, head = top
    return word > last and (word == head or tree.under(word, head))


def _named_of(tree: Tree, about: int) -> list[int]:
    """List what "including" names of things told, where the tree hangs it beside them ("in cases, including X")."""
    beside = tree.children[tree.heads[about]] if tree.heads[about] >= 0 else []
    return [word for word in beside if word > about and tree.case(word) == "including"]


def own_times(tree: Tree, lexicon: Lexicon, word: int, times: list[TimePhrase]) -> list[TimePhrase]:
    """Return the times of a happening: of an old one only its own; by a name with a year that year.

    The time of what an arrest or a trial is about ("wanted in the attack of May 3") is not that of the arrest.
    """
    others = [top for top in _earlier(tree, lexicon) if not _is_below(tree, word, top)]
    own = _times_of(tree, lexicon, word, times)
    return [phrase for phrase in own if not any(_is_below(tree, phrase.head, top) for top in others)]


def _times_of(tree: Tree, lexicon: Lexicon, word: int, times: list[TimePhrase]) -> list[TimePhrase]:
    top = top_of_old(tree, lexicon, word)
    if top >= 0:
        inside = set(tree.subtree(top))
        times = [phrase for phrase in times if phrase.head in inside]
    if top < 0 and any(tree.heads[phrase.head] == word for phrase in times):
        return times
    deaths = [verb for noun in tree.dependents(word, "nmod") for verb in tree.dependents(noun, "acl")]
    nouns = [noun for one in (word, *deaths) for noun in tree.dependents(one, "obl", "nmod")]
    named = [child for noun in nouns for child in tree.dependents(noun, "nummod", "amod")]
    years = [at for at in named if _YEAR.fullmatch(tree.lower[at]) and _names_happening(tree, lexicon, tree.heads[at])]
    return [TimePhrase(years[0], years[0] + 1, years[0])] if years else times


def _names_happening(tree: Tree, lexicon: Lexicon, noun: int) -> bool:
    definite = any(tree.lower[child] == "the" for child in tree.dependents(noun, "det"))
    return definite and (tree.lemmas[noun] in lexicon.happenings or lexicon.has("warlike", tree.lemmas[noun]))
