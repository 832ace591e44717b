"""Repairs of the clipped clauses of headlines: blasts that "rock" a town, a town that "falls", a count behind a comma.

Their verbs look like nouns, and their clauses join without a word ("Rebels hit convoy, 8 dead").
"""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_NOUNS = frozenset({"NOUN", "PROPN"})
_HUNG = frozenset({"amod", "acl", "appos", "compound", "nmod"})
_MARKS = frozenset({",", ";", ":", "-", "–", "—"})
_RUN = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})


def mend_notices(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give the clauses of headlines their verbs, subjects and counts."""
    for tree in trees:
        if not tree.is_headline:
            continue
        for word in range(1, len(tree)):
            _mend_jolt(tree, lexicon, word)
            _mend_fall(tree, lexicon, word)
            _mend_count(tree, lexicon, word)
            _mend_notice(tree, word)
            _mend_sides(tree, word)


def _mend_jolt(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "Two blasts rock hotel" as of what the blasts did."""
    happening = verb - 1
    named = (
        tree.lemmas[happening] in lexicon.happenings or tree.lower[happening].removesuffix("s") in lexicon.happenings
    )
    if not named or not lexicon.has("jolting", tree.lower[verb]) or tree.tags[verb] == "VERB":
        return
    whom = verb + 1
    while whom < len(tree) and tree.tags[whom] in _RUN:
        whom += 1
    whom -= 1
    if whom == verb or tree.tags[whom] not in _NOUNS:
        return
    start = happening
    while start and tree.tags[start - 1] in _RUN:
        start -= 1
    top = next(word for word in range(start, whom + 1) if not start <= tree.heads[word] <= whom)
    tree.hang(verb, tree.heads[top], tree.fullrels[top])
    for word in range(len(tree)):
        if word != verb and (word > whom or word < start) and start <= tree.heads[word] <= whom:
            tree.hang(word, verb, tree.fullrels[word])
    tree.retag(verb, "VERB", tree.lower[verb].removesuffix("s"))
    tree.names.pop(verb, None)
    tree.retag(happening, "NOUN", tree.lower[happening].removesuffix("s"))
    for noun, first, relation in ((happening, start, "nsubj"), (whom, verb + 1, "obj")):
        tree.hang(noun, verb, relation)
        for word in range(first, noun):
            tree.hang(word, noun, "nummod" if tree.tags[word] == "NUM" else "compound")


def _mend_fall(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "Kabul falls" as of the town, where the tree took both for a name."""
    town = verb - 1
    ends = verb + 1 == len(tree) or tree.tags[verb + 1] in {"PUNCT", "ADP", "SCONJ"}
    if not ends or not lexicon.has("falling", tree.forms[verb]) or tree.tags[verb] == "VERB":
        return
    if tree.tags[town] not in _NOUNS or tree.heads[town] != verb:
        return
    tree.retag(verb, "VERB", tree.lower[verb].removesuffix("s"))
    tree.names.pop(verb, None)
    tree.hang(town, verb, "nsubj")


def _mend_count(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Let "118 dead" behind a comma be a count of its own, no word for the noun before ("down jet, 18 dead")."""
    if tree.tags[word - 1] != "NUM" or tree.forms[max(word - 2, 0)] not in _MARKS:
        return
    harmed = tree.tags[word] in {"ADJ", "VERB"} and lexicon.has("counted_state", tree.lower[word])
    if harmed and 0 <= tree.heads[word] < word - 2 and tree.fullrels[word] in _HUNG:
        tree.hang(word, tree.heads.index(-1), "parataxis")
        tree.hang(word - 1, word, "nsubj")


def _mend_notice(tree: Tree, verb: int) -> None:
    """Let a clause with its own subject behind a colon describe no noun before it ("Gaza: 31 killed near the port")."""
    subject = tree.first(verb, "nsubj")
    if tree.fullrels[verb] != "acl" or not 0 < subject < verb or tree.forms[subject - 1] != ":":
        return
    if tree.heads[verb] < subject:
        tree.hang(verb, tree.heads[verb], "parataxis")


def _mend_sides(tree: Tree, second: int) -> None:
    """Join two that act together with only a comma between them ("Army, rebels trade fire")."""
    first = second - 2
    if first < 0 or tree.forms[second - 1] != "," or tree.heads[first] != tree.heads[second]:
        return
    if tree.fullrels[first] == "nsubj" and tree.fullrels[second] == "nsubj" and tree.heads[first] > second:
        tree.hang(second, first, "conj")
