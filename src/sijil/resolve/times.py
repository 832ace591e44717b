"""Resolve time expressions to intervals of ISO days, in the manner of news writing.

A bare weekday is the last such day up to publication, a bare "May 7" the last such day, "since Tuesday" runs from that
Tuesday to publication. Without a publication date only expressions that hold a year get days; the others stay unknown,
with their words and the reason. Nothing here knows the day of the build.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sijil.records import How, Time
from sijil.resolve.calendars import Days, shift, shift_days
from sijil.resolve.meanings import meaning_of
from sijil.resolve.moments import Moment, Unknown
from sijil.resolve.timefinder import TimeExpression, find_times
from sijil.resolve.timegrammar import Form, Relation

__all__ = ["Anchor", "Tense", "TimeExpression", "find_times", "resolve_time"]

Tense = Literal["past", "present", "future"]

_ENDS = frozenset({"last_day", "last_month", "last_year"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What relative times are counted from; ISO days, None = unknown.

    Attributes:
        earliest: First day on which the report may have been published.
        latest: Last such day.
        said: The day on which the words were said, where that is not the day of publication.
        context: The time that was told before ("the following day").
    """

    earliest: str | None = None
    latest: str | None = None
    said: str | None = None
    context: Time | None = None

    def references(self) -> tuple[date | None, ...]:
        """Return the days to count from: the day of saying, or both ends of the publication, or None."""
        if self.said is not None:
            return (date.fromisoformat(self.said),)
        ends = tuple(date.fromisoformat(end) for end in (self.earliest, self.latest) if end is not None)
        return tuple(dict.fromkeys(ends)) if len(ends) == 2 else (None,)  # noqa: PLR2004 - both ends


def resolve_time(expression: TimeExpression, anchor: Anchor, tense: Tense | None = None) -> Time:
    """Return the days that a time expression means.

    Args:
        expression: As `find_times` gives it.
        anchor: What relative times are counted from.
        tense: Tense of the clause; None = not known, which reads like past but for days that lie just ahead.

    Returns:
        A Time whose `earliest` or `latest` is None where that end is open or unknown; `reason` says why.
    """
    try:
        found = [_resolve(expression, Moment(day, tense, anchor.context)) for day in anchor.references()]
    except Unknown as unknown:
        return Time(
            earliest=None,
            latest=None,
            grain=unknown.grain,
            how=How.UNKNOWN,
            surface=expression.surface,
            reason=f"“{expression.surface}”: {unknown}",
        )
    days, why = found[0]
    if len(found) > 1:
        other = found[-1][0]
        grain = days.grain if days == other else "span"
        days = Days(_first(days.first, other.first), _last(days.last, other.last), grain)
        why = f"{why}, for any day of publication from {anchor.earliest} to {anchor.latest}"
    return Time(
        earliest=days.first.isoformat() if days.first else None,
        latest=days.last.isoformat() if days.last else None,
        grain=days.grain,
        how=How.TEXT,
        surface=expression.surface,
        reason=f"“{expression.surface}”: {why}",
    )


def _resolve(expression: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """Return the days seen from one moment, with the reason."""
    if expression.last is not None and expression.form is Form.LENGTH:
        return _resolve_length(expression, expression.last, moment)
    if expression.last is not None:
        return _resolve_range(expression, expression.last, moment)
    days, why = meaning_of(expression, moment)
    bounded = expression.relation is Relation.FROM and bool(expression.fields.given() & _ENDS)
    return _relate(days, None if bounded else expression.relation, moment, why)


def _resolve_range(expression: TimeExpression, last: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """Resolve the end of a range that is nearer to the moment first, and the other end from there."""
    start = replace(expression, last=None)
    if moment.tense == "future":
        low, _ = meaning_of(start, moment)
        high, why = meaning_of(last, replace(moment, day=low.last or moment.day))
    else:
        high, why = meaning_of(last, moment)
        low, _ = meaning_of(start, replace(moment, day=high.last or moment.day, tense="past"))
    first, end = low.first, high.last
    if first and end and first > end:
        raise Unknown("the range runs backwards", grain="span")
    return Days(first, end, "span"), f"a range; its end is {why}"


def _resolve_length(expression: TimeExpression, last: TimeExpression, moment: Moment) -> tuple[Days, str]:
    """Resolve "the week to 16 February": that long, its last day being the day named."""
    days, why = meaning_of(last, moment)
    fields = expression.fields
    if days.last is None:
        raise Unknown("the day to which it runs is not known", grain="span")
    unit, count = fields.unit or "day", fields.count if fields.count is not None else 1.0
    first = shift(days.last, -count, unit)
    if unit not in {"hour", "minute"}:
        first = shift_days(first, 1)
    return Days(min(first, days.last), days.last, "span"), f"that long; its end is {why}"


def _relate(days: Days, relation: Relation | None, moment: Moment, why: str) -> tuple[Days, str]:
    """Apply the preposition: "since" opens the interval up to the moment, "until" from an unknown start."""
    if relation is Relation.SINCE or (relation is Relation.FROM and moment.tense != "future"):
        end = None if moment.day is None else max(moment.day, days.first or moment.day)
        return Days(days.first, end, "span"), f"from {why} up to {moment.name}"
    if relation is Relation.UNTIL:
        ahead = moment.tense == "future" and bool(moment.day and days.last and moment.day <= days.last)
        return Days(moment.day if ahead else None, days.last, "span"), f"until {why}"
    if relation is Relation.BEFORE:
        return Days(None, shift_days(days.first, -1) if days.first else None, "span"), f"before {why}"
    if relation is Relation.AFTER:
        after = shift_days(days.last, 1) if days.last else None
        end = None if moment.day is None or (after and after > moment.day) else moment.day
        return Days(after, end, "span"), f"after {why}, up to {moment.name}"
    return days, why


def _first(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else min(one, other)


def _last(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
