"""The sidecar: a CSV table in which the user says when and by whom each file was published."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sijil.records import Failure, Given

COLUMNS = ("file", *(field.name for field in dataclasses.fields(Given)))
REQUIRED = ("file", "published", "outlet")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class SidecarRow:
    """One line of a sidecar: the name of a file as written there, and what is given of it."""

    line: int
    file: str
    given: Given


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar's rows and what is wrong with it."""

    path: Path
    rows: tuple[SidecarRow, ...] = ()
    failures: tuple[Failure, ...] = ()


def read_sidecar(path: Path) -> Sidecar:
    """Read a sidecar; what cannot be used becomes failures, the rest is used.

    The table may be parted by commas, semicolons or tabs, and may begin with a byte order mark.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "give the path of a CSV table saved as UTF-8"
        return Sidecar(path, failures=(_fail(path, "sidecar_unreadable", f"cannot be read ({error})", remedy),))
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count))
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        what, remedy = f"line {reader.line_num}: {error}", "save it again as CSV"
        return Sidecar(path, failures=(_fail(path, "sidecar_unreadable", what, remedy),))
    columns = [cell.strip().lower() for cell in lines[0][1]] if lines else []
    failures = list(_check_columns(path, columns))
    if "file" not in columns:
        return Sidecar(path, failures=tuple(failures))
    failures += [_fail_width(path, number, columns) for number, row in lines[1:] if len(row) > len(columns)]
    rows = tuple(_read_row(number, dict(zip(columns, row, strict=False))) for number, row in lines[1:])
    nameless = [_fail_nameless(path, row) for row in rows if not row.file]
    return Sidecar(path, tuple(row for row in rows if row.file), (*failures, *nameless))


def _read_row(line: int, cells: dict[str, str]) -> SidecarRow:
    values = {name: value.strip() or None for name, value in cells.items() if name in COLUMNS and name != "file"}
    return SidecarRow(line, cells.get("file", "").strip(), Given(**values))


def _check_columns(path: Path, columns: list[str]) -> Iterator[Failure]:
    allowed = f"the columns are {', '.join(COLUMNS)}; {', '.join(REQUIRED)} must be there"
    for name in columns:
        if name not in COLUMNS:
            yield _fail(path, "sidecar_column", f"column {name!r} is not known", allowed)
    for name in REQUIRED:
        if name not in columns:
            yield _fail(path, "sidecar_column", f"column {name!r} is missing", allowed)
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        yield _fail(path, "sidecar_column", f"column {name!r} stands twice", allowed)


def _fail_width(path: Path, line: int, columns: list[str]) -> Failure:
    remedy = "put quotation marks around cells that hold the separator; the cells beyond the last column were not used"
    return _fail(path, "sidecar_row", f"line {line} has more cells than the {len(columns)} columns", remedy)


def _fail_nameless(path: Path, row: SidecarRow) -> Failure:
    return _fail(path, "sidecar_row", f"line {row.line} names no file", "fill in the column 'file'")


def _fail(path: Path, code: str, what: str, remedy: str) -> Failure:
    return Failure(stage="add", source=path.as_posix(), code=code, message=f"{path.as_posix()}: {what}", remedy=remedy)
