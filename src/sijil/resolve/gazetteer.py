"""The towns of the world: a read-only table in one file, looked up by name without being loaded.

Layout of `gazetteer.bin` (all numbers big-endian, written by tools/make_gazetteer.py): `HEADER`; length of the head
(4 bytes); the head as JSON (credit, counts, regions as [country, code, lon, lat, radius in km, id of the largest
town]); the sorted name keys of `KEY` bytes (hashes of skeleton 5, folded 2, plain 2; town 3); the towns of `TOWN`
bytes (lon 3, lat 3, population 2, region 2, GeoNames id 3, name offset 3); the names as UTF-8.
"""

from __future__ import annotations

import hashlib
import json
import math
import mmap
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sijil.errors import PackError
from sijil.resolve.folding import folded, plain, skeleton

HEADER = b"sijil gazetteer 1\n"
KEY = 12
TOWN = 16
_LENGTH = 4
_SKELETON = 5
_DEGREES = 2**24 / 360
_POPULATION = 3000
_PEOPLE_PER_KM2 = 4000
EXACT, FOLDED, LOOSE = 1.0, 0.85, 0.6
"""How well a name fits: the same letters, the same but for transliteration, the same consonants."""


def short_hash(key: str, size: int) -> bytes:
    """Return `size` bytes that stand for a key."""
    return hashlib.blake2b(key.encode(), digest_size=size).digest()


def pack_degrees(degrees: float) -> bytes:
    """Write degrees in three bytes, good to two metres."""
    return min(round((degrees + 180) * _DEGREES), 2**24 - 1).to_bytes(3, "big")


def pack_population(population: int) -> bytes:
    """Write a population in two bytes, good to one in a thousand."""
    return min(round(math.log1p(population) * _POPULATION), 2**16 - 1).to_bytes(2, "big")


@dataclass(frozen=True, slots=True)
class Region:
    """A first-order region: the middle of its towns, and a radius in km that holds nine tenths of them."""

    country: str
    code: str
    lon: float
    lat: float
    radius_km: float
    largest: int


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; `fit` tells how well the name that was asked for matches."""

    geonames: int
    name: str
    lon: float
    lat: float
    population: int
    country: str
    region: int
    fit: float

    @property
    def radius_km(self) -> float:
        """Estimate how far the town reaches, from its population at 4,000 people per square kilometre."""
        return round(max(1.0, math.sqrt(self.population / _PEOPLE_PER_KM2 / math.pi)), 1)


class Gazetteer:
    """The open file; look-ups read a few dozen bytes of it each."""

    def __init__(self, content: bytes | mmap.mmap, path: str) -> None:
        """Find the parts of the file.

        Raises:
            PackError: If the file is not a gazetteer of this version, or is cut short.
        """
        self._bytes = content
        remedy = "make it again with tools/make_gazetteer.py, or install the package again"
        if content[: len(HEADER)] != HEADER:
            raise PackError(f"{path}:1:1: not a gazetteer that this version reads", remedy=remedy)
        start = len(HEADER) + _LENGTH
        size = int.from_bytes(content[len(HEADER) : start], "big")
        self._head = json.loads(bytes(content[start : start + size]))
        self._keys = start + size
        self._towns = self._keys + KEY * self._head["keys"]
        self._names = self._towns + TOWN * self._head["towns"]
        if len(content) != self._names + self._head["names"]:
            raise PackError(f"{path}:1:1: the file is cut short or was changed", remedy=remedy)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Return the first-order regions, by the number that towns bear."""
        return tuple(Region(*row) for row in self._head["regions"])

    @property
    def credit(self) -> str:
        """Name the source of the data."""
        return str(self._head["credit"])

    def find(self, name: str) -> tuple[Town, ...]:
        """Return the towns that bear a name or one that folds alike, the best fit and the largest first."""
        bones = skeleton(name)
        if not bones:
            return ()
        fits: dict[int, float] = {}
        fold, same = short_hash(folded(name), 2), short_hash(plain(name), 2)
        for entry in self._entries(short_hash(bones, _SKELETON)):
            fit = EXACT if entry[7:9] == same and entry[5:7] == fold else FOLDED if entry[5:7] == fold else LOOSE
            town = int.from_bytes(entry[9:], "big")
            fits[town] = max(fit, fits.get(town, 0.0))
        towns = [self._town(index, fit) for index, fit in fits.items()]
        return tuple(sorted(towns, key=lambda town: (-town.fit, -town.population, town.geonames)))

    def town(self, geonames: int) -> Town | None:
        """Return the town with a GeoNames number, by going through all: rarely asked."""
        wanted = geonames.to_bytes(3, "big") if geonames < 1 << 24 else b""
        for index in range(self._head["towns"]):
            at = self._towns + index * TOWN
            if self._bytes[at + 10 : at + 13] == wanted:
                return self._town(index, EXACT)
        return None

    def _entries(self, key: bytes) -> list[bytes]:
        """Return all name entries under a key, by bisection."""
        low, high = 0, self._head["keys"]
        while low < high:
            middle = (low + high) // 2
            at = self._keys + middle * KEY
            if self._bytes[at : at + _SKELETON] < key:
                low = middle + 1
            else:
                high = middle
        found, at = [], self._keys + low * KEY
        while at < self._towns and self._bytes[at : at + _SKELETON] == key:
            found.append(bytes(self._bytes[at : at + KEY]))
            at += KEY
        return found

    def _town(self, index: int, fit: float) -> Town:
        """Read one town."""
        at = self._towns + index * TOWN
        row = bytes(self._bytes[at : at + TOWN + TOWN])
        number = [int.from_bytes(row[a:b], "big") for a, b in ((0, 3), (3, 6), (6, 8), (8, 10), (10, 13), (13, 16))]
        last = index + 1 == self._head["towns"]
        end = self._head["names"] if last else int.from_bytes(row[TOWN + 13 : TOWN + 16], "big")
        return Town(
            geonames=number[4],
            name=bytes(self._bytes[self._names + number[5] : self._names + end]).decode(),
            lon=round(number[0] / _DEGREES - 180, 5),
            lat=round(number[1] / _DEGREES - 180, 5),
            population=round(math.expm1(number[2] / _POPULATION)),
            country=self.regions[number[3]].country,
            region=number[3],
            fit=fit,
        )


class NoGazetteer:
    """What stands in where no pack brings a gazetteer: no towns."""

    regions: tuple[Region, ...] = ()

    def find(self, name: str) -> tuple[Town, ...]:
        """Return nothing, whatever the name."""
        del name
        return ()

    def town(self, geonames: int) -> Town | None:
        """Return nothing, whatever the number."""
        found: dict[int, Town] = {}
        return found.get(geonames)


@lru_cache(maxsize=4)
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
