"""Dependency trees out of head scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores: TypeAlias = NDArray[np.float32]
    Heads: TypeAlias = NDArray[np.int64]

_FORBIDDEN = np.float64(-1e9)
_ROOT_COST = 1e6  # far above any sum of scores, so that a best tree has one root only


def best_trees(scores: Scores, counts: Heads) -> Heads:
    """Best dependency tree, with one root, of each sentence of a batch.

    Args:
        scores: Head scores (batch, words, 1 + words); column 0 is the root.
        counts: Words of each sentence (batch).

    Returns:
        Heads (batch, words): index of the head word, -1 for the root and for padding.
    """
    inside = np.arange(scores.shape[1])[None, :] < counts[:, None]
    heads = np.where(inside, scores.argmax(axis=2), 0).astype(np.int64)
    for row in np.flatnonzero(~_are_trees(heads, inside)):
        count = int(counts[row])
        heads[row, :count] = _best_tree(scores[row, :count, : count + 1])
    return heads - 1


def _are_trees(heads: Heads, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows of heads (0 for the root) are trees with one root; padding hangs on the root."""
    batch, words = heads.shape
    one_root = ((heads == 0) & inside).sum(axis=1) == 1
    up = np.concatenate([np.zeros((batch, 1), dtype=np.int64), heads], axis=1)
    for _ in range(max(1, int(words).bit_length())):
        up = np.take_along_axis(up, up, axis=1)
    is_tree: NDArray[np.bool_] = one_root & (up == 0).all(axis=1)
    return is_tree


def _best_tree(scores: Scores) -> Heads:
    """Heads (0 for the root) of the best tree with one root (Chu and Liu 1965, Edmonds 1967)."""
    count = scores.shape[0]
    weights = np.full((count + 1, count + 1), _FORBIDDEN)
    weights[1:] = scores
    weights[1:, 0] -= _ROOT_COST
    np.fill_diagonal(weights, _FORBIDDEN)
    heads: Heads = _maximum_arborescence(weights)[1:]
    return heads


def _maximum_arborescence(weights: NDArray[np.float64]) -> Heads:
    """Head of each node in the best arborescence from node 0; weights are (child, head)."""
    heads: Heads = weights.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    return _expand(weights, heads, cycle)


def _find_cycle(heads: Heads) -> Heads | None:
    """Nodes of one cycle, in no order, or None."""
    state = np.zeros(len(heads), dtype=np.int64)
    state[0] = -1
    for start in range(1, len(heads)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = int(heads[node])
        if state[node] == start:
            cycle = [node]
            while (node := int(heads[node])) != cycle[0]:
                cycle.append(node)
            return np.array(cycle)
        state[state == start] = -1
    return None


def _expand(weights: NDArray[np.float64], heads: Heads, cycle: Heads) -> Heads:
    """Solve with the cycle drawn together into one node, then open it again."""
    rest = np.setdiff1d(np.arange(len(heads)), cycle)
    count = len(rest)
    inside = weights[cycle, heads[cycle]]
    into = weights[np.ix_(cycle, rest)] - inside[:, None]
    out = weights[np.ix_(rest, cycle)]
    small = np.full((count + 1, count + 1), _FORBIDDEN)
    small[:count, :count] = weights[np.ix_(rest, rest)]
    small[count, :count] = into.max(axis=0)
    small[:count, count] = out.max(axis=1)
    solved = _maximum_arborescence(small)
    result = heads.copy()
    for place in range(1, count):
        head = int(solved[place])
        chosen = cycle[int(out[place].argmax())] if head == count else rest[head]
        result[rest[place]] = chosen
    entry = int(solved[count])
    result[cycle[int(into[:, entry].argmax())]] = rest[entry]
    return result
