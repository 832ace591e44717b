"""The template of an incident, in the words and the shape of MUC-4."""

from __future__ import annotations

from typing import Any

from benchmarks.incident_grouping import Incident, day_of
from benchmarks.incident_names import Names
from benchmarks.incident_perpetrators import CLAIMED, Perpetrators
from benchmarks.incident_spared import Spared
from benchmarks.incident_targets import Target, Targets
from benchmarks.incident_words import Words, head_phrase

from sijil.folding import plain

Row = dict[str, Any]
UNHURT = "NO INJURY OR DEATH"
COUNTRY = 6
"""Precision of a place that is a whole country."""


class Template:
    """The template of an incident, in the shape of the key.

    Args:
        incident: The incident.
        words: The classes of words of the packs.
        names: The names of people in the report.
        behind: The organisations of the report.
        spared: What the report says of those unhurt.
    """

    def __init__(self, incident: Incident, words: Words, names: Names, behind: Perpetrators, spared: Spared) -> None:
        """Sort what the claims name into the slots."""
        self.incident, self.words, self.spared = incident, words, spared
        targets = Targets(incident, words, names)
        self.people, self.things = targets.people, targets.things
        self.ind: dict[str, None] = {}
        self.org: dict[str, list[Row]] = {}
        self.weapons: dict[str, None] = {}
        for claim in incident.claims:
            self._add(claim, behind)
        irregular = any(map(words.is_irregular, self.ind))
        if irregular and not self.org and (organisation := behind.only()):
            self.org[organisation] = [claim for claim in incident.claims if claim["actors"]]

    def _add(self, claim: Row, behind: Perpetrators) -> None:
        for row in claim["actors"]:
            organisation, individual = behind.of(row, claim["quote"])
            if individual:
                self.ind.setdefault(individual)
            if organisation:
                self.org.setdefault(organisation, []).append(claim)
        if claim["weapon"]:
            self.weapons.setdefault(head_phrase(claim["weapon"]))

    def tells(self) -> bool:
        """Tell whether there is an incident: somebody or something was harmed, and not only fighters fought."""
        kind = self.incident.kind
        if kind != "KIDNAPPING" and self._is_vague():
            return False
        people = [one for one in self.people if not self.words.is_fighter(one.words)]
        things = [one for one in self.things if not self.words.is_fighter(one.words)]
        if kind == "KIDNAPPING":
            return bool(people)
        if kind == "ATTACK":
            harmed = any(one.effect or one.threatened for one in people)
            return bool(things or harmed or (people and (self.ind or self.org)))
        return bool(people or things or self.weapons)

    def _is_vague(self) -> bool:
        """Tell whether nothing says which happening it is: no day, no thing, nobody named or counted."""
        known = any(one.name or one.definite or (one.number and one.number[0] == one.number[1]) for one in self.people)
        return not (known or self.things or any(map(day_of, self.incident.claims)))

    def reduced(self) -> Row:
        """Return the reduced form that the score of role fillers takes."""
        return {
            "incident_type": self.incident.kind.lower(),
            "PerpInd": [[one] for one in self.ind],
            "PerpOrg": [[one] for one in self.org],
            "Target": [[one.phrase] for one in self.things],
            "Victim": [[one.name] for one in self.people if one.name],
            "Weapon": [[one] for one in self.weapons],
        }

    def full(self, country: str | None, day: str | None) -> Row:
        """Return the template with all slots, given the country and the day of the report."""
        return {
            "incident_type": [self.incident.kind],
            "stage": ["THREATENED" if self._threatened() else "ACCOMPLISHED"],
            "category": ["STATE-SPONSORED VIOLENCE" if self._of_state() else "TERRORIST ACT"],
            "date": self._dates(day),
            "location": self._places(country),
            "instruments": [_fill(one) for one in self.weapons],
            "perp": {
                "individual": [_fill(one) for one in self.ind],
                "organization": [_fill(one) for one in self.org],
                "confidence": [_fill(one) | {"values": [_confidence(claims)]} for one, claims in self.org.items()],
            },
            "phys_targets": _slots(self.things),
            "hum_targets": self._spare(_slots(self.people))
            | {
                "name": [_fill(one.name) for one in self.people if one.name],
                "description": [
                    _fill(role) for one in self.people for role in (one.roles if one.name else [one.phrase])
                ],
            },
        }

    def _spare(self, slots: Row) -> Row:
        """Return slots of people with the effect of what hurt nobody, where the report says so."""
        quotes = [claim["quote"] for claim in self.incident.claims]
        if not self.people and self.things and self.spared.nobody_hurt(quotes):
            return slots | {"effect": [{"strings": [], "values": [UNHURT]}]}
        return slots

    def _threatened(self) -> bool:
        return all(claim["stance"] == "threatened" for claim in self.incident.claims)

    def _of_state(self) -> bool:
        ids = [str(row["id"] or "") for claim in self.incident.claims for row in claim["actors"]]
        return bool(ids) and all(one.startswith(("military", "police", "security", "government")) for one in ids)

    def _dates(self, day: str | None) -> list[Row]:
        """Return the day that the words give, or the one that follows from them; else any up to that of the report."""
        told = [claim["time"] for claim in self.incident.claims if day_of(claim)]
        if not told:
            told = [time for claim in self.incident.claims if (time := claim["time"]) and time["how"] == "inferred"]
            told = [time for time in told if time["earliest"] and time["earliest"] == time["latest"]]
        if told:
            return [{"start": told[0]["earliest"], "end": told[0]["latest"]}]
        return [{"start": None, "end": day}] if day else []

    def _places(self, country: str | None) -> list[Row]:
        """Return the country and the first smaller place of the claims, without accents as telegrams are."""
        places = [place for claim in self.incident.claims if (place := claim["place"])]
        names = [name for place in places if (name := self._place(place))]
        levels = [name for name in dict.fromkeys([(country or "").upper(), *names[:1]]) if name]
        return [{"levels": [{"name": name} for name in levels]}] if levels else []

    def _place(self, place: Row) -> str | None:
        """Return the name of a place smaller than a country, as the report has it."""
        surface = head_phrase(place["surface"] or "")
        if place["precision"] == COUNTRY:
            return plain(surface).upper() if self.words.is_capital(surface) else None
        if not place["id"]:
            return None
        name = plain(place["name"])
        return (plain(surface) if f" {plain(surface)} " in f" {name} " else name).upper()


def join_deaths(incidents: list[Incident], words: Words, names: Names) -> list[Incident]:
    """Put incidents together in which the same named person died, or was abducted and died: nobody dies twice."""
    joined: list[tuple[Incident, set[str]]] = []
    for one in sorted(incidents, key=lambda one: one.kind != "KIDNAPPING"):
        people = Targets(one, words, names).people
        held = one.kind == "KIDNAPPING"
        fallen = {person.name for person in people if person.name and (held or person.effect == "DEATH")}
        home = next((known for known in joined if known[1] & fallen), None)
        if home is None:
            joined.append((one, fallen))
            continue
        home[0].claims.extend(one.claims)
        home[0].kind = one.kind if home[0].kind == "ATTACK" else home[0].kind
        home[1].update(fallen)
    return [one for one, _ in joined]


def _confidence(claims: list[Row]) -> str:
    """Return how surely the claims about an organisation say that it was behind the incident."""
    if any(CLAIMED.search(claim["quote"]) for claim in claims):
        return "CLAIMED OR ADMITTED"
    if any(not claim["speaker"] and claim["stance"] == "asserted" for claim in claims):
        return "REPORTED AS FACT"
    party = claims[0]["speaker"] and claims[0]["speaker"]["party"]
    official = str((party or {}).get("id") or "").startswith(("military", "police", "security", "government"))
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"


def _fill(phrase: str) -> Row:
    return {"strings": [phrase]}


def _slots(held: list[Target]) -> Row:
    """Return the numbers and effects of targets, with their phrases."""
    counted = [(one.words, one.number) for one in held if one.number]
    return {
        "id": [_fill(one.words) for one in held],
        "number": [_fill(one) | {"numbers": [{"low": low, "high": high}]} for one, (low, high) in counted],
        "effect": [_fill(one.words) | {"values": [one.effect]} for one in held if one.effect],
    }
