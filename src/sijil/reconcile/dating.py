"""The dating stage: when a report without a date was published, bounded by its own words and by what others tell.

Four things bound it, here in the order in which they are trusted: reports that it is a copy of; what its own words say
(the undated stage); who holds the places of which it tells, by the claims of dated reports and by the chronology of the
packs; and happenings of the chronology that it names. docs/dating.md explains the method.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sijil.days import to_day, to_ordinal
from sijil.packs import Packs
from sijil.parts import ChronologyRow, LinkingRow
from sijil.reconcile.dating_by_control import bound_by_control
from sijil.reconcile.marks import is_of_control, place_key, places_of
from sijil.records import Bound, Copy, Dating, Gist, Sketch, Stance, Undated
from sijil.stage import Rows, Stage, Unit

# -- blocks ------------------------------------------------------------------------------------------------------------


def split_by_report(rows: Rows, _packs: Packs) -> Mapping[str, Sequence[object]]:
    """Make a block of each report without a date, with what dated reports say of the places that it tells of."""
    undated = {row.report: row for row in rows.of(Undated)}
    if not undated:
        return {}
    own: dict[str, list[Gist]] = {name: [] for name in undated}
    about: dict[str, list[Gist]] = {}
    for gist in rows.of(Gist):
        if gist.report in undated:
            own[gist.report].append(gist)
        elif is_of_control(gist) and gist.stance is Stance.ASSERTED:
            for key in _bears_on(gist):
                about.setdefault(key, []).append(gist)
    copies = {copy.report: copy for copy in rows.of(Copy)}
    sketches = {sketch.report: sketch for sketch in rows.of(Sketch)}
    blocks: dict[str, list[object]] = {}
    for name, row in undated.items():
        others = {gist.claim: gist for key in _keys(own[name]) for gist in about.get(key, ())}
        block: list[object] = [row, *own[name], *(others[claim] for claim in sorted(others))]
        if name in copies and copies[name].first in sketches:
            block += [copies[name], sketches[copies[name].first]]
        blocks[f"dating {name}"] = block
    return blocks


def _bears_on(gist: Gist) -> set[str]:
    """Return the keys under which a claim is looked for."""
    keys = {place_key(place) for place in places_of(gist)}
    return keys | ({gist.last_of} if gist.last_of else set())


def _keys(gists: Iterable[Gist]) -> set[str]:
    """Return the keys of the places that a report's claims of control are about, and of those that they lie in."""
    found = [gist for gist in gists if is_of_control(gist)]
    return {key for gist in found for key in (*map(place_key, places_of(gist)), *gist.places)}


# -- one report --------------------------------------------------------------------------------------------------------


def date_report(rows: Rows, packs: Packs) -> Iterable[Dating]:
    """Yield the interval in which a report was published, where anything bounds it."""
    return _date(rows, packs, tuple(packs.rows(ChronologyRow)))


def date_by_reports(rows: Rows, packs: Packs) -> Iterable[Dating]:
    """Do the same by what the reports alone give, without the chronology of the packs."""
    return _date(rows, packs, ())


def _date(rows: Rows, packs: Packs, chronology: Sequence[ChronologyRow]) -> Iterator[Dating]:
    undated = rows.one(Undated)
    bounds = [
        *_by_copies(rows.of(Copy), rows.of(Sketch), packs),
        *undated.bounds,
        *bound_by_control(undated, rows.of(Gist), chronology, packs),
        *_by_names(undated, chronology),
    ]
    kept, left_out = _agree(bounds)
    if kept:
        earliest = max((bound.earliest for bound in kept if bound.earliest), default=None)
        latest = min((bound.latest for bound in kept if bound.latest), default=None)
        yield Dating(
            report=undated.report,
            source=undated.text.source,
            earliest=earliest,
            latest=latest,
            bounds=tuple(kept),
            left_out=tuple(left_out),
        )


def _agree(bounds: Iterable[Bound]) -> tuple[list[Bound], list[Bound]]:
    """Part bounds into those that agree with all trusted more, and the others; those that narrow nothing go."""
    kept: list[Bound] = []
    left_out: list[Bound] = []
    low, high = "", "9999-12-31"
    for bound in bounds:
        first, last = max(low, bound.earliest or ""), min(high, bound.latest or "9999-12-31")
        if first > last:
            left_out.append(bound)
        elif (first, last) != (low, high):
            kept.append(bound)
            low, high = first, last
    return kept, left_out


def _by_copies(copies: Iterable[Copy], sketches: Iterable[Sketch], packs: Packs) -> Iterator[Bound]:
    """Yield the bound by the report of which one is a copy: agencies' texts are printed within days."""
    days = {sketch.report: sketch.published for sketch in sketches}
    tolerance = next(iter(packs.rows(LinkingRow))).tolerance
    for copy in copies:
        if day := days.get(copy.first):
            number = to_ordinal(day)
            reason = f"it is a copy of {copy.first}, published on {day}"
            yield Bound(earliest=to_day(number - tolerance), latest=to_day(number + tolerance), reason=reason)


def _by_names(undated: Undated, chronology: Iterable[ChronologyRow]) -> Iterator[Bound]:
    """Yield the bounds by happenings of the chronology that a report names: it was not published before they began."""
    text = undated.text.text
    for row in sorted(chronology, key=lambda row: (row.first, row.id), reverse=True):
        found = next((alias for alias in row.aliases if _pattern(alias).search(text)), None)
        if found:
            yield Bound(earliest=row.first, reason=f"it names “{found}”, which began on {row.first}")


@lru_cache(maxsize=4096)
def _pattern(alias: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(alias)}\b")


STAGE = Stage(
    name="dating",
    version=3,
    unit=Unit.BLOCK,
    reads=(Undated, Gist, Copy, Sketch),
    writes=(Dating,),
    parts=("control", "policies", "linking", "actors", "chronology"),
    split=split_by_report,
    run=date_report,
)
STAGE_BY_REPORTS = Stage(
    name="dating",
    version=3,
    unit=Unit.BLOCK,
    reads=(Undated, Gist, Copy, Sketch),
    writes=(Dating,),
    parts=("control", "policies", "linking"),
    split=split_by_report,
    run=date_by_reports,
)
