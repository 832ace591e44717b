"""Which places a text names, and where they are, in any English text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sijil.errors import UsageError
from sijil.folding import plain
from sijil.gazetteer.reader import EXACT
from sijil.language.parse import parse
from sijil.packs import Packs, known_packs, load_packs
from sijil.records import How, Name, Passage, Published, Report
from sijil.resolve.atlas import Spot
from sijil.resolve.choosing import AROUND, rank_names
from sijil.resolve.findings import BELIEVED, Toponym
from sijil.resolve.frame import Frame, read_frame
from sijil.resolve.runs import full_stop, printed_name
from sijil.resolve.toponyms import Map
from sijil.resolve.words import Words, split_words

LONGEST = 4

Span = tuple[int, int]
"""First character of a name, and one past the last."""


class Use(StrEnum):
    """How a text uses the name of a place."""

    PLACE = "place"
    """As a place."""
    WITHIN = "within"
    """Within the name of an organisation ("the University of Texas")."""
    NATIONALITY = "nationality"
    """As the word for its people or for what is theirs ("Libyan")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A name of a place in a text.

    Attributes:
        start: First character of the text.
        end: One past the last.
        surface: The words of the text.
        use: How the text uses the name; only a `Use.PLACE` can be where something happened.
        spot: The place; None where it is only known to be one.
        others: The other places that it may mean, the likeliest first.
        score: How likely the place is, 0 to 1.
    """

    start: int
    end: int
    surface: str
    use: Use
    spot: Spot | None
    others: tuple[Spot, ...] = ()
    score: float = 0.0


def geoparse(text: str, packs: Sequence[str] = (), names: Sequence[Span] = ()) -> tuple[NamedPlace, ...]:
    """Find and place every place name of an English text, about conflict or not; or place the names that are given.

    Args:
        text: The text; blank lines part paragraphs.
        packs: Names of packs to read with; all built-in ones where empty.
        names: First character and one past the last of each name, where it is known what the place names are.

    Returns:
        The names in the order of the text, nationalities and names within names of organisations among them. Of names
        that are given each is there, and no other; a name that no rule believes is the likeliest place that bears it.

    Raises:
        UsageError: A name that is given is no words of the text.
    """
    for start, end in names:
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            problem = f"names: ({start}, {end}) are no words of the text, which has {len(text)} characters"
            raise UsageError(problem, remedy="give the first character of each name and one past its last")
    read, passages = load_packs(tuple(packs) or known_packs()), parse(text)
    return place_given(text, _with_names(passages, names), read, names) if names else find_places(text, passages, read)


def _with_names(passages: Iterable[Passage], given: Sequence[Span]) -> list[Passage]:
    """Return passages with the names that are given for the places that the language model sees."""
    done = []
    for passage in passages:
        inside = [
            (max(bisect_right(passage.starts, start) - 1, 0), bisect_left(passage.ends, min(end, passage.ends[-1])) + 1)
            for start, end in given
            if passage.start <= start < passage.end
        ]
        kept = [
            name
            for name in passage.names
            if name.label != "LOC" and not any(a < name.end and name.start < b for a, b in inside)
        ]
        names = [*kept, *(Name(start=a, end=b, label="LOC") for a, b in inside)]
        done.append(replace(passage, names=tuple(sorted(names, key=lambda name: name.start))))
    return done


def place_given(text: str, passages: Sequence[Passage], packs: Packs, given: Sequence[Span]) -> tuple[NamedPlace, ...]:
    """Place the names that are given of a text whose passages bear them as names with the label LOC."""
    places = _map(text, passages, packs)
    found = _find(places)
    others = {plain(one.name): one.spots for one in places.named if one.spots}
    return tuple(_place(span, text, found, others, places) for span in sorted(given))


def _place(
    span: Span, text: str, found: Sequence[NamedPlace], others: Mapping[str, tuple[Spot, ...]], places: Map
) -> NamedPlace:
    """Place one name: as it was found, or else as the likeliest of all places that bear it."""
    start, end = span
    surface = text[start:end]
    near = [one for one in found if one.start < end and start < one.end and one.spot]
    if near:
        best = max(near, key=lambda one: min(one.end, end) - max(one.start, start))
        return replace(best, start=start, end=end, surface=surface)
    bearing = places.atlas.find(surface)
    key, spots = plain(surface), tuple(s for s in bearing if s.fit >= EXACT or s.country in places.likely)
    ranked = rank_names({**others, key: spots}, places.setting)[key]
    likely = ranked[0] if ranked else None
    return NamedPlace(
        start=start,
        end=end,
        surface=surface,
        use=Use.PLACE,
        spot=likely.spot if likely else None,
        others=tuple(choice.spot for choice in ranked[1:BELIEVED]),
        score=likely.score if likely else 0.0,
    )


def find_places(text: str, passages: Sequence[Passage], packs: Packs) -> tuple[NamedPlace, ...]:
    """Find and place the names of a text that the language model has read; each name bears the label LOC there."""
    return _find(_map(text, passages, packs))


def _map(text: str, passages: Sequence[Passage], packs: Packs) -> Map:
    report = Report(
        source="",
        uri="",
        title=None,
        outlet=None,
        agency=None,
        byline=None,
        dateline=None,
        published=Published(how=How.UNKNOWN),
        language="en",
        text=text,
        segments=(),
        blocks=(),
    )
    return Map(read_frame(report, passages, packs))


def _find(places: Map) -> tuple[NamedPlace, ...]:
    text = places.frame.report.text
    found = [_named(toponym, text) for toponym in places.named]
    for more in (_within(places, found), _nationalities(places)):
        taken = [(one.start, one.end) for one in found]
        found += [one for one in more if not any(a < one.end and one.start < b for a, b in taken)]
    return tuple(sorted(found, key=lambda one: one.start))


def _named(toponym: Toponym, text: str) -> NamedPlace:
    return NamedPlace(
        start=toponym.start,
        end=toponym.end,
        surface=text[toponym.start : toponym.end],
        use=Use.PLACE,
        spot=toponym.spot,
        others=toponym.spots[1:],
        score=toponym.scores[0] if toponym.scores else 0.0,
    )


def _within(places: Map, found: Sequence[NamedPlace]) -> list[NamedPlace]:
    """Return the places named within names of organisations: those of the text's other names, states and regions."""
    known = {plain(one.surface): one.spot for one in found if one.spot}
    text, inside = places.frame.report.text, []
    for start, end in _organisations(places.frame):
        words = split_words(text[start:end])
        at = 0
        while at < len(words):
            hit = next((hit for hit in _longest(words, at, known, places)), None)
            if hit:
                last, spot = hit
                low, high = start + words.starts[at], start + words.ends[last - 1]
                high += full_stop(text, low, high)
                surface = text[low:high]
                inside.append(NamedPlace(start=low, end=high, surface=surface, use=Use.WITHIN, spot=spot, score=1.0))
            at = hit[0] if hit else at + 1
    return inside


def _organisations(frame: Frame) -> Iterator[tuple[int, int]]:
    """Yield the characters of each name of an organisation."""
    for passage in frame.passages:
        for name in passage.names:
            if name.label == "ORG":
                yield passage.starts[name.start], passage.ends[name.end - 1]


def _longest(words: Words, start: int, known: Mapping[str, Spot], places: Map) -> Iterator[tuple[int, Spot]]:
    """Yield the places that words from one on name, with their last word, the longest name first."""
    for last in range(min(len(words), start + LONGEST), start, -1):
        name = printed_name(words, start, last)
        if not name[0].isupper():
            return
        spot = known.get(plain(name)) or _broad(name, known.values(), places)
        if spot and not places.is_descriptive(words.plains[start:last]):
            yield last, spot


def _broad(name: str, around: Collection[Spot], places: Map) -> Spot | None:
    """Return the state, region or county that bears a name; of several, the one in a region that the text names."""
    spots = [spot for spot in places.atlas.find(name) if spot.fit == EXACT and spot.kind in AROUND]
    areas = {spot.area for spot in around if spot.area}
    return min(spots, key=lambda spot: spot.area not in areas, default=None)


def _nationalities(places: Map) -> list[NamedPlace]:
    """Return the nationalities of a text, each with its country."""
    found = []
    for sighting in places.frame.sightings:
        lands = {entry.land for entry in sighting.entries if entry.kind == "state" and entry.land}
        if len(lands) == 1:
            spot = places.atlas.spot_of_id(lands.pop())
            is_word = any(entry.adjective or entry.people for entry in sighting.entries)
            use = Use.NATIONALITY if is_word else Use.WITHIN
            end = sighting.end + full_stop(places.frame.report.text, sighting.start, sighting.end)
            surface = places.frame.report.text[sighting.start : end]
            found.append(NamedPlace(start=sighting.start, end=end, surface=surface, use=use, spot=spot, score=1.0))
    return found
