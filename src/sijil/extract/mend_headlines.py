"""Repairs of headlines, whose present tense the parser takes for a noun ("Army shells village", "Rebels storm town").

Tickers are written so too. The verb stands behind those who act, agrees with them in number, and no other verb of the
clause is finite: "Rebel attack kills five", "Army raids in the east" and "Rebel shells hit a bridge" stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN"})
_RUN = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})
_BREAKS = frozenset({",", ";", ":", "-", "–", "—", ".", "!", "?"})
_ENDS = frozenset({",", ";", ":", "–", "—", ".", "!", "?"})
_ONTO = frozenset({"on", "at", "into"})
_ACTING = frozenset({"person", "group", "aircraft"})
_FINITE = frozenset({"root", "ccomp", "parataxis", "advcl", "conj"})
_PEOPLE = frozenset({"person", "fighter", "civilian"})
_TYPES = frozenset({"territory_gained", "territory_left", "siege", "advance", "looting", "sexual_violence"})
_RELATION = {"NUM": "nummod", "DET": "det", "ADJ": "amod"}


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words of a clause in headline style: who acts, the verb, and what it is done to (-1: nothing)."""

    start: int
    subject: int
    verb: int
    whom: int
    lemma: str


def mend_headlines(trees: list[Tree], lexicon: Lexicon) -> None:
    """Read the verbs of headlines as verbs."""
    for tree in trees:
        verb, found = 1, False
        while verb < len(tree) - 1:
            clause = _find_clause(tree, lexicon, verb)
            first = not found or tree.is_headline
            found = found or clause is not None
            if clause is not None and first:
                _mend_clause(tree, lexicon, clause)
                verb = max(verb, clause.whom)
            verb += 1
        for comma in range(2, len(tree) - 2):
            _mend_second(tree, lexicon, comma)
        for verb in range(1, len(tree)):
            _mend_slain(tree, lexicon, verb)
            _mend_to_death(tree, lexicon, verb)
            _mend_town(tree, lexicon, verb)


def _find_clause(tree: Tree, lexicon: Lexicon, verb: int) -> _Clause | None:
    """Return the clause of a word that may be its verb; None where it is a noun, or another word the verb."""
    lemma = _lemma(tree, lexicon, verb)
    hung = bool(tree.dependents(verb, "nsubj", "obj", "aux", "mark", "xcomp", "ccomp"))
    lost = tree.tags[verb] == "VERB" and lemma == tree.lower[verb] and tree.rels[verb] in {"compound", "root"}
    if not (tree.tags[verb] in {*_NOMINAL, "ADJ"} or (lost and not hung)) or not lemma or _is_body(tree, lexicon, verb):
        return None
    start = verb
    while start > 0 and (tree.tags[start - 1] in _RUN or (tree.tags[start - 1] == "ADP" and start < verb)):
        if tree.is_headline and lexicon.has("meanwhile", tree.lower[start - 1]):
            break
        start -= 1
    subject = verb - 1
    opens = start == 0 or tree.forms[start - 1] == ":"
    if tree.is_headline and start:
        opens = opens or tree.forms[start - 1] == ";" or lexicon.has("meanwhile", tree.lower[start - 1])
    if not opens or start == verb or tree.tags[subject] not in _NOMINAL or not _acts(tree, lexicon, subject):
        return None
    end = next((at for at in range(verb, len(tree)) if tree.forms[at] in _ENDS), len(tree))
    if any(_is_finite(tree, at) for at in range(start, end) if at != verb):
        return None
    whom = _end_of_run(tree, lexicon, verb)
    plural = lemma == tree.lower[verb]
    if whom < 0 and not (plural and _aims(tree, lexicon, subject, verb, lemma)):
        return None
    agrees = _is_plural(tree, lexicon, subject) if plural else not tree.lower[subject].endswith(("s", "men"))
    named = tree.lower[subject] in lexicon.nations or tree.names.get(subject) == "ORG"
    time = whom >= 0 and "time" in kinds_of(tree, lexicon, whom)
    return None if time or not (agrees or (named and not plural)) else _Clause(start, subject, verb, whom, lemma)


def _lemma(tree: Tree, lexicon: Lexicon, word: int) -> str:
    """Return the verb that a present form is of, if a rule for an event knows it; "shells" is of "shell"."""
    form = tree.lower[word]
    for lemma in (form, form.removesuffix("s"), form.removesuffix("es")):
        rules = [one.rule for one in lexicon.triggers["VERB"].get(lemma, ()) if not one.rule.echo]
        if any(rule.violent or rule.harm or rule.type in _TYPES for rule in rules):
            return lemma
    return ""


def _acts(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word names those who may do violence: people, a body, a state, aircraft."""
    return _is_body(tree, lexicon, word) or bool(kinds_of(tree, lexicon, word) & _ACTING)


def _is_body(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word by itself, be it labelled or not, means people, a body or a state ("forces", "guards")."""
    form = tree.lower[word]
    return lexicon.names_people(form) or lexicon.has("group", form) or form in lexicon.nations


def _is_plural(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    form = tree.lower[word]
    return form.endswith(("s", "men")) or lexicon.has("same_in_plural", form) or tree.names.get(word) == "ORG"


def _aims(tree: Tree, lexicon: Lexicon, subject: int, verb: int, lemma: str) -> bool:
    """Tell whether a plural form has what it is done to behind "on" or the like ("Guards fire on crowd")."""
    noun = lemma in lexicon.happenings and not tree.lower[subject].endswith(("s", "men"))
    return tree.lower[verb + 1] in _ONTO and not noun


def _is_finite(tree: Tree, word: int) -> bool:
    """Tell whether a word is the verb of a clause, none that only describes a noun."""
    if tree.tags[word] == "AUX":
        return True
    describes = tree.rels[word] in {"acl", "amod", "advcl"} and tree.lower[word].endswith(("ing", "ed"))
    return tree.tags[word] == "VERB" and not describes


def _end_of_run(tree: Tree, lexicon: Lexicon, verb: int) -> int:
    """Return the last noun of the phrase right behind a verb, or -1."""
    word = verb + 1
    while word < len(tree) and (tree.tags[word] in _RUN or tree.lower[word] in {"'s", "-"}):
        word += 1
    nominal = word - 1 > verb and tree.tags[word - 1] in {*_NOMINAL, "NUM"}
    titled = word - 1 == verb + 1 and lexicon.names_people(tree.lower[word - 1])
    return word - 1 if nominal or titled else -1


def _mend_clause(tree: Tree, lexicon: Lexicon, clause: _Clause) -> None:
    """Make the verb the head of its clause, with who acts before it and whom it struck behind."""
    start, subject, verb, whom = clause.start, clause.subject, clause.verb, clause.whom
    last = whom if whom >= 0 else verb
    inside = range(start, last + 1)
    top = next((word for word in inside if tree.heads[word] not in inside), verb)
    above, relation = tree.heads[top], tree.fullrels[top]
    outer = tree.clause(above) if above >= 0 else -1
    hung = {word: tree.heads[word] for word in range(len(tree))}
    _join_clause(tree, lexicon, clause, outer, last, (above, relation))
    tree.retag(verb, "VERB", clause.lemma)
    for word in (word for word in range(verb, last + 1) if word == verb or tree.forms[word].islower()):
        tree.names.pop(word, None)
    tree.hang(subject, verb, "nsubj")
    if whom >= 0:
        tree.hang(whom, verb, "obj")
        if tree.tags[whom] == "ADJ":
            tree.retag(whom, "NOUN", tree.lower[whom])
    for word, head in hung.items():
        if word in {subject, verb, whom, outer} or tree.tags[word] == "PUNCT":
            continue
        if word in inside:
            noun = subject if word < verb else whom
            stray = tree.heads[word] in {verb, -1} or (tree.heads[word] < verb) != (word < verb)
            if stray and not tree.under(noun, word):
                tree.hang(word, noun, _RELATION.get(tree.tags[word], "compound"))
        elif head in inside and word > last:
            kept = head == whom and tree.case(word) in {"of", ""}
            counts = tree.tags[word] == "NUM" and outer > word
            tree.hang(
                word,
                *((outer, "nsubj") if counts else (head, tree.fullrels[word]) if kept else (verb, _below(tree, word))),
            )


def _join_clause(tree: Tree, lexicon: Lexicon, clause: _Clause, outer: int, last: int, place: tuple[int, str]) -> None:
    """Hang the verb of a clause on what its words hung on, or on the clause that it is told beside."""
    start, verb, (above, relation) = clause.start, clause.verb, place
    if _is_second(tree, lexicon, start, above):
        tree.hang(verb, outer, "advcl")
        tree.hang(start - 1, verb, "mark")
    elif outer > last and tree.tags[outer] == "VERB":
        reports = lexicon.has("speech", tree.lemmas[outer])
        tree.hang(verb, *((outer, "ccomp") if reports else (tree.heads[outer], tree.fullrels[outer])))
        if not reports:
            tree.hang(outer, verb, "conj")
    else:
        tree.hang(verb, above, relation if above >= 0 else "root")


def _is_second(tree: Tree, lexicon: Lexicon, start: int, above: int) -> bool:
    """Tell whether a clause says what else happened at the time ("12 die as rebels shell port")."""
    return start > 0 and above >= 0 and lexicon.has("meanwhile", tree.lower[start - 1])


def _below(tree: Tree, word: int) -> str:
    """Return how a word that hung on a noun hangs on a verb."""
    return "obl" if tree.rels[word] in {"nmod", "obl"} or tree.case(word) else tree.fullrels[word]


def _mend_second(tree: Tree, lexicon: Lexicon, comma: int) -> None:
    """Join a second verb behind a comma to the first ("Rebels seize airport, oust governor")."""
    verb, root = comma + 1, tree.heads.index(-1)
    lemma = _lemma(tree, lexicon, verb)
    if tree.forms[comma] != "," or not root < comma or tree.tags[root] != "VERB" or not lemma:
        return
    present = tree.lower[root] in {tree.lemmas[root], f"{tree.lemmas[root]}s", f"{tree.lemmas[root]}es"}
    alike = (tree.lower[root] == tree.lemmas[root]) == (tree.lower[verb] == lemma)
    whom = _end_of_run(tree, lexicon, verb)
    behind = whom + 1 < len(tree) and (tree.tags[whom + 1] in {"VERB", "AUX"} or tree.tags[whom + 1] == "CCONJ")
    bare = tree.first(root, "nsubj") >= 0 and not tree.dependents(root, "aux") and not tree.dependents(verb, "nsubj")
    if not (present and alike and bare) or whom < 0 or behind or tree.heads[root] == verb:
        return
    if tree.tags[verb] == "VERB" and tree.rels[verb] == "conj":
        return
    if _is_body(tree, lexicon, verb) or tree.tags[verb] not in {"NOUN", "PROPN", "VERB", "ADJ"}:
        return
    tree.hang(verb, root, "conj")
    tree.retag(verb, "VERB", lemma)
    tree.names.pop(verb, None)
    tree.hang(whom, verb, "obj")
    for word in range(verb + 1, whom):
        if tree.heads[word] == verb and tree.tags[word] in _RUN:
            tree.hang(word, whom, _RELATION.get(tree.tags[word], "compound"))


def _mend_slain(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "35 villagers gunned down" as of those who were: nobody is named whom they shot."""
    subject = tree.first(verb, "nsubj")
    if tree.tags[verb] != "VERB" or tree.rels[verb] not in _FINITE or not 0 <= subject < verb:
        return
    past = tree.lower[verb].endswith("ed") and tree.lower[verb] != tree.lemmas[verb]
    joined = any(not tree.dependents(word, "nsubj") for word in tree.dependents(verb, "conj"))
    alone = not tree.dependents(verb, "obj", "iobj", "aux", "ccomp") and not joined
    how = [tree.lower[word] for word in tree.dependents(verb, "xcomp")]
    people = tree.is_headline and kinds_of(tree, lexicon, subject) & _PEOPLE
    counted = tree.dependents(subject, "nummod") or people
    slain = past and not how and lexicon.has("slaying", tree.lemmas[verb]) and bool(counted)
    taken = tree.is_headline and past and lexicon.has("done_to_places", tree.lemmas[verb])
    slain = slain or (taken and bool(kinds_of(tree, lexicon, subject) & {"place", "facility"}))
    slain = slain or (tree.is_headline and past and lexicon.has("accusing", tree.lemmas[verb]))
    if alone and (slain or (how == ["dead"] and tree.lower[verb] != tree.lemmas[verb])):
        _suffer(tree, subject, verb)
        tree.retag(verb, "VERB", tree.lemmas[verb])


def _mend_to_death(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Let those die who "burned to death": nobody is named to whom they did it."""
    subject = tree.first(verb, "nsubj")
    fatal = any(
        tree.case(word) == "to" and lexicon.has("fatal_end", tree.lower[word]) for word in tree.dependents(verb, "obl")
    )
    if tree.tags[verb] == "VERB" and fatal and 0 <= subject < verb and not tree.dependents(verb, "obj"):
        _suffer(tree, subject, verb)


def _suffer(tree: Tree, subject: int, verb: int) -> None:
    """Make the subject of a verb the one whom it befell."""
    tree.hang(subject, verb, "nsubj:pass")
    tree.roles[verb] = {label: word for label, word in tree.roles.get(verb, {}).items() if label != "ARG0"}


def _mend_town(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Take for a place, not a person, one name behind a verb of what is done to places ("Rebels shell Monrovia")."""
    if tree.tags[verb] != "VERB" or not lexicon.has("done_to_places", tree.lemmas[verb]):
        return
    for whom in tree.dependents(verb, "obj"):
        alone = whom == verb + 1 and not tree.dependents(whom, "flat", "compound", "appos")
        if alone and tree.names.get(whom) == "PER" and tree.tags[whom] == "PROPN":
            tree.names[whom] = "LOC"
