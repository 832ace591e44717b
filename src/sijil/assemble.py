"""What a record file shall hold, put together from the outputs of a build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from sijil.contract import (
    Codes,
    Json,
    claim_row,
    control_row,
    event_row,
    failure_row,
    finding_row,
    meet_boxes,
    report_row,
    resolution_row,
    toll_row,
)
from sijil.contract_links import copy_row, fit_row, link_row, report_link_row
from sijil.event_times import Found, put_event_time, read_found, restate
from sijil.geopackage.write import Content, SourceRows
from sijil.inferred import Dates, put_date, put_times, read_dates
from sijil.ledger import open_ledger
from sijil.records import (
    Claim,
    Control,
    Copy,
    DatedClaim,
    Dating,
    DecisionTarget,
    Event,
    Failure,
    Finding,
    Fit,
    Link,
    Report,
    ReportLink,
    Resolution,
    ResolvedClaim,
    Review,
    Sighting,
    Story,
    Telling,
    Toll,
    canonical,
)
from sijil.standing import list_decisions, make_built
from sijil.store import Layout, Store, UnitRows, read_rows

T = TypeVar("T")

INTAKE = "add"
"""The stage that failures of `sijil add` name."""
_SOURCE_KINDS = (Report, Claim, Review, ResolvedClaim, Resolution)


def assemble(
    folder: Path, build: str, manifest: bytes, decided: int, store: Store, types: Mapping[str, Codes]
) -> Content:
    """Put together what the record file of a build shall hold.

    Args:
        folder: The project's folder.
        build: The build's name in the store.
        manifest: What the build says of itself, as JSON.
        decided: How many decisions of the ledger the build knew.
        store: The open store.
        types: The codes of each claim type in other schemes.
    """
    dates = read_dates(_all(Dating, build, store), _all(DatedClaim, build, store))
    sources = (
        SourceRows(unit, _join(digest, dates.get(unit)), partial(_source_tables, load, types, dates.get(unit)))
        for unit, digest, load in store.units(build, *_SOURCE_KINDS)
    )
    events = {event.id: event for event in sorted(_all(Event, build, store), key=lambda event: event.id)}
    found = read_found(_all(DatedClaim, build, store))
    copies = list(_all(Copy, build, store))
    told = {telling.first: telling.claims for telling in _all(Telling, build, store)}
    whole: dict[str, Iterable[Json]] = {
        "events": (event_row(put_event_time(event, found)) for event in events.values()),
        "tolls": map(toll_row, _all(Toll, build, store)),
        "control": map(control_row, _all(Control, build, store)),
        "findings": (finding_row(_restated(one, events, found)) for one in _all(Finding, build, store)),
        "links": map(link_row, _all(Link, build, store)),
        "fits": (fit_row(fit, told[fit.claim]) for fit in _all(Fit, build, store)),
        "copies": map(copy_row, copies),
        "report_links": map(report_link_row, _all(ReportLink, build, store)),
        "decisions": _decision_rows(folder, build, decided, store),
        "failures": _failure_rows(folder, build, store),
    }
    patches: dict[tuple[str, str], dict[str, object]] = {
        ("claims", "event"): {claim: event.id for event in events.values() for claim in event.members},
        ("reports", "copy_of"): {copy.report: copy.first for copy in copies},
        ("reports", "story"): {one.report: one.story for one in _all(Story, build, store)},
    }
    return Content(manifest.decode(), _digest_code(types), sources, whole, patches)


def _restated(finding: Finding, events: Mapping[str, Event], found: Found) -> Finding:
    """Return a finding with the days that are known of its event, if it is of one."""
    return restate(finding, events[finding.subject], found) if finding.subject in events else finding


def find_members(build: str, store: Store) -> dict[str, dict[str, frozenset[str]]]:
    """Return the claims behind each event, toll and interval of control of a build, by table and id."""
    return {
        "events": {row.id: frozenset(row.members) for row in _all(Event, build, store)},
        "tolls": {row.id: frozenset((*row.support, *row.against)) for row in _all(Toll, build, store)},
        "control": {row.id: frozenset((*row.support, *row.against)) for row in _all(Control, build, store)},
    }


def _decision_rows(folder: Path, build: str, decided: int, store: Store) -> Iterator[Json]:
    """Yield the decisions that the build knew, with what became of them."""
    built = make_built(decided, _all(DecisionTarget, build, store), _all(Finding, build, store))
    return list_decisions(open_ledger(Layout(folder).ledger).decisions[:decided], built)


def _all(kind: type[T], build: str, store: Store) -> Iterator[T]:
    """Yield all rows of a type, whatever unit gave them."""
    for rows in store.read(build, kind):
        yield from rows.of(kind)


def _digest_code(types: Mapping[str, Codes]) -> str:
    """Return a digest of the modules and codes that say how rows are written."""
    package = Path(__file__).parent
    paths = [package / "contract.py", package / "assemble.py", *sorted((package / "geopackage").glob("*.py"))]
    return hashlib.sha256(b"".join([*(path.read_bytes() for path in paths), canonical(types)])).hexdigest()


# -- rows of one source ------------------------------------------------------------------------------------------------


def _join(digest: str, dates: Dates | None) -> str:
    """Return the digest of a source's rows and of the dates that were found for them."""
    return hashlib.sha256(digest.encode() + canonical(dates)).hexdigest() if dates else digest


def _source_tables(
    load: Callable[[], UnitRows], types: Mapping[str, Codes], dates: Dates | None
) -> dict[str, list[Json]]:
    """Return the rows that one source gives to each table."""
    rows = load()
    reports = [put_date(report, dates) for report in rows.of(Report)]
    claims = [row for report in reports for row in claim_rows(report, rows, types, dates)]
    return {
        "reports": [report_row(report, len(claims), dates.dating if dates else None) for report in reports],
        "claims": claims,
        "figures": [row for claim in claims for row in figure_rows(claim)],
        "resolutions": [resolution_row(row) for row in rows.of(Resolution)],
        "boxes": [row for report in rows.of(Report) if report.boxes for row in _box_rows(report, claims)],
    }


def claim_rows(
    report: Report, rows: UnitRows, types: Mapping[str, Codes], dates: Dates | None = None
) -> Iterator[Json]:
    """Yield the claims of a report in the order of its text."""
    resolved = {row.claim: put_times(row, dates) for row in rows.of(ResolvedClaim)}
    reviews = {row.claim: row for row in rows.of(Review)}
    for claim in sorted(rows.of(Claim), key=_by_place_in_text):
        yield claim_row(claim, resolved.get(claim.id), report, reviews.get(claim.id), types.get(claim.type))


def _by_place_in_text(claim: Claim) -> tuple[int, int, str]:
    """Order claims by trigger."""
    return claim.trigger.start, claim.trigger.end, claim.id


def figure_rows(claim: Json) -> Iterator[Json]:
    """Yield a row for each figure of a claim."""
    figures = claim["figures"]
    for number, figure in enumerate(figures if isinstance(figures, list) else ()):
        yield {"claim": claim["id"], "figure": number, **figure, "review": claim["review"]}


def _box_rows(report: Report, claims: Iterable[Json]) -> Iterator[Json]:
    """Yield the printed lines of a PDF that the quotes of its claims touch."""
    for claim in claims:
        for box in meet_boxes(report, int(str(claim["start"])), int(str(claim["end"]))):
            yield {"claim": claim["id"], **box}


# -- rows of the whole -------------------------------------------------------------------------------------------------


def _failure_rows(folder: Path, build: str, store: Store) -> Iterator[Json]:
    """Yield what could not be taken in or read, each with its address."""
    yield from intake_failures(folder)
    sightings = read_rows(Layout(folder).sightings, Sighting)
    addresses = {
        sighting.source: sighting.uri
        for sighting in sorted(sightings, key=lambda sighting: sighting.order, reverse=True)
    }
    for rows in store.read(build, Failure):
        for failure in rows.of(Failure):
            yield failure_row(failure, addresses.get(failure.source))


def intake_failures(folder: Path) -> Iterator[Json]:
    """Yield what `sijil add` could not take in."""
    for failure in read_rows(Layout(folder).intake, Failure):
        yield failure_row(failure, None)
