"""Reports are hostile input: what stands in them is shown as text and never runs."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.waiting import open_settled

from sijil.project import Project

SCRIPT = "<script>window.ran = 1</script>"
IMAGE = "<img src=x onerror=window.ran=1>"
REPORT = f"""{SCRIPT} {IMAGE} Air strike kills seven in Sirte

An air strike on Sirte on Tuesday killed seven civilians, a spokesman of the {IMAGE} Brigade said.

"The {SCRIPT} Brigade took control of the port of Sirte on Monday," he said. "We lost twelve fighters."

Forces of the {IMAGE} Brigade shelled the city's hospital on Wednesday, killing three people, doctors said.
"""
VIEWS = ("overview", "events", "report", "place", "actor", "tolls", "review", "trays")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a report that tries to run in the reader's browser by all that it gives."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "published", "outlet", "url", "title"])
        writer.writerow(["report.txt", "2016-06-15", f"Outlet {IMAGE}", "javascript:window.ran=1", f"Title {SCRIPT}"])
    project = Project.new(folder / "project")
    project.add([folder / "report.txt"], sidecar=folder / "sources.csv")
    project.build(workers=1)
    return folder / "project"


def test_script_in_a_report_is_text_in_every_view(
    serve: Callable[..., Any], visit: Callable[..., Any], hostile: Path
) -> None:
    served = serve(hostile)
    page = visit(served.opening)
    ids = {name: row[0] for name in ("reports", "events") if (row := _ids(hostile, name))}
    for query in [*(f"view={view}" for view in VIEWS), f"view=report&report={ids['reports']}", f"sel={ids['events']}"]:
        open_settled(page, f"{served.url}/?{query}")
        assert page.evaluate("window.ran") is None, query
        assert page.locator("main script, main img[src='x']").count() == 0, query
    page.goto(f"{served.url}/?view=report&report={ids['reports']}")
    page.get_by_text("window.ran = 1").first.wait_for()


def test_no_link_of_a_report_is_a_script(serve: Callable[..., Any], visit: Callable[..., Any], hostile: Path) -> None:
    served = serve(hostile)
    page = visit(served.opening)
    (report,) = _ids(hostile, "reports")
    for path in (f"/?view=report&report={report}", f"/record/report/{report}"):
        page.goto(f"{served.url}{path}")
        page.get_by_text("window.ran").first.wait_for()
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        assert not [link for link in links if link.startswith("javascript:")], path


def test_the_printed_pages_run_nothing(serve: Callable[..., Any], visit: Callable[..., Any], hostile: Path) -> None:
    served = serve(hostile)
    page = visit(served.opening)
    for kind, table in (("report", "reports"), ("event", "events"), ("claim", "claims")):
        for identifier in _ids(hostile, table):
            answer = page.goto(f"{served.url}/record/{kind}/{identifier}")
            assert answer.status == 200
            assert page.evaluate("window.ran") is None
            assert page.locator("script, img").count() == 0


def _ids(folder: Path, table: str) -> list[str]:
    with Project.open(folder).record() as record:
        return [str(row["id"]) for row in record.rows(table)]
