"""Bound the day of a report by who is known to hold the places of its news: dated reports and the chronology tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sijil.days import to_day, to_ordinal
from sijil.packs import Packs
from sijil.parts import ActorRow, ChronologyRow, ControlRow, PolicyRow
from sijil.reconcile.decode import UNKNOWN, Statement, decode
from sijil.reconcile.histories import Known, News, Window, find_window
from sijil.reconcile.holdings import Weights, make_statements
from sijil.reconcile.marks import (
    NOBODY,
    TAKES,
    Mark,
    find_families,
    is_of_control,
    place_key,
    places_of,
    read_marks,
)
from sijil.records import Bound, Clue, ControlState, Gist, Party, Place, Stance, Undated

POLICY = "cautious"
SURE = 5.0
"""Weight of the chronology: more than several voices that agree."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A taking of the chronology, of a place or of one that it lies in."""

    row: ChronologyRow
    party: Party
    day: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class _Register:
    """What news is compared with."""

    chronology: Sequence[ChronologyRow]
    lines: Mapping[str, tuple[str, ...]]
    weights: Weights


def bound_by_control(
    undated: Undated, gists: Sequence[Gist], chronology: Sequence[ChronologyRow], packs: Packs
) -> Iterator[Bound]:
    """Yield the bounds by who holds the places of a report's news.

    Args:
        undated: The report.
        gists: Its claims, and those of dated reports that bear on the same places.
        chronology: What is known of old.
        packs: Hold the weights of claims.
    """
    policy = next(row for row in packs.rows(PolicyRow) if row.name == POLICY)
    weights = Weights(policy=policy, settings=next(iter(packs.rows(ControlRow))), origins={})
    register = _Register(chronology, _read_lines(packs) if chronology else {}, weights)
    clues = {clue.claim: clue for clue in undated.clues}
    others = [gist for gist in gists if gist.report != undated.report]
    for gist in gists:
        clue = clues.get(gist.claim, Clue(claim=gist.claim))
        if gist.report == undated.report and _is_news(gist, clue):
            for place in places_of(gist):
                yield from _bound(gist, place, clue, others, register)


def _is_news(gist: Gist, clue: Clue) -> bool:
    """Tell whether a claim is news of who holds a place: a state, or a taking that opens the report or has its day."""
    if not is_of_control(gist) or gist.background or gist.stance is not Stance.ASSERTED or gist.time is not None:
        return False
    return gist.type != TAKES or clue.is_in_lead or clue.weekday is not None or clue.ago is not None


def _read_lines(packs: Packs) -> dict[str, tuple[str, ...]]:
    """Return for each actor its own id and those of the actors that it is part of."""
    parents = {row.id: row.parent for row in packs.rows(ActorRow)}
    found = {}
    for name in parents:
        line = [name]
        while (above := parents.get(line[-1])) and above not in line:
            line.append(above)
        found[name] = tuple(line)
    return found


# -- one piece of news -------------------------------------------------------------------------------------------------


def _bound(gist: Gist, place: Place, clue: Clue, others: Sequence[Gist], register: _Register) -> Iterator[Bound]:
    """Yield the bound that one piece of news of a place sets."""
    own = next((mark for mark in read_marks([gist], place_key(place)) if not mark.is_leaving), None)
    if own is None:
        return
    is_held = own.state is ControlState.HELD
    holder = own.holder if is_held else _defender(own)
    if is_held and (holder is None or holder.id is None):
        return
    holder = holder if holder and holder.id else None
    told = (mark for mark in read_marks([gist, *others], place_key(place)) if _is_known(mark, gist))
    marks = sorted((replace(mark, state=ControlState.HELD) for mark in told), key=lambda mark: mark.order)
    entries = list(_entries(gist, place, register))
    known, family = _history(marks, entries, holder, register.weights)
    news = News(holder=family, is_taking=is_held and own.is_taking)
    window = find_window(news, known, register.weights.settings.news)
    if window is not None:
        verb = "taken" if news.is_taking else "held" if is_held else "fought over, and defended"
        yield _say(
            window, f"{place.name} is {verb} by {holder.name}" if holder else f"{place.name} is fought over", clue
        )


def _defender(mark: Mark) -> Party | None:
    """Return who still holds a place that is fought over or besieged, as far as the claim names them."""
    if mark.state is ControlState.BESIEGED:
        return mark.holder
    return next(iter(mark.gist.targets), None) if mark.gist.type == TAKES else None


def _is_known(mark: Mark, news: Gist) -> bool:
    """Tell whether a mark of a dated report says who holds a place, by a name that the packs know."""
    if mark.gist is news or mark.start is None or mark.place is None:
        return False
    return mark.holder is not None and mark.holder.id is not None and (mark.is_held or mark.is_holding_on)


def _entries(gist: Gist, place: Place, register: _Register) -> Iterator[_Entry]:
    """Yield what the chronology knows of a place: takings of it, or of what it lies in."""
    own, around = {place.id, place.name}, set(gist.places[1:]) - {place.country}
    for row in register.chronology:
        if row.type == TAKES and row.actor and row.place and row.place in own | around:
            party = Party(key=row.actor, id=row.actor, name=row.actor, line=register.lines[row.actor])
            for day in sorted({row.first, row.last or row.first}):
                yield _Entry(row, party, to_ordinal(day), row.place in own)


def _history(
    marks: Sequence[Mark], entries: Sequence[_Entry], holder: Party | None, weights: Weights
) -> tuple[list[Known], str | None]:
    """Return who most likely held a place when, and the family of the holder that the news names."""
    parties = [party for party in (*(mark.holder for mark in marks), *(one.party for one in entries), holder) if party]
    families = find_families(parties)
    statements = [*make_statements(marks, (), families, weights), *_sure(entries, families)]
    stretches = decode(statements, weights.settings)
    known = []
    for at, stretch in enumerate(stretches):
        end = stretches[at + 1].first - 1 if at + 1 < len(stretches) else None
        if stretch.holder != UNKNOWN:
            of_it = [mark for mark in marks if families.get(mark.holder_key, NOBODY) == stretch.holder]
            told = [mark for mark in of_it if _is_between(to_ordinal(mark.start or ""), stretch.first, end)]
            sure = [
                one for one in entries
                if families[one.party.key] == stretch.holder and _is_between(one.day, stretch.first, end)
            ]  # fmt: skip
            known += _known(stretch.holder, told, sure)
    return known, families[holder.key] if holder else None


def _sure(entries: Iterable[_Entry], families: Mapping[str, str]) -> Iterator[Statement]:
    for one in entries:
        voice, holder = f"chronology:{one.row.id}:{one.day}", families[one.party.key]
        yield Statement(day=one.day, holder=holder, voice=voice, weight=SURE, is_change=True)


def _is_between(day: int, first: int, last: int | None) -> bool:
    return first <= day and (last is None or day <= last)


def _known(holder: str, marks: Sequence[Mark], entries: Sequence[_Entry]) -> list[Known]:
    """Return the first and last day on which somebody is known to hold a place, and the days on which they took it."""
    told = [(to_ordinal(mark.start or ""), mark.is_taking and not mark.implied, mark) for mark in marks]
    days = {day for day, _, _ in told} | {one.day for one in entries}
    takings = {day for day, is_taking, _ in told if is_taking} | {one.day for one in entries if one.is_own}
    chosen = sorted(takings | {min(days), max(days)} if days else ())
    found = []
    for day in chosen:
        names = {f"{mark.gist.voice_name} of {to_day(day)}" for at, _, mark in told if at == day}
        names |= {f"the chronology ({one.row.name})" for one in entries if one.day == day}
        found.append(
            Known(
                day=day,
                holder=holder,
                is_taking=day in takings,
                is_won=any(one.day <= day for one in entries),
                by=", ".join(sorted(names)),
                claims=tuple(sorted(mark.gist.claim for at, _, mark in told if at == day)),
            )
        )
    return found


def _say(window: Window, what: str, clue: Clue) -> Bound:
    """Return the bound of a window, with its reason."""
    first = _publish(window.first, clue) if window.first is not None else None
    by = "; ".join(dict.fromkeys(one.by for one in window.by))
    return Bound(
        earliest=to_day(first) if first is not None else None,
        latest=to_day(window.last) if window.last is not None else None,
        reason=f"it says that {what}, which does not agree with other days by what is told by {by}",
        claims=tuple(sorted({claim for one in window.by for claim in one.claims})),
    )


def _publish(first: int, clue: Clue) -> int:
    """Return the first day of publication of what happened on a day or after, by the weekday that it names."""
    if clue.weekday is not None:
        return first + (clue.weekday - 1 - (first - 1) % 7) % 7
    return first + (clue.ago or 0)
