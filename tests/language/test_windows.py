"""Sentences longer than the encoder: cut and joined without loss."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sijil.language.decode import Parsed
from sijil.language.windows import join_windows, split_windows


def parsed(*heads: int, name: tuple[int, int, str] | None = None) -> Parsed:
    return Parsed(
        tags=("NOUN",) * len(heads),
        heads=heads,
        relations=tuple("root" if head < 0 else "dep" for head in heads),
        names=(name,) if name else (),
        predicates=((0, (("ARG0", 1),)),),
        vector=np.full(4, 0.5, dtype=np.float32),
    )


def test_a_short_sentence_is_one_window() -> None:
    assert split_windows([1, 2, 3], longest=6) == [(0, 3)]


def test_joined_windows_are_one_tree_with_moved_places() -> None:
    joined = join_windows([(0, 2), (2, 4)], [parsed(-1, 0), parsed(1, -1, name=(0, 2, "PER"))])
    assert joined.heads == (-1, 0, 3, 0)
    assert joined.relations == ("root", "dep", "dep", "parataxis")
    assert joined.names == ((2, 4, "PER"),)
    assert joined.predicates == ((0, (("ARG0", 1),)), (2, (("ARG0", 3),)))


@given(st.lists(st.integers(1, 10), min_size=1, max_size=60), st.integers(10, 30))
def test_windows_follow_each_other_and_none_is_too_long(lengths: list[int], longest: int) -> None:
    cuts = split_windows(lengths, longest)
    assert [a for a, _ in cuts] == [0, *(b for _, b in cuts[:-1])]
    assert cuts[-1][1] == len(lengths)
    assert all(a < b and sum(lengths[a:b]) <= longest for a, b in cuts)
