"""A claim that points back to a happening takes the roles that it leaves open.

Roles are carried only where every claim of the happening that names one agrees; who did it only from the same speaker,
from the outlet's own words, or from those who own to it, so that nobody is made to accuse. docs/registers.md explains
the choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sijil.parts.ontology import CAMPAIGNS, HURTING, IRREGULAR, PEOPLE
from sijil.records import Actor, Claim, ClaimKind, Figure, How, Place, ResolvedClaim, ResolvedFigure, Stance, Time
from sijil.resolve.choosing import COARSE
from sijil.resolve.frame import Frame
from sijil.resolve.happenings import (
    NEAR,
    SYMMETRIC,
    Happening,
    Telling,
    counts_harmed,
    gather_happenings,
    is_brief,
    is_own,
    is_several,
    is_told,
    lies_in,
    side_of,
)
from sijil.resolve.human import Hand
from sijil.resolve.parties import PRONOUNS
from sijil.resolve.rulings import force_id
from sijil.resolve.words import split_words

CLEAR = 2
"""How many times as many claims must name one party as all others together, for it to be carried."""
_CUSTODY = frozenset({"abduction", "arrest", "release"})
LEAD_PLACE = "the report's lead"
CARRIED_ROLES = ("actor", "target", "place", "time")
CARRIED = "the same happening, told in other words of the report"
CAMPAIGN = "all others of the kind in the report are between these two"
MANIFOLD = 4
"""How many times as many dead as were counted before are others, not the same counted anew."""
ENOUGH = 3
"""How often the claims of a campaign must name its two sides."""


def carry_roles(
    claims: Sequence[Claim], resolved: Mapping[str, ResolvedClaim], frame: Frame, hands: Mapping[str, Hand]
) -> dict[str, ResolvedClaim]:
    """Fill the roles that claims leave open from other claims of the same happening.

    Args:
        claims: The claims of a report in the order of their triggers.
        resolved: What each was resolved to, by its id.
        frame: The report.
        hands: What people decided of each; those roles are left as they are.

    Returns:
        The resolved claims by id.
    """
    done = dict(resolved)
    happenings = gather_happenings(claims, resolved, frame)
    for happening in happenings:
        for telling in happening.members:
            open_roles = {role for role in CARRIED_ROLES if not hands[telling.claim.id].decides(role)}
            done[telling.claim.id] = _filled(telling, happening, open_roles, frame)
    for claim in claims:
        if claim.stance is Stance.DENIED:
            done[claim.id] = _of_what_is_denied(claim, done, happenings, frame, hands[claim.id])
    for kind in sorted(CAMPAIGNS):
        told = [claim for claim in claims if claim.type == kind]
        done |= _campaign(told, done, frame, hands)
    return done


def _of_what_is_denied(
    claim: Claim, done: Mapping[str, ResolvedClaim], happenings: Sequence[Happening], frame: Frame, hand: Hand
) -> ResolvedClaim:
    """Fill who suffered what a claim denies, and where, from the happening of its type that was told last before it."""
    own, passage = done[claim.id], frame.passage_at(claim.trigger.start)
    told = [
        (one.claim.trigger.start, happening)
        for happening in happenings
        for one in happening.members
        if one.claim.type == claim.type and 0 <= passage - one.passage <= NEAR
    ]
    before = [pair for pair in told if pair[0] < claim.trigger.start]
    if not before or claim.type in SYMMETRIC:
        return own
    members = max(before, key=lambda pair: pair[0])[1].members
    targets = _agreed([done[one.claim.id].targets for one in members if one.claim.kind is ClaimKind.EVENT], frame)
    if not own.targets and not hand.decides("target") and not _are_own(own.actors, targets, frame):
        own = replace(own, targets=targets)
    if _is_vague(own.place) and not hand.decides("place"):
        near = [replace(one, resolved=done[one.claim.id]) for one in members if abs(passage - one.passage) <= NEAR]
        givers = [one for one in near if is_own(one.resolved.place)]
        own = replace(own, place=_place(givers, replace(givers[0], claim=claim)) if givers else own.place)
    return own


def _campaign(
    claims: Sequence[Claim], resolved: Mapping[str, ResolvedClaim], frame: Frame, hands: Mapping[str, Hand]
) -> dict[str, ResolvedClaim]:
    """Give claims of one kind the only two known sides that the others name: who does it, and to whom it is done."""
    sides: dict[str, tuple[Actor, ...]] = {}
    named = 0
    for role in ("actors", "targets"):
        told = [getattr(resolved[claim.id], role) for claim in claims if claim.stance is Stance.ASSERTED]
        known = [actors for actors in told if actors and all(one.id and one.kind != "civilians" for one in actors)]
        if len({_sides(actors, frame) for actors in known}) != 1:
            return {}
        named += len(known)
        sides[role] = tuple(replace(one, surface="", reason=CAMPAIGN) for one in known[0])
    if named < ENOUGH or {*_sides(sides["actors"], frame)} & {*_sides(sides["targets"], frame)}:
        return {}
    taking = (claim for claim in claims if not claim.background)
    return {claim.id: _with_sides(resolved[claim.id], sides, frame, hands[claim.id]) for claim in taking}


def _with_sides(own: ResolvedClaim, sides: Mapping[str, tuple[Actor, ...]], frame: Frame, hand: Hand) -> ResolvedClaim:
    """Fill who does it, and add to things that were hit whose they are."""
    if not own.actors and not hand.decides("actor"):
        own = replace(own, actors=sides["actors"])
    things = not any(one.id or one.kind in {"person", "civilians"} for one in own.targets)
    if things and _sides(own.actors, frame) == _sides(sides["actors"], frame) and not hand.decides("target"):
        own = replace(own, targets=(*sides["targets"], *own.targets))
    return own


def _filled(telling: Telling, happening: Happening, open_roles: set[str], frame: Frame) -> ResolvedClaim:
    resolved, others = telling.resolved, [one for one in happening.members if one is not telling]
    if not (telling.points or telling.is_bare or counts_harmed(telling.claim)):
        others = [one for one in others if one.points or _goes_on(telling, one, frame)]
        open_roles = open_roles - {"target", "time"}
    if "actor" in open_roles and not resolved.actors and telling.claim.type not in SYMMETRIC:
        givers = [one for one in others if one.claim.type not in SYMMETRIC and _may_accuse(one, telling)]
        givers = [one for one in givers if not (counts_harmed(telling.claim) and _brought_down(one))]
        givers = [one for one in givers if not (_befell_doers(one, frame) or _are_nobody(one.resolved.actors, frame))]
        held = telling.claim.type in _CUSTODY  # who attacked did not arrest anybody after it
        givers = [one for one in givers if not held or one.claim.type in _CUSTODY]
        actors = _agreed([one.resolved.actors for one in givers], frame)
        apart = _names_others(telling, actors, frame) or _are_own(actors, resolved.targets, frame)
        apart = apart or (_befell_doers(telling, frame) and all(one.kind in IRREGULAR for one in actors))
        resolved = replace(resolved, actors=() if apart else actors)
    if "target" in open_roles and all(_is_open(target, resolved, frame) for target in resolved.targets):
        givers = [one for one in others if one.claim.kind is ClaimKind.EVENT and one.claim.type not in SYMMETRIC]
        targets = _agreed([one.resolved.targets for one in givers], frame)
        if counts_harmed(telling.claim):
            givers = [one for one in givers if not _are_fewer(one, telling)]
            targets = _agreed([one.resolved.targets for one in givers], frame)
            targets = _counted_before(telling, others, frame) or tuple(one for one in targets if _may_die(one))
        targets = _by_own_name(targets, others, frame)
        doers = {side_of(one, frame) for one in resolved.actors if one.id}
        counts = any(figure.group for figure in telling.claim.figures)
        refers = telling.is_echo or all(one.surface and one.id is None for one in resolved.targets)
        targets = tuple(one for one in targets if one.kind or not counts)  # buildings are nobody who was counted
        known = tuple(one for one in targets if side_of(one, frame) not in doers and (refers or _is_known(one)))
        foes = any(_is_foe(one, frame) for one in resolved.targets)
        if foes and resolved.party and resolved.party.id in {one.id for one in known}:
            known = ()
        resolved = _with_targets(telling.claim, resolved, known)
    if "time" in open_roles and not is_told(resolved.time):
        resolved = replace(resolved, time=_time(telling, others, frame) or resolved.time)
    if is_several(telling.claim, frame):
        return resolved
    if "place" in open_roles and _is_vague(resolved.place):
        told = [one for one in others if one.claim.stance is not Stance.DENIED]
        place = _place([one for one in told if is_own(one.resolved.place)], telling)
        resolved = replace(resolved, place=place or resolved.place)
    if "place" in open_roles and (finer := _finer(resolved.place, others)):
        resolved = replace(resolved, place=finer)
    return resolved


def _goes_on(telling: Telling, other: Telling, frame: Frame) -> bool:
    """Tell whether a claim says what "they" did next who acted in the sentence before."""
    doers = [mention.surface.lower() for mention in telling.claim.mentions("actor")]
    pronouns = bool(doers) and all(any(frame.register.cue(kind, word) for kind in PRONOUNS) for word in doers)
    return pronouns and telling.passage - other.passage == 1


def _brought_down(telling: Telling) -> bool:
    """Tell whether a claim is of several aircraft shot down, who did which did not harm those whom the debris hit."""
    counts = [figure.quantity for figure in telling.claim.figures if figure.harm == "aircraft"]
    return any(count.low is None or count.low > 1 for count in counts)


def _may_die(target: Actor) -> bool:
    """Tell whether a target is people and no thing of theirs; of a body without an id it may be a post or a lorry."""
    return bool(target.id) or target.kind in PEOPLE


def _are_fewer(giver: Telling, taker: Telling) -> bool:
    """Tell whether fewer were taken or freed than came to harm, who are others then."""
    if giver.claim.type not in _CUSTODY:
        return False
    held = [figure.quantity.high for figure in giver.claim.figures if figure.quantity.high is not None]
    harmed = [figure.quantity.low for figure in taker.claim.figures if figure.quantity.low is not None]
    return bool(held and harmed) and max(harmed) > max(held)


def _counted_before(telling: Telling, others: Iterable[Telling], frame: Frame) -> tuple[Actor, ...]:
    """Return those whom the same happening counted last before a bare count, where they were of one group.

    "A shell killed nine pupils. ... Doctors put the dead at 12": pupils. Those of the other side may be among the dead
    of a clash, so that nobody is meant where several groups were counted; nor is one person a group.
    """
    bare = [one for one in telling.claim.figures if one.group is None or frame.register.is_anybody(one.group.surface)]
    harms = {figure.harm for figure in bare}
    least = max((figure.quantity.low or 0 for figure in bare), default=0)
    for other in sorted(others, key=lambda one: -one.claim.trigger.start):
        if other.claim.trigger.start >= telling.claim.trigger.start:
            continue
        both = zip(other.claim.figures, other.resolved.figures, strict=True)
        counted = [(figure, one) for figure, one in both if figure.harm in harms and figure.quantity.high != 1]
        if any(least > MANIFOLD * figure.quantity.high for figure, _ in counted if figure.quantity.high):
            return ()
        several = [one.group for _, one in counted]
        groups = [group for group in several if group]
        if groups:
            alone = len(groups) == 1 and not frame.register.is_anybody(groups[0].surface)
            return (replace(groups[0], surface="", reason=CARRIED),) if alone else ()
    return ()


def _befell_doers(telling: Telling, frame: Frame) -> bool:
    """Tell whether a claim is of what was done to those who did it ("police shot the attacker")."""
    heads = (split_words(one.surface).plains[-1:] for one in telling.resolved.targets)
    return any(frame.register.cue("perpetrator", word) for words in heads for word in words)


def _are_nobody(actors: Sequence[Actor], frame: Frame) -> bool:
    """Tell whether those who acted are not to be carried: civilians, who seldom did the next thing told, or an "it"."""
    return bool(actors) and all(one.kind == "civilians" or _is_mere_pronoun(one, frame) for one in actors)


def _is_mere_pronoun(actor: Actor, frame: Frame) -> bool:
    """Tell whether an actor is a pronoun of which nothing says for whom it stands."""
    return actor.id is None and any(frame.register.cue(kind, actor.surface.lower()) for kind in PRONOUNS)


def _are_own(actors: Sequence[Actor], targets: Sequence[Actor], frame: Frame) -> bool:
    """Tell whether those who suffered are of the very body, or state, that would be carried as who did it."""
    mine = {side_of(one, frame) for one in targets if one.id and one.kind != "civilians"}
    return any(one.id and side_of(one, frame) in mine for one in actors)


def _is_known(target: Actor) -> bool:
    """Tell whether a target is somebody in particular: a person, or a party that the registers know."""
    return target.kind == "person" or bool(target.id and target.kind != "civilians")


def _time(telling: Telling, others: Iterable[Telling], frame: Frame) -> Time | None:
    """Return the day that the first of the happening's claims tells in its own words, if it is a brief one.

    Of what lasts only the beginning is told: what belongs to an offensive was between that and what was said of it.
    """
    first = next((one for one in others if is_told(one.resolved.time) and is_brief(one.resolved.time)), None)
    if first is None or first.resolved.time is None:
        return None
    time = first.resolved.time
    lasts = telling.claim.type != first.claim.type and frame.register.cue("lasts", first.claim.type) is not None
    said = telling.resolved.said_on
    end = (said.latest if said else None) or frame.report.published.latest
    if lasts and end and time.latest and end > time.latest:
        why = f"{CARRIED}, which lasted: since {time.earliest}"
        return replace(time, latest=end, grain="span", how=How.INFERRED, surface=None, reason=why)
    return replace(time, how=How.INFERRED, surface=None, reason=f"{CARRIED}: {time.reason}")


def _finer(place: Place | None, others: Iterable[Telling]) -> Place | None:
    """Return the one facility or district within a claim's town at which the same happening is told to have been."""
    if place is None or place.kind in COARSE:
        return None
    told = {one.resolved.place.id: one.resolved.place for one in others if one.resolved.place and one.resolved.place.id}
    inside = [other for other in told.values() if other.id != place.id and is_own(other) and lies_in(other, place)]
    return replace(inside[0], how=CARRIED) if len(inside) == 1 else None


def _is_vague(place: Place | None) -> bool:
    return place is None or place.how.startswith(LEAD_PLACE) or place.kind in COARSE


def _is_open(target: Actor, resolved: ResolvedClaim, frame: Frame) -> bool:
    """Tell whether a target may give way to a better one: nobody in particular, or only the place."""
    is_place = resolved.place is not None and target.id is None and target.surface == resolved.place.surface
    return is_place or (target.id is None and (frame.register.is_anybody(target.surface) or _is_foe(target, frame)))


def _is_foe(target: Actor, frame: Frame) -> bool:
    """Tell whether a target is only called the enemy, of whoever speaks."""
    head = frame.register.heads.get((split_words(target.surface).plains or ("",))[-1])
    return head is not None and head.kind == "enemy"


def _with_targets(claim: Claim, resolved: ResolvedClaim, known: tuple[Actor, ...]) -> ResolvedClaim:
    """Put those known in the place of the targets, and of the same words or a bare number where they are counted."""
    if not known:
        return resolved
    words = {one.surface for one in resolved.targets if one.surface}
    figures = tuple(
        replace(one, group=known[0]) if len(known) == 1 and _is_theirs(claim, figure, one, words) else one
        for figure, one in zip(claim.figures, resolved.figures, strict=True)
    )
    return replace(resolved, targets=known, figures=figures)


def _is_theirs(claim: Claim, figure: Figure, resolved: ResolvedFigure, words: set[str]) -> bool:
    """Tell whether a figure counts those who are known now: by the same words, or by a bare number of a toll."""
    if resolved.group:
        return resolved.group.surface in words
    return claim.kind is ClaimKind.TOLL and figure.group is None and figure.harm in HURTING


def _names_others(telling: Telling, actors: Sequence[Actor], frame: Frame) -> bool:
    """Tell whether the sentence names armed actors besides those who would be carried, so that it may mean them."""
    passage, resolved = frame.passages[telling.passage], telling.resolved
    known = [*actors, *resolved.targets, *(one.group for one in resolved.figures), resolved.party]
    ids = {one.id for one in known if one}
    named = (entry for sighting, entry in frame.named if passage.start <= sighting.start < passage.end)
    return any(entry.target not in ids and frame.register.cue("armed_kind", entry.kind) for entry in named)


def _may_accuse(giver: Telling, taker: Telling) -> bool:
    """Tell whether who did it may be carried: nobody is made to say what only another said of a foe.

    Those who are only described ("gunmen") are nobody's foe.
    """
    speaker = giver.claim.speaker
    if giver.claim.stance is not Stance.ASSERTED:
        return False
    if speaker is None:
        return True
    party = giver.resolved.party
    if party and party.id in {one.id for one in giver.resolved.actors}:
        return True
    if not any(one.id for one in giver.resolved.actors):
        return True
    if taker.claim.speaker is None:
        return False
    mine = taker.resolved.party
    same_party = bool(party and mine and party.id and party.id == mine.id)
    return same_party or speaker.mention.span == taker.claim.speaker.mention.span


def _agreed(told: Iterable[tuple[Actor, ...]], frame: Frame) -> tuple[Actor, ...]:
    """Return the actors on which nearly all that name any agree, as named first; names outrank descriptions."""
    sets = [actors for actors in told if actors]
    known = [actors for actors in sets if any(one.id for one in actors)]
    chosen = known or sets
    votes = Counter(_sides(actors, frame) for actors in chosen)
    if not votes:
        return ()
    name, count = votes.most_common(1)[0]
    if count <= CLEAR * (votes.total() - count):
        return ()
    first = next(actors for actors in chosen if _sides(actors, frame) == name)
    return tuple(replace(one, surface="", reason=CARRIED) for one in first)


def _sides(actors: Iterable[Actor], frame: Frame) -> tuple[str, ...]:
    return tuple(sorted({side_of(one, frame) for one in actors}))


def _by_own_name(targets: tuple[Actor, ...], others: Iterable[Telling], frame: Frame) -> tuple[Actor, ...]:
    """Return for "the country's forces" the body of theirs that a claim of the happening calls by its own name."""
    if not targets or any(_has_own_name(one, frame) for one in targets):
        return targets
    told = (one.resolved.targets for one in others if _sides(one.resolved.targets, frame) == _sides(targets, frame))
    named = next((actors for actors in told if all(_has_own_name(one, frame) for one in actors)), targets)
    return tuple(replace(one, surface="", reason=CARRIED) for one in named)


def _has_own_name(actor: Actor, frame: Frame) -> bool:
    """Tell whether an actor is a body of its own, and not just a country's forces of a kind."""
    row = frame.register.actors.get(actor.id or "")
    return row is not None and row.id != force_id(row.kind, row.country or "")


def _place(givers: Sequence[Telling], taker: Telling) -> Place | None:
    """Return the place told last before a claim, or first after it; where its own lies in it, none."""
    before = [one for one in givers if one.claim.trigger.start <= taker.claim.trigger.start]
    giver = before[-1] if before else next(iter(givers), None)
    if giver is None or giver.resolved.place is None:
        return None
    return replace(giver.resolved.place, how=CARRIED)
