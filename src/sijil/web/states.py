"""The review state of several claims together."""

from __future__ import annotations

from collections.abc import Iterable

from sijil.records import ReviewState, Stance


def sum_up(claims: Iterable[tuple[str, str]]) -> str:
    """Return the state of an item from the review state and the stance of each of its claims.

    It is unreviewed unless all of its asserted claims (all of its claims where none is asserted) have a verdict; then
    corrected if any was corrected, accepted if any was accepted, else rejected.
    """
    pairs = list(claims)
    states = [state for state, stance in pairs if stance == Stance.ASSERTED] or [state for state, _ in pairs]
    if ReviewState.UNREVIEWED in states or not states:
        return ReviewState.UNREVIEWED.value
    for state in (ReviewState.CORRECTED, ReviewState.ACCEPTED):
        if state in states:
            return state.value
    return ReviewState.REJECTED.value
