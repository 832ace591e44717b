"""From a row of somebody's table to a place: the checks that all formats share, and the count of what was refused."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sijil.folding import folded
from sijil.gazetteer.kinds import Kind, kinds
from sijil.gazetteer.layout import TOWN
from sijil.gazetteer.reader import Region
from sijil.gazetteer.writer import Place

REGION = "region"
_MOST_NUMBER = 2**32 - 1
_MOST_AREAS = 2**16 - 1
_PAGE = 1024
_BITS = 8
_EAST, _NORTH = 180.0, 90.0


class BadRowError(Exception):
    """A row that makes no place; the words say why, and are the same for all rows with the same fault."""


class LeftOutError(BadRowError):
    """A row that is sound and no place of a gazetteer, such as a whole country."""


@dataclass(slots=True)
class Refusals:
    """How many rows were refused for one reason, and where the first of them stands."""

    first: str
    count: int = 0


@dataclass(eq=False)
class Tally:
    """What became of the rows of a file.

    Attributes:
        good: Rows that became places.
        names: Names of these places.
        bad: The rows that could not be used, by reason.
        left_out: The rows that are no places of a gazetteer, by reason.
        unread: Columns or properties that nothing reads.
    """

    good: int = 0
    names: int = 0
    bad: dict[str, Refusals] = field(default_factory=dict)
    left_out: dict[str, Refusals] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def refuse(self, reason: BadRowError, where: str) -> None:
        """Count a row that makes no place; `where` is its file and line."""
        group = self.left_out if isinstance(reason, LeftOutError) else self.bad
        group.setdefault(str(reason), Refusals(where)).count += 1

    def accept(self, place: Place) -> Place:
        """Count a place."""
        self.good += 1
        self.names += len(place.names)
        return place


class NumberSet:
    """Whole numbers from 0 to 2**32 - 1, one bit each, in pages that are made when they are needed."""

    def __init__(self) -> None:
        """Hold none."""
        self._pages: dict[int, bytearray] = {}

    def add(self, number: int) -> bool:
        """Add a number; return whether it is new."""
        page, rest = divmod(number, _PAGE * _BITS)
        at, bit = divmod(rest, _BITS)
        bits = self._pages.get(page) or self._pages.setdefault(page, bytearray(_PAGE))
        is_new = not bits[at] >> bit & 1
        bits[at] |= 1 << bit
        return is_new


@dataclass(eq=False)
class Maker:
    """Makes places of checked fields, over all files of one gazetteer.

    Attributes:
        space: The space of ids of rows that are not of GeoNames.
        codes: ISO 3166 alpha-3 codes by alpha-2 and alpha-3 code.
        regions: First-order regions by country and code; regions that rows draw themselves are added.
    """

    space: str
    codes: Mapping[str, str]
    regions: dict[tuple[str, str], Region]
    _taken: dict[str, NumberSet] = field(default_factory=dict)
    _areas: set[tuple[str, str]] = field(default_factory=set)

    def country(self, code: str) -> str:
        """Return the alpha-3 code of a country; empty for none.

        Raises:
            BadRowError: If there is no such country.
        """
        known = self.codes.get(code) if code else ""
        if known is None:
            raise BadRowError("unknown country code (two or three letters of ISO 3166 are read)")
        return known

    def number(self, space: str, number: int) -> int:
        """Return a number that no other row of the space bears.

        Raises:
            BadRowError: If another row bears it, or if it is too large.
        """
        if not 0 <= number <= _MOST_NUMBER:
            raise BadRowError("an id that is not from 0 to 4294967295")
        if not self._taken.setdefault(space, NumberSet()).add(number):
            raise BadRowError("an id that an earlier row bears")
        return number

    def area(self, country: str, code: str) -> str:
        """Return the code of a first-order region.

        Raises:
            BadRowError: If there are more regions than a gazetteer can hold.
        """
        if (country, code) not in self._areas:
            if len(self._areas) >= _MOST_AREAS:
                raise BadRowError("more than 65535 first-order regions (column area)")
            self._areas.add((country, code))
        return code

    def place(self, fields: Mapping[str, str], names: Iterable[str], point: tuple[float, float], row: int) -> Place:
        """Make a place of the fields of a table or of properties.

        Args:
            fields: id, kind, country, population, radius_km and area, as text; empty or absent where not given.
            names: The names, the main one first.
            point: Longitude and latitude in degrees, checked.
            row: Number of the row, which stands for an id that is no whole number.

        Raises:
            BadRowError: If a field is wrong.
        """
        kind = read_kind(fields.get("kind", ""))
        people = read_amount(fields.get("population", ""), "a population that is no number of people")
        radius = read_amount(fields.get("radius_km", ""), "a radius that is no number of kilometres")
        country = self.country(fields.get("country", "").upper())
        known = keep_names(names)
        area = self.area(country, fields.get("area", ""))
        size = (people or 0.0) if kind.name == TOWN else kind.radius_km if radius is None else radius
        own = fields.get("id", "")
        number = self.number(self.space, int(own) if own.isascii() and own.isdecimal() else row)
        if kind.name == REGION and area and radius is not None:
            drawn = Region(country, area, round(point[0], 3), round(point[1], 3), radius)
            self.regions.setdefault((country, area), drawn)
        return Place(number, self.space, kind.name, kind.precision, known, *point, size, country, area)


def keep_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that can be looked up, each once.

    Raises:
        BadRowError: If none can.
    """
    known = tuple(name for name in dict.fromkeys(names) if name and folded(name))
    if not known:
        raise BadRowError("no name that can be looked up")
    return known


def read_point(lon: str, lat: str) -> tuple[float, float]:
    """Return longitude and latitude in degrees.

    Raises:
        BadRowError: If there are none, or none on the globe.
    """
    if not lon or not lat:
        raise BadRowError("no coordinates")
    try:
        point = float(lon), float(lat)
    except ValueError:
        raise BadRowError("coordinates that are no numbers (degrees such as 13.19)") from None
    return check_point(*point)


def check_point(lon: float, lat: float) -> tuple[float, float]:
    """Return a point that is on the globe.

    Raises:
        BadRowError: If it is not.
    """
    if not (-_EAST <= lon <= _EAST and -_NORTH <= lat <= _NORTH):
        raise BadRowError("coordinates out of range (longitude -180 to 180, latitude -90 to 90)")
    return lon, lat


def read_kind(word: str) -> Kind:
    """Return a kind by one of its names; a town where none is given.

    Raises:
        BadRowError: If there is no such kind.
    """
    kind = kinds().get(word.lower() or TOWN)
    if kind is None:
        raise BadRowError(f"unknown kind (known: {', '.join(kinds())})")
    return kind


def read_amount(text: str, reason: str) -> float | None:
    """Return a number that is not negative; None where the text is empty.

    Raises:
        BadRowError: With the reason, if it is none.
    """
    if not text:
        return None
    try:
        amount = float(text)
    except ValueError:
        raise BadRowError(reason) from None
    if not (0 <= amount < math.inf):
        raise BadRowError(reason)
    return amount


def check_encoding(text: str) -> str:
    """Return text that was decoded without a fault.

    Raises:
        BadRowError: If bytes were not UTF-8, or a half of a surrogate pair stands alone.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadRowError("not UTF-8") from None
    return text
