"""Which of the places that bear a name is meant: by how well the name fits, by size, and by the report's other places.

Each name of a report lends support to the candidates of the others: a town near by, the region or county around it, its
country. Names that may mean several places lend it in shares, which two rounds settle. What a candidate's support is
worth beside its size was set on GeoVirus with LGL in view (docs/registers.md).
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijil.distance import distance_km
from sijil.folding import folded, plain
from sijil.gazetteer.layout import TOWN
from sijil.gazetteer.reader import EXACT, LOOSE
from sijil.resolve.atlas import REGION, Spot

COARSE = frozenset({"country", "continent"})
FAMOUS = 100_000
"""A town of a country that the report does not name is believed from this size on."""
METROPOLIS = 500_000
ROUNDS = 3
AROUND = frozenset({"country", "region", "county"})
"""Kinds of places that others are said to lie in."""
CANDIDATES = 12
"""Places that a name may mean, at most."""
ENOUGH = 0.35
"""Support from which on a town that is otherwise too small, or too far from the report's countries, is believed."""
ALIKE, ALIKE_ALIAS = 0.75, 0.5
ALIKE_FAR = 0.85
"""How alike the letters must be for a place of the packs, and for a town of the gazetteer."""
HEART = 0.25
"""Share of a report's country names that makes look-alikes among its towns believable."""
SHORTEST, LONG = 4, 6
"""Letters of the shortest key by which a transliteration is believed, in the report's countries and next to them."""
_FIT, _HOME, _SIZE, _NEAR, _FAMED, _LAND = 0.35, 0.2, 0.2, 0.3, 0.18, 0.25
_ALIAS = 0.08
"""What a place of a gazetteer loses under another than its main name."""
_MEMORY = 0.02
"""What a row that names no source loses, so that it never goes before one that does."""
_SHARPNESS = 12
"""How much a better score counts when a name lends its support in shares."""
_LEAST_SHARE = 0.05
_NEIGHBOUR_KM = 80.0
_FAR_KM = 400.0
_DEGREE_KM = 111.0
_SAME_REGION, _SAME_COUNTRY = 0.3, 0.06
_IN_COUNTRY, _IN_REGION, IN_COUNTY = 0.35, 0.8, 1.2
_OVER = 1.3
_REGION_SIZE, _OTHER_SIZE = 1.1, 0.45
_NOTED = frozenset({*AROUND, *COARSE, TOWN, "district", "airport", "port"})
"""Kinds of places of gazetteers that reports name as often as towns; brooks, hills and schools give way to villages."""
_MOST_PEOPLE = 6.5
"""Decimal digits of the largest population that makes a place likelier."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its score and the support of the report's other places, 0 to 1."""

    spot: Spot
    score: float
    support: float


Ranked = tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report says that makes places likely.

    Attributes:
        countries: Share of each country in the report.
        capitals: Ids of the capitals.
    """

    countries: Mapping[str, float]
    capitals: frozenset[str]

    def is_famed(self, spot: Spot) -> bool:
        """Tell whether a place is the one that its name alone calls to mind: a capital or a metropolis."""
        if spot.fit < EXACT:
            return False
        is_capital = spot.id in self.capitals and spot.population >= FAMOUS
        return spot.population >= METROPOLIS or is_capital

    def score(self, spot: Spot, name: str, support: float) -> float:
        """Score a candidate for a name (in its plain form) from 0 to 1."""
        share = self.countries.get(spot.country or "", 0.0)
        home = _HOME * (0.6 + 0.4 * share) if share or is_between(spot) else 0.0
        famed = _LAND if spot.kind in COARSE or is_between(spot) else _FAMED if self.is_famed(spot) else 0.0
        doubt = 0.0 if spot.sourced else _MEMORY
        doubt += 0.0 if spot.written or plain(spot.name) == name else _ALIAS
        total = _FIT * spot.fit + home + _SIZE * size_of(spot) + _NEAR * support + famed - doubt
        return round(min(1.0, total), 4)


def is_between(spot: Spot) -> bool:
    """Tell whether a place of the packs is no single country's: a sea, a range, a desert."""
    return spot.written and spot.country is None and spot.fit == EXACT


def size_of(spot: Spot) -> float:
    """Return how large or well known a place is, 0 to 1."""
    if spot.written or spot.kind in COARSE:
        return 0.8
    if spot.kind != TOWN:
        return _REGION_SIZE if spot.kind == REGION else 0.0 if _is_lesser(spot) else _OTHER_SIZE
    return min(1.0, math.log10(spot.population + 1) / _MOST_PEOPLE)


def _is_lesser(spot: Spot) -> bool:
    """Tell whether a place of a gazetteer gives way to a village of its name."""
    return not spot.written and spot.kind not in _NOTED


def closeness(spot: Spot, other: Spot) -> float:
    """Return how much a place makes another likely that lies near it or in it."""
    if spot.country != other.country:
        near = _degrees(spot, other) * _DEGREE_KM
        return math.exp(-near / _NEIGHBOUR_KM) if near < _NEIGHBOUR_KM else 0.0
    if other.kind == "country" or spot.kind == "country":
        return _IN_COUNTRY
    if spot.area and spot.area == other.area and REGION in {spot.kind, other.kind}:
        return _IN_REGION
    far = distance_km(spot, other) if _degrees(spot, other) * _DEGREE_KM < _FAR_KM else None
    base = _SAME_REGION if spot.area and spot.area == other.area else _SAME_COUNTRY
    if far is None:
        return base
    if other.kind == "county" and far <= (other.radius_km or 0.0) * _OVER:
        return IN_COUNTY
    return max(base, math.exp(-far / _NEIGHBOUR_KM))


def _degrees(spot: Spot, other: Spot) -> float:
    """Return the difference in latitude, which no distance is shorter than."""
    return abs(spot.lat - other.lat) if spot.lat is not None and other.lat is not None else math.inf


def rank_names(names: Mapping[str, Sequence[Spot]], setting: Setting) -> dict[str, Ranked]:
    """Rank the candidates of each name of a report, the likeliest first."""
    ranked = {name: _rank(name, spots, setting, [0.0] * len(spots)) for name, spots in names.items()}
    for _ in range(ROUNDS):
        shares = {name: _shares(row) for name, row in ranked.items()}
        ranked = {name: _rank(name, spots, setting, _support(name, spots, shares)) for name, spots in names.items()}
    return ranked


def _rank(name: str, spots: Sequence[Spot], setting: Setting, support: Sequence[float]) -> Ranked:
    choices = (Choice(spot, setting.score(spot, name, near), near) for spot, near in zip(spots, support, strict=True))
    return tuple(sorted(choices, key=lambda choice: (-choice.score, _is_lesser(choice.spot), choice.spot.id or "")))


def _shares(ranked: Ranked) -> tuple[tuple[float, Spot], ...]:
    """Return the candidates of a name that matter, each with its share of the name's support."""
    weights = [math.exp(_SHARPNESS * (choice.score - ranked[0].score)) for choice in ranked]
    total = sum(weights)
    pairs = ((weight / total, choice.spot) for weight, choice in zip(weights, ranked, strict=True))
    return tuple(pair for pair in pairs if pair[0] > _LEAST_SHARE)


def _support(name: str, spots: Sequence[Spot], shares: Mapping[str, Sequence[tuple[float, Spot]]]) -> list[float]:
    """Return the support of each candidate of a name from all other names."""
    others = [pairs for other, pairs in shares.items() if other != name and pairs]
    near = (sum(max(share * closeness(spot, one) for share, one in pairs) for pairs in others) for spot in spots)
    return [1 - math.exp(-total) for total in near]


def is_credible(spot: Spot, name: str, countries: dict[str, float], *, labelled: bool) -> bool:
    """Tell whether a place may be meant: look-alikes only within the report's countries."""
    at_home = spot.country in countries or spot.country is None
    if spot.fit < EXACT and len(folded(name)) < SHORTEST:
        return False
    if spot.fit == LOOSE and spot.country is None:
        return False
    if spot.fit == EXACT:
        is_large = spot.population >= (FAMOUS if _is_told_apart(spot, name) else METROPOLIS)
        is_known = spot.written or is_large or spot.kind == REGION
        return at_home or is_known or (labelled and not countries)
    if not at_home:
        return False
    alike = difflib.SequenceMatcher(None, folded(name), folded(spot.name)).ratio()
    if spot.written:
        return spot.fit > LOOSE or alike >= ALIKE
    at_heart = countries.get(spot.country or "", 0.0) >= HEART
    return labelled and at_heart and alike >= (ALIKE_ALIAS if spot.fit > LOOSE else ALIKE_FAR)


def _is_told_apart(spot: Spot, name: str) -> bool:
    """Tell whether a name is a place's main one, or long enough to be no other's by chance."""
    return folded(name) == folded(spot.name) or len(folded(name)) >= LONG


def is_known_look_alike(spot: Spot, name: str) -> bool:
    """Tell whether a place is large or well known enough to be meant, in another spelling, from over a border."""
    is_known = spot.kind == TOWN and (spot.written or spot.population >= FAMOUS)
    return is_known and spot.fit > LOOSE and len(folded(name)) >= LONG


def begins_so(spot: Spot, word: str) -> bool:
    """Tell whether an article is part of a place's name ("The Hague"), and not only leads in the sentence."""
    return spot.fit == EXACT and spot.name.lower().split()[0] == word


def is_noted(spot: Spot) -> bool:
    """Tell whether a place bears a name of common nouns ("West Bank", "Van") so that it is known by it."""
    return spot.fit == EXACT and (spot.written or spot.population >= FAMOUS)
