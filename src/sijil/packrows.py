"""How the text of a pack cell becomes a value: places in files, faults, and the types that a row may hold.

The CSV and the YAML reader share this page, so that a wrong number is reported in the same words in both.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import enum
import math
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Parse = Callable[[str], object]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DATE_FIELDS = ("valid_from", "valid_to")
_SHOWN = 30


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a pack file; line and column count from 1, the column in characters."""

    pack: str
    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Print as `file:line:column`, which editors follow."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One error in a pack: where it is, what is wrong, and what to do about it."""

    location: Location
    what: str
    remedy: str

    def __str__(self) -> str:
        """Print on one line, the place first."""
        return f"{self.location}: {self.what} -> {self.remedy}"


@dataclass(frozen=True, slots=True)
class Located:
    """A row with the place that it was read from."""

    row: Any
    location: Location


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a row type: its name, its type, and whether it may be left out."""

    name: str
    hint: Any
    required: bool


def remember(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function gives for each row type (and packs); a type checker does not take types for hashable."""
    return typing.cast("Callable[P, T]", lru_cache(maxsize=512)(make))


@remember
def columns(kind: type[Any]) -> tuple[Column, ...]:
    """Return the fields of a row type, in order."""
    hints = typing.get_type_hints(kind)
    missing = dataclasses.MISSING
    return tuple(
        Column(field.name, hints[field.name], field.default is missing and field.default_factory is missing)
        for field in dataclasses.fields(kind)
    )


def suggest(name: str, known: Iterable[str]) -> str:
    """Say which of the known names is meant, or list them if they are few enough to read."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    shown = ", ".join(names[:_SHOWN]) or "none"
    more = len(names) - _SHOWN
    return f"known: {shown}, and {more} more" if more > 0 else f"known: {shown}"


def without_none(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type hint may be any object
    """Return the members of a union but None; of any other type, the type alone."""
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return tuple(member for member in typing.get_args(hint) if member is not types.NoneType)
    return (hint,)


def is_optional(hint: Any) -> bool:  # noqa: ANN401 - a type hint may be any object
    """Tell whether None is a value of the type."""
    return types.NoneType in typing.get_args(hint)


def item_type(hint: Any) -> Any:  # noqa: ANN401 - a type hint may be any object
    """Return T of `tuple[T, ...]`; None for any other type."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004
        return arguments[0]
    return None


def scalar(hint: Any) -> Parse:  # noqa: ANN401 - a type hint may be any object
    """Return the function that reads one text as a value of the type, or raises ValueError saying what it expected.

    Raises:
        TypeError: If a row type declares a field that no cell can hold; an error of the program, not of a pack.
    """
    if hint is str:
        return str
    if hint in _PARSERS:
        return _PARSERS[hint]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _one_of({str(member.value): member for member in hint})
    if typing.get_origin(hint) is typing.Literal:
        return _one_of({str(value): value for value in typing.get_args(hint)})
    members = without_none(hint)
    if members != (hint,):
        return _first_of(tuple(scalar(member) for member in members))
    raise TypeError(f"a pack cell cannot hold {hint!r}")


def field_scalar(name: str, hint: Any) -> Parse:  # noqa: ANN401 - a type hint may be any object
    """Return the reader of a field: as `scalar`, but the two validity fields hold dates."""
    return _date if name in _DATE_FIELDS else scalar(hint)


def wrong_period(row: object) -> str | None:
    """Say what is wrong where a row ends before it begins."""
    start, end = (getattr(row, name, None) for name in _DATE_FIELDS)
    if not start or not end or start <= end or start.startswith(end):
        return None
    return f"valid_from {start} is after valid_to {end}"


def texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each text inside a value, with the path to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError(f"expected a whole number, found {text!r}")
    return int(text)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"expected a number, found {text!r}")
    return value


def _truth(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError(f"expected true or false, found {text!r}")
    return text.lower() == "true"


def _date(text: str) -> str:
    match = _DATE.fullmatch(text)
    try:
        dt.date(*(int(part or 1) for part in match.groups()) if match else (0, 0, 0))
    except ValueError as error:
        raise ValueError(f"expected a date as 2011, 2011-02 or 2011-02-17, found {text!r}") from error
    return text


def _one_of(members: dict[str, object]) -> Parse:
    def parse(text: str) -> object:
        if text not in members:
            raise ValueError(f"expected one of {', '.join(members)}, found {text!r}")
        return members[text]

    return parse


def _first_of(parsers: tuple[Parse, ...]) -> Parse:
    def parse(text: str) -> object:
        problem = ValueError(f"cannot read {text!r}")
        for parser in parsers:
            try:
                return parser(text)
            except ValueError as error:
                problem = error
        raise problem

    return parse


_PARSERS: dict[object, Parse] = {int: _integer, float: _number, bool: _truth}
