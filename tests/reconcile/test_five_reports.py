"""What the five reports of the evaluation must show; skipped where they are not beside the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sijil.accounts import explain_finding
from sijil.project import Project
from sijil.record import Record

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="../shared/seeds is not there")

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    project = Project.new(tmp_path_factory.mktemp("five") / "project")
    project.add(sorted(SEEDS.glob("0*.txt")))
    project.build(workers=1, chronology=False)
    with project.record() as opened:
        yield opened


def rows(record: Record, table: str, is_wanted: Callable[[dict[str, Any]], bool]) -> Rows:
    return [row for row in record.rows(table) if is_wanted(row)]


def at(row: dict[str, Any]) -> str | None:
    return row["place"]["name"] if row["place"] else None


def who(value: dict[str, Any] | None) -> str | None:
    return value["id"] if value else None


def test_qanfouda_is_taken_once_by_claims_of_one_party(record: Record) -> None:
    taken = rows(record, "events", lambda row: row["type"] == "territory_gained" and at(row) == "Qanfouda")
    (event,) = taken
    assert list(map(who, event["actors"])) == ["LNA"]
    assert len(event["claims"]) >= 2
    assert event["independent"] == 1


def test_44_dead_are_not_88(record: Record) -> None:
    dead = rows(record, "tolls", lambda row: row["harm"] == "killed" and 44 in {row["low"], row["best"], row["high"]})
    assert [(who(row["group"]), row["low"], row["best"], row["high"]) for row in dead] == [("LNA", 44, 44, 44)]
    assert not rows(record, "tolls", lambda row: (row["best"] or 0) >= 88 and who(row["group"]) == "LNA")


def test_12_against_20_is_one_disputed_toll_of_one_army_with_both_speakers(record: Record) -> None:
    (toll,) = rows(record, "tolls", lambda row: row["low"] == 12 and row["high"] == 20)
    assert (who(toll["group"]), toll["state"]) == ("LNA", "disputed")
    assert (len(toll["support"]), len(toll["against"])) == (1, 1)


@pytest.mark.parametrize("place", ["Derna", "Sirte"])
def test_positions_and_shares_of_a_city_are_not_the_city(record: Record, place: str) -> None:
    held = rows(record, "control", lambda row: at(row) == place and row["state"] == "held")
    assert not {"LNA", "GNA", "GNA-forces", "bunyan-marsous"} & {who(row["holder"]) for row in held}


def test_qawarsha_is_held_after_the_day_of_the_claim_by_the_claim_of_its_holder(record: Record) -> None:
    (held,) = rows(record, "control", lambda row: at(row) == "Qawarsha" and row["state"] == "held")
    assert (who(held["holder"]), held["from"], held["to"], held["basis"]) == ("LNA", "2016-11-17", None, "claimed")


def test_a_report_without_a_date_lies_between_what_dated_ones_say_of_the_place(record: Record) -> None:
    published = {str(row["uri"]).rsplit("/", 1)[-1][:3]: row["published"] for row in record.rows("reports")}
    first, second = published["000"], published["004"]
    assert (first["how"], second["how"]) == ("inferred", "inferred")
    assert "2016-11-18" <= first["earliest"] <= "2017-01-25" <= first["latest"] <= "2017-07-01"
    assert "2016-01-01" <= second["earliest"] <= "2016-08-11" <= second["latest"] <= "2016-12-31"


def test_the_times_of_its_claims_lie_in_that_interval_and_are_called_inferred(record: Record) -> None:
    taken = rows(record, "claims", lambda row: row["type"] == "territory_gained" and at(row) == "Qanfouda")
    times = [row["time"] for row in taken if row["report"]["uri"].rsplit("/", 1)[-1].startswith("000")]
    assert times
    assert all(time["how"] == "inferred" and "2016-11" <= time["earliest"] <= "2017-07" for time in times)


def test_qanfouda_changes_hands_between_the_two_reports(record: Record) -> None:
    held = rows(record, "control", lambda row: at(row) == "Qanfouda" and row["state"] == "held")
    before, after = sorted(held, key=lambda row: str(row["from"]))
    assert (who(before["holder"]), before["from"]) == ("ansar-al-sharia-lby", "2016-11-17")
    assert (who(after["holder"]), after["to"], after["basis"]) == ("LNA", None, "claimed")
    assert before["to"] < after["from"] <= "2017-07-01"
    assert after["implied"]


@pytest.mark.parametrize("place", ["Al-Sabri", "Souq al-Hout"])
def test_the_last_bastions_are_fought_over_and_then_still_held(record: Record, place: str) -> None:
    contested, held = rows(record, "control", lambda row: at(row) == place)
    assert (contested["state"], held["state"], held["from"], held["to"]) == ("contested", "held", "2017-07-02", None)
    assert held["holder"]["id"] != "LNA"


def test_sirte_is_held_from_2015_and_contested_for_seventy_percent_in_2016(record: Record) -> None:
    held, contested = rows(record, "control", lambda row: at(row) == "Sirte")
    assert (who(held["holder"]), held["from"]) == ("islamic-state", "2015-12-31")
    assert (contested["state"], contested["share"]) == ("contested", 0.7)
    assert "2016" < held["to"] <= contested["to"] <= "2016-12-31"


def test_each_event_toll_and_interval_leads_down_to_the_bytes(record: Record) -> None:
    for table in ("events", "tolls", "control"):
        for row in record.rows(table):
            account = explain_finding(record, str(row["id"]))
            assert account["finding"]
            claims: Any = account["claims"]
            assert claims
            assert all(claim["bytes"] and claim["source"]["verified"] for claim in claims)
