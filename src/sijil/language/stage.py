"""The stage `language`: the blocks of one report become passages."""

from __future__ import annotations

from collections.abc import Iterable

from sijil.language.model import load_model
from sijil.language.parse import analyse
from sijil.packs import Packs
from sijil.records import Passage, Report
from sijil.stage import Rows, Stage, Unit

NAME = "language"
LANGUAGE = "en"  # the one that the model reads


def read_passages(rows: Rows, packs: Packs) -> Iterable[object]:
    """Read one report: yield its passages; a report in another language has none.

    Args:
        rows: One `Report`.
        packs: Not used; the model brings what it needs.
    """
    del packs
    report = rows.one(Report)
    if report.language != LANGUAGE:
        return ()
    blocks = [(block.start, block.end, block.kind) for block in report.blocks]
    return analyse(report.id, report.text, blocks, load_model())


STAGE = Stage(
    name=NAME,
    version=6,
    unit=Unit.REPORT,
    reads=(Report,),
    writes=(Passage,),
    assets=("language/model.onnx", "language/irregular.csv"),
    run=read_passages,
)
