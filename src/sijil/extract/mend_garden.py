"""Mends of clauses whose first participle the parser took for the verb, or whose verb for a part of a name.

"Six guards sent to relieve the post died": they died, nobody was sent by them. "Two women queueing for bread were hit":
the women were. "Forces retook San Pedro": they took it.
"""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_harms import find_harm
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN"})
_OWN = frozenset({"obj", "aux", "cop", "mark", "expl"})


def mend_garden(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give each clause the verb that says what happened."""
    for tree in trees:
        for word in range(1, len(tree)):
            _mend_sent(tree, lexicon, word)
            _mend_doing(tree, word)
            _mend_fired(tree, word)
            _mend_placed(tree, lexicon, word)
            _mend_after(tree, word)
            _mend_listed(tree, lexicon, word)
            _mend_left(tree, word)
            _mend_before_and(tree, word)
            _mend_doing_before(tree, word)
            _mend_named_past(tree, lexicon, word)


def _mend_sent(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Give a verb of harm the subject before a participle without an object that the tree took for the verb."""
    first = tree.heads[verb]
    noun = first - 1
    behind = 0 < first < verb and tree.rels[verb] == "parataxis" and tree.tags[verb] == "VERB"
    if not behind or tree.tags[first] != "VERB" or tree.dependents(verb, "nsubj", *_OWN) or noun < 0:
        return
    participle = tree.lower[first] != tree.lemmas[first] and not tree.lower[first].endswith("ing")
    takes = tree.lemmas[first] in lexicon.triggers["VERB"] and not tree.dependents(first, "ccomp", *_OWN)
    parted = any(tree.tags[at] == "PUNCT" or tree.tags[at] == "CCONJ" for at in range(first, verb))
    if tree.dependents(first, "nsubj") != [noun] or not (participle and takes) or parted:
        return
    tree.hang(verb, tree.heads[first], tree.fullrels[first])
    late = [child for child in tree.children[first] if child > verb]
    tree.hang(noun, verb, "nsubj")
    tree.hang(first, noun, "acl")
    for child in late:
        tree.hang(child, verb, tree.fullrels[child])


def _mend_fired(tree: Tree, first: int) -> None:
    """Give "struck" in "when a shell fired by rebels struck it" the shell, which the tree gave to the participle."""
    verb, noun = tree.heads[first], first - 1
    if tree.tags[first] != "VERB" or tree.rels[first] != "advcl" or not first < verb or tree.tags[verb] != "VERB":
        return
    by = [child for child in tree.dependents(first, "obl") if tree.case(child) in {"by", "from"} and child < verb]
    bare = tree.dependents(first, "nsubj") == [noun] and not tree.dependents(first, *_OWN)
    if by and bare and tree.dependents(verb, "obj") and not tree.dependents(verb, "nsubj", "aux", "cop"):
        tree.hang(noun, verb, "nsubj")
        tree.hang(first, noun, "acl")


def _mend_placed(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Give "exploded" in "when a bomb placed on a car exploded" the bomb, which the tree gave to the participle."""
    above, free = tree.heads[verb], not tree.dependents(verb, "nsubj", *_OWN)
    if tree.tags[verb] != "VERB" or tree.rels[verb] != "advcl" or not free or tree.lower[verb].endswith("ing"):
        return
    for first in tree.dependents(above, "advcl"):
        noun = first - 1
        participle = tree.lower[first].endswith("ed") and tree.lemmas[first] in lexicon.triggers["VERB"]
        if above < first < verb and participle and tree.dependents(first, "nsubj") == [noun]:
            if not tree.dependents(first, *_OWN) and all(tree.tags[at] != "PUNCT" for at in range(first, verb)):
                tree.hang(noun, verb, "nsubj")
                tree.hang(first, noun, "acl")
            return


def _mend_after(tree: Tree, verb: int) -> None:
    """Read "after a strike hit it" as when, where the tree made it what somebody says ("vowed revenge after ...")."""
    said = tree.heads[verb]
    if tree.tags[verb] != "VERB" or tree.rels[verb] != "ccomp" or tree.dependents(verb, "aux", "cop", "mark"):
        return
    before = [word for word in tree.dependents(verb, "nsubj", "obl") if tree.phrase(word)[1] == verb]
    marks = tree.dependents(before[0], "case") if before else []
    if [tree.lower[mark] for mark in marks] == ["after"] and said < marks[0] and tree.dependents(said, "obj"):
        tree.hang(before[0], verb, "nsubj")
        tree.hang(marks[0], verb, "mark")
        tree.hang(verb, said, "advcl")


def _mend_doing(tree: Tree, word: int) -> None:
    """Hang "queueing for bread" on the people before it, where the tree made a second subject of it."""
    noun, verb = word - 1, tree.heads[word]
    subject = tree.rels[word] == "nsubj" and tree.tags[word] == "VERB" and tree.lower[word].endswith("ing")
    if subject and word < verb and tree.heads[noun] == verb and tree.rels[noun] == "nsubj":
        tree.hang(word, noun, "acl")


def _mend_listed(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "looted" of "broke down doors, looted shops and burned houses" as the second of three verbs.

    So also what is done to things behind what was done to people, or the other way ("killed a guard and hit a bus").
    """
    noun = tree.heads[verb]
    if tree.tags[verb] != "VERB" or tree.rels[verb] != "amod" or noun < verb or tree.rels[noun] not in {"conj", "obj"}:
        return
    beside = tree.dependents(tree.heads[noun], "obj") if tree.rels[noun] == "obj" else [tree.heads[noun]]
    before, first = beside[0], tree.heads[beside[0]]
    finite = first >= 0 and tree.rels[before] == "obj" and tree.tags[first] == "VERB" and before < verb
    if not finite or tree.lower[first].endswith("ing") or tree.lemmas[verb] not in lexicon.triggers["VERB"]:
        return
    last = [child for top in (first, tree.heads[first]) if top >= 0 for child in tree.dependents(top, "conj")]
    goes_on = any(child > noun and tree.tags[child] == "VERB" and tree.dependents(child, "cc") for child in last)
    kinds = [kinds_of(tree, lexicon, word) for word in (before, noun)]
    turns = lexicon.has("ruin", tree.lemmas[verb]) and "person" in kinds[0] - kinds[1]
    turns = turns or (find_harm(tree, lexicon, verb) is not None and "person" in kinds[1] - kinds[0])
    mark = [*tree.dependents(noun, "cc"), *tree.dependents(verb, "cc")]
    if (tree.forms[verb - 1] == "," and goes_on) or (turns and mark == [verb - 1]):
        for word in mark:
            tree.hang(word, verb, "cc")
        tree.hang(verb, first, "conj")
        tree.hang(noun, verb, "obj")


def _mend_left(tree: Tree, verb: int) -> None:
    """Give "damaged" of "left a house destroyed and a school damaged" the school, which the tree joined to a verb."""
    noun, first = verb - 1, tree.heads[verb]
    joined = (
        tree.rels[verb] == tree.rels[noun] == "conj" and tree.heads[noun] == first >= 0 and tree.tags[verb] == "VERB"
    )
    if joined and tree.tags[noun] in _NOMINAL and tree.rels[first] == "xcomp" and tree.tags[first] == "VERB":
        tree.hang(noun, verb, "nsubj:pass")


def _mend_before_and(tree: Tree, word: int) -> None:
    """Hang on its own verb what stands before "and", and not on the one behind ("fired on the base and accused")."""
    verb = tree.heads[word]
    if tree.rels[word] != "obl" or verb < word or tree.rels[verb] != "conj" or not tree.case(word):
        return
    above = tree.heads[verb]
    joined = any(word < child < verb for child in tree.dependents(verb, "cc"))
    before = [at for at in range(max(above, 0), word) if tree.tags[at] == "VERB" and not tree.under(at, word)]
    if joined and before and above < word:
        tree.hang(word, before[-1], "obl")


def _mend_doing_before(tree: Tree, doing: int) -> None:
    """Read "a convoy trying to flee was hit" as a convoy that was hit, where the tree took "trying" for the verb."""
    subject = doing - 1
    if tree.lower[doing][-3:] != "ing" or tree.dependents(doing, "aux", "cop") or tree.tags[subject] not in _NOMINAL:
        return
    own = tree.dependents(doing, "nsubj") == [subject]
    for verb in tree.dependents(doing, "xcomp", "ccomp", "advcl", "conj"):
        helped = [child for child in tree.dependents(verb, "aux") if child > doing]
        if verb < doing or not helped or tree.dependents(verb, "nsubj", "mark") or tree.lower[helped[0]] == "to":
            continue
        if not own and not _is_marked_before(tree, verb, subject):
            continue
        before = [child for child in tree.children[doing] if child < subject]
        tree.hang(verb, tree.heads[doing], tree.fullrels[doing])
        passive = any(tree.fullrels[child] == "aux:pass" for child in helped)
        tree.hang(subject, verb, "nsubj:pass" if passive else "nsubj")
        tree.hang(doing, subject, "acl")
        for child in before:
            tree.hang(child, verb, tree.fullrels[child])
        return


def _is_marked_before(tree: Tree, verb: int, noun: int) -> bool:
    """Whether "when" or its like, which is the verb's, begins what the noun stands in, outside its own clause."""
    marks = [child for child in tree.dependents(verb, "advmod") if child < tree.phrase(noun)[0]]
    argument = tree.rels[noun] in {"nsubj", "obj", "obl"}
    return marks == [tree.phrase(noun)[0] - 1] and argument and tree.heads[noun] < marks[0]


def _mend_named_past(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read an irregular past form as the verb, where the parser took it for the first word of the name behind it."""
    names = [child for child in tree.dependents(word, "flat") if child > word]
    if tree.tags[word] not in _NOMINAL or not tree.forms[word].islower() or names[:1] != [word + 1]:
        return
    pairs = (entry.partition(" ") for entry in lexicon.lists["past_form"])
    lemma = next((base for form, _, base in pairs if form == tree.lower[word]), None)
    who = word - 1
    if lemma is None or tree.tags[who] not in _NOMINAL or tree.heads[who] != word:
        return
    tree.retag(word, "VERB", lemma)
    tree.hang(who, word, "nsubj")
    tree.hang(names[0], word, "obj")
    for name in names[1:]:
        tree.hang(name, names[0], "flat")
    for child in tree.children[word]:
        if child < who:
            tree.hang(child, who, tree.fullrels[child])
