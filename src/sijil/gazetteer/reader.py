"""Look places up by name in a gazetteer file, which is not loaded: a look-up reads a few hundred bytes of it."""

from __future__ import annotations

import json
import math
import mmap
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sijil.errors import PackError
from sijil.folding import folded, plain, skeleton
from sijil.gazetteer.layout import (
    FIELDS,
    FOLDED_BYTES,
    HEADER,
    INDEX,
    KEY,
    LENGTH,
    PLAIN_BYTES,
    ROW,
    SKELETON,
    TOWN,
    short_hash,
    unpack_degrees,
    unpack_size,
)

_PEOPLE_PER_KM2 = 4000
EXACT, FOLDED, LOOSE = 1.0, 0.85, 0.6
"""How well a name fits: the same letters, the same but for transliteration, the same consonants."""


@dataclass(frozen=True, slots=True)
class Region:
    """A first-order region: its middle, and a radius in km that holds most of its towns."""

    country: str
    code: str
    lon: float
    lat: float
    radius_km: float

    @property
    def id(self) -> str:
        """Return the country and the code of the region in it."""
        return f"{self.country}-{self.code}"


@dataclass(frozen=True, slots=True)
class Site:
    """A place of a gazetteer; `fit` tells how well the name that was asked for matches.

    Attributes:
        id: Id, as "geonames-88319".
        name: Main name.
        kind: town, region, county, airport and so on.
        lon: Degrees east, WGS84.
        lat: Degrees north.
        population: Inhabitants of a town, else 0.
        radius_km: How far it reaches; of a town estimated at 4,000 people per square kilometre.
        precision: UCDP precision, 1 to 7.
        region: The first-order region that it lies in.
        fit: 0 to 1.
    """

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    population: int
    radius_km: float
    precision: int
    region: Region
    fit: float


class Gazetteer:
    """The open file."""

    def __init__(self, content: bytes | mmap.mmap, path: str) -> None:
        """Find the parts of the file.

        Raises:
            PackError: If the file is not a gazetteer of this version, or is cut short.
        """
        self._bytes = content
        remedy = "make it again (`sijil gazetteer add`), or install the package again"
        if content[: len(HEADER)] != HEADER:
            raise PackError(f"{path}:1:1: not a gazetteer that this version reads", remedy=remedy)
        start = len(HEADER) + LENGTH
        size = int.from_bytes(content[len(HEADER) : start], "big")
        self._head = json.loads(bytes(content[start : start + size]))
        self._rows = start + size
        self._keys = self._rows + ROW * self._head["rows"]
        self._names = self._keys + KEY * self._head["keys"]
        if len(content) != self._names + self._head["names"]:
            raise PackError(f"{path}:1:1: the file is cut short or was changed", remedy=remedy)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Return the first-order regions, by the number that rows bear."""
        return tuple(Region(*row) for row in self._head["regions"])

    @property
    def credit(self) -> str:
        """Name the source of the data."""
        return str(self._head["credit"])

    def __len__(self) -> int:
        """Return the number of places."""
        return int(self._head["rows"])

    def find(self, name: str) -> tuple[Site, ...]:
        """Return the places that bear a name or one that folds alike, the best fit and the largest first."""
        bones = skeleton(name)
        if not bones:
            return ()
        fits: dict[int, float] = {}
        fold, same = short_hash(folded(name), FOLDED_BYTES), short_hash(plain(name), PLAIN_BYTES)
        middle = SKELETON + FOLDED_BYTES
        for key in self._under(short_hash(bones, SKELETON)):
            is_folded = key[SKELETON:middle] == fold
            fit = EXACT if is_folded and key[middle:-INDEX] == same else FOLDED if is_folded else LOOSE
            row = int.from_bytes(key[-INDEX:], "big")
            fits[row] = max(fit, fits.get(row, 0.0))
        sites = [self._site(index, fit) for index, fit in fits.items()]
        return tuple(sorted(sites, key=lambda site: (-site.fit, -site.population, site.id)))

    def site(self, target: str) -> Site | None:
        """Return the place with an id, by bisection."""
        space, _, digits = target.rpartition("-")
        if not digits.isdecimal() or space not in self._spaces:
            return None
        wanted = (self._spaces.index(space), int(digits))
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._order(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return self._site(low, EXACT) if low < len(self) and self._order(low) == wanted else None

    @cached_property
    def _spaces(self) -> tuple[str, ...]:
        """Return the kinds of id, in the order of the rows."""
        return tuple(dict.fromkeys(space for _, space, _ in self._head["kinds"]))

    def _order(self, index: int) -> tuple[int, int]:
        """Return what the rows are sorted by: the place of the kind of id, and the number."""
        at = self._rows + index * ROW
        space = self._head["kinds"][self._bytes[at + FIELDS[4][0]]][1]
        return self._spaces.index(space), int.from_bytes(self._bytes[at + FIELDS[5][0] : at + FIELDS[5][1]], "big")

    def _under(self, key: bytes) -> list[bytes]:
        """Return all keys that start with the hash of a skeleton, by bisection."""
        low, high = 0, self._head["keys"]
        while low < high:
            middle = (low + high) // 2
            at = self._keys + middle * KEY
            if self._bytes[at : at + SKELETON] < key:
                low = middle + 1
            else:
                high = middle
        found, at = [], self._keys + low * KEY
        while at < self._names and self._bytes[at : at + SKELETON] == key:
            found.append(bytes(self._bytes[at : at + KEY]))
            at += KEY
        return found

    def _site(self, index: int, fit: float) -> Site:
        """Read one row."""
        at = self._rows + index * ROW
        row = bytes(self._bytes[at : at + ROW])
        lon, lat, size, region, kind, number, name = (int.from_bytes(row[a:b], "big") for a, b in FIELDS)
        label, space, precision = self._head["kinds"][kind]
        is_town = label == TOWN
        people = round(unpack_size(size)) if is_town else 0
        radius = max(1.0, math.sqrt(people / _PEOPLE_PER_KM2 / math.pi)) if is_town else unpack_size(size)
        start = self._names + name
        return Site(
            id=f"{space}-{number}",
            name=bytes(self._bytes[start + 1 : start + 1 + self._bytes[start]]).decode(),
            kind=label,
            lon=unpack_degrees(lon),
            lat=unpack_degrees(lat),
            population=people,
            radius_km=round(radius, 1),
            precision=precision,
            region=self.regions[region],
            fit=fit,
        )


@lru_cache(maxsize=8)
def open_gazetteer(path: Path) -> Gazetteer:
    """Open a gazetteer file once per process.

    Raises:
        PackError: If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise PackError(f"{path}:1:1: cannot be read ({error})", remedy="install the package again") from error
    return Gazetteer(content, str(path))
