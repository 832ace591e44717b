"""Write the tables of docs/data-dictionary.md from the schema of the record file.

Run it after a change to `sijil.geopackage`: make docs
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sijil.geopackage.container import OWN_MEANINGS
from sijil.geopackage.schema import Table
from sijil.geopackage.tables import TABLES

PAGE = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
BEGIN, END = "<!-- made by tools/data_dictionary.py: begin -->", "<!-- end -->"


def make_page(page: str) -> str:
    """Return the page with its tables made anew."""
    before, rest = page.split(BEGIN)
    lines = [line for table in TABLES for line in _section(table)]
    own = [f"| `{name}` | {meaning} |" for name, meaning in OWN_MEANINGS.items()]
    lines += ["### Tables about the record itself", "", "| table | is |", "|---|---|", *own, ""]
    return f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n{END}{rest.split(END)[1]}"


def _section(table: Table) -> Iterator[str]:
    """Yield the lines of a table's section."""
    yield f"### `{table.name}`"
    yield ""
    yield table.meaning + (" A layer of points." if table.point else "")
    yield ""
    yield "| column | type | is |"
    yield "|---|---|---|"
    for name, kind, meaning in table.described():
        yield f"| `{name}` | {kind} | {meaning} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(make_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
