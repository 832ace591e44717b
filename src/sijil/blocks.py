"""Plan the stages that see many reports: cut all their rows into blocks, each with a key over its rows.

A block whose rows are as before has the key of before, so that a further report costs only the blocks that it touches.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from sijil.packs import Packs
from sijil.records import Decision, Place, Time, canonical, digest
from sijil.stage import Rows, Stage, Unit
from sijil.store import PENDING, Step, Store

WIDE = frozenset({Unit.BLOCK, Unit.ALL})
WHOLE = "all"
_SHARED = frozenset({str, tuple, Place, Time})
"""Types of values that rows share; of exactly these, as a word of a closed list equals its string."""


class Block(NamedTuple):
    """One block of a stage: its place in the build and its rows."""

    step: Step
    rows: Rows


class Pool:
    """The rows of the pending build by type, in as little memory as a million claims need.

    Equal parts of rows (places, days, ids, words) are one object. The rows of a type that several stages read are read
    once and kept with their digests until the last of them; those of a type with one reader are not kept.
    """

    def __init__(self, store: Store, stages: Sequence[Stage]) -> None:
        """Read from a store, a type when it is first asked for, for some stages in order."""
        self._store = store
        self._readers = Counter(kind for stage in stages if stage.unit in WIDE for kind in set(stage.reads))
        self._rows: dict[type[Any], list[object]] = {}
        self._digests: dict[type[Any], dict[int, bytes]] = {}
        self._parts: dict[object, object] = {}

    def rows(self, stage: Stage) -> list[object]:
        """Return all rows of the types that a stage reads, decisions apart; each stage asks once."""
        return [row for kind in stage.reads if kind is not Decision for row in self._take(kind)]

    def _take(self, kind: type[Any]) -> list[object]:
        """Return all rows of a type to one of its readers."""
        self._readers[kind] -= 1
        found = self._rows.pop(kind, None)
        if found is None:
            found = list(self._read(kind))
            if self._readers[kind] > 0:
                self._digests[kind] = {id(row): digest_row(row) for row in found}
        if self._readers[kind] > 0:
            self._rows[kind] = found
        return found

    def _read(self, kind: type[Any]) -> Iterator[Any]:
        """Yield the rows of a type; their strings, tuples, places and times are the same objects as equal ones."""
        names = [field.name for field in fields(kind)]
        for unit in self._store.read(PENDING, kind):
            for row in unit.of(kind):
                values = {name: value for name in names if type(value := getattr(row, name)) in _SHARED}
                yield replace(row, **{name: self._parts.setdefault(value, value) for name, value in values.items()})

    def digest(self, rows: Iterable[object], *parts: str) -> str:
        """Return the digest of rows in any order, and of some names."""
        lines = sorted(self._digests.get(type(row), {}).get(id(row)) or digest_row(row) for row in rows)
        return digest(*(part.encode() for part in parts), *lines)


def digest_row(row: object) -> bytes:
    """Return the digest of a row and its type."""
    return hashlib.sha256(type(row).__name__.encode() + canonical(row)).digest()


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
    taken = [decision for decision in decisions if decision.kind in stage.decisions]
    rows = Rows((*pool.rows(stage), *taken))
    blocks = stage.split(rows, packs) if stage.split else {WHOLE: rows.rows}
    for position, name in enumerate(sorted(blocks), start=first):
        step = Step(position, stage.name, name, pool.digest(blocks[name], base, name))
        yield Block(step, Rows(tuple(blocks[name]), name))
