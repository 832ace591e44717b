"""Many small wars side by side, each in its own part of a country and its own months: as many claims as are wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.war.outlets import print_reports
from benchmarks.war.settings import DEFAULT
from benchmarks.war.world import make_world

from sijil.records import Count, Gist, Party, Place, Profile, Sketch, Time, make_id

THEATRE = replace(DEFAULT, name="theatre", days=90, cities=2, villages=4, campaigns=1, outlets=10)
"""About a thousand claims."""
PERIODS = 4
"""Times at which there is war in the same places, one after the other."""
PARTS = 5
"""Theatres of a country at a time."""


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where and when a war is moved to, so that many do not meet: its country, its part of it, its period."""

    number: int

    @property
    def country(self) -> str:
        """The number of the country, as its name begins."""
        return f"n{self.number // (PERIODS * PARTS)}"

    @property
    def _part(self) -> int:
        return self.number % PARTS

    @property
    def _days(self) -> dt.timedelta:
        return dt.timedelta(days=self.number // PARTS % PERIODS * (THEATRE.days + 10))

    def report(self, report: str) -> str:
        """Rename a report."""
        return make_id("rep", [self.number, report])

    def day(self, day: str | None) -> str | None:
        """Move a day."""
        return day and (dt.date.fromisoformat(day) + self._days).isoformat()

    def gist(self, gist: Gist) -> Gist:
        """Move a claim."""
        voice = gist.voice
        if voice.startswith("party:"):
            voice = f"party:{self.key(voice.removeprefix('party:'))}"
        elif voice.startswith("unnamed:"):
            voice = f"unnamed:{self.report(gist.report)}"
        return replace(
            gist,
            claim=make_id("clm", [self.number, gist.claim]),
            report=self.report(gist.report),
            actors=tuple(map(self.party, gist.actors)),
            targets=tuple(map(self.party, gist.targets)),
            place=gist.place and self.place(gist.place),
            places=tuple(map(self.name, gist.places)),
            time=gist.time and self.time(gist.time),
            said=self.day(gist.said),
            counts=tuple(map(self.count, gist.counts)),
            voice=voice,
            voice_line=tuple(map(self.key, gist.voice_line)),
        )

    def text(self, text: Sketch | Profile) -> Sketch | Profile:
        """Move what is compared of a report's text."""
        return replace(text, report=self.report(text.report), published=self.day(text.published))

    def key(self, key: str) -> str:
        """Rename an actor or a side; words that no register knows stay."""
        if key.startswith("~"):
            return key
        kind = "side:" if key.startswith("side:") else ""
        return f"{kind}{self.country}{key.removeprefix(kind)}"

    def party(self, party: Party) -> Party:
        """Move an actor to the sides of its country."""
        if party.id is None:
            return party
        key = self.key(party.key)
        return Party(key=key, id=key, name=key, line=tuple(map(self.key, party.line)))

    def count(self, count: Count) -> Count:
        """Move a figure."""
        return replace(count, group=count.group and self.party(count.group))

    def time(self, time: Time) -> Time:
        """Move a time."""
        return replace(time, earliest=self.day(time.earliest), latest=self.day(time.latest))

    def name(self, place: str) -> str:
        """Rename a place: countries by their number, others by their theatre too."""
        return f"{self.country} {place}" if place[0].isupper() else f"{self.country} part{self._part} {place}"

    def place(self, place: Place) -> Place:
        """Move a place: parts of a country side by side, countries far apart."""
        name = self.name(place.name)
        return replace(
            place,
            id=name,
            name=name,
            surface=name,
            parent=place.parent and self.name(place.parent),
            country=place.country and self.name(place.country),
            lon=(place.lon or 0.0) - 180 + 5 * self._part,
        )


def make_rows(claims: int) -> Iterator[list[Gist | Sketch | Profile]]:
    """Yield the rows of a number of claims, a list for each theatre; the last one is cut short."""
    number = 0
    while claims > 0:
        world = make_world(THEATRE, number)
        press = print_reports(world, number)
        theatre = Theatre(number)
        gists = press.gists[:claims]
        reports = {gist.report for gist in gists}
        yield [
            *map(theatre.gist, gists),
            *(theatre.text(text) for text in press.texts if text.report in reports),
        ]
        claims -= len(gists)
        number += 1
