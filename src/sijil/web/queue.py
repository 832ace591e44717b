"""The queue of those who review: what is most worth a look comes first, in an order that a build fixes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from sijil.contract import Json
from sijil.record import Record
from sijil.records import ClaimKind, FindingState, ReviewState
from sijil.web.desk import Desk
from sijil.web.overlay import Overlay
from sijil.web.overview import EPOCH, KILLED
from sijil.web.places import overview_of
from sijil.web.projects import desk_types
from sijil.web.rows import read_list
from sijil.web.states import sum_up

WEIGHTS = {"disputed": 8.0, "territory": 4.0, "toll": 2.0, "score": 1.0, "unresolved": 0.5}
"""What each need adds to the weight of an item; a need weighs more than all after it together."""
HIGH_TOLL = 10
"""Number of killed from which a toll is high: the size from which one error would show in the sum of a month."""
LOW_SCORE = 0.7
"""Score below which a claim is among the less sure ones."""
_LARGEST = 10.0**6
"""Killed at which the size of a toll adds as much as it can."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event, or a claim of no event, to be reviewed.

    Attributes:
        id: Its id.
        needs: Why it is worth a look.
        weight: How much.
        label: What it is, in a few words.
        claims: For each of its claims, the review state of the build and the stance.
        built: Its own review state in the build.
    """

    id: str
    needs: tuple[str, ...]
    weight: float
    label: str
    claims: Mapping[str, tuple[str, str]]
    built: str

    def state(self, overlay: Overlay) -> str:
        """Return its review state, with what was decided since the build."""
        return sum_up((overlay.state(claim, built), stance) for claim, (built, stance) in self.claims.items())


@dataclass(frozen=True, slots=True)
class Line:
    """All items of a build in the order of review.

    Attributes:
        items: The items.
        built: Their review states in the build.
        homes: For each claim, the number of its item.
        parts: What readers asked for, as the build has it: counted once.
    """

    items: tuple[Item, ...]
    built: tuple[str, ...]
    homes: Mapping[str, int]
    parts: dict[tuple[str | None, bool], _Part] = field(default_factory=dict, compare=False)

    def changed(self, overlay: Overlay) -> dict[int, str]:
        """Return the states of the items about which a decision in force is, by their numbers."""
        touched = {self.homes[claim] for claim in overlay.by_claim if claim in self.homes}
        return {number: self.items[number].state(overlay) for number in touched}

    def unsure(self, overlay: Overlay) -> frozenset[int]:
        """Return the numbers of the items that somebody is unsure of."""
        found = (claim for claim, standing in overlay.by_claim.items() if standing.unsure)
        return frozenset(self.homes[claim] for claim in found if claim in self.homes)


@dataclass(frozen=True, slots=True)
class _Notes:
    """What is known of claims from elsewhere: those of disputed findings, of control, and the killed of each."""

    disputed: frozenset[str]
    territory: frozenset[str]
    killed: Mapping[str, int]


def make_line(desk: Desk, record: Record) -> Line:
    """Return all items of a build in the order in which they are to be reviewed."""
    notes = _read_notes(record)
    types = desk_types(desk)
    titles = {name: str(row["title"]) for name, row in types.items()}
    holds = {name for name, row in types.items() if row["kind"] == ClaimKind.STATE}
    items = [*_event_items(desk, record, notes, titles), *_claim_items(record, notes, titles, holds)]
    items.sort(key=lambda item: (-item.weight, item.id))
    homes = {claim: number for number, item in enumerate(items) for claim in item.claims}
    return Line(tuple(items), tuple(item.built for item in items), homes)


def _read_notes(record: Record) -> _Notes:
    disputed: set[str] = set()
    columns = ["state", "support", "against"]
    for state, *lists in record.columns("findings", columns):
        if state == FindingState.DISPUTED:
            disputed.update(claim for one in lists for claim in read_list(one))
    territory = {
        claim
        for lists in record.columns("control", ["support", "against"])
        for one in lists
        for claim in read_list(one)
    }
    killed: dict[str, int] = {}
    for claim, low in record.columns("figures", ["claim", "low"], {"harm": [KILLED]}):
        killed[claim] = max(low or 0, killed.get(claim, 0))
    return _Notes(frozenset(disputed), frozenset(territory), killed)


def _event_items(desk: Desk, record: Record, notes: _Notes, titles: Mapping[str, str]) -> Iterator[Item]:
    """Yield the items of events."""
    content = overview_of(desk).content
    events, actors = content["events"], content["actors"]["id"]
    keys, names = content["places"]["id"], content["places"]["name"]
    known = {number for number, key in enumerate(actors) if not key.startswith("~")}
    claims = _claims_by_event(record)
    columns = ("id", "type", "place", "from", "state", "actors", "targets", "killed")
    for one, kind, at, first, state, who, whom, killed in zip(*(events[name] for name in columns), strict=True):
        mine = claims.get(one, {})
        facts = {
            "disputed": content["states"][state] == FindingState.DISPUTED or not notes.disputed.isdisjoint(mine),
            "territory": not notes.territory.isdisjoint(mine)
            or any(row[2] == ClaimKind.STATE for row in mine.values()),
            "toll": (killed or 0) >= HIGH_TOLL,
            "score": any(row[3] < LOW_SCORE for row in mine.values()),
            "unresolved": at < 0 or "@" in keys[at] or first is None or not known.issuperset((*who, *whom)),
        }
        name = titles.get(content["types"][kind], content["types"][kind])
        label = _label(name, names[at] if at >= 0 else None, _day(first))
        yield _item(one, facts, killed or 0, label, {claim: row[:2] for claim, row in mine.items()})


def _claims_by_event(record: Record) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Return for each event its claims with review state, stance, kind and score, out of the index alone."""
    found: dict[str, dict[str, tuple[Any, ...]]] = {}
    columns = ["event", "id", "review", "stance", "kind", "score"]
    for event, claim, *rest in record.columns("claims", columns):
        if event:
            found.setdefault(event, {})[claim] = tuple(rest)
    return found


def _claim_items(record: Record, notes: _Notes, titles: Mapping[str, str], holds: Collection[str]) -> Iterator[Item]:
    """Yield the items of claims that belong to no event; `holds` are the types that say who holds a place."""
    columns = "id review stance kind score type place_id place_name earliest actor_id actor_name".split()
    for row in record.columns("claims", columns, {"event": [None]}):
        cells = dict(zip(columns, row, strict=True))
        killed = notes.killed.get(cells["id"], 0)
        facts = {
            "disputed": cells["id"] in notes.disputed,
            "territory": cells["id"] in notes.territory or cells["type"] in holds,
            "toll": killed >= HIGH_TOLL,
            "score": cells["score"] < LOW_SCORE,
            "unresolved": not cells["place_id"] or not cells["earliest"] or _is_unknown(cells),
        }
        label = _label(titles.get(cells["type"], cells["type"]), cells["place_name"], cells["earliest"])
        yield _item(cells["id"], facts, killed, label, {cells["id"]: (cells["review"], cells["stance"])})


def _is_unknown(cells: Mapping[str, Any]) -> bool:
    """Tell whether an actor is named that no pack knows."""
    return bool(cells["actor_name"]) and not cells["actor_id"]


def _item(one: str, facts: Mapping[str, bool], killed: int, label: str, claims: Mapping[str, tuple[Any, ...]]) -> Item:
    needs = tuple(need for need in WEIGHTS if facts[need])
    size = min(math.log(max(killed, 1)) / math.log(_LARGEST), 1.0) if "toll" in needs else 0.0
    weight = round(sum(WEIGHTS[need] for need in needs) + 0.4 * size, 3)
    states = {claim: (row[0], row[1]) for claim, row in claims.items()}
    return Item(one, needs, weight, label, states, sum_up(states.values()))


def _label(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def _day(number: int | None) -> str | None:
    """Return the ISO day of a number of days since 1970."""
    return None if number is None else date.fromordinal(number + EPOCH).isoformat()


# -- what is shown -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """The items that a reader asked for, as the build has them: their numbers, how many have each need, all states."""

    need: str | None
    all_states: bool
    numbers: tuple[int, ...]
    needs: Mapping[str, int]
    states: Mapping[str, int]

    def has_state(self, state: str) -> bool:
        """Tell whether items in a state are asked for."""
        return self.all_states or state == ReviewState.UNREVIEWED

    def has(self, item: Item, state: str) -> bool:
        """Tell whether an item in a state is asked for."""
        return self.has_state(state) and (self.need is None or self.need in item.needs)


def show_queue(desk: Desk, need: str | None, *, all_states: bool, offset: int, limit: int) -> Json:
    """Return a stretch of the queue, with how much there is of what.

    Args:
        desk: The project.
        need: Only items with this need; None = all.
        all_states: Whether items that were reviewed are wanted too.
        offset: How many items to pass over.
        limit: How many items at most.
    """
    line, overlay = desk.settled("queue", lambda: _judge(desk))
    return cut_queue(line, overlay, (need, all_states), slice(offset, offset + limit))


def cut_queue(line: Line, overlay: Overlay, asked: tuple[str | None, bool], rows: slice) -> Json:
    """Return some rows of a queue, with how much there is of what.

    What the build says is counted once; decisions since are few, and only their items are looked at with each request.
    """
    part = line.parts.get(asked) or line.parts.setdefault(asked, _take_part(line, *asked))
    changed = line.changed(overlay)
    count = Counter(part.states)
    count.update(changed.values())
    count.subtract(line.built[number] for number in changed)
    moved = _moved(line, part, changed)
    chosen = islice(_order(line, part, moved, overlay, changed), rows.start, rows.stop)
    return {
        "total": len(part.numbers) - len(moved[0]) + len(moved[1]),
        "reviewed": len(line.items) - count[ReviewState.UNREVIEWED.value],
        "needs": _count_needs(line, part, changed),
        "states": {state.value: count[state.value] for state in ReviewState},
        "items": [_row(line.items[one], changed.get(one, line.built[one]), overlay) for one in chosen],
    }


def line_of(desk: Desk) -> Line:
    """Return all items of the present build."""
    return desk.made("queue", lambda record: make_line(desk, record))


def _judge(desk: Desk) -> tuple[Line, Overlay]:
    """Return the queue, and what is decided of it."""
    return line_of(desk), desk.overlay()


def _take_part(line: Line, need: str | None, all_states: bool) -> _Part:  # noqa: FBT001  # the two make a key
    """Choose items by their states in the build."""
    part = _Part(need, all_states, (), {}, Counter(line.built))
    pairs = list(enumerate(zip(line.items, line.built, strict=True)))
    needs = Counter(one for _, (item, state) in pairs if part.has_state(state) for one in item.needs)
    return replace(part, numbers=tuple(number for number, pair in pairs if part.has(*pair)), needs=needs)


def _moved(line: Line, part: _Part, changed: Mapping[int, str]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the items that decisions have taken out of a part, and those that they have brought into it."""
    was = frozenset(number for number in changed if part.has(line.items[number], line.built[number]))
    now = frozenset(number for number, state in changed.items() if part.has(line.items[number], state))
    return was - now, now - was


def _count_needs(line: Line, part: _Part, changed: Mapping[int, str]) -> dict[str, int]:
    """Count the items of each need among those in the states that are asked for."""
    needs = Counter(part.needs)
    for number, state in changed.items():
        step = part.has_state(state) - part.has_state(line.built[number])
        for one in line.items[number].needs if step else ():
            needs[one] += step
    return {one: needs[one] for one in WEIGHTS}


def _order(
    line: Line,
    part: _Part,
    moved: tuple[frozenset[int], frozenset[int]],
    overlay: Overlay,
    changed: Mapping[int, str],
) -> Iterator[int]:
    """Yield the numbers of the items that are asked for, those that somebody is unsure of last."""
    gone, come = moved
    unsure = line.unsure(overlay)
    passed = gone | unsure
    yield from (number for number in merge(part.numbers, sorted(come)) if number not in passed)
    yield from (one for one in sorted(unsure) if part.has(line.items[one], changed.get(one, line.built[one])))


def _row(item: Item, state: str, overlay: Overlay) -> Json:
    return {
        "id": item.id,
        "needs": item.needs,
        "weight": item.weight,
        "state": state,
        "label": item.label,
        "claims": list(item.claims),
        "unsure": overlay.unsure(item.claims),
    }
