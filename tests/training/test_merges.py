"""The bits by which two events are one are fitted by what tells pairs that are from pairs that are not."""

from __future__ import annotations

import numpy as np
from training.merges import fit, make_table

NAMES = ["merge_day", "merge_two", "merge_words"]


def test_being_two_counts_against_what_events_have_in_common() -> None:
    values, right = make_table(
        [([("merge_two", 1.0), ("merge_words", 0.2)], True), ([("merge_two", 1.0)], False)], NAMES
    )
    assert values.tolist() == [[0.0, -1.0, 0.2], [0.0, -1.0, 0.0]]
    assert right.tolist() == [1.0, 0.0]


def test_what_tells_pairs_apart_weighs_more_and_a_strong_pull_holds_it() -> None:
    values = np.array([[1.0, -1.0, 0.3], [0.0, -1.0, 0.3], [1.0, -1.0, 0.0], [0.0, -1.0, 0.0]] * 20)
    right = np.array([1.0, 1.0, 0.0, 0.0] * 20)
    start = np.array([1.0, 1.0, 1.0])
    day, two, words = fit(values, right, start, pull=1.0)
    assert words > 10 > abs(day)
    assert two > 0
    day, _, words = fit(values, right, start, pull=1e6)
    assert np.allclose([day, words], 1.0, atol=0.01)
