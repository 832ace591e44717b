"""Take the rows of reports through the real build from copies on: the same blocks, store and stages, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sijil.build import BuildReport, build_units, make_items, make_job
from sijil.config import Config
from sijil.packs import Packs, load_packs
from sijil.pipeline import stages
from sijil.records import Control, Copy, DecisionTarget, Event, Gist, Sighting, Sketch, Toll, canonical, decode
from sijil.stage import Raw, Rows, Stage, Unit
from sijil.store import PENDING, Blobs, Layout, open_store

PACKS = ("core",)
KINDS: dict[bytes, type[Any]] = {b"G": Gist, b"S": Sketch}


@dataclass(frozen=True, slots=True)
class Found:
    """What a build made of the rows."""

    copies: tuple[Copy, ...]
    events: tuple[Event, ...]
    tolls: tuple[Toll, ...]
    control: tuple[Control, ...]


def decode_rows(rows: Rows, _packs: Packs) -> Iterator[Gist | Sketch]:
    """Yield the rows that a source holds as lines, in the place of reading a report."""
    for line in rows.one(Raw).content.splitlines():
        yield decode(line[1:], KINDS[line[:1]])


GIVEN = Stage(
    name="given",
    version=1,
    unit=Unit.SOURCE,
    reads=(Raw,),
    writes=(Gist, Sketch, DecisionTarget),
    run=decode_rows,
)


def wide_stages() -> tuple[Stage, ...]:
    """Return the stages of the pipeline from the copies on, behind one that gives the rows."""
    return (GIVEN, *(stage for stage in stages() if stage.unit in {Unit.BLOCK, Unit.ALL}))


def add_rows(folder: Path, rows: Iterable[Gist | Sketch], units: int, name: str = "rows") -> tuple[Sighting, ...]:
    """Write rows as sources, dealt to a number of them; returns where they are, under a name."""
    lines: list[list[bytes]] = [[] for _ in range(units)]
    for number, row in enumerate(rows):
        mark = b"S" if isinstance(row, Sketch) else b"G"
        lines[number % units].append(mark + canonical(row))
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

        return Found(rows(Copy), rows(Event), rows(Toll), rows(Control))
