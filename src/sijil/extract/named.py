"""The names of those who were counted: "killed two guards, Adam Musa and Omar Ba", "the two killed were Adam Musa"."""

from __future__ import annotations

from sijil.extract.rules import Draft, HarmDone
from sijil.extract.tree import Tree

_BESIDE = frozenset({"appos", "conj"})


def also_named(tree: Tree, draft: Draft) -> list[int]:
    """List the names that a sentence gives those whom a draft counts, no more than there are."""
    return [name for figure in draft.figures for name in _names(tree, figure)]


def _names(tree: Tree, figure: HarmDone) -> list[int]:
    filler, counted = figure.filler, figure.counted
    if filler < 0 or (counted and counted.count.high == 1):
        return []
    tops = [child for child in tree.dependents(filler, "appos") if child > filler and not tree.case(child)]
    some = tree.heads[filler] if tree.case(filler) == "of" and tree.tags[tree.heads[filler]] == "NUM" else filler
    above = tree.heads[some]
    if tree.rels[some] == "nsubj" and above > filler and tree.dependents(above, "cop"):
        tops.append(above)
    names = [word for top in tops for word in _listed(tree, top)]
    most = counted.count.high if counted else None
    return names if most is None or len(names) <= most else []


def _listed(tree: Tree, top: int) -> list[int]:
    """List a name and those joined to it or set beside it."""
    inside = [top] + [word for child in tree.dependents(top, *_BESIDE) for word in _listed(tree, child)]
    return sorted(word for word in inside if tree.names.get(word) == "PER")
