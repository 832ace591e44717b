"""Days, months and years as intervals; the Islamic calendar and moving feasts, by arithmetic.

All intervals hold their last day. The Islamic calendar is the tabular one (civil epoch), which may differ from the
sighted moon by a day; callers widen by `HIJRI_SLACK` days on each side.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

HIJRI_SLACK = 1
"""Days by which the tabular Islamic calendar may be off."""

_HIJRI_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram 1, civil epoch (16 July 622 Julian), in the Gregorian calendar."""

_HIJRI_YEARS = (700, 9000)
"""Gregorian years for which days of the Islamic calendar are given."""

_MONTHS = 12
_WEEK = 7
_YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "half1": (1, 6), "half2": (7, 12)}
_YEAR_PARTS |= {f"quarter{n}": (3 * n - 2, 3 * n) for n in range(1, 5)}


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days with its grain (day, week, month, season, year, span); None = open or unknown."""

    first: date | None
    last: date | None
    grain: str


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none such."""
    if not (1 <= year <= date.max.year - 1 and 1 <= month <= _MONTHS):
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def months_of(year: int, month: int, count: int = 1, grain: str = "month") -> Days:
    """Return `count` whole months from the first of `month` on; the month may lie beyond December."""
    first = date(year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1, 1)
    return Days(first, shift_months(first, count) - timedelta(days=1), grain)


def year_of(year: int) -> Days:
    """Return a whole year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def shift_months(day: date, months: int) -> date:
    """Return the same day of the month so many months away, or the last day of a shorter month.

    Beyond the first and last year of the calendar the first or last day of it is returned.
    """
    index = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(index, _MONTHS)
    if year < 1:
        return date.min
    if year > date.max.year - 1:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_days(day: date, days: float) -> date:
    """Return the day so many days away, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + int(days), 1), date.max.toordinal()))


def shift(day: date, count: float, unit: str) -> date:
    """Return the day that lies `count` units away; fractions are rounded to whole months or days."""
    if unit in {"year", "decade", "century", "season", "quarter"}:
        months = {"year": 12, "decade": 120, "century": 1200, "season": 3, "quarter": 3}[unit]
        return shift_months(day, round(_clamp(count) * months))
    if unit == "month":
        whole = int(_clamp(count))
        return shift_days(shift_months(day, whole), (_clamp(count) - whole) * 30)
    days = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit]
    exact = _clamp(count) * days
    return shift_days(day, exact if exact == int(exact) else int(exact) + (1 if exact > 0 else -1))


def week_of(day: date) -> Days:
    """Return the week, Monday to Sunday, of a day."""
    monday = shift_days(day, 1 - day.isoweekday())
    return Days(monday, shift_days(monday, 6), "week")


def weekend_before(day: date) -> Days:
    """Return the last Saturday and Sunday that had begun by a day."""
    saturday = shift_days(day, -((day.isoweekday() - 6) % 7))
    return Days(saturday, shift_days(saturday, 1), "span")


def unit_of(day: date, unit: str) -> Days:
    """Return the calendar unit (week, month, quarter, year, decade, century) that a day lies in."""
    if unit in {"week", "fortnight"}:
        return week_of(day)
    if unit == "weekend":
        return weekend_before(day)
    if unit in {"month", "quarter"}:
        size = 1 if unit == "month" else 3
        return months_of(day.year, (day.month - 1) // size * size + 1, size, "month" if size == 1 else "span")
    if unit == "year":
        return year_of(day.year)
    if unit not in {"decade", "century"}:
        return Days(day, day, "day")
    size = 10 if unit == "decade" else 100
    first = max(day.year // size * size, 1)
    return Days(date(first, 1, 1), date(day.year // size * size + size - 1, 12, 31), "span")


def part_of(days: Days, part: str | None) -> Days:
    """Return a part of an interval: thirds (early, mid, late), halves or quarters; other parts are the whole.

    A year is cut at months (mid-2014 is May to August), a month or week at days (early June is 1 to 10 June).
    """
    if part not in _YEAR_PARTS or days.first is None or days.last is None or days.first == days.last:
        return days
    if days.grain == "year":
        low, high = _YEAR_PARTS[part]
        return Days(date(days.first.year, low, 1), months_of(days.first.year, high).last, "span")
    low, high = _YEAR_PARTS[part]
    if days.grain == "decade":
        start = days.first.year + (low - 1) * 10 // _MONTHS
        end = min(start - (-(high - low + 1) * 10 // _MONTHS) - 1, days.last.year)
        return Days(date(start, 1, 1), date(end, 12, 31), "span")
    size = (days.last - days.first).days + 1
    first = shift_days(days.first, size * (low - 1) // _MONTHS)
    end = -(-size * high // _MONTHS) if size <= _WEEK else size * high // _MONTHS
    return Days(first, max(first, shift_days(days.first, end - 1)), "span")


def weekend_of(days: Days, ordinal: int) -> Days:
    """Return the first, second ... (-1: last) Saturday and Sunday that begin in an interval."""
    if days.first is None or days.last is None:
        return days
    first = shift_days(days.first, (6 - days.first.isoweekday()) % 7 + 7 * (max(ordinal, 1) - 1))
    if ordinal < 0:
        first = weekend_before(days.last).first or days.last
    return Days(first, shift_days(first, 1), "span")


def slice_of(days: Days, ordinal: int, size: int) -> Days:
    """Return the first, second ... (-1: last) run of `size` days of an interval."""
    if days.first is None or days.last is None:
        return days
    first = shift_days(days.last, 1 - size) if ordinal < 0 else shift_days(days.first, (ordinal - 1) * size)
    first = min(max(first, days.first), days.last)
    return Days(first, min(shift_days(first, size - 1), days.last), "week" if size > 1 else "day")


def islamic_day(year: int, month: int, day: int) -> date:
    """Convert a day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16 ...)."""
    since = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
    return date.fromordinal(_HIJRI_EPOCH + since)


def islamic_month_length(month: int) -> int:
    """Return the days of a month of the tabular Islamic calendar; its last has one more in leap years."""
    return 30 - (month + 1) % 2


def islamic_days(year: int, month: int, day: int | None, count: int) -> Days | None:
    """Return the days in a Gregorian year that begin on a day of the Islamic calendar (None = the whole month)."""
    if not _HIJRI_YEARS[0] <= year <= _HIJRI_YEARS[1]:
        return None
    for hijri in range((year - 622) * 33 // 32, (year - 622) * 33 // 32 + 3):
        first = islamic_day(hijri, month, day or 1)
        if first.year == year:
            length = count if day else islamic_month_length(month)
            slack = timedelta(days=HIJRI_SLACK)
            return Days(first - slack, first + timedelta(days=length - 1) + slack, "span" if day else "month")
    return None


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches (anonymous Gregorian algorithm, Meeus, Astronomical Algorithms)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    step = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shifted = moon + step - 7 * ((year % 19 + 11 * moon + 22 * step) // 451) + 114
    return date(year, shifted // 31, shifted % 31 + 1)


def feast_days(spec: str, year: int) -> Days | None:
    """Return the days of a feast in a year.

    Args:
        spec: `fixed:MM-DD:count`, `easter:offset:count` or `hijri:MM-DD:count`, as the packs write it.
        year: Gregorian year.
    """
    kind, when, count = spec.split(":")
    if kind == "hijri":
        month, _, day = when.partition("-")
        return islamic_days(year, int(month), int(day), int(count))
    first = shift_days(easter(year), int(when)) if kind == "easter" else date.fromisoformat(f"{year:04}-{when}")
    return Days(first, shift_days(first, int(count) - 1), "day" if count == "1" else "span")


def _clamp(count: float) -> float:
    """Keep a count within what the calendar can hold, so that no printed number can overflow it."""
    return min(max(count, -100_000.0), 100_000.0)
