"""The copies stage: reports that are near-copies of each other, or one agency's text in several outlets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sijil.link.settings import read_settings
from sijil.packs import Packs
from sijil.parts import LinkingRow
from sijil.records import Copy, Sketch
from sijil.stage import Rows, Stage, Unit

INDEXED = 16
"""Hashes of a sketch that lead to candidates."""
SMALLEST = 20
"""Runs of words that a text must have: shorter ones are alike by chance."""


def find_copies(rows: Rows, packs: Packs) -> Iterable[Copy]:
    """Yield the reports that are copies of an earlier one.

    Reports are taken in order of publication; each is compared with those before it that are no copies themselves, so
    that a chain of ever other texts is no group.
    """
    settings = read_settings(packs).row
    index: dict[int, list[Sketch]] = {}
    for sketch in sorted(rows.of(Sketch), key=lambda one: (one.published or "9999", one.report)):
        if sketch.size < SMALLEST:
            continue
        likest = max(_candidates(sketch, index), default=None, key=lambda one: (compare(sketch, one)[1], one.report))
        how = _copy_of(sketch, likest, settings) if likest else None
        if likest and how:
            yield Copy(report=sketch.report, first=likest.report, how=how)
            continue
        for value in sketch.values[:INDEXED]:
            index.setdefault(value, []).append(sketch)


def _candidates(sketch: Sketch, index: dict[int, list[Sketch]]) -> list[Sketch]:
    """Return the earlier texts that share small hashes with a report."""
    found = {other.report: other for value in sketch.values for other in index.get(value, ())}
    return list(found.values())


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
    writes=(Copy,),
    parts=("linking", "features", "affinities"),
    run=find_copies,
)
