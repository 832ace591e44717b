"""The overview: all events and stretches of control in columns, for the map and the timeline.

It is made once for each build, kept as gzip, and has indexes into lists of places, actors and words, so that 100,000
events are a few megabytes.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from sijil.contract import UNREVIEWED, Json
from sijil.parts import PlaceRow
from sijil.record import Record
from sijil.records import ReviewState
from sijil.web.rows import read_list
from sijil.web.states import sum_up

if TYPE_CHECKING:
    from sijil.packs import Packs
    from sijil.resolve.atlas import Atlas

EPOCH = date(1970, 1, 1).toordinal()
KILLED = "killed"
Bounds = tuple[int | None, int | None, int | None]
"""Low, best and high of a number; None = open or unknown."""
GZIP_LEVEL = 5
_EVENT = (
    "id type place_id place_name lon lat radius_km precision earliest latest grain state actors targets claims "
    "reports independent"
).split()
_CONTROL = (
    "id place_id place_name lon lat radius_km precision since until state holder_id holder_name share basis "
    "confidence independent last_told"
).split()
_BY_DAY = ("coalesce(earliest, latest, '9')", "id")
"""The order of the overview. SQLite sorts: rows made in their order lie so in memory, and later passes run along it."""
_AT = slice(2, 8)
"""Where the columns of an event's place stand."""


class Overview:
    """The overview of a build: as gzip for browsers, and as values for the server once it needs them."""

    def __init__(self, build: str, packed: bytes) -> None:
        """Hold the gzip of the overview's JSON."""
        self.build = build
        self.packed = packed

    @cached_property
    def content(self) -> dict[str, Any]:
        """The overview as values."""
        found: dict[str, Any] = msgspec.json.decode(gzip.decompress(self.packed))
        return found


class _Numbered:
    """Keys with their numbers, in the order in which they came."""

    def __init__(self, *first: str) -> None:
        self.numbers: dict[str, int] = {key: number for number, key in enumerate(first)}

    def of(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers))


class _Lists:
    """The places, actors and words that the columns of events point into."""

    def __init__(self) -> None:
        self.types, self.grains, self.states = _Numbered(), _Numbered(), _Numbered()
        self.reviews = _Numbered(*(state.value for state in ReviewState))
        self.places, self.actors = _Numbered(), _Numbered()
        self.cells: dict[str, Sequence[Any]] = {}
        self.names: dict[str, str] = {}

    def place(self, cells: Sequence[Any]) -> int:
        """Return the number of a place by its id, name, point, radius and precision; -1 for none."""
        key = place_key(*cells[:4])
        if key is None:
            return -1
        self.cells.setdefault(key, cells)
        return self.places.of(key)

    def actor(self, identifier: str | None, name: str) -> int:
        """Return the number of an actor."""
        key = actor_key(identifier, name)
        self.names.setdefault(key, name)
        return self.actors.of(key)

    def parties(self, text: str) -> list[int]:
        """Return the numbers of actors in a column."""
        return [self.actor(one["id"], one["name"]) for one in read_list(text)]

    def words(self) -> dict[str, list[str]]:
        """Return the lists of words."""
        found = {"types": self.types, "grains": self.grains, "states": self.states, "reviews": self.reviews}
        return {name: list(one.numbers) for name, one in found.items()}


def make_overview(record: Record, packs: Packs, atlas: Atlas) -> Overview:
    """Put the events and control of a record into columns."""
    lists = _Lists()
    events = _event_columns(record, lists)
    control = [_control(row, lists) for row in record.columns("control", _CONTROL)]
    content = {
        "build": record.manifest.build,
        "places": _place_columns(lists.cells, packs, atlas),
        "actors": {"id": list(lists.actors.numbers), "name": [lists.names[key] for key in lists.actors.numbers]},
        "events": events,
        **lists.words(),
        "control": control,
    }
    return Overview(record.manifest.build, gzip.compress(msgspec.json.encode(content), GZIP_LEVEL, mtime=0))


def _event_columns(record: Record, lists: _Lists) -> dict[str, list[Any]]:
    """Return the columns of the events, in the order of their days."""
    rows = list(record.columns("events", _EVENT, order=_BY_DAY))
    members = [read_list(row[14]) for row in rows]
    killed = _killed(record, members)
    reviewed = reviewed_events(record)
    return {
        "id": [row[0] for row in rows],
        "type": [lists.types.of(row[1]) for row in rows],
        "place": [lists.place(row[_AT]) for row in rows],
        "from": [day_number(row[8]) for row in rows],
        "to": [day_number(row[9]) for row in rows],
        "grain": [lists.grains.of(row[10] or "unknown") for row in rows],
        "state": [lists.states.of(row[11]) for row in rows],
        "review": [lists.reviews.of(reviewed.get(row[0], UNREVIEWED)) for row in rows],
        "claims": [len(found) for found in members],
        "reports": [row[15] for row in rows],
        "independent": [row[16] for row in rows],
        "actors": [lists.parties(row[12]) for row in rows],
        "targets": [lists.parties(row[13]) for row in rows],
        **{
            name: [killed.get(number, (None, None, None))[part] for number in range(len(rows))]
            for part, name in enumerate(("killed_low", "killed", "killed_high"))
        },
    }


def place_key(identifier: str | None, name: str | None, lon: float | None, lat: float | None) -> str | None:
    """Return what a place goes by: its id, else its name and point; None where there is no place."""
    if identifier or name is None:
        return identifier
    return name if lon is None or lat is None else f"{name}@{lon:.2f},{lat:.2f}"


def actor_key(identifier: str | None, name: str) -> str:
    """Return what an actor goes by: its id, else its words behind a mark."""
    return identifier or f"~{name}"


@lru_cache(maxsize=50_000)
def day_number(day: str | None) -> int | None:
    """Return the days since 1970-01-01 of an ISO day."""
    return date.fromisoformat(day).toordinal() - EPOCH if day else None


def _control(row: Sequence[Any], lists: _Lists) -> Json:
    """Describe a stretch of control by numbers."""
    cells = dict(zip(_CONTROL, row, strict=True))
    return {
        "id": cells["id"],
        "place": lists.place(row[1:7]),
        "from": day_number(cells["since"]),
        "to": day_number(cells["until"]),
        "told": day_number(cells["last_told"]),
        "state": cells["state"],
        "holder": lists.actor(cells["holder_id"], cells["holder_name"]) if cells["holder_name"] else None,
        "share": cells["share"],
        "basis": cells["basis"],
        "confidence": cells["confidence"],
        "independent": cells["independent"],
    }


def _place_columns(places: Mapping[str, Sequence[Any]], packs: Packs, atlas: Atlas) -> Json:
    """Put places into columns, with what the packs and gazetteers know of them."""
    native = {row.id: name for row in packs.rows(PlaceRow) if (name := native_name(row.aliases))}
    spots = [atlas.spot_of_id(cells[0]) if cells[0] else None for cells in places.values()]
    rows = list(places.values())
    return {
        "id": list(places),
        "name": [cells[1] for cells in rows],
        "native": [native.get(cells[0]) for cells in rows],
        "lon": [cells[2] for cells in rows],
        "lat": [cells[3] for cells in rows],
        "radius_km": [cells[4] for cells in rows],
        "precision": [cells[5] for cells in rows],
        "kind": [spot.kind if spot else None for spot in spots],
        "country": [spot.country if spot else None for spot in spots],
    }


def native_name(names: Iterable[str]) -> str | None:
    """Return the first of some names that is not written in Latin letters."""
    return next((name for name in names if not any("a" <= char.lower() <= "z" for char in name)), None)


# -- what claims give to events ----------------------------------------------------------------------------------------


def _killed(record: Record, members: Sequence[Sequence[str]]) -> dict[int, Bounds]:
    """Return for events low, best and high of the killed of their toll, else of the figure that says most."""
    home = {claim: number for number, found in enumerate(members) for claim in found}
    figures: dict[int, Bounds] = {}
    for claim, low, high in record.columns("figures", ["claim", "low", "high"], {"harm": [KILLED]}):
        _raise(figures, home.get(claim), (low, low, high))
    tolls: dict[int, Bounds] = {}
    columns = ["harm", "scope", "low", "best", "high", "support"]
    for harm, scope, low, best, high, support in record.columns("tolls", columns):
        if harm == KILLED and scope == "event":
            for claim in read_list(support):
                _raise(tolls, home.get(claim), (low, best, high))
    return figures | tolls


def _raise(numbers: dict[int, Bounds], event: int | None, bounds: Bounds) -> None:
    """Keep the larger number with its bounds."""
    if event is not None and bounds[1] is not None:
        numbers[event] = max(bounds, numbers.get(event, bounds), key=_size)


def _size(bounds: Bounds) -> tuple[int, int, bool, int]:
    """Order numbers by the best of them, then by their bounds: an open one is the larger."""
    low, best, high = bounds
    return best or 0, low or 0, high is None, high or 0


def reviewed_events(record: Record) -> dict[str, str]:
    """Return the review state of each event of which the build knew a claim as reviewed."""
    wanted = [state.value for state in ReviewState if state is not ReviewState.UNREVIEWED]
    touched = {event for _, event in record.columns("claims", ["review", "event"], {"review": wanted})} - {None}
    by_event: dict[str, list[tuple[str, str]]] = {}
    for event, *pair in record.columns("claims", ["event", "review", "stance"], {"event": sorted(touched)}):
        by_event.setdefault(event, []).append((pair[0], pair[1]))
    return {event: sum_up(pairs) for event, pairs in by_event.items()}
