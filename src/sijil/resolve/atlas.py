"""All places of the packs and the gazetteer behind one look-up by name."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import CountryRow, NationalityRow, PlaceRow, RegionRow
from sijil.resolve.folding import bones, folded, plain
from sijil.resolve.gazetteer import EXACT, FOLDED, LOOSE, Gazetteer, NoGazetteer, Region, Town, open_gazetteer

COUNTRY_PRECISION = 6
REGION_PRECISION = 4
LOOSE_LETTERS = 3


GEONAMES = "geonames"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a name may mean.

    Attributes:
        id: Register or gazetteer id; None for a place known by name alone.
        name: Name that is printed.
        kind: town, district, region, country and so on.
        lon: Degrees east, WGS84.
        lat: Degrees north.
        radius_km: How far it reaches from that point.
        precision: UCDP precision, 1 to 7.
        parent: Id of the place that it lies in.
        country: ISO 3166 alpha-3 code.
        population: Inhabitants, 0 where unknown.
        fit: How well the name that was asked for matches, 0 to 1.
        written: Whether it is a row of a pack rather than of the gazetteer.
        area: Country and code of the first-order region.
    """

    id: str | None
    name: str
    kind: str
    lon: float | None
    lat: float | None
    radius_km: float | None
    precision: int | None
    parent: str | None = None
    country: str | None = None
    population: int = 0
    fit: float = EXACT
    written: bool = True
    area: str | None = None


def _loose_key(name: str) -> str:
    """Return the consonants of a name, if there are enough to tell the packs' own places apart."""
    key = bones(name)
    return key if len(key) >= LOOSE_LETTERS else ""


def _of_row(row: PlaceRow) -> Spot:
    place = (row.lon, row.lat, row.radius_km, row.precision)
    return Spot(row.id, row.name, row.kind, *place, parent=row.parent, country=row.country)


def _of_country(row: CountryRow, name: str) -> Spot:
    return Spot(row.id, name, "country", row.lon, row.lat, row.radius_km, COUNTRY_PRECISION, country=row.id)


def _of_region(row: RegionRow, region: Region) -> Spot:
    place = (region.lon, region.lat, region.radius_km, REGION_PRECISION)
    area = f"{region.country}-{region.code}"
    return Spot(row.id, row.name, "region", *place, parent=row.country, country=row.country, area=area)


def _of_region_alone(region: Region, target: str) -> Spot:
    place = (region.lon, region.lat, region.radius_km, REGION_PRECISION)
    return Spot(target, target, "region", *place, parent=region.country, country=region.country, area=target)


@dataclass(frozen=True, eq=False)
class Atlas:
    """The places, by three keys from strict to loose."""

    gazetteer: Gazetteer | NoGazetteer
    strict: dict[str, tuple[Spot, ...]]
    alike: dict[str, tuple[Spot, ...]]
    loose: dict[str, tuple[Spot, ...]]
    by_id: dict[str, Spot]
    overlaid: dict[str, Spot]
    """The packs' own rows for towns of the gazetteer, by gazetteer id."""
    capitals: frozenset[str]
    """The ids of the capitals in the gazetteer."""

    @lru_cache(maxsize=20000)  # noqa: B019 - atlases are few and live as long as the process
    def find(self, name: str) -> tuple[Spot, ...]:
        """Return the places that bear a name, best fit first; packs before the gazetteer."""
        found: dict[str, Spot] = {}
        keyed = (
            (EXACT, self.strict, plain(name)),
            (FOLDED, self.alike, folded(name)),
            (LOOSE, self.loose, _loose_key(name)),
        )
        for fit, table, key in keyed:
            for spot in table.get(key, ()) if key else ():
                found.setdefault(spot.id or spot.name, replace(spot, fit=fit))
        for town in self.gazetteer.find(name):
            spot = self._of_town(town)
            found.setdefault(spot.id or "", spot)
        return tuple(sorted(found.values(), key=lambda spot: (-spot.fit, not spot.written, -spot.population)))

    def spot_of_id(self, target: str) -> Spot | None:
        """Return the place with an id: a row of a pack, a town of the gazetteer, or a first-order region."""
        known = self.by_id.get(target) or self.overlaid.get(target)
        if known:
            return known
        kind, _, number = target.partition("-")
        if kind == GEONAMES and number.isdecimal():
            town = self.gazetteer.town(int(number))
            return self._of_town(town) if town else None
        region = next((one for one in self.gazetteer.regions if f"{one.country}-{one.code}" == target), None)
        return _of_region_alone(region, target) if region else None

    def _of_town(self, town: Town) -> Spot:
        """Return a town of the gazetteer, or the packs' own row for it."""
        target = f"{GEONAMES}-{town.geonames}"
        region = self.gazetteer.regions[town.region]
        area = f"{region.country}-{region.code}"
        own = self.overlaid.get(target)
        if own:
            return replace(own, fit=town.fit, population=town.population, area=area)
        place = (town.lon, town.lat, town.radius_km, 1)
        spot = Spot(target, town.name, "town", *place, parent=area, country=town.country)
        return replace(spot, population=town.population, fit=town.fit, written=False, area=area)

    def region_of(self, spot: Spot) -> Spot | None:
        """Return the first-order region that a town of the gazetteer lies in, under the town's name."""
        number = next((t for t in self.gazetteer.find(spot.name) if t.country == spot.country), None)
        if number is None:
            return None
        region = self.gazetteer.regions[number.region]
        area = f"{region.country}-{region.code}"
        place = (region.lon, region.lat, region.radius_km, REGION_PRECISION)
        return Spot(area, spot.name, "region", *place, parent=spot.country, country=spot.country, area=area)


def _regions(packs: Packs, gazetteer: Gazetteer | NoGazetteer) -> Iterator[tuple[tuple[str, ...], Spot]]:
    """Yield the named regions: each is found by its code or by a town in it."""
    by_code = {(region.country, region.code): region for region in gazetteer.regions}
    for row in packs.rows(RegionRow):
        towns = (town for town in gazetteer.find(row.seat) if town.country == row.country)
        town = next(towns, None)
        region = by_code.get((row.country, row.seat)) or (gazetteer.regions[town.region] if town else None)
        if region:
            yield (row.name, *row.aliases), _of_region(row, region)


def _named_spots(packs: Packs, gazetteer: Gazetteer | NoGazetteer) -> Iterator[tuple[tuple[str, ...], Spot]]:
    """Yield the places that packs name, with all their names."""
    names = {row.id: row for row in packs.rows(NationalityRow)}
    for country in packs.rows(CountryRow):
        state = names.get(country.id)
        known = (country.name, state.name, *state.aliases) if state else (country.name,)
        yield known, _of_country(country, state.name if state else country.name)
    yield from _regions(packs, gazetteer)
    for place in packs.rows(PlaceRow):
        yield (place.name, *place.aliases), _of_row(place)


@lru_cache(maxsize=8)
def compile_atlas(packs: Packs) -> Atlas:
    """Open the gazetteer and index the packs' own places; kept for the life of the process."""
    files = packs.files("gazetteer")
    gazetteer = open_gazetteer(files[-1]) if files else NoGazetteer()
    tables: tuple[dict[str, dict[Spot, None]], ...] = (defaultdict(dict), defaultdict(dict), defaultdict(dict))
    by_id: dict[str, Spot] = {}
    for names, spot in _named_spots(packs, gazetteer):
        by_id[spot.id or spot.name] = spot
        for name in names:
            tables[0][plain(name)][spot] = None
            if spot.kind not in {"country", "region"}:
                tables[1][folded(name)][spot] = None
                tables[2][_loose_key(name)][spot] = None
    strict, alike, loose = ({key: tuple(spots) for key, spots in table.items()} for table in tables)
    overlaid = {f"{GEONAMES}-{row.geonames}": by_id[row.id] for row in packs.rows(PlaceRow) if row.geonames}
    return Atlas(gazetteer, strict, alike, loose, by_id, overlaid, frozenset(_capitals(packs, gazetteer)))


def _capitals(packs: Packs, gazetteer: Gazetteer | NoGazetteer) -> Iterator[str]:
    """Yield the ids of the capitals in the gazetteer: the largest town of the country with the capital's name."""
    for country in packs.rows(CountryRow):
        towns = (t for t in gazetteer.find(country.capital) if t.country == country.id and t.fit == EXACT)
        yield from (f"{GEONAMES}-{town.geonames}" for town in itertools.islice(towns, 1))
