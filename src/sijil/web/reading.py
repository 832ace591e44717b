"""The routes that read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sijil.web.answers import TheDesk, TheSession, answer, answer_packed
from sijil.web.cards import make_cards
from sijil.web.decisions import decision_rows
from sijil.web.details import cut_excerpt, describe_claim, describe_event, describe_report, read_source
from sijil.web.errors import Refusal
from sijil.web.models import ClaimCard, ClaimDetail, EventDetail, Excerpt, ProjectInfo, ReportDetail, Row, SessionInfo
from sijil.web.overview import make_overview
from sijil.web.projects import describe_project

router = APIRouter(prefix="/api")
MOST_CARDS = 200
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
    made = desk.made("overview", lambda record: make_overview(record, desk.packs, desk.atlas))
    if build not in {None, made.build}:
        raise Refusal(409, "that build is no longer the present one", remedy="ask /api/project for the present one")
    return answer_packed(request, made.packed, made.build)


@router.get("/events/{identifier}", response_model=EventDetail)
def event(desk: TheDesk, identifier: str) -> Response:
    """Give everything about an event."""
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
    """List the tolls, those of one policy if it is named."""
    with desk.record() as record:
        return answer([row for row in record.rows("tolls") if policy in {None, row["policy"]}])
