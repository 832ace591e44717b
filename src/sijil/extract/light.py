"""The words that carry a happening's noun: the verb of "carried out a strike", the wave of "a wave of attacks"."""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.slots import Slots, is_passive, objects
from sijil.extract.tree import Tree

_TELLING = ("hit", "take_place", "occur")
"""Word lists of verbs that tell of a happening, their subject."""


def light_of(tree: Tree, lexicon: Lexicon, words: tuple[int, ...]) -> int:
    """Return the verb that carries a noun trigger ("carried out a strike", "a campaign launched by"), or -1."""
    head = top_of(tree, words)
    above = tree.heads[head]
    if above >= 0 and tree.case(head) == "of" and lexicon.has("onset", tree.lemmas[above]):
        verb = tree.heads[above]
        while verb >= 0 and tree.case(above) == "of" and lexicon.has("onset", tree.lemmas[verb]):
            above, verb = verb, tree.heads[verb]
        bears = verb >= 0 and tree.tags[verb] == "VERB" and not lexicon.has("evade", tree.lemmas[verb])
        does = lexicon.has("light", tree.lemmas[verb]) or not lexicon.has("part_of", tree.lemmas[above])
        told = does if tree.rels[above] == "obj" else tree.rels[above] == "nsubj" and _tells_of(tree, lexicon, verb)
        return verb if bears and told else -1
    head = outer_of(tree, lexicon, head)
    above = tree.heads[head]
    if above >= 0 and tree.tags[above] == "VERB":
        passive = is_passive(tree, above)
        carried = tree.rels[head] == "obj" or (tree.rels[head] == "nsubj" and passive)
        acts = (tree.rels[head] == "nsubj" and not passive) or (passive and tree.case(head) == "by")
        if (carried and lexicon.has("light", tree.lemmas[above])) or (acts and lexicon.has("hit", tree.lemmas[above])):
            return above
        if _takes_part(tree, lexicon, head, above) or _hits_back(tree, lexicon, head, above):
            return above
        ruined = passive and tree.case(head) in {"in", "by"} and lexicon.has("ruin", tree.lemmas[above])
        begins = tree.rels[head] == "nsubj" and not passive and lexicon.has("take_place", tree.lemmas[above])
        begins = begins and not tree.dependents(above, "mark")
        if ruined or begins:
            return above
    for child in tree.children[words[0]]:
        carries = tree.rels[child] == "acl" and lexicon.has("light", tree.lemmas[child])
        if tree.tags[child] == "VERB" and (carries or _is_who_strikes(tree, lexicon, child)):
            return child
    return -1


def _hits_back(tree: Tree, lexicon: Lexicon, head: int, verb: int) -> bool:
    """Tell whether a verb says with what somebody hit back ("retaliated with air strikes on X")."""
    with_it = tree.rels[head] == "obl" and tree.case(head) == "with" and not is_passive(tree, verb)
    return with_it and lexicon.has("hitting_back", tree.lemmas[verb]) and not tree.dependents(verb, "obj")


def _takes_part(tree: Tree, lexicon: Lexicon, head: int, verb: int) -> bool:
    """Tell whether a verb says that somebody was among those who did it ("took part in an attack", "joined a raid").

    "The operation" alone is one of which there was talk.
    """
    determined = [tree.lower[child] for child in tree.dependents(head, "det")]
    known = determined and determined[0] not in {"a", "an"} and not tree.dependents(head, "nmod")
    if not known and (tree.rels[head] == "obj" or tree.case(head) == "in"):
        told = [tree.lemmas[verb], *(f"{tree.lemmas[verb]} {tree.lower[word]}" for word in objects(tree, verb))]
        return any(lexicon.has("partake", phrase) for phrase in told)
    return False


def _is_who_strikes(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a relative clause says what its noun struck ("a blast that hit a mosque")."""
    return (
        tree.fullrels[verb] == "acl:relcl"
        and lexicon.has("hit", tree.lemmas[verb])
        and not is_passive(tree, verb)
        and any(tree.tags[child] == "PRON" for child in tree.dependents(verb, "nsubj"))
    )


def _tells_of(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a verb tells of its subject, a happening, that it struck or took place, or is passive."""
    return is_passive(tree, verb) or any(
        lexicon.has(name, tree.lemmas[verb]) for name in ("hit", "take_place", "occur")
    )


def top_of(tree: Tree, words: tuple[int, ...]) -> int:
    """Return the noun of a trigger phrase that the others hang on ("exchange" of "exchange of fire")."""
    nouns = (word for word in words if tree.tags[word] == "NOUN" and tree.heads[word] not in words)
    return next(nouns, words[0]) if tree.tags[words[0]] == "NOUN" else words[0]


def outer_of(tree: Tree, lexicon: Lexicon, noun: int) -> int:
    """Return the number or part whose "of" a noun stands behind ("a series of attacks" -> "series"), or the noun."""
    above = tree.heads[noun]
    while above >= 0 and tree.case(noun) == "of" and lexicon.has("part_of", tree.lemmas[above]):
        noun, above = above, tree.heads[above]
    return noun


def happening_of(tree: Tree, lexicon: Lexicon, word: int) -> int:
    """Return the happening behind "a wave of" or before "including one", or the word itself."""
    above = tree.heads[word]
    if tree.lower[word] == "one" and tree.case(word) in {"including", "among"} and above >= 0:
        return above if tree.lemmas[above] in lexicon.happenings else word
    inner = [child for child in tree.dependents(word, "nmod") if tree.case(child) == "of"]
    told = inner and lexicon.has("onset", tree.lemmas[word]) and tree.lemmas[inner[0]] in lexicon.happenings
    return inner[0] if told else word


def who_holds(tree: Tree, lexicon: Lexicon, word: int) -> list[int]:
    """Return whose the ground is from which something was fired ("rebel-held hills"), or the word if it is a name."""
    if tree.tags[word] != "NOUN" or kinds_of(tree, lexicon, word) & {"person", "group"}:
        return [word]
    ground = Slots(tree, (word,), owners=lexicon.owners)
    return [*ground.fill("poss"), *ground.fill("mod")][:1]
