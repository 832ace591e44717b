"""Of which area claims are: of the region of their place, or of the larger town nearby where it lies in none known.

Those that name no place smaller than a country are of where their report and story play, or of where others tell the
same in rare words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sijil.days import to_ordinal
from sijil.distance import distance_km
from sijil.link.features import is_vast
from sijil.link.pairs import can_enter
from sijil.link.units import UNHEARD, find_area, list_tokens, radius_of
from sijil.records import Gist, Place, Story

NEAR_KM = 40.0
"""Kilometres within which a larger town gives its name to what happens: reports say "near" it, or name it alone."""
BAND = NEAR_KM / 111.0
"""Degrees of latitude of a band of towns; what lies near a town is in its own band or in one beside it."""
SOON = 7
"""Days by which the publication of what is told alike may lie apart."""
CLEAR = 4.0
"""Bits of rare words by which one area must be ahead of all others."""


class Areas:
    """The area of each claim that names a place smaller than a country."""

    def __init__(self, gists: Iterable[Gist]) -> None:
        """Find the towns near larger ones of their country, of those that lie in no known region.

        The larger ones come first, so that the result does not depend on the order of claims, and a town that is itself
        near a larger one draws no other along.
        """
        alone = {gist.place.id: gist.place for gist in gists if gist.place and gist.place.id and _is_alone(gist)}
        self._larger: dict[str, str] = {}
        bands: dict[tuple[str | None, int], list[Place]] = {}
        for key, place in sorted(alone.items(), key=lambda one: (-radius_of(one[1]), one[0])):
            band = _find_band(place)
            near = [
                (distance, other.id or "")
                for number in (band - 1, band, band + 1)
                for other in bands.get((place.country, number), ())
                if (distance := distance_km(place, other)) is not None and distance <= NEAR_KM
            ]
            if near:
                self._larger[key] = min(near)[1]
            else:
                bands.setdefault((place.country, band), []).append(place)

    def find(self, gist: Gist) -> str:
        """Return the region of a claim's place, or the larger town near it."""
        area = find_area(gist)
        return self._larger.get(area, area)


def _is_alone(gist: Gist) -> bool:
    """Tell whether a claim's place is a point of the map that lies in no known region, and is none."""
    place = gist.place
    if place is None or place.lon is None or place.lat is None or is_vast(place):
        return False
    return place.kind != "region" and find_area(gist) == place.id


def _find_band(place: Place) -> int:
    return math.floor((place.lat or 0.0) / BAND)


class Surroundings:
    """The areas of which each report and each story tells, for claims that name none."""

    def __init__(self, gists: Iterable[Gist], stories: Iterable[Story], areas: Areas) -> None:
        """Note where each report tells of which area, and how often each story does."""
        self._areas = areas
        self._stories = {one.report: one.story for one in stories}
        self._reports: dict[str, list[tuple[int, str]]] = {}
        self._told: dict[str, Counter[str]] = {}
        for gist in gists:
            if not is_vast(gist.place):
                area = areas.find(gist)
                self._reports.setdefault(gist.report, []).append((gist.order, area))
                if gist.report in self._stories:
                    self._told.setdefault(self._stories[gist.report], Counter())[area] += 1

    def find_area(self, gists: Sequence[Gist]) -> str | None:
        """Return the area that most of some claims name; else that of the nearest claim in their reports or stories."""
        named = Counter(self._areas.find(gist) for gist in gists if not is_vast(gist.place))
        if named:
            return min(named, key=lambda area: (-named[area], area))
        near = [(abs(order - gist.order), area) for gist in gists for order, area in self._reports.get(gist.report, ())]
        if near:
            return min(near)[1]
        told = sum((self._told.get(self._stories.get(gist.report, ""), Counter()) for gist in gists), Counter[str]())
        return min(told, key=lambda area: (-told[area], area), default=None)


def liken_areas(nowhere: Mapping[str, Sequence[Gist]], gists: Iterable[Gist], areas: Areas) -> dict[str, str]:
    """Return the area of which other reports of these days tell in the same rare words, where one is clearly ahead.

    Args:
        nowhere: Claims that name no smaller place than a country, by a name for each group.
        gists: All claims; those that name a smaller place than a country are compared.
        areas: Of these.

    Returns:
        The area of each group for which one is found, within the country that its claims name.
    """
    wanted = {token for members in nowhere.values() for gist in members for token in list_tokens(gist)}
    held: dict[str, list[tuple[int, str, str | None]]] = {}
    counted = 0
    for gist in gists if wanted else ():
        if gist.place and gist.said and can_enter(gist) and not is_vast(gist.place):
            counted += 1
            for token in wanted.intersection(list_tokens(gist)):
                held.setdefault(token, []).append((to_ordinal(gist.said), areas.find(gist), gist.place.country))
    found = {name: _liken(members, held, counted) for name, members in nowhere.items()}
    return {name: area for name, area in found.items() if area}


def _liken(
    gists: Sequence[Gist], held: Mapping[str, Sequence[tuple[int, str, str | None]]], counted: int
) -> str | None:
    """Return the area whose claims of these days share by far the rarest words with some claims."""
    said = min((to_ordinal(gist.said) for gist in gists if gist.said), default=None)
    countries = {gist.place.country or gist.place.id for gist in gists if gist.place}
    if said is None:
        return None
    bits: dict[str, float] = {}
    for token in sorted({token for gist in gists for token in list_tokens(gist)}):
        rows = held.get(token, ())
        rarity = round(math.log2((counted + UNHEARD) / (len(rows) + 1)), 6)
        for area in {
            area for day, area, home in rows if abs(day - said) <= SOON and (home in countries or not countries)
        }:
            bits[area] = bits.get(area, 0.0) + rarity
    (best, most), (_, next_best) = [*sorted(bits.items(), key=lambda one: (-one[1], one[0])), ("", 0.0), ("", 0.0)][:2]
    return best if most - next_best >= CLEAR else None
