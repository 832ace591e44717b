"""How fast the workbench's review goes with a record of 100,000 events, from the server to the painted item.

    python -m benchmarks.workbench_review [FOLDER] [--events 100000] [--times 3] [--executable PATH]

The record is one of benchmarks/workbench_scale.py, which has a store behind it (FOLDER if it holds one, which saves
making it); its ledger is taken away in the end. It prints JSON, milliseconds as [median, worst], each as a clock on the
wall shows them:

* `queue_first`, `queue_then`: from a request to the server, which has just been started, to the queue's first page,
  and the same once more;
* `queue_decided`: the same when somebody has decided since;
* `decide`, `undo`: to the answer that an acceptance, or the undoing of it, is written;
* `first_item`: from the navigation of a browser with an empty cache to the first item on the screen;
* `next_item`: from the key `a` to the next item on the screen;
* `undo_item`: from the key `z` to the item that was accepted last on the screen again: that waits for the server.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.workbench import SIZE, WAIT, WATCH, Served, launch, read_options, serve_folder, sum_up
from benchmarks.workbench_scale import make_record

from sijil.ledger import FILE_NAME
from sijil.store import Layout

DECISIONS = 20
"""Decisions that are written without a browser, and items that are judged in one."""


def main() -> None:
    """Measure and print."""
    options = read_options(__doc__, times=3)
    with tempfile.TemporaryDirectory() as home:
        folder = options.folder or Path(home) / "record"
        if not Layout(folder).record.exists():
            make_record(folder, options.events)
        ledger = Layout(folder).ledger / FILE_NAME
        if ledger.exists():
            sys.exit(f"{folder} has decisions, which would be lost: name a folder that is there for this alone")
        try:
            print(json.dumps(measure(folder, options), indent=1))
        finally:
            ledger.unlink(missing_ok=True)


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Return all figures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # see read_options

    found: dict[str, Any] = {"load": os.getloadavg(), "cores": os.cpu_count()}
    taken: list[dict[str, list[float]]] = []
    with sync_playwright() as driver:
        chromium = launch(driver, options)
        for _ in range(options.times):
            with serve_folder(folder) as server:
                taken += [_ask(server), _review(chromium, server)]
        chromium.close()
    names = dict.fromkeys(name for sample in taken for name in sample)
    found["milliseconds"] = {name: sum_up([one for sample in taken for one in sample.get(name, ())]) for name in names}
    found["load_after"] = os.getloadavg()
    return found


def _ask(server: Served) -> dict[str, list[float]]:
    """Ask for the queue, decide and take back, without a browser."""
    taken: dict[str, list[float]] = {"queue_first": [_timed(server, "queue")[0]]}
    milliseconds, queue = _timed(server, "queue")
    taken["queue_then"] = [milliseconds]
    _send(server, "PUT", "session", {"name": "Bench"})
    for item in queue["items"][-DECISIONS:]:
        accepted = {"decisions": [{"kind": "accept_claim", "claim": item["claims"][0]}]}
        milliseconds, answer = _timed(server, "decisions", accepted)
        taken.setdefault("decide", []).append(milliseconds)
        taken.setdefault("queue_decided", []).append(_timed(server, "queue")[0])
        undoing = {"decisions": [{"kind": "undo", "decision": answer["written"][0]["id"]}]}
        taken.setdefault("undo", []).append(_timed(server, "decisions", undoing)[0])
    return taken


def _timed(server: Served, address: str, body: object = None) -> tuple[float, Any]:
    """Return the milliseconds of a request, and the answer."""
    start = time.perf_counter()
    answer = _send(server, "POST" if body else "GET", address, body)
    return 1000 * (time.perf_counter() - start), answer


def _send(server: Served, method: str, address: str, body: object = None) -> Any:  # noqa: ANN401  # JSON
    headers = {"Authorization": f"Bearer {server.token}", "Origin": server.url, "Content-Type": "application/json"}
    content = json.dumps(body).encode() if body else None
    request = urllib.request.Request(f"{server.url}/api/{address}", content, headers, method=method)  # noqa: S310  # our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310  # see above
        return json.load(answer)


def _review(chromium: Any, server: Served) -> dict[str, list[float]]:  # noqa: ANN401  # Playwright's browser
    """Open the queue in a browser with an empty cache, accept items, and take them back."""
    context = chromium.new_context(viewport=SIZE)
    context.set_default_timeout(WAIT)
    context.request.get(f"{server.url}/?token={server.token}")
    context.request.put(f"{server.url}/api/session", data={"name": "Bench"}, headers={"Origin": server.url})
    context.add_init_script(path=WATCH)
    page = context.new_page()
    page.goto(f"{server.url}/?view=review", wait_until="commit")
    taken = {"first_item": [page.evaluate("window.watch.until(() => window.watch.firstItem)")]}
    for name, key in (("next_item", "a"), ("undo_item", "z")):
        taken[name] = [_press(page, key) for _ in range(DECISIONS)]
    context.close()
    return taken


def _press(page: Any, key: str) -> float:  # noqa: ANN401  # see above
    """Press a key once the item can be judged, and return the milliseconds until another was painted."""
    page.evaluate("window.watch.until(() => document.querySelector('[role=toolbar] button.accept:enabled'))")
    page.keyboard.press(key)
    found: float = page.evaluate("window.watch.until(() => window.watch.take('keydown')[0])")
    return found


if __name__ == "__main__":
    main()
