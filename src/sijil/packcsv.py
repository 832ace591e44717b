"""Read a CSV part: a table that people edit in a spreadsheet becomes rows, and every fault in it is found in one go."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sijil.packrows import (
    Column,
    Fault,
    Located,
    Location,
    columns,
    field_scalar,
    item_type,
    remember,
    suggest,
    without_none,
    wrong_period,
)

LIST_MARK = "|"

Parse = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class _Line:
    """One record of the file: the line that it begins on and its cells."""

    number: int
    cells: list[str]


class _Table:
    """One file with its rows and faults."""

    def __init__(self, text: str, pack: str, file: str) -> None:
        self.text = text
        self.pack = pack
        self.file = file
        self.rows: list[Located] = []
        self.faults: list[Fault] = []

    def locate(self, line: int, cell: int = 0) -> Location:
        return Location(self.pack, self.file, *_position(self.text, line, cell))

    def fault(self, line: int, cell: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(self.locate(line, cell), what, remedy))

    def lines(self) -> Iterator[_Line]:
        """Yield the records that hold anything; a broken end is a fault."""
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        start = 1
        try:
            for cells in reader:
                if any(cells):
                    yield _Line(start, [cell.strip() for cell in cells])
                start = reader.line_num + 1
        except csv.Error as error:
            self.fault(start, 0, f"not CSV: {error}", "close the quotes; write a quote inside quotes twice")


def read_table(text: str, kind: type[Any], pack: str, file: str) -> tuple[list[Located], list[Fault]]:
    """Read a table whose first line names the fields of a row type.

    Returns:
        The rows that could be read, each with its place, and all faults of the file.
    """
    table = _Table(text, pack, file)
    lines = table.lines()
    header = next(lines, None)
    if header is None:
        if not table.faults:
            table.fault(1, 0, "the table is empty", f"begin with the line {','.join(c.name for c in columns(kind))}")
    elif _check_header(table, header, kind):
        for line in lines:
            _read_row(table, line, header.cells, kind)
    return table.rows, table.faults


def _check_header(table: _Table, header: _Line, kind: type[Any]) -> bool:
    """List what is wrong with the first line; tell whether the rows below can be read."""
    known = {column.name: column for column in columns(kind)}
    names = header.cells
    if len(names) == 1 and ";" in names[0]:
        table.fault(header.number, 0, "the cells are parted by semicolons", "save the table with commas")
        return False
    for index, name in enumerate(names):
        if name not in known:
            table.fault(header.number, index, f"unknown column {name!r}", suggest(name, known))
        elif name in names[:index]:
            table.fault(header.number, index, f"the column {name!r} stands here twice", "keep one of the two")
    for name in [name for name, column in known.items() if column.required and name not in names]:
        table.fault(header.number, 0, f"the column {name!r} is missing", f"add the column {name}")
    return not table.faults


def _read_row(table: _Table, line: _Line, names: list[str], kind: type[Any]) -> None:
    if len(line.cells) != len(names):
        what = f"{len(line.cells)} cells under {len(names)} columns"
        table.fault(line.number, 0, what, "put text that holds a comma in quotes; add the cells that lack")
        return
    before = len(table.faults)
    parsers = _parsers(kind)
    values: dict[str, Any] = {}
    for index, (name, cell) in enumerate(zip(names, line.cells, strict=True)):
        if cell:
            try:
                values[name] = parsers[name](cell)
            except ValueError as error:
                table.fault(line.number, index, f"{name}: {error}", "correct the cell")
        elif any(column.name == name and column.required for column in columns(kind)):
            table.fault(line.number, index, f"{name}: the cell is empty", "fill it in")
    if len(table.faults) == before:
        _add_row(table, line, kind, values)


def _add_row(table: _Table, line: _Line, kind: type[Any], values: dict[str, Any]) -> None:
    try:
        row = kind(**values)
        problem = wrong_period(row)
    except ValueError as error:
        problem = str(error)
    if problem:
        table.fault(line.number, 0, problem, "correct the row")
    else:
        table.rows.append(Located(row, Location(table.pack, table.file, line.number, 1)))


@remember
def _parsers(kind: type[Any]) -> dict[str, Parse]:
    return {column.name: _parser(column) for column in columns(kind)}


def _parser(column: Column) -> Parse:
    (hint, *others) = without_none(column.hint)
    item = item_type(hint)
    if item is None:
        return field_scalar(column.name, column.hint if others else hint)
    parse_item = field_scalar("", item)

    def parse_list(cell: str) -> tuple[Any, ...]:
        items = [text.strip() for text in cell.split(LIST_MARK)]
        if "" in items:
            raise ValueError(f"an empty item between two {LIST_MARK!r} in {cell!r}")
        return tuple(parse_item(text) for text in items)

    return parse_list


def _position(text: str, line: int, cell: int) -> tuple[int, int]:
    """Return line and column (from 1) of the n-th cell of the record that begins on a line."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    quoted = False
    at = start
    while cell and at < len(text):
        quoted ^= text[at] == '"'
        cell -= text[at] == "," and not quoted
        at += 1
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
