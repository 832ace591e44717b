"""Whole incident records (what, when, where, who, whom, with what, how surely) against those that people have coded.

    B=../shared/bench
    .venv/bin/python -m benchmarks.incident_records $B/records/muc4/dev.jsonl.gz > build/muc.jsonl
    python3 $B/score/muc_ree.py --gold $B/records/muc4/dev.jsonl.gz --pred build/muc.jsonl
    python3 $B/score/muc_slots.py --gold $B/records/muc4/dev.jsonl.gz --pred build/muc.jsonl

The reports are in capitals; they are recased first (benchmarks/recase.py, by the forms of three corpora in mixed
case). Claims of violence that are not denied, not ordered and not hypothetical are put together to incidents: those of
one event of the record, those who name the same victim, and those of fitting type whose times and places do not
differ. Clashes of armed forces give none, nor does what is older than three months, or background without a date. An
incident becomes a template in the words of MUC-4: kind of incident by the type of the claims and their weapons,
perpetrators by whether they are named or described, targets by whether they are people or things.

The figures are in docs/accuracy.md. Three in four capitals inside sentences come back, and seven in ten of those set
are right (`python -m benchmarks.recase`).
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need
from benchmarks.incident_counts import read_rows
from benchmarks.incident_words import Words, head_phrase
from benchmarks.recase import Recaser, read_cased

from sijil.folding import plain
from sijil.project import Project
from sijil.records import Claim

Row = dict[str, Any]
COUNTRY = 6
"""Precision of a place that is a whole country."""
REPORTS = DATA / "records" / "muc4" / "dev.jsonl.gz"
CASED = [
    DATA / "language" / "ewt" / "train.conllu",
    DATA / "language" / "re3d" / "train.jsonl",
    DATA / "articles" / "wikinews_2019.jsonl.gz",
]
KINDS = {
    "attack": "ATTACK",
    "killing": "ATTACK",
    "toll": "ATTACK",
    "shelling": "ATTACK",
    "air_strike": "ATTACK",
    "sexual_violence": "ATTACK",
    "explosion": "BOMBING",
    "suicide_bombing": "BOMBING",
    "abduction": "KIDNAPPING",
    "looting": "ROBBERY",
}
EFFECTS = {"killed": "DEATH", "wounded": "INJURY", "freed": "REGAINED FREEDOM"}
RECENT = timedelta(days=92)


@dataclass
class Incident:
    """Claims of one report about one happening."""

    claims: list[Row] = field(default_factory=list)
    kind: str = "ATTACK"

    def fits(self, kind: str, claim: Row) -> bool:
        """Tell whether a claim may be of this incident."""
        if any(surnames(one) & surnames(claim) for one in self.claims):
            return True
        if kind != self.kind and not (
            claim["type"] in {"toll", "killing", "attack"} and self.kind in {"BOMBING", "ATTACK"}
        ):
            return False
        for mine in self.claims:
            if _differ(_day(mine), _day(claim)) or _far(mine["place"], claim["place"]):
                return False
        named = [
            {row["name"] for one in self.claims for row in one["targets"]},
            {row["name"] for row in claim["targets"]},
        ]
        close = min(abs(one["start"] - claim["start"]) for one in self.claims)
        return close < NEAR or bool(named[0] & named[1]) or not (named[0] and named[1])


NEAR = 700
LONG = 3


def _day(claim: Row) -> tuple[str, str] | None:
    time = claim["time"]
    if not time or not time["surface"]:
        return None
    return (time["earliest"], time["latest"]) if time["earliest"] and time["latest"] else None


def _differ(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    return bool(one and other and (one[1] < other[0] or other[1] < one[0]))


def _far(one: Row | None, other: Row | None) -> bool:
    if not one or not other or one["lon"] is None or other["lon"] is None:
        return False
    reach = 0.3 + (one["radius_km"] + other["radius_km"]) / 100
    return bool(abs(one["lon"] - other["lon"]) > reach or abs(one["lat"] - other["lat"]) > reach)


def build(texts: Iterable[tuple[str, str | None]], folder: Path) -> tuple[dict[int, list[Row]], dict[str, str]]:
    """Build a record of texts and their days; return the claims by number of the row, and the event of each claim."""
    source = folder / "rows.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for text, day in texts:
            out.write(json.dumps({"text": text} | ({"published": day} if day else {}), ensure_ascii=False) + "\n")
    project = Project.new(folder / "project")
    project.add([source])
    project.build()
    claims: dict[int, list[Row]] = defaultdict(list)
    with project.record() as record:
        rows: list[Row] = [dict(row) for row in record.rows("events")]
        events = {claim: str(event["id"]) for event in rows for claim in event["claims"]}
        mentions = {claim.id: [one.surface for one in claim.mentions("place")] for claim in record.stage_rows(Claim)}
        for claim in map(dict[str, Any], record.claims()):
            claim["places"] = mentions.get(claim["id"], [])
            claims[int(claim["report"]["uri"].rpartition("#")[2])].append(claim)
    return claims, events


def kind_of(claim: Row, words: Words) -> str | None:
    """Return the kind of incident of a claim, or None where it tells of none."""
    kind = KINDS.get(claim["type"])
    if kind is None or claim["stance"] not in {"asserted", "doubted", "threatened"}:
        return None
    if claim["type"] == "toll" and not any(one["harm"] in {"killed", "wounded"} for one in claim["figures"]):
        return None
    if any(one["scope"] != "event" for one in claim["figures"]):
        return None
    quote = claim["quote"].lower()
    if kind == "ROBBERY" and re.search(r"\b(?:burn|torch|set fire|set ablaze|raze|fire)", quote):
        return "ARSON"
    if kind == "ATTACK" and claim["weapon"] and words.is_bomb(claim["weapon"]):
        return "BOMBING"
    return kind


def is_recent(claim: Row, day: str | None) -> bool:
    """Tell whether a claim is of the three months before its report."""
    when = _day(claim)
    if not when or not day:
        return not claim["background"]
    return date.fromisoformat(when[1][:10]) >= date.fromisoformat(day) - RECENT


def incidents_of(claims: Iterable[Row], events: dict[str, str], day: str | None, words: Words) -> list[Incident]:
    """Put the claims of a report together to incidents."""
    found: list[Incident] = []
    wanted = [(kind, claim) for claim in claims if (kind := kind_of(claim, words)) and is_recent(claim, day)]
    wanted.sort(key=lambda one: (one[1]["type"] == "toll", one[1]["start"]))
    for kind, claim in wanted:
        event = events.get(claim["id"])
        same = [one for one in found if event and any(events.get(mine["id"]) == event for mine in one.claims)]
        home = next(iter(same or [one for one in found if one.fits(kind, claim)]), None)
        if home is None:
            home = Incident(kind=kind)
            found.append(home)
        home.claims.append(claim)
        if kind == "KIDNAPPING":
            home.kind = kind
        home.kind = "BOMBING" if "BOMBING" in {kind, home.kind} and home.kind in {"ATTACK", "BOMBING"} else home.kind
    return found


def surnames(claim: Row) -> set[str]:
    """Return the last names of those on whom a claim says that violence was done."""
    phrases = [head_phrase(row["surface"] or "").split() for row in (*claim["targets"], *groups(claim))]
    return {words[-1] for words in phrases if words and words[-1].istitle() and len(words[-1]) > LONG}


def groups(claim: Row) -> list[Row]:
    """Return those whom the figures of a claim count."""
    return [one["group"] for one in claim["figures"] if one["group"]]


class Template:
    """The template of an incident, in the shape of the key.

    Args:
        incident: The incident.
        words: The classes of words of the packs.
        names: The full name of each last name in the report.
    """

    def __init__(self, incident: Incident, words: Words, names: dict[str, str]) -> None:
        """Sort what the claims name into the slots."""
        self.incident, self.words, self.names = incident, words, names
        self.people: dict[str, Row] = {}
        self.things: dict[str, Row] = {}
        self.ind: dict[str, None] = {}
        self.org: dict[str, None] = {}
        self.weapons: dict[str, None] = {}
        for claim in incident.claims:
            self._add(claim)

    def _add(self, claim: Row) -> None:
        for row in claim["actors"]:
            organisation, individual = self.words.perpetrator(row)
            if individual:
                self.ind.setdefault(individual)
            if organisation:
                self.org.setdefault(organisation)
        if claim["weapon"]:
            self.weapons.setdefault(head_phrase(claim["weapon"]))
        for row in claim["targets"]:
            self._target(row["surface"], claim)
        for figure in claim["figures"]:
            if figure["group"] and figure["group"]["surface"] and figure["harm"] in {*EFFECTS, "captured"}:
                self._target(figure["group"]["surface"], claim, figure)
        for surface in claim["places"]:
            if self.words.is_thing(surface):
                self._target(surface, claim)

    def _target(self, surface: str, claim: Row, figure: Row | None = None) -> None:
        phrase = self.words.bare(surface)
        last = phrase.split()[-1] if phrase else ""
        if last in self.names and not self.words.name(phrase):
            surface = phrase = self.names[last]
        if not phrase or self.words.is_pronoun(phrase):
            return
        if self.words.is_thing(surface):
            slot = self.things.setdefault(phrase, {"number": self.words.count(surface), "effect": None})
            slot["effect"] = "DESTROYED" if "destroy" in claim["quote"].lower() else "SOME DAMAGE"
            return
        if self.words.is_place(phrase) or not self.words.is_people(surface):
            return
        slot = self.people.setdefault(self._known(phrase), {"number": self.words.count(surface), "effect": None})
        if figure:
            slot["effect"] = EFFECTS.get(figure["harm"]) if slot["effect"] != "DEATH" else "DEATH"
            if figure["low"] is not None and figure["low"] == figure["high"] and not self.words.name(phrase):
                slot["number"] = (figure["low"], figure["high"])
        elif claim["type"] == "killing":
            slot["effect"] = "DEATH"

    def _known(self, phrase: str) -> str:
        """Return the phrase by which the same people already stand here: the same name, or the same noun."""
        name, head = self.words.name(phrase), self.words.head(phrase)
        for other in self.people:
            named = self.words.name(other)
            if (name and named and (name in named or named in name)) or (
                not name and not named and head == self.words.head(other)
            ):
                return other
        return phrase

    def tells(self) -> bool:
        """Tell whether there is an incident: somebody or something was harmed, and not only fighters fought."""
        kind = self.incident.kind
        people = [one for one in self.people if not self.words.is_fighter(one)]
        things = [one for one in self.things if not self.words.is_fighter(one)]
        if kind == "KIDNAPPING":
            return bool(people)
        if kind == "ATTACK":
            harmed = [one for one in people if self.people[one]["effect"]]
            return bool(things or harmed or (people and (self.ind or self.org)))
        return bool(people or things or self.weapons)

    def reduced(self) -> Row:
        """Return the reduced form that the score of role fillers takes."""
        names = [self.words.name(one) for one in self.people]
        return {
            "incident_type": self.incident.kind.lower(),
            "PerpInd": [[one] for one in self.ind],
            "PerpOrg": [[one] for one in self.org],
            "Target": [[one] for one in self.things],
            "Victim": [[one] for one in dict.fromkeys(filter(None, names))],
            "Weapon": [[one] for one in self.weapons],
        }

    def full(self, country: str | None) -> Row:
        """Return the template with all slots."""
        return {
            "incident_type": [self.incident.kind],
            "stage": ["THREATENED" if self._threatened() else "ACCOMPLISHED"],
            "category": ["STATE-SPONSORED VIOLENCE" if self._of_state() else "TERRORIST ACT"],
            "date": self._dates(),
            "location": self._places(country),
            "instruments": [_fill(one) for one in self.weapons],
            "perp": {
                "individual": [_fill(one) for one in self.ind],
                "organization": [_fill(one) for one in self.org],
                "confidence": [_fill(one) | {"values": [self._confidence()]} for one in self.org],
            },
            "phys_targets": _slots(self.things),
            "hum_targets": _slots(self._by_name()) | self._names(),
        }

    def _by_name(self) -> dict[str, Row]:
        return {self.words.name(one) or one: row for one, row in self.people.items()}

    def _names(self) -> Row:
        named = {one: self.words.name(one) for one in self.people}
        return {
            "name": [_fill(name) for name in named.values() if name],
            "description": [_fill(one) for one, name in named.items() if not name],
        }

    def _threatened(self) -> bool:
        return all(claim["stance"] == "threatened" for claim in self.incident.claims)

    def _of_state(self) -> bool:
        ids = [str(row["id"] or "") for claim in self.incident.claims for row in claim["actors"]]
        return bool(ids) and all(one.startswith(("military", "police", "security", "government")) for one in ids)

    def _confidence(self) -> str:
        claims = [claim for claim in self.incident.claims if claim["actors"]] or self.incident.claims
        if any("responsibility" in claim["quote"] for claim in claims):
            return "CLAIMED OR ADMITTED"
        if any(not claim["speaker"] and claim["stance"] == "asserted" for claim in claims):
            return "REPORTED AS FACT"
        party = claims[0]["speaker"] and claims[0]["speaker"]["party"]
        official = str((party or {}).get("id") or "").startswith(("military", "police", "security", "government"))
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"

    def _dates(self) -> list[Row]:
        days = [claim["time"] for claim in self.incident.claims if _day(claim)]
        days = days or [claim["time"] for claim in self.incident.claims if claim["time"] and claim["time"]["latest"]]
        return [{"start": one["earliest"], "end": one["latest"]} for one in days[:1]]

    def _places(self, country: str | None) -> list[Row]:
        """Return the country and the first smaller place of the claims, without accents as telegrams are."""
        places = [place for claim in self.incident.claims if (place := claim["place"]) and place["id"]]
        names = [plain(place["name"]).upper() for place in places if place["precision"] != COUNTRY]
        levels = [name for name in dict.fromkeys([(country or "").upper(), *names[:1]]) if name]
        return [{"levels": [{"name": name} for name in levels]}] if levels else []


def _fill(phrase: str) -> Row:
    return {"strings": [phrase]}


def _slots(held: dict[str, Row]) -> Row:
    """Return the numbers and effects of targets, with their phrases."""
    counted = [(one, row["number"]) for one, row in held.items() if row["number"]]
    return {
        "id": [_fill(one) for one in held],
        "number": [_fill(one) | {"numbers": [{"low": low, "high": high}]} for one, (low, high) in counted],
        "effect": [_fill(one) | {"values": [row["effect"]]} for one, row in held.items() if row["effect"]],
    }


def main() -> None:
    """Print a prediction for each row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="?", default=REPORTS)
    parser.add_argument("--cased", type=Path, nargs="*", default=CASED, help="text in mixed case, to learn forms from")
    parser.add_argument("--limit", type=int, default=None, help="rows to read; all by default")
    options = parser.parse_args()
    rows = read_rows(need(options.rows), options.limit)
    recaser = Recaser(
        (text for path in options.cased for text in read_cased(need(path))), [row["text"] for row in rows]
    )
    words = Words()
    with tempfile.TemporaryDirectory() as folder:
        claims, events = build(((recaser.recase(row["text"]), row["date"]) for row in rows), Path(folder))
    for number, row in enumerate(rows, start=1):
        names = words.names(recaser.recase(row["text"]))
        made = [Template(one, words, names) for one in incidents_of(claims[number], events, row["date"], words)]
        found = [one for one in made if one.tells()]
        country = words.country(recaser.recase(row["text"]))
        print(
            json.dumps(
                {
                    "id": row["id"],
                    "templates": [one.full(country) for one in found],
                    "ree_templates": [one.reduced() for one in found],
                }
            )
        )


if __name__ == "__main__":
    main()
