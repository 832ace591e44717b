"""The stories stage: reports that tell one main happening, by their rare words and by what their claims say.

Claims alone do not join thin reports: many name no place or day. What a report as a whole tells does, and it leads the
claims of one story to each other (`pairs.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from sijil.days import Days, to_days
from sijil.distance import distance_km
from sijil.link.features import is_vast
from sijil.link.grow import grow
from sijil.link.rarity import (
    Neighbours,
    Vector,
    are_near,
    by_publication,
    compare_vectors,
    make_vector,
    weigh_words,
)
from sijil.link.settings import Settings, read_settings
from sijil.packs import Packs
from sijil.records import Copy, Gist, Part, Place, Profile, ReportLink, Story
from sijil.stage import Rows, Stage, Unit

WORDS = 5
"""Words that a pair of reports is shown with."""
CLOSE_KM = 5.0
"""Distance beyond their radii at which places may still be one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report tells: its words, and the places and days of its claims, history aside."""

    report: str
    published: str | None
    vector: Vector
    places: tuple[tuple[Place, frozenset[str]], ...]
    days: tuple[Days, ...]


def find_stories(rows: Rows, packs: Packs) -> Iterable[Story | ReportLink]:
    """Yield the story of each report that tells one happening with others, and what joins them; copies go along."""
    settings = read_settings(packs)
    copies = {copy.report: copy.first for copy in rows.of(Copy)}
    profiles = by_publication(one for one in rows.of(Profile) if one.report not in copies)
    tellings = _tellings(profiles, rows.of(Gist), settings)
    order = {name: f"{rank:08}" for rank, name in enumerate(tellings)}
    names = {rank: name for name, rank in order.items()}
    links = {
        (order[a], order[b]): link_reports(tellings[a], tellings[b], settings)
        for a, b in _candidates(profiles, tellings, settings)
    }
    scores = {pair: link.score for pair, link in links.items()}
    copied: dict[str, list[str]] = {}
    for report, first in copies.items():
        copied.setdefault(first, []).append(report)
    for found in grow([[rank] for rank in names], scores, set(), settings.row.story):
        yield from _list_members([names[rank] for rank in found], copied)
        yield from (links[pair] for pair in combinations(found, 2) if pair in links)


def _list_members(members: Sequence[str], copied: Mapping[str, Sequence[str]]) -> Iterator[Story]:
    """Yield the rows of a cluster of reports, in order of publication, with their copies; one report alone is none."""
    reports = [report for name in members for report in (name, *copied.get(name, ()))]
    if len(reports) > 1:
        yield from (Story(report=report, story=members[0]) for report in reports)


def _tellings(profiles: Sequence[Profile], gists: Iterable[Gist], settings: Settings) -> dict[str, Telling]:
    """Put together what each report tells, in order of publication."""
    weights = weigh_words(profiles)
    by_report: dict[str, list[Gist]] = {}
    for gist in sorted(gists, key=lambda one: one.standing):
        if not gist.background:
            by_report.setdefault(gist.report, []).append(gist)
    return {
        one.report: Telling(
            report=one.report,
            published=one.published,
            vector=make_vector(one, weights),
            places=tuple(_places(by_report.get(one.report, ()))),
            days=tuple(_days(by_report.get(one.report, ()), settings)),
        )
        for one in profiles
    }


def _places(gists: Iterable[Gist]) -> Iterator[tuple[Place, frozenset[str]]]:
    """Yield each place of some claims once, towns and smaller, with those that it lies in."""
    found = {gist.place.id or gist.place.name: (gist.place, frozenset(gist.places)) for gist in gists if gist.place}
    yield from (one for one in found.values() if not is_vast(one[0]))


def _days(gists: Iterable[Gist], settings: Settings) -> Iterator[Days]:
    """Yield the times of some claims that are not too wide, each once."""
    days = (to_days(gist.time) for gist in gists)
    yield from dict.fromkeys(one for one in days if one and one.width < settings.row.wide)


def _candidates(
    profiles: Sequence[Profile], tellings: Mapping[str, Telling], settings: Settings
) -> Iterator[tuple[str, str]]:
    """Yield pairs of reports that share rare words and were published near each other, the earlier first."""
    index = Neighbours({name: one.vector for name, one in tellings.items()}, weigh_words(profiles))
    for name, one in tellings.items():
        for other in index.find(name):
            if are_near(one.published, tellings[other].published, settings.row.story_days):
                yield other, name
        index.add(name)


# -- two reports -------------------------------------------------------------------------------------------------------


def link_reports(first: Telling, second: Telling, settings: Settings) -> ReportLink:
    """Score what two reports have in common: rare words, and the places and times of their claims."""
    values = (
        ("report_words", compare_vectors(first.vector, second.vector)),
        ("report_place", compare_places(first.places, second.places)),
        ("report_time", compare_days(first.days, second.days)),
    )
    parts = tuple(
        Part(feature=name, value=round(value, 2), weight=settings.weights[name])
        for name, value in values
        if name in settings.weights
    )
    return ReportLink(
        report_a=first.report,
        report_b=second.report,
        score=round(min(1.0, max(0.0, sum(part.value * part.weight for part in parts))), 2),
        parts=parts,
        words=_shared_words(first.vector, second.vector),
    )


def _shared_words(first: Vector, second: Vector) -> tuple[str, ...]:
    """Return the words that give most to what two reports have in common."""
    shares = {word: round(value * second[word], 4) for word, value in first.items() if word in second}
    return tuple(sorted(shares, key=lambda word: (-shares[word], word))[:WORDS])


def compare_places(
    first: Sequence[tuple[Place, frozenset[str]]], second: Sequence[tuple[Place, frozenset[str]]]
) -> float:
    """Compare all places of two reports by the closest pair: one place 1, one in the other 0.7, near 0.5, apart -1."""
    return max((_closeness(a, b) for a, b in product(first, second)), default=0.0)


def _closeness(first: tuple[Place, frozenset[str]], second: tuple[Place, frozenset[str]]) -> float:
    (a, around_a), (b, around_b) = first, second
    if (a.id or a.name) == (b.id or b.name):
        return 1.0
    if a.id in around_b or b.id in around_a:
        return 0.7
    apart = distance_km(a, b)
    if apart is None:
        return 0.0
    return 0.5 if apart <= (a.radius_km or 0) + (b.radius_km or 0) + CLOSE_KM else -1.0


def compare_days(first: Sequence[Days], second: Sequence[Days]) -> float:
    """Compare all times of two reports by the closest pair: meeting 1, a day apart 0.5, up to a week 0, further -1."""
    gap = min((a.gap(b) for a, b in product(first, second)), default=None)
    if gap is None:
        return 0.0
    return 1.0 if gap == 0 else 0.5 if gap == 1 else 0.0 if gap <= 7 else -1.0  # noqa: PLR2004  # as said above


STAGE = Stage(
    name="stories",
    version=1,
    unit=Unit.ALL,
    reads=(Profile, Gist, Copy),
    writes=(Story, ReportLink),
    parts=("linking", "features", "affinities"),
    run=find_stories,
)
