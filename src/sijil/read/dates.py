"""Full dates as pages print them, and the lines that say when a report was published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sijil.read.cues import Cues, fold
from sijil.records import How, Published

_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAP = r"[\s,،.'\u2019/\u2013-]{0,3}"
_MAX_WORDS = 18
_MAX_STRANGE = 3
_MONTHS_OF_A_YEAR = 12
_CENTURY, _MILLENNIUM = 100, 1000
_PIVOT = 30  # years of two digits up to this one are of this century
_TOKEN = re.compile(r"[^\W\d_]+(?:[.'\u2019-][^\W\d_]+)*")
_ISO = re.compile(r"^(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ].*)?)?)?$")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date in a line: characters `start:end`, and the days that it may mean."""

    start: int
    end: int
    earliest: str
    latest: str


def find_dates(line: str, cues: Cues) -> tuple[PrintedDate, ...]:
    """Find the full dates (day, month and year) of a line; "5/4/2019" may be one of two days."""
    found = [
        PrintedDate(match.start(), match.end(), *days)
        for pattern in _patterns(cues)
        for match in pattern.finditer(line)
        if (days := _days(match, cues))
    ]
    return tuple(_without_overlaps(sorted(found, key=lambda date: (date.start, -date.end))))


def read_dateline_day(line: str, cues: Cues) -> PrintedDate | None:
    """Return the full date of a dateline, whose year may have two digits ("15 Dec 89"); None where it has none."""
    if dates := find_dates(line, cues):
        return dates[0]
    found = _short_year(cues).search(line)
    days = _days(found, cues) if found else None
    return PrintedDate(found.start(), found.end(), *days) if found and days else None


def find_published(line: str, cues: Cues, *, marked: bool = False) -> Published | None:
    """Return the day of publication that a date line states; None for any other line.

    A date line is short and holds nothing but dates, times, names of outlets or authors, and words such as "updated".

    Args:
        line: The line.
        cues: The words of date lines.
        marked: Whether the line must say that the date is that of publication or update.
    """
    if len(line.split()) > _MAX_WORDS:
        return None
    dates = find_dates(line, cues)
    if not dates or not _is_date_line(line, dates, cues):
        return None
    befores = [fold(line[(dates[i - 1].end if i else 0) : date.start]) for i, date in enumerate(dates)]
    updated = [any(_holds(before, word) for word in cues.updated) for before in befores]
    published = [any(_holds(before, word) for word in cues.published) for before in befores]
    if marked and not any(updated + published):
        return None
    best = next((i for i, yes in enumerate(published) if yes and not updated[i]), None)
    if best is None:
        best = next((i for i, yes in enumerate(updated) if not yes), 0)
    date = dates[best]
    return Published(earliest=date.earliest, latest=date.latest, how=How.TEXT, surface=line[date.start : date.end])


def read_iso(value: str) -> tuple[str, str] | None:
    """Return the first and last day of an ISO 8601 year, month, day or moment; None for anything else.

    The day of a moment is the one that is printed, whatever its time zone.
    """
    found = _ISO.match(value.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return first.isoformat(), (first if day else _last_day(first, whole_year=month is None)).isoformat()


def _last_day(first: dt.date, *, whole_year: bool) -> dt.date:
    if whole_year:
        return first.replace(month=_MONTHS_OF_A_YEAR, day=31)
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return following - dt.timedelta(days=1)


def _month(cues: Cues) -> str:
    return rf"(?P<month>{'|'.join(sorted(map(re.escape, cues.months), key=len, reverse=True)) or '(?!)'})\.?"


@lru_cache(maxsize=8)
def _short_year(cues: Cues) -> re.Pattern[str]:
    forms = rf"(?<![\w/]){_DAY}{_GAP}{_month(cues)}{_GAP}(?P<year>\d\d)(?!\w)"
    return re.compile(forms, re.IGNORECASE)


@lru_cache(maxsize=8)
def _patterns(cues: Cues) -> tuple[re.Pattern[str], ...]:
    month = _month(cues)
    forms = (
        rf"(?<![\w/]){_DAY}(?:\s+of)?{_GAP}{month}{_GAP}{_YEAR}(?!\w)",
        rf"(?<!\w){month}{_GAP}{_DAY}{_GAP}{_YEAR}(?!\w)",
        rf"(?<![\w/-]){_YEAR}[-/.](?P<number>[01]?\d)[-/.]{_DAY}(?!\d)",
        rf"(?<![\w/.-])(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark){_YEAR}(?!\w)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _days(match: re.Match[str], cues: Cues) -> tuple[str, str] | None:
    """Return the earliest and latest day that a match may mean; None if there is no such day."""
    parts = match.groupdict()
    year = int(parts["year"])
    if year < _CENTURY:
        year += 2 * _MILLENNIUM if year <= _PIVOT else _MILLENNIUM + 9 * _CENTURY
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        readings = [(second, first)] if parts["mark"] == "." else [(second, first), (first, second)]
    else:
        month = int(parts["number"]) if "number" in parts else cues.months[fold(parts["month"]).rstrip(".")]
        readings = [(month, int(parts["day"]))]
    days = sorted(filter(None, (_day(year, month, day) for month, day in readings)))
    return (days[0], days[-1]) if days else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _without_overlaps(dates: list[PrintedDate]) -> Iterator[PrintedDate]:
    end = 0
    for date in dates:
        if date.start >= end:
            yield date
            end = date.end


def _is_date_line(line: str, dates: tuple[PrintedDate, ...], cues: Cues) -> bool:
    rest = line
    for date in reversed(dates):
        rest = rest[: date.start] + " | " + rest[date.end :]
    known = {word for phrase in cues.published | cues.updated | cues.dated for word in phrase.split()}
    strange = [word for word in _TOKEN.findall(rest) if fold(word) not in known and fold(word) not in cues.weekdays]
    names = _MAX_STRANGE + 2 * bool(cues.byline.match(fold(line)))
    return len(strange) <= names and all(word[0].isupper() or len(word) == 1 for word in strange) and "©" not in line


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
