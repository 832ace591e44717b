"""The pairs stage: scores of claims that may be about one event, within blocks of place and days.

A pair that shares several blocks is written in the first of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from sijil.days import to_days
from sijil.link.features import FEATURES, contradicts, is_vast
from sijil.link.settings import Settings, read_settings
from sijil.packs import Packs
from sijil.records import ClaimKind, Gist, Link, Part, Scope, Stance
from sijil.stage import Rows, Stage, Unit

CELL = 0.5
"""Degrees of a cell; about 50 km."""
WINDOW = 8
"""Days of a window."""
FLOOR = 0.3
"""Pairs below this score are not kept: they could lead no claim to another."""
SELDOM = "seldom"
"""With what the names of blocks begin that hold what seldom happens twice at one place."""
UNREAL = frozenset({Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL})


def can_enter(gist: Gist) -> bool:
    """Tell whether a claim may be a member of an event: happenings, and the dead of a single one."""
    if gist.stance in UNREAL:
        return False
    return gist.kind is ClaimKind.EVENT or (
        gist.kind is ClaimKind.TOLL and any(count.scope is Scope.EVENT for count in gist.counts)
    )


def is_vague(gist: Gist, settings: Settings) -> bool:
    """Tell whether a claim's time or place is too wide to lead other claims to each other."""
    days = to_days(gist.time)
    return days is None or days.width >= settings.row.wide or is_vast(gist.place)


def blocks_of(gist: Gist, settings: Settings) -> tuple[str, ...]:
    """Return the blocks that a claim is in: its report, and cells of place and days."""
    names = [f"report {gist.report}"]
    days = to_days(gist.time)
    if gist.place and not is_vast(gist.place):
        if days and days.width < settings.row.wide:
            windows = range(days.first // WINDOW, (days.last + settings.row.tolerance) // WINDOW + 1)
            names += [f"{area} days {window}" for area in _areas(gist) for window in windows]
        if gist.type in settings.row.singular:
            names += [f"{SELDOM} {gist.type} at {gist.place.id or gist.place.name.casefold()}"]
    return tuple(sorted(names))


def _areas(gist: Gist) -> Iterator[str]:
    """Yield the largest place below the country that a claim's place lies in.

    For a place that no register has that is its name, or, for a computed point, the four nearest cells.
    """
    inside = [place for place in gist.places if not gist.place or place != gist.place.country]
    if inside:
        yield f"in {inside[-1]}"
    elif gist.place and gist.place.lon is not None and gist.place.lat is not None:
        for east, north in ((-0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (0.5, 0.5)):
            x, y = gist.place.lon / CELL + east, gist.place.lat / CELL + north
            yield f"cell {math.floor(x)},{math.floor(y)}"
    elif gist.place:
        yield f"in {gist.place.name.casefold()}"


def split_by_cell(rows: Rows, packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut gists into blocks; one alone in a block has no pair and makes none."""
    settings = read_settings(packs)
    blocks: dict[str, list[Gist]] = {}
    for gist in rows.of(Gist):
        if can_enter(gist):
            for name in blocks_of(gist, settings):
                blocks.setdefault(name, []).append(gist)
    return {name: gists for name, gists in blocks.items() if len(gists) > 1}


def link_pairs(rows: Rows, packs: Packs) -> Iterable[Link]:
    """Yield the link of each pair of a block that does not contradict itself."""
    settings = read_settings(packs)
    gists = sorted(rows.of(Gist), key=lambda gist: gist.claim)
    names = {gist.claim: frozenset(blocks_of(gist, settings)) for gist in gists}
    for a, b in _pairs(gists, rows.block, settings):
        if min(names[a.claim] & names[b.claim]) == rows.block:
            link = link_pair(a, b, settings)
            if link:
                yield link


def _pairs(gists: Sequence[Gist], block: str, settings: Settings) -> Iterator[tuple[Gist, Gist]]:
    """Yield the pairs of a block, the smaller id first; of seldom happenings those with a vague claim.

    Other claims of one happening meet in a block of days, so that a place of which much is told stays cheap.
    """
    if not block.startswith(SELDOM):
        yield from combinations(gists, 2)
        return
    vague = [is_vague(gist, settings) for gist in gists]
    for at, gist in enumerate(gists):
        if vague[at]:
            yield from ((gist, other) for other in gists[at + 1 :])
            yield from ((other, gist) for before, other in enumerate(gists[:at]) if not vague[before])


def link_pair(a: Gist, b: Gist, settings: Settings) -> Link | None:
    """Score a pair; None where it contradicts itself or has too little in common.

    Args:
        a: The claim with the smaller id.
        b: The other.
        settings: Weights, and types that go together.
    """
    if contradicts(a, b, settings) or not _may_meet(a, b, settings):
        return None
    parts = []
    for name, compare in FEATURES:
        value = compare(a, b, settings)
        if value is not None and name in settings.weights:
            parts.append(Part(feature=name, value=round(value, 2), weight=settings.weights[name]))
    score = round(min(1.0, max(0.0, sum(part.value * part.weight for part in parts))), 2)
    return Link(claim_a=a.claim, claim_b=b.claim, score=score, parts=tuple(parts)) if score >= FLOOR else None


def _may_meet(a: Gist, b: Gist, settings: Settings) -> bool:
    """Tell whether an undated claim may join another: one of its own report, or of a happening that is seldom."""
    if a.report == b.report or (to_days(a.time) and to_days(b.time)):
        return True
    return a.type == b.type and a.type in settings.row.singular


STAGE = Stage(
    name="pairs",
    version=4,
    unit=Unit.BLOCK,
    reads=(Gist,),
    writes=(Link,),
    parts=("linking", "features", "affinities"),
    split=split_by_cell,
    run=link_pairs,
)
