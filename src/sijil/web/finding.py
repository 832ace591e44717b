"""Look things up by words: in the record, and in the packs for the edit box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from sijil.contract import Json
from sijil.folding import plain
from sijil.packs import Packs
from sijil.parts import ActorRow, NationalityRow, PlaceRow
from sijil.resolve.atlas import Atlas, Spot
from sijil.web.desk import Desk
from sijil.web.places import overview_of
from sijil.web.rows import part

MOST = 20
"""Entries that a look-up gives."""
BODIES = ("state", "military", "police")
"""Bodies of a state that decisions can name without a row of their own."""


def search(desk: Desk, words: str, limit: int) -> Json:
    """Find claims and reports by words, places and actors by names, at most `limit` of each; events are all given."""
    overview = overview_of(desk)
    with desk.record() as record:
        claims = record.search(words, "claims", limit)
        reports = record.search(words, "reports", limit)
        events = record.search_events(words)
    return {
        "claims": [
            {"id": row["id"], "quote": row["quote"], "event": row["event"], "report": part(row["report"], "id")}
            for row in claims
        ],
        "reports": [{"id": row["id"], "title": row["title"], "uri": row["uri"]} for row in reports],
        "events": events,
        "places": _named(overview.content["places"], words, limit),
        "actors": _named(overview.content["actors"], words, limit),
    }


def _named(columns: dict[str, list[str]], words: str, limit: int) -> list[Json]:
    """Return what has some letters in its name, those that begin with them first."""
    wanted = plain(words)
    pairs = [(one, name) for one, name in zip(columns["id"], columns["name"], strict=True) if wanted in plain(name)]
    pairs.sort(key=lambda pair: (not plain(pair[1]).startswith(wanted), pair[1], pair[0]))
    return [{"id": one, "name": name} for one, name in pairs[:limit]] if wanted else []


def look_up(desk: Desk, kind: Literal["place", "actor"], words: str) -> list[Json]:
    """List the entries of the packs that some letters may mean, the best fit first."""
    if not plain(words):
        return []
    found = _places(desk.packs, desk.atlas, words) if kind == "place" else _actors(desk.packs, words)
    entries: dict[str, Json] = {}
    for entry in found:
        entries.setdefault(str(entry["id"]), entry)
        if len(entries) == MOST:
            break
    return list(entries.values())


def _places(packs: Packs, atlas: Atlas, words: str) -> Iterator[Json]:
    """Yield the places that bear a name, then those of the packs that begin with it."""
    yield from (_place(spot) for spot in atlas.find(words) if spot.id)
    rows = {row.id: (row.name, *row.aliases) for row in packs.rows(PlaceRow)}
    for one in _ranked(rows, words):
        spot = atlas.spot_of_id(one)
        if spot:
            yield _place(spot)


def _place(spot: Spot) -> Json:
    told = (spot.kind, spot.country, f"{spot.population:,} inhabitants" if spot.population else None)
    return {"id": spot.id, "name": spot.name, "detail": ", ".join(filter(None, told))}


def _actors(packs: Packs, words: str) -> Iterator[Json]:
    """Yield the actors of the registers whose names fit, then the bodies of states."""
    actors = {row.id: row for row in packs.rows(ActorRow)}
    for one in _ranked({row.id: (row.name, row.id, *row.aliases) for row in actors.values()}, words):
        row = actors[one]
        checked = None if row.source else "unverified"
        yield {"id": one, "name": row.name, "detail": ", ".join(filter(None, (row.kind, row.country, checked)))}
    states = {row.id: row for row in packs.rows(NationalityRow)}
    for one in _ranked({row.id: (row.name, row.id, *row.aliases) for row in states.values()}, words):
        for body in BODIES:
            name = states[one].name
            yield {"id": f"{body}-{one}", "name": name if body == "state" else f"{body} of {name}", "detail": body}


def _ranked(names: dict[str, Iterable[str]] | dict[str, tuple[str, ...]], words: str) -> list[str]:
    """Return the ids of which a name fits: the same, then a beginning, then a part."""
    wanted = plain(words)
    ranks: list[tuple[int, str]] = []
    for one, known in names.items():
        folded = [plain(name) for name in known]
        rank = 0 if wanted in folded else 1 if any(name.startswith(wanted) for name in folded) else 2
        if rank < 2 or any(wanted in name for name in folded):  # noqa: PLR2004  # the last rank
            ranks.append((rank, one))
    return [one for _, one in sorted(ranks)]
