"""Whether dead, arrested or freed people are a matter of armed violence: by the clause, the sentence, the report.

Casualty words alone do not tell: people die of age, in floods and on roads, and courts free prisoners.
"""

from __future__ import annotations

from collections import Counter

from sijil.extract.custody import is_irregular
from sijil.extract.kinds import is_gunfire, is_lit, kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.propose import Found
from sijil.extract.tree import Tree
from sijil.parts import Rule

_FEW = 2  # words of violence that a report about violence has at least
_OFTEN = 0.1  # such words for each of its sentences
_SHORT = 5  # sentences of a report in which one such word does
_CIVIL_TOO = frozenset(
    {"toll", "killing", "arrest", "release", "sexual_violence", "displacement", "aircraft_lost", "looting"}
)
_ARMED = frozenset(
    {"armed_clash", "territory_gained", "territory_left", "control", "contested", "siege", "advance", "displacement"}
)
_WHO = frozenset({"person", "group", "propn", "aircraft"})
_COUNTS = frozenset({"toll", "killing", "displacement"})


def weigh(trees: list[Tree], lexicon: Lexicon) -> Counter[str]:
    """Count a report's sentences, its words of violence, of those who bear arms, of disaster, disease and accident.

    The name of an armed group of no state is a word of violence too.
    """
    counts: Counter[str] = Counter(sentences=len(trees))
    for tree in trees:
        for word, lemma in enumerate(tree.lemmas):
            counts["held"] += lexicon.has("held", lemma)
            counts["armed"] += _bears_arms(lexicon, lemma)
            if is_gunfire(tree, lexicon, word):
                counts["violence"] += 1
            elif lexicon.has("nature", lemma):
                counts["nature"] += not is_lit(tree, lexicon, word)
            else:
                counts["violence"] += _is_of_war(tree, lexicon, word)
    return counts


def _is_of_war(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word is of war: a happening, a weapon, those who fight, the name of an armed group."""
    lemma = tree.lemmas[word]
    warlike = lemma in lexicon.happenings or any(lexicon.has(name, lemma) for name in ("weapon", "warlike"))
    return warlike or (tree.tags[word] == "PROPN" and is_irregular(tree, lexicon, word))


def is_about_violence(counts: Counter[str]) -> bool:
    """Tell whether a report is about the violence of people."""
    return counts["violence"] >= max(_few(counts), counts["nature"], _OFTEN * counts["sentences"])


def _few(counts: Counter[str]) -> int:
    return 1 if counts["sentences"] <= _SHORT else _FEW


def is_credible(
    tree: Tree, lexicon: Lexicon, found: Found, counts: Counter[str], *, before: Tree | None = None
) -> bool:
    """Tell whether a proposal is of violence, not of nature, accident or everyday law.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        found: The proposal.
        counts: What `weigh` gave for the report.
        before: The sentence before.
    """
    roles = found.draft.roles
    doers = roles.get("actor", [])
    named = [first for word in doers if tree.tags[word] == "PROPN" for first in tree.dependents(word, "compound")]
    if any("nature" in kinds_of(tree, lexicon, word) for word in (*doers, *named)):
        return False
    if found.proposal.type == "release" and not counts["held"]:
        freed = [tree.lower[word] for word in roles.get("target", [])]
        if any(lexicon.has("vague", word) for word in freed):
            return False
    by_arms = any(_bears_arms(lexicon, tree.lemmas[near]) for word in doers for near in (word, *tree.children[word]))
    by_arms = by_arms or any(is_irregular(tree, lexicon, word) for word in doers)
    if found.draft.rule.civil and not by_arms and not is_about_violence(counts):
        return False
    if _died_in_peace(tree, lexicon, found, before) or _is_of_peace(tree, lexicon, found, counts):
        return False
    if found.draft.rule.civil and _makes_room(tree, lexicon, found.draft.head):
        return False
    if found.proposal.type not in _CIVIL_TOO or names_violence(tree, lexicon):
        return True
    if found.proposal.type in _COUNTS and _names_nature(tree, lexicon):
        return False
    if is_about_violence(counts):
        return True
    murdered = lexicon.has("murder_noun", tree.lemmas[found.draft.head]) and bool(found.draft.roles.get("target"))
    slain = found.draft.rule.type == "killing" or murdered
    by_somebody = any(kinds_of(tree, lexicon, word) & _WHO for word in found.draft.roles.get("actor", []))
    return slain and (by_somebody or counts["nature"] == 0)


def _is_of_peace(tree: Tree, lexicon: Lexicon, found: Found, counts: Counter[str]) -> bool:
    """Tell whether who holds, fights or leaves what has nothing to do with arms: parties, contests, boards."""
    actors = found.draft.roles.get("actor", [])
    if found.proposal.type in _ARMED and any(lexicon.has("political_body", tree.lemmas[word]) for word in actors):
        return True
    if found.proposal.type not in _ARMED or max(counts["armed"], counts["violence"]) >= _few(counts):
        return False
    named = (near for words in found.draft.roles.values() for word in words for near in (word, *tree.children[word]))
    if any(tree.lower[near] in lexicon.nations for near in named):
        return False
    return not any(lexicon.has(name, lemma) for name in ("fighter", "weapon", "warlike") for lemma in tree.lemmas)


def _died_in_peace(tree: Tree, lexicon: Lexicon, found: Found, before: Tree | None) -> bool:
    """Tell whether somebody died of illness or age, or one person died near whom nothing tells of violence."""
    head = found.draft.head
    if not lexicon.has("dying", tree.lemmas[head]):
        return False
    inside = tree.subtree(head)
    if any(_names(tree, lexicon, word, "illness") for word in inside if tree.tags[word] != "VERB"):
        return True
    known = any(_is_known_person(tree, lexicon, word) for word in found.draft.roles.get("target", [])[:1])
    return known and not any(_tells_of_harm(near, lexicon) for near in (before, tree) if near is not None)


def _makes_room(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether something was done for what is built in its place ("torn down to make room for a park")."""
    aims = [child for child in tree.dependents(verb, "advcl", "xcomp") if child > verb]
    words = (f"{tree.lemmas[aim]} {tree.lemmas[what]}" for aim in aims for what in tree.dependents(aim, "obj"))
    return any(lexicon.has("peaceful_aim", phrase) for phrase in words)


def _is_known_person(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word stands for one person by name or office ("Anna Berg", "the former president")."""
    people = (kinds_of(tree, lexicon, near) for near in range(*tree.phrase(word)))
    if tree.names.get(word) != "PER" and any(kinds & {"fighter", "civilian"} for kinds in people):
        return False
    definite = any(tree.lower[child] == "the" for child in tree.dependents(word, "det"))
    return (
        tree.names.get(word) == "PER"
        or tree.lower[word] in {"he", "she"}
        or (definite and tree.tags[word] == "NOUN" and tree.lower[word] == tree.lemmas[word])
    )


def _tells_of_harm(tree: Tree, lexicon: Lexicon) -> bool:
    """Tell whether a sentence has a word of violence or harm other than of dying."""
    calls = lexicon.triggers["VERB"]
    return any(
        lemma in lexicon.happenings
        or lexicon.has("weapon", lemma)
        or lexicon.has("injury", lemma)
        or any(_is_harm(call.rule) for call in calls.get(lemma, ()) if len(call.lemmas) == 1)
        for lemma in tree.lemmas
        if not lexicon.has("dying", lemma)
    )


def _is_harm(rule: Rule) -> bool:
    """Tell whether a rule's word speaks of violence or harm by itself, without a report about violence around it."""
    return (rule.harms_people or rule.violent) and not rule.civil


def _names(tree: Tree, lexicon: Lexicon, word: int, listed: str) -> bool:
    """Tell whether a word, or it with the one before, is in a word list."""
    pair = f"{tree.lemmas[word - 1]} {tree.lemmas[word]}" if word else ""
    return any(lexicon.has(listed, words) for words in (tree.lemmas[word], tree.lower[word], pair))


def names_violence(tree: Tree, lexicon: Lexicon) -> bool:
    """Tell whether a sentence itself names a violent happening, a weapon or people who bear arms."""
    return any(
        lemma in lexicon.happenings
        or lexicon.has("weapon", lemma)
        or _bears_arms(lexicon, lemma)
        or is_gunfire(tree, lexicon, index)
        for index, lemma in enumerate(tree.lemmas)
        if not (index and lexicon.has("nature", f"{tree.lemmas[index - 1]} {lemma}"))
    )


def _bears_arms(lexicon: Lexicon, lemma: str) -> bool:
    """Tell whether a word is for those who bear arms in a war, not for police and guards of everyday life."""
    return lexicon.has("fighter", lemma) and not lexicon.has("civil_force", lemma)


def _is_below_age(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether an age only says of whom is spoken, and not of what they died ("children under the age of ten")."""
    before = tree.lower[max(word - 2, 0) : word]
    return tree.lower[word] == "age" and any(lexicon.has("age_bound", near) for near in before)


def _names_nature(tree: Tree, lexicon: Lexicon) -> bool:
    """Tell whether a sentence names natural disaster, disease or accident, in one word or two."""
    natural = (word for word in range(len(tree)) if not is_gunfire(tree, lexicon, word))
    single = (tree.lemmas[word] for word in natural if not is_lit(tree, lexicon, word))
    pairs = (
        f"{first} {second}"
        for word, (first, second) in enumerate(zip(tree.lemmas, tree.lemmas[1:], strict=False))
        if not _is_below_age(tree, lexicon, word)
    )
    return any(lexicon.has("nature", words) for words in (*single, *pairs))
