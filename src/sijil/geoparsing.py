"""Which places a text names, and where they are, in any English text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijil.language.parse import parse
from sijil.packs import Packs, known_packs, load_packs
from sijil.records import How, Passage, Published, Report
from sijil.resolve.atlas import Spot
from sijil.resolve.frame import Frame, read_frame
from sijil.resolve.toponyms import Map, Toponym


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A name of a place in a text.

    Attributes:
        start: First character of the text.
        end: One past the last.
        surface: The words of the text.
        nationality: Whether the words are a nationality ("Libyan"), which points to a country but names no place.
        spot: The place; None where it is only known to be one.
        others: The other places that it may mean, the likeliest first.
        score: How likely the place is, 0 to 1.
    """

    start: int
    end: int
    surface: str
    nationality: bool
    spot: Spot | None
    others: tuple[Spot, ...] = ()
    score: float = 0.0


def geoparse(text: str, packs: Sequence[str] = ()) -> tuple[NamedPlace, ...]:
    """Find and place every place name of an English text, about conflict or not.

    Args:
        text: The text; blank lines part paragraphs.
        packs: Names of packs to read with; all built-in ones where empty.

    Returns:
        The names in the order of the text, nationalities among them.
    """
    return find_places(text, parse(text), load_packs(tuple(packs) or known_packs()))


def find_places(text: str, passages: Sequence[Passage], packs: Packs) -> tuple[NamedPlace, ...]:
    """Find and place the names of a text that the language model has read; each name bears the label LOC there."""
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
    places = Map(read_frame(report, passages, packs))
    found = [_named(toponym, text) for toponym in places.toponyms]
    taken = [(one.start, one.end) for one in found]
    own = (
        one for one in _nationalities(places.frame, places) if not any(a < one.end and one.start < b for a, b in taken)
    )
    return tuple(sorted([*found, *own], key=lambda one: one.start))


def _named(toponym: Toponym, text: str) -> NamedPlace:
    score = toponym.scores[0] if toponym.scores else 0.0
    return NamedPlace(
        start=toponym.start,
        end=toponym.end,
        surface=text[toponym.start : toponym.end],
        nationality=False,
        spot=toponym.spot,
        others=toponym.spots[1:],
        score=score,
    )


def _nationalities(frame: Frame, places: Map) -> list[NamedPlace]:
    """Return the nationalities of a text, each with its country."""
    found = []
    for sighting in frame.sightings:
        lands = {entry.land for entry in sighting.entries if (entry.adjective or entry.people) and entry.land}
        if len(lands) == 1:
            spot = places.atlas.spot_of_id(lands.pop())
            surface = frame.report.text[sighting.start : sighting.end]
            found.append(
                NamedPlace(
                    start=sighting.start, end=sighting.end, surface=surface, nationality=True, spot=spot, score=1.0
                )
            )
    return found
