"""The stage `read`: the bytes of one source become one report, or a failure with its reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from sijil.errors import UnitError
from sijil.packs import Packs
from sijil.read.cues import compile_cues
from sijil.read.dates import read_iso
from sijil.read.decode import decode
from sijil.read.jsonlines import read_object
from sijil.read.judge import Judgement, judge
from sijil.read.languages import UNKNOWN, detect_language, find_language, name_language
from sijil.read.metadata import find_metadata, find_titles
from sijil.read.page import Page, lay_out_html, lay_out_plain
from sijil.read.pdf import read_pdf
from sijil.read.pdflayout import lay_out_pdf
from sijil.read.sniff import find_binary, find_media_type, is_html
from sijil.read.stream import Stream
from sijil.records import Failure, Given, Report, Sighting, Source
from sijil.stage import Raw, Rows, Stage, Unit

NAME = "read"
_LANGUAGE = "en"
_TEXTS = ("text/plain", "text/html")
_PDF = "application/pdf"


def read_source(rows: Rows, packs: Packs) -> Iterable[object]:
    """Read one source: yield its `Source`, its `Report`, and a `Failure` for all that could not be read of it.

    Args:
        rows: One `Raw` and the `Sighting`s of the same source.
        packs: Cues of page furniture, agencies, languages and month names.
    """
    raw = rows.one(Raw)
    sightings = sorted(rows.of(Sighting), key=lambda sighting: sighting.order)
    given, conflicts = merge_given(raw.sha256, sightings)
    yield from conflicts
    uri = sightings[0].uri if sightings else raw.sha256
    source, stream, error = describe_source(uri, raw)
    yield source
    if error:
        yield _fail(raw.sha256, error)
        return
    try:
        page = lay_out_pdf(read_pdf(uri, raw.content)) if stream is None else _lay_out(uri, stream, source.media_type)
        yield from _read_page(raw.sha256, uri, page, fill_given(given, page.given), packs)
    except UnitError as stop:
        yield _fail(raw.sha256, stop)


STAGE = Stage(
    name=NAME,
    version=5,
    unit=Unit.SOURCE,
    reads=(Raw, Sighting),
    writes=(Source, Report),
    parts=("furniture", "agencies", "languages", "timewords"),
    run=read_source,
)


# -- given -------------------------------------------------------------------------------------------------------------


def merge_given(sha256: str, sightings: Sequence[Sighting]) -> tuple[Given, tuple[Failure, ...]]:
    """Merge what was given with each sighting; where two differ, the first address wins and a failure says so."""
    merged: dict[str, str] = {}
    failures: list[Failure] = []
    for sighting in sightings:
        for field in dataclasses.fields(Given):
            value = getattr(sighting.given, field.name)
            if value is None or merged.setdefault(field.name, value) == value:
                continue
            what = (
                f"{sighting.uri}: {field.name} is given as {value!r}, and as {merged[field.name]!r} for the same bytes"
            )
            error = UnitError("metadata_conflict", what, remedy="correct the sidecar; until then the first is used")
            failures.append(_fail(sha256, error))
    return Given(**merged), tuple(failures)


def fill_given(given: Given, own: Given) -> Given:
    """Return what is given, filled up with what a JSON object says of itself."""
    names = [field.name for field in dataclasses.fields(Given)]
    return Given(**{name: getattr(given, name) or getattr(own, name) for name in names})


def _check_given(uri: str, given: Given, language: str, packs: Packs) -> Iterator[UnitError]:
    if given.published and read_iso(given.published) is None:
        remedy = "write it as 2016-11-17, 2016-11 or 2016; until then the date counts as not given"
        yield UnitError(
            "bad_given_date", f"{uri}: the given date {given.published!r} is no ISO 8601 date", remedy=remedy
        )
    if not given.language:
        return
    code = find_language(given.language, packs)
    if code is None or (UNKNOWN not in (language, code) and code != language):
        what = (
            f"{uri}: the given language {given.language!r} is not that of the text ({name_language(language, packs)})"
        )
        yield UnitError("bad_given_language", what, remedy="correct the sidecar; until then the text decides")


# -- text --------------------------------------------------------------------------------------------------------------


def describe_source(uri: str, raw: Raw) -> tuple[Source, Stream | None, UnitError | None]:
    """Say what the bytes are, decode them if they are text, and say why if they cannot be."""
    media_type = find_binary(raw.content)
    source = Source(
        sha256=raw.sha256,
        media_type=media_type or "application/octet-stream",
        encoding=None,
        encoding_how="none",
        size=len(raw.content),
    )
    if media_type == _PDF:
        return source, None, None
    try:
        _refuse_binary(uri, raw.content, media_type)
        stream = decode(raw.content)
    except UnitError as error:
        return source, None, error
    found = find_media_type(stream.text, raw.content)
    return (
        dataclasses.replace(source, media_type=found, encoding=stream.encoding, encoding_how=stream.how),
        stream,
        None,
    )


def _refuse_binary(uri: str, content: bytes, media_type: str | None) -> None:
    if not content:
        raise UnitError("empty_file", f"{uri}: the file is empty", remedy="add its text again, or leave it out")
    if media_type:
        what = f"{uri}: the bytes are not text ({media_type})"
        raise UnitError("binary_file", what, remedy="save the report as HTML, plain text or PDF and add that")


def _lay_out(uri: str, stream: Stream, media_type: str) -> Page:
    if media_type == "application/json":
        text, given = read_object(uri, stream)
        page = lay_out_html(text) if is_html(text.text) else lay_out_plain(text)
        return dataclasses.replace(page, given=given)
    if media_type not in _TEXTS:
        what = f"{uri}: {media_type} is not read"
        raise UnitError("unsupported_format", what, remedy="save the report as HTML, plain text or PDF and add that")
    return lay_out_html(stream) if media_type == "text/html" else lay_out_plain(stream)


def _read_page(sha256: str, uri: str, page: Page, given: Given, packs: Packs) -> Iterator[object]:
    yield from (_fail(sha256, fault) for fault in page.faults)
    if not page.text.strip():
        raise _no_main_text(uri)
    cues = compile_cues(packs)
    judgement = judge(page.paragraphs, cues, find_titles(page.html, cues))
    language = _find_language(page, judgement, given, packs)
    for error in _check_given(uri, given, language, packs):
        yield _fail(sha256, error)
    if not judgement.blocks and language in (_LANGUAGE, UNKNOWN):
        raise _no_main_text(uri)
    if language != _LANGUAGE:
        yield _make_report(sha256, uri, page, dataclasses.replace(judgement, blocks=()), given, language, packs)
        yield _fail(sha256, _unsupported(uri, language, packs))
        return
    yield _make_report(sha256, uri, page, judgement, given, language, packs)


def _find_language(page: Page, judgement: Judgement, given: Given, packs: Packs) -> str:
    """Return the language of the body; what is given where the text does not tell."""
    body = " ".join(page.text[block.start : block.end] for block in judgement.blocks)
    found = detect_language(body, packs) if body else UNKNOWN
    if found == UNKNOWN:
        found = detect_language(page.text, packs)
    if found == UNKNOWN and any(compile_cues(packs).field.match(item.folded) for item in page.paragraphs):
        found = _LANGUAGE  # labels of recorders' fields are words of the language, though none is common
    return found if found != UNKNOWN or not given.language else find_language(given.language, packs) or UNKNOWN


def _make_report(
    sha256: str, uri: str, page: Page, judgement: Judgement, given: Given, language: str, packs: Packs
) -> Report:
    metadata = find_metadata(given, page.html, judgement, compile_cues(packs))
    return Report(
        source=sha256,
        uri=uri,
        title=metadata.title,
        outlet=metadata.outlet,
        agency=metadata.agency,
        byline=metadata.byline,
        dateline=judgement.dateline.place if judgement.dateline else None,
        published=metadata.published,
        language=language,
        text=page.text,
        segments=page.segments,
        blocks=judgement.blocks,
        boxes=page.boxes,
    )


# -- failures ----------------------------------------------------------------------------------------------------------


def _no_main_text(uri: str) -> UnitError:
    what = f"{uri}: no sentences were found on the page"
    return UnitError("no_main_text", what, remedy="open the page; if it has a report, save its text and add that")


def _unsupported(uri: str, language: str, packs: Packs) -> UnitError:
    if language == UNKNOWN:
        what = f"{uri}: the text is too short or too mixed to tell its language"
        remedy = (
            "if it is English, say so in the sidecar's column 'language'; until then it is kept and makes no claims"
        )
        return UnitError("unsupported_language", what, remedy=remedy)
    what = f"{uri}: the text is not in English but in {name_language(language, packs)}"
    remedy = "add an English translation of the report; this one is kept and makes no claims"
    return UnitError("unsupported_language", what, remedy=remedy)


def _fail(sha256: str, error: UnitError) -> Failure:
    return Failure(stage=NAME, source=sha256, code=error.code, message=error.what, remedy=error.remedy)
