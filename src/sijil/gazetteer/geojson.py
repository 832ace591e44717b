"""GeoJSON (RFC 7946): the features of a FeatureCollection, one at a time, so that a file may be larger than memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from sijil.errors import UsageError
from sijil.gazetteer.rows import BadRowError, Maker, Tally, check_encoding, check_point
from sijil.gazetteer.shapes import rings_of, summary
from sijil.gazetteer.tables import OPTIONAL
from sijil.gazetteer.writer import Place, is_readable

EXPECTED = (
    "a FeatureCollection of features with a Point, Polygon or MultiPolygon and the property name, and where known "
    + ", ".join(OPTIONAL)
    + ", name:en and the like"
)
_CHUNK = 1 << 16
_LONGEST = 1 << 28
"""Characters of the longest feature."""
_TORN = 16
"""Characters at the end of what is read within which a fault may be that the rest is not read yet."""
_LANGUAGE = re.compile(r"name:[a-z]{2,3}(?:[-_]\w+)?")
_FORMAT = "write it as GeoJSON again; expected is "


class _Scanner:
    """Reads JSON values from a file one after the other."""

    def __init__(self, file: IO[bytes], shown: str) -> None:
        self._file, self._shown = file, shown
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._json = json.JSONDecoder()
        self._text, self._at, self._ended = "", 0, False
        self.line = 1

    @property
    def where(self) -> str:
        """Return the file and the line."""
        return f"{self._shown}:{self.line}"

    def _more(self) -> bool:
        """Read on; return whether there was more. What was taken is dropped."""
        if self._ended:
            return False
        block = self._file.read(max(_CHUNK, len(self._text) - self._at))
        self._ended = not block
        self._text = self._text[self._at :] + self._decoder.decode(block, final=self._ended)
        self._at = 0
        return not self._ended

    def _go_to(self, at: int) -> None:
        self.line += self._text.count("\n", self._at, at)
        self._at = at

    def peek(self) -> str:
        """Return the next character that is no white space; empty at the end."""
        while True:
            at, text = self._at, self._text
            while at < len(text) and text[at] in " \t\r\n":
                at += 1
            self._go_to(at)
            if at < len(text):
                return text[at]
            if not self._more():
                return ""

    def take(self, char: str) -> bool:
        """Take a character if it comes next; tell whether it did."""
        is_next = self.peek() == char
        if is_next:
            self._at += 1
        return is_next

    def value(self) -> Any:  # noqa: ANN401  # any JSON value
        """Take the next value.

        Raises:
            UsageError: If it is not JSON.
        """
        self.peek()
        while True:
            try:
                found, end = self._json.raw_decode(self._text, self._at)
                if end < len(self._text) or not self._more():
                    self._go_to(end)
                    return found
            except json.JSONDecodeError as error:
                is_torn = error.msg.startswith("Unterminated") or error.pos > len(self._text) - _TORN
                if not is_torn or len(self._text) - self._at > _LONGEST or not self._more():
                    raise self.fault(f"{error.msg}") from error
            except RecursionError as error:
                raise self.fault("values lie too deep in each other") from error

    def fault(self, what: str) -> UsageError:
        """Return an error about this line."""
        return UsageError(f"{self.where}: not GeoJSON that can be read: {what}", remedy=_FORMAT + EXPECTED)


def _features(scanner: _Scanner) -> Iterator[tuple[str, Any]]:
    """Yield each feature of a collection with its file and line.

    Raises:
        UsageError: If the file is none.
    """
    if not scanner.take("{"):
        raise scanner.fault("it does not begin with {")
    seen = False
    while not scanner.take("}"):
        key = scanner.value()
        if not scanner.take(":"):
            raise scanner.fault("a name without a value")
        if key == "features" and scanner.take("["):
            seen = True
            yield from _list(scanner)
        else:
            scanner.value()
        if not scanner.take(",") and scanner.peek() != "}":
            raise scanner.fault("the file is cut off, or a comma is missing")
    if not seen:
        raise scanner.fault("it has no list of features")


def _list(scanner: _Scanner) -> Iterator[tuple[str, Any]]:
    while not scanner.take("]"):
        scanner.peek()
        where = scanner.where
        yield where, scanner.value()
        if not scanner.take(",") and scanner.peek() != "]":
            raise scanner.fault("the file is cut off, or a comma is missing between features")


def read_geojson(file: IO[bytes], shown: str, maker: Maker, tally: Tally, first: int) -> Iterator[Place]:
    """Yield the places of a collection.

    Args:
        file: The collection.
        shown: How messages name it.
        maker: Checks and remembers.
        tally: Counts what becomes of the features.
        first: Number of the first feature, for those without a number of their own.

    Raises:
        UsageError: If the file is no collection of features.
    """
    for number, (where, feature) in enumerate(_features(_Scanner(file, shown)), first):
        try:
            yield tally.accept(_read_feature(feature, maker, number))
        except BadRowError as reason:
            tally.refuse(reason, where)


def _read_feature(feature: object, maker: Maker, number: int) -> Place:
    """Return the place of a feature.

    Raises:
        BadRowError: If it makes none.
    """
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise BadRowError("no feature")
    given = feature.get("properties")
    properties: Mapping[str, Any] = given if isinstance(given, dict) else {}
    lon, lat, radius = _read_geometry(feature.get("geometry"))
    fields = {name: _text(properties.get(name)) for name in OPTIONAL if name != "aliases"}
    fields["id"] = fields["id"] or _text(feature.get("id"))
    fields["radius_km"] = fields["radius_km"] or ("" if radius is None else str(radius))
    names = tuple(_names(properties))
    if not names:
        raise BadRowError("no name")
    return maker.place(fields, names, (lon, lat), number)


def _names(properties: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of a feature, the main one first."""
    yield from filter(None, [_text(properties.get("name"))])
    aliases = properties.get("aliases")
    listed = aliases if isinstance(aliases, list) else _text(aliases).split("|")
    yield from filter(None, map(_text, listed))
    translated = (_text(value) for key, value in properties.items() if _LANGUAGE.fullmatch(key))
    yield from (name for name in translated if is_readable(name))


def _text(value: object) -> str:
    """Return a string or a number as text; empty for anything else.

    Raises:
        BadRowError: If it is not UTF-8.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return check_encoding(str(value)).strip() if is_plain else ""


def _read_geometry(geometry: object) -> tuple[float, float, float | None]:
    """Return longitude and latitude of the middle, and the radius in km of a surface.

    Raises:
        BadRowError: If there is no point on the globe.
    """
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        raise BadRowError("no coordinates")
    if geometry.get("type") not in {"Point", "Polygon", "MultiPolygon"}:
        raise BadRowError("a geometry that is no Point, Polygon or MultiPolygon")
    try:
        if geometry["type"] == "Point":
            lon, lat, *_ = map(float, geometry["coordinates"])
            return *check_point(lon, lat), None
        rings = rings_of(geometry)
        for ring in rings:
            for lon, lat in ring:
                check_point(lon, lat)
        return summary(rings)[:3]
    except (TypeError, ValueError, IndexError, KeyError):
        raise BadRowError("coordinates that are no numbers (degrees such as 13.19)") from None
