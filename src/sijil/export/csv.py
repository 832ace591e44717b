"""CSV for spreadsheets: nested values as columns, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from sijil.contract import SCHEMES, Json

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The parts of nested values, so that the columns are the same whether or not a value is known.
_PARTS = {
    "report": ("id", "uri", "outlet", "published"),
    "published": ("earliest", "latest", "how"),
    "codes": SCHEMES,
    "actor": ("id", "name", "surface"),
    "target": ("id", "name", "surface"),
    "group": ("id", "name", "surface"),
    "place": ("id", "name", "surface", "lon", "lat", "radius_km", "precision"),
    "time": ("earliest", "latest", "grain", "how", "surface"),
    "speaker": ("surface", "name", "role", "party", "channel"),
    "party": ("id", "name"),
    "holder": ("id", "name", "surface"),
}


def write_csv(rows: Iterable[Json], file: TextIO) -> None:
    """Write rows with a header line; without rows nothing is written.

    A nested value takes a column for each of its parts (`place_name`), a list is written as JSON. A cell of text that
    begins as a formula does gets an apostrophe in front.
    """
    writer = csv.writer(file)
    for number, row in enumerate(rows):
        cells = list(flatten(row))
        if number == 0:
            writer.writerow([name for name, _ in cells])
        writer.writerow([_cell(value) for _, value in cells])


def flatten(row: Json, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield column names and values; a nested value that is unknown gives empty cells."""
    for key, value in row.items():
        if key in _PARTS:
            parts = value if isinstance(value, dict) else {}
            yield from flatten({part: parts.get(part) for part in _PARTS[key]}, f"{prefix}{key}_")
        else:
            yield prefix + key, value


def _cell(value: object) -> object:
    """Write a value so that a spreadsheet shows it and runs nothing."""
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
