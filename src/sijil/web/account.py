"""How tolls add up: those of a selection as a tree, each with the tolls that are a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sijil.contract import Json
from sijil.web.cards import make_cards
from sijil.web.desk import Desk
from sijil.web.places import geography_of, key_of
from sijil.web.rows import ids_of, part


class Selection(NamedTuple):
    """Which tolls are wanted; None asks for nothing."""

    first: str | None = None
    last: str | None = None
    place: str | None = None
    group: str | None = None
    harm: str | None = None


def account_for(desk: Desk, selection: Selection) -> Json:
    """Return the tolls of a selection as a tree, from the whole down to the claims."""
    overlay = desk.overlay()
    inside = set(geography_of(desk).inside(selection.place)) if selection.place else None
    with desk.record() as record:
        rows = [row for row in record.rows("tolls") if _is_wanted(row, selection, inside)]
        wanted = [claim for row in rows for claim in ids_of(row, "support", "against")]
        cards = {str(card["id"]): card for card in make_cards(record, wanted, overlay)}
    tree = _Tree({str(row["id"]): row for row in rows}, cards)
    parts = [tree.node(one, frozenset()) for one in tree.roots()]
    label = " to ".join(filter(None, (selection.first, selection.last))) or "all tolls"
    whole = _node(label, {"low": None, "best": None, "high": None}, parts)
    return whole if selection.harm else whole | {"sum_of_parts": None}


def _is_wanted(row: Json, selection: Selection, inside: set[str] | None) -> bool:
    time, group = row["time"], row["group"]
    first, last = part(time, "earliest"), part(time, "latest")
    is_late = selection.first is not None and (last or "9") < selection.first
    is_early = selection.last is not None and (first or "0") > selection.last
    is_dated = bool(first or last) or not (selection.first or selection.last)
    is_there = inside is None or key_of(row) in inside
    named = {part(group, "id"), part(group, "name")}
    is_theirs = selection.group is None or selection.group.removeprefix("~") in named
    return (
        is_dated and not is_late and not is_early and is_there and is_theirs and selection.harm in {None, row["harm"]}
    )


class _Tree:
    """Tolls by the tolls that contain them; a toll stands below the smallest of these."""

    def __init__(self, rows: Mapping[str, Json], cards: Mapping[str, Json]) -> None:
        self._rows = rows
        self._cards = cards
        self._parts: dict[str, list[str]] = {}
        for one, row in rows.items():
            self._parts.setdefault(self._whole(row), []).append(one)

    def roots(self) -> list[str]:
        """Return the tolls that are no part of another one."""
        return self._parts.get("", [])

    def _whole(self, row: Json) -> str:
        """Return the smallest toll that contains another: the one that is itself within most; empty for none."""
        above = [one for one in ids_of(row, "within") if one in self._rows]
        return max(above, key=lambda one: (len(ids_of(self._rows[one], "within")), one), default="")

    def node(self, one: str, seen: frozenset[str]) -> Json:
        """Describe a toll with its parts."""
        row = self._rows[one]
        parts = [self.node(each, seen | {one}) for each in self._parts.get(one, ()) if each not in seen]
        claims = [self._cards[claim] for claim in ids_of(row, "support", "against") if claim in self._cards]
        return _node(_label(row), row, parts) | {"toll": one, "claims": claims}


def _label(row: Json) -> str:
    """Say what a toll counts."""
    time = row["time"]
    days = list(dict.fromkeys(filter(None, (part(time, "earliest"), part(time, "latest")))))
    where = part(row["place"], "name")
    told = (part(row["group"], "name") or "people", str(row["harm"]), where, " to ".join(days) or "day unknown")
    return ", ".join(filter(None, told))


def _node(label: str, numbers: Mapping[str, object], parts: Iterable[Json]) -> Json:
    listed = list(parts)
    known: list[Any] = [part(one, "best") for one in listed if part(one, "best") is not None]
    total = sum(known) if known else None
    best: Any = numbers["best"]
    return {
        "label": label,
        "low": numbers["low"],
        "best": best,
        "high": numbers["high"],
        "sum_of_parts": total,
        "gap": best - total if best is not None and total is not None else None,
        "toll": None,
        "claims": [],
        "parts": listed,
    }
