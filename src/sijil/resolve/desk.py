"""Places that a report means without naming them: the town of its dateline ("this town"), and a country's capital."""

from __future__ import annotations

from functools import lru_cache

from sijil.records import Claim
from sijil.resolve.atlas import Atlas, Spot
from sijil.resolve.dateline import dateline_towns
from sijil.resolve.register import Entry
from sijil.resolve.toponyms import Map
from sijil.resolve.words import Words, split_words

NEAR = 5
"""Words back in which "in this" or "in the" stands before "town" or "capital"."""


def dateline_town(places: Map) -> Spot | None:
    """Return the town in which a report was written: the largest of its name in the countries that it is about."""
    towns = dateline_towns(places.frame.report, places.atlas)
    return next((spot for spot in towns if spot.country in places.countries), None)


def scene_of_dateline(places: Map) -> Spot | None:
    """Return the town of the dateline where what is told without a place was there: not where that is a capital."""
    town = dateline_town(places)
    return town if town and town.id not in places.atlas.capitals else None


def find_desk(words: Words, places: Map) -> Spot | None:
    """Return the town that "this town" or "the capital" means; None where the words are of another place."""
    register = places.frame.register
    for index, word in enumerate(words.plains):
        before = words.plains[max(0, index - NEAR) : index]
        behind = words.plains[index + 1 : index + 2]
        if "this" in before and any(register.cue(kind, word) for kind in ("city_word", "district_word")):
            return dateline_town(places)
        lesser = any(register.cue("lesser_capital", one) for one in before) or behind == ("of",)
        if register.cue("capital_word", word) and not lesser:
            named = [entry.land for one in before for entry in _states(one, places)]
            town = dateline_town(places)
            if not named and town and town.id in places.atlas.capitals:
                return town
            return _capital(places.atlas, (named or [places.home or places.frame.country])[-1])
    return None


def told_desk(claim: Claim, places: Map) -> Spot | None:
    """Return the town that the words of a claim say it was in without its name ("killed nine in the capital")."""
    span = claim.evidence[0]
    words = split_words(places.frame.report.text[span.start : span.end])
    for index in range(len(words)):
        if places.frame.register.cue("where", words.plains[index]):
            phrase = split_words(words.text[words.starts[index] :])
            stop = min(len(phrase), NEAR)
            inside = split_words(phrase.text[: phrase.ends[stop - 1]])
            if spot := find_desk(inside, places):
                return spot
    return None


def _states(word: str, places: Map) -> list[Entry]:
    matches = places.frame.register.scan(split_words(word.title()))
    return [entry for match in matches for entry in match.entries if entry.kind == "state" and entry.land]


@lru_cache(maxsize=400)
def _capital(atlas: Atlas, country: str | None) -> Spot | None:
    """Return the capital of a country."""
    spots = (atlas.spot_of_id(target) for target in sorted(atlas.capitals) if target)
    return next((spot for spot in spots if spot and country and spot.country == country), None)
