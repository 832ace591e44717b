"""The gist stage: what each claim of a report says, in values to be compared, and the report's sketch."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from sijil.days import to_day, to_ordinal
from sijil.link.last import add_strongholds
from sijil.link.naming import PlainWords, tidy_name
from sijil.link.quotations import find_quotation
from sijil.link.register import Register, read_register
from sijil.packs import Packs
from sijil.parts import ActorRow
from sijil.records import (
    Actor,
    Claim,
    Count,
    Figure,
    Gist,
    Party,
    PassageKind,
    Place,
    Qualifier,
    Report,
    ResolvedClaim,
    Review,
    ReviewState,
    Scope,
    Sketch,
    Time,
)
from sijil.stage import Rows, Stage, Unit

RUN = 5
"""Words in a run of a sketch."""
SKETCHED = 128
"""Smallest hashes that a sketch keeps."""
SHORTEST = 4
"""Letters from which a word of a quote may be a rare one."""
BEFORE = 4
"""Words before a place among which a word for a part of it is looked for."""
_WORD = re.compile(r"\w+(?:[-'’]\w+)*%?")
_POSSESSIVE = re.compile(r"['’]s?$")
_LARGER = frozenset({"town", "city"})
"""Words for what a district is itself a part of ("the last rebel sector of the city")."""
_TOWNS = frozenset({"town", "city", "district", "village", "area", "region", "province", "country"})


def _line(key: str, actors: Mapping[str, ActorRow], states: frozenset[str]) -> tuple[str, ...]:
    """Return an actor, those that it is part of, and the side of the first of them that has one.

    The bodies of a state (`police-XYZ`) are part of it, with or without a row; who has no side is one alone.
    """
    seen: list[str] = []
    side = None
    at: str | None = key
    while at and at not in seen:
        seen.append(at)
        row = actors.get(at)
        side = side or (row.side if row else None)
        state = f"state-{at.rpartition('-')[2]}"
        at = (row.parent if row else None) or (state if state in states else None)
    return (*seen, f"side:{side or seen[-1]}")


def make_gists(rows: Rows, packs: Packs) -> Iterable[Gist | Sketch]:
    """Yield the sketch of a report and the gist of each of its claims that nobody rejected."""
    report = rows.one(Report)
    register = read_register(packs)
    yield make_sketch(report)
    resolved = {row.claim: row for row in rows.of(ResolvedClaim)}
    rejected = {row.claim for row in rows.of(Review) if row.state is ReviewState.REJECTED}
    claims = {claim.id: claim for claim in rows.of(Claim)}
    spoken = frozenset(word for claim in claims.values() for word in _bare_words(claim.trigger.cut(report.text)))
    gists = [
        replace(_gist(claim, resolved[claim.id], spoken, report, register), order=order)
        for order, claim in enumerate(sorted(claims.values(), key=_standing))
        if claim.id in resolved and claim.id not in rejected
    ]
    yield from add_strongholds(gists, claims, resolved, report, packs)


def _standing(claim: Claim) -> tuple[object, ...]:
    """Order the claims of a report as they stand, those on the same words by what they say."""
    return claim.trigger.start, claim.trigger.end, claim.type, claim.id


def make_sketch(report: Report) -> Sketch:
    """Make the fingerprint of a report's body."""
    body = " ".join(report.text[block.start : block.end] for block in report.blocks if block.kind is PassageKind.BODY)
    words = _WORD.findall(body.casefold())
    runs = {zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1)}
    return Sketch(
        report=report.id,
        published=report.published.latest,
        outlet=report.outlet,
        agency=report.agency,
        size=len(runs),
        values=tuple(sorted(runs)[:SKETCHED]),
    )


# -- one claim ---------------------------------------------------------------------------------------------------------


def _gist(claim: Claim, resolved: ResolvedClaim, spoken: frozenset[str], report: Report, register: Register) -> Gist:
    voice = _voice(claim, resolved, report, register)
    plain = register.plain_words(claim, report)
    weapon = claim.mentions("weapon")
    said = (resolved.said_on.latest if resolved.said_on else None) or report.published.latest
    return replace(
        voice,
        type=claim.type,
        kind=claim.kind,
        stance=claim.stance,
        actors=_parties(resolved.actors, plain, register),
        targets=_parties(resolved.targets, plain, register),
        place=resolved.place,
        places=_chain(resolved.place, register),
        partial=_is_partial(claim, resolved.place, report.text, register),
        share=claim.share,
        time=_known(resolved.time),
        time_words=_unresolved(resolved.time),
        said=_day_before(said) if said and _is_earlier(claim, report.text, register) else said,
        background=claim.background,
        counts=tuple(_counts(claim, resolved, plain, register)),
        weapon=weapon[0].surface.casefold() if weapon else None,
        words=_rare_words(claim, spoken, report, register),
        quotation=find_quotation(report.text, claim.trigger.start, claim.trigger.end),
    )


def _is_earlier(claim: Claim, text: str, register: Register) -> bool:
    """Tell whether a claim gives a count as one of before ("an earlier toll of 30")."""
    return claim.type == "toll" and not register.earlier.isdisjoint(
        _WORD.findall(claim.evidence[0].cut(text).casefold())
    )


def _day_before(day: str) -> str:
    return to_day(to_ordinal(day) - 1)


def _voice(claim: Claim, resolved: ResolvedClaim, report: Report, register: Register) -> Gist:
    """Begin a gist with who says the claim.

    All who speak for one party are one voice; so are all of a report's sources that it neither names nor gives a party.
    """
    blank = Gist(
        claim=claim.id, report=report.id, type="", kind=claim.kind, stance=claim.stance, voice="", voice_name=""
    )
    if claim.speaker is None:
        outlet = report.outlet or report.agency
        key = f"outlet:{outlet.casefold()}" if outlet else f"report:{report.id}"
        return replace(blank, voice=key, voice_name=outlet or report.uri.rsplit("/", 1)[-1])
    party = resolved.party
    if party and party.id:
        line = _line(party.id, register.actors, register.states)
        root = [key for key in line if not key.startswith("side:")][-1]
        return replace(blank, voice=f"party:{root}", voice_name=party.name, voice_line=line, named_voice=True)
    if claim.speaker.name:
        name = resolved.speaker_name or claim.speaker.name.surface
        return replace(blank, voice=f"speaker:{_bare(name)}", voice_name=name, named_voice=True)
    surface = claim.speaker.mention.surface
    return replace(blank, voice=f"unnamed:{report.id}", voice_name=surface, named_voice=True)


def _bare(name: str) -> str:
    """Return a name in lower case, its words alone."""
    return " ".join(_WORD.findall(name.casefold()))


def _parties(actors: Iterable[Actor], plain: PlainWords, register: Register) -> tuple[Party, ...]:
    """Make actors comparable, each once, those aside that only a pronoun or a word for people names ("they")."""
    parties = [_party(actor, plain, register) for actor in actors]
    return tuple({party.key: party for party in parties if party.id or not plain.names_nobody(party.name)}.values())


def _party(actor: Actor, plain: PlainWords, register: Register) -> Party:
    """Make an actor comparable: one of the register by its id, another by its own words, common ones left out."""
    if actor.id is None:
        name = tidy_name(actor.name, plain)
        words = _WORD.findall(name.casefold())
        key = f"~{' '.join([word for word in words if word not in plain.common] or words)}"
        return Party(key=key, id=None, name=name, line=(key,))
    line = _line(actor.id, register.actors, register.states)
    return Party(key=actor.id, id=actor.id, name=actor.name, line=line)


def _chain(place: Place | None, register: Register) -> tuple[str, ...]:
    """Return the ids of a place and of those that it lies in, smallest first."""
    if place is None:
        return ()
    chain: list[str] = []
    at = place.id or place.parent
    while at and at not in chain:
        chain.append(at)
        at = register.parents.get(at) or (place.parent if at == place.id else None)
    if place.country and place.country not in chain:
        chain.append(place.country)
    return tuple(chain)


def _known(time: Time | None) -> Time | None:
    """Return a time without its words and reasons; None where nothing is known of it."""
    if time is None or not (time.earliest or time.latest):
        return None
    return replace(time, surface=None, reason="")


def _unresolved(time: Time | None) -> str | None:
    """Return the words of a time that the report's date would resolve, had it one."""
    return time.surface.casefold() if time and time.surface and _known(time) is None else None


def _counts(claim: Claim, resolved: ResolvedClaim, plain: PlainWords, register: Register) -> Iterator[Count]:
    for position, figure in enumerate(claim.figures):
        group = resolved.figures[position].group if position < len(resolved.figures) else None
        is_some = _is_some_of_them(figure, plain, register)
        yield Count(
            harm=figure.harm,
            low=None if is_some else figure.quantity.low,
            high=None if is_some else figure.quantity.high,
            group=_party(group, plain, register) if group and not plain.is_pronoun(group) else None,
            status=figure.status,
            scope=Scope.PERIOD if _counts_a_period(claim, figure.scope, resolved.time) else figure.scope,
            qualifier=Qualifier.UNSPECIFIED if is_some else _qualifier(figure, group, register),
        )


def _is_some_of_them(figure: Figure, plain: PlainWords, register: Register) -> bool:
    """Tell whether a number is of some of the dead or hurt ("one of the dead was a boy"), not how many they are."""
    if figure.group is None or figure.quantity.span.end > figure.group.span.start:
        return False
    first, *others = _WORD.findall(tidy_name(figure.group.surface, plain).casefold()) or [""]
    return first in register.definite and bool(others) and register.people.issuperset(others)


def _qualifier(figure: Figure, group: Actor | None, register: Register) -> Qualifier | None:
    """Return how a number is hedged; `exact` only of one particular person ("their commander"), else None for it."""
    quantity, words = figure.quantity, figure.group.surface.lower().split() if figure.group else []
    if quantity.qualifier is not Qualifier.EXACT:
        return quantity.qualifier
    is_known = (group is not None and group.kind == "person") or not register.definite.isdisjoint(words[:1])
    return Qualifier.EXACT if quantity.low == quantity.high == 1 and is_known else None


def _counts_a_period(claim: Claim, scope: Scope, time: Time | None) -> bool:
    """Tell whether a figure counts a period though no word of it says so: a bare toll over several days."""
    days = time and time.is_told and time.earliest and time.latest and time.earliest != time.latest
    return scope is Scope.EVENT and claim.type == "toll" and bool(days) and time is not None and time.grain != "day"


def _rare_words(claim: Claim, spoken: frozenset[str], report: Report, register: Register) -> tuple[str, ...]:
    """Return the words of the quote that no other feature compares and that are not among the commonest.

    Left out are the words of who did it, where, when, how many and who says so, and those that claims of the report
    hang on ("killed"): what stays is what was hit, whom, and how ("market", "worshippers", "rocket").
    """
    known = [one.mention.span for one in claim.arguments if one.role in _COMPARED]
    known += [figure.quantity.span for figure in claim.figures]
    known += [claim.speaker.mention.span] if claim.speaker else []
    left_out = spoken | register.common.get(report.language, frozenset())
    left_out |= {word for span in known for word in _bare_words(span.cut(report.text))}
    words = _bare_words(claim.evidence[0].cut(report.text)) - left_out
    return tuple(sorted(word for word in words if len(word) >= SHORTEST))


_COMPARED = frozenset({"actor", "place", "time"})
"""Roles whose words have a feature of their own."""


def _bare_words(text: str) -> set[str]:
    """Return the words of a text in lower case, without possessive endings."""
    return {_POSSESSIVE.sub("", word) for word in _WORD.findall(text.casefold())}


# -- parts of places ---------------------------------------------------------------------------------------------------


def _is_partial(claim: Claim, place: Place | None, text: str, register: Register) -> bool:
    """Tell whether a claim about a place speaks of a part of it, or of something in it, only.

    A place that was judged by its surroundings is where something was taken or held, not what.
    """
    if place is None:
        return False
    if place.surface not in {mention.surface for mention in claim.mentions("place")}:
        return True
    if claim.share is not None or ((place.precision or 1) > 1 and place.kind in {"town", "district"}):
        return True
    if place.kind not in _TOWNS and place.kind is not None:
        return False
    own = set(_WORD.findall(place.name.casefold()))
    for surface in [place.surface.casefold(), *(mention.surface.casefold() for mention in claim.mentions("place")[:1])]:
        words = {_POSSESSIVE.sub("", word) for word in _WORD.findall(surface)}
        is_district = place.kind == "district" and bool(words & _LARGER)
        if register.facilities & (words - own) or (_names_a_part(surface, register) and not is_district):
            return True
    lead = _lead(claim, text)
    called = {word for word, after in pairwise(lead) if after == "of" and place.kind in register.kinds.get(word, ())}
    return any(word in (register.facilities | register.parts) - called for word in lead)


def _names_a_part(surface: str, register: Register) -> bool:
    """Tell whether words say a part of a place: "villages in X", "the city's southern section", not "the X sector"."""
    words = _WORD.findall(surface)
    for at, word in enumerate(words):
        is_of = at + 1 < len(words) and words[at + 1] in register.where
        is_owned = any(_POSSESSIVE.search(before) for before in words[:at])
        if word in register.parts and (is_of or is_owned):
            return True
    return False


def _lead(claim: Claim, text: str) -> list[str]:
    """Return the words between what is said to happen and where: "[seized] a checkpoint in [X]"."""
    mentions = claim.mentions("place")
    if not mentions:
        return []
    place = mentions[0].span
    if claim.trigger.end <= place.start:
        return _WORD.findall(text[claim.trigger.end : place.start].casefold())
    start = claim.evidence[0].start
    return _WORD.findall(text[min(start, place.start) : place.start].casefold())[-BEFORE:]


STAGE = Stage(
    name="gist",
    version=12,
    unit=Unit.REPORT,
    reads=(Report, Claim, ResolvedClaim, Review),
    writes=(Gist, Sketch),
    parts=("actors", "nationalities", "places", "lexicon", "languages", "reference_cues", "numbers", "hedges"),
    run=make_gists,
)
