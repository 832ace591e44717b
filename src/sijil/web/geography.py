"""Which place lies in which, for the places that events, tolls and control name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sijil.contract import Json
from sijil.parts import CountryRow

if TYPE_CHECKING:
    from sijil.packs import Packs
    from sijil.resolve.atlas import Atlas
    from sijil.web.overview import Overview

MOST_STEPS = 8
"""Places above a place; packs are checked for circles, gazetteers of users may have some."""


class Geography:
    """The places of an overview with those that they lie in."""

    def __init__(self, overview: Overview, packs: Packs, atlas: Atlas) -> None:
        """Look the places above each place up once."""
        self._atlas = atlas
        self._countries = {row.id: row.name for row in packs.rows(CountryRow)}
        self.columns: dict[str, list[Any]] = overview.content["places"]
        self.numbers = {key: number for number, key in enumerate(self.columns["id"])}
        self.above = {key: tuple(self._above(key)) for key in self.columns["id"]}

    def _above(self, key: str) -> Iterator[str]:
        """Yield the ids of the places that a place lies in, the smallest first, its country last."""
        spot = self._atlas.spot_of_id(key)
        country = spot.country if spot else None
        seen = {key}
        at = spot.parent if spot else None
        while at and at not in seen and len(seen) < MOST_STEPS:
            seen.add(at)
            yield at
            spot = self._atlas.spot_of_id(at)
            at = spot.parent if spot else None
        if country and country not in seen:
            yield country

    def row(self, key: str) -> Json:
        """Return the columns of a place as one object; of a place that only lies above others, what the packs know."""
        number = self.numbers.get(key)
        if number is not None:
            return {name: values[number] for name, values in self.columns.items()}
        spot = self._atlas.spot_of_id(key)
        return {
            "id": key,
            "name": self.name(key),
            "native": None,
            "lon": spot.lon if spot else None,
            "lat": spot.lat if spot else None,
            "radius_km": spot.radius_km if spot else None,
            "precision": spot.precision if spot else None,
            "kind": spot.kind if spot else None,
            "country": spot.country if spot else None,
        }

    def name(self, key: str) -> str:
        """Return the name of a place."""
        number = self.numbers.get(key)
        if number is not None:
            return str(self.columns["name"][number])
        spot = self._atlas.spot_of_id(key)
        return spot.name if spot else self._countries.get(key, key)

    def is_known(self, key: str) -> bool:
        """Tell whether a place is named by the record, or lies above one that is."""
        return key in self.numbers or any(key in above for above in self.above.values())

    def inside(self, key: str) -> list[str]:
        """Return a place and those that lie in it, as far as the record names them."""
        found = [one for one, above in self.above.items() if key in above and one != key]
        return [*([key] if key in self.numbers else []), *found]

    def parents(self, key: str) -> list[Json]:
        """Return the places that a place lies in."""
        above = self.above[key] if key in self.above else tuple(self._above(key))
        return [{"id": one, "name": self.name(one)} for one in above]

    def children(self, key: str) -> list[Json]:
        """Return the places that lie in a place and in no smaller one of the record."""
        inside = [one for one in self.inside(key) if one != key]
        own = [one for one in inside if not set(self.above[one][: self.above[one].index(key)]) & set(inside)]
        return [{"id": one, "name": self.name(one)} for one in own]
