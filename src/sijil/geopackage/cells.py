"""From a row of the JSON contract to the cells of a flat table."""

from __future__ import annotations

import msgspec

from sijil.geopackage.schema import OWN_SOURCE, Column

Json = dict[str, object]


def find_cell(column: Column, row: Json) -> object:
    """Return the value at a column's path; lists and objects become JSON."""
    value: object = row
    for part in column.path if column.path != (OWN_SOURCE,) else (column.name,):
        value = value.get(part) if isinstance(value, dict) else None
    return msgspec.json.encode(value).decode() if isinstance(value, list | dict) else value


def find_point(row: Json) -> tuple[float, float] | None:
    """Return degrees east and north of a row's place, where they are known."""
    place = row.get("place")
    if not isinstance(place, dict) or place.get("lon") is None or place.get("lat") is None:
        return None
    return float(place["lon"]), float(place["lat"])
