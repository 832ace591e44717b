"""Everything about one place, and what lies in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sijil.contract import Json
from sijil.record import Record
from sijil.web.cards import make_cards
from sijil.web.desk import Desk
from sijil.web.errors import missing
from sijil.web.geography import Geography
from sijil.web.keeping import keep_overview
from sijil.web.overview import Overview, place_key
from sijil.web.rows import ids_of, unpacked


def overview_of(desk: Desk) -> Overview:
    """Return the overview of the present build."""
    return desk.made("overview", lambda record: keep_overview(desk, record))


def geography_of(desk: Desk) -> Geography:
    """Return the places of the present build."""
    return desk.made("geography", lambda _: Geography(overview_of(desk), desk.packs, desk.atlas))


def describe_place(desk: Desk, identifier: str) -> Json:
    """Describe a place with its control, events, tolls and findings."""
    overlay, overview, geography = desk.overlay(), overview_of(desk), geography_of(desk)
    if not geography.is_known(identifier):
        raise missing("place", identifier)
    inside = geography.inside(identifier)
    with desk.record() as record:
        control = rows_at(record, "control", inside, geography)
        tolls = rows_at(record, "tolls", inside, geography)
        subjects = [str(row["id"]) for row in (*tolls, *control)]
        return {
            "place": geography.row(identifier)
            | {"parents": geography.parents(identifier), "children": geography.children(identifier)},
            "control": [
                row | {"claims": {str(card["id"]): card for card in make_cards(record, _claims(row), overlay)}}
                for row in control
            ],
            "events": list(_events(overview, {geography.numbers[key] for key in inside})),
            "tolls": tolls,
            "findings": unpacked("findings", record.among("findings", "subject", subjects)),
        }


def _claims(row: Json) -> list[str]:
    return ids_of(row, "support", "against")


def _events(overview: Overview, places: set[int]) -> Iterator[str]:
    """Yield the events at some places."""
    events = overview.content["events"]
    yield from (one for one, at in zip(events["id"], events["place"], strict=True) if at in places)


def rows_at(record: Record, table: str, places: Iterable[str], geography: Geography) -> list[Json]:
    """Return the rows of a table at some places, in the order of the table."""
    keys = set(places)
    named = {geography.name(key) for key in keys}
    found = [*record.among(table, "place_id", keys), *record.among(table, "place_name", _without_id(keys, named))]
    rows = {str(row["id"]): row for row in found if key_of(row) in keys}
    return sorted(rows.values(), key=_order)


def _without_id(keys: set[str], names: set[str]) -> Iterator[str]:
    """Yield the names of places that have no id: their key begins with the name."""
    yield from (name for name in names if any(key == name or key.startswith(f"{name}@") for key in keys))


def key_of(row: Json) -> str | None:
    """Return the key of a row's place."""
    place: Any = row["place"]
    return place_key(place["id"], place["name"], place["lon"], place["lat"]) if place else None


def _order(row: Json) -> tuple[str, str]:
    time: Any = row.get("time") or {}
    return str(row.get("from") or time.get("earliest") or "9"), str(row["id"])
