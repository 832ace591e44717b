"""Happenings of which a sentence says how long they have lasted ("after four days of fighting", "a two-week siege")."""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree


def has_lasted(tree: Tree, lexicon: Lexicon, noun: int) -> bool:
    """Tell whether the noun of a happening stands beside the time that it took or takes, which says that it was."""
    if tree.tags[noun] != "NOUN":
        return False
    above = tree.heads[noun]
    if above >= 0 and tree.rels[noun] == "nsubj" and tree.dependents(above, "cop"):
        return tree.case(above) == "in" and _is_time(tree, lexicon, above) and bool(tree.dependents(above, "amod"))
    if above >= 0 and tree.rels[noun] == "nmod" and tree.case(noun) == "of" and _is_time(tree, lexicon, above):
        return tree.case(above) == "after" and bool(tree.dependents(above, "nummod"))
    before = [word for word in range(noun - 3, noun) if word > 0 and tree.under(word, noun)]
    joined = [word for word in before if tree.forms[word - 1] == "-" and _is_time(tree, lexicon, word)]
    return bool(joined) and tree.case(noun) == "after"


def _is_time(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    return lexicon.has("time_noun", tree.lemmas[word])
