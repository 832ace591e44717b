"""Drafts about one happening become one: "a strike killed five", "exploded, wounding ten", "12 killed and 30 hurt".

A clause that names a happening and its casualties is one claim of that type with figures; a clause that only counts, or
counts over a period or several happenings, is a toll.
"""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.rules import Draft
from sijil.extract.slots import subjects
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase
from sijil.records import ClaimKind, Qualifier

_IN = ("in", "by", "during", "from", "after", "through", "at", "of", "when", "with")
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "his", "their"})
_FOLLOW = frozenset({"advcl", "acl", "conj", "parataxis", "xcomp", "ccomp"})


def merge_drafts(tree: Tree, lexicon: Lexicon, drafts: list[Draft], phrases: list[TimePhrase]) -> list[Draft]:
    """Fold casualty drafts into each other and into their happenings; drop noun drafts that nothing anchors."""
    harms = [draft for draft in drafts if draft.rule.harms_people]
    others = [draft for draft in drafts if not draft.rule.harms_people]
    harms = _join_harms(tree, harms)
    for harm in list(harms):
        happening = _happening_of(tree, lexicon, harm, others)
        if happening is None:
            continue
        if _only_counts(tree, lexicon, harm, happening):
            harm.type, harm.kind = "toll", ClaimKind.TOLL
            if happening.rule.tag == "VERB" or not _anchored(tree, lexicon, happening, []):
                _inherit(harm, happening)
                others.remove(happening)
            continue
        _fold(happening, harm)
        harms.remove(harm)
    for harm in harms:
        _settle(tree, harm)
    kept = [
        draft
        for draft in _join_happenings(tree, others)
        if draft.figures or draft.merged or _anchored(tree, lexicon, draft, phrases)
    ]
    taken = {word for draft in kept if draft.type.startswith("territory") for word in draft.roles.get("place", [])}
    kept = [
        draft
        for draft in kept
        if not (
            draft.rule.tag == "NOUN"
            and draft.type == "control"
            and taken & {*draft.roles.get("place", []), tree.heads[draft.head], draft.head}
        )
    ]
    counted = [draft for draft in harms if draft.figures and not _is_empty(tree, lexicon, draft)]
    return sorted([*kept, *counted], key=lambda draft: draft.head)


def _join_harms(tree: Tree, harms: list[Draft]) -> list[Draft]:
    """Fold "and wounded 30" into "killed 12" where one verb is joined to the other."""
    kept: list[Draft] = []
    for draft in harms:
        partner = next((other for other in kept if _joined(tree, draft, other)), None)
        if partner is None:
            kept.append(draft)
        else:
            _fold(partner, draft)
    return kept


def _joined(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether two harm words stand in one clause or in joined clauses with the same people."""
    above = tree.heads[draft.head]
    if above in other.words and tree.rels[draft.head] in {"conj", "parataxis", "advcl", "xcomp"}:
        return True
    if tree.heads[other.head] == draft.head and tree.rels[other.head] == "conj":
        return True
    same = above >= 0 and above == tree.heads[other.head] and tree.rels[draft.head] == tree.rels[other.head]
    if same and tree.rels[draft.head] in {"conj", "advcl", "obl", "obj", "nmod", "acl"}:
        return True
    fillers = {figure.filler for figure in other.figures if figure.filler >= 0}
    return any(
        tree.heads[draft.head] == filler
        or draft.head == filler
        or (tree.rels[draft.head] == "conj" and tree.under(draft.head, filler))
        for filler in fillers
    )


def _happening_of(tree: Tree, lexicon: Lexicon, harm: Draft, others: list[Draft]) -> Draft | None:
    """Find the happening in which a harm was done."""
    events = [
        draft
        for draft in others
        if draft.kind is ClaimKind.EVENT
        and draft.rule.type
        not in {
            "territory_gained",
            "territory_left",
            "ceasefire",
            "displacement",
            "protest",
            "offensive",
            "advance",
            "arrest",
            "release",
        }
    ]
    for near in (_as_subject, _as_result, _as_circumstance, _as_clause):
        for draft in events:
            if near(tree, lexicon, harm, draft):
                return draft
    return None


def _as_subject(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> bool:
    """Match "the strike killed five" and "the strike that killed five"."""
    for word in harm.words:
        if tree.tags[word] in {"VERB", "ADJ"} and event.head in subjects(tree, word):
            return True
        if tree.rels[word] == "acl" and tree.heads[word] == event.head:
            return True
    return False


def _as_result(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> bool:
    """Match "the strike resulted in the death of five" and "left five dead"."""
    for above in tree.ancestors(harm.head):
        if lexicon.has("lead", tree.lemmas[above]):
            return (
                event.head in tree.dependents(above, "nsubj")
                or any(word in event.words for word in tree.ancestors(above))
                or above in event.words
            )
        if tree.tags[above] == "VERB" and above != harm.head:
            return False
    return False


def _as_circumstance(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> bool:
    """Match "killed in a strike" and "killed when a bomb exploded"."""
    for above in tree.ancestors(event.head):
        if above in harm.words:
            return True
        passed = above in event.words or any(above == figure.filler for figure in harm.figures)
        circumstance = tree.rels[above] == "advcl" and tree.heads[above] in harm.words
        if tree.tags[above] == "VERB" and not passed and not circumstance:
            return False
    return False


def _as_clause(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> bool:
    """Match "launched an attack, killing five" and "exploded and killed five"."""
    for above in (harm.head, *tree.ancestors(harm.head)):
        if tree.rels[above] not in _FOLLOW and above != harm.head:
            return False
        head = tree.heads[above]
        if (
            tree.rels[above] == "acl"
            and tree.lower[above].endswith("ing")
            and head >= 0
            and tree.heads[head] in event.words
        ):
            return True
        if tree.rels[above] in _FOLLOW and (
            head in event.words
            or (head >= 0 and tree.heads[event.head] == head and tree.rels[event.head] in {"obj", "obl"})
        ):
            return True
    return False


def _only_counts(tree: Tree, lexicon: Lexicon, harm: Draft, event: Draft) -> bool:
    """Tell whether the harm is counted in a happening that is only referred to ("killed in clashes", "in the attack")."""
    if (
        _as_subject(tree, lexicon, harm, event)
        or not _as_circumstance(tree, lexicon, harm, event)
        or (event.slots.light >= 0 and event.rule.type != "armed_clash")
    ):
        return False
    if event.type == "armed_clash":
        return True
    if event.rule.tag != "NOUN":
        return False
    determiners = {tree.lower[child] for child in tree.children[event.head] if tree.rels[child] == "det"}
    plain_plural = (
        tree.lower[event.head].endswith("s")
        and not event.figures
        and not determiners
        and not tree.dependents(event.head, "nummod")
    )
    return bool(determiners & _DEFINITE) or plain_plural


def _fold(into: Draft, draft: Draft) -> None:
    """Fold a draft into another: its figures, and what the other lacks."""
    into.merged.append(draft)
    into.figures = [*into.figures, *draft.figures]
    for role, fillers in draft.roles.items():
        if role == "target" and into.rule.harms_people:
            into.roles.setdefault(role, [])
            into.roles[role] = into.roles[role] or fillers
        else:
            held = into.roles.setdefault(role, [])
            held += [
                word
                for word in fillers
                if word not in held and word not in into.words and word != draft.head and (role == "place" or not held)
            ]
    into.score = max(into.score, draft.score)


def _inherit(harm: Draft, event: Draft) -> None:
    """Let a toll take the place and the other side from the happening that it refers to."""
    for role in ("place", "actor"):
        if event.roles.get(role) and not harm.roles.get(role):
            harm.roles[role] = [word for word in event.roles[role] if word not in harm.words]


def _settle(tree: Tree, harm: Draft) -> None:
    """Make a killing that names no killer a toll, unless one named person is its victim."""
    if harm.type != "killing" or harm.roles.get("actor"):
        return
    named = any(figure.filler >= 0 and tree.names.get(figure.filler) == "PER" for figure in harm.figures)
    if not named:
        harm.type, harm.kind = "toll", ClaimKind.TOLL


def _join_happenings(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Fold a happening into one that it only details ("carried out the attack in an air strike")."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.rule.tag == "NOUN", draft.head)):
        outer = next((other for other in kept if _details(tree, draft, other)), None)
        if outer is None:
            kept.append(draft)
        elif outer.rule.type == "attack" and draft.rule.type not in {"attack", "armed_clash", "offensive"}:
            outer.type = draft.type
            _fold(outer, draft)
        else:
            _fold(outer, draft)
    return kept


def _details(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether a noun happening stands in the clause of another happening of the violent kind."""
    violent = {"attack", "air_strike", "shelling", "explosion", "suicide_bombing", "armed_clash", "killing"}
    if draft.type not in violent or other.type not in violent:
        return False
    if draft.rule.tag != "NOUN":
        behind = tree.lower[draft.head].endswith("ing") and tree.rels[draft.head] in {"acl", "advcl", "xcomp"}
        return behind and any(
            word in other.words or tree.heads[word] in other.words for word in tree.ancestors(draft.head)
        )
    return any(word in other.words for word in tree.ancestors(draft.head)) and tree.clause(draft.head) == tree.clause(
        other.head
    )


def _anchored(tree: Tree, lexicon: Lexicon, draft: Draft, phrases: list[TimePhrase]) -> bool:
    """Tell whether a noun is more than a reference: carried by a verb, dated, counted, or a headline's root."""
    if draft.rule.tag != "NOUN" or draft.rule.bare:
        return True
    head, above = draft.head, tree.heads[draft.head]
    if above >= 0 and lexicon.has("stop", tree.lemmas[above]) and tree.rels[head] in {"obj", "nsubj", "obl"}:
        return False
    if draft.slots.light >= 0 or draft.figures:
        return True
    if above >= 0 and lexicon.has("occur", tree.lemmas[above]) and tree.rels[head] in {"nsubj"}:
        return True
    clause = {head, above} if tree.rels[head] == "nmod" and above >= 0 and tree.tags[above] == "NOUN" else {head}
    if any(tree.heads[phrase.head] in clause for phrase in phrases):
        return True
    return tree.rels[head] == "root"


def _is_empty(tree: Tree, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether a noun of harm neither counts nor says who suffered ("the death toll", "a legislative body")."""
    if draft.rule.tag != "NOUN" or draft.merged:
        return False
    for figure in draft.figures:
        counted = figure.counted
        if counted is None or counted.count.qualifier is not Qualifier.UNSPECIFIED:
            return False
        if figure.filler != draft.head and kinds_of(tree, lexicon, figure.filler) & {"fighter", "civilian", "group"}:
            return False
    return True
