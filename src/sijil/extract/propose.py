"""From merged drafts to proposals: the words of each role, times and places, figures, the shortest clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sijil.extract.base import Attribution, Proposal, Quote
from sijil.extract.clause import quote_span
from sijil.extract.counting import propose_figures
from sijil.extract.custody import type_by_doer
from sijil.extract.damage import also_struck
from sijil.extract.habits import is_habit
from sijil.extract.harmed import is_apart
from sijil.extract.kinds import is_pit, kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.merge import is_owned_to, merge_drafts
from sijil.extract.named import also_named
from sijil.extract.quotes import quote_phrase, quote_range
from sijil.extract.rules import Draft, find_drafts
from sijil.extract.sites import are_listed, quote_places
from sijil.extract.slots import objects
from sijil.extract.tree import Tree
from sijil.extract.trials import own_times
from sijil.extract.when import TimePhrase, dates_another, dates_beginning, find_time_phrases, loose_phrases, phrases_of
from sijil.records import ClaimKind

_COMPACT = 6  # words over which a trigger phrase is quoted whole
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\W{0,2}(?:%|per ?cent)", re.IGNORECASE)
_NAMED = frozenset({"NOUN", "PROPN"})
_STRUCK = frozenset({"facility", "place", "house", "vehicle"})


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal with the tree words that context needs.

    Attributes:
        proposal: The proposal.
        draft: The draft behind it.
        times: The time phrases that date it.
    """

    proposal: Proposal
    draft: Draft
    times: list[TimePhrase]

    @property
    def rules(self) -> frozenset[str]:
        """Collect the ids of the rules that it rests on."""
        return frozenset(part.rule.id for part in self.draft.parts())


def propose(tree: Tree, lexicon: Lexicon, said: list[Attribution]) -> list[Found]:
    """Propose the claims of one sentence."""
    drafts = find_drafts(tree, lexicon)
    if not drafts:
        return []
    phrases = find_time_phrases(tree, lexicon)
    voices = [_voice(_owned_to(tree, draft, drafts), said) for draft in drafts]
    merged = sorted(
        (
            draft
            for voice in dict.fromkeys(voices)
            for draft in merge_drafts(
                tree, lexicon, [one for one, own in zip(drafts, voices, strict=True) if own == voice], phrases
            )
        ),
        key=lambda draft: draft.head,
    )
    return [found for draft in merged for found in _propose(tree, lexicon, draft, merged, phrases, said)]


def _owned_to(tree: Tree, draft: Draft, drafts: list[Draft]) -> Draft:
    """Return the happening to which somebody owns by a relative clause, which is one claim with it, or the draft."""
    return next((other for other in drafts if is_owned_to(tree, other, draft)), draft)


def _voice(draft: Draft, said: list[Attribution]) -> int:
    """Return the cue of the nearest source of a draft, or -1; what two say is not one claim."""
    return next((one.cue for one in reversed(said) if one.source >= 0 and draft.head in {one.cue, *one.content}), -1)


def _propose(
    tree: Tree,
    lexicon: Lexicon,
    draft: Draft,
    drafts: list[Draft],
    phrases: list[TimePhrase],
    said: list[Attribution],
) -> list[Found]:
    """Propose a draft; a state that is said of several places becomes one claim for each."""
    stops = {word for other in drafts if other is not draft for word in other.words}
    stops |= {attribution.cue for attribution in said}
    carriers = draft.words | _carriers(tree, draft, stops)
    times = phrases_of(tree, phrases, carriers, stops - draft.words)
    if not times and len(drafts) == 1:
        times = loose_phrases(tree, phrases, stops)
    times = [phrase for phrase in times if not dates_another(tree, lexicon, phrase, draft.words)]
    times = [phrase for phrase in times if not dates_beginning(tree, lexicon, phrase, carriers)]
    times = own_times(tree, lexicon, draft.head, times)
    start, end = quote_span(tree, draft, drafts, said)
    echoes = draft.rule.echo and not draft.rule.roles
    clause = (start, end)
    if draft.rule.tag == "NOUN" and tree.clause(draft.head) in stops - draft.words:
        clause = tree.phrase(draft.head)
    places = [] if echoes else quote_places(tree, lexicon, draft, carriers, clause)
    roles = [(role, _quote_side(tree, lexicon, draft, word)) for role, word in _sides(tree, lexicon, draft)]
    roles += [("time", quote_range(tree, phrase.start, phrase.end, phrase.head)) for phrase in times]
    roles += _weapons(tree, lexicon, draft, [word for word in range(start, end) if tree.heads[word] not in stops])
    share = _share(tree, lexicon, start, end)
    kind, claim_type = _with_share(tree, lexicon, draft, share)
    figures = propose_figures(tree, lexicon, draft, times)
    if claim_type == "abduction":
        figures = tuple(replace(one, harm="captured") if one.harm == "arrested" else one for one in figures)
    groups = _groups(tree, places) if kind is ClaimKind.STATE else [places]
    kind = ClaimKind.STATE if is_habit(tree, lexicon, carriers, times) else kind
    return [
        Found(
            Proposal(
                type=claim_type,
                kind=kind,
                trigger=_trigger(tree, draft),
                evidence=quote_range(tree, start, end, draft.head),
                roles=(*roles, *(("place", place) for place in group)),
                figures=figures,
                share=share,
                rule=draft.rule.id,
                found_by="rules",
                score=draft.score,
            ),
            draft,
            times,
        )
        for group in groups
    ]


def _groups(tree: Tree, places: list[Quote]) -> list[list[Quote]]:
    """Part the places of a state: one claim for each of a list ("X and Y, the last bastions in Z"), with the others."""
    listed = next((size for size in range(len(places), 1, -1) if are_listed(tree, places[:size])), 1)
    return [[place, *places[listed:]] for place in places[:listed]] or [places]


def _sides(tree: Tree, lexicon: Lexicon, draft: Draft) -> list[tuple[str, int]]:
    """List who acts and on whom; of two who clash with each other, the second is the other side."""
    sides = [
        (role, word)
        for role in ("actor", "target")
        for told in draft.roles.get(role, [])[:1]
        for filler in [_told_before(tree, lexicon, draft, told) if role == "target" else told]
        for word in tree.conjuncts(filler)
        if _plays(tree, lexicon, draft, role, word)
        and not (role == "actor" and word != filler and _is_count(tree, word))
        and (word == filler or role == "actor" or not is_apart(tree, lexicon, word, filler, draft.head))
    ]
    if draft.type == "armed_clash" and len(sides) > 1 and all(role == "actor" for role, _ in sides):
        return [sides[0], *(("target", word) for _, word in sides[1:])]
    known = {word for _, word in sides}
    others = [*also_struck(tree, lexicon, draft), *also_named(tree, draft)]
    return sides + [("target", word) for word in dict.fromkeys(others) if word not in known]


def _told_before(tree: Tree, lexicon: Lexicon, draft: Draft, struck: int) -> int:
    """Return for "it" the place at which the clause before says people died ("killed at a market when it was hit")."""
    if tree.lower[struck] != "it":
        return struck
    harms = [part.head for part in draft.parts() if part.rule.harms_people and part.head < struck]
    places = (
        word
        for harm in harms
        for word in tree.dependents(harm, "obl")
        if word < struck and tree.case(word) in {"at", "in", "on"} and kinds_of(tree, lexicon, word) & _STRUCK
    )
    return next(places, struck)


def _quote_side(tree: Tree, lexicon: Lexicon, draft: Draft, word: int) -> Quote:
    """Quote who acts or suffers, without the trigger behind them ("Oil facilities in X | hit by drones")."""
    start, end = tree.phrase(word)
    if draft.rule.tag == "VERB" and word < draft.head < end and tree.heads[draft.head] == word:
        return quote_range(tree, start, draft.head, word)
    return quote_phrase(tree, lexicon, word)


def _is_count(tree: Tree, word: int) -> bool:
    """Tell whether a joined number only counts others who suffered ("12 were killed by X and three by Y")."""
    return tree.tags[word] == "NUM" and any(tree.rels[child] in {"cc", "nmod", "obl"} for child in tree.children[word])


def _plays(tree: Tree, lexicon: Lexicon, draft: Draft, role: str, word: int) -> bool:
    """Refuse fillers that name no actor: weapons, happenings; a besieged town is a place.

    What is struck is what was hit, and where: a town, a bridge, "the villages".
    """
    if tree.tags[word] == "NUM" and lexicon.has("time_noun", " ".join(tree.lemmas[word + 1 : word + 2])):
        return False  # "16 February"
    kinds = kinds_of(tree, lexicon, word)
    named = bool(tree.children[word]) or (word > 0 and tree.tags[word - 1] == "PROPN")
    bare = tree.rels[word] in {"amod", "compound"} and not named
    if role == "actor" and bare and lexicon.has("no_owner", tree.lower[word]):
        return False
    if role == "actor" and ("toll" in kinds or lexicon.has("cause", tree.lemmas[word])):
        return False
    if kinds & {"person", "group"}:
        return True
    if role == "target" and "fitting" in kinds and any(tree.tags[child] == "PRON" for child in tree.children[word]):
        return False  # "its windows": of what was struck, which is told of
    looted = draft.type == "looting" and "facility" in kinds and tree.tags[word] == "NOUN"
    if role == "target" and "place" in kinds and not looted:
        if draft.kind is ClaimKind.EVENT and draft.rule.violent:
            return True
        return draft.rule.tag == "VERB" and draft.kind is ClaimKind.EVENT and tree.lower[word] in lexicon.nations
    return "happening" not in kinds and (role != "actor" or "weapon" not in kinds or "aircraft" in kinds)


def _trigger(tree: Tree, draft: Draft) -> Quote:
    """Quote the trigger phrase, or its head where the phrase is spread out."""
    first, last = min(draft.slots.words), max(draft.slots.words)
    if last - first >= _COMPACT:
        first = last = draft.head
    return quote_range(tree, first, last + 1, draft.head)


def _with_share(tree: Tree, lexicon: Lexicon, draft: Draft, share: float | str | None) -> tuple[ClaimKind, str]:
    """Read "have retaken most of the city" and "has had control of it" as what is held now, not as one happening."""
    perfect = any(tree.rels[child] == "aux" and tree.lemmas[child] == "have" for child in tree.children[draft.head])
    has_long = tree.lemmas[draft.head] == "have"
    if draft.type == "territory_gained" and (share is not None or has_long) and perfect:
        return ClaimKind.STATE, "control"
    return draft.kind, type_by_doer(tree, lexicon, draft)


def _carriers(tree: Tree, draft: Draft, stops: set[int]) -> set[int]:
    """Collect the words whose time and place phrases are the draft's: up to the clause's verb, and who was counted."""
    carriers = {figure.filler for figure in draft.figures if figure.filler >= 0}
    for word in [part.head for part in draft.parts()]:
        clause = tree.clause(word)
        for above in (word, *tree.ancestors(word)):
            if above in stops and above != word:
                break
            carriers.add(above)
            if above == clause:
                break
    return carriers


def _weapons(tree: Tree, lexicon: Lexicon, draft: Draft, clause: list[int]) -> list[tuple[str, Quote]]:
    """Quote the first weapon among the words of a clause of violence."""
    if draft.kind is ClaimKind.STATE or not (draft.figures or draft.rule.violent):
        return []
    for word in clause:
        lemma = tree.lemmas[word]
        named = tree.tags[word] in _NAMED and (lexicon.has("weapon", lemma) or lexicon.has("aircraft", lemma))
        body = tree.names.get(word) == "ORG" and tree.names.get(word - 1) == "ORG"  # "the Assam Rifles"
        named = named and not is_pit(tree, lexicon, word) and not body
        if named and word not in draft.roles.get("target", []) and not _is_ruined(tree, lexicon, word):
            first = word
            while first > clause[0] and tree.rels[first - 1] == "compound" and tree.tags[first - 1] in _NAMED:
                first -= 1
            return [("weapon", quote_range(tree, first, word + 1, word))]
    return []


def _is_ruined(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a weapon is what was destroyed, or belongs to it ("the strike destroyed two tanks")."""
    while tree.rels[word] in {"compound", "conj", "flat"} or (tree.rels[word] == "nmod" and tree.case(word) == "of"):
        word = tree.heads[word]
    return word in [
        whom for verb in tree.ancestors(word) if lexicon.has("ruin", tree.lemmas[verb]) for whom in objects(tree, verb)
    ]


def _share(tree: Tree, lexicon: Lexicon, start: int, end: int) -> float | str | None:
    """Read the part of a place that a clause speaks of: 0.7 for "70 percent", else the word ("most", "half")."""
    percent = _PERCENT.search(tree.cut(start, end))
    if percent:
        return round(min(float(percent[1]) / 100, 1.0), 3)
    for word in range(start, end - 1):
        if lexicon.has("share", tree.lower[word]) and tree.lower[word + 1] == "of":
            return tree.lower[word]
    return None
