"""Whether a noun says that something happened, or that people came to harm, and does not only refer to it."""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.light import outer_of, top_of
from sijil.extract.rules import Draft, HarmDone
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase
from sijil.records import Qualifier

_SUFFERERS = frozenset({"civilian", "fighter", "person", "place", "facility", "refugee", "vehicle"})
DEFINITE = frozenset({"the", "that", "this", "these", "those", "his", "their"})
"""Words that point to what was told before."""


def stands(tree: Tree, lexicon: Lexicon, draft: Draft, phrases: list[TimePhrase]) -> bool:
    """Tell whether a noun is more than a reference: carried by a verb, dated, counted, or a headline's root."""
    before = tree.phrase(draft.head)[0] - 1  # "children are used as suicide bombers"
    role_only = draft.rule.tag == "NOUN" and before >= 0 and tree.lower[before] == "as"
    if draft.rule.tag != "NOUN" or (draft.rule.bare and not role_only) or draft.figures or draft.merged:
        return True
    head, outer = draft.head, outer_of(tree, lexicon, top_of(tree, draft.slots.words))
    done = draft.roles.get("actor") and (draft.roles.get("place") or draft.roles.get("target"))
    if done or _is_seen(tree, lexicon, draft, outer, phrases):
        return True
    above, relation = tree.heads[outer], tree.rels[outer]
    part = above >= 0 and lexicon.has("onset", tree.lemmas[above]) and tree.case(outer) == "of"
    verb, role = (tree.heads[above], tree.rels[above]) if part else (above, relation)
    later = role == "obl" and tree.case(outer) in {"after", "following"}
    if verb >= 0 and lexicon.has("stop", tree.lemmas[verb]) and role in {"obj", "nsubj", "obl"} and not later:
        return False
    if draft.slots.light >= 0 or relation == "root" or _is_met(tree, lexicon, draft, above, relation):
        return True
    if relation == "nsubj" and lexicon.has("occur", tree.lemmas[above]):
        return not _only_dates(tree, head, above, phrases)
    if relation in {"obj", "nsubj"} and above >= 0 and lexicon.has("noted", tree.lemmas[above]):
        return True
    if any(lexicon.has("take_place", tree.lemmas[child]) for child in _told_of(tree, head)):
        return True
    if relation == "obl" and tree.case(outer) in {"after", "following"} and above >= 0:
        if any(tree.lower[child] in DEFINITE for child in tree.children[head]):
            return False
        own_date = any(tree.heads[phrase.head] == head and phrase.start > head for phrase in phrases)
        return own_date or lexicon.has("occur", tree.lemmas[above]) or bool(draft.roles.get("actor"))
    described = relation == "nmod" and tree.tags[above] == "NOUN"
    dated = {head, above} if described else {head}
    return any(tree.heads[phrase.head] in dated or phrase.start == head + 1 for phrase in phrases)


def _is_met(tree: Tree, lexicon: Lexicon, draft: Draft, verb: int, relation: str) -> bool:
    """Tell whether people suffer a happening, or flee it, of which its noun says who did it or whom it struck."""
    meets = relation == "obj" and verb >= 0 and tree.tags[verb] == "VERB" and lexicon.has("meeting", tree.lemmas[verb])
    told = any(draft.roles.get(role) for role in ("actor", "target", "place"))
    people = [kinds_of(tree, lexicon, who) for who in tree.dependents(verb, "nsubj")] if meets else []
    general = tree.lower[draft.head] != tree.lemmas[draft.head] and not tree.dependents(draft.head, "det", "nummod")
    sufferers = _SUFFERERS - ({"place"} if general else set())
    return meets and bool(told) and any(kinds & sufferers for kinds in people)


def _is_seen(tree: Tree, lexicon: Lexicon, draft: Draft, outer: int, phrases: list[TimePhrase]) -> bool:
    """Tell whether somebody saw or told of a happening somewhere, or some day ("residents reported shelling in X")."""
    above, relation, case = tree.heads[outer], tree.rels[outer], tree.case(outer)
    if above < 0 or any(tree.lower[child] in DEFINITE for child in tree.children[draft.head]):
        return False
    told = relation == "obj" and tree.tags[above] == "VERB" and lexicon.has("relating", tree.lemmas[above])
    told = told or (case == "of" and lexicon.has("tidings", tree.lemmas[above]))
    around = case == "amid" and any(tree.names.get(word) == "LOC" for word in draft.roles.get("place", []))
    dated = any(tree.under(phrase.head, above) and tree.clause(phrase.head) == tree.clause(above) for phrase in phrases)
    return around or (told and (dated or bool(draft.roles.get("place") or draft.roles.get("target"))))


def _only_dates(tree: Tree, head: int, verb: int, phrases: list[TimePhrase]) -> bool:
    """Tell whether a clause about a happening known already only says since when ("have fled since the raid began")."""
    marks = {tree.lower[child] for child in tree.dependents(verb, "mark")}
    known = any(tree.lower[child] in DEFINITE for child in tree.dependents(head, "det"))
    dated = any(tree.under(one.head, verb) for one in phrases)
    return bool(marks & {"since", "before", "until"}) and known and not dated


def _told_of(tree: Tree, head: int) -> list[int]:
    """List the verbs of relative clauses behind a noun and what hangs on it ("the attack on X, which took place")."""
    nouns = [head, *tree.dependents(head, "nmod")]
    return [child for noun in nouns for child in tree.children[noun] if tree.fullrels[child] == "acl:relcl"]


def is_empty(tree: Tree, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether a noun of harm neither counts nor says who suffered ("the death toll", "a legislative body")."""
    if draft.rule.tag != "NOUN" or draft.merged or _are_seen(tree, lexicon, draft.head):
        return False
    for figure in draft.figures:
        counted = figure.counted
        if figure.filler < 0:
            continue
        if counted is None or counted.count.qualifier is not Qualifier.UNSPECIFIED:
            return False
        kinds = kinds_of(tree, lexicon, figure.filler)
        if figure.filler != draft.head and (
            kinds & {"fighter", "civilian", "group"} or _is_people(tree, kinds, figure)
        ):
            return False
    return True


def _is_people(tree: Tree, kinds: frozenset[str], figure: HarmDone) -> bool:
    """Tell whether those who suffered are called by the name of their people ("the killing of the Alawites")."""
    return "propn" in kinds and "place" not in kinds and tree.lower[figure.filler].endswith("s")


def _are_seen(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Tell whether a noun is of bodies that lie or were found somewhere, be it without a number."""
    above = tree.heads[head]
    part = tree.case(head) == "of" and above >= 0 and lexicon.has("part_of", tree.lemmas[above])
    strewn = tree.case(head) == "with" and lexicon.has("strew", tree.lemmas[above])
    role = tree.rels[above] if part else tree.rels[head]
    if not lexicon.has("remains", tree.lemmas[head]) or not (role in {"nsubj", "obj"} or strewn):
        return False
    owned = any(tree.names.get(child) == "PER" for child in tree.children[head] if tree.fullrels[child] == "nmod:poss")
    if owned or lexicon.has("unearth", tree.lemmas[above]):
        return True
    return tree.lower[head] != tree.lemmas[head] and not tree.dependents(head, "det", "nmod:poss")
