"""Put the inferred times of undated reports' claims into their gists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sijil.records import DatedClaim, Gist, Time


def with_dates(gists: Iterable[Gist], dated: Iterable[DatedClaim]) -> list[Gist]:
    """Return gists with the times that dating found for those of reports without a date."""
    times = {one.claim: one for one in dated}
    return [_with_date(gist, times[gist.claim]) if gist.claim in times else gist for gist in gists]


def _with_date(gist: Gist, dated: DatedClaim) -> Gist:
    said = (dated.said or dated.time) if dated.said or gist.time is None else None
    return replace(gist, time=gist.time or _known(dated.time), said=gist.said or (said.latest if said else None))


def _known(time: Time | None) -> Time | None:
    """Return a time without its words and reasons; None where nothing is known of it."""
    if time is None or not (time.earliest or time.latest):
        return None
    return replace(time, surface=None, reason="")
