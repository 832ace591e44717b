"""What the words beside a place name say of it: that something was there, or only whose it is or where they go."""

from __future__ import annotations

from sijil.records import Claim, ClaimKind, Mention
from sijil.resolve.choosing import COARSE
from sijil.resolve.findings import Toponym
from sijil.resolve.frame import WORD, Sighting
from sijil.resolve.toponyms import Map
from sijil.spans import Span


def is_precise(toponym: Toponym, places: Map) -> bool:
    """Tell whether a name is of a place smaller than a country: by the gazetteer, or by what the words call it."""
    return toponym.spot.kind not in COARSE if toponym.spot else _is_called_place(toponym, places)


def _is_called_place(toponym: Toponym, places: Map) -> bool:
    """Tell whether the words call a name that no gazetteer knows a place ("the village of X")."""
    before = places.frame.report.text[max(0, toponym.start - WORD) : toponym.start].lower().split()
    word = before[-2] if len(before) > 1 and before[-1] == "of" else ""
    forms = {word, word.removesuffix("s"), word.replace("ies", "y")}
    return any(places.frame.register.cue(kind, form) for kind in ("city_word", "district_word") for form in forms)


def is_where(toponym: Toponym, places: Map) -> bool:
    """Tell whether a country is named as where ("in Syria", "northern Syria") and not as whose ("Iran's force").

    So is a capital in "in the capital, X".
    """
    before = places.frame.report.text[max(0, toponym.start - WORD) : toponym.start].lower().split()
    word = before[-1] if before else ""
    if places.frame.register.cue("capital_word", word.rstrip(",")):
        return any(places.frame.register.cue("where", other) for other in before[-3:-1])
    return any(places.frame.register.cue(kind, word) for kind in ("where", "bearing"))


def is_seat(toponym: Toponym, places: Map) -> bool:
    """Tell whether a capital is named otherwise than as where something was, and may stand for its government."""
    capital = toponym.spot is not None and toponym.spot.id in places.atlas.capitals
    return capital and not is_where(toponym, places)


def stands_in(toponym: Toponym, span: Span, places: Map) -> bool:
    """Tell whether a place stands in the words about somebody, or right behind them says where they are."""
    between = places.frame.report.text[span.end : toponym.start].strip()
    behind = span.end <= toponym.start and places.frame.register.cue("where", between.lower()) is not None
    return behind or span.start <= toponym.start < span.end


def is_home(toponym: Toponym, claim: Claim, places: Map) -> bool:
    """Tell whether a place only says where a named actor is at home ("the X movement in Y"), who is not the target."""
    if not places.frame.register.cue("where", _before(toponym.start, places)):
        return False
    stop = toponym.start - len(_before(toponym.start, places)) - 2
    owner = next((s for s in places.frame.sightings if s.end - 1 <= stop <= s.end and _is_actor(s)), None)
    targets = [mention.span for mention in claim.mentions("target")]
    return owner is not None and not any(span.start <= owner.start < span.end for span in targets)


def _is_actor(sighting: Sighting) -> bool:
    return not any(entry.kind == "state" for entry in sighting.entries)


def is_otherwhere(start: int, claim: Claim, places: Map) -> bool:
    """Tell whether the words before a place say that it is the origin, the goal of a way, or of who leaves or died."""
    if is_on_the_way(start, places):
        return True
    leaves = places.frame.register.cue("leaves", claim.type) is not None
    if claim.kind is ClaimKind.TOLL and places.frame.register.cue("goal", _before(start, places)):
        return True
    return places.frame.register.cue("goal" if leaves else "origin", _before(start, places)) is not None


def is_on_the_way(start: int, places: Map) -> bool:
    """Tell whether somebody was only on the way to a place ("who were on their way to the X")."""
    register = places.frame.register
    before = places.frame.report.text[max(0, start - 2 * WORD) : start].lower().split()
    moved, goal = ["", "", *(word for word in before if not register.cue("definite", word))][-2:]
    return bool(register.cue("conveyed", moved) and register.cue("goal", goal))


def is_goal(claim: Claim, mention: Mention, places: Map) -> bool:
    """Tell whether a place is where those go who leave another or are on the way, or from where others are struck.

    As in "withdrew towards X", "on their way to X" and "rockets launched from X".
    """
    if is_on_the_way(mention.span.start, places):
        return True
    passage = places.frame.passages[places.frame.passage_at(claim.trigger.start)]
    verbs = {start for start, tag in zip(passage.starts, passage.tags, strict=True) if tag == "VERB"}
    struck = places.frame.register.cue("struck_from", claim.type) and claim.trigger.start in verbs
    if struck and places.frame.register.cue("origin", _before(mention.span.start, places)):
        return True
    if not places.frame.register.cue("leaves", claim.type):
        return False
    words = (_before(mention.span.start, places), mention.surface.split()[0].lower())
    return any(places.frame.register.cue("goal", word) for word in words)


def _before(start: int, places: Map) -> str:
    return places.frame.word_before(start)
