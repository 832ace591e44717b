"""Repairs of the tree where it lost one of those who were counted together.

The parser may make two subjects of "another guard Adam Musa and sergeant Omar Ba", or say the harm of "leaving a cook
and four others hurt" of the others alone.
"""

from __future__ import annotations

from itertools import pairwise

from sijil.extract.lexicon import Lexicon
from sijil.extract.numbers import find_counts
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


def mend_joined(trees: list[Tree], lexicon: Lexicon) -> None:
    """Join those who suffered together."""
    for tree in trees:
        for word in range(1, len(tree)):
            _mend_first_verb(tree, word)
            _mend_verb(tree, word)
            _mend_subjects(tree, lexicon, word)
            _mend_described(tree, word)
            _mend_left(tree, lexicon, word)
            _mend_others(tree, lexicon, word)
            _mend_one_more(tree, lexicon, word)
            _mend_names(tree, lexicon, word)
            _mend_past(tree, word)


def _mend_first_verb(tree: Tree, verb: int) -> None:
    """Give "was killed" its subject in "X was killed and another was held", which the tree gave to the second verb."""
    above = tree.heads[verb]
    first = [child for child in tree.dependents(verb, "nsubj") if child < above]
    second = tree.rels[verb] == "conj" and 0 <= above < verb and tree.tags[above] == "VERB"
    if not first or not second or not tree.dependents(above, "aux") or tree.dependents(above, "nsubj"):
        return
    tree.hang(first[0], above, tree.fullrels[first[0]])
    for word in range(above + 1, verb):
        if tree.rels[word] == "nsubj" and above < tree.heads[word] < verb and tree.tags[tree.heads[word]] in _NOMINAL:
            tree.hang(word, verb, tree.fullrels[first[0]])


def _mend_verb(tree: Tree, verb: int) -> None:
    """Join "and four guards sustained injuries" to the clause before, where the tree took the verb for a subject."""
    above = tree.heads[verb]
    subject = tree.first(verb, "nsubj")
    taken = tree.rels[verb] == "nsubj" and tree.tags[verb] == "VERB"
    if taken and 0 <= above < subject < verb and begins_with_and(tree, subject):
        tree.hang(verb, above, "conj")


def _mend_subjects(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Join to the first subject of a verb one that begins with "and" ("guard Adam Musa and sergeant Omar Ba").

    A name behind a comma is that of the one before it ("a commander, Adam Musa was killed").
    """
    subjects = [child for child in tree.dependents(verb, "nsubj") if child < verb]
    for first, other in pairwise(subjects):
        if begins_with_and(tree, other) and {tree.tags[first], tree.tags[other]} <= _NOMINAL:
            tree.hang(other, first, "conj")
        elif tree.names.get(other) == "PER" and tree.forms[other - 1] == "," and _is_single(tree, lexicon, first):
            tree.hang(other, first, "appos")


def _is_single(tree: Tree, lexicon: Lexicon, noun: int) -> bool:
    """Tell whether a noun names one person, and no name does so ("a commander")."""
    single = tree.lower[noun] == tree.lemmas[noun] and not tree.dependents(noun, "nummod", "conj")
    return single and tree.tags[noun] == "NOUN" and lexicon.names_people(tree.lemmas[noun])


def _mend_one_more(tree: Tree, lexicon: Lexicon, other: int) -> None:
    """Join "a constable" or "nine officers" to "two cadres of the Front", where the tree joined them to the Front."""
    body = tree.heads[other]
    noun = tree.heads[body] if body >= 0 and tree.rels[body] in {"nmod", "compound"} else -1
    if tree.rels[other] != "conj" or not 0 <= noun < other or tree.names.get(body) != "ORG":
        return
    told = any(tree.rels[child] == "nummod" or tree.lower[child] in {"a", "an"} for child in tree.children[other])
    people = tree.tags[other] == "NOUN" and lexicon.names_people(tree.lemmas[other])
    if told and people and tree.dependents(noun, "nummod") and lexicon.names_people(tree.lemmas[noun]):
        tree.hang(other, noun, "conj")


def _mend_described(tree: Tree, noun: int) -> None:
    """Join to a person "and sergeant Omar Ba" behind the name, which the tree took for what the person is."""
    name = tree.heads[noun]
    beside = tree.fullrels[noun] in {"nmod:desc", "conj"} and 0 <= name < noun and tree.names.get(name) == "PER"
    if not beside or not begins_with_and(tree, noun):
        return
    tree.hang(noun, name, "conj")
    own = noun + 1
    if own < len(tree) and tree.rels[own] == "flat" and tree.heads[own] == name and tree.tags[noun] == "NOUN":
        tree.hang(own, noun, "appos")


def begins_with_and(tree: Tree, word: int) -> bool:
    """Tell whether a phrase goes on behind "and"."""
    first = next((at for at in tree.subtree(word) if tree.tags[at] != "PUNCT"), word)
    return tree.lower[first] == "and"


def _mend_left(tree: Tree, lexicon: Lexicon, harm: int) -> None:
    """Say the harm of "leaving a cook and four others hurt" of all of them, not of the first or last alone."""
    last = harm - 1
    first = tree.heads[last]
    verb = tree.heads[first] if first >= 0 else -1
    left = verb >= 0 and tree.rels[first] == "obj" and lexicon.has("object_control", tree.lemmas[verb])
    behind = tree.rels[harm] in {"acl", "amod"} and tree.heads[harm] in {first, last} and tree.rels[last] == "conj"
    if left and behind and tree.lower[harm] in lexicon.triggers["ADJ"]:
        tree.hang(harm, verb, "xcomp")


def _mend_others(tree: Tree, lexicon: Lexicon, others: int) -> None:
    """Join "and four others" to "two guards, identified as X and Y," of whom all have been named by then."""
    first = tree.heads[others]
    naming = tree.heads[first] if first >= 0 else -1
    noun = tree.heads[naming] if naming >= 0 and lexicon.has("naming", tree.lower[naming]) else -1
    further = lexicon.has("more_of_same", tree.lower[others]) and tree.dependents(others, "nummod")
    if noun < 0 or not further or tree.rels[others] != "conj" or not begins_with_and(tree, others):
        return
    names = [first, *(word for word in tree.dependents(first, "conj") if tree.names.get(word) == "PER")]
    counts = find_counts(tree, lexicon, tree.phrase(noun)[0], noun + 1)
    if counts and counts[-1].low == len(names):
        tree.hang(others, noun, "conj")


def _mend_names(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Set beside "two guards" their names in "a driver and two guards, X and Y,", which the tree counted apart."""
    noun = name - 2
    joined = tree.rels[name] == "conj" and tree.names.get(name) == "PER" and noun >= 0 and tree.heads[name] != noun
    if not joined or tree.forms[name - 1] != "," or not tree.dependents(noun, "nummod"):
        return
    names = [name, *(word for word in tree.dependents(name, "conj") if tree.names.get(word) == "PER")]
    counts = find_counts(tree, lexicon, tree.phrase(noun)[0], noun + 1)
    if counts and counts[-1].low == len(names):
        tree.hang(name, noun, "appos")


def _mend_past(tree: Tree, verb: int) -> None:
    """Let "and injured a guard" go on with what was done, where the tree said it of a name before it."""
    name = tree.heads[verb]
    described = tree.rels[verb] in {"amod", "acl"} and tree.names.get(name) == "PER" and 0 <= name < verb
    if not described or tree.lower[verb - 1] != "and" or tree.tags[verb] != "VERB" or tree.lower[verb].endswith("ing"):
        return
    above = next((word for word in tree.ancestors(name) if tree.dependents(word, "nsubj")), -1)
    if above >= 0 and tree.tags[above] == "VERB" and any(child > verb for child in tree.dependents(verb, "obj")):
        tree.hang(verb, above, "conj")
