"""Several people at once, while a build puts a new record in place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sijil.project import Project

PATHS = [
    "project",
    "overview",
    "queue?state=all&limit=500",
    "trays",
    "decisions",
    "actors",
    "search?q=mosul",
    "tolls/account",
]


def test_many_requests_at_once_are_all_answered_from_a_cold_start(serve: Any) -> None:  # noqa: ANN401  # from conftest
    server = serve()
    visitors = [server.visit(f"Reviewer {number}") for number in range(4)]
    card = visitors[0].claim("mayor")
    gate = threading.Barrier(len(visitors))

    def work(visitor: Any) -> set[int]:  # noqa: ANN401
        gate.wait()
        found = set()
        for path in (*PATHS, f"claims/{card['id']}", f"places/{card['place']['id']}", f"events/{card['event']}"):
            visitor.decide({"kind": "accept_claim", "claim": card["id"]})
            found.add(visitor.get(f"/api/{path}").status_code)
        return found

    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = list(pool.map(work, visitors, timeout=120))
    assert answers == [{200}] * len(visitors)
    assert visitors[0].json("/api/project")["ledger"] == len(visitors) * (len(PATHS) + 3)


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("decisions", len),
        ("queue?state=all", lambda found: sum(1 for item in found["items"] if item["unsure"])),
        ("queue?state=all&need=unresolved", lambda found: sum(1 for item in found["items"] if item["unsure"])),
    ],
)
def test_what_is_decided_while_a_list_is_made_stands_in_the_next(
    serve: Any,  # noqa: ANN401  # from conftest
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    count: Callable[[Any], int],
) -> None:
    server = serve()
    visitor, other = server.visit("Ada"), server.visit("Ben")
    items = visitor.json("/api/queue?state=all&need=unresolved")["items"]
    first, second = items[0]["claims"][0], items[1]["claims"][0]
    visitor.decide({"kind": "unsure", "claim": first})
    real = server.desk.settled
    late = [{"kind": "unsure", "claim": second}]

    def settle(name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        while late:
            other.decide(late.pop())
        return real(name, make)

    monkeypatch.setattr(server.desk, "settled", settle)
    visitor.json(f"/api/{path}")
    assert count(visitor.json(f"/api/{path}")) == 2


def test_people_read_while_a_build_puts_a_new_record_in_place(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    card = visitor.claim("mayor")
    stop = threading.Event()
    seen: list[tuple[int, str]] = []

    def read() -> None:
        while not stop.is_set():
            answer = visitor.get(f"/api/claims/{card['id']}")
            seen.append((answer.status_code, answer.json()["card"]["review"] if answer.status_code == 200 else ""))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        server.visit("Ben").decide({"kind": "accept_claim", "claim": card["id"]})
        Project.open(server.folder).build(workers=1)
        after = len(seen)
        while len(seen) < after + 3 and reader.is_alive():
            stop.wait(0.01)
    finally:
        stop.set()
        reader.join()
    assert {status for status, _ in seen} <= {200, 503}
    states = [state for status, state in seen if status == 200]
    assert states == sorted(states, key=["unreviewed", "accepted"].index)
    assert states[-1] == "accepted"


def test_a_record_that_was_lent_is_closed_when_it_comes_back_late(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    server.visit()
    shelf = server.desk.shelf()
    with shelf.record() as record:
        shelf.close()
        assert list(record.reports())
    assert shelf._free == []
