"""How routes get at the project, and how they answer."""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec
from fastapi import Depends, Request
from starlette.responses import Response

from sijil.web.desk import Desk
from sijil.web.errors import Refusal
from sijil.web.sessions import Session


def _desk(request: Request) -> Desk:
    found = request.app.state.desk
    if not isinstance(found, Desk):
        raise Refusal(503, "no project is open", remedy="start `sijil serve PROJECT`")
    return found


def _session(request: Request) -> Session:
    found = request.scope.get("state", {}).get("session")
    if not isinstance(found, Session):
        raise Refusal(401, "there is no session", remedy="open the address that `sijil serve` printed, or log in")
    return found


TheDesk = Annotated[Desk, Depends(_desk)]
TheSession = Annotated[Session, Depends(_session)]


def answer(value: object, status: int = 200) -> Response:
    """Answer with JSON; the values come from the record and have been checked when it was made."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")


def answer_packed(request: Request, packed: bytes, build: str) -> Response:
    """Answer with JSON that is compressed already, or with nothing where the browser has it."""
    tag = f'"{hashlib.sha256(build.encode() + packed[:64]).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if tag in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
    import gzip  # noqa: PLC0415  # no browser comes this way

    return Response(gzip.decompress(packed), media_type="application/json", headers=headers)
