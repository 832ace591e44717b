"""Who may ask: host, session, origin and size of each request, and the headers of each answer.

A page of another site in the same browser can send requests to a server on this machine, and a name that it owns can be
made to point here. So the host must be ours, the session's cookie is strict, and whatever changes anything must come
from our own pages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from sijil.web.sessions import Sessions

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self' blob:; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
MOST_BYTES = 1_000_000
UPLOADS = "/api/files"
LOGIN = "/login"
_READING = frozenset({"GET", "HEAD"})
_TYPES = {UPLOADS: "application/octet-stream", LOGIN: "application/x-www-form-urlencoded"}
_LOCKED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Sijil</title>
<h1>This workbench is locked</h1><p>{}</p></html>"""
_HOW = "Open the address that <code>sijil serve</code> printed when it was started: it ends in <code>?token=...</code>."
_HOW_USERS = 'Log in at <a href="/login">/login</a>.'


class Guard:
    """Wraps the application: lets in what may come in, and writes the headers of all that goes out."""

    def __init__(self, app: App, sessions: Sessions, hosts: Iterable[str], *, port: int, most_upload: int) -> None:
        """Guard an application.

        Args:
            app: What answers.
            sessions: Who may ask.
            hosts: The names by which the server is reached, each with its port.
            port: The port, which the cookie bears in its name, since cookies of one host know no ports.
            most_upload: Size of the largest file that is taken, in bytes.
        """
        self._app = app
        self._sessions = sessions
        self._hosts = frozenset(host.lower() for host in hosts)
        self._cookie = f"sijil-session-{port}"
        self._most_upload = most_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        answer = self._refuse(scope, headers)
        scope.setdefault("state", {})["cookie"] = self._cookie
        sender = _with_headers(send, scope["path"])
        if answer:
            await answer(scope, receive, sender)
            return
        limit = self._most_upload if scope["path"] == UPLOADS else MOST_BYTES
        await self._app(scope, _limited(receive, limit), sender)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request that is not let in; else None, with the session in the scope's state."""
        if [host.lower() for host in headers.getlist("host")] not in [[host] for host in self._hosts]:
            return _say(400, "this server is not known by that name", "open the address that `sijil serve` printed")
        path = scope["path"]
        is_api = path.startswith("/api")
        if is_api and headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
            return _say(403, "the request comes from another site", "use the workbench's own pages")
        if scope["method"] not in _READING and (refused := self._refuse_change(path, headers)):
            return refused
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token") if path == "/" else None
        if token and self._sessions.is_token(token[-1]):
            return self._admit()
        session = self._sessions.find(_cookie_of(headers, self._cookie), _bearer_of(headers))
        if session is None and not (path == LOGIN and self._sessions.has_users):
            return self._locked(is_api=is_api)
        scope.setdefault("state", {})["session"] = session
        return _too_long(headers, self._most_upload if path == UPLOADS else MOST_BYTES)

    def _refuse_change(self, path: str, headers: Headers) -> Response | None:
        """Refuse what would change something and does not come from our own pages, or is no JSON."""
        if headers.getlist("origin") not in [[f"{way}://{headers['host']}"] for way in ("http", "https")]:
            return _say(403, "the request does not come from this server's own pages", "send the header Origin")
        wanted = _TYPES.get(path, "application/json")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != wanted:
            return _say(415, f"the body must be {wanted}", f"send the header Content-Type: {wanted}")
        return None

    def _admit(self) -> Response:
        """Open a session and show the page without the token in its address."""
        answer = RedirectResponse("/", status_code=303)
        answer.headers["Cache-Control"] = "no-store"
        set_cookie(answer, self._cookie, self._sessions.open())
        return answer

    def _locked(self, *, is_api: bool) -> Response:
        """Say how to get in."""
        if is_api:
            return _say(401, "there is no session", "open the address that `sijil serve` printed, or log in")
        return HTMLResponse(_LOCKED.format(_HOW_USERS if self._sessions.has_users else _HOW), status_code=401)


def set_cookie(answer: Response, name: str, secret: str) -> None:
    """Give the browser the secret of its session: no script sees it, and no other site's page sends it."""
    answer.set_cookie(name, secret, httponly=True, samesite="strict", path="/")


def _say(status: int, what: str, remedy: str) -> Response:
    return JSONResponse({"what": what, "remedy": remedy}, status_code=status)


def _cookie_of(headers: Headers, name: str) -> str | None:
    """Return the value of a cookie."""
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return None
    return jar[name].value if name in jar else None


def _bearer_of(headers: Headers) -> str | None:
    """Return the token that a program bears."""
    way, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if way.lower() == "bearer" else None


def _too_long(headers: Headers, limit: int) -> Response | None:
    """Refuse a body that says it is too long."""
    length = headers.get("content-length", "0")
    if not length.isdecimal():
        return _say(400, "Content-Length is no number", "leave it to the browser")
    return _say(413, f"more than {limit:,} bytes are announced", "send less at once") if int(length) > limit else None


def _limited(receive: Receive, limit: int) -> Receive:
    """Count what is received, and stop where it is too much."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, f"more than {limit:,} bytes were sent")
        return message

    return counted


def _with_headers(send: Send, path: str) -> Send:
    """Write our headers onto each answer; one of its own outranks ours."""
    own: Mapping[str, str] = HEADERS | ({"Cache-Control": "no-store"} if path.startswith(("/api", "/record")) else {})

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in own.items():
                headers.setdefault(name, value)
        await send(message)

    return sender
