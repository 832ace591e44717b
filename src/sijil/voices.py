"""Who speaks: how many voices behind some claims are independent of each other, copies counted once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sijil.records import Copy, Gist, Party

Origins = Mapping[str, tuple[str, ...]]
"""For each report that is a copy, the reports that it was made from, the one that it draws on most first."""
RUN = 3
"""Words of a run by which quotations are compared."""
SAME = 0.8
"""Share of the shorter quotation's runs that the other one holds where both are one."""


def find_origins(copies: Iterable[Copy]) -> dict[str, tuple[str, ...]]:
    """Return for each copy the reports that it was made from."""
    return {copy.report: (copy.first, *copy.others) for copy in copies}


def independent_voices(gists: Iterable[Gist], origins: Origins) -> tuple[str, ...]:
    """Return the independent voices behind some claims, sorted.

    One party's officials are one voice, copies are one report, an outlet that cites a speaker in a text adds no voice
    of its own there, and a quotation that several outlets print is one voice, whoever they say has said it.
    """
    return tuple(sorted(set(name_voices(gists, origins).values())))


def count_reports(gists: Iterable[Gist], origins: Origins) -> int:
    """Count the reports behind some claims that are no copies of each other; what one alone tells, nobody bears out."""
    said = list(gists)
    standing = _find_standing(said, origins)
    return len({_find_origin(gist.report, origins, standing) for gist in said})


def name_voices(gists: Iterable[Gist], origins: Origins) -> dict[str, str]:
    """Return for each claim the independent voice that it counts for; an outlet's own for that of one that it cites."""
    said = list(gists)
    by_origin: dict[str, list[Gist]] = {}
    standing = _find_standing(said, origins)
    for gist in said:
        by_origin.setdefault(_find_origin(gist.report, origins, standing), []).append(gist)
    voices: dict[str, str] = {}
    quoted: set[tuple[str, str]] = set()
    for origin, found in by_origin.items():
        cited = [_key(gist, origin) for gist in found if gist.named_voice]
        own = min(cited or [_key(gist, origin) for gist in found])
        voices |= {gist.claim: _key(gist, origin) if gist.named_voice else own for gist in found}
        quoted |= {(_key(gist, origin), gist.quotation) for gist in found if gist.quotation and gist.named_voice}
    same = _join_quotations(sorted(quoted))
    return {claim: same.get(voice, voice) for claim, voice in voices.items()}


def _find_standing(gists: Iterable[Gist], origins: Origins) -> set[str]:
    """Return the reports that speak themselves, and those of which others are plain copies."""
    reports = {gist.report for gist in gists}
    copied = {origins[report][0] for report in reports if len(origins.get(report, ())) == 1}
    return {report for report in reports if report not in origins} | copied


def _find_origin(report: str, origins: Origins, standing: set[str]) -> str:
    """Return the report that stands for a report: for a rewrite of several, one that speaks itself, if any does."""
    sources = origins.get(report, (report,))
    return next((source for source in sources if source in standing), sources[0])


def _key(gist: Gist, origin: str) -> str:
    """Name a voice; one that only its report names, by the report that stands for the copies."""
    return f"unnamed:{origin}" if gist.voice.startswith("unnamed:") else gist.voice


def _join_quotations(quoted: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for voices that said what others said in the same words the one of them that stands for all."""
    first: dict[str, str] = {}
    for at, (voice, quotation) in enumerate(quoted):
        for other, words in quoted[:at]:
            if voice != other and is_one_quotation(quotation, words):
                a, b = sorted((first.get(voice, voice), first.get(other, other)))
                first = {name: a if of == b else of for name, of in {**first, voice: a, other: a, b: a}.items()}
    return first


def is_one_quotation(first: str, second: str) -> bool:
    """Tell whether one of two quotations holds the other, a few words aside."""
    small, large = sorted((_runs(first), _runs(second)), key=len)
    return bool(small) and len(small & large) >= SAME * len(small)


def _runs(quotation: str) -> set[tuple[str, ...]]:
    words = quotation.split()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


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
