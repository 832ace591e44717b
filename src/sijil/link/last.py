"""Strongholds: of which places a claim says that somebody holds on to them, and of what they are the last ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sijil.packs import Packs
from sijil.parts import WordList
from sijil.records import Claim, Gist, Party, Place, Report, ResolvedClaim

BEFORE = 5
"""Words before "stronghold" among which "last" is looked for."""
HOLDING = frozenset({"control", "siege", "territory_gained"})
_WORD = re.compile(r"\w+")


def add_strongholds(
    gists: Sequence[Gist],
    claims: Mapping[str, Claim],
    resolved: Mapping[str, ResolvedClaim],
    report: Report,
    packs: Packs,
) -> list[Gist]:
    """Return gists with the further places that a stronghold claim names, and what they are the last strongholds of.

    Args:
        gists: Those of one report.
        claims: Its claims by id.
        resolved: What they were resolved to, by claim.
        report: The report.
        packs: Hold the words for strongholds and for the last one.
    """
    words = {row.name: frozenset(row.words) for row in packs.rows(WordList)}
    found = []
    for gist in gists:
        claim = claims[gist.claim]
        if gist.type != "control" or not _is_stronghold(claim, report, words.get("stronghold", frozenset())):
            found.append(gist)
            continue
        named = [place for place in resolved[gist.claim].other_places if place.id]
        whole = next((place.id for place in named if place.id in gist.places[1:]), None)
        last_of = whole if _is_last(claim, report, words) else None
        found.append(
            replace(
                gist,
                beside=tuple(place for place in named if _is_beside(place, gist)),
                last_of=last_of,
                foes=_foes(gist, last_of, gists) if last_of else (),
            )
        )
    return found


def _is_stronghold(claim: Claim, report: Report, words: frozenset[str]) -> bool:
    trigger = claim.trigger.cut(report.text).casefold()
    return trigger in words or trigger.removesuffix("s") in words


def _is_last(claim: Claim, report: Report, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the words before a stronghold call it the last one, not one of the last."""
    start = min(claim.evidence[0].start, claim.trigger.start)
    before = _WORD.findall(report.text[start : claim.trigger.start].casefold())[-BEFORE:]
    return bool(words.get("last_one", frozenset()) & set(before)) and not words.get("some_of", frozenset()) & set(
        before
    )


def _is_beside(place: Place, gist: Gist) -> bool:
    """Tell whether a place is of the same kind and lies in the same larger place."""
    own = gist.place
    return own is not None and place.id != own.id and place.kind == own.kind and place.parent == own.parent


def _foes(gist: Gist, whole: str, gists: Iterable[Gist]) -> tuple[Party, ...]:
    """Return who else holds, takes or besieges something in the same larger place, by the same report."""
    holders = {actor.key for actor in gist.actors}
    foes = {
        actor.key: actor
        for other in gists
        if other.type in HOLDING and whole in other.places and not other.background
        for actor in other.actors
        if actor.id and actor.key not in holders
    }
    return tuple(foes[key] for key in sorted(foes))
