"""The overview, kept in a file beside the record and made before anybody asks.

To make it takes seconds where a record holds 100,000 events. The file is only a cache: a line that says what it was
made of, a line with the digest of the rest, and the gzip that browsers get. What does not fit is made anew.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path

import sijil
from sijil.errors import SijilError
from sijil.record import Record
from sijil.records import canonical
from sijil.store import Layout, write_atomically
from sijil.web.desk import Desk, Shelf
from sijil.web.overview import Overview, make_overview

FILE_NAME = ".overview"
PAUSE = 1.0
"""Seconds between two looks whether a build has put a new record in place."""
LOOKS = 6
"""Looks after which the rest is made."""
_HERE = Path(__file__).parent
_MAKERS = ("overview.py", "rows.py", "states.py")
"""The modules whose change makes another overview of the same record."""
_LOG = logging.getLogger(__name__)


def keep_overview(desk: Desk, record: Record) -> Overview:
    """Return the overview of a record: that of the file, else one that is made and put there."""
    path = desk.folder / FILE_NAME
    origin = _origin(desk, record)
    packed = read_kept(path, origin)
    if packed is not None:
        return Overview(record.manifest.build, packed)
    made = make_overview(record, desk.packs, desk.atlas)
    write_kept(path, origin, made.packed)
    return made


def keep_ahead(folder: Path) -> None:
    """Make the overview of what was built, so that the first `sijil serve` finds it."""
    desk = Desk(folder)
    try:
        with desk.record() as record:
            keep_overview(desk, record)
    finally:
        desk.close()


def read_kept(path: Path, origin: str) -> bytes | None:
    """Return what a file keeps; None where there is none, or it was made of something else, or is not whole."""
    try:
        found, digest, packed = path.read_bytes().split(b"\n", 2)
    except (OSError, ValueError):
        return None
    is_whole = found.decode(errors="replace") == origin and digest.decode(errors="replace") == _digest(packed)
    return packed if is_whole else None


def write_kept(path: Path, origin: str, packed: bytes) -> None:
    """Keep something in a file; where the folder may not be written to, nothing is kept."""
    try:
        write_atomically(path, f"{origin}\n{_digest(packed)}\n".encode() + packed)
    except OSError as error:
        _LOG.info("%s is not kept: %s", path, error)


def _origin(desk: Desk, record: Record) -> str:
    """Return a digest of all that an overview is made of: the record file, the packs, and the code."""
    file = Layout(desk.folder).record.stat()
    code = [_digest((_HERE / name).read_bytes()) for name in _MAKERS]
    parts = [record.manifest.build, file.st_size, file.st_mtime_ns, desk.packs.total, sijil.__version__, code]
    return _digest(canonical(parts))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Warming(threading.Thread):
    """Makes the overview when the server starts and after each build, so that the first page need not wait.

    What takes longer and is wanted later is made some looks after it: meanwhile the first page has the machine.
    """

    def __init__(self, desk: Desk, later: Callable[[], object], looks: int = LOOKS) -> None:
        """Watch a project."""
        super().__init__(name="warming", daemon=True)
        self._desk = desk
        self._later = later
        self._stopped = threading.Event()
        self._looks = looks
        self._seen: tuple[Shelf | None, int] = (None, 0)

    def stop(self) -> None:
        """End after what is under way."""
        self._stopped.set()
        self.join()

    def run(self) -> None:
        """Look again and again for a record of which there is no overview yet."""
        while not self._stopped.is_set():
            try:
                if self._desk.has_build():
                    self._make_ahead()
            except SijilError as error:
                _LOG.info("nothing was made ahead: %s", error)
            self._stopped.wait(PAUSE)

    def _make_ahead(self) -> None:
        """Make the overview of the build that stands and, when it has been there for some looks, the rest."""
        shelf = self._desk.shelf()
        shelf.made("overview", lambda record: keep_overview(self._desk, record))
        before, count = self._seen
        self._seen = (shelf, count + 1 if shelf is before else 0)
        if self._seen[1] == self._looks:
            self._later()
