"""How far apart two points of the earth lie, and which point lies so far from another."""

from __future__ import annotations

import math
from typing import Protocol

EARTH_KM = 6371.0
KM_PER_DEGREE = 111.19


class Located(Protocol):
    """What may have a point, in degrees of WGS84."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""
        ...

    @property
    def lat(self) -> float | None:
        """Degrees north."""
        ...


def distance_km(first: Located, second: Located) -> float | None:
    """Return the great-circle distance of two places (haversine); None where a point is unknown."""
    if first.lon is None or first.lat is None or second.lon is None or second.lat is None:
        return None
    lon = math.radians(second.lon - first.lon)
    south, north = math.radians(first.lat), math.radians(second.lat)
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(lon / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def shift(lon: float, lat: float, km: float, bearing: float) -> tuple[float, float]:
    """Return the point at a distance and bearing (degrees from north) from a point, for distances up to some 500 km."""
    north = km * math.cos(math.radians(bearing)) / KM_PER_DEGREE
    east = km * math.sin(math.radians(bearing)) / (KM_PER_DEGREE * max(0.05, math.cos(math.radians(lat))))
    return round((lon + east + 180) % 360 - 180, 4), round(max(-90.0, min(90.0, lat + north)), 4)
