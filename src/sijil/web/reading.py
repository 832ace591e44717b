"""The routes that read."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import FileResponse, Response

from sijil.reconcile.account import read_wanted
from sijil.web.account import account_for
from sijil.web.actors import describe_actor, list_actors
from sijil.web.answers import TheDesk, TheSession, answer, answer_packed
from sijil.web.cards import make_cards
from sijil.web.decisions import decision_rows
from sijil.web.details import cut_excerpt, describe_claim, describe_event, describe_report, read_source
from sijil.web.errors import Refusal
from sijil.web.finding import look_up, search
from sijil.web.models import (
    AccountNode,
    ActorDetail,
    ActorRow,
    ClaimCard,
    ClaimDetail,
    Entry,
    EventDetail,
    Excerpt,
    Found,
    NamedSpot,
    PlaceDetail,
    ProjectInfo,
    ReportDetail,
    Row,
    SessionInfo,
    Trays,
)
from sijil.web.naming import DEEPEST, name_tile
from sijil.web.places import describe_place, overview_of
from sijil.web.projects import describe_project
from sijil.web.queue import show_queue
from sijil.web.queued import Queue
from sijil.web.trays import fill_trays

router = APIRouter(prefix="/api")
MOST_CARDS = 200
NAMES_KEPT = 3600
"""Seconds for which browsers keep the names of a tile."""
DAY = r"^\d{4}-\d\d-\d\d$"
Short = Annotated[str | None, Query(max_length=200)]
SANDBOX = "sandbox; default-src 'none'"


@router.get("/session")
def session(session: TheSession) -> SessionInfo:
    """Say who sits at this browser."""
    return SessionInfo(name=session.name, can_rename=session.can_rename)


@router.get("/project", response_model=ProjectInfo)
def project(desk: TheDesk) -> Response:
    """Say what the project holds, and how far a build is."""
    return answer(describe_project(desk))


@router.get("/overview")
def overview(desk: TheDesk, request: Request, build: str | None = None) -> Response:
    """Give all events and stretches of control in columns."""
    made = overview_of(desk)
    if build not in {None, made.build}:
        raise Refusal(409, "that build is no longer the present one", remedy="ask /api/project for the present one")
    return answer_packed(request, made.packed, made.build)


@router.get("/events/{identifier}", response_model=EventDetail)
def event(desk: TheDesk, identifier: str) -> Response:
    """Give everything about an event; by an id that has moved, everything about the event that stands for it now."""
    return answer(describe_event(desk, identifier))


@router.get("/claims", response_model=list[ClaimCard])
def claims(desk: TheDesk, ids: Annotated[str, Query(max_length=10_000)]) -> Response:
    """Give some claims, in the order asked for; ids that are unknown are left out."""
    wanted = [one for one in ids.split(",") if one]
    if len(wanted) > MOST_CARDS:
        raise Refusal(422, f"{len(wanted)} claims are asked for", remedy=f"ask for {MOST_CARDS} at most")
    overlay = desk.overlay()
    with desk.record() as record:
        return answer(make_cards(record, wanted, overlay))


@router.get("/claims/{identifier}", response_model=ClaimDetail)
def claim(desk: TheDesk, identifier: str) -> Response:
    """Give a claim with all that it rests on."""
    return answer(describe_claim(desk, identifier))


@router.get("/reports", response_model=list[Row])
def reports(desk: TheDesk) -> Response:
    """List the reports."""
    with desk.record() as record:
        return answer(list(record.reports()))


@router.get("/reports/{identifier}", response_model=ReportDetail)
def report(desk: TheDesk, identifier: str) -> Response:
    """Give a report with its text and its claims."""
    return answer(describe_report(desk, identifier))


@router.get("/reports/{identifier}/raw", response_model=Excerpt)
def raw(
    desk: TheDesk,
    identifier: str,
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """Give the bytes of a report to be kept, or some of them as text."""
    if start is not None and end is not None:
        return answer(cut_excerpt(desk, identifier, start, end))
    _, source, content = read_source(desk, identifier)
    headers = {
        "Content-Disposition": f'attachment; filename="{source.sha256[:16]}.bin"',
        "Content-Security-Policy": SANDBOX,
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.get("/decisions", response_model=list[Row])
def decisions(desk: TheDesk) -> Response:
    """List the decisions with what became of each, the latest first."""
    return answer(decision_rows(desk))


@router.get("/control", response_model=list[Row])
def control(desk: TheDesk) -> Response:
    """List who is said to hold which place."""
    with desk.record() as record:
        return answer(list(record.rows("control")))


@router.get("/tolls", response_model=list[Row])
def tolls(desk: TheDesk, policy: Annotated[str | None, Query(max_length=50)] = None) -> Response:
    """List the tolls, with the numbers of a policy: that of the build if none is named."""
    with desk.record() as record:
        return answer(list(record.tolls(policy=policy)))


@router.get("/tolls/account", response_model=AccountNode)
def account(  # one argument for each part of the address
    desk: TheDesk,
    first: Annotated[str | None, Query(alias="from", pattern=DAY)] = None,
    last: Annotated[str | None, Query(alias="to", pattern=DAY)] = None,
    place: Short = None,
    group: Short = None,
    harm: Short = None,
    policy: Short = None,
) -> Response:
    """Say how tolls add up, from the whole down to the claims."""
    return answer(
        account_for(desk, read_wanted(first, last, place, group.removeprefix("~") if group else None, harm), policy)
    )


@router.get("/places/{identifier:path}", response_model=PlaceDetail)
def place(desk: TheDesk, identifier: str) -> Response:
    """Give everything about a place and what lies in it."""
    return answer(describe_place(desk, identifier))


@router.get("/actors", response_model=list[ActorRow])
def actors(desk: TheDesk) -> Response:
    """List the actors, those of most events first."""
    return answer(list_actors(desk))


@router.get("/actors/{identifier:path}", response_model=ActorDetail)
def actor(desk: TheDesk, identifier: str) -> Response:
    """Give everything about an actor."""
    return answer(describe_actor(desk, identifier))


@router.get("/search", response_model=Found)
def find(
    desk: TheDesk,
    q: Annotated[str, Query(max_length=200)],
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Find claims, reports, places and actors by words."""
    return answer(search(desk, q, limit))


@router.get("/lookup", response_model=list[Entry])
def lookup(desk: TheDesk, kind: Literal["place", "actor"], q: Annotated[str, Query(max_length=200)]) -> Response:
    """List the entries of the packs that some letters may mean."""
    return answer(look_up(desk, kind, q))


@router.get("/trays", response_model=Trays)
def trays(desk: TheDesk) -> Response:
    """List what would else be out of sight."""
    return answer(fill_trays(desk))


@router.get("/queue", response_model=Queue)
def queue(
    desk: TheDesk,
    need: Literal["disputed", "territory", "toll", "score", "unresolved"] | None = None,
    state: Literal["unreviewed", "all"] = "unreviewed",
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Give a stretch of what is to be reviewed, what is most worth a look first."""
    return answer(show_queue(desk, need, all_states=state == "all", offset=offset, limit=limit))


@router.get("/names/{zoom}/{x}/{y}", response_model=list[NamedSpot])
def names(
    desk: TheDesk,
    zoom: Annotated[int, Path(ge=0, le=DEEPEST)],
    x: Annotated[int, Path(ge=0)],
    y: Annotated[int, Path(ge=0)],
) -> Response:
    """Give the places to be named on a tile of the map (web Mercator), the most important first."""
    if max(x, y) >= 2**zoom:
        raise Refusal(422, f"the map has no tile {x}/{y} at zoom {zoom}", remedy=f"ask for 0 to {2**zoom - 1}")
    found = answer(name_tile(desk.packs, zoom, x, y))
    found.headers["Cache-Control"] = f"private, max-age={NAMES_KEPT}"
    return found


@router.get("/basemap.pmtiles", responses={200: {"content": {"application/octet-stream": {}}}})
def basemap_tiles(desk: TheDesk) -> Response:
    """Give the user's own map, in the ranges that are asked for."""
    if desk.basemap is None:
        raise Refusal(404, "there is no map of your own", remedy="start the server with --basemap FILE.pmtiles")
    return FileResponse(desk.basemap, media_type="application/octet-stream", headers={"Cache-Control": "private"})
