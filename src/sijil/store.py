"""The project folder's keeping: raw bytes by hash, small row files, and the stage outputs by key.

`raw/` and the row files are input; `store.db` is derived from them and may be deleted at any time. Only the process
that builds writes it; workers read it. Rows are kept as canonical JSON lines, so the digest of an output is over the
very bytes that `records.canonical` gives.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from sijil.errors import ProjectError, VerificationError
from sijil.records import canonical, decode, digest

T = TypeVar("T")

SCHEMA_VERSION = 1
PENDING = "pending"
SCHEMA = """
CREATE TABLE output (
  key TEXT NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, unit TEXT NOT NULL,
  digest TEXT NOT NULL, size INTEGER NOT NULL, rows BLOB NOT NULL, PRIMARY KEY (key, kind)
);
CREATE TABLE published (
  build TEXT NOT NULL, position INTEGER NOT NULL, stage TEXT NOT NULL, unit TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (build, position, stage)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is in a project folder."""

    folder: Path

    @property
    def config(self) -> Path:
        """What the project is built with; written by people."""
        return self.folder / "sijil.toml"

    @property
    def raw(self) -> Path:
        """The bytes of the sources."""
        return self.folder / "raw"

    @property
    def sightings(self) -> Path:
        """Where the sources were found."""
        return self.folder / "sightings.jsonl"

    @property
    def intake(self) -> Path:
        """What `sijil add` could not take in."""
        return self.folder / "intake.jsonl"

    @property
    def ledger(self) -> Path:
        """The decisions of people."""
        return self.folder / "ledger"

    @property
    def store(self) -> Path:
        """The outputs of stages; derived."""
        return self.folder / "store.db"

    @property
    def record(self) -> Path:
        """The published record, a GeoPackage; derived."""
        return self.folder / "record.gpkg"

    @property
    def manifest(self) -> Path:
        """What was published last; derived."""
        return self.folder / "manifest.json"

    @property
    def lock(self) -> Path:
        """The lock of whoever writes."""
        return self.folder / ".lock"


# -- files -------------------------------------------------------------------------------------------------------------


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves either the old content or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_rows(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Read a file of canonical JSON lines; a missing file holds no rows.

    Raises:
        ProjectError: With the line that cannot be read.
    """
    if not path.exists():
        return ()
    return tuple(_row(path, number, line, kind) for number, line in enumerate(path.read_bytes().splitlines(), start=1))


def write_rows(path: Path, rows: Iterable[object]) -> None:
    """Write rows as sorted canonical JSON lines, each once."""
    write_atomically(path, b"".join(line + b"\n" for line in sorted({canonical(row) for row in rows})))


def _row(path: Path, number: int, line: bytes, kind: type[T]) -> T:
    """Decode one line of a row file."""
    try:
        return decode(line, kind)
    except ValueError as error:
        raise ProjectError(f"{path}:{number}: {error}", remedy="restore the file, or delete the line") from error


# -- raw bytes ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Blobs:
    """The bytes of sources, one file each, named by their sha256; never edited."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Return the file of a source."""
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep bytes and return their sha256; a blob that is there already is left alone if it is whole."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists() or path.stat().st_size != len(content):
            write_atomically(path, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes of a source after checking them against its hash.

        Raises:
            VerificationError: If the blob is gone or changed.
        """
        path = self.path(sha256)
        remedy = "add the original file again: `sijil add` puts the bytes back"
        try:
            content = path.read_bytes()
        except OSError as error:
            raise VerificationError(f"{path}: the bytes of a source cannot be read: {error}", remedy=remedy) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            what = f"{path}: the bytes do not have the hash of their name; they were changed after they were added"
            raise VerificationError(what, remedy=f"delete the file, then {remedy}")
        return content


# -- outputs -----------------------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """What is known of an output without reading its rows; `size` is their number."""

    kind: str
    digest: str
    size: int


class Output(NamedTuple):
    """The rows of one type that one stage gave for one unit; `size` is their number."""

    kind: str
    digest: str
    size: int
    rows: bytes


class Step(NamedTuple):
    """That a unit passed a stage under a key."""

    position: int
    stage: str
    unit: str
    key: str


def make_output(kind: str, rows: Sequence[object]) -> Output:
    """Encode rows in order of their place in the text; the digest does not depend on the order."""
    lines = [canonical(row) for row in rows]
    return Output(kind, digest(*sorted(lines)), len(rows), zlib.compress(b"\n".join(lines), 1))


def in_order(rows: Iterable[T]) -> list[T]:
    """Sort rows by their place in the text, then by their canonical JSON, so that no stage's order matters."""
    return sorted(rows, key=lambda row: (getattr(row, "start", 0), canonical(row)))


def read_output(blob: bytes, kind: type[T]) -> list[T]:
    """Decode the rows of an output."""
    return [decode(line, kind) for line in zlib.decompress(blob).splitlines()]


@dataclass(frozen=True, slots=True)
class UnitRows:
    """The rows of one unit, of several types."""

    unit: str
    rows: tuple[object, ...]

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """Return the rows of one type, in the order of the text."""
        return tuple(row for row in self.rows if isinstance(row, kind))


class Store:
    """The stage outputs of a project, by key, and which of them are published."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on an open connection; use `open_store`."""
        self._connection = connection

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the store."""
        self._connection.close()

    def snapshot(self) -> None:
        """Read from now on what is in the store at this moment, whatever a build writes meanwhile."""
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return what a stage gave under a key; empty where it has not run."""
        rows = self._connection.execute("SELECT kind, digest, size FROM output WHERE key = ? ORDER BY kind", (key,))
        return tuple(Entry(*row) for row in rows)

    def rows(self, key: str, kind: type[T]) -> list[T]:
        """Return the rows of one type under a key."""
        found = self._connection.execute("SELECT rows FROM output WHERE key = ? AND kind = ?", (key, kind.__name__))
        return [row for (blob,) in found for row in read_output(blob, kind)]

    def put(self, outputs: Iterable[tuple[Step, Sequence[Output]]], steps: Iterable[Step]) -> None:
        """Keep the outputs of stages that ran and note the steps of the pending build, in one transaction."""
        with self._connection as transaction:
            transaction.executemany(
                "INSERT OR REPLACE INTO output (key, kind, stage, unit, digest, size, rows) VALUES (?,?,?,?,?,?,?)",
                ((step.key, out.kind, step.stage, step.unit, *out[1:]) for step, outs in outputs for out in outs),
            )
            transaction.executemany(
                "INSERT OR REPLACE INTO published (build, position, stage, unit, key) VALUES (?,?,?,?,?)",
                ((PENDING, *step) for step in steps),
            )

    def start(self) -> None:
        """Forget the pending build of an earlier, interrupted run; its outputs stay."""
        with self._connection as transaction:
            transaction.execute("DELETE FROM published WHERE build = ?", (PENDING,))

    def summary(self, build: str = PENDING) -> Iterator[tuple[str, list[str], int]]:
        """Yield for each record type its sorted output digests and number of rows in a build."""
        kinds = self._connection.execute(
            "SELECT DISTINCT kind FROM published JOIN output USING (key) WHERE build = ? ORDER BY kind", (build,)
        ).fetchall()
        for (kind,) in kinds:
            rows = self._connection.execute(
                "SELECT output.digest, size FROM published JOIN output USING (key) "
                "WHERE build = ? AND kind = ? AND size > 0 ORDER BY output.digest",
                (build, kind),
            ).fetchall()
            yield kind, [row[0] for row in rows], sum(row[1] for row in rows)

    def publish(self, build: str) -> None:
        """Give the pending build its name."""
        with self._connection as transaction:
            transaction.execute("DELETE FROM published WHERE build = ?", (build,))
            transaction.execute("UPDATE published SET build = ? WHERE build = ?", (build, PENDING))

    def prune(self, build: str) -> None:
        """Drop all that the named build does not need."""
        with self._connection as transaction:
            transaction.execute("DELETE FROM published WHERE build <> ?", (build,))
            transaction.execute("DELETE FROM output WHERE key NOT IN (SELECT key FROM published)")

    def holds(self, build: str) -> bool:
        """Tell whether a build is published here."""
        found = self._connection.execute("SELECT 1 FROM published WHERE build = ? LIMIT 1", (build,)).fetchone()
        return found is not None

    def read(self, build: str, *kinds: type[Any], unit: str | None = None) -> Iterator[UnitRows]:
        """Yield the rows of some types of the units of a build (or of one unit), in order, where there are any."""
        for _, _, load in self.units(build, *kinds, unit=unit):
            yield load()

    def units(
        self, build: str, *kinds: type[Any], unit: str | None = None
    ) -> Iterator[tuple[str, str, Callable[[], UnitRows]]]:
        """Yield units as `read` does, undecoded: name, digest of the rows asked for, and a function that decodes."""
        marks = ",".join("?" * len(kinds))
        found = self._connection.execute(
            "SELECT position, published.unit, kind, output.digest, rows FROM published JOIN output USING (key) "  # noqa: S608  # only marks are added
            f"WHERE build = ? AND ? IN (published.unit, '') AND kind IN ({marks}) "
            "ORDER BY position, published.stage, kind",
            (build, unit or "", *(kind.__name__ for kind in kinds)),
        )
        types = {kind.__name__: kind for kind in kinds}
        for (_, name), group in groupby(found, key=itemgetter(0, 1)):
            blobs = [(types[kind], digest_, blob) for *_, kind, digest_, blob in group]
            total = digest(*(part.encode() for kind, digest_, _ in blobs for part in (kind.__name__, digest_)))
            yield name, total, partial(_read_unit, name, blobs)


def _read_unit(name: str, blobs: Sequence[tuple[type[Any], str, bytes]]) -> UnitRows:
    """Decode the rows of a unit."""
    return UnitRows(name, tuple(row for kind, _, blob in blobs for row in read_output(blob, kind)))


def open_store(path: Path, *, write: bool = False) -> Store:
    """Open `store.db`; with `write` make it where it is missing.

    Raises:
        ProjectError: If it is missing, damaged or of another version.
    """
    remedy = f"delete {path.name} and run `sijil build`: it is made anew from raw/ and nothing is lost"
    try:
        connection = _connect(path, write=write)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise ProjectError(f"{path}: cannot be opened: {error}", remedy=remedy) from error
    if version != SCHEMA_VERSION:
        connection.close()
        what = f"{path}: has layout {version}, this version of Sijil reads layout {SCHEMA_VERSION}"
        raise ProjectError(what, remedy=remedy)
    return Store(connection)


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Connect, with the tables in place when writing.

    The store stays in write-ahead mode, so that it can be read while a build writes. Reading in that mode needs a
    folder that can be written; where it cannot (a read-only disk), nobody writes, and the file is read as it is.
    """
    uri = path.absolute().as_uri()
    if not write:
        mode = "mode=ro" if os.access(path.parent, os.W_OK) else "immutable=1"
        return sqlite3.connect(f"{uri}?{mode}", uri=True, timeout=10)
    connection = sqlite3.connect(uri, uri=True, timeout=10)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    return connection


@contextmanager
def lock(path: Path, wait: float = 0.2) -> Iterator[None]:
    """Hold a folder for writing; the lock goes with the process, however that ends.

    Args:
        path: The file that stands for the lock.
        wait: Seconds to wait for whoever holds it.

    Raises:
        ProjectError: If another process holds it.
    """
    with closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            what = f"{path.parent}: another `sijil add` or `sijil build` is at work here"
            raise ProjectError(what, remedy="wait until it has ended") from error
        yield
