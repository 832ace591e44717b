"""The routes that change something: the reviewer's name, the ledger, the files, the record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from sijil.web.answers import TheDesk, TheSession, answer
from sijil.web.asked import Decisions, Name, Nothing
from sijil.web.decisions import write_decisions
from sijil.web.errors import Refusal
from sijil.web.intake import read_given, take_in
from sijil.web.models import BuildState, SessionInfo, TakenIn, WrittenAll
from sijil.web.sessions import check_name

router = APIRouter(prefix="/api")


@router.put("/session")
def rename(session: TheSession, asked: Name) -> SessionInfo:
    """Choose the name that decisions of this browser are signed with."""
    if not session.can_rename:
        raise Refusal(403, "the name is that of the login", remedy="log in as somebody else")
    session.name = check_name(asked.name)
    return SessionInfo(name=session.name, can_rename=True)


@router.post("/decisions", status_code=201, response_model=WrittenAll)
def decide(desk: TheDesk, session: TheSession, asked: Decisions) -> Response:
    """Write decisions, all or none."""
    if session.name is None:
        raise Refusal(403, "say who you are", remedy="choose a name first: decisions are signed")
    return answer(write_decisions(desk, asked.decisions, session.name, asked.note or None), status=201)


@router.post("/build", status_code=202, response_model=BuildState)
def build(desk: TheDesk, _session: TheSession, _asked: Nothing) -> Response:
    """Bring the record up to date; /api/project says how far it is."""
    desk.builder.start()
    return answer(desk.builder.state(), status=202)


@router.post("/files", response_model=TakenIn)
async def add_file(
    desk: TheDesk, _session: TheSession, request: Request, name: Annotated[str, Query(max_length=300)]
) -> Response:
    """Take a file in; the next build reads it."""
    given = read_given(request.headers)
    content = await request.body()
    return answer(await run_in_threadpool(take_in, desk, name, content, given))
