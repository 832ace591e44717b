"""What a reader can tell who is given the list of what happened, and finds for each claim the happening it fits best.

A method without that list can hardly do better, as claims that name only the city, the month or the country fit several
happenings. The points below are set by hand and on no result.
"""

from __future__ import annotations

from benchmarks.war.measures import Clusters
from benchmarks.war.outlets import Press
from benchmarks.war.telling import DRIFT
from benchmarks.war.world import FIRST_DAY, Happening, World

from sijil.days import Days, to_days
from sijil.link.pairs import can_enter
from sijil.records import Gist

LATEST = 12
"""Days after a happening in which reports of it come out."""
FEW_DAYS = 2


def read_with_list(world: World, press: Press) -> Clusters:
    """Cluster claims by the happening of the list that each fits best; those about none of them by what is true."""
    clusters: dict[str, list[str]] = {}
    for gist in press.gists:
        if gist.claim in press.about and can_enter(gist):
            about = press.about[gist.claim]
            is_listed = about.startswith("h")
            clusters.setdefault(_find(world, press, gist) if is_listed else about, []).append(gist.claim)
    return clusters.values()


def _find(world: World, press: Press, gist: Gist) -> str:
    """Return the name of the happening that a claim fits best, or the claim's own id where it fits none."""
    published = press.published[gist.report]
    fits = [
        (_fit(world, gist, what), what.day - published, what.number)
        for what in world.happenings
        if 0 <= published - what.day <= LATEST and gist.type in {what.type, "toll", *DRIFT.get(what.type, ())}
    ]
    best = max(fits, default=None)
    return f"h{best[2]}" if best else gist.claim


def _fit(world: World, gist: Gist, what: Happening) -> float:
    """Return how well a claim fits a happening, in points: place, days, type, words and doer."""
    doers = {actor.key.partition("-")[0] for actor in gist.actors if actor.id}
    doer = (2 if what.actor.partition("-")[0] in doers else -3) if doers else 0
    words = 3 * len(set(gist.words) & set(what.words))
    return _fit_place(world, gist, what) + _fit_days(gist, what) + 2 * (gist.type == what.type) + words + doer


def _fit_place(world: World, gist: Gist, what: Happening) -> float:
    named = gist.places[0]
    if named == what.place:
        return 4
    if named in world.areas[what.place].chain:
        return 2 if named in world.areas else 1
    is_near = named in world.areas and world.areas[named].city == world.areas[what.place].city
    return -3 if is_near else -20


def _fit_days(gist: Gist, what: Happening) -> float:
    told = to_days(gist.time)
    if told is None:
        return 0
    day = FIRST_DAY.toordinal() + what.day
    apart = told.gap(Days(day, day))
    return -2 * apart if apart else 3 if told.width <= FEW_DAYS else 1
