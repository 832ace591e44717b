"""Rows to write into a record file, and what a file holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from sijil.geopackage.write import Content, SourceRows, write_record

Json = dict[str, object]
Dump = dict[str, list[tuple[object, ...]]]
Write = Callable[..., Path]


def claim(number: int, place: str = "Oldtown", lon: float | None = 1.5, quote: str = "They shelled it.") -> Json:
    """Make the row of a claim, as short as a row may be."""
    return {
        "id": f"clm-{number}",
        "report": {"id": f"rep-{number}", "uri": f"{number}.txt"},
        "type": "shelling",
        "actors": [{"id": "ARMY", "name": "The Army", "surface": "they"}],
        "place": {"name": place, "lon": lon, "lat": 2.5, "radius_km": 3.0, "precision": 1},
        "time": {"earliest": "2020-03-01", "latest": None},
        "background": False,
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "review": "unreviewed",
        "event": None,
    }


def source(number: int, *claims: Json, digest: str = "1") -> SourceRows:
    """Make the rows of one source."""
    return SourceRows(f"sha-{number}", digest, lambda: {"claims": claims, "reports": [], "figures": []})


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes a record file of some sources."""

    def write(
        *sources: SourceRows,
        name: str = "record.gpkg",
        events: Mapping[str, str] | None = None,
        failures: Iterable[Json] = (),
        code: str = "code",
    ) -> Path:
        patches = {("claims", "event"): dict(events or {})}
        content = Content('{"build": "b"}', code, sources, {"failures": failures}, patches)
        write_record(tmp_path / name, content)
        return tmp_path / name

    return write


def dump(path: Path) -> Dump:
    """Return all that the tables of a file hold, in no order; the pages of indexes apart."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if not name.startswith(("full_text_", "sqlite_")) and "_geom_" not in name]
        found = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in kept}  # noqa: S608  # its own names
        found["build"] = [row[:3] for row in found["build"]]
        found["full_text"] = sorted(connection.execute("SELECT rowid, * FROM full_text"), key=repr)
        return found
