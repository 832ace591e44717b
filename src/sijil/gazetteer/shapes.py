"""Middle and extent of shapes on the globe."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

EARTH = 6371.0088
"""Mean radius in km (IUGG)."""
_HALF_TURN = 180

Ring = list[tuple[float, float]]


def middle_of(ring: Ring) -> tuple[float, float, float]:
    """Return (area in square kilometres, lon, lat) of a ring by the cylindrical equal-area projection."""
    if max(x for x, _ in ring) - min(x for x, _ in ring) > _HALF_TURN:
        ring = [(x + 2 * _HALF_TURN if x < 0 else x, y) for x, y in ring]
    flat = [(x, math.sin(math.radians(y))) for x, y in ring]
    area = east = north = 0.0
    for (x0, y0), (x1, y1) in zip(flat, [*flat[1:], flat[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, east, north = area + cross / 2, east + (x0 + x1) * cross, north + (y0 + y1) * cross
    if not area:
        return 0.0, *ring[0]
    lon = (east / (6 * area) + _HALF_TURN) % (2 * _HALF_TURN) - _HALF_TURN
    lat = math.degrees(math.asin(max(-1.0, min(1.0, north / (6 * area)))))
    return abs(area) * math.radians(1) * EARTH**2, lon, lat


def rings_of(geometry: Mapping[str, Any]) -> list[Ring]:
    """Return the outer rings of a GeoJSON polygon or multipolygon."""
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(x, y) for x, y, *_ in part[0]] for part in parts]


def summary(rings: list[Ring]) -> tuple[float, float, float, float]:
    """Return (lon, lat, radius in km, share of the land) of the largest piece; the radius is of all its land."""
    pieces = sorted((middle_of(ring) for ring in rings), reverse=True)
    total = sum(area for area, _, _ in pieces) or 1.0
    area, lon, lat = pieces[0]
    return round(lon, 3), round(lat, 3), round(math.sqrt(total / math.pi), 1), area / total
