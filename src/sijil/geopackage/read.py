"""Open a record file for reading: as it is, without a lock, whatever is built meanwhile."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec

from sijil.errors import ProjectError
from sijil.geopackage.container import APPLICATION_ID
from sijil.geopackage.schema import LAYOUT
from sijil.geopackage.tables import BY_NAME
from sijil.geopackage.write import make_fid

Json = dict[str, object]
_NUMBER = re.compile("[0-9]+")
_WORD = re.compile(r"\w+")
_GROUP = 500
"""Values that are asked for at once; SQLite takes at least 999."""


class RecordFile:
    """An open record file; a build that publishes meanwhile does not change what it reads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from an open connection; use `open_record`."""
        self._connection = connection
        connection.create_function("natural_key", 1, natural_key, deterministic=True)

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def manifest(self) -> bytes:
        """Return the manifest of the build, as JSON."""
        (text,) = self._connection.execute("SELECT manifest FROM build").fetchone()
        return str(text).encode()

    def is_whole(self) -> bool:
        """Tell whether every page and index of the file is as SQLite wrote it."""
        return bool(self._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))

    def row(self, name: str, identifier: str, *, with_source: bool = False) -> Json | None:
        """Return the row of a table with an id, by its number, which is made of the id; None where there is none."""
        found = self.rows(name, {"fid": make_fid(name, identifier), "id": identifier}, with_source=with_source)
        return next(found, None)

    def ids(self, name: str, beginning: str, limit: int) -> list[str]:
        """Return the first ids of a table that begin with some characters."""
        query = f"SELECT id FROM {name} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"  # noqa: S608  # our own names
        return [found for (found,) in self._connection.execute(query, (beginning, f"{beginning}\uffff", limit))]

    def columns(
        self,
        name: str,
        columns: Sequence[str],
        where: Mapping[str, Iterable[object]] | None = None,
        order: Sequence[str] = (),
    ) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of a table as they are.

        Args:
            name: The table.
            columns: Its columns.
            where: For one column at most, the values that are wanted, None included; they are asked for in groups.
            order: SQL by which all rows are ordered; none orders those that `where` chose.
        """
        listed = ", ".join(f'"{column}"' for column in columns)
        query = f"SELECT {listed} FROM {name}"  # noqa: S608  # our own names
        if not where:
            yield from self._connection.execute(f"{query} ORDER BY {', '.join(order)}" if order else query)
        for column, values in (where or {}).items():
            wanted = list(dict.fromkeys(values))
            if None in wanted:
                yield from self._connection.execute(f'{query} WHERE "{column}" IS NULL')
            for start in range(0, len(wanted), _GROUP):
                group = wanted[start : start + _GROUP]
                marks = ", ".join("?" * len(group))
                yield from self._connection.execute(f'{query} WHERE "{column}" IN ({marks})', group)

    def count(self, name: str) -> int:
        """Count the rows of a table."""
        (found,) = self._connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608  # our own names
        return int(found)

    def search(self, words: str, name: str, limit: int) -> list[int]:
        """Return the numbers of the rows of a table that have all of some words, the best fit first.

        Args:
            words: What a person typed; each word is looked for as it stands, the last one as a beginning.
            name: The table.
            limit: How many rows at most; below zero, all.
        """
        parts = [f'"{word}"' for word in _WORD.findall(words)]
        if not parts:
            return []
        query = "SELECT rowid FROM full_text WHERE full_text MATCH ? AND table_name = ? ORDER BY rank LIMIT ?"
        return [fid for (fid,) in self._connection.execute(query, (f"{' '.join(parts)}*", name, limit))]

    def rows(
        self, name: str, equal: Mapping[str, object] | None = None, *, with_source: bool = False
    ) -> Iterator[Json]:
        """Yield the rows of a table in its order: as the command of its name prints them, else by column.

        Args:
            name: The table.
            equal: Only rows whose columns have these values; None asks for nothing.
            with_source: Whether rows that one source gave also get its sha256, as `source`.
        """
        table = BY_NAME[name]
        asked = {column: value for column, value in (equal or {}).items() if value is not None}
        where = " AND ".join(f'"{column}" = ?' for column in asked)
        order = ", ".join(f'natural_key("{column}")' if column == "uri" else f'"{column}"' for column in table.order)
        names = ["json"] if table.keeps_json else [column.name for column in table.columns]
        own = table.own_source() if with_source and table.keeps_json else None
        names += [own.name] if own else []
        listed = ", ".join(f'"{column}"' for column in names)
        query = f"SELECT {listed} FROM {name}{' WHERE ' * bool(asked)}{where} ORDER BY {order}, fid"  # noqa: S608  # our own names
        for cells in self._connection.execute(query, tuple(asked.values())):
            if table.keeps_json:
                row = msgspec.json.decode(cells[0], type=dict[str, object])
                yield {**row, own.name: cells[1]} if own else row
            else:
                yield dict(zip(names, cells, strict=True))


def natural_key(address: str | None) -> str | None:
    """Return a key by which addresses are sorted with numbers as numbers: `page-2` before `page-10`."""
    return address and _NUMBER.sub(_number_key, address)


def _number_key(number: re.Match[str]) -> str:
    """Return digits behind the count of them: a shorter number comes first."""
    digits = number[0].lstrip("0")
    return f"{len(digits):02}{digits}"


def open_record(path: Path, *, shared: bool = False) -> RecordFile:
    """Open a record file; with `shared`, several threads may use it, one after the other.

    Raises:
        ProjectError: If it is missing, damaged, no record, or of a newer version of Sijil.
    """
    again = f"run `sijil build {path.parent}`: it is made anew and nothing is lost"
    if not path.exists():
        raise ProjectError(f"{path.parent}: nothing has been built yet", remedy=f"run `sijil build {path.parent}`")
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=not shared
    )
    try:
        kind = connection.execute("PRAGMA application_id").fetchone()[0]
        found = connection.execute("SELECT type FROM dictionary WHERE column_name = 'layout'").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ProjectError(f"{path}: cannot be opened: {error}", remedy=again) from error
    layout = int(found[0]) if found else 0
    if kind == APPLICATION_ID and layout == LAYOUT:
        return RecordFile(connection)
    connection.close()
    if layout > LAYOUT:
        what = f"{path}: was written by a newer version of Sijil (layout {layout}; this one reads layout {LAYOUT})"
        raise ProjectError(what, remedy=f"install a newer version of Sijil, or {again}")
    raise ProjectError(f"{path}: is no record of layout {LAYOUT}", remedy=again)
