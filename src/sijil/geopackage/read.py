"""Open a record file for reading: as it is, without a lock, whatever is built meanwhile."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

import msgspec

from sijil.errors import ProjectError
from sijil.geopackage.container import APPLICATION_ID
from sijil.geopackage.schema import LAYOUT
from sijil.geopackage.tables import BY_NAME

Json = dict[str, object]
_NUMBER = re.compile("[0-9]+")


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


def open_record(path: Path) -> RecordFile:
    """Open a record file.

    Raises:
        ProjectError: If it is missing, damaged, no record, or of a newer version of Sijil.
    """
    again = f"run `sijil build {path.parent}`: it is made anew and nothing is lost"
    if not path.exists():
        raise ProjectError(f"{path.parent}: nothing has been built yet", remedy=f"run `sijil build {path.parent}`")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
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
