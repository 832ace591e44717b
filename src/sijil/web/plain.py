"""Plain pages: a page without script for each thing of the record, to be read, printed and cited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sijil.contract import Json
from sijil.export import NOTICE
from sijil.record import Record
from sijil.web.answers import TheDesk
from sijil.web.cards import make_cards
from sijil.web.desk import Desk
from sijil.web.details import describe_claim, describe_event, describe_report, find_current
from sijil.web.errors import missing
from sijil.web.links import outside
from sijil.web.places import describe_place, overview_of
from sijil.web.projects import desk_types
from sijil.web.rows import ids_of, unpacked

router = APIRouter(prefix="/record", include_in_schema=False)
PER_PAGE = 500
"""Rows of a list on one page."""
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
)


def interval(time: dict[str, Any] | None) -> str:
    """Write a time as one day or two."""
    if not time or not (time.get("earliest") or time.get("latest")):
        return "day unknown"
    first, last = time.get("earliest"), time.get("latest")
    return str(first) if first == last else f"{first or '...'} to {last or '...'}"


def bounds(row: dict[str, Any]) -> str:
    """Write a number with its bounds."""
    low, high = row.get("low"), row.get("high")
    if low is None and high is None:
        return "no number"
    said = ["?" if one is None else number(one) for one in (low, high)]
    return said[0] if low == high else " to ".join(said)


def number(value: int) -> str:
    """Write a number with its thousands apart."""
    return f"{value:,}"


def counted(count: int, what: str) -> str:
    """Write how many there are of something."""
    return f"{number(count)} {what}{'' if count == 1 else 's'}"


def km(distance: float) -> str:
    """Write a distance without a needless digit."""
    return f"{distance:g} km"


def link(kind: str, identifier: str) -> str:
    """Return the address of a plain page."""
    return f"/record/{kind}/{quote(identifier, safe='')}"


_PAGES.globals |= {
    "outside": outside,
    "interval": interval,
    "bounds": bounds,
    "link": link,
    "number": number,
    "counted": counted,
    "km": km,
}


def show_problem(status: int, what: str, remedy: str) -> Response:
    """Say on a page why there is none."""
    return HTMLResponse(_PAGES.get_template("problem.html").render(what=what, remedy=remedy), status_code=status)


def _show(desk: Desk, template: str, title: str, **values: object) -> Response:
    """Fill a template in; every value is escaped."""
    shelf = desk.shelf()
    about = {"title": title, "build": shelf.build, "code": shelf.manifest.code, "packs": shelf.manifest.packs}
    name = desk.folder.resolve().name
    types = desk_types(desk)

    def titled(kind: str) -> str:
        return str(types[kind]["title"]) if kind in types else kind

    page = _PAGES.get_template(template).render(notice=NOTICE, record=name, about=about, titled=titled, **values)
    return HTMLResponse(page)


@router.get("/")
def index(desk: TheDesk, page: Annotated[int, Query(ge=1)] = 1) -> Response:
    """List the events and reports."""
    start = (page - 1) * PER_PAGE
    overview = overview_of(desk).content
    wanted = overview["events"]["id"][start : start + PER_PAGE]
    with desk.record() as record:
        events = [row for one in wanted if (row := record.find("events", one))]
        reports = list(record.reports())[start : start + PER_PAGE]
    count = {"events": len(overview["events"]["id"]), "reports": desk.shelf().manifest.counts.get("Report", 0)}
    last = max(1, -(-max(count.values()) // PER_PAGE))
    return _show(desk, "index.html", "Record", events=events, reports=reports, page=page, last=last, count=count)


@router.get("/event/{identifier}")
def event(desk: TheDesk, identifier: str) -> Response:
    """Show an event with its claims; an id that has moved leads to the page of the present one."""
    detail: dict[str, Any] = describe_event(desk, identifier)
    if detail["event"]["id"] != identifier:
        return _lead_to("event", detail["event"]["id"])
    return _show(desk, "event.html", f"Event {identifier}", **detail)


@router.get("/claim/{identifier}")
def claim(desk: TheDesk, identifier: str) -> Response:
    """Show a claim with all that it rests on."""
    return _show(desk, "claim.html", f"Claim {identifier}", why=describe_claim(desk, identifier))


@router.get("/report/{identifier}")
def report(desk: TheDesk, identifier: str) -> Response:
    """Show a report's particulars and the claims in it; its text stays with the source."""
    return _show(desk, "report.html", f"Report {identifier}", detail=describe_report(desk, identifier))


@router.get("/place/{identifier:path}")
def place(desk: TheDesk, identifier: str) -> Response:
    """Show a place with its control, tolls and events."""
    detail: dict[str, Any] = describe_place(desk, identifier)
    with desk.record() as record:
        events = [row for one in detail["events"][:PER_PAGE] if (row := record.find("events", one))]
    return _show(desk, "place.html", detail["place"]["name"], detail=detail, events=events)


@router.get("/toll/{identifier}")
def toll(desk: TheDesk, identifier: str) -> Response:
    """Show a toll with the claims for and against it."""
    return _weighed(desk, "tolls", "toll", identifier)


@router.get("/control/{identifier}")
def control(desk: TheDesk, identifier: str) -> Response:
    """Show a stretch of control with the claims for and against it."""
    return _weighed(desk, "control", "stretch of control", identifier)


def _weighed(desk: Desk, table: str, what: str, identifier: str) -> Response:
    """Show a row that claims support or speak against."""
    with desk.record() as record:
        row = find_current(record, table, what, identifier)
        if row["id"] != identifier:
            return _lead_to("toll" if table == "tolls" else table, str(row["id"]))
        findings = unpacked("findings", record.among("findings", "subject", [identifier]))
        return _show(
            desk,
            f"{table}.html",
            f"{what.capitalize()} {identifier}",
            row=row,
            findings=findings,
            **_sides(desk, record, row),
        )


def _lead_to(kind: str, identifier: str) -> Response:
    """Lead to the page of an id that stands now; a later build may move it again."""
    return RedirectResponse(link(kind, identifier), status_code=302)


def _sides(desk: Desk, record: Record, row: Json) -> dict[str, list[Json]]:
    """Return the claims for a row and those against it."""
    overlay = desk.overlay()
    return {side: make_cards(record, ids_of(row, side), overlay) for side in ("support", "against")}


@router.get("/finding/{identifier}")
def finding(desk: TheDesk, identifier: str) -> Response:
    """Show a finding with the claims for and against it."""
    with desk.record() as record:
        row = record.find("findings", identifier)
        if row is None:
            raise missing("finding", identifier)
        (row,) = unpacked("findings", [row])
        return _show(desk, "finding.html", f"Finding {identifier}", row=row, **_sides(desk, record, row))
