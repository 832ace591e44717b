"""Write a gazetteer file from a stream of places, of any number, in bounded memory.

Keys are sorted in runs on disk and merged by their first byte; in memory stay one run, a 256th part of all keys, some
thirty bytes per place, and the regions.
"""

from __future__ import annotations

import json
import math
import tempfile
import unicodedata
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np

from sijil.gazetteer.layout import (
    HEADER,
    INDEX,
    KEY,
    LENGTH,
    MOST_PROMINENT,
    ROW,
    hash_name,
    pack_degrees,
    pack_size,
    prominence,
)
from sijil.gazetteer.reader import Region

RUN = 1_000_000
"""Keys that are sorted in memory at a time."""
_HASHES = KEY - INDEX
_DRAFT = KEY + 2
"""Bytes of a key before it is merged: its hashes, its place among the keys with the same hashes, its row."""
_WORD = 8
_PARTS = 256
_BLOCK = 1 << 16
_LONGEST_NAME = 255
_SPACE_SHIFT = 40
_KM_PER_DEGREE = 111.19
_SPREAD = 1.5
"""Radius that holds nine tenths of a cloud of towns, in root mean squares of their distances, as for a bell."""
_NEAREST = 5.0
_CODE_LETTERS = 3
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC")


@dataclass(frozen=True, slots=True)
class Place:
    """A place to be written.

    Attributes:
        number: Its number in its space of ids; below 2**32.
        space: The space: geonames, or the name of another source.
        kind: town, region, county, airport and so on.
        precision: UCDP precision, 1 to 7.
        names: Its names, the main one first.
        lon: Degrees east, WGS84.
        lat: Degrees north.
        size: Inhabitants of a town; radius in km of any other place.
        country: ISO 3166 alpha-3 code, or empty.
        area: Code of its first-order region, or empty.
    """

    number: int
    space: str
    kind: str
    precision: int
    names: tuple[str, ...]
    lon: float
    lat: float
    size: float
    country: str
    area: str = ""


def is_readable(name: str, scripts: tuple[str, ...] = SCRIPTS) -> bool:
    """Tell whether a name is in a script that the look-up serves, and not a code or a machine's romanisation."""
    if not name or name[0].islower() or (len(name) == _CODE_LETTERS and name.isupper()):
        return False
    if name.isascii() and "LATIN" in scripts:
        return True
    return all(unicodedata.name(char, "").startswith(scripts) for char in name if char.isalpha())


@dataclass(slots=True)
class _Cloud:
    """Where the places of a region lie: sums from which its middle and spread follow."""

    number: int
    count: int = 0
    lon: float = 0.0
    lat: float = 0.0
    squares: float = 0.0

    def add(self, lon: float, lat: float) -> None:
        """Count one more place."""
        self.count += 1
        self.lon, self.lat = self.lon + lon, self.lat + lat
        self.squares += (lon * math.cos(math.radians(lat))) ** 2 + lat**2

    def region(self, country: str, code: str) -> Region:
        """Return the middle, and the radius that holds about nine tenths."""
        lon, lat = self.lon / self.count, self.lat / self.count
        variance = self.squares / self.count - (lon * math.cos(math.radians(lat))) ** 2 - lat**2
        radius = max(_NEAREST, _SPREAD * math.sqrt(max(0.0, variance)) * _KM_PER_DEGREE)
        return Region(country, code, round(lon, 3), round(lat, 3), round(radius, 1))


Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(eq=False)
class _Draft:
    """The parts of a file while places stream in."""

    folder: Path
    rows: IO[bytes]
    names: IO[bytes]
    best_first: bool = True
    order: array[int] = field(default_factory=lambda: array("q"))
    keys: bytearray = field(default_factory=bytearray)
    runs: list[Path] = field(default_factory=list)
    kinds: dict[tuple[str, str, int], int] = field(default_factory=dict)
    spaces: dict[str, int] = field(default_factory=dict)
    clouds: dict[tuple[str, str], _Cloud] = field(default_factory=dict)
    name_bytes: int = 0

    def add(self, place: Place) -> None:
        """Write one place, with a key for each of its names."""
        index = len(self.order).to_bytes(INDEX, "big")
        space = self.spaces.setdefault(place.space, len(self.spaces))
        kind = self.kinds.setdefault((place.kind, place.space, place.precision), len(self.kinds))
        area = (place.country, place.area)
        cloud = self.clouds.get(area) or self.clouds.setdefault(area, _Cloud(len(self.clouds)))
        cloud.add(place.lon, place.lat)
        self.order.append(space << _SPACE_SHIFT | place.number)
        size = pack_size(place.size)
        row = pack_degrees(place.lon) + pack_degrees(place.lat) + size + cloud.number.to_bytes(2, "big") + bytes([kind])
        self.rows.write(row + place.number.to_bytes(4, "big") + self.name_bytes.to_bytes(4, "big"))
        name = place.names[0].encode()[:_LONGEST_NAME].decode(errors="ignore").encode()
        self.names.write(bytes([len(name)]) + name)
        self.name_bytes += 1 + len(name)
        weight = prominence(place.kind, int.from_bytes(size, "big")) if self.best_first else 0
        tail = (MOST_PROMINENT - weight).to_bytes(2, "big") + index
        for key in {hash_name(name) for name in place.names}:
            self.keys += key + tail
        if len(self.keys) >= RUN * _DRAFT:
            self.spill()

    def spill(self) -> None:
        """Write the keys in memory as one sorted run."""
        path = self.folder / f"run-{len(self.runs)}"
        path.write_bytes(_sort_keys(np.frombuffer(self.keys, np.uint8).reshape(-1, _DRAFT)).tobytes())
        self.runs.append(path)
        self.keys = bytearray()


def _sort_keys(keys: Numbers) -> Numbers:
    """Return keys, one a line of bytes, in the order of their bytes."""
    padded = np.zeros((len(keys), 2 * _WORD), np.uint8)
    padded[:, :_DRAFT] = keys
    words = padded.view(">u8").astype(np.uint64)
    return keys[np.lexsort((words[:, 1], words[:, 0]))]


def _merge(runs: list[Path], rank: Numbers, out: IO[bytes]) -> int:
    """Write all keys in order, each with the final number of its row; return how many."""
    tables = [np.memmap(path, np.uint8, "r").reshape(-1, _DRAFT) for path in runs if path.stat().st_size]
    starts = [np.searchsorted(table[:, 0], np.arange(_PARTS + 1)) for table in tables]
    count = 0
    for part in range(_PARTS):
        pieces = [table[at[part] : at[part + 1]] for table, at in zip(tables, starts, strict=True)]
        keys = _sort_keys(np.concatenate(pieces))
        rows = rank[np.ascontiguousarray(keys[:, -INDEX:]).view(">u4").ravel()].astype(">u4")
        final = np.empty((len(keys), KEY), np.uint8)
        final[:, :_HASHES] = keys[:, :_HASHES]
        final[:, _HASHES:] = rows.view(np.uint8).reshape(-1, INDEX)
        out.write(final.tobytes())
        count += len(keys)
    return count


def _write_sorted(path: Path, order: Numbers, out: IO[bytes]) -> None:
    """Write the rows in the order of their numbers."""
    rows = np.memmap(path, dtype=f"V{ROW}", mode="r")
    for start in range(0, len(order), _BLOCK):
        out.write(rows[order[start : start + _BLOCK]].tobytes())


def _copy(path: Path, out: IO[bytes]) -> int:
    size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK * KEY):
            size += out.write(block)
    return size


def write_gazetteer(
    path: Path,
    places: Iterable[Place],
    credit: str,
    regions: Mapping[tuple[str, str], Region] | None = None,
    *,
    best_first: bool = True,
) -> int:
    """Write a gazetteer file and return the number of places in it.

    Args:
        path: The file; replaced when all is written.
        places: The places; each region's middle and radius follow from those in it.
        credit: Source and licence of the data.
        regions: First-order regions that are known better, by country and code; read when all places are written.
        best_first: Whether the most prominent bearers of a name are to be read first; without it, in the order given.

    Raises:
        ValueError: If there are no places.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".gazetteer-") as name:
        folder = Path(name)
        with (folder / "rows").open("wb") as rows, (folder / "names").open("wb") as names:
            draft = _Draft(folder, rows, names, best_first)
            for place in places:
                draft.add(place)
        if not draft.order:
            raise ValueError("no places")
        draft.spill()
        order = np.argsort(np.frombuffer(draft.order, dtype=np.int64), kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        with (folder / "keys").open("wb") as keys:
            count = _merge(draft.runs, rank, keys)
        with (folder / "all").open("wb") as out:
            out.write(_head(draft, count, credit, {} if regions is None else regions))
            _write_sorted(folder / "rows", order, out)
            _copy(folder / "keys", out)
            _copy(folder / "names", out)
        (folder / "all").replace(path)
    return len(order)


def _head(draft: _Draft, keys: int, credit: str, known: Mapping[tuple[str, str], Region]) -> bytes:
    """Return the head of the file with what stands before it."""
    regions = [known.get(area) or cloud.region(*area) for area, cloud in draft.clouds.items()]
    head = {
        "credit": credit,
        "rows": len(draft.order),
        "keys": keys,
        "names": draft.name_bytes,
        "kinds": [[kind, space, precision] for kind, space, precision in draft.kinds],
        "regions": [[r.country, r.code, r.lon, r.lat, r.radius_km] for r in regions],
        **({"best_first": True} if draft.best_first else {}),
    }
    body = json.dumps(head, separators=(",", ":"), ensure_ascii=False).encode()
    return HEADER + len(body).to_bytes(LENGTH, "big") + body
