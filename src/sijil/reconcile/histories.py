"""Where in the known history of a place a piece of news fits: there where it needs the fewest changes of holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from sijil.days import to_ordinal
from sijil.parts import ControlRow
from sijil.reconcile.marks import HOLDS, Mark, is_one_holder
from sijil.records import ControlState, Party

CHANGE, OUTBREAK = 1.0, 0.5
"""What a history costs by a change of holder, and by a fight that breaks out; that a fight ends costs nothing."""
SLACK = 0.25
"""How much more than the cheapest a history may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a place: who holds it, or (no holder) that it is fought over, with its days as ordinals.

    Attributes:
        first: First day; None for news of an unknown day.
        last: Last day for which it is told.
        holder: Who holds it; None = it is contested or besieged.
        is_taking: Whether it tells of the taking of this very place.
        by: Who tells it, to be printed.
        claim: Id of the claim, if it is one.
    """

    first: int | None
    last: int | None = None
    holder: Party | None
    is_taking: bool
    by: str
    claim: str = ""

    @classmethod
    def of(cls, mark: Mark, by: str) -> Self:
        """Make it of what a claim says."""
        is_held = mark.state is ControlState.HELD
        return cls(
            first=to_ordinal(mark.start) if mark.start else None,
            last=to_ordinal(mark.end) if mark.end else None,
            holder=mark.holder if is_held or _holds_on(mark) else None,
            is_taking=is_held and mark.is_taking and not mark.implied,
            by=by,
            claim=mark.gist.claim,
        )


def _holds_on(mark: Mark) -> bool:
    """Tell whether somebody is said to hold on to an uncounted part of a place, so that no other holds all of it."""
    return mark.state is ControlState.CONTESTED and mark.gist.type == HOLDS and mark.gist.share is None


class Window(NamedTuple):
    """The first and last day of publication that news may have (None = open), with what bounds it."""

    first: int | None
    last: int | None
    by: tuple[Told, ...]


def find_window(news: Told, told: Sequence[Told], settings: ControlRow) -> Window | None:
    """Return the days on which a report with a piece of news may have been published; None = any.

    Args:
        news: What the report says of a place.
        told: What is known of the place, with its days.
        settings: Tells for how many days a taking is news.
    """
    if news.is_taking:
        same = [one for one in told if one.is_taking and is_one_holder(one.holder, news.holder)]
        days = [one.first for one in same if one.first is not None]
        if days:
            return Window(min(days), max(days) + settings.news, tuple(same))
    known = sorted((one for one in told if one.first is not None), key=lambda one: (one.first or 0, one.by, one.claim))
    costs = [_cost(news, known, at) for at in range(len(known) + 1)]
    fits = [at for at, cost in enumerate(costs) if cost <= min(costs) + SLACK]
    before = known[fits[0] - 1] if fits[0] > 0 else None
    after = known[fits[-1]] if fits[-1] < len(known) else None
    if before is None and after is None:
        return None
    first = (before.first or 0) + 1 if before else None
    last = (after.first or 0) - 1 if after else None
    if first is not None and last is not None and first > last:
        return None
    return Window(first, last, tuple(one for one in (before, after) if one))


def _cost(news: Told, known: Sequence[Told], at: int) -> float:
    """Return what the news costs between two things that are known, beyond what they cost by themselves."""
    before = known[at - 1] if at else None
    after = known[at] if at < len(known) else None
    cost = _between(news, after) if after else 0.0
    if before:
        cost += _before_taking(before, news) if news.is_taking else _between(before, news)
    return max(0.0, cost - (_between(before, after) if before and after else 0.0))


def _before_taking(before: Told, news: Told) -> float:
    """Return what it costs that a place is taken by who is said to hold it already: to be lost in between."""
    return CHANGE if before.holder and is_one_holder(before.holder, news.holder) else 0.0


def _between(one: Told, other: Told) -> float:
    if other.holder is None:
        return OUTBREAK if one.holder else 0.0
    if one.holder is None or is_one_holder(one.holder, other.holder):
        return 0.0
    return CHANGE
