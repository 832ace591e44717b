"""Print safely: notes, JSON lines and tables.

Text of reports is hostile until shown otherwise: control characters are made visible and nothing in it is read as
markup.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

Cells = Mapping[str, str]

_CONTROL = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f]|" + _CONTROL.pattern)


def make_visible(text: str) -> str:
    """Replace characters that would steer a terminal by their escapes; line breaks and tabs become spaces."""
    return _UNPRINTABLE.sub(_escape, re.sub(r"\s*[\n\t]\s*", " ", text))


def json_line(row: object) -> str:
    """Write a value as one line of JSON without a character that would steer a terminal."""
    return _CONTROL.sub(_escape, json.dumps(row, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    """Write a character as a JSON escape."""
    return f"\\u{ord(found[0]):04x}"


def print_note(text: str) -> None:
    """Tell the user something that is not output."""
    _write(sys.stderr, text)


def print_error(text: str) -> None:
    """Tell the user what went wrong, line by line."""
    _write(sys.stderr, f"sijil: {text}")


def _write(stream: TextIO, text: str) -> None:
    """Write lines with control characters made visible."""
    stream.write("\n".join(_UNPRINTABLE.sub(_escape, line) for line in text.split("\n")) + "\n")


def wants_json(*, as_json: bool) -> bool:
    """Tell whether to print JSON: where it is asked for, and on a pipe."""
    return as_json or not sys.stdout.isatty()


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on a terminal; yields a function of the number done and the number of all."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415  # rich is slow to import and not needed on a pipe
    from rich.progress import Progress  # noqa: PLC0415  # the same

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def open_console() -> Console:
    """Make a console for standard output; nothing printed to it is read as markup."""
    from rich.console import Console  # noqa: PLC0415  # see above

    return Console(highlight=False, markup=False, emoji=False)


def print_lines(rows: Iterable[object]) -> None:
    """Print JSON lines as they come."""
    for row in rows:
        sys.stdout.write(json_line(row) + "\n")


LEAST = {"when": 10, "what": 11}
"""Characters of a column that are never broken: an ISO day, most claim types."""


def print_table(
    console: Console,
    rows: Sequence[Cells],
    hidden: frozenset[str] = frozenset(),
    shares: Mapping[str, int] | None = None,
) -> None:
    """Print rows of cells.

    Args:
        console: Where to.
        rows: Cells by column name, the same names in each row.
        hidden: Columns to leave out.
        shares: For a table as wide as the console, the columns that get more than one share of its width; the first
            column is never cut, the others fold.
    """
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  # see above
    from rich.table import Table  # noqa: PLC0415  # see above
    from rich.text import Text  # noqa: PLC0415  # see above

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=shares is not None, padding=(0, 1, 0, 0))
    names = [name for name in rows[0] if name not in hidden]
    table.add_column(names[0], no_wrap=True)
    for name in names[1:]:
        ratio = shares.get(name, 1) if shares is not None else None
        table.add_column(name, overflow="fold", ratio=ratio, width=LEAST.get(name) if ratio else None)
    for row in rows:
        table.add_row(*(Text(make_visible(row[name])) for name in names))
    console.print(table)
