"""The resolve stage: what the words of each claim of a report mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import EventType
from sijil.records import (
    PEOPLE,
    Actor,
    Claim,
    ClaimKind,
    How,
    Mention,
    MentionKind,
    Passage,
    Report,
    Resolution,
    ResolutionState,
    ResolvedClaim,
    ResolvedFigure,
    Review,
    Time,
    record_id,
)
from sijil.resolve.actors import rule_on_mention
from sijil.resolve.carrying import carry_roles
from sijil.resolve.casting import Cast, Pair, Pairs, cast_claim
from sijil.resolve.frame import Frame, read_frame
from sijil.resolve.happenings import is_several
from sijil.resolve.human import Hand, make_hand, meanings_of
from sijil.resolve.issuers import find_issuer
from sijil.resolve.parties import PRONOUNS, Party, find_parties
from sijil.resolve.place_records import make_resolution as make_place_resolution
from sijil.resolve.places import fix_mention
from sijil.resolve.referring import Earlier
from sijil.resolve.rivals import with_rivals
from sijil.resolve.rulings import Ruling, Voice, make_actor, make_resolution
from sijil.resolve.timing import ReportTimes
from sijil.resolve.toponyms import Map
from sijil.resolve.where import land_of, places_of
from sijil.stage import Rows, Stage, Unit

PARTS = (
    "actors",
    "people",
    "nationalities",
    "heads",
    "numbers",
    "reference_cues",
    "countries",
    "regions",
    "places",
    "gazetteer",
    "times",
    "timewords",
    "lexicon",
    "rules",
    "affinities",
    "events",
)

MONTH = 31


def _actors(pairs: Pairs, frame: Frame, counted: Collection[int] = ()) -> tuple[Actor, ...]:
    """Return the actors as records, each once; who is known or counted goes before what is only described ("sites").

    Args:
        pairs: What each actor means, with its words.
        frame: The report.
        counted: The characters at which the words for those who are counted end.
    """

    def is_described(pair: Pair) -> bool:
        ruling, mention = pair
        return ruling.id is None and ruling.kind is None and not (mention and mention.span.end in counted)

    found: dict[str, Actor] = {}
    for ruling, mention in sorted(pairs, key=is_described):
        actor = make_actor(ruling, mention.surface if mention else "")
        if mention and ruling.id is None and _is_anybody(mention, frame):
            actor = replace(actor, name=PEOPLE)
        found.setdefault(ruling.id or actor.name, actor)
    return tuple(found.values())


def _is_anybody(mention: Mention, frame: Frame) -> bool:
    """Tell whether words only count people ("another 105", "many of the dead"); a pronoun means somebody told."""
    pronoun = frame.phrase(mention.surface).determiner in PRONOUNS
    return not pronoun and frame.register.is_anybody(mention.surface)


def _time_resolution(mention: Mention, time: Time | None) -> Resolution:
    known = time is not None and time.earliest is not None
    name = f"{time.earliest}/{time.latest}" if time and known else mention.surface
    state = ResolutionState.SURE if known else ResolutionState.UNKNOWN
    reason = time.reason if time else "no time could be made of it"
    return Resolution(mention=mention, target=None, name=name, state=state, candidates=(), reason=reason)


def _kept(mention: Mention) -> Resolution:
    reason = "kept as printed: no register holds such things"
    unknown = ResolutionState.UNKNOWN
    return Resolution(mention=mention, target=None, name=mention.surface, state=unknown, candidates=(), reason=reason)


def _speaker_resolutions(claim: Claim, party: Party | None, frame: Frame) -> Iterator[Resolution]:
    """Yield what the words about the speaker mean."""
    if claim.speaker is None or party is None:
        return
    shown = party.ruling or Ruling(None, claim.speaker.mention.surface, None, 0.0, "no side is said or known")
    yield make_resolution(party.mention, shown)
    if claim.speaker.name and claim.speaker.name.span != party.mention.span:
        yield make_resolution(claim.speaker.name, shown)
    if claim.speaker.party and claim.speaker.party.span != party.mention.span:
        ruling = rule_on_mention(claim.speaker.party, frame, Voice())
        yield make_resolution(claim.speaker.party, ruling)


def _resolutions(claim: Claim, cast: Cast, time: Time | None, places: Map) -> Iterator[Resolution]:
    for ruling, mention in cast.rulings():
        yield with_rivals(make_resolution(mention, ruling), places.frame)
    for argument in claim.arguments:
        if argument.role == "place":
            yield make_place_resolution(argument.mention, fix_mention(argument.mention, places))
        elif argument.mention.kind is MentionKind.TIME:
            yield _time_resolution(argument.mention, time)
        elif argument.role not in {"actor", "target"}:
            yield _kept(argument.mention)


def _resolve_claim(
    found: Claim,
    party: Party | None,
    frame: Frame,
    places: Map,
    times: ReportTimes,
    hand: Hand,
    earlier: Earlier,
) -> tuple[ResolvedClaim, list[Resolution]]:
    claim = hand.corrected(found)
    time, said = times.time_of(claim)
    cast = cast_claim(claim, frame, party, hand, earlier).in_days(time, frame, hand)
    apart = is_several(claim, frame) or frame.is_apart(claim.trigger.start)
    place, others = places_of(claim, places, is_long=_is_long(time) or _is_habit(claim, frame) or apart)
    place, time = hand.place(place, places), hand.time(time)
    resolved = ResolvedClaim(
        claim=found.id,
        report=claim.report,
        actors=_actors(cast.actors, frame),
        targets=_actors(cast.targets, frame, [one.group.span.end for one in claim.figures if one.group]),
        place=place,
        other_places=others,
        time=time,
        said_on=said,
        speaker_name=party.name if party else None,
        speaker_role=party.role if party else None,
        channel=party.channel if party else None,
        party=make_actor(party.ruling, party.mention.surface) if party and party.ruling and party.ruling.id else None,
        background=claim.background or bool(time and times.is_over(claim, time)),
        figures=tuple(
            ResolvedFigure(group=make_actor(pair[0], pair[1].surface) if pair else None) for pair in cast.groups
        ),
    )
    resolutions = [*_resolutions(claim, cast, time, places), *_speaker_resolutions(claim, party, frame)]
    return resolved, resolutions


def _is_long(time: Time | None) -> bool:
    """Tell whether the report gives a claim a time of more than a month, which one place seldom fills."""
    if time is None or time.how is not How.TEXT or time.earliest is None or time.latest is None:
        return False
    return (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days > MONTH


def _is_habit(claim: Claim, frame: Frame) -> bool:
    """Tell whether a claim tells of what happens again and again: a state, though its type is that of a happening."""
    return claim.kind is ClaimKind.STATE and claim.type not in _state_types(frame.packs)


@lru_cache(maxsize=4)
def _state_types(packs: Packs) -> frozenset[str]:
    return frozenset(row.name for row in packs.rows(EventType) if row.kind is ClaimKind.STATE)


def resolve_report(rows: Rows, packs: Packs) -> Iterable[Resolution | ResolvedClaim]:
    """Resolve the claims of one report: one ResolvedClaim for each, one Resolution for each of their mentions."""
    report, passages = rows.one(Report), rows.of(Passage)
    claims = sorted(rows.of(Claim), key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.id))
    if not claims:
        return
    reviews = {review.claim: review for review in rows.of(Review)}
    places = Map(read_frame(report, passages, packs, meanings_of(reviews.values())))
    times = ReportTimes(passages, report, packs)
    frame = replace(places.frame, home=places.home, lands=places.lands)
    frame = replace(frame, issuer=find_issuer(frame))
    parties = find_parties(claims, frame)
    resolutions: dict[str, Resolution] = {}
    resolved: dict[str, ResolvedClaim] = {}
    hands: dict[str, Hand] = {}
    earlier: list[tuple[Claim, ResolvedClaim]] = []
    for claim in claims:
        speaker = claim.speaker
        party = parties[speaker.mention.span.start, speaker.mention.span.end] if speaker else None
        hands[claim.id] = make_hand(reviews.get(claim.id), frame)
        resolved[claim.id], found = _resolve_claim(claim, party, frame, places, times, hands[claim.id], earlier)
        earlier.append((claim, resolved[claim.id]))
        for resolution in found:
            resolutions.setdefault(record_id(resolution), resolution)
    land = land_of(places)
    for target, one in carry_roles(claims, resolved, frame, hands).items():
        yield one if one.place or hands[target].decides("place") else replace(one, place=land)
    yield from resolutions.values()


STAGE = Stage(
    name="resolve",
    version=22,
    unit=Unit.REPORT,
    reads=(Report, Passage, Claim, Review),
    writes=(Resolution, ResolvedClaim),
    parts=PARTS,
    run=resolve_report,
)
"""Resolve: claims -> what their words mean."""
