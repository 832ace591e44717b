"""Exports: every table in every format, each row with its review state, and nothing half-written."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sijil.errors import UsageError
from sijil.export import write_table
from sijil.export.review import choose, with_review
from sijil.export.tables import FORMATS, TABLES
from sijil.geopackage.tables import BY_NAME
from sijil.project import Project
from sijil.record import Record

Call = Callable[..., Any]


@pytest.fixture
def built(project: Project, stages: Any, three: None) -> Path:  # noqa: ANN401, ARG001  # the fixtures of conftest.py
    project.build(stages=stages)
    return project.folder


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", FORMATS)
def test_every_table_can_be_written_in_every_format(built: Path, tmp_path: Path, table: str, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    out = tmp_path / f"{table}.{form}"
    project = Project.open(built)
    if form == "geojson" and not BY_NAME[table].point:
        with pytest.raises(UsageError, match="no place"):
            write_table(project, table, form, out)
        return
    write_table(project, table, form, out)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert out.stat().st_size > 0 or (form in {"csv", "jsonl"} and not list(rows_of(built, table)))


def rows_of(built: Path, table: str) -> Iterator[dict[str, object]]:
    with Record.open(built) as record:
        yield from record.rows(table)


def test_geojson_has_points_with_radius_and_precision(built: Path, tmp_path: Path) -> None:
    write_table(Project.open(built), "claims", "geojson", tmp_path / "a.geojson")
    collection = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 4
    feature = collection["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [1.5, 2.5]}
    found = feature["properties"]
    assert (found["place_radius_km"], found["place_precision"], found["review"]) == (3.0, 1, "unreviewed")


def test_parquet_has_types_and_says_what_columns_are(built: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    write_table(Project.open(built), "claims", "parquet", tmp_path / "a.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.num_rows == 4
    assert table["earliest"][0].as_py() == date(2020, 3, 1)
    assert len(table["source"][0].as_py()) == 64
    assert table["lon"][0].as_py() == 1.5
    assert table["background"][0].as_py() is False
    assert table.schema.field("quote").metadata[b"meaning"].startswith(b"the words of the report")


@pytest.mark.parametrize("table", ["reports", "claims", "figures"])
def test_rows_lead_back_to_the_bytes_by_address_and_hash(call: Call, built: Path, table: str) -> None:
    for row in call("export", built, "--table", table, "--format", "jsonl").rows:
        assert (built / "raw" / row["source"][:2] / row["source"]).exists()
        assert row.get("uri") or row["report"]["uri"]


def test_parquet_without_pyarrow_says_what_to_install(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"sijil\[parquet\]"):
        write_table(Project.open(built), "claims", "parquet", tmp_path / "a.parquet")
    assert list(tmp_path.glob("*a.parquet")) == []


def test_a_row_that_rests_on_claims_is_reviewed_when_all_of_them_are() -> None:
    states = {"a": "accepted", "b": "corrected", "c": "rejected"}
    rows = [{"support": support} for support in (["a"], ["a", "b"], ["a", "c"], ["a", "x"], [])]
    found = [row["review"] for row in with_review(rows, states)]
    assert found == ["accepted", "corrected", "rejected", "unreviewed", "unreviewed"]


def test_rows_can_be_chosen_by_their_review_state() -> None:
    rows = [{"id": "a", "review": "accepted"}, {"id": "b", "review": "unreviewed"}]
    assert [row["id"] for row in choose(rows, frozenset({"accepted"}))] == ["a"]
    assert list(choose(rows, frozenset())) == rows


def test_only_reviewed_rows_come_out_where_they_are_asked_for(call: Call, built: Path) -> None:
    assert call("export", built, "--format", "jsonl", "--only", "accepted").rows == []
    assert len(call("export", built, "--format", "jsonl", "--only", "accepted,unreviewed").rows) == 4
    assert call("export", built, "--table", "reports", "--only", "accepted").status == 2


def test_an_export_that_breaks_off_leaves_the_old_file(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.csv"
    out.write_text("old")

    def crash(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("sijil.export.tables.write_csv", crash)
    with pytest.raises(MemoryError):
        write_table(Project.open(built), "claims", "csv", out)
    assert out.read_text() == "old"
    assert list(tmp_path.glob(".writing*")) == []


def test_a_table_goes_to_standard_output_as_text(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    write_table(Project.open(built), "figures", "jsonl", None)
    lines = out.buffer.getvalue().decode().splitlines()
    assert json.loads(lines[0])["harm"] == "killed"
