"""Ids that were cited once are found for good: the server leads from those that have moved to what stands now."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sijil.redirects import NAME


def move(server: Any, old: str, now: str | None) -> None:  # noqa: ANN401  # see conftest.py
    """Note that an id has moved, as publishing does."""
    line = json.dumps({"build": "bld-before", "from": old, "to": now})
    with (server.folder / NAME).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def first(server: Any, table: str) -> str:  # noqa: ANN401  # see conftest.py
    with server.desk.record() as record:
        return str(next(iter(record.rows(table)))["id"])


def test_an_event_is_found_by_an_id_that_has_moved(serve: Any) -> None:  # noqa: ANN401  # see conftest.py
    server = serve()
    now = first(server, "events")
    move(server, "evt-old", "evt-older")
    move(server, "evt-older", now)
    visitor = server.visit()
    assert visitor.json("/api/events/evt-old") == visitor.json(f"/api/events/{now}")
    assert visitor.json("/api/events/evt-old")["event"]["id"] == now


@pytest.mark.parametrize(("kind", "table"), [("event", "events"), ("toll", "tolls"), ("control", "control")])
def test_a_plain_page_leads_to_the_one_of_the_present_id(serve: Any, kind: str, table: str) -> None:  # noqa: ANN401
    server = serve()
    now = first(server, table)
    move(server, f"{now[:3]}-old", now)
    client = server.visit().client
    answer = client.get(f"/record/{kind}/{now[:3]}-old", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/record/{kind}/{now}")
    assert client.get(answer.headers["location"]).status_code == 200


def test_an_id_of_which_nothing_is_left_is_missing(serve: Any) -> None:  # noqa: ANN401  # see conftest.py
    server = serve()
    move(server, "evt-gone", None)
    move(server, "evt-round", "evt-round")
    for old in ("evt-gone", "evt-round", "evt-never"):
        assert server.visit().get(f"/api/events/{old}").status_code == 404
        assert server.visit().get(f"/record/event/{old}").status_code == 404
