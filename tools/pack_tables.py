"""Write the tables of docs/packs.md from the row types and their docstrings.

Run it after a change to `sijil.parts`: make docs
"""

from __future__ import annotations

import enum
import inspect
import re
import textwrap
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sijil.packfiles import PackInfo, Theatre
from sijil.packrows import columns, item_type, without_none
from sijil.packs import known_parts

PAGE = Path(__file__).parents[1] / "docs" / "packs.md"
BEGIN, END = "<!-- made by tools/pack_tables.py: begin -->", "<!-- end -->"
NAMES: dict[object, str] = {str: "text", int: "whole number", float: "number", bool: "true or false"}


def make_page(page: str) -> str:
    """Return the page with its tables made anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{make_tables()}\n{END}{rest.split(END)[1]}"


def make_tables() -> str:
    """Return a section for `pack.yml` and for each part, by name."""
    kinds = sorted(known_parts(), key=lambda kind: kind.PART)
    sections = [_section("`pack.yml`", PackInfo), *(_section(f"`{kind.PART}`", kind) for kind in kinds)]
    return "\n".join(sections)


def _section(title: str, kind: type[Any]) -> str:
    first, meanings = _read_docstring(kind)
    lines = [f"### {title}", "", first, "", *_table(kind, meanings)]
    for inner in _inner(kind):
        first, meanings = _read_docstring(inner)
        lines += ["", f"Each {_inner_name(inner)}: {first[0].lower()}{first[1:]}", "", *_table(inner, meanings)]
    return "\n".join([*lines, ""])


def _table(kind: type[Any], meanings: dict[str, str]) -> Iterator[str]:
    yield "| field | holds | meaning |"
    yield "|---|---|---|"
    for column in columns(kind):
        mark = "**" if column.required else ""
        yield f"| {mark}`{column.name}`{mark} | {describe(column.hint)} | {meanings[column.name]} |"


def describe(hint: Any) -> str:  # noqa: ANN401 - a type hint may be any object
    """Say in words what a field of this type holds."""
    members = without_none(hint)
    if len(members) > 1:
        return " or ".join(describe(member) for member in members)
    (member,) = members
    if item_type(member) is not None:
        return f"list of {describe(item_type(member))}"
    if typing.get_origin(member) is dict:
        return f"mapping to {describe(typing.get_args(member)[1])}"
    if typing.get_origin(member) is typing.Literal:
        return ", ".join(typing.get_args(member))
    if isinstance(member, type) and issubclass(member, enum.Enum):
        return ", ".join(str(value.value) for value in member)
    return _inner_name(member) if hasattr(member, "__dataclass_fields__") else NAMES[member]


def _inner(kind: type[Any]) -> tuple[type[Any], ...]:
    """Return the row types inside a row type."""
    hints = [member for column in columns(kind) for member in without_none(column.hint)]
    return tuple(found for hint in hints if hasattr(found := item_type(hint) or hint, "__dataclass_fields__"))


def _inner_name(kind: Any) -> str:  # noqa: ANN401 - a row type
    return "theatre" if kind is Theatre else "example"


def _read_docstring(kind: type[Any]) -> tuple[str, dict[str, str]]:
    """Return the first line of a docstring and what it says of each attribute."""
    text = inspect.cleandoc(kind.__doc__ or "")
    _, _, attributes = text.partition("Attributes:\n")
    entries = re.split(r"\n(?=\w+: )", textwrap.dedent(attributes))
    pairs = (entry.split(": ", 1) for entry in entries if ": " in entry)
    return text.split("\n")[0], {name: " ".join(meaning.split()).replace("|", "\\|") for name, meaning in pairs}


if __name__ == "__main__":
    PAGE.write_text(make_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
