"""The built pages and their assets, by name: what is not in the list is not there."""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from sijil.web.desk import Desk
from sijil.web.errors import Refusal

HERE = Path(__file__).parent
BUILT = HERE / "pages"
PLAIN = HERE / "style"
KEPT = "private, max-age=31536000, immutable"
PACKING = 6
"""Level of compression: 9 takes twice as long and saves a hundredth."""
_PACKED = {".js", ".css", ".svg", ".json"}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
_UNBUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Sijil</title>
<h1>The pages of the workbench are not built</h1>
<p>The server runs, and its API answers under <code>/api</code>; the plain pages are under <code>/record/</code>.
In a clone, <code>python web/build_pages.py</code> builds the rest; then load this page again.</p></html>"""


def list_assets(folder: Path) -> dict[str, Path]:
    """Return the files below a folder by their address, and our own beside them."""
    found = {f"assets/{path.name}": path for path in PLAIN.glob("*.css")}
    return found | {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def _preloads(desk: Desk | None) -> dict[str, str]:
    """Return a header that has browsers ask for the record while they still read the scripts."""
    if desk is None or not desk.has_build():
        return {}
    asked = ("/api/project", f"/api/overview?build={desk.shelf().build}")
    return {"Link": ", ".join(f"<{address}>; rel=preload; as=fetch; crossorigin" for address in asked)}


class Assets:
    """The files of the pages; listed anew when the pages have been built anew."""

    def __init__(self, folder: Path = BUILT) -> None:
        """List the files of a folder."""
        self._index = folder / "index.html"
        self._folder = folder
        self._state = -1
        self._files: dict[str, Path] = {}

    @staticmethod
    @lru_cache(maxsize=64)
    def pack(path: Path, _changed: int) -> bytes:
        """Return a file compressed; it is done once, since the map's modules take a tenth of a second each time."""
        return gzip.compress(path.read_bytes(), PACKING, mtime=0)

    def find(self, name: str) -> Path | None:
        """Return a file by its address."""
        state = self._index.stat().st_mtime_ns if self._index.exists() else 0
        if state != self._state:
            self._files, self._state = list_assets(self._folder), state
        return self._files.get(name)


def make_page_routes(folder: Path = BUILT) -> APIRouter:
    """Make the routes of the pages."""
    router = APIRouter(include_in_schema=False)
    assets = Assets(folder)

    @router.get("/")
    def index(request: Request) -> Response:
        """Give the workbench's page."""
        found = assets.find("index.html")
        if found is None:
            return HTMLResponse(_UNBUILT)
        ahead = _preloads(getattr(request.app.state, "desk", None))
        return HTMLResponse(found.read_bytes(), headers={"Cache-Control": "private, no-cache", **ahead})

    @router.get("/{name:path}")
    def asset(request: Request, name: str) -> Response:
        """Give a file of the pages."""
        found = assets.find(name)
        if found is None or found.suffix == ".html":
            raise Refusal(404, "there is nothing at this address", remedy="begin at /")
        kind = _TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        kept = KEPT if name.startswith("assets/") and found.parent != PLAIN else "private, no-cache"
        headers = {"Cache-Control": kept}
        if found.suffix not in _PACKED or "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(found.read_bytes(), media_type=kind, headers=headers)
        packed = assets.pack(found, found.stat().st_mtime_ns)
        return Response(
            packed, media_type=kind, headers={**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        )

    return router
