"""Rows of tables that keep no JSON come out as the contract describes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sijil.contract import finding_row, resolution_row
from sijil.contract_links import link_row
from sijil.project import Project
from sijil.records import Finding, Link, Resolution
from sijil.web.rows import NESTED, read_list, unpacked

ROWS = {"findings": (Finding, finding_row), "links": (Link, link_row), "resolutions": (Resolution, resolution_row)}


@pytest.mark.parametrize("table", ROWS)
def test_a_row_that_is_read_from_columns_is_the_row_of_the_contract(built: Path, table: str) -> None:
    kind, describe = ROWS[table]
    with Project.open(built).record() as record:
        found = unpacked(table, record.rows(table))
        wanted = [describe(row) for row in record.stage_rows(kind)]  # type: ignore[operator]  # by table
        sources = [row.pop("source", None) for row in found]
    assert sources
    assert sorted(map(str, _ordered(found))) == sorted(map(str, _ordered(wanted)))


def _ordered(rows: list[dict[str, object]]) -> list[list[tuple[str, object]]]:
    return [sorted(row.items()) for row in rows]


def test_lists_are_known_by_the_dictionary_of_the_record() -> None:
    assert {"support", "against"} <= set(NESTED["findings"])
    assert NESTED["links"] == ("parts",)
    assert NESTED["reports"] == ("dated_by",)


def test_null_is_an_empty_list() -> None:
    assert read_list(None) == read_list("") == read_list("[]") == []
