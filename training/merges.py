"""Fit the bits by which two events are one, on simulated wars, where the happening of each telling is known.

    python -m training.merges [--seeds N ...] [--check N ...] [--pull X ...]

The events stage puts the tellings of a war into events and lets none become a part of another; each two that meet in
time are then one if most claims of both are of one happening. The bits are those of a logistic regression with a ridge
(`--pull`) around those that stand. Printed are the bits that stand and those fitted with each pull, with precision,
recall and F1 of pairs of claims on the wars `--check`. Wars are those of `training.events`: what results are reported
on, or stages are looked at on, is not fitted on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from benchmarks.war.record import PACKS

from sijil.link.assign import assign
from sijil.link.cluster import Decided
from sijil.link.fits import Values
from sijil.link.merging import TWO, compare_events
from sijil.link.settings import Settings, read_settings
from sijil.link.units import Gathered
from sijil.packs import load_packs

from .events import War, read_options, read_war, show_fits

PREFIX = "merge_"
PULLS = (30.0, 3.0)
NEVER = 2.0
"""A posterior that no two events reach."""
STEPS = 50


def list_pairs(war: War, settings: Settings) -> Iterator[tuple[Values, bool]]:
    """Yield what each two events have in common that may be one, and whether both are mostly of one happening."""
    apart = replace(settings, row=replace(settings.row, merge=NEVER))
    found = assign(war.tellings, war.gists, war.stories, Decided(), apart)
    ordered = sorted(found.events.values(), key=lambda event: (event.size, min(event.members)))
    truths = [_find_truth(war, event) for event in ordered]
    for at, one in enumerate(ordered):
        for other, truth in zip(ordered[at + 1 :], truths[at + 1 :], strict=True):
            values = compare_events(one, other, found.units, found.common, settings)
            if values and truths[at] and truth:
                yield values, truths[at] == truth


def _find_truth(war: War, event: Gathered) -> str:
    """Return what most claims of an event are about; "" where none of them is about anything known."""
    counted = Counter(war.press.about[claim] for claim in sorted(event.claims) if claim in war.press.about)
    return min(counted, key=lambda about: (-counted[about], about), default="")


def fit(values: np.ndarray, right: np.ndarray, start: np.ndarray, pull: float) -> np.ndarray:
    """Return the bits of a logistic regression with a ridge around a start, by Newton's method.

    Args:
        values: What pairs of events have in common (pairs, features).
        right: Whether each pair is one happening (pairs).
        start: The bits that stand (features).
        pull: Strength of the ridge, as so many pairs at the scale of each feature.
    """
    bits, scale = start.copy(), pull * np.maximum(values.std(axis=0), 1e-3) ** 2
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-math.log(2) * values @ bits))
        slope = values.T @ (right - chances) - scale * (bits - start)
        curve = math.log(2) * (values.T * (chances * (1 - chances))) @ values + np.diag(scale)
        bits = bits + np.linalg.solve(curve, slope)
    return bits


def make_table(pairs: Sequence[tuple[Values, bool]], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the values of pairs of events by feature, that of being two negative, and whether each is one."""
    table = np.zeros((len(pairs), len(names)))
    for at, (values, _) in enumerate(pairs):
        for name, value in values:
            table[at, names.index(name)] = -value if name == TWO else value
    return table, np.array([float(right) for _, right in pairs])


def main() -> None:
    """Print the bits that stand and those that are fitted, with what they reach."""
    options = read_options(__doc__, PULLS)
    settings = read_settings(load_packs(PACKS))
    names = sorted(name for name in settings.weights if name.startswith(PREFIX))
    stand = np.array([settings.weights[name] for name in names])
    values, right = make_table([pair for seed in options.seeds for pair in list_pairs(read_war(seed), settings)], names)
    fitted = {str(pull): fit(values, right, stand, pull) for pull in options.pull}
    show_fits({"as shipped": stand, **fitted}, names, settings, options.check)


if __name__ == "__main__":
    main()
