"""The copies stage: reports that are near-copies of each other, or one agency's text in several outlets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from sijil.link.settings import read_settings
from sijil.packs import Packs
from sijil.parts import LinkingRow
from sijil.records import CopyGroup, Sketch
from sijil.stage import Rows, Stage, Unit

INDEXED = 16
"""Hashes of a sketch that lead to candidates."""
SMALLEST = 20
"""Runs of words that a text must have: shorter ones are alike by chance."""


@dataclass(slots=True)
class _Group:
    """A group in the making: the first report, the others, and how they were found."""

    first: Sketch
    reports: list[str] = field(default_factory=list)
    how: str = "near_copy"


def find_copies(rows: Rows, packs: Packs) -> Iterable[CopyGroup]:
    """Yield the groups of reports that are copies of one text.

    Reports are taken in order of publication; each joins the group whose first report is most like it, so that a chain
    of ever other texts is no group.
    """
    settings = read_settings(packs).row
    index: dict[int, list[_Group]] = {}
    groups: list[_Group] = []
    for sketch in sorted(rows.of(Sketch), key=lambda one: (one.published or "9999", one.report)):
        if sketch.size < SMALLEST:
            continue
        best = max(_candidates(sketch, index), key=lambda pair: (pair[0], pair[1].first.report), default=None)
        how = _copy_of(sketch, best[1].first, settings) if best else None
        if best and how:
            best[1].reports.append(sketch.report)
            best[1].how = how
            continue
        group = _Group(sketch)
        groups.append(group)
        for value in sketch.values[:INDEXED]:
            index.setdefault(value, []).append(group)
    for group in groups:
        if group.reports:
            reports = tuple(sorted([group.first.report, *group.reports]))
            yield CopyGroup(first=group.first.report, reports=reports, how=group.how)


def _candidates(sketch: Sketch, index: dict[int, list[_Group]]) -> list[tuple[float, _Group]]:
    """Return the groups whose first report shares small hashes with a report, with their likeness."""
    found = {id(group): group for value in sketch.values for group in index.get(value, ())}
    return [(compare(sketch, group.first)[1], group) for group in found.values()]


def compare(first: Sketch, second: Sketch) -> tuple[float, float]:
    """Estimate which part of all runs of words two texts share, and which part of the shorter one's.

    Each sketch holds all hashes up to its largest one, so that below the smaller of the two both are complete
    (a bottom-k sketch; Cohen and Kaplan 2007).
    """
    limit = min(first.values[-1], second.values[-1])
    a = {value for value in first.values if value <= limit}
    b = {value for value in second.values if value <= limit}
    shared = len(a & b)
    return shared / len(a | b), shared / max(1, min(len(a), len(b)))


def _copy_of(sketch: Sketch, first: Sketch, settings: LinkingRow) -> str | None:
    """Say how one text is a copy of another; None where it is not."""
    near, contained = compare(sketch, first)
    if (
        sketch.agency
        and sketch.agency == first.agency
        and contained >= settings.agency
        and _close(sketch, first, settings)
    ):
        return "agency"
    return "near_copy" if near >= settings.near or contained >= settings.contained else None


def _close(first: Sketch, second: Sketch, settings: LinkingRow) -> bool:
    """Tell whether two reports were published within the tolerance, as far as is known."""
    if not (first.published and second.published):
        return True
    days = dt.date.fromisoformat(first.published) - dt.date.fromisoformat(second.published)
    return abs(days.days) <= settings.tolerance


STAGE = Stage(
    name="copies",
    version=1,
    unit=Unit.ALL,
    reads=(Sketch,),
    writes=(CopyGroup,),
    parts=("linking", "features", "affinities"),
    run=find_copies,
)
