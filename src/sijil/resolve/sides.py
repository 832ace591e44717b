"""Who acts in a claim whose clause does not say, or who suffers: judged choices, each with its reason."""

from __future__ import annotations

from sijil.parts import WordList
from sijil.parts.ontology import FOES, REGULAR
from sijil.records import Claim, Passage, Time
from sijil.resolve.frame import REACH, Frame, Sighting, camp_of
from sijil.resolve.register import Entry
from sijil.resolve.rulings import ANTECEDENT, GUESSED, Ruling, actor_of_id
from sijil.resolve.words import Words, split_words


def infer_actor(claim: Claim, frame: Frame, party: Ruling | None, known: tuple[Ruling, ...]) -> Ruling | None:
    """Infer who acted in a clause without an actor ("the town had fallen"): the speaker's side, if it is armed.

    Only for the claim types that the packs list, and never against what the claim's other arguments say; who struck,
    only where the one who was struck is known and of another side.
    """
    own_doers = next(iter(frame.register.cues.get(f"doers_of_{claim.type}", ())), None)
    if own_doers:
        return Ruling(None, own_doers, "civilians", GUESSED, "whoever does such a thing is called so")
    is_gain = frame.register.cue("infer_actor", claim.type) is not None
    is_strike = frame.register.cue("infer_struck", claim.type) is not None and any(other.id for other in known)
    if party and party.id and (is_gain or is_strike) and frame.register.cue("armed_kind", party.kind or ""):
        why = "no actor in the clause; the speaker's own side"
        own = Ruling(party.id, party.name, party.kind, ANTECEDENT, why, party.side)
        return infer_other(claim, frame, known) if _is_against_own(own, known) else own
    return infer_other(claim, frame, known)


def _is_against_own(own: Ruling, known: tuple[Ruling, ...]) -> bool:
    return any(other.id == own.id or (own.side and other.side == own.side) for other in known)


def infer_other(claim: Claim, frame: Frame, known: tuple[Ruling, ...]) -> Ruling | None:
    """Infer the other side of a hostile claim: the only one named in the sentence or the next."""
    if not known or not known[0].id or not frame.register.cue("infer_other", claim.type):
        return None
    index = frame.passage_at(claim.trigger.start)
    passage = frame.passages[index]
    after = frame.passages[min(index + 1, len(frame.passages) - 1)]
    for armed in (_armed(claim, frame, passage), _armed(claim, frame, passage, after)):
        ids, sides = {other.id for other in known}, {other.side for other in known if other.side}
        others = sorted(target for target, side in armed.items() if target not in ids and side not in sides)
        if len(others) == 1:
            why = "not in the clause; the only other armed side named beside it"
            return actor_of_id(frame, others[0], ANTECEDENT, why)
        if others:
            return None
    foe = _described_foe(claim, frame) if known[0].kind in REGULAR else None
    foe = None if foe and any(foe.name in doer.surface for doer in claim.mentions("actor")) else foe
    return foe or _only_foe(frame, known)


def existed(ruling: Ruling, time: Time | None, frame: Frame) -> bool:
    """Tell whether an actor may have existed in some days; one that no register gives days did at all times."""
    row = frame.register.actors.get(ruling.id or "")
    if row is None or time is None:
        return True
    begun = not (row.valid_from and time.latest) or row.valid_from <= time.latest
    return begun and not (row.valid_to and time.earliest and row.valid_to < time.earliest[: len(row.valid_to)])


def _armed(claim: Claim, frame: Frame, passage: Passage, after: Passage | None = None) -> dict[str, str | None]:
    """Return the armed actors named in a sentence, and as a foe in the next, with their sides.

    Who is named in the words about those who act ("troops backed by X") is no other side, unless as their foe.
    """
    found: dict[str, str | None] = {}
    about = [mention.span for mention in claim.mentions("actor")]
    for sighting, entry in frame.named:
        if not sighting.foe and any(span.start <= sighting.start < span.end for span in about):
            continue
        row = frame.register.actors.get(entry.target)
        kind = row.kind if row else entry.kind
        near = passage.start <= sighting.start < passage.end
        later = after is not None and sighting.foe and after.start <= sighting.start < after.end
        if (near or later) and frame.register.cue("armed_kind", kind):
            found.setdefault(entry.target, row.side if row else entry.side)
    return found


def _is_of_people(sighting: Sighting, entry: Entry, frame: Frame) -> bool:
    """Tell whether a nation is only that of a person or of people who do not fight ("a South African man")."""
    behind = split_words(frame.report.text[sighting.end : sighting.end + REACH]).plains[:1]
    lists = {row.name: row.words for row in frame.packs.rows(WordList)} if behind and entry.adjective else {}
    people = {*lists.get("sole", ()), *lists.get("civilian", ())} - {*lists.get("fighter", ())}
    return bool(behind) and bool({behind[0], behind[0].removesuffix("s")} & people)


def _only_foe(frame: Frame, known: tuple[Ruling, ...]) -> Ruling | None:
    """Return the only other party to the fighting that the report names anywhere, if it names one alone."""
    own = {camp_of(other.id or other.name, frame) for other in known}
    sides = {other.side for other in known if other.side}
    found: dict[str, str] = {}
    for sighting, entry in frame.named:
        row = frame.register.actors.get(entry.target)
        kind, side = (row.kind, row.side) if row else (entry.kind, entry.side)
        camp = camp_of(entry.target, frame)
        if kind == "state" and (frame.is_whereabouts(sighting) or _is_of_people(sighting, entry, frame)):
            continue
        if camp in own or (side and side in sides):
            continue
        if kind == "state" or frame.register.cue("armed_kind", kind):
            found.setdefault(camp, entry.target)
    if len(found) != 1:
        return None
    return actor_of_id(frame, found.popitem()[1], ANTECEDENT, "not in the clause; the only other side in the report")


def _described_foe(claim: Claim, frame: Frame) -> Ruling | None:
    """Return an unnamed foe of regular forces as the sentence, or else the lead, puts it ("X militants")."""
    index = frame.passage_at(claim.trigger.start)
    for passage in (frame.passages[index], *frame.passages[:2]):
        words = split_words(frame.report.text[passage.start : passage.end])
        for last, word in enumerate(words.plains):
            row = frame.register.heads.get(word)
            if row and row.kind in FOES and row.refers and word.endswith("s"):
                first = _first_word(words, last, passage)
                phrase = words.text[words.starts[first] : words.ends[last]]
                return Ruling(
                    None, phrase, row.kind, 0.0, "not in the clause; the foe as described beside it or in the lead"
                )
    return None


def _first_word(words: Words, last: int, passage: Passage) -> int:
    """Return the first word of a noun phrase: adjectives and nouns right before its head."""
    tags = dict(zip(passage.starts, passage.tags, strict=True))
    first = last
    while first and not words.gap(first - 1).strip(" -"):
        if tags.get(passage.start + words.starts[first - 1]) not in {"ADJ", "NOUN", "PROPN"}:
            break
        first -= 1
    return first
