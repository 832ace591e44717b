"""Actors: those that the record names, and everything about one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sijil.contract import Json
from sijil.packs import Packs
from sijil.parts import ActorRow, NationalityRow
from sijil.record import Record
from sijil.web.desk import Desk
from sijil.web.errors import missing
from sijil.web.overview import Overview
from sijil.web.places import overview_of

WORDS = "~"
"""What the key of an actor begins with that no pack knows."""
MOST_STEPS = 8


def list_actors(desk: Desk) -> list[Json]:
    """List the actors of the events, those of most events first."""
    return desk.made("actors", lambda _: _list(overview_of(desk)))


def _list(overview: Overview) -> list[Json]:
    events, actors = overview.content["events"], overview.content["actors"]
    count: Counter[int] = Counter()
    for who, whom in zip(events["actors"], events["targets"], strict=True):
        count.update({*who, *whom})
    rows = [
        {"id": key, "name": name, "events": count[number]}
        for number, (key, name) in enumerate(zip(actors["id"], actors["name"], strict=True))
    ]
    return sorted(rows, key=lambda row: (-int(str(row["events"])), str(row["name"]), str(row["id"])))


def describe_actor(desk: Desk, identifier: str) -> Json:
    """Describe an actor with its events, tolls and control."""
    overview = overview_of(desk)
    names = dict(zip(*(overview.content["actors"][column] for column in ("id", "name")), strict=True))
    number = next((number for number, key in enumerate(names) if key == identifier), None)
    with desk.record() as record:
        tolls = _rows(record, "tolls", "group", identifier)
        control = _rows(record, "control", "holder", identifier)
    known = _of_packs(desk.packs, identifier)
    if number is None and not tolls and not control and known is None:
        raise missing("actor", identifier)
    name = names.get(identifier) or identifier.removeprefix(WORDS)
    blank: Json = {"kind": None, "aliases": [], "parents": [], "allegiance": [], "country": None}
    about = known or {"id": identifier, "name": name, **blank, "source": None, "verified": False}
    return {**about, "events": list(_events(overview, number)), "tolls": tolls, "control": control}


def _events(overview: Overview, number: int | None) -> Iterator[str]:
    """Yield the events of an actor."""
    events = overview.content["events"]
    for one, who, whom in zip(events["id"], events["actors"], events["targets"], strict=True):
        if number is not None and (number in who or number in whom):
            yield one


def _rows(record: Record, table: str, column: str, identifier: str) -> list[Json]:
    """Return the rows of a table that are about an actor, by its id, else by its words."""
    if not identifier.startswith(WORDS):
        return record.among(table, f"{column}_id", [identifier])
    rows = record.among(table, f"{column}_name", [identifier.removeprefix(WORDS)])
    return [row for row in rows if (found := row[column]) and isinstance(found, dict) and not found["id"]]


def _of_packs(packs: Packs, identifier: str) -> Json | None:
    """Describe an actor as the packs have it: a row of the register, or a body of a state."""
    actors = {row.id: row for row in packs.rows(ActorRow)}
    row = actors.get(identifier)
    if row is None:
        return _of_state(packs, identifier)
    side = {"to": f"side:{row.side}", "name": row.side, "from": row.valid_from, "until": row.valid_to}
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "aliases": [*row.aliases, *row.called],
        "parents": [{"id": one, "name": actors[one].name} for one in _above(actors, row.parent) if one in actors],
        "allegiance": [side] if row.side else [],
        "country": row.country,
        "source": row.source or None,
        "verified": bool(row.source),
    }


def _above(actors: dict[str, ActorRow], parent: str | None) -> Iterator[str]:
    """Yield the ids of those that an actor is part of."""
    for _ in range(MOST_STEPS):
        if parent is None:
            return
        yield parent
        row = actors.get(parent)
        parent = row.parent if row else None


def _of_state(packs: Packs, identifier: str) -> Json | None:
    """Describe a state or a body of one, such as military-XYZ."""
    kind, _, code = identifier.rpartition("-")
    row = next((one for one in packs.rows(NationalityRow) if one.id == code), None)
    if row is None:
        return None
    state = f"state-{code}"
    return {
        "id": identifier,
        "name": row.name if kind in {"", "state"} else f"{kind.capitalize()} of {row.name}",
        "kind": kind or "state",
        "aliases": [*row.aliases, *row.metonyms] if kind in {"", "state"} else [],
        "parents": [] if kind in {"", "state"} else [{"id": state, "name": row.name}],
        "allegiance": [],
        "country": code,
        "source": row.source or None,
        "verified": bool(row.source),
    }
