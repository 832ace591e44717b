"""The tables that can be taken out of a record, the formats, and where they are written to."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sijil.contract import Json
from sijil.errors import UsageError
from sijil.export.csv import write_csv
from sijil.export.geojson import write_geojson
from sijil.export.jsonl import write_jsonl
from sijil.export.parquet import write_parquet
from sijil.export.review import choose, with_review
from sijil.geopackage.tables import BY_NAME
from sijil.project import Project
from sijil.record import Record, check_word
from sijil.records import ReviewState

NOTICE = "These rows are claims by sources, not findings; `review` says which of them a person has checked."
FORMATS = ("csv", "jsonl", "geojson", "parquet")
TABLES = tuple(BY_NAME)
_CONTEXT = ("type", "report", "place", "time", "stance", "speaker", "quote", "source", "review")


def write_table(project: Project, table: str, form: str, output: Path | None, only: Sequence[str] = ()) -> None:
    """Write a table of the record; a file is complete or not there.

    Args:
        project: The project.
        table: One of `TABLES`.
        form: One of `FORMATS`.
        output: The file; standard output where None.
        only: Review states; rows of others are left out.

    Raises:
        UsageError: If there is no such table, format or state, or the file cannot be written.
    """
    check_word("table", table, TABLES)
    check_word("format", form, FORMATS)
    for state in only:
        check_word("review state", state, tuple(ReviewState))
    if only and not BY_NAME[table].is_reviewed:
        what = f"rows of {table} are not reviewed, so there is nothing to choose by"
        raise UsageError(what, remedy="leave --only away, or choose another table")
    if form == "geojson" and not BY_NAME[table].point:
        places = ", ".join(name for name in TABLES if BY_NAME[name].point)
        raise UsageError(f"rows of {table} have no place", remedy=f"choose one of {places}, or another format")
    rows = _rows(project, table, frozenset(only))
    try:
        _write(rows, table, form, output)
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}", remedy="choose a file that can be written") from error


def _write(rows: Iterator[Json], table: str, form: str, output: Path | None) -> None:
    """Write rows to standard output, or to a file beside its place, which it then takes."""
    if output is None:
        _write_to(sys.stdout.buffer, rows, table, form)
        return
    unfinished = output.with_name(f".writing-{output.name}")
    try:
        with unfinished.open("wb") as file:
            _write_to(file, rows, table, form)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_to(file: BinaryIO, rows: Iterator[Json], table: str, form: str) -> None:
    """Write rows in a format."""
    if form == "parquet":
        write_parquet(BY_NAME[table], rows, file)
        return
    writers = {"csv": write_csv, "jsonl": write_jsonl, "geojson": write_geojson}
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    try:
        writers[form](rows, text)
    finally:
        text.detach()


# -- rows --------------------------------------------------------------------------------------------------------------


def _rows(project: Project, table: str, only: frozenset[str]) -> Iterator[Json]:
    """Yield the rows of a table, with their review state."""
    if table == "failures":
        yield from project.failures()
        return
    with project.record() as record:
        if table == "figures":
            yield from choose(_figures(record), only)
        elif BY_NAME[table].is_reviewed:
            yield from choose(with_review(record.rows(table, with_source=True), _reviews(record)), only)
        else:
            yield from record.rows(table, with_source=True)


def _reviews(record: Record) -> dict[str, str]:
    """Return the review state of the claims that a person has looked at."""
    unreviewed = ReviewState.UNREVIEWED.value
    return {str(row["id"]): str(row["review"]) for row in record.claims() if row["review"] != unreviewed}


def _figures(record: Record) -> Iterator[Json]:
    """Yield a row for each figure, with the claim that it stands in."""
    for claim in record.rows("claims", with_source=True):
        context = {key: claim[key] for key in _CONTEXT}
        figures = claim["figures"]
        for number, figure in enumerate(figures if isinstance(figures, list) else ()):
            yield {"claim": claim["id"], "figure": number, **figure, **context}
