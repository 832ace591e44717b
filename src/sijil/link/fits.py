"""How well what one report says of a happening fits an event: what both have in common, as evidence in bits.

A telling is compared with all that the other tellings of an event say together, so that what one of them leaves out is
not missed. Each feature has a value, and in the packs a weight in bits: how many times likelier, as a power of 2, such
a value is if the telling is of this event than if it is of any (Fellegi and Sunter 1969). With what it costs to be of
another happening (`event_new`) the bits of all candidates give the posterior of each.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sijil.days import Days
from sijil.link.settings import Settings
from sijil.link.units import Common, Gathered, Unit, radius_of
from sijil.records import Part, Place
from sijil.voices import is_same_side

NEW = "event_new"
"""The feature of being of another happening than any candidate."""
SHARP_KM = 4.0
"""Radius of a place of which it says nothing that two claims name it; with half of it a quarter of the happenings."""
SHARPEST, BLUNTEST = 1.5, -0.5
ELSEWHERE = -1.2
SOON = 3
"""Days after a happening in which most reports of it come out (reports come one to three days late)."""
LATEST = 14
"""Days after which an undated claim is of no happening of before."""
MOST, LEAST = 15.0, -6.0
"""Bits that tokens give at most and at least, as they do not speak independently of each other."""
OTHER_DOER, OTHER_BODY = -4.0, -1.0
TAKEN = "territory_gained"

Values = list[tuple[str, float]]
"""Features by name with their values."""


def compare(unit: Unit, event: Gathered, common: Common, settings: Settings) -> Values | None:
    """Return what a telling and an event have in common, feature by feature; None where it cannot be of the event."""
    focus = event.find_focus()
    if focus is None or not unit.apart.isdisjoint(event.claims):
        return None
    home, days = focus
    when = compare_days(unit, days, settings)
    if when is None or not _may_recall(unit, event) or _is_part_of_whole(unit, event):
        return None
    is_story = any(story in event.stories for story in unit.stories)
    if not (is_story or unit.area == home.area or _share_report(unit, event)):
        return None
    kinship = compare_types(unit, event, settings)
    doers = compare_doers(unit, event)
    is_other = doers == OTHER_DOER and not unit.types.isdisjoint(settings.row.exclusive) and kinship == 1
    if kinship == 0 or is_other:
        return None
    values = [*when, ("event_type", kinship), ("event_place", compare_places(unit, home))]
    values += [("event_doer", doers), ("event_words", compare_tokens(unit, event, common))]
    values += [("event_beside", compare_standing(unit, event))]
    values += [("event_story", 1.0 if is_story else 0.0)]
    return [(name, value) for name, value in values if value]


def _share_report(unit: Unit, event: Gathered) -> bool:
    """Tell whether a telling that names no place but a large one stands in a report that tells of the event."""
    return unit.place is None and not unit.reports.keys().isdisjoint(event.reports)


def compare_days(unit: Unit, days: Days, settings: Settings) -> Values | None:
    """Compare when: None where the times lie more than the tolerance apart, or it was said before or long after.

    Where a telling has no narrow time, the day of its publication counts: most reports come out within days. Where its
    time rests on that day alone, it may also have come out later.
    """
    if unit.day is not None:
        gap = Days(unit.day, unit.day).gap(days)
        value = 1.0 if gap == 0 else -1.0 if gap == 1 else -1.5
        return [("event_day", value)] if gap <= settings.row.tolerance else None
    if unit.days:
        gap = min(one.gap(days) for one in unit.days)
        if gap <= settings.row.tolerance:
            return [("event_day", 0.5 if gap == 0 else -0.3)]
        lag = unit.said - days.first if unit.is_guess and unit.said is not None else -1
        return [("event_day", -0.3), ("event_lag", 0.0 if lag <= SOON else -2.0)] if 0 <= lag <= LATEST else None
    if unit.wide and all(one.gap(days) for one in unit.wide):
        return None
    unknown = ("event_day", 0.0 if unit.wide else -0.1)
    if unit.said is None:
        return [unknown]
    lag = unit.said - days.first
    if not -1 <= lag <= LATEST:
        return None
    return [unknown, ("event_lag", 1.0 if 0 <= lag <= SOON else -1.5 if lag < 0 else -2.0)]


def find_reach(unit: Unit, settings: Settings) -> Days | None:
    """Return the days on one of which an event must be so that a telling may be of it; None = any."""
    tolerance = settings.row.tolerance
    if unit.day is not None:
        return Days(unit.day - tolerance, unit.day + tolerance)
    if unit.days and not (unit.is_guess and unit.said is not None):
        return Days(min(one.first for one in unit.days) - tolerance, max(one.last for one in unit.days) + tolerance)
    if unit.said is not None:
        return Days(unit.said - LATEST, unit.said + 1)
    if unit.wide:
        return Days(min(one.first for one in unit.wide), max(one.last for one in unit.wide))
    return None


def _may_recall(unit: Unit, event: Gathered) -> bool:
    """Tell whether history may be of an event: where it tells the day, and another report tells of the event."""
    return not unit.is_history or (unit.day is not None and unit.reports.keys().isdisjoint(event.reports))


def _is_part_of_whole(unit: Unit, event: Gathered) -> bool:
    """Tell whether a telling is of a part of a place, and the event of the whole, or the other way round."""
    if unit.types != {TAKEN} or set(event.types) != {TAKEN}:
        return False
    return unit.is_partial != (2 * event.parts > event.size)


def compare_types(unit: Unit, event: Gathered, settings: Settings) -> float:
    """Return the mean kinship of what happened with what the event's tellings say; figures fit each happening."""
    total = sum(event.types.values())
    if not unit.types or not total:
        return 1.0 if total else 0.0
    kinship = (
        sum(count * settings.affinity(one, other) for other, count in event.types.items()) / total for one in unit.types
    )
    return round(max(kinship), 3)


def compare_places(unit: Unit, home: Unit) -> float:
    """Compare where: 1 for each halving of the radius of the place that both name, or of the larger one of two.

    A country says nothing; another place of the area, or of the story, speaks against.
    """
    if unit.place is None or home.place is None:
        return 0.0
    if unit.key == home.key:
        return _sharpness(unit.place)
    if unit.key in home.places or home.key in unit.places:
        outer = unit.place if unit.key in home.places else home.place
        return min(0.0, _sharpness(outer))
    return ELSEWHERE


def _sharpness(place: Place) -> float:
    return round(min(SHARPEST, max(BLUNTEST, math.log2(SHARP_KM / max(radius_of(place), 0.1)))), 2)


def compare_doers(unit: Unit, event: Gathered) -> float:
    """Compare who did it: another body of a side that most tellings name -1, of another side -4."""
    total = sum(event.doers.values())
    if not unit.doers or not total:
        return 0.0
    if any(one in event.doers for one in unit.doers):
        return 0.0
    related = sum(
        count for other, count in event.doers.items() if any(is_same_side(one.line, other.line) for one in unit.doers)
    )
    return OTHER_BODY if 2 * related >= total else OTHER_DOER


def compare_tokens(unit: Unit, event: Gathered, common: Common) -> float:
    """Return the bits that the tokens of a telling give: how much likelier they are in this event than in others.

    Each token's likelihood in the event is its share of the tellings, as if one more had it as often as all have.
    """
    bits = 0.0
    for token in sorted(unit.tokens):
        held = event.tokens.get(token, 0)
        likely = common.likelihood(token, held, event.size)
        bits += math.log2((held + likely) / (event.size + 1) / likely)
    return round(min(MOST, max(LEAST, bits)), 2)


def compare_standing(unit: Unit, event: Gathered) -> float:
    """Compare where claims stand in one report: right beside one of the event 1, two further on 0, else against.

    What a report says of two happenings stands apart, and claims of one that meet are one telling already.
    """
    gaps = [
        abs(a - b) for report, orders in unit.reports.items() for a in orders for b in event.reports.get(report, ())
    ]
    nearest = min(gaps, default=None)
    return 0.0 if nearest is None else {1: 1.0, 2: 0.0}.get(nearest, -0.5)


def weigh(values: Values, settings: Settings) -> float:
    """Return the bits of some features."""
    return sum(value * settings.weights.get(name, 0.0) for name, value in values)


def choose(bits: Mapping[int, float], settings: Settings) -> tuple[int, float] | None:
    """Return the likeliest of some events and its posterior, by the bits of each; None without any.

    Of equal ones the first by number. The posterior counts that it may be another happening than all of them.
    """
    if not bits:
        return None
    new = settings.weights.get(NEW, 0.0)
    best = min(bits, key=lambda event: (-bits[event], event))
    top = max(bits[best], new)
    total = math.fsum(2 ** (one - top) for one in (*bits.values(), new))
    return best, round(2 ** (bits[best] - top) / total, 4)


def list_parts(values: Sequence[tuple[str, float]], settings: Settings) -> tuple[Part, ...]:
    """Return features with their weights, as they are shown."""
    return tuple(Part(feature=name, value=value, weight=settings.weights.get(name, 0.0)) for name, value in values)
