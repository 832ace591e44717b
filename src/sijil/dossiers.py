"""All that is known of one claim."""

from __future__ import annotations

from dataclasses import dataclass

from sijil.inferred import Dates, put_date, put_times
from sijil.records import Claim, Passage, Report, Resolution, ResolvedClaim, Review, Source
from sijil.store import UnitRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one claim: its own rows and those of its report."""

    claim: Claim
    review: Review | None
    resolved: ResolvedClaim | None
    resolutions: tuple[Resolution, ...]
    passages: tuple[Passage, ...]
    report: Report
    source: Source


DOSSIER_KINDS = (Claim, Source, Report, Passage, Review, Resolution, ResolvedClaim)
"""What a dossier is made of, all of one source."""


def dossier_of(rows: UnitRows, claim: str, dates: Dates | None) -> Dossier:
    """Collect what the rows of a source say of one of its claims, and what dating found for it."""
    resolved = (put_times(row, dates) for row in rows.of(ResolvedClaim) if row.claim == claim)
    return Dossier(
        claim=next(row for row in rows.of(Claim) if row.id == claim),
        review=next((row for row in rows.of(Review) if row.claim == claim), None),
        resolved=next(resolved, None),
        resolutions=rows.of(Resolution),
        passages=rows.of(Passage),
        report=put_date(rows.of(Report)[0], dates),
        source=rows.of(Source)[0],
    )
