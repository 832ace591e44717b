"""Where in the known history of a place a piece of news fits: there where it needs the fewest changes of holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

CHANGE, OUTBREAK = 1.0, 0.5
"""What a history costs by a change of holder, and by a fight that breaks out and changes nothing."""
SLACK = 0.25
"""How much more than the cheapest a history may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """That somebody holds a place on a day, and whether the place was taken that day.

    Attributes:
        day: The day, as an ordinal.
        holder: Who.
        is_taking: Whether the place was taken.
        is_won: Whether it is sure that the holder won it, so that it is not fought over afterwards without a reason.
        by: Who tells it, to be printed.
        claims: Ids of the claims that tell it.
    """

    day: int
    holder: str
    is_taking: bool
    is_won: bool
    by: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a report says of a place: who holds, defends (or took) it; nobody = it is fought over."""

    holder: str | None
    is_taking: bool


class Window(NamedTuple):
    """The first and last day on which news may have been news (None = open), with what bounds it."""

    first: int | None
    last: int | None
    by: tuple[Known, ...]


def find_window(news: News, known: Sequence[Known], fresh: int) -> Window | None:
    """Return the days on which a piece of news may have been news; None = any.

    Args:
        news: What a report says of a place.
        known: Who holds the place when, in order of time.
        fresh: Days for which a taking is news.
    """
    if news.is_taking and (same := [one for one in known if one.is_taking and one.holder == news.holder]):
        return Window(same[0].day, same[-1].day + fresh, tuple(same))
    costs = [_cost(news, known, at) for at in range(len(known) + 1)]
    fits = [at for at, cost in enumerate(costs) if cost <= min(costs) + SLACK]
    before = known[fits[0] - 1] if fits[0] > 0 else None
    after = known[fits[-1]] if fits[-1] < len(known) else None
    if before is None and after is None:
        return None
    first, last = before.day if before else None, after.day if after else None
    if last is not None and news.holder is not None:
        last -= 1  # that a place is fought over may still be told on the day on which it is taken
    if first is not None and last is not None and first > last:
        return None
    return Window(first, last, tuple(one for one in (before, after) if one))


def _cost(news: News, known: Sequence[Known], at: int) -> float:
    """Return how many changes the news needs between two things that are known, beyond those that they need anyway."""
    before = known[at - 1] if at else None
    after = known[at] if at < len(known) else None
    anyway = CHANGE if before and after and before.holder != after.holder else 0.0
    if news.holder is None:
        return OUTBREAK if before and before.is_won and not anyway else 0.0
    cost = CHANGE if after and after.holder != news.holder else 0.0
    if news.is_taking:
        cost += CHANGE + (CHANGE if before and before.holder == news.holder else 0.0)
    elif before and before.holder != news.holder:
        cost += CHANGE
    return max(0.0, cost - anyway)
