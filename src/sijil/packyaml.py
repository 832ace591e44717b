"""Read a YAML part: a list of items becomes rows, and every fault in it is found in one go, with its line and column.

The nodes of the parser are read by the row's types, not by YAML's own: in a text field `no`, `on`, `1989` and
`2011-02-17` are text as printed, so a word list cannot lose its "no".
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import yaml

from sijil.packrows import (
    Fault,
    Located,
    Location,
    columns,
    field_scalar,
    is_optional,
    item_type,
    remember,
    suggest,
    without_none,
    wrong_period,
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


class _Broken:
    """Stands for a value that could not be read; its fault is listed."""


_BROKEN = _Broken()


class _Sink:
    """Collects the faults of one file."""

    def __init__(self, pack: str, file: str) -> None:
        self.pack = pack
        self.file = file
        self.faults: list[Fault] = []
        self.references: list[tuple[str, Location]] = []
        self._seen: set[int] = set()

    def locate(self, node: yaml.Node) -> Location:
        return Location(self.pack, self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def fault(self, node: yaml.Node, what: str, remedy: str) -> _Broken:
        self.faults.append(Fault(self.locate(node), what, remedy))
        return _BROKEN

    def is_alias(self, node: yaml.Node) -> bool:
        """Tell whether the node was met before: aliases may nest without end."""
        again = id(node) in self._seen
        self._seen.add(id(node))
        if again:
            self.fault(node, "an alias (*name) stands for this value elsewhere", "write the value out in both places")
        return again


Read = Callable[[yaml.Node, _Sink], Any]


def read_items(text: str, kind: type[Any], pack: str, file: str) -> tuple[list[Located], list[Fault]]:
    """Read a list of mappings as rows of a type.

    Returns:
        The rows that could be read, each with its place, and all faults of the file.
    """
    sink = _Sink(pack, file)
    root = _compose(text, sink)
    if root is None:
        return [], sink.faults
    if not isinstance(root, yaml.SequenceNode):
        sink.fault(root, "expected a list of items", "begin each item with '- '")
        return [], sink.faults
    read = _reader(kind)
    found = [Located(read(node, sink), sink.locate(node)) for node in root.value]
    return [item for item in found if item.row is not _BROKEN], sink.faults


def read_mapping(text: str, kind: type[Any], pack: str, file: str) -> tuple[Any, list[Fault]]:
    """Read a single mapping, such as `pack.yml`; the value is None where there are faults."""
    sink = _Sink(pack, file)
    root = _compose(text, sink)
    if root is None and not sink.faults:
        sink.faults.append(
            Fault(Location(pack, file, 1, 1), "the file is empty", "give it the fields in docs/packs.md")
        )
    value = _reader(kind)(root, sink) if root is not None else None
    return (None if sink.faults else value), sink.faults


def locate(text: str, start: Location, path: Sequence[str | int]) -> Location:
    """Return the place of a value inside the item that begins at `start`, such as `("examples", 2, "text")`."""
    sink = _Sink(start.pack, start.file)
    root = _root(text)
    nodes = root.value if isinstance(root, yaml.SequenceNode) else []
    node = next((item for item in nodes if item.start_mark.line + 1 == start.line), None)
    for step in path:
        node = _child(node, step)
    return start if node is None else sink.locate(node)


@lru_cache(maxsize=8)
def _root(text: str) -> yaml.Node | None:
    """Parse a file once for all the places that are asked of it."""
    return _compose(text, _Sink("", ""))


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _compose(text: str, sink: _Sink) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = ", ".join(part for part in (error.context, error.problem) if part)
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, error.position - before.rfind("\n")
        problem = f"a character that YAML does not allow (code {error.character})"
    remedy = "correct the YAML here (indent with spaces, quote text that holds ': ' or begins with a sign)"
    sink.faults.append(Fault(Location(sink.pack, sink.file, line, column), f"not YAML: {problem}", remedy))
    return None


# -- one reader per type -----------------------------------------------------------------------------------------------


@remember
def _reader(hint: Any, name: str = "") -> Read:  # noqa: ANN401 - a type hint may be any object
    """Return the function that reads a node as a value of the type; it is made once per type."""
    members = without_none(hint)
    if len(members) == 1 and is_optional(hint):
        return _optional(_reader(members[0], name))
    if hasattr(hint, "__dataclass_fields__"):
        return _record(hint)
    if item_type(hint) is not None:
        return _items(_reader(item_type(hint)))
    if typing.get_origin(hint) is tuple:
        return _fixed(tuple(_reader(member) for member in typing.get_args(hint)))
    if typing.get_origin(hint) is dict:
        return _mapping(_reader(typing.get_args(hint)[1]))
    return _scalar(name, hint)


def _optional(read: Read) -> Read:
    def read_optional(node: yaml.Node, sink: _Sink) -> Any:  # noqa: ANN401 - the row's type says what it is
        return None if node.tag == _NULL and isinstance(node, yaml.ScalarNode) else read(node, sink)

    return read_optional


def _scalar(name: str, hint: Any) -> Read:  # noqa: ANN401 - a type hint may be any object
    parse = field_scalar(name, hint)

    def read_scalar(node: yaml.Node, sink: _Sink) -> Any:  # noqa: ANN401 - the row's type says what it is
        if not isinstance(node, yaml.ScalarNode):
            return sink.fault(node, "expected a single value, found a list or mapping", "write one value")
        if node.tag == _NULL:
            return sink.fault(node, "the value is missing", "give one, or quote the word")
        try:
            return parse(node.value)
        except ValueError as error:
            return sink.fault(node, str(error), "correct the value")

    return read_scalar


def _items(read: Read) -> Read:
    def read_items_of(node: yaml.Node, sink: _Sink) -> Any:  # noqa: ANN401 - the row's type says what it is
        if not isinstance(node, yaml.SequenceNode):
            return sink.fault(node, "expected a list", "write it as [one, two] or as lines that begin with '- '")
        if sink.is_alias(node):
            return _BROKEN
        values = tuple([read(item, sink) for item in node.value])
        return _BROKEN if _BROKEN in values else values

    return read_items_of


def _fixed(reads: tuple[Read, ...]) -> Read:
    def read_fixed(node: yaml.Node, sink: _Sink) -> Any:  # noqa: ANN401 - the row's type says what it is
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != len(reads):
            return sink.fault(node, f"expected a list of {len(reads)} values", "write them as [one, two]")
        values = tuple([read(item, sink) for read, item in zip(reads, node.value, strict=True)])
        return _BROKEN if _BROKEN in values else values

    return read_fixed


def _mapping(read: Read) -> Read:
    def read_mapping_of(node: yaml.Node, sink: _Sink) -> Any:  # noqa: ANN401 - the row's type says what it is
        values = _entries(node, sink, lambda _: read)
        return _BROKEN if _BROKEN in values.values() else values

    return read_mapping_of


def _record(kind: type[Any]) -> Read:
    fields = {column.name: column for column in columns(kind)}
    required = [column.name for column in columns(kind) if column.required]
    readers: dict[str, Read] = {}

    def read_record(node: yaml.Node, sink: _Sink) -> Any:  # noqa: ANN401 - the row's type says what it is
        if not readers:  # a type may hold itself, so its readers are made at first use
            readers.update({name: _reader(column.hint, name) for name, column in fields.items()})
        before = len(sink.faults)
        values = _entries(node, sink, readers.get, tuple(fields))
        absent = [name for name in required if name not in values] if isinstance(node, yaml.MappingNode) else []
        for name in absent:
            sink.fault(node, f"the field {name!r} is missing", f"add {name}: ...")
        if len(sink.faults) > before:
            return _BROKEN
        return _build(kind, values, node, sink)

    return read_record


def _build(kind: type[Any], values: dict[str, Any], node: yaml.Node, sink: _Sink) -> Any:  # noqa: ANN401 - a row
    try:
        row = kind(**values)
    except ValueError as error:
        return sink.fault(node, str(error), "correct the item")
    problem = wrong_period(row)
    return sink.fault(node, problem, "swap or correct the two dates") if problem else row


def _entries(
    node: yaml.Node, sink: _Sink, choose: Callable[[str], Read | None], known: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Read the entries of a mapping; unknown and repeated keys are faults."""
    values: dict[str, Any] = {}
    if not isinstance(node, yaml.MappingNode):
        sink.fault(node, "expected a mapping", "write it as name: value, one to a line")
        return {"": _BROKEN}
    if sink.is_alias(node):
        return {"": _BROKEN}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "[...]"
        read = choose(name) if isinstance(key, yaml.ScalarNode) else None
        if read is None:
            sink.fault(key, f"unknown key {name!r}", suggest(name, known))
        elif name in values:
            sink.fault(key, f"the key {name!r} stands here twice", "keep one of the two")
        else:
            values[name] = read(value, sink)
    return values
