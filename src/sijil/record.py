"""The record that a build publishes: write the manifest, open it, and ask it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

from sijil.assemble import INTAKE, assemble, intake_failures
from sijil.contract import Json
from sijil.errors import ProjectError, UsageError
from sijil.geopackage.read import RecordFile, open_record
from sijil.geopackage.write import write_record
from sijil.records import (
    Claim,
    ControlState,
    FindingState,
    Passage,
    Report,
    Resolution,
    ResolvedClaim,
    Review,
    Source,
    Stance,
    canonical,
    decode,
)
from sijil.store import Layout, Store, UnitRows, open_store, write_atomically

T = TypeVar("T")

_STATES: dict[str, tuple[str, ...]] = {
    "events": tuple(state for state in FindingState if state is not FindingState.RANGE),
    "tolls": tuple(FindingState),
    "control": tuple(ControlState),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a build published; equal input gives an equal manifest on every machine.

    Attributes:
        build: Digest over all rows; names the build in the store.
        code: Version of Sijil.
        packs: Name and version of each pack, in order.
        packs_digest: Digest over the contents of all packs.
        stages: Name and version of each stage, in order.
        counts: Number of rows of each record type.
        digests: Digest of the rows of each record type.
        decisions: Number of decisions in the ledger when it was built.
        types: The claim types that the packs know, each with its codes in other schemes.
        harms: The harms that the packs know.
    """

    build: str
    code: str
    packs: tuple[tuple[str, str], ...]
    packs_digest: str
    stages: tuple[tuple[str, int], ...]
    counts: dict[str, int]
    digests: dict[str, str]
    decisions: int = 0
    types: dict[str, dict[str, str | None]] = field(default_factory=dict)
    harms: tuple[str, ...] = ()


def publish(folder: Path, manifest: Manifest) -> None:
    """Put the pending build in the place of the published one; a crash leaves one of the two, whole.

    The record file is what readers go by: the store keeps the build before until the new file is in its place.
    """
    layout = Layout(folder)
    with open_store(layout.store, write=True) as store:
        store.publish(manifest.build)
        text, decided = canonical(manifest), manifest.decisions
        write_record(layout.record, assemble(folder, manifest.build, text, decided, store, manifest.types))
        write_atomically(layout.manifest, canonical(manifest) + b"\n")
        store.prune(manifest.build)


def _open_file(folder: Path, *, shared: bool) -> tuple[RecordFile, Manifest]:
    """Open the record file of a project and read its manifest.

    Raises:
        ProjectError: If nothing was built, or the file is damaged or of another version.
    """
    path = Layout(folder).record
    file = open_record(path, shared=shared)
    try:
        return file, decode(file.manifest(), Manifest)
    except ValueError as error:
        file.close()
        raise ProjectError(f"{path}: {error}", remedy=f"run `sijil build {folder}`") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one claim: its own rows and those of its report."""

    claim: Claim
    review: Review | None
    resolved: ResolvedClaim | None
    resolutions: tuple[Resolution, ...]
    passages: tuple[Passage, ...]
    report: Report
    source: Source


DOSSIER_KINDS = (Claim, Source, Report, Passage, Review, Resolution, ResolvedClaim)
"""What a dossier is made of, all of one source."""
_SHOWN = 5
"""Ids that are shown where a beginning fits several."""


def dossier_of(rows: UnitRows, claim: str) -> Dossier:
    """Collect what the rows of a source say of one of its claims."""
    return Dossier(
        claim=next(row for row in rows.of(Claim) if row.id == claim),
        review=next((row for row in rows.of(Review) if row.claim == claim), None),
        resolved=next((row for row in rows.of(ResolvedClaim) if row.claim == claim), None),
        resolutions=rows.of(Resolution),
        passages=rows.of(Passage),
        report=rows.of(Report)[0],
        source=rows.of(Source)[0],
    )


class Record:
    """A published record, open for reading; a build that runs meanwhile does not change it."""

    def __init__(self, folder: Path, manifest: Manifest, file: RecordFile, *, shared: bool = False) -> None:
        """Read from an open record file; use `Record.open`."""
        self._shared = shared
        self.folder = folder
        self.manifest = manifest
        self._file = file
        self._open_store: Store | None = None

    @classmethod
    def open(cls, folder: Path | str, *, shared: bool = False) -> Self:
        """Open what was published last in a project folder; `shared` lets threads use it one after the other.

        Raises:
            ProjectError: If there is no such project, or nothing was built, or the record is damaged.
        """
        folder = Path(folder)
        if not Layout(folder).config.exists():
            raise ProjectError(f"{folder}: not a Sijil project", remedy="make one with `sijil new FOLDER`")
        file, manifest = _open_file(folder, shared=shared)
        return cls(folder, manifest, file, shared=shared)

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Close the record."""
        self._file.close()
        if self._open_store:
            self._open_store.close()

    def rows(self, table: str, *, with_source: bool = False) -> Iterator[Json]:
        """Yield the rows of a table of the record file, as the command of its name prints them, else by column.

        Args:
            table: One of the tables of docs/data-dictionary.md.
            with_source: Whether rows that one source gave also get its sha256, as `source`.
        """
        return self._file.rows(table, with_source=with_source)

    def reports(self) -> Iterator[Json]:
        """Yield each report as the JSON contract says, in order of address."""
        return self._file.rows("reports")

    def claims(
        self,
        *,
        kind: str | None = None,
        report: str | None = None,
        stance: str | None = None,
        place: str | None = None,
    ) -> Iterator[Json]:
        """Yield each claim as the JSON contract says, in order of address and place in the text.

        Args:
            kind: Only claims of this type.
            report: Only claims of the report with this id, address, or file name.
            stance: Only claims of this stance.
            place: Only claims whose place has this id, or these letters in its name.

        Raises:
            UsageError: If there is no such type or stance.
        """
        self._check_words("claims", {"type": kind, "stance": stance})
        for row in self._file.rows("claims", {"type": kind, "stance": stance}):
            if _is_in(row, report) and _is_at(row, place):
                yield row

    def findings(self, table: str, wanted: Mapping[str, str | None], place: str | None = None) -> Iterator[Json]:
        """Yield events, tolls or control as the JSON contract says.

        Args:
            table: events, tolls or control.
            wanted: Values that columns must have; None = any.
            place: Only rows whose place has this id, or these letters in its name.

        Raises:
            UsageError: If a column has no such value.
        """
        self._check_words(table, wanted)
        for row in self._file.rows(table, dict(wanted)):
            if _is_at(row, place):
                yield row

    def failures(self) -> Iterator[Json]:
        """Yield what could not be taken in or read, with reason and remedy."""
        yield from intake_failures(self.folder)
        yield from (row for row in self._file.rows("failures") if row["stage"] != INTAKE)

    def dossier(self, claim_id: str) -> Dossier:
        """Collect all that is known of a claim.

        Args:
            claim_id: Its id, or a beginning of it that no other claim has.

        Raises:
            UsageError: If there is no such claim, or more than one.
        """
        self._store()
        found = self._file.ids("claims", claim_id, _SHOWN + 1)
        if not found:
            remedy = f"list them with `sijil claims {self.folder}`"
            raise UsageError(f"no claim has an id that begins with {claim_id!r}", remedy=remedy)
        if len(found) > 1:
            ids = ", ".join(found[:_SHOWN])
            many = len(found) if len(found) <= _SHOWN else f"more than {_SHOWN}"
            raise UsageError(f"{many} claims have an id that begins with {claim_id!r}: {ids}", remedy="type more of it")
        (row,) = self._file.columns("claims", ["source"], {"id": found})
        return dossier_of(self.source_rows(row[0], *DOSSIER_KINDS), found[0])

    def source_rows(self, source: str, *kinds: type[Any]) -> UnitRows:
        """Return the rows of some types that one source gave, as the stages gave them."""
        found = list(self._store().read(self.manifest.build, *kinds, unit=source))
        return UnitRows(source, tuple(row for rows in found for row in rows.rows))

    def find(self, table: str, identifier: str, *, with_source: bool = False) -> Json | None:
        """Return the row of a table with an id, as the command of its name prints it; None where there is none."""
        return self._file.row(table, identifier, with_source=with_source)

    def among(self, table: str, column: str, values: Iterable[object], *, with_source: bool = False) -> list[Json]:
        """Return the rows of a table with some values in a column, value by value as they are given."""
        wanted = dict.fromkeys(values)
        return [
            row
            for one in wanted
            if one is not None
            for row in self._file.rows(table, {column: one}, with_source=with_source)
        ]

    def columns(
        self, table: str, columns: Sequence[str], where: Mapping[str, Iterable[object]] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of a table of the record file as they are, in no order; `where` names values of one."""
        return self._file.columns(table, columns, where)

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        return self._file.count(table)

    def search(self, words: str, table: str, limit: int) -> list[Json]:
        """Return the rows of a table whose quotes or headlines have some words, the best fit first."""
        return self.among(table, "fid", self._file.search(words, table, limit))

    def search_events(self, words: str) -> list[str]:
        """Return the ids of all events of which a claim's quote has some words, the best fit first."""
        numbers = self._file.search(words, "claims", limit=-1)
        found = dict(self._file.columns("claims", ["fid", "event"], {"fid": numbers}))
        return list(dict.fromkeys(found[number] for number in numbers if found[number]))

    def stage_rows(self, kind: type[T]) -> Iterator[T]:
        """Yield all rows of a record type, as the stages gave them."""
        for rows in self._read(kind):
            yield from rows.of(kind)

    def _read(self, *kinds: type[Any]) -> Iterator[UnitRows]:
        """Yield the rows of each unit of the published build, as the stages gave them."""
        return self._store().read(self.manifest.build, *kinds)

    def _check_words(self, table: str, wanted: Mapping[str, str | None]) -> None:
        """Refuse values that no row of a table can have."""
        known: dict[str, Collection[str]] = {
            "type": self.manifest.types,
            "harm": self.manifest.harms,
            "stance": tuple(Stance),
            "state": _STATES.get(table, ()),
        }
        for column, word in wanted.items():
            if word is not None and known[column]:
                check_word(column, word, known[column])

    def _store(self) -> Store:
        """Open the store, as it is at this moment.

        Raises:
            ProjectError: If it does not hold the build of this record.
        """
        if self._open_store is None:
            path = Layout(self.folder).store
            remedy = f"run `sijil build {self.folder}`, then ask again"
            if not path.exists():
                raise ProjectError(f"{path}: is gone; the record itself is there", remedy=remedy)
            store = open_store(path, shared=self._shared)
            store.snapshot()
            if self.manifest.counts and not store.holds(self.manifest.build):
                store.close()
                raise ProjectError(f"{path}: does not hold the build of this record", remedy=remedy)
            self._open_store = store
        return self._open_store


def check_word(what: str, word: str, known: Collection[str]) -> None:
    """Refuse a word that is not of a closed list.

    Raises:
        UsageError: With the words of the list.
    """
    if word not in known:
        raise UsageError(f"there is no {what} {word!r}", remedy=f"choose one of {', '.join(known)}")


def _is_in(row: Json, report: str | None) -> bool:
    """Tell whether a claim stands in the report with an id, an address or a file name."""
    own = row["report"]
    if report is None or not isinstance(own, dict):
        return True
    return report in {own["id"], own["uri"], own["uri"].rsplit("/", 1)[-1]}


def _is_at(row: Json, place: str | None) -> bool:
    """Tell whether a claim's place has an id, or some letters in its name."""
    if place is None:
        return True
    at = row["place"]
    if not isinstance(at, dict):
        return False
    names = f"{at['name']}\n{at['surface']}".casefold()
    return at["id"] == place or place.casefold() in names
