"""The record file is what its content says, by whatever way it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.errors import ProjectError
from sijil.geopackage.points import decode_point, encode_point
from sijil.geopackage.read import open_record
from sijil.geopackage.schema import LAYOUT
from sijil.geopackage.write import make_fid

from .conftest import claim, dump, source

Write = Callable[..., Path]


def ask(path: Path, question: str, *values: object) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question, values).fetchall()


# -- content -----------------------------------------------------------------------------------------------------------


def test_a_row_is_in_columns_in_json_in_the_layer_and_in_both_indexes(write: Write) -> None:
    path = write(source(1, claim(1)))
    row = "SELECT fid, source, place_name, earliest, background, actors, json FROM claims"
    ((fid, sha256, place, earliest, background, actors, _),) = ask(path, row)
    assert (sha256, place, earliest, background) == ("sha-1", "Oldtown", "2020-03-01", 0)
    assert actors == '[{"id":"ARMY","name":"The Army","surface":"they"}]'
    ((geom,),) = ask(path, "SELECT geom FROM claims")
    assert decode_point(geom) == (1.5, 2.5)
    assert ask(path, "SELECT id FROM rtree_claims_geom WHERE minx > 1 AND maxx < 2") == [(fid,)]
    assert ask(path, "SELECT rowid FROM full_text WHERE full_text MATCH 'shelled'") == [(fid,)]
    with open_record(path) as file:
        assert list(file.rows("claims")) == [claim(1)]


def test_a_claim_without_a_known_place_has_no_point(write: Write) -> None:
    path = write(source(1, claim(1, lon=None)))
    assert ask(path, "SELECT geom, place_name FROM claims") == [(None, "Oldtown")]
    assert ask(path, "SELECT count(*) FROM rtree_claims_geom") == [(0,)]


def test_the_extent_of_a_layer_is_in_the_contents(write: Write) -> None:
    path = write(source(1, claim(1, lon=-4.0), claim(2, lon=7.0)))
    contents = "SELECT min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents WHERE table_name = ?"
    assert ask(path, contents, "claims") == [(-4.0, 2.5, 7.0, 2.5, 4326)]
    assert ask(path, contents, "events") == [(None, None, None, None, 4326)]


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_points_come_back_as_they_were(lon: float, lat: float) -> None:
    assert decode_point(encode_point(lon, lat)) == (lon, lat)


def test_rows_that_say_the_very_same_are_both_kept(write: Write) -> None:
    failure = {"stage": "add", "uri": "a", "source": "a", "code": "c", "message": "m", "remedy": "r"}
    assert ask(write(failures=[failure, failure]), "SELECT count(*) FROM failures") == [(2,)]


# -- the way -----------------------------------------------------------------------------------------------------------


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    builds=st.lists(
        st.tuples(
            st.dictionaries(st.integers(1, 6), st.integers(0, 2), max_size=5),
            st.dictionaries(st.integers(1, 6).map(lambda n: f"clm-{n}-0"), st.sampled_from(["evt-a", "evt-b"])),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_a_file_holds_does_not_depend_on_the_builds_before(
    builds: list[tuple[dict[int, int], dict[str, str]]], write: Write, tmp_path: Path
) -> None:
    for name in ("record.gpkg", "anew.gpkg"):
        (tmp_path / name).unlink(missing_ok=True)
    for versions, events in builds:
        sources = [
            source(
                number,
                *(claim(number, quote=f"Quote {version}.") | {"id": f"clm-{number}-{part}"} for part in range(version)),
                digest=str(version),
            )
            for number, version in versions.items()
        ]
        write(*sources, events=events)
    write(*sources, events=events, name="anew.gpkg")
    assert dump(tmp_path / "record.gpkg") == dump(tmp_path / "anew.gpkg")


def test_only_the_rows_of_changed_sources_are_written(write: Write) -> None:
    loaded = []

    def watched(number: int, digest: str) -> Any:  # noqa: ANN401  # the rows of one source
        def load() -> dict[str, list[dict[str, object]]]:
            loaded.append(number)
            return {"claims": [claim(number)]}

        return source(number)._replace(digest=digest, load=load)

    write(watched(1, "a"), watched(2, "a"))
    write(watched(1, "a"), watched(2, "b"), watched(3, "a"))
    assert loaded == [1, 2, 2, 3]


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_file_that_was_changed_by_hand_is_written_anew(write: Write, mode: str) -> None:
    path = write(source(1, claim(1)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("UPDATE reports SET title = 'mine'")
        connection.execute("DELETE FROM dictionary")
        connection.commit()
    write(source(1, claim(1)))
    assert ask(path, "SELECT count(*) > 100 FROM dictionary") == [(1,)]


def test_a_file_of_other_code_is_written_anew(write: Write) -> None:
    write(source(1, claim(1, place="Oldtown")))
    path = write(source(1, claim(1, place="Newtown")), code="other")
    assert ask(path, "SELECT place_name FROM claims") == [("Newtown",)]


def test_what_another_program_left_beside_the_old_file_goes(write: Write, tmp_path: Path) -> None:
    write(source(1, claim(1)))
    for suffix in ("-wal", "-shm", "-journal"):
        (tmp_path / f"record.gpkg{suffix}").write_bytes(b"stale")
    (tmp_path / ".writing-record-left").write_bytes(b"half")
    write(source(2, claim(2)))
    assert [path.name for path in tmp_path.iterdir()] == ["record.gpkg"]


def test_a_crash_while_writing_leaves_the_old_file(write: Write, tmp_path: Path) -> None:
    path = write(source(1, claim(1)))
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        write(source(1)._replace(digest="2", load=lambda: 1 / 0))
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["record.gpkg"]


def test_who_reads_keeps_what_they_opened(write: Write) -> None:
    with open_record(write(source(1, claim(1)))) as file:
        write(source(2, claim(2)))
        assert [row["id"] for row in file.rows("claims")] == ["clm-1"]


def test_the_number_of_a_row_is_made_from_its_id_and_fits_every_program() -> None:
    assert make_fid("claims", "clm-1") == make_fid("claims", "clm-1") != make_fid("claims", "clm-2")
    assert 0 < make_fid("claims", "clm-1") < 2**48


# -- open --------------------------------------------------------------------------------------------------------------


def test_a_file_of_a_newer_version_is_refused_with_its_number(write: Write) -> None:
    path = write()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE dictionary SET type = ? WHERE column_name = 'layout'", (str(LAYOUT + 1),))
        connection.commit()
    with pytest.raises(ProjectError, match=f"newer version of Sijil .layout {LAYOUT + 1}"):
        open_record(path)


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, b"SQLite format 3\x00" + bytes(84)])
def test_a_damaged_file_is_refused_with_a_remedy(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "record.gpkg").write_bytes(content)
    with pytest.raises(ProjectError, match="sijil build"):
        open_record(tmp_path / "record.gpkg")


def test_another_geopackage_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "record.gpkg")) as connection:
        connection.execute("CREATE TABLE dictionary (column_name, type)")
    with pytest.raises(ProjectError, match="is no record"):
        open_record(tmp_path / "record.gpkg")


def test_a_missing_file_says_that_nothing_was_built(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="nothing has been built"):
        open_record(tmp_path / "record.gpkg")
