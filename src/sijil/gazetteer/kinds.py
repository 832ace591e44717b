"""The kinds of places that a user's gazetteer may hold, and those of GeoNames: `kinds.csv` and `features.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place.

    Attributes:
        name: town, region, county, airport and so on.
        precision: UCDP precision, 1 to 7.
        radius_km: Radius where a row gives none; 0 for a town, whose radius follows from its population.
    """

    name: str
    precision: int
    radius_km: float


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature of GeoNames becomes: a kind, or nothing for the reason given."""

    kind: Kind | None
    left_out: str


def _read(name: str) -> Iterator[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds by each of their names."""
    found = {}
    for row in _read("kinds.csv"):
        kind = Kind(row["kind"], int(row["precision"]), float(row["radius_km"] or 0))
        found.update(dict.fromkeys((row["kind"], *filter(None, row["also"].split("|"))), kind))
    return found


@cache
def features() -> Mapping[tuple[str, str], Feature]:
    """Return what features of GeoNames become, by class and code; the code is empty for all others of a class."""
    return {
        (row["class"], row["code"]): Feature(kinds()[row["kind"]] if row["kind"] else None, row["left_out"])
        for row in _read("features.csv")
    }
