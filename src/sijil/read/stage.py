"""The stage `read`: the bytes of one source become one report, or a failure with its reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from sijil.errors import UnitError
from sijil.packs import Packs
from sijil.read.cues import compile_cues
from sijil.read.dates import read_iso
from sijil.read.decode import decode
from sijil.read.judge import Judgement, judge
from sijil.read.languages import UNKNOWN, detect_language, find_language, name_language
from sijil.read.metadata import find_metadata, find_titles
from sijil.read.page import Page, lay_out_html, lay_out_plain
from sijil.read.sniff import find_binary, find_media_type
from sijil.read.stream import Stream
from sijil.records import Failure, Given, Report, Sighting, Source
from sijil.stage import Raw, Rows, Stage, Unit

NAME = "read"
_LANGUAGE = "en"
_TEXTS = ("text/plain", "text/html")


def read_source(rows: Rows, packs: Packs) -> Iterable[object]:
    """Read one source: yield its `Source`, its `Report`, and a `Failure` for all that could not be read of it.

    Args:
        rows: One `Raw` and the `Sighting`s of the same source.
        packs: Cues of page furniture, agencies, languages and month names.
    """
    raw = rows.one(Raw)
    sightings = sorted(rows.of(Sighting), key=lambda sighting: (sighting.uri, sighting.fetched_at or ""))
    given, conflicts = merge_given(raw.sha256, sightings)
    yield from conflicts
    uri = sightings[0].uri if sightings else raw.sha256
    source = Source(
        sha256=raw.sha256,
        media_type="application/octet-stream",
        encoding=None,
        encoding_how="none",
        size=len(raw.content),
    )
    try:
        _refuse_binary(uri, raw.content)
        stream = decode(raw.content)
    except UnitError as error:
        yield dataclasses.replace(source, media_type=find_binary(raw.content) or source.media_type)
        yield _fail(raw.sha256, error)
        return
    media_type = find_media_type(stream.text, raw.content)
    yield dataclasses.replace(source, media_type=media_type, encoding=stream.encoding, encoding_how=stream.how)
    try:
        yield from _read_text(raw.sha256, uri, stream, media_type, given, packs)
    except UnitError as error:
        yield _fail(raw.sha256, error)


STAGE = Stage(
    name=NAME,
    version=1,
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


def _refuse_binary(uri: str, content: bytes) -> None:
    if not content:
        raise UnitError("empty_file", f"{uri}: the file is empty", remedy="add its text again, or leave it out")
    if media_type := find_binary(content):
        what = f"{uri}: the bytes are not text ({media_type})"
        raise UnitError("binary_file", what, remedy="save the report as HTML or plain text and add that")


def _read_text(sha256: str, uri: str, stream: Stream, media_type: str, given: Given, packs: Packs) -> Iterator[object]:
    if media_type not in _TEXTS:
        what = f"{uri}: {media_type} is not read"
        raise UnitError("unsupported_format", what, remedy="save the report as HTML or plain text and add that")
    page = lay_out_html(stream) if media_type == "text/html" else lay_out_plain(stream)
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
