"""The features of a pair of claims: what two claims have in common, and what parts them.

Each feature gives a value from -1 (speaks against one event) over 0 (says nothing) to 1 (speaks for it), or None where
either claim does not say. `contradicts` names the pairs that cannot be one event whatever else they share.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import product

from sijil.days import Days, to_days
from sijil.distance import distance_km
from sijil.link.settings import Settings
from sijil.records import PEOPLE, Count, Gist, How, Party, Place
from sijil.voices import are_related, is_same_side

POINT_KM = 5.0
TOWN_KM = 15.0
AREA_KM = 50.0
SHORT_DAYS = 3
UNTIMED = 0.56
"""What it is worth that no time is told of two claims of a report without a date: as much as the days of its date."""
A_YEAR = 365
LIKE = 2
"""Numbers of which neither is this many times the other may be counts of one thing."""
MANY_WORDS = 4
TOLL = "toll"
BESIDE = {1: 1.0, 2: 0.5, 3: 0.3, -1: 0.3}
"""What it says that a toll stands so many claims after a happening (-1 = right before it).

Right after it is where most stand; further on the toll may be of what was told in between, so that it joins only where
more speaks for it.
"""
SOME_WORDS = 3
"""Rarer words of a quote from which it says something if it shares none."""


# -- place -------------------------------------------------------------------------------------------------------------


def is_vast(place: Place | None) -> bool:
    """Tell whether a place is unknown, or too large to lead claims to each other."""
    return place is None or place.kind in {"country", "continent"} or (place.radius_km or 0) > AREA_KM


def _sharpness(place: Place) -> float:
    """Return what it is worth that two claims name the same place."""
    radius = place.radius_km if place.radius_km is not None else AREA_KM
    if place.kind == "country" or radius > AREA_KM:
        return 0.1
    return 1.0 if radius <= POINT_KM else 0.7 if radius <= TOWN_KM else 0.4


def compare_place(first: Gist, second: Gist) -> float | None:
    """Same place: the smaller the better. A place and one that it lies in: a little. Two named places: against."""
    a, b = first.place, second.place
    if a is None or b is None:
        return None
    if a.id and a.id == b.id:
        return min(_sharpness(a), _sharpness(b))
    if _nests(first, second):
        outer = a if a.id in second.places else b
        return 0.1 if is_vast(outer) else 0.4
    apart = distance_km(a, b)
    if apart is None:
        return 1.0 if a.name.casefold() == b.name.casefold() else 0.0
    if apart > (a.radius_km or 0) + (b.radius_km or 0):
        return -1.0
    return -0.5 if a.id and b.id else 0.5


def _nests(first: Gist, second: Gist) -> bool:
    """Tell whether one place lies in the other."""
    a, b = first.place, second.place
    return bool(a and b and ((a.id and a.id in second.places) or (b.id and b.id in first.places)))


# -- time --------------------------------------------------------------------------------------------------------------


def compare_time(first: Gist, second: Gist, wide: int) -> float | None:
    """Times that overlap: the shorter the better; an unknown or wide time is compatible, but never evidence."""
    a, b = to_days(first.time), to_days(second.time)
    if a is None or b is None or first.time is None or second.time is None:
        return _compare_untimed(first, second)
    if max(a.width, b.width) >= wide:
        return 0.0
    told = first.time.is_told and second.time.is_told
    return round(_closeness(a, b, told=told) * (1.0 if told else 0.7), 2)


def _compare_untimed(first: Gist, second: Gist) -> float | None:
    """Compare two claims of a report without a date, of which no day is known.

    Such a report has its news of one day or two, as one with a date has: what the same words date is of one day, and
    what it does not date at all is near.
    """
    if first.report != second.report or any((one.time, one.said) != (None, None) for one in (first, second)):
        return None
    a, b = first.time_words or "", second.time_words or ""
    if a and b:
        return 1.0 if a in b or b in a else None
    return UNTIMED


def _closeness(a: Days, b: Days, *, told: bool) -> float:
    if a == b and a.width == 1:
        return 1.0
    gap = a.gap(b)
    if gap == 0:
        return 0.8 if max(a.width, b.width) <= SHORT_DAYS else 0.5
    if told and a.width == b.width == 1:
        return -0.5
    return 0.3 if gap == 1 else 0.0


# -- who, how many, with what ------------------------------------------------------------------------------------------


def compare_parties(first: Iterable[Party], second: Iterable[Party]) -> float | None:
    """Compare those who did it, or suffered it: the same 1, related 0.7, one side 0.3, others -1, unnamed ones 0."""
    pairs = list(product(first, second))
    if not pairs:
        return None
    return max(_likeness(a, b) for a, b in pairs)


def _likeness(a: Party, b: Party) -> float:
    if a.key == b.key and (a.id or a.name != PEOPLE):
        return 1.0
    if not (a.id and b.id):
        shared = set(a.name.casefold().split()) & set(b.name.casefold().split())
        return 0.4 if shared else 0.0
    if are_related(a.line, b.line):
        return 0.7
    return 0.3 if is_same_side(a.line, b.line) else -1.0


def compare_figures(first: Gist, second: Gist) -> float | None:
    """Compare figures of one harm and the same people: bounds that meet 1, numbers of like size -0.25, others -1."""
    pairs = [(a, b) for a, b in product(first.counts, second.counts) if _is_comparable(a, b)]
    if not pairs:
        return None
    return max(_agreement(a, b) for a, b in pairs)


def _is_comparable(a: Count, b: Count) -> bool:
    """Tell whether two figures give numbers of one harm, and not of people who are known to be others."""
    if a.harm != b.harm or (a.status and b.status and a.status != b.status):
        return False
    if a.group and b.group and a.group.id and b.group.id and not are_related(a.group.line, b.group.line):
        return False
    return all(count.low is not None or count.high is not None for count in (a, b))


def _agreement(a: Count, b: Count) -> float:
    low, high = max(a.low or 0, b.low or 0), min(a.high or math.inf, b.high or math.inf)
    if low <= high:
        return 1.0 if (a.low, a.high) == (b.low, b.high) else 0.5
    small, large = sorted((a.low or a.high or 0, b.low or b.high or 0))
    return -0.25 if large <= LIKE * small else -1.0


def compare_beside(first: Gist, second: Gist) -> float | None:
    """Tell whether a toll stands beside a happening in one report, at its place and time: right after it the likeliest.

    Reports give the dead of a happening with it, mostly after it, one figure after the other.
    """
    if first.report != second.report or (first.type == TOLL) == (second.type == TOLL):
        return None
    if first.place != second.place or first.time != second.time:
        return None
    toll, happening = (first, second) if first.type == TOLL else (second, first)
    return BESIDE.get(toll.order - happening.order)


def compare_weapon(first: Gist, second: Gist) -> float | None:
    """Tell whether both name the same weapon."""
    if not (first.weapon and second.weapon):
        return None
    return 1.0 if set(first.weapon.split()) & set(second.weapon.split()) else -0.5


def compare_words(first: Gist, second: Gist) -> float | None:
    """Count the rarer words that both quotes hold: four are as many as any; none in common speaks a little against."""
    shared = len(set(first.words) & set(second.words))
    if shared:
        return min(1.0, shared / MANY_WORDS)
    return -0.5 if min(len(first.words), len(second.words)) >= SOME_WORDS else None


# -- all together ------------------------------------------------------------------------------------------------------


def compare_actors(first: Gist, second: Gist, settings: Settings) -> float | None:
    """Compare who did it; in a fight both sides did."""
    symmetric = settings.row.symmetric
    if first.type in symmetric and second.type in symmetric:
        return compare_parties((*first.actors, *first.targets), (*second.actors, *second.targets))
    return compare_parties(first.actors, second.actors)


def compare_targets(first: Gist, second: Gist, settings: Settings) -> float | None:
    """Compare who suffered it; of a fight that is said with who did it."""
    symmetric = settings.row.symmetric
    if first.type in symmetric and second.type in symmetric:
        return None
    return compare_parties(first.targets, second.targets)


def compare_singular(first: Gist, second: Gist, settings: Settings) -> float | None:
    """Tell whether both are the same happening that is seldom twice at one place, at the same place."""
    a, b = first.place, second.place
    if first.type != second.type or first.type not in settings.row.singular or a is None or b is None:
        return None
    return 1.0 if a.id and a.id == b.id and (a.radius_km or AREA_KM) <= TOWN_KM else None


FEATURES: tuple[tuple[str, Callable[[Gist, Gist, Settings], float | None]], ...] = (
    ("type", lambda a, b, settings: settings.affinity(a.type, b.type)),
    ("singular", compare_singular),
    ("place", lambda a, b, _settings: compare_place(a, b)),
    ("time", lambda a, b, settings: compare_time(a, b, settings.row.wide)),
    ("actors", compare_actors),
    ("targets", compare_targets),
    ("figures", lambda a, b, _settings: compare_figures(a, b)),
    ("beside", lambda a, b, _settings: compare_beside(a, b)),
    ("weapon", lambda a, b, _settings: compare_weapon(a, b)),
    ("words", lambda a, b, _settings: compare_words(a, b)),
)


def contradicts(first: Gist, second: Gist, settings: Settings, *, is_story: bool = False) -> bool:
    """Tell whether two claims cannot be one event: types, places, times or doers rule it out.

    Two reports of one story (`is_story`) may name its place by the town or by the village near it: there, places that
    lie apart count against one event, but do not rule it out.
    """
    if settings.affinity(first.type, second.type) == 0 or not _may_recall(first, second):
        return True
    a, b = to_days(first.time), to_days(second.time)
    if a and b and a.gap(b) > settings.row.tolerance:
        return True
    if _lasts(first) != _lasts(second) and first.type not in settings.row.singular:
        return True
    if (compare_place(first, second) == -1 and not is_story) or _is_part_of_whole(first, second):
        return True
    is_exclusive = first.type in settings.row.exclusive and first.type == second.type
    return is_exclusive and compare_actors(first, second, settings) == -1


def _lasts(gist: Gist) -> bool:
    """Tell whether a text says that something went on for a year or longer: many happenings, not a day of one."""
    days = to_days(gist.time)
    if gist.time is None or days is None or days.width < A_YEAR:
        return False
    return gist.time.grain == "span" and gist.time.how is How.TEXT


def _may_recall(first: Gist, second: Gist) -> bool:
    """Tell whether history may be what the other claim says: in another report, where both texts tell when it was."""
    if first.background == second.background:
        return True
    told = all(gist.time and gist.time.is_told for gist in (first, second))
    return told and first.report != second.report


def _is_part_of_whole(first: Gist, second: Gist) -> bool:
    """Tell whether one claim is of the whole place and the other of a part of it, for what is taken or left."""
    return first.partial != second.partial and first.type == second.type == "territory_gained"
