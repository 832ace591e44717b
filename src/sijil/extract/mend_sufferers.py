"""Repairs of the tree where an aside or an odd auxiliary parts those who suffer from the verb of their harm.

The parser may take "sustained" for a word that describes the injuries of "four workers - two men and two boys -
sustained injuries", give the verb behind "three others, identified as X and Y," to nobody, or "got" a life of its own
in "five others got injured".
"""

from __future__ import annotations

from itertools import pairwise

from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_counts import states_harm
from sijil.extract.mend_harms import find_harm
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_DASHES = frozenset({"-", "–", "—"})
_REACH = 4  # words between "sustained" and its injuries


def mend_sufferers(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give each verb of harm those who suffer it."""
    for tree in trees:
        for word in range(1, len(tree) - 1):
            _mend_got(tree, lexicon, word)
            _mend_confirmed(tree, lexicon, word)
            _mend_among_those(tree, lexicon, word)
            _mend_named(tree, lexicon, word)
            _mend_spelled_out(tree, word)
            _mend_woman(tree, lexicon, word)
            _mend_one(tree, word)
            _mend_own_name(tree, lexicon, word)
            _mend_beside_body(tree, lexicon, word)
            _mend_people(tree, lexicon, word)
            _mend_common(tree, lexicon, word)
            _mend_result(tree, lexicon, word)
            _mend_behind_aside(tree, lexicon, word)


def _mend_got(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "five others got injured" as "were injured"."""
    if tree.lemmas[word] != "get" or tree.tags[word] not in {"VERB", "AUX"}:
        return
    harm = word + 1
    while harm + 1 < len(tree) and tree.tags[harm] == "ADV":
        harm += 1
    lemma = find_harm(tree, lexicon, harm)
    if lemma is None or tree.lower[harm] == "dead" or tree.under(word, harm):
        return
    tree.hang(harm, tree.heads[word], tree.fullrels[word])
    for child in list(tree.children[word]):
        if child != harm:
            tree.hang(child, harm, "nsubj:pass" if tree.rels[child] == "nsubj" else tree.fullrels[child])
    tree.retag(harm, "VERB", lemma)
    tree.retag(word, "AUX", "get")
    tree.hang(word, harm, "aux:pass")


def _mend_confirmed(tree: Tree, lexicon: Lexicon, harm: int) -> None:
    """Say of "seven foreigners confirmed dead" that they are dead, where the tree says it of nobody."""
    verb = harm - 1
    noun = tree.heads[verb]
    behind = tree.heads[harm] == verb and tree.rels[harm] == "xcomp" and tree.rels[verb] == "acl" and noun == verb - 1
    if behind and tree.lower[verb].endswith("ed") and states_harm(tree, lexicon, harm):
        tree.hang(harm, noun, "acl")
        tree.hang(verb, harm, "advmod")


def _mend_among_those(tree: Tree, lexicon: Lexicon, those: int) -> None:
    """Say of "three children were among those killed" that they were killed."""
    subject, was = tree.first(those, "nsubj"), tree.first(those, "cop")
    harm = tree.first(those, "acl")
    if tree.lower[those] != "those" or tree.case(those) != "among" or min(subject, was) < 0 or harm != those + 1:
        return
    if not subject < was < those or not states_harm(tree, lexicon, harm):
        return
    tree.hang(harm, tree.heads[those], tree.fullrels[those])
    for child in list(tree.children[those]):
        if tree.rels[child] != "case":
            tree.hang(child, harm, tree.fullrels[child])
    tree.hang(subject, harm, "nsubj:pass")
    tree.hang(was, harm, "aux:pass")
    tree.hang(those, harm, "obl")


def _mend_named(tree: Tree, lexicon: Lexicon, participle: int) -> None:
    """Let "a friend of X identified as Y was hurt" tell of a harm, where the tree took "identified" for the verb."""
    subject = tree.first(participle, "nsubj")
    bare = lexicon.has("naming", tree.lower[participle]) and not tree.dependents(participle, "aux", "cop")
    if not bare or not 0 <= subject < participle or tree.lower[participle + 1] != "as":
        return
    verbs = tree.dependents(participle, "ccomp", "xcomp", "parataxis", "advcl")
    verb = next((word for word in verbs if word > participle and tree.dependents(word, "aux")), -1)
    if verb < 0 or tree.dependents(verb, "nsubj", "mark"):
        return
    tree.hang(verb, tree.heads[participle], tree.fullrels[participle])
    for child in list(tree.children[participle]):
        if child > verb:
            tree.hang(child, verb, tree.fullrels[child])
    for child in list(tree.children[verb]):
        if participle < child < verb and tree.tags[child] in _NOMINAL:
            tree.hang(child, participle, "obl")
    _make_subject(tree, subject, verb)
    tree.hang(participle, subject, "acl")


def _mend_spelled_out(tree: Tree, verb: int) -> None:
    """Set beside "two guards" the names behind it, where the tree took them for a second subject."""
    subjects = [child for child in tree.dependents(verb, "nsubj") if child < verb]
    for first, other in pairwise(subjects):
        opening = tree.forms[max(min(tree.subtree(other)) - 1, 0) : min(tree.subtree(other)) + 1]
        if _DASHES & {*opening} and _closes(tree, verb) in _DASHES and _is_told(tree, first):
            tree.hang(other, first, "appos")


def _mend_woman(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "a woman rebel" and "two women cadres" as of rebels and cadres, which the tree set beside the women."""
    if not lexicon.has("sex", tree.lemmas[word]):
        return
    other = word + 1
    while other + 1 < len(tree) and tree.rels[other] in {"compound", "punct"} and tree.heads[other] != word:
        other += 1
    beside = tree.rels[other] == "appos" and tree.heads[other] == word
    aside = tree.rels[other] == "nmod" and tree.heads[other] == tree.heads[word] and not tree.case(other)
    forms = (tree.lower[other], tree.lower[other].removesuffix("s"))
    armed = any(lexicon.has(name, form) for form in forms for name in ("fighter", "irregular"))
    if not armed or "," in tree.forms[word:other] or not (beside or aside):
        return
    _lead(tree, other, word)


def _lead(tree: Tree, noun: int, word: int) -> None:
    """Let a noun for people take the place of the word before it, which then only describes it."""
    tree.hang(noun, tree.heads[word], tree.fullrels[word])
    for child in list(tree.children[word]):
        if child != noun:
            tree.hang(child, noun, tree.fullrels[child])
    tree.hang(word, noun, "compound")
    tree.retag(noun, "NOUN", tree.lower[noun].removesuffix("s"))
    tree.names.pop(noun, None)


def _mend_one(tree: Tree, word: int) -> None:
    """Take for a person, not a place, the name behind "one" ("the throat of one Adam Musa")."""
    name = word + 1
    words = [name, *tree.dependents(name, "flat")]
    if tree.lower[word] != "one" or tree.heads[word] != name or len(words) == 1:
        return
    if all(tree.tags[one] == "PROPN" and tree.names.get(one) == "LOC" for one in words):
        tree.names.update(dict.fromkeys(words, "PER"))


def _mend_own_name(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Give "his assistant Adam Musa" or "constable Omar Ba" back his name, which the tree took for another person."""
    noun = name - 1
    begins = tree.names.get(name) == "PER" and tree.names.get(noun) is None and tree.rels[name] == "conj"
    single = tree.lower[noun] == tree.lemmas[noun].lower() and not tree.dependents(noun, "nummod")
    if begins and noun > 0 and single and lexicon.names_people(tree.lower[noun]) and not tree.under(noun, name):
        tree.hang(name, noun, "appos")


def _mend_beside_body(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Take "Adam Musa" for the name of the "commander of the Guard" before it, not of the Guard."""
    body = tree.heads[name]
    person = tree.names.get(name) == "PER" and tree.rels[name] == "appos" and 0 <= body < name
    if not person or tree.names.get(body) != "ORG" or tree.rels[body] not in {"nmod", "flat"}:
        return
    noun = tree.heads[tree.heads[body] if tree.rels[body] == "flat" else body]
    single = noun >= 0 and tree.lower[noun] == tree.lemmas[noun].lower() and not tree.dependents(noun, "nummod")
    if single and noun < body and tree.tags[noun] == "NOUN" and lexicon.names_people(tree.lemmas[noun]):
        tree.hang(name, noun, "appos")


def _mend_people(tree: Tree, lexicon: Lexicon, noun: int) -> None:
    """Read "two Harun cadres" as of cadres, where the tree took the noun for the end of a name."""
    name = tree.heads[noun]
    lost = tree.rels[noun] == "flat" and name == noun - 1 and tree.forms[noun].islower()
    if not lost or not lexicon.names_people(tree.lower[noun].removesuffix("s")):
        return
    _lead(tree, noun, name)
    tree.names[name] = "ORG"


def _mend_common(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Take for a noun the "guard" of "the night guard of the mine", which the tree took for a name."""
    if tree.tags[word] == "PROPN" and tree.forms[word].islower() and not tree.names.get(word):
        lemma = tree.lower[word].removesuffix("s")
        if lexicon.names_people(lemma):
            tree.retag(word, "NOUN", lemma)


def _mend_result(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Hang ", injuring two" on what did it, where the tree took it for part of an aim ("a patrol sent to find X")."""
    aim = tree.heads[word]
    harms = any(one.rule.harm for one in lexicon.triggers["VERB"].get(tree.lemmas[word], ()))
    if tree.rels[word] != "advcl" or tree.forms[word - 1] != "," or not tree.lower[word].endswith("ing") or not harms:
        return
    if tree.lower[aim - 1] != "to" or tree.rels[aim] not in {"advcl", "xcomp", "acl"}:
        return
    above = aim
    while above >= 0 and tree.rels[above] != "acl":
        above = tree.heads[above]
    while above >= 0 and (tree.rels[above] == "acl" or tree.tags[above] != "VERB"):
        above = tree.heads[above]
    if 0 <= above < aim:
        tree.hang(word, above, "advcl")


def _mend_behind_aside(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Give a harm behind an aside those before it ("three others, identified as X and Y, sustained injuries")."""
    harm = _injuries(tree, lexicon, verb)
    passive = bool(tree.dependents(verb, "aux")) and find_harm(tree, lexicon, verb) is not None
    if tree.tags[verb] != "VERB" or not (passive or harm >= 0):
        return
    opening = _opening(tree, lexicon, verb)
    subject = opening - 1
    if subject < 0 or tree.tags[subject] not in _NOMINAL or not _is_told(tree, subject) or tree.case(subject):
        return
    if any(not opening < child < verb for child in tree.dependents(verb, "nsubj")) or tree.dependents(verb, "mark"):
        return
    if tree.rels[verb] == "amod" or tree.under(verb, subject):
        _make_verb(tree, subject, verb)
    if harm >= 0:
        behind = [child for child in tree.children[harm] if child > harm and tree.rels[child] in {"advcl", "obl"}]
        behind += [child for child in tree.children[verb] if child > harm and tree.rels[child] == "nsubj"]
        tree.hang(harm, verb, "obj")
        for child in behind:
            tree.hang(child, verb, tree.fullrels[child])
    _make_subject(tree, subject, verb)
    for word in range(opening + 1, verb):
        if word != subject and not opening < tree.heads[word] < verb and tree.heads[word] != verb:
            tree.hang(word, subject, "acl" if tree.tags[word] == "VERB" else "appos")
        elif tree.heads[word] == verb and tree.rels[word] in {"nsubj", "obl", "conj"}:
            tree.hang(word, subject, "appos")


def _injuries(tree: Tree, lexicon: Lexicon, verb: int) -> int:
    """Return the noun with which a verb says that people are hurt ("sustained serious injuries"), or -1."""
    pairs = {one.lemmas for one in lexicon.triggers["VERB"].get(tree.lemmas[verb], ()) if one.rule.harm}
    reach = range(verb + 1, min(verb + 1 + _REACH, len(tree)))
    return next((word for word in reach if (tree.lemmas[verb], tree.lemmas[word]) in pairs), -1)


def _closes(tree: Tree, verb: int) -> str:
    """Return the mark before a verb and its auxiliaries."""
    before = verb - 1
    while before > 0 and tree.tags[before] in {"AUX", "ADV"}:
        before -= 1
    return tree.forms[before]


def _opening(tree: Tree, lexicon: Lexicon, verb: int) -> int:
    """Return the mark at which the aside before a verb begins, or -1."""
    mark = _closes(tree, verb)
    last = next((word for word in range(verb - 1, -1, -1) if tree.forms[word] == mark), -1)
    for word in range(last - 1, 0, -1):
        if tree.forms[word] == ";":
            return -1
        if tree.forms[word] == mark and mark in _DASHES:
            return word
        following = tree.lower[word + 1]
        if tree.forms[word] == mark == "," and (lexicon.has("naming", following) or following == "including"):
            return word
    return -1


def _is_told(tree: Tree, word: int) -> bool:
    """Tell whether a noun has a number or an article, as those have of whom something new is told."""
    return any(
        tree.rels[child] == "nummod" or tree.lower[child] in {"a", "an", "another"} for child in tree.children[word]
    )


def _make_verb(tree: Tree, subject: int, verb: int) -> None:
    """Let a verb that hangs on its subject, or describes its own object, take its subject's place in the sentence."""
    above = tree.heads[subject]
    if above < 0 or tree.rels[subject] != "conj":
        tree.hang(verb, above, tree.fullrels[subject])
        return
    clauses = (
        word for word in tree.ancestors(subject) if tree.tags[word] in {"VERB", "ADJ"} and tree.rels[word] != "acl"
    )
    tree.hang(verb, next(clauses, above), "conj")


def _make_subject(tree: Tree, subject: int, verb: int) -> None:
    passive = bool(tree.dependents(verb, "aux")) and not tree.dependents(verb, "obj")
    tree.hang(subject, verb, "nsubj:pass" if passive else "nsubj")
