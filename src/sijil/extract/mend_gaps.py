"""Repairs of clauses that leave out the verb of harm said before: "ISIS killed 86 and the factions 49".

The word that joins such a clause stands for its verb, so that each count keeps its own doer or place.
"""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_harms import find_harm
from sijil.extract.numbers import Count, find_counts
from sijil.extract.tree import Tree

_JOINS = frozenset({",", ";", "and", "while", "but"})
_ENDS = frozenset({".", "!", "?", ")", ":"})
_WHERE_OR_WHO = frozenset({"in", "at", "near", "by", "around", "outside", "on"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NAMING = _NOUNS | {"ADJ", "DET"}
_LOST = frozenset({"dead", "losses", "casualties", "deaths"})
_OWNER = frozenset({"'", "\u2019", "'s", "\u2019s"})
_REST = frozenset({"more", "others", "other", "another"})


def mend_gaps(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give each clause without a verb that counts others the verb of the clause before it."""
    for tree in trees:
        for verb in range(1, len(tree)):
            _mend_put_both(tree, lexicon, verb)
            counts = lexicon.has("accounting", tree.lower[verb])
            harm = "kill" if counts else find_harm(tree, lexicon, verb)
            if counts:
                for number in [one for one in tree.dependents(verb, "obj") if tree.case(one) == "for"]:
                    tree.hang(number, verb, "obl")
            if harm and (counts or tree.tags[verb] == "VERB"):
                _mend_behind(tree, lexicon, verb, harm, counts=counts)


def fills_gap(tree: Tree, word: int) -> bool:
    """Tell whether a word that joins clauses stands for the verb that the second one leaves out."""
    return tree.tags[word] == "VERB" and tree.lower[word] in _JOINS


def _mend_behind(tree: Tree, lexicon: Lexicon, verb: int, harm: str, *, counts: bool) -> None:
    """Mend the clauses behind a verb, each up to the next word that joins."""
    joins = [word for word in range(verb + 2, len(tree) - 2) if tree.lower[word] in _JOINS]
    joins = [word for word in joins if tree.lower[word + 1] not in _JOINS]
    if not joins or not _told(tree, lexicon, verb, joins[0], counts=counts):
        return
    for join in joins:
        stops = (at for at in range(join + 1, len(tree)) if tree.lower[at] in _JOINS | _ENDS)
        stop = next(stops, len(tree))
        inside = range(join + 1, stop)
        if any(tree.tags[word] in {"VERB", "AUX"} for word in inside):
            return
        count = next(iter(find_counts(tree, lexicon, join + 1, stop)), None)
        if count is None:
            continue
        if count.end == stop and count.start > join + 1:
            _mend_doer(tree, lexicon, (verb, join, count), harm, counts=counts)
        elif count.start - join - (tree.lower[join + 1] == "then") == 1 and not counts:
            _mend_place(tree, lexicon, (verb, join, count), stop, harm)


def _told(tree: Tree, lexicon: Lexicon, verb: int, join: int, *, counts: bool) -> bool:
    """Tell whether the clause of the verb itself counts people, before or behind it."""
    behind = find_counts(tree, lexicon, verb + 1, join)
    if counts:
        slain = any(lexicon.has("slain", tree.lemmas[word]) for word in range(verb, join))
        return bool(behind) and slain
    before = [word for word in tree.dependents(verb, "nsubj") if word < verb]
    counted = any(find_counts(tree, lexicon, tree.phrase(word)[0], word + 1) for word in before)
    return bool(before) and (counted or bool(behind))


def _mend_doer(tree: Tree, lexicon: Lexicon, at: tuple[int, int, Count], harm: str, *, counts: bool) -> None:
    """Mend "and the factions 49", "and the rebels for 49"."""
    verb, join, count = at
    last = count.start - 1
    if counts != (tree.lower[last] == "for"):
        return
    name = last - 1 if counts else last
    if name <= join or any(tree.tags[word] not in _NAMING for word in range(join + 1, name + 1)):
        return
    if not _names_doers(tree, lexicon, join + 1, name):
        return
    _promote(tree, join, verb, harm)
    tree.hang(name, join, "nsubj")
    _gather(tree, range(join + 1, name), name, "compound")
    _hang_count(tree, count, join, "obj")
    if counts:
        tree.hang(last, join, "mark")


def _names_doers(tree: Tree, lexicon: Lexicon, start: int, name: int) -> bool:
    """Tell whether words before a number name who acts, and not a unit with its number ("Battalion 49")."""
    if tree.tags[name] not in _NOUNS:
        return False
    if tree.lower[start] == "the":
        return True
    known = tree.names.get(name) == "ORG" or tree.lower[name] in lexicon.nations
    plural = tree.tags[name] == "NOUN" and tree.lower[name] != tree.lemmas[name]
    return known or plural


def _mend_put_both(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Mend "put its own dead at nine and the rebels' at 61", where the second losses have no noun of their own."""
    if tree.lemmas[verb] != "put" or not _LOST & {*tree.lower[verb + 1 : verb + 5]}:
        return
    for join in range(verb + 4, len(tree) - 4):
        at = next((word for word in range(join + 2, min(join + 7, len(tree) - 1)) if tree.lower[word] == "at"), -1)
        count = next(iter(find_counts(tree, lexicon, at + 1, len(tree))), None) if at > 0 else None
        first = tree.heads[join] if tree.lower[join] == "and" else -1
        inside = range(join + 1, at)
        nouns = [word for word in inside if tree.tags[word] in _NOUNS]
        marked = tree.lower[at - 1] in _OWNER or tree.lower[join + 1 : join + 3] in (["those", "of"], ["that", "of"])
        if count is None or count.start != at + 1 or first < 0 or not nouns or not marked:
            continue
        told = [word for word in range(verb, join) if tree.tags[word] == "NUM"]
        if told and not any(tree.tags[word] in {"VERB", "AUX"} for word in range(join, at)):
            tree.retag(at, "VERB", "lose")
            tree.hang(at, told[-1], "conj")
            tree.hang(nouns[-1], at, "nsubj")
            _gather(tree, range(join + 1, nouns[-1]), nouns[-1], "det")
            tree.hang(count.end - 1, at, "obj")
            _gather(tree, range(count.start, count.end - 1), count.end - 1, "advmod")
            return


def _mend_place(tree: Tree, lexicon: Lexicon, at: tuple[int, int, Count], stop: int, harm: str) -> None:
    """Mend "and nine in Idlib", "and 12 by jets", "then 53 on Tuesday"."""
    verb, join, count = at
    case = count.end
    while case < stop and tree.lower[case] in _REST:
        case += 1
    if case >= stop - 1 or tree.lower[case] not in _WHERE_OR_WHO:
        return
    if tree.lower[case] not in tree.lower[verb:join] or any(
        tree.tags[word] not in _NAMING for word in range(case + 1, stop)
    ):
        return
    name = stop - 1
    if tree.tags[name] not in _NOUNS or (tree.lower[case] == "on") != ("time" in kinds_of(tree, lexicon, name)):
        return
    passive = any(tree.fullrels[child] in {"nsubj:pass", "aux:pass"} for child in tree.children[verb])
    acts = tree.dependents(verb, "obj")
    _promote(tree, join, verb, harm)
    for word in range(join + 1, count.start):
        tree.hang(word, join, "advmod")
    _hang_count(tree, count, join, "obj" if acts else "nsubj:pass" if passive else "nsubj")
    for word in range(count.end, case):
        tree.hang(word, count.end - 1, "amod")
    tree.hang(name, join, "obl:agent" if passive and tree.lower[case] == "by" else "obl")
    _gather(tree, range(case + 1, name), name, "compound")
    tree.hang(case, name, "case")


def _promote(tree: Tree, join: int, verb: int, harm: str) -> None:
    """Let the word that joins a clause stand for the verb that it leaves out."""
    tree.retag(join, "VERB", harm)
    tree.hang(join, verb, "conj")


def _gather(tree: Tree, words: range, head: int, relation: str) -> None:
    """Hang words that stand with others than those of their own phrase on its head."""
    for word in words:
        if tree.heads[word] not in range(words.start, head + 1):
            tree.hang(word, head, relation)


def _hang_count(tree: Tree, count: Count, verb: int, relation: str) -> None:
    number = count.end - 1
    tree.hang(number, verb, relation)
    _gather(tree, range(count.start, number), number, "advmod")
