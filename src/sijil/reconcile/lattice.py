"""How tolls nest: which counts a part of what another counts, and which exclude each other so that they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijil.days import Days, to_days
from sijil.records import Scope, Toll
from sijil.voices import are_related

WINDOW = 32
"""Days of a window in which wholes are looked for."""
NARROW = 8
"""Days of a window in which parts that exclude each other are looked for."""
WIDEST = 768
"""Days from which a period is looked for at all times."""
EVER = "ever"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a toll counts: whose harm, where, when.

    Attributes:
        toll: Its id.
        group: Key of those who suffered; `?` = not said.
        line: Keys of the group and of those that it is part of.
        status: civilian, fighter or None.
        scope: One happening, a period, or a running total.
        place: Key of the place; `?` = not said.
        places: Ids of the place and of those that it lies in.
        days: When; None = unknown.
        is_told: Whether the texts say when.
        event: The event that it belongs to.
        founding: The claim that founds it.
    """

    toll: str
    group: str
    line: tuple[str, ...]
    status: str | None
    scope: Scope
    place: str
    places: tuple[str, ...]
    days: Days | None
    is_told: bool
    event: str | None
    founding: str

    def windows(self, size: int = WINDOW, margin: int = 0) -> tuple[str, ...]:
        """Return the windows of so many days that it lies in, with a margin of days on both sides."""
        if self.days is None:
            return ()
        if self.days.width > WIDEST:
            return (EVER,)
        first, last = (self.days.first - margin) // size, (self.days.last + margin) // size
        return tuple(str(window) for window in range(first, last + 1))


def cell_of(toll: Toll) -> Cell:
    """Return what a toll counts."""
    place = toll.place.id or toll.place.name.casefold() if toll.place else "?"
    return Cell(
        toll=toll.id,
        group=toll.group_key,
        line=toll.line or (toll.group_key,),
        status=toll.status,
        scope=toll.scope,
        place=place,
        places=toll.places,
        days=to_days(toll.time),
        is_told=toll.time is not None and toll.time.is_told,
        event=toll.event,
        founding=toll.founding,
    )


def is_part(part: Cell, whole: Cell) -> bool:
    """Tell whether one toll counts a part of what another counts: of its people, place and period.

    Of one happening it may count some of those who suffered. A running total is no part of anything: it does not say
    since when it counts.
    """
    if part.scope is Scope.RUNNING_TOTAL or not _is_group_inside(part, whole):
        return False
    if whole.scope is Scope.EVENT:
        is_one = part.scope is Scope.EVENT and _is_same_happening(part, whole)
        return is_one and (part.group, part.status) != (whole.group, whole.status)
    if part.days is None or whole.days is None or _what(part) == _what(whole):
        return False
    lasts = whole.days.first <= part.days.first and part.days.last <= whole.days.last
    return lasts and (part.place == whole.place or whole.place in part.places)


def _what(cell: Cell) -> tuple[object, ...]:
    """Return all that a toll counts; two of which that is equal are no parts of each other."""
    return cell.group, cell.status, cell.scope, cell.place, cell.days


def _is_same_happening(first: Cell, second: Cell) -> bool:
    return first.founding == second.founding or (first.event is not None and first.event == second.event)


def _is_group_inside(part: Cell, whole: Cell) -> bool:
    """Tell whether those of a part are the group of the whole, or belong to it."""
    if whole.status not in {None, part.status}:
        return False
    return part.group == whole.group or (whole.group in part.line and are_related(part.line, whole.line))


def are_disjoint(first: Cell, second: Cell, lag: int) -> bool:
    """Tell whether nobody can be counted by both: other happenings on other days or at other places, or other people.

    Args:
        first: One toll.
        second: Another.
        lag: Days that must lie between days that rest on the day of publication.
    """
    if {first.status, second.status} == {"civilian", "fighter"} or _are_other_groups(first, second):
        return True
    if first.event is not None and first.event == second.event:
        return False
    return _are_other_places(first, second) or _are_other_days(first, second, lag)


def _are_other_groups(first: Cell, second: Cell) -> bool:
    """Tell whether two groups that a register knows have nobody in common."""
    known = "?" not in {first.group, second.group} and not any(cell.group.startswith("~") for cell in (first, second))
    return known and not are_related(first.line, second.line)


def _are_other_places(first: Cell, second: Cell) -> bool:
    known = bool(first.places and second.places)
    return known and first.place not in second.places and second.place not in first.places


def _are_other_days(first: Cell, second: Cell, lag: int) -> bool:
    if first.days is None or second.days is None:
        return False
    return first.days.gap(second.days) > (0 if first.is_told and second.is_told else lag)


def pick_disjoint(parts: Sequence[tuple[int, Cell]], lag: int) -> list[int]:
    """Return the positions of parts that exclude each other, the largest first.

    Any such parts bound the whole from below; that these are the most is not said.
    """
    chosen: dict[str, list[Cell]] = {}
    found: list[int] = []
    for at in sorted(range(len(parts)), key=lambda at: (-parts[at][0], _standing(parts[at][1]))):
        cell = parts[at][1]
        windows = cell.windows(NARROW, lag)
        near = [other for window in (*windows, EVER) for other in chosen.get(window, ())]
        if all(
            are_disjoint(cell, other, lag) for other in ([parts[one][1] for one in found] if EVER in windows else near)
        ):
            found.append(at)
            for window in cell.windows(NARROW):
                chosen.setdefault(window, []).append(cell)
    return found


def _standing(cell: Cell) -> tuple[object, ...]:
    """Order tolls by what they count, then by id, which hangs on which claim founds them."""
    days = cell.days or Days(0, 0)
    return days.first, days.last, cell.place, cell.group, cell.status or "", cell.scope, cell.toll


def nest(cells: Sequence[Cell]) -> dict[int, list[int]]:
    """Return for each toll, by its number, the numbers of those that it is a part of, in order."""
    index: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        for key in _homes(cell):
            index.setdefault(key, []).append(number)
    return {
        number: sorted(
            {
                whole
                for key in _lookups(cell)
                for whole in index.get(key, ())
                if whole != number and is_part(cell, cells[whole])
            }
        )
        for number, cell in enumerate(cells)
    }


def _homes(cell: Cell) -> Iterator[str]:
    """Yield the keys under which a toll is found as a whole."""
    if cell.scope is Scope.EVENT:
        yield f"claim {cell.founding}"
        if cell.event:
            yield f"event {cell.event}"
        return
    for window in cell.windows():
        yield f"{cell.group} {cell.place} {window}"


def _lookups(cell: Cell) -> Iterator[str]:
    """Yield the keys under which the wholes of a toll stand."""
    if cell.scope is Scope.EVENT:
        yield f"claim {cell.founding}"
        if cell.event:
            yield f"event {cell.event}"
    for group in dict.fromkeys((cell.group, *cell.line)):
        for place in dict.fromkeys((cell.place, *cell.places)):
            for window in (*cell.windows()[:1], EVER):
                yield f"{group} {place} {window}"
