"""Whether an event is two: of two types, or at two places, each of which several tellings say.

Average link joins two happenings of one town and day early, and their tellings then fit one another as well as the
rest; told apart, each fits its own better. Each telling is weighed against the others of its part, itself left out, so
that what is alike by chance gains nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

from sijil.link.fits import compare, weigh
from sijil.link.settings import Settings
from sijil.link.units import Common, Gathered, Unit

T = TypeVar("T", bound=Hashable)
Units = Mapping[int, Unit]
"""Tellings by number."""
Sides = tuple[frozenset[int], frozenset[int]]

PARTED = "event_parted"
"""The feature of being two: by how many bits the tellings must fit two events better than one, all together."""
ROUNDS = 3
"""How often the tellings of an event are dealt between its parts at most."""
FEWEST = 2
"""Firm tellings that say what a part is; what one alone says in another way is no happening of its own."""
NEVER = -20.0
"""Bits of a telling that cannot be of a part."""


def find_part(units: Units, common: Common, settings: Settings) -> frozenset[int]:
    """Return the tellings of an event that are rather of another happening, the fewer ones; none where it is one.

    Args:
        units: The firm tellings of the event.
        common: How common words are.
        settings: The bits.
    """
    found = [_deal(units, sides, common, settings) for sides in _propose(units, settings)]
    found = [sides for sides in found if min(map(len, sides)) >= FEWEST]
    if not found:
        return frozenset()
    needed = _weigh_all(units, [frozenset(units)], common, settings) + settings.weights.get(PARTED, 0.0)
    bits = [_weigh_all(units, sides, common, settings) for sides in found]
    best = bits.index(max(bits))
    return min(found[best], key=lambda side: (len(side), min(side))) if bits[best] > needed else frozenset()


def _propose(units: Units, settings: Settings) -> Iterator[Sides]:
    """Yield tellings that say one thing and those that say another: two types, or two places."""
    types = {number: unit.types for number, unit in units.items()}
    for one, other, sides in _oppose(types):
        if settings.affinity(one, other) < 1:
            yield sides
    places = {number: frozenset([unit.key] if unit.key else []) for number, unit in units.items()}
    for _, _, sides in _oppose(places):
        yield sides


def _oppose(said: Mapping[int, Collection[T]]) -> Iterator[tuple[T, T, Sides]]:
    """Yield what most tellings say with each other thing that is said, and who says the one and who the other only."""
    counted = Counter(value for values in said.values() for value in values)
    ordered = sorted(counted, key=lambda value: (-counted[value], str(value)))
    for other in ordered[1:]:
        first = ordered[0]
        sides = (
            frozenset(number for number, values in said.items() if first in values and other not in values),
            frozenset(number for number, values in said.items() if other in values and first not in values),
        )
        if min(map(len, sides)) >= FEWEST:
            yield first, other, sides


def _deal(units: Units, sides: Sides, common: Common, settings: Settings) -> Sides:
    """Deal all tellings between two parts that begin with some of them, until none moves."""
    parts = [_gather(units, side) for side in sides]
    homes = {number: at for at, side in enumerate(sides) for number in side}
    for _ in range(ROUNDS):
        before = dict(homes)
        for number, unit in sorted(units.items()):
            here = homes.get(number, 0)
            if number in homes:
                parts[here].remove(number, unit)
            bits = [_weigh(unit, part, common, settings) for part in parts]
            homes[number] = here if bits[0] == bits[1] else int(bits[1] > bits[0])
            parts[homes[number]].add(number, unit)
        if homes == before:
            break
    return frozenset(parts[0].members), frozenset(parts[1].members)


def _gather(units: Units, numbers: Collection[int]) -> Gathered:
    gathered = Gathered()
    for number in sorted(numbers):
        gathered.add(number, units[number])
    return gathered


def _weigh_all(units: Units, sides: Collection[frozenset[int]], common: Common, settings: Settings) -> float:
    """Return the bits of all tellings, each against the others of its part."""
    total = 0.0
    for side in sides:
        part = _gather(units, side)
        for number in sorted(side):
            part.remove(number, units[number])
            total += max(NEVER, _weigh(units[number], part, common, settings))
            part.add(number, units[number])
    return round(total, 6)


def _weigh(unit: Unit, part: Gathered, common: Common, settings: Settings) -> float:
    values = compare(unit, part, common, settings)
    return NEVER if values is None else weigh(values, settings)
