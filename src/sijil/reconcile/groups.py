"""Whose dead a bare figure counts: of one happening, those whom another claim counts with the same number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sijil.reconcile.measures import name_nobody
from sijil.records import Count, Event, Gist, Party, Scope

Number = tuple[str, str, int | None, int | None]
"""An event, a harm, and the bounds of a figure."""


def adopt_groups(gists: Iterable[Gist], events: Iterable[Event], nobody: frozenset[str]) -> Iterator[Gist]:
    """Yield claims whose bare figures bear the group of the same figure in another claim of their event.

    "Zelensky says 137 killed" and "137 Ukrainians, he said, had been killed" are one figure. It is left bare where the
    claims of the event count several groups with that number.

    Args:
        gists: The claims.
        events: The events that they belong to.
        nobody: Words that say no more of those who suffered than that they are people.
    """
    homes = {claim: event.id for event in events for claim in event.members}
    named = [name_nobody(gist, nobody) for gist in gists]
    groups = _groups(named, homes)
    for gist in named:
        home = homes.get(gist.claim)
        if home is None:
            yield gist
            continue
        counts = tuple(_adopt(count, groups.get(_number(home, count), {})) for count in gist.counts)
        yield gist if counts == gist.counts else replace(gist, counts=counts)


def _groups(gists: Iterable[Gist], homes: Mapping[str, str]) -> dict[Number, dict[str, Party]]:
    """Return the groups by key that each number of an event counts."""
    found: dict[Number, dict[str, Party]] = {}
    for gist in gists:
        for count in gist.counts:
            if gist.claim in homes and count.group is not None and count.scope is Scope.EVENT:
                found.setdefault(_number(homes[gist.claim], count), {}).setdefault(count.group.key, count.group)
    return found


def _number(event: str, count: Count) -> Number:
    return event, count.harm, count.low, count.high


def _adopt(count: Count, groups: Mapping[str, Party]) -> Count:
    """Give a bare number of a happening the one group that is counted with it."""
    is_bare = count.group is None and count.scope is Scope.EVENT and (count.low is not None or count.high is not None)
    return replace(count, group=next(iter(groups.values()))) if is_bare and len(groups) == 1 else count
