"""Everything about one event, claim or report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sijil.contract import Json, published_row
from sijil.errors import VerificationError
from sijil.geopackage.write import make_fid
from sijil.record import Record
from sijil.records import Passage, Report, Sighting, Source
from sijil.store import Blobs, Layout, read_rows
from sijil.web.cards import make_cards
from sijil.web.decisions import decision_rows
from sijil.web.desk import Desk
from sijil.web.differences import differences_known, find_differences
from sijil.web.errors import Refusal, missing
from sijil.web.joining import explain_fits
from sijil.web.links import outside
from sijil.web.overlay import Overlay
from sijil.web.rows import ids_of, read_list, unpacked
from sijil.why import explain_claim, read_raw

LONGEST_EXCERPT = 2000
"""Characters or bytes of an excerpt, at most."""


def describe_event(desk: Desk, identifier: str) -> Json:
    """Describe an event with its claims, findings, tolls, control, links, fits, copies, decisions and differences.

    Where its id has moved it is the event that stands for it now.
    """
    overlay = desk.overlay()
    with desk.record() as record:
        event = find_current(record, "events", "event", identifier)
        identifier = str(event["id"])
        claims = ids_of(event, "claims")
        cards = make_cards(record, claims, overlay)
        tolls, control = (_spoken_of(desk, record, table, claims) for table in ("tolls", "control"))
        subjects = [identifier, *(str(row["id"]) for row in (*tolls, *control))]
        reports = {str(card["report"]["id"]) for card in cards if isinstance(card["report"], dict)}
        return {
            "event": event,
            "claims": cards,
            "findings": unpacked("findings", record.among("findings", "subject", subjects)),
            "tolls": tolls,
            "control": control,
            "links": _links(record, claims),
            "fits": explain_fits(record, identifier),
            "copies": unpacked("copies", record.among("copies", "report", sorted(reports))),
            "decisions": _decided(desk, overlay, {*claims, *subjects}),
            "differences": find_differences(
                record, desk.decisions(), overlay, differences_known(desk), {*claims, *subjects}
            ),
        }


def find_current(record: Record, table: str, what: str, identifier: str) -> Json:
    """Return the row of an event, toll or stretch of control by its id, or by one that it has moved from.

    Raises:
        Refusal: If there is none, and none of its claims is left.
    """
    row = record.find(table, identifier)
    now = None if row else record.moved_to(identifier)
    row = record.find(table, now) if now else row
    if row is None:
        raise missing(what, identifier)
    return row


def _spoken_of(desk: Desk, record: Record, table: str, claims: Iterable[str]) -> list[Json]:
    """Return the tolls or stretches of control that some claims support or speak against."""
    by_claim = desk.made(f"{table} by claim", lambda whole: _by_claim(whole, table))
    wanted = dict.fromkeys(one for claim in claims for one in by_claim.get(claim, ()))
    return record.among(table, "fid", (make_fid(table, one) for one in wanted))


def _by_claim(record: Record, table: str) -> dict[str, list[str]]:
    """Return for each claim the rows of a table that it speaks to."""
    found: dict[str, list[str]] = {}
    for one, support, against in record.columns(table, ["id", "support", "against"]):
        for claim in (*read_list(support), *read_list(against)):
            found.setdefault(claim, []).append(one)
    return found


def _links(record: Record, claims: list[str]) -> list[Json]:
    """Return the links between some claims."""
    inside = set(claims)
    rows = record.among("links", "claim_a", claims)
    return unpacked("links", (row for row in rows if row["claim_b"] in inside))


def _decided(desk: Desk, overlay: Overlay, about: set[str]) -> list[Json]:
    """Return the decisions about some claims, events or tolls, the latest first."""
    return [
        row
        for row in decision_rows(desk)
        if row["subject"] in about or about.intersection(overlay.targets.get(str(row["id"]), ()))
    ]


def describe_claim(desk: Desk, identifier: str) -> Json:
    """Describe a claim with all that it rests on, its card, and the values that it speaks to."""
    overlay = desk.overlay()
    with desk.record() as record:
        cards = make_cards(record, [identifier], overlay)
        if not cards:
            raise missing("claim", identifier)
        found = str(cards[0]["id"])
        tolls, control = (_spoken_of(desk, record, table, [found]) for table in ("tolls", "control"))
        subjects = [str(row["id"]) for row in (*tolls, *control)]
        return {
            **explain_claim(record, identifier),
            "card": cards[0],
            "tolls": tolls,
            "control": control,
            "findings": unpacked("findings", record.among("findings", "subject", subjects)),
            "decisions": _decided(desk, overlay, {found, *subjects}),
        }


# -- reports -----------------------------------------------------------------------------------------------------------


def describe_report(desk: Desk, identifier: str) -> Json:
    """Describe a report with its text, passages, claims and resolutions."""
    overlay = desk.overlay()
    with desk.record() as record:
        row = record.find("reports", identifier, with_source=True)
        if row is None:
            raise missing("report", identifier)
        name = str(row.pop("source"))
        rows = record.source_rows(name, Report, Passage, Source)
        (report,), (source,) = rows.of(Report), rows.of(Source)
        claims = [str(found) for (found,) in record.columns("claims", ["id"], {"source": [name]})]
        cards = make_cards(record, claims, overlay, with_text=False)
        resolutions = unpacked("resolutions", record.among("resolutions", "source", [name]))
    sightings = [one for one in read_rows(Layout(desk.folder).sightings, Sighting) if one.source == name]
    return {
        "report": row,
        "byline": report.byline,
        "url": outside(next((one.given.url for one in sightings if one.given.url), None) or report.uri),
        "published": published_row(report.published),
        "published_surface": report.published.surface,
        "text": report.text,
        "passages": [
            {"start": one.start, "end": one.end, "kind": one.kind.value}
            for one in sorted(rows.of(Passage), key=lambda one: one.start)
        ],
        "claims": sorted(cards, key=_by_place),
        "resolutions": [{key: one[key] for key in one if key not in {"source", "report"}} for one in resolutions],
        "source": {
            "sha256": source.sha256,
            "media_type": source.media_type,
            "encoding": source.encoding,
            "size": source.size,
            "verified": _is_whole(desk, source.sha256),
        },
        "sightings": [{"uri": one.uri, "fetched_at": one.fetched_at} for one in sightings],
    }


def _by_place(card: Mapping[str, Any]) -> tuple[int, int, str]:
    """Order claims by where they stand in the text."""
    return card["start"], card["end"], card["id"]


def _is_whole(desk: Desk, sha256: str) -> bool:
    """Tell whether the bytes of a source are those that were added."""
    try:
        Blobs(Layout(desk.folder).raw).get(sha256)
    except VerificationError:
        return False
    return True


def read_source(desk: Desk, identifier: str) -> tuple[Report, Source, bytes]:
    """Return a report with its source and the bytes, checked against their hash."""
    with desk.record() as record:
        row = record.find("reports", identifier, with_source=True)
        if row is None:
            raise missing("report", identifier)
        rows = record.source_rows(str(row["source"]), Report, Source)
    (report,), (source,) = rows.of(Report), rows.of(Source)
    return report, source, Blobs(Layout(desk.folder).raw).get(source.sha256)


def cut_excerpt(desk: Desk, identifier: str, start: int, end: int) -> Json:
    """Return some of the bytes of a report as text; of a PDF, some characters of its text layer."""
    report, source, content = read_source(desk, identifier)
    if not 0 <= start < end:
        raise Refusal(422, f"{start} to {end} is no run of bytes", remedy="let `start` be below `end`")
    cut = read_raw(report, content)[start : min(end, start + LONGEST_EXCERPT)]
    text = cut if isinstance(cut, str) else cut.decode(source.encoding or "utf-8", errors="backslashreplace")
    return {"start": start, "end": start + len(cut), "text": text}
