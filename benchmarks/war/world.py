"""A war with known truth: places, sides, happenings with their dead, and who holds each place on each day."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.war.settings import Setting

from sijil.records import Party, Place

FIRST_DAY = dt.date(2031, 1, 1)
SIDES = ("crown", "league", "front")
BRIGADES = 3
CIVILIANS = "civilians"
CONTESTED = "contested"
COUNTRY = "Ruritania"
WEAPONS = {"air_strike": "jets drone", "shelling": "mortar rockets", "suicide_bombing": "car bomb", "explosion": "mine"}
VOCABULARY = 3000
WORDS = 5
"""Rarer words of a happening, of which each claim has none to three."""

Dead = Mapping[str, int]


def day_of(number: int) -> str:
    """Return the ISO day of a day of the war."""
    return (FIRST_DAY + dt.timedelta(days=number)).isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One true happening; `dead` counts the killed of each side and the civilians, `actor` is a brigade's key.

    `words` are the rarer words that reports of it may use.
    """

    number: int
    type: str
    place: str
    day: int
    actor: str
    target: str | None
    dead: Dead
    words: tuple[str, ...]

    @property
    def total(self) -> int:
        """All killed."""
        return sum(self.dead.values())


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the war: as records name it, and the place that it lies in."""

    place: Place
    city: str
    chain: tuple[str, ...]


@dataclass(slots=True)
class World:
    """All that is true.

    Attributes:
        setting: How the war goes.
        seed: Which of all such wars it is.
        areas: The places by id.
        holders: For each place the side that holds it, by day.
        attackers: For each place who fights for it against its holder, by day; "" = nobody.
        besieged: For each city who besieges it, by day; "" = nobody.
        happenings: In order of day.
        near: For each city its districts and villages.
    """

    setting: Setting
    seed: int
    areas: dict[str, Area] = field(default_factory=dict)
    holders: dict[str, list[str]] = field(default_factory=dict)
    attackers: dict[str, list[str]] = field(default_factory=dict)
    besieged: dict[str, list[str]] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    near: dict[str, list[str]] = field(default_factory=dict)

    def label(self, place: str, day: int) -> str:
        """Return the side that holds a place, or that it is contested."""
        return CONTESTED if self.attackers[place][day] else self.holders[place][day]

    def districts(self, city: str) -> list[str]:
        """Return the districts of a city."""
        return [name for name in self.near[city] if self.areas[name].place.kind == "district"]


def make_world(setting: Setting, seed: int) -> World:
    """Invent a war; the same for the same setting and seed."""
    dice = random.Random(f"world {setting.name} {seed}")  # noqa: S311  # the same war on every run
    world = World(setting, seed)
    for number in range(setting.cities):
        _add_city(world, number, dice)
    for city in world.near:
        for number in range(setting.campaigns):
            _fight_for(world, city, number, dice)
    _strike_elsewhere(world, dice)
    world.happenings.sort(key=lambda one: (one.day, one.number))
    return world


# -- who and where -----------------------------------------------------------------------------------------------------


def party(key: str) -> Party:
    """Return a side's army, or one of its brigades ("crown-2")."""
    side = key.partition("-")[0]
    return Party(key=key, id=key, name=key, line=(*dict.fromkeys([key, side]), f"side:{side}"))


def brigade(side: str, dice: random.Random) -> str:
    """Choose a brigade of a side."""
    return f"{side}-{dice.randrange(BRIGADES) + 1}"


def country() -> Area:
    """Return the country, which is all that some reports name."""
    return Area(place_of(COUNTRY, "country", (20.0, 32.0), 600.0), "", (COUNTRY,))


def place_of(
    name: str,
    kind: str = "town",
    point: tuple[float, float] = (20.0, 32.0),
    radius: float = 5.0,
    parent: str | None = None,
) -> Place:
    """Return a place of the war, by its name alone a town."""
    return Place(
        id=name,
        name=name,
        kind=kind,
        lon=point[0],
        lat=point[1],
        radius_km=radius,
        precision=6 if kind == "country" else 1,
        parent=parent,
        country=COUNTRY,
        surface=name,
        how="simulated",
    )


def _add_city(world: World, number: int, dice: random.Random) -> None:
    """Add a city with its districts and villages, held by one side from the first day."""
    setting = world.setting
    lon, lat = 20.0 + 1.1 * (number % 4), 30.0 + 1.1 * (number // 4)
    city = f"city{number}"
    holder = dice.choice(SIDES)
    points = [(city, "town", (lon, lat), dice.choice((5.0, 8.0, 12.0)), None)]
    points += [
        (f"{city}-district{part}", "district", _beside(lon, lat, dice.uniform(1.5, 5), dice), 2.0, city)
        for part in range(setting.districts)
    ]
    points += [
        (f"{city}-village{part}", "town", _beside(lon, lat, dice.uniform(15, 35), dice), 1.0, None)
        for part in range(setting.villages // setting.cities)
    ]
    for name, kind, point, radius, parent in points:
        chain = tuple(dict.fromkeys([name, *([parent] if parent else []), COUNTRY]))
        world.areas[name] = Area(place_of(name, kind, point, radius, parent), city, chain)
        world.holders[name] = [holder] * setting.days
        world.attackers[name] = [""] * setting.days
    world.besieged[city] = [""] * setting.days
    world.near[city] = [name for name, *_ in points[1:]]


def _beside(lon: float, lat: float, km: float, dice: random.Random) -> tuple[float, float]:
    """Return a point some kilometres from another in any direction."""
    angle = dice.uniform(0, 2 * math.pi)
    return lon + km / 94 * math.cos(angle), lat + km / 111 * math.sin(angle)


# -- campaigns ---------------------------------------------------------------------------------------------------------


def _fight_for(world: World, city: str, number: int, dice: random.Random) -> None:
    """Fight a campaign: villages fall, the city is besieged, its districts are fought over one after the other."""
    length = world.setting.days // world.setting.campaigns
    start = number * length + dice.randrange(5, max(6, length // 2))
    end = min(number * length + length - 2, start + dice.randrange(20, 50))
    defender = world.holders[city][start]
    attacker = dice.choice([side for side in SIDES if side != defender])
    wins = dice.random() < 0.75  # noqa: PLR2004  # an assumption
    for village in [name for name in world.near[city] if world.areas[name].place.kind == "town"]:
        day = dice.randrange(start, max(start + 1, (start + end) // 2))
        _take(world, village, attacker, (max(0, day - 2), day), dice)
    siege = start + (end - start) // 3 if dice.random() < 0.5 else start  # noqa: PLR2004  # an assumption
    for day in range(start, siege):
        world.besieged[city][day] = attacker
    districts = world.districts(city)
    cuts = sorted(dice.sample(range(siege, end), len(districts) - 1)) if end - siege > len(districts) else [siege]
    for (first, last), district in zip(pairwise([siege, *cuts, end]), districts, strict=False):
        is_taken = wins or district != districts[-1]
        _take(world, district, attacker, (max(siege, first - 4), max(first, last)), dice, falls=is_taken)
    _take(world, city, attacker, (siege, end), dice, falls=wins)
    if not wins:
        _repel(world, city, (attacker, defender), end, dice)


def _repel(world: World, city: str, sides: tuple[str, str], end: int, dice: random.Random) -> None:
    """Let a defender who held a city take back what lies in and around it, within days."""
    attacker, defender = sides
    for place in world.near[city]:
        day = min(world.setting.days - 1, end + dice.randrange(1, 5))
        if world.holders[place][day] == attacker:
            _take(world, place, defender, (end, day), dice)


def _take(
    world: World, place: str, attacker: str, days: tuple[int, int], dice: random.Random, *, falls: bool = True
) -> None:
    """Fight over a place from one day to another, when it falls or the attack ends."""
    first, last = days[0], min(days[1], world.setting.days - 1)
    defender = world.holders[place][first]
    if defender == attacker:
        return
    for day in range(first, last):
        world.attackers[place][day] = attacker
        if place not in world.near:
            _skirmish(world, place, day, (attacker, defender), dice)
    if falls:
        world.holders[place][last:] = [attacker] * (world.setting.days - last)
        _add(world, "territory_gained", place, last, (brigade(attacker, dice), defender), {}, dice)


def _skirmish(world: World, place: str, day: int, sides: tuple[str, str], dice: random.Random) -> None:
    """Let a day of fighting over a place bring a clash, a bombardment, a bomb, or nothing."""
    attacker, defender = sides
    if dice.random() < 0.3:  # noqa: PLR2004  # an assumption
        dead = {attacker: _heavy(dice, 4), defender: _heavy(dice, 5)}
        _add(world, "armed_clash", place, day, (brigade(attacker, dice), defender), dead, dice)
    if dice.random() < 0.25:  # noqa: PLR2004  # an assumption
        dead = {defender: _heavy(dice, 3), CIVILIANS: _heavy(dice, 3)}
        _add(world, dice.choice(["air_strike", "shelling"]), place, day, (attacker, defender), dead, dice)
    if dice.random() < 0.04:  # noqa: PLR2004  # an assumption
        dead = {attacker: _heavy(dice, 6)}
        _add(world, "suicide_bombing", place, day, (brigade(defender, dice), attacker), dead, dice)


def _strike_elsewhere(world: World, dice: random.Random) -> None:
    """Let bombs, strikes and killings happen anywhere, far from campaigns too."""
    for place in world.areas:
        for day in range(world.setting.days):
            if dice.random() < 0.012:  # noqa: PLR2004  # an assumption
                kind = dice.choice(["explosion", "killing", "air_strike", "shelling", "suicide_bombing"])
                holder = world.holders[place][day]
                enemy = dice.choice([side for side in SIDES if side != holder])
                dead = {CIVILIANS: _heavy(dice, 5), holder: _heavy(dice, 1)}
                _add(world, kind, place, day, (enemy, holder), dead, dice)


def _heavy(dice: random.Random, mean: float) -> int:
    """Draw a number of dead: mostly few, seldom many (a rounded log-normal; an assumption)."""
    return int(dice.lognormvariate(math.log(mean), 0.8))


def _add(world: World, kind: str, place: str, day: int, who: tuple[str, str], dead: Dead, dice: random.Random) -> None:
    """Note a happening."""
    number = len(world.happenings)
    words = tuple(f"word{dice.randrange(VOCABULARY)}" for _ in range(WORDS))
    counted = {group: count for group, count in dead.items() if count}
    world.happenings.append(
        Happening(
            number=number, type=kind, place=place, day=day, actor=who[0], target=who[1], dead=counted, words=words
        )
    )


def months(world: World) -> Iterator[tuple[str, int, int]]:
    """Yield each whole month of the war with its first and last day."""
    by_month: dict[str, list[int]] = {}
    for number in range(world.setting.days):
        by_month.setdefault(day_of(number)[:7], []).append(number)
    for month, days in by_month.items():
        yield month, days[0], days[-1]
