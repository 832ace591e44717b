"""Figures as measures: who suffered what, where, in which period, by whose account; and which are of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sijil.days import Days, to_days
from sijil.records import ClaimKind, Count, Event, Gist, Qualifier, Scope
from sijil.voices import Origins

WINDOW = 32
"""Days of a window in which measures are looked for."""
WIDEST = 24
"""Windows from which a period counts as all time."""
EVER = "ever"
HALF = 0.5
VAGUE = 8
"""Days from which a time says within which days one happening was, and no longer which happening it was."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one claim.

    `position` counts the claim's figures, `event` is the event of the claim, `report` the report that its own copies.
    """

    gist: Gist
    count: Count
    position: int
    days: Days | None
    event: str | None
    report: str

    @property
    def is_empty(self) -> bool:
        """Whether there is no number ("heavy losses")."""
        return self.count.low is None and self.count.high is None

    @property
    def is_particular(self) -> bool:
        """Whether it is of one particular person ("their commander"), of whom there are neither fewer nor more."""
        return self.count.qualifier is Qualifier.EXACT

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

    @property
    def group(self) -> str:
        """The key of those who suffered; `?` = not said."""
        return self.count.group.key if self.count.group else "?"

    @property
    def status(self) -> str | None:
        """Whether it counts civilians or fighters only; the members of a named group are what the group is."""
        status = self.count.status
        return status if status == "civilian" or (status == "fighter" and self.count.group is None) else None

    def homes(self) -> Iterator[str]:
        """Yield the keys under which others that may be of the same thing find it."""
        yield from self._bonds()
        number = self._number
        for window in self._windows():
            kind = f"{window} {'free' if self._incident is None else 'bound'}"
            yield f"{self.group} at {self.place} {kind}"
            yield f"{self.group} at {self.place} {kind} {number}"
            for above in self.gist.places:
                yield f"{self.group} in {above} {kind}"
                yield f"{self.group} in {above} {kind} {number}"

    def lookups(self) -> Iterator[str]:
        """Yield the keys under which it finds others.

        What is of another event is not looked at; at a place that nests with its own only what gives the same number,
        or any number where it gives none.
        """
        yield from self._bonds()
        number = "" if self.is_empty else f" {self._number}"
        for window in self._windows():
            for kind in ("free",) if self._incident else ("free", "bound"):
                yield f"{self.group} at {self.place} {window} {kind}"
                yield f"{self.group} in {self.place} {window} {kind}{number}"
                for above in self.gist.places:
                    yield f"{self.group} at {above} {window} {kind}{number}"

    def _bonds(self) -> Iterator[str]:
        """Yield the keys that it shares with others of its report and of its event."""
        yield f"{self.group} report {self.report} {self._number}"
        if self.days is None:
            yield f"{self.group} report {self.report} undated"
        if self._incident:
            yield f"{self.group} event {self._incident}"

    @property
    def _number(self) -> str:
        return f"{self.count.low}-{self.count.high}"

    @property
    def _incident(self) -> str | None:
        """The event of a figure that counts one happening."""
        return self.event if self.count.scope is Scope.EVENT else None

    def _windows(self) -> Iterable[str]:
        if self.days is None:
            return ()
        if self.days.width > WIDEST * WINDOW:
            return (EVER,)
        return map(str, range(self.days.first // WINDOW, self.days.last // WINDOW + 1))


def name_nobody(gist: Gist, nobody: frozenset[str]) -> Gist:
    """Return a claim whose figures name no group where their words say no more than that they are people."""
    counts = tuple(replace(count, group=None) if _is_anybody(count, nobody) else count for count in gist.counts)
    return gist if counts == gist.counts else replace(gist, counts=counts)


def _is_anybody(count: Count, nobody: frozenset[str]) -> bool:
    return (
        count.group is not None
        and count.group.id is None
        and nobody.issuperset(_WORD.findall(count.group.name.casefold()))
    )


def make_measures(gists: Iterable[Gist], events: Iterable[Event], origins: Origins) -> Iterator[Measure]:
    """Yield each figure of some claims, with the event that the claim belongs to.

    What is said to happen again and again ("35 are killed every day") counts no happening and no period.
    """
    homes = {claim: event.id for event in events for claim in event.members}
    for gist in gists:
        if gist.kind is ClaimKind.STATE:
            continue
        for position, count in enumerate(gist.counts):
            report = origins.get(gist.report, (gist.report,))[0]
            yield Measure(gist, count, position, to_days(gist.time), homes.get(gist.claim), report)


def is_same_group(first: Measure, second: Measure) -> bool:
    """Tell whether two figures count the same people: one group, and of it all, civilians or fighters.

    A number repeated without the word, or with it, is of the same people.
    """
    if first.group != second.group:
        return False
    a, b = first.status, second.status
    return a == b or (None in {a, b} and not first.is_empty and _bounds(first) == _bounds(second))


def are_one_measure(first: Measure, second: Measure, nesting: float) -> bool:
    """Tell whether two figures are of one thing, so that equal ones are repeated and others are rivals.

    Figures of one event and one group are. Of others scope, group and period must be alike; of single happenings of
    which only some weeks are known the numbers too. The place must be the same; a figure repeated in full of a place
    and of one that it lies in ("44 in Benghazi", "44 in Libya") is one too, and so is one without a number beside one
    with it.
    """
    if first.gist.claim == second.gist.claim:
        return False
    if not is_same_group(first, second):
        return False
    are_incidents = first.count.scope is Scope.EVENT and second.count.scope is Scope.EVENT
    if are_incidents and first.event and first.event == second.event:
        return True
    if _is_repeated(first, second):
        return True
    if are_incidents and not _is_same_incident(first, second):
        return False
    if are_incidents and _are_vague_rivals(first, second):
        return False
    if not _is_same_scope(first, second) or not _is_same_period(first, second, nesting):
        return False
    if first.place == second.place:
        return True
    if not _places_nest(first, second):
        return False
    return first.is_empty != second.is_empty or (not first.is_empty and _bounds(first) == _bounds(second))


def _is_repeated(first: Measure, second: Measure) -> bool:
    """Tell whether a report gives one number twice, once without saying when: in a headline, or on a day of speech."""
    is_said_once = first.is_told and second.is_told
    is_one = first.report == second.report and not first.is_empty and _bounds(first) == _bounds(second)
    return is_one and not is_said_once and (first.place == second.place or _places_nest(first, second))


def _bounds(measure: Measure) -> tuple[int | None, int | None]:
    return measure.count.low, measure.count.high


def _is_same_scope(first: Measure, second: Measure) -> bool:
    """Period totals stay apart from incidents; what has no number, or a bare count of no told day, goes with either."""
    if first.count.scope is second.count.scope or first.is_empty or second.is_empty:
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


def _are_vague_rivals(first: Measure, second: Measure) -> bool:
    """Tell whether two happenings have other numbers, and times that are too wide to say that they are one."""
    if first.is_empty or second.is_empty or _bounds(first) == _bounds(second):
        return False
    return all(one.days is not None and one.days.width >= VAGUE for one in (first, second))


def _is_same_period(first: Measure, second: Measure, nesting: float) -> bool:
    """Tell whether two periods are of like length and overlap for half of the shorter one."""
    a, b = first.days, second.days
    if a is None or b is None:
        return a is b and first.report == second.report
    shared = min(a.last, b.last) - max(a.first, b.first) + 1
    short, long = sorted((a.width, b.width))
    return shared >= HALF * short and long < nesting * short


def _places_nest(first: Measure, second: Measure) -> bool:
    return first.place in second.gist.places or second.place in first.gist.places


def gather(measures: Iterable[Measure], nesting: float) -> list[list[Measure]]:
    """Put measures of one thing together: each joins the first group all of whose measures are of the same thing.

    The order is fixed: copies last, numbers first, those that say when, narrow periods, those of an event, and then as
    they stand in their reports, so that it outlives another cleaner.
    """
    groups: list[list[Measure]] = []
    index: dict[str, set[int]] = {}
    for measure in sorted(measures, key=_rank):
        home = next(
            (
                number
                for number in _near(measure, index)
                if all(are_one_measure(measure, other, nesting) for other in firm(groups[number]))
            ),
            len(groups),
        )
        if home == len(groups):
            groups.append([])
        groups[home].append(measure)
        for key in measure.homes():
            index.setdefault(key, set()).add(home)
    return groups


def firm(group: Sequence[Measure]) -> Sequence[Measure]:
    """Return the measures of a group that say when; all of them where none does."""
    return [measure for measure in group if measure.is_told] or group


def _rank(measure: Measure) -> tuple[bool, bool, bool, bool, int, bool, str, int, int, str]:
    gist, is_copy = measure.gist, measure.report != measure.gist.report
    width = measure.days.width if measure.days else 0
    dated = not measure.is_told, measure.days is None, width
    where = gist.report, gist.order, measure.position
    return is_copy, measure.is_empty, *dated, measure.event is None, *where, gist.claim


def _near(measure: Measure, index: Mapping[str, set[int]]) -> list[int]:
    """Return the groups that a measure may belong to, in the order in which they were made."""
    return sorted({number for key in measure.lookups() for number in index.get(key, ())})
