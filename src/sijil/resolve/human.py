"""What people have decided, put in the place of what the words alone would give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sijil.records import Argument, Claim, Fix, How, MentionKind, Place, Review, Time
from sijil.resolve.frame import Frame, Meanings
from sijil.resolve.place_records import make_place
from sijil.resolve.places import fix_by_hand
from sijil.resolve.rulings import DECIDED, Ruling, rule_by_hand
from sijil.resolve.toponyms import Map

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")


def meanings_of(reviews: Iterable[Review]) -> Meanings:
    """Return the ids that people have given to words of a report; of several for the same words the last."""
    fixes = sorted((fix for review in reviews for fix in review.fixes), key=lambda fix: (fix.at, fix.decision))
    said = [(fix.words, fix.to) for fix in fixes if fix.words and fix.to and fix.words.kind is not MentionKind.TIME]
    return {(words.span.start, words.span.end, words.kind): to for words, to in said}


@dataclass(frozen=True, slots=True)
class Hand:
    """The roles of one claim that a person filled anew, by role; `frame` is the report."""

    frame: Frame
    fixes: Mapping[str, Fix] = field(default_factory=dict)

    def corrected(self, claim: Claim) -> Claim:
        """Return a claim with the words that a person put into its roles; its id is not that of the claim."""
        kept = [argument for argument in claim.arguments if argument.role not in self.fixes]
        put = [Argument(role=role, mention=fix.words) for role, fix in sorted(self.fixes.items()) if fix.words]
        return replace(claim, arguments=(*put, *kept)) if self.fixes else claim

    def decides(self, role: str) -> bool:
        """Tell whether a person filled a role, if with nothing."""
        return role in self.fixes

    def actor(self, role: str) -> Ruling | None:
        """Return the actor that a person put into a role without words of the report."""
        to = self.fixes[role].to
        return rule_by_hand(self.frame, to) if to else None

    def place(self, found: Place | None, places: Map) -> Place | None:
        """Return a claim's place: as a person said without words of the report, else the one found."""
        fix = self.fixes.get("place")
        if fix is None or fix.words:
            return found
        return make_place(fix_by_hand(fix.to, "", places), "", DECIDED) if fix.to else None

    def time(self, found: Time | None) -> Time | None:
        """Return a claim's time: the day, or first and last day, that a person gave, else the one found."""
        fix = self.fixes.get("time")
        days = _DAYS.fullmatch(fix.to) if fix and fix.to else None
        if days is None:
            return found
        first, last = days[1], days[2] or days[1]
        surface = fix.words.surface if fix and fix.words else None
        grain = "day" if first == last else "span"
        return Time(earliest=first, latest=last, grain=grain, how=How.HUMAN, surface=surface, reason=DECIDED)


def make_hand(review: Review | None, frame: Frame) -> Hand:
    """Return what a person decided about the roles of a claim; of two decisions on a role the last one counts."""
    return Hand(frame, {fix.role: fix for fix in review.fixes if not fix.meaning} if review else {})
