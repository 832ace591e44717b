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
from sijil.records import ClaimKind, Gist, Link, Part, Scope, Stance, Story
from sijil.stage import Rows, Stage, Unit

CELL = 0.5
"""Degrees of a cell; about 50 km."""
WINDOW = 8
"""Days of a window."""
FLOOR = 0.3
"""Pairs below this score are not kept: they could lead no claim to another."""
SELDOM = "seldom"
"""With what the names of blocks begin that hold what seldom happens twice at one place."""
STORY = "story"
"""With what the names of blocks begin that hold what reports of one main happening say."""
UNREAL = frozenset({Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL})


def can_enter(gist: Gist) -> bool:
    """Tell whether a claim may be a member of an event: happenings, and the dead of a single one."""
    if gist.stance in UNREAL:
        return False
    return gist.kind is ClaimKind.EVENT or (
        gist.kind is ClaimKind.TOLL and any(count.scope is Scope.EVENT for count in gist.counts)
    )


def is_vague(gist: Gist, settings: Settings) -> bool:
    """Tell whether a claim's time or place is too wide to lead other claims to each other; history never does."""
    days = to_days(gist.time)
    return gist.background or days is None or days.width >= settings.row.wide or is_vast(gist.place)


def blocks_of(gist: Gist, settings: Settings, story: Story | None = None) -> tuple[str, ...]:
    """Return the blocks that a claim is in: its report, its report's story, and cells of place and days."""
    names = [f"report {gist.report}"]
    if story and not gist.background:
        names.append(f"{STORY} {story.story}")
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
    """Cut gists into blocks, with the stories of their reports; one alone in a block has no pair and makes none."""
    settings = read_settings(packs)
    stories = {story.report: story for story in rows.of(Story)}
    blocks: dict[str, list[Gist]] = {}
    for gist in rows.of(Gist):
        if can_enter(gist):
            for name in blocks_of(gist, settings, stories.get(gist.report)):
                blocks.setdefault(name, []).append(gist)
    return {name: (*gists, *_told_in(gists, stories)) for name, gists in blocks.items() if len(gists) > 1}


def _told_in(gists: Iterable[Gist], stories: Mapping[str, Story]) -> list[Story]:
    """Return the stories that some claims' reports tell."""
    return [stories[report] for report in sorted({gist.report for gist in gists} & stories.keys())]


def link_pairs(rows: Rows, packs: Packs) -> Iterable[Link]:
    """Yield the link of each pair of a block that does not contradict itself."""
    settings = read_settings(packs)
    gists = sorted(rows.of(Gist), key=lambda gist: gist.claim)
    stories = {story.report: story for story in rows.of(Story)}
    names = {gist.claim: frozenset(blocks_of(gist, settings, stories.get(gist.report))) for gist in gists}
    for a, b in _pairs(gists, rows.block, settings):
        if min(names[a.claim] & names[b.claim]) == rows.block:
            link = link_pair(a, b, settings, is_story=is_one_story(a, b, stories))
            if link:
                yield link


def is_one_story(a: Gist, b: Gist, stories: Mapping[str, Story]) -> bool:
    """Tell whether two claims stand in different reports that tell one main happening, and are no history there."""
    first, second = stories.get(a.report), stories.get(b.report)
    if a.report == b.report or first is None or second is None or a.background or b.background:
        return False
    return first.story == second.story


def _pairs(gists: Sequence[Gist], block: str, settings: Settings) -> Iterator[tuple[Gist, Gist]]:
    """Yield the pairs of a block, the smaller id first; of stories and seldom happenings those with a vague claim.

    Other claims of one happening meet in a block of days, so that a place of which much is told stays cheap.
    """
    if not block.startswith((SELDOM, STORY)):
        yield from combinations(gists, 2)
        return
    vague = [is_vague(gist, settings) for gist in gists]
    for at, gist in enumerate(gists):
        if vague[at]:
            yield from ((gist, other) for other in gists[at + 1 :])
            yield from ((other, gist) for before, other in enumerate(gists[:at]) if not vague[before])


def link_pair(a: Gist, b: Gist, settings: Settings, *, is_story: bool = False) -> Link | None:
    """Score a pair; None where it contradicts itself or has too little in common.

    Args:
        a: The claim with the smaller id.
        b: The other.
        settings: Weights, and types that go together.
        is_story: Whether their reports tell one main happening.
    """
    if contradicts(a, b, settings, is_story=is_story) or not (is_story or _may_meet(a, b, settings)):
        return None
    parts = [Part(feature="story", value=1.0, weight=settings.weights["story"])] if is_story else []
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
    version=9,
    unit=Unit.BLOCK,
    reads=(Gist, Story),
    writes=(Link,),
    parts=("linking", "features", "affinities"),
    split=split_by_cell,
    run=link_pairs,
)
