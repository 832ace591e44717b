"""The place of a claim, and the resolution of a place mention with all that its name may mean, as records."""

from __future__ import annotations

from sijil.gazetteer.reader import EXACT, FOLDED
from sijil.records import Candidate, Mention, Place, Resolution, ResolutionState
from sijil.resolve.atlas import Spot
from sijil.resolve.places import Fix

FITS = ((EXACT, "the same name"), (FOLDED, "the name in another spelling"), (0.0, "a name with the same consonants"))
SURE = 0.6


def _describe(spot: Spot) -> str:
    """Say what is known of a place that makes it more or less likely."""
    fit = next(word for least, word in FITS if spot.fit >= least)
    people = f"{spot.population:,} people" if spot.population else ""
    known = "in a pack" if spot.written else ""
    return ", ".join(filter(None, (spot.kind, spot.country or "no country", people, known, fit)))


def make_resolution(mention: Mention, fix: Fix) -> Resolution:
    """Return the resolution of a place mention as a record."""
    state = ResolutionState.SURE if fix.score >= SURE else ResolutionState.UNSURE
    state = ResolutionState.HUMAN if fix.human else state
    ranked = [(fix.spot, fix.score), *fix.others]
    found = tuple(
        Candidate(target=spot.id, name=spot.name, score=round(score, 2), why=_describe(spot))
        for spot, score in ranked
        if spot.id
    )
    return Resolution(
        mention=mention,
        target=fix.spot.id,
        name=fix.spot.name,
        state=state if fix.spot.id or fix.spot.lon is not None else ResolutionState.UNKNOWN,
        candidates=found,
        reason=fix.why,
    )


def make_place(fix: Fix, surface: str, how: str) -> Place:
    """Return a place as a record; `how` says which words of the claim or report gave it."""
    spot = fix.spot
    return Place(
        id=spot.id,
        name=spot.name,
        kind=spot.kind,
        lon=spot.lon,
        lat=spot.lat,
        radius_km=spot.radius_km,
        precision=spot.precision,
        parent=spot.parent,
        country=spot.country,
        surface=surface,
        how=f"{how}: {fix.why}",
    )
