"""Plan the stages that see many reports: cut all their rows into blocks, each with a key over its rows.

A block whose rows are as before has the key of before, so that a further report costs only the blocks that it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

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


def plan_blocks(
    stage: Stage, base: str, store: Store, packs: Packs, decisions: Iterable[Decision], first: int
) -> Iterator[Block]:
    """Yield the blocks of a stage, in order of name.

    Args:
        stage: The stage; without `split` all rows are one block.
        base: Digest of all that its output depends on, its rows apart.
        store: Holds what the stages before it gave in the pending build.
        packs: For the split.
        decisions: Those in force; the stage gets those of its kinds.
        first: Position of the first block; those of the sources come before.
    """
    taken = [decision for decision in decisions if decision.kind in stage.decisions]
    kinds = tuple(kind for kind in stage.reads if kind is not Decision)
    found = [row for unit in store.read(PENDING, *kinds) for row in unit.rows]
    rows = Rows((*found, *taken))
    blocks = stage.split(rows, packs) if stage.split else {WHOLE: rows.rows}
    lines = {id(row): type(row).__name__.encode() + canonical(row) for row in rows.rows}
    for position, name in enumerate(sorted(blocks), start=first):
        encoded = sorted(lines[id(row)] for row in blocks[name])
        step = Step(position, stage.name, name, digest(base.encode(), name.encode(), *encoded))
        yield Block(step, Rows(tuple(blocks[name]), name))
