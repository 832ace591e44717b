"""How much of a war's truth an account of it holds: events, tolls, and who held what.

An account is what a method makes of the claims: the record, or a baseline. All accounts are measured alike.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.war.outlets import Press, count_month
from benchmarks.war.telling import PEOPLE, Figure
from benchmarks.war.world import CIVILIANS, SIDES, World, country, day_of, months

from sijil.days import to_days
from sijil.link.features import is_vast
from sijil.link.pairs import can_enter
from sijil.reconcile.account import Wanted, make_account
from sijil.records import Control, ControlState, Copy, Gist, Scope, Toll

WIDE = 8
"""Days from which a time does not tell one happening from another."""
NEVER, EVER = "0000", "9999"

Clusters = Iterable[Iterable[str]]
Numbers = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A number of dead as an account has it: whose, by which claims, with bounds (None = open), for which month."""

    group: str
    claims: frozenset[str]
    low: int | None
    best: int | None
    high: int | None
    month: str
    is_period: bool


def group_of(key: str) -> str:
    """Say whose dead a group's key means: a side's, civilians, or people of whom nothing is said."""
    side = key.partition("-")[0]
    return side if side in SIDES else CIVILIANS if key == f"~{CIVILIANS}" else PEOPLE


# -- events ------------------------------------------------------------------------------------------------------------


def is_firm(gist: Gist) -> bool:
    """Tell whether a claim says a day, or a few, and a place nearer than a country."""
    days = to_days(gist.time)
    return days is not None and days.width < WIDE and not is_vast(gist.place)


def measure_events(press: Press, clusters: Clusters) -> Numbers:
    """Score pairs of claims: of all that may be members of events, and of those that say when and where."""
    entering = {gist.claim: gist for gist in press.gists if gist.claim in press.about and can_enter(gist)}
    firm = {claim for claim, gist in entering.items() if is_firm(gist)}
    found = [[claim for claim in cluster if claim in entering] for cluster in clusters]
    truth = {claim: press.about[claim] for claim in entering}
    everything = score_pairs(truth, found)
    narrow = score_pairs(
        {claim: about for claim, about in truth.items() if claim in firm},
        [[claim for claim in cluster if claim in firm] for cluster in found],
    )
    return {
        **everything,
        **{f"firm_{name}": value for name, value in narrow.items()},
        "events_per_happening": sum(map(bool, found)) / max(1, len(set(truth.values()))),
    }


def score_pairs(truth: Mapping[str, str], clusters: Sequence[Sequence[str]]) -> Numbers:
    """Return precision, recall and F1 of the pairs of claims that are said to be one happening."""
    right = sum(_pairs(count) for cluster in clusters for count in Counter(truth[claim] for claim in cluster).values())
    found = sum(_pairs(len(cluster)) for cluster in clusters)
    wanted = sum(_pairs(count) for count in Counter(truth.values()).values())
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    both = precision + recall
    return {"pairs_p": precision, "pairs_r": recall, "pairs_f1": 2 * precision * recall / both if both else 0.0}


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def measure_copies(press: Press, copies: Iterable[Copy]) -> Numbers:
    """Score pairs of reports that are one text."""
    truth = {report: press.copies.get(report, report) for report in press.published}
    first = {copy.report: copy.first for copy in copies}
    groups: dict[str, list[str]] = {}
    for report in truth:
        groups.setdefault(first.get(report, report), []).append(report)
    return {name.replace("pairs", "copies"): value for name, value in score_pairs(truth, [*groups.values()]).items()}


# -- tolls -------------------------------------------------------------------------------------------------------------


def guess_of(toll: Toll) -> Guess:
    """Return a toll of the record as a guess."""
    return Guess(
        group=group_of(toll.group_key),
        claims=frozenset((*toll.support, *toll.against)),
        low=toll.low,
        best=toll.best,
        high=toll.high,
        month=(toll.time.earliest or "")[:7] if toll.time else "",
        is_period=toll.scope is not Scope.EVENT,
    )


def true_dead(world: World) -> dict[Figure, int]:
    """Return the true number behind each figure that a report may give."""
    dead = {
        Figure(f"h{what.number}", group): number for what in world.happenings for group, number in what.dead.items()
    }
    dead |= {Figure(f"h{what.number}", PEOPLE): what.total for what in world.happenings}
    for month, first, last in months(world):
        counted = count_month(world, first, last)
        dead |= {Figure(f"{month} {place}", group): number for (place, group), number in counted.items()}
    return dead


def measure_tolls(world: World, press: Press, guesses: Sequence[Guess]) -> Numbers:
    """Score the number that an account has for each true one that some report gives: of happenings, and of months."""
    dead = true_dead(world)
    by_claim: dict[str, list[Guess]] = {}
    for guess in guesses:
        for claim in guess.claims:
            by_claim.setdefault(claim, []).append(guess)
    told = _told_figures(press)
    single = {figure: claims for figure, claims in told.items() if figure.subject.startswith("h")}
    monthly = {figure: claims for figure, claims in told.items() if not figure.subject.startswith("h")}
    return {
        **_score_tolls("toll", single, by_claim, dead),
        **_score_tolls("month", monthly, by_claim, dead),
        "sum_error": _sum_error(world, guesses),
    }


def _told_figures(press: Press) -> dict[Figure, set[str]]:
    """Return for each number that a report gives, not only in words, the claims that give it."""
    counted = {gist.claim: gist.counts for gist in press.gists}
    told: dict[Figure, set[str]] = {}
    for claim, figures in press.figures.items():
        for figure, count in zip(figures, counted[claim], strict=True):
            if count.low is not None or count.high is not None:
                told.setdefault(figure, set()).add(claim)
    return told


def _score_tolls(
    name: str, told: Mapping[Figure, set[str]], by_claim: Mapping[str, Sequence[Guess]], dead: Mapping[Figure, int]
) -> Numbers:
    """Return how often the truth lies in bounds, how wide they are, and how far off the best number is."""
    inside, widths, errors, rows = [], [], [], 0
    for figure, claims in sorted(told.items()):
        about = Counter(
            guess
            for claim in claims
            for guess in by_claim.get(claim, ())
            if guess.group == figure.group and guess.best is not None
        )
        rows += len(about)
        truth = dead[figure]
        chosen = max(about, key=lambda guess: (about[guess], sorted(guess.claims)), default=None)
        inside.append(chosen is not None and _holds(chosen, truth))
        widths.append(_width(chosen, truth) if chosen else math.inf)
        errors.append(abs((chosen.best or 0) - truth) / max(truth, 1) if chosen else 1.0)
    return {
        f"{name}_in_range": statistics.fmean(inside) if inside else 0.0,
        f"{name}_width": statistics.median(widths) if widths else math.inf,
        f"{name}_error": statistics.median(errors) if errors else 1.0,
        f"{name}_mean_error": statistics.fmean(errors) if errors else 1.0,
        f"{name}_rows": rows / max(1, len(told)),
    }


def _holds(guess: Guess, truth: int) -> bool:
    return (guess.low or 0) <= truth <= (math.inf if guess.high is None else guess.high)


def _width(guess: Guess, truth: int) -> float:
    """Return the width of the bounds in terms of the truth; open ones are without end."""
    return math.inf if guess.high is None else (guess.high - (guess.low or 0)) / max(truth, 1)


def _sum_error(world: World, guesses: Sequence[Guess]) -> float:
    """Return the median error of the dead per month and side, where the best numbers of happenings are added up."""
    sums: Counter[tuple[str, str]] = Counter()
    for guess in guesses:
        if not guess.is_period and guess.best is not None:
            sums[guess.month, guess.group] += guess.best
    errors = []
    for month, first, last in months(world):
        counted = count_month(world, first, last)
        for side in SIDES:
            truth = counted.get((country().place.name, side), 0)
            errors.append(abs(sums[month, side] - truth) / max(truth, 1))
    return statistics.median(errors)


def measure_accounts(world: World, tolls: Iterable[Toll], lag: int) -> Numbers:
    """Score the record's account of a month and a side, made of happenings alone: what excludes each other adds up.

    Args:
        world: The truth.
        tolls: The tolls of the record; those of periods are left out.
        lag: Days by which the policy keeps happenings apart whose days rest on publication.
    """
    happenings = [toll for toll in tolls if toll.scope is Scope.EVENT]
    inside, widths, errors = [], [], []
    for _, first, last in months(world):
        counted = count_month(world, first, last)
        for side in SIDES:
            truth = counted.get((country().place.name, side), 0)
            wanted = Wanted(first=day_of(first), last=day_of(last), group=side)
            found = make_account(happenings, wanted, lag)
            inside.append((found.low or 0) <= truth <= (math.inf if found.high is None else found.high))
            widths.append(math.inf if found.high is None else (found.high - (found.low or 0)) / max(truth, 1))
            errors.append(abs((found.best or 0) - truth) / max(truth, 1))
    return {
        "account_in_range": statistics.fmean(inside),
        "account_width": statistics.median(widths),
        "account_error": statistics.median(errors),
    }


# -- control -----------------------------------------------------------------------------------------------------------


def holding_at(rows: Sequence[Control], day: str) -> str:
    """Return who a place's timeline says holds it on a day, or that it is contested; "" = it does not say.

    Of what covers the day the state that began last holds; of two that began on one day, that it is contested.
    """
    covering = [row for row in rows if (row.since or NEVER) <= day <= (row.until or EVER)]
    held = [row for row in covering if row.state is ControlState.HELD]
    fought = [row for row in covering if row.state is ControlState.CONTESTED]
    last = max(held, key=lambda row: (row.since or NEVER, row.confidence, row.founding), default=None)
    begun = max((row.since or NEVER for row in fought), default=None)
    if begun is not None and (last is None or begun >= (last.since or NEVER)):
        return "contested"
    return last.holder_key.partition("-")[0] if last else ""


def timelines(control: Iterable[Control]) -> dict[str, list[Control]]:
    """Return the timeline of each place."""
    found: dict[str, list[Control]] = {}
    for row in control:
        found.setdefault(row.place_key, []).append(row)
    return found


def measure_control(world: World, told: Mapping[str, int], labels: Mapping[tuple[str, int], str]) -> Numbers:
    """Score who held each place on each day.

    Args:
        world: The truth.
        told: For each place that is to be scored the first day of which anything is said.
        labels: What an account says of a place on a day.
    """
    days = [(place, day) for place, first in told.items() for day in range(first, world.setting.days)]
    right = sum(labels.get(at, "") == world.label(*at) for at in days)
    fought = [at for at in days if world.attackers[at[0]][at[1]]]
    return {
        "control": right / max(1, len(days)),
        "control_fought": sum(labels.get(at, "") == world.label(*at) for at in fought) / max(1, len(fought)),
        "control_said": sum(bool(labels.get(at, "")) for at in days) / max(1, len(days)),
    }


def control_labels(world: World, told: Mapping[str, int], control: Iterable[Control]) -> dict[tuple[str, int], str]:
    """Return what the record says of each place on each day."""
    lines = timelines(control)
    return {
        (place, day): holding_at(lines.get(place, []), day_of(day))
        for place, first in told.items()
        for day in range(first, world.setting.days)
    }
