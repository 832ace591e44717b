"""Put several times of one claim together: they narrow each other where they meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sijil.records import Time

_EARLIEST, _LATEST = date.min.isoformat(), date.max.isoformat()


def compose_times(times: Iterable[Time]) -> Time | None:
    """Return the days that all times share ("on Friday", "in June").

    Times are taken in order; one that shares no day with those before it is left out, and the reason says so. A time
    without days counts only where no other has any.
    """
    listed = list(times)
    known = [time for time in listed if time.earliest is not None or time.latest is not None]
    if not known:
        return listed[0] if listed else None
    whole = known[0]
    for time in known[1:]:
        whole = _narrow(whole, time)
    return whole


def _narrow(whole: Time, time: Time) -> Time:
    earliest = max(whole.earliest or _EARLIEST, time.earliest or _EARLIEST)
    latest = min(whole.latest or _LATEST, time.latest or _LATEST)
    if earliest > latest:
        return replace(whole, reason=f"{whole.reason}; left out, since no day is shared: {time.reason}")
    inner = time if (earliest, latest) == (time.earliest, time.latest) else whole
    return replace(
        inner,
        earliest=None if earliest == _EARLIEST else earliest,
        latest=None if latest == _LATEST else latest,
        grain=inner.grain if (earliest, latest) == (inner.earliest, inner.latest) else "span",
        reason=f"{whole.reason}; and {time.reason}",
    )
