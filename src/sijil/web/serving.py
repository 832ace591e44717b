"""Run the server: bind, print the address, open the browser."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from sijil.errors import UsageError
from sijil.web.app import create_app, guard_app, hosts_of
from sijil.web.desk import Desk
from sijil.web.sessions import Sessions, check_name
from sijil.web.users import Users


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How to serve.

    Attributes:
        port: The port; 0 = any that is free.
        host: The address to listen at.
        opens_browser: Whether to open the browser.
        by: The name of reviewers who have not said theirs.
        users: The list of users; None = whoever knows the token.
        basemap: A PMTiles file.
    """

    port: int
    host: str
    opens_browser: bool
    by: str | None = None
    users: Path | None = None
    basemap: Path | None = None


def run_server(folder: Path, choices: Choices) -> None:
    """Serve a project until it is interrupted.

    Raises:
        UsageError: If the address cannot be had.
        ProjectError: If the folder is not a project.
    """
    desk = Desk(folder, choices.basemap)
    users = Users(choices.users) if choices.users else None
    name = check_name(choices.by) if choices.by else None
    sessions = Sessions(name=name, has_users=users is not None)
    listening = _bind(choices.host, choices.port)
    port = listening.getsockname()[1]
    app = guard_app(create_app(desk, sessions, users), sessions, desk, hosts_of(choices.host, port), port)
    shown = f"[{choices.host}]" if ":" in choices.host else choices.host
    address = f"http://{shown}:{port}/" + ("login" if users else f"?token={sessions.token}")
    sys.stdout.write(address + "\n")
    sys.stdout.flush()
    sys.stderr.write("The workbench is open at the address above; Ctrl+C ends it.\n")
    if choices.opens_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def _bind(host: str, port: int) -> socket.socket:
    """Take an address.

    Raises:
        UsageError: If it is not ours, or taken.
    """
    try:
        family, kind, way, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, way)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        raise UsageError(f"{host}:{port} cannot be had: {error}", remedy="choose another --port or --host") from error
    return listening
