"""Lead a claim back to its words, its rule, its resolutions and the bytes of its source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from sijil.config import read_config
from sijil.contract import UNREVIEWED, Json, claim_row, meet_boxes, published_row
from sijil.dossiers import Dossier
from sijil.errors import PackError, VerificationError
from sijil.record import Record
from sijil.records import Actor, Claim, Figure, Mention, Passage, Report, Resolution, ResolvedClaim, Review, Speaker
from sijil.spans import Span, raw_range
from sijil.store import Blobs, Layout

_LONGEST_EXCERPT = 2_000


class Mark(NamedTuple):
    """A run of words of the report and the part that it plays in a claim."""

    role: str
    span: Span


def explain_claim(record: Record, claim_id: str) -> Json:
    """Describe a claim with everything that it rests on, after checking the source against its hash.

    Args:
        record: The record.
        claim_id: The claim's id, or an unambiguous beginning of it.

    Returns:
        Built-in values with the keys claim, sentences, rule, review, resolutions, page, bytes and source.

    Raises:
        UsageError: If there is no such claim, or more than one.
        VerificationError: If the bytes of the source are not those that were added, or do not hold the quote.
    """
    dossier = record.dossier(claim_id)
    raw = read_raw(dossier.report, Blobs(Layout(record.folder).raw).get(dossier.source.sha256))
    return {
        "claim": claim_row(
            dossier.claim,
            dossier.resolved,
            dossier.report,
            dossier.review,
            record.manifest.types.get(dossier.claim.type),
        ),
        "sentences": list(_sentences(dossier)),
        "rule": _rule(record, dossier.claim.rule),
        "review": _review(dossier.review),
        "resolutions": list(_resolutions(dossier)),
        "page": _page(dossier),
        "bytes": [_bytes(dossier, span, raw) for span in dossier.claim.evidence],
        "source": {
            "sha256": dossier.source.sha256,
            "media_type": dossier.source.media_type,
            "encoding": dossier.source.encoding,
            "encoding_how": dossier.source.encoding_how,
            "size": dossier.source.size,
            "verified": True,
        },
    }


def explain_reading(record: Record, claim_id: str) -> list[Json]:
    """Describe how the sentences behind a claim are read: tree, roles and the rules tried, with today's packs.

    Raises:
        UsageError: If there is no such claim, or more than one.
    """
    from sijil.explain import explain_sentences  # noqa: PLC0415  # only on demand
    from sijil.packs import load_packs, sort_arguments  # noqa: PLC0415  # the same

    dossier = record.dossier(claim_id)
    spans = [mark.span for mark in claim_marks(dossier.claim)] + list(dossier.claim.evidence)
    packs = load_packs(*sort_arguments(read_config(Layout(record.folder).config).packs, record.folder))
    within = [(span.start, span.end) for span in spans]
    return explain_sentences(dossier.report, dossier.passages, packs, within)


# -- words -------------------------------------------------------------------------------------------------------------


def claim_marks(claim: Claim) -> tuple[Mark, ...]:
    """Return the words of a claim's parts, in the order of the text, longer ones first."""
    marks = chain(
        [Mark("trigger", claim.trigger)],
        (Mark(argument.role, argument.mention.span) for argument in claim.arguments),
        chain.from_iterable(map(_figure_marks, claim.figures)),
        _speaker_marks(claim.speaker) if claim.speaker else (),
    )
    return tuple(sorted(set(marks), key=lambda mark: (mark.span.start, -mark.span.end, mark.role)))


def _figure_marks(figure: Figure) -> Iterator[Mark]:
    yield Mark(figure.harm, figure.quantity.span)
    if figure.group:
        yield Mark("group", figure.group.span)


def _speaker_marks(speaker: Speaker) -> Iterator[Mark]:
    yield Mark("speaker", speaker.mention.span)
    if speaker.said:
        yield Mark("said", speaker.said.span)


def _sentences(dossier: Dossier) -> Iterator[Json]:
    """Yield the sentences that a claim's words stand in, with the words marked."""
    marks = claim_marks(dossier.claim)
    spans = [mark.span for mark in marks] + list(dossier.claim.evidence)
    for passage in dossier.passages:
        whole = Span(report=passage.report, start=passage.start, end=passage.end)
        if any(span.meets(whole) for span in spans):
            yield _sentence(passage, whole, dossier.report.text, marks)


def _sentence(passage: Passage, whole: Span, text: str, marks: tuple[Mark, ...]) -> Json:
    inside = [mark for mark in marks if mark.span.meets(whole)]
    return {
        "start": whole.start,
        "end": whole.end,
        "kind": passage.kind.value,
        "text": whole.cut(text),
        "marks": [
            {"role": role, "start": span.start, "end": span.end, "surface": span.cut(text)} for role, span in inside
        ],
    }


# -- where it comes from -----------------------------------------------------------------------------------------------


def _rule(record: Record, name: str) -> Json:
    """Say in which pack file a rule stands; the place is None where the packs have changed too much to say."""
    from sijil.packs import load_packs, sort_arguments  # noqa: PLC0415  # only `why` needs packs on the reading side
    from sijil.parts import Rule  # noqa: PLC0415  # the same

    config = read_config(Layout(record.folder).config)
    try:
        rules = load_packs(*sort_arguments(config.packs, record.folder)).located(Rule)
    except PackError:
        rules = ()
    place = next((location for rule, location in rules if rule.id == name), None)
    return {"id": name, "file": place.file if place else None, "line": place.line if place else None}


def _review(review: Review | None) -> Json:
    """Say what people have decided about a claim."""
    fixes = review.fixes if review else ()
    return {
        "state": review.state.value if review else UNREVIEWED,
        "decisions": list(review.decisions) if review else [],
        "fixes": [
            {
                "role": fix.role,
                "words": fix.words.surface if fix.words else None,
                "to": fix.to,
                "decision": fix.decision,
            }
            for fix in fixes
        ],
    }


def _resolutions(dossier: Dossier) -> Iterator[Json]:
    """Yield what each mention of a claim was taken to mean, and why; then what was judged without a mention."""
    by_mention = {(one.mention.span, one.mention.kind): one for one in dossier.resolutions}
    roles = set()
    for role, mention in _mentions(dossier.claim):
        found = by_mention.get((mention.span, mention.kind))
        if found:
            roles.add(role)
            yield _resolution(role, found)
    resolved = dossier.resolved
    for role, actor in _inferred(resolved):
        yield {**_judged(role, None, actor.name, "inferred", actor.reason), "target": actor.id}
    if resolved and resolved.time and "time" not in roles:
        time = resolved.time
        yield _judged(
            "time", time.surface, f"{time.earliest or '...'} to {time.latest or '...'}", time.how, time.reason
        )
    if resolved and resolved.place and "place" not in roles:
        place = resolved.place
        yield {**_judged("place", place.surface, place.name, "judged", place.how), "target": place.id}


def _inferred(resolved: ResolvedClaim | None) -> Iterator[tuple[str, Actor]]:
    """Yield the actors and targets that no words of the claim name."""
    if resolved:
        yield from (("actor", one) for one in resolved.actors if one.reason)
        yield from (("target", one) for one in resolved.targets if one.reason)


def _judged(role: str, surface: str | None, name: str, state: str, reason: str) -> Json:
    """Describe a value that no mention of the claim itself gives."""
    return {
        "role": role,
        "surface": surface,
        "target": None,
        "name": name,
        "state": state,
        "reason": reason,
        "candidates": [],
    }


def _mentions(claim: Claim) -> Iterator[tuple[str, Mention]]:
    """Yield the mentions of a claim that can be resolved, each with its part, each once."""
    named = [(argument.role, argument.mention) for argument in claim.arguments]
    named += [("group", figure.group) for figure in claim.figures if figure.group]
    if claim.speaker:
        parts = (("speaker", claim.speaker.mention), ("party", claim.speaker.party))
        named += [(role, mention) for role, mention in parts if mention]
    yield from dict.fromkeys(named)


def _resolution(role: str, found: Resolution) -> Json:
    return {
        "role": role,
        "surface": found.mention.surface,
        "target": found.target,
        "name": found.name,
        "state": found.state.value,
        "reason": found.reason,
        "candidates": [
            {"target": one.target, "name": one.name, "score": one.score, "why": one.why} for one in found.candidates
        ],
    }


def _page(dossier: Dossier) -> Json:
    report = dossier.report
    return {
        "report": report.id,
        "uri": report.uri,
        "title": report.title,
        "outlet": report.outlet,
        "agency": report.agency,
        "byline": report.byline,
        "published": {**published_row(report.published), "surface": report.published.surface},
    }


def read_raw(report: Report, content: bytes) -> bytes | str:
    """Return what the raw ranges of a report count in: the bytes of its source, or the text layer of a PDF."""
    if not report.boxes:
        return content
    from sijil.read.pdf import read_pdf  # noqa: PLC0415  # only reports of PDF files need it

    return read_pdf(report.uri, content).text


def _bytes(dossier: Dossier, span: Span, raw: bytes | str) -> Json:
    """Say where evidence stands in the text and in the bytes, or on which pages, with the bytes as they are."""
    try:
        start, end = raw_range(dossier.report.segments, span.start, span.end)
    except ValueError as error:
        what = f"claim {dossier.claim.id}: {error}"
        raise VerificationError(what, remedy="build again; if it stays, report it as a bug") from error
    encoding = dossier.source.encoding or "utf-8"
    excerpt = raw[start : min(end, start + _LONGEST_EXCERPT)]
    return {
        "start": span.start,
        "end": span.end,
        "raw_start": start,
        "raw_end": end,
        "raw": excerpt if isinstance(excerpt, str) else excerpt.decode(encoding, errors="backslashreplace"),
        "left_out": end - start - len(excerpt),
        "boxes": list(meet_boxes(dossier.report, span.start, span.end)),
    }
