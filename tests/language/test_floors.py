"""The shipped model keeps its accuracy on the test parts of the corpora, where these are at hand."""

from functools import cache
from pathlib import Path

import pytest
from training.data import read_split
from training.reading import read_with
from training.scores import score

from sijil.language.model import load_model

DATA = Path(__file__).parents[3] / "shared" / "bench" / "language"
FLOORS = {"UPOS": 96.5, "UAS": 90.5, "LAS": 88.0, "names": 74.0, "predicates": 94.5, "roles": 72.0}

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the corpora are not there: {DATA}")


@cache
def figures() -> dict[str, float]:
    gold = read_split(DATA, "test")
    return score(gold, read_with(load_model(), gold))


@pytest.mark.parametrize("name", FLOORS)
def test_the_model_is_above_its_floor(name: str) -> None:
    assert figures()[name] >= FLOORS[name]
