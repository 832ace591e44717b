"""What the words right behind a place name say of the place that is meant ("Paris, Texas")."""

from __future__ import annotations

from dataclasses import replace

from sijil.gazetteer.reader import LOOSE
from sijil.resolve.atlas import REGION, Atlas, Spot
from sijil.resolve.choosing import AROUND, IN_COUNTY, closeness, is_between
from sijil.resolve.findings import Finding


def narrow(finding: Finding, after: Finding, between: str, atlas: Atlas) -> Finding:
    """Keep the candidates that lie in the country, region or county named right after ("Paris, Texas").

    Countries after each other are a list ("Iraq, Syria and Jordan"); `between` are the characters between both.
    """
    outer = [spot for spot in after.spots if spot.kind in AROUND]
    if between.strip() != "," or not outer or any(map(is_between, finding.spots)):
        return finding
    if all(spot.kind == "country" for spot in outer) and any(spot.kind == "country" for spot in finding.spots):
        return finding
    named = (spot for spot in atlas.find(finding.name) if spot.fit > LOOSE)
    inside = tuple(spot for spot in named if any(_lies_in(spot, one) for one in outer))
    sure = frozenset(spot.id for spot in inside)
    return replace(finding, spots=inside, sure=sure, narrowed=True) if inside else finding


def _lies_in(spot: Spot, outer: Spot) -> bool:
    if spot.country != outer.country or spot.kind == "country":
        return False
    if outer.kind == REGION and outer.area:
        return spot.area == outer.area and spot.kind != REGION
    return outer.kind == "country" or closeness(spot, outer) >= IN_COUNTY
