"""Which words of a report are names of places, and which place each of them is."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from sijil.gazetteer.reader import EXACT, LOOSE
from sijil.parts import CountryRow, WordList
from sijil.records import Passage
from sijil.resolve.atlas import Atlas, Spot, compile_atlas, strict_key
from sijil.resolve.choosing import (
    CANDIDATES,
    COARSE,
    FAMOUS,
    HEART,
    METROPOLIS,
    Setting,
    begins_so,
    is_credible,
    is_known_look_alike,
    is_noted,
    rank_names,
)
from sijil.resolve.dateline import dateline_country, dateline_towns
from sijil.resolve.findings import Finding, Toponym, gather_candidates
from sijil.resolve.frame import Frame
from sijil.resolve.narrowing import narrow
from sijil.resolve.runs import (
    NameContext,
    begins_name,
    ends_name,
    find_runs,
    full_stop,
    leads,
    names_no_place,
    printed_name,
    read_context,
    tells_whose,
)
from sijil.resolve.words import Words, split_words

COMMON = ("place", "facility", "person", "group", "weapon", "bomb", "vehicle", "aircraft")
"""Word lists whose nouns are no names."""
LOCATING = ("where", "near", "bearing")
"""Kinds of words behind which a name says where something is."""
HALF = 0.5
LEAD = 3
"""The first passages of a report, which say where it plays."""
LONGEST = 5
TAIL = 3
"""How many words in lower case may end the name of a facility."""
COMMON_NAME = 4
"""Countries in which a name is borne from which on no town far from the report's countries is meant by it."""


@dataclass(frozen=True, eq=False)
class Map:
    """A report's place names."""

    frame: Frame

    @cached_property
    def atlas(self) -> Atlas:
        """Return the places of the report's packs."""
        return compile_atlas(self.frame.packs)

    @cached_property
    def named(self) -> tuple[Toponym, ...]:
        """Return all place names, in order, those that only say whose a thing is ("Leeds-based") among them."""
        return tuple(sorted((*self.toponyms, *self._homes), key=lambda toponym: toponym.start))

    @cached_property
    def by_passage(self) -> tuple[tuple[Toponym, ...], ...]:
        """Return the place names of each passage at which something may have been, in order.

        A name that only says whose a thing is has no part in where claims happened, nor in which places others mean.
        """
        ranked = rank_names(gather_candidates(one for one in self._all_found if not one.whose), self.setting)
        return tuple(
            tuple(finding.choose(ranked[finding.key]) for finding in group if not finding.whose)
            for group in self._found
        )

    @cached_property
    def toponyms(self) -> tuple[Toponym, ...]:
        """Return the place names at which something may have been, in order."""
        return tuple(toponym for group in self.by_passage for toponym in group)

    @cached_property
    def _found(self) -> tuple[tuple[Finding, ...], ...]:
        return tuple(tuple(_find(passage, self)) for passage in self.frame.passages)

    @property
    def _all_found(self) -> Iterator[Finding]:
        return itertools.chain(*self._found)

    @cached_property
    def _homes(self) -> tuple[Toponym, ...]:
        """Return the place names that only say whose a thing is, in the light of all others."""
        homes = [finding for finding in self._all_found if finding.whose]
        ranked = rank_names(gather_candidates(self._all_found), self.setting) if homes else {}
        return tuple(finding.choose(ranked[finding.key]) for finding in homes)

    @cached_property
    def countries(self) -> dict[str, float]:
        """Return the share of each country in the report; where none is named, as the places that it names have it.

        Large towns count, and where there is none, names that places of one country alone bear; so does the town of
        the dateline, a capital only where nothing else does, for much is written there of countries around.
        """
        if self.frame.countries:
            return self.frame.countries
        written = {spot.country for spot in dateline_towns(self.frame.report, self.atlas)[:1]}
        runs = ([spot for spot in spots if spot.country in written] or spots for spots in self._exact_runs())
        large = ([spot for spot in spots if spot.population >= METROPOLIS] for spots in runs)
        votes = Counter(spot.country for spots in large for spot in spots[:1] if spot.country)
        votes = votes or Counter(self.sole)
        if country := dateline_country(self.frame.report, self.atlas, {*votes, *self.frame.mentioned}):
            votes[country] += 1
        total = sum(votes.values())
        return {country: count / total for country, count in sorted(votes.items())}

    @cached_property
    def likely(self) -> dict[str, float]:
        """Return the countries in which a name of the tagger may be a look-alike: those of `sole` places too.

        A country that has one of them alone, where another has some, is not what the report is about.
        """
        votes = Counter(self.sole)
        told = (country for country, count in votes.items() if count > 1 or count == votes.total())
        return dict.fromkeys(told, HEART) | self.countries

    @cached_property
    def bordering(self) -> frozenset[str]:
        """Return the countries that border on those that the report is about."""
        rows = self.frame.packs.rows(CountryRow)
        return frozenset(other for row in rows if self.likely.get(row.id, 0.0) >= HEART for other in row.neighbours)

    def _exact_runs(self) -> Iterator[list[Spot]]:
        """Yield the places that bear the very name that each run of capitalised words is, the largest first."""
        for passage in self.frame.passages:
            words = split_words(self.frame.report.text[passage.start : passage.end])
            for start, end in find_runs(words, self.frame.register):
                spots = self.atlas.find(printed_name(words, start, end))
                yield [spot for spot in spots if spot.fit == EXACT]

    @cached_property
    def sole(self) -> tuple[str, ...]:
        """Return the country of each name of the tagger that places of one country alone bear."""
        found = []
        for passage in self.frame.passages:
            for name in passage.names:
                text = self.frame.report.text[passage.starts[name.start] : passage.ends[name.end - 1]]
                spots = self.atlas.find(text) if name.label == "LOC" else ()
                lands = {spot.country for spot in spots if spot.fit == EXACT}
                found += sorted(filter(None, lands)) if len(lands) == 1 else []
        return tuple(found)

    @cached_property
    def common(self) -> frozenset[str]:
        """Return the common nouns for places, buildings and people, which are no names by themselves."""
        lists = {row.name: row.words for row in self.frame.packs.rows(WordList)}
        return frozenset(word for name in COMMON for word in lists.get(name, ()))

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Return the last words of the personal names of the report, folded; of four words, the last two."""
        return frozenset(word for name in self._personal for word in name[min(2, len(name) - 1) :])

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Return the first words of the personal names of the report, folded."""
        return frozenset(name[0] for name in self._personal)

    @cached_property
    def _personal(self) -> frozenset[tuple[str, ...]]:
        """Return the personal names of the report of more than one word, folded."""
        text = self.frame.report.text
        people = (
            split_words(text[passage.starts[name.start] : passage.ends[name.end - 1]]).folds
            for passage in self.frame.passages
            for name in passage.names
            if name.label == "PER"
        )
        return frozenset(tuple(words) for words in people if len(words) > 1)

    def is_common(self, plains: Sequence[str]) -> bool:
        """Tell whether a name is made of common nouns alone ("Old City", "Mosque")."""
        return plains[-1] in self.common and all(word in self.common for word in plains)

    def is_descriptive(self, plains: Sequence[str]) -> bool:
        """Tell whether a name is describing words alone ("Old City", "Western"), which many places bear."""
        return all(self.frame.register.cue("name_adjective", word) or word in self.common for word in plains)

    @cached_property
    def setting(self) -> Setting:
        """Return what makes places likely in this report."""
        return Setting(self.countries, self.atlas.capitals)

    @cached_property
    def home(self) -> str | None:
        """Return the country in which most of the towns and regions of the report lie.

        Names that fit only loosely do not count. Capitals that stand for their governments ("Paris said") count only
        where nothing else is named; where nothing is, the dateline does. Against one town alone stands the country in
        which the lead says that something was.
        """
        exact = self._exact()
        spots = [spot for t, spot in exact if self._is_scene(t, spot)] or [spot for _, spot in exact]
        votes = Counter(spot.country for spot in spots if spot.country)
        if not votes:
            told = max(self.countries.items(), key=itemgetter(1), default=(None, 0.0))
            return told[0] if told[1] > HALF and not self.frame.countries else None
        country, count = max(sorted(votes.items()), key=itemgetter(1))
        there = {spot.country for t, spot in self._lead_countries() if self._is_scene(t, spot)}
        if count == 1 and len(there) == 1:
            return there.pop()
        return country if count > len(spots) * HALF else None

    def _lead_countries(self) -> Iterator[tuple[Toponym, Spot]]:
        """Yield the names of whole countries in the first passages."""
        named = (t for group in self.by_passage[:LEAD] for t in group)
        return ((t, t.spot) for t in named if t.spot and t.spot.kind == "country")

    @cached_property
    def lands(self) -> frozenset[str]:
        """Return the countries of the towns and regions that the report names."""
        return frozenset(spot.country for _, spot in self._exact() if spot.country)

    def _exact(self) -> list[tuple[Toponym, Spot]]:
        return [(t, t.spot) for t in self.toponyms if t.spot and t.spot.fit >= EXACT and t.spot.kind not in COARSE]

    def _is_scene(self, toponym: Toponym, spot: Spot) -> bool:
        """Tell whether a name is no capital, or stands behind a word that says where."""
        before = self.frame.report.text[: toponym.start].rsplit(maxsplit=1)[-1:]
        return spot.id not in self.atlas.capitals or any(
            self.frame.register.cue(kind, word.lower()) for word in before for kind in LOCATING
        )

    def within(self, start: int, end: int) -> tuple[Toponym, ...]:
        """Return the place names inside of characters `start:end`."""
        return tuple(toponym for toponym in self.toponyms if start <= toponym.start and toponym.end <= end)


def _find(passage: Passage, places: Map) -> Iterator[Finding]:
    """Find the place names of a passage; a name followed by its country or region is looked for there alone."""
    context = read_context(passage, places.frame)
    found = [
        hit
        for start, end in find_runs(context.words, places.frame.register)
        for hit in _search_run(context, start, end, places)
    ]
    text = places.frame.report.text
    for finding, after in itertools.zip_longest(found, found[1:]):
        yield narrow(finding, after, text[finding.end : after.start], places.atlas) if after else finding


def _search_run(context: NameContext, start: int, end: int, places: Map) -> Iterator[Finding]:
    """Find the place names of a run of capitalised words: the longest that is known, from left to right."""
    whole = (start, end)
    while start < end:
        hit = _facility(context, start, end, places) or _longest(context, start, whole, places)
        seen = _labelled(context, start, end, places)
        hit = seen if hit is None or (seen and _goes_on(context, start, hit, seen[0], places)) else hit
        if hit:
            yield replace(hit[1], whose=tells_whose(context.words, start, hit[0], places.frame.register))
        start = hit[0] if hit else start + 1


def _labelled(context: NameContext, start: int, end: int, places: Map) -> tuple[int, Finding] | None:
    """Return the place name that the tagger sees from a word on, though no gazetteer knows it, with its end."""
    low = context.passage.start + context.words.starts[start]
    covering = ((a, b) for a, b, label in context.labels if label == "LOC" and a <= low < b)
    stop = next((b for a, b in covering if context.is_led_in(a, start)), None)
    if stop is None or context.is_taken(start, start + 1) or not context.is_proper(start):
        return None
    inside = (index for index in range(start, end) if context.words.starts[index] + context.passage.start < stop)
    last = max(index for index in inside if ends_name(context.words, index)) + 1
    is_none = names_no_place(context.words, start, last, places.frame.register)
    if (
        is_none
        or (last - start == 1 and places.is_common(context.words.plains[start:last]))
        or context.words.folds[last - 1] in places.surnames
        or _is_person(context.words, start, last, (), places)
    ):
        return None
    return last, _finding(context, start, last, ())


def _goes_on(context: NameContext, start: int, hit: tuple[int, Finding], seen: int, places: Map) -> bool:
    """Tell whether the tagger sees one longer name ("Paris Hill"), not a place and its kind ("Derna Airport")."""
    known = hit[0]
    if seen <= known:
        return False
    whole = context.is_whole(start, seen) or context.is_kernel(start, seen) or context.words.gap(known - 1) == "-"
    if not whole or (hit[1].sure and places.is_descriptive(context.words.plains[known:seen])):
        return False
    rest = places.atlas.find(printed_name(context.words, known, seen))
    return not (hit[1].sure and any(spot.fit == EXACT for spot in rest))


def _longest(context: NameContext, start: int, run: tuple[int, int], places: Map) -> tuple[int, Finding] | None:
    """Return the longest known name from a word on, with its end."""
    for last in range(min(run[1], start + LONGEST), start, -1):
        finding = _known(context, start, last, places)
        if finding and (context.label(start, last) or (start, last) == run or finding.is_written):
            return last, finding
    return None


def _facility(context: NameContext, start: int, end: int, places: Map) -> tuple[int, Finding] | None:
    """Return a name of the packs that goes on in lower case ("X airport"), with its end."""
    words = context.words
    for last in range(min(len(words), end + TAIL), end, -1):
        if all(words.gap(index).strip() == "" for index in range(end - 1, last - 1)):
            spots = places.atlas.strict.get(" ".join(words.plains[start:last]), ())
            if spots:
                return last, _finding(context, start, last, spots)
    return None


def _finding(
    context: NameContext,
    start: int,
    end: int,
    spots: Sequence[Spot],
    sure: Sequence[Spot] | None = None,
    name: str = "",
) -> Finding:
    words, low = context.words, context.words.starts[start]
    name = name or printed_name(words, start, end)
    high = low + len(name)
    high += full_stop(words.text, low, high)
    believed = frozenset(spot.id for spot in (spots if sure is None else sure))
    return Finding(context.passage.start + low, context.passage.start + high, name, tuple(spots), believed)


def _known(context: NameContext, start: int, end: int, places: Map) -> Finding | None:
    """Return the place name that words `start:end` are, if a place bears it that is credible, or may turn out so."""
    words = context.words
    if not (begins_name(words, start) and ends_name(words, end - 1)) or context.is_taken(start, end):
        return None
    label = context.label(start, end)
    if context.is_cut(start, end):
        return None
    if names_no_place(words, start, end, places.frame.register):
        return None
    is_led = end - start > 1 and leads(words, start, places.frame.register)
    is_sure = label == "LOC" or (label is None and context.is_proper(start + is_led))
    name = _shown(context, start, end, places)
    found = places.atlas.find(name)
    if is_led and not any(begins_so(spot, words.plains[start]) for spot in found):
        return None
    if places.is_common(words.plains[start:end]) and not (label == "LOC" and any(map(is_noted, found))):
        return None
    countries = places.likely if label == "LOC" else places.countries
    credible = [
        s for s in found if is_credible(s, name, countries, labelled=label == "LOC") or _is_next_door(s, places)
    ]
    if places.countries and len({s.country for s in found if s.fit == EXACT}) >= COMMON_NAME:
        credible = [s for s in credible if s.country in countries or s.written or s.id in places.atlas.capitals]
    credible = credible if is_sure else [s for s in credible if s.written and s.fit > LOOSE]
    if places.is_descriptive(words.plains[start:end]):
        credible = [s for s in credible if s.written or s.population >= FAMOUS]
    wide = [spot for spot in found if spot.fit == EXACT] if label == "LOC" else []
    if label == "LOC" and not credible and not wide:
        credible = [s for s in found if s.country in places.bordering and is_known_look_alike(s, name)]
    spots = tuple(dict.fromkeys([*credible, *wide]))[:CANDIDATES]
    stranger = not credible and end - start == 1 and words.folds[start] in places.surnames
    if not spots or stranger or _is_person(words, start, end, spots, places):
        return None
    return _finding(context, start, end, spots, credible, name)


def _is_next_door(spot: Spot, places: Map) -> bool:
    """Tell whether a large town bears a name in a country that borders on one that the report is about."""
    return spot.fit == EXACT and spot.population >= FAMOUS and spot.country in places.bordering


def _is_person(words: Words, start: int, end: int, spots: Sequence[Spot], places: Map) -> bool:
    """Tell whether one word is somebody's given name in this report; not where it says where, or is a large town's."""
    if end - start > 1 or words.folds[start] not in places.given_names:
        return False
    if any(spot.written or spot.population >= METROPOLIS for spot in spots):
        return False
    return start == 0 or not any(places.frame.register.cue(kind, words.plains[start - 1]) for kind in LOCATING)


def _shown(context: NameContext, start: int, end: int, places: Map) -> str:
    """Return words as printed, with the full stop of a known abbreviation ("Tex.")."""
    name = printed_name(context.words, start, end)
    is_short = context.words.gap(end - 1).startswith(".") and places.atlas.strict.get(strict_key(f"{name}."))
    return f"{name}." if is_short else name
