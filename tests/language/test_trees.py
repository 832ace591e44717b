"""Trees out of scores: always a tree with one root, and the best one."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sijil.language.trees import best_trees


def scores(rows: list[list[float]]) -> np.ndarray:
    return np.array([rows], dtype=np.float32)


def is_tree(heads: list[int]) -> bool:
    """Whether every word leads to the one root."""
    for word in range(len(heads)):
        at, steps = word, 0
        while at >= 0 and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at >= 0:
            return False
    return heads.count(-1) == 1


def best_by_trying(rows: np.ndarray) -> float:
    count = len(rows)
    trees = (h for h in product(range(-1, count), repeat=count) if is_tree(list(h)))
    return max(sum(float(rows[i, head + 1]) for i, head in enumerate(tree)) for tree in trees)


def test_the_best_heads_are_taken_where_they_make_a_tree() -> None:
    assert best_trees(scores([[0, 0, 9], [9, 0, 0]]), np.array([2])).tolist() == [[1, -1]]


def test_a_cycle_is_broken_at_the_least_loss() -> None:
    assert best_trees(scores([[5, 0, 9], [1, 9, 0]]), np.array([2])).tolist() == [[-1, 0]]


def test_two_roots_become_one() -> None:
    assert best_trees(scores([[9, 0, 1], [8, 1, 0]]), np.array([2])).tolist() == [[-1, 0]]


def test_padding_hangs_on_nothing() -> None:
    assert best_trees(scores([[1, 0, 9, 9], [0, 0, 0, 9], [0, 9, 9, 0]]), np.array([1])).tolist() == [[-1, -1, -1]]


@settings(max_examples=60)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_tree_is_the_best_of_all_trees(count: int, seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(count, count + 1)).round(2).astype(np.float32)
    heads = best_trees(rows[None], np.array([count]))[0].tolist()
    assert is_tree(heads)
    found = sum(float(rows[i, head + 1]) for i, head in enumerate(heads))
    np.testing.assert_allclose(found, best_by_trying(rows), atol=1e-4)
