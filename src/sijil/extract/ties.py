"""How a harm hangs on a happening: as its subject, its result, its circumstance, or a clause beside it."""

from __future__ import annotations

from enum import StrEnum

from sijil.extract.lexicon import Lexicon
from sijil.extract.light import outer_of
from sijil.extract.rules import Draft
from sijil.extract.slots import subjects
from sijil.extract.tree import Tree

_PARTING = frozenset({"before", "after"})
_FOLLOW = frozenset({"advcl", "acl", "conj", "parataxis", "xcomp", "ccomp"})


class Tie(StrEnum):
    """What the happening is to the harm."""

    SUBJECT = "subject"  # the strike killed five; the strike that killed five
    RESULT = "result"  # the strike resulted in the death of five
    CIRCUMSTANCE = "circumstance"  # killed in a strike; killed when a bomb exploded
    CLAUSE = "clause"  # launched an attack, killing five


def find_tie(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> Tie | None:
    """Return how a harm hangs on a happening, the closest tie first, or None."""
    if _is_since(tree, harm, event) or is_apart(tree, harm, event):
        return None
    if _is_subject(tree, lexicon, harm, event):
        return Tie.SUBJECT
    if _is_result(tree, lexicon, harm, event):
        return Tie.RESULT
    if _is_circumstance(tree, harm, event):
        return Tie.CIRCUMSTANCE
    return Tie.CLAUSE if _is_clause(tree, harm, event) else None


def _is_since(tree: Tree, harm: Draft, event: Draft) -> bool:
    """Tell whether a happening only says since when people were harmed ("killed 40 since May 2, when a bomb went off").

    The clause stands behind the comma of the date.
    """
    clause = next((word for word in (event.head, *tree.ancestors(event.head)) if tree.rels[word] == "advcl"), -1)
    if clause < 0 or tree.heads[clause] not in harm.words:
        return False
    when = next((word for word in tree.subtree(clause) if tree.lower[word] == "when"), -1)
    dates = tree.dependents(tree.heads[clause], "obl")
    return tree.forms[when - 1] == "," and any(tree.case(at) == "since" and at < when for at in dates)


def is_apart(tree: Tree, first: Draft, second: Draft) -> bool:
    """Tell whether "before" or "after" parts what two sides did ("shot 12 people after rebels had broken into a jail").

    Each clause says who acts; where only one does, the other tells what came of it.
    """
    for inner, outer in ((first, second), (second, first)):
        clause = next((at for at in (inner.head, *tree.ancestors(inner.head)) if tree.rels[at] == "advcl"), -1)
        if clause < 0 or not tree.under(clause, outer.head) or tree.under(outer.head, clause):
            continue
        parted = any(tree.lower[mark] in _PARTING for mark in tree.dependents(clause, "mark"))
        did = [{*one.roles.get("actor", [])} for one in (inner, outer)]
        others = did[0] and (did[1] or outer.rule.harms_people) and not did[0] & did[1]
        if parted and others and (did[1] or inner.rule.harms_people) and _is_named(tree, did[0]):
            return True
    return False


def _is_named(tree: Tree, doers: set[int]) -> bool:
    """Tell whether those who acted are told of, and not only meant by a pronoun."""
    return any(tree.tags[word] != "PRON" for word in doers)


def _is_subject(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> bool:
    named = {outer_of(tree, lexicon, event.head), event.head, _weapon_of(tree, lexicon, event)}
    for word in harm.words:
        if tree.tags[word] in {"VERB", "ADJ"} and named & set(subjects(tree, word)):
            return True
        if tree.rels[word] == "acl" and tree.heads[word] == event.head:
            return True
    return False


def _weapon_of(tree: Tree, lexicon: Lexicon, event: Draft) -> int:
    """Return the weapon of which a happening is told behind its noun ("a grenade thrown at X"), or the trigger."""
    noun = tree.heads[event.head]
    told = tree.fullrels[event.head] == "acl" and noun >= 0 and lexicon.has("weapon", tree.lemmas[noun])
    return noun if told else event.head


def _is_result(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> bool:
    for above in tree.ancestors(harm.head):
        if lexicon.has("lead", tree.lemmas[above]):
            over = any(word in event.words for word in (above, *tree.ancestors(above)))
            told = {event.head, _weapon_of(tree, lexicon, event)}
            return over or bool(told & set(tree.dependents(above, "nsubj")))
        if tree.tags[above] == "VERB":
            return False
    return False


def _is_circumstance(tree: Tree, harm: Draft, event: Draft) -> bool:
    counted = {figure.filler for figure in harm.figures}
    did = counted & {*event.roles.get("actor", [])}
    for above in tree.ancestors(event.head):
        if above in harm.words:
            return True
        if did and tree.fullrels[above] == "acl:relcl" and tree.heads[above] in counted:
            return False  # "a rebel who had taken part in the bombing was killed"
        beside = tree.rels[above] == "advcl" and tree.heads[above] in harm.words
        if tree.tags[above] == "VERB" and not (beside or above in event.words or above in counted):
            return False
    return False


def _is_clause(tree: Tree, harm: Draft, event: Draft) -> bool:
    for above in (harm.head, *tree.ancestors(harm.head)):
        if tree.rels[above] not in _FOLLOW:
            return False
        head = tree.heads[above]
        if head in event.words:
            return True
        participle = tree.rels[above] == "acl" and tree.lower[above].endswith("ing")
        if participle and head >= 0 and tree.heads[head] in event.words:
            return True
        if head >= 0 and tree.heads[event.head] == head and tree.rels[event.head] in {"obj", "obl"}:
            return True
    return False
