"""What reviewers do: a queue by keyboard alone, a build in between, undo, and two of them at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

ITEMS = 20


def sign(page: Any, name: str) -> None:  # noqa: ANN401  # Playwright is not there where types are checked
    """Say who reviews."""
    page.get_by_role("button", name="Who reviews?").click()
    page.get_by_label("Name").fill(name)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=name, exact=True).wait_for()


def open_queue(page: Any, url: str) -> None:  # noqa: ANN401  # the same
    page.goto(f"{url}/?view=review")
    page.get_by_role("heading", level=2).first.wait_for()


def ledger(folder: Path) -> list[dict[str, Any]]:
    path = folder / "ledger" / "decisions.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def item_of(page: Any) -> str:  # noqa: ANN401  # the same
    found = re.search(r"item=([\w-]+)", page.url)
    return found[1] if found else ""


def judge(page: Any, key: str) -> str:  # noqa: ANN401  # the same
    """Press a key that judges, wait until the next item is there, and return the one judged."""
    page.wait_for_function("() => /item=/.test(location.search)")
    page.get_by_role("button", name=re.compile("^.?\\s*Accept")).wait_for()
    page.locator("main h2").first.wait_for()
    before = item_of(page)
    page.keyboard.press(key)
    page.wait_for_function(f"() => !location.search.includes('{before}')")
    return before


def test_twenty_items_by_keyboard_alone_with_a_build_in_between(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    page = visit(served.opening)
    sign(page, "A. Reader")
    open_queue(page, served.url)
    keys = ["a", "x", "a", "u"] * (ITEMS // 4)
    judged = [judge(page, key) for key in keys[: ITEMS // 2]]
    page.get_by_role("button", name=re.compile(r"^Build in \d+ decision")).click()
    judged += [judge(page, key) for key in keys[ITEMS // 2 :]]
    assert len(set(judged)) == ITEMS
    page.wait_for_function("async () => (await (await fetch('/api/project')).json()).build.state === 'idle'")
    page.wait_for_function(
        "async () => (await (await fetch('/api/decisions')).json()).filter((one) => one.kind === 'unsure').length >= 5"
    )
    kinds = [line["kind"] for line in ledger(served.folder)]
    assert {line["by"] for line in ledger(served.folder)} == {"A. Reader"}
    assert kinds.count("unsure") >= ITEMS // 4
    assert min(kinds.count("accept_claim"), kinds.count("reject_claim")) >= ITEMS // 4
    states = page.evaluate(
        "async () => Object.fromEntries((await (await fetch('/api/queue?state=all&limit=500')).json())"
        ".items.map((one) => [one.id, one.state]))"
    )
    for item, key in zip(judged, keys, strict=True):
        if item in states and key != "u":
            assert states[item] == {"a": "accepted", "x": "rejected"}[key], "a rebuild overwrote a person"


def test_undo_takes_back_the_last_decision_also_after_a_build(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    page = visit(served.opening)
    sign(page, "A. Reader")
    open_queue(page, served.url)
    item = judge(page, "x")
    page.get_by_role("button", name=re.compile(r"^Build in \d+ decision")).click()
    page.get_by_role("button", name=re.compile(r"^Build in \d+ decision")).wait_for(state="hidden", timeout=60_000)
    before = len(ledger(served.folder))
    page.keyboard.press("z")
    page.wait_for_function(
        "async () => (await (await fetch('/api/decisions')).json()).filter((one) => one.kind === 'undo').length > 0"
    )
    lines = ledger(served.folder)
    undone = {line["undoes"] for line in lines[before:] if line["kind"] == "undo"}
    assert undone == {line["id"] for line in lines[:before]}
    queue = page.evaluate("async () => (await (await fetch('/api/queue?limit=500')).json()).items.map((one) => one.id)")
    assert item in queue, "what was taken back waits again"


def test_two_reviewers_at_once_see_each_other_and_lose_nothing(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    first, second = visit(served.opening), visit(served.opening)
    sign(first, "Ada")
    sign(second, "Ben")
    open_queue(first, served.url)
    open_queue(second, served.url)
    first.wait_for_function("() => /item=/.test(location.search)")
    second.wait_for_function("() => /item=/.test(location.search)")
    assert item_of(first) == item_of(second)
    judge(first, "a")
    second.get_by_role("alert").get_by_text("Ada").first.wait_for()
    judge(second, "j")
    judge(second, "x")
    second.wait_for_function(
        "async () => (await (await fetch('/api/decisions')).json()).some((one) => one.by === 'Ben')"
    )
    assert {line["by"] for line in ledger(served.folder)} == {"Ada", "Ben"}


def test_keys_do_nothing_while_somebody_types(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path
) -> None:
    served = serve(examples)
    page = visit(served.opening)
    sign(page, "A. Reader")
    open_queue(page, served.url)
    page.wait_for_function("() => /item=/.test(location.search)")
    before = item_of(page)
    page.locator("#search").click()
    page.keyboard.type("axu")
    page.wait_for_timeout(500)
    assert item_of(page) == before
    assert ledger(served.folder) == []
