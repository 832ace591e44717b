"""What one report says of a happening, place or month: gists with the noise of their speaker, and what is true.

A claim is made as the gist stage would give it: its days, place, doers and figures as Sijil reads them off such words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benchmarks.war.settings import Setting
from benchmarks.war.world import (
    CIVILIANS,
    CONTESTED,
    VOCABULARY,
    WEAPONS,
    Area,
    Happening,
    World,
    country,
    day_of,
    party,
)

from sijil.records import ClaimKind, Count, Gist, How, Party, Scope, Stance, Time

PEOPLE = "people"
"""The label of a figure that counts all the dead of a happening, fighters and civilians."""
DRIFT = {
    "armed_clash": ("attack", "offensive"),
    "air_strike": ("attack", "shelling", "explosion"),
    "shelling": ("attack", "air_strike", "explosion"),
    "suicide_bombing": ("attack", "explosion"),
    "explosion": ("attack", "suicide_bombing"),
    "killing": ("attack",),
    "territory_gained": ("advance",),
}
STATES = frozenset({"control", "contested", "siege"})
DOZEN, HUNDRED, TEN = 12, 100, 10


class Figure(NamedTuple):
    """What a figure of a claim is about in truth: a happening or a month, and whose dead."""

    subject: str
    group: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with what it is about in truth: its happening ("" = none), and the subject of each figure."""

    gist: Gist
    about: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who makes a claim: the key of the voice, its name, the side whose interest it serves ("" = nobody's)."""

    voice: str
    name: str
    side: str = ""
    is_party: bool = False
    is_cited: bool = True


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes the claims of one report: the day it comes out, its dice, and where and when it set each happening."""

    world: World
    day: int
    dice: random.Random
    settled: dict[int, tuple[Area, Time | None]] = field(default_factory=dict)

    @property
    def setting(self) -> Setting:
        """The rates of noise."""
        return self.world.setting

    def chance(self, share: float) -> bool:
        """Tell whether something of this rate comes about."""
        return self.dice.random() < share

    # -- happenings ----------------------------------------------------------------------------------------------------

    def tell(self, what: Happening, speaker: Speaker) -> Iterator[Said]:
        """Yield the claims of a report about a happening: that it happened, perhaps again in other words, its dead."""
        named = f"h{what.number}"
        for number in range(2 if self.chance(0.4) else 1):
            kind = what.type if number == 0 or not self.chance(self.setting.drift * 2) else self._drift(what.type)
            kind = self._drift(kind) if number == 0 and self.chance(self.setting.drift) else kind
            has_figures = what.dead and self.chance(0.4)
            counted = tuple(self._figures(what, speaker)) if has_figures else ()
            gist = self._happening(what, kind, speaker)
            yield Said(
                replace(gist, counts=tuple(count for count, _ in counted)),
                named,
                tuple(figure for _, figure in counted),
            )
        if what.dead and self.chance(0.6):
            for count, figure in self._figures(what, speaker):
                gist = replace(self._happening(what, "toll", speaker), actors=(), targets=(), counts=(count,))
                yield Said(gist, named, (figure,))

    def deny(self, what: Happening, side: str) -> Said:
        """Return the claim of a party that a happening was not."""
        speaker = official(side)
        gist = self._happening(what, what.type, speaker)
        return Said(replace(gist, stance=Stance.DENIED, counts=()), f"h{what.number}")

    def _happening(self, what: Happening, kind: str, speaker: Speaker) -> Gist:
        words = self.dice.sample(what.words, self.dice.randrange(4))
        area, when = self._settle(what)
        named = set(area.place.name.split("-")) if self.chance(0.5) else set()
        weapon = WEAPONS.get(what.type)
        return replace(
            self._blank(kind, speaker, area),
            actors=self._doers(what.actor),
            targets=self._targets(what),
            time=when,
            weapon=self.dice.choice(weapon.split()) if weapon and self.chance(0.3) else None,
            words=tuple(sorted({*words, *self._own_words(), *named})),
            partial=self.chance(0.5) if kind not in {"territory_gained", "territory_left"} else False,
        )

    def _settle(self, what: Happening) -> tuple[Area, Time | None]:
        """Return where and when a claim sets a happening: mostly where the report's claim before it did."""
        if what.number not in self.settled or self.chance(self.setting.restated):
            self.settled[what.number] = self._where(what.place), self._when(what.day)
        return self.settled[what.number]

    def _own_words(self) -> set[str]:
        """Return words that have nothing to do with the happening, common ones oftener (Zipf's law).

        Claims of other reports share one in about an eighth of all pairs, as those of the example reports do.
        """
        return {f"word{int(VOCABULARY ** self.dice.random())}" for _ in range(self.dice.randrange(1, 5))}

    def _drift(self, kind: str) -> str:
        return self.dice.choice(DRIFT.get(kind, (kind,)))

    def _doers(self, actor: str) -> tuple[Party, ...]:
        if self.chance(self.setting.nameless):
            return ()
        if self.chance(self.setting.worded):
            name = self.dice.choice(["unknown gunmen", "militants", "fighters"])
            return (Party(key=f"~{name}", id=None, name=name, line=(f"~{name}",)),)
        return (party(actor if self.chance(0.5) else actor.partition("-")[0]),)

    def _targets(self, what: Happening) -> tuple[Party, ...]:
        if self.chance(0.35):
            return ()
        if what.target and self.chance(0.5):
            return (party(what.target),)
        name = self.dice.choice(["civilians", "a house", "positions", "the area", "a checkpoint"])
        return (Party(key=f"~{name}", id=None, name=name, line=(f"~{name}",)),)

    def _where(self, place: str) -> Area:
        """Name a place as exactly as the report does."""
        if self.chance(self.setting.vast):
            return country()
        area = self.world.areas[place]
        if self.chance(self.setting.misplaced):
            return self.world.areas[self.dice.choice([area.city, *self.world.near[area.city]])]
        if area.place.parent and self.chance(self.setting.coarse):
            return self.world.areas[area.city]
        return area

    def _when(self, day: int) -> Time | None:
        """Tell a day as exactly as the report does."""
        setting, draw = self.setting, self.dice.random()
        if draw < setting.told:
            told = day + self.dice.choice((-1, 1)) if self.chance(setting.slip) else day
            return time(min(told, self.day), min(told, self.day), How.TEXT)
        draw -= setting.told
        if draw < setting.span:
            first = day - self.dice.randrange(0, 3)
            return time(first, min(self.day, day + self.dice.randrange(0, 3)), How.TEXT)
        draw -= setting.span
        if draw < setting.month:
            return time(day - self.dice.randrange(10, 25), self.day, How.TEXT)
        return None if draw - setting.month < setting.untold else time(self.day - 1, self.day, How.PUBLISHED)

    def _blank(self, kind: str, speaker: Speaker, area: Area) -> Gist:
        """Begin a claim; its id is given when the report is done."""
        of = ClaimKind.STATE if kind in STATES else ClaimKind.TOLL if kind == "toll" else ClaimKind.EVENT
        return Gist(
            claim="",
            report="",
            type=kind,
            kind=of,
            stance=Stance.ASSERTED,
            place=area.place,
            places=area.chain,
            said=day_of(self.day),
            voice=speaker.voice,
            voice_name=speaker.name,
            voice_line=party(speaker.side).line if speaker.is_party else (),
            named_voice=speaker.is_cited,
        )

    # -- figures -------------------------------------------------------------------------------------------------------

    def _figures(self, what: Happening, speaker: Speaker) -> Iterator[tuple[Count, Figure]]:
        """Yield the figures of a happening's dead: those of each group, or of all together."""
        named = f"h{what.number}"
        known = {group: self._known(what, group) for group in sorted(what.dead)}
        if len(known) > 1 and self.chance(0.5):
            yield self._count(sum(known.values()), None), Figure(named, PEOPLE)
            return
        for group, dead in known.items():
            if group != CIVILIANS and group == speaker.side and self.chance(0.4):
                continue
            yield self._count(dead * self._bias(group, speaker), group), Figure(named, group)

    def _known(self, what: Happening, group: str) -> float:
        """Return how many dead are known of on the report's day: one count for all, from which some reports differ."""
        age = min(self.day - what.day, len(self.setting.early) - 1)
        shared = random.Random(f"{self.world.seed} {what.number} {group} {age}")  # noqa: S311  # the same for all
        share = self.setting.early[age]
        known = what.dead[group] * (share if share == 1 else shared.uniform(share - 0.15, share + 0.1))
        return known * self.dice.uniform(0.85, 1.15) if self.chance(self.setting.differing) else known

    def _bias(self, group: str, speaker: Speaker) -> float:
        """Return by which factor a speaker changes a number of dead."""
        if not speaker.side or group == CIVILIANS:
            return 1.0
        return self.dice.uniform(*(self.setting.hide if group == speaker.side else self.setting.inflate))

    def _count(self, number: float, group: str | None, scope: Scope = Scope.EVENT) -> Count:
        """Put a number into words, and back into bounds as Sijil reads them."""
        low, high = self._bounds(max(1, round(number)))
        whom = party(group) if group and group != CIVILIANS else None
        if whom is None and (group or self.chance(0.6)):
            name = group or PEOPLE
            whom = Party(key=f"~{name}", id=None, name=name, line=(f"~{name}",))
        status = None if group is None else CIVILIANS[:-1] if group == CIVILIANS else "fighter"
        return Count(harm="killed", low=low, high=high, group=whom, status=status, scope=scope)

    def _bounds(self, number: int) -> tuple[int | None, int | None]:
        if self.chance(self.setting.wordy):
            return None, None
        if self.chance(self.setting.open):
            dozens = number >= 2 * DOZEN and self.chance(0.3)
            return (2 * DOZEN if dozens else number), None
        if number >= TEN and self.chance(self.setting.rounded):
            unit = TEN if number < HUNDRED else TEN * 5
            return (rounded := max(unit, round(number / unit) * unit)), rounded
        return number, number

    def sum_up(self, month: str, days: tuple[int, int], dead: tuple[str, int], area: Area, speaker: Speaker) -> Said:
        """Return a claim of how many of a group were killed in a month; `dead` is the group and the truth."""
        group, number = dead
        told = number * self._bias(group, speaker) * self.dice.uniform(0.9, 1.02)
        gist = replace(
            self._blank("toll", speaker, area),
            time=time(*days, How.TEXT),
            counts=(self._count(told, group, Scope.PERIOD),),
            partial=True,
        )
        return Said(gist, "", (Figure(f"{month} {area.place.name}", group),))

    # -- who holds what ------------------------------------------------------------------------------------------------

    def hold(self, place: str, speaker: Speaker, day: int) -> Said:
        """Return the claim that a place is held, contested or besieged, as the speaker knows it, or wants it."""
        world, area = self.world, self.world.areas[place]
        label = world.label(place, day)
        besieger = world.besieged[place][day] if place in world.besieged else ""
        is_fighting = speaker.side in {world.holders[place][day], world.attackers[place][day]}
        if speaker.side and is_fighting and label == CONTESTED and self.chance(0.4):
            return Said(self._state("control", area, speaker, speaker.side, day))
        if label == CONTESTED:
            return Said(replace(self._state("contested", area, speaker, "", day), partial=self.chance(0.3)))
        if besieger and self.chance(0.6):
            gist = self._state("siege", area, speaker, besieger, day)
            return Said(replace(gist, targets=(party(label),) if self.chance(0.5) else ()))
        return Said(self._state("control", area, speaker, label, day))

    def take(self, place: str, side: str, speaker: Speaker, day: int, about: str) -> Said:
        """Return the claim that a side took a place, be it true or not."""
        area = self.world.areas[place]
        gist = replace(
            self._blank("territory_gained", speaker, area),
            actors=(party(side),),
            time=self._when(day),
            words=tuple(sorted(self._own_words())),
        )
        return Said(gist, about)

    def nibble(self, city: str, side: str, speaker: Speaker, day: int) -> Said:
        """Return the claim that a side took a part of a city: positions, an entrance, a share."""
        said = self.take(city, side, speaker, day, f"part {city} {day}")
        share = self.dice.choice((None, "most", 0.7))
        return replace(said, gist=replace(said.gist, partial=True, share=share))

    def _state(self, kind: str, area: Area, speaker: Speaker, actor: str, day: int) -> Gist:
        """Return a claim about a state; the text tells a day or means the day of publication."""
        is_told = self.chance(0.3)
        when = time(day, day, How.TEXT) if is_told else time(self.day, self.day, How.PUBLISHED)
        gist = self._blank(kind, speaker, area)
        return replace(gist, actors=(party(actor),) if actor else (), time=when)


def official(side: str) -> Speaker:
    """Return the spokesmen of a side, who are one voice."""
    return Speaker(f"party:{side}", f"{side} spokesman", side, is_party=True)


def time(first: int, last: int, how: How) -> Time:
    """Return a time from one day of the war to another."""
    last = max(first, last)
    grain = "day" if first == last else "span"
    return Time(earliest=day_of(first), latest=day_of(last), grain=grain, how=how, surface=None, reason="")
