"""Who acts in a claim, who suffers, and whom its figures count: each in the light of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sijil.parts.ontology import PEOPLE
from sijil.records import Claim, Figure, Mention, Time
from sijil.resolve.actors import rule_on_each, rule_on_mention
from sijil.resolve.frame import Frame
from sijil.resolve.happenings import SYMMETRIC
from sijil.resolve.human import Hand
from sijil.resolve.parties import PRONOUNS, Party
from sijil.resolve.referring import Earlier, rule_by_claims, rule_by_counted, rule_by_victims
from sijil.resolve.rulings import Ruling, Voice, decided
from sijil.resolve.sides import existed, infer_actor, infer_other

THING = "asset"
"""Kind of the head nouns that name what somebody has, and no people."""
Pair = tuple[Ruling, Mention | None]
"""What an actor was found to mean, with its words where it has any."""
Pairs = tuple[Pair, ...]
Group = tuple[Ruling, Mention] | None
"""Whom a figure counts, if it says so."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one claim, each with its mention; an inferred one has none."""

    actors: Pairs
    targets: Pairs
    groups: tuple[Group, ...]

    def in_days(self, time: Time | None, frame: Frame, hand: Hand) -> Cast:
        """Leave out who is only inferred and did not exist in the claim's days."""

        def existing(role: str, pairs: Pairs) -> Pairs:
            kept = (pair for pair in pairs if pair[1] or hand.decides(role) or existed(pair[0], time, frame))
            return tuple(kept)

        return replace(self, actors=existing("actor", self.actors), targets=existing("target", self.targets))

    def rulings(self) -> Iterator[tuple[Ruling, Mention]]:
        """Yield each mention with its ruling."""
        for ruling, mention in (*self.actors, *self.targets, *(pair for pair in self.groups if pair)):
            if mention:
                yield ruling, mention


def _rule_all(mentions: Iterable[Mention], frame: Frame, voice: Voice) -> Pairs:
    return tuple((ruling, mention) for mention in mentions for ruling in rule_on_each(mention, frame, voice))


def _ids(pairs: Iterable[Pair], besides: tuple[Mention, ...] = ()) -> tuple[str, ...]:
    """Return the ids of actors, those aside whose words are among other mentions."""
    spans = {mention.span for mention in besides}
    return tuple(ruling.id for ruling, mention in pairs if ruling.id and (mention is None or mention.span not in spans))


def _voice(party: Party | None, others: tuple[str, ...] = (), *, is_target: bool = False) -> Voice:
    if party is None:
        return Voice(others=others, is_target=is_target)
    return Voice(party.ruling, others, party.mention.span.start, party.is_body, is_target)


def cast_claim(claim: Claim, frame: Frame, speaker: Party | None, hand: Hand, earlier: Earlier) -> Cast:
    """Resolve a claim's actors and targets, each in the light of the other, and infer what may be inferred.

    Where a person filled a role, nothing is inferred for it.
    """
    actors = _rule_all(claim.mentions("actor"), frame, _voice(speaker))
    targets = _rule_all(
        claim.mentions("target"), frame, _voice(speaker, _ids(actors, claim.mentions("target")), is_target=True)
    )
    if not _ids(actors) or {*_ids(actors)} & {*_ids(targets)}:
        actors = _rule_all(claim.mentions("actor"), frame, _voice(speaker, _ids(targets)))
    if len(actors) == 1 and (mention := actors[0][1]):
        meant = rule_by_claims(mention, actors[0][0], frame, earlier, _voice(speaker, _ids(targets)))
        actors = ((meant, mention),) if meant else actors
    actors = tuple(_as_speaker(ruling, mention, speaker) for ruling, mention in actors)
    doers = [ruling for ruling, _ in actors]
    own = speaker.ruling if speaker and speaker.is_body else None
    targets = tuple((_as_victims(ruling, mention, frame, earlier, doers, own), mention) for ruling, mention in targets)
    groups = tuple(
        pair and (_as_victims(*pair, frame, earlier, doers, own), pair[1])
        for figure in claim.figures
        for pair in [_group(figure, (*actors, *targets), frame, _voice(speaker, _ids(actors), is_target=True))]
    )
    known, party = tuple(ruling for ruling, _ in targets), speaker.ruling if speaker else None
    if not actors:
        ruling = hand.actor("actor") if hand.decides("actor") else infer_actor(claim, frame, party, known)
        actors = ((ruling, None),) if ruling else ()
    targets = tuple(_owned(pair, groups, frame) for pair in targets)
    targets = (*_known_among(groups, targets, doers), *targets)
    if not targets or (claim.type in SYMMETRIC and all(_is_thing(pair, frame) for pair in targets)):
        others = tuple(ruling for ruling, _ in actors)
        ruling = hand.actor("target") if hand.decides("target") else infer_other(claim, frame, others)
        targets = (*(((ruling, None),) if ruling else ()), *targets)
    return Cast(actors, targets, groups)


def _as_speaker(ruling: Ruling, mention: Mention | None, speaker: Party | None) -> Pair:
    """Take a speaker who tells of their own acts for the side that they speak for ("the group denied the attack")."""
    if ruling.id or not (mention and speaker and speaker.ruling and speaker.mention.span.meets(mention.span)):
        return ruling, mention
    return speaker.ruling, mention


def _as_victims(
    ruling: Ruling, mention: Mention | None, frame: Frame, earlier: Earlier, doers: list[Ruling], own: Ruling | None
) -> Ruling:
    """Return whom words for those who suffered mean: "them" may be those who suffered before."""
    if mention is None or decided(mention, frame):
        return ruling
    meant = rule_by_victims(mention, frame, earlier, doers)
    return meant or rule_by_counted(mention, ruling, frame, earlier, own)


def _owned(pair: Pair, groups: tuple[Group, ...], frame: Frame) -> Pair:
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


def _known_among(groups: Iterable[Group], targets: Pairs, doers: list[Ruling]) -> Pairs:
    """Return the one party whose people came to harm where only a thing is named as struck ("hit a train")."""
    known = {group[0].id: group for group in groups if group and group[0].id and group[0].kind != "civilians"}
    mine = {ruling.id for ruling in doers}
    if (
        not targets
        or len(known) != 1
        or any(ruling.id or ruling.kind in PEOPLE for ruling, _ in targets)
        or mine & {*known}
    ):
        return ()
    return tuple(known.values())


def _is_thing(pair: Pair, frame: Frame) -> bool:
    """Tell whether words for a target name no people but a thing ("positions")."""
    ruling, mention = pair
    head = frame.phrase(mention.surface).core.head if mention else None
    return ruling.id is None and head is not None and head.kind == THING


def _group(figure: Figure, known: Pairs, frame: Frame, voice: Voice) -> Group:
    """Resolve whose dead a figure counts; a mention that is an argument too means the same."""
    mention = figure.group
    if mention is None:
        return None
    if by_hand := decided(mention, frame):
        return by_hand, mention
    same = next((ruling for ruling, other in known if other and ruling.id and other.span.meets(mention.span)), None)
    return same or rule_on_mention(mention, frame, voice), mention
