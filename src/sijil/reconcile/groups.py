"""Whose dead a bare figure counts: of one happening, those whom another claim counts with the same number.

Where several groups suffered, small numbers meet by chance, and a bare figure may count all of them; there only what
the same report or voice says of the number counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sijil.reconcile.measures import name_nobody
from sijil.records import Count, Event, Gist, Party, Scope

Number = tuple[str, str, int | None, int | None]
"""An event, a harm, and the bounds of a figure."""


@dataclass(slots=True)
class Counted:
    """Whom the claims of events count: the groups of each number with who says so, and the groups of each harm."""

    groups: dict[Number, dict[str, Party]] = field(default_factory=dict)
    tellers: dict[Number, set[str]] = field(default_factory=dict)
    harmed: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def add(self, gist: Gist, event: str) -> None:
        """Note whom a claim of an event counts."""
        for count in gist.counts:
            if count.group is not None and count.scope is Scope.EVENT:
                number = _number(event, count)
                self.groups.setdefault(number, {}).setdefault(count.group.key, count.group)
                self.tellers.setdefault(number, set()).update((gist.report, gist.voice))
                self.harmed.setdefault((event, count.harm), set()).add(count.group.key)

    def find(self, gist: Gist, number: Number) -> Party | None:
        """Return the one group that a number counts; None where it may count others."""
        groups = self.groups.get(number, {})
        is_only = len(self.harmed.get(number[:2], ())) == 1
        is_told = not self.tellers.get(number, set()).isdisjoint({gist.report, gist.voice})
        return next(iter(groups.values())) if len(groups) == 1 and (is_only or is_told) else None


def adopt_groups(gists: Iterable[Gist], events: Iterable[Event], nobody: frozenset[str]) -> Iterator[Gist]:
    """Yield claims whose bare figures bear the group of the same figure in another claim of their event.

    "Zelensky says 137 killed" and "137 Ukrainians, he said, had been killed" are one figure. It is left bare where the
    claims of the event count several groups with that number, or count others too and neither its report nor its voice
    counts that group with it.

    Args:
        gists: The claims.
        events: The events that they belong to.
        nobody: Words that say no more of those who suffered than that they are people.
    """
    homes = {claim: event.id for event in events for claim in event.members}
    named = [name_nobody(gist, nobody) for gist in gists]
    counted = Counted()
    for gist in named:
        if gist.claim in homes:
            counted.add(gist, homes[gist.claim])
    for gist in named:
        home = homes.get(gist.claim)
        if home is None:
            yield gist
            continue
        counts = tuple(_adopt(count, counted.find(gist, _number(home, count))) for count in gist.counts)
        yield gist if counts == gist.counts else replace(gist, counts=counts)


def _number(event: str, count: Count) -> Number:
    return event, count.harm, count.low, count.high


def _adopt(count: Count, group: Party | None) -> Count:
    """Give a bare number of a happening the group that it counts."""
    is_bare = count.group is None and count.scope is Scope.EVENT and (count.low is not None or count.high is not None)
    return replace(count, group=group) if is_bare else count
