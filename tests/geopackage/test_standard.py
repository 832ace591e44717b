"""The record file is a GeoPackage as the standard says, and GDAL opens it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sijil.geopackage.container import OWN_MEANINGS
from sijil.geopackage.tables import TABLES

from .conftest import claim, source

Write = Callable[..., Path]
ROOT = Path(__file__).parents[2]
POINTS = sorted(table.name for table in TABLES if table.point)


@pytest.fixture
def path(write: Write) -> Path:
    return write(source(1, claim(1, lon=-4.25), claim(2, lon=7.5), claim(3, lon=None)))


@pytest.fixture
def record(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection


# -- the standard ------------------------------------------------------------------------------------------------------


def test_the_header_says_geopackage_1_3_and_no_other_file_is_needed(record: sqlite3.Connection) -> None:
    assert record.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert record.execute("PRAGMA user_version").fetchone() == (10300,)
    assert record.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_file_is_whole(record: sqlite3.Connection) -> None:
    assert record.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert record.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_reference_systems_that_the_standard_asks_for_are_there(record: sqlite3.Connection) -> None:
    found = record.execute("SELECT srs_id, organization FROM gpkg_spatial_ref_sys ORDER BY srs_id").fetchall()
    assert found == [(-1, "NONE"), (0, "NONE"), (4326, "EPSG")]


def test_every_table_is_in_the_contents_and_has_a_whole_number_as_key(record: sqlite3.Connection) -> None:
    contents = dict(record.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert sorted(name for name, kind in contents.items() if kind == "features") == POINTS
    assert set(contents) == {table.name for table in TABLES} | set(OWN_MEANINGS)
    for name in contents:
        keys = [row for row in record.execute(f'PRAGMA table_info("{name}")') if row[5]]
        assert [(row[1], row[2]) for row in keys] == [("fid", "INTEGER")]


def test_every_layer_has_a_geometry_column_an_r_tree_and_its_triggers(record: sqlite3.Connection) -> None:
    columns = record.execute("SELECT table_name, column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns")
    assert sorted(columns.fetchall()) == [(name, "geom", "POINT", 4326) for name in POINTS]
    extensions = record.execute(
        "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND scope = 'write-only'"
    )
    assert sorted(extensions.fetchall()) == [(name,) for name in POINTS]
    triggers = {row[0] for row in record.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    moments = ("insert", "update1", "update2", "update3", "update4", "delete")
    assert triggers == {f"rtree_{name}_geom_{moment}" for name in POINTS for moment in moments}


def test_points_have_the_header_of_the_standard(record: sqlite3.Connection) -> None:
    for (geom,) in record.execute("SELECT geom FROM claims WHERE geom NOT NULL"):
        assert geom[:4] == b"GP\x00\x01"
        assert len(geom) == 8 + 21


# -- the dictionary ----------------------------------------------------------------------------------------------------


def test_the_dictionary_in_the_file_lists_the_columns_that_are_there(record: sqlite3.Connection) -> None:
    for table in TABLES:
        there = [(row[1], row[2]) for row in record.execute(f"PRAGMA table_info({table.name})")]
        listed = record.execute(
            "SELECT column_name, type FROM dictionary WHERE table_name = ? AND column_name NOT NULL ORDER BY fid",
            (table.name,),
        ).fetchall()
        assert listed == there
    assert record.execute("SELECT count(*) FROM dictionary WHERE meaning = ''").fetchone() == (0,)


def test_the_page_lists_the_columns_that_are_there(record: sqlite3.Connection) -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^### |^<!-- end)", page, re.MULTILINE | re.DOTALL))
    assert set(sections) == {table.name for table in TABLES}
    for name, section in sections.items():
        there = [(row[1], row[2]) for row in record.execute(f"PRAGMA table_info({name})")]
        assert re.findall(r"^\| `(\w+)` \| (\w+) \| \S", section, re.MULTILINE) == there, "run: make docs"
        meanings = [row[0] for row in record.execute("SELECT meaning FROM dictionary WHERE table_name = ?", (name,))]
        assert [meaning for meaning in meanings if meaning not in section] == [], "run: make docs"
    for name, meaning in OWN_MEANINGS.items():
        assert f"| `{name}` | {meaning} |" in page


# -- GDAL --------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo is not installed (Debian: gdal-bin)")
def test_gdal_finds_layers_extent_and_counts(path: Path) -> None:
    done = subprocess.run(["ogrinfo", "-ro", "-so", "-al", path], capture_output=True, text=True, check=True)
    assert "Warning" not in done.stderr
    layers = re.findall(
        r"^Layer name: (\w+)\n.*?^Geometry: (\w+)\nFeature Count: (\d+)", done.stdout, re.MULTILINE | re.DOTALL
    )
    found = {name: (kind, int(count)) for name, kind, count in layers}
    assert found["claims"] == ("Point", 3)
    assert sorted(name for name, (kind, _) in found.items() if kind == "Point") == POINTS
    assert {table.name for table in TABLES} <= set(found)
    assert "Extent: (-4.250000, 2.500000) - (7.500000, 2.500000)" in done.stdout


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo is not installed (Debian: gdal-bin)")
def test_gdal_selects_by_place_and_by_words_of_sql(path: Path) -> None:
    command = ["ogrinfo", "-ro", "-al", path, "claims", "-spat", "7", "2", "8", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Feature Count: 1" in done.stdout
    assert "place_name (String) = Oldtown" in done.stdout
