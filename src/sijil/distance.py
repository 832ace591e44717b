"""How far apart two points of the earth lie."""

from __future__ import annotations

import math
from typing import Protocol

EARTH_KM = 6371.0


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
