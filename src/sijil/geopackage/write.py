"""Write the record file beside the old one and put it in its place.

What a source gave is written once: where the old file is as Sijil left it, it is copied and only the rows of sources
that have changed are written anew. The content does not depend on the way (tests/geopackage/test_write.py).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec

from sijil.geopackage.cells import Json, find_cell, find_point
from sijil.geopackage.container import create_tables, create_triggers, drop_triggers, note_extents
from sijil.geopackage.points import encode_point
from sijil.geopackage.schema import Table
from sijil.geopackage.tables import BY_NAME

Rows = Mapping[str, Iterable[Json]]

_TEMPORARY = ".writing-record-"
_COUNTER = slice(24, 28)
_FID_BYTES = 6


class SourceRows(NamedTuple):
    """What one source gave: a digest of it, and a function that gives its rows by table."""

    source: str
    digest: str
    load: Callable[[], Rows]


class Content(NamedTuple):
    """All that a record file holds.

    Attributes:
        manifest: The manifest of the build, as JSON.
        code: Digest of the code and layout that rows are written with; of another code, all is written anew.
        sources: What each source gave.
        whole: Rows of tables that are written anew each time.
        patches: By table and column, the values that rows get by their id from beyond their own source.
    """

    manifest: str
    code: str
    sources: Iterable[SourceRows]
    whole: Rows
    patches: Mapping[tuple[str, str], Mapping[str, object]]


def write_record(path: Path, content: Content) -> None:
    """Write the record file; a crash leaves the old one, and at worst a file `.writing-record-...` beside it.

    Args:
        path: The file.
        content: What it shall hold.
    """
    for left in path.parent.glob(f"{_TEMPORARY}*"):
        left.unlink()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY)
    os.close(handle)
    new = Path(name)
    try:
        is_copy = _copy_old(path, new, content.code)
        with closing(_connect(new)) as connection:
            _fill(connection, content, is_copy=is_copy)
        _seal(new)
        new.chmod(0o644)
        for suffix in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file that nobody else knows of yet: it needs no journal, since a crash throws it away."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _copy_old(path: Path, new: Path, code: str) -> bool:
    """Copy the old file, if Sijil wrote it with the same code and nobody has changed it since."""
    try:
        with path.open("rb") as file:
            counter = int.from_bytes(file.read(100)[_COUNTER], "big")
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            found = connection.execute("SELECT code, changes FROM build").fetchone()
    except (OSError, sqlite3.DatabaseError):
        return False
    if found != (code, counter):
        return False
    shutil.copyfile(path, new)
    return True


def _seal(new: Path) -> None:
    """Note the file's change counter in the file itself, so that a change by another program can be told, and sync."""
    with new.open("rb") as file:
        counter = int.from_bytes(file.read(100)[_COUNTER], "big")
    with closing(_connect(new)) as connection:
        connection.execute("UPDATE build SET changes = ?", (counter + 1,))
    with new.open("rb") as file:
        os.fsync(file.fileno())


# -- rows --------------------------------------------------------------------------------------------------------------


def _fill(connection: sqlite3.Connection, content: Content, *, is_copy: bool) -> None:
    """Bring the tables to what the content says."""
    if is_copy:
        drop_triggers(connection)
    else:
        create_tables(connection)
    connection.execute("BEGIN")
    connection.execute("DELETE FROM build")
    connection.execute("INSERT INTO build VALUES (1, ?, ?, 0)", (content.manifest, content.code))
    _write_sources(connection, content)
    for name, rows in content.whole.items():
        _clear(connection, BY_NAME[name], None)
        _insert(connection, BY_NAME[name], rows)
    for (name, column), values in content.patches.items():
        _patch(connection, BY_NAME[name], column, values)
    note_extents(connection)
    connection.execute("COMMIT")
    create_triggers(connection)


def _write_sources(connection: sqlite3.Connection, content: Content) -> None:
    """Write what has changed, source by source, and take away what is gone."""
    before = dict(connection.execute("SELECT source, digest FROM units"))
    for source, digest, load in content.sources:
        old = before.pop(source, None)
        if old == digest:
            continue
        tables = load()
        if old is not None:
            _forget(connection, source, tables)
        for name, rows in tables.items():
            _insert(connection, BY_NAME[name], rows, source)
        connection.execute("INSERT INTO units VALUES (?, ?, ?)", (make_fid("units", source), source, digest))
    for source in before:
        _forget(connection, source, [name for name, table in BY_NAME.items() if table.own_source()])


def _forget(connection: sqlite3.Connection, source: str, tables: Iterable[str]) -> None:
    """Take away the rows of a source."""
    for name in tables:
        _clear(connection, BY_NAME[name], source)
    connection.execute("DELETE FROM units WHERE source = ?", (source,))


def _clear(connection: sqlite3.Connection, table: Table, source: str | None) -> None:
    """Delete the rows of a table, or those of one source, with their entries in the indexes."""
    where, values = ("", ()) if source is None else (" WHERE source = ?", (source,))
    chosen = f"SELECT fid FROM {table.name}{where}"  # noqa: S608  # the names are those of our tables
    if table.point:
        connection.execute(f"DELETE FROM rtree_{table.name}_geom WHERE id IN ({chosen})", values)  # noqa: S608
    if table.words:
        connection.execute(f"DELETE FROM full_text WHERE rowid IN ({chosen})", values)  # noqa: S608
    connection.execute(f"DELETE FROM {table.name}{where}", values)  # noqa: S608


def _insert(connection: sqlite3.Connection, table: Table, rows: Iterable[Json], source: str | None = None) -> None:
    """Insert rows with their entries in the indexes."""
    values, points, words = [], [], []
    own = table.own_source() if source else None
    for fid, row in _number(table, rows):
        cells = [source if column is own else find_cell(column, row) for column in table.columns]
        point = find_point(row) if table.point else None
        geometry = [encode_point(*point) if point else None] if table.point else []
        values.append((fid, *geometry, *cells, *([msgspec.json.encode(row).decode()] if table.keeps_json else [])))
        if point:
            points.append((fid, point[0], point[0], point[1], point[1]))
        words += [(fid, str(row[name]), table.name) for name in table.words if row[name]]
    if not values:
        return
    marks = ", ".join("?" * len(values[0]))
    connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", values)  # noqa: S608  # our own names
    if points:
        connection.executemany(f"INSERT INTO rtree_{table.name}_geom VALUES (?, ?, ?, ?, ?)", points)  # noqa: S608
    if words:
        connection.executemany("INSERT INTO full_text (rowid, words, table_name) VALUES (?, ?, ?)", words)


def _number(table: Table, rows: Iterable[Json]) -> Iterator[tuple[int, Json]]:
    """Give each row its number; of rows that say the very same, the second gets another one."""
    seen: dict[str, int] = {}
    for row in rows:
        key = str(row["id"]) if "id" in row else msgspec.json.encode(row).decode()
        count = seen.get(key, 0)
        seen[key] = count + 1
        yield make_fid(table.name, f"{key}#{count}" if count else key), row


def make_fid(table: str, key: str) -> int:
    """Return a positive number of 48 bits made from a table's name and the id of a row."""
    found = hashlib.sha256(f"{table}/{key}".encode()).digest()[:_FID_BYTES]
    return int.from_bytes(found, "big") or 1


def _patch(connection: sqlite3.Connection, table: Table, column: str, values: Mapping[str, object]) -> None:
    """Give rows the values that come from beyond their source, null where there is none; others stay as they are."""
    found = connection.execute(f'SELECT id, fid, "{column}" FROM {table.name}')  # noqa: S608  # our own names
    changed = [(values.get(key), fid) for key, fid, old in found if values.get(key) != old]
    connection.executemany(
        f"""UPDATE {table.name} SET "{column}" = ?1, json = json_set(json, '$.{column}', ?1) WHERE fid = ?2""",  # noqa: S608
        changed,
    )
