"""Days as numbers: the intervals of times, how far they lie apart, and how wide they are."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from sijil.records import Time


class Days(NamedTuple):
    """An interval of days, both ends included, as proleptic Gregorian ordinals."""

    first: int
    last: int

    @property
    def width(self) -> int:
        """Count the days."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """Count the days from the end of one to the beginning of the other; 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


@lru_cache(maxsize=65536)
def to_ordinal(day: str) -> int:
    """Return the number of an ISO day."""
    return dt.date.fromisoformat(day).toordinal()


def to_day(ordinal: int) -> str:
    """Return the ISO day of a number."""
    return dt.date.fromordinal(ordinal).isoformat()


def to_days(time: Time | None) -> Days | None:
    """Return the interval of a time that is known on both ends."""
    if time is None or not (time.earliest and time.latest):
        return None
    return _between(time.earliest, time.latest)


@lru_cache(maxsize=65536)
def _between(first: str, last: str) -> Days:
    return Days(to_ordinal(first), to_ordinal(last))
