"""GeoJSON (RFC 7946): a feature for each row, at the point of its place; where none is known, without geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from sijil.contract import Json
from sijil.export.csv import flatten
from sijil.geopackage.cells import find_point


def write_geojson(rows: Iterable[Json], file: TextIO) -> None:
    """Write one collection; nested values take a property for each of their parts, `place_radius_km` for one."""
    file.write('{"type": "FeatureCollection", "features": [')
    for number, row in enumerate(rows):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(_feature(row), ensure_ascii=False))
    file.write("\n]}\n")


def _feature(row: Json) -> Json:
    point = find_point(row)
    feature: Json = {"type": "Feature"}
    if "id" in row:
        feature["id"] = row["id"]
    geometry = {"type": "Point", "coordinates": list(point)} if point else None
    return {**feature, "geometry": geometry, "properties": dict(flatten(row))}
