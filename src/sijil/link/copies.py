"""The copies stage: near-copies, one agency's text in several outlets, and rewrites with other words and order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sijil.link.rarity import (
    Neighbours,
    by_publication,
    compare_vectors,
    make_vector,
    read_news_words,
    weigh_words,
)
from sijil.link.rewrites import CANDIDATES, find_drawn
from sijil.link.settings import read_settings
from sijil.packs import Packs
from sijil.parts import LinkingRow
from sijil.records import Copy, Profile, Sketch
from sijil.stage import Rows, Stage, Unit

INDEXED = 16
"""Hashes of a sketch that lead to candidates."""
SMALLEST = 20
"""Runs of words that a text must have: shorter ones are alike by chance."""


def find_copies(rows: Rows, packs: Packs) -> Iterable[Copy]:
    """Yield the reports that are copies or rewrites of an earlier one.

    Reports are taken in order of publication; each is compared with those before it that are no copies themselves, so
    that a chain of ever other texts is no group.
    """
    settings = read_settings(packs).row
    index: dict[int, list[Sketch]] = {}
    texts = _Texts(rows.of(Profile), settings, read_news_words(packs))
    for sketch in sorted(rows.of(Sketch), key=lambda one: (one.published or "9999", one.report)):
        copy = _copy_of(sketch, index, settings) or texts.find(sketch.report)
        if copy:
            yield copy
            continue
        texts.add(sketch.report)
        if sketch.size >= SMALLEST:
            for value in sketch.values[:INDEXED]:
                index.setdefault(value, []).append(sketch)


class _Texts:
    """The reports so far that are no copies, as sentences of telling words."""

    def __init__(self, profiles: Iterable[Profile], settings: LinkingRow, news_words: frozenset[str]) -> None:
        self._settings = settings
        self._profiles = {profile.report: profile for profile in by_publication(profiles)}
        weights = weigh_words(tuple(self._profiles.values()), news_words)
        self._vectors = {name: make_vector(profile, weights) for name, profile in self._profiles.items()}
        self._index = Neighbours(self._vectors, weights)

    def add(self, report: str) -> None:
        """Let reports be found to be rewritten from one."""
        if report in self._profiles:
            self._index.add(report, self._profiles[report].published)

    def find(self, report: str) -> Copy | None:
        """Return from which reports one was rewritten, if it was."""
        profile, settings = self._profiles.get(report), self._settings
        if profile is None:
            return None
        near = self._index.find(report, profile.published, settings.story_days)
        closest = sorted(near, key=lambda other: (-self._likeness(report, other), other))[:CANDIDATES]
        earlier = [self._profiles[other] for other in closest]
        drawn = find_drawn(profile, earlier, settings.rewrite, settings.told)
        return Copy(report=report, first=drawn[0], how="rewrite", others=drawn[1:]) if drawn else None

    def _likeness(self, report: str, other: str) -> float:
        return round(compare_vectors(self._vectors[report], self._vectors[other]), 6)


def _copy_of(sketch: Sketch, index: dict[int, list[Sketch]], settings: LinkingRow) -> Copy | None:
    """Return of which earlier report one is a copy, if it is."""
    if sketch.size < SMALLEST:
        return None
    likest = max(_candidates(sketch, index), default=None, key=lambda one: (compare(sketch, one)[1], one.report))
    how = _how(sketch, likest, settings) if likest else None
    return Copy(report=sketch.report, first=likest.report, how=how) if likest and how else None


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


def _how(sketch: Sketch, first: Sketch, settings: LinkingRow) -> str | None:
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
    version=3,
    unit=Unit.ALL,
    reads=(Sketch, Profile),
    writes=(Copy,),
    parts=("linking", "features", "affinities", "lexicon"),
    run=find_copies,
)
