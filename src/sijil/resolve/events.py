"""Where a claim happened, and who acts in it where its clause does not say: judged choices, each with its reason."""

from __future__ import annotations

import math
import re
from collections import Counter

from sijil.records import Claim, ClaimKind, Mention, Passage, PassageKind, Place
from sijil.resolve.choosing import COARSE
from sijil.resolve.findings import Toponym
from sijil.resolve.frame import Frame, Sighting, camp_of
from sijil.resolve.places import ALIKE_SIZE, Fix, fix_span, fix_toponym, make_place
from sijil.resolve.rulings import ANTECEDENT, GUESSED, Ruling, actor_of_id
from sijil.resolve.toponyms import Map
from sijil.resolve.words import Words, split_words
from sijil.spans import Span

LEAD = 3
"""The first passages of a report, which say where it plays."""
WORD = 20
"""Characters within which the word before a place stands."""
REGULAR = frozenset({"military", "coalition", "police", "security", "government"})
FOES = frozenset({"jihadist", "rebel", "armed"})
_LABEL_END = re.compile(r"\s?(?::|--?|[–—])\s")
SEA = "sea"
COUNTRY = 0.5
WIDE = 100.0
"""Radius in km of an area that says less than any place in it."""


def places_of(claim: Claim, places: Map, *, is_long: bool = False) -> tuple[Place | None, tuple[Place, ...]]:
    """Return where a claim happened, and the other places that it names.

    The order of belief: the claim's place arguments (the most specific first), places within its other arguments, the
    sentence, the report's lead. A bare country in the sentence gives way to a place of that country in the lead. What
    went on for long (`is_long`: "in recent months") is not put where the lead plays, unless its sentence says so.
    """
    told = claim.mentions("place")
    mentions = [mention for mention in told if not _is_goal(claim, mention, places)]
    if told and not mentions:
        struck = places.frame.register.cue("struck_from", claim.type)
        return (_elsewhere(claim, places, None, is_long=is_long) if struck else None), ()
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
    if label and not (near and _is_precise(near, places) and _is_where(near, places)):
        return _record(label, places, "the label of its paragraph")
    if near and _is_precise(near, places) and (not spare or not near.spot or spare.country == near.spot.country):
        return _record(near, places, "same sentence")
    if spare:
        return spare
    near = near if near and (not near.spot or near.spot.kind not in COARSE or _is_where(near, places)) else None
    lead = _lead(places, near.spot.country if near and near.spot else None)
    if lead and lead.spot and not claim.background and not is_long:
        why = f"{lead.name!r} is named first or most"
        return make_place(Fix(lead.spot, lead.scores[0], why), lead.name, "the report's lead")
    if near:
        return _record(near, places, "same sentence")
    return None if claim.background or is_long else _country(places)


def _there(claim: Claim, places: Map) -> Place | None:
    """Return the place that a "there" beside the trigger of a claim goes back to."""
    passage, text = places.frame.passages[places.frame.passage_at(claim.trigger.start)], places.frame.report.text
    inside = range(claim.trigger.start, claim.trigger.end)
    for word, (start, end) in enumerate(zip(passage.starts, passage.ends, strict=True)):
        beside = passage.relations[word] == "advmod" and passage.starts[passage.heads[word]] in inside
        if beside and places.frame.register.cue("back_word", text[start:end].lower()):
            named = [t for t in places.toponyms if t.end <= start and t.spot and not _is_seat(t, places)]
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
    named = (t for t in lead if _is_where(t, places) and t.spot and home in {None, t.spot.country})
    toponym = next(named, None)
    if toponym:
        return _record(toponym, places, "the report's lead")
    spot = places.atlas.spot_of_id(home) if home else None
    return make_place(Fix(spot, COUNTRY, "most of its places lie there"), "", "the report's country") if spot else None


def _country(places: Map) -> Place | None:
    """Return the country whose capital the first passages name as a seat, where they name no other country's."""
    lead = [t for group in places.by_passage[:LEAD] for t in group if t.spot]
    found = {t.spot.country for t in lead if t.spot and t.spot.country}
    seat = next((t for t in lead if _is_seat(t, places)), None)
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
                if fix and fix.spot.kind not in COARSE and not (role == "actor" and _is_capital(fix, places)):
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
    about += [mention.span for mention in claim.mentions("place") if _is_goal(claim, mention, places)]
    here = [t for t in places.by_passage[index] if not _is_seat(t, places)]
    free = [t for t in here if not any(_stands_in(t, span, places) for span in about)]
    found = [t for t in free if not _is_home(t, claim, places) and not _is_otherwhere(t.start, claim, places)]
    nearest = sorted(found, key=lambda t: abs(t.start - claim.trigger.start))
    precise = [t for t in nearest if _is_precise(t, places)]
    wheres = [t for t in nearest if not t.spot or _is_where(t, places)]
    return next(iter(precise or wheres or nearest), None)


def _stands_in(toponym: Toponym, span: Span, places: Map) -> bool:
    """Tell whether a place stands in the words about somebody, or right behind them says where they are."""
    between = places.frame.report.text[span.end : toponym.start].strip()
    behind = span.end <= toponym.start and places.frame.register.cue("where", between.lower()) is not None
    return behind or span.start <= toponym.start < span.end


def _is_precise(toponym: Toponym, places: Map) -> bool:
    """Tell whether a name is of a place smaller than a country: by the gazetteer, or by what the words call it."""
    return toponym.spot.kind not in COARSE if toponym.spot else _is_called_place(toponym, places)


def _is_called_place(toponym: Toponym, places: Map) -> bool:
    """Tell whether the words call a name that no gazetteer knows a place ("the village of X")."""
    before = places.frame.report.text[max(0, toponym.start - WORD) : toponym.start].lower().split()
    word = before[-2] if len(before) > 1 and before[-1] == "of" else ""
    forms = {word, word.removesuffix("s"), word.replace("ies", "y")}
    return any(places.frame.register.cue(kind, form) for kind in ("city_word", "district_word") for form in forms)


def _before(start: int, places: Map) -> str:
    """Return the word right before a character, in lower case; empty where there is none."""
    return _word_before(start, places.frame)


def _word_before(start: int, frame: Frame) -> str:
    before = frame.report.text[max(0, start - WORD) : start].split()
    return before[-1].lower() if before else ""


def _is_home(toponym: Toponym, claim: Claim, places: Map) -> bool:
    """Tell whether a place only says where a named actor is at home ("the X movement in Y"), who is not the target."""
    if not places.frame.register.cue("where", _before(toponym.start, places)):
        return False
    stop = toponym.start - len(_before(toponym.start, places)) - 2
    owner = next((s for s in places.frame.sightings if s.end - 1 <= stop <= s.end and _is_actor(s)), None)
    targets = [mention.span for mention in claim.mentions("target")]
    return owner is not None and not any(span.start <= owner.start < span.end for span in targets)


def _is_actor(sighting: Sighting) -> bool:
    return not any(entry.kind == "state" for entry in sighting.entries)


def _is_otherwhere(start: int, claim: Claim, places: Map) -> bool:
    """Tell whether the word before a place says that it is the origin, or of who leaves or has died the goal."""
    leaves = places.frame.register.cue("leaves", claim.type) is not None
    if claim.kind is ClaimKind.TOLL and places.frame.register.cue("goal", _before(start, places)):
        return True
    return places.frame.register.cue("goal" if leaves else "origin", _before(start, places)) is not None


def _is_goal(claim: Claim, mention: Mention, places: Map) -> bool:
    """Tell whether a place is where those go who leave another, or from where others are struck.

    As in "withdrew towards X" and "rockets launched from X".
    """
    passage = places.frame.passages[places.frame.passage_at(claim.trigger.start)]
    verbs = {start for start, tag in zip(passage.starts, passage.tags, strict=True) if tag == "VERB"}
    struck = places.frame.register.cue("struck_from", claim.type) and claim.trigger.start in verbs
    if struck and places.frame.register.cue("origin", _before(mention.span.start, places)):
        return True
    if not places.frame.register.cue("leaves", claim.type):
        return False
    words = (_before(mention.span.start, places), mention.surface.split()[0].lower())
    return any(places.frame.register.cue("goal", word) for word in words)


def _is_where(toponym: Toponym, places: Map) -> bool:
    """Tell whether a country is named as where ("in Syria", "northern Syria") and not as whose ("Iran's force").

    So is a capital in "in the capital, X".
    """
    before = places.frame.report.text[max(0, toponym.start - WORD) : toponym.start].lower().split()
    word = before[-1] if before else ""
    if places.frame.register.cue("capital_word", word.rstrip(",")):
        return any(places.frame.register.cue("where", other) for other in before[-3:-1])
    return any(places.frame.register.cue(kind, word) for kind in ("where", "bearing"))


def _lead(places: Map, country: str | None) -> Toponym | None:
    """Return the place that the first passages name most often, in a country if given."""
    lead = [t for group in places.by_passage[:LEAD] for t in group if t.spot and t.spot.kind not in COARSE]
    fitting = [t for t in lead if country is None or (t.spot and t.spot.country == country)]
    fitting = [t for t in fitting if not _is_seat(t, places)]
    counts = Counter(t.spot.id for t in fitting if t.spot)
    return max(fitting, key=lambda t: (counts[t.spot.id if t.spot else None], -t.start), default=None)


def _is_seat(toponym: Toponym, places: Map) -> bool:
    """Tell whether a capital is named otherwise than as where something was, and may stand for its government."""
    capital = toponym.spot is not None and toponym.spot.id in places.atlas.capitals
    return capital and not _is_where(toponym, places)


def _armed(claim: Claim, frame: Frame, passage: Passage, after: Passage | None = None) -> dict[str, str | None]:
    """Return the armed actors named in a sentence, and as a foe in the next, with their sides.

    Who is named in the words about those who act ("troops backed by X") is no other side, unless as their foe.
    """
    found: dict[str, str | None] = {}
    about = [mention.span for mention in claim.mentions("actor")]
    for sighting, entry in frame.named:
        if not sighting.foe and any(span.start <= sighting.start < span.end for span in about):
            continue
        row = frame.register.actors.get(entry.target)
        kind = row.kind if row else entry.kind
        near = passage.start <= sighting.start < passage.end
        later = after is not None and sighting.foe and after.start <= sighting.start < after.end
        if (near or later) and frame.register.cue("armed_kind", kind):
            found.setdefault(entry.target, row.side if row else entry.side)
    return found


def infer_actor(claim: Claim, frame: Frame, party: Ruling | None, known: tuple[Ruling, ...]) -> Ruling | None:
    """Infer who acted in a clause without an actor ("the town had fallen"): the speaker's side, if it is armed.

    Only for the claim types that the packs list, and never against what the claim's other arguments say; who struck,
    only where the one who was struck is known and of another side.
    """
    own_doers = next(iter(frame.register.cues.get(f"doers_of_{claim.type}", ())), None)
    if own_doers:
        return Ruling(None, own_doers, "civilians", GUESSED, "whoever does such a thing is called so")
    is_gain = frame.register.cue("infer_actor", claim.type) is not None
    is_strike = frame.register.cue("infer_struck", claim.type) is not None and any(other.id for other in known)
    if party and party.id and (is_gain or is_strike) and frame.register.cue("armed_kind", party.kind or ""):
        why = "no actor in the clause; the speaker's own side"
        own = Ruling(party.id, party.name, party.kind, ANTECEDENT, why, party.side)
        return infer_other(claim, frame, known) if _is_against_own(own, known) else own
    return infer_other(claim, frame, known)


def _is_against_own(own: Ruling, known: tuple[Ruling, ...]) -> bool:
    return any(other.id == own.id or (own.side and other.side == own.side) for other in known)


def infer_other(claim: Claim, frame: Frame, known: tuple[Ruling, ...]) -> Ruling | None:
    """Infer the other side of a hostile claim: the only one named in the sentence or the next."""
    if not known or not known[0].id or not frame.register.cue("infer_other", claim.type):
        return None
    index = frame.passage_at(claim.trigger.start)
    passage = frame.passages[index]
    after = frame.passages[min(index + 1, len(frame.passages) - 1)]
    for armed in (_armed(claim, frame, passage), _armed(claim, frame, passage, after)):
        ids, sides = {other.id for other in known}, {other.side for other in known if other.side}
        others = sorted(target for target, side in armed.items() if target not in ids and side not in sides)
        if len(others) == 1:
            why = "not in the clause; the only other armed side named beside it"
            return actor_of_id(frame, others[0], ANTECEDENT, why)
        if others:
            return None
    foe = _described_foe(claim, frame) if known[0].kind in REGULAR else None
    return foe or _only_foe(frame, known)


def _only_foe(frame: Frame, known: tuple[Ruling, ...]) -> Ruling | None:
    """Return the only other party to the fighting that the report names anywhere, if it names one alone."""
    own = {camp_of(other.id or other.name, frame) for other in known}
    sides = {other.side for other in known if other.side}
    found: dict[str, str] = {}
    for sighting, entry in frame.named:
        row = frame.register.actors.get(entry.target)
        kind, side = (row.kind, row.side) if row else (entry.kind, entry.side)
        camp = camp_of(entry.target, frame)
        if kind == "state" and _is_whereabouts(sighting, frame):
            continue
        if camp in own or (side and side in sides):
            continue
        if kind == "state" or frame.register.cue("armed_kind", kind):
            found.setdefault(camp, entry.target)
    if len(found) != 1:
        return None
    return actor_of_id(frame, found.popitem()[1], ANTECEDENT, "not in the clause; the only other side in the report")


def _is_whereabouts(sighting: Sighting, frame: Frame) -> bool:
    """Tell whether a country is named as where something was, or where it went ("fled into X"), and not as a party."""
    word = _word_before(sighting.start, frame)
    return any(frame.register.cue(kind, word) for kind in ("where", "bearing", "goal", "origin"))


def _described_foe(claim: Claim, frame: Frame) -> Ruling | None:
    """Return an unnamed foe of regular forces as the sentence, or else the lead, puts it ("X militants")."""
    index = frame.passage_at(claim.trigger.start)
    for passage in (frame.passages[index], *frame.passages[:2]):
        words = split_words(frame.report.text[passage.start : passage.end])
        for last, word in enumerate(words.plains):
            row = frame.register.heads.get(word)
            if row and row.kind in FOES and row.refers and word.endswith("s"):
                first = _first_word(words, last, passage)
                phrase = words.text[words.starts[first] : words.ends[last]]
                return Ruling(
                    None, phrase, row.kind, 0.0, "not in the clause; the foe as described beside it or in the lead"
                )
    return None


def _first_word(words: Words, last: int, passage: Passage) -> int:
    """Return the first word of a noun phrase: adjectives and nouns right before its head."""
    tags = dict(zip(passage.starts, passage.tags, strict=True))
    first = last
    while first and not words.gap(first - 1).strip(" -"):
        if tags.get(passage.start + words.starts[first - 1]) not in {"ADJ", "NOUN", "PROPN"}:
            break
        first -= 1
    return first
