"""GeoNames dumps: 19 columns parted by tabs, no header (LY.txt, allCountries.txt, cities500.txt of geonames.org)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from sijil.gazetteer.kinds import features
from sijil.gazetteer.layout import TOWN
from sijil.gazetteer.rows import BadRowError, LeftOutError, Maker, Tally, keep_names, read_amount, read_point
from sijil.gazetteer.writer import Place, is_readable

SPACE = "geonames"
EXPECTED = "19 columns parted by tabs and no header line, as in LY.txt or allCountries.txt of geonames.org"
COLUMNS = 19
LONGEST_LINE = 1 << 20
_ID, _NAME, _ASCII, _OTHERS, _LAT, _LON, _CLASS, _CODE, _COUNTRY = range(9)
_AREA, _PEOPLE = 10, 14
_NO_AREA = "00"


def read_geonames(file: IO[bytes], shown: str, maker: Maker, tally: Tally) -> Iterator[Place]:
    """Yield the places of a dump.

    Args:
        file: The dump.
        shown: How messages name it.
        maker: Checks and remembers.
        tally: Counts what becomes of the rows.
    """
    for number, line in enumerate(_lines(file), 1):
        try:
            place = _read_line(line, maker)
        except BadRowError as reason:
            tally.refuse(reason, f"{shown}:{number}")
        else:
            if place is not None:
                yield tally.accept(place)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines; of one that is too long to be one, the first part."""
    while line := file.readline(LONGEST_LINE):
        rest = line
        while rest and len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        yield line


def _read_line(line: bytes, maker: Maker) -> Place | None:
    """Return the place of a line; None for an empty one.

    Raises:
        BadRowError: If it makes none.
    """
    try:
        cells = line.decode().rstrip("\r\n").lstrip("\ufeff").split("\t")
    except UnicodeDecodeError:
        raise BadRowError("not UTF-8") from None
    if cells == [""]:
        return None
    if len(cells) != COLUMNS:
        raise BadRowError(f"too {'few' if len(cells) < COLUMNS else 'many'} columns ({COLUMNS} are expected)")
    feature = features().get((cells[_CLASS], cells[_CODE])) or features().get((cells[_CLASS], ""))
    if feature is None:
        raise BadRowError("unknown feature class (A, H, L, P, R, S, T, U and V are read)")
    kind = feature.kind
    if kind is None:
        raise LeftOutError(feature.left_out)
    point = read_point(cells[_LON], cells[_LAT])
    country = maker.country(cells[_COUNTRY])
    others = (name for name in cells[_OTHERS].split(",") if is_readable(name))
    names = keep_names((cells[_NAME], cells[_ASCII], *others))
    people = read_amount(cells[_PEOPLE], "a population that is no number of people") or 0.0
    area = maker.area(country, cells[_AREA] if cells[_AREA] != _NO_AREA else "")
    if not (cells[_ID].isascii() and cells[_ID].isdecimal()):
        raise BadRowError("an id that is no whole number")
    number = maker.number(SPACE, int(cells[_ID]))
    size = people if kind.name == TOWN else kind.radius_km
    return Place(number, SPACE, kind.name, kind.precision, names, *point, size, country, area)
