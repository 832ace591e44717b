"""What was counted becomes figures: with group, status, parts, and what the figure counts over."""

from __future__ import annotations

from dataclasses import replace

from sijil.extract.base import ProposedFigure, Quote
from sijil.extract.figures import count_of, fighter_told_of, part_name, status_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.quotes import quote_group, quote_phrase, quote_range
from sijil.extract.rules import Draft, HarmDone
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase
from sijil.records import OfWhom, Qualifier, Scope

_HURT = frozenset({"killed", "wounded"})


def propose_figures(tree: Tree, lexicon: Lexicon, draft: Draft, times: list[TimePhrase]) -> tuple[ProposedFigure, ...]:
    """Turn all that a draft counted into figures; "nine others" and a bare "four" are of the group before them."""
    scope = _scope(tree, lexicon, draft, times)
    figures: list[ProposedFigure] = []
    groups: list[int] = []
    for done in draft.figures:
        figure = replace(_figure(tree, lexicon, draft, done), scope=scope)
        if done.counted and any(figure.number == other.number and figure.harm == other.harm for other in figures):
            continue
        group = done.counted.group if done.counted else done.filler
        bare = group < 0 or lexicon.has("more_of_same", tree.lemmas[group])
        told = [lexicon.has("harm_of_people", held.harm) and held.group is not None for held in figures]
        named = next((at for at in range(len(figures) - 1, -1, -1) if told[at]), -1)
        if bare and lexicon.has("harm_of_people", done.harm):
            other = named < 0 or _is_one_person(tree, groups[named])
            figure = _of_those_before(tree, lexicon, draft, figure, done) if other else _of(figure, figures[named])
        figures.append(figure)
        groups.append(group)
    return _shared(figures)


def _is_one_person(tree: Tree, word: int) -> bool:
    """Tell whether a word is for somebody known by name or kin ("Adam Musa", "his son"): there are no more of those."""
    owned = any(tree.fullrels[child] == "nmod:poss" for child in tree.children[word])
    return tree.names.get(word) == "PER" or (owned and tree.lower[word] == tree.lemmas[word])


def _shared(figures: list[ProposedFigure]) -> tuple[ProposedFigure, ...]:
    """Let one number of dead and wounded together ("15 were killed or wounded") bound each of them from above."""
    harms = {figure.number: {other.harm for other in figures if other.number == figure.number} for figure in figures}
    return tuple(
        replace(figure, low=None, qualifier=Qualifier.UP_TO if figure.high is not None else Qualifier.UNSPECIFIED)
        if len(harms[figure.number]) > 1 and figure.low != 1 and harms[figure.number] <= _HURT
        else figure
        for figure in figures
    )


def _of(figure: ProposedFigure, named: ProposedFigure) -> ProposedFigure:
    """Let a bare number count the people of the figure before it."""
    return replace(figure, group=named.group, status=named.status)


def _of_those_before(
    tree: Tree, lexicon: Lexicon, draft: Draft, figure: ProposedFigure, done: HarmDone
) -> ProposedFigure:
    """Let a bare number count the people named last before it, unless they act or speak ("... soldiers: 20 killed").

    Of "the brigade lost nine" they are the brigade's.
    """
    if done.counted is None or figure.group is not None:
        return figure
    acting = set(draft.roles.get("actor", []))
    suffered = [] if draft.type == "aircraft_lost" else draft.roles.get("target", [])
    before = min(draft.head, done.counted.count.start)
    lost = [word for word in suffered if word < before and tree.tags[word] != "NUM"]
    if lost and lost[0] != done.filler:
        return replace(figure, group=quote_phrase(tree, lexicon, lost[0]), status=status_of(tree, lexicon, lost[0]))
    for word in range(done.counted.count.start - 1, -1, -1):
        people = lexicon.has("fighter", tree.lemmas[word]) or lexicon.has("civilian", tree.lemmas[word])
        if people and tree.rels[word] != "amod" and word not in acting and not _speaks(tree, lexicon, word):
            return replace(figure, group=_without_number(tree, lexicon, word), status=status_of(tree, lexicon, word))
    return figure


def _without_number(tree: Tree, lexicon: Lexicon, word: int) -> Quote:
    """Quote people who were named before without the number that counts them there."""
    counted = count_of(tree, lexicon, word)
    number = counted is not None and counted.count.qualifier is not Qualifier.UNSPECIFIED
    return quote_group(tree, lexicon, word, counted.count.end if counted and number else 0)


def _speaks(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word is the subject of a clause, or who is cited, or says what those are ("a police officer")."""
    while tree.rels[word] in {"compound", "flat"}:
        word = tree.heads[word]
    return tree.rels[word] == "nsubj" or (
        tree.heads[word] >= 0 and lexicon.has("speech", tree.lemmas[tree.heads[word]])
    )


def _figure(tree: Tree, lexicon: Lexicon, draft: Draft, done: HarmDone) -> ProposedFigure:
    """Turn one count into a figure; a harm that nobody counted ("heavy losses") is open on both sides."""
    if done.counted is None:
        group = next(iter(draft.roles.get("target", [])), -1)
        return ProposedFigure(
            harm=done.harm,
            number=quote_range(tree, draft.head, draft.head + 1, draft.head),
            low=None,
            high=None,
            qualifier=Qualifier.UNSPECIFIED,
            group=quote_phrase(tree, lexicon, group) if group >= 0 else None,
            status=status_of(tree, lexicon, group),
        )
    count = done.counted.count
    group = done.counted.group if done.harm != "strikes" else -1
    told = fighter_told_of(tree, lexicon, group) if group >= 0 else -1
    whom = told if told >= 0 else group
    return ProposedFigure(
        harm=done.harm,
        number=quote_range(tree, count.start, count.end, count.end - 1),
        low=count.low,
        high=count.high,
        qualifier=count.qualifier,
        group=quote_group(tree, lexicon, whom, count.end) if group >= 0 else None,
        status=status_of(tree, lexicon, group),
        of_whom=tuple(
            OfWhom(who=part_name(tree, word), low=part.low, high=part.high) for word, part in done.counted.parts
        ),
    )


def _scope(tree: Tree, lexicon: Lexicon, draft: Draft, times: list[TimePhrase]) -> Scope:
    """Judge what a figure counts over: one happening, a period, or all so far."""
    if draft.rule.running:
        return Scope.RUNNING_TOTAL
    if draft.type == "killing" and any(_is_long(tree, lexicon, phrase) for phrase in times):
        return Scope.PERIOD
    if draft.type != "toll":
        return Scope.EVENT
    plain = f" {' '.join(tree.lower)} "
    if any(f" {cue} " in plain for cue in lexicon.lists["totalling"]):
        return Scope.RUNNING_TOTAL
    return Scope.PERIOD if any(_is_period(tree, lexicon, phrase) for phrase in times) else Scope.EVENT


def _is_long(tree: Tree, lexicon: Lexicon, phrase: TimePhrase) -> bool:
    """Tell whether a time phrase spans more than one killing would ("over the past decade", "in recent years")."""
    words = tree.lower[phrase.start : phrase.end]
    return words[-1] != "ago" and any(lexicon.has("long_span", word) for word in words)


def _is_period(tree: Tree, lexicon: Lexicon, phrase: TimePhrase) -> bool:
    """Tell whether a time phrase spans days ("since Tuesday", "in June", "in three days")."""
    words = tree.lower[phrase.start : phrase.end]
    if len(words) == 1 and tree.tags[phrase.head] == "NOUN":
        return False
    if words[-1] == "ago" or any(lexicon.has("short_span", word) for word in words):
        return False
    if lexicon.has("period", words[0]) or any(lexicon.has("span_of_time", word) for word in words):
        return True
    dated = any(character.isdigit() for word in words for character in word)
    return not dated and any(lexicon.has("month", word) for word in words)
