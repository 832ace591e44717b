"""Who speaks: how many voices behind some claims are independent of each other, copies counted once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sijil.records import Copy, Gist, Party

Origins = Mapping[str, str]
"""For each report that is a copy, the report that stands for its group."""


def find_origins(copies: Iterable[Copy]) -> dict[str, str]:
    """Return for each copy the report that was first."""
    return {copy.report: copy.first for copy in copies}


def independent_voices(gists: Iterable[Gist], origins: Origins) -> tuple[str, ...]:
    """Return the independent voices behind some claims, sorted.

    One party's officials are one voice, copies are one report, and an outlet that cites a speaker in a text adds no
    voice of its own there.
    """
    return tuple(sorted(set(name_voices(gists, origins).values())))


def name_voices(gists: Iterable[Gist], origins: Origins) -> dict[str, str]:
    """Return for each claim the independent voice that it counts for; an outlet's own for that of one that it cites."""
    by_origin: dict[str, list[Gist]] = {}
    for gist in gists:
        by_origin.setdefault(origins.get(gist.report, gist.report), []).append(gist)
    voices: dict[str, str] = {}
    for origin, said in by_origin.items():
        cited = [_key(gist, origin) for gist in said if gist.named_voice]
        own = min(cited or [_key(gist, origin) for gist in said])
        voices |= {gist.claim: _key(gist, origin) if gist.named_voice else own for gist in said}
    return voices


def _key(gist: Gist, origin: str) -> str:
    """Name a voice; one that only its report names, by the report that stands for the copies."""
    return f"unnamed:{origin}" if gist.voice.startswith("unnamed:") else gist.voice


def are_related(first: Iterable[str], second: Iterable[str]) -> bool:
    """Tell whether one of two actors is part of the other, by their lines."""
    a = [key for key in first if not key.startswith("side:")]
    b = [key for key in second if not key.startswith("side:")]
    return bool(a and b) and (a[0] in b or b[0] in a)


def is_same_side(first: Iterable[str], second: Iterable[str]) -> bool:
    """Tell whether two actors are related or fight on one side, by their lines."""
    a, b = tuple(first), tuple(second)
    return are_related(a, b) or bool({key for key in a if key.startswith("side:")} & set(b))


def find_root(party: Party | None) -> str:
    """Return the key of the largest actor that one is part of; `?` for nobody."""
    if party is None:
        return "?"
    return [key for key in party.line if not key.startswith("side:")][-1]
