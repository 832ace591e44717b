"""Drafts about one happening become one: "a strike killed five", "exploded, wounding ten", "12 killed and 30 hurt".

A clause that names a happening and its casualties is one claim of that type with figures; a clause that only counts, or
counts over a period or several happenings, is a toll.
"""

from __future__ import annotations

from sijil.extract.damage import join_damage
from sijil.extract.kinds import kinds_of
from sijil.extract.lasting import has_lasted
from sijil.extract.lexicon import Lexicon
from sijil.extract.means import settle_type
from sijil.extract.mend_gaps import fills_gap
from sijil.extract.nominal import DEFINITE, is_empty, stands
from sijil.extract.rules import Draft, HarmDone
from sijil.extract.ties import Tie, find_tie, is_apart
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase
from sijil.records import ClaimKind

_CUSTODY = frozenset({"captured", "arrested", "freed"})
_BESIDE = frozenset({"conj", "advcl", "obl", "obj", "nmod", "acl"})


def merge_drafts(tree: Tree, lexicon: Lexicon, drafts: list[Draft], phrases: list[TimePhrase]) -> list[Draft]:
    """Fold casualty drafts into each other and into their happenings; drop noun drafts that nothing anchors.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        drafts: What the rules found.
        phrases: Time phrases of the sentence.
    """
    others = join_damage(
        tree,
        lexicon,
        [draft for draft in drafts if not draft.rule.harms_people],
        lambda draft: stands(tree, lexicon, draft, phrases),
    )
    spared = [draft for draft in drafts if draft.rule.harms_people and _spares(tree, lexicon, draft)]
    harms = [draft for draft in drafts if draft.rule.harms_people and draft not in spared]
    harms = _join_harms(tree, lexicon, harms)
    harms = [harm for harm in harms if not _join_happening(tree, lexicon, harm, others)]
    harms += [one for one in spared if all(tree.tags[word] != "PRON" for word in one.roles["target"])]
    details = _join_told(tree, _join_details(tree, others))
    happenings = [one for one in details if stands(tree, lexicon, one, phrases) or has_lasted(tree, lexicon, one.head)]
    happenings = [one for one in happenings if not (_is_flight(tree, one, others) or _only_describes(tree, one, harms))]
    happenings = [one for one in happenings if not _is_ceased(tree, lexicon, one)]
    happenings = [one for one in happenings if not _says_again(one, happenings)]
    tolls = [harm for harm in harms if harm.figures and not is_empty(tree, lexicon, harm)]
    tolls = [harm for harm in tolls if not _is_flight(tree, harm, others)]
    return sorted([*_without_lost_strongholds(tree, happenings), *tolls], key=lambda draft: draft.head)


def _spares(tree: Tree, lexicon: Lexicon, harm: Draft) -> bool:
    """Tell whether a clause denies no happening, but that it harmed anybody ("went off, but no guard was hurt")."""
    suffered = harm.roles.get("target", [])
    return bool(suffered) and all("nobody" in kinds_of(tree, lexicon, word) for word in suffered)


def _is_flight(tree: Tree, harm: Draft, happenings: list[Draft]) -> bool:
    """Tell whether those who "fled" are those who struck, whom nobody displaced ("placed a bomb and fled")."""
    fled = set(harm.roles.get("target", []))
    struck = [one for one in happenings if _is_violent(one) and fled & set(one.roles.get("actor", []))]
    beside = any(tree.heads[harm.head] in one.words or tree.heads[one.head] in {harm.head, *fled} for one in struck)
    return harm.type == "displacement" and beside


def _is_ceased(tree: Tree, lexicon: Lexicon, draft: Draft) -> bool:
    """Tell whether a clash is only what somebody stops, or agrees to stop ("agreed to stop fighting in X")."""
    above = tree.heads[draft.head]
    ended = draft.type == "armed_clash" and draft.rule.tag == "VERB" and tree.rels[draft.head] == "xcomp"
    return ended and lexicon.has("stop", tree.lemmas[above])


def _says_again(draft: Draft, happenings: list[Draft]) -> bool:
    """Tell whether an accusation or denial is of a happening that its own words tell ("denied directing fire at X")."""
    told = (one for one in happenings if one is not draft and one.rule.violent and not one.rule.echo)
    return draft.rule.echo and any({*draft.words} & {*one.words} for one in told)


def _only_describes(tree: Tree, draft: Draft, harms: list[Draft]) -> bool:
    """Tell whether a participle only says who those are that came to harm ("a guard manning the gate was shot")."""
    noun = tree.heads[draft.head]
    held = draft.type == "control" and tree.fullrels[draft.head] == "acl" and tree.tags[draft.head] == "VERB"
    return held and any(noun in harm.roles.get("target", []) for harm in harms)


def _join_harms(tree: Tree, lexicon: Lexicon, harms: list[Draft]) -> list[Draft]:
    """Fold "and wounded 30" into "killed 12" where one verb is joined to the other."""
    kept: list[Draft] = []
    for draft in harms:
        partner = next((other for other in kept if _are_joined(tree, draft, other)), None)
        found = next((other for other in kept if _killed_whom(tree, lexicon, draft, other)), None)
        if found is not None:
            _take_over(found, draft)
        elif partner is None:
            kept.append(draft)
        else:
            _fold(tree, partner, draft)
    return kept


def _killed_whom(tree: Tree, lexicon: Lexicon, draft: Draft, other: Draft) -> bool:
    """Tell whether a clause says who or what killed those whose bodies were found ("bodies of 12 men shot by X")."""
    counted = {other.head, *(figure.filler for figure in other.figures)}
    behind = tree.rels[draft.head] == "acl" and tree.heads[draft.head] in counted
    exact = any(figure.counted and figure.counted.count.low is not None for figure in other.figures)
    behind = behind or (exact and tree.rels[other.head] == "nsubj" and tree.heads[other.head] == draft.head)
    return behind and lexicon.has("remains", tree.lemmas[other.head]) and draft.rule.harm == other.rule.harm


def _take_over(into: Draft, draft: Draft) -> None:
    """Make the finding of bodies the killing that a clause behind tells of, with the figures of the bodies."""
    into.merged.append(draft)
    into.score = max(into.score, draft.score)
    if actors := draft.roles.get("actor"):
        into.type, into.kind = draft.type, draft.kind
        into.roles["actor"] = actors


def _are_joined(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether two harm words stand in one clause or in joined clauses with the same people."""
    head, above, relation = draft.head, tree.heads[draft.head], tree.rels[draft.head]
    if bool(draft.words & tree.negated) != bool(other.words & tree.negated) or _befell_both(draft, other):
        return False
    if fills_gap(tree, draft.head) or fills_gap(tree, other.head) or _hit_back(draft, other):
        return False
    if other.roles.get("actor") and relation == "advcl" and _is_set_against(tree, head):
        return False
    if (relation == "conj" and _is_elsewhere(tree, draft, other)) or is_apart(tree, draft, other):
        return False
    if above in other.words and relation in {"conj", "parataxis", "advcl", "xcomp"}:
        return True
    if tree.heads[other.head] == head and tree.rels[other.head] == "conj":
        return True
    if above >= 0 and above == tree.heads[other.head] and relation == tree.rels[other.head] and relation in _BESIDE:
        return True
    counted = [figure.filler for figure in other.figures if figure.filler >= 0]
    if draft.rule.harm == other.rule.harm and {figure.filler for figure in draft.figures} & {*counted}:
        return True
    return any(
        filler in {above, head} or (relation in {"conj", "amod", "acl", "orphan"} and tree.under(head, filler))
        for filler in counted
    )


def _is_set_against(tree: Tree, verb: int) -> bool:
    """Tell whether a clause tells of others than the one above it ("killed eight, while two soldiers died")."""
    return bool(tree.dependents(verb, "nsubj")) and any(
        tree.is_listed(mark, "contrast") for mark in tree.dependents(verb, "mark")
    )


def _hit_back(draft: Draft, other: Draft) -> bool:
    """Tell whether those who suffered by one did the other ("killed 30 rebels and lost nine")."""
    suffered, did = (
        {word for one in (draft, other) for word in one.roles.get(role, [])} for role in ("target", "actor")
    )
    return bool(suffered & did)


def _is_elsewhere(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether two joined clauses tell of others in other places ("2 were shot in X, and 3 were killed in Y")."""
    if not tree.dependents(draft.head, "nsubj") or not other.head < draft.head:
        return False
    first = {word for word in tree.dependents(other.head, "obl") if _is_place(tree, word) and word < draft.head}
    inside = {word for word in tree.subtree(draft.head) if _is_place(tree, word)}
    return bool(first and inside)


def _is_place(tree: Tree, word: int) -> bool:
    return tree.names.get(word) == "LOC" and tree.case(word) in {"in", "near", "at"}


def _befell_both(draft: Draft, other: Draft) -> bool:
    """Tell whether the same people suffered two things one after the other ("was abducted and later killed")."""
    custody = [one.rule.harm in _CUSTODY for one in (draft, other)]
    counted = [{figure.filler for figure in one.figures} for one in (draft, other)]
    return custody[0] != custody[1] and bool(counted[0]) and counted[0] == counted[1]


def _join_happening(tree: Tree, lexicon: Lexicon, harm: Draft, others: list[Draft]) -> bool:
    """Fold a harm into its happening and say so; else settle its type, and take over a happening only referred to."""
    events = [event for event in others if _may_kill(tree, harm, event) and not _parted(tree, harm, event)]
    ties = [(tie, event) for event in events if (tie := find_tie(tree, lexicon, harm, event))]
    if not ties or harm.words & tree.negated:
        settle_type(tree, lexicon, harm)
        return False
    tie, event = min(ties, key=lambda pair: list(Tie).index(pair[0]))
    if not _only_counts(tree, tie, event):
        _fold(tree, event, harm)
        _name_victim(tree, event, harm)
        _clear_sufferers(tree, event, harm)
        return True
    harm.type, harm.kind = "toll", ClaimKind.TOLL
    among = event.rule.bare and event.type == "armed_clash"
    if event.rule.tag == "VERB" or among or not stands(tree, lexicon, event, []):
        _inherit(harm, event)
        others.remove(event)
    return False


def _parted(tree: Tree, harm: Draft, event: Draft) -> bool:
    """Tell whether one of two clauses leaves out its verb, or says whom of their own those who struck lost."""
    losers = {*harm.roles.get("target", [])} - {figure.filler for figure in harm.figures}
    if losers & {*event.roles.get("actor", [])}:
        return True
    gaps = [
        next((at for at in (one.head, *tree.ancestors(one.head)) if fills_gap(tree, at)), -1) for one in (harm, event)
    ]
    return gaps[0] != gaps[1]


def _is_violent(event: Draft) -> bool:
    return event.kind is ClaimKind.EVENT and event.rule.violent


def _may_kill(tree: Tree, harm: Draft, event: Draft) -> bool:
    """Tell whether people may have died in a happening; those aboard an aircraft die when it is lost.

    Nobody dies in an accusation. Of "a pilot of the jet shot down was killed" the loss only says who the pilot is.
    """
    if event.type != "aircraft_lost":
        return _is_violent(event) and not event.rule.echo
    return not any(figure.filler >= 0 and tree.under(event.head, figure.filler) for figure in harm.figures)


def _only_counts(tree: Tree, tie: Tie, event: Draft) -> bool:
    """Tell whether the happening is only referred to by those who count ("killed in clashes", "in the attack")."""
    if tie is not Tie.CIRCUMSTANCE:
        return False
    if event.type == "armed_clash":
        return True
    if event.slots.light >= 0 or event.rule.tag != "NOUN":
        return False
    determiners = {tree.lower[child] for child in tree.children[event.head] if tree.rels[child] == "det"}
    if determiners & DEFINITE:
        return True
    told = event.roles.get("actor") and event.roles.get("target")
    counted = determiners or event.figures or told or tree.dependents(event.head, "nummod")
    return tree.lower[event.head].endswith("s") and not counted


def _counts_again(tree: Tree, figure: HarmDone, into: Draft) -> bool:
    """Tell whether a figure only names by a pronoun whom another one counts ("killed X by slitting his throat")."""
    if figure.filler < 0 or tree.tags[figure.filler] != "PRON" or tree.dependents(figure.filler, "nummod"):
        return False
    return any(other.harm == figure.harm and other.filler >= 0 for other in into.figures)


def _fold(tree: Tree, into: Draft, draft: Draft) -> None:
    """Fold a draft into another: its figures, and the roles that the other lacks."""
    into.merged.append(draft)
    into.figures = [*into.figures, *(figure for figure in draft.figures if not _counts_again(tree, figure, into))]
    into.score = max(into.score, draft.score)
    struck = into.roles.get("target", [])
    for role, fillers in draft.roles.items():
        held = into.roles.setdefault(role, [])
        taken = {*into.words, draft.head, *(struck if role == "actor" else [])}
        if into.type == "aircraft_lost":
            taken.update(*into.roles.values())
        if not held or role == "place":
            held += [word for word in fillers if word not in held and word not in taken]
    accused = {*into.roles.get("actor", [])} if "actor" in into.rule.roles else set()
    into.roles["target"] = [word for word in into.roles.get("target", []) if word not in accused]


def _name_victim(tree: Tree, event: Draft, harm: Draft) -> None:
    """Make a person who is named as killed the target of a strike that else has only a place ("at the airport")."""
    victims = [word for word in harm.roles.get("target", []) if tree.names.get(word) == "PER"]
    held = event.roles.get("target", [])
    if victims and held and all(word not in tree.names and tree.case(word) for word in held):
        event.roles["target"] = [*victims, *held]


def _clear_sufferers(tree: Tree, event: Draft, harm: Draft) -> None:
    """Let those who were hurt "when they set off a mine" be those who suffered, and not those who did it."""
    doers = event.roles.get("actor", [])
    if event.type != "explosion" or harm.roles.get("actor") or not (doers and event.rule.tag == "VERB"):
        return
    suffered = [figure.filler for figure in harm.figures if figure.filler >= 0]
    told_first = suffered and all(word < harm.head < doers[0] for word in suffered)
    if told_first and tree.tags[doers[0]] == "PRON" and tree.under(event.head, harm.head):
        event.roles["actor"] = []


def _inherit(harm: Draft, event: Draft) -> None:
    """Let a toll take the place, and who struck, from the happening that it refers to; in a clash both sides strike."""
    for role in ("place",) if event.type == "armed_clash" else ("place", "actor"):
        if not harm.roles.get(role):
            harm.roles[role] = [word for word in event.roles.get(role, []) if word not in harm.words]


def _join_details(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Fold a happening into one that it only details ("carried out the attack in an air strike")."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.rule.tag == "NOUN", draft.head)):
        outer = next((other for other in kept if _details(tree, draft, other)), None)
        if outer is None:
            kept.append(draft)
            continue
        if outer.rule.type == "attack" and draft.rule.type != "armed_clash":
            outer.type = draft.type
        _fold(tree, outer, draft)
        if draft.head in draft.roles.get("actor", []):  # a bomber is who strikes, not who is struck
            outer.roles["target"] = [word for word in outer.roles.get("target", []) if word != draft.head]
            outer.roles["actor"] = outer.roles.get("actor") or [draft.head]
    return _join_descriptions(tree, kept)


def _join_told(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Fold a verb into the noun that it says the same of ("the truce between X and Y was broken within hours")."""
    kept: list[Draft] = []
    for draft in drafts:
        below = [*tree.dependents(draft.head, "nsubj", "obj")]
        nouns = [one for one in drafts if one.rule.tag == "NOUN" and one.type == draft.type and one.head in below]
        if draft.rule.tag != "VERB" or not nouns or draft.words & tree.negated:
            kept.append(draft)
        else:
            _fold(tree, nouns[0], draft)
    return kept


def _join_descriptions(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Fold what a participle says of a happening's noun into it ("a bomb planted by X went off", "blamed on X")."""
    kept: list[Draft] = []
    for draft in drafts:
        told = draft.rule.tag == "VERB" and tree.fullrels[draft.head] == "acl" and _is_violent(draft)
        noun = tree.heads[draft.head]
        alike = [other for other in drafts if other is not draft and (draft.rule.echo or other.type == draft.type)]
        outer = next((other for other in alike if told and (noun in other.words or _sends(tree, other, noun))), None)
        if outer is None:
            kept.append(draft)
        else:
            _fold(tree, outer, draft)
    return kept


def _sends(tree: Tree, draft: Draft, noun: int) -> bool:
    """Tell whether a noun is the weapon of which a verb says what it did ("the missile fired by X hit a car")."""
    return draft.rule.tag == "VERB" and _is_violent(draft) and noun in tree.dependents(draft.head, "nsubj")


def _details(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether a happening stands in the clause of another, or is one of which the other tells more.

    A clause may say at whom it was aimed ("targeting"), or stand behind its noun ("a bomb that went off killed six").
    """
    if not (_is_violent(draft) and _is_violent(other)) or (other.rule.echo and draft.rule.tag == "VERB"):
        return False
    if draft.rule.tag != "NOUN":
        top = tree.heads[draft.head] if tree.rels[draft.head] == "conj" else draft.head
        behind = tree.lower[draft.head].endswith("ing") and tree.rels[top] in {"acl", "advcl", "xcomp"}
        near = other.words | {word for word in tree.ancestors(draft.head) if tree.heads[word] in other.words}
        return behind and any(word in near for word in tree.ancestors(draft.head))
    of_it = tree.fullrels[other.head] == "acl:relcl" and tree.heads[other.head] == draft.head
    if of_it or is_owned_to(tree, draft, other):
        return True
    inside = any(word in other.words for word in tree.ancestors(draft.head)) and not _is_another(tree, draft, other)
    if tree.case(draft.head) in {"after", "following"} and not other.rule.echo:
        return False
    return inside and tree.clause(draft.head) == tree.clause(other.head)


def _is_another(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether a noun joined to another has its own article and place ("the raid on X and the attacks in Y")."""
    joined = tree.rels[draft.head] == "conj" and tree.heads[draft.head] in other.words
    own = [word for word in draft.roles.get("place", []) if tree.under(word, draft.head)]
    return joined and bool(own) and bool(tree.dependents(draft.head, "det"))


def is_owned_to(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Tell whether a relative clause says who owns to a happening ("an attack for which X claimed responsibility")."""
    if tree.fullrels[other.head] != "acl:relcl" or tree.heads[other.head] != draft.head:
        return False
    return any(tree.lower[word] == "which" and tree.case(word) == "for" for word in tree.dependents(other.head, "obl"))


def _without_lost_strongholds(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Drop "a stronghold of X" where the same clause says that the place was taken."""
    gained = [draft for draft in drafts if draft.type.startswith("territory")]
    taken = {word for draft in gained for word in draft.roles.get("place", [])}
    return [
        draft
        for draft in drafts
        if draft.rule.tag != "NOUN"
        or draft.type != "control"
        or not taken & {*draft.roles.get("place", []), tree.heads[draft.head], draft.head}
    ]
