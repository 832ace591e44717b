"""All places of the packs and the gazetteers behind one look-up by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sijil.distance import distance_km
from sijil.folding import bones, folded, plain, respelled
from sijil.gazetteer.layout import TOWN
from sijil.gazetteer.reader import EXACT, FOLDED, LOOSE, Gazetteer, Region, Site, open_gazetteer
from sijil.packs import Packs
from sijil.parts import CountryRow, NationalityRow, PlaceRow, RegionRow
from sijil.resolve.register import is_acronym

COUNTRY_PRECISION = 6
REGION_PRECISION = 4
LOOSE_LETTERS = 3


GEONAMES = "geonames"
REGION = "region"
SEAT = 50_000
"""A town is meant rather than the region of the same name from this size on, or if the region is small."""
SMALL_REGION = 45.0
EDGE = 2.0
"""A region's radius holds most of its towns; its edge is within this many times of it."""


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
        sourced: Whether its row says where it was read.
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
    sourced: bool = True


def strict_key(name: str) -> str:
    """Return a name as it is compared strictly; an abbreviation ("Tex.") keeps its full stop."""
    return plain(name) + "." * name.endswith(".")


def _loose_key(name: str) -> str:
    """Return the consonants of a name, if there are enough to tell the packs' own places apart."""
    key = bones(name)
    return key if len(key) >= LOOSE_LETTERS else ""


def _of_row(row: PlaceRow) -> Spot:
    place = (row.lon, row.lat, row.radius_km, row.precision)
    return Spot(row.id, row.name, row.kind, *place, parent=row.parent, country=row.country, sourced=bool(row.source))


def _of_country(row: CountryRow, name: str) -> Spot:
    return Spot(row.id, name, "country", row.lon, row.lat, row.radius_km, COUNTRY_PRECISION, country=row.id)


def _of_region(region: Region, row: RegionRow | None = None, name: str = "") -> Spot:
    place = (region.lon, region.lat, region.radius_km, REGION_PRECISION)
    target, name = (row.id, row.name) if row else (region.id, name or region.id)
    return Spot(target, name, REGION, *place, parent=region.country, country=region.country, area=region.id)


def _is_seat(town: Spot, region: Spot) -> bool:
    """Tell whether the region of the same name needs a word beside it to be meant rather than the town in it."""
    is_small = (region.radius_km or 0.0) < SMALL_REGION
    is_inside = town.area == region.area or (town.written and _is_near(town, region))
    return is_inside and not region.written and (town.written or town.population >= SEAT or is_small)


def _seats_first(found: Collection[Spot]) -> list[Spot]:
    """Leave regions out whose seat bears the name too, be it in another spelling, which then fits as well as theirs."""
    regions = [spot for spot in found if spot.kind == REGION]
    kept = []
    for spot in found:
        own = [one for one in regions if spot.kind == TOWN and spot.fit > LOOSE and _is_seat(spot, one)]
        kept.append(replace(spot, fit=max(spot.fit, *(one.fit for one in own))) if own else spot)
        regions = [one for one in regions if one not in own]
    return [spot for spot in kept if spot.kind != REGION or spot in regions]


def _is_near(town: Spot, region: Spot) -> bool:
    """Tell whether a town of the packs, whose region may not be known, lies in a region or at its edge."""
    far = distance_km(town, region) if town.country == region.country else None
    return far is not None and far <= (region.radius_km or 0.0) * EDGE


def _join(known: Spot, spot: Spot) -> Spot:
    """Return one place for two of one id: the later pack's; a row of a pack takes what the gazetteer knows."""
    best = spot if known.written and not known.population else known
    return replace(best, fit=max(spot.fit, known.fit), written=known.written)


@dataclass(frozen=True, eq=False)
class Atlas:
    """The places, by three keys from strict to loose."""

    gazetteers: tuple[Gazetteer, ...]
    regions: dict[str, Region]
    """The first-order regions, by country and code."""
    strict: dict[str, tuple[Spot, ...]]
    alike: dict[str, tuple[Spot, ...]]
    loose: dict[str, tuple[Spot, ...]]
    by_id: dict[str, Spot]
    overlaid: dict[str, Spot]
    """The packs' own rows for towns of the gazetteer, by gazetteer id."""
    by_area: dict[str, Spot]
    """The packs' own rows for first-order regions, by country and code."""
    capitals: frozenset[str]
    """The ids of the capitals in the gazetteer."""

    @lru_cache(maxsize=20000)  # noqa: B019 - atlases are few and live as long as the process
    def find(self, name: str) -> tuple[Spot, ...]:
        """Return the places that bear a name, best fit first; packs before the gazetteer."""
        found: dict[str, Spot] = {}
        keyed = (
            (EXACT, self.strict, strict_key(name)),
            (FOLDED, self.alike, folded(name)),
            (LOOSE, self.loose, _loose_key(name)),
        )
        for fit, table, key in keyed:
            for spot in table.get(key, ()) if key else ():
                found.setdefault(spot.id or spot.name, replace(spot, fit=fit))
        for gazetteer in self.gazetteers:
            for site in gazetteer.find(name):
                spot = self._of_site(site)
                known = found.get(spot.id or "")
                found[spot.id or ""] = _join(known, spot) if known else spot
        if not any(spot.fit > LOOSE for spot in found.values()):
            found |= self._respelled(name)
        kept = _seats_first(found.values())
        return tuple(sorted(kept, key=lambda spot: (-spot.fit, not spot.written, -spot.population)))

    def _respelled(self, name: str) -> dict[str, Spot]:
        """Return what the first foreign spelling of a name finds, as a look-alike."""
        for form in respelled(name):
            spots = [spot for spot in self.find(form) if spot.fit > LOOSE]
            if spots:
                return {spot.id or spot.name: replace(spot, fit=FOLDED) for spot in spots}
        return {}

    def spot_of_id(self, target: str) -> Spot | None:
        """Return the place with an id: a row of a pack, a town of the gazetteer, or a first-order region."""
        known = self.by_id.get(target) or self.overlaid.get(target)
        if known:
            return known
        sites = (gazetteer.site(target) for gazetteer in self.gazetteers)
        site = next(filter(None, sites), None)
        region = self.regions.get(target)
        return self._of_site(site) if site else _of_region(region) if region else None

    def _of_site(self, site: Site) -> Spot:
        """Return a place of a gazetteer, or the packs' own row for it."""
        area = site.region.id if site.region.code else None
        own = self.overlaid.get(site.id)
        if own:
            return replace(own, fit=site.fit, population=site.population, area=area)
        if site.kind == REGION and area:
            own = self.by_area.get(area)
            return replace(own or _of_region(site.region, name=site.name), fit=site.fit, written=False)
        place = (site.lon, site.lat, site.radius_km, site.precision)
        country = site.region.country or None
        known = (area or country, country, site.population, site.fit)
        return Spot(site.id, site.name, site.kind, *place, *known, written=False, area=area)

    def region_of(self, spot: Spot) -> Spot | None:
        """Return the first-order region that a place lies in, under the place's name."""
        region = self.regions.get(spot.area or "")
        return _of_region(region, name=spot.name) if region else None


def _find_region(row: RegionRow, gazetteers: tuple[Gazetteer, ...], regions: dict[str, Region]) -> Region | None:
    """Return the region that a row names by its code or by a town in it."""
    towns = (site for one in gazetteers for site in one.find(row.seat) if site.kind == TOWN)
    inside = (site.region for site in towns if site.region.country == row.country and site.region.code)
    return regions.get(f"{row.country}-{row.seat}") or next(inside, None)


def _regions(
    packs: Packs, gazetteers: tuple[Gazetteer, ...], regions: dict[str, Region]
) -> Iterator[tuple[tuple[str, ...], Spot]]:
    """Yield the named regions."""
    for row in packs.rows(RegionRow):
        region = _find_region(row, gazetteers, regions)
        if region:
            yield (row.name, *row.aliases), _of_region(region, row)


def _named_spots(
    packs: Packs, gazetteers: tuple[Gazetteer, ...], regions: dict[str, Region]
) -> Iterator[tuple[tuple[str, ...], Spot]]:
    """Yield the places that packs name, with all their names."""
    names = {row.id: row for row in packs.rows(NationalityRow)}
    for country in packs.rows(CountryRow):
        state = names.get(country.id)
        known = (country.name, state.name, *state.aliases) if state else (country.name,)
        yield known, _of_country(country, state.name if state else country.name)
    yield from _regions(packs, gazetteers, regions)
    for place in packs.rows(PlaceRow):
        yield (place.name, *place.aliases), _of_row(place)


@lru_cache(maxsize=8)
def compile_atlas(packs: Packs) -> Atlas:
    """Open the gazetteer and index the packs' own places; kept for the life of the process."""
    gazetteers = tuple(open_gazetteer(path) for path in reversed(packs.files("gazetteer")))
    regions = {region.id: region for one in reversed(gazetteers) for region in one.regions if region.code}
    tables: tuple[dict[str, dict[Spot, None]], ...] = (defaultdict(dict), defaultdict(dict), defaultdict(dict))
    by_id: dict[str, Spot] = {}
    for names, spot in _named_spots(packs, gazetteers, regions):
        by_id[spot.id or spot.name] = spot
        for name in names:
            tables[0][strict_key(name)][spot] = None
            if spot.kind not in {"country", REGION} and not is_acronym(name):
                tables[1][folded(name)][spot] = None
                tables[2][_loose_key(name)][spot] = None
    strict, alike, loose = ({key: tuple(spots) for key, spots in table.items()} for table in tables)
    overlaid = {f"{GEONAMES}-{row.geonames}": by_id[row.id] for row in packs.rows(PlaceRow) if row.geonames}
    by_area = {spot.area: spot for spot in by_id.values() if spot.kind == REGION and spot.area}
    seats = tuple(_capitals(packs, gazetteers))
    capitals = frozenset((*seats, *(overlaid[seat].id or "" for seat in seats if seat in overlaid)))
    return Atlas(gazetteers, regions, strict, alike, loose, by_id, overlaid, by_area, capitals)


def _capitals(packs: Packs, gazetteers: tuple[Gazetteer, ...]) -> Iterator[str]:
    """Yield the ids of the capitals in the gazetteers: the largest town of the country with the capital's name."""
    for country in packs.rows(CountryRow):
        sites = (site for one in gazetteers for site in one.find(country.capital) if site.kind == TOWN)
        mine = [site for site in sites if site.region.country == country.id and site.fit == EXACT]
        if mine:
            yield max(mine, key=lambda site: site.population).id
