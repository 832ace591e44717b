"""The overview: columns that fit each other and the record, sent once."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sijil.project import Project
from sijil.web.overview import day_number, native_name, place_key


@pytest.fixture
def overview(reader: Any) -> dict[str, Any]:  # noqa: ANN401  # from conftest
    found = reader.json("/api/overview")
    assert isinstance(found, dict)
    return found


def test_columns_have_one_length_and_numbers_lead_to_entries(overview: dict[str, Any]) -> None:
    for part in ("places", "actors", "events"):
        assert len({len(column) for column in overview[part].values()}) == 1
    events = overview["events"]
    for column in ("type", "grain", "state", "review"):
        words = overview[f"{column}s"]
        assert all(0 <= number < len(words) for number in events[column])
    assert all(-1 <= number < len(overview["places"]["id"]) for number in events["place"])
    count = len(overview["actors"]["id"])
    assert all(0 <= one < count for found in (*events["actors"], *events["targets"]) for one in found)
    assert all(0 <= row["place"] < len(overview["places"]["id"]) for row in overview["control"])


def test_every_event_of_the_record_is_in_it_as_it_is(overview: dict[str, Any], built: Path) -> None:
    events, places, actors = overview["events"], overview["places"], overview["actors"]
    with Project.open(built).record() as record:
        rows: dict[str, Any] = {str(row["id"]): row for row in record.rows("events")}
    assert sorted(events["id"]) == sorted(rows)
    for number, one in enumerate(events["id"]):
        row = rows[one]
        assert overview["types"][events["type"][number]] == row["type"]
        assert events["claims"][number] == len(row["claims"])
        assert [actors["name"][each] for each in events["actors"][number]] == [each["name"] for each in row["actors"]]
        if row["place"]:
            assert places["name"][events["place"][number]] == row["place"]["name"]
        if row["time"]:
            days = events["from"][number]
            assert (dt.date(1970, 1, 1) + dt.timedelta(days)).isoformat() == row["time"]["earliest"]


def test_the_killed_are_those_of_the_toll(reader: Any, overview: dict[str, Any]) -> None:  # noqa: ANN401
    event = reader.claim("artillery")["event"]
    tolls = reader.json(f"/api/events/{event}")["tolls"]
    largest = max((toll for toll in tolls if toll["harm"] == "killed"), key=lambda toll: toll["best"])
    events = overview["events"]
    shown = {name: events[name][events["id"].index(event)] for name in ("killed_low", "killed", "killed_high")}
    assert shown == {"killed_low": largest["low"], "killed": largest["best"], "killed_high": largest["high"]}


def test_it_is_sent_once_packed_and_kept_by_its_tag(reader: Any) -> None:  # noqa: ANN401
    first = reader.get("/api/overview")
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["cache-control"] == "private, no-cache"
    again = reader.get("/api/overview", **{"If-None-Match": f'W/{first.headers["etag"]}, "x"'})
    assert (again.status_code, again.content) == (304, b"")
    plain = reader.get("/api/overview", **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == first.json()


def test_the_overview_of_another_build_is_not_given_out_as_the_present_one(reader: Any) -> None:  # noqa: ANN401
    build = reader.json("/api/project")["built"]
    assert reader.get(f"/api/overview?build={build}").status_code == 200
    assert reader.get("/api/overview?build=other").status_code == 409


def test_the_same_build_gives_the_same_bytes(serve: Any) -> None:  # noqa: ANN401
    packed = [serve().visit().get("/api/overview").content for _ in range(2)]
    assert packed[0] == packed[1]
    assert json.loads(gzip.decompress(gzip.compress(packed[0])))["build"]


def test_days_are_counted_from_1970() -> None:
    assert [day_number(day) for day in ("1970-01-01", "1969-12-31", "2019-03-05", None)] == [0, -1, 17960, None]


@pytest.mark.parametrize(
    ("cells", "key"),
    [(("x", "X", 1.0, 2.0), "x"), ((None, "Y", 1.234, 2.0), "Y@1.23,2.00"), ((None, "Y", None, None), "Y"),
     ((None, None, None, None), None)],
)  # fmt: skip
def test_a_place_goes_by_its_id_else_by_name_and_point(cells: tuple[Any, ...], key: str | None) -> None:
    assert place_key(*cells) == key


def test_a_native_name_is_one_without_latin_letters() -> None:
    assert native_name(["Surt", "سرت", "Сирт"]) == "سرت"
    assert native_name(["Surt"]) is None
