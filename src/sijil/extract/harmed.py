"""Whom a word of harm counts: the number beside it, those joined to whom it counts, and counts that two harms share."""

from __future__ import annotations

from sijil.extract.figures import members_of
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.numbers import find_counts
from sijil.extract.slots import is_passive
from sijil.extract.tree import Tree

_NO_PEOPLE = frozenset({"place", "facility", "weapon", "vehicle", "happening", "time", "lifeless"})
_JOINING = frozenset({"CCONJ", "ADV", "PUNCT", "AUX", "PART"})
ALONG = frozenset({("along", "with"), ("together", "with")})
_OF_THEM = (["of", "them"], ["of", "whom"])
_BACK = 3  # words from a harm back to the number of "53 of them wounded"
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_NEAR = 20  # words over which "along with" belongs to a harm
_PLURAL = frozenset({"were", "are", "have"})
_WINDOW = 6  # words in which a number and its hedge stand


def number_before(tree: Tree, lexicon: Lexicon, head: int) -> list[int]:
    """Find the number in front of a word of harm ("20 killed", "seven more were injured", "two critically injured").

    Of "a priest and two others were killed" the whole subject is counted, not the number alone.
    """
    front = head
    while front > 0 and tree.tags[front - 1] == "ADV" and tree.heads[front - 1] == head:
        front -= 1
    end = front
    while end > 0 and tree.tags[end - 1] == "AUX":
        end -= 1
    if end > 0 and (tree.lower[end - 1] == "another" or _is_ordinal(tree, lexicon, end - 1)):
        return [end - 1]
    number = end - _BACK
    if number >= 0 and tree.lower[number + 1 : end] in _OF_THEM and tree.tags[number] == "NUM":
        return [number]
    if tree.rels[end - 1] == "conj" and tree.heads[end - 1] in _sufferers(tree, head):
        return []
    more = end
    while more > 0 and lexicon.has("more_of_same", tree.lower[more - 1]):
        more -= 1
    counts = find_counts(tree, lexicon, max(more - _WINDOW, 0), more)
    if not counts or counts[-1].end != more:
        return []
    number = more - 1
    near = {head, tree.heads[head]} if tree.tags[number] == "NUM" else {head}
    bare = tree.tags[number] == "NUM" and (number in near or tree.rels[number] == "conj")
    subject = tree.rels[number] == "nsubj" and tree.heads[number] == head
    if subject and any(tree.dependents(whom, "nummod") for whom in tree.dependents(head, "obj")):
        return []  # "the first two wounded eight people"
    beside = subject or (end == front and (tree.heads[number] in near or bare))
    return [number] if more < end or beside else []


def _is_ordinal(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether an ordinal stands for one person ("and a third wounded")."""
    bare = lexicon.has("ordinal", tree.lower[word]) and tree.tags[word] == "NUM"
    return bare and lexicon.has("article", tree.lower[word - 1])


def is_numbered(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a number, or a word like "several", stands before a noun of harm, or one body was found."""
    above = tree.heads[word]
    found = above >= 0 and tree.rels[word] in {"nsubj", "obj"} and lexicon.has("unearth", tree.lemmas[above])
    body = found and lexicon.has("remains", tree.lemmas[word])
    return any(
        tree.rels[child] == "nummod"
        or tree.lower[child] in {"several", "many", "dozens", "hundreds"}
        or (body and lexicon.has("article", tree.lower[child]))
        for child in tree.children[word]
    )


def _sufferers(tree: Tree, harm: int) -> list[int]:
    """List the subjects of a harm, or the objects of the verb that it completes ("leaving an officer injured")."""
    completes = tree.rels[harm] == "xcomp"
    return tree.dependents(harm, "nsubj") + (tree.dependents(tree.heads[harm], "obj") if completes else [])


def counted_with(tree: Tree, lexicon: Lexicon, filler: int, harm: int) -> list[int]:
    """List a counted word and those joined to it, on its side of the harm, that are people or numbers too.

    What "was" killed is one, by whatever names, with those who were killed "along with" it.
    """
    one = any(lexicon.has("of_one", tree.lower[child]) for child in tree.dependents(harm, "aux"))
    along = [word for word in _along(tree, filler, harm) if _is_people(tree, lexicon, word)]
    if one and tree.rels[filler] == "nsubj":
        return [filler, *along]
    members = members_of(tree, lexicon, filler)
    first = members if members >= 0 else filler
    joined = [word for word in tree.conjuncts(first) if word != first] + _lost_conjuncts(tree, lexicon, first, harm)
    alike = [word for word in joined if not is_apart(tree, lexicon, word, first, harm)]
    alike += [word for word in along if word not in alike]
    return [filler, *(word for word in alike if _is_counted(tree, lexicon, word))]


def _along(tree: Tree, first: int, harm: int) -> list[int]:
    """Find those who suffer too, behind "along with" or "together with" beside a harm or its first sufferer."""
    for mark in range(min(first, harm) + 1, min(max(first, harm) + _NEAR, len(tree) - 2)):
        if mark > max(first, harm) and tree.tags[mark] == "VERB" and tree.dependents(mark, "nsubj", "nsubj:pass"):
            return []
        if tuple(tree.lower[mark : mark + 2]) in ALONG:
            word = mark + 2
            while word + 1 < len(tree) and tree.tags[word + 1] in _NOMINAL and tree.forms[word + 1] != ",":
                word += 1
            some = tree.tags[word] == "NUM" and tree.lower[word + 1] == "of"
            return [word] if some or tree.tags[word] in {"NOUN", "PROPN"} else []
    return []


def _lost_conjuncts(tree: Tree, lexicon: Lexicon, first: int, harm: int) -> list[int]:
    """Find the second of two who suffer where the tree hung it inside the first ("a man of X and two boys were")."""
    single = tree.lower[first] == tree.lemmas[first] and tree.tags[first] != "NUM"
    told = tree.dependents(harm, "aux")
    many = any(tree.lower[child] in _PLURAL for child in tree.children[harm]) or (not told and not single)
    if not many or len(tree.conjuncts(first)) > 1:
        return []
    inside = [word for word in tree.subtree(first) if first < word < harm and tree.rels[word] == "conj"]
    if not single:
        inside = [word for word in inside if tree.tags[word] == "NOUN" and _is_one_more(tree, word)]
    # Of "two guards, a driver and a cook" or "two guards named as X and a cook" the rest only says who the two are.
    asides = tree.dependents(first, "appos") if tree.dependents(first, "nummod") else []
    asides += [child for child in tree.children[first] if lexicon.has("naming", tree.lower[child])]
    asides += [word for word in tree.subtree(first) if tree.case(word) == "including"]
    beside = {word for child in asides for word in tree.subtree(child)}
    inside = [word for word in inside if tree.heads[word] != first]
    whole = _number_of(tree, lexicon, first)
    return [word for word in inside if word not in beside or 0 < whole < _number_of(tree, lexicon, word)]


def _number_of(tree: Tree, lexicon: Lexicon, word: int) -> int:
    """Return how many a phrase counts, or 0."""
    counts = find_counts(tree, lexicon, tree.phrase(word)[0], word + 1)
    return counts[-1].low or 0 if counts else 0


def _is_one_more(tree: Tree, word: int) -> bool:
    """Tell whether a noun is of one person more ("three guards of the mine and a driver")."""
    one, alike = (
        {"a", "an", "one"} & {tree.lower[child] for child in tree.children[at]} for at in (word, tree.heads[word])
    )
    whose = tree.case(tree.heads[word]) in {"of", "from", "among"}
    return bool(one) and not alike and whose and tree.lower[word] == tree.lemmas[word]


def _is_people(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word names people, or is some of them ("three of his aides")."""
    kinds = kinds_of(tree, lexicon, word)
    owned = any(lexicon.has("owning", tree.lower[child]) for child in tree.children[word])
    return bool(kinds & {"person", "number", "group"}) or (owned and not kinds & _NO_PEOPLE)


def _is_counted(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a joined noun names people: by its word, or as "two bodyguards" and "his driver" beside people."""
    kinds = kinds_of(tree, lexicon, word)
    if kinds & {"person", "number", "aircraft", "group"}:
        return True
    told = any(tree.fullrels[child] in {"nummod", "nmod:poss"} for child in tree.children[word])
    return told and not kinds & _NO_PEOPLE


def is_apart(tree: Tree, lexicon: Lexicon, word: int, first: int, harm: int) -> bool:
    """Tell whether a word joined to those who suffer a harm does not suffer it ("three died and dozens fell ill")."""
    return first < harm < word or _suffers_otherwise(tree, lexicon, word) or _is_other_harm(tree, lexicon, word, first)


def _is_other_harm(tree: Tree, lexicon: Lexicon, word: int, first: int) -> bool:
    """Tell whether two joined nouns are of harms that differ ("six deaths and 14 injuries")."""
    calls = lexicon.triggers["NOUN"]
    one, other = (
        {call.rule.harm for call in calls.get(tree.lemmas[noun], ()) if len(call.lemmas) == 1 and call.rule.harm}
        for noun in (first, word)
    )
    return bool(one and other) and one.isdisjoint(other)


def _suffers_otherwise(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word of harm of its own describes a counted word ("12 were killed and 30 wounded")."""
    words = (child for child in tree.children[word] if tree.rels[child] in {"amod", "acl", "orphan"})
    return any(tree.lower[child] in lexicon.triggers["ADJ"] for child in words)


def shares_count(tree: Tree, lexicon: Lexicon, counted: int, harm: int, other: int) -> bool:
    """Tell whether a harm may count the people of another: they are its own, or one phrase says both.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        counted: The word for those who are counted.
        harm: The word of the harm that is judged.
        other: The word of the other harm that counts them.
    """
    if _owns(tree, harm, counted) or _goes_on(tree, harm, counted, other):
        return True
    between = range(min(harm, other) + 1, max(harm, other))
    harms = lexicon.triggers["ADJ"]
    if all(tree.tags[word] in _JOINING or tree.lower[word] in harms for word in between):
        return True
    return is_passive(tree, harm) and not any(_is_new(tree, lexicon, word) for word in between)


def _owns(tree: Tree, harm: int, counted: int) -> bool:
    """Tell whether the tree hangs those counted on a harm, or the harm on them, and no other verb comes between."""
    first = tree.heads[harm]
    if tree.rels[harm] == "acl" and counted < harm and tree.forms[harm - 1] == "," and counted in tree.conjuncts(first):
        return True  # "Musa and Omar, abducted in May, were freed"
    top = counted
    while tree.rels[top] == "conj" and tree.heads[top] < top:
        top = tree.heads[top]
    if tree.heads[counted] == harm or (tree.rels[top] == "nsubj" and tree.heads[top] == harm > counted):
        return True
    if tree.rels[harm] == "xcomp" and tree.heads[counted] == tree.heads[harm]:
        return True
    return tree.rels[harm] in {"acl", "amod"} and tree.heads[harm] == counted


def _goes_on(tree: Tree, harm: int, counted: int, other: int) -> bool:
    """Tell whether a second verb without subject or object goes on about those of the first ("was hurt and died")."""
    said = tree.rels[counted] == "nsubj" and tree.heads[counted] == other and counted < other
    joined = tree.rels[harm] == "conj" and tree.heads[harm] == other < harm and tree.tags[harm] == "VERB"
    return said and joined and not tree.dependents(harm, "nsubj", "obj")


def _is_new(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word names others than those counted before ("12 killed and the rest wounded")."""
    if lexicon.has("more_of_same", tree.lower[word]) or tree.tags[word] == "NUM":
        return True
    bare = tree.tags[word] in {"NOUN", "PRON"} and not tree.case(word) and tree.rels[word] != "obj"
    return (
        bare
        and tree.fullrels[word] not in {"compound", "nmod:poss"}
        and not lexicon.has("time_noun", tree.lemmas[word])
    )
