"""Who and what an incident struck, as its claims say: phrases, numbers and effects as a coder would write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from benchmarks.incident_grouping import Incident, day_of
from benchmarks.incident_names import Names
from benchmarks.incident_words import Bounds, Words

Row = dict[str, Any]
EFFECTS = {"killed": "DEATH", "wounded": "INJURY", "freed": "REGAINED FREEDOM"}
CROWD = 1000
"""The most people whom one incident may strike; more are counts of a war."""
FATES = {"dead": "killed", "deaths": "killed", "wounded": "wounded", "injured": "wounded"}
ALONE = re.compile(r"\b([\w,]+) (dead|deaths|wounded|injured)\b(?! \w+s\b)", re.IGNORECASE)
HARMS = {*EFFECTS, "captured", "missing", "assaulted"}
DESTROYED = re.compile(
    r"(?<!partially )(?<!partly )"
    r"\b(?:destr(?:oy|uct)|demolish|level(?:ed|l)|toppl|blew up|blow(?:n|ing)? up|downed|knock)",
    re.IGNORECASE,
)
SUFFERED = re.compile(r"[^,;:]{0,40}\b(?:was|were|been|being|left)(?: \w+ly)? ?")
DAMAGED = re.compile(r"\b(?:damag|burn|shatter|set (?:fire|ablaze)|torch|explo|bomb|dynamit|wreck|hit)", re.IGNORECASE)


@dataclass
class Target:
    """People or things that an incident struck.

    Attributes:
        phrase: The words for them.
        name: The name of a person, in full.
        number: How many, as bounds.
        counted: Whether a claim counts them.
        effect: What became of them.
        definite: Whether the phrase means people told of before.
        threatened: Whether a claim only threatens them.
        roles: What a named person is called.
    """

    phrase: str
    name: str | None = None
    number: Bounds | None = None
    counted: bool = False
    effect: str | None = None
    definite: bool = False
    threatened: bool = False
    roles: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the name, or else the phrase."""
        return self.name or self.phrase


class Targets:
    """The people and things of an incident.

    Args:
        incident: The incident.
        words: The classes of words of the packs.
        names: The names of people in the report.
    """

    def __init__(self, incident: Incident, words: Words, names: Names) -> None:
        """Collect what the claims name."""
        self._kind, self._words, self._names = incident.kind, words, names
        self.people: list[Target] = []
        self.things: list[Target] = []
        for claim in incident.claims:
            self._add(claim)
        self._put_named_for_described()
        self._count_definite()
        self._leave_anybody(dated=any(map(day_of, incident.claims)))
        if incident.kind != "KIDNAPPING":
            self.people = [one for one in self.people if one.name or one.effect or one.threatened]
        for one in self.people:
            if one.name and not one.roles:
                one.roles = names.roles(one.name)
        self.people = [one for one in self.people if not self._fights(one) and not self._is_known(one)]
        self.things = [one for one in self.things if not words.is_fighter(one.phrase)]

    def _count_definite(self) -> None:
        """Give people of whom there was talk the number by which the report counts them."""
        for one in self.people:
            if one.definite and not one.counted and one.number == (2, None):
                one.number = self._names.counted(one.phrase) or one.number

    def _leave_anybody(self, *, dated: bool) -> None:
        """Leave out uncounted people of whom nothing is said, where others are known or no day is."""
        vague = [one for one in self.people if not one.name and not one.counted and one.number == (2, None)]
        vague = [one for one in vague if self._words.is_anybody(one.phrase)]
        if len(vague) < len(self.people) or not dated:
            self.people = [one for one in self.people if one not in vague]
        fates = {one.effect for one in self.people if one.name}
        self.people = [one for one in self.people if one.name or not self._means_named(one, fates)]

    def _means_named(self, one: Target, fates: set[str | None]) -> bool:
        """Tell whether one person of whom no more is said is one with a name: "the leader"."""
        return one.number == (1, 1) and one.effect in fates and self._words.is_anybody(one.phrase)

    def _is_known(self, one: Target) -> bool:
        """Tell whether a phrase means one person of whom there was talk: "the magistrate", who has a name elsewhere."""
        return one.definite and not one.name and one.number == (1, 1)

    def _fights(self, one: Target) -> bool:
        """Tell whether somebody is of armed forces; of those who are named, who is a mere soldier or rebel."""
        return any(map(self._words.is_soldier, one.roles)) if one.name else self._words.is_fighter(one.phrase)

    def _put_named_for_described(self) -> None:
        """Leave out people who are also named: as many as the names, or the one of whom there is talk."""
        for one in [one for one in self.people if not one.name]:
            for names in self._names.identified(one.phrase, one.number):
                self.people.remove(one)
                for name in names:
                    self._person(Target(one.phrase, name, (1, 1), counted=True, effect=one.effect, roles=[one.phrase]))
        named = [one for one in self.people if one.name]
        exact = [one for one in self.people if not one.name and one.number and one.number[0] == one.number[1]]
        together = len(named) > 1 and sum(one.number[0] or 0 for one in exact if one.number) == len(named)
        for one in exact:
            alike = [other for other in named if not (one.effect and other.effect) or one.effect == other.effect]
            if together or (one.number == (len(alike), len(alike)) and (one.definite or len(alike) > 1)):
                self.people.remove(one)
                for other in alike:
                    other.effect = other.effect or one.effect
                    other.roles.append(one.phrase)

    def _add(self, claim: Row) -> None:
        figures = [one for one in claim["figures"] if one["harm"] in HARMS and one["group"] and one["group"]["surface"]]
        counted = [str(one["group"]["surface"]) for one in figures]
        for surface, figure in zip(counted, figures, strict=True):
            self._target(surface, claim, figure)
        for figure in claim["figures"]:
            if (
                self._kind != "ATTACK"
                and figure["harm"] in EFFECTS
                and self._words.is_pronoun((figure["group"] or {}).get("surface") or "it")
            ):
                self._counted_alone(claim, figure)
        for row in claim["targets"]:
            if row["surface"] and not any(one in row["surface"] or row["surface"] in one for one in counted):
                self._target(row["surface"], claim)
        if claim["type"] in {"explosion", "suicide_bombing", "shelling"} or self._kind == "BOMBING":
            for surface in filter(self._words.is_thing, claim["places"]):
                self._thing(surface, claim)

    def _target(self, surface: str, claim: Row, figure: Row | None = None) -> None:
        part, _, whole = surface.partition(" of ")
        in_part = self._words.is_part(part) and self._words.is_thing(whole)
        surface = whole if in_part else surface
        if self._words.is_thing(surface) and not figure:
            self._thing(surface, claim, in_part=in_part)
            return
        threatened = claim["stance"] == "threatened"
        effect = EFFECTS.get(figure["harm"]) if figure and not threatened else None
        if claim["type"] == "killing" and not figure and not threatened:
            effect = "DEATH"
        phrase = self._words.bare(surface)
        named = self._names.in_phrase(surface, claim["quote"])
        named = [one for one in named if not self._words.is_no_person(one, claim["places"])]
        if phrase in claim["places"] or phrase == (claim["place"] or {}).get("surface"):
            return
        if not named and phrase:
            named = self._names.known(phrase)
        for name in named:
            roles = self._roles(surface, name) if len(named) == 1 else []
            self._person(Target(phrase, self._names.full(name), (1, 1), counted=True, effect=effect, roles=roles))
        if not named and phrase:
            new = Target(phrase, None, self._words.count(surface), effect=effect, threatened=threatened)
            self._described(new, surface, claim, figure)

    def _roles(self, surface: str, name: str) -> list[str]:
        """Return what a phrase calls the person whom it names: "the union leader Adam Musa"."""
        before = surface.partition(name)[0].strip(" ,")
        role = self._words.bare(before) if before and self._words.is_people(before) else ""
        return [role] if role and not self._words.name(role) else []

    def _counted_alone(self, claim: Row, figure: Row) -> None:
        """Take in those for whom the words have no noun but their fate: "leaving 12 dead"."""
        for found in ALONE.finditer(claim["quote"]):
            fate = found[2].lower()
            if FATES[fate] == figure["harm"] and self._words.number(found[1]) == figure["low"] is not None:
                new = Target(fate, None, (figure["low"], figure["high"]), counted=True, effect=EFFECTS[figure["harm"]])
                if figure["low"] <= CROWD and not any(
                    (one.number, one.effect) == (new.number, new.effect) for one in self.people
                ):
                    self._person(new)
                return

    def _described(self, new: Target, surface: str, claim: Row, figure: Row | None) -> None:
        """Take in people without names, unless the words mean no people, fighters of no state or the dead of a war."""
        phrase, words = new.phrase, self._words
        if words.is_pronoun(phrase) or words.is_place(phrase) or words.is_irregular(phrase) or words.is_toll(phrase):
            return
        group = (figure or {}).get("group") or {}
        if words.is_rebel(group.get("id")) or words.is_one_body(surface):
            return
        told = figure or claim["type"] in {"killing", "abduction"}
        if not words.is_people(surface) and not (told and words.may_be_people(phrase)):
            return
        new.definite = surface.lower().startswith(("the ", "this ")) and "'s " not in surface
        if figure and figure["low"] is not None and (figure["low"], figure["high"]) != (1, 1):
            new.number, new.counted = (figure["low"], figure["high"]), True
        if ((new.number and new.number[0]) or 0) <= CROWD:
            self._person(new)

    def _person(self, new: Target) -> None:
        """Take in people, or join them with those that are here."""
        for old in self.people:
            if self._same(old, new):
                old.threatened = old.threatened or new.threatened
                old.effect = "DEATH" if "DEATH" in {old.effect, new.effect} else old.effect or new.effect
                if new.counted and not old.counted:
                    old.number, old.counted = new.number, True
                if not old.name and self._words.is_anybody(old.phrase) and not self._words.is_anybody(new.phrase):
                    old.phrase = new.phrase
                return
        self.people.append(new)

    def _same(self, old: Target, new: Target) -> bool:
        if old.name or new.name:
            return old.name == new.name
        counted = old.counted and new.counted and (old.number, old.effect) == (new.number, new.effect)
        if counted and (self._words.is_anybody(old.phrase) or self._words.is_anybody(new.phrase)):
            return True
        if not self._words.are_alike(old.phrase, new.phrase):
            return False
        return not (old.effect and new.effect and old.effect != new.effect and old.number != new.number)

    def _thing(self, surface: str, claim: Row, *, in_part: bool = False) -> None:
        phrase = self._words.bare(surface)
        if self._words.is_of_fighters(phrase):
            return
        if self._kind == "ROBBERY":
            effect: str | None = "PROPERTY TAKEN FROM TARGET"
        else:
            effect = _damage(claim["quote"], surface)
            if (effect == "DESTROYED" and in_part) or (effect is None and self._kind in {"BOMBING", "ARSON"}):
                effect = "SOME DAMAGE"
        new = Target(phrase, None, self._words.count(surface), effect=effect)
        for old in self.things:
            if old.phrase == phrase or self._is_meant(old, new) or self._is_meant(new, old):
                old.effect = "DESTROYED" if "DESTROYED" in {old.effect, effect} else old.effect or effect
                old.phrase = max(old.phrase, phrase, key=len)
                return
        self.things.append(new)

    def _is_meant(self, one: Target, other: Target) -> bool:
        """Tell whether a noun alone means a thing that is told of with more words ("the farm")."""
        return " " not in one.phrase and one.number == other.number and one.phrase == self._words.head(other.phrase)


def _damage(quote: str, surface: str) -> str | None:
    """Return what became of a thing: by the verb behind it ("was destroyed"), or the one before it, or any."""
    told = [(found.start(), "DESTROYED") for found in DESTROYED.finditer(quote)]
    told += [(found.start(), "SOME DAMAGE") for found in DAMAGED.finditer(quote)]
    start = quote.find(surface)
    end = start + len(surface)
    behind = sorted(one for one in told if one[0] > end and SUFFERED.fullmatch(quote[end : one[0]]))
    before = sorted((one for one in told if one[0] < start), reverse=True)
    return next((effect for _, effect in [*behind, *before, *sorted(told, key=lambda one: one[1])]), None)
