"""When, by whom and under which title a report was published: given, stated by the page's markup, or by its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijil.read.cues import Cues
from sijil.read.datelines import Dateline, find_agency, read_byline
from sijil.read.dates import find_published, read_dateline_day, read_iso
from sijil.read.html import HtmlPage
from sijil.read.judge import Judgement
from sijil.read.paragraphs import Paragraph
from sijil.records import Given, How, Published

_ARTICLE = re.compile(r"Article|Posting|Report|WebPage")
_TIME_MARKS = re.compile(
    r"datepublished|pubdate|publish|posted|entry-date|post-date|article-date|article__date|timestamp"
)
_MAX_FOOT = 6


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a report besides its text."""

    title: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    published: Published


@dataclass(frozen=True, slots=True)
class _Markup:
    """What a page's markup states."""

    published: str | None = None
    titles: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None


def find_titles(html: HtmlPage | None, cues: Cues) -> tuple[str, ...]:
    """Return what a page's markup gives as its title, the most trusted first."""
    return _read_markup(html, cues).titles


def find_metadata(given: Given, html: HtmlPage | None, judgement: Judgement, cues: Cues) -> Metadata:
    """Put together the metadata, each field from the first of: given, markup, text."""
    markup = _read_markup(html, cues)
    lines = [paragraph.text for paragraph in judgement.head]
    byline = markup.byline or next(filter(None, (read_byline(line, cues) for line in lines)), None)
    dateline = judgement.dateline
    agency = given.agency or (dateline.agency if dateline else None) or find_agency(byline or "", cues)
    return Metadata(
        title=given.title or judgement.title or next(iter(markup.titles), None),
        outlet=given.outlet or markup.outlet,
        agency=agency or judgement.agency,
        byline=byline,
        published=_read_given(given)
        or _read_page(markup)
        or _read_dateline(dateline, cues)
        or _read_lines(judgement, cues)
        or Published(surface=dateline.date if dateline else None),
    )


# -- published ---------------------------------------------------------------------------------------------------------


def _read_given(given: Given) -> Published | None:
    days = read_iso(given.published) if given.published else None
    return Published(earliest=days[0], latest=days[1], how=How.GIVEN, surface=given.published) if days else None


def _read_page(markup: _Markup) -> Published | None:
    days = read_iso(markup.published) if markup.published else None
    return Published(earliest=days[0], latest=days[1], how=How.PAGE, surface=markup.published) if days else None


def _read_dateline(dateline: Dateline | None, cues: Cues) -> Published | None:
    """Return the date of a dateline that has a year; a day and month alone are no date."""
    if dateline is None or dateline.date is None or not (day := read_dateline_day(dateline.date, cues)):
        return None
    return Published(earliest=day.earliest, latest=day.latest, how=How.DATELINE, surface=dateline.date)


def _read_lines(judgement: Judgement, cues: Cues) -> Published | None:
    """Return the date of the first date line above the body, else of a marked one just below it."""
    above = [_find(judgement.head, cues, marked=True), _find(judgement.head, cues, marked=False)]
    return next(filter(None, above), None) or _find(judgement.foot[:_MAX_FOOT], cues, marked=True)


def _find(paragraphs: Sequence[Paragraph], cues: Cues, *, marked: bool) -> Published | None:
    found = (find_published(paragraph.text, cues, marked=marked) for paragraph in paragraphs)
    return next(filter(None, found), None)


# -- markup ------------------------------------------------------------------------------------------------------------


def _read_markup(html: HtmlPage | None, cues: Cues) -> _Markup:
    if html is None:
        return _Markup()
    nodes = [node for script in html.scripts for node in _json_nodes(script)]
    article = next((node for node in nodes if _text(node.get("datePublished"))), {})
    dates = [_text(article.get("datePublished")), *_contents(html, cues.meta["published"]), *_times(html)]
    titles = [*_contents(html, cues.meta["title"]), _text(article.get("headline"))]
    titles += [block.text for block in html.blocks if "title" in block.within][:1]
    authors = [_text(article.get("author")), *_contents(html, cues.meta["byline"])]
    outlets = [*_contents(html, cues.meta["outlet"]), _text(article.get("publisher"))]
    return _Markup(
        published=next((date for date in dates if date and read_iso(date)), None),
        titles=tuple(title for title in titles if title),
        outlet=next(filter(None, outlets), None),
        byline=next((author for author in authors if author and "://" not in author), None),
    )


def _contents(html: HtmlPage, names: Sequence[str]) -> list[str]:
    return [content for name in names for key, content in html.meta if key == name]


def _times(html: HtmlPage) -> Iterator[str]:
    """Yield the moments of time elements that are marked as that of publication."""
    for moment, marks in html.times:
        if _TIME_MARKS.search(marks) and "modified" not in marks and "updated" not in marks:
            yield moment


def _json_nodes(script: str) -> Iterator[dict[str, object]]:
    """Yield the nodes of a JSON-LD script that describe an article; a broken script has none."""
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if _ARTICLE.search(str(node.get("@type"))):
                yield node
            waiting.extend(value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _text(value: object) -> str | None:
    """Return a JSON-LD value as text: itself, its name, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
