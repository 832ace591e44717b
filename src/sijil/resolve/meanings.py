"""What each form of time expression means: from its fields and the moment it is seen from to days and a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sijil.records import Time
from sijil.resolve.calendars import (
    Days,
    day_of,
    feast_days,
    islamic_days,
    months_of,
    part_of,
    shift,
    shift_days,
    slice_of,
    unit_of,
    weekend_before,
    year_of,
)
from sijil.resolve.timefinder import TimeExpression
from sijil.resolve.timegrammar import Fields, Form, Relation

_AHEAD, _LONG_PAST = 60, 300
"""Where the tense is not known, a day within `_AHEAD` days is meant rather than one over `_LONG_PAST` days ago."""

_STEPS = {"last": -1, "this": 0, "next": 1}
_DAYS = {"minute": 0.0, "hour": 1 / 24, "day": 1.0}


class Unknown(Exception):  # noqa: N818 - not an error: the words do not say which days
    """The words do not say which days are meant; the message says why."""

    def __init__(self, why: str, *, grain: str = "day") -> None:
        """Keep the grain that the time would have."""
        super().__init__(why)
        self.grain = grain


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that a time is seen from, the tense of its clause, and the time told before."""

    day: date | None
    tense: Literal["past", "present", "future"] | None
    context: Time | None

    @property
    def name(self) -> str:
        """Name the day in a reason."""
        return self.day.isoformat() if self.day else "an unknown day of publication"

    def reference(self, grain: str = "day") -> date:
        """Return the day, or raise Unknown where there is none."""
        if self.day is None:
            raise Unknown("counted from publication, whose day is not known", grain=grain)
        return self.day


Build = Callable[[int], Days | None]


def meaning_of(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """Return the days that an expression means, without its preposition, and why.

    Raises:
        Unknown: If the words do not say which days are meant.
    """
    reader = _READERS.get(expression.form)
    if reader is None:
        raise Unknown("the words name no days of their own")
    days, why = reader(expression, moment)
    return _clip(part_of(days, expression.part), expression, moment), why


def _clip(days: Days, expression: TimeExpression, moment: Moment) -> Days:
    """End a time that runs at the moment with it; what lies ahead begins with it."""
    day = moment.day
    if day is None or days.first is None or days.last is None or not days.first <= day < days.last:
        return days
    if moment.tense == "future" or expression.part == "after" or expression.relation is Relation.UNTIL:
        return Days(day, days.last, days.grain)
    if expression.form in {Form.COMING, Form.OVERNIGHT, Form.HIJRI, Form.HOLIDAY}:
        return days
    return Days(days.first, day, days.grain)


# -- the calendar ------------------------------------------------------------------------------------------------------


def _date(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A printed day, month or year; what is missing is taken from the moment."""
    fields = expression.fields
    if fields.year is not None:
        return _in_year(fields, fields.year), "the year is printed"
    if fields.month is None:
        year = _stepped(moment.reference("year").year, fields.direction)
        return _in_year(fields, year), f"counted from {moment.name}"
    grain = "day" if fields.day else "month"
    if fields.unit == "year" and fields.direction:
        year = _stepped(moment.reference(grain).year, fields.direction)
        return _in_year(fields, year), f"the year counted from {moment.name}"
    return _choose(lambda year: _of_year(fields, year), fields, moment, grain)


def _in_year(fields: Fields, year: int) -> Days:
    days = _of_year(fields, year)
    if days is None:
        raise Unknown("the calendar has no such day")
    return days


def _of_year(fields: Fields, year: int) -> Days | None:
    """Return the days of the fields in a year; None where the calendar has none such, or another weekday."""
    if not 1 <= year < date.max.year - 1:
        return None
    if fields.month is None:
        whole = Days(
            year_of(year).first, year_of(fields.last_year or year).last, "span" if fields.last_year else "year"
        )
        if fields.last_year is not None and fields.last_year < year:
            return None
        return _portion(whole, fields)
    if fields.day is None:
        count = (fields.last_month - fields.month) % 12 + 1 if fields.last_month else 1
        return _portion(months_of(year, fields.month, count, "month" if count == 1 else "span"), fields)
    first = day_of(year, fields.month, fields.day)
    last = day_of(year, fields.month, fields.last_day) if fields.last_day else first
    if first is None or last is None or last < first:
        return None
    if fields.year is None and fields.weekday and first.isoweekday() != fields.weekday:
        return None
    return Days(first, last, "day" if first == last else "span")


def _portion(days: Days, fields: Fields) -> Days:
    """Return "the first week of", "the third quarter of"."""
    if fields.ordinal is None:
        return days
    if fields.part_unit in {"quarter", "half"}:
        count = 4 if fields.part_unit == "quarter" else 2
        number = count if fields.ordinal < 0 else min(fields.ordinal, count)
        return part_of(days, f"{fields.part_unit}{number}")
    return slice_of(days, fields.ordinal, 2 if fields.part_unit == "weekend" else 1 if fields.part_unit == "day" else 7)


def _season(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A season of the northern half of the world; the winter of a year begins in its December."""
    fields = expression.fields
    month = fields.season or 1
    if fields.year is not None:
        return months_of(fields.year, month, 3, "season"), "the year is printed"
    return _choose(lambda year: months_of(year, month, 3, "season"), fields, moment, "season")


def _decade(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    del moment
    year = expression.fields.year or 1
    return Days(date(year, 1, 1), date(year + 9, 12, 31), "span"), "the decade is printed"


def _holiday(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    fields, spec = expression.fields, expression.fields.holiday or ""
    why = ", by the calendar of feasts"
    if fields.year is not None:
        days = feast_days(spec, fields.year)
        if days is None:
            raise Unknown("the feast does not fall in that year")
        return days, f"the year is printed{why}"
    found, reason = _choose(lambda year: feast_days(spec, year), fields, moment, "day")
    return found, reason + why


def _hijri(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    fields, month = expression.fields, expression.fields.hijri or 1
    why = ", by the tabular Islamic calendar (a day more on each side)"
    if fields.year is not None:
        days = islamic_days(fields.year, month, None, 0)
        if days is None:
            raise Unknown("the month does not begin in that year", grain="month")
        return days, f"the year is printed{why}"
    found, reason = _choose(lambda year: islamic_days(year, month, None, 0), fields, moment, "month")
    return found, reason + why


def _choose(build: Build, fields: Fields, moment: Moment, grain: str) -> tuple[Days, str]:
    """Choose the year of a time that is printed without one: news style, by tense and direction."""
    day = moment.reference(grain)
    years = range(max(day.year - 8, 1), min(day.year + 9, date.max.year - 1))
    built = [
        days for days in map(build, years) if days is not None and days.first is not None and days.last is not None
    ]
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


# -- counted from the moment -------------------------------------------------------------------------------------------


def _weekday(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A weekday: the last one up to the moment, or the next one where the clause looks ahead."""
    fields, day, wanted = expression.fields, moment.reference(), expression.fields.weekday or 1
    if fields.unit == "week":
        week = unit_of(shift_days(day, 7 * _STEPS.get(fields.direction or "this", 0)), "week")
        found = shift_days(week.first or day, wanted - 1)
        return Days(found, found, "day"), f"that weekday of the week counted from {day.isoformat()}"
    if fields.direction in {"last", "previous"}:
        found = shift_days(day, -((day.isoweekday() - wanted - 1) % 7 + 1))
        why = f"the last such weekday before {day.isoformat()}"
    elif fields.direction in {"next", "following"}:
        found = shift_days(day, (wanted - day.isoweekday() - 1) % 7 + 1)
        why = f"the next such weekday after {day.isoformat()}"
    elif moment.tense == "future":
        found = shift_days(day, (wanted - day.isoweekday()) % 7)
        why = f"the next such weekday from {day.isoformat()} on"
    else:
        found = shift_days(day, -((day.isoweekday() - wanted) % 7))
        why = f"the last such weekday up to {day.isoformat()}"
    return Days(found, found, "day"), why


def _unit(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """This week, last month, next year: units of the calendar."""
    fields, unit = expression.fields, expression.fields.unit or "day"
    if fields.direction in {"previous", "following", "same"}:
        return _context(expression, moment)
    day = moment.reference(unit)
    step = _STEPS.get(fields.direction or "this", 0)
    if unit == "weekend":
        weekend = weekend_before(shift_days(day, 7)) if moment.tense == "future" and step == 0 else weekend_before(day)
        first = shift_days(weekend.first or day, 7 * step)
        return Days(first, shift_days(first, 1), "span"), f"the weekend counted from {day.isoformat()}"
    return unit_of(shift(day.replace(day=1) if unit != "week" and unit != "day" else day, step, unit), unit), (
        f"the calendar {unit} counted from {day.isoformat()}"
    )


def _offset(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    day = shift_days(moment.reference(), expression.fields.offset or 0)
    return Days(day, day, "day"), f"counted from {moment.name}"


def _overnight(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A night belongs to two days: up to the moment, or from the weekday that is named on."""
    if expression.fields.weekday is None:
        day = moment.reference()
        return Days(shift_days(day, -1), day, "span"), f"the night up to {moment.name}"
    days, why = _weekday(expression, moment)
    first = days.first or moment.reference()
    return Days(first, shift_days(first, 1), "span"), f"the night from {why}"


def _ago(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """So many units before the moment: the day, or the calendar month or year; for weeks three days on each side."""
    fields, unit = expression.fields, expression.fields.unit or "day"
    day, count = moment.reference(unit), _count(fields)
    why = f"counted back from {moment.name}"
    if fields.inexact and expression.rule and unit in {"minute", "hour", "day", "week", "month"}:
        return Days(shift(day, -2 * count, unit), day, "span"), f"{why}; the number is not printed"
    found = shift(day, -count, unit)
    if unit in {"week", "fortnight", "weekend"}:
        return Days(shift_days(found, -3), shift_days(found, 3), "week"), f"{why}, give or take three days"
    if unit in {"minute", "hour"}:
        return Days(found if count * _DAYS[unit] > 0.5 else day, day, "day"), why  # noqa: PLR2004 - half a day
    return unit_of(found, unit if unit != "quarter" else "month"), why


def _later(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """So many units before or after what was told before ("two days later")."""
    fields, unit = expression.fields, expression.fields.unit or "day"
    steps = _count(fields) * (fields.sign or 1)
    if fields.direction == "this":
        return unit_of(shift(moment.reference(unit), steps, unit), unit), f"counted from {moment.name}"
    told, why = _told(moment, unit)
    edge = told.last if steps > 0 else told.first
    if edge is None:
        raise Unknown("counted from a time whose end is not known", grain=unit)
    return unit_of(shift(edge, steps, unit), "day" if unit in _DAYS else unit), why


def _context(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """The same, previous or following unit, seen from what was told before."""
    fields, unit = expression.fields, expression.fields.unit or "day"
    told, why = _told(moment, unit)
    step = {"previous": -1, "following": 1}.get(fields.direction or "same", 0)
    edge = told.first if step < 0 else told.last
    if edge is None:
        raise Unknown("counted from a time whose end is not known", grain=unit)
    if step == 0 and unit == "day":
        return told, why
    return unit_of(shift(edge, step, unit), unit), why


def _told(moment: Moment, unit: str) -> tuple[Days, str]:
    """Return the time that was told before."""
    told = moment.context
    if told is None or (told.earliest is None and told.latest is None):
        raise Unknown("counted from a time told before, whose days are not known", grain=unit)
    first = date.fromisoformat(told.earliest) if told.earliest else None
    last = date.fromisoformat(told.latest) if told.latest else None
    return Days(first, last, told.grain), f"counted from “{told.surface}” told before"


def _past(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """The past so many units, up to the moment; of days, the day of the moment is one."""
    fields, unit = expression.fields, expression.fields.unit or "day"
    day = moment.reference("span")
    if moment.tense == "future" or expression.relation is Relation.WITHIN:
        return _coming(expression, moment)
    count = max(_count(fields), _least(unit))
    first = shift_days(day, 1 - max(round(count), 1)) if unit == "day" else shift(day, -count, unit)
    if unit in {"hour", "minute"} and count * _DAYS[unit] <= 0.5:  # noqa: PLR2004 - half a day
        first = day
    inexact = "; the number is not printed" if fields.inexact else ""
    return Days(first, day, "span"), f"that long, up to {moment.name}{inexact}"


def _coming(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """The next so many units, from the moment on."""
    unit = expression.fields.unit or "day"
    day = moment.reference("span")
    return Days(day, shift(day, max(_count(expression.fields), _least(unit)), unit), "span"), (
        f"that long, from {moment.name} on"
    )


def _duration(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A length of time has days only behind "for", "in" or "over": that long, up to the moment."""
    if expression.relation in {Relation.BEFORE, Relation.AFTER, Relation.UNTIL, Relation.BETWEEN}:
        raise Unknown("a length of time, not a day", grain="span")
    return _past(expression, moment)


def _now(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    del expression
    day = moment.reference()
    return Days(day, day, "day"), f"as of {moment.name}"


def _count(fields: Fields) -> float:
    return (fields.count if fields.count is not None else 1.0) + (fields.fraction or 0.0)


def _least(unit: str) -> float:
    return 1.0 if unit == "day" else 0.0


def _stepped(year: int, direction: str | None) -> int:
    return year + _STEPS.get(direction or "this", 0)


_READERS: dict[Form, Callable[[TimeExpression, Moment], tuple[Days, str]]] = {
    Form.DATE: _date,
    Form.SEASON: _season,
    Form.DECADE: _decade,
    Form.HOLIDAY: _holiday,
    Form.HIJRI: _hijri,
    Form.WEEKDAY: _weekday,
    Form.UNIT: _unit,
    Form.OFFSET: _offset,
    Form.OVERNIGHT: _overnight,
    Form.AGO: _ago,
    Form.LATER: _later,
    Form.PAST: _past,
    Form.COMING: _coming,
    Form.DURATION: _duration,
    Form.CONTEXT: _context,
    Form.NOW: _now,
}
