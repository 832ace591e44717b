"""Every route that reads: its answer has the shape that the description of the API gives, and says what is so."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from sijil.link.parting import PARTED
from sijil.packs import load_packs
from sijil.parts import FeatureRow
from sijil.project import Project
from sijil.web import models, queued
from sijil.web.app import create_app
from sijil.web.joining import say_part
from sijil.web.sessions import Sessions

SHAPES: dict[str, Any] = {
    "/api/session": models.SessionInfo,
    "/api/project": models.ProjectInfo,
    "/api/events/{identifier}": models.EventDetail,
    "/api/claims": list[models.ClaimCard],
    "/api/claims/{identifier}": models.ClaimDetail,
    "/api/reports": list[models.Row],
    "/api/reports/{identifier}": models.ReportDetail,
    "/api/decisions": list[models.Row],
    "/api/control": list[models.Row],
    "/api/tolls": list[models.Row],
    "/api/tolls/account": models.AccountNode,
    "/api/places/{identifier}": models.PlaceDetail,
    "/api/names/{zoom}/{x}/{y}": list[models.NamedSpot],
    "/api/actors": list[models.ActorRow],
    "/api/actors/{identifier}": models.ActorDetail,
    "/api/search": models.Found,
    "/api/lookup": list[models.Entry],
    "/api/trays": models.Trays,
    "/api/queue": queued.Queue,
}
ELSEWHERE = {"/api/overview", "/api/reports/{identifier}/raw", "/api/basemap.pmtiles"}
"""Routes of another kind of answer, each with tests of its own."""


@pytest.fixture
def examples(reader: Any) -> dict[str, str]:  # noqa: ANN401  # from conftest
    card = reader.claim("artillery")
    report, event = card["report"]["id"], card["event"]
    return {
        "/api/events/{identifier}": f"/api/events/{event}",
        "/api/claims": f"/api/claims?ids={card['id']}",
        "/api/claims/{identifier}": f"/api/claims/{card['id']}",
        "/api/reports/{identifier}": f"/api/reports/{report}",
        "/api/places/{identifier}": f"/api/places/{card['place']['id']}",
        "/api/names/{zoom}/{x}/{y}": "/api/names/6/39/25",
        "/api/actors/{identifier}": "/api/actors/islamic-state",
        "/api/search": "/api/search?q=Mosul",
        "/api/lookup": "/api/lookup?kind=place&q=Mosul",
    }


def test_every_route_that_reads_is_tested() -> None:
    paths = create_app(None, Sessions()).openapi()["paths"]
    reading = {re.sub(r":path", "", path) for path, ways in paths.items() if "get" in ways}
    assert reading == {*SHAPES, *ELSEWHERE}


@pytest.mark.parametrize("path", SHAPES)
def test_the_answer_has_the_shape_that_is_promised(reader: Any, examples: dict[str, str], path: str) -> None:  # noqa: ANN401
    found = reader.json(examples.get(path, path))
    TypeAdapter(SHAPES[path]).validate_python(found)


UNKNOWN = [
    "events/evt-none",
    "claims/clm-none",
    "reports/rep-none",
    "reports/rep-none/raw",
    "places/none",
    "actors/none",
]


@pytest.mark.parametrize("path", [*UNKNOWN, "events/evt", "claims/clm-", "nothing", "basemap.pmtiles"])
def test_what_is_not_there_is_said_to_be_missing(reader: Any, path: str) -> None:  # noqa: ANN401
    answer = reader.get(f"/api/{path}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"what", "remedy"}


@pytest.mark.parametrize(
    "path",
    ["queue?need=x", "queue?limit=0", "queue?limit=100000", "queue?offset=-1", "queue?state=gone", "lookup?kind=x&q=a",
     "names/13/0/0", "names/3/8/0", "names/3/0/-1",
     "search", "claims", "tolls/account?from=2019", "tolls/account?to=yesterday", "reports/x/raw?start=-1&end=3"],
)  # fmt: skip
def test_questions_that_make_no_sense_are_refused(reader: Any, path: str) -> None:  # noqa: ANN401
    answer = reader.get(f"/api/{path}")
    assert answer.status_code == 422
    assert set(answer.json()) == {"what", "remedy"}


# -- what they say -----------------------------------------------------------------------------------------------------


def test_the_project_says_what_it_holds(reader: Any, built: Path) -> None:  # noqa: ANN401
    found = reader.json("/api/project")
    with Project.open(built).record() as record:
        assert found["built"] == record.manifest.build
        assert found["counts"]["claims"] == len(list(record.claims()))
    assert found["sources"] == found["counts"]["reports"] == 5
    assert found["types"]["air_strike"] == {"title": "Air or drone strike", "kind": "event"}
    assert found["build"] == {"state": "idle", "done": 0, "total": 0, "message": None}


def test_a_project_without_a_record_says_so(empty: Any) -> None:  # noqa: ANN401
    found = empty.json("/api/project")
    assert (found["built"], found["counts"]["claims"], found["sources"]) == (None, 0, 0)
    for path in ("overview", "queue", "trays", "reports", "actors", "search?q=x", "events/evt-x"):
        answer = empty.get(f"/api/{path}")
        assert (answer.status_code, answer.json()["what"]) == (409, "nothing has been built yet")


def test_an_event_has_its_claims_findings_links_and_tolls(reader: Any) -> None:  # noqa: ANN401
    event = reader.json(f"/api/events/{reader.claim('artillery')['event']}")
    assert sorted(card["id"] for card in event["claims"]) == sorted(event["event"]["claims"])
    assert len({card["report"]["id"] for card in event["claims"]}) == 2
    assert event["findings"][0]["field"] == "happened"
    assert event["links"][0]["parts"]
    assert {toll["harm"] for toll in event["tolls"]} >= {"killed"}


def test_an_event_says_in_words_why_tellings_joined_it(reader: Any, built: Path) -> None:  # noqa: ANN401
    with Project.open(built).record() as record:
        rows = [(event, posterior) for event, posterior in record.columns("fits", ["event", "posterior"])]
    assert rows, "no telling of the reports joins by its fit"
    for event, posterior in rows:
        detail = reader.json(f"/api/events/{event}")
        fits = {fit["posterior"]: fit for fit in detail["fits"]}
        fit = fits[posterior]
        assert set(fit["claims"]) <= set(detail["event"]["claims"])
        *reasons, other = fit["reasons"]
        assert other["feature"] in {"event_new", "merge_two"}
        assert other["bits"] < 0
        bits = [abs(reason["bits"]) for reason in reasons]
        assert bits == sorted(bits, reverse=True)
        assert not [reason for reason in reasons if reason["says"] == reason["feature"]]
        page = reader.get(f"/record/event/{event}").text
        assert f"{round(100 * posterior)} % sure" in page


def test_every_feature_of_fits_has_words() -> None:
    rows = load_packs(["core"]).rows(FeatureRow)
    weights = [row.name for row in rows if row.name.startswith(("event_", "merge_")) and row.name != PARTED]
    assert len(weights) > 5
    assert not [name for name in weights if say_part(name, 1.0) == name]
    assert say_part("event_place", -0.5) == "in common only a large place"
    assert say_part("event_place", -1.2) == "another place"


def test_a_tile_names_its_largest_towns_and_closer_the_places_of_the_packs(reader: Any) -> None:  # noqa: ANN401
    far = reader.json("/api/names/6/39/25")
    assert far[0]["name"] == "Baghdad"
    assert [one["people"] for one in far] == sorted((one["people"] for one in far), reverse=True)
    names = [one["name"] for one in far]
    assert "Mosul" in names
    assert "Mosul al-Jadida" not in names, "a quarter of a town of the packs is no town"
    near = {one["id"]: one for one in reader.json("/api/names/8/158/100")}
    assert near["irq-qayyarah-airbase"]["people"] == 0
    assert near["irq-mosul"]["name"] == "Mosul"
    assert len(reader.json("/api/names/0/0/0")) <= 16
    assert reader.json("/api/names/12/0/0") == []


def test_plain_pages_have_the_quotes_and_the_hashes_of_the_sources(reader: Any) -> None:  # noqa: ANN401
    card = reader.claim("artillery")
    detail = reader.json(f"/api/events/{card['event']}")
    control = next(row for row in reader.json("/api/control") if row["place"]["id"])
    (held,) = reader.json(f"/api/claims?ids={control['support'][0]}")
    pages = {
        f"event/{card['event']}": card,
        f"finding/{detail['findings'][0]['id']}": card,
        f"place/{control['place']['id']}": held,
        f"control/{control['id']}": held,
    }
    for name, wanted in pages.items():
        page = reader.get(f"/record/{name}").text
        assert escape(wanted["quote"]) in page, name
        assert wanted["sha256"] in page, name


def test_a_card_shows_the_sentence_its_neighbours_and_the_marked_words(reader: Any) -> None:  # noqa: ANN401
    card = reader.claim("villages")
    sentence = card["sentence"]
    assert card["quote"] in sentence["text"]
    assert card["before"].endswith("a hospital official said.")
    assert card["after"] == "Rebels abducted the mayor of Mosul."
    for mark in card["marks"]:
        start, end = mark["start"] - sentence["start"], mark["end"] - sentence["start"]
        assert sentence["text"][start:end] == mark["surface"]
    assert {"actor", "trigger"} <= {mark["role"] for mark in card["marks"]}


def test_cards_come_in_the_order_asked_for_and_unknown_ids_are_left_out(reader: Any) -> None:  # noqa: ANN401
    ids = [reader.claim(words)["id"] for words in ("villages", "mayor", "artillery")]
    asked = ",".join([ids[2], "clm-none", ids[0], ids[1], ids[2]])
    assert [card["id"] for card in reader.json(f"/api/claims?ids={asked}")] == [ids[2], ids[0], ids[1]]
    many = ",".join(f"clm-{number}" for number in range(201))
    assert reader.get(f"/api/claims?ids={many}").status_code == 422


def test_a_report_has_its_text_with_places_that_fit(reader: Any) -> None:  # noqa: ANN401
    card = reader.claim("30")
    found = reader.json(f"/api/reports/{card['report']['id']}")
    assert found["text"][card["start"] : card["end"]] == card["quote"]
    for one in found["resolutions"]:
        assert found["text"][one["start"] : one["end"]] == one["surface"]
    assert [one["start"] for one in found["passages"]] == sorted(one["start"] for one in found["passages"])
    assert found["source"]["verified"]
    assert (found["url"], found["sightings"][0]["uri"]) == ("https://news.example/market", "market.txt")


def test_the_bytes_come_as_a_file_and_in_parts(reader: Any, built: Path) -> None:  # noqa: ANN401
    card = reader.claim("artillery")
    why = reader.json(f"/api/claims/{card['id']}")
    address = f"/api/reports/{card['report']['id']}/raw"
    whole = reader.get(address)
    assert whole.content == next(built.glob(f"raw/*/{why['source']['sha256']}")).read_bytes()
    assert whole.headers["content-type"] == "application/octet-stream"
    assert whole.headers["content-disposition"].startswith("attachment")
    assert whole.headers["content-security-policy"].startswith("sandbox")
    (place,) = why["bytes"]
    part = reader.json(f"{address}?start={place['raw_start']}&end={place['raw_end']}")
    assert part["text"] == card["quote"]
    assert len(reader.json(f"{address}?start=0&end=99999")["text"]) <= 2000


def test_changed_bytes_are_never_shown_as_checked(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit()
    card = visitor.claim("artillery")
    report = visitor.json(f"/api/reports/{card['report']['id']}")
    (blob,) = server.folder.glob(f"raw/*/{report['source']['sha256']}")
    blob.write_bytes(b"something else")
    assert visitor.json(f"/api/reports/{card['report']['id']}")["source"]["verified"] is False
    assert visitor.get(f"/api/claims/{card['id']}").status_code == 500
    assert visitor.get(f"/api/reports/{card['report']['id']}/raw").status_code == 500


def test_a_place_holds_what_lies_in_it(reader: Any) -> None:  # noqa: ANN401
    airport = reader.claim("airport")["place"]["id"]
    town = reader.claim("mayor")["place"]["id"]
    country = reader.json(f"/api/places/{town}")["place"]["parents"][-1]["id"]
    children = [one["id"] for one in reader.json(f"/api/places/{country}")["place"]["children"]]
    assert {airport, town} <= set(children)
    events = {one: set(reader.json(f"/api/places/{one}")["events"]) for one in (airport, town, country)}
    assert set() < events[airport]
    assert events[airport].isdisjoint(events[town])
    assert events[airport] | events[town] <= events[country]
    assert reader.json(f"/api/places/{airport}")["control"][0]["claims"]


def test_an_actor_is_told_as_the_packs_have_it(reader: Any) -> None:  # noqa: ANN401
    found = reader.json("/api/actors/islamic-state")
    assert (found["kind"], found["verified"]) == ("jihadist", True)
    assert found["events"]
    assert {row["id"] for row in reader.json("/api/actors")} >= {"islamic-state"}


def test_words_find_claims_reports_places_and_actors(reader: Any) -> None:  # noqa: ANN401
    found = reader.json("/api/search?q=mosul")
    assert found["reports"]
    assert found["claims"]
    assert "Mosul" in [place["name"] for place in found["places"]]
    assert reader.json("/api/search?q=islam")["actors"]


def test_the_events_found_by_words_are_all_there_however_few_claims_are_asked_for(reader: Any) -> None:  # noqa: ANN401
    whole, few = (reader.json(f"/api/search?q=the&limit={limit}") for limit in (500, 1))
    assert len(few["claims"]) == 1
    assert few["events"] == whole["events"]
    assert set(whole["events"]) == {claim["event"] for claim in whole["claims"] if claim["event"]}
    assert len(whole["events"]) > 1


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "' OR 1=1 --", "NEAR(", "a AND", "quote:", "*", "\x00", "(", "x" * 200]
)
def test_no_words_break_the_search(reader: Any, words: str) -> None:  # noqa: ANN401
    assert reader.client.get("/api/search", params={"q": words}).status_code == 200
    for kind in ("place", "actor"):
        assert reader.client.get("/api/lookup", params={"q": words, "kind": kind}).status_code == 200


def test_the_edit_box_finds_ids_that_a_decision_can_name(reader: Any) -> None:  # noqa: ANN401
    assert reader.json("/api/lookup?kind=place&q=mosul")[0]["id"] == "irq-mosul"
    actors = [one["id"] for one in reader.json("/api/lookup?kind=actor&q=islamic%20state")]
    assert actors[0] == "islamic-state"
    assert len(reader.json("/api/lookup?kind=actor&q=a")) == 20


def test_trays_hold_events_without_day(reader: Any) -> None:  # noqa: ANN401
    trays = reader.json("/api/trays")
    assert reader.claim("nine")["event"] in trays["undated"]
    assert reader.claim("artillery")["event"] not in trays["undated"]


def test_tolls_stand_below_those_that_contain_them(reader: Any) -> None:  # noqa: ANN401
    whole = reader.json("/api/tolls/account?harm=killed")

    def listed(node: dict[str, Any]) -> list[str]:
        return [*([node["toll"]] if node["toll"] else []), *(one for part in node["parts"] for one in listed(part))]

    killed = [row["id"] for row in reader.json("/api/tolls") if row["harm"] == "killed"]
    assert sorted(listed(whole)) == sorted(killed)
    bests = [part["best"] for part in whole["parts"] if part["added"] and part["best"] is not None]
    assert whole["sum_of_parts"] == sum(bests)
    none = reader.json("/api/tolls/account?harm=killed&from=1990-01-01&to=1990-12-31")
    assert (none["parts"], none["sum_of_parts"]) == ([], None)


def test_tolls_can_be_asked_for_by_policy(reader: Any) -> None:  # noqa: ANN401
    rows = reader.json("/api/tolls")
    assert reader.json(f"/api/tolls?policy={rows[0]['policy']}")
    assert {row["policy"] for row in reader.json("/api/tolls?policy=majority")} == {"majority"}
    refused = reader.get("/api/tolls?policy=nobodys")
    assert refused.status_code == 404
    assert "majority" in refused.json()["remedy"]


def test_a_claim_has_the_values_that_it_speaks_to(reader: Any) -> None:  # noqa: ANN401
    detail = reader.json(f"/api/claims/{reader.claim('artillery')['id']}")
    assert {toll["harm"] for toll in detail["tolls"]} >= {"killed"}
    for row in (*detail["tolls"], *detail["control"]):
        assert detail["card"]["id"] in (*row["support"], *row["against"])
    subjects = {row["id"] for row in (*detail["tolls"], *detail["control"])}
    assert {finding["subject"] for finding in detail["findings"]} == subjects


def test_an_event_of_territory_has_the_control_that_follows_from_it(reader: Any) -> None:  # noqa: ANN401
    card = reader.claim("airport")
    detail = reader.json(f"/api/events/{card['event']}")
    assert card["rule"]
    assert any(card["id"] in row["support"] for row in detail["control"])
    assert {row["id"] for row in detail["control"]} <= {finding["subject"] for finding in detail["findings"]}
