"""Whether two events are one happening, compared as wholes.

Telling by telling two events of one happening may fit themselves better than each other: those of one name the town,
those of the other the district. What all of one say together, set against all that the other says, shows it. Each
feature has a value and a weight in bits; with what it costs that they may be two (`merge_two`) they give the posterior.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sijil.link.fits import Values, compare, weigh
from sijil.link.settings import Settings
from sijil.link.units import Common, Gathered, Unit

TWO = "merge_two"
"""The feature of being two happenings."""
FEW = 6
"""Tellings from which it says no more how many an event has."""
ABLE = 2 / 3
"""Share of the tellings of the smaller event that must be able to be of the larger one."""
A_DAY = 1
"""Days by which the times of two events that are one may lie apart."""
SHARED = 2
"""Words that both must hold: one alone may be common in news of the place."""
SCANT = 150.0
"""What words say less where there are few: added to the lengths whose product the cosine is divided by."""
INSIDE, OUTSIDE = 1.0, -1.2


def compare_events(one: Gathered, other: Gathered, units: Sequence[Unit], common: Common, settings: Settings) -> Values:
    """Return what two events have in common, feature by feature; nothing where they cannot be one.

    Args:
        one: The smaller event.
        other: The larger one.
        units: All tellings, by number.
        common: How common words are.
        settings: The bits, and kinship of types.
    """
    mine, theirs = one.find_focus(), other.find_focus()
    if mine is None or theirs is None:
        return []
    gap, kinship = mine[1].gap(theirs[1]), _compare_types(one, other, settings)
    firm = [units[number] for number in sorted(one.members) if units[number].is_firm]
    if gap > A_DAY or not kinship or not firm:
        return []
    fits = [values for unit in firm if (values := compare(unit, other, common, settings)) is not None]
    if len(fits) < ABLE * len(firm):
        return []
    mean = math.fsum(weigh(values, settings) for values in fits) / len(fits)
    values = [
        ("merge_fit", round(mean, 2)),
        ("merge_words", _compare_words(one, other, common)),
        ("merge_type", kinship),
        ("merge_day", 0.0 if gap else 1.0),
        ("merge_place", _compare_places(mine[0], theirs[0])),
        ("merge_size", float(-min(len(firm), FEW))),
    ]
    return [(TWO, 1.0), *((name, value) for name, value in values if value)]


def judge(values: Values, settings: Settings) -> float:
    """Return the posterior that two events are one, by what they have in common; 0 without any."""
    if not values:
        return 0.0
    bits = weigh([one for one in values if one[0] != TWO], settings) - settings.weights.get(TWO, 0.0)
    return round(1 / (1 + 2 ** min(60.0, -bits)), 4)


def _compare_types(one: Gathered, other: Gathered, settings: Settings) -> float:
    """Return the mean kinship of what the tellings of one event say happened with what those of the other say."""
    pairs = sum(one.types.values()) * sum(other.types.values())
    kinship = sum(
        count * often * settings.affinity(kind, another)
        for kind, count in one.types.items()
        for another, often in other.types.items()
    )
    return round(kinship / pairs, 3) if pairs else 0.0


def _compare_words(one: Gathered, other: Gathered, common: Common) -> float:
    """Return how often the tellings of both hold the same words, weapons and numbers, the rarer the more: a cosine."""
    mine, theirs = _weigh_words(one, common), _weigh_words(other, common)
    shared = sorted(mine.keys() & theirs.keys())
    length = math.hypot(*sorted(mine.values())) * math.hypot(*sorted(theirs.values()))
    product = math.fsum(mine[token] * theirs[token] for token in shared)
    return round(product / (length + SCANT), 3) if len(shared) >= SHARED else 0.0


def _weigh_words(event: Gathered, common: Common) -> Mapping[str, float]:
    return {token: count / event.size * common.rarity(token) for token, count in event.tokens.items()}


def _compare_places(one: Unit, other: Unit) -> float:
    """Compare the places that most tellings of two events name: one in the other, or two; the fit counts the same."""
    if one.key == other.key:
        return 0.0
    return INSIDE if one.key in other.places or other.key in one.places else OUTSIDE
