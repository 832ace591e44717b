"""How the tables of the record file are described.

Each table holds the rows of one command's JSON (docs/records.md) or a list that stands in them; a column names the
path of its value in that JSON. The same text makes the table `dictionary` of the file and docs/data-dictionary.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LAYOUT = 4
"""Raised when a table or column goes, changes its meaning, or a reader needs a new one; no other layout is read."""


OWN_SOURCE = "@source"
"""The path of the column that says which source gave a row."""


class Kind(StrEnum):
    """The type of a column, in the words of the GeoPackage standard (1.3, table 1)."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    REAL = "REAL"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, the path of its value in the JSON row, and what it is."""

    name: str
    kind: Kind
    path: tuple[str, ...]
    meaning: str


REVIEW = Column("review", Kind.TEXT, ("review",), "`unreviewed`, `accepted`, `corrected` or `rejected`")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the record file.

    Attributes:
        name: Its name.
        meaning: What a row of it is.
        columns: Its columns, after `fid` and before `json`.
        order: Columns that rows are read in the order of.
        words: Columns whose words are in the full-text index.
        point: Whether rows have a point: that of their `place`.
        keeps_json: Whether the column `json` holds the row as the command of the same name prints it.
        indexes: Columns by which rows are looked up, each with those that are read along.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    words: tuple[str, ...] = ()
    point: bool = False
    keeps_json: bool = True
    indexes: tuple[tuple[str, ...], ...] = ()

    def own_source(self) -> Column | None:
        """Return the column of the source whose rows these are; None where rows are of no single source."""
        return next((column for column in self.columns if column.path == (OWN_SOURCE,)), None)

    def exported(self) -> tuple[Column, ...]:
        """Return the columns of a flat export: those of the file, and the review state where the file has none."""
        has_review = any(column.name == REVIEW.name for column in self.columns)
        return (*self.columns, REVIEW) if self.is_reviewed and not has_review else self.columns

    @property
    def is_reviewed(self) -> bool:
        """Whether rows have a review state: their own, or that of the claims that support them."""
        return bool({REVIEW.name, "support"} & {column.name for column in self.columns})

    def described(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, type and meaning of every column, those of every table included."""
        yield "fid", "INTEGER", "number of the row, made from what it says, so that it stays over builds"
        if self.point:
            yield "geom", "POINT", "the point of the place, WGS84; null where it is not known"
        for column in self.columns:
            yield column.name, column.kind.value, column.meaning
        if self.keeps_json:
            yield "json", "TEXT", f"the row as `sijil {self.name} --json` prints it"


def read_column(line: str) -> Column:
    """Read `name TYPE path meaning`; the path `=` is the name itself."""
    name, kind, path, meaning = line.split(None, 3)
    return Column(name, Kind(kind), (name,) if path == "=" else tuple(path.split(".")), meaning)


def read_columns(*blocks: str) -> tuple[Column, ...]:
    """Read columns, one per line."""
    return tuple(read_column(line) for block in blocks for line in block.strip().splitlines())
