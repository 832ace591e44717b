"""What the commands about events, tolls and control show: tables on a terminal, JSON lines on a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from sijil.printing import print_lines
from sijil.views import Table, cell_text, name_list, show_table, show_text, time_interval, why_lines

if TYPE_CHECKING:
    from sijil.contract import Json
    from sijil.printing import Cells

_SHORT = 12


def show_events(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show events."""
    wide = frozenset({"reports", "claims"})
    show_table(Table("events", _event_cells, wide, {"what": 2, "who to whom": 3, "where": 2}), rows, as_json=as_json)


def show_tolls(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show tolls."""
    wide = frozenset({"basis", "voices"})
    show_table(Table("tolls", _toll_cells, wide, {"who": 3, "where": 2, "when": 2}), rows, as_json=as_json)


def show_control(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show control."""
    wide = frozenset({"confidence", "voices"})
    show_table(Table("intervals", _control_cells, wide, {"where": 2, "holder": 3}), rows, as_json=as_json)


def _event_cells(row: Json) -> Cells:
    whom = name_list(row["targets"])
    return {
        "id": str(row["id"])[:_SHORT],
        "what": cell_text(row["type"]),
        "who to whom": " -> ".join([name_list(row["actors"]) or "...", *([whom] if whom else [])]),
        "where": _name(row["place"]),
        "when": _when(row["time"]),
        "state": cell_text(row["state"]),
        "voices": cell_text(row["independent"]),
        "reports": cell_text(row["reports"]),
        "claims": str(_count(row["claims"])),
    }


def _toll_cells(row: Json) -> Cells:
    return {
        "id": str(row["id"])[:_SHORT],
        "harm": cell_text(row["harm"]),
        "who": _name(row["group"]),
        "where": _name(row["place"]),
        "when": _when(row["time"]),
        "low": cell_text(row["low"]),
        "best": cell_text(row["best"]),
        "high": cell_text(row["high"]),
        "state": cell_text(row["state"]),
        "basis": cell_text(row["basis"]),
        "voices": cell_text(row["independent"]),
    }


def _control_cells(row: Json) -> Cells:
    return {
        "id": str(row["id"])[:_SHORT],
        "where": _name(row["place"]),
        "from": cell_text(row["from"]),
        "to": cell_text(row["to"]),
        "state": cell_text(row["state"]),
        "holder": _name(row["holder"]),
        "share": cell_text(row["share"]),
        "basis": cell_text(row["basis"]),
        "voices": cell_text(row["independent"]),
        "confidence": cell_text(row["confidence"]),
    }


def _name(value: object) -> str:
    """Return the name of a nested object; nothing where it is unknown."""
    return str(value["name"]) if isinstance(value, dict) else ""


def _when(value: object) -> str:
    """Write a time."""
    return time_interval(value if isinstance(value, dict) else {})


def _count(values: object) -> int:
    return len(values) if isinstance(values, list) else 0


def show_account(account: Json, *, as_json: bool) -> None:
    """Show what an event, toll or control rests on: its sentence, its links, and each claim down to its bytes."""
    if as_json:
        print_lines([account])
    else:
        show_text(list(_account_lines(account)))


def _account_lines(account: Json) -> Iterator[str]:
    """Yield the lines of an account."""
    subject: Any = account["subject"]
    finding: Any = account["finding"]
    links: Any = account["links"]
    copies: Any = account["copies"]
    claims: Any = account["claims"]
    if account["moved_from"]:
        yield f"{account['moved_from']} has moved: more was told, or people decided, of what it named"
    yield f"{subject['id']}: {subject['state']}"
    if finding:
        yield finding["sentence"]
    for link in links:
        parts = ", ".join(f"{part['feature']} {part['value']:+.2f} x {part['weight']}" for part in link["parts"])
        yield f"link      {link['score']:.2f} {link['claim_a'][:_SHORT]} {link['claim_b'][:_SHORT]}: {parts}"
    for copy in copies:
        sources = ", ".join([copy["first"], *copy["others"]])
        yield f"copy      {copy['report']} of {sources} ({copy['how']}): they count once"
    against = set(finding["against"]) if finding else set()
    for claim in claims:
        side = "against" if claim["claim"]["id"] in against else "for"
        yield from chain(["", f"-- {side} --"], why_lines(claim))
