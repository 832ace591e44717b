"""A real browser before a real server: Debian's Chromium, driven by Playwright.

A page that sends anything beyond loopback, breaks its content-security policy or leaves an error in the console fails
its test. They take minutes and are run by `make browser`; without that, or without Chromium, Playwright or
built pages, they are skipped with the reason.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from tests.browser.waiting import PATIENCE

from sijil.project import Project

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "src" / "sijil" / "web" / "pages" / "index.html"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
WANTED = "SIJIL_BROWSER"
EXPECTED = re.compile("status of 4[0-9][0-9]")
"""What the console says of an answer that a test provokes."""


class Served(NamedTuple):
    """A server on loopback: its address, and the address with the token that opens it."""

    url: str
    opening: str
    folder: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    if os.environ.get(WANTED) != "yes":
        pytest.skip("tests in a browser are run by `make browser`")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is missing: pip install -e .[browser]")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    if not PAGES.exists():
        pytest.skip("the workbench's pages are not built: python web/build_pages.py")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example reports, built once; tests work on copies."""
    folder = tmp_path_factory.mktemp("browser") / "examples"
    project = Project.new(folder)
    pages = [*(ROOT / "examples").glob("*.html"), *(ROOT / "examples").glob("*.txt")]
    project.add(pages, sidecar=ROOT / "examples" / "sources.csv")
    project.build(workers=1)
    return folder


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serve a copy of a project folder on a free port."""
    running: list[subprocess.Popen[str]] = []

    def start(folder: Path, *options: str) -> Served:
        own = tmp_path / f"project-{len(running)}"
        shutil.copytree(folder, own)
        command = [sys.executable, "-c", "from sijil.cli import main; main()", "serve", str(own)]
        process = subprocess.Popen(
            [*command, "--port", "0", "--no-browser", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        assert process.stdout is not None
        opening = process.stdout.readline().strip()
        parts = urlsplit(opening)
        assert parts.port, f"the server printed {opening!r} where its address should stand"
        return Served(f"{parts.scheme}://{parts.netloc}", opening, own)

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:  # noqa: ANN401  # Playwright is not there where types are checked
    """Open pages in contexts of their own, and fail on what no page of ours may do."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(address: str, **options: Any) -> Any:  # noqa: ANN401  # the same
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.set_default_timeout(1000 * PATIENCE)
        context.on("request", lambda request: faults.extend(_leaving(request.url)))
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"error on the page: {error}"))
        page.on("console", lambda line: faults.extend(_complaint(line)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        with suppress(Exception):
            context.close()
    assert not faults, "\n".join(faults)


def _leaving(url: str) -> Iterator[str]:
    """Yield a fault for a request that leaves the machine."""
    parts = urlsplit(url)
    if parts.scheme not in {"blob", "data"} and parts.hostname not in {"127.0.0.1", "localhost"}:
        yield f"a request left the machine: {url}"


def _complaint(line: Any) -> Iterator[str]:  # noqa: ANN401  # the same
    """Yield a fault for an error in the console; refusals that a test asked for are none."""
    if line.type == "error" and not EXPECTED.search(line.text):
        yield f"the console says: {line.text}"
