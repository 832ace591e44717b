"""Rows of the record as the commands print them, from tables that keep no JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sijil.contract import Json
from sijil.geopackage.tables import TABLES

AS_JSON = "as JSON"
"""How the meaning of a column ends that holds a list."""
NESTED = {
    table.name: tuple(column.name for column in table.columns if column.meaning.endswith(AS_JSON)) for table in TABLES
}
"""Columns that hold lists as JSON, by table."""


def unpacked(table: str, rows: Iterable[Json]) -> list[Json]:
    """Return rows with the lists in their columns."""
    return [unpack(row, NESTED[table]) for row in rows]


def unpack(row: Json, columns: Iterable[str]) -> Json:
    """Return a row with lists in the place of their JSON."""
    return {**row, **{name: read_list(row[name]) for name in columns}}


def read_list(text: object) -> list[Any]:
    """Read a list of a column; null is an empty one."""
    found: list[Any] = msgspec.json.decode(str(text)) if text else []
    return found


def ids_of(row: Mapping[str, object], *columns: str) -> list[str]:
    """Return the ids in some lists of a row, each once."""
    found: dict[str, None] = {}
    for column in columns:
        values = row[column]
        found |= dict.fromkeys(map(str, values)) if isinstance(values, list) else {}
    return list(found)


def part(value: object, name: str) -> Any:  # noqa: ANN401  # a value of a JSON row
    """Return a member of a nested object; None where there is none."""
    return value.get(name) if isinstance(value, dict) else None
