"""Which claims of one report tell of one happening.

"A bomb exploded at the market. ... Twelve people died in the blast": the blast is the one told before. A claim points
back by a definite noun for a happening ("the attack"), of its own or in its clause, or is a bare count; what nothing
parts from the happening that the report opens with belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sijil.days import to_days
from sijil.distance import distance_km
from sijil.packs import Packs
from sijil.parts import AffinityRow, Rule
from sijil.parts.ontology import KILLING
from sijil.records import Actor, Claim, ClaimKind, How, Passage, PassageKind, Place, ResolvedClaim, Scope, Stance, Time
from sijil.resolve.choosing import COARSE
from sijil.resolve.frame import Frame, camp_of

ALIKE = 0.4
"""Affinity of two claim types from which on they may tell of one happening."""
NEAR = 3
"""Passages back in which the happening stands that a bare count belongs to."""
TOLD = frozenset({Stance.ASSERTED, Stance.DOUBTED})
BRIEF = 2
"""Days of the longest time that dates a happening closely enough to be one with another of its place."""
SUBURB = 20.0
"""Kilometres from a town's middle within which its facilities lie."""
OWN_PLACE = ("place argument", "within the")
SYMMETRIC = frozenset({"armed_clash", "ceasefire"})
"""Types whose two sides can't be told apart, so that neither is the one who did it."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """What a noun for a happening may name.

    Attributes:
        types: The claim types that the rules know a noun's lemma for.
        echoes: The rules whose words only tell who did what was told before.
        affinities: How well two types go together.
    """

    types: Mapping[str, frozenset[str]]
    echoes: frozenset[str]
    affinities: Mapping[frozenset[str], float]

    def may_be(self, first: Iterable[str], second: str) -> bool:
        """Tell whether one of some types and another may tell of one happening."""
        return any(one == second or self.affinities.get(frozenset({one, second}), 0.0) >= ALIKE for one in first)


@lru_cache(maxsize=4)
def load_nouns(packs: Packs) -> Nouns:
    """Read which nouns name which happenings, from the rules of the packs."""
    types: dict[str, set[str]] = {}
    for rule in packs.rows(Rule):
        for trigger in rule.trigger if rule.tag == "NOUN" else ():
            types.setdefault(trigger, set()).add(rule.type)
    affinities = {frozenset({row.first, row.second}): row.value for row in packs.rows(AffinityRow)}
    echoes = frozenset(rule.id for rule in packs.rows(Rule) if rule.echo)
    return Nouns({noun: frozenset(found) for noun, found in types.items()}, echoes, affinities)


@dataclass(eq=False, slots=True)
class Telling:
    """A claim on its way: where it stands, and what it points back to.

    `points` holds the types that it may go on about, none where it tells of something new; `is_bare` tells that it
    points only by being a count without a place, time or happening of its own; `is_new` that it is told
    apart ("another"); `is_echo` that its words only tell who did what was told before.
    """

    claim: Claim
    resolved: ResolvedClaim
    passage: int
    points: frozenset[str] = frozenset()
    is_bare: bool = False
    is_new: bool = False
    is_echo: bool = False


@dataclass(eq=False, slots=True)
class Happening:
    """The claims of one happening, in the order of the text."""

    members: list[Telling] = field(default_factory=list)


def gather_happenings(claims: Sequence[Claim], resolved: Mapping[str, ResolvedClaim], frame: Frame) -> list[Happening]:
    """Gather the claims of a report by what they tell of; the claims stand in the order of their triggers."""
    nouns = load_nouns(frame.packs)
    found: list[Happening] = []
    for claim in claims:
        if claim.kind is ClaimKind.STATE or claim.stance not in TOLD or _counts_several(claim):
            continue
        telling = _read(claim, resolved[claim.id], frame, nouns)
        home = next((one for one in _by_nearness(found) if _fits(telling, one, frame, nouns)), None)
        if home is None:
            home = Happening()
            found.append(home)
        elif _has_same_weapon(telling, home, frame):
            telling.points |= {claim.type}
        home.members.append(telling)
    return _with_lead(found, frame, nouns)


def counts_harmed(claim: Claim) -> bool:
    """Tell whether a claim says who was harmed and not by whom, so that it may be of a happening told elsewhere."""
    return claim.kind is ClaimKind.TOLL or (claim.type == KILLING and not claim.mentions("actor"))


def _counts_several(claim: Claim) -> bool:
    """Tell whether a claim counts over a period; a total that names no time or place is of what was told last."""
    scopes = {figure.scope for figure in claim.figures}
    return Scope.PERIOD in scopes or (
        Scope.RUNNING_TOTAL in scopes and bool(claim.mentions("time") or claim.mentions("place"))
    )


def _with_lead(found: list[Happening], frame: Frame, nouns: Nouns) -> list[Happening]:
    """Join to the happening that the report opens with those that nothing parts from it, told at length."""
    lead = next((one for one in found if not one.members[0].claim.background), None)
    if lead is None or lead.members[0].passage > NEAR:
        return found
    apart: list[Happening] = []
    for other in found:
        if other is lead:
            continue
        joined = _part_of(other, lead, frame, nouns)
        lead.members += joined
        rest = [one for one in other.members if one not in joined]
        if rest:
            apart.append(Happening(rest))
    lead.members.sort(key=lambda one: one.claim.trigger.start)
    return [lead, *apart]


def _part_of(other: Happening, lead: Happening, frame: Frame, nouns: Nouns) -> list[Telling]:
    """List the claims of a happening that may be of the one that the report opens with, if some of them points back."""
    if any(one.is_new or one.claim.background for one in other.members):
        return []
    fitting = [
        one
        for one in other.members
        if any(nouns.may_be((one.claim.type,), held.claim.type) for held in lead.members)
        and all(_is_compatible(one, held, frame) for held in lead.members)
    ]
    if _is_other_scene(other.members[0], lead.members[0]):
        return []
    return fitting if any(one.points or one.is_bare for one in fitting) else []


def _is_other_scene(first: Telling, second: Telling) -> bool:
    """Tell whether the words of two claims put them both on other days and into other places."""
    a, b = first.resolved, second.resolved
    mine, other = to_days(a.time), to_days(b.time)
    apart = bool(mine and other and is_told(a.time) and is_told(b.time) and mine.gap(other) > 0)
    return apart and is_own(a.place) and is_own(b.place) and bool(a.place and b.place and not _nest(a.place, b.place))


def _by_nearness(found: Iterable[Happening]) -> list[Happening]:
    return sorted(found, key=lambda one: -one.members[-1].claim.trigger.start)


def _read(claim: Claim, resolved: ResolvedClaim, frame: Frame, nouns: Nouns) -> Telling:
    index = frame.passage_at(claim.trigger.start)
    passage = frame.passages[index]
    head = _head(passage, claim.trigger.start, claim.trigger.end)
    points = frozenset[str]()
    if passage.tags[head] in {"NOUN", "PROPN"}:
        if _is_definite(passage, head, frame):
            points = nouns.types.get(passage.lemmas[head], frozenset()) | {claim.type}
    else:
        pointing = [word for word in _clause(passage, head) if _is_definite(passage, word, frame)]
        points = frozenset(kind for word in pointing for kind in nouns.types.get(passage.lemmas[word], ()))
    is_echo = claim.rule in nouns.echoes
    if is_echo:
        points = points | {claim.type}
    is_bare = (
        not points
        and counts_harmed(claim)
        and not (claim.mentions("place") or claim.mentions("time") or _names_new(claim, passage, head, frame, nouns))
    )
    is_new = _is_parted(claim, passage, head, frame, nouns)
    return Telling(claim, resolved, index, points, is_bare, is_new, is_echo)


def _head(passage: Passage, start: int, end: int) -> int:
    """Return the word of a stretch that stands highest in the tree."""
    inside = [word for word, at in enumerate(passage.starts) if start <= at < end]
    return next((word for word in inside if passage.heads[word] not in inside), inside[0] if inside else 0)


def _is_parted(claim: Claim, passage: Passage, head: int, frame: Frame, nouns: Nouns) -> bool:
    """Tell whether a clause parts what it tells of from what was told ("in another attack", "a second bomb").

    Of a count only a happening that it names is apart: "two other guards" and "other victims" are of the same one.
    """
    return any(
        frame.register.cue("parts", passage.lemmas[word].lower())
        and (not counts_harmed(claim) or passage.lemmas[above].lower() in nouns.types)
        for word, above in enumerate(passage.heads)
        if above >= 0 and (above == head or passage.heads[above] == head)
    )


def is_several(claim: Claim, frame: Frame) -> bool:
    """Tell whether a claim's noun counts several happenings ("has carried out several strikes")."""
    passage = frame.passages[frame.passage_at(claim.trigger.start)]
    head = _head(passage, claim.trigger.start, claim.trigger.end)
    if passage.tags[head] != "NOUN" or claim.kind is not ClaimKind.EVENT:
        return False
    counts = [
        passage.lemmas[word].lower()
        for word, above in enumerate(passage.heads)
        if (above == head and word < head) or (passage.heads[head] == word and passage.relations[head] == "nmod")
    ]
    return any(
        frame.register.cue("several", lemma) or (lemma in frame.register.numbers and lemma != "one") for lemma in counts
    )


def _is_definite(passage: Passage, word: int, frame: Frame) -> bool:
    """Tell whether a noun is pointed at ("the attack", "this strike") and not parted from others ("the second")."""
    if passage.tags[word] not in {"NOUN", "PROPN"}:
        return False
    below = [at for at, head in enumerate(passage.heads) if head == word and at < word]
    lemmas = [passage.lemmas[at].lower() for at in below]
    points = any(frame.register.cue("definite", lemma) for lemma in lemmas)
    return points and not any(frame.register.cue("parts", lemma) for lemma in lemmas)


def _clause(passage: Passage, head: int) -> Iterator[int]:
    """Yield the nouns right below a predicate, and those that hang from them ("the scene of the attack")."""
    for word, above in enumerate(passage.heads):
        if above == head and passage.relations[word].partition(":")[0] in {"obl", "nsubj", "obj", "nmod"}:
            yield word
            yield from (at for at, over in enumerate(passage.heads) if over == word and passage.relations[at] == "nmod")


def _names_new(claim: Claim, passage: Passage, head: int, frame: Frame, nouns: Nouns) -> bool:
    """Tell whether a clause names a happening besides the claim's own words ("died in an ambush")."""
    others = (
        word for word in _clause(passage, head) if not claim.trigger.start <= passage.starts[word] < claim.trigger.end
    )
    named = [word for word in others if passage.lemmas[word] in nouns.types]
    return any(not _is_definite(passage, word, frame) for word in named)


def _fits(telling: Telling, happening: Happening, frame: Frame, nouns: Nouns) -> bool:
    """Tell whether a claim may go on about a happening."""
    if telling.claim.background != happening.members[0].claim.background:
        return False
    kinds = telling.points or frozenset({telling.claim.type})
    goes_on = telling.points or _belongs(telling, happening) or _is_scene(telling, happening, frame)
    goes_on = goes_on or _has_same_weapon(telling, happening, frame)
    if not goes_on or not any(nouns.may_be(kinds, one.claim.type) for one in happening.members):
        return False
    return all(_is_compatible(telling, one, frame) for one in happening.members)


def _belongs(telling: Telling, happening: Happening) -> bool:
    """Tell whether a bare count stands right behind a happening."""
    return telling.is_bare and telling.passage - happening.members[-1].passage <= NEAR


def _has_same_weapon(telling: Telling, happening: Happening, frame: Frame) -> bool:
    """Tell whether a claim goes on about a weapon of a happening told right before ("The rockets hit a school")."""
    passage = frame.passages[telling.passage]
    if telling.passage - happening.members[-1].passage > NEAR:
        return False
    return any(
        _is_definite(passage, word, frame) and passage.lemmas[word].lower() in _weapons(happening, frame)
        for mention in telling.claim.mentions("weapon")
        for word in [_head(passage, mention.span.start, mention.span.end)]
    )


def _weapons(happening: Happening, frame: Frame) -> set[str]:
    """Return the lemmas of the weapons that the claims of a happening name."""
    named = [
        (frame.passages[one.passage], span.span) for one in happening.members for span in one.claim.mentions("weapon")
    ]
    return {passage.lemmas[_head(passage, span.start, span.end)].lower() for passage, span in named}


def _is_scene(telling: Telling, happening: Happening, frame: Frame) -> bool:
    """Tell whether a claim that points back to nothing tells of the same day, and of the same place or a headline."""
    if telling.is_new or not is_brief(telling.resolved.time):
        return False
    if all(frame.passages[one.passage].kind is PassageKind.HEADLINE for one in happening.members):
        return frame.passages[telling.passage].kind is not PassageKind.HEADLINE
    mine = telling.resolved.place
    return any(
        mine and one.resolved.place and mine.id and mine.id == one.resolved.place.id and is_brief(one.resolved.time)
        for one in happening.members
    )


def is_told(time: Time | None) -> bool:
    """Tell whether a claim's own words, or a person, say when it was."""
    return time is not None and time.how in {How.TEXT, How.HUMAN}


def is_brief(time: Time | None) -> bool:
    """Tell whether the report dates something to a day or two."""
    days = to_days(time) if time and time.is_told else None
    return days is not None and days.width <= BRIEF


def _is_compatible(first: Telling, second: Telling, frame: Frame) -> bool:
    """Tell whether nothing that two claims say of place, time and doer keeps them apart."""
    if frame.items[first.passage] != frame.items[second.passage]:
        return False
    a, b = first.resolved, second.resolved
    mine, other = to_days(a.time), to_days(b.time)
    if mine and other and is_told(a.time) and is_told(b.time) and mine.gap(other) > 0:
        return False
    if _is_said_before(a, b) or _is_said_before(b, a) or _are_one_and_many(first, second, frame):
        return False
    if is_own(a.place) and is_own(b.place) and a.place and b.place and not _nest(a.place, b.place):
        return False
    doers = [{side_of(one, frame) for one in resolved.actors if one.id} for resolved in (a, b)]
    clash = {first.claim.type, second.claim.type} & SYMMETRIC
    return bool(clash) or not all(doers) or bool(doers[0] & doers[1])


def _are_one_and_many(first: Telling, second: Telling, frame: Frame) -> bool:
    """Tell whether one sentence tells of one happening and of several others ("the strike follows rocket attacks")."""
    if first.passage != second.passage or first.claim.trigger.start == second.claim.trigger.start:
        return False
    passage = frame.passages[first.passage]
    heads = [_head(passage, one.claim.trigger.start, one.claim.trigger.end) for one in (first, second)]
    if any(passage.tags[head] != "NOUN" for head in heads):
        return False
    text = frame.report.text
    many = [text[passage.starts[head] : passage.ends[head]].lower() != passage.lemmas[head].lower() for head in heads]
    return many[0] != many[1]


def _is_said_before(first: ResolvedClaim, second: ResolvedClaim) -> bool:
    """Tell whether one claim was said on a day before that on which another's happening took place."""
    said, time = first.said_on, second.time
    return bool(said and time and is_told(time) and said.latest and time.earliest and said.latest < time.earliest)


def is_own(place: Place | None) -> bool:
    """Tell whether a claim's own words say its place, finer than a country."""
    return place is not None and place.how.startswith(OWN_PLACE) and place.kind not in COARSE


def _nest(a: Place, b: Place) -> bool:
    """Tell whether two places are one, or one may lie in the other."""
    if a.id and a.id == b.id:
        return True
    return bool({a.id, a.parent} & {b.id, b.parent} - {None}) or lies_in(a, b) or lies_in(b, a)


def lies_in(inner: Place, outer: Place) -> bool:
    """Tell whether a place is a part of a town: it belongs to it, or is a facility no farther out than its suburbs."""
    if inner.parent is not None or outer.kind in COARSE:
        return outer.id is not None and inner.parent == outer.id
    apart = distance_km(inner, outer)
    smaller = (inner.radius_km or 0.0) < (outer.radius_km or 0.0)
    return inner.id is not None and smaller and apart is not None and apart <= max(outer.radius_km or 0.0, SUBURB)


def side_of(actor: Actor, frame: Frame) -> str:
    """Return what tells actors apart: the state whose force one is, else its id or name."""
    return camp_of(actor.id, frame) if actor.id else actor.name
