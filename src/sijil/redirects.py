"""Where the ids of events, tolls and control have moved to: `redirects.jsonl`, which no stage reads.

An event is named by the claim that founds it. Where a new report or a decision brings an earlier one, or parts it, its
id moves; publishing compares the record that it replaces with the new one and appends a line for each id that is gone.
Lines are never changed, so that what was cited once is found for good.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sijil.contract import Json
from sijil.errors import ProjectError
from sijil.geopackage.read import open_record
from sijil.store import Layout, write_atomically

NAME = "redirects.jsonl"
"""The file in a project's folder."""
FINDINGS: Mapping[str, tuple[str, ...]] = {
    "events": ("claims",),
    "tolls": ("support", "against"),
    "control": ("support", "against"),
}
"""The tables whose ids may move, with the columns that hold the claims behind a row."""
Claims = Mapping[str, frozenset[str]]


def read_claims(row: Json, table: str) -> frozenset[str]:
    """Return the ids of the claims behind a row of a table."""
    return frozenset(str(claim) for column in FINDINGS[table] for claim in _items(row[column]))


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def read_published(path: Path) -> dict[str, dict[str, frozenset[str]]]:
    """Return the claims behind each id of the record that was published last, by table; none where there is none."""
    try:
        file = open_record(path)
    except ProjectError:
        return {table: {} for table in FINDINGS}
    with file:
        return {table: {str(row["id"]): read_claims(row, table) for row in file.rows(table)} for table in FINDINGS}


def find_moves(before: Claims, after: Claims) -> Iterator[tuple[str, str | None]]:
    """Yield each id that is gone with the one that has most of its claims now; None where none has any.

    Of two that have equally many the smaller id is taken.
    """
    homes: dict[str, list[str]] = {}
    for name, claims in after.items():
        for claim in claims:
            homes.setdefault(claim, []).append(name)
    for name in sorted(before.keys() - after.keys()):
        shared = Counter(home for claim in before[name] for home in homes.get(claim, ()))
        yield name, min(shared, key=lambda home: (-shared[home], home), default=None)


def append_moves(folder: Path, build: str, after: Mapping[str, Claims]) -> None:
    """Append where ids of the last record have moved to; called before the new record takes its place.

    A crash between the two leaves lines for ids that still stand, which nobody follows, and the next build writes none
    of them again.

    Args:
        folder: The project.
        build: The name of the new build.
        after: The claims behind each id of the new build, by table.
    """
    path = folder / NAME
    before = read_published(Layout(folder).record)
    moves = [move for table in FINDINGS for move in find_moves(before[table], after[table])]
    old = path.read_bytes() if path.exists() else b""
    known = set(old.splitlines())
    lines = [json.dumps({"build": build, "from": gone, "to": now}).encode() for gone, now in moves]
    new = [line for line in lines if line not in known]
    if new:
        write_atomically(path, old + b"".join(line + b"\n" for line in new))


def read_redirects(folder: Path) -> dict[str, str | None]:
    """Return for each id of a project that has moved where it went last; None = nowhere.

    Raises:
        ProjectError: If a line is none.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    found: dict[str, str | None] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            found[row["from"]] = row["to"]
        except (ValueError, KeyError, TypeError) as error:
            remedy = "restore the file from a copy, or take the line out: old ids are then not followed"
            raise ProjectError(f"{path}, line {number}: is no redirect: {error}", remedy=remedy) from error
    return found


def follow(identifier: str, redirects: Mapping[str, str | None], stands: Callable[[str], bool]) -> str | None:
    """Return the id that stands for an id now: itself where it stands; None where what it named is gone."""
    seen: set[str] = set()
    at: str | None = identifier
    while at is not None and not stands(at) and at in redirects and at not in seen:
        seen.add(at)
        at = redirects[at]
    return at if at is not None and stands(at) else None
