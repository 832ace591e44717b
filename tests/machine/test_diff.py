"""Two records are compared row by row, with what went otherwise into the second."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sijil.diff import compare_records
from sijil.errors import ProjectError
from sijil.project import Project

FIRST = "Rebels take Karvel\n\n5 March 2019\n\nRebels captured the town of Karvel on Monday, a spokesman said.\n"
SECOND = "Shelling in Dorvin\n\n7 March 2019\n\nShelling killed 14 people in Dorvin on Wednesday, a doctor said.\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(FIRST, encoding="utf-8")
    project = Project.new(tmp_path / "old")
    project.add([tmp_path / "one.txt"])
    project.build(workers=1)
    return tmp_path / "old"


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    shutil.copytree(old, tmp_path / "new")
    (tmp_path / "two.txt").write_text(SECOND, encoding="utf-8")
    project = Project.open(tmp_path / "new")
    project.add([tmp_path / "two.txt"])
    project.build(workers=1)
    return tmp_path / "new"


def test_a_record_does_not_differ_from_itself(old: Path) -> None:
    found = compare_records(old, old / "record.gpkg")
    assert (found.why, found.changes) == ((), ())


def test_a_further_report_is_the_reason_and_its_rows_are_added(old: Path, new: Path) -> None:
    found = compare_records(old, new)
    assert len(found.why) == 1
    assert found.why[0].startswith("reports added: 1 (")
    assert {change.change for change in found.changes} == {"added"}
    assert {"reports", "claims", "tolls"} <= {change.table for change in found.changes}


def test_the_other_way_round_the_same_rows_are_gone(old: Path, new: Path) -> None:
    there, back = compare_records(old, new), compare_records(new, old)
    assert {change.change for change in back.changes} == {"gone"}
    assert [change.row for change in back.changes] == [change.row for change in there.changes]


def test_a_changed_row_tells_each_field_with_both_values(old: Path, tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("file,published,outlet\none.txt,,The Ledger\n", encoding="utf-8")
    shutil.copytree(old, tmp_path / "new")
    project = Project.open(tmp_path / "new")
    project.add([tmp_path / "one.txt"], tmp_path / "sources.csv")
    project.build(workers=1)
    (change,) = [one for one in compare_records(old, tmp_path / "new").changes if one.table == "reports"]
    assert change.change == "changed"
    assert change.fields["outlet"] == (None, "The Ledger")


def test_a_build_without_the_chronology_says_so(old: Path, tmp_path: Path) -> None:
    shutil.copytree(old, tmp_path / "new")
    Project.open(tmp_path / "new").build(workers=1, chronology=False)
    assert compare_records(old, tmp_path / "new").why == (
        "undated reports are dated without the chronology of the packs",
    )


def test_the_command_prints_the_reasons_then_a_line_for_each_row(
    old: Path, new: Path, call: Callable[..., object]
) -> None:
    said = call("diff", old, new, "--json")
    first, *rows = said.rows  # type: ignore[attr-defined]
    assert first["why"]
    assert {row["change"] for row in rows} == {"added"}


def test_a_folder_that_is_no_project_is_refused(old: Path, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="not a Sijil project"):
        compare_records(old, tmp_path)
