"""The retime stage: the times of an undated report's claims, once dating has found when it was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sijil.packs import Packs
from sijil.records import DatedClaim, Dating, How, Time, Undated
from sijil.resolve.claims import PARTS
from sijil.resolve.timing import ReportTimes
from sijil.stage import Rows, Stage, Unit


def split_by_report(rows: Rows, _packs: Packs) -> Mapping[str, Sequence[object]]:
    """Make a block of each undated report for which an interval was found."""
    datings = {row.report: row for row in rows.of(Dating)}
    return {f"retime {row.report}": (row, datings[row.report]) for row in rows.of(Undated) if row.report in datings}


def retime_report(rows: Rows, packs: Packs) -> Iterable[DatedClaim]:
    """Yield the time of each claim of a report, and when it was said, by the interval of its publication."""
    undated, dating = rows.one(Undated), rows.one(Dating)
    times = ReportTimes(undated.passages, undated.text, packs)
    if dating.earliest is None or dating.latest is None:
        return
    dated = times.at(dating.published)
    named = {clue.claim: clue.time for clue in undated.clues if clue.time}
    for claim in undated.claims:
        time, said = dated.time_of(claim)
        yield DatedClaim(
            claim=claim.id,
            report=dating.report,
            source=dating.source,
            time=_inferred(named.get(claim.id, time)),
            said=_inferred(said),
        )


def _inferred(time: Time | None) -> Time | None:
    """Return a time as one that was inferred; None where nothing is known of it."""
    if time is None or time.how is How.UNKNOWN or not (time.earliest or time.latest):
        return None
    return replace(time, how=How.INFERRED)


STAGE = Stage(
    name="retime",
    version=4,
    unit=Unit.BLOCK,
    reads=(Undated, Dating),
    writes=(DatedClaim,),
    parts=PARTS,
    split=split_by_report,
    run=retime_report,
)
