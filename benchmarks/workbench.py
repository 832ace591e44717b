"""How fast the workbench is in a browser with a record of 100,000 invented events.

    python -m benchmarks.workbench [FOLDER] [--events 100000] [--times 5] [--executable PATH]

Starts the real server on a record of benchmarks/large_record.py (FOLDER if it holds one, which saves making it) and
opens Chromium as it is on a machine without a graphics card, but for leave to draw WebGL in software, which it gives no
page by itself. With `--emulated` the processor plays a graphics card for the whole page, not only for the map.
It prints JSON, milliseconds as [median, worst]:

* `overview_made`, `overview_kept`: from the start of the server's process to the whole answer of the overview, when it
  has to be made and when the file beside the record has it;
* `first_*`: from the navigation of a browser with an empty cache to the counts, the timeline, the picture of the map
  with outlines and places, and the live map with its events on land; `first_view` is the last of the first three;
* `frame_*`: between two frames while the map is dragged, or the table scrolled;
* `filter`, `brush`: from a click on a type, or a movement of the pointer, to the frame with the new count;
* `frame_brush`: between two frames while days are dragged open without a pause;
* `map_*`: from the same to the moment at which the map rests with the change.

An event cannot be opened here, and nothing decided: the invented record has no store behind it. What the server needs
for that is measured by benchmarks/workbench_scale.py, and reviewing by benchmarks/workbench_review.py.

The load of the machine stands beside them, and as `yardstick` the milliseconds of two million additions in Python
before and after: everything here depends on how fast the machine is at the time, and others may share it unseen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from benchmarks.large_record import make_project

from sijil.store import Layout
from sijil.web.app import default_pages
from sijil.web.keeping import FILE_NAME

PLACES = 8_000
SIZE = {"width": 1280, "height": 800}
START = "from sijil.cli import main; main()"
STEPS = 20
"""Movements of one drag."""
CALM = 2_000
"""Milliseconds that a browser is left alone after it opened a window, which keeps it busy for a second with itself."""
WAIT = 60_000
"""Milliseconds until something counts as failed."""
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--enable-unsafe-swiftshader")
EMULATED = ("--use-gl=angle", "--use-angle=swiftshader")
WATCH = Path(__file__).with_name("workbench_watch.js")
"""What runs in the page and takes the times."""


class Served(NamedTuple):
    """A server: its address, its token, and the seconds from its start to the whole overview."""

    url: str
    token: str
    seconds: float


def main() -> None:
    """Measure and print."""
    options = read_options(__doc__, times=5)
    with tempfile.TemporaryDirectory() as home:
        folder = options.folder or Path(home) / "record"
        if not Layout(folder).record.exists():
            make_project(folder, options.events, PLACES)
        print(json.dumps(measure(folder, options), indent=1))


def read_options(description: str | None, *, times: int) -> argparse.Namespace:
    """Read the options of a benchmark in a browser; ends where something that it needs is missing."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=times)
    parser.add_argument("--emulated", action="store_true", help="let the processor play a graphics card for all")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    parser.add_argument("--executable", default=found)
    options = parser.parse_args()
    if missing := _missing_for(options.executable):
        sys.exit(missing)
    return options


def _missing_for(executable: str | None) -> str | None:
    """Say what is not there that this needs."""
    if not executable:
        return "there is no Chromium on this machine: apt-get install chromium, or name one with --executable"
    if not (default_pages() / "index.html").exists():
        return "the workbench's pages are not built: python web/build_pages.py"
    try:
        import playwright.sync_api  # noqa: F401, PLC0415  # only asked for here
    except ImportError:
        return "Playwright is not installed: pip install -e .[browser]"
    return None


def launch(driver: Any, options: argparse.Namespace) -> Any:  # noqa: ANN401  # Playwright's driver and browser
    """Start Chromium as the options say."""
    flags = [*ARGUMENTS, *(EMULATED if options.emulated else ())]
    return driver.chromium.launch(executable_path=options.executable, args=flags)


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Return all figures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # see _missing_for

    found: dict[str, Any] = {"load": os.getloadavg(), "cores": os.cpu_count(), "bytes": _sizes()}
    found["yardstick"] = [_yardstick()]
    starts: dict[str, list[float]] = {"overview_made": [], "overview_kept": []}
    for _ in range(max(1, options.times // 2)):
        (folder / FILE_NAME).unlink(missing_ok=True)
        for seconds in starts.values():
            with serve_folder(folder) as server:
                seconds.append(1000 * server.seconds)
    found["bytes"]["overview"] = (folder / FILE_NAME).stat().st_size
    with serve_folder(folder) as server, sync_playwright() as driver:
        chromium = launch(driver, options)
        samples = [_visit(chromium, server) for _ in range(options.times)]
        chromium.close()
    joined = {name: [one for sample in samples for one in sample[name]] for name in samples[0]}
    found["milliseconds"] = {name: sum_up(values) for name, values in (starts | joined).items()}
    found["yardstick"].append(_yardstick())
    found["load_after"] = os.getloadavg()
    return found


def sum_up(values: list[float]) -> list[int]:
    """Return median and worst."""
    return [round(statistics.median(values)), round(max(values))]


def _yardstick() -> int:
    """Return how fast the machine is now: the median milliseconds of two million additions in Python."""
    taken = []
    for _ in range(5):
        before, total = time.perf_counter(), 0
        for number in range(2_000_000):
            total += number
        taken.append(1000 * (time.perf_counter() - before))
    return sum_up(taken)[0]


def _sizes() -> dict[str, list[int]]:
    """Return the bytes of the scripts and styles, raw and compressed: those of the first page, and those of all."""
    files = [path for path in default_pages().rglob("*") if path.suffix in {".js", ".css"}]
    first = [path for path in files if path.name.startswith("index-")]
    return {name: _weigh(some) for name, some in (("first_page", first), ("all", files))}


def _weigh(files: list[Path]) -> list[int]:
    contents = [path.read_bytes() for path in files]
    return [sum(map(len, contents)), sum(len(gzip.compress(one, 6)) for one in contents)]


@contextmanager
def serve_folder(folder: Path) -> Iterator[Served]:
    """Start the server and wait for its overview."""
    command = [sys.executable, "-c", START, "serve", str(folder), "--port", "0", "--no-browser"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603  # our own command
        try:
            opening = urlsplit(process.stdout.readline().strip() if process.stdout else "")
            url, token = f"http://{opening.netloc}", parse_qs(opening.query)["token"][0]
            request = urllib.request.Request(  # noqa: S310  # our own server
                f"{url}/api/overview", headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}
            )
            with urllib.request.urlopen(request) as answer:  # noqa: S310  # see above
                answer.read()
            yield Served(url, token, time.perf_counter() - start)
        finally:
            process.terminate()


def _visit(chromium: Any, server: Served) -> dict[str, list[float]]:  # noqa: ANN401  # Playwright's browser
    """Open the workbench in a browser with an empty cache, and do what people do."""
    context = chromium.new_context(viewport=SIZE)
    context.set_default_timeout(WAIT)
    context.request.get(f"{server.url}/?token={server.token}")
    context.add_init_script(path=WATCH)
    page = context.new_page()
    page.wait_for_timeout(CALM)
    page.goto(f"{server.url}/", wait_until="commit")
    first = page.evaluate(
        "window.watch.until(() => Object.values(window.watch.first).every(Boolean) && window.watch.first)"
    )
    taken = {f"first_{name}": [time] for name, time in first.items()}
    taken["first_view"] = [max(time for name, time in first.items() if name != "live")]
    taken["frame_pan"] = _drag_map(page)
    taken["filter"], taken["map_filter"] = _filter(page)
    taken["brush"], taken["map_brush"] = _brush(page)
    taken["frame_brush"] = _frames(page, lambda: _sweep(page))
    page.goto(f"{server.url}/?view=events", wait_until="commit")
    taken["frame_scroll"] = _scroll(page)
    context.close()
    return taken


def _drag_map(page: Any) -> list[float]:  # noqa: ANN401  # see above
    """Drag the map to and fro, and return the milliseconds between frames."""
    box = page.locator(".maplibregl-canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.5

    def drag() -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, STEPS + 1):
            page.mouse.move(x - 8 * step, y + 3 * step)
        for step in range(STEPS, 0, -1):
            page.mouse.move(x - 8 * step, y + 3 * step)
        page.mouse.up()

    return _frames(page, drag)


def _frames(page: Any, act: Callable[[], None]) -> list[float]:  # noqa: ANN401  # see above
    page.evaluate("window.watch.startFrames()")
    act()
    found: list[float] = page.evaluate("window.watch.stopFrames()")
    return found


def _filter(page: Any) -> tuple[list[float], list[float]]:  # noqa: ANN401  # see above
    """Tick and untick types."""
    page.get_by_text("Types", exact=True).click()
    boxes = page.locator(".filters .deep input")
    for number in (0, 1, 0, 1):
        _changed(page, boxes.nth(number).click)
    page.get_by_text("Types", exact=True).click()
    return page.evaluate("window.watch.take('click')"), page.evaluate("window.watch.take('map')")


def _brush(page: Any) -> tuple[list[float], list[float]]:  # noqa: ANN401  # see above
    """Drag days open in the timeline, each movement as soon as the one before was painted."""
    box = page.locator(".timeline svg[role=group]").bounding_box()
    left, y = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5
    page.mouse.move(left, y)
    page.mouse.down()
    page.mouse.move(left + 6, y)
    page.evaluate("window.watch.take('pointermove')")
    for step in range(1, STEPS + 1):
        _changed(page, lambda step=step: page.mouse.move(left + 6 + 15 * step, y))
    page.mouse.up()
    page.evaluate("window.watch.until(() => window.watch.isCalm())")
    return page.evaluate("window.watch.take('pointermove')"), page.evaluate("window.watch.take('map')")


def _sweep(page: Any) -> None:  # noqa: ANN401  # see above
    """Drag days open in the timeline without waiting for anything."""
    box = page.locator(".timeline svg[role=group]").bounding_box()
    left, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.5
    page.mouse.move(left, y)
    page.mouse.down()
    for step in range(1, 2 * STEPS + 1):
        page.mouse.move(left - 8 * step, y)
    page.mouse.up()


def _changed(page: Any, act: Callable[[], None]) -> None:  # noqa: ANN401  # see above
    """Do something, and wait until the new count was painted and the map has it."""
    before = page.evaluate("window.watch.changes")
    act()
    page.evaluate(
        "before => window.watch.until(() => window.watch.changes > before && window.watch.isCalm())",
        before,
    )


def _scroll(page: Any) -> list[float]:  # noqa: ANN401  # see above
    """Scroll the table of events with the wheel."""
    grid = page.get_by_role("grid").first
    grid.hover()

    def scroll() -> None:
        for _ in range(STEPS):
            page.mouse.wheel(0, 900)

    return _frames(page, scroll)


if __name__ == "__main__":
    main()
