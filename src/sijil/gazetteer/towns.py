"""The largest towns of each part of the map, for names on it: of every cell of a grid, which zooming in halves, one.

The town that stands for a cell stands for one of its quarters too, so that no name goes as one zooms in.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sijil.gazetteer.layout import FIELDS, ROW, TOWN
from sijil.gazetteer.reader import Gazetteer, Site

FINER = 2
"""Halvings of a tile: it has so many times two cells on each side."""
_BITS = 24
_BLOCK = 1 << 20
_MOST_LATITUDE = 85.051129

Numbers = npt.NDArray[np.int64]


class Towns:
    """The towns of some gazetteers whose inhabitants are known, the largest first."""

    def __init__(self, gazetteers: tuple[Gazetteer, ...]) -> None:
        """Read all rows once: 12 bytes are kept of each town, whatever its name."""
        self._gazetteers = gazetteers
        parts = [
            np.vstack([np.full(block.shape[1], number), block])
            for number, gazetteer in enumerate(gazetteers)
            for block in _read_towns(gazetteer)
        ]
        whole = np.hstack([np.zeros((5, 0), np.int64), *parts])
        # Of equal ones the first by gazetteer and row.
        order = np.argsort(-whole[2], kind="stable")
        self._from, self._row, _, self._x, self._y = whole[:, order].astype(np.int32)
        self._lock = threading.Lock()
        self._levels: dict[int, tuple[Numbers, Numbers]] = {}

    def __len__(self) -> int:
        """Return the number of towns."""
        return len(self._row)

    def of_tile(self, zoom: int, x: int, y: int) -> list[Site]:
        """Return the largest town of each cell of a tile of the map (web Mercator), the largest first.

        Args:
            zoom: From 0, where one tile is the world, to 22.
            x: The tile's column, from the west.
            y: Its row, from the north.
        """
        level = zoom + FINER
        keys, firsts = self._level(level)
        side = 1 << FINER
        wanted = np.array([_cell(level, side * x + dx, side * y + dy) for dy in range(side) for dx in range(side)])
        at = np.searchsorted(keys, wanted)
        at = at[(at < len(keys)) & (keys[np.minimum(at, len(keys) - 1)] == wanted)] if len(keys) else at[:0]
        return [self._gazetteers[self._from[one]].site_at(int(self._row[one])) for one in sorted(firsts[at])]

    def _level(self, level: int) -> tuple[Numbers, Numbers]:
        """Return the cells of a level that hold a town, and the largest of each; found once."""
        with self._lock:
            if level not in self._levels:
                shift = _BITS - level
                cells = _cell(level, self._x.astype(np.int64) >> shift, self._y.astype(np.int64) >> shift)
                self._levels[level] = np.unique(cells, return_index=True)
            return self._levels[level]


def _cell(level: int, x: Numbers | int, y: Numbers | int) -> Numbers:
    return np.asarray(y, np.int64) << level | x


def _read_towns(gazetteer: Gazetteer) -> Iterator[Numbers]:
    """Yield for blocks of rows the numbers of those of towns, their packed sizes, and where they lie on the map."""
    town = [number for number, kind in enumerate(gazetteer.kinds) if kind == TOWN]
    for start in range(0, len(gazetteer), _BLOCK):
        rows = np.frombuffer(gazetteer.rows(start, start + _BLOCK), np.uint8).reshape(-1, ROW)
        lon, lat, size, _, kind = (_read_field(rows, *span) for span in FIELDS[:5])
        (kept,) = np.nonzero(np.isin(kind, town) & (size > 0))
        yield np.vstack([start + kept, size[kept], lon[kept], _mercator(lat[kept])])


def _read_field(rows: npt.NDArray[np.uint8], start: int, end: int) -> Numbers:
    """Return a big-endian field of rows."""
    total = np.zeros(len(rows), np.int64)
    for at in range(start, end):
        total = total << 8 | rows[:, at]
    return total


def _mercator(lat: Numbers) -> Numbers:
    """Return how far south packed latitudes lie on the map, in the steps in which longitudes are packed."""
    degrees = np.clip(lat * (360 / 2**_BITS) - 180, -_MOST_LATITUDE, _MOST_LATITUDE)
    south = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(degrees) / 2)) / (2 * np.pi)
    steps: Numbers = np.clip((south * 2**_BITS).astype(np.int64), 0, 2**_BITS - 1)
    return steps


_OPENING = threading.Lock()


def open_towns(gazetteers: tuple[Gazetteer, ...]) -> Towns:
    """Return the towns of some gazetteers; they are read once."""
    with _OPENING:
        return _open(gazetteers)


@lru_cache(maxsize=2)
def _open(gazetteers: tuple[Gazetteer, ...]) -> Towns:
    return Towns(gazetteers)
