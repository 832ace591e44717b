"""The places of a draft: those of its rule, then those behind prepositions in its clause and among its people."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sijil.extract.base import Quote
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.quotes import quote_phrase, quote_range
from sijil.extract.rules import Draft
from sijil.extract.tree import Tree

BETWEEN = "between"
"""The preposition of two places that are one."""


def quote_places(
    tree: Tree, lexicon: Lexicon, draft: Draft, carriers: Iterable[int], clause: tuple[int, int]
) -> list[Quote]:
    """Quote the places of a draft, the surest first.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        draft: The draft.
        carriers: Words whose complements say where it was: triggers, the clause's verb, those who suffered.
        clause: The words of the clause; its other places count only if there are no others.
    """
    heads = [word for part in draft.parts() for word in part.roles.get("place", [])]
    heads += [place for part in draft.parts() for place in _named_after(tree, lexicon, part.head)]
    heads += [place for part in draft.parts() for place in _scene_of(tree, lexicon, part.head)]
    heads += [
        word for word in draft.roles.get("target", [])[:1] if draft.rule.violent and _is_site(tree, lexicon, word)
    ]
    people = {word for role in ("target", "actor") for word in draft.roles.get(role, [])[:1]}
    own = set() if "place" in draft.rule.roles else draft.words
    for carrier in sorted({*carriers, *people}):
        heads += [place for child in tree.children[carrier] for place in _beside(tree, lexicon, child)]
        heads += [child for child in tree.children[carrier] if child not in own and _locates(tree, lexicon, child)]
    heads = heads or [word for word in range(*clause) if word not in own and _locates(tree, lexicon, word)]
    heads = [word for word in heads if not _is_distance(tree, lexicon, word)]
    if draft.rule.violent:
        heads = [word for word in heads if tree.case(word) != "from"]
    quotes = [quote for head in dict.fromkeys(heads) for quote in _expand(tree, lexicon, head)]
    return list({(quote.near, quote.text): quote for quote in reversed(quotes)}.values())[::-1]


def _named_after(tree: Tree, lexicon: Lexicon, head: int) -> list[int]:
    """List the towns by which a noun for a happening is called ("the Kabul car bombing"); states are parties to it."""
    if tree.tags[head] != "NOUN":
        return []
    parts = [head, *tree.dependents(head, "compound")]
    before = (child for part in parts for child in tree.dependents(part, "compound") if child < head)
    return [word for word in before if tree.names.get(word) == "LOC" and tree.lower[word] not in lexicon.nations]


def _scene_of(tree: Tree, lexicon: Lexicon, head: int) -> list[int]:
    """List the place of which a clause, or an apposition, says that it is the scene of a happening."""
    scene = tree.heads[head]
    if scene < 0 or tree.rels[head] != "nmod" or not lexicon.has("scene", tree.lemmas[scene]):
        return []
    above = [tree.heads[scene]] if tree.rels[scene] == "appos" else tree.dependents(scene, "nsubj")
    return [word for word in above if {"place", "facility"} & kinds_of(tree, lexicon, word)]


def _is_site(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether what was struck is a building or work with the name of a place in its own ("Jolo Cathedral")."""
    named = any(tree.names.get(child) == "LOC" for child in (word, *tree.dependents(word, "compound", "flat")))
    return named and "facility" in kinds_of(tree, lexicon, word) and tree.lower[word] not in lexicon.nations


def _locates(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a complement names a place behind a preposition of place."""
    if tree.rels[word] not in {"obl", "nmod"} or not lexicon.has("locative", tree.case(word).split(" ")[0]):
        return False
    if _is_seat(tree, lexicon, word):
        return False
    kinds = kinds_of(tree, lexicon, word)
    named = tree.names.get(word) == "LOC" and not lexicon.has("month", tree.lower[word])
    return named or (bool(kinds & {"place", "facility"}) and not kinds & {"person", "happening", "time"})


def _beside(tree: Tree, lexicon: Lexicon, word: int) -> list[int]:
    """List the building or place of which a complement names only a side ("in front of a bank")."""
    if tree.case(word) not in {"in", "at", "to"} or not lexicon.has("aspect", tree.lemmas[word]):
        return []
    behind = (child for child in tree.dependents(word, "nmod") if tree.case(child) == "of")
    return [child for child in behind if kinds_of(tree, lexicon, child) & {"place", "facility"}]


def _is_seat(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a complement only says where a body has its seat that says something ("the ministry in X said")."""
    body = tree.heads[word]
    if tree.rels[word] != "nmod" or body < 0 or not lexicon.has("office", tree.lemmas[body]):
        return False
    verb = tree.heads[body]
    return tree.fullrels[body] == "nsubj" and verb >= 0 and lexicon.has("speech", tree.lemmas[verb])


def _is_distance(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a complement only says how far ("pushed them back over twelve miles")."""
    inside = [child for child in tree.dependents(word, "nmod", "obl", "advmod") if child > word]
    return lexicon.has("length", tree.lemmas[word]) and not inside


def _expand(tree: Tree, lexicon: Lexicon, head: int) -> list[Quote]:
    """Split "the districts of X and Y" and "X and Y" into one place each."""
    start, end = tree.phrase(head)
    start = min(start, _first_listed(tree, head))
    if tree.case(head) == BETWEEN:
        last = max(tree.subtree(word)[-1] for word in tree.conjuncts(head))
        mark = next(child for child in tree.children[head] if tree.lower[child] == BETWEEN)
        return [quote_range(tree, mark, last + 1, head)]
    named = [name for name in tree.passage.names if name.label == "LOC" and start <= name.start and name.end <= end]
    plural = tree.lower[head] != tree.lemmas[head] or tree.lower[head].endswith("s")
    listed = len(named) > 1 and any(tree.lower[w] in {"and", ","} for w in range(named[0].end, named[-1].start))
    if listed and plural and lexicon.has("place", tree.lemmas[head]):
        return [quote_range(tree, name.start, name.end, name.end - 1) for name in named]
    return [quote_phrase(tree, lexicon, word) for word in tree.conjuncts(head)]


def _first_listed(tree: Tree, head: int) -> int:
    """Return the first word of a list of names right before a noun ("the X and Y districts")."""
    starts = {name.end: name.start for name in tree.passage.names if name.label == "LOC"}
    first = head
    while first in starts:
        first = starts[first]
        if first > 1 and tree.lower[first - 1] in {"and", ","} and first - 1 in starts:
            first -= 1
    return first


def are_listed(tree: Tree, places: list[Quote]) -> bool:
    """Tell whether places are parts of one list in the text ("X and Y")."""
    in_order = sorted(places, key=lambda quote: quote.near or 0)
    for left, right in pairwise(in_order):
        low, high = (left.near or 0) + len(left.text), right.near or 0
        if low > high or tree.text[low:high].strip(" ,;") not in {"", "and", "and the", "as well as"}:
            return False
    return True
