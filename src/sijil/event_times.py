"""Put the times that dating found for claims of undated reports into the events that these claims are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sijil.link.event_days import merge_times, say_when
from sijil.records import DatedClaim, Event, Finding, Time

Found = Mapping[str, Time]
"""The time that dating found for a claim, by its id."""


def read_found(claims: Iterable[DatedClaim]) -> dict[str, Time]:
    """Return the times that dating found for claims, those of which nothing is known left out."""
    return {one.claim: one.time for one in claims if one.time and (one.time.earliest or one.time.latest)}


def put_event_time(event: Event, found: Found) -> Event:
    """Return an event with the days that its own time and those that were found for its claims have in common."""
    times = [found[claim] for claim in event.members if claim in found]
    return replace(event, time=merge_times([*([event.time] if event.time else []), *times])) if times else event


def restate(finding: Finding, event: Event, found: Found) -> Finding:
    """Return the finding of an event with its days said anew."""
    before, after = say_when(event.time), say_when(put_event_time(event, found).time)
    return replace(finding, sentence=finding.sentence.replace(before, after, 1)) if before != after else finding
