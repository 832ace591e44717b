"""What printed dates mean: days, months, years, seasons, feasts; a missing year is taken from the moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from sijil.resolve.calendars import (
    HIJRI_SLACK,
    Days,
    day_of,
    feast_days,
    islamic_day,
    islamic_days,
    islamic_month_length,
    months_of,
    part_of,
    shift_days,
    slice_of,
    weekend_of,
    year_of,
)
from sijil.resolve.moments import Moment, Unknown
from sijil.resolve.timefinder import TimeExpression
from sijil.resolve.timegrammar import Fields

_AHEAD, _LONG_PAST = 60, 300
"""Where the tense is not known, a day within `_AHEAD` days is meant rather than one over `_LONG_PAST` days ago."""

STEPS = {"last": -1, "this": 0, "next": 1}
"""Which unit of the calendar a direction means, counted from the moment's own."""

_FROM_TOLD = frozenset({"same", "following", "previous"})
_OLD = 800
"""Days beyond which a weekday that does not fit its date is taken for a slip, and not for a sign of another year."""

Build = Callable[[int], Days | None]


def read_date(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A printed day, month or year; what is missing is taken from the moment."""
    fields = expression.fields
    if fields.year is not None:
        return _in_year(fields, fields.year), "the year is printed"
    if fields.month is None and fields.part_unit is not None and fields.direction is None:
        return _choose(lambda year: _of_year(fields, year), fields, moment, "span")
    if fields.month is None:
        year = stepped(moment.reference("year").year, fields.direction)
        return _in_year(fields, year), f"counted from {moment.name}"
    grain = "day" if fields.day else "month"
    if fields.unit == "year" and fields.direction:
        year = stepped(moment.reference(grain).year, fields.direction)
        return _in_year(fields, year), f"the year counted from {moment.name}"
    found, why = _choose(lambda year: _of_year(fields, year), fields, moment, grain)
    if fields.weekday is None or found.last is None or (moment.reference(grain) - found.last).days <= _OLD:
        return found, why
    dated = replace(fields, weekday=None)
    days, why = _choose(lambda year: _of_year(dated, year), dated, moment, grain)
    return days, f"{why}, though that is another weekday"


def _in_year(fields: Fields, year: int) -> Days:
    days = _of_year(fields, year)
    if days is None:
        raise Unknown("the calendar has no such day")
    return days


def _of_year(fields: Fields, year: int) -> Days | None:
    """Return the days of the fields in a year; None where the calendar has none such, or another weekday."""
    if not 1 <= year <= (fields.last_year or year) < date.max.year - 1:
        return None
    if fields.month is None:
        end = year_of(fields.last_year or year).last
        return _portion(Days(year_of(year).first, end, "span" if fields.last_year else "year"), fields)
    if fields.day is None:
        count = (fields.last_month - fields.month) % 12 + 1 if fields.last_month else 1
        return _portion(months_of(year, fields.month, count, "month" if count == 1 else "span"), fields)
    first = day_of(year, fields.month, fields.day)
    last = day_of(year, fields.month, fields.last_day) if fields.last_day else first
    if first is None or last is None or last < first:
        return None
    is_other = fields.year is None and fields.weekday is not None and first.isoweekday() != fields.weekday
    return None if is_other else Days(first, last, "day" if first == last else "span")


def _portion(days: Days, fields: Fields) -> Days:
    """Return "the first week of", "the third quarter of"."""
    if fields.ordinal is None:
        return days
    if fields.part_unit in {"quarter", "half"}:
        count = 4 if fields.part_unit == "quarter" else 2
        number = count if fields.ordinal < 0 else min(fields.ordinal, count)
        return part_of(days, f"{fields.part_unit}{number}")
    if fields.part_unit == "weekend":
        return weekend_of(days, fields.ordinal)
    return slice_of(days, fields.ordinal, 1 if fields.part_unit == "day" else 7)


def read_season(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A season of the northern half of the world; the winter of a year begins in its December."""
    fields = expression.fields
    month = fields.season or 1
    if fields.year is not None:
        return months_of(fields.year, month, 3, "season"), "the year is printed"
    return _choose(lambda year: months_of(year, month, 3, "season"), fields, moment, "season")


def read_decade(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A decade, which is always printed."""
    del moment
    year = expression.fields.year or 1
    return Days(date(year, 1, 1), date(year + 9, 12, 31), "decade"), "the decade is printed"


def read_holiday(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A feast, fixed, moving or Islamic; one of its days, or its eve. Of several of one name the nearest is meant."""
    fields = expression.fields
    why = ", by the calendar of feasts"
    specs = (fields.holiday or "").split("|")
    if fields.year is not None:
        found = [days for days in (feast_days(spec, fields.year) for spec in specs) if days is not None]
        if not found:
            raise Unknown("the feast does not fall in that year")
        return _day_of_feast(found[0], fields), f"the year is printed{why}"
    chosen = [_choose(partial(feast_days, spec), fields, moment, "day") for spec in specs]
    days, reason = min(chosen, key=lambda choice: _distance(choice[0], moment.reference()))
    return _day_of_feast(days, fields), reason + why


def _day_of_feast(days: Days, fields: Fields) -> Days:
    """Return a feast, its first, second ... day or its eve; an Islamic one has a day more on each side."""
    if days.first is None or days.last is None or (fields.ordinal is None and fields.offset is None):
        return days
    slack = HIJRI_SLACK if "hijri" in (fields.holiday or "") else 0
    inner = Days(shift_days(days.first, slack), shift_days(days.last, -slack), days.grain)
    day = slice_of(inner, fields.ordinal, 1).first if fields.ordinal else shift_days(days.first, slack - 1)
    return _around(day or days.first, 1, slack)


def read_hijri(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A month of the Islamic calendar, or days of it."""
    fields, month = expression.fields, expression.fields.hijri or 1
    why = ", by the tabular Islamic calendar (a day more on each side)"
    length = islamic_month_length(month)
    day, count = fields.day, round(fields.count or 1)
    if fields.ordinal is not None:
        day = max(length - count + 1, 1) if fields.ordinal < 0 else (fields.ordinal - 1) * count + 1
    if fields.hijri_year is not None:
        first = islamic_day(fields.hijri_year, month, day or 1)
        return _around(first, count if day else length, HIJRI_SLACK), f"the year is printed{why}"
    if fields.year is not None:
        days = islamic_days(fields.year, month, day, count)
        if days is None:
            raise Unknown("the month does not begin in that year", grain="month")
        return days, f"the year is printed{why}"
    found, reason = _choose(lambda year: islamic_days(year, month, day, count), fields, moment, "month")
    return found, reason + why


def _around(first: date, count: int, slack: int) -> Days:
    """Return so many days with a few more on each side."""
    return Days(shift_days(first, -slack), shift_days(first, count - 1 + slack), "span" if count + slack > 1 else "day")


def _distance(days: Days, day: date) -> int:
    """Return how many days lie between a day and an interval."""
    first, last = days.first or day, days.last or day
    return max((first - day).days, (day - last).days, 0)


def _choose(build: Build, fields: Fields, moment: Moment, grain: str) -> tuple[Days, str]:
    """Choose the year of a time that is printed without one: news style, by tense and direction.

    "That June" and "the following June" are seen from the time told before.
    """
    if fields.direction in _FROM_TOLD and (seen := _seen_from_told(build, fields, moment)) is not None:
        return seen
    day = moment.reference(grain)
    if fields.direction == "this" and (found := build(day.year)) is not None:
        return found, f"of the year of {day.isoformat()}"
    years = range(max(day.year - 8, 1), min(day.year + 9, date.max.year - 1))
    built = [days for days in map(build, years) if days is not None]
    past = [days for days in built if days.first is not None and days.first <= day]
    ahead = [days for days in built if days.last is not None and days.last >= day]
    if fields.direction in {"last", "previous"}:
        past = [days for days in built if days.last is not None and days.last < day]
    if fields.direction in {"next", "following"}:
        ahead = [days for days in built if days.first is not None and days.first > day]
    if _looks_ahead(fields, moment, past, ahead):
        return ahead[0], f"the next such time from {day.isoformat()} on"
    if not past:
        raise Unknown("the calendar has no such day", grain=grain)
    return past[-1], f"the last such time up to {day.isoformat()}"


def _seen_from_told(build: Build, fields: Fields, moment: Moment) -> tuple[Days, str] | None:
    """Return the time next to the one told before, where that is known: "that June", "the June before"."""
    told = moment.context
    edge = (told.earliest if fields.direction == "previous" else told.latest) if told else None
    if told is None or edge is None:
        return None
    day = date.fromisoformat(edge)
    found = [days for days in map(build, range(day.year - 1, day.year + 2)) if days is not None]
    before = [days for days in found if days.last is not None and days.last < day]
    behind = [days for days in found if days.first is not None and days.first > day]
    around = [days for days in found if days not in before and days not in behind]
    chosen = before[-1:] if fields.direction == "previous" else behind[:1]
    chosen = around[:1] or chosen if fields.direction == "same" else chosen
    return (chosen[0], f"seen from “{told.surface}” told before") if chosen else None


def _looks_ahead(fields: Fields, moment: Moment, past: list[Days], ahead: list[Days]) -> bool:
    """Tell whether a time without a year lies ahead of the moment."""
    if fields.direction is not None or not ahead:
        return bool(ahead) and fields.direction in {"next", "following"}
    if moment.tense is not None or not past:
        return moment.tense == "future" or not past
    day, behind, coming = moment.reference(), past[-1].last, ahead[0].first
    if behind is None or coming is None:
        return False
    return (day - behind).days > _LONG_PAST and 0 < (coming - day).days <= _AHEAD


def stepped(year: int, direction: str | None) -> int:
    """Return the year before or after, by the direction."""
    return year + STEPS.get(direction or "this", 0)
