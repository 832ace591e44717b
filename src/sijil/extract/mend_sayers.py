"""Mends of who speaks, where the parser gave them to what is said, or took for them those who are told.

"X told the agency": the agency is told. "X, an aide, said Y left": X said it. "..., said one source in the room": the
source said it. "Who's called for talks": nobody called them.
"""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SPEAKERS = frozenset({"person", "group"})


def mend_sayers(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang who speaks on a reporting verb."""
    _mend_told(tree, lexicon, cue)
    if not tree.dependents(cue, "nsubj"):
        _mend_first(tree, cue)
    if not tree.dependents(cue, "nsubj"):
        _mend_last(tree, lexicon, cue)


def _mend_told(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Take for those told whom the tree made a second subject, behind a verb of telling ("X told the agency")."""
    who = tree.dependents(cue, "nsubj")
    before, behind = [word for word in who if word < cue], [word for word in who if word > cue]
    if not lexicon.has("address", tree.lemmas[cue]) or tree.dependents(cue, "obj"):
        return
    if before and behind:
        tree.hang(behind[0], cue, "obj")
        return
    said = tree.first(cue, "ccomp")
    that = next((mark for mark in tree.dependents(said, "mark") if tree.lower[mark] == "that"), -1) if said >= 0 else -1
    told = [word for word in range(cue + 1, that) if tree.heads[word] == said and tree.tags[word] in _NOMINAL]
    if told:
        tree.hang(told[0], cue, "obj")


def _mend_first(tree: Tree, cue: int) -> None:
    """Give a verb the subject before it, where what is said has one of its own ("X, an aide, said Y left")."""
    said = next((child for child in tree.dependents(cue, "ccomp") if child > cue), -1)
    who = tree.dependents(said, "nsubj") if said >= 0 else []
    before, behind = [word for word in who if word < cue], [word for word in who if word > cue]
    if before and behind and tree.tags[before[-1]] in _NOMINAL:
        tree.hang(before[-1], cue, "nsubj")


def _mend_last(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Give a verb the noun behind it that ends the sentence (", said one source in the room")."""
    said = next((child for child in tree.dependents(cue, "ccomp") if child < cue), -1)
    behind = [word for word in range(cue + 1, len(tree)) if tree.tags[word] != "PUNCT"]
    heads = [word for word in behind if tree.heads[word] not in behind]
    if said < 0 or len(heads) != 1 or tree.heads[heads[0]] != said or tree.tags[heads[0]] not in _NOMINAL:
        return
    cited = lexicon.has("source_noun", tree.lemmas[heads[0]]) or kinds_of(tree, lexicon, heads[0]) & _SPEAKERS
    if cited or tree.names.get(heads[0]) in {"PER", "ORG"}:
        tree.hang(heads[0], cue, "nsubj")


def mend_contracted(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "'s" before a verb that has no passive as "has" ("who's called for talks")."""
    helper = next((child for child in tree.children[verb] if tree.fullrels[child] == "aux:pass"), -1)
    if helper < 0 or tree.lower[helper] != "'s" or not lexicon.has("never_passive", tree.lemmas[verb]):
        return
    if any(tree.case(child) in {"for", "about", "against"} for child in tree.dependents(verb, "obl")):
        tree.hang(helper, verb, "aux")
        for who in tree.dependents(verb, "nsubj"):
            tree.hang(who, verb, "nsubj")
