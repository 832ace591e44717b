"""`make bench` runs what is there, and says what it skips."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from benchmarks.data import need

ROOT = Path(__file__).parents[1]
HELPERS = {
    "articles",
    "data",
    "incident_grouping",
    "incident_names",
    "incident_perpetrators",
    "incident_spared",
    "incident_survivors",
    "incident_targets",
    "incident_templates",
    "incident_words",
    "language_raw",
    "large_record",
    "recase",
}


def named_in_makefile() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:FIGURES|PREDICTIONS) := (.+)$", makefile, re.MULTILINE)
    return [name for each in lists for name in each.split()]


def test_make_bench_runs_every_benchmark() -> None:
    assert sorted({*named_in_makefile(), *HELPERS}) == sorted(path.stem for path in ROOT.glob("benchmarks/*.py"))


@pytest.mark.parametrize("name", named_in_makefile())
def test_a_benchmark_can_be_run_as_a_module(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").main)


def test_a_benchmark_without_its_data_is_skipped_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        need(tmp_path / "corpus")
    assert ended.value.code == 0
    assert "corpus is not there" in capsys.readouterr().err
