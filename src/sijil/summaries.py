"""What the commands about events, tolls and control show: tables on a terminal, JSON lines on a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from sijil.printing import print_lines
from sijil.reconcile.sentences import say_range
from sijil.views import Table, cell_text, name_list, show_table, show_text, time_interval, why_lines

if TYPE_CHECKING:
    from sijil.contract import Json
    from sijil.printing import Cells

_SHORT = 12
ALL = "all"
"""The word for all policies side by side."""


def show_events(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show events."""
    wide = frozenset({"reports", "claims"})
    show_table(Table("events", _event_cells, wide, {"what": 2, "who to whom": 3, "where": 2}), rows, as_json=as_json)


def show_tolls(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show tolls."""
    wide = frozenset({"basis", "voices"})
    show_table(Table("tolls", _toll_cells, wide, {"who": 3, "where": 2, "when": 2}), rows, as_json=as_json)


def show_readings(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show what each policy makes of the tolls, side by side."""
    show_table(Table("tolls", _reading_cells, frozenset(), {"who": 2, "where": 2, "when": 2}), rows, as_json=as_json)


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


def _reading_cells(row: Json) -> Cells:
    readings: Any = row["readings"]
    numbers = {one["policy"]: cell_text(_say_numbers(one)) for one in readings}
    what = {"harm": cell_text(row["harm"]), "who": _name(row["group"]), "where": _name(row["place"])}
    return {"id": str(row["id"])[:_SHORT], **what, "when": _when(row["time"]), **numbers}


def _say_numbers(row: Any) -> str | None:  # noqa: ANN401  # a part of a row
    """Say low, best and high: 12, 12 (10 to 20), 12 (10 or more)."""
    return None if row["best"] is None else say_range(row["low"], row["best"], row["high"])


def show_period(account: Json, *, as_json: bool) -> None:
    """Show the account of a period as an indented list, down to the sentences."""
    if as_json:
        print_lines([account])
    else:
        show_text(list(_period_lines(account, 0)))


def _period_lines(account: Any, depth: int) -> Iterator[str]:  # noqa: ANN401  # a part of a row
    """Yield the lines of an account: its number, what its parts add up to, the parts, and the claims."""
    indent = "  " * depth
    mark = "" if depth == 0 or account["added"] else "(not added) "
    days = time_interval({"earliest": account["period"]["from"], "latest": account["period"]["to"]})
    yield f"{indent}{mark}{_say_numbers(account) or 'no number'}: {account['label']}, {days or 'days unknown'}"
    if account["gap"] is not None:
        rest = account["gap"]
        left = f"{rest} are in no report of a part" if rest >= 0 else f"that is {-rest} more than the whole"
        yield f"{indent}  its parts add up to {account['sum_of_parts']}; {left}"
    for claim in account["claims"]:
        speaker = claim["speaker"]["surface"] if claim["speaker"] else "the report itself"
        yield f'{indent}  "{" ".join(claim["quote"].split())}" ({speaker}, {claim["report"]["uri"].rsplit("/", 1)[-1]})'
    for part in account["parts"]:
        yield from _period_lines(part, depth + 1)


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
    fits: Any = account["fits"]
    copies: Any = account["copies"]
    claims: Any = account["claims"]
    if account["moved_from"]:
        yield f"{account['moved_from']} has moved: more was told, or people decided, of what it named"
    yield f"{subject['id']}: {subject['state']}"
    if finding:
        yield finding["sentence"]
    yield from _rule_lines(account)
    for link in links:
        parts = ", ".join(f"{part['feature']} {part['value']:+.2f} x {part['weight']}" for part in link["parts"])
        yield f"link      {link['score']:.2f} {link['claim_a'][:_SHORT]} {link['claim_b'][:_SHORT]}: {parts}"
    for fit in fits:
        bits = ", ".join(f"{part['feature']} {part['value']:+.2f} x {part['weight']}" for part in fit["parts"])
        yield f"fit       {fit['posterior']:.2f} {fit['claim'][:_SHORT]}: {bits}"
    for copy in copies:
        sources = ", ".join([copy["first"], *copy["others"]])
        yield f"copy      {copy['report']} of {sources} ({copy['how']}): they count once"
    against = set(finding["against"]) if finding else set()
    given = {one["claim"]: _say_part(one) for one in subject.get("contributions", ())}
    for claim in claims:
        name = claim["claim"]["id"]
        side = f"{'against' if name in against else 'for'}{given.get(name, '')}"
        yield from chain(["", f"-- {side} --"], why_lines(claim))


def _rule_lines(account: Any) -> Iterator[str]:  # noqa: ANN401  # the account of a toll
    """Yield the rule of the policy that chose a toll's number, what others make of it, and its parts."""
    subject, rule = account["subject"], account["rule"]
    if not rule:
        return
    yield f"policy    {rule['policy']}: {rule['source']}"
    for one in subject["readings"]:
        yield f"reading   {one['policy']}: {_say_numbers(one) or 'no number'}"
    for part in account["parts"]:
        mark = "added up" if part["added"] else "not added: it may overlap others"
        yield f"part      {part['toll'][:_SHORT]} {_say_numbers(part) or 'no number'}: {part['label']} ({mark})"
    for claim in subject["inconsistent"]:
        yield f"clash     {claim}: cannot be true beside the others marked so"


def _say_part(one: Any) -> str:  # noqa: ANN401  # a part of a row
    """Say what a claim gives to a toll: ": gives low, best (own side)"."""
    stake = f" ({one['stake']} side)" if one["stake"] else ""
    return f": {', '.join(one['parts'])}{stake}"
