"""Repairs of what the parser often gets wrong, made on the tree before anything reads it.

Of a statement with its speaker behind it ("The army took Rono, a spokesman said on Sunday"), the parser may hang the
speaker and the day of saying on the statement.
"""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_sayers import mend_cues, mend_sayers
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


_BELOW = frozenset({"acl", "advcl", "conj", "dep", "appos"})
"""How a reporting verb behind a comma may hang in a tree that takes it for a part of what is said."""


def mend_compounds(trees: list[Tree]) -> None:
    """Gather "forces of the Geneva-brokered government" under its noun, where the tree took "brokered" for a verb."""
    for tree in trees:
        for participle in range(2, len(tree) - 1):
            noun = _noun_behind(tree, participle)
            if noun >= 0 and tree.heads[noun] == participle and tree.fullrels[participle] == "acl":
                _mend_compound(tree, participle, noun)


def _noun_behind(tree: Tree, participle: int) -> int:
    """Return the noun that a participle behind "NAME-" stands before, with nothing but nouns between them; or -1."""
    if tree.forms[participle - 1] != "-" or tree.tags[participle] != "VERB" or tree.tags[participle - 2] != "PROPN":
        return -1
    noun = participle + 1
    while noun + 1 < len(tree) and tree.tags[noun] in {"ADJ", "NOUN", "PROPN"} and tree.tags[noun + 1] in _NOMINAL:
        noun += 1
    return noun if tree.tags[noun] in {"NOUN", "PROPN"} else -1


def _mend_compound(tree: Tree, participle: int, noun: int) -> None:
    """Hang a noun where the name before the participle hung, with its preposition and article."""
    name = participle - 2
    while tree.fullrels[name] == "flat" or name < tree.heads[name] < participle:
        name = tree.heads[name]
    outer = tree.heads[participle]
    above, relation = tree.heads[name], tree.fullrels[name]
    lead = [child for child in tree.children[name] if tree.rels[child] in {"case", "det"}]
    if above == participle:
        before = min([name, *lead]) - 1
        above, relation = (before, "obl") if tree.tags[before] in {"ADJ", "VERB"} else (outer, "nmod")
    if not 0 <= above < name:
        return
    late = [child for child in tree.children[participle] if child > noun]
    tree.hang(noun, above, relation)
    tree.hang(participle, noun, "amod")
    tree.hang(name, participle, "compound")
    for child in lead:
        tree.hang(child, noun, tree.fullrels[child])
    clause = next((word for word in tree.ancestors(outer) if tree.tags[word] == "VERB"), outer)
    for child in late:
        tree.hang(child, clause, tree.fullrels[child])
    tree.retag(participle, "ADJ", tree.lower[participle])


def mend_joined_verbs(trees: list[Tree]) -> None:
    """Hang a finite verb that the tree joins to a participle on the verb before ("burned lorries carrying X and shot").

    A participle behind a noun is joined to participles; a past form behind "and" goes on with the clause.
    """
    for tree in trees:
        _mend_asides(tree)
        for verb in range(2, len(tree)):
            _mend_subject(tree, verb)
            _mend_progressive(tree, verb)
            above = tree.heads[verb]
            if tree.fullrels[verb] != "conj" or tree.tags[verb] != "VERB" or tree.fullrels[above] != "acl":
                continue
            noun = tree.heads[above]
            first = next((word for word in tree.ancestors(noun) if tree.tags[word] == "VERB"), -1)
            finite = first >= 0 and not _is_ing(tree, first) and not _is_ing(tree, verb)
            if finite and _is_ing(tree, above) and first < noun and not tree.dependents(verb, "aux"):
                tree.hang(verb, first, "conj")


def _mend_progressive(tree: Tree, verb: int) -> None:
    """Let those who opened fire kill in "troops were patrolling when rebels opened fire and killed two".

    A past form with an object goes on with the clause of "when", not with what somebody was doing then.
    """
    above = tree.heads[verb]
    past = tree.tags[verb] == "VERB" and tree.fullrels[verb] == "conj" and not _is_ing(tree, verb)
    if not past or above < 0 or not _is_ing(tree, above) or tree.dependents(verb, "nsubj", "aux"):
        return
    clauses = [word for word in tree.dependents(above, "advcl") if above < word < verb and not _is_ing(tree, word)]
    if clauses and tree.dependents(clauses[-1], "nsubj") and tree.dependents(verb, "obj", "nummod"):
        tree.hang(verb, clauses[-1], "conj")


def _mend_subject(tree: Tree, verb: int) -> None:
    """Hang the noun between "and" and a verb on it, which the tree joined to a noun ("took X, home of Y and Z ran")."""
    noun = verb - 1
    joined = tree.tags[noun] in {"NOUN", "PROPN"} and tree.rels[noun] == "conj" and tree.heads[noun] < noun
    apart = joined and (tree.rels[verb] == "parataxis" or "," in tree.forms[tree.heads[noun] : noun])
    if (
        not apart
        or tree.rels[verb] not in {"conj", "parataxis"}
        or tree.tags[verb] != "VERB"
        or tree.dependents(verb, "nsubj")
        or _is_ing(tree, verb)
    ):
        return
    if tree.dependents(verb, "obj", "xcomp", "ccomp") and tree.dependents(noun, "cc"):
        tree.hang(verb, tree.heads[verb], "conj")
        tree.hang(noun, verb, "nsubj")


def _mend_asides(tree: Tree) -> None:
    """Make "with rivals vying for power" a clause of its own, of which the tree made an object or two phrases."""
    for verb in range(3, len(tree)):
        if tree.rels[verb] == "advcl" and _is_ing(tree, verb) and not tree.dependents(verb, "nsubj"):
            nouns = (
                noun for noun in range(1, verb - 1) if tree.case(noun) == "with" and _ends_before(tree, noun, verb)
            )
            noun = next(nouns, -1)
            if noun >= 0 and not tree.under(verb, noun):
                tree.hang(noun, verb, "nsubj")
    for mark in range(2, len(tree)):
        verb = tree.heads[mark]
        noun = tree.heads[verb] if verb > mark and tree.lower[mark] == "with" and tree.rels[mark] == "mark" else -1
        if mark < noun < verb and tree.rels[noun] == "obj" and tree.heads[noun] < mark and _is_ing(tree, verb):
            tree.hang(verb, tree.heads[noun], "advcl")
            tree.hang(noun, verb, "nsubj")


def _ends_before(tree: Tree, noun: int, verb: int) -> bool:
    """Tell whether a phrase between commas ends right before a verb (", with five groups, X among them, gaining")."""
    words = [word for word in tree.subtree(noun) if tree.tags[word] != "PUNCT"]
    commas = tree.forms[max(words[0] - 1, 0)] == tree.forms[verb - 1] == ","
    return commas and words[-1] == verb - 2


def _is_ing(tree: Tree, word: int) -> bool:
    return tree.lower[word].endswith("ing")


def _mend_told(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang who was told on the verb of telling, where the tree made it a subject of what was said ("told X the Y")."""
    clause = tree.first(cue, "ccomp")
    who = tree.dependents(clause, "nsubj") if clause >= 0 and lexicon.has("address", tree.lemmas[cue]) else []
    if len(who) > 1 and not tree.dependents(cue, "obj", "iobj") and tree.phrase(who[0])[0] == cue + 1:
        tree.hang(who[0], cue, "obj")


def mend_speakers(trees: list[Tree], lexicon: Lexicon) -> None:
    """Hang who speaks, and who is told, on the reporting verb."""
    for tree in trees:
        for cue, lemma in enumerate(tree.lemmas):
            _mend_aside(tree, lexicon, cue)
            mend_cues(tree, lexicon, cue)
            if tree.tags[cue] != "VERB":
                continue
            if lexicon.has("quoting", lemma):
                _mend_second(tree, lexicon, cue)
            if not lexicon.has("speech", lemma):
                continue
            _mend_parted(tree, cue)
            _mend_told(tree, lexicon, cue)
            _mend_behind(tree, lexicon, cue)
            _mend_there(tree, cue)
            _mend_second(tree, lexicon, cue)
            if not tree.dependents(cue, "nsubj"):
                _mend_speaker(tree, lexicon, cue)
            mend_sayers(tree, lexicon, cue)
            _mend_statement(tree, cue)
            _mend_denial(tree, cue)


def _mend_parted(tree: Tree, cue: int) -> None:
    """Read ", officials said" as an aside in the sentence, where the tree took it for a clause of the noun before."""
    who = tree.dependents(cue, "nsubj")
    if tree.rels[cue] != "acl" or not who or who[0] > cue:
        return
    start = tree.phrase(who[0])[0]
    bare = tree.lower[who[0]] not in {"who", "which", "that", "whom"}
    if bare and tree.forms[start - 1] == "," and not tree.dependents(cue, "obj", "ccomp", "xcomp"):
        tree.hang(cue, tree.clause(tree.heads[cue]), "parataxis")


def _mend_denial(tree: Tree, cue: int) -> None:
    """Hang a statement on the verb before its "that", where the tree hung it on the next ("denied that X and said")."""
    before = tree.heads[cue]
    if tree.rels[cue] != "conj" or before < 0 or tree.tags[before] != "VERB" or tree.dependents(before, "ccomp"):
        return
    for said in tree.dependents(cue, "ccomp"):
        mark = next((child for child in tree.dependents(said, "mark") if tree.lower[child] == "that"), -1)
        if before < mark < said < cue and tree.lower[cue - 1] in {"and", "but"}:
            tree.hang(said, before, "ccomp")


def _mend_statement(tree: Tree, cue: int) -> None:
    """Gather a statement before its reporting verb, and hang what stands behind the verb on it ("X said on Monday").

    A participle that the tree makes a statement of its own belongs to the noun before it ("the men held in Y had ...").
    """
    said = [child for child in tree.dependents(cue, "ccomp") if child < cue]
    whole = said[-1] if said else -1
    for child in said[:-1]:
        own, subject = tree.dependents(whole, "nsubj"), tree.first(child, "nsubj")
        if tree.dependents(child, "aux") or tree.tags[child - 1] not in {"NOUN", "PROPN"}:
            continue
        if not own and subject >= 0 and tree.dependents(whole, "aux"):
            tree.hang(subject, whole, "nsubj")
            own = [subject]
        if own and own[0] < child:
            tree.hang(child, child - 1, "acl")
    for word in range(cue + 1, len(tree)):
        if whole >= 0 and tree.rels[word] == "obl" and tree.heads[word] < cue and tree.under(word, whole):
            tree.hang(word, cue, "obl")


def _mend_aside(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Read as a verb what ends an aside that names a body ("..., the council estimates, ...")."""
    aside = tree.tags[cue] in {"NOUN", "VERB"} and tree.rels[cue] in {"parataxis", "appos", "dep"}
    if (
        not aside
        or not tree.lower[cue].endswith("s")
        or not lexicon.has("speech", tree.lemmas[cue])
        or tree.forms[cue + 1 : cue + 2] not in ([","], ["."])
    ):
        return
    who = next((word for word in tree.dependents(cue, "compound") if word == cue - 1), -1)
    start = who - 1 if who > 0 and tree.tags[who - 1] == "DET" else who
    if start < 1 or tree.forms[start - 1] != "," or tree.names.get(who) not in {"ORG", "PER"}:
        return
    tree.retag(cue, "VERB", tree.lemmas[cue])
    tree.hang(who, cue, "nsubj")
    tree.hang(cue, tree.clause(tree.heads[cue]), "parataxis")
    for article in tree.dependents(cue, "det"):
        tree.hang(article, who, "det")


def _mend_there(tree: Tree, cue: int) -> None:
    """Take "there" for a place, which the tree took for who speaks ("an official there said")."""
    where = cue - 1
    if (
        where > 0
        and tree.lower[where] in {"there", "here"}
        and tree.rels[where] == "nsubj"
        and tree.heads[where] == cue
    ):
        tree.hang(where, cue, "advmod")


def _mend_second(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Join ", and accused X" to the reporting verb before it, not to what it reports ("denied that A ..., and ...")."""
    inner = tree.heads[cue]
    if tree.rels[cue] != "conj" or tree.dependents(cue, "mark"):
        return
    if own := tree.first(cue, "nsubj") + 1:
        _mend_other(tree, lexicon, cue, own - 1)
        return
    if tree.tags[inner] in _NOMINAL and tree.dependents(cue, "obj") and not _is_ing(tree, cue):
        outer = next((word for word in tree.ancestors(inner) if lexicon.has("speech", tree.lemmas[word])), -1)
        if 0 <= outer < inner < cue and tree.lower[cue - 1] in {"and", "but"}:
            tree.hang(cue, outer, "conj")
        return
    if tree.rels[inner] not in {"ccomp", "xcomp"}:
        return
    outer = tree.heads[inner]
    joined = tree.lower[cue - 1] in {"and", "but"}
    apart = tree.forms[cue - 2] == "," or _is_parallel(tree, outer, inner, cue)
    finite = not tree.dependents(cue, "aux") and not _is_ing(tree, cue)
    if joined and apart and finite and outer < inner < cue and lexicon.has("speech", tree.lemmas[outer]):
        tree.hang(cue, outer, "conj")
        for word in (cue - 2, cue - 1):
            if tree.heads[word] in {cue, inner}:
                tree.hang(word, cue, tree.fullrels[word])


def _mend_other(tree: Tree, lexicon: Lexicon, cue: int, who: int) -> None:
    """Join "and Y accused X" to the reporting verb before it, not to what that reports ("X said A left and Y said")."""
    inner = tree.heads[cue]
    outer = tree.heads[inner]
    speaks = outer >= 0 and lexicon.has("speech", tree.lemmas[outer]) and tree.rels[inner] == "ccomp"
    if not speaks or not outer < inner < cue or tree.dependents(inner, "mark") or not tree.dependents(outer, "nsubj"):
        return
    alike = _tense(tree, cue) == _tense(tree, outer) and not tree.dependents(cue, "aux")
    if alike and tree.tags[who] in {"NOUN", "PROPN"} and tree.dependents(cue, "ccomp", "obj"):
        tree.hang(cue, outer, "conj")


def _is_parallel(tree: Tree, outer: int, inner: int, cue: int) -> bool:
    """Tell whether a verb stands as one of two before it does, and not as the other ("said it holds X and denied")."""
    helped = bool(tree.dependents(inner, "aux", "cop"))
    return _tense(tree, cue) == _tense(tree, outer) and (helped or _tense(tree, inner) != _tense(tree, cue))


def _tense(tree: Tree, verb: int) -> str:
    """Return how a finite form ends: as the lemma, with "s", or as a past form."""
    form = tree.lower[verb]
    return "bare" if form == tree.lemmas[verb] else "s" if form.endswith("s") else "past"


def _mend_behind(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Make a person right behind a reporting verb, and that behind a comma, the one who speaks (", stated Mr X")."""
    behind = (child for child in tree.dependents(cue, "nsubj", "obj", "xcomp") if tree.phrase(child)[0] == cue + 1)
    who = next(behind, -1)
    if cue < 2 or who < 0 or tree.forms[cue - 1] not in {",", "”", '"'}:  # noqa: PLR2004 - a statement of one word
        return
    bare = (
        lexicon.has("source_noun", tree.lemmas[who])
        and who == cue + 1
        and tree.forms[who + 1 : who + 2] in ([","], ["."])
    )
    named = any(tree.names.get(word) == "PER" for word in range(*tree.phrase(who)))
    if not (named or bare) or tree.rels[cue] not in _BELOW or lexicon.has("passing_on", tree.lemmas[cue]):
        return
    tree.hang(who, cue, "nsubj")
    tree.hang(cue, tree.clause(tree.heads[cue]), "parataxis")


def _mend_speaker(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang the noun phrase right before a reporting verb, and behind a comma or "while", on the verb."""
    _mend_contrasted(tree, lexicon, cue)
    said = next((child for child in tree.dependents(cue, "ccomp", "parataxis") if child < cue), -1)
    source, beside = _speaker_before(tree, lexicon, cue)
    if said < 0 or source <= said or not tree.under(source, said):
        return
    tree.hang(source, cue, "nsubj")
    if beside >= 0:
        tree.hang(beside, source, "appos")
    for word in range(cue + 1, len(tree)):
        if tree.rels[word] == "obl" and tree.heads[word] < cue and tree.under(word, said):
            tree.hang(word, cue, "obl")


def _mend_contrasted(tree: Tree, lexicon: Lexicon, cue: int) -> None:
    """Hang who speaks between "while" and a reporting verb on it ("while a medic, who was there, said")."""
    mark = next((word for word in tree.dependents(cue, "mark") if tree.is_listed(word, "contrast")), -1)
    if mark < 0 or tree.rels[cue] != "advcl":
        return
    inside = (word for word in range(mark + 1, cue) if not mark < tree.heads[word] < cue and tree.tags[word] != "PUNCT")
    heads = [word for word in inside if tree.heads[word] != cue]
    if len(heads) == 1 and tree.tags[heads[0]] in _NOMINAL and _may_speak(tree, lexicon, heads[0]):
        tree.hang(heads[0], cue, "nsubj")


def _speaker_before(tree: Tree, lexicon: Lexicon, cue: int) -> tuple[int, int]:
    """Find who may speak right before a reporting verb, and the title or name beside them; -1 for what is not there."""
    commas = [word for word in range(cue) if tree.forms[word] == ","]
    if commas and commas[-1] == cue - 1:
        commas.pop()
    if not commas:
        return -1, -1
    source = _only_head(tree, commas[-1] + 1, cue)
    if source < 0 or not _may_speak(tree, lexicon, source):
        return -1, -1
    other = _only_head(tree, commas[-2] + 1, commas[-1]) if len(commas) > 1 else -1
    paired = other >= 0 and _may_speak(tree, lexicon, other)
    if paired and (tree.names.get(source) == "PER") != (tree.names.get(other) == "PER"):
        return other, source
    return source, -1


def _only_head(tree: Tree, start: int, end: int) -> int:
    """Return the noun that heads all the words from `start` to `end`, or -1."""
    heads = [w for w in range(start, end) if not start <= tree.heads[w] < end and tree.tags[w] != "PUNCT"]
    return heads[0] if len(heads) == 1 and tree.tags[heads[0]] in _NOMINAL else -1


def _may_speak(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun names a person or a body that is cited."""
    return lexicon.has("source_noun", tree.lemmas[word]) or tree.names.get(word) in {"PER", "ORG"}
