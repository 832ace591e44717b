"""What stages that see many reports are given: each row once, equal parts shared, keys that hang on the rows alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sijil.blocks import Pool, plan_blocks
from sijil.link.copies import STAGE as COPIES
from sijil.link.pairs import STAGE as PAIRS
from sijil.packs import Packs, load_packs
from sijil.reconcile.control import STAGE as CONTROL
from sijil.records import Copy, Gist, Sketch
from sijil.stage import Stage
from sijil.store import Step, Store, make_output, open_store

Say = Callable[..., Gist]
STAGES = (COPIES, PAIRS, CONTROL)


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(("core",))


@pytest.fixture
def rows(say: Say) -> list[Gist]:
    """Claims of six reports about two places."""
    return [
        say("shelling", "army", at=place, report=f"rep-{number}", words=("market", "school"), order=number)
        for number in range(6)
        for place in ("Eastport", "Farfield")
    ]


def stored(path: Path, rows: Iterable[object]) -> Store:
    """A store that holds rows as one unit's output of the pending build."""
    store = open_store(path, write=True)
    by_kind: dict[str, list[object]] = {}
    for row in rows:
        by_kind.setdefault(type(row).__name__, []).append(row)
    step = Step(0, "given", "unit", "key")
    store.put([(step, [make_output(kind, found) for kind, found in by_kind.items()])], [step])
    return store


def keys(stage: Stage, store: Store, packs: Packs) -> dict[str, str]:
    planned = plan_blocks(stage, "base", Pool(store, STAGES), packs, (), 1)
    return {block.step.unit: block.step.key for block in planned}


def test_rows_come_out_as_they_went_in(tmp_path: Path, rows: Sequence[Gist]) -> None:
    pool = Pool(stored(tmp_path / "store.db", rows), STAGES)
    assert sorted(map(repr, pool.rows(PAIRS))) == sorted(map(repr, rows))


def test_equal_places_days_and_words_of_many_rows_are_one_object(tmp_path: Path, rows: Sequence[Gist]) -> None:
    found = [row for row in Pool(stored(tmp_path / "store.db", rows), STAGES).rows(PAIRS) if isinstance(row, Gist)]
    assert len({id(row.place) for row in found}) == 2
    assert len({id(row.time) for row in found}) == 1
    assert len({id(row.words) for row in found}) == 1


def test_rows_that_a_later_stage_reads_too_are_the_same_and_others_are_let_go(
    tmp_path: Path, rows: Sequence[Gist]
) -> None:
    sketch = Sketch(report="rep-1", published=None, outlet=None, agency=None, size=0, values=())
    pool = Pool(stored(tmp_path / "store.db", [*rows, sketch, Copy(report="rep-2", first="rep-1", how="x")]), STAGES)
    assert pool.rows(COPIES) == [sketch]
    first = pool.rows(PAIRS)
    later = pool.rows(CONTROL)
    assert {id(row) for row in first} < {id(row) for row in later}
    assert pool._rows == {}


def test_the_key_of_a_block_hangs_on_its_rows_and_not_on_their_order(
    tmp_path: Path, rows: list[Gist], packs: Packs
) -> None:
    before = keys(PAIRS, stored(tmp_path / "a.db", rows), packs)
    random.Random(1).shuffle(rows)  # noqa: S311  # no secret
    assert keys(PAIRS, stored(tmp_path / "b.db", rows), packs) == before
    changed = [replace(row, weapon="rocket") if row.place and row.place.id == "Farfield" else row for row in rows]
    after = keys(PAIRS, stored(tmp_path / "c.db", changed), packs)
    assert {name for name in before if before[name] != after[name]} == {name for name in before if "East" not in name}


def test_the_key_is_the_same_whether_other_stages_read_the_rows_or_not(
    tmp_path: Path, rows: Sequence[Gist], packs: Packs
) -> None:
    store = stored(tmp_path / "store.db", rows)
    alone = [block.step.key for block in plan_blocks(PAIRS, "base", Pool(store, (PAIRS,)), packs, (), 1)]
    assert alone == list(keys(PAIRS, store, packs).values())
