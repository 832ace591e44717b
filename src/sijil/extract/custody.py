"""What a happening is by who did it: arrest or abduction ("captured", "held"), air strike or explosion ("bombed")."""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.rules import Draft
from sijil.extract.tree import Tree

_LONGEST = 6  # words of an armed group's name


def type_by_doer(tree: Tree, lexicon: Lexicon, draft: Draft) -> str:
    """Return a draft's type as who did it makes it."""
    if draft.type == "air_strike" and draft.rule.tag == "VERB":
        return _strike_of(tree, lexicon, draft)
    return custody_of(tree, lexicon, draft)


def _strike_of(tree: Tree, lexicon: Lexicon, draft: Draft) -> str:
    """Return the type of a bombing or raid: an armed group of no state bombs with explosives and raids on the ground.

    Where the clause names aircraft it flies.
    """
    doers = draft.roles.get("actor", [])[:1]
    flies = any("airborne" in kinds_of(tree, lexicon, word) for word in range(len(tree)))
    if flies or not any(is_irregular(tree, lexicon, word) for word in doers):
        return draft.type
    return "explosion" if lexicon.has("bombing", tree.lemmas[draft.head]) else "attack"


def custody_of(tree: Tree, lexicon: Lexicon, draft: Draft) -> str:
    """Return a draft's type; who is captured by an armed group of no state is abducted, by a state's forces arrested.

    So ACLED codes it: arrests are of states, abductions of armed groups.
    """
    if draft.type not in {"arrest", "abduction"} or not lexicon.has("custody", tree.lemmas[draft.head]):
        return draft.type
    takers = draft.roles.get("actor", [])[:1]
    if any(is_irregular(tree, lexicon, word) for word in takers):
        return "abduction"
    return "arrest" if any(_is_of_state(tree, lexicon, word) for word in takers) else draft.type


def is_irregular(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a phrase names an armed group of no state, or says "rebels" or the like."""
    start, end = tree.phrase(word)
    near = [at for at in range(start, end) if at == word or tree.heads[at] == word]
    if any(lexicon.has("irregular", tree.lemmas[at]) for at in near):
        return True
    words = [form for form in tree.lower[start:end] if form != "-"]
    spans = ((first, first + size) for first in range(len(words)) for size in range(1, _LONGEST))
    return any(" ".join(words[first:last]) in lexicon.irregulars for first, last in spans)


def _is_of_state(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a phrase says "soldiers" or "police", or names a state."""
    return lexicon.has("state_force", tree.lemmas[word]) or tree.lower[word] in lexicon.nations
