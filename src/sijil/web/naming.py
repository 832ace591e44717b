"""Names on the map beside those of the record: the largest towns of a tile, and what the packs know there."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from sijil.contract import Json
from sijil.distance import distance_km
from sijil.gazetteer.layout import TOWN
from sijil.parts import PlaceRow
from sijil.resolve.atlas import compile_atlas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sijil.packs import Packs
    from sijil.resolve.atlas import Spot

DEEPEST = 12
"""The closest zoom of which tiles can be asked for."""
CLOSE = 8
"""The zoom from which places of the packs that are no towns of a gazetteer are named: ports, airports, districts."""
PARTS = 10
"""The zoom from which a part of a town of the packs has a name beside that of the town."""
MOST = 24
"""Such places of a tile, at most."""
POINTLIKE = 2
"""The worst precision (UCDP) of a place whose name can stand at a point."""


@lru_cache(maxsize=2000)
def name_tile(packs: Packs, zoom: int, x: int, y: int) -> list[Json]:
    """Return the places to be named on a tile of the map (web Mercator), the most important first."""
    from sijil.gazetteer.towns import open_towns  # noqa: PLC0415  # numpy takes long, and the first page needs no names

    atlas = compile_atlas(packs)
    own = [spot for row in packs.rows(PlaceRow) if (spot := atlas.by_id.get(row.id))]
    spots: dict[str | None, tuple[Spot, int]] = {}
    for site in open_towns(atlas.gazetteers).of_tile(zoom, x, y):
        found = atlas.spot_of_id(site.id)
        town = _town_about(found, own) if found else None
        for spot in (town, found if town is None or zoom >= PARTS else None):
            if spot:
                spots.setdefault(spot.id, (spot, site.population))
    if zoom >= CLOSE:
        near = sorted((spot for spot in own if _is_inside(spot, zoom, x, y)), key=_rank)
        spots |= {spot.id: (spot, 0) for spot in near[:MOST] if spot.id not in spots}
    return [
        {"id": spot.id, "name": spot.name, "lon": spot.lon, "lat": spot.lat, "people": people}
        for spot, people in spots.values()
    ]


def _town_about(spot: Spot, own: Iterable[Spot]) -> Spot | None:
    """Return the town of the packs that a place lies in and is named after; gazetteers count some quarters as towns."""
    towns = (town for town in own if town.kind == TOWN and spot.name.startswith(f"{town.name} "))
    far = ((distance_km(town, spot), town) for town in towns)
    return next((town for km, town in far if km is not None and km < (town.radius_km or 0.0)), None)


def _is_inside(spot: Spot, zoom: int, x: int, y: int) -> bool:
    """Tell whether a place that is known well enough lies in a tile."""
    if spot.lon is None or spot.lat is None or (spot.precision or POINTLIKE + 1) > POINTLIKE:
        return False
    west, east = (one / 2**zoom * 360 - 180 for one in (x, x + 1))
    north, south = (math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * one / 2**zoom)))) for one in (y, y + 1))
    return west <= spot.lon < east and south < spot.lat <= north


def _rank(spot: Spot) -> tuple[float, str]:
    """Sort by how far a place reaches, the widest first."""
    return -(spot.radius_km or 0.0), spot.id or ""
