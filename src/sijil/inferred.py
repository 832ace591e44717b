"""Put what dating found into what a record shows: the day of a report and the times of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sijil.records import DatedClaim, Dating, Report, ResolvedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """When a report without a date was published, and the times of its claims."""

    dating: Dating
    claims: tuple[DatedClaim, ...] = ()


def read_dates(datings: Iterable[Dating], claims: Iterable[DatedClaim]) -> dict[str, Dates]:
    """Return what was found for each source, by its sha256."""
    by_source: dict[str, list[DatedClaim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.claim):
        by_source.setdefault(claim.source, []).append(claim)
    return {one.source: Dates(dating=one, claims=tuple(by_source.get(one.source, ()))) for one in datings}


def put_date(report: Report, dates: Dates | None) -> Report:
    """Return a report with the day that was found for it."""
    return replace(report, published=dates.dating.published) if dates else report


def put_times(resolved: ResolvedClaim, dates: Dates | None) -> ResolvedClaim:
    """Return a claim with the times that were found for it, where it has none."""
    found = next((one for one in dates.claims if one.claim == resolved.claim), None) if dates else None
    if found is None:
        return resolved
    is_known = resolved.time is not None and bool(resolved.time.earliest or resolved.time.latest)
    is_said = resolved.said_on is not None and bool(resolved.said_on.latest)
    return replace(
        resolved,
        time=resolved.time if is_known else found.time or resolved.time,
        said_on=resolved.said_on if is_said else found.said or resolved.said_on,
    )
