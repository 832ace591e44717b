"""The tables that can be taken out of a record, and where they are written to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from sijil.contract import Json
from sijil.errors import UsageError
from sijil.export.csv import write_csv
from sijil.export.jsonl import write_jsonl
from sijil.project import Project

NOTICE = "These rows are claims by sources, not findings; `review` says which of them a person has checked."

Writer = Callable[[Iterator[Json], TextIO], None]


def write_table(project: Project, table: str, form: str, output: Path | None) -> None:
    """Write a table of the record.

    Args:
        project: The project.
        table: claims, reports, failures or figures.
        form: csv or jsonl.
        output: The file; standard output where None.

    Raises:
        UsageError: If there is no such table or format, or the file cannot be written.
    """
    tables = {"claims": _claims, "reports": _reports, "failures": Project.failures, "figures": _figures}
    writers: dict[str, Writer] = {"csv": write_csv, "jsonl": write_jsonl}
    if table not in tables:
        raise UsageError(f"there is no table {table!r}", remedy=f"choose one of {', '.join(tables)}")
    if form not in writers:
        raise UsageError(f"there is no format {form!r}", remedy=f"choose one of {', '.join(writers)}")
    rows = tables[table](project)
    if output is None:
        writers[form](rows, sys.stdout)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            writers[form](rows, file)
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}", remedy="choose a file that can be written") from error


def _claims(project: Project) -> Iterator[Json]:
    with project.record() as record:
        yield from record.claims()


def _reports(project: Project) -> Iterator[Json]:
    with project.record() as record:
        yield from record.reports()


def _figures(project: Project) -> Iterator[Json]:
    """Yield a row for each figure, with the claim that it stands in."""
    for claim in _claims(project):
        context = {
            key: claim[key] for key in ("type", "report", "place", "time", "stance", "speaker", "quote", "review")
        }
        figures = claim["figures"]
        for number, figure in enumerate(figures if isinstance(figures, list) else ()):
            yield {"claim": claim["id"], "figure": number, **figure, **context}
