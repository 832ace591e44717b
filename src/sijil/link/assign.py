"""The events stage: which event each telling fits best, and what each event is.

The clusters that links give are where it starts. Then each telling is taken out of its event and put where the
posterior says that it belongs, if that is clear (`join`); else it stays. As events change, this is done over and over,
until nothing moves (Hartigan 1975: clusters by exchange, here by likelihood). Only firm tellings say what an event
is, so that a vague one hangs on one event and leads no two to each other. Then an event that is rather two is parted,
and two that are clearly one happening, compared as wholes, become one (`merge`).
What people said goes before all of it.

Work is cut by area and period, so that a report more touches few blocks, and a place of which much is told stays cheap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush

from sijil.days import to_days, to_ordinal
from sijil.link.areas import Areas, Surroundings, liken_areas
from sijil.link.cluster import Decided, cluster_tellings, deal_by_report, deal_decided, read_decided
from sijil.link.events import make_event, make_finding
from sijil.link.fits import NEW, Values, choose, compare, find_reach, list_parts, weigh
from sijil.link.merging import A_DAY, compare_events, judge
from sijil.link.pairs import can_enter
from sijil.link.parting import find_part
from sijil.link.settings import Settings, read_settings
from sijil.link.units import Common, Gathered, Unit, count_tokens, make_unit
from sijil.packs import Packs
from sijil.parts import EventType
from sijil.records import Copy, Decision, DecisionKind, DecisionTarget, Event, Finding, Fit, Gist, Link, Story, Telling
from sijil.stage import Rows, Stage
from sijil.stage import Unit as Scope
from sijil.verdicts import deal_verdicts, read_verdicts, set_value
from sijil.voices import find_origins

PERIOD = 366
"""Days of a block; what is told near its ends may miss an event of the next, if no link leads there."""
ROUNDS = 4
"""How often all tellings are asked at most; on simulated wars the fourth round moves one in a thousand."""
BUCKET = 2
"""Characters of its first claim by which a cluster whose area nobody names is dealt into a block."""


# -- blocks ------------------------------------------------------------------------------------------------------------


def split_by_area(rows: Rows, packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut clusters into blocks by the area of their claims and by the period."""
    settings = read_settings(packs)
    gists = {gist.claim: gist for gist in rows.of(Gist) if can_enter(gist)}
    clusters: dict[str, list[Telling]] = {}
    for telling in rows.of(Telling):
        clusters.setdefault(telling.cluster, []).append(telling)
    areas = Areas(rows.of(Gist))
    near = Surroundings(rows.of(Gist), rows.of(Story), areas)
    blocks: dict[str, list[object]] = {}
    homes: dict[str, str] = {}
    members_of = {
        first: [gists[claim] for telling in tellings for claim in telling.claims]
        for first, tellings in clusters.items()
    }
    found = {first: near.find_area(members) for first, members in members_of.items()}
    nowhere = {first: members for first, members in members_of.items() if not found[first]}
    found |= liken_areas(nowhere, gists.values(), areas)
    for first, tellings in clusters.items():
        members, area = members_of[first], found[first]
        home = f"{area} {_find_period(members, settings)}" if area else f"nowhere {first.partition('-')[2][:BUCKET]}"
        homes |= {gist.claim: home for gist in members}
        blocks.setdefault(home, []).extend([*tellings, *members])
    deal_by_report(rows.of(Story), gists.values(), homes, blocks)
    deal_by_report(rows.of(Copy), gists.values(), homes, blocks)
    deal_decided(rows.of(DecisionTarget), homes, blocks)
    deal_verdicts(rows, homes, blocks)
    return blocks


def _find_period(gists: Sequence[Gist], settings: Settings) -> int:
    """Return the period of a cluster: of its first narrow time, else of its first publication, a little earlier."""
    times = [days.first for gist in gists if (days := to_days(gist.time)) and days.width < settings.row.wide]
    said = [to_ordinal(gist.said) - settings.row.tolerance for gist in gists if gist.said]
    return min(times or said, default=0) // PERIOD


# -- tellings to events ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """An event that is a part of another one: minus the posterior, both by number, and how many members each had."""

    doubt: float
    part: int
    into: int
    sizes: tuple[int, int]
    values: tuple[tuple[str, float], ...] = field(compare=False)

    def is_of(self, events: Mapping[int, Gathered]) -> bool:
        """Tell whether both still stand as they were compared."""
        members = [len(events[number].members) if number in events else 0 for number in (self.part, self.into)]
        return tuple(members) == self.sizes


@dataclass(slots=True)
class Assignment:
    """Tellings, the event that each is in, and for those that were moved why.

    Events are numbered; `by_day` has those of each day, `why` the posterior and the features.
    """

    units: Sequence[Unit]
    homes: list[int]
    common: Common
    settings: Settings
    events: dict[int, Gathered] = field(default_factory=dict)
    by_day: dict[int, set[int]] = field(default_factory=dict)
    why: dict[int, tuple[float, Sequence[tuple[str, float]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the tellings into their events."""
        for number, home in enumerate(self.homes):
            self.events.setdefault(home, Gathered()).add(number, self.units[number])
        for number, event in self.events.items():
            self._list(number, event)

    def _list(self, number: int, event: Gathered) -> None:
        """List an event under its days."""
        for day in event.list_days():
            self.by_day.setdefault(day, set()).add(number)

    def _move(self, number: int, unit: Unit, event: int, *, enters: bool) -> None:
        """Let a telling into an event or take it out, and list the event under the days that it then has."""
        gathered = self.events[event]
        if unit.is_firm:
            for day in gathered.list_days():
                self.by_day[day].discard(event)
        (gathered.add if enters else gathered.remove)(number, unit)
        if unit.is_firm:
            self._list(event, gathered)

    def run(self) -> None:
        """Move tellings until none moves, part events that are two, and let those that are one become one."""
        self.settle()
        if self.part():
            self.settle()
        if self.merge():
            self.settle()

    def settle(self) -> None:
        """Ask all tellings in order where they belong, again and again until none moves."""
        for _ in range(ROUNDS):
            if not sum([self.place(number) for number in range(len(self.units))]):
                return

    def place(self, number: int) -> bool:
        """Put a telling into the event that it is of, if that is clear; tell whether it moved."""
        unit, home = self.units[number], self.homes[number]
        self._move(number, unit, home, enters=False)
        fits = {event: values for event, values in self._compare(unit) if values is not None}
        found = choose({event: weigh(values, self.settings) for event, values in fits.items()}, self.settings)
        if found and found[0] != home and found[1] >= self.settings.row.join:
            self.homes[number] = found[0]
            self.why[number] = found[1], [(NEW, 1.0), *fits[found[0]]]
        self._move(number, unit, self.homes[number], enters=True)
        if not self.events[home].members:
            del self.events[home]
        return self.homes[number] != home

    def _compare(self, unit: Unit) -> Iterator[tuple[int, Values | None]]:
        """Yield each event that a telling may be of by its time, with what both have in common."""
        reach = find_reach(unit, self.settings)
        days = self.by_day if reach is None else range(reach.first, reach.last + 1)
        for number in {number for day in days for number in self.by_day.get(day, ())}:
            yield number, compare(unit, self.events[number], self.common, self.settings)

    def merge(self) -> int:
        """Let events become parts of others, the surest first, until no two are clearly one; count them."""
        waiting = [found for number in sorted(self.events) for found in self._match(number, only_later=True)]
        heapify(waiting)
        count = 0
        while waiting:
            match = heappop(waiting)
            if match.is_of(self.events):
                self._dissolve(match)
                count += 1
                for found in self._match(match.into, only_later=False):
                    heappush(waiting, found)
        return count

    def _match(self, number: int, *, only_later: bool) -> Iterator[Match]:
        """Yield the events of the days of one that are the same happening, if that is clear."""
        days = self.events[number].list_days()
        near = range(days.start - A_DAY, days.stop + A_DAY) if days else days
        others = {other for day in near for other in self.by_day.get(day, ())}
        for other in sorted(others - {number}):
            if not (only_later and other < number) and not self._is_apart(number, other):
                part, into = sorted((number, other), key=lambda one: (self.events[one].size, one))
                one, two = self.events[part], self.events[into]
                values = compare_events(one, two, self.units, self.common, self.settings)
                posterior = judge(values, self.settings)
                if posterior >= self.settings.row.merge:
                    yield Match(-posterior, part, into, (len(one.members), len(two.members)), tuple(values))

    def _dissolve(self, match: Match) -> None:
        """Put all tellings of an event into the one of which it is a part."""
        for member in sorted(self.events[match.part].members):
            self.why[member] = -match.doubt, match.values
            self.homes[member] = match.into
            self._move(member, self.units[member], match.part, enters=False)
            self._move(member, self.units[member], match.into, enters=True)
        del self.events[match.part]

    def part(self) -> int:
        """Make two events of each that is two, and look at both again; count the new ones."""
        waiting, count = sorted(self.events), len(self.events)
        while waiting:
            number = waiting.pop()
            units = {member: unit for member in self.events[number].members if (unit := self.units[member]).is_firm}
            leaving = find_part(units, self.common, self.settings)
            if leaving:
                new = max(self.events) + 1
                self.events[new] = Gathered()
                waiting += [number, new]
            for member in sorted(leaving):
                self._move(member, units[member], number, enters=False)
                self._move(member, units[member], new, enters=True)
                self.homes[member] = new
                self.why.pop(member, None)
        return len(self.events) - count

    def _is_apart(self, first: int, second: int) -> bool:
        """Tell whether people keep a claim of one event apart from the other."""
        claims = self.events[second].claims
        return any(not self.units[member].apart.isdisjoint(claims) for member in self.events[first].members)


def assign(
    tellings: Iterable[Telling],
    gists: Mapping[str, Gist],
    stories: Mapping[str, str],
    decided: Decided,
    settings: Settings,
    area: str | None = None,
) -> Assignment:
    """Put tellings into events; the result does not depend on the order of what is given.

    Args:
        tellings: With the clusters that links give.
        gists: Their claims, by id.
        stories: The story of each report that tells one.
        decided: What people said of pairs of claims.
        settings: Weights, and from which posterior a telling joins an event.
        area: That of the block.
    """
    apart: dict[str, set[str]] = {}
    for a, b in decided.other:
        apart.setdefault(a, set()).add(b)
        apart.setdefault(b, set()).add(a)
    standing = sorted(tellings, key=lambda telling: gists[telling.first].standing)
    units = [
        make_unit(
            [gists[claim] for claim in telling.claims],
            stories,
            settings,
            {other for claim in telling.claims for other in apart.get(claim, ())},
            area,
        )
        for telling in standing
    ]
    numbers: dict[str, int] = {}
    homes = [numbers.setdefault(telling.cluster, len(numbers)) for telling in standing]
    found = Assignment(units, homes, count_tokens(units), settings)
    found.run()
    return found


def cluster(
    gists: Sequence[Gist],
    links: Iterable[Link],
    decided: Decided,
    settings: Settings,
    stories: Iterable[Story] = (),
    copies: Iterable[Copy] = (),
) -> tuple[tuple[str, ...], ...]:
    """Cluster claims as the stages do with one block; each cluster a sorted tuple of claim ids, sorted."""
    tellings = [
        Telling(first=claims[0], claims=claims, cluster=found[0][0])
        for found in cluster_tellings(gists, links, copies, decided, settings)
        for claims in found
    ]
    by_report = {one.report: one.story for one in stories}
    found = assign(tellings, {gist.claim: gist for gist in gists}, by_report, decided, settings)
    return tuple(sorted(tuple(sorted(event.claims)) for event in found.events.values()))


def make_events(rows: Rows, packs: Packs) -> Iterable[Event | Finding | Fit]:
    """Yield the events of a block, each with the finding that it happened, and why tellings were moved to it."""
    titles = {row.name: row.title for row in packs.rows(EventType)}
    origins = find_origins(rows.of(Copy))
    verdicts = read_verdicts(rows.of(Decision), rows.of(DecisionTarget))
    gists = {gist.claim: gist for gist in rows.of(Gist)}
    stories = {one.report: one.story for one in rows.of(Story)}
    decided = read_decided(rows.of(DecisionTarget))
    area = rows.block.rpartition(" ")[0]
    found = assign(rows.of(Telling), gists, stories, decided, read_settings(packs), area)
    for gathered in found.events.values():
        event = make_event([gists[claim] for claim in sorted(gathered.claims)], origins)
        if event:
            finding = set_value(make_finding(event, gists, titles, origins), event, verdicts)
            yield replace(event, state=finding.state)
            yield finding
            yield from _explain(found, gathered, event)


def _explain(found: Assignment, gathered: Gathered, event: Event) -> Iterator[Fit]:
    """Yield why tellings were moved to an event."""
    for number in sorted(gathered.members & found.why.keys()):
        posterior, values = found.why[number]
        parts = list_parts(values, found.settings)
        yield Fit(claim=found.units[number].claims[0], event=event.id, posterior=posterior, parts=parts)


STAGE = Stage(
    name="events",
    version=11,
    unit=Scope.BLOCK,
    reads=(Gist, Telling, Story, Copy, DecisionTarget, Decision),
    decisions=(DecisionKind.SET_FINDING,),
    writes=(Event, Finding, Fit),
    parts=("linking", "features", "affinities", "events"),
    split=split_by_area,
    run=make_events,
)
