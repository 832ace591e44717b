"""Where a claim happened: a judged choice, with its reason."""

from __future__ import annotations

import math
import re
from collections import Counter

from sijil.records import Claim, Mention, PassageKind, Place
from sijil.resolve.choosing import COARSE
from sijil.resolve.desk import scene_of_dateline, told_desk
from sijil.resolve.findings import Toponym
from sijil.resolve.items import MAIN
from sijil.resolve.place_records import make_place
from sijil.resolve.place_uses import (
    is_goal,
    is_home,
    is_on_the_way,
    is_otherwhere,
    is_precise,
    is_seat,
    is_where,
    stands_in,
)
from sijil.resolve.places import ALIKE_SIZE, TOWN_KINDS, Fix, fix_span, fix_toponym
from sijil.resolve.toponyms import LEAD, Map
from sijil.resolve.words import split_words

_LABEL_END = re.compile(r"\s?(?::|--?|[–—])\s")
OPENING, CLOSING = "'\"\u2018\u201c", '"\u2019\u201d'
"""Quotation marks; a straight single one behind a word may be an apostrophe."""
SEA = "sea"
COUNTRY = 0.5
DESK = 0.6
WIDE = 100.0
"""Radius in km of an area that says less than any place in it."""


def places_of(claim: Claim, places: Map, *, is_long: bool = False) -> tuple[Place | None, tuple[Place, ...]]:
    """Return where a claim happened, and the other places that it names.

    The order of belief: the claim's place arguments (the most specific first), places within its other arguments, the
    sentence, the report's lead. A bare country in the sentence gives way to a place of that country in the lead. What
    went on for long (`is_long`: "in recent months") is not put where the lead plays, unless its sentence says so.
    """
    told = claim.mentions("place")
    mentions = [mention for mention in told if not is_goal(claim, mention, places)]
    if told and not mentions:
        struck = places.frame.register.cue("struck_from", claim.type)
        is_open = struck or any(is_on_the_way(mention.span.start, places) for mention in told)
        return (_elsewhere(claim, places, None, is_long=is_long) if is_open else None), ()
    fixes = [(fix_span(m.span.start, m.span.end, places), m) for m in mentions]
    outer = {fix.spot.parent for fix, _ in fixes if fix}
    own = _by_size([(fix, mention) for fix, mention in fixes if fix], outer)
    if own and (own[0][0].human or not _is_vague(own[0][0])):
        records = [make_place(fix, mention.surface, "place argument") for fix, mention in own]
        return records[0], tuple(records[1:])
    spare = make_place(own[0][0], own[0][1].surface, "place argument") if own else None
    return _elsewhere(claim, places, spare, is_long=is_long), ()


def _is_vague(fix: Fix) -> bool:
    """Tell whether a place argument says no more than the country, and the sentence may say more."""
    return fix.spot.kind in COARSE


def _elsewhere(claim: Claim, places: Map, spare: Place | None, *, is_long: bool) -> Place | None:
    """Return a claim's place where its place arguments say none, or just a country (`spare`)."""
    inside = None if spare else _in_arguments(claim, places)
    if inside:
        return inside
    near = _in_sentence(claim, places)
    if spare is None and (there := _there(claim, places)):
        return there
    label = None if spare else _label(claim, places)
    if label and not (near and is_precise(near, places) and is_where(near, places)):
        return _record(label, places, "the label of its paragraph")
    if near and is_precise(near, places) and (not spare or not near.spot or spare.country == near.spot.country):
        return _record(near, places, "same sentence")
    if spare:
        return spare
    near = near if near and (not near.spot or near.spot.kind not in COARSE or is_where(near, places)) else None
    if near is None and (meant := _meant(claim, places)):
        return meant
    lead = _lead(claim, places, near.spot.country if near and near.spot else None)
    if lead and lead.spot and not claim.background and not is_long:
        why = f"{lead.name!r} is named first or most"
        return make_place(Fix(lead.spot, lead.scores[0], why), lead.name, "the report's lead")
    if near:
        return _record(near, places, "same sentence")
    return None if claim.background or is_long else _dateline(places) or _country(places)


def _meant(claim: Claim, places: Map) -> Place | None:
    """Return the place that a sentence without the name of one means, or that stands behind its quotation."""
    if desk := told_desk(claim, places):
        return make_place(Fix(desk, DESK, f"the words mean {desk.name}"), "", "same sentence")
    behind = _behind_quotation(claim, places)
    return _record(behind, places, "the sentence behind its quotation") if behind else None


def _dateline(places: Map) -> Place | None:
    """Return the town of the dateline, which is no capital."""
    desk = scene_of_dateline(places)
    return make_place(Fix(desk, DESK, "the dateline names it"), "", "the report's lead") if desk else None


def _behind_quotation(claim: Claim, places: Map) -> Toponym | None:
    """Return where the rest of a sentence puts it that a full stop within its quotation cuts ("chanted 'Free X. Go'").

    Not of what somebody says, for behind that stands where it was said.
    """
    index, text = places.frame.passage_at(claim.trigger.start), places.frame.report.text
    passage = places.frame.passages[index]
    before = text[passage.start : claim.trigger.start].strip()
    opened = max(before.rfind(" " + mark) for mark in OPENING)
    if claim.speaker or opened < 0 or any(mark in before[opened + 2 :] for mark in CLOSING):
        return None
    stop = text.find("\n", claim.trigger.end)
    rest = places.within(passage.end, stop if stop > 0 else len(text))
    found = (t for t in rest if t.spot and t.spot.kind not in COARSE and is_where(t, places))
    return next((t for t in found if not is_otherwhere(t.start, claim, places)), None)


def _there(claim: Claim, places: Map) -> Place | None:
    """Return the place that a "there" beside the trigger of a claim goes back to."""
    passage, text = places.frame.passages[places.frame.passage_at(claim.trigger.start)], places.frame.report.text
    inside = range(claim.trigger.start, claim.trigger.end)
    for word, (start, end) in enumerate(zip(passage.starts, passage.ends, strict=True)):
        beside = passage.relations[word] == "advmod" and passage.starts[passage.heads[word]] in inside
        if beside and places.frame.register.cue("back_word", text[start:end].lower()):
            named = [t for t in places.toponyms if t.end <= start and t.spot and not is_seat(t, places)]
            last = next((t for t in reversed(named) if t.spot and t.spot.kind != SEA), None)
            if last and last.spot and last.spot.kind not in COARSE:
                return _record(last, places, f"{text[start:end]!r} refers back")
    return None


def _label(claim: Claim, places: Map) -> Toponym | None:
    """Return the place that stands as a label before a claim's paragraph ("GARRISON: ..."), the first one's aside."""
    text = places.frame.report.text
    start = text.rfind("\n", 0, claim.trigger.start) + 1
    found = next((t for t in places.toponyms if t.start == start), None)
    if found is None or (found.spot and found.spot.kind in COARSE) or not _LABEL_END.match(text, found.end):
        return None
    first = next((p.start for p in places.frame.passages if p.kind is not PassageKind.HEADLINE), start)
    return found if start > first else None


def land_of(places: Map) -> Place | None:
    """Return the country, or the part of it, where a report plays: for claims that nothing puts into a place."""
    lead = [t for group in places.by_passage[:LEAD] for t in group if t.spot and t.spot.kind == "country"]
    home = places.home or places.frame.country
    named = (t for t in lead if is_where(t, places) and t.spot and home in {None, t.spot.country})
    toponym = next(named, None)
    if toponym:
        return _record(toponym, places, "the report's lead")
    spot = places.atlas.spot_of_id(home) if home else None
    return make_place(Fix(spot, COUNTRY, "most of its places lie there"), "", "the report's country") if spot else None


def _country(places: Map) -> Place | None:
    """Return the country whose capital the first passages name as a seat, where they name no other country's."""
    lead = [t for group in places.by_passage[:LEAD] for t in group if t.spot]
    found = {t.spot.country for t in lead if t.spot and t.spot.country}
    seat = next((t for t in lead if is_seat(t, places)), None)
    spot = places.atlas.spot_of_id(found.pop() or "") if seat and len(found) == 1 else None
    if seat is None or spot is None:
        return None
    return make_place(Fix(spot, seat.scores[0], f"{seat.name!r} is its capital"), seat.name, "the report's lead")


def _by_size(own: list[tuple[Fix, Mention]], outer: set[str | None]) -> list[tuple[Fix, Mention]]:
    """Order places: no wide area or country, none that another lies in, then one with a point, then the smallest.

    Those not much larger than the smallest of their rank stay in the order of the text.
    """
    ranked = sorted(own, key=lambda pair: (_rank(pair[0], outer), _extent(pair[0])))
    if not ranked:
        return []
    best, least = _rank(ranked[0][0], outer), _extent(ranked[0][0])
    alike = [pair for pair in own if _rank(pair[0], outer) == best and _extent(pair[0]) <= ALIKE_SIZE * least]
    return [*alike, *(pair for pair in ranked if pair not in alike)]


def _rank(fix: Fix, outer: set[str | None]) -> tuple[bool, bool, bool]:
    wide = fix.spot.kind in COARSE or (fix.spot.radius_km or 0.0) > WIDE
    inside = fix.spot.parent if fix.spot.id is None and fix.spot.kind != "place" else None
    return wide, bool({fix.spot.id, inside} & (outer - {None})), fix.spot.lon is None


def _extent(fix: Fix) -> float:
    """Return how far a place reaches in kilometres; unknown is far."""
    return max(fix.spot.radius_km, 1.0) if fix.spot.radius_km else math.inf


def _record(toponym: Toponym, places: Map, how: str) -> Place:
    return make_place(fix_toponym(toponym, places), toponym.name, how)


def _in_arguments(claim: Claim, places: Map) -> Place | None:
    for role in ("target", "actor", "weapon"):
        for mention in claim.mentions(role):
            if places.within(mention.span.start, mention.span.end):
                fix = fix_span(mention.span.start, mention.span.end, places)
                known = fix and (role != "actor" or (fix.spot.id and not _is_capital(fix, places)))
                if fix and known and fix.spot.kind not in COARSE:
                    return make_place(fix, mention.surface, f"within the {role}")
    return None


def _is_capital(fix: Fix, places: Map) -> bool:
    return fix.spot.id in places.atlas.capitals


def _in_sentence(claim: Claim, places: Map) -> Toponym | None:
    """Return the place named nearest to the trigger in its sentence, outside the words about who acts and speaks."""
    index = places.frame.passage_at(claim.trigger.start)
    if index >= len(places.by_passage):
        return None
    spoken = [claim.speaker.mention] if claim.speaker else []
    about = [mention.span for mention in (*spoken, *claim.mentions("actor"))]
    about += [mention.span for mention in claim.mentions("place") if is_goal(claim, mention, places)]
    here = [t for t in places.by_passage[index] if not is_seat(t, places)]
    free = [t for t in here if not any(stands_in(t, span, places) for span in about)]
    found = [t for t in free if not is_home(t, claim, places) and not is_otherwhere(t.start, claim, places)]
    nearest = sorted(found, key=lambda t: abs(t.start - claim.trigger.start))
    precise = [t for t in nearest if is_precise(t, places)]
    precise = [t for t in precise if not (t.spot and t.spot.kind == SEA)] or precise
    wheres = [t for t in nearest if not t.spot or is_where(t, places)]
    return next(iter(precise or wheres or nearest), None)


def _lead(claim: Claim, places: Map, country: str | None) -> Toponym | None:
    """Return the place that the first passages of its item or the main matter name most, in a country if given."""
    items, own = places.frame.items, {MAIN, places.frame.items[places.frame.passage_at(claim.trigger.start)]}
    groups = (group for group, item in zip(places.by_passage[:LEAD], items, strict=False) if item in own)
    lead = [t for group in groups for t in group if t.spot and t.spot.kind not in COARSE]
    fitting = [t for t in lead if country is None or (t.spot and t.spot.country == country)]
    fitting = [t for t in fitting if not is_seat(t, places)]
    if _is_part(claim, places):
        fitting = [t for t in fitting if t.spot and t.spot.kind in TOWN_KINDS] or fitting
    counts = Counter(t.spot.id for t in fitting if t.spot)
    return max(fitting, key=lambda t: (counts[t.spot.id if t.spot else None], -t.start), default=None)


def _is_part(claim: Claim, places: Map) -> bool:
    """Tell whether a claim names only a side of where it happened ("the eastern half"), as towns have them."""
    words = (word for mention in claim.mentions("place") for word in split_words(mention.surface).plains)
    return any(places.frame.register.cue("bearing", word) for word in words)
