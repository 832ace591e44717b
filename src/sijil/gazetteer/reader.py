"""Look places up by name in a gazetteer file, which is not loaded: a look-up reads a few hundred bytes of it."""

from __future__ import annotations

import heapq
import json
import math
import mmap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

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
    prominence,
    short_hash,
    unpack_degrees,
    unpack_size,
)

_PEOPLE_PER_KM2 = 4000
_REMEDY = "make it again (`sijil gazetteer add`), or install the package again"
_SHIFTS = tuple((8 * (ROW - end), 2 ** (8 * (end - start)) - 1) for start, end in FIELDS)
"""How far to the right each field of a row lies as one number, and its bits."""
EXACT, FOLDED, LOOSE = 1.0, 0.85, 0.6
"""How well a name fits: the same letters, the same but for transliteration, the same consonants."""
FEW = 500
"""Bearers of a name up to which every one is read."""
FEW_LOOSE = 100
"""Names that share only consonants with the one asked for, up to which a user's gazetteer reads them."""
MOST = 4096
"""Keys of one fit that are looked at for a name that more places bear."""
PER_REGION = 12
"""Places of one fit that are read of each first-order region, the most prominent, where there are more than a few."""


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


class Site(NamedTuple):
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
        if content[: len(HEADER)] != HEADER:
            raise PackError(f"{path}:1:1: not a gazetteer that this version reads", remedy=_REMEDY)
        start = len(HEADER) + LENGTH
        size = int.from_bytes(content[len(HEADER) : start], "big")
        self._head = json.loads(bytes(content[start : start + size]))
        self._rows = start + size
        self._keys = self._rows + ROW * self._head["rows"]
        self._names = self._keys + KEY * self._head["keys"]
        self._best_first = bool(self._head.get("best_first"))
        self._kinds = tuple((kind, space, precision) for kind, space, precision in self._head["kinds"])
        if len(content) != self._names + self._head["names"]:
            raise PackError(f"{path}:1:1: the file is cut short or was changed", remedy=_REMEDY)

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
        prefix = short_hash(bones, SKELETON)
        hashes = (prefix, short_hash(folded(name), FOLDED_BYTES), short_hash(plain(name), PLAIN_BYTES))
        low = self._bisect(prefix)
        at = self._keys + (low + (FEW_LOOSE if self._best_first else FEW)) * KEY
        is_many = at < self._names and self._bytes[at : at + SKELETON] == prefix
        fits = self._fits_of_many(low, hashes) if is_many else _fits(self._keys_from(low), hashes)
        sites = [self.site_at(index, fit) for index, fit in fits.items()]
        return tuple(sorted(sites, key=lambda site: (-site.fit, -site.population, site.id)))

    def site(self, target: str) -> Site | None:
        """Return the place with an id, by bisection."""
        space, _, digits = target.rpartition("-")
        if not digits.isdecimal() or space not in self.spaces:
            return None
        wanted = (self.spaces.index(space), int(digits))
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._order(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return self.site_at(low) if low < len(self) and self._order(low) == wanted else None

    @cached_property
    def spaces(self) -> tuple[str, ...]:
        """Return the kinds of id, in the order of the rows."""
        return tuple(dict.fromkeys(space for _, space, _ in self._kinds))

    def _order(self, index: int) -> tuple[int, int]:
        """Return what the rows are sorted by: the place of the kind of id, and the number."""
        at = self._rows + index * ROW
        space = self._kinds[self._bytes[at + FIELDS[4][0]]][1]
        return self.spaces.index(space), int.from_bytes(self._bytes[at + FIELDS[5][0] : at + FIELDS[5][1]], "big")

    def _bisect(self, prefix: bytes, *, after: bool = False, low: int = 0) -> int:
        """Return the number of the first key that is not below a prefix, or of the first one after all that bear it."""
        size, high = len(prefix), int(self._head["keys"])
        while low < high:
            middle = (low + high) // 2
            at = self._keys + middle * KEY
            found = self._bytes[at : at + size]
            if found < prefix or (after and found == prefix):
                low = middle + 1
            else:
                high = middle
        return low

    def _keys_from(self, low: int) -> Iterator[bytes]:
        """Yield the keys from one number on."""
        return (bytes(self._bytes[at : at + KEY]) for at in range(self._keys + low * KEY, self._names, KEY))

    def _read_keys(self, low: int, high: int) -> list[bytes]:
        """Return the keys from one number up to another, or up to the last."""
        start, end = self._keys + low * KEY, min(self._keys + high * KEY, self._names)
        block = bytes(self._bytes[start:end])
        return [block[at : at + KEY] for at in range(0, len(block), KEY)]

    def _fits_of_many(self, low: int, hashes: tuple[bytes, bytes, bytes]) -> dict[int, float]:
        """Return the most prominent rows that bear a name which many share, in each region, with how well each fits."""
        prefix, fold, same = hashes
        alike, exact = prefix + fold, prefix + fold + same
        alike_low = self._bisect(alike, low=low)
        exact_low = self._bisect(exact, low=alike_low)
        exact_high = self._bisect(exact, low=exact_low, after=True)
        alike_high = self._bisect(alike, low=exact_high, after=True)
        high = self._bisect(prefix, low=alike_high, after=True)
        is_said_little = high - low - (alike_high - alike_low) > (FEW_LOOSE if self._best_first else MOST)
        spans = {
            EXACT: [(exact_low, min(exact_high, exact_low + MOST) if self._best_first else exact_high)],
            FOLDED: _cut((alike_low, exact_low), (exact_high, alike_high)),
            LOOSE: [] if is_said_little else [(low, alike_low), (alike_high, high)],
        }
        fits: dict[int, float] = {}
        for fit, parts in spans.items():
            keys = (key for part in parts for key in self._read_keys(*part))
            rows = {int.from_bytes(key[-INDEX:], "big") for key in keys} - fits.keys()
            fits.update(dict.fromkeys(rows if len(rows) <= FEW else self._prominent(rows), fit))
        return fits

    def _prominent(self, rows: Iterable[int]) -> Iterator[int]:
        """Yield the most prominent rows of each first-order region."""
        regions: defaultdict[bytes, list[tuple[int, int]]] = defaultdict(list)
        for index in rows:
            at = self._rows + index * ROW
            row = bytes(self._bytes[at : at + ROW])
            label = self._kinds[row[FIELDS[4][0]]][0]
            weight = prominence(label, int.from_bytes(row[slice(*FIELDS[2])], "big"))
            regions[row[slice(*FIELDS[3])]].append((-weight, index))
        for bearers in regions.values():
            yield from (index for _, index in heapq.nsmallest(PER_REGION, bearers))

    def rows(self, start: int, end: int) -> bytes:
        """Return the bytes of some rows."""
        return bytes(self._bytes[self._rows + start * ROW : self._rows + min(end, len(self)) * ROW])

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of places, by the number that rows bear."""
        return tuple(kind for kind, _, _ in self._kinds)

    def site_at(self, index: int, fit: float = EXACT) -> Site:
        """Read one row."""
        at = self._rows + index * ROW
        row = int.from_bytes(self._bytes[at : at + ROW], "big")
        lon, lat, size, region, kind, number, name = ((row >> shift) & mask for shift, mask in _SHIFTS)
        label, space, precision = self._kinds[kind]
        is_town = label == TOWN
        amount = unpack_size(size)
        people = round(amount) if is_town else 0
        radius = max(1.0, math.sqrt(people / _PEOPLE_PER_KM2 / math.pi)) if is_town else amount
        start = self._names + name
        return Site(
            f"{space}-{number}",
            self._bytes[start + 1 : start + 1 + self._bytes[start]].decode(),
            label,
            unpack_degrees(lon),
            unpack_degrees(lat),
            people,
            round(radius, 1),
            precision,
            self.regions[region],
            fit,
        )


def _fits(keys: Iterable[bytes], hashes: tuple[bytes, bytes, bytes]) -> dict[int, float]:
    """Return the rows of the keys that bear the first hash, with how well each fits by the others."""
    prefix, fold, same = hashes
    middle = SKELETON + FOLDED_BYTES
    fits: dict[int, float] = {}
    for key in keys:
        if key[:SKELETON] != prefix:
            break
        is_folded = key[SKELETON:middle] == fold
        fit = EXACT if is_folded and key[middle:-INDEX] == same else FOLDED if is_folded else LOOSE
        row = int.from_bytes(key[-INDEX:], "big")
        fits[row] = max(fit, fits.get(row, 0.0))
    return fits


def _cut(before: tuple[int, int], after: tuple[int, int]) -> list[tuple[int, int]]:
    """Return two spans of keys, cut to `MOST` keys together."""
    first = (before[0], min(before[1], before[0] + MOST))
    return [first, (after[0], min(after[1], after[0] + MOST - (first[1] - first[0])))]


def open_gazetteer(path: Path) -> Gazetteer:
    """Open a gazetteer file, once per process as long as it is the same file.

    Raises:
        PackError: If it cannot be read.
    """
    try:
        state = path.stat()
        return _open(path, (state.st_ino, state.st_size, state.st_mtime_ns))
    except (OSError, ValueError) as error:
        raise PackError(f"{path}:1:1: cannot be read ({error})", remedy=_REMEDY) from error


@lru_cache(maxsize=8)
def _open(path: Path, _state: tuple[int, ...]) -> Gazetteer:
    with path.open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Gazetteer(content, str(path))
