"""Sentences that are too long for the encoder: cut into windows and joined again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from sijil.language.decode import Parsed

LONGEST = 254  # pieces in a window, without [CLS] and [SEP]; training sentences are no longer


def split_windows(lengths: Sequence[int], longest: int = LONGEST) -> list[tuple[int, int]]:
    """Consecutive word ranges of about equal size, each of at most `longest` pieces.

    Args:
        lengths: Pieces of each word, each at most `longest`.
        longest: Most pieces in a window.
    """
    total = sum(lengths)
    if total <= longest:
        return [(0, len(lengths))]
    share = total / -(-total // longest)
    cuts: list[tuple[int, int]] = []
    start = used = 0
    for place, (length, before) in enumerate(zip(lengths, accumulate(lengths, initial=0), strict=False)):
        if used and (used + length > longest or before >= share * (len(cuts) + 1)):
            cuts.append((start, place))
            start, used = place, 0
        used += length
    return [*cuts, (start, len(lengths))]


def join_windows(cuts: Sequence[tuple[int, int]], readings: Sequence[Parsed]) -> Parsed:
    """One reading from those of its windows; the root of a later window hangs on the first as a parataxis."""
    if len(cuts) == 1:
        return readings[0]
    root = readings[0].heads.index(-1)
    heads: list[int] = []
    relations: list[str] = []
    for (start, _), reading in zip(cuts, readings, strict=True):
        heads += [head + start if head >= 0 else root for head in reading.heads]
        relations += ["parataxis" if relation == "root" else relation for relation in reading.relations]
    heads[root], relations[root] = -1, "root"
    both = list(zip((start for start, _ in cuts), readings, strict=True))
    vector = np.sum([(b - a) * reading.vector for (a, b), reading in zip(cuts, readings, strict=True)], axis=0)
    return Parsed(
        tags=tuple(tag for reading in readings for tag in reading.tags),
        heads=tuple(heads),
        relations=tuple(relations),
        names=tuple((a + at, b + at, kind) for at, reading in both for a, b, kind in reading.names),
        predicates=tuple(
            (word + at, tuple((role, argument + at) for role, argument in roles))
            for at, reading in both
            for word, roles in reading.predicates
        ),
        vector=(vector / np.linalg.norm(vector)).astype(np.float32).round(3),
    )
