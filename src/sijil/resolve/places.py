"""Which place a mention means: a name, a point relative to a name, or an earlier place ("the city")."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from sijil.distance import distance_km, shift
from sijil.records import Mention, MentionKind
from sijil.resolve.atlas import Spot
from sijil.resolve.choosing import COARSE
from sijil.resolve.desk import find_desk
from sijil.resolve.findings import Toponym
from sijil.resolve.place_uses import is_seat
from sijil.resolve.register import Register
from sijil.resolve.toponyms import Map
from sijil.resolve.words import APOSTROPHES, Words, split_words

TOWN_KINDS = frozenset({"town"})
DISTRICT_KINDS = frozenset({"district", "area", "facility", "camp", "airport", "port"})
OFFSET_SHARE = 0.5
DISTANCE_ERROR = 0.25
UNKNOWN_PRECISION = 2
COUNTRY_PART_PRECISION = 5
REACH = 40
ALIKE_SIZE = 4.0
"""Places whose radii differ by less than this factor are taken in the order in which they are named."""
TWO = 2
LONGEST_ROAD = 600
COREFERENCE = 0.6
BY_PARENT = 0.4


@dataclass(frozen=True, slots=True)
class Fix:
    """A place with how sure it is, why, and the other places that the name may mean; `human` where a person decided."""

    spot: Spot
    score: float
    why: str
    others: tuple[tuple[Spot, float], ...] = ()
    human: bool = False


def fix_by_hand(target: str, surface: str, places: Map) -> Fix:
    """Return the place with an id that a person gave; one that the packs do not hold keeps the words of the report."""
    spot = places.atlas.spot_of_id(target) or Spot(target, surface or target, "place", None, None, None, None)
    return Fix(spot, 1.0, "decided by a person", human=True)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A stretch of a passage with its words and place names."""

    words: Words
    base: int
    toponyms: tuple[Toponym, ...]
    register: Register

    def index(self, toponym: Toponym) -> int:
        """Return the index of a place name's first word."""
        return self.words.at(toponym.start - self.base)

    def after(self, toponym: Toponym) -> int:
        """Return the index of the first word after a place name."""
        return self.words.at(toponym.end - self.base - 1) + 1

    def value(self, kind: str, index: int) -> float | None:
        """Return the value of a cue word, if the word at an index is one."""
        if not 0 <= index < len(self.words):
            return None
        cue = self.register.cue(kind, self.words.plains[index])
        return cue.value if cue and cue.value is not None else None


def _scene(places: Map, start: int, end: int) -> _Scene:
    text = places.frame.report.text[start:end]
    return _Scene(split_words(text), start, places.within(start, end), places.frame.register)


def _distance_before(scene: _Scene, stop: int) -> tuple[float, float] | None:
    """Return (km, bearing) where the words before an index say "15 km west of [the centre of]"."""
    for index in range(stop - 1, max(-1, stop - 8), -1):
        bearing = scene.value("bearing", index)
        if bearing is None:
            continue
        for unit in range(index - 1, max(-1, index - 7), -1):
            km = _length(scene, unit)
            if km is not None:
                return km, bearing
    return None


def _length(scene: _Scene, index: int) -> float | None:
    """Return a length in kilometres where the word at an index is a unit after a number, or both ("15km")."""
    word = scene.words.plains[index]
    digits = "".join(char for char in word if char.isdigit())
    if digits and digits != word:
        cue = scene.register.cue("unit", word.removeprefix(digits))
        return float(digits) * cue.value if cue and cue.value else None
    factor = scene.value("unit", index)
    if factor is None or index == 0 or not scene.words.plains[index - 1].isdigit():
        return None
    fraction = scene.words.gap(index - 2) == "," if index > 1 else False
    number = (scene.words.plains[index - 2] if fraction else "") + scene.words.plains[index - 1]
    return float(number) * factor if number.isdigit() else None


def _moved(spot: Spot, km: float, bearing: float, radius: float, precision: int) -> Spot:
    if spot.lon is None or spot.lat is None:
        return spot
    lon, lat = shift(spot.lon, spot.lat, km, bearing)
    return replace(spot, id=None, lon=lon, lat=lat, radius_km=round(radius, 1), precision=precision, parent=spot.id)


def _relative(scene: _Scene, toponym: Toponym) -> Fix | None:
    """Compute a place that is given by distance and bearing from a named one."""
    spot = toponym.spot
    found = _distance_before(scene, scene.index(toponym)) if spot else None
    if spot is None or found is None:
        return None
    km, bearing = found
    moved = _moved(spot, km, bearing, max(2.0, DISTANCE_ERROR * km), 1 if km < REACH / 2 else UNKNOWN_PRECISION)
    named = replace(moved, name=f"{km:g} km from {spot.name}", kind="point")
    return Fix(named, toponym.scores[0], f"computed: {km:g} km at {bearing:g} degrees from {spot.name}")


def _widened(scene: _Scene, toponym: Toponym, fix: Fix) -> Fix:
    """Widen a place by the words around its name ("the outskirts of X", "near X", "X countryside")."""
    index, after = scene.index(toponym), scene.after(toponym)
    inside = ("countryside", after) if scene.words.plains[after : after + 1] == ("countryside",) else None
    for first in range(max(0, index - 4), index):
        phrase = " ".join(w for w in scene.words.plains[first:index] if w not in {"of", "the", "to"})
        near = scene.register.cue("near", phrase)
        kind = near or (scene.register.cue("place_kind", phrase) if "of" in scene.words.plains[first:index] else None)
        if kind and kind.value and (near or (kind.precision or 1) > 1) and kind.precision != REGION:
            return _wider(fix, kind.value, kind.precision or UNKNOWN_PRECISION, f"{phrase} {fix.spot.name}")
    if inside:
        cue = scene.register.cue("place_kind", inside[0])
        if cue and cue.value:
            return _wider(fix, cue.value, cue.precision or COUNTRY_PART_PRECISION, f"countryside of {fix.spot.name}")
    return fix


REGION = 4


def _wider(fix: Fix, km: float, precision: int, why: str) -> Fix:
    radius = round((fix.spot.radius_km or 0.0) + km, 1)
    spot = replace(fix.spot, radius_km=radius, precision=max(precision, fix.spot.precision or 1))
    return replace(fix, spot=spot, why=f"{fix.why}; {why}")


def _as_region(scene: _Scene, toponym: Toponym, fix: Fix, places: Map) -> Fix:
    """Take "X province" for the region of the town X."""
    if fix.spot.kind != "town":
        return fix
    index, after = scene.index(toponym), scene.after(toponym)
    beside = [after, *([index - 2] if scene.words.plains[index - 1 : index] == ("of",) else [])]
    for position in beside:
        cue = (
            scene.register.cue("place_kind", scene.words.plains[position]) if 0 <= position < len(scene.words) else None
        )
        region = places.atlas.region_of(fix.spot) if cue and cue.precision == REGION else None
        if region:
            return replace(fix, spot=region, why=f"the region of {fix.spot.name}")
    return fix


def _as_part(scene: _Scene, toponym: Toponym, fix: Fix) -> Fix:
    """Take "northern X" for the northern part of X."""
    bearing = scene.value("bearing", scene.index(toponym) - 1)
    if bearing is None or fix.spot.radius_km is None or fix.spot.id is None or fix.spot.kind == "region":
        return fix
    half = fix.spot.radius_km * OFFSET_SHARE
    part = {6: COUNTRY_PART_PRECISION}.get(fix.spot.precision or 1, fix.spot.precision or 1)
    moved = _moved(fix.spot, half, bearing, fix.spot.radius_km * 0.7, part)
    word = scene.words.plains[scene.index(toponym) - 1]
    return replace(fix, spot=replace(moved, name=f"{word} {fix.spot.name}"), why=f"the {word} part of {fix.spot.name}")


def fix_toponym(toponym: Toponym, places: Map, scene: _Scene | None = None) -> Fix:
    """Return the place of a name, with what the words around it make of it."""
    passage = places.frame.passages[places.frame.passage_at(toponym.start)]
    scene = scene or _scene(places, passage.start, passage.end)
    if toponym.spot is None:
        return _unknown(toponym, places, scene)
    others = tuple(zip(toponym.spots[1:], toponym.scores[1:], strict=True))
    why = f"{toponym.name!r} is a name of {toponym.spot.name}"
    plain = Fix(toponym.spot, round(toponym.scores[0], 2), why, others)
    relative = _relative(scene, toponym)
    if relative:
        return relative
    return _widened(scene, toponym, _as_part(scene, toponym, _as_region(scene, toponym, plain, places)))


def _unknown(toponym: Toponym, places: Map, scene: _Scene) -> Fix:
    """Keep a place by name: computed where the report says how far it is from a known one, else inside that one."""
    passage = places.frame.passages[places.frame.passage_at(toponym.start)]
    behind = _scene(places, passage.start, passage.end)
    for other in behind.toponyms:
        computed = _relative(behind, other) if 0 <= other.start - toponym.end < 2 * REACH else None
        if computed:
            spot = replace(computed.spot, name=toponym.name, kind="place")
            return replace(computed, spot=spot, why=f"no gazetteer knows it; {computed.why}")
    return _inside_parent(toponym.name, toponym.start, places, scene)


def _inside_parent(name: str, start: int, places: Map, scene: _Scene | None) -> Fix:
    """Place an unknown name somewhere within the nearest known town before it."""
    known = [t for t in (scene.toponyms if scene else ()) if t.spot and t.spot.kind == "town"]
    parent = known[0] if known else _last(places, start, TOWN_KINDS)
    why = "no gazetteer knows it"
    if parent is None or parent.spot is None:
        country = places.frame.country
        return Fix(Spot(None, name, "place", None, None, None, None, country=country), 0.0, why)
    spot = parent.spot
    inside = replace(spot, id=None, name=name, kind="place", precision=UNKNOWN_PRECISION, parent=spot.id)
    return Fix(
        replace(inside, radius_km=(spot.radius_km or 0) + REACH / 2), BY_PARENT, f"{why}; taken to be near {spot.name}"
    )


def _last(places: Map, before: int, kinds: frozenset[str]) -> Toponym | None:
    """Return the last place of some kinds named before a character, in the country where the report plays if it can."""
    earlier = [t for t in reversed(places.toponyms) if t.end <= before and t.spot and t.spot.kind in kinds]
    earlier = [t for t in earlier if not _is_conveyed(t, places)] or earlier
    earlier = [t for t in earlier if not is_seat(t, places)] or earlier
    at_home = (t for t in earlier if t.spot and t.spot.country == places.home)
    return next(at_home, earlier[0] if earlier else None)


def _is_conveyed(toponym: Toponym, places: Map) -> bool:
    """Tell whether a place is only where somebody was brought ("flown to X")."""
    before = places.frame.report.text[max(0, toponym.start - REACH) : toponym.start].lower().split()[-TWO:]
    register = places.frame.register
    return len(before) == TWO and bool(register.cue("conveyed", before[0]) and register.cue("goal", before[1]))


REGION_KINDS = frozenset({"region"})
_REFERENCE_KINDS = (
    ("city_word", TOWN_KINDS),
    ("there_word", TOWN_KINDS | DISTRICT_KINDS),
    ("district_word", DISTRICT_KINDS),
    ("country_word", frozenset({"country"})),
    ("region_word", REGION_KINDS),
)


def _by_reference(scene: _Scene, start: int, places: Map) -> Fix | None:
    """Resolve "the city", "there", "the country" to the last place of that kind."""
    for index in range(len(scene.words) - 1, -1, -1):
        for cue_kind, kinds in _REFERENCE_KINDS:
            if not scene.register.cue(cue_kind, scene.words.plains[index]):
                continue
            last = _last(places, start, kinds)
            if last is None and kinds == REGION_KINDS and (around := _around(places, start)):
                return _near_reference(scene, index, around)
            named = (t for t in places.toponyms if t.spot and t.spot.kind in kinds and not is_seat(t, places))
            last = last or next(named, None)
            if last and last.spot:
                fix = Fix(last.spot, COREFERENCE, f"{scene.words.plains[index]!r} refers back to {last.name!r}")
                return _near_reference(scene, index, fix)
    return _by_noun(scene, start, places)


def _around(places: Map, start: int) -> Fix | None:
    """Return the region of the last town before, where "the region" is named before any region is."""
    town = _last(places, start, TOWN_KINDS)
    region = places.atlas.region_of(town.spot) if town and town.spot else None
    region = places.atlas.by_area.get(region.area or "", region) if region else None
    return Fix(region, COREFERENCE, f"the region of {region.name}") if region else None


def _by_noun(scene: _Scene, start: int, places: Map) -> Fix | None:
    """Resolve "the island" to the last place whose name has that word ("Snake Island"), unless that is a country."""
    *before, noun = scene.words.plains
    if len(before) != 1 or not scene.register.cue("definite", before[0]):
        return None
    earlier = (t.spot for t in reversed(places.toponyms) if t.end <= start and noun in t.name.lower().split())
    last = next((spot for spot in earlier if spot and spot.kind not in COARSE), None)
    return Fix(last, COREFERENCE, f"{noun!r} refers back to {last.name!r}") if last else None


def _by_apposition(scene: _Scene, start: int, places: Map) -> Fix | None:
    """Take "a town in the north" right behind a name and a comma for the place of that name."""
    plains, inside = scene.words.plains, [t for t in scene.toponyms if not t.spot or t.spot.kind not in COARSE]
    kind = any(scene.register.cue(cue, word) for cue, _ in _REFERENCE_KINDS for word in plains[1:3])
    if inside or not kind or not scene.register.cue("indefinite", plains[0]):
        return None
    text = places.frame.report.text
    named = next((t for t in places.toponyms if t.end <= start and text[t.end : start].strip() == ","), None)
    return fix_toponym(named, places) if named and named.spot else None


def _by_owner(scene: _Scene, places: Map) -> Fix | None:
    """Resolve "Eastport's airport" to the place there that the report also calls "Eastport airport"."""
    owner = scene.toponyms[0]
    first = scene.after(owner)
    nouns = {word for word in scene.words.plains[first:] if len(word) > 1}
    if not nouns or owner.spot is None or scene.words.gap(first - 1) not in APOSTROPHES:
        return None
    called = (t.spot for t in places.toponyms if nouns <= set(split_words(t.name).plains))
    for spot in called:
        gap = distance_km(owner.spot, spot) if spot and spot.id != owner.spot.id else None
        if spot and gap is not None and gap <= REACH / 2:
            return Fix(spot, COREFERENCE, f"{scene.words.text!r} is called {spot.name!r} elsewhere")
    return None


def _near_reference(scene: _Scene, index: int, fix: Fix) -> Fix:
    """Widen "the outskirts of the city"."""
    for before in range(index):
        cue = scene.register.cue("place_kind", scene.words.plains[before])
        if cue and cue.value and (cue.precision or 1) > 1 and cue.precision != REGION:
            return _wider(fix, cue.value, cue.precision or 1, f"the {cue.word} of {fix.spot.name}")
    return fix


def _most_specific(toponyms: tuple[Toponym, ...]) -> Toponym:
    """Return the smallest of several places, of those alike in kind and size the first; an unknown one is smaller."""
    least = min(toponyms, key=lambda t: (_reach(t.spot), t.start))
    kind = least.spot.kind if least.spot else None
    near = (t for t in toponyms if _reach(t.spot) <= ALIKE_SIZE * _reach(least.spot))
    alike = (t for t in near if (t.spot.kind if t.spot else None) == kind)
    return next(alike, least)


def _reach(spot: Spot | None) -> float:
    """Return how far a place reaches in kilometres; 0 for an unknown one."""
    return (spot.radius_km or math.inf) if spot else 0.0


def _along(scene: _Scene) -> Fix | None:
    """Return the middle of a line where the words say "between X and Y" or "the road from X to Y"."""
    ends = [toponym for toponym in scene.toponyms if not toponym.spot or toponym.spot.kind != "country"]
    cues = (scene.register.cue("line_word", word) for word in scene.words.plains)
    if len(ends) != TWO or not any(cues):
        return None
    one, other = (toponym.spot for toponym in ends)
    if one is None or other is None:
        return None
    gap = distance_km(one, other)
    if one.lon is None or other.lon is None or one.lat is None or other.lat is None:
        return None
    if gap is None or gap > LONGEST_ROAD:
        return None
    lon, lat = round((one.lon + other.lon) / 2, 4), round((one.lat + other.lat) / 2, 4)
    name, country = f"{one.name} - {other.name}", one.country if one.country == other.country else None
    line = Spot(None, name, "line", lon, lat, round(gap / 2, 1), COUNTRY_PART_PRECISION, country=country)
    return Fix(line, ends[0].scores[0], f"the middle between {one.name} and {other.name}")


def fix_span(start: int, end: int, places: Map) -> Fix | None:
    """Return the place that characters `start:end` of the report name or refer to, if they do."""
    by_hand = places.frame.meanings.get((start, end, MentionKind.PLACE))
    if by_hand:
        return fix_by_hand(by_hand, places.frame.report.text[start:end], places)
    scene = _scene(places, start, end)
    if named := _by_apposition(scene, start, places):
        return named
    if scene.toponyms:
        return _by_owner(scene, places) or _along(scene) or fix_toponym(_most_specific(scene.toponyms), places)
    if scene.words.plains and scene.register.cue("indefinite", scene.words.plains[0]):
        return None
    if desk := find_desk(scene.words, places):
        return Fix(desk, COREFERENCE, f"the words mean {desk.name}")
    return _by_reference(scene, start, places)


def _fix_home(mention: Mention, places: Map) -> Fix | None:
    """Return the place in a mention that only says whose a thing is ("Leeds-based"), where nothing happened."""
    inside = (one for one in places.named if mention.span.start <= one.start and one.end <= mention.span.end)
    return next((fix_toponym(toponym, places) for toponym in inside), None)


def fix_mention(mention: Mention, places: Map) -> Fix:
    """Return the place of a mention, though it only says whose a thing is; one that nothing knows keeps its words."""
    fix = fix_span(mention.span.start, mention.span.end, places) or _fix_home(mention, places)
    if fix:
        return fix
    unknown = Spot(None, mention.surface, "place", None, None, None, None)
    return Fix(unknown, 0.0, "no place name in these words")
