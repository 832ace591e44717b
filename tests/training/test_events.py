"""The bits of events are fitted by what tells the true event from others."""

from __future__ import annotations

import numpy as np
from training.events import Choices, fit

START = np.array([1.0, 1.0, 1.0])


def choices_of(*tellings: list[tuple[list[float], bool]]) -> Choices:
    """Tellings with what each may be of; the third feature is that of being of another happening than any."""
    rows = [(number, values, right) for number, some in enumerate(tellings) for values, right in some]
    values = np.array([row[1] for row in rows])
    return Choices(values, np.array([row[0] for row in rows]), np.array([row[2] for row in rows]))


def test_what_tells_the_true_event_weighs_more_and_what_misleads_nothing() -> None:
    telling = [([1.0, 0.0, 0.0], True), ([0.0, 1.0, 0.0], False), ([0.0, 0.0, 1.0], False)]
    good, bad, new = fit(choices_of(*[telling] * 20), START, pull=1.0)
    assert good > START[0]
    assert bad < START[1]
    assert new < START[2]


def test_a_stronger_pull_holds_the_bits_closer_to_where_they_stand() -> None:
    choices = choices_of(*[[([1.0, 0.0, 0.0], True), ([0.0, 0.0, 1.0], False)]] * 20)
    strong, weak = (np.abs(fit(choices, START, pull) - START).max() for pull in (10.0, 1.0))
    assert 0 < strong < weak


def test_the_tellings_of_several_wars_stay_apart() -> None:
    one = choices_of([([1.0, 0.0, 0.0], True), ([0.0, 0.0, 1.0], False)])
    assert Choices.join([one, one]).telling.tolist() == [0, 0, 1, 1]
