"""The review state of each row, and the choice of rows by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sijil.contract import Json
from sijil.records import ReviewState

_UNREVIEWED = ReviewState.UNREVIEWED.value
_RANK = (ReviewState.UNREVIEWED.value, ReviewState.REJECTED.value, ReviewState.CORRECTED.value)


def with_review(rows: Iterable[Json], claims: Mapping[str, str]) -> Iterator[Json]:
    """Give each row its review state: its own, or that of the claims that it rests on.

    A row that rests on claims is reviewed when all of them are: accepted if all are accepted, corrected if some were
    corrected.

    Args:
        rows: Rows with `review`, or with ids of claims in `support`.
        claims: The review state of each claim that is not unreviewed.
    """
    for row in rows:
        if "review" in row:
            yield row
        else:
            support = row.get("support")
            yield {**row, "review": _sum_up(support if isinstance(support, list) else [], claims)}


def _sum_up(support: list[object], claims: Mapping[str, str]) -> str:
    """Return the least of the claims' states."""
    states = {claims.get(str(claim), _UNREVIEWED) for claim in support} or {_UNREVIEWED}
    return next((state for state in _RANK if state in states), ReviewState.ACCEPTED.value)


def choose(rows: Iterable[Json], only: frozenset[str]) -> Iterator[Json]:
    """Yield the rows with one of some review states; all where none is asked for."""
    return (row for row in rows if not only or row["review"] in only)
