"""Which claims of a report tell of one incident, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.incident_words import Words, head_phrase

Row = dict[str, Any]
KINDS = {
    "attack": "ATTACK",
    "killing": "ATTACK",
    "toll": "ATTACK",
    "shelling": "ATTACK",
    "air_strike": "BOMBING",
    "sexual_violence": "ATTACK",
    "explosion": "BOMBING",
    "suicide_bombing": "BOMBING",
    "abduction": "KIDNAPPING",
    "looting": "ROBBERY",
}
COMBAT = re.compile(
    r"\b(?:in|during) (?:an? |the |this |that )?(?:\w+ )?"
    r"(?:clash(?:es)?|combats?|fighting|battles?|confrontations?|encounters?|shootouts?|skirmish(?:es)?)\b"
)
"""Who falls in a fight is no victim of an incident."""
SPOILED = re.compile(r"\b(?:sabotag|destroy|damag|vandali|smash|wreck)")
"""What is done to things that are not taken."""
MURDER = re.compile(r"\b(?:murder|assassinat)", re.IGNORECASE)
"""Who is murdered was not bombed by what else happened that day."""
RECENT = timedelta(days=62)


@dataclass
class Incident:
    """Claims of one report about one happening."""

    claims: list[Row] = field(default_factory=list)
    kind: str = "ATTACK"

    def fits(self, kind: str, claim: Row) -> bool:
        """Tell whether a claim may be of this incident."""
        if any(surnames(one) & surnames(claim) for one in self.claims):
            return True
        if (
            speaks_of_known(claim)
            and kind == self.kind
            and not any(_differ(day_of(one), day_of(claim)) for one in self.claims)
        ):
            return True
        if kind != self.kind and not (
            claim["type"] in {"toll", "killing", "attack"} and self.kind in {"BOMBING", "ATTACK"}
        ):
            return False
        if self.kind == "BOMBING" and MURDER.search(claim["quote"]):
            return False
        for mine in self.claims:
            if _differ(day_of(mine), day_of(claim)) or _far(mine["place"], claim["place"]):
                return False
        named = [
            {row["name"] for one in self.claims for row in one["targets"]},
            {row["name"] for row in claim["targets"]},
        ]
        close = min(abs(one["start"] - claim["start"]) for one in self.claims)
        return close < NEAR or bool(named[0] & named[1]) or not (named[0] and named[1])

    def shares(self, claim: Row) -> bool:
        """Tell whether a claim has a victim of this incident."""
        return any(victims(one) & victims(claim) for one in self.claims)


NEAR = 700
LONG = 3


def day_of(claim: Row) -> tuple[str, str] | None:
    """Return the first and last day of a claim whose words say when."""
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


def kind_of(claim: Row, words: Words) -> str | None:
    """Return the kind of incident of a claim, or None where it tells of none."""
    kind = KINDS.get(claim["type"])
    if kind is None or claim["stance"] not in {"asserted", "doubted", "threatened"}:
        return None
    if claim["type"] == "toll" and not any(one["harm"] in {"killed", "wounded"} for one in claim["figures"]):
        return None
    if any(one["scope"] != "event" and one["high"] != 1 for one in claim["figures"]):
        return None
    quote = claim["quote"].lower()
    civilians = any(one["status"] == "civilian" for one in claim["figures"])
    if claim["type"] == "toll" and COMBAT.search(quote) and not civilians:
        return None
    if kind == "ROBBERY" and re.search(r"\b(?:burn|torch|set fire|set ablaze|raze|fire)", quote):
        return "ARSON"
    if kind == "ROBBERY" and SPOILED.search(quote):
        return "ATTACK"
    if kind == "ATTACK" and claim["weapon"] and words.is_bomb(claim["weapon"]):
        return "BOMBING"
    return kind


def is_recent(claim: Row, day: str | None) -> bool:
    """Tell whether a claim is of the two months before its report."""
    when = day_of(claim)
    if not when or not day:
        return not claim["background"]
    return date.fromisoformat(when[1][:10]) >= date.fromisoformat(day) - RECENT


def incidents_of(claims: Sequence[Row], events: dict[str, str], day: str | None, words: Words) -> list[Incident]:
    """Put the claims of a report together to incidents."""
    found: list[Incident] = []
    told = [(kind, claim) for claim in claims if (kind := kind_of(claim, words))]
    recent = [claim for _, claim in told if is_recent(claim, day)]
    again = set().union(*map(names_in, recent))
    wanted = [(kind, claim) for kind, claim in told if claim in recent or names_in(claim) & again]
    wanted.sort(key=lambda one: (one[1]["type"] == "toll", one[1]["start"]))
    for kind, claim in wanted:
        event = events.get(claim["id"])
        same = [one for one in found if event and any(events.get(mine["id"]) == event for mine in one.claims)]
        same = [one for one in same if "KIDNAPPING" not in {kind, one.kind} or kind == one.kind or one.shares(claim)]
        home = next(iter(same or [one for one in found if one.fits(kind, claim)]), None)
        if home is None:
            home = Incident(kind=kind)
            found.append(home)
        home.claims.append(claim)
        if kind == "KIDNAPPING":
            home.kind = kind
        struck = bool(claim["targets"] or groups(claim) or claim["places"])
        if kind == "BOMBING" and home.kind == "ATTACK" and struck:
            home.kind = kind
    taken = [one for one in found if one.kind == "KIDNAPPING"]
    for claim in claims:
        if claim["stance"] == "asserted":
            for one in found:
                freed = claim["type"] == "release" and one in taken and (len(taken) == 1 or one.shares(claim))
                lost = claim["type"] == "aircraft_lost" and one.kind == "BOMBING" and one.fits("BOMBING", claim)
                if freed or lost:
                    one.claims.append(claim)
    return found


def speaks_of_known(claim: Row) -> bool:
    """Tell whether those whom a claim strikes were told of before: "the two men"."""
    surfaces = [str(row["surface"] or "") for row in claim["targets"]]
    return bool(surfaces) and all(surface.lower().startswith("the ") for surface in surfaces)


def victims(claim: Row) -> set[str]:
    """Return the last words of those on whom a claim says that violence was done."""
    phrases = [head_phrase(row["surface"] or "").split() for row in (*claim["targets"], *groups(claim))]
    return {words[-1].lower() for words in phrases if words}


def surnames(claim: Row) -> set[str]:
    """Return the last names of those on whom a claim says that violence was done."""
    phrases = [head_phrase(row["surface"] or "").split() for row in (*claim["targets"], *groups(claim))]
    return {words[-1] for words in phrases if words and words[-1].istitle() and len(words[-1]) > LONG}


def names_in(claim: Row) -> set[str]:
    """Return the words with capitals of those whom a claim strikes by name."""
    phrases = [head_phrase(row["surface"] or "").split() for row in (*claim["targets"], *groups(claim))]
    return {word for words in phrases for word in words[-3:] if word.istitle() and len(word) > LONG}


def groups(claim: Row) -> list[Row]:
    """Return those whom the figures of a claim count."""
    return [one["group"] for one in claim["figures"] if one["group"]]
