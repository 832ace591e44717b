"""What the server keeps open of a project: records of the present build, and what is derived of it and the ledger.

Requests run in several threads. Each takes a record from the pool of the present build and gives it back; when a build
has put another record file in the place of the old one, a new pool begins, and the old one closes as its records come
back. What is derived is made once for each build, by whoever asks first.

Locks are taken in one order: `settled`, then `made`, then those that guard a few lines; `made` never calls `settled`.
Of `made` each name has its own, so that nothing waits for what it does not need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, TypeVar

from sijil.errors import ProjectError
from sijil.ledger import FILE_NAME
from sijil.project import Project
from sijil.record import Record
from sijil.records import Decision, Sighting
from sijil.store import Layout, read_rows
from sijil.web.building import Builder
from sijil.web.errors import Refusal
from sijil.web.overlay import Overlay, make_overlay

if TYPE_CHECKING:
    from sijil.packs import Packs
    from sijil.resolve.atlas import Atlas

T = TypeVar("T")
State = tuple[int, int, int] | None


class Shelf:
    """The open records of one build, and what was derived from it."""

    def __init__(self, folder: Path, state: State, first: Record) -> None:
        """Begin with one open record."""
        self.state = state
        self.build = first.manifest.build
        self.manifest = first.manifest
        self._folder = folder
        self._free = [first]
        self._lock = Lock()
        self._is_closed = False
        self._made: dict[str, object] = {}
        self._making: defaultdict[str, RLock] = defaultdict(RLock)

    @contextmanager
    def record(self) -> Iterator[Record]:
        """Lend a record.

        Raises:
            ProjectError: If the record file was replaced while it was opened.
        """
        with self._lock:
            record = self._free.pop() if self._free else None
        record = record or self._open()
        try:
            yield record
        finally:
            with self._lock:
                is_closed = self._is_closed
                if not is_closed:
                    self._free.append(record)
            if is_closed:
                record.close()

    def _open(self) -> Record:
        record = Record.open(self._folder, shared=True)
        if record.manifest.build != self.build:
            record.close()
            raise Refusal(503, "a build has just put a new record in place", remedy="ask again")
        return record

    def made(self, name: str, make: Callable[[Record], T]) -> T:
        """Return what is derived from this build; it is made when it is asked for first."""
        with self._lock:
            making = self._making[name]
        with making:
            if name not in self._made:
                with self.record() as record:
                    self._made[name] = make(record)
            found: Any = self._made[name]
            return found  # type: ignore[no-any-return]  # each name has one type

    def close(self) -> None:
        """Close what is not lent out, and the rest as it comes back."""
        with self._lock:
            self._is_closed = True
            free, self._free = self._free, []
        for record in free:
            record.close()


class Desk:
    """One project at work."""

    def __init__(self, folder: Path, basemap: Path | None = None) -> None:
        """Open a project.

        Raises:
            ProjectError: If the folder is not a project.
        """
        self.project = Project.open(folder)
        self.folder = folder
        self.basemap = basemap
        self.builder = Builder(folder)
        self._layout = Layout(folder)
        self._lock = RLock()
        self._settling = RLock()
        self._packing = Lock()
        self._shelf: Shelf | None = None
        self._ledger: tuple[State, tuple[Decision, ...]] = (None, ())
        self._overlay: Overlay | None = None
        self._settled: tuple[object, dict[str, object]] = (None, {})
        self._sources: tuple[State, int] = (None, 0)

    # -- the build ---------------------------------------------------------------------------------------------------

    def shelf(self) -> Shelf:
        """Return the shelf of the build that stands.

        Raises:
            Refusal: If nothing was built.
        """
        state = _state(self._layout.record)
        with self._lock:
            if self._shelf is None or self._shelf.state != state:
                self._renew(state)
            if self._shelf is None:
                raise Refusal(409, "nothing has been built yet", remedy="add reports and build the record")
            return self._shelf

    def _renew(self, state: State) -> None:
        """Open the record file that stands, and put the old shelf away."""
        fresh = None
        if state is not None:
            fresh = Shelf(self.folder, state, Record.open(self.folder, shared=True))
        if self._shelf:
            self._shelf.close()
        self._shelf = fresh

    @contextmanager
    def record(self) -> Iterator[Record]:
        """Lend a record of the build that stands."""
        with self.shelf().record() as record:
            yield record

    def made(self, name: str, make: Callable[[Record], T]) -> T:
        """Return what is derived from the build that stands."""
        return self.shelf().made(name, make)

    def has_build(self) -> bool:
        """Tell whether anything was built."""
        return self._layout.record.exists()

    # -- the ledger --------------------------------------------------------------------------------------------------

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in order of time, read anew when the file has changed."""
        state = _state(self._layout.ledger / FILE_NAME)
        with self._lock:
            if self._ledger[0] != state or state is None:
                self._ledger = (state, self.project.ledger().decisions)
            return self._ledger[1]

    def overlay(self) -> Overlay:
        """Return what the decisions in force say of claims, those that no build has seen included."""

        def make() -> Overlay:
            shelf, decisions = self.shelf(), self.decisions()
            known = self._overlay if self._overlay and self._overlay.build == shelf.build else None
            with shelf.record() as record:
                self._overlay = make_overlay(record, decisions, known)
            return self._overlay

        return self.settled("overlay", make)

    def settled(self, name: str, make: Callable[[], T]) -> T:
        """Return what is derived from the present build and the ledger as it stands; made anew when either changes.

        `make` reads both itself: what was read before would be kept as that of a later state if a line came in between.
        """
        shelf, decisions = self.shelf(), self.decisions()
        key = (shelf.build, len(decisions), decisions[-1].id if decisions else "")
        with self._settling:
            if self._settled[0] != key:
                self._settled = (key, {})
            kept = self._settled[1]
            if name not in kept:
                kept[name] = make()
            found: Any = kept[name]
            return found  # type: ignore[no-any-return]  # each name has one type

    # -- the rest ----------------------------------------------------------------------------------------------------

    def sources(self) -> int:
        """Count the files that were added."""
        state = _state(self._layout.sightings)
        with self._lock:
            if self._sources[0] != state:
                found = {sighting.source for sighting in read_rows(self._layout.sightings, Sighting)}
                self._sources = (state, len(found))
            return self._sources[1]

    @property
    def packs(self) -> Packs:
        """The packs of the project, as they are now; they are read once."""
        from sijil.packs import load_packs, sort_arguments  # noqa: PLC0415  # slow, and not all requests need them

        with self._packing:
            return load_packs(*sort_arguments(self.project.config.packs, self.folder))

    @property
    def atlas(self) -> Atlas:
        """All places of the packs and the gazetteers."""
        from sijil.resolve.atlas import compile_atlas  # noqa: PLC0415  # opens the gazetteers

        return compile_atlas(self.packs)

    def close(self) -> None:
        """Close what is open, and end a build that runs."""
        self.builder.stop()
        with self._lock:
            if self._shelf:
                self._shelf.close()
                self._shelf = None


def _state(path: Path) -> State:
    """Return what tells one file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ProjectError(f"{path}: {error.strerror}", remedy="make the file readable") from error
    return found.st_ino, found.st_size, found.st_mtime_ns
