"""The account of a period: from a total down to its parts, what they add up to, and what is in no report of a part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sijil.days import Days, to_day, to_days
from sijil.errors import UsageError
from sijil.reconcile.lattice import Cell, cell_of, nest, pick_disjoint
from sijil.records import Scope, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an account is asked for; None = all.

    Attributes:
        first: First day, as an ISO date.
        last: Last day.
        place: Id of a place, or a part of its name; what lies in it is meant too.
        group: Id of those who suffered, or a part of their name; what belongs to them is meant too.
        harm: What they suffered.
    """

    first: str | None = None
    last: str | None = None
    place: str | None = None
    group: str | None = None
    harm: str = "killed"


def read_wanted(first: str | None, last: str | None, place: str | None, group: str | None, harm: str | None) -> Wanted:
    """Check what an account is asked for.

    Raises:
        UsageError: If a day is no ISO date, or the last lies before the first.
    """
    for day in (first, last):
        if day is not None and not _is_day(day):
            raise UsageError(f"{day!r} is no day", remedy="write it as 2017-06-01")
    if first and last and last < first:
        raise UsageError(f"{last} lies before {first}", remedy="name the first day with --from, the last with --to")
    return Wanted(first=first, last=last, place=place, group=group, harm=harm or "killed")


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A number with what it is made of.

    Attributes:
        label: What it counts, in English.
        first: First day; None = unknown.
        last: Last day; None = unknown.
        toll: The toll that says it; None where nobody says it and the numbers are sums of the parts.
        low: Smallest credible number; None = open.
        best: The number that the policy takes; None without parts.
        high: Largest credible number; None = open.
        sum_of_parts: What the best numbers of those parts add up to that exclude each other; None without parts.
        gap: How much of the best number is in no part; None without a toll or without parts.
        is_added: Whether it is among the parts that are added up.
        parts: Its parts, by day.
    """

    label: str
    first: str | None
    last: str | None
    toll: Toll | None
    low: int | None
    best: int | None
    high: int | None
    sum_of_parts: int | None
    gap: int | None
    is_added: bool = False
    parts: tuple[Account, ...] = ()


def by_policy(toll: Toll, policy: str) -> Toll:
    """Return a toll with the numbers of a policy; what people set stays."""
    for reading in toll.readings:
        if reading.policy == policy and toll.state != "human":
            return replace(toll, policy=policy, low=reading.low, best=reading.best, high=reading.high)
    return toll


def make_account(tolls: Iterable[Toll], wanted: Wanted, lag: int) -> Account:
    """Bring the tolls of a period to a tree.

    Args:
        tolls: Those of the record.
        wanted: Which of them, and over which days.
        lag: Days that must lie between happenings that rest on the day of publication, to be added up.

    Returns:
        The root: the toll that contains all others, where there is one, else the sum of those that nothing contains.
    """
    chosen = select(tolls, wanted)
    cells = [cell_of(toll) for toll in chosen]
    children: dict[int | None, list[int]] = {}
    for number, wholes in nest(cells).items():
        children.setdefault(_parent(wholes, cells), []).append(number)
    tree = _Tree(chosen, cells, children, lag)
    tops = children.get(None, [])
    return tree.node(tops[0]) if len(tops) == 1 else tree.root(wanted)


def select(tolls: Iterable[Toll], wanted: Wanted) -> list[Toll]:
    """Return the tolls that an account is about, by id: with a number, inside its days, place and group."""
    counted = [toll for toll in tolls if toll.harm == wanted.harm and toll.best is not None]
    places = {
        toll.place.id for toll in counted if toll.place and toll.place.id and _names(wanted.place, toll.place.name)
    }
    groups = {toll.group_key for toll in counted if toll.group and _names(wanted.group, toll.group.name)}
    found = [
        toll
        for toll in counted
        if _is_within(to_days(toll.time), wanted)
        and (wanted.place is None or _is_in(wanted.place, places, toll.places, toll.place.name if toll.place else None))
        and (wanted.group is None or _is_in(wanted.group, groups, (toll.group_key, *toll.line), None))
    ]
    return sorted(found, key=lambda toll: toll.id)


def _names(wanted: str | None, name: str) -> bool:
    return wanted is not None and wanted.casefold() in name.casefold()


def _is_in(wanted: str, known: set[str], keys: Sequence[str], name: str | None) -> bool:
    return wanted in keys or not known.isdisjoint(keys) or (name is not None and _names(wanted, name))


def _is_within(days: Days | None, wanted: Wanted) -> bool:
    """Tell whether days lie inside those wanted; unknown ones do where none are named."""
    if days is None:
        return wanted.first is None and wanted.last is None
    first, last = to_day(days.first), to_day(days.last)
    return (wanted.first is None or first >= wanted.first) and (wanted.last is None or last <= wanted.last)


def _parent(wholes: Sequence[int], cells: Sequence[Cell]) -> int | None:
    """Return the smallest of the tolls that contain one; a running total hides none of them."""
    bounded = [whole for whole in wholes if cells[whole].scope is not Scope.RUNNING_TOTAL]
    return min(bounded, key=lambda whole: _size(cells[whole]), default=None)


def _size(cell: Cell) -> tuple[bool, int, int, int, str]:
    """Order tolls by how much they count: one happening first, few days, places and groups deep in others."""
    width = cell.days.width if cell.days else 0
    return cell.scope is not Scope.EVENT, width, -len(cell.places), -len(cell.line), cell.toll


@dataclass(frozen=True, slots=True)
class _Tree:
    """Tolls with the numbers of their parts; those of None are parts of nothing."""

    tolls: Sequence[Toll]
    cells: Sequence[Cell]
    children: Mapping[int | None, Sequence[int]]
    lag: int

    def node(self, number: int, *, is_added: bool = False) -> Account:
        """Return a toll with its parts."""
        toll = self.tolls[number]
        parts = self._parts(number)
        total = _add(parts)
        return Account(
            label=say_label(toll),
            first=toll.time.earliest if toll.time else None,
            last=toll.time.latest if toll.time else None,
            toll=toll,
            low=toll.low,
            best=toll.best,
            high=toll.high,
            sum_of_parts=total,
            gap=None if total is None or toll.best is None else toll.best - total,
            is_added=is_added,
            parts=parts,
        )

    def root(self, wanted: Wanted) -> Account:
        """Return the sum of the tolls that nothing contains."""
        parts = self._parts(None)
        added = [part for part in parts if part.is_added]
        highs = [part.high for part in added]
        return Account(
            label=_say_wanted(wanted),
            first=wanted.first or min((part.first for part in parts if part.first), default=None),
            last=wanted.last or max((part.last for part in parts if part.last), default=None),
            toll=None,
            low=sum(part.low or 0 for part in added) if added else None,
            best=_add(parts),
            high=None if None in highs or not highs else sum(high or 0 for high in highs),
            sum_of_parts=_add(parts),
            gap=None,
            parts=parts,
        )

    def _parts(self, whole: int | None) -> tuple[Account, ...]:
        """Return the parts of a toll by day; those that exclude each other are added up, running totals never."""
        inside = self.children.get(whole, ())
        able = [number for number in inside if self.tolls[number].scope is not Scope.RUNNING_TOTAL]
        rows = [(self.tolls[number].best or 0, self.cells[number]) for number in able]
        added = {able[at] for at in pick_disjoint(rows, self.lag)}
        parts = [self.node(number, is_added=number in added) for number in inside]
        return tuple(sorted(parts, key=lambda part: (part.first or "", part.last or "", part.label, _id(part))))


def _id(account: Account) -> str:
    return account.toll.id if account.toll else ""


def _add(parts: Sequence[Account]) -> int | None:
    """Return what the best numbers of parts add up to."""
    return sum(part.best or 0 for part in parts if part.is_added) if parts else None


def say_label(toll: Toll) -> str:
    """Say what a toll counts: "Army, killed at Eastport, one happening"."""
    who = (
        toll.group.name
        if toll.group
        else {"civilian": "civilians", "fighter": "fighters"}.get(toll.status or "", "people")
    )
    what = {Scope.EVENT: "one happening", Scope.PERIOD: "a period", Scope.RUNNING_TOTAL: "a running total"}[toll.scope]
    where = f" at {toll.place.name}" if toll.place else ""
    label = f"{who}, {toll.harm}{where}, {what}"
    return label[:1].upper() + label[1:]


def _say_wanted(wanted: Wanted) -> str:
    group = wanted.group or "all"
    where = f" at {wanted.place}" if wanted.place else ""
    return f"{group}, {wanted.harm}{where}, what is known of it added up"
