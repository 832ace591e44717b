"""What a report as a whole says that its single mentions lean on: its countries, and who is named where."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sijil.packs import Packs
from sijil.records import MentionKind, Passage, Report
from sijil.resolve.items import MAIN, find_items, is_set_apart
from sijil.resolve.phrases import Phrase, is_attached, read_phrase_here
from sijil.resolve.register import Entry, Match, Register, compile_register
from sijil.resolve.words import Words, split_words

STATE_FORCES = frozenset({"military", "police", "security", "government", "state"})
DOMINANT = 0.5
"""Share of the report's mentions of countries from which on one country is what the report is about."""
NEIGHBOURHOOD = 3
REACH = 20
"""Characters within which the word behind a name stands."""
WORD = 20
"""Characters within which the word before a name stands."""
YEAR = 4
FIRST_YEAR, LAST_YEAR = "1945", "2099"
"""Numbers between these, behind a word that leads in a year, are years."""

Meanings = Mapping[tuple[int, int, MentionKind], str]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A register name in the text.

    Attributes:
        start: First character in the report.
        end: One past the last.
        entries: What it may mean.
        aside: Whether it only says whom somebody is near or hostile to.
        foe: Whether it is named as the one fought against or driven out ("the stronghold of X").
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    aside: bool
    foe: bool = False


@dataclass(frozen=True, eq=False)
class Frame:
    """A report with all register names in its passages.

    Attributes:
        report: The report.
        passages: Its passages, in order.
        packs: The packs.
        register: The compiled registers.
        sightings: All register names, in order.
        meanings: The ids that people have given to words, by their first character, one past the last, and kind.
        home: Country in which most of the report's towns and regions lie, once they are known.
        issuer: Id of the organisation whose own statement the report is, once it is known.
    """

    report: Report
    passages: tuple[Passage, ...]
    packs: Packs
    register: Register
    sightings: tuple[Sighting, ...]
    meanings: Meanings = field(default_factory=dict)
    home: str | None = None
    lands: frozenset[str] = frozenset()
    issuer: str | None = None

    @cached_property
    def items(self) -> tuple[int, ...]:
        """Return the number of the item that each passage is of; 0 = the main matter of the report."""
        return find_items(self.passages, self.report.text, self.register)

    def is_apart(self, character: int) -> bool:
        """Tell whether words of its own set the item of a character apart from the main matter ("elsewhere")."""
        index = self.passage_at(character)
        item = self.items[index]
        first = self.items.index(item)
        passage = self.passages[first]
        return item != MAIN and is_set_apart(self.report.text[passage.start : passage.end], self.register)

    @property
    def day(self) -> str | None:
        """Return the last day on which the report may have been published."""
        return self.report.published.latest

    @cached_property
    def countries(self) -> dict[str, float]:
        """Return the share of each country in what the report names, by ISO code."""
        seen: Counter[str] = Counter()
        for sighting in self.sightings:
            if self._is_abroad(sighting):
                continue
            plain = [entry for entry in sighting.entries if not entry.bound and not entry.metonym]
            seen.update({entry.land for entry in plain if entry.land})
        for country in _dateline_countries(self.report, self.register):
            seen[country] += 1
        total = sum(seen.values())
        return {country: count / total for country, count in sorted(seen.items())}

    @property
    def mentioned(self) -> frozenset[str]:
        """Return the countries of which the report has any name, by ISO code."""
        return frozenset(
            entry.land for sighting in self.sightings for entry in sighting.entries if entry.land and not entry.bound
        )

    def _is_abroad(self, sighting: Sighting) -> bool:
        """Tell whether a name only says whose envoy or embassy is meant, which is in another country."""
        behind = self.report.text[sighting.end : sighting.end + REACH].lower().split()[:1]
        return any(self.register.cue("abroad", word.strip(",.;:")) for word in behind)

    @cached_property
    def country(self) -> str | None:
        """Return the country that the report is about: where its towns lie, else the one named most."""
        if self.home:
            return self.home
        best = max(self.countries.items(), key=lambda item: item[1], default=(None, 0.0))
        return best[0] if best[1] >= DOMINANT else None

    def phrase(self, surface: str) -> Phrase:
        """Read an actor phrase; a word that names an actor only in other countries ("the army") is a mere word here."""
        return read_phrase_here(surface, self.register, self._is_named)

    def _is_named(self, match: Match) -> bool:
        return any(not entry.bound for entry in match.entries) or bool(self.valid(match.entries))

    def valid(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the meanings that hold at the report's date and, for names bound to a country, in its countries.

        In a report without a date, none that ended before a year that it tells of; of several offices of one person
        those whose party it names; and of several bodies those in whose names there is another actor that it names.
        """
        current = [entry for entry in entries if entry.holds_on(self.day) and not self._is_over(entry)]
        told = {*self.countries, *self.lands, self.home} - {None}
        meant = tuple(entry for entry in current if not entry.bound or entry.country in told)
        if self.day is not None or len({entry.target for entry in meant}) == 1:
            return meant
        office = tuple(entry for entry in meant if entry.kind == "person" and entry.target in self._parties)
        return office or tuple(entry for entry in meant if self._names_party(entry)) or meant

    def _names_party(self, entry: Entry) -> bool:
        """Tell whether the full name of a body has another actor in it that the report names ("... against the X")."""
        rest = split_words(entry.name.partition(" ")[2])
        inside = (one for match in self.register.scan(rest) for one in match.entries) if len(rest) else ()
        return any(one.kind != "state" and one.target in self._parties - {entry.target} for one in inside)

    def _is_over(self, entry: Entry) -> bool:
        """Tell whether a meaning ended before a year that a report without a date tells of."""
        last = entry.valid[1]
        return self.day is None and last is not None and last[:YEAR] < self._told_year

    @cached_property
    def _told_year(self) -> str:
        """Return the latest year that the report tells of ("since 2014"), which it cannot be older than."""
        words = (split_words(self.report.text[passage.start : passage.end]) for passage in self.passages)
        years = (
            word
            for found in words
            for before, word in itertools.pairwise(found.plains)
            if len(word) == YEAR and word.isdecimal() and self.register.cue("year_lead", before)
        )
        return max((year for year in years if FIRST_YEAR <= year <= LAST_YEAR), default="")

    @cached_property
    def _parties(self) -> frozenset[str]:
        """Return the actors that the report names by a name that is theirs alone, and not by their people."""
        entries = (entry for sighting in self.sightings for entry in sighting.entries)
        return frozenset(entry.target for entry in entries if entry.kind != "person" and not entry.bound)

    @cached_property
    def named(self) -> tuple[tuple[Sighting, Entry], ...]:
        """Return the names that mean one armed actor, person or state beyond doubt, in order, asides left out."""
        single = []
        for sighting in self.sightings:
            meanings = self.valid(sighting.entries)
            if len({entry.target for entry in meanings}) == 1 and not sighting.aside:
                single.append((sighting, meanings[0]))
        return tuple(single)

    def passage_at(self, offset: int) -> int:
        """Return the index of the passage that holds a character, or the last one before it."""
        before = [index for index, passage in enumerate(self.passages) if passage.start <= offset]
        return before[-1] if before else 0

    def word_before(self, start: int) -> str:
        """Return the word right before a character, in lower case; empty where there is none."""
        before = self.report.text[max(0, start - WORD) : start].split()
        return before[-1].lower() if before else ""

    def is_whereabouts(self, sighting: Sighting) -> bool:
        """Tell whether a country is named as where something was or went ("fled into X"), and not as a party."""
        word = self.word_before(sighting.start)
        return any(self.register.cue(kind, word) for kind in ("where", "bearing", "goal", "origin"))

    def before(self, offset: int, reach: int) -> tuple[tuple[Sighting, Entry], ...]:
        """Return the names that end before a character, at most `reach` passages back, nearest first."""
        first = self.passages[max(0, self.passage_at(offset) - reach)].start if self.passages else 0
        return tuple(pair for pair in reversed(self.named) if first <= pair[0].start and pair[0].end <= offset)


def camp_of(target: str, frame: Frame) -> str:
    """Return what tells parties apart by their ids: the state whose force one is, else the id."""
    row = frame.register.actors.get(target)
    kind, _, country = target.rpartition("-")
    if row:
        return row.country if row.kind in STATE_FORCES and row.country else target
    return country if kind in STATE_FORCES else target


def _dateline_countries(report: Report, register: Register) -> tuple[str, ...]:
    if not report.dateline:
        return ()
    entries = [entry for match in register.scan(split_words(report.dateline)) for entry in match.entries]
    return tuple(
        sorted({entry.land for entry in entries if entry.land and entry.kind == "state" and not entry.metonym})
    )


def _follows(kind: str, words: Words, start: int, register: Register) -> bool:
    """Tell whether a cue of a kind ("linked to", "against") stands right before a name."""
    stop = start
    while stop and (not words.folds[stop - 1] or register.cue("both_word", words.plains[stop - 1])):
        stop -= 1
    before = (" ".join(words.plains[first:stop]) for first in range(max(0, stop - NEIGHBOURHOOD), stop))
    return any(register.cue(kind, phrase) for phrase in before)


def _is_other_person(passage: Passage, words: Words, match: Match, register: Register) -> bool:
    """Tell whether the tagger sees a longer personal name around a bare surname, with another first name."""
    if any(not entry.bound or entry.kind != "person" for entry in match.entries):
        return False
    start = passage.start + words.starts[match.start]
    for name in passage.names:
        low = passage.starts[name.start]
        if name.label == "PER" and low < start < passage.ends[name.end - 1]:
            first = words.at(low - passage.start)
            return any(words.folds[i] and words.plains[i] not in register.heads for i in range(first, match.start))
    return False


def read_frame(report: Report, passages: Iterable[Passage], packs: Packs, meanings: Meanings | None = None) -> Frame:
    """Find all register names in a report; `meanings` are what people have said that words of it mean."""
    register = compile_register(packs)
    ordered = tuple(sorted(passages, key=lambda passage: (passage.start, passage.end)))
    sightings: list[Sighting] = []
    for passage in ordered:
        words = split_words(report.text[passage.start : passage.end])
        for match in register.scan(words):
            if _is_other_person(passage, words, match, register):
                continue
            start = passage.start + words.starts[match.start]
            joined = sightings and report.text[sightings[-1].end : start].split()[:1]
            joins = bool(joined and sightings[-1].aside and register.cue("and_word", joined[0]))
            aside = joins or is_attached(words, match, register) or _follows("aside", words, match.start, register)
            foe = _follows("foe", words, match.start, register)
            end = passage.start + words.ends[match.end - 1]
            sightings.append(Sighting(start, end, match.entries, aside, foe))
    return Frame(report, ordered, packs, register, tuple(sightings), meanings or {})
