"""Read the places of files that users bring, whatever their format."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from sijil.errors import UsageError
from sijil.gazetteer import geojson, geonames, tables
from sijil.gazetteer.rows import Maker, Tally
from sijil.gazetteer.writer import Place

GEONAMES, TABLE, GEOJSON, ARCHIVE = "GeoNames dump", "CSV table", "GeoJSON", ".zip"
FORMATS = {".txt": GEONAMES, ".csv": TABLE, ".tsv": TABLE, ".geojson": GEOJSON, ".json": GEOJSON}
EXPECTED = {GEONAMES: geonames.EXPECTED, TABLE: tables.EXPECTED, GEOJSON: geojson.EXPECTED}
README = "readme.txt"
_BUFFER = 1 << 20
_KNOWN = "give a GeoNames dump (.txt, or the .zip that holds it), a table (.csv) or GeoJSON (.geojson, .json)"
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read.

    Attributes:
        path: The file.
        form: Its format.
        member: The file inside, if it is a zip archive.
    """

    path: Path
    form: str
    member: str | None = None

    @property
    def shown(self) -> str:
        """Return how messages name it."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the file, or the file in the archive."""
        if self.member is None:
            with self.path.open("rb", buffering=_BUFFER) as file:
                yield file
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as packed:
            yield io.BufferedReader(packed, _BUFFER)  # type: ignore[type-var]  # a ZipExtFile reads like a raw file


def find_source(path: Path) -> Source:
    """Return how a file is to be read.

    Raises:
        UsageError: If it is not there, or of no known format.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "there is no such file"
        raise UsageError(f"{path}: {what}", remedy=_KNOWN)
    if path.suffix.lower() == ARCHIVE:
        return _find_member(path)
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"{path}: {path.suffix or 'no ending'} is no known format of gazetteers", remedy=_KNOWN)
    return Source(path, form)


def _find_member(path: Path) -> Source:
    """Return the one file of places in an archive.

    Raises:
        UsageError: If there is none, or more than one, or one that cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if _form_of(info.filename)]
    except (zipfile.BadZipFile, OSError) as error:
        raise UsageError(f"{path}: not a zip archive: {error}", remedy="fetch it again, or unpack it") from error
    if len(infos) != 1:
        held = ", ".join(info.filename for info in infos) or "none"
        what = f"{path}: one file of places is expected in the archive; found: {held}"
        raise UsageError(what, remedy="unpack it, and give the file that is meant")
    (info,) = infos
    if info.flag_bits & _ENCRYPTED:
        raise UsageError(f"{path}/{info.filename}: is locked with a password", remedy="unpack it first")
    return Source(path, FORMATS[PurePosixPath(info.filename).suffix.lower()], info.filename)


def _form_of(name: str) -> str | None:
    inside = PurePosixPath(name)
    return None if inside.name.lower() == README else FORMATS.get(inside.suffix.lower())


@dataclass(eq=False)
class Intake:
    """The places of some files, in order, with what became of each file's rows.

    Attributes:
        sources: The files.
        maker: Checks and remembers.
        tallies: What became of the rows of each file, as far as it is read.
    """

    sources: Sequence[Source]
    maker: Maker
    tallies: list[Tally] = field(default_factory=list)

    def places(self) -> Iterator[Place]:
        """Yield the places.

        Raises:
            UsageError: If a file cannot be read, or has no place.
        """
        first = 1
        for source in self.sources:
            tally = Tally()
            self.tallies.append(tally)
            try:
                with source.open() as file:
                    yield from _read(source, file, self.maker, tally, first)
            except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
                remedy = "check its rights, or fetch it again"
                raise UsageError(f"{source.shown}: cannot be read: {error}", remedy=remedy) from error
            if not tally.good:
                what = f"{source.shown}: no row makes a place{''.join(describe_refusals(tally))}"
                raise UsageError(what, remedy=f"for a {source.form} expected is {EXPECTED[source.form]}")
            first += tally.good + sum(refusals.count for refusals in tally.bad.values())


def _read(source: Source, file: IO[bytes], maker: Maker, tally: Tally, first: int) -> Iterator[Place]:
    if source.form == GEONAMES:
        return geonames.read_geonames(file, source.shown, maker, tally)
    read = tables.read_table if source.form == TABLE else geojson.read_geojson
    return read(file, source.shown, maker, tally, first)


def describe_refusals(tally: Tally) -> Iterator[str]:
    """Yield a line for each reason for which rows of a file made no place, and one for columns that nothing reads."""
    for heading, group in (("not used", tally.bad), ("left out", tally.left_out)):
        for reason, refusals in group.items():
            count = f"{refusals.count:,} row{'s' * (refusals.count > 1)}"
            yield f"\n  {heading}: {count}, {reason}; the first: {refusals.first}"
    if tally.unread:
        yield f"\n  columns that are not read: {', '.join(tally.unread)}"
