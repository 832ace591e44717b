"""What reviewers do: a queue by keyboard alone, a build in between, undo, and two of them at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Served
from tests.browser.waiting import until

from sijil.project import Project

ITEMS = 20
READER = "A. Reader"
IS_IDLE = "async () => (await (await fetch('/api/project')).json()).build.state === 'idle'"
READY = """() => {
  const item = new URLSearchParams(location.search).get('item');
  const shown = document.querySelector('main [data-item]')?.dataset.item;
  return item && item === shown && !document.querySelector('[role=toolbar] button:disabled.accept') ? item : '';
}"""
"""The item on the screen, once the address names it and it can be judged."""
HAVE = """async ([kind, by, least]) => {
  const all = await (await fetch('/api/decisions')).json();
  return all.filter((one) => one.kind === kind && one.by === by).length >= least;
}"""
"""Whether the server lists so many decisions of a kind by somebody."""


def sign(page: Any, name: str) -> None:  # noqa: ANN401  # Playwright is not there where types are checked
    """Say who reviews."""
    page.get_by_role("button", name="Who reviews?").click()
    page.get_by_label("Name").fill(name)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=name, exact=True).wait_for()


@pytest.fixture
def reader(serve: Callable[..., Served], visit: Callable[..., Any], examples: Path) -> tuple[Served, Any]:
    """Serve the examples to one reviewer, who has said the name."""
    served = serve(examples)
    page = visit(served.opening)
    sign(page, READER)
    return served, page


def open_queue(page: Any, url: str) -> str:  # noqa: ANN401  # the same
    """Open the queue and return its first item."""
    page.goto(f"{url}/?view=review")
    return str(until(page, READY))


def ledger(folder: Path) -> list[dict[str, Any]]:
    path = folder / "ledger" / "decisions.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def queue_of(page: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # the same
    """Return all items of the queue."""
    url = "/api/queue?state=all&limit=500"
    found: list[dict[str, Any]] = page.evaluate("async (url) => (await (await fetch(url)).json()).items", url)
    return found


def states_of(page: Any) -> dict[str, str]:  # noqa: ANN401  # the same
    """Return the review state of each item of the queue."""
    return {item["id"]: item["state"] for item in queue_of(page)}


def verdicts_of(page: Any) -> dict[str, str]:  # noqa: ANN401  # the same
    """Return what was decided about each claim, by the claims that the server finds for each decision."""
    kinds = {"accept_claim": "accepted", "reject_claim": "rejected"}
    decisions = page.evaluate("async () => await (await fetch('/api/decisions')).json()")
    return {claim: kinds[one["kind"]] for one in decisions if one["kind"] in kinds for claim in one["claims"]}


def judge(page: Any, key: str) -> str:  # noqa: ANN401  # the same
    """Press a key that judges, wait until another item is on the screen, and return the one judged."""
    before = str(until(page, READY))
    page.keyboard.press(key)
    until(page, f"(before) => {{ const now = ({READY})(); return now && now !== before }}", before)
    return before


def test_twenty_items_by_keyboard_alone_with_a_build_in_between(reader: tuple[Served, Any]) -> None:
    served, page = reader
    open_queue(page, served.url)
    keys = ["a", "x", "a", "u"] * (ITEMS // 4)
    judged = [judge(page, key) for key in keys[: ITEMS // 2]]
    with Project.open(served.folder).record() as record:
        build = record.manifest.build
    page.get_by_role("button", name=re.compile(r"^Build in \d+ decision")).click()
    judged += [judge(page, key) for key in keys[ITEMS // 2 :]]
    assert len(set(judged)) == ITEMS
    until(page, IS_IDLE)
    with Project.open(served.folder).record() as record:
        assert record.manifest.build != build, "nothing was built in between"
    for kind, key in (("accept_claim", "a"), ("reject_claim", "x"), ("unsure", "u")):
        until(page, HAVE, [kind, READER, keys.count(key)])
    assert {line["by"] for line in ledger(served.folder)} == {READER}
    verdicts = verdicts_of(page)
    said = {"a": "accepted", "x": "rejected"}
    items = {item["id"]: item for item in queue_of(page)}
    # An event that is left with claims nobody judged, as those that asserted it were rejected, waits for a reader anew.
    held = {
        item: said[key]
        for item, key in zip(judged, keys, strict=True)
        if key in said and item in items and not verdicts.keys().isdisjoint(items[item]["claims"])
    }
    assert len(held) >= ITEMS // 4, "items outlive a build"
    alone = {one["id"]: verdicts[claim] for one in items.values() for claim in one["claims"][:1] if claim in verdicts}
    held |= {item: verdict for item, verdict in alone.items() if len(items[item]["claims"]) == 1}
    wrong = {item: items[item]["state"] for item, verdict in held.items() if items[item]["state"] != verdict}
    assert not wrong, "a rebuild overwrote a person"


def test_undo_takes_back_the_last_decision_also_after_a_build(reader: tuple[Served, Any]) -> None:
    served, page = reader
    open_queue(page, served.url)
    judge(page, "x")
    until(page, HAVE, ["reject_claim", READER, 1])
    assert "rejected" in states_of(page).values()
    build = page.get_by_role("button", name=re.compile(r"^Build in \d+ decision"))
    build.click()
    build.wait_for(state="hidden")
    until(page, IS_IDLE)
    before = len(ledger(served.folder))
    page.keyboard.press("z")
    until(page, HAVE, ["undo", READER, before])
    lines = ledger(served.folder)
    undone = {line["undoes"] for line in lines[before:] if line["kind"] == "undo"}
    assert undone == {line["id"] for line in lines[:before]}
    assert set(states_of(page).values()) == {"unreviewed"}, "what was taken back waits again"


def test_two_reviewers_at_once_see_each_other_and_lose_nothing(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    first, second = visit(served.opening), visit(served.opening)
    sign(first, "Ada")
    sign(second, "Ben")
    item = open_queue(first, served.url)
    assert open_queue(second, served.url) == item
    assert judge(first, "a") == item
    second.get_by_role("alert").get_by_text("Ada accepted this").first.wait_for()
    assert until(second, READY) == item, "what somebody else decides moves nothing away"
    judge(second, "j")
    other = judge(second, "x")
    assert other != item
    until(second, HAVE, ["reject_claim", "Ben", 1])
    until(first, HAVE, ["accept_claim", "Ada", 1])
    assert {line["by"] for line in ledger(served.folder)} == {"Ada", "Ben"}


def test_a_verdict_waits_until_the_page_knows_who_sits_there(reader: tuple[Served, Any]) -> None:
    served, page = reader
    held: list[Any] = []

    def hold(route: Any) -> None:  # noqa: ANN401  # Playwright's
        held.append(route)

    page.route("**/api/session", hold)
    before = open_queue(page, served.url)
    page.keyboard.press("a")
    assert page.locator("dialog[open]").count() == 0, "a name that the server knows is asked for"
    for route in held:
        route.continue_()
    until(page, f"(before) => {{ const now = ({READY})(); return now && now !== before }}", before)
    until(page, HAVE, ["accept_claim", READER, 1])


def test_keys_do_nothing_while_somebody_types(reader: tuple[Served, Any]) -> None:
    served, page = reader
    before = open_queue(page, served.url)
    search = page.locator("#search")
    search.click()
    page.keyboard.type("axu")
    assert search.input_value() == "axu"
    assert until(page, READY) == before
    search.blur()
    assert judge(page, "u") == before, "the same keys work again"
    # Decisions are sent one after the other: what the typed letters had begun would stand before this.
    until(page, HAVE, ["unsure", READER, 1])
    assert {line["kind"] for line in ledger(served.folder)} == {"unsure"}
