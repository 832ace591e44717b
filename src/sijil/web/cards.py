"""Claim cards: a claim's row with the sentence that it stands in, its marked words, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sijil.contract import Json
from sijil.record import Record
from sijil.records import Claim, Passage, Report
from sijil.spans import Span
from sijil.store import UnitRows
from sijil.web.overlay import Overlay
from sijil.web.rows import part
from sijil.why import claim_marks


class _Page(NamedTuple):
    """A report with its claims and passages."""

    report: Report
    claims: dict[str, Claim]
    passages: tuple[Passage, ...]
    copy_of: str | None


def make_cards(record: Record, claims: Iterable[str], overlay: Overlay, *, with_text: bool = True) -> list[Json]:
    """Describe claims, in the order given; ids that the record does not have are left out.

    Args:
        record: The record.
        claims: Their ids.
        overlay: What people say of them.
        with_text: Whether the sentence, its neighbours and the marked words are wanted.
    """
    rows = [row for one in dict.fromkeys(claims) if (row := record.find("claims", one, with_source=True))]
    sources = dict.fromkeys(str(row["source"]) for row in rows)
    pages = {source: _page(record, source) for source in sources}
    return [_card(row, pages[str(row["source"])], overlay, with_text=with_text) for row in rows]


def _page(record: Record, source: str) -> _Page:
    rows: UnitRows = record.source_rows(source, Report, Claim, Passage)
    (report,) = rows.of(Report)
    copies = [first for (first,) in record.columns("copies", ["first"], {"report": [report.id]})]
    passages = tuple(sorted(rows.of(Passage), key=lambda passage: passage.start))
    return _Page(report, {claim.id: claim for claim in rows.of(Claim)}, passages, copies[0] if copies else None)


def _card(row: Json, page: _Page, overlay: Overlay, *, with_text: bool) -> Json:
    claim = page.claims[str(row["id"])]
    sha256 = row.pop("source")
    return {
        **row,
        "sha256": sha256,
        "title": page.report.title,
        "rule": claim.rule,
        **(_text(claim, page) if with_text else {}),
        "marks": list(_marks(claim, page.report)),
        "pending": overlay.pending(claim.id, str(row["review"])),
        "decisions": list(overlay.decided(claim.id)),
        "unsure": overlay.unsure([claim.id]),
        "copy_of": page.copy_of,
    }


def _text(claim: Claim, page: _Page) -> Json:
    """Return the passages that hold the quote as one sentence, with the passage before and the one after."""
    numbers = [number for number, one in enumerate(page.passages) if claim.evidence[0].meets(_span(one))]
    if not numbers:
        start, end = claim.evidence[0].start, claim.evidence[0].end
        before, after = None, None
    else:
        start, end = page.passages[numbers[0]].start, page.passages[numbers[-1]].end
        before = _cut(page, page.passages[max(0, numbers[0] - 1) : numbers[0]])
        after = _cut(page, page.passages[numbers[-1] + 1 : numbers[-1] + 2])
    sentence = {"text": page.report.text[start:end], "start": start, "end": end}
    return {"sentence": sentence, "before": before, "after": after}


def _span(passage: Passage) -> Span:
    return Span(report=passage.report, start=passage.start, end=passage.end)


def _cut(page: _Page, passages: Sequence[Passage]) -> str | None:
    return page.report.text[passages[0].start : passages[0].end] if passages else None


def _marks(claim: Claim, report: Report) -> Iterator[Json]:
    for role, span in claim_marks(claim):
        yield {"role": role, "start": span.start, "end": span.end, "surface": span.cut(report.text)}


def review_of(rows: Iterable[Json], overlay: Overlay) -> dict[str, str]:
    """Return the review state of each claim, with what was decided since the build."""
    return {str(row["id"]): overlay.state(str(row["id"]), str(row["review"])) for row in rows}


def place_id(row: Json) -> str | None:
    """Return the id of a row's place."""
    found = part(row["place"], "id")
    return str(found) if found else None
