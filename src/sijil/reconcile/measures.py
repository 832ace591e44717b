"""Figures as measures: who suffered what, where, in which period, by whose account; and which of them nest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sijil.days import Days, to_days
from sijil.records import Count, Event, Gist, Scope
from sijil.voices import are_related

WINDOW = 32
"""Days of a window in which measures are looked for."""
WIDEST = 24
"""Windows from which a period counts as all time."""
EVER = "ever"
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one claim; `position` counts the claim's figures, `event` is the event of the claim."""

    gist: Gist
    count: Count
    position: int
    days: Days | None
    event: str | None

    @property
    def is_open(self) -> bool:
        """Whether there is no number ("heavy losses")."""
        return self.count.low is None and self.count.high is None

    @property
    def place(self) -> str:
        """The key of its place."""
        place = self.gist.place
        return (place.id or place.name.casefold()) if place else "?"

    @property
    def is_told(self) -> bool:
        """Whether the text says when; a period of one day is the day on which the figure was given."""
        time = self.gist.time
        is_day = self.days is not None and self.days.width == 1 and self.count.scope is not Scope.EVENT
        return time is not None and time.is_told and not is_day

    def areas(self) -> Iterator[str]:
        """Yield the keys under which it is found: each place that it lies in, with its report and windows of days."""
        windows = [f"report {self.gist.report}"]
        if self.days is None:
            pass
        elif self.days.width > WIDEST * WINDOW:
            windows.append(EVER)
        else:
            windows += [str(window) for window in range(self.days.first // WINDOW, self.days.last // WINDOW + 1)]
        for place in dict.fromkeys([*self.gist.places, self.place]):
            for window in windows:
                yield f"{place} {window}"

    def lookups(self) -> Iterator[str]:
        """Yield the keys of measures that it may be one with, or a part of."""
        yield from self.areas()
        for place in dict.fromkeys([*self.gist.places, self.place]):
            yield f"{place} {EVER}"


def make_measures(gists: Iterable[Gist], events: Iterable[Event]) -> Iterator[Measure]:
    """Yield each figure of some claims, with the event that the claim belongs to."""
    homes = {claim: event.founding for event in events for claim in event.members}
    for gist in gists:
        for position, count in enumerate(gist.counts):
            yield Measure(gist, count, position, to_days(gist.time), homes.get(gist.claim))


def is_same_group(first: Measure, second: Measure) -> bool:
    """Tell whether two figures count the same people: one group, and not civilians against fighters."""
    a, b = first.count, second.count
    if {a.status, b.status} == {"civilian", "fighter"}:
        return False
    return (a.group.key if a.group else None) == (b.group.key if b.group else None)


def are_one_measure(first: Measure, second: Measure, nesting: float) -> bool:
    """Tell whether two figures are of one thing, so that equal ones are repeated and others are rivals.

    Scope, group and period must be alike. The place must be the same; a figure repeated in full of a place and of one
    that it lies in ("44 in Benghazi", "44 in Libya") is one too, and so is one without a number beside one with it.
    """
    if first.gist.claim == second.gist.claim:
        return False
    if not is_same_group(first, second):
        return False
    if _is_repeated(first, second):
        return True
    if not _is_same_scope(first, second) or not _is_same_period(first, second, nesting):
        return False
    if first.place == second.place:
        return first.count.scope is not Scope.EVENT or _is_same_incident(first, second)
    if not _places_nest(first, second):
        return False
    return first.is_open != second.is_open or (not first.is_open and _bounds(first) == _bounds(second))


def _is_repeated(first: Measure, second: Measure) -> bool:
    """Tell whether a report gives one number twice, once without saying when: in a headline, or on a day of speech."""
    is_said_once = first.is_told and second.is_told
    is_one = first.gist.report == second.gist.report and not first.is_open and _bounds(first) == _bounds(second)
    return is_one and not is_said_once and (first.place == second.place or _places_nest(first, second))


def _bounds(measure: Measure) -> tuple[int | None, int | None]:
    return measure.count.low, measure.count.high


def _is_same_scope(first: Measure, second: Measure) -> bool:
    """Period totals stay apart from incidents; what has no number, or a bare count of no told day, goes with either."""
    if first.count.scope is second.count.scope or first.is_open or second.is_open:
        return True
    scopes = {first.count.scope, second.count.scope}
    return scopes == {Scope.EVENT, Scope.PERIOD} and any(
        one.count.scope is Scope.EVENT and one.gist.type == "toll" and not one.is_told and one.days
        for one in (first, second)
    )


def _is_same_incident(first: Measure, second: Measure) -> bool:
    """Tell whether figures of single happenings may be of one: one event, or one of them a bare toll of no event."""
    if first.event and second.event:
        return first.event == second.event
    return first.gist.type == second.gist.type or "toll" in {first.gist.type, second.gist.type}


def _is_same_period(first: Measure, second: Measure, nesting: float) -> bool:
    """Tell whether two periods are of like length and overlap for half of the shorter one."""
    a, b = first.days, second.days
    if a is None or b is None:
        return a is b and first.gist.report == second.gist.report
    shared = min(a.last, b.last) - max(a.first, b.first) + 1
    short, long = sorted((a.width, b.width))
    return shared >= HALF * short and long < nesting * short


def _places_nest(first: Measure, second: Measure) -> bool:
    return first.place in second.gist.places or second.place in first.gist.places


def is_part(part: Measure, whole: Measure, nesting: float) -> bool:
    """Tell whether one figure counts a part of what another counts: of its people, place and period.

    A running total is no part of anything: it does not say since when it counts.
    """
    if part.count.scope is Scope.RUNNING_TOTAL:
        return False
    if part.is_open or whole.is_open or whole.count.scope is Scope.EVENT or part.days is None or whole.days is None:
        return False
    if whole.count.status not in {None, part.count.status} or not _is_group_inside(part, whole):
        return False
    is_inside = part.place == whole.place or whole.place in part.gist.places
    lasts = whole.days.first <= part.days.first and part.days.last <= whole.days.last
    return is_inside and lasts and _what(part) != _what(whole) and not are_one_measure(part, whole, nesting)


def _what(measure: Measure) -> tuple[object, ...]:
    """Return all that a figure counts; two figures of which that is equal are no parts of each other."""
    count = measure.count
    return count.group and count.group.key, count.status, count.scope, measure.place, measure.days


def _is_group_inside(part: Measure, whole: Measure) -> bool:
    """Tell whether those of a part are the group of the whole, or belong to it."""
    a, b = part.count.group, whole.count.group
    if a is None or b is None:
        return a is b
    return a.key == b.key or (are_related(a.line, b.line) and b.key in a.line)
