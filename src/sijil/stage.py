"""What a stage is, and the check that the stages fit together.

A stage is a pure function of rows and packs: no clock, network, random numbers or environment; any order in, any
order out. A unit that cannot be done raises `UnitError` or yields a `Failure` row; the build goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from sijil.errors import StageError
from sijil.packs import Packs
from sijil.records import Decision

T = TypeVar("T")


class Unit(StrEnum):
    """What a stage works on at a time."""

    SOURCE = "source"
    REPORT = "report"
    BLOCK = "block"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Rows:
    """The input rows of one unit, by type.

    `block` is the name of the block, for a stage by block; `settings` are the values of those that the stage names.
    """

    rows: tuple[object, ...]
    block: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """Return the rows of one record type, in the order given."""
        return tuple(row for row in self.rows if isinstance(row, kind))

    def one(self, kind: type[T]) -> T:
        """Return the only row of a record type."""
        (row,) = self.of(kind)
        return row


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one source, beside its record rows; the store keeps them apart."""

    sha256: str
    content: bytes


Run = Callable[[Rows, Packs], Iterable[object]]
Split = Callable[[Rows, Packs], Mapping[str, Sequence[object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the pipeline.

    Attributes:
        name: Unique name; a glossary word.
        version: Raised by hand whenever the same input may give another output.
        unit: What one call of `run` gets.
        reads: Record types that `run` needs.
        writes: Record types that `run` gives (`Failure` rows are always allowed).
        parts: Pack parts that the output depends on (names as in `sijil.packs`).
        settings: Names of the configuration values that the output depends on.
        decisions: Kinds of human decisions that are input to this stage, as `Decision` rows; those that touch the unit.
        assets: Files of the package that the output depends on, such as `language/model.onnx`.
        split: For a stage by block: the pure function that cuts the rows of all reports into named blocks; it passes on
            the rows that it was given, each to as many blocks as need it.
        run: The pure function.
    """

    name: str
    version: int
    unit: Unit
    reads: tuple[type[Any], ...]
    writes: tuple[type[Any], ...]
    parts: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    split: Split | None = None
    run: Run


def check_graph(stages: Sequence[Stage], given: Sequence[type[Any]]) -> None:
    """Check that names are unique and that each stage reads only what is given or written above it.

    Raises:
        StageError: Naming the stage and the record type that does not fit.
    """
    known = set(given)
    names: set[str] = set()
    for stage in stages:
        if stage.name in names:
            raise StageError(f"stage {stage.name!r} is listed twice", remedy="give each stage its own name")
        names.add(stage.name)
        if bool(stage.decisions) != (Decision in stage.reads):
            what = f"stage {stage.name!r} must name decision kinds and read Decision, or neither"
            raise StageError(what, remedy="declare both in the stage")
        if (stage.unit is Unit.BLOCK) != (stage.split is not None):
            what = f"stage {stage.name!r} must work on blocks and have a split, or neither"
            raise StageError(what, remedy="give it `unit=Unit.BLOCK` and `split`")
        for kind in stage.reads:
            if kind not in known:
                what = f"stage {stage.name!r} reads {kind.__name__}, which no stage before it writes"
                raise StageError(what, remedy="move the stage down in pipeline.py, or add the stage that writes it")
        known.update(stage.writes)
