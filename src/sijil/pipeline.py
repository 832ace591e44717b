"""The list of stages, in order: the page to read first.

    bytes -> read -> language -> extract -> resolve

Each stage is a pure function of its rows and the packs. The stages are imported when they are asked for, because the
language model is slow to load and most commands need none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sijil.records import Passage, Report
from sijil.stage import Rows, Stage, Unit

if TYPE_CHECKING:
    from sijil.packs import Packs


def stages() -> tuple[Stage, ...]:
    """Return all stages, in order."""
    from sijil.extract.claims import STAGE as EXTRACT  # noqa: PLC0415  # see above
    from sijil.read.stage import STAGE as READ  # noqa: PLC0415  # see above
    from sijil.resolve.claims import STAGE as RESOLVE  # noqa: PLC0415  # see above

    return (READ, LANGUAGE, EXTRACT, RESOLVE)


def analyse_report(rows: Rows, _packs: Packs) -> Iterable[Passage]:
    """Yield the passages of a report: its sentences with words, tags, tree, names and roles."""
    from sijil.language.model import load_model  # noqa: PLC0415  # loads onnxruntime
    from sijil.language.parse import analyse  # noqa: PLC0415  # the same

    report = rows.one(Report)
    if not report.blocks:
        return ()
    blocks = [(block.start, block.end, block.kind) for block in report.blocks]
    return analyse(report.id, report.text, blocks, load_model())


LANGUAGE = Stage(
    name="language",
    version=1,
    unit=Unit.REPORT,
    reads=(Report,),
    writes=(Passage,),
    assets=("language/model.onnx",),
    run=analyse_report,
)
