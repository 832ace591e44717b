"""The undated stage: what the words of a report without a date say of its day, for dating to go on from.

Its claims are dated as if it had been published on one day or another; what comes out shows how their days follow from
its own ("on Wednesday"), and on which days the report would contradict itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sijil.packs import Packs
from sijil.records import (
    Bound,
    Claim,
    Clue,
    How,
    Passage,
    Published,
    Report,
    ResolvedClaim,
    Review,
    ReviewState,
    Time,
    Undated,
)
from sijil.resolve.calendars import shift_days
from sijil.resolve.claims import PARTS
from sijil.resolve.timing import AHEAD, ReportTimes
from sijil.stage import Rows, Stage, Unit

WEEK = 7
PROBE = date(2001, 1, 1)
"""A Monday from which on claims are dated to see how their days follow from the day of publication; any would do."""
STEP = 14
"""Days between the days of publication at which a report is tested for contradicting itself."""
REACH = 20 * 366
"""Days after the latest day that a report tells of within which it is tested."""


def find_undated(rows: Rows, packs: Packs) -> Iterable[Undated]:
    """Yield a report whose day of publication is not known, with what its words say of it."""
    report = rows.one(Report)
    if report.published.earliest or report.published.latest:
        return
    passages, resolved = rows.of(Passage), {row.claim: row for row in rows.of(ResolvedClaim)}
    rejected = {row.claim for row in rows.of(Review) if row.state is ReviewState.REJECTED}
    claims = tuple(
        sorted(
            (claim for claim in rows.of(Claim) if claim.id not in rejected),
            key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.id),
        )
    )
    times = ReportTimes(passages, report, packs)
    yield Undated(
        report=report.id,
        text=report,
        passages=passages,
        claims=claims,
        clues=tuple(_clues(claims, resolved, times)),
        bounds=tuple(_bounds(claims, resolved, times)),
    )


def at_day(day: date) -> Published:
    """Return a day as that of a publication."""
    return Published(earliest=day.isoformat(), latest=day.isoformat(), how=How.GIVEN)


# -- how the days of claims follow from that of the report -------------------------------------------------------------


def _clues(claims: Sequence[Claim], resolved: Mapping[str, ResolvedClaim], times: ReportTimes) -> Iterator[Clue]:
    """Yield what each claim tells of its day, as far as it tells anything."""
    days = [shift_days(PROBE, number) for number in range(WEEK)]
    probes = [times.at(at_day(day)) for day in days]
    named = {loose.id: time for time, loose in _pairs(claims, resolved, times)}
    for claim in claims:
        found = [probe.time_of(claim)[0] for probe in probes]
        ends = [date.fromisoformat(one.latest) for one in found if one and one.latest and one.how is not How.PUBLISHED]
        known = times.time_of(claim)[0]
        is_open = known is None or not (known.earliest or known.latest)
        clue = Clue(claim=claim.id, time=named.get(claim.id), is_in_lead=times.is_in_lead(claim))
        if is_open and len(ends) == WEEK:
            clue = _read_days(clue, days, ends)
        if clue != Clue(claim=claim.id):
            yield clue


def _read_days(clue: Clue, days: Sequence[date], ends: Sequence[date]) -> Clue:
    """Return a clue with the weekday or the distance that the days of a claim have in common, seen from some days."""
    gaps = [(day - end).days for day, end in zip(days, ends, strict=True)]
    if not all(0 <= gap < WEEK for gap in gaps):
        return clue
    if len(set(gaps)) == 1:
        return replace(clue, ago=gaps[0])
    weekdays = {end.isoweekday() for end in ends}
    return replace(clue, weekday=min(weekdays)) if len(weekdays) == 1 else clue


# -- what the report itself says of its day ----------------------------------------------------------------------------


def _bounds(claims: Sequence[Claim], resolved: Mapping[str, ResolvedClaim], times: ReportTimes) -> Iterator[Bound]:
    """Yield the bounds that follow from the report's own words."""
    told = [bound for bound in (_told(claim, times.time_of(claim)[0]) for claim in claims) if bound]
    latest = max((bound for bound in told if bound.earliest), key=lambda bound: bound.earliest or "", default=None)
    if latest is None or latest.earliest is None:
        return
    yield latest
    start = date.fromisoformat(latest.earliest)
    for known, loose in _pairs(claims, resolved, times):
        yield from _agreeing(known, loose, start, times)


def _told(claim: Claim, time: Time | None) -> Bound | None:
    """Return the bound that a claim of a known time sets; a year that is told as history is over."""
    if time is None or time.how is How.UNKNOWN or not time.earliest or claim.stance in AHEAD:
        return None
    start = date.fromisoformat(time.earliest)
    if claim.background and time.grain == "year" and time.latest:
        start = shift_days(date.fromisoformat(time.latest), 1)
        return Bound(earliest=start.isoformat(), reason=f"it tells of “{time.surface or time.earliest}” as history")
    return Bound(earliest=start.isoformat(), reason=f"it tells of “{time.surface or time.earliest}”")


def _pairs(
    claims: Sequence[Claim], resolved: Mapping[str, ResolvedClaim], times: ReportTimes
) -> Iterator[tuple[Time, Claim]]:
    """Yield times that the report names outright, each with a claim of the same happening that only hints at it."""
    for known in claims:
        time = times.time_of(known)[0]
        if time is None or time.how is not How.TEXT or not (time.earliest and time.latest):
            continue
        for loose in claims:
            if loose is not known and _is_same(resolved.get(known.id), resolved.get(loose.id), known, loose):
                hint = times.time_of(loose)[0]
                if hint is not None and hint.how is How.UNKNOWN and hint.surface:
                    yield time, loose


def _is_same(one: ResolvedClaim | None, other: ResolvedClaim | None, first: Claim, second: Claim) -> bool:
    """Tell whether two claims of one report tell of one happening: same type and place, and no other doers."""
    if one is None or other is None or first.type != second.type or first.background is not second.background:
        return False
    if one.place is None or other.place is None or one.place.id is None or one.place.id != other.place.id:
        return False
    doers, others = {actor.id for actor in one.actors}, {actor.id for actor in other.actors}
    return not doers or not others or bool(doers & others)


def _agreeing(known: Time, loose: Claim, start: date, times: ReportTimes) -> Iterator[Bound]:
    """Yield the days of publication on which a claim's hint at its time agrees with what is named elsewhere."""
    fits = [
        day
        for day in (shift_days(start, number) for number in range(0, REACH, STEP))
        if _fits(known, loose, day, times)
    ]
    if not fits or fits[-1] >= shift_days(start, REACH - STEP):
        return
    first = next((day for day in _days(fits[0], -1) if not _fits(known, loose, shift_days(day, -1), times)), start)
    last = next((day for day in _days(fits[-1], 1) if not _fits(known, loose, shift_days(day, 1), times)), fits[-1])
    surface = next((mention.surface for mention in loose.mentions("time")), "")
    reason = f"what it tells of “{surface}” was {known.surface or known.earliest}"
    yield Bound(earliest=max(first, start).isoformat(), latest=last.isoformat(), reason=reason)


def _days(start: date, step: int) -> Iterator[date]:
    """Yield days from one on, forwards or backwards, as far as the next day that was tested."""
    return (shift_days(start, step * number) for number in range(STEP + 1))


def _fits(known: Time, loose: Claim, day: date, times: ReportTimes) -> bool:
    """Tell whether a claim's hint at its time, in a report of a day, agrees with a time that is known."""
    time = times.at(at_day(day)).time_of(loose)[0]
    if time is None or not (time.earliest and time.latest and known.earliest and known.latest):
        return False
    return time.earliest <= known.latest and known.earliest <= time.latest


STAGE = Stage(
    name="undated",
    version=4,
    unit=Unit.REPORT,
    reads=(Report, Passage, Claim, ResolvedClaim, Review),
    writes=(Undated,),
    parts=PARTS,
    run=find_undated,
)
