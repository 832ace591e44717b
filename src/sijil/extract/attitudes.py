"""Attributions that are no speech: what somebody is told to think, want, judge or show.

They never give a claim its speaker; `sijil.attributions` lists them beside what is said.
"""

from __future__ import annotations

from sijil.extract.base import Attribution
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.slots import is_passive, subjects
from sijil.extract.tree import Tree

_APART = frozenset({"conj", "cc", "parataxis", "advcl", "punct", "mark", "discourse", "vocative", "dep"})
_SPEECH_ROLES = frozenset({"i", "we", "you"})
_FEWEST = 2  # words of what somebody thinks or judges


def find_attitudes(tree: Tree, lexicon: Lexicon, taken: frozenset[int], quoted: frozenset[int]) -> list[Attribution]:
    """List the attitudes of a sentence, the widest content first.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        taken: Cues of attributions that are known already.
        quoted: Words in quotation marks: what a speaker thinks is part of what is said.
    """
    found = [_read(tree, lexicon, cue) for cue in range(len(tree)) if cue not in taken | quoted]
    return sorted((one for one in found if one), key=lambda one: (-len(one.content), one.cue))


def _read(tree: Tree, lexicon: Lexicon, cue: int) -> Attribution | None:
    """Read the attitude that a verb tells of; None where it tells of none."""
    if tree.tags[cue] != "VERB" or tree.rels[cue] == "amod":
        return None
    if lexicon.has("seeming", tree.lemmas[cue]):
        content = frozenset(tree.subtree(cue)) - {cue}
        return Attribution(cue=cue, source=-1, content=content) if _has_complement(tree, cue) else None
    if not lexicon.has("attitude", tree.lemmas[cue]):
        return None
    passive = is_passive(tree, cue)
    source = next(iter(subjects(tree, cue)), -1)
    if (source < 0 and not passive) or (source >= 0 and tree.lower[source] in _SPEECH_ROLES):
        return None
    parts = [child for child in tree.children[cue] if _is_content(tree, lexicon, child, cue, source, passive=passive)]
    asides = frozenset(word for child in parts for word in tree.subtree(child) if _is_aside(tree, word))
    content = frozenset(word for child in parts for word in tree.subtree(child, without=asides) if word not in asides)
    return Attribution(cue=cue, source=source, content=content) if len(content) >= _FEWEST else None


def _is_content(tree: Tree, lexicon: Lexicon, child: int, cue: int, source: int, *, passive: bool) -> bool:
    """Tell whether a part of the clause belongs to what is thought or judged."""
    if tree.rels[child] in _APART or child == source or tree.rels[child] == "aux":
        return False
    if tree.rels[child] == "obl":
        has_object = any(tree.rels[other] == "obj" for other in tree.children[cue])
        if "time" in kinds_of(tree, lexicon, child) or (has_object and tree.case(child) != "as"):
            return False
    return child > cue or (passive and tree.rels[child] == "nsubj")


def _is_aside(tree: Tree, word: int) -> bool:
    """Tell whether a word heads a clause or phrase that only adds something behind a comma."""
    if tree.rels[word] not in {"acl", "appos", "advcl", "parataxis", "nmod"}:
        return False
    first = min(tree.subtree(word), default=word)
    return first > 0 and tree.forms[first - 1] in {",", "-", "–", "—", "("} and first > tree.heads[word]


def _has_complement(tree: Tree, cue: int) -> bool:
    return any(tree.rels[child] in {"xcomp", "ccomp"} for child in tree.children[cue])
