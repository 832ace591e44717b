"""Repairs of the tree around happenings and what they did, made before any rule reads it.

The parser may hang on a place what is said of the happening there ("attacks in the town of X, which killed 12"), on
those who were struck what the strike did ("hit medics who had rushed there, killing five"), and take a building that
was struck for the one who struck ("Clinic shelled for third time").
"""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_harms import find_harm
from sijil.extract.slots import is_passive
from sijil.extract.tree import Tree

_THINGS = frozenset({"which", "that"})
_PLACES = frozenset({"place", "facility", "propn"})
_ACTING = frozenset({"person", "group", "happening", "weapon", "aircraft"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_WITHIN = frozenset({"ADP", "ADJ", "ADV", "NUM", "DET", "SYM"})


def mend_happenings(trees: list[Tree], lexicon: Lexicon) -> None:
    """Hang what a happening did on it, and those whom a verb harmed on the verb."""
    for tree in trees:
        for word in range(1, len(tree)):
            _mend_verb(tree, lexicon, word)
            _mend_preposition(tree, word)
            _mend_who(tree, lexicon, word)
            if tree.tags[word] != "VERB":
                continue
            _mend_gerund(tree, lexicon, word)
            _mend_with(tree, lexicon, word)
            _mend_relative(tree, lexicon, word)
            _mend_result(tree, lexicon, word)
            _mend_active(tree, lexicon, word)
            _mend_struck(tree, lexicon, word)
            _mend_in_which(tree, lexicon, word)
            _mend_charge(tree, lexicon, word)
            _mend_laden(tree, lexicon, word)


def _mend_preposition(tree: Tree, word: int) -> None:
    """Hang the second "by" of "by troops led by a general" on the general."""
    noun = tree.heads[word]
    if tree.tags[word] != "ADP" or tree.rels[word] != "case" or not 0 <= noun < word:
        return
    below = (child for clause in tree.dependents(noun, "acl") for child in tree.dependents(clause, "obl"))
    behind = next((child for child in below if tree.phrase(child)[0] == word + 1), -1)
    if behind >= 0 and not tree.case(behind):
        tree.hang(word, behind, "case")


def _mend_verb(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "wounded" in "An attack on Monday on a base wounded six men" as the verb, not as what the men are."""
    root, whom = tree.heads.index(-1), tree.heads[word]
    if tree.rels[word] != "amod" or not root < word < whom or tree.tags[word + 1] != "NUM":
        return
    if tree.lemmas[root] not in lexicon.happenings or "VERB" in tree.tags[root:word]:
        return
    verb = find_harm(tree, lexicon, word)
    if verb is None or tree.dependents(whom, "case", "det", "cc") or tree.forms[word - 1] in {",", ":"}:
        return
    tree.hang(word, -1, "root")
    tree.hang(root, word, "nsubj")
    tree.hang(whom, word, "obj")
    tree.retag(word, "VERB", verb)


def _mend_in_which(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Hang "in which 12 were killed" on the happening before it, where the tree made a clause of it that is said."""
    relative = tree.fullrels[verb] == "acl:relcl"
    if not relative and (tree.rels[verb] != "ccomp" or tree.heads[verb] < verb):
        return
    for which in tree.dependents(verb, "obl"):
        marks = tree.dependents(which, "case")
        if tree.lower[which] != "which" or not marks or which > verb:
            continue
        noun = next((word for word in range(marks[0] - 1, -1, -1) if tree.forms[word] != ","), -1)
        if noun < 0 or tree.tags[noun] not in _NOMINAL or tree.under(noun, verb):
            continue
        above = next((word for word in tree.ancestors(noun) if tree.lemmas[word] in lexicon.happenings), noun)
        struck = tree.heads[noun] == above and tree.rels[noun] == "nmod" and kinds_of(tree, lexicon, noun) & _PLACES
        if struck or not relative:
            tree.hang(verb, above if struck else noun, "acl:relcl")


def _mend_who(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Say "who was wounded" of the minister and not of the car in "the car of the minister, who was wounded"."""
    thing = tree.heads[verb]
    told = "who" in [tree.lower[who] for who in tree.dependents(verb, "nsubj")]
    if tree.fullrels[verb] != "acl:relcl" or not told or kinds_of(tree, lexicon, thing) & _ACTING:
        return
    whose = [child for child in tree.dependents(thing, "nmod") if thing < child < verb and tree.case(child) == "of"]
    if whose and "person" in kinds_of(tree, lexicon, whose[-1]):
        tree.hang(verb, whose[-1], "acl:relcl")


def _mend_charge(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Hang on the verb what is laid at whose door ("accused X of the raid", "held X responsible for the raid")."""
    whom = tree.first(verb, "obj", "nsubj:pass")
    if whom < 0:
        return
    for child in tree.dependents(whom, "nmod"):
        charged = lexicon.has("charging", tree.lemmas[verb]) and tree.case(child) == "of"
        if charged and child > max(whom, verb) and tree.lemmas[child] in lexicon.happenings:
            tree.hang(child, verb, "obl")
    for child in tree.dependents(whom, "amod", "acl"):
        laid = any(tree.case(deed) == "for" for deed in tree.dependents(child, "obl", "nmod"))
        if child > whom > verb and laid and lexicon.has("verdict", tree.lemmas[child]):
            tree.hang(child, verb, "xcomp")


def _mend_laden(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Hang on the verb into what a vehicle was driven ("drove a lorry packed with explosives into the base")."""
    for vehicle in tree.dependents(verb, "obj"):
        for laden in tree.dependents(vehicle, "acl"):
            into = [child for child in tree.dependents(laden, "obl") if tree.case(child) == "into" and child > laden]
            if into and lexicon.has("laden", tree.lemmas[laden]):
                tree.hang(into[0], verb, "obl")


def _mend_gerund(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "fighting" in "In fighting on Friday, nine were killed" and in "fled fighting in X" as a noun."""
    alone = not tree.dependents(word, "obj", "nsubj", "aux") and tree.lower[word] in lexicon.happenings
    above, before = tree.heads[word], tree.lower[word - 1]
    if not alone or tree.rels[word] not in {"advcl", "xcomp", "ccomp", "obj"} or above < 0:
        return
    if tree.rels[word] == "advcl" and before in {"in", "during"}:
        tree.retag(word, "NOUN", tree.lower[word])
        tree.hang(word, above, "obl")
        tree.retag(word - 1, "ADP", before)
        tree.hang(word - 1, word, "case")
    elif (
        above == word - 1
        and lexicon.has("meeting", tree.lemmas[above])
        and tree.dependents(above, "obj") in ([], [word])
    ):
        tree.retag(word, "NOUN", tree.lower[word])
        tree.hang(word, above, "obj")
        for child in tree.dependents(word, "obl"):
            tree.hang(child, word, "nmod")


def _mend_with(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Make a clause of "an attack, with ten people killed", where the tree took the people for what attacked."""
    noun = tree.heads[verb]
    opens = any(tree.lower[child] == "with" and child < noun for child in tree.dependents(verb, "mark"))
    if tree.rels[verb] != "acl" or not opens or noun > verb or find_harm(tree, lexicon, verb) is None:
        return
    tree.hang(verb, tree.heads[noun], "advcl")
    tree.hang(noun, verb, "nsubj:pass")


def _mend_relative(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Hang "which killed 12" behind the place of a happening on the happening."""
    place = tree.heads[verb]
    if tree.fullrels[verb] != "acl:relcl" or not (_did(tree, lexicon, verb) or _owns_to(tree, verb)):
        return
    kinds = kinds_of(tree, lexicon, place)
    if not kinds & _PLACES or kinds & _ACTING:
        return
    above = place
    while above >= 0 and tree.rels[above] in {"nmod", "obl", "conj", "appos"}:
        above = tree.heads[above]
        if above < 0 or tree.tags[above] == "VERB":
            break
        if tree.lemmas[above] in lexicon.happenings:
            tree.hang(verb, above, "acl:relcl")
            return


def _did(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a verb in the active voice says that people came to harm, or has such a verb joined to it."""
    subject = tree.first(verb, "nsubj")
    if subject < 0 or tree.lower[subject] not in _THINGS or is_passive(tree, verb):
        return False
    return any(_harms_people(lexicon, tree.lemmas[word]) for word in (verb, *tree.dependents(verb, "conj"))) or (
        tree.lemmas[verb] == "leave" and bool(tree.dependents(verb, "obj", "xcomp"))
    )


def _owns_to(tree: Tree, verb: int) -> bool:
    """Tell whether a relative clause says who owns to what is before it ("for which X claimed responsibility")."""
    return any(tree.lower[word] == "which" and tree.case(word) == "for" for word in tree.dependents(verb, "obl"))


def _harms_people(lexicon: Lexicon, lemma: str) -> bool:
    rules = (trigger.rule for trigger in lexicon.triggers["VERB"].get(lemma, ()) if len(trigger.lemmas) == 1)
    return any(rule.harms_people and not rule.civil for rule in rules)


def _mend_result(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Hang ", killing five" on the verb that struck people, not on what a relative clause tells of them."""
    relative = tree.heads[verb]
    if tree.rels[verb] != "advcl" or not tree.lower[verb].endswith("ing") or tree.forms[verb - 1] != ",":
        return
    if relative < 0 or tree.fullrels[relative] != "acl:relcl" or not _harms_people(lexicon, tree.lemmas[verb]):
        return
    struck = tree.heads[relative]
    while struck >= 0 and tree.rels[struck] == "conj":
        struck = tree.heads[struck]
    main = tree.heads[struck] if struck >= 0 else -1
    calls = lexicon.triggers["VERB"].get(tree.lemmas[relative], ())
    peaceful = not any(call.rule.violent for call in calls if len(call.lemmas) == 1)
    if peaceful and main >= 0 and tree.rels[struck] == "obj" and tree.tags[main] == "VERB":
        tree.hang(verb, main, "advcl")


def _mend_active(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Give a verb of harm the people right behind it, whom the tree joined to its subject ("shot at least 12")."""
    if tree.dependents(verb, "obj", "aux", "ccomp", "xcomp") or not _harms_people(lexicon, tree.lemmas[verb]):
        return
    for subject in tree.dependents(verb, "nsubj"):
        across = [child for child in tree.dependents(subject, "conj") if child > verb > subject]
        if not across or tree.dependents(across[0], "cc") or tree.tags[across[0]] not in _NOMINAL:
            continue
        if all(tree.tags[word] in _WITHIN for word in range(verb + 1, across[0])):
            tree.hang(across[0], verb, "obj")
            tree.hang(subject, verb, "nsubj")


def _mend_struck(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "Clinic shelled for third time" as of the clinic that was shelled."""
    subject = tree.first(verb, "nsubj")
    if tree.rels[verb] != "root" or not 0 <= subject < verb or tree.dependents(verb, "obj", "aux", "ccomp", "xcomp"):
        return
    if tree.lower[verb] == tree.lemmas[verb] or tree.dependents(subject, "det"):
        return
    kinds = kinds_of(tree, lexicon, subject)
    if not kinds & {"facility", "house", "structure"} or kinds & _ACTING:
        return
    rules = [trigger.rule for trigger in lexicon.triggers["VERB"].get(tree.lemmas[verb], ()) if trigger.rule.violent]
    if any(rule.roles.get("target", ())[:1] == ("object",) for rule in rules):
        tree.hang(subject, verb, "nsubj:pass")
        tree.retag(verb, "VERB", tree.lemmas[verb])
