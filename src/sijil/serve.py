"""The command line of the workbench: serve a project to the browser, and keep the list of who may log in."""

from __future__ import annotations

import getpass
import ipaddress
import sys
from pathlib import Path
from typing import Annotated

import typer

from sijil import printing
from sijil.errors import UsageError

LOOPBACK = "127.0.0.1"
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104  # refused


def serve(  # noqa: PLR0913, PLR0917  # one argument per option
    project: Annotated[
        Path | None, typer.Argument(metavar="PROJECT", help="The project's folder.", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 = any that is free.")] = 0,
    host: Annotated[str, typer.Option(help="Address to listen at; beyond this machine it needs --users.")] = LOOPBACK,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
    by: Annotated[str | None, typer.Option(help="Whose decisions these are, until a browser says otherwise.")] = None,
    users: Annotated[
        Path | None, typer.Option(help="List of those who may log in, with their passwords' hashes.")
    ] = None,
    basemap: Annotated[Path | None, typer.Option(help="A map of your own to draw on, a PMTiles file.")] = None,
    add_user: Annotated[str | None, typer.Option(help="Add a user to the list --users, and stop.")] = None,
) -> None:
    """Open the workbench: read the record, review claims, and build, in the browser."""
    if add_user is not None:
        _add_user(add_user, users)
        return
    if project is None:
        raise UsageError("no project is named", remedy="name its folder: `sijil serve PROJECT`")
    if users is None and not is_loopback(host):
        remedy = "make a list with `sijil serve --add-user NAME --users FILE`, and name it with --users"
        raise UsageError(f"{host} can be reached from other machines, and nobody has a password", remedy=remedy)
    if host in EVERYWHERE:
        remedy = (
            "name the one by which the others reach this machine, such as --host 192.0.2.7: no other name is answered"
        )
        raise UsageError(f"{host} stands for all addresses of this machine", remedy=remedy)
    if basemap is not None and not basemap.is_file():
        raise UsageError(f"{basemap}: is no file", remedy="name a PMTiles file")
    from sijil.web.serving import Choices, run_server  # noqa: PLC0415  # no other command needs the server

    run_server(
        project, Choices(port=port, host=host, opens_browser=not no_browser, by=by, users=users, basemap=basemap)
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _add_user(name: str, users: Path | None) -> None:
    """Ask for a password and add a user to the list."""
    from sijil.web.users import add_user  # noqa: PLC0415  # no other command needs it

    if users is None:
        raise UsageError("no list of users is named", remedy="name it: --users FILE")
    add_user(users, name, _ask_password())
    printing.print_note(f"{users}: {name} may log in")


def _ask_password() -> str:
    """Ask for a password without showing it; where nobody sits there, read one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, second = getpass.getpass("Password: "), getpass.getpass("Again: ")
    if first != second:
        raise UsageError("the two passwords are not the same", remedy="try again")
    return first
