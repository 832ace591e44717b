"""The form by which users log in, where there is a list of them."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sijil.web.errors import Refusal
from sijil.web.guard import LOGIN, set_cookie
from sijil.web.sessions import Sessions
from sijil.web.users import Users

router = APIRouter(include_in_schema=False)
FORM = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Sijil: log in</title>
<h1>Log in to the workbench</h1>{}
<form method="post" action="/login">
<p><label>Name <input name="name" required maxlength="60" autocomplete="username"></label></p>
<p><label>Password <input name="password" type="password" required maxlength="1000" autocomplete="current-password">
</label></p><p><button>Log in</button></p></form></html>"""
_HEADERS = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
"""A form of a page without referrer is sent with `Origin: null`, which the guard could not tell from another site's."""


def _users(request: Request) -> Users:
    found = request.app.state.users
    if not isinstance(found, Users):
        raise Refusal(404, "there is no list of users", remedy="open the address that `sijil serve` printed")
    return found


@router.get(LOGIN)
def form(request: Request) -> Response:
    """Show the form."""
    _users(request)
    return HTMLResponse(FORM.format(""), headers=_HEADERS)


@router.post(LOGIN)
async def log_in(request: Request) -> Response:
    """Open a session for a user with the right password."""
    users = _users(request)
    sessions: Sessions = request.app.state.sessions
    said = parse_qs((await request.body()).decode("utf-8", "replace"))
    name, password = (said.get(field, [""])[-1] for field in ("name", "password"))
    address = request.client.host if request.client else ""
    if users.must_wait(name, address):
        return _again("Too many tries: wait some minutes.", 429)
    if not await run_in_threadpool(users.admit, name, password, address):
        return _again("That name and password do not belong together.", 401)
    answer = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
    set_cookie(answer, request.scope["state"]["cookie"], sessions.open(name))
    return answer


def _again(why: str, status: int) -> Response:
    return HTMLResponse(FORM.format(f"<p>{escape(why)}</p>"), status_code=status, headers=_HEADERS)


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session."""
    sessions: Sessions = request.app.state.sessions
    name = request.scope["state"]["cookie"]
    sessions.close(request.cookies.get(name, ""))
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(name)
    return answer
