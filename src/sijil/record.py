"""The record that a build publishes: write the manifest, open it, and ask it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sijil.contract import Json, claim_row, failure_row, report_row
from sijil.errors import ProjectError, UsageError
from sijil.records import (
    Claim,
    Failure,
    Passage,
    Report,
    Resolution,
    ResolvedClaim,
    Sighting,
    Source,
    canonical,
    decode,
)
from sijil.store import Layout, Store, UnitRows, open_store, read_rows, write_atomically


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
    """

    build: str
    code: str
    packs: tuple[tuple[str, str], ...]
    packs_digest: str
    stages: tuple[tuple[str, int], ...]
    counts: dict[str, int]
    digests: dict[str, str]


def publish(folder: Path, manifest: Manifest) -> None:
    """Put the pending build in the place of the published one; a crash leaves one of the two."""
    with open_store(Layout(folder).store, write=True) as store:
        store.publish(manifest.build)
        write_atomically(Layout(folder).manifest, canonical(manifest) + b"\n")
        store.prune(manifest.build)


def read_manifest(folder: Path) -> Manifest:
    """Read what was published last.

    Raises:
        ProjectError: If nothing was, or the file is broken.
    """
    path = Layout(folder).manifest
    remedy = f"run `sijil build {folder}`"
    if not path.exists():
        raise ProjectError(f"{folder}: nothing has been built yet", remedy=remedy)
    try:
        return decode(path.read_bytes(), Manifest)
    except ValueError as error:
        raise ProjectError(f"{path}: {error}", remedy=remedy) from error


def intake_failures(folder: Path) -> Iterator[Json]:
    """Yield what `sijil add` could not take in."""
    for failure in read_rows(Layout(folder).intake, Failure):
        yield failure_row(failure, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one claim: its own rows and those of its report."""

    claim: Claim
    resolved: ResolvedClaim | None
    resolutions: tuple[Resolution, ...]
    passages: tuple[Passage, ...]
    report: Report
    source: Source


class Record:
    """A published record, open for reading; a build that runs meanwhile does not change it."""

    def __init__(self, folder: Path, manifest: Manifest, store: Store) -> None:
        """Read from an open store; use `Record.open`."""
        self.folder = folder
        self.manifest = manifest
        self._store = store

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Open what was published last in a project folder.

        Raises:
            ProjectError: If there is no such project, or nothing was built, or the store is damaged.
        """
        folder = Path(folder)
        if not Layout(folder).config.exists():
            raise ProjectError(f"{folder}: not a Sijil project", remedy="make one with `sijil new FOLDER`")
        read_manifest(folder)
        store = open_store(Layout(folder).store)
        store.snapshot()
        manifest = read_manifest(folder)
        if manifest.counts and not store.holds(manifest.build):
            store.close()
            what = f"{Layout(folder).store}: does not hold the published build"
            raise ProjectError(what, remedy=f"run `sijil build {folder}`")
        return cls(folder, manifest, store)

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Close the record."""
        self._store.close()

    def reports(self) -> Iterator[Json]:
        """Yield each report as the JSON contract says, in order of address."""
        for rows in self._read(Report, Claim):
            for report in rows.of(Report):
                yield report_row(report, len(rows.of(Claim)))

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
        """
        for rows in self._read(Report, Claim, ResolvedClaim):
            for item in rows.of(Report):
                if report is not None and report not in {item.id, item.uri, item.uri.rsplit("/", 1)[-1]}:
                    continue
                for row in _claim_rows(item, rows):
                    if kind in {None, row["type"]} and stance in {None, row["stance"]} and _is_at(row, place):
                        yield row

    def failures(self) -> Iterator[Json]:
        """Yield what could not be taken in or read, with reason and remedy."""
        yield from intake_failures(self.folder)
        sightings = read_rows(Layout(self.folder).sightings, Sighting)
        addresses = {sighting.source: sighting.uri for sighting in sorted(sightings, key=_by_uri, reverse=True)}
        for rows in self._read(Failure):
            for failure in rows.of(Failure):
                yield failure_row(failure, addresses.get(failure.source))

    def dossier(self, claim_id: str) -> Dossier:
        """Collect all that is known of a claim.

        Args:
            claim_id: Its id, or a beginning of it that no other claim has.

        Raises:
            UsageError: If there is no such claim, or more than one.
        """
        found = [
            (claim, rows) for rows in self._read(Claim) for claim in rows.of(Claim) if claim.id.startswith(claim_id)
        ]
        if not found:
            remedy = f"list them with `sijil claims {self.folder}`"
            raise UsageError(f"no claim has an id that begins with {claim_id!r}", remedy=remedy)
        if len(found) > 1:
            ids = ", ".join(claim.id for claim, _ in found[:5])
            raise UsageError(
                f"{len(found)} claims have an id that begins with {claim_id!r}: {ids}", remedy="type more of it"
            )
        ((claim, unit),) = found
        kinds = (Source, Report, Passage, Resolution, ResolvedClaim)
        (rows,) = self._store.read(self.manifest.build, *kinds, unit=unit.unit)
        return Dossier(
            claim=claim,
            resolved=next((row for row in rows.of(ResolvedClaim) if row.claim == claim.id), None),
            resolutions=rows.of(Resolution),
            passages=rows.of(Passage),
            report=rows.of(Report)[0],
            source=rows.of(Source)[0],
        )

    def _read(self, *kinds: type[Any]) -> Iterator[UnitRows]:
        """Yield the rows of each unit of the published build."""
        return self._store.read(self.manifest.build, *kinds)


def _claim_rows(report: Report, rows: UnitRows) -> Iterator[Json]:
    """Yield the claims of a report in the order of its text."""
    resolved = {row.claim: row for row in rows.of(ResolvedClaim)}
    for claim in sorted(rows.of(Claim), key=_by_place_in_text):
        yield claim_row(claim, resolved.get(claim.id), report)


def _by_place_in_text(claim: Claim) -> tuple[int, int, str]:
    """Order claims by trigger."""
    return claim.trigger.start, claim.trigger.end, claim.id


def _by_uri(sighting: Sighting) -> str:
    """Order sightings by address."""
    return sighting.uri


def _is_at(row: Json, place: str | None) -> bool:
    """Tell whether a claim's place has an id, or some letters in its name."""
    if place is None:
        return True
    at = row["place"]
    if not isinstance(at, dict):
        return False
    names = f"{at['name']}\n{at['surface']}".casefold()
    return at["id"] == place or place.casefold() in names
