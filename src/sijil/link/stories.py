"""The stories stage: reports that tell one main happening, by their rare words and by what their claims say.

Claims alone do not join thin reports: many name no place or day. What a report as a whole tells does, and it leads the
claims of one story to each other (`pairs.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from sijil.days import Days, to_days
from sijil.link.grow import grow
from sijil.link.rarity import (
    Neighbours,
    Vector,
    Weights,
    by_publication,
    compare_vectors,
    make_vector,
    read_news_words,
    weigh_words,
)
from sijil.link.settings import Settings, read_settings
from sijil.packs import Packs
from sijil.records import Copy, Gist, Part, Profile, ReportLink, Stance, Story
from sijil.stage import Rows, Stage, Unit

WORDS = 5
"""Words that a pair of reports is shown with."""
LEAD = 2
"""Claims with which a report comes to its point."""
SHARP = 2
"""Days of a time that says when the main happening was."""
WEEK = 7
"""Days by which the times of one story may lie apart."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report tells: its words, and what its claims say, history aside.

    Attributes:
        report: Its id.
        published: The last day on which it can have been published.
        vector: Its words.
        days: The times of its claims that are not wide.
        day: The first time that the text tells to the day or two: that of the main happening.
        types: Types of the first claims.
    """

    report: str
    published: str | None
    vector: Vector
    days: tuple[Days, ...]
    day: Days | None
    types: tuple[str, ...]


def find_stories(rows: Rows, packs: Packs) -> Iterable[Story | ReportLink]:
    """Yield the story of each report that tells one happening with others, and what joins them; copies go along."""
    settings = read_settings(packs)
    copies = {copy.report: copy.first for copy in rows.of(Copy)}
    profiles = by_publication(one for one in rows.of(Profile) if one.report not in copies)
    weights = weigh_words(profiles, read_news_words(packs))
    tellings = make_tellings(profiles, rows.of(Gist), weights, settings)
    order = {name: f"{rank:08}" for rank, name in enumerate(tellings)}
    names = {rank: name for name, rank in order.items()}
    links = {
        (order[a], order[b]): link_reports(tellings[a], tellings[b], settings)
        for a, b in find_candidates(tellings, weights, settings)
    }
    scores = {pair: link.score for pair, link in links.items()}
    copied: dict[str, list[str]] = {}
    for report, first in copies.items():
        copied.setdefault(first, []).append(report)
    for found in grow([[rank] for rank in names], scores, set(), settings.row.story):
        yield from _list_members([names[rank] for rank in found], copied)
        kept = (links[pair] for pair in combinations(found, 2) if pair in links)
        yield from (replace(link, words=_shared_words(link, tellings)) for link in kept)


def _list_members(members: Sequence[str], copied: Mapping[str, Sequence[str]]) -> Iterator[Story]:
    """Yield the rows of a cluster of reports, in order of publication, with their copies; one report alone is none."""
    reports = [report for name in members for report in (name, *copied.get(name, ()))]
    if len(reports) > 1:
        yield from (Story(report=report, story=members[0]) for report in reports)


def make_tellings(
    profiles: Sequence[Profile], gists: Iterable[Gist], weights: Weights, settings: Settings
) -> dict[str, Telling]:
    """Put together what each report tells, in order of publication."""
    by_report: dict[str, list[Gist]] = {}
    for gist in sorted(gists, key=lambda one: one.standing):
        if not gist.background:
            by_report.setdefault(gist.report, []).append(gist)
    return {one.report: _telling(one, by_report.get(one.report, ()), weights, settings) for one in profiles}


def _telling(profile: Profile, gists: Sequence[Gist], weights: Weights, settings: Settings) -> Telling:
    """Put together what one report tells."""
    days = (to_days(gist.time) for gist in gists)
    asserted = [gist for gist in gists if gist.stance is Stance.ASSERTED]
    told = (to_days(gist.time) for gist in asserted if gist.time and gist.time.is_told)
    return Telling(
        report=profile.report,
        published=profile.published,
        vector=make_vector(profile, weights),
        days=tuple(dict.fromkeys(one for one in days if one and one.width < settings.row.wide)),
        day=next((one for one in told if one and one.width <= SHARP), None),
        types=tuple(gist.type for gist in asserted[:LEAD]),
    )


def find_candidates(tellings: Mapping[str, Telling], weights: Weights, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield pairs of reports that share rare words and were published near each other, the earlier first."""
    index = Neighbours({name: one.vector for name, one in tellings.items()}, weights)
    for name, one in tellings.items():
        yield from ((other, name) for other in index.find(name, one.published, settings.row.story_days))
        index.add(name, one.published)


# -- two reports -------------------------------------------------------------------------------------------------------


def link_reports(first: Telling, second: Telling, settings: Settings) -> ReportLink:
    """Score what two reports have in common: rare words, and the times and types of their claims.

    The words themselves are left out: they are wanted of few pairs.
    """
    values = (
        ("report_words", compare_vectors(first.vector, second.vector)),
        ("report_times", compare_times(first.days, second.days)),
        ("report_day", compare_day(first.day, second.day)),
        ("report_type", compare_types(first.types, second.types, settings)),
    )
    parts = tuple(
        Part(feature=name, value=round(value, 2), weight=settings.weights[name])
        for name, value in values
        if name in settings.weights
    )
    return ReportLink(
        report_a=first.report,
        report_b=second.report,
        score=round(min(1.0, max(0.0, sum(part.value * part.weight for part in parts))), 3),
        parts=parts,
        words=(),
    )


def _shared_words(link: ReportLink, tellings: Mapping[str, Telling]) -> tuple[str, ...]:
    """Return the words that give most to what two reports have in common."""
    first, second = tellings[link.report_a].vector, tellings[link.report_b].vector
    shares = {word: round(value * second[word], 4) for word, value in first.items() if word in second}
    return tuple(sorted(shares, key=lambda word: (-shares[word], word))[:WORDS])


def compare_times(first: Sequence[Days], second: Sequence[Days]) -> float:
    """Compare all times of two reports by the closest pair: meeting 1, a day apart 0.5, up to a week 0, further -1."""
    gap = min((a.gap(b) for a, b in product(first, second)), default=None)
    if gap is None:
        return 0.0
    return 1.0 if gap == 0 else 0.5 if gap == 1 else 0.0 if gap <= WEEK else -1.0


def compare_day(first: Days | None, second: Days | None) -> float:
    """Compare the days of two main happenings: meeting 1, a day apart 0.5, further -1; unknown ones 0."""
    if first is None or second is None:
        return 0.0
    gap = first.gap(second)
    return 1.0 if gap == 0 else 0.5 if gap == 1 else -1.0


def compare_types(first: Sequence[str], second: Sequence[str], settings: Settings) -> float:
    """Compare the types of two reports' first claims: the same 1, types that never go together -1."""
    kinship = max((settings.affinity(a, b) for a, b in product(first, second)), default=None)
    return 0.0 if kinship is None else 2 * kinship - 1


STAGE = Stage(
    name="stories",
    version=2,
    unit=Unit.ALL,
    reads=(Profile, Gist, Copy),
    writes=(Story, ReportLink),
    parts=("linking", "features", "affinities", "lexicon"),
    run=find_stories,
)
