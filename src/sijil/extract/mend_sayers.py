"""Mends of who speaks, where the parser gave them to what is said, or took for them those who are told.

"X told the agency": the agency is told. "X, an aide, said Y left": X said it. "..., said one source in the room": the
source said it. "Who's called for talks": nobody called them. "The mission also called on X": it was not called. "X said
rebels did it, blaming Y": X blames. "X urged Y to join, and criticized Z": Y criticized nobody. "X said it held, while
Y said it fell": two sayings.
"""

from __future__ import annotations

from sijil.extract.channels import is_channel
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import CLOSING
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SPEAKERS = frozenset({"person", "group"})


def mend_cues(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Mend a word that may tell who says, or holds, something."""
    lemma = tree.lemmas[cue]
    _mend_reports(tree, lexicon, cue)
    if tree.tags[cue] != "VERB":
        return
    _mend_called(tree, cue)
    if tree.lower[cue].endswith("ing"):
        _mend_doing(tree, lexicon, cue)
    if any(lexicon.has(kind, lemma) for kind in ("speech", "attitude")):
        _mend_pronoun(tree, cue)
        _mend_answered(tree, lexicon, cue)
        _mend_message(tree, lexicon, cue)
        _mend_trailing(tree, cue)
        _mend_shares(tree, cue)
        _mend_within(tree, cue)
    _mend_contracted(tree, lexicon, cue)
    _mend_parallel(tree, cue)
    if lexicon.has("never_passive", lemma):
        _mend_active(tree, cue)
    if any(lexicon.has(kind, lemma) for kind in ("speech", "accusing", "attitude")):
        _mend_adding(tree, lexicon, cue)


def _mend_doing(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Give a participle those who do it ("with nine percent viewing it as", "left farmers wondering")."""
    if tree.dependents(verb, "nsubj"):
        return
    above = tree.heads[verb]
    within = any(tree.lower[mark] == "with" for mark in tree.dependents(verb, "mark"))
    made = above >= 0 and lexicon.has("made_to_do", tree.lemmas[above]) and tree.rels[verb] in {"xcomp", "advcl", "acl"}
    who = tree.dependents(verb, "obj", "obl") if within else tree.dependents(above, "obj") if made else []
    before = [word for word in who if above < word < verb and not tree.case(word)]
    if before and tree.phrase(before[-1])[1] == verb:
        tree.hang(before[-1], verb, "nsubj")


def _mend_pronoun(tree: Tree, cue: int) -> None:
    """Make a pronoun beside a bare verb who says it ("..., it added"), where the tree took it for a passive."""
    for who in tree.dependents(cue, "nsubj"):
        beside = who in {cue - 1, cue + 1} and tree.tags[who] == "PRON"
        if beside and tree.fullrels[who] == "nsubj:pass" and not tree.dependents(cue, "aux", "cop"):
            tree.hang(who, cue, "nsubj")


def _mend_answered(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang ", a charge the ministry rejected" on the clause before, where the tree made the charge reject it."""
    above, who = tree.heads[cue], tree.dependents(cue, "nsubj")
    if not who[1:] or not 0 <= above < who[0] or not lexicon.has("hearsay", tree.lemmas[who[0]]):
        return
    start, end = tree.phrase(who[0])
    if tree.forms[start - 1] == "," and tree.phrase(who[1])[0] == end and tree.tags[start] == "DET":
        tree.hang(who[0], above, "parataxis")
        tree.hang(cue, who[0], "acl:relcl")


def _mend_message(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang on the verb what the tree hung on the medium ("claimed in a message that they had killed seven")."""
    if tree.dependents(cue, "ccomp"):
        return
    for medium in tree.dependents(cue, "obl"):
        for clause in tree.dependents(medium, "acl"):
            that = any(tree.lower[mark] == "that" for mark in tree.dependents(clause, "mark"))
            if that and medium > cue and is_channel(tree, lexicon, medium):
                tree.hang(clause, cue, "ccomp")


def _mend_trailing(tree: Tree, cue: int) -> None:
    """Hang ", with 30 injured" behind the sayer on what is said before ("12 died, X said, with 30 injured")."""
    said = [child for child in tree.dependents(cue, "ccomp") if child < cue]
    told = said[0] if said else tree.heads[cue] if tree.rels[cue] == "parataxis" else -1
    if told < 0 or told > cue:
        return
    around = [cue, *tree.dependents(cue, "nsubj", "obl")]
    for child in [child for word in around for child in tree.dependents(word, "obl", "advcl", "nmod", "amod", "conj")]:
        start = next((at for at in tree.subtree(child) if tree.tags[at] != "PUNCT"), child)
        trails = start > told and tree.lower[start] == "with" and tree.forms[start - 1] == ","
        if trails and not tree.under(told, child):
            tree.hang(child, told, "obl" if tree.rels[start] == "case" else "advcl")


def _mend_shares(tree: Tree, cue: int) -> None:
    """Take those of whom a share is told for who says ("one in five say", "seven in 10 voters back it")."""
    who = [word for word in tree.dependents(cue, "nsubj", "obl") if word < cue and tree.tags[word] == "NUM"]
    if not who or tree.case(who[0]) or tree.lower[who[0] + 1 : who[0] + 2] not in (["in"], ["out"], ["of"]):
        return
    others = [word for word in tree.dependents(cue, "nsubj") if word != who[0]]
    if any(word > cue or word < who[0] for word in others):
        return
    tree.hang(who[0], cue, "nsubj")
    for word in others:
        tree.hang(word, who[0], "nmod")


def _mend_within(tree: Tree, cue: int) -> None:
    """Hang an aside on the clause that it stands in, not on its subject ("Aden, Musa said, made him think")."""
    subject = tree.heads[cue]
    if tree.rels[cue] == "parataxis" and 0 <= subject < cue and tree.rels[subject] == "nsubj":
        clause = tree.heads[subject]
        if clause > cue and tree.forms[cue + 1] == ",":
            tree.hang(cue, clause, "parataxis")


def mend_sayers(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang who speaks on a reporting verb."""
    _mend_told(tree, lexicon, cue)
    _mend_contrast(tree, lexicon, cue)
    if not tree.dependents(cue, "nsubj"):
        _mend_beside(tree, cue)
    if not tree.dependents(cue, "nsubj"):
        _mend_first(tree, cue)
    if not tree.dependents(cue, "nsubj"):
        _mend_last(tree, lexicon, cue)
    if not tree.dependents(cue, "nsubj"):
        _mend_lost(tree, lexicon, cue)


def _mend_told(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Take for those told whom the tree made a second subject, behind a verb of telling ("X told the agency")."""
    who = tree.dependents(cue, "nsubj")
    before, behind = [word for word in who if word < cue], [word for word in who if word > cue]
    if not lexicon.has("address", tree.lemmas[cue]) or tree.dependents(cue, "obj"):
        return
    if before and behind:
        tree.hang(behind[0], cue, "obj")
        return
    said = tree.first(cue, "ccomp")
    that = next((mark for mark in tree.dependents(said, "mark") if tree.lower[mark] == "that"), -1) if said >= 0 else -1
    told = [word for word in range(cue + 1, that) if tree.heads[word] == said and tree.tags[word] in _NOMINAL]
    if told:
        tree.hang(told[0], cue, "obj")


def _mend_first(tree: Tree, cue: int) -> None:
    """Give a verb the subject before it, where what is said has one of its own ("X, an aide, said Y left")."""
    said = next((child for child in tree.dependents(cue, "ccomp") if child > cue), -1)
    who = tree.dependents(said, "nsubj") if said >= 0 else []
    before, behind = [word for word in who if word < cue], [word for word in who if word > cue]
    if before and behind and tree.tags[before[-1]] in _NOMINAL:
        tree.hang(before[-1], cue, "nsubj")


def _mend_reports(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Read "reports" in "The Post reports:" and "The Post reports that" as a verb, which the tree took for a noun."""
    who = next((word for word in tree.dependents(cue, "compound") if word == cue - 1), -1)
    following = tree.lower[cue + 1 : cue + 2]
    says = tree.tags[cue] == "NOUN" and tree.lower[cue].endswith("s") and lexicon.has("speech", tree.lemmas[cue])
    ends = following == [":"] and cue + 2 == len(tree)
    named = who >= 0 and tree.tags[who] in _NOMINAL and tree.forms[who][:1].isupper()
    if not says or not named or not (ends or following == ["that"]):
        return
    tree.retag(cue, "VERB", tree.lemmas[cue])
    tree.hang(who, cue, "nsubj")
    for child in tree.dependents(cue, "det", "amod", "compound"):
        tree.hang(child, who, tree.fullrels[child])
    for told in tree.dependents(cue, "appos", "acl"):
        tree.hang(told, cue, "ccomp")


def _mend_called(tree: Tree, cue: int) -> None:
    """Make a name right behind a verb that follows a quotation its subject ('"We won!" beamed Ali Saleh')."""
    behind = cue > 1 and tree.tags[cue] == "VERB" and tree.forms[cue - 1] in CLOSING and tree.tags[cue - 2] == "PUNCT"
    if behind and not tree.dependents(cue, "nsubj"):
        for who in tree.dependents(cue, "obj"):
            if tree.names.get(who) == "PER" and tree.phrase(who)[0] == cue + 1:
                tree.hang(who, cue, "nsubj")


def _mend_beside(tree: Tree, cue: int) -> None:
    """Make the name right before an aside who says it ("The commander, Osman said, has left": no apposition)."""
    if tree.rels[cue] != "parataxis" or tree.forms[cue + 1 : cue + 2] != [","]:
        return
    for word in range(cue):
        start, end = tree.phrase(word)
        if tree.rels[word] == "appos" and end == cue and start > 0 and tree.forms[start - 1] == ",":
            tree.hang(word, cue, "nsubj")


def _mend_adding(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang a participle of saying on the verb of saying before it ("X said rebels did it, blaming Y": X blames)."""
    said = tree.heads[cue]
    if tree.rels[cue] != "advcl" or not _is_ing(tree, cue) or tree.forms[cue - 1] != ",":
        return
    above = tree.heads[said]
    if 0 <= above < cue and said < cue and tree.rels[said] == "ccomp" and lexicon.has("speech", tree.lemmas[above]):
        tree.hang(cue, above, "advcl")
        if tree.heads[cue - 1] == said:
            tree.hang(cue - 1, cue, "punct")


def _mend_active(tree: Tree, verb: int) -> None:
    """Make the noun before a verb that has no passive who acts ("The mission called on X": nobody called it)."""
    on = verb + 1 < len(tree) and tree.rels[verb + 1] == "case" and tree.tags[verb + 1] == "ADP"
    by = any(tree.fullrels[child] == "obl:agent" for child in tree.children[verb])
    if (
        not on
        or by
        or tree.is_headline
        or tree.dependents(verb, "aux", "cop", "obj")
        or tree.lower[verb].endswith("ing")
    ):
        return
    noun = tree.heads[verb]
    if tree.fullrels[verb] == "acl" and noun == verb - 1 and tree.rels[noun] == "root" and tree.forms[-1] == ".":
        tree.hang(verb, -1, "root")
        tree.hang(noun, verb, "nsubj")
    for who in tree.dependents(verb, "nsubj"):
        tree.hang(who, verb, "nsubj")
        if (roles := tree.roles.get(verb, {})).get("ARG1") == who:
            tree.roles[verb] = {"ARG0": who, **{role: word for role, word in roles.items() if word != who}}


def _mend_parallel(tree: Tree, verb: int) -> None:
    """Join a finite form to the finite verb before, not to an infinitive ("X urged Y to go, and left": X left)."""
    above = tree.heads[verb]
    finite = tree.tags[verb] == "VERB" and tree.lower[verb] != tree.lemmas[verb] and not _is_ing(tree, verb)
    if not finite or tree.rels[verb] != "conj" or tree.dependents(verb, "nsubj", "aux", "mark"):
        return
    bare = tree.lower[above] == tree.lemmas[above] and any(
        tree.lower[mark] == "to" for mark in tree.dependents(above, "mark")
    )
    outer = next((word for word in tree.ancestors(above) if tree.tags[word] == "VERB"), -1)
    same = outer >= 0 and tree.lower[outer].endswith("s") == tree.lower[verb].endswith("s") and not _is_ing(tree, outer)
    if (
        bare
        and same
        and outer < above < verb
        and tree.lower[outer] != tree.lemmas[outer]
        and tree.dependents(outer, "nsubj")
    ):
        tree.hang(verb, outer, "conj")


def _mend_contrast(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang "while Y said" on the saying before it, not on what that says ("X said A, while Y said B")."""
    marked = any(tree.is_listed(mark, "contrast") for mark in tree.dependents(cue, "mark"))
    said = tree.heads[cue]
    above = tree.heads[said] if said >= 0 else -1
    if tree.rels[cue] != "advcl" or not marked or not tree.dependents(cue, "nsubj") or not 0 <= above < said < cue:
        return
    if tree.rels[said] == "ccomp" and lexicon.has("speech", tree.lemmas[above]):
        tree.hang(cue, above, "advcl")


def _is_ing(tree: Tree, word: int) -> bool:
    return tree.lower[word].endswith("ing")


def _mend_last(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Give a verb the noun behind it that ends the sentence (", said one source in the room")."""
    said = next((child for child in tree.dependents(cue, "ccomp") if child < cue), -1)
    behind = [word for word in range(cue + 1, len(tree)) if tree.tags[word] != "PUNCT"]
    heads = [word for word in behind if tree.heads[word] not in behind]
    if said < 0 or len(heads) != 1 or tree.heads[heads[0]] != said or tree.tags[heads[0]] not in _NOMINAL:
        return
    cited = lexicon.has("source_noun", tree.lemmas[heads[0]]) or kinds_of(tree, lexicon, heads[0]) & _SPEAKERS
    if cited or tree.names.get(heads[0]) in {"PER", "ORG"}:
        tree.hang(heads[0], cue, "nsubj")


def _mend_lost(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Give a verb the noun between a comma and it, which the tree set beside another (", state media reported")."""
    noun = cue - 1
    if tree.rels[cue] != "parataxis" or noun < 0 or tree.tags[noun] not in _NOMINAL or tree.rels[noun] != "appos":
        return
    start = min(tree.subtree(noun))
    while start < noun and tree.forms[start] == ",":
        start += 1
    cited = lexicon.has("source_noun", tree.lemmas[noun]) or lexicon.has("channel", tree.lemmas[noun])
    speaks = cited or kinds_of(tree, lexicon, noun) & _SPEAKERS or tree.names.get(noun) in {"PER", "ORG"}
    if speaks and tree.forms[start - 1] == "," and tree.heads[cue] < start and _is_past(tree, cue):
        tree.hang(noun, cue, "nsubj")


def _is_past(tree: Tree, verb: int) -> bool:
    return tree.lower[verb] != tree.lemmas[verb] and not tree.lower[verb].endswith("ing")


def _mend_contracted(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "'s" before a verb that has no passive as "has" ("who's called for talks")."""
    helper = next((child for child in tree.children[verb] if tree.fullrels[child] == "aux:pass"), -1)
    if helper < 0 or tree.lower[helper] != "'s" or not lexicon.has("never_passive", tree.lemmas[verb]):
        return
    if any(tree.case(child) in {"for", "about", "against"} for child in tree.dependents(verb, "obl")):
        tree.hang(helper, verb, "aux")
        for who in tree.dependents(verb, "nsubj"):
            tree.hang(who, verb, "nsubj")
