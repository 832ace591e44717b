"""Clusters by average link: what is closest is joined first, in one order whatever the order of what is given."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

Pair = tuple[str, str]
"""Two names, the smaller first."""


def grow(
    seeds: Sequence[Sequence[str]], scores: Mapping[Pair, float], apart: set[Pair], threshold: float
) -> list[list[str]]:
    """Join the two closest clusters, ties by name, until none are close enough.

    Args:
        seeds: What is together from the start.
        scores: Of pairs of names; a pair without one counts as 0.
        apart: Pairs that may not come together.
        threshold: Mean score between two clusters from which they are joined.

    Returns:
        The clusters, each sorted, sorted.
    """
    clusters = {number: sorted(seed) for number, seed in enumerate(sorted(map(sorted, seeds)))}
    homes = {claim: number for number, members in clusters.items() for claim in members}
    sums: dict[tuple[int, int], float] = {}
    for (a, b), score in scores.items():
        if a in homes and b in homes and homes[a] != homes[b]:
            x, y = sorted((homes[a], homes[b]))
            sums[x, y] = sums.get((x, y), 0.0) + score
    banned = {(min(p), max(p)) for p in ((homes[a], homes[b]) for a, b in apart if a in homes and b in homes)}
    heap = [_entry(x, y, total, clusters) for (x, y), total in sums.items() if (x, y) not in banned]
    heapq.heapify(heap)
    number = len(clusters)
    near: dict[int, set[int]] = {}
    for x, y in sums:
        near.setdefault(x, set()).add(y)
        near.setdefault(y, set()).add(x)
    while heap:
        negative, _, _, x, y = heapq.heappop(heap)
        if x not in clusters or y not in clusters or -negative < threshold:
            continue
        clusters[number] = sorted(clusters.pop(x) + clusters.pop(y))
        for other in sorted((near.pop(x, set()) | near.pop(y, set())) & clusters.keys()):
            total = sums.get((min(x, other), max(x, other)), 0.0) + sums.get((min(y, other), max(y, other)), 0.0)
            sums[other, number] = total
            near.setdefault(other, set()).add(number)
            near.setdefault(number, set()).add(other)
            if _ban(x, y, other, number, banned):
                continue
            heapq.heappush(heap, _entry(other, number, total, clusters))
        for other in clusters if banned else ():
            _ban(x, y, other, number, banned)
        number += 1
    return sorted(clusters.values())


def _entry(x: int, y: int, total: float, clusters: Mapping[int, Sequence[str]]) -> tuple[float, str, str, int, int]:
    """Order pairs of clusters by mean score, then by their smallest claims."""
    mean = round(total / (len(clusters[x]) * len(clusters[y])), 6)
    first, second = sorted((clusters[x][0], clusters[y][0]))
    return -mean, first, second, x, y


def _ban(x: int, y: int, other: int, joined: int, banned: set[tuple[int, int]]) -> bool:
    """Hand on that a cluster may not join another; return whether it may not."""
    if {(min(x, other), max(x, other)), (min(y, other), max(y, other))} & banned:
        banned.add((min(other, joined), max(other, joined)))
        return True
    return False
