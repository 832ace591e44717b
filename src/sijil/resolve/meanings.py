"""What each form of time expression means: from its fields and the moment it is seen from to days and a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sijil.resolve.calendars import Days, part_of, shift, shift_days, unit_of, weekend_before
from sijil.resolve.moments import Moment, Unknown
from sijil.resolve.printed import STEPS, read_date, read_decade, read_hijri, read_holiday, read_season
from sijil.resolve.timefinder import TimeExpression
from sijil.resolve.timegrammar import Fields, Form, Relation

_DAYS = {"minute": 0.0, "hour": 1 / 24, "day": 1.0}


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


def _weekday(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """A weekday: the last one up to the moment, or the next one where the clause looks ahead."""
    fields, day, wanted = expression.fields, moment.reference(), expression.fields.weekday or 1
    if fields.unit == "week":
        week = unit_of(shift_days(day, 7 * STEPS.get(fields.direction or "this", 0)), "week")
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
    step = STEPS.get(fields.direction or "this", 0)
    if unit == "weekend":
        weekend = weekend_before(shift_days(day, 7)) if moment.tense == "future" and step == 0 else weekend_before(day)
        first = shift_days(weekend.first or day, 7 * step)
        return Days(first, shift_days(first, 1), "span"), f"the weekend counted from {day.isoformat()}"
    return unit_of(shift(day.replace(day=1) if unit not in {"week", "day"} else day, step, unit), unit), (
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
    if (expression.fields.sign or 1) < 0:
        return Days(shift_days(first, -1), first, "span"), f"the night up to {why}"
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
    if unit in _DAYS and abs(steps) * _DAYS[unit] <= 0.5:  # noqa: PLR2004 - half a day
        return Days(edge, edge, "day"), f"{why}, on the same day"
    if unit in {"minute", "hour"} and abs(steps) * _DAYS[unit] < 1:
        other = shift_days(edge, 1 if steps > 0 else -1)
        return Days(min(edge, other), max(edge, other), "span"), f"{why}, on the same day or the next to it"
    if fields.inexact:
        ends = (told.first or edge, told.last or edge, shift(edge, 2 * steps, unit))
        return Days(min(ends) if steps < 0 else ends[0], max(ends), "span"), f"{why}; the number is not printed"
    if unit == "day" and told.first and told.last and told.grain not in {"day", "span"}:
        return Days(shift(told.first, steps, unit), shift(told.last, steps, unit), "span"), f"{why}, which is no day"
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
    return Days(first, last, told.grain), f"counted from “{told.surface or told.reason}” told before"


def _past(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """The past so many units, up to the moment; of days, the day of the moment is one."""
    fields, unit = expression.fields, expression.fields.unit or "day"
    day = moment.reference("span")
    is_limit = expression.relation is Relation.WITHIN and expression.form is Form.DURATION
    if moment.tense == "future" or is_limit:
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


_READERS: dict[Form, Callable[[TimeExpression, Moment], tuple[Days, str]]] = {
    Form.DATE: read_date,
    Form.SEASON: read_season,
    Form.DECADE: read_decade,
    Form.HOLIDAY: read_holiday,
    Form.HIJRI: read_hijri,
    Form.WEEKDAY: _weekday,
    Form.UNIT: _unit,
    Form.OFFSET: _offset,
    Form.OVERNIGHT: _overnight,
    Form.AGO: _ago,
    Form.LATER: _later,
    Form.BESIDE: _later,
    Form.PAST: _past,
    Form.COMING: _coming,
    Form.DURATION: _duration,
    Form.CONTEXT: _context,
    Form.NOW: _now,
}
