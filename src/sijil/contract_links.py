"""The rows of the outer contract that say what belongs together: copies, links of claims and of reports, fits."""

from __future__ import annotations

from collections.abc import Sequence

from sijil.contract import Json
from sijil.records import Copy, Fit, Link, Part, ReportLink


def copy_row(copy: Copy) -> Json:
    """Describe a copy."""
    return {"report": copy.report, "first": copy.first, "how": copy.how, "others": list(copy.others)}


def link_row(link: Link) -> Json:
    """Describe a link."""
    return {"claim_a": link.claim_a, "claim_b": link.claim_b, "score": link.score, "parts": _part_rows(link.parts)}


def fit_row(fit: Fit, claims: Sequence[str]) -> Json:
    """Describe why the claims of a telling are of an event."""
    told = {"claim": fit.claim, "claims": list(claims)}
    return {**told, "event": fit.event, "posterior": fit.posterior, "parts": _part_rows(fit.parts)}


def report_link_row(link: ReportLink) -> Json:
    """Describe what two reports of one story have in common."""
    return {
        "report_a": link.report_a,
        "report_b": link.report_b,
        "score": link.score,
        "parts": _part_rows(link.parts),
        "words": list(link.words),
    }


def _part_rows(parts: Sequence[Part]) -> list[Json]:
    return [{"feature": part.feature, "value": part.value, "weight": part.weight} for part in parts]
