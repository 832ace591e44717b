"""A name of a place in a report, before and after it is clear which place is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijil.folding import plain
from sijil.resolve.atlas import Spot
from sijil.resolve.choosing import ENOUGH, Ranked

BELIEVED = 5
"""Places of a name that are told, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in the text, `start:end` in characters of the report.

    Attributes:
        start: First character.
        end: One past the last.
        name: The name as printed.
        spots: The places that it may mean, the likeliest first; none where it is only known to be a place.
        scores: How likely each is, 0 to 1.
        whose: Whether it only says whose a thing is ("the Leeds-based monitor"), so that nothing happened there.
    """

    start: int
    end: int
    name: str
    spots: tuple[Spot, ...]
    scores: tuple[float, ...]
    whose: bool = False

    @property
    def spot(self) -> Spot | None:
        """Return the likeliest place."""
        return self.spots[0] if self.spots else None


@dataclass(frozen=True, slots=True)
class Finding:
    """A name of a place before it is clear which place is meant.

    Attributes:
        start: First character in the report.
        end: One past the last.
        name: The name as printed.
        spots: The places that bear it.
        sure: Ids of those that may be meant whatever else the report names.
        narrowed: Whether the report says in what they lie.
        whose: Whether it only says whose a thing is.
    """

    start: int
    end: int
    name: str
    spots: tuple[Spot, ...]
    sure: frozenset[str | None]
    narrowed: bool = False
    whose: bool = False

    @property
    def key(self) -> str:
        """Return the form under which all mentions of one name are one."""
        return plain(self.name)

    @property
    def is_written(self) -> bool:
        """Tell whether a pack has the place, which a part of a longer unknown name must be to count."""
        return any(spot.written for spot in self.spots)

    def choose(self, ranked: Ranked) -> Toponym:
        """Return the place name with those of its places that are believed."""
        kept = [choice for choice in ranked if choice.spot.id in self.sure or choice.support >= ENOUGH]
        best = kept[:BELIEVED]
        spots, scores = tuple(choice.spot for choice in best), tuple(choice.score for choice in best)
        return Toponym(self.start, self.end, self.name, spots, scores, self.whose)


def gather_candidates(found: Iterable[Finding]) -> dict[str, tuple[Spot, ...]]:
    """Return the places that each name may mean; where one mention says in what it lies, that holds for all."""
    names: dict[str, dict[Spot, None]] = {}
    told: dict[str, dict[Spot, None]] = {}
    for finding in found:
        (told if finding.narrowed else names).setdefault(finding.key, {}).update(dict.fromkeys(finding.spots))
    return {key: tuple(spots) for key, spots in (names | told).items()}
