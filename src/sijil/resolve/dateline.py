"""Where a report was written: the towns that the name in its dateline may mean, and the country that it tells."""

from __future__ import annotations

from collections.abc import Collection

from sijil.gazetteer.layout import TOWN
from sijil.gazetteer.reader import EXACT
from sijil.records import Report
from sijil.resolve.atlas import Atlas, Spot

LARGE = 100_000
"""Inhabitants of a town whose name needs no country to be known by."""


def dateline_towns(report: Report, atlas: Atlas) -> list[Spot]:
    """Return the towns that bear the name in the dateline of a report, the largest first."""
    name, _, _ = (report.dateline or "").partition(",")
    found = [spot for spot in atlas.find(name.title()) if spot.fit >= EXACT and spot.kind == TOWN]
    return sorted(found, key=lambda spot: -spot.population)


def dateline_country(report: Report, atlas: Atlas, told: Collection[str]) -> str | None:
    """Return the country of a town that a report was written in: a large one, or one whose name no other land has.

    From a capital much is reported of the countries around: that counts only where the report tells of no other.

    Args:
        report: The report.
        atlas: The places.
        told: The countries, by ISO code, of which the report has any name.
    """
    towns = dateline_towns(report, atlas)
    if not towns or (towns[0].population < LARGE and len({town.country for town in towns}) > 1):
        return None
    town = towns[0]
    return town.country if town.id not in atlas.capitals or {*told} <= {town.country} else None
