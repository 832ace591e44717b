"""CSV tables of places: a header line with the names of the columns, in any order."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import IO

from sijil.errors import UsageError
from sijil.gazetteer.rows import BadRowError, Maker, Tally, check_encoding, read_point
from sijil.gazetteer.writer import Place

NEEDED = ("name", "lon", "lat")
OPTIONAL = ("id", "aliases", "kind", "country", "population", "radius_km", "area")
EXPECTED = f"a header line with {', '.join(NEEDED)}, and where known {', '.join(OPTIONAL)}"
SYNONYMS = {"longitude": "lon", "lng": "lon", "latitude": "lat"}
DELIMITERS = (",", ";", "\t")


def read_table(file: IO[bytes], shown: str, maker: Maker, tally: Tally, first: int) -> Iterator[Place]:
    """Yield the places of a table.

    Args:
        file: The table.
        shown: How messages name it.
        maker: Checks and remembers.
        tally: Counts what becomes of the rows.
        first: Number of the first row below the header, for rows without a number of their own.

    Raises:
        UsageError: If the header lacks a column, or quotes do not close.
    """
    lines = _decode(file)
    header = next(lines, "")
    columns, delimiter = _read_header(header, shown)
    tally.unread = tuple(name for name in columns if name and name not in (*NEEDED, *OPTIONAL))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line, number = 2, first
    try:
        for cells in reader:
            if cells:
                try:
                    yield tally.accept(_read_row(cells, columns, maker, number))
                except BadRowError as reason:
                    tally.refuse(reason, f"{shown}:{line}")
                number += 1
            line = reader.line_num + 2
    except csv.Error as error:
        what = f"{shown}:{line}: not CSV: {error}"
        raise UsageError(what, remedy="close the quote on this line or below it, and double quotes inside") from error


def _decode(file: IO[bytes]) -> Iterator[str]:
    """Yield the lines; bytes that are not UTF-8 become halves of surrogate pairs, which `check_encoding` refuses."""
    for number, line in enumerate(file):
        text = line.decode("utf-8", "surrogateescape")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _read_header(header: str, shown: str) -> tuple[tuple[str, ...], str]:
    """Return the names of the columns, and what parts them.

    Raises:
        UsageError: If a column is missing or stands twice.
    """
    best: tuple[tuple[str, ...], str] = ((), ",")
    for delimiter in DELIMITERS:
        names = [cell.strip().lower() for cell in next(csv.reader([header], delimiter=delimiter), [])]
        columns = tuple(SYNONYMS.get(name, name) for name in names)
        if len(set(columns) & set(NEEDED)) > len(set(best[0]) & set(NEEDED)):
            best = (columns, delimiter)
    columns = best[0]
    missing = [name for name in NEEDED if name not in columns]
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if missing or doubled:
        what = f"no column {', '.join(missing)}" if missing else f"the column {', '.join(doubled)} stands twice"
        raise UsageError(f"{shown}:1: {what}", remedy=f"expected is {EXPECTED}")
    return best


def _read_row(cells: list[str], columns: tuple[str, ...], maker: Maker, number: int) -> Place:
    """Return the place of a row.

    Raises:
        BadRowError: If it makes none.
    """
    if len(cells) != len(columns):
        raise BadRowError(
            f"too {'few' if len(cells) < len(columns) else 'many'} columns (the header has another count)"
        )
    fields: Mapping[str, str] = {name: check_encoding(cell).strip() for name, cell in zip(columns, cells, strict=True)}
    point = read_point(fields["lon"], fields["lat"])
    if not fields["name"]:
        raise BadRowError("no name")
    aliases = (name.strip() for name in fields.get("aliases", "").split("|"))
    return maker.place(fields, (fields["name"], *aliases), point, number)
