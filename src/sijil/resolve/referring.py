"""Words for actors that mean who acted in a claim before: "Government forces pounded X. They hit the clinic"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sijil.parts.ontology import IRREGULAR
from sijil.records import Actor, Claim, Mention, ResolvedClaim
from sijil.resolve.actors import RECENT
from sijil.resolve.frame import Frame
from sijil.resolve.phrases import Phrase
from sijil.resolve.rulings import ANTECEDENT, Ruling, Voice

ONE, SEVERAL = "group", "plural"
"""Kinds of the pronouns for a body ("it") and for people ("they")."""

ARMED = "armed"

Earlier = Sequence[tuple[Claim, ResolvedClaim]]


def rule_by_claims(mention: Mention, ruled: Ruling, frame: Frame, earlier: Earlier, voice: Voice) -> Ruling | None:
    """Take a pronoun or a bare description that no name explains for those who acted in the last claim before it.

    They must be one known armed actor or state, stand no more than two sentences back, not be the speaker's side or
    the claim's other side, and no other armed actor may be named in between. "They" never means those whom the last
    claim's actor struck, though their name may stand nearer.

    Args:
        mention: The words.
        ruled: What they mean by the names before them; without an id where none explains them.
        frame: The report.
        earlier: The claims before it with what they were resolved to, in the order of the text.
        voice: The speaker's side and the claim's other actors.
    """
    phrase = frame.phrase(mention.surface)
    if ruled.id:
        return _by_subject(mention, phrase, ruled, frame, earlier)
    passage = frame.passage_at(mention.span.start)
    spoken = voice.is_body and voice.at is not None and frame.passage_at(voice.at) == passage
    if spoken and (voice.at or 0) < mention.span.start and phrase.determiner in {ONE, SEVERAL}:
        return None
    for claim, resolved in reversed(earlier):
        if claim.trigger.start >= mention.span.start or not resolved.actors:
            continue
        if passage - frame.passage_at(claim.trigger.start) > RECENT or len(resolved.actors) > 1:
            return None
        actor = resolved.actors[0]
        own = voice.party is not None and actor.id is not None and actor.id == voice.party.id
        if own or (actor.id and actor.id in voice.others) or not _may_mean(phrase, actor, frame):
            return None
        between = range(claim.trigger.end, mention.span.start)
        if any(
            sighting.start in between and _is_other(entry.target, entry.kind, actor, frame)
            for sighting, entry in frame.named
        ):
            return None
        return _meant(actor, frame)
    return None


def _meant(actor: Actor, frame: Frame) -> Ruling:
    row = frame.register.actors.get(actor.id or "")
    score = ANTECEDENT if actor.id else 0.0
    why = f"{actor.name} acted in what was told before"
    return Ruling(actor.id, actor.name, actor.kind, score, why, row.side if row else None)


def _by_subject(mention: Mention, phrase: Phrase, ruled: Ruling, frame: Frame, earlier: Earlier) -> Ruling | None:
    """Return who acted in the claim before, where "they" was taken for the one that was struck in it."""
    if phrase.determiner not in {ONE, SEVERAL} or len(phrase.words) > 1:
        return None
    told = (pair for pair in reversed(earlier) if pair[0].trigger.start < mention.span.start and pair[1].actors)
    claim, resolved = next(told, (None, None))
    if claim is None or resolved is None or ruled.id not in {target.id for target in resolved.targets}:
        return None
    if frame.passage_at(mention.span.start) - frame.passage_at(claim.trigger.start) > RECENT - 1:
        return None
    return _meant(resolved.actors[0], frame)


def rule_by_victims(mention: Mention, frame: Frame, earlier: Earlier, doers: Iterable[Ruling]) -> Ruling | None:
    """Take "them" for those to whom the same actor did what was told before ("abducted three men and shot them")."""
    phrase = frame.phrase(mention.surface)
    if phrase.determiner != SEVERAL or len(phrase.words) > 1:
        return None
    passage = frame.passage_at(mention.span.start)
    told = (pair for pair in reversed(earlier) if pair[0].trigger.start < mention.span.start and pair[1].targets)
    claim, resolved = next(told, (None, None))
    if claim is None or resolved is None or frame.passage_at(claim.trigger.start) != passage:
        return None
    whose = {actor.id or actor.name for actor in resolved.actors}
    target = resolved.targets[0]
    if len(resolved.targets) > 1 or target.id in whose or whose != {ruling.id or ruling.name for ruling in doers}:
        return None
    return replace(_meant(target, frame), why=f"{target.name} suffered what was told before")


def rule_by_counted(mention: Mention, ruled: Ruling, frame: Frame, earlier: Earlier, party: Ruling | None) -> Ruling:
    """Take "they" to whom something was done for those counted before in the sentence, not for the body that says it.

    "Ten days after 110 girls went missing the government confirmed that they had been kidnapped".
    """
    phrase = frame.phrase(mention.surface)
    if phrase.determiner != SEVERAL or len(phrase.words) > 1 or party is None or ruled.id != party.id:
        return ruled
    passage = frame.passage_at(mention.span.start)
    for claim, resolved in reversed(earlier):
        if frame.passage_at(claim.trigger.start) != passage or claim.trigger.start > mention.span.start:
            continue
        several = any((figure.quantity.low or 0) > 1 for figure in claim.figures)
        if several and len(resolved.targets) == 1 and resolved.targets[0].id != party.id:
            return replace(_meant(resolved.targets[0], frame), why="those who were counted before it")
    return ruled


def _may_mean(phrase: Phrase, actor: Actor, frame: Frame) -> bool:
    """Tell whether a phrase is a lone pronoun for several or for a body, or a bare noun that fits an actor's kind."""
    if phrase.determiner in {ONE, SEVERAL}:
        return len(phrase.words) == 1
    head = phrase.core.head
    row = frame.register.actors.get(actor.id or "")
    kind = row.kind if row else actor.kind
    if phrase.determiner != "definite" or not phrase.bare or head is None or not actor.id:
        return False
    return kind in head.refers or (head.kind == ARMED and not head.refers and kind in IRREGULAR)


def _is_other(target: str, kind: str, actor: Actor, frame: Frame) -> bool:
    return target != actor.id and frame.register.cue("armed_kind", kind) is not None
