"""Publish what a build made: the manifest, and the record file in the place of the old one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sijil.assemble import assemble, find_members
from sijil.errors import ProjectError
from sijil.geopackage.read import RecordFile, open_record
from sijil.geopackage.write import write_record
from sijil.records import canonical, decode
from sijil.redirects import append_moves
from sijil.store import Layout, open_store, write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyNote:
    """What readers of a record need to know of a policy: its rule, where that stands, and the lag of its reports."""

    title: str
    source: str
    lag: int


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
        policies: The policies for tolls that the packs know.
        policy: The one by which the record was built.
        chronology: Whether undated reports were also dated by the chronology of the packs.
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
    policies: dict[str, PolicyNote] = field(default_factory=dict)
    policy: str = ""
    chronology: bool = True


def publish(folder: Path, manifest: Manifest) -> None:
    """Put the pending build in the place of the published one; a crash leaves one of the two, whole.

    The record file is what readers go by: the store keeps the build before until the new file is in its place.
    """
    layout = Layout(folder)
    with open_store(layout.store, write=True) as store:
        store.publish(manifest.build)
        text, decided = canonical(manifest), manifest.decisions
        append_moves(folder, manifest.build, find_members(manifest.build, store))
        write_record(layout.record, assemble(folder, manifest.build, text, decided, store, manifest.types))
        write_atomically(layout.manifest, canonical(manifest) + b"\n")
        store.prune(manifest.build)


def open_published(folder: Path, *, shared: bool) -> tuple[RecordFile, Manifest]:
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
