"""Lead an event, toll or control back to the claims behind it, and each of them to its words and bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sijil.contract import Json, control_row, event_row, finding_row, toll_row
from sijil.contract_links import copy_row, fit_row, link_row
from sijil.errors import UsageError
from sijil.event_times import put_event_time, read_found, restate
from sijil.reconcile.account import say_label
from sijil.record import Record
from sijil.records import Control, Copy, DatedClaim, Event, Finding, Fit, Link, Telling, Toll
from sijil.why import explain_claim

_SUBJECTS: dict[str, tuple[type[Any], str]] = {
    Event.PREFIX: (Event, "events"),
    Toll.PREFIX: (Toll, "tolls"),
    Control.PREFIX: (Control, "control"),
}


def is_finding(identifier: str) -> bool:
    """Tell whether an id is that of an event, toll or control."""
    return identifier.partition("-")[0] in _SUBJECTS


def explain_finding(record: Record, identifier: str) -> Json:
    """Describe an event, toll or control with its finding and all that the claims behind it rest on.

    Args:
        record: The record.
        identifier: Id of an event, toll or control, or an unambiguous beginning of it; one that has moved is followed.

    Returns:
        Built-in values with the keys subject, moved_from, finding, rule, parts, links, fits, copies and claims.

    Raises:
        UsageError: If there is no such row, or more than one.
        VerificationError: If the bytes of a source are not those that were added, or do not hold a quote.
    """
    kind, table = _SUBJECTS[identifier.partition("-")[0]]
    current = record.current_id(identifier)
    subject = next((row for row in record.stage_rows(kind) if row.id == current), None)
    if current is None or subject is None:
        remedy = f"list them with `sijil {table} {record.folder}`"
        what = f"no row of {table} has an id that begins with {identifier!r}, nor has one moved from there"
        raise UsageError(what, remedy=remedy)
    claims = sorted({*subject.members} if isinstance(subject, Event) else {*subject.support, *subject.against})
    explained = [explain_claim(record, claim) for claim in claims]
    reports = {report for one in explained if isinstance(page := one["page"], dict) and (report := page["report"])}
    finding = next((one for one in record.stage_rows(Finding) if one.subject == subject.id), None)
    if isinstance(subject, Event):
        found = read_found(record.stage_rows(DatedClaim))
        subject, finding = put_event_time(subject, found), restate(finding, subject, found) if finding else None
    return {
        "subject": _describe(subject),
        "moved_from": None if current.startswith(identifier) else identifier,
        "finding": finding_row(finding) if finding else None,
        "rule": _rule(record, subject) if isinstance(subject, Toll) else None,
        "parts": list(_parts(record, subject)) if isinstance(subject, Toll) else [],
        "links": _links(record.stage_rows(Link), set(claims)) if isinstance(subject, Event) else [],
        "fits": _fits(record, subject) if isinstance(subject, Event) else [],
        "copies": [copy_row(copy) for copy in record.stage_rows(Copy) if copy.report in reports],
        "claims": explained,
    }


def _describe(subject: Event | Toll | Control) -> Json:
    if isinstance(subject, Event):
        return event_row(subject)
    return toll_row(subject) if isinstance(subject, Toll) else control_row(subject)


def _rule(record: Record, toll: Toll) -> Json | None:
    """Describe the policy that chose a toll's numbers: its rule, and where that stands."""
    note = record.manifest.policies.get(toll.policy)
    return {"policy": toll.policy, "title": note.title, "source": note.source} if note else None


def _parts(record: Record, whole: Toll) -> Iterator[Json]:
    """Describe the tolls that count parts of one, those that are added up marked."""
    inside = (toll for toll in record.stage_rows(Toll) if whole.id in toll.within)
    for toll in sorted(inside, key=lambda toll: ((toll.time and toll.time.earliest) or "", toll.id)):
        yield {
            "toll": toll.id,
            "label": say_label(toll),
            "low": toll.low,
            "best": toll.best,
            "high": toll.high,
            "added": toll.id in whole.addends,
        }


def _links(links: Iterable[Link], claims: set[str]) -> list[Json]:
    """Describe the links between some claims, with the parts of each score."""
    inside = (link for link in links if link.claim_a in claims and link.claim_b in claims)
    return [link_row(link) for link in sorted(inside, key=lambda link: (link.claim_a, link.claim_b))]


def _fits(record: Record, event: Event) -> list[Json]:
    """Describe why claims are of an event that links alone do not lead them to."""
    inside = sorted((fit for fit in record.stage_rows(Fit) if fit.event == event.id), key=lambda fit: fit.claim)
    told = {telling.first: telling.claims for telling in record.stage_rows(Telling)} if inside else {}
    return [fit_row(fit, told[fit.claim]) for fit in inside]
