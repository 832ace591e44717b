"""What `sijil diff` shows: why the records differ, how many rows of each table, and each row with its fields."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sijil.printing import print_lines, wants_json
from sijil.views import name_list, show_text, time_interval

if TYPE_CHECKING:
    from sijil.contract import Json
    from sijil.diff import Change, Difference

_SIGNS = {"added": "+", "gone": "-", "changed": "~"}


def show_difference(found: Difference, *, as_json: bool) -> None:
    """Show what changed between two records."""
    if wants_json(as_json=as_json):
        print_lines([{"why": list(found.why)}, *(change.as_json() for change in found.changes)])
    else:
        show_text(list(_lines(found)))


def _lines(found: Difference) -> Iterator[str]:
    for reason in found.why or ("nothing: reports, packs, stages and decisions are the same",):
        yield f"why       {reason}"
    counts = Counter((change.table, change.change) for change in found.changes)
    for table in dict.fromkeys(change.table for change in found.changes):
        listed = (f"{counts[table, word]} {word}" for word in _SIGNS if counts[table, word])
        yield f"{table:<9} {', '.join(listed)}"
    for change in found.changes:
        yield f"{_SIGNS[change.change]} {change.table:<8} {change.row['id']}  {_describe(change)}"
        for name, (old, new) in change.fields.items():
            yield f"    {name}: {_short(old)} -> {_short(new)}"


def _describe(change: Change) -> str:
    """Say in a few words what a row is about."""
    row: Json = change.row
    if change.table == "reports":
        return str(row["uri"])
    if change.table == "claims":
        return f"{row['type']}: {row['quote']}"
    what = str(row.get("type") or row.get("harm") or row.get("state"))
    who = name_list(row["actors"]) if "actors" in row else _name(row.get("group") or row.get("holder"))
    time = row.get("time")
    when = time_interval(time) if isinstance(time, dict) else f"{row.get('from') or ''}..{row.get('to') or ''}"
    return ", ".join(part for part in (what, who, _name(row["place"]), when) if part and part != "..")


def _name(value: Any) -> str:  # noqa: ANN401  # any value of a row
    return str(value["name"]) if isinstance(value, dict) else ""


def _short(value: object) -> str:
    """Write a value of a row on one line."""
    return json.dumps(value, ensure_ascii=False)
