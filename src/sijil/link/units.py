"""What tellings and events say, put together so that they can be compared: places, days, doers, words and numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sijil.days import Days, to_days, to_ordinal
from sijil.link.features import TOLL, is_vast
from sijil.link.pairs import CELL, is_vague
from sijil.link.settings import Settings
from sijil.records import Gist, How, Party, Place

T = TypeVar("T")
RADIUS_KM = 50.0
"""Radius of a place of which none is known."""
UNHEARD = 200
"""A token that no other telling holds is taken to stand in one of so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a report, and those that copy it, say of one happening, as it is compared with events.

    Attributes:
        claims: The claims, as they stand.
        reports: For each report where its claims stand in it.
        stories: The stories of these reports.
        types: What happened; none where only figures are given.
        place: The place that most claims name, of those that lead claims to each other; None = none does.
        places: It and those that it lies in.
        area: The largest of these below the country; where it names none, the area that its reports tell of.
        day: The day that the text tells; None = it tells none.
        days: All times that are not wide.
        wide: The others.
        said: The day of the first publication.
        is_guess: Whether all of its times rest on the day of publication.
        doers: Who did it, of those in the register.
        tokens: Rarer words, weapons, figures and unregistered targets.
        is_firm: Whether it leads other tellings to an event.
        is_history: Whether all of it is told as history.
        is_partial: Whether all of it speaks of a part of the place only.
        apart: Claims that people keep apart from it.
    """

    claims: tuple[str, ...]
    reports: Mapping[str, tuple[int, ...]]
    stories: frozenset[str]
    types: frozenset[str]
    place: Place | None
    places: tuple[str, ...]
    area: str | None
    day: int | None
    days: tuple[Days, ...]
    wide: tuple[Days, ...]
    said: int | None
    is_guess: bool
    doers: tuple[Party, ...]
    tokens: frozenset[str]
    is_firm: bool
    is_history: bool
    is_partial: bool
    apart: frozenset[str] = frozenset()

    @property
    def key(self) -> str | None:
        """The id of its place, or its name."""
        return (self.place.id or self.place.name) if self.place else None


def make_unit(
    gists: Sequence[Gist],
    stories: Mapping[str, str],
    settings: Settings,
    apart: Iterable[str] = (),
    area: str | None = None,
) -> Unit:
    """Put together what some claims say.

    Args:
        gists: The claims of one telling, in order.
        stories: The story of each report that tells one.
        settings: Which times are wide, and in which types both sides did it.
        apart: Claims that people keep apart from these.
        area: That of the block; by default the region of the place that they name.
    """
    sharp = [gist for gist in gists if not is_vast(gist.place)]
    place = _choose_place(sharp)
    times = [(days, gist) for gist in gists if (days := to_days(gist.time))]
    told = Counter(days.first for days, gist in times if days.width == 1 and gist.time and gist.time.is_told)
    reports: dict[str, tuple[int, ...]] = {}
    for gist in gists:
        reports[gist.report] = (*reports.get(gist.report, ()), gist.order)
    doers = {one.key: one for gist in gists for one in _doers(gist, settings) if one.id}
    said = [to_ordinal(gist.said) for gist in gists if gist.said]
    return Unit(
        claims=tuple(gist.claim for gist in gists),
        reports=reports,
        stories=frozenset(stories[name] for name in reports if name in stories),
        types=frozenset(gist.type for gist in gists) - {TOLL},
        place=place.place if place else None,
        places=place.places if place else (),
        area=area or (find_area(place) if place else None),
        day=min(told, key=lambda day: (-told[day], day), default=None),
        days=tuple(days for days, _ in times if days.width < settings.row.wide),
        wide=tuple(days for days, _ in times if days.width >= settings.row.wide),
        said=min(said, default=None),
        is_guess=bool(times) and all(gist.time.how is How.PUBLISHED for _, gist in times if gist.time),
        doers=tuple(doers[key] for key in sorted(doers)),
        tokens=frozenset(token for gist in gists for token in list_tokens(gist)),
        is_firm=not all(is_vague(gist, settings) for gist in gists),
        is_history=all(gist.background for gist in gists),
        is_partial=all(gist.partial for gist in gists),
        apart=frozenset(apart),
    )


def _choose_place(gists: Sequence[Gist]) -> Gist | None:
    """Return the first claim of the place that most claims name, of equal ones of the smallest."""
    counted = Counter(gist.places[:1] for gist in gists)
    return min(gists, key=lambda gist: (-counted[gist.places[:1]], radius_of(gist.place)), default=None)


def find_area(gist: Gist) -> str:
    """Return the largest place below the country that a claim's place lies in; of an unregistered one its name.

    A point that was computed is its cell.
    """
    place = gist.place
    inside = [key for key in gist.places if place is None or key != place.country]
    if inside or place is None:
        return inside[-1] if inside else ""
    if place.lon is not None and place.lat is not None:
        return f"cell {math.floor(place.lon / CELL)},{math.floor(place.lat / CELL)}"
    return place.name.casefold()


def radius_of(place: Place | None) -> float:
    """Return the radius of a place, in kilometres."""
    return place.radius_km if place and place.radius_km is not None else RADIUS_KM


def _doers(gist: Gist, settings: Settings) -> tuple[Party, ...]:
    return (*gist.actors, *gist.targets) if gist.type in settings.row.symmetric else gist.actors


def list_tokens(gist: Gist) -> Iterable[str]:
    """Yield what a claim says that is rare: words, weapons, figures with whom they count, targets without a row."""
    yield from gist.words
    yield from (gist.weapon or "").split()
    yield from (party.key for party in gist.targets if not party.id)
    for count in gist.counts:
        if count.low is not None or count.high is not None:
            who = count.group.line[-1] if count.group and count.group.id else count.status or ""
            yield f"{count.harm} {count.low}-{count.high} {who}"


# -- events ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Gathered:
    """What the firm tellings of an event say together; those that are vague are members and say nothing.

    `size` counts the firm ones; `focus` is the place and the days that most of them name, made when it is asked for.
    """

    members: set[int] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    size: int = 0
    types: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    told: Counter[int] = field(default_factory=Counter)
    days: Counter[Days] = field(default_factory=Counter)
    doers: Counter[Party] = field(default_factory=Counter)
    tokens: Counter[str] = field(default_factory=Counter)
    stories: Counter[str] = field(default_factory=Counter)
    parts: int = 0
    reports: dict[str, list[int]] = field(default_factory=dict)
    areas: dict[str, Unit] = field(default_factory=dict)
    focus: tuple[Unit, Days] | None = None

    def add(self, number: int, unit: Unit) -> None:
        """Let a telling in."""
        self.members.add(number)
        self.claims.update(unit.claims)
        if unit.is_firm:
            for report, orders in unit.reports.items():
                self.reports.setdefault(report, []).extend(orders)
            if unit.key:
                self.areas.setdefault(unit.key, unit)
            self._count(unit, 1)

    def remove(self, number: int, unit: Unit) -> None:
        """Take a telling out."""
        self.members.discard(number)
        self.claims.difference_update(unit.claims)
        if unit.is_firm:
            for report, orders in unit.reports.items():
                for order in orders:
                    self.reports[report].remove(order)
                if not self.reports[report]:
                    del self.reports[report]
            self._count(unit, -1)

    def _count(self, unit: Unit, step: int) -> None:
        self.size += step
        self.parts += step * unit.is_partial
        _tally(self.types, unit.types, step)
        _tally(self.places, [unit.key] if unit.key else [], step)
        _tally(self.told, [] if unit.day is None else [unit.day], step)
        _tally(self.days, unit.days, step)
        _tally(self.doers, unit.doers, step)
        _tally(self.tokens, unit.tokens, step)
        _tally(self.stories, unit.stories, step)
        self.focus = None

    def find_focus(self) -> tuple[Unit, Days] | None:
        """Return a telling of the place that most name, and the day that most tell; None where nothing firm is left.

        Where no text tells a day, the days that all have in common; where they have none, all from first to last.
        """
        if self.focus is None and self.places and self.days:
            key = min(self.places, key=lambda key: (-self.places[key], radius_of(self.areas[key].place), key))
            self.focus = self.areas[key], self._find_days()
        return self.focus

    def list_days(self) -> range:
        """Return the days of its focus."""
        focus = self.find_focus()
        return range(focus[1].first, focus[1].last + 1) if focus else range(0)

    def _find_days(self) -> Days:
        if self.told:
            day = min(self.told, key=lambda day: (-self.told[day], day))
            return Days(day, day)
        first, last = max(one.first for one in self.days), min(one.last for one in self.days)
        if first > last:
            return Days(min(one.first for one in self.days), max(one.last for one in self.days))
        return Days(first, last)


def _tally(counter: Counter[T], values: Iterable[T], step: int) -> None:
    """Count values, or take them off; what is no longer held is left out."""
    for value in values:
        counter[value] += step
        if not counter[value]:
            del counter[value]


@dataclass(frozen=True, slots=True)
class Common:
    """How many tellings there are, and in how many each token stands: what is common says little."""

    tellings: int
    held: Mapping[str, int]

    def rarity(self, token: str) -> float:
        """Return how much it says that a telling holds a token, in bits: the rarer it is, the more."""
        return math.log2((self.tellings + UNHEARD) / (self.held.get(token, 0) + 1))

    def likelihood(self, token: str, held: int, tellings: int) -> float:
        """Return how likely a telling of another happening is to hold a token.

        Args:
            token: The token.
            held: In how many of the event's tellings it stands, which are left out of account.
            tellings: How many tellings the event has.
        """
        elsewhere = max(0, self.held.get(token, 0) - held - 1)
        return (elsewhere + 1) / (max(0, self.tellings - tellings - 1) + UNHEARD)


def count_tokens(units: Iterable[Unit]) -> Common:
    """Count in how many tellings each token stands."""
    found = list(units)
    return Common(len(found), Counter(token for unit in found for token in unit.tokens))
