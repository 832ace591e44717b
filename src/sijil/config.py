"""`sijil.toml`: what a project is built with."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from sijil.errors import ConfigError

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The choices of one project; written once by `sijil new`, then edited by people.

    Attributes:
        format: Version of the project folder's layout.
        packs: Names of built-in packs and folders of your own (`./mine`, from the project on), in order.
        max_bytes: Size of the largest file that `sijil add` takes in, in bytes.
        policy: Name of the policy by which tolls are brought to low, best and high.
    """

    format: int = FORMAT
    packs: tuple[str, ...]
    max_bytes: int = 5_000_000
    policy: str = "cautious"

    def text(self) -> str:
        """Write the configuration as TOML."""
        return (
            f"# A Sijil project. The fields are explained in docs/project.md.\nformat = {self.format}\n"
            f"packs = {_toml_list(self.packs)}\nmax_bytes = {self.max_bytes:_}\n"
            f"policy = {json.dumps(self.policy)}\n"
        )


def read_config(path: Path) -> Config:
    """Read and check a project's configuration.

    Raises:
        ConfigError: With all that is wrong in the file, one line each.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}", remedy="mend the line, or write the file anew") from error
    problems = list(_problems(table))
    if problems:
        listed = "\n".join(f"{path}: {problem}" for problem in problems)
        raise ConfigError(listed, remedy="mend each line; docs/project.md explains the fields")
    return msgspec.convert(table, Config)


def with_pack(text: str, pack: str) -> str | None:
    """Return the text of a configuration with one more pack at the end; comments and all else stay as they are.

    Returns:
        The text as it is where the pack is listed already; None where no place for it can be found.
    """
    table = tomllib.loads(text)
    packs = table["packs"]
    if pack in packs:
        return text
    wanted = table | {"packs": [*packs, pack]}
    for at in (at for at, char in enumerate(text) if char == "]"):
        for comma in (", ", " "):
            changed = f"{text[:at].rstrip(' ')}{comma}{json.dumps(pack, ensure_ascii=False)}{text[at:]}"
            if _reads_as(changed, wanted):
                return changed
    return None


def _reads_as(text: str, table: Mapping[str, object]) -> bool:
    try:
        return tomllib.loads(text) == table
    except tomllib.TOMLDecodeError:
        return False


def _toml_list(values: tuple[str, ...]) -> str:
    """Write strings as a TOML array; a JSON string is a TOML basic string."""
    return "[" + ", ".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"


def _problems(table: Mapping[str, object]) -> Iterator[str]:
    """Say what is wrong in a configuration table, field by field."""
    known = [field.name for field in fields(Config)]
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known fields: {', '.join(known)}"
            yield f"unknown field {key!r}{hint}"
    if not _is_string_list(table.get("packs")):
        yield "packs must be a list of strings, and not empty"
    for key in ("format", "max_bytes"):
        value = table.get(key, 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield f"{key} must be a whole number above 0, not {value!r}"
    if not isinstance(table.get("policy", ""), str):
        yield f"policy must be the name of a policy, not {table['policy']!r}"
    if isinstance(table.get("format"), int) and table["format"] != FORMAT:
        yield f"the project has format {table['format']}, this version of Sijil reads format {FORMAT}"


def _is_string_list(value: object) -> bool:
    """Tell whether a TOML value is a list of strings, and not empty."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
