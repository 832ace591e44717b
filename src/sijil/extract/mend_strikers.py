"""Mends of clauses whose subject the parser took for who suffered, or hung on the clause above, or gave to a gerund.

"Rebels fired on a base": the rebels fired. "Fifty fled after gunmen in boats attacked their school": gunmen did.
"Guards kept people from leaving and robbed them": the guards robbed. "They came by boat, burned nine trucks": they did.
"""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.slots import is_passive
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN"})
_OPENING = frozenset({"after", "before", "when", "until", "since", "as", "once", "while"})
_AIMED = frozenset({"on", "at", "upon", "into", "toward", "towards"})
_NAMELESS = frozenset({"obj", "ccomp", "xcomp"})


def mend_strikers(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give each verb of violence those who did it."""
    for tree in trees:
        for verb in range(1, len(tree)):
            if tree.tags[verb] == "VERB":
                _mend_fired(tree, lexicon, verb)
                _mend_opened(tree, lexicon, verb)
                _mend_gerund(tree, verb)
                _mend_listed(tree, verb)
                _mend_by(tree, lexicon, verb)


def _mend_fired(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Take for who fired the subject of "fired on a base", which has no auxiliary of the passive."""
    who = [child for child in tree.dependents(verb, "nsubj") if tree.fullrels[child] == "nsubj:pass"]
    if not who or not lexicon.has("aiming", tree.lemmas[verb]) or tree.dependents(verb, "aux", "obj"):
        return
    behind = verb + 1
    struck = tree.heads[behind] if behind < len(tree) and tree.lower[behind] in _AIMED else -1
    if struck > behind and tree.tags[struck] in _NOMINAL and not lexicon.has("time_noun", tree.lemmas[struck]):
        tree.hang(who[0], verb, "nsubj")
        tree.retag(verb, "VERB", tree.lemmas[verb])


def _mend_opened(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Make the noun behind "after" the subject of the verb behind it, where the tree hung it on the clause above."""
    above = tree.heads[verb]
    bare = tree.rels[verb] == "advcl" and 0 <= above < verb and not tree.lower[verb].endswith("ing")
    if not bare or tree.dependents(verb, "nsubj", "aux", "expl") or not tree.dependents(verb, *_NAMELESS):
        return
    nouns = [one for one in tree.dependents(above, "obl", "nsubj") if above < one < verb and _opens(tree, one, verb)]
    if not nouns or tree.tags[nouns[-1]] not in _NOMINAL or lexicon.has("time_noun", tree.lemmas[nouns[-1]]):
        return
    noun = nouns[-1]
    between = [at for at in range(noun + 1, verb) if tree.heads[at] in {above, verb} and tree.tags[at] != "PUNCT"]
    if any(tree.tags[at] not in _NOMINAL or not tree.case(at) for at in between):
        return
    for mark in tree.dependents(noun, "case"):
        tree.hang(mark, verb, "mark")
    tree.hang(noun, verb, "nsubj")
    for at in between:
        tree.hang(at, noun, "nmod")


def _opens(tree: Tree, noun: int, verb: int) -> bool:
    """Tell whether a noun stands right behind the word that opens the clause of a verb, or behind that as its case."""
    if tree.case(noun):
        return tree.case(noun) in _OPENING and not tree.dependents(verb, "mark")
    before = tree.phrase(noun)[0] - 1
    return tree.lower[before] in _OPENING and tree.dependents(verb, "mark") == [before]


def _mend_gerund(tree: Tree, verb: int) -> None:
    """Join a past form to the verb before a gerund, and give it what stands behind it, where the gerund had both."""
    gerund = tree.heads[verb]
    joined = tree.rels[verb] == "conj" and 0 <= gerund < verb and tree.lower[verb].endswith("ed")
    if not joined or not tree.lower[gerund].endswith("ing") or tree.dependents(verb, "nsubj", "aux"):
        return
    outer = tree.heads[gerund]
    marked = bool(tree.dependents(gerund, "mark")) and tree.rels[gerund] == "advcl"
    if not marked or outer < 0 or tree.tags[outer] != "VERB" or tree.lower[outer].endswith("ing"):
        return
    late = [child for child in tree.dependents(gerund, "obj") if child > verb]
    if late or tree.dependents(verb, "obj"):
        tree.hang(verb, outer, "conj")
        for child in late:
            tree.hang(child, verb, "obj")


def _mend_listed(tree: Tree, verb: int) -> None:
    """Read as a verb the past form before a number or an article ("they came by boat, burned nine trucks and left")."""
    noun = tree.heads[verb]
    told = tree.rels[verb] == "amod" and noun > verb and tree.tags[noun] in _NOMINAL and tree.lower[verb].endswith("ed")
    counted = any(verb < child < noun for child in tree.dependents(noun, "nummod", "det")) if told else False
    outer = tree.heads[noun] if told else -1
    if not counted or outer < 0 or outer > verb or tree.case(noun) or tree.forms[verb - 1] != ",":
        return
    if tree.tags[outer] == "VERB" and tree.rels[noun] in {"obl", "obj", "conj", "appos"}:
        tree.hang(verb, outer, "conj")
        tree.hang(noun, verb, "obj")


def _mend_by(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Hang "by the army" in "families fled the shelling of Rono by the army" on the shelling."""
    noun = tree.first(verb, "obj")
    if noun < verb or tree.lemmas[noun] not in lexicon.happenings or is_passive(tree, verb):
        return
    others = [one for subject in tree.dependents(verb, "nsubj") for one in tree.dependents(subject, "conj")]
    for who in [*tree.dependents(verb, "obl", "nsubj"), *others]:
        kinds = kinds_of(tree, lexicon, who) if who > noun and tree.case(who) == "by" else frozenset()
        if kinds & {"group", "fighter", "propn"} and not kinds & {"time", "weapon"}:
            tree.hang(who, noun, "nmod")
