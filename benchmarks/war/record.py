"""Take the rows of reports through the real build from copies on: the same blocks, store and stages, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sijil.blocks import WIDE
from sijil.build import BuildReport, build_units, make_items, make_job
from sijil.config import Config
from sijil.packs import Packs, load_packs
from sijil.parts import PolicyRow
from sijil.pipeline import stages
from sijil.reconcile.tolls import DEFAULT
from sijil.records import RECORD_TYPES, Control, Copy, Decision, Event, Sighting, Toll, canonical, decode
from sijil.stage import Raw, Rows, Stage, Unit
from sijil.store import PENDING, Blobs, Layout, open_store

PACKS = ("core", "lang-en")
"""What every project of reports in English is built with."""

Row = Any
"""A record that a stage about one report gives."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a build made of the rows, and the days by which its policy keeps happenings apart that may be one."""

    lag: int
    copies: tuple[Copy, ...]
    events: tuple[Event, ...]
    tolls: tuple[Toll, ...]
    control: tuple[Control, ...]


def decode_rows(rows: Rows, _packs: Packs) -> Iterator[Row]:
    """Yield the rows that a source holds as lines, in the place of reading a report."""
    for line in rows.one(Raw).content.splitlines():
        kind, _, row = line.partition(b" ")
        yield decode(row, RECORD_TYPES[kind.decode()])


def wide_stages() -> tuple[Stage, ...]:
    """Return the stages of the pipeline that see many reports, behind one that gives what they read of each report."""
    wide = tuple(stage for stage in stages() if stage.unit in WIDE)
    made = {kind for stage in wide for kind in stage.writes} | {Decision}
    given = {kind for stage in wide for kind in stage.reads} - made
    writes = tuple(sorted(given, key=lambda kind: kind.__name__))
    return (Stage(name="given", version=1, unit=Unit.SOURCE, reads=(Raw,), writes=writes, run=decode_rows), *wide)


def add_rows(folder: Path, rows: Iterable[Row], units: int, name: str = "rows") -> tuple[Sighting, ...]:
    """Write rows as sources, dealt to a number of them; returns where they are, under a name."""
    lines: list[list[bytes]] = [[] for _ in range(units)]
    for number, row in enumerate(rows):
        lines[number % units].append(type(row).__name__.encode() + b" " + canonical(row))
    blobs = Blobs(Layout(folder).raw)
    return tuple(
        Sighting(source=blobs.put(b"\n".join(content)), uri=f"{name}/{number}")
        for number, content in enumerate(lines)
        if content
    )


def build(folder: Path, sightings: Sequence[Sighting], workers: int = 1, *, serial: bool = True) -> BuildReport:
    """Build what `add_rows` wrote."""
    packs = load_packs(PACKS)
    job = make_job(folder, Config(packs=PACKS), wide_stages(), packs)
    backend = "serial" if serial else None
    return build_units(job, make_items(sightings), workers=workers, backend=backend, watch=lambda _done, _all: None)


def read_found(folder: Path) -> Found:
    """Return the rows that the pending build gave."""
    with open_store(Layout(folder).store) as store:

        def rows(kind: type[Any]) -> tuple[Any, ...]:
            return tuple(row for unit in store.read(PENDING, kind) for row in unit.rows)

        lag = next(row.lag for row in load_packs(PACKS).rows(PolicyRow) if row.name == DEFAULT)
        return Found(lag, rows(Copy), rows(Event), rows(Toll), rows(Control))
