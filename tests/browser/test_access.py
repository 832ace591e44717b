"""Everybody can use it: axe finds nothing, names run in their own direction, phones show it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.axe import violations
from tests.browser.waiting import open_settled

from sijil.project import Project

VIEWS = ("overview", "events", "report", "place", "actor", "tolls", "review", "trays")
TABLES = ("events", "reports", "claims", "tolls", "control", "findings")
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_any_view(
    serve: Callable[..., Any], visit: Callable[..., Any], examples: Path, scheme: str, size: dict[str, int]
) -> None:
    served = serve(examples)
    page = visit(served.opening, color_scheme=scheme, viewport=size)
    ids = {table: _first(examples, table) for table in TABLES}
    queries = [
        *(f"/?view={view}" for view in VIEWS),
        f"/?sel={ids['events']}",
        f"/?view=report&report={ids['reports']}",
        f"/?view=place&place={_place(examples)}",
        "/?view=actor&actor=state-UKR",
        f"/?view=events&sel={ids['events']}",
        "/?q=Kherson",
        "/record/",
        f"/record/event/{ids['events']}",
        f"/record/report/{ids['reports']}",
        f"/record/claim/{ids['claims']}",
        f"/record/toll/{ids['tolls']}",
        f"/record/control/{ids['control']}",
        f"/record/finding/{ids['findings']}",
        "/record/claim/none",
    ]
    found: list[str] = []
    for query in queries:
        open_settled(page, f"{served.url}{query}")
        found += [f"{query}: {one}" for one in violations(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{query} is {wide} pixels wider than the screen"
    assert not found, "\n".join(found)


def test_names_in_arabic_run_from_right_to_left(
    serve: Callable[..., Any], visit: Callable[..., Any], tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Clashes in Sirte\n\n16 June 2016\n\nFighters of كتيبة الفاروق attacked the port of Sirte on Tuesday, "
        "killing three soldiers, a hospital spokesman said.\n",
        encoding="utf-8",
    )
    project = Project.new(tmp_path / "project")
    project.add([report])
    project.build(workers=1)
    served = serve(tmp_path / "project")
    page = visit(served.opening)
    page.goto(f"{served.url}/?view=report&report={_first(tmp_path / 'project', 'reports')}")
    page.get_by_text("كتيبة").first.wait_for()
    open_settled(page, f"{served.url}/?view=place")
    page.get_by_text("سرت").first.wait_for()
    directions = page.evaluate(
        "() => [...document.querySelectorAll('bdi, [dir=auto]')]"
        ".filter((one) => /^[\\u0600-\\u06ff]/.test(one.textContent.trim()))"
        ".map((one) => getComputedStyle(one).direction)"
    )
    assert directions
    assert set(directions) == {"rtl"}


def _first(folder: Path, table: str) -> str:
    with Project.open(folder).record() as record:
        return str(next(iter(record.rows(table)))["id"])


def _place(folder: Path) -> str:
    with Project.open(folder).record() as record:
        row = next(iter(record.findings("control", {})))
        place = row["place"]
        assert isinstance(place, dict)
        return str(place["id"])
