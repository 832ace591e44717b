"""What changed between two records, and why: reports, packs, stages, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sijil.contract import Json
from sijil.errors import ProjectError
from sijil.geopackage.read import RecordFile, open_record
from sijil.publishing import Manifest
from sijil.records import decode
from sijil.store import Layout

TABLES = ("reports", "claims", "events", "tolls", "control")
"""The tables that are compared, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that was added, is gone, or was changed.

    Attributes:
        table: Its table.
        change: added, gone or changed.
        row: The row, as it is now, or as it was where it is gone.
        fields: For a changed row each field that differs, with the old value and the new one.
    """

    table: str
    change: str
    row: Json
    fields: Mapping[str, tuple[object, object]]

    def as_json(self) -> Json:
        """Return the change as built-in values."""
        fields = {name: {"old": old, "new": new} for name, (old, new) in self.fields.items()}
        return {
            "table": self.table,
            "change": self.change,
            "id": self.row["id"],
            "fields": fields,
            "row": None if fields else self.row,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two records.

    Attributes:
        why: Sentences that say what the second record was built with and the first was not, or the other way round.
        changes: The rows that differ, by table, in the order of the record.
    """

    why: tuple[str, ...]
    changes: tuple[Change, ...]


def compare_records(old: Path | str, new: Path | str) -> Difference:
    """Compare two records.

    Args:
        old: A project's folder, or a record file.
        new: Another one.

    Raises:
        ProjectError: If one of them is no record.
    """
    with _open(Path(old)) as first, _open(Path(new)) as second:
        changes = tuple(change for table in TABLES for change in _compare_table(table, first, second))
        manifests = _read_manifest(first, old), _read_manifest(second, new)
        return Difference(why=tuple(_why(*manifests, changes)), changes=changes)


def _open(path: Path) -> RecordFile:
    if path.is_dir() and not Layout(path).config.exists():
        raise ProjectError(f"{path}: not a Sijil project", remedy="name a project's folder, or a file record.gpkg")
    return open_record(Layout(path).record if path.is_dir() else path)


def _read_manifest(file: RecordFile, path: Path | str) -> Manifest:
    try:
        return decode(file.manifest(), Manifest)
    except ValueError as error:
        raise ProjectError(f"{path}: {error}", remedy="build the project again") from error


# -- rows --------------------------------------------------------------------------------------------------------------


def _compare_table(table: str, first: RecordFile, second: RecordFile) -> Iterator[Change]:
    """Yield the rows of a table that differ: those that are gone, then those that were added or changed."""
    before = {str(row["id"]): row for row in first.rows(table)}
    after = {str(row["id"]): row for row in second.rows(table)}
    for name, row in before.items():
        if name not in after:
            yield Change(table=table, change="gone", row=row, fields={})
    for name, row in after.items():
        if name not in before:
            yield Change(table=table, change="added", row=row, fields={})
        elif fields := dict(_fields(before[name], row)):
            yield Change(table=table, change="changed", row=row, fields=fields)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield each field that differs, those of nested objects by their path (`place.name`)."""
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _fields(was, now, f"{under}{name}.")
        elif was != now:
            yield f"{under}{name}", (was, now)


# -- why ---------------------------------------------------------------------------------------------------------------


def _why(old: Manifest, new: Manifest, changes: Iterable[Change]) -> Iterator[str]:
    """Yield what went otherwise into the second record."""
    reports = [change for change in changes if change.table == "reports"]
    for word in ("added", "gone"):
        if uris := [str(change.row["uri"]) for change in reports if change.change == word]:
            yield f"reports {word}: {len(uris)} ({', '.join(uris[:3])}{', ...' if len(uris) > 3 else ''})"  # noqa: PLR2004
    if old.code != new.code:
        yield f"version of Sijil: {old.code} -> {new.code}"
    yield from _named("stage", dict(old.stages), dict(new.stages))
    yield from _named("pack", dict(old.packs), dict(new.packs))
    if old.packs_digest != new.packs_digest and old.packs == new.packs:
        yield "packs: their contents differ, their versions do not"
    if old.decisions != new.decisions:
        yield f"decisions in the ledger: {old.decisions} -> {new.decisions}"
    if old.chronology != new.chronology:
        yield f"undated reports are dated {'with' if new.chronology else 'without'} the chronology of the packs"


def _named(what: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    """Yield the stages or packs that are new, gone, or of another version."""
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            versions = f"version {old.get(name, 'none')} -> {new.get(name, 'none')}"
            yield f"{what} {name}: {versions}"
