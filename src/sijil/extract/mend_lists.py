"""Repairs of lists of people, where the parser counts one twice, loses one, or says of some what others did.

In "Omar Ba, teacher and former mayor" one man died; in "six nurses, the cook and her son were killed" eight did; in
"two of her guards, Adam Musa and Omar Ba," two; in "Adam Musa, a nurse, and a guard" two; and in "raiders took 12 men,
five of whom were found dead" five of the men are dead, and no raider.
"""

from __future__ import annotations

from itertools import pairwise

from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_joined import begins_with_and
from sijil.extract.numbers import find_counts
from sijil.extract.tree import Tree

_APART = frozenset({"det", "nummod", "nmod:poss", "case"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_AMONG = ("among", "them")
_OLDEST = 115  # years
_SEVERAL = 2  # semicolons of a list


def mend_lists(trees: list[Tree], lexicon: Lexicon) -> None:
    """Set each of a list where it belongs."""
    for tree in trees:
        _mend_semicolons(tree, lexicon)
        for word in range(1, len(tree)):
            _mend_besides(tree, word)
            _mend_including(tree, lexicon, word)
            _mend_and_doing(tree, word)
            _mend_gerund(tree, lexicon, word)
            _mend_hailing(tree, word)
            _mend_names_behind(tree, lexicon, word)
            _mend_callings(tree, lexicon, word)
            _mend_calling(tree, lexicon, word)
            _mend_bearer(tree, lexicon, word)
            _mend_colon(tree, lexicon, word)
            _mend_age(tree, word)
            _mend_others(tree, lexicon, word)
            _mend_subjects(tree, word)
            _mend_named(tree, lexicon, word)
            _mend_among(tree, word)
            _mend_some_of_whom(tree, word)
            _mend_some_of_them(tree, word)


def _mend_including(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Hang "including a girl" on the last of those before it, whose part it is, and not beside the first."""
    first = tree.heads[word]
    beside = tree.rels[word] == "conj" or (tree.rels[word] == "nmod" and lexicon.names_people(tree.lemmas[word]))
    if not beside or not 0 <= first < word or tree.case(word) not in {"including", "among"}:
        return
    whole = [one for one in tree.conjuncts(first) if first < one < word]
    tree.hang(word, whole[-1] if whole else first, "nmod")


def _mend_and_doing(tree: Tree, word: int) -> None:
    """Join "and a station" to the airport before it in "bombs hit an airport and a station, killing nine"."""
    doing = tree.heads[word]
    marks = [child for child in tree.dependents(word, "cc") if child < word]
    if tree.rels[word] != "nsubj" or doing < word or tree.lower[doing][-3:] != "ing" or not marks:
        return
    parted = "," in tree.forms[word:doing] and not tree.dependents(doing, "aux")
    noun = next((at for at in range(marks[0] - 1, -1, -1) if tree.rels[at] in {"obl", "obj", "nmod"}), -1)
    if parted and noun == marks[0] - 1 and tree.tags[noun] in _NOMINAL:
        tree.hang(word, noun, "conj")


def _mend_gerund(tree: Tree, lexicon: Lexicon, doing: int) -> None:
    """Read "looting" of "burning houses, looting shops" and "wounding" of "killing two, wounding scores" as verbs."""
    stem = tree.lower[doing].removesuffix("ing")
    verb = next((one for one in (stem, f"{stem}e") if one in lexicon.triggers["VERB"]), None)
    if tree.tags[doing] != "NOUN" or stem == tree.lower[doing] or verb is None or doing + 1 == len(tree):
        return
    noun = next((at for at in range(doing + 1, len(tree)) if tree.rels[at] in {"obj", "conj"}), -1)
    first = tree.heads[noun] if noun >= 0 else -1
    first = tree.heads[first] if first >= 0 and tree.rels[noun] == "conj" else first
    if first < 0 or tree.lower[first][-3:] != "ing" or tree.tags[first] != "VERB" or tree.phrase(noun)[1] <= doing:
        return
    before = tree.heads[doing] == noun and tree.rels[doing] in {"compound", "amod"} and tree.forms[doing - 1] == ","
    beside = tree.rels[doing] == "conj" and tree.heads[tree.heads[doing]] == first and tree.heads[noun] == first
    if before or (beside and tree.phrase(noun)[0] == doing + 1):
        tree.retag(doing, "VERB", verb)
        tree.hang(doing, first, "conj")
        tree.hang(noun, doing, "obj")


def _mend_semicolons(tree: Tree, lexicon: Lexicon) -> None:
    """Join to the first of a list those behind its semicolons ("killing Adam Musa, 42; Omar Ba, 19; and a guard")."""
    marks = [word for word in range(len(tree)) if tree.forms[word] == ";"]
    if len(marks) < _SEVERAL:
        return
    before = (word for word in range(marks[0] - 1, -1, -1) if tree.tags[tree.heads[word]] == "VERB")
    first = next((word for word in before if tree.rels[word] in {"obj", "nsubj"}), -1)
    for word in range(marks[0], len(tree)) if first >= 0 and _is_one(tree, lexicon, first) else ():
        start = tree.phrase(word)[0]
        behind = tree.forms[start - 1] == ";" or begins_with_and(tree, word)
        if behind and tree.rels[word] in {"appos", "conj", "parataxis"} and _is_one(tree, lexicon, word):
            tree.hang(word, first, "conj")


def _is_one(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word names somebody or people."""
    return tree.names.get(word) == "PER" or (tree.tags[word] == "NOUN" and lexicon.names_people(tree.lemmas[word]))


def _mend_besides(tree: Tree, word: int) -> None:
    """Read what stands behind "as well as" as more of a list ("killed Musa, as well as a mayor and a guard")."""
    head = tree.heads[word]
    listed = tree.rels[word] in {"appos", "conj"}
    if not listed or not any(tree.lower[child] == "as" for child in tree.dependents(word, "cc")):
        return
    tree.hang(word, head, "conj")
    for more in [*tree.dependents(word, "appos"), *tree.dependents(head, "appos")]:
        if more > word and any(tree.lower[child] in {"a", "an"} for child in tree.dependents(more, "det")):
            tree.hang(more, head, "conj")


def _mend_hailing(tree: Tree, word: int) -> None:
    """Join a name to the name before it, not to the place that is from ("Adam Musa of Aden and Omar Ba of Taiz")."""
    place = tree.heads[word]
    if tree.rels[word] != "conj" or tree.names.get(word) != "PER" or tree.names.get(place) != "LOC":
        return
    before = min(tree.dependents(place, "case"), default=0) - 1
    who = tree.heads[before] if tree.rels[before] == "flat" else before
    if before >= 0 and tree.names.get(who) == "PER" and tree.case(place) in {"of", "from"}:
        tree.hang(word, who, "conj")
        tree.hang(place, who, "nmod")


def _mend_names_behind(tree: Tree, lexicon: Lexicon, noun: int) -> None:
    """Give to the last of a list the name behind him, not to the first: "the mayor and bodyguard Adam Musa"."""
    name, first = noun + 1, tree.heads[noun]
    one = (
        tree.tags[noun] == "NOUN" and tree.lower[noun] == tree.lemmas[noun] and lexicon.names_people(tree.lemmas[noun])
    )
    named = name < len(tree) and tree.names.get(name) == "PER" and tree.rels[name] == "appos"
    if one and named and tree.rels[noun] == "conj" and first == tree.heads[name]:
        tree.hang(name, noun, "appos")


def _mend_callings(tree: Tree, lexicon: Lexicon, noun: int) -> None:
    """Make what somebody is of "Omar Ba, teacher and former mayor", which the tree joined to the name as others."""
    name = tree.heads[noun]
    joined = tree.rels[noun] == "conj" and 0 <= name < noun and tree.names.get(name) == "PER"
    if not joined or tree.tags[noun] != "NOUN" or not lexicon.names_people(tree.lemmas[noun]):
        return
    if any(tree.tags[at] == "PROPN" and at > noun for at in tree.dependents(noun, "appos", "flat")):
        return
    start = tree.phrase(noun)[0]
    beside = [child for child in tree.children[name] if child < noun and tree.rels[child] == "appos"]
    if beside and begins_with_and(tree, noun) and "," not in tree.forms[beside[-1] : noun]:
        tree.hang(noun, beside[-1], "conj")
    bare = tree.lower[noun] == tree.lemmas[noun] and not any(tree.fullrels[at] in _APART for at in tree.children[noun])
    if bare and "," in tree.forms[start - 1 : start + 1]:
        tree.hang(noun, name, "appos")


def _mend_calling(tree: Tree, lexicon: Lexicon, noun: int) -> None:
    """Make "a teacher" of "Adam Musa, a teacher, and Omar Ba, a nurse" what the one before is, and no other person."""
    start = tree.phrase(noun)[0]
    joined = tree.rels[noun] == "conj" and tree.tags[noun] == "NOUN" and not tree.dependents(noun, "cc")
    if not joined or tree.forms[start - 1] != "," or tree.lower[start] not in {"a", "an"}:
        return
    before = start - 2 - (2 if tree.tags[start - 2] == "NUM" and tree.forms[start - 3] == "," else 0)
    who = tree.heads[before] if tree.rels[before] == "flat" else before
    end = max(tree.subtree(noun)) + 1
    closed = tree.forms[end : end + 1] in ([","], [";"], ["."], [])
    if before >= 0 and closed and tree.names.get(who) == "PER" and lexicon.names_people(tree.lemmas[noun]):
        tree.hang(noun, who, "appos")


def _mend_bearer(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Make Omar of "Adam Musa and his guard, Omar Ba, were" the name of the guard, and no third person."""
    start, end = tree.phrase(name)
    noun = start - 2
    listed = tree.names.get(name) == "PER" and tree.rels[name] == "conj" and not tree.dependents(name, "cc")
    if not listed or noun < 0 or tree.forms[start - 1] != "," or tree.forms[end : end + 1] not in ([","], ["."], []):
        return
    single = tree.tags[noun] == "NOUN" and tree.lower[noun] == tree.lemmas[noun]
    known = any(tree.fullrels[child] in {"det", "nmod:poss"} for child in tree.children[noun])
    if single and known and lexicon.names_people(tree.lemmas[noun]) and not tree.dependents(noun, "appos"):
        tree.hang(name, noun, "appos")


def _mend_age(tree: Tree, number: int) -> None:
    """Hang an age between commas on the name before it, where the tree counted as many more ("Adam Musa, 19, and")."""
    joined = tree.rels[number] in {"conj", "appos"} or (tree.rels[number] == "nmod" and tree.heads[number] > number)
    aged = joined and tree.tags[number] == "NUM" and tree.forms[number].isdecimal()
    if not aged or tree.forms[number - 1] != "," or tree.dependents(number, "nmod", "acl"):
        return
    who = tree.heads[number - 2] if tree.rels[number - 2] == "flat" else number - 2
    closed = tree.forms[number + 1 : number + 2] in ([","], [";"], ["."], ["and"])
    if who >= 0 and tree.names.get(who) == "PER" and closed and int(tree.forms[number]) <= _OLDEST:
        tree.hang(number, who, "nmod:unmarked")


def _mend_colon(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Hang names behind a colon on those who were counted before it ("killed two guards on Monday: Adam Musa and")."""
    start = tree.phrase(name)[0]
    if tree.names.get(name) != "PER" or tree.rels[name] == "flat" or tree.forms[start - 1] != ":":
        return
    many = (word for word in range(start - 2, -1, -1) if tree.dependents(word, "nummod") and tree.tags[word] == "NOUN")
    noun = next((word for word in many if lexicon.names_people(tree.lemmas[word])), -1)
    if noun >= 0 and tree.heads[name] != noun:
        tree.hang(name, noun, "appos")


def _mend_others(tree: Tree, lexicon: Lexicon, noun: int) -> None:
    """Join to one person those whom the tree took for what he is: "Omar Ba, two guards and a cook were killed"."""
    first = tree.heads[noun]
    last = next((child for child in tree.dependents(noun, "conj") if begins_with_and(tree, child)), -1)
    if tree.rels[noun] != "appos" or not 0 <= first < noun or tree.tags[noun] != "NOUN":
        return
    counts = find_counts(tree, lexicon, tree.phrase(noun)[0], noun)
    several = bool(counts) and (counts[-1].low or 0) > 1
    helpers = [tree.lower[child] for child in tree.dependents(tree.heads[first], "aux")]
    agree = (
        last > noun
        and helpers
        and tree.rels[first] == "nsubj"
        and not any(lexicon.has("of_one", word) for word in helpers)
    )
    closed = tree.forms[max(tree.subtree(noun)) + 1 : max(tree.subtree(noun)) + 2] == [","]
    one = tree.names.get(first) == "PER" or tree.lower[first] == tree.lemmas[first]
    if one and not closed and (several or agree) and not tree.dependents(first, "nummod"):
        tree.hang(noun, first, "conj")


def _mend_subjects(tree: Tree, verb: int) -> None:
    """Join to the first subject of a verb the others of a list: "six nurses, the cook and her son were killed"."""
    subjects = [child for child in tree.dependents(verb, "nsubj") if child < verb]
    for first, other in pairwise(subjects):
        start, end = tree.phrase(other)[0], max(tree.subtree(other)) + 1
        listed = tree.dependents(other, "conj") and tree.forms[end : end + 1] != [","]
        behind = start > first and tree.forms[start - 1 : start + 1].count(",") == 1
        if listed and behind and {tree.tags[first], tree.tags[other]} <= _NOMINAL:
            tree.hang(other, first, "conj")


def _mend_named(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Set beside "two of her guards" their names, as many as they are, which the tree joined to them as others."""
    first = tree.heads[name]
    if tree.rels[name] != "conj" or not 0 <= first < name or "," not in tree.forms[name - 1 : name + 1]:
        return
    if are_names_of(tree, lexicon, first, name):
        beside = [word for word in tree.dependents(first, "conj") if word > name]
        below = tree.dependents(name, "conj")
        tree.hang(name, next(iter(tree.dependents(first, "nmod")), first), "appos")
        for word in (*below, *beside):
            if tree.names.get(word) == "PER":
                tree.hang(word, name, "conj")
            elif word in below:
                tree.hang(word, first, "conj")


def are_names_of(tree: Tree, lexicon: Lexicon, first: int, name: int) -> bool:
    """Tell whether a name and those joined to it are as many as were counted right before ("two guards, X and Y")."""
    counted = tree.tags[first] == "NUM" or (tree.tags[first] == "NOUN" and bool(tree.dependents(first, "nummod")))
    if not counted or tree.names.get(name) != "PER":
        return False
    counts = find_counts(tree, lexicon, tree.phrase(first)[0], first + 1)
    beside = [word for word in tree.dependents(first, "conj") if word > name]
    names = [word for word in (*tree.dependents(name, "conj"), *beside) if tree.names.get(word) == "PER"]
    return bool(counts) and counts[-1].low == len(names) + 1


def _mend_among(tree: Tree, word: int) -> None:
    """Read "among them a boy and a nurse" as of those counted before, where the tree joined the boy to them."""
    whole = tree.heads[word]
    own = [child for child in tree.subtree(word) if tree.lower[child] not in _AMONG and tree.tags[child] != "PUNCT"]
    start = min(own, default=word)
    if tree.rels[word] not in {"conj", "appos"} or tuple(tree.lower[max(start - 2, 0) : start]) != _AMONG:
        return
    others = [child for child in tree.dependents(whole, "conj") if child > word]
    tree.hang(word, whole, "nmod")
    for child in others:
        tree.hang(child, word, "conj")


def _mend_some_of_whom(tree: Tree, number: int) -> None:
    """Say of some of those before what "five of whom were found dead" says, where the tree joined it to a verb."""
    noun, verb = tree.heads[number], _verb_behind(tree, number)
    told = tree.lower[number + 1 : number + 3] == ["of", "whom"] and tree.rels[number] == "appos"
    if told and 0 <= noun < number and verb >= 0 and tree.rels[verb] in {"conj", "parataxis"}:
        tree.hang(number, verb, "nsubj:pass" if tree.fullrels[verb - 1] == "aux:pass" else "nsubj")
        tree.hang(verb, noun, "acl:relcl")


def _mend_some_of_them(tree: Tree, number: int) -> None:
    """Hang "12 of them soldiers" on those counted before, where the tree made them another object of the verb."""
    among = tree.lower[number + 1 : number + 3] == ["of", "them"] and tree.tags[number] == "NUM"
    if not among or tree.rels[number] not in {"obj", "iobj"} or tree.forms[number - 1] != ",":
        return
    before = [word for word in tree.dependents(tree.heads[number], "obj") if word < number]
    if before and before[-1] > tree.heads[number]:
        tree.hang(number, before[-1], "appos")


def _verb_behind(tree: Tree, number: int) -> int:
    """Return the first verb behind a number, in its clause, or -1."""
    for word in range(number + 3, len(tree)):
        if tree.tags[word] == "VERB":
            return word
        if tree.tags[word] not in {"AUX", "ADV", "PART"}:
            return -1
    return -1
