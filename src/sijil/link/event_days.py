"""The days of an event: what the times of its claims have in common, and how it is said."""

from __future__ import annotations

from collections.abc import Sequence

from sijil.days import to_day, to_days
from sijil.records import How, Time


def merge_times(times: Sequence[Time]) -> Time | None:
    """Return the days that all known times have in common; where there are none, all days from first to last."""
    pairs = [(days, time) for time in times if (days := to_days(time))]
    if not pairs:
        return min(times, key=lambda time: (time.earliest or "", time.latest or "", time.how), default=None)
    narrow = min(days.width for days, _ in pairs)
    near = [(days, time) for days, time in pairs if days.width <= max(narrow, 7)]
    first, last = max(days.first for days, _ in near), min(days.last for days, _ in near)
    if first > last:
        first, last = min(days.first for days, _ in near), max(days.last for days, _ in near)
        pairs = []
    for days, _ in sorted(pairs, key=lambda pair: pair[0].width):
        if max(first, days.first) <= min(last, days.last):
            first, last = max(first, days.first), min(last, days.last)
    told = any(time.how is How.TEXT for _, time in near)
    return Time(
        earliest=to_day(first),
        latest=to_day(last),
        grain="day" if first == last else "span",
        how=How.TEXT if told else min(time.how for _, time in near),
        surface=None,
        reason="",
    )


def say_when(time: Time | None) -> str:
    """Say when an event was, as it stands in the sentence of its finding."""
    return f", {say_time(time)}: "


def say_time(time: Time | None) -> str:
    """Say a time in English."""
    if time is None or not (time.earliest or time.latest):
        return "day unknown"
    if time.earliest == time.latest:
        return str(time.earliest)
    return f"{time.earliest or '...'} to {time.latest or '...'}"
