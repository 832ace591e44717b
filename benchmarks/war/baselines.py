"""What simpler methods make of the same claims: filters for events, majority and maximum for tolls, the last claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from benchmarks.war.measures import Clusters, Guess, group_of
from benchmarks.war.outlets import Press
from benchmarks.war.world import CONTESTED, FIRST_DAY, World, day_of

from sijil.days import to_ordinal
from sijil.link.pairs import can_enter
from sijil.records import Gist, Scope, Stance
from sijil.voices import find_root

HOLDING = frozenset({"territory_gained", "control", "contested", "siege"})
RECENT = 14
"""Days back to which a majority of claims about a place is taken."""

Key = Callable[[Gist], Hashable]
Labels = dict[tuple[str, int], str]


def day_told(gist: Gist) -> str:
    """Return the first day that a claim tells, or the day on which it was published."""
    return (gist.time and gist.time.earliest) or gist.said or ""


def town(gist: Gist) -> str:
    """Return the town of a claim's place, or the country."""
    return gist.places[-2] if len(gist.places) > 1 else gist.places[-1]


def by_doers(gist: Gist) -> Hashable:
    """One event a day of a type between two actors: the filter of automatic event data (Schrodt and others)."""
    actor, target = (find_root(next(iter(parties), None)) for parties in (gist.actors, gist.targets))
    return day_told(gist), gist.type, actor, target


def by_place(gist: Gist) -> Hashable:
    """One event a day of a type at a place."""
    return day_told(gist), gist.type, gist.places[0]


def by_publication(gist: Gist) -> Hashable:
    """One event of a type in a town for each day of publication."""
    return gist.said, gist.type, town(gist)


EVENTS: Mapping[str, Key] = {"one a day": by_doers, "one a day, place": by_place, "publication": by_publication}


def cluster(press: Press, key: Key) -> Clusters:
    """Cluster claims that have one key."""
    clusters: dict[Hashable, list[str]] = {}
    for gist in press.gists:
        if can_enter(gist):
            clusters.setdefault(key(gist), []).append(gist.claim)
    return clusters.values()


# -- tolls -------------------------------------------------------------------------------------------------------------


def majority(numbers: Sequence[int]) -> int:
    """Return the number that is said most often, the smallest of equal ones."""
    counted = Counter(numbers)
    return min(counted, key=lambda number: (-counted[number], number))


TOLLS: Mapping[str, Callable[[Sequence[int]], int]] = {"majority": majority, "maximum": max}


def guess(press: Press, choose: Callable[[Sequence[int]], int]) -> list[Guess]:
    """Put figures of one day, place and group together and take one number; its bounds are all that is said."""
    groups: dict[Hashable, list[tuple[Gist, int]]] = {}
    for gist in press.gists:
        for count in gist.counts if gist.stance is Stance.ASSERTED else ():
            number = count.low if count.low is not None else count.high
            if number is not None:
                last = gist.time.latest if gist.time and count.scope is not Scope.EVENT else None
                whose = group_of(count.group.key if count.group else "?")
                groups.setdefault((day_told(gist), last, gist.places[0], whose), []).append((gist, number))
    return [_guess(key[3], said, choose) for key, said in groups.items() if isinstance(key, tuple)]


def _guess(group: str, said: Sequence[tuple[Gist, int]], choose: Callable[[Sequence[int]], int]) -> Guess:
    numbers = [number for _, number in said]
    return Guess(
        group=group,
        claims=frozenset(gist.claim for gist, _ in said),
        low=min(numbers),
        best=choose(numbers),
        high=max(numbers),
        month=day_told(said[0][0])[:7],
        is_period=said[0][0].counts[0].scope is not Scope.EVENT,
    )


# -- control -----------------------------------------------------------------------------------------------------------


def first_days(press: Press, world: World) -> dict[str, int]:
    """Return for each place of which a claim says who holds it the first such day."""
    told: dict[str, int] = {}
    for day, place, _ in _said(press, world, day_told):
        told[place] = min(told.get(place, day), day)
    return told


def last_claim(press: Press, world: World, told: Mapping[str, int], when: Callable[[Gist], str]) -> Labels:
    """Believe of each place what was claimed last, by the day that the claim tells or on which it came out."""
    return _follow(world, told, _said(press, world, when), lambda said, _day: said[-1][1])


def most_claims(press: Press, world: World, told: Mapping[str, int]) -> Labels:
    """Believe of each place what most claims of the last days say; where there are none, as before."""

    def choose(said: Sequence[tuple[int, str]], day: int) -> str:
        recent = [label for at, label in said if at > day - RECENT] or [said[-1][1]]
        counted = Counter(recent)
        return max(counted, key=lambda label: (counted[label], label))

    return _follow(world, told, _said(press, world, day_told), choose)


def _said(press: Press, world: World, when: Callable[[Gist], str]) -> list[tuple[int, str, str]]:
    """Return what is claimed of whole places: day, place, holder; in order of day and publication."""
    found = []
    for gist in press.gists:
        is_whole = not gist.partial and gist.share is None and gist.place is not None
        if gist.type in HOLDING and gist.stance is Stance.ASSERTED and is_whole and gist.places[0] in world.holders:
            label = _label(gist)
            if label and when(gist):
                day = max(0, to_ordinal(when(gist)) - FIRST_DAY.toordinal())
                found.append((day, gist.said or "", gist.claim, gist.places[0], label))
    return [(day, place, label) for day, _, _, place, label in sorted(found)]


def _label(gist: Gist) -> str:
    """Return who holds a place by a claim, or that it is contested; of a siege, whom it is laid to."""
    if gist.type == CONTESTED:
        return CONTESTED
    holders = gist.targets if gist.type == "siege" else gist.actors
    return holders[0].key.partition("-")[0] if holders and holders[0].id else ""


def _follow(
    world: World,
    told: Mapping[str, int],
    said: Iterable[tuple[int, str, str]],
    choose: Callable[[Sequence[tuple[int, str]], int], str],
) -> Labels:
    """Go through the days of each place with the claims made up to then."""
    by_place: dict[str, list[tuple[int, str]]] = {}
    for day, place, label in said:
        by_place.setdefault(place, []).append((day, label))
    labels: Labels = {}
    for place, first in told.items():
        for day in range(first, world.setting.days):
            known = [one for one in by_place.get(place, ()) if one[0] <= day]
            labels[place, day] = choose(known, day) if known else ""
    return labels


def published(gist: Gist) -> str:
    """Return the day on which a claim came out."""
    return gist.said or day_of(0)
