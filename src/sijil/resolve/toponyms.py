"""Which words of a report are names of places, and which place each of them is."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from sijil.parts import WordList
from sijil.records import Passage
from sijil.resolve.atlas import Atlas, Spot, compile_atlas
from sijil.resolve.folding import folded
from sijil.resolve.frame import Frame
from sijil.resolve.gazetteer import EXACT, LOOSE
from sijil.resolve.register import Register
from sijil.resolve.words import Words, split_words

COARSE = frozenset({"country", "continent"})
COMMON = ("place", "facility", "person", "group")
"""Word lists whose nouns are no names."""
LONGEST = 5
TAIL = 3
"""How many words in lower case may end the name of a facility."""
FAMOUS = 100_000
"""A town of a country that the report does not name is believed from this size on."""
METROPOLIS = 500_000
ALIKE = 0.75
ALIKE_FAR = 0.85
"""How alike the letters must be for a place of the packs, and for a town of the gazetteer."""
HEART = 0.25
"""Share of a report's country names that makes look-alikes among its towns believable."""
COMMON_NAME = 4
"""Countries in which a name is borne from which on no town far from the report's countries is meant by it."""
SHORTEST = 4
"""Letters of the shortest key by which a transliteration is believed."""
_FIT, _HOME, _SIZE, _COUNTRY = 0.4, 0.35, 0.15, 0.1


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in the text, `start:end` in characters of the report.

    Attributes:
        start: First character.
        end: One past the last.
        name: The name as printed.
        spots: The places that it may mean, the likeliest first; none where it is only known to be a place.
        scores: How likely each is, 0 to 1.
    """

    start: int
    end: int
    name: str
    spots: tuple[Spot, ...]
    scores: tuple[float, ...]

    @property
    def spot(self) -> Spot | None:
        """Return the likeliest place."""
        return self.spots[0] if self.spots else None


@dataclass(frozen=True, eq=False)
class Map:
    """A report's place names."""

    frame: Frame

    @cached_property
    def atlas(self) -> Atlas:
        """Return the places of the report's packs."""
        return compile_atlas(self.frame.packs)

    @cached_property
    def by_passage(self) -> tuple[tuple[Toponym, ...], ...]:
        """Return the place names of each passage, in order."""
        return tuple(tuple(_find(passage, self)) for passage in self.frame.passages)

    @cached_property
    def toponyms(self) -> tuple[Toponym, ...]:
        """Return all place names, in order."""
        return tuple(toponym for group in self.by_passage for toponym in group)

    @cached_property
    def countries(self) -> dict[str, float]:
        """Return the share of each country in the report; where none is named, as its large towns have it."""
        if self.frame.countries:
            return self.frame.countries
        votes: Counter[str] = Counter()
        for passage in self.frame.passages:
            words = split_words(self.frame.report.text[passage.start : passage.end])
            for start, end in _runs(words, self.frame.register):
                spots = self.atlas.find(_printed(words, start, end))
                large = [spot for spot in spots if spot.fit == EXACT and spot.population >= METROPOLIS]
                votes.update(spot.country for spot in large[:1] if spot.country)
        total = sum(votes.values())
        return {country: count / total for country, count in sorted(votes.items())}

    @cached_property
    def common(self) -> frozenset[str]:
        """Return the common nouns for places, buildings and people, which are no names by themselves."""
        lists = {row.name: row.words for row in self.frame.packs.rows(WordList)}
        return frozenset(word for name in COMMON for word in lists.get(name, ()))

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Return the last words of the personal names of the report, folded."""
        text = self.frame.report.text
        people = (
            split_words(text[passage.starts[name.start] : passage.ends[name.end - 1]])
            for passage in self.frame.passages
            for name in passage.names
            if name.label == "PER"
        )
        return frozenset(words.folds[-1] for words in people if len(words) > 1)

    def is_common(self, plains: Sequence[str]) -> bool:
        """Tell whether a name is made of common nouns alone ("Old City", "Mosque")."""
        return plains[-1] in self.common and all(word in self.common for word in plains)

    def is_descriptive(self, plains: Sequence[str]) -> bool:
        """Tell whether a name is describing words alone ("Old City", "Western"), which many places bear."""
        return all(self.frame.register.cue("name_adjective", word) or word in self.common for word in plains)

    def is_famed(self, spot: Spot) -> bool:
        """Tell whether a place is the one that its name alone calls to mind: a country, a capital or a metropolis."""
        if spot.fit < EXACT:
            return False
        is_capital = spot.id in self.atlas.capitals and spot.population >= FAMOUS
        return spot.kind == "country" or spot.population >= METROPOLIS or is_capital

    @cached_property
    def home(self) -> str | None:
        """Return the country in which most of the towns and regions of the report lie.

        Names that fit only loosely do not count. Capitals that stand for their governments ("Paris said") count only
        where nothing else is named.
        """
        exact = self._exact()
        spots = [spot for t, spot in exact if self._is_scene(t, spot)] or [spot for _, spot in exact]
        votes = Counter(spot.country for spot in spots if spot.country)
        country, count = max(sorted(votes.items()), key=itemgetter(1), default=(None, 0))
        return country if count > len(spots) / 2 else None

    @cached_property
    def lands(self) -> frozenset[str]:
        """Return the countries of the towns and regions that the report names."""
        return frozenset(spot.country for _, spot in self._exact() if spot.country)

    def _exact(self) -> list[tuple[Toponym, Spot]]:
        return [(t, t.spot) for t in self.toponyms if t.spot and t.spot.fit >= EXACT and t.spot.kind not in COARSE]

    def _is_scene(self, toponym: Toponym, spot: Spot) -> bool:
        """Tell whether a name is no capital, or stands behind a word that says where."""
        before = self.frame.report.text[: toponym.start].rsplit(maxsplit=1)[-1:]
        kinds = ("where", "near", "bearing")
        return spot.id not in self.atlas.capitals or any(
            self.frame.register.cue(kind, word.lower()) for word in before for kind in kinds
        )

    def within(self, start: int, end: int) -> tuple[Toponym, ...]:
        """Return the place names inside of characters `start:end`."""
        return tuple(toponym for toponym in self.toponyms if start <= toponym.start and toponym.end <= end)


def _runs(words: Words, register: Register) -> Iterator[tuple[int, int]]:
    """Yield the runs of words with a capital, joined by blanks, hyphens and apostrophes."""
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and (words.printed(end)[0].isupper() or _joins(words, end, start, register)):
            end += 1
            if words.gap(end - 1).strip(" -\u2019'\u2018`\u00a0"):
                break
        while end > start and not words.printed(end - 1)[0].isupper():
            end -= 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _joins(words: Words, index: int, start: int, register: Register) -> bool:
    """Tell whether a lower-case word may stand inside a name: an article, or a link as in "Rio de Janeiro"."""
    return index > start and (not words.folds[index] or register.cue("name_link", words.plains[index]) is not None)


def _printed(words: Words, start: int, end: int) -> str:
    return words.text[words.starts[start] : words.ends[end - 1]]


def score_spot(spot: Spot, countries: dict[str, float]) -> float:
    """Score a place by the fit of its name, its country's share in the report, and its size."""
    share = countries.get(spot.country or "", 0.0)
    home = _HOME * (0.6 + 0.4 * share) if share else 0.0
    size = 0.8 if spot.written else min(1.0, math.log10(spot.population + 1) / 6.5)
    return round(_FIT * spot.fit + home + _SIZE * size + (_COUNTRY if spot.kind in {"country", "region"} else 0.0), 4)


def _is_credible(spot: Spot, name: str, countries: dict[str, float], *, labelled: bool) -> bool:
    """Tell whether a place may be meant: look-alikes only within the report's countries."""
    at_home = spot.country in countries or spot.country is None
    if spot.fit < EXACT and len(folded(name)) < SHORTEST:
        return False
    if spot.fit == LOOSE and spot.country is None:
        return False
    if spot.fit == EXACT:
        return at_home or spot.written or spot.population >= FAMOUS or (labelled and not countries)
    if not at_home:
        return False
    alike = difflib.SequenceMatcher(None, folded(name), folded(spot.name)).ratio()
    if spot.written:
        return spot.fit > LOOSE or alike >= ALIKE
    at_heart = countries.get(spot.country or "", 0.0) >= HEART
    return labelled and at_heart and (spot.fit > LOOSE or alike >= ALIKE_FAR)


@dataclass(frozen=True, slots=True)
class _Context:
    """A passage's words, the characters that the tagger named, and those that name an actor or person."""

    words: Words
    passage: Passage
    labels: tuple[tuple[int, int, str], ...]
    taken: tuple[tuple[int, int], ...]

    def label(self, start: int, end: int) -> str | None:
        """Return the label of the name that covers words `start:end`."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        return next((label for a, b, label in self.labels if a < high and low < b), None)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether the tagger sees words `start:end` as one whole name."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        return any((a, b) == (low, high) for a, b, _ in self.labels)

    def is_proper(self, index: int) -> bool:
        """Tell whether a word with a capital is a proper noun and not just the first of its sentence."""
        low = self.passage.start + self.words.starts[index]
        tags = (
            t for a, b, t in zip(self.passage.starts, self.passage.ends, self.passage.tags, strict=True) if a <= low < b
        )
        tag = next(tags, None)
        return index > 0 if tag is None else tag == "PROPN"

    def is_led_in(self, first: int, index: int) -> bool:
        """Tell whether only words in lower case stand between a character and a word ("village of X")."""
        before = (at for at in range(index) if self.passage.start + self.words.starts[at] >= first)
        return all(self.words.printed(at).islower() for at in before)

    def is_taken(self, start: int, end: int) -> bool:
        """Tell whether words `start:end` belong to the name of an actor or person."""
        low = self.passage.start + self.words.starts[start]
        high = self.passage.start + self.words.ends[end - 1]
        return any(a < high and low < b for a, b in self.taken)


def _context(passage: Passage, places: Map) -> _Context:
    words = split_words(places.frame.report.text[passage.start : passage.end])
    labels = tuple((passage.starts[n.start], passage.ends[n.end - 1], n.label) for n in passage.names)
    taken = tuple(
        (s.start, s.end)
        for s in places.frame.sightings
        if passage.start <= s.start < passage.end and (_is_no_place(s.entries) and places.frame.valid(s.entries))
    )
    return _Context(words, passage, labels, taken)


def _is_no_place(entries: tuple[object, ...]) -> bool:
    return all(getattr(e, "kind", "") != "state" or getattr(e, "adjective", False) for e in entries)


def _find(passage: Passage, places: Map) -> Iterator[Toponym]:
    """Find the place names of a passage; a name followed by its country or region is looked for there alone."""
    context = _context(passage, places)
    found = [
        hit
        for start, end in _runs(context.words, places.frame.register)
        for hit in _search_run(context, start, end, places)
    ]
    for index, toponym in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        yield _narrow(toponym, after, places) if after else toponym


def _narrow(toponym: Toponym, after: Toponym, places: Map) -> Toponym:
    """Keep the candidates that lie in the country or region named right after ("Paris, Texas")."""
    between = places.frame.report.text[toponym.end : after.start].strip()
    outer = after.spot
    if between != "," or outer is None or outer.kind not in {"country", "region"}:
        return toponym
    inside = [s for s in places.atlas.find(toponym.name) if s.fit > LOOSE and _lies_in(s, outer)]
    if not inside:
        return toponym
    best = sorted(inside, key=lambda spot: (-spot.fit, -spot.population))[:LONGEST]
    return replace(toponym, spots=tuple(best), scores=tuple(score_spot(s, {outer.country or "": 1.0}) for s in best))


def _lies_in(spot: Spot, outer: Spot) -> bool:
    if outer.kind == "region" and outer.area:
        return spot.area == outer.area
    return spot.country == outer.country and spot.kind != "country"


def _search_run(context: _Context, start: int, end: int, places: Map) -> Iterator[Toponym]:
    """Find the place names of a run of capitalised words: the longest that is known, from left to right."""
    whole = (start, end)
    while start < end:
        hit = _facility(context, start, end, places) or _longest(context, start, whole, places)
        hit = hit or _labelled(context, start, end, places)
        if hit:
            yield hit[1]
        start = hit[0] if hit else start + 1


def _labelled(context: _Context, start: int, end: int, places: Map) -> tuple[int, Toponym] | None:
    """Return the place name that the tagger sees from a word on, though no gazetteer knows it, with its end."""
    low = context.passage.start + context.words.starts[start]
    covering = ((a, b) for a, b, label in context.labels if label == "LOC" and a <= low < b)
    stop = next((b for a, b in covering if context.is_led_in(a, start)), None)
    if stop is None or context.is_taken(start, start + 1) or not context.is_proper(start):
        return None
    last = max(index for index in range(start, end) if context.words.starts[index] + context.passage.start < stop) + 1
    if context.words.folds[last - 1] in places.surnames:
        return None
    return last, _toponym(context, start, last, ())


def _longest(context: _Context, start: int, run: tuple[int, int], places: Map) -> tuple[int, Toponym] | None:
    """Return the longest known name from a word on, with its end."""
    for last in range(min(run[1], start + LONGEST), start, -1):
        toponym = _known(context, start, last, places)
        if toponym and (context.label(start, last) or (start, last) == run or _is_written(toponym)):
            return last, toponym
    return None


def _is_written(toponym: Toponym) -> bool:
    """Tell whether a pack has the place, which a part of a longer unknown name must be to count."""
    return toponym.spot is not None and toponym.spot.written


def _facility(context: _Context, start: int, end: int, places: Map) -> tuple[int, Toponym] | None:
    """Return a name of the packs that goes on in lower case ("X airport"), with its end."""
    words = context.words
    for last in range(min(len(words), end + TAIL), end, -1):
        if all(words.gap(index).strip() == "" for index in range(end - 1, last - 1)):
            spots = places.atlas.strict.get(" ".join(words.plains[start:last]), ())
            if spots:
                return last, _toponym(context, start, last, tuple((score_spot(s, places.countries), s) for s in spots))
    return None


def _toponym(context: _Context, start: int, end: int, ranked: tuple[tuple[float, Spot], ...]) -> Toponym:
    words, base = context.words, context.passage.start
    low, high = words.starts[start], words.ends[end - 1]
    spots, scores = tuple(spot for _, spot in ranked), tuple(score for score, _ in ranked)
    return Toponym(base + low, base + high, words.text[low:high], spots, scores)


def _known(context: _Context, start: int, end: int, places: Map) -> Toponym | None:
    """Return the place name that words `start:end` are, if a credible place bears it."""
    words = context.words
    if not words.printed(start)[0].isupper() or context.is_taken(start, end):
        return None
    label = context.label(start, end)
    if label in {"PER", "ORG"} and not context.is_whole(start, end):
        return None
    if places.frame.register.cue("not_place", words.plains[start]) or places.is_common(words.plains[start:end]):
        return None
    is_sure = label == "LOC" or (label is None and context.is_proper(start))
    name = _printed(words, start, end)
    found = places.atlas.find(name)
    credible = [s for s in found if _is_credible(s, name, places.countries, labelled=label == "LOC")]
    if places.countries and len({s.country for s in found if s.fit == EXACT}) >= COMMON_NAME:
        credible = [s for s in credible if s.country in places.countries or s.written or s.id in places.atlas.capitals]
    credible = credible if is_sure else [s for s in credible if s.written and s.fit > LOOSE]
    if places.is_descriptive(words.plains[start:end]):
        credible = [s for s in credible if s.written or s.population >= FAMOUS]
    ranked = _rank(credible, places)
    return _toponym(context, start, end, tuple(ranked[:LONGEST])) if ranked else None


def _rank(spots: Sequence[Spot], places: Map) -> list[tuple[float, Spot]]:
    """Order the places that a name may mean by score; a famed bearer goes before look-alikes and hamlets."""
    is_famed = any(places.is_famed(spot) for spot in spots)
    scored = ((score_spot(spot, places.countries), spot) for spot in spots)
    return sorted(scored, key=lambda pair: (is_famed and _is_minor(pair[1]), -pair[0], pair[1].id or ""))


def _is_minor(spot: Spot) -> bool:
    """Tell whether a place is less likely meant than a famed one: a look-alike, or a small town of the gazetteer."""
    return spot.fit < EXACT or (not spot.written and spot.kind == "town" and spot.population < FAMOUS)
