"""The shortest clause that carries a claim: the words that are quoted."""

from __future__ import annotations

from sijil.extract.base import Attribution
from sijil.extract.rules import Draft
from sijil.extract.slots import RELATIVE
from sijil.extract.tree import Tree

_SHORTEST, _LONGEST = 3, 80  # words of a quote


def quote_span(tree: Tree, draft: Draft, drafts: list[Draft], said: list[Attribution]) -> tuple[int, int]:
    """Return the words of the shortest clause that carries a draft.

    Args:
        tree: The sentence.
        draft: The draft.
        drafts: All drafts of the sentence; a clause that carries another of them may be left out.
        said: Attributions of the sentence; the words that name the source are left out.
    """
    top = _top(tree, draft)
    charged = (one.cue for one in said if {one.cue, top} <= one.content and tree.under(top, one.cue))
    top = next(charged, top)
    start, end = _span(tree, draft, drafts, said, top)
    while not _can_stand(tree, start, end, top) and tree.heads[top] >= 0:
        if tree.fullrels[top] == "acl:relcl" and end - start >= _SHORTEST:
            return min(start, tree.phrase(tree.heads[top])[0]), end
        top = tree.clause(tree.heads[top])
        start, end = _span(tree, draft, drafts, said, top)
    return start, end


def _span(tree: Tree, draft: Draft, drafts: list[Draft], said: list[Attribution], top: int) -> tuple[int, int]:
    """Return the words at and below `top` that a draft needs, as a range."""
    outside = {word for attribution in said if top in attribution.content for word in _outside(tree, attribution, top)}
    others = [other for other in drafts if other is not draft]
    loose = frozenset(
        child
        for word in tree.subtree(top)
        for child in tree.children[word]
        if _may_go(tree, child, top, others) and not any(tree.under(own, child) for own in draft.words)
    )
    words = [word for word in tree.subtree(top, without=loose | outside) if word not in outside]
    return _trimmed(tree, words, top)


def _can_stand(tree: Tree, start: int, end: int, top: int) -> bool:
    """Tell whether words can be read alone: no phrase behind a preposition, no relative clause without its noun."""
    if end - start < _SHORTEST or tree.lower[start] in RELATIVE:
        return False
    return not (tree.rels[start] == "case" and tree.heads[start] == top)


def _top(tree: Tree, draft: Draft) -> int:
    """Return the word that heads the clause: the highest trigger word, or the verb whose subject it is."""
    top = min(draft.words, key=lambda word: (sum(1 for _ in tree.ancestors(word)), word))
    above = tree.heads[top]
    if above < 0:
        return top
    happens = (
        draft.rule.tag == "NOUN" and top == draft.head and tree.rels[top] == "nsubj" and tree.tags[above] == "VERB"
    )
    describes = draft.rule.tag == "ADJ" and tree.tags[top] in {"ADJ", "NUM"}
    return above if happens or describes else top


def _outside(tree: Tree, attribution: Attribution, top: int) -> set[int]:
    """Collect the words of an attribution that hang below the clause that it reports."""
    if not tree.under(attribution.cue, top) or attribution.cue == top:
        return set()
    cover = tree.subtree(attribution.cue)
    if attribution.source >= 0 and tree.under(attribution.source, top):
        cover = cover + tree.subtree(attribution.source)
    return {word for word in cover if word != top and word not in attribution.content}


def _may_go(tree: Tree, child: int, top: int, others: list[Draft]) -> bool:
    """Tell whether a part of the clause says something else."""
    relation, head = tree.rels[child], tree.heads[child]
    if relation in {"parataxis", "discourse"}:
        return True
    if head == top and (relation in {"advcl", "ccomp"} or (relation == "conj" and tree.tags[child] == "VERB")):
        return True
    if tree.fullrels[child] == "acl:relcl":
        return any(tree.under(other.head, child) for other in others)
    return relation in {"cc", "mark"} and head == top and child < head


def _leads_in(tree: Tree, word: int) -> bool:
    """Tell whether a word at the edge of a clause only joins it to what stands before ("however,", "that", "and")."""
    if tree.rels[word] in {"mark", "cc", "punct", "discourse"}:
        return tree.lower[word] not in {"if", "unless", "whether"}
    return tree.rels[word] == "advmod" and word + 1 < len(tree) and tree.forms[word + 1] == ","


def _trimmed(tree: Tree, words: list[int], top: int) -> tuple[int, int]:
    """Turn the words of a clause into a range without punctuation at its edges, of three to eighty words."""
    kept = [word for word in words if tree.tags[word] != "PUNCT"] or [top]
    start, end = kept[0], kept[-1] + 1
    while start < end - 1 and _leads_in(tree, start):
        start += 1
    said_first = tree.rels[top] == "ccomp"  # "nine were killed, he said"
    while end - 1 > start and not (said_first and end - 1 == top) and _dangles(tree, end - 1):
        end -= 1
    if end - start > _LONGEST:
        start, end = max(start, top - _LONGEST // 2), min(end, top + _LONGEST // 2)
    return start, end


def _dangles(tree: Tree, last: int) -> bool:
    """Tell whether a last word leads on to what is not quoted ("in", "and", "where"), or is punctuation."""
    return tree.heads[last] > last or tree.tags[last] == "PUNCT" or tree.lower[last] in RELATIVE
