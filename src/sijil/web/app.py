"""The application: its routes, and how it says what went wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

import sijil
from sijil.errors import ProjectError, SijilError, UsageError
from sijil.web import logins, plain, reading, writing
from sijil.web.assets import make_page_routes
from sijil.web.desk import Desk
from sijil.web.errors import Refusal
from sijil.web.guard import Guard
from sijil.web.keeping import Warming
from sijil.web.models import Problem
from sijil.web.queue import line_of
from sijil.web.sessions import Sessions
from sijil.web.users import Users

SMALLEST_PACKED = 2000
"""Bytes from which an answer is compressed."""
_PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": Problem} for status in (422, "default")}


def create_app(desk: Desk | None, sessions: Sessions, users: Users | None = None) -> FastAPI:
    """Make the application, without its guard.

    Args:
        desk: The project; None to describe the API only.
        sessions: Who may ask.
        users: Who may log in.
    """

    @asynccontextmanager
    async def live(_app: FastAPI) -> AsyncIterator[None]:
        warming = Warming(desk, partial(line_of, desk)) if desk else None
        if warming:
            warming.start()
        yield
        if desk and warming:
            warming.stop()
            desk.close()

    app = FastAPI(
        title="Sijil workbench",
        version=sijil.__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=live,
        responses=_PROBLEMS,
    )
    app.state.desk, app.state.sessions, app.state.users = desk, sessions, users
    app.include_router(reading.router)
    app.include_router(writing.router)
    app.include_router(logins.router)
    app.include_router(plain.router)
    app.include_router(make_page_routes())
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED)
    app.add_exception_handler(SijilError, _say_error)
    app.add_exception_handler(RequestValidationError, _say_invalid)
    app.add_exception_handler(HTTPException, _say_http)
    app.add_exception_handler(Exception, _say_fault)
    return app


def guard_app(app: FastAPI, sessions: Sessions, desk: Desk, hosts: tuple[str, ...], port: int) -> Guard:
    """Put the guard before the application."""
    return Guard(app, sessions, hosts, port=port, most_upload=desk.project.config.max_bytes)


def hosts_of(host: str, port: int) -> tuple[str, ...]:
    """Return the names by which a server is reached: those of this machine's own net, and the one that is bound."""
    names = ["127.0.0.1", "localhost", "[::1]"]
    own = f"[{host}]" if ":" in host else host
    names += [own] if own not in names else []
    return tuple(f"{name}:{port}" for name in names) + (tuple(names) if port == 80 else ())  # noqa: PLR2004  # of HTTP


def _problem(request: Request, status: int, what: str, remedy: str) -> Response:
    """Say what went wrong: to the plain pages as a page, else as JSON."""
    if request.url.path.startswith("/record"):
        return plain.show_problem(status, what, remedy)
    return JSONResponse(Problem(what=what, remedy=remedy).model_dump(), status_code=status)


async def _say_error(request: Request, error: Exception) -> Response:
    """Answer with what Sijil refuses."""
    if isinstance(error, Refusal):
        return _problem(request, error.status, error.what, error.remedy)
    if not isinstance(error, SijilError):
        raise error
    status = 500
    if isinstance(error, UsageError):
        status = 404 if request.method == "GET" else 422
    elif isinstance(error, ProjectError):
        status = 409
    return _problem(request, status, error.what, error.remedy)


async def _say_invalid(request: Request, error: Exception) -> Response:
    """Answer with what is wrong in a request, field by field; nothing of what was sent is repeated."""
    listed = error.errors() if isinstance(error, RequestValidationError) else []
    what = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in listed[:5])
    return _problem(request, 422, what or "the request is malformed", "see /api/openapi.json")


async def _say_http(request: Request, error: Exception) -> Response:
    """Answer with what the web framework refuses."""
    if not isinstance(error, HTTPException):
        raise error
    return _problem(request, error.status_code, str(error.detail), "see /api/openapi.json")


async def _say_fault(request: Request, _error: Exception) -> Response:
    """Answer where Sijil itself is at fault; the server's log has the rest."""
    return _problem(
        request, 500, "the server met an error of its own", "look into the server's output, and report it as a bug"
    )


def default_pages() -> Path:
    """Return the folder of the built pages."""
    return Path(__file__).parent / "pages"
