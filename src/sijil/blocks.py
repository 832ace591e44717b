"""Plan the stages that see many reports: cut all their rows into blocks, each with a key over its rows.

A block whose rows are as before has the key of before, so that a further report costs only the blocks that it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sijil.packs import Packs
from sijil.records import Decision, canonical, digest
from sijil.stage import Rows, Stage, Unit
from sijil.store import PENDING, Step, Store

WIDE = frozenset({Unit.BLOCK, Unit.ALL})
WHOLE = "all"


class Block(NamedTuple):
    """One block of a stage: its place in the build and its rows."""

    step: Step
    rows: Rows


class Pool:
    """The rows of the pending build by type, read once however many stages need them, each with its canonical line."""

    def __init__(self, store: Store) -> None:
        """Read from a store, a type when it is first asked for."""
        self._store = store
        self._rows: dict[type[Any], list[object]] = {}
        self._lines: dict[int, bytes] = {}

    def rows(self, kind: type[Any]) -> list[object]:
        """Return all rows of a type."""
        if kind not in self._rows:
            self._rows[kind] = self.keep(row for unit in self._store.read(PENDING, kind) for row in unit.rows)
        return self._rows[kind]

    def keep(self, rows: Iterable[object]) -> list[object]:
        """Keep rows and their lines; a row that is kept stays alive, so that its number stays its own."""
        kept = list(rows)
        self._lines.update((id(row), type(row).__name__.encode() + canonical(row)) for row in kept)
        return kept

    def digest(self, rows: Iterable[object], *parts: str) -> str:
        """Return the digest of kept rows in any order, and of some names."""
        return digest(*(part.encode() for part in parts), *sorted(self._lines[id(row)] for row in rows))


def plan_blocks(
    stage: Stage, base: str, pool: Pool, packs: Packs, decisions: Iterable[Decision], first: int
) -> Iterator[Block]:
    """Yield the blocks of a stage, in order of name.

    Args:
        stage: The stage; without `split` all rows are one block.
        base: Digest of all that its output depends on, its rows apart.
        pool: What the stages before it gave.
        packs: For the split.
        decisions: Those in force; the stage gets those of its kinds.
        first: Position of the first block; those of the sources come before.
    """
    taken = pool.keep(decision for decision in decisions if decision.kind in stage.decisions)
    found = (row for kind in stage.reads if kind is not Decision for row in pool.rows(kind))
    rows = Rows((*found, *taken))
    blocks = stage.split(rows, packs) if stage.split else {WHOLE: rows.rows}
    for position, name in enumerate(sorted(blocks), start=first):
        step = Step(position, stage.name, name, pool.digest(blocks[name], base, name))
        yield Block(step, Rows(tuple(blocks[name]), name))
