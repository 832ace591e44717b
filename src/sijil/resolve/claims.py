"""The resolve stage: what the words of each claim of a report mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import EventType
from sijil.records import (
    PEOPLE,
    Actor,
    Claim,
    ClaimKind,
    Figure,
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
from sijil.resolve.actors import rule_on_each, rule_on_mention
from sijil.resolve.carrying import carry_roles
from sijil.resolve.frame import Frame, read_frame
from sijil.resolve.happenings import SYMMETRIC, is_several
from sijil.resolve.human import Hand, make_hand, meanings_of
from sijil.resolve.issuers import find_issuer
from sijil.resolve.parties import PRONOUNS, Party, find_parties
from sijil.resolve.place_records import make_resolution as make_place_resolution
from sijil.resolve.places import fix_mention
from sijil.resolve.referring import Earlier, rule_by_claims, rule_by_victims
from sijil.resolve.rivals import with_rivals
from sijil.resolve.rulings import Ruling, Voice, decided, make_actor, make_resolution
from sijil.resolve.sides import existed, infer_actor, infer_other
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
THING = "asset"
"""Kind of the head nouns that name what somebody has, and no people."""


_Pairs = tuple[tuple[Ruling, Mention | None], ...]


@dataclass(frozen=True, slots=True)
class _Cast:
    """The actors of one claim, each with its mention; an inferred one has none."""

    actors: _Pairs
    targets: _Pairs
    groups: tuple[tuple[Ruling, Mention] | None, ...]

    def in_days(self, time: Time | None, frame: Frame, hand: Hand) -> _Cast:
        """Leave out who is only inferred and did not exist in the claim's days."""

        def existing(role: str, pairs: _Pairs) -> _Pairs:
            kept = (pair for pair in pairs if pair[1] or hand.decides(role) or existed(pair[0], time, frame))
            return tuple(kept)

        return replace(self, actors=existing("actor", self.actors), targets=existing("target", self.targets))

    def rulings(self) -> Iterator[tuple[Ruling, Mention]]:
        """Yield each mention with its ruling."""
        for ruling, mention in (*self.actors, *self.targets, *(pair for pair in self.groups if pair)):
            if mention:
                yield ruling, mention


def _rule_all(mentions: Iterable[Mention], frame: Frame, voice: Voice) -> tuple[tuple[Ruling, Mention | None], ...]:
    return tuple((ruling, mention) for mention in mentions for ruling in rule_on_each(mention, frame, voice))


def _ids(pairs: Iterable[tuple[Ruling, Mention | None]], besides: tuple[Mention, ...] = ()) -> tuple[str, ...]:
    """Return the ids of actors, those aside whose words are among other mentions."""
    spans = {mention.span for mention in besides}
    return tuple(ruling.id for ruling, mention in pairs if ruling.id and (mention is None or mention.span not in spans))


def _voice(party: Party | None, others: tuple[str, ...] = (), *, is_target: bool = False) -> Voice:
    if party is None:
        return Voice(others=others, is_target=is_target)
    return Voice(party.ruling, others, party.mention.span.start, party.is_body, is_target)


def _cast(claim: Claim, frame: Frame, speaker: Party | None, hand: Hand, earlier: Earlier) -> _Cast:
    """Resolve a claim's actors and targets, each in the light of the other, and infer what may be inferred.

    Where a person filled a role, nothing is inferred for it.
    """
    actors = _rule_all(claim.mentions("actor"), frame, _voice(speaker))
    targets = _rule_all(
        claim.mentions("target"), frame, _voice(speaker, _ids(actors, claim.mentions("target")), is_target=True)
    )
    actors = _rule_all(claim.mentions("actor"), frame, _voice(speaker, _ids(targets))) if not _ids(actors) else actors
    if len(actors) == 1 and (mention := actors[0][1]):
        meant = rule_by_claims(mention, actors[0][0], frame, earlier, _voice(speaker, _ids(targets)))
        actors = ((meant, mention),) if meant else actors
    doers = [ruling for ruling, _ in actors]
    targets = tuple((_as_victims(ruling, mention, frame, earlier, doers), mention) for ruling, mention in targets)
    groups = tuple(
        pair and (_as_victims(*pair, frame, earlier, doers), pair[1])
        for figure in claim.figures
        for pair in [_group(figure, (*actors, *targets), frame, _voice(speaker, _ids(actors), is_target=True))]
    )
    known, party = tuple(ruling for ruling, _ in targets), speaker.ruling if speaker else None
    if not actors:
        ruling = hand.actor("actor") if hand.decides("actor") else infer_actor(claim, frame, party, known)
        actors = ((ruling, None),) if ruling else ()
    targets = tuple(_owned(pair, groups, frame) for pair in targets)
    if not targets or (claim.type in SYMMETRIC and all(_is_thing(pair, frame) for pair in targets)):
        others = tuple(ruling for ruling, _ in actors)
        ruling = hand.actor("target") if hand.decides("target") else infer_other(claim, frame, others)
        targets = (*(((ruling, None),) if ruling else ()), *targets)
    return _Cast(actors, targets, groups)


def _as_victims(ruling: Ruling, mention: Mention | None, frame: Frame, earlier: Earlier, doers: list[Ruling]) -> Ruling:
    """Return whom words for those who suffered mean: "them" may be those who suffered before."""
    meant = rule_by_victims(mention, frame, earlier, doers) if mention and not decided(mention, frame) else None
    return meant or ruling


def _owned(
    pair: tuple[Ruling, Mention | None], groups: tuple[tuple[Ruling, Mention] | None, ...], frame: Frame
) -> tuple[Ruling, Mention | None]:
    """Take those who are counted for whom the count is of, and a thing of theirs that was struck ("their lorry")."""
    ruling, mention = pair
    if mention is None:
        return pair
    counted = [group[0] for group in groups if group and group[0].id and group[1].head == mention.head]
    if ruling.id is None and counted:
        return replace(counted[0], why=f"{mention.surface!r} are those who are counted"), mention
    phrase = frame.phrase(mention.surface)
    harmed = {group[0].id: group[0] for group in groups if group and group[0].id}
    if phrase.determiner not in PRONOUNS or phrase.core.matches or len(phrase.words) == 1 or len(harmed) != 1:
        return pair
    return replace(harmed.popitem()[1], why=f"{mention.surface!r} is of those who came to harm"), mention


def _is_thing(pair: tuple[Ruling, Mention | None], frame: Frame) -> bool:
    """Tell whether words for a target name no people but a thing ("positions")."""
    ruling, mention = pair
    head = frame.phrase(mention.surface).core.head if mention else None
    return ruling.id is None and head is not None and head.kind == THING


def _group(
    figure: Figure, known: tuple[tuple[Ruling, Mention | None], ...], frame: Frame, voice: Voice
) -> tuple[Ruling, Mention] | None:
    """Resolve whose dead a figure counts; a mention that is an argument too means the same."""
    mention = figure.group
    if mention is None:
        return None
    if by_hand := decided(mention, frame):
        return by_hand, mention
    same = next((ruling for ruling, other in known if other and ruling.id and other.span.meets(mention.span)), None)
    return same or rule_on_mention(mention, frame, voice), mention


def _actors(pairs: tuple[tuple[Ruling, Mention | None], ...], frame: Frame) -> tuple[Actor, ...]:
    """Return the actors as records, each once; who is known goes before what is only described ("sites")."""
    found: dict[str, Actor] = {}
    for ruling, mention in sorted(pairs, key=lambda pair: pair[0].id is None and pair[0].kind is None):
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


def _resolutions(claim: Claim, cast: _Cast, time: Time | None, places: Map) -> Iterator[Resolution]:
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
    cast = _cast(claim, frame, party, hand, earlier).in_days(time, frame, hand)
    apart = is_several(claim, frame) or frame.is_apart(claim.trigger.start)
    place, others = places_of(claim, places, is_long=_is_long(time) or _is_habit(claim, frame) or apart)
    place, time = hand.place(place, places), hand.time(time)
    resolved = ResolvedClaim(
        claim=found.id,
        report=claim.report,
        actors=_actors(cast.actors, frame),
        targets=_actors(cast.targets, frame),
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
    version=17,
    unit=Unit.REPORT,
    reads=(Report, Passage, Claim, Review),
    writes=(Resolution, ResolvedClaim),
    parts=PARTS,
    run=resolve_report,
)
"""Resolve: claims -> what their words mean."""
