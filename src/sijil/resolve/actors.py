"""Which actor a phrase means: by the names in it, else by co-reference, else it keeps its own words.

An unknown group is never folded into a look-alike: without a name or a single fitting antecedent the answer is the
phrase itself, with the kind that its head noun says.
"""

from __future__ import annotations

from sijil.parts import HeadRow
from sijil.parts.ontology import FORCES, IRREGULAR
from sijil.records import Mention
from sijil.resolve.frame import Frame, Sighting, camp_of
from sijil.resolve.mentions import as_people, counted_before, is_outsiders, whole_phrase
from sijil.resolve.people import person_meant, subject_before
from sijil.resolve.phrases import ALLIED, CORE, SAME, WHERE, Part, Phrase, are_joined, is_people, rank_matches
from sijil.resolve.register import Entry, Match, sourced_first
from sijil.resolve.rulings import (
    ANTECEDENT,
    BOUND,
    COMPOSED,
    GUESSED,
    LINKED,
    NAMED,
    SURE,
    Ruling,
    Voice,
    actor_of_id,
    decided,
    force_id,
    force_there,
    of_row,
)
from sijil.resolve.words import APOSTROPHES

STATE_KINDS = frozenset({"military", "police", "security", "government", "civilians"})
ARMED = "armed"
RECENT = 2
DESCRIBED = 4  # passages back in which an antecedent may stand


def _of_entry(entry: Entry, score: float, why: str) -> Ruling:
    kind = entry.kind
    return Ruling(entry.target, entry.name, kind, score, why, entry.side)


def _compose(frame: Frame, entry: Entry, head: HeadRow | None, *, alone: bool) -> Ruling | None:
    """Make a state's force of a nationality and a head noun; None for groups that are no state's."""
    country = entry.country or ""
    if head is None:
        if entry.people or (entry.adjective and not alone):
            return None
        return actor_of_id(frame, entry.target, NAMED, f"the name of the state {entry.name}")
    if head.composes and head.kind == "armed":
        return actor_of_id(frame, force_id("military", country), COMPOSED, f"{head.word!r} of {entry.name}")
    if head.composes and head.kind in STATE_KINDS:
        target = force_id(head.kind, country)
        return actor_of_id(frame, target, COMPOSED, f"{head.word!r} of {entry.name}: a state's {head.kind}")
    if head.composes:
        return actor_of_id(frame, entry.target, COMPOSED, f"{head.word!r} of the state {entry.name}")
    return None


def _is_foreign(phrase: Phrase, entry: Entry, *, proper: bool) -> bool:
    """Tell whether the phrase names another country than that of an entry; where a proper name was says nothing."""
    parts = [part for part in phrase.parts if not (proper and part.link == WHERE)]
    named = {e.land for part in parts for match in part.matches for e in match.entries if e.kind == "state"}
    return bool(named) and entry.country not in named


def _choose(frame: Frame, phrase: Phrase, match: Match, voice: Voice) -> tuple[Entry, ...]:
    """Return the meanings of a name that fit the report; the speaker's own side first among several."""
    proper = phrase.words.printed(match.start)[0].isupper()
    fitting = tuple(e for e in frame.valid(match.entries) if not (e.bound and _is_foreign(phrase, e, proper=proper)))
    fitting = tuple(entry for entry in fitting if not (entry.metonym and voice.is_target))
    if len({entry.target for entry in fitting}) < 2:  # noqa: PLR2004 - nothing to choose
        return fitting
    own = tuple(entry for entry in fitting if voice.party and entry.side and entry.side == voice.party.side)
    if own:
        return own
    seen = {entry.target for _, entry in frame.named}
    return sourced_first(tuple(entry for entry in fitting if entry.target in seen) or fitting)


def _by_match(frame: Frame, phrase: Phrase, pair: tuple[Part, Match], voice: Voice) -> Ruling | None:
    """Rule by one name of the phrase, if it has one meaning here."""
    part, match = pair
    entries = _choose(frame, phrase, match, voice)
    if len({entry.target for entry in entries}) != 1:
        return None
    entry = entries[0]
    printed = phrase.words.text[phrase.words.starts[match.start] : phrase.words.ends[match.end - 1]]
    if entry.kind == "state":
        alone = match.end - match.start == len(phrase.words)
        head = part.head or phrase.core.head
        if part.link == ALLIED or (voice.is_target and _is_office_holder(frame, head)):
            return None
        between = phrase.words.plains[match.end : part.end - 1]
        if any((row := frame.register.heads.get(word)) and row.kind in IRREGULAR for word in between):
            return None  # "Syrian rebel units" are no state's
        if is_people(phrase, match, entry) and not voice.is_target:
            return actor_of_id(frame, entry.target, COMPOSED, f"{phrase.words.text!r} act for {entry.name}")
        return _compose(frame, entry, head, alone=alone)
    score = BOUND if entry.bound else NAMED if part.link == CORE else LINKED if part.link == SAME else ANTECEDENT
    in_person = part.link == CORE and (part.head is None or part.head.kind == "person")
    if entry.kind == "person" and voice.is_target and in_person:
        return Ruling(None, entry.name, "person", NAMED, f"{printed!r} is {entry.name} in person")
    if entry.kind == "person":
        why = f"{printed!r}: {entry.name}, whose side is {entry.target}"
        return actor_of_id(frame, _side_of(entry, phrase.core.head), score, why)
    why = f"{printed!r} is a name of {entry.name}{' in this country' if entry.bound else ''}"
    return _forces_of(frame, entry, phrase.core.head, score, why) or _of_entry(entry, score, why)


def _is_office_holder(frame: Frame, head: HeadRow | None) -> bool:
    """Tell whether a head noun says people in an office, who as those who suffer are people and not their state."""
    return head is not None and frame.register.cue("office_holder", head.word.split()[-1]) is not None


def _forces_of(frame: Frame, entry: Entry, head: HeadRow | None, score: float, why: str) -> Ruling | None:
    """Return a government's forces where the phrase says fighters or troops of it and the register has them."""
    if entry.kind != "government" or head is None or head.kind not in {"military", "armed"}:
        return None
    rows = [row for row in frame.register.actors.values() if row.parent == entry.target and row.kind == "military"]
    return of_row(rows[0], score, f"{why}; {head.word!r} are its forces") if len(rows) == 1 else None


def _side_of(entry: Entry, head: HeadRow | None) -> str:
    """Return a person's side, which for a head of government's forces is the state's military."""
    kind, _, country = entry.target.rpartition("-")
    return force_id(head.kind, country) if kind == "government" and head and head.kind == "military" else entry.target


def _by_names(frame: Frame, phrase: Phrase, voice: Voice) -> Ruling | None:
    pairs = rank_matches(phrase)
    rulings = (_by_match(frame, phrase, pair, voice) for pair in pairs)
    return next((ruling for ruling in rulings if ruling), None)


def _last(
    frame: Frame, offset: int, *, people: bool, voice: Voice, alone: bool = False, states: bool = True
) -> Ruling | None:
    """Return the nearest actor (or person's side) named before a character, itself not the claim's other actor.

    Of the persons that the last sentence names, the one whom it is about; with `states` off, no state; a state that is
    only where something was gives way to a body.
    """
    about = subject_before(offset, frame) if people else None
    near = frame.before(offset, RECENT)
    bodies = any(entry.kind not in {"state", "person"} and entry.target not in voice.others for _, entry in near)
    for sighting, entry in near:
        beside = about and not about[0] <= sighting.start < about[0] + len(about[1])
        if beside or (entry.kind == "state" and (not states or (bodies and frame.is_whereabouts(sighting)))):
            continue
        if voice.at is not None and sighting.start < voice.at < offset and people != voice.is_body:
            return _own(voice)
        if people != (entry.kind == "person") or entry.target in voice.others or entry.adjective:
            continue
        why = f"{entry.name} is the last one named before"
        if people and voice.is_target and alone:
            return Ruling(None, entry.name, "person", ANTECEDENT, why)
        return actor_of_id(frame, entry.target, ANTECEDENT, why)
    spoken = voice.at is not None and voice.at < offset and frame.passage_at(voice.at) == frame.passage_at(offset)
    return _own(voice) if people and spoken and not (voice.is_body or (voice.is_target and alone)) else None


def _own(voice: Voice) -> Ruling | None:
    party = voice.party
    return party and Ruling(party.id, party.name, party.kind, party.score, "the speaker's own side", party.side)


def _by_pronoun(frame: Frame, phrase: Phrase, offset: int, voice: Voice) -> Ruling | None:
    """Rule on a phrase that is, or is owned by, a pronoun."""
    kind, head = phrase.determiner, phrase.core.head
    if head and head.kind == "civilians" and len(phrase.words) > 1:
        return None
    if kind == "first":
        troops = next((part.head for part in phrase.telling() if part.head), None)
        return _troops_of(frame, _own(voice) or _issuer(frame, voice), troops)
    if kind == "relative" and (named := _by_antecedent(frame, phrase, offset, voice)):
        return named
    if kind == "singular":
        return _last(frame, offset, people=True, voice=voice, alone=len(phrase.words) == 1)
    if kind not in {"plural", "group", "relative"}:
        return None
    armed = voice.party is not None and voice.party.kind in FORCES  # "an army spokesman said it had ..."
    spoken = voice.at is not None and frame.passage_at(voice.at) == frame.passage_at(offset)
    if spoken and (voice.is_body or (kind == "group" and armed)):
        return _own(voice)
    return _last(frame, offset, people=False, voice=voice, states=kind != "plural")


def _issuer(frame: Frame, voice: Voice) -> Ruling | None:
    """Return who says "we" in a statement of its own where nobody else speaks."""
    issuer = frame.issuer if voice.at is None else None
    return actor_of_id(frame, issuer, ANTECEDENT, "who issued the statement") if issuer else None


def _troops_of(frame: Frame, own: Ruling | None, head: HeadRow | None) -> Ruling | None:
    """Return a government's soldiers, where one who speaks for it says "our soldiers"."""
    if own is None or own.kind not in {"government", "state"} or head is None or head.kind != "military":
        return own
    row = frame.register.actors.get(own.id or "")
    country = row.country if row else (own.id or "").rpartition("-")[2]
    return actor_of_id(frame, force_id("military", country), own.score, own.why) if country else own


def _by_antecedent(frame: Frame, phrase: Phrase, offset: int, voice: Voice) -> Ruling | None:
    """Take "whose troops" for those of the actor or state named right before."""
    for sighting, entry in frame.before(offset, 0)[:1]:
        near = not frame.report.text[sighting.end : offset].strip(" ,")
        if near and entry.kind == "state" and entry.target not in voice.others:
            return _compose(frame, entry, phrase.core.head, alone=False)
    return None


def _fits(frame: Frame, entry: Entry, head: HeadRow, voice: Voice) -> bool:
    """Tell whether a named actor may be what a head noun refers back to."""
    row = frame.register.actors.get(entry.target)
    kind = row.kind if row else entry.kind
    own = voice.party and (entry.target == voice.party.id or (entry.side and entry.side == voice.party.side))
    office = row is not None and row.kind == "government" and (row.parent or "").startswith("government-")
    armless = office and head.kind == "military"  # a ministry has no soldiers
    if kind not in head.refers or entry.target in voice.others or armless:
        return False
    friends = (*voice.others, *((frame.issuer,) if frame.issuer and voice.at is None else ()))
    if head.kind == "enemy" and any(_are_allied(frame, entry.target, other) for other in friends):
        return False
    return not own or head.kind in STATE_KINDS


def _are_allied(frame: Frame, first: str, second: str) -> bool:
    """Tell whether two actors are on one side of a conflict, or forces of one state."""
    sides = [row.side if (row := frame.register.actors.get(one)) else None for one in (first, second)]
    return camp_of(first, frame) == camp_of(second, frame) or (sides[0] is not None and sides[0] == sides[1])


def _is_counted(frame: Frame, phrase: Phrase) -> bool:
    """Tell whether a phrase opens with a number ("two soldiers"), and so tells of some who were not named before."""
    first = phrase.words.plains[0]
    return first[0].isdigit() or first in frame.register.numbers


def _is_salient(frame: Frame, pairs: list[tuple[Sighting, Entry]]) -> bool:
    """Tell whether an actor is what the report is about: named in its lead or more than once."""
    lead = frame.passages[min(RECENT, len(frame.passages) - 1)].end
    return len(pairs) > 1 or pairs[0][0].start < lead


def _by_description(frame: Frame, phrase: Phrase, offset: int, voice: Voice) -> Ruling | None:
    """Rule on a bare description by the only named actor of its kind, in the report or else near by."""
    head = phrase.core.head
    if head is None or not head.refers or phrase.determiner == "indefinite" or not phrase.bare:
        return None
    if phrase.determiner is None and _is_counted(frame, phrase) and not frame.register.cue("one_side", head.word):
        return None
    fitting = [(s, e) for s, e in frame.named if _fits(frame, e, head, voice)]
    near = [(s, e) for s, e in frame.before(offset, DESCRIBED) if _fits(frame, e, head, voice)]
    for pairs, score in ((fitting, ANTECEDENT), (near, GUESSED)):
        targets = {entry.target for _, entry in pairs}
        if len(targets) == 1 and (near or _is_salient(frame, pairs)):
            why = f"the only {head.kind} actor named that {head.word!r} fits"
            return actor_of_id(frame, targets.pop(), score, why)
    return None


def _by_owner(frame: Frame, phrase: Phrase, offset: int, voice: Voice) -> Ruling | None:
    """Rule on a phrase by those whom its first words describe as its owners ("the militants' field commanders")."""
    words = phrase.words
    owned = (index for index in range(len(words) - 1) if words.gap(index)[:1] in APOSTROPHES)
    last = next(owned, None)
    if last is None or last >= phrase.core.end - 1:
        return None
    owner = frame.phrase(words.text[words.starts[0] : words.ends[last]])
    return _by_description(frame, owner, offset, voice)


def _is_claimed(frame: Frame, kind: str, country: str) -> bool:
    """Tell whether others than the state's own force are called just "the army" or "the government" in a country."""
    own = force_id(kind, country)
    rows = (row for row in frame.register.actors.values() if row.country == country and row.id != own)
    called = {name for row in rows if row.kind == kind and row.parent != f"state-{country}" for name in row.called}
    return any(kind == head.kind for name in called if (head := frame.register.heads.get(name)))


def _by_country(frame: Frame, phrase: Phrase, *, officials: bool = False) -> Ruling | None:
    """Take a bare "police" or "the army" for those of the country that the report is about.

    With `officials`, "an official of the ministry" and the like too.
    """
    heads = [part.head for part in phrase.telling() if part.head and part.head.kind in STATE_KINDS - {"civilians"}]
    country = frame.country
    if not heads or country is None or any(part.matches for part in phrase.parts if part.link != WHERE):
        return None
    if any(_is_from_elsewhere(frame, word) for word in phrase.words.plains):
        return None
    head = heads[0] if officials else phrase.core.head
    if head is None or head.kind not in STATE_KINDS or not (officials or head.refers):
        return None
    if not officials and phrase.determiner not in {None, "definite"}:
        return None
    if _is_claimed(frame, head.kind, country):
        return None
    own = force_there(frame, head.kind, country)
    return actor_of_id(frame, own, GUESSED, "of the country that the report is about")


def _is_from_elsewhere(frame: Frame, word: str) -> bool:
    """Tell whether a word says that a body is another state's ("envoy") or was put there ("installed")."""
    return any(frame.register.cue(kind, word) for kind in ("abroad", "hyphen_other"))


def _keep_words(phrase: Phrase) -> Ruling:
    """Keep the phrase's own words, with the kind that its head says."""
    head = phrase.core.head
    kind = head.kind if head and head.kind not in {"asset", "person", "enemy"} else None
    if kind == "civilians" and not any(part.matches for part in phrase.parts):
        return Ruling("civilians", "civilians", kind, SURE, f"{head.word if head else ''!r} are civilians")
    return Ruling(None, phrase.words.text, kind, 0.0, "no register entry and no single antecedent fits")


def rule_on_mention(mention: Mention, frame: Frame, voice: Voice) -> Ruling:
    """Decide which actor a mention means, by its own words or else by the phrase that it stands in."""
    if by_hand := decided(mention, frame):
        return by_hand
    surface, start = whole_phrase(mention, frame)
    of_others = is_outsiders(mention, frame)
    ruling = rule_on(surface, start, frame, voice, of_others=of_others)
    if ruling.id is None and (told := counted_before(mention, frame)):
        return rule_on(*told, frame, voice)
    if ruling.id is None and surface != mention.surface:
        ruling = rule_on(mention.surface, mention.span.start, frame, voice, of_others=of_others)
    if ruling.id or ruling.kind == "person":
        return ruling
    person = person_meant(mention, frame, voice.at) if voice.is_target else None
    if person:
        return Ruling(None, person, "person", GUESSED, f"{mention.surface!r} is {person} in the report")
    return Ruling(None, as_people(mention, frame), ruling.kind, ruling.score, ruling.why)


def rule_on_each(mention: Mention, frame: Frame, voice: Voice) -> tuple[Ruling, ...]:
    """Decide which actors a mention means: several where names are joined ("men of X or Y")."""
    if by_hand := decided(mention, frame):
        return (by_hand,)
    phrase = frame.phrase(mention.surface)
    for part in phrase.telling():
        matches = [match for match in part.matches if not all(entry.bound for entry in match.entries)]
        if part.link != ALLIED and len(matches) > 1 and are_joined(phrase, matches, frame.register):
            rulings = [_by_match(frame, phrase, (part, match), voice) for match in matches]
            if all(rulings):
                return tuple(ruling for ruling in rulings if ruling)
    return (rule_on_mention(mention, frame, voice),)


def rule_on(surface: str, offset: int, frame: Frame, voice: Voice, *, of_others: bool = False) -> Ruling:
    """Decide which actor a phrase means.

    Args:
        surface: The phrase as printed.
        offset: Its first character in the report.
        frame: The report.
        voice: The speaker's side and the claim's other actors.
        of_others: Whether others than the report's country put it there.
    """
    phrase = frame.phrase(surface)
    if phrase.determiner in {"first", "singular", "plural", "group", "relative"}:
        named = _by_names(frame, phrase, voice) if phrase.core.matches else None
        ruling = named or _by_pronoun(frame, phrase, offset, voice)
    else:
        ruling = _by_names(frame, phrase, voice) or _by_description(frame, phrase, offset, voice)
        ruling = ruling or _by_owner(frame, phrase, offset, voice)
    return ruling or (_by_country(frame, phrase) if not of_others else None) or _keep_words(phrase)


def rule_by_name(surface: str, frame: Frame) -> Ruling | None:
    """Decide which actor a phrase means by the names in it alone, without co-reference."""
    return _by_names(frame, frame.phrase(surface), Voice())


def rule_on_body(surface: str, frame: Frame) -> Ruling | None:
    """Take a bare state body ("police") for that of the report's country; None for all other phrases."""
    return _by_country(frame, frame.phrase(surface), officials=True)


def rule_by_description(surface: str, offset: int, frame: Frame) -> Ruling | None:
    """Take a bare description of who speaks ("the rebels", "the group's spokesman") for the only actor that it fits."""
    phrase = frame.phrase(surface)
    if phrase.determiner != "definite" and not any(mark in surface for mark in APOSTROPHES):
        return None
    found = _by_description(frame, phrase, offset, Voice()) or _by_owner(frame, phrase, offset, Voice())
    return found or _last_armed(frame, phrase, offset)


def _last_armed(frame: Frame, phrase: Phrase, offset: int) -> Ruling | None:
    """Take "the group", which any armed body may be called, for the only one named in the sentences before."""
    head = phrase.core.head
    if head is None or head.kind != ARMED or head.refers or phrase.determiner != "definite" or not phrase.bare:
        return None
    targets = {entry.target for _, entry in frame.before(offset, RECENT) if entry.kind in IRREGULAR}
    why = f"the only armed actor that {head.word!r} may mean"
    return actor_of_id(frame, targets.pop(), GUESSED, why) if len(targets) == 1 else None
