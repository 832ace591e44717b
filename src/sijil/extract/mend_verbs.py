"""Mends of trees whose verb the parser took for another word, or whose object for the word of a clause.

"The helicopter shot down by rebels": the helicopter is what was shot. "Launched what it called an operation": what was
launched is the operation. "Twenty more, X among them, were hurt": those who were hurt are twenty. "A trader, identified
as X, was killed": the trader was.
"""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN"})


def mend_verbs(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give verbs of violence that were read as something else their place in the tree."""
    for tree in trees:
        for word in range(len(tree)):
            _mend_past_form(tree, lexicon, word)
            _mend_subject(tree, word)
            _mend_verb_in_list(tree, word)
            _mend_shot_down(tree, word)
            _mend_machine_gunned(tree, word)
            _mend_the_dead(tree, word)
            _mend_called(tree, lexicon, word)
            _mend_misread(tree, lexicon, word)
            _mend_more(tree, lexicon, word)
            _mend_identified(tree, lexicon, word)
            _mend_suffered(tree, lexicon, word)
            _mend_people(tree, lexicon, word)
            _mend_not_survived(tree, lexicon, word)
            _mend_participle(tree, word)
            _mend_joined_to_doer(tree, word)


def _mend_past_form(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read an irregular past form with an object as the verb for which the parser took a name ("the army retook X")."""
    nominal = tree.tags[word] in _NOMINAL and tree.forms[word].islower() and tree.dependents(word, "obj")
    pairs = (entry.partition(" ") for entry in lexicon.lists["past_form"]) if nominal else ()
    lemma = next((base for form, _, base in pairs if form == tree.lower[word]), None)
    if lemma is None:
        return
    nouns = [child for child in tree.dependents(word, "compound", "nmod") if child < word]
    before = [child for child in tree.children[word] if child < word]
    tree.retag(word, "VERB", lemma)
    if nouns:
        tree.hang(nouns[-1], word, "nsubj")
        for child in before:
            if child != nouns[-1] and tree.rels[child] in {"det", "amod", "compound", "nummod", "nmod"}:
                tree.hang(child, nouns[-1], tree.fullrels[child])


def _mend_subject(tree: Tree, verb: int) -> None:
    """Make the noun right before a verb its subject that the tree took for a word of it ("a strike levelled ...")."""
    noun = verb - 1
    word_of_it = noun >= 0 and tree.heads[noun] == verb and tree.rels[noun] == "compound"
    past = tree.tags[verb] == "VERB" and tree.lower[verb] != tree.lemmas[verb] and not tree.lower[verb].endswith("ing")
    if not word_of_it or not past or tree.tags[noun] not in _NOMINAL or tree.dependents(verb, "nsubj", "aux"):
        return
    if any(child > verb for child in tree.dependents(verb, "obj")):
        tree.hang(noun, verb, "nsubj")
        for child in tree.children[verb]:
            if child < noun and tree.rels[child] in {"det", "amod", "compound", "nummod"}:
                tree.hang(child, noun, tree.fullrels[child])


def _mend_verb_in_list(tree: Tree, verb: int) -> None:
    """Join "abducted" of "looted shops, abducted ten women and ..." to the first verb and not to what was looted."""
    noun = tree.heads[verb]
    first = tree.heads[noun] if noun >= 0 else -1
    if tree.tags[verb] != "VERB" or tree.rels[verb] != "conj" or first < 0 or tree.rels[noun] != "obj":
        return
    alike = all(tree.tags[one] == "VERB" and tree.lower[one] != tree.lemmas[one] for one in (first, verb))
    behind = first < noun < verb and tree.lower[verb - 1] in {",", "and"}
    if alike and behind and tree.lower[first][-3:] != "ing" != tree.lower[verb][-3:] and tree.dependents(verb, "obj"):
        tree.hang(verb, first, "conj")


def _mend_shot_down(tree: Tree, shot: int) -> None:
    """Read "a jet shot down by rebels" as a jet of which that is said; the parser took "jet shot" for a noun."""
    if tree.lower[shot : shot + 2] != ["shot", "down"] or tree.tags[shot] != "NOUN":
        return
    nouns = [word for word in tree.dependents(shot, "compound") if tree.tags[word] in _NOMINAL]
    noun = nouns[-1] if nouns else tree.heads[shot] if tree.rels[shot] == "nmod" else -1
    if noun < 0 or (not nouns and noun != tree.heads.index(-1)):
        return
    if nouns:
        tree.hang(noun, tree.heads[shot], tree.fullrels[shot])
        for word in tree.children[shot]:
            if word < shot and word != noun:
                tree.hang(word, noun, tree.fullrels[word])
    tree.hang(shot, noun, "acl")
    tree.hang(shot + 1, shot, "compound:prt")
    tree.retag(shot, "VERB", "shoot")
    for word in tree.dependents(shot, "nmod"):
        tree.hang(word, shot, "obl:agent" if tree.case(word) == "by" else "obl")


def _mend_machine_gunned(tree: Tree, verb: int) -> None:
    """Read "gunned" of "machine-gunned" as the whole: on it, or on the noun before, hangs what hung on "machine"."""
    machine = verb - 2
    if machine < 0 or tree.lower[machine:verb] != ["machine", "-"] or tree.lemmas[verb] != "gun":
        return
    tree.retag(verb, "VERB", "machine-gun")
    above, relation = tree.heads[machine], tree.fullrels[machine]
    inside = tree.under(verb, machine)
    below = [child for child in tree.children[machine] if child != verb and tree.tags[child] != "PUNCT"]
    if inside:
        tree.hang(verb, above, relation if above >= 0 else "root")
    tree.hang(machine, verb, "compound")
    passive = any(tree.rels[child] == "cop" for child in below)
    noun = machine - 1 if machine - 1 in below and tree.tags[machine - 1] in _NOMINAL else -1
    if noun >= 0:
        tree.hang(noun, *((verb, "nsubj") if inside else (above, relation)))
    for child in below:
        if noun >= 0 and child < noun:
            tree.hang(child, noun, tree.fullrels[child])
        elif child != noun:
            new = {"cop": "aux:pass", "nsubj": "nsubj:pass"}.get(tree.rels[child]) if passive else None
            tree.hang(child, verb, new or tree.fullrels[child])


def _mend_the_dead(tree: Tree, word: int) -> None:
    """Read "the dead" of "police named the dead" as people, where the parser took it for what became of the police."""
    verb = tree.heads[word]
    noun = tree.tags[word] == "ADJ" and tree.rels[word] == "xcomp" and word > verb
    the = noun and any(tree.rels[child] == "det" and child == word - 1 for child in tree.children[word])
    if not the or tree.tags[verb] != "VERB" or tree.dependents(verb, "obj", "aux"):
        return
    tree.hang(word, verb, "obj")
    tree.retag(word, "NOUN", tree.lower[word])
    for subject in tree.dependents(verb, "nsubj"):
        tree.hang(subject, verb, "nsubj")


def _mend_called(tree: Tree, lexicon: Lexicon, what: int) -> None:
    """Let a verb have for its object the noun that somebody calls so ("launched what it called an operation")."""
    calls = [word for word in tree.dependents(what, "acl") if lexicon.has("calling", tree.lemmas[word])]
    if tree.lower[what] != "what" or tree.heads[what] < 0 or not calls:
        return
    nouns = [word for word in tree.dependents(calls[0], "obj", "xcomp", "obl") if tree.tags[word] in _NOMINAL]
    if nouns and nouns[0] > calls[0]:
        relation = tree.fullrels[what]
        described = [child for child in tree.dependents(nouns[0], "case") if tree.lower[child] == "as"]
        for child in described:
            tree.hang(child, calls[0], "mark")
        bare = described and relation == "obl" and not tree.case(what)
        tree.hang(nouns[0], tree.heads[what], "obj" if bare else relation)
        tree.hang(calls[0], nouns[0], "acl")
        tree.hang(what, calls[0], "obj")


def _mend_misread(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read as a verb what has a subject and an object ("Bandits free 31 hostages"), or rains on something."""
    if tree.tags[word] not in {"ADJ", "NOUN"} or tree.lemmas[word] not in lexicon.triggers["VERB"]:
        return
    subject, whom = tree.first(word, "nsubj", "compound"), tree.first(word, "obj", "nmod")
    bare = tree.tags[word] == "ADJ" or (tree.rels[word] == "root" and tree.lower[subject] != tree.lemmas[subject])
    if 0 <= subject == word - 1 and word < whom and bare and not tree.dependents(word, "cop", "det", "amod"):
        tree.retag(word, "VERB", tree.lemmas[word])
        tree.hang(subject, word, "nsubj")
        for thing in tree.dependents(word, "nmod"):
            tree.hang(thing, word, "obl")


def _mend_more(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Make a number the subject of the harm that counts it ("twenty more, including a nurse, were injured")."""
    number = next((child for child in tree.children[word] if tree.tags[child] == "NUM" and child == word - 1), -1)
    verb = tree.heads[word]
    if number < 0 or not lexicon.has("more_of_same", tree.lower[word]) or tree.rels[word] != "advmod":
        return
    if tree.tags[verb] == "VERB" and word < verb and not tree.dependents(verb, "nsubj"):
        _make_subject(tree, word, verb)
        tree.hang(number, word, "nummod")
        tree.retag(word, "NOUN", tree.lemmas[word])


def _mend_identified(tree: Tree, lexicon: Lexicon, participle: int) -> None:
    """Give back to a verb its subject, which the tree hung on an aside ("a trader, identified as X, was killed")."""
    verb = tree.heads[participle]
    if tree.rels[participle] != "advcl" or not participle < verb or not lexicon.has("naming", tree.lower[participle]):
        return
    subject = tree.first(participle, "nsubj")
    aside = 0 <= subject < participle and "," in tree.forms[subject:participle]
    if aside and not tree.dependents(participle, "aux") and not tree.dependents(verb, "nsubj"):
        _make_subject(tree, subject, verb)
        tree.hang(participle, subject, "acl")


def _mend_suffered(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "and another sustained injuries" as said of another, where the parser took it for injuries of a kind."""
    harm, who = tree.heads[verb], verb - 1
    triggers = lexicon.triggers["VERB"].get(tree.lemmas[verb], ())
    if (
        tree.rels[verb] != "amod"
        or not verb < harm
        or (tree.lemmas[verb], tree.lemmas[harm]) not in {trigger.lemmas for trigger in triggers}
    ):
        return
    while 0 <= tree.heads[who] != harm:
        who = tree.heads[who]
    more = any(lexicon.has("more_of_same", form) for form in tree.lower[who:verb])
    verbs = [word for word in range(verb) if tree.tags[word] == "VERB"]
    if tree.heads[who] != harm or not more or not verbs:
        return
    behind = [child for child in tree.children[harm] if child > verb]
    first = tree.heads[harm]
    tree.hang(verb, first if first in verbs else verbs[-1], "conj")
    tree.hang(harm, verb, "obj")
    tree.hang(who, verb, "nsubj")
    for child in behind:
        tree.hang(child, verb, "advcl" if tree.tags[child] == "VERB" else tree.fullrels[child])


def _mend_people(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "a civilian and one soldier" as of two, where the parser took the first for an adjective of the second."""
    other = tree.heads[word]
    if tree.tags[word] != "ADJ" or not 0 < word < len(tree) - 3:
        return
    if tree.rels[word] in {"nsubj", "obj", "conj"} and tree.tags[word + 2] == "NUM" and tree.heads[word + 2] == word:
        tree.retag(word, "NOUN", tree.lemmas[word])
        for noun in tree.dependents(word, "conj"):
            if noun > word + 2 and tree.tags[noun] == "NOUN":
                tree.hang(word + 2, noun, "nummod")
        if lexicon.has("article", tree.lower[word - 1]):
            tree.hang(word - 1, word, "det")
        return
    if tree.rels[word] != "amod" or not word < other - 1:
        return
    counted = all(tree.tags[at] == "NUM" or lexicon.has("article", tree.lower[at]) for at in (word - 1, word + 2))
    if counted and tree.tags[word + 1] == "CCONJ" and lexicon.names_people(tree.lemmas[word]):
        before = [child for child in tree.children[other] if child < word]
        tree.hang(word, tree.heads[other], tree.fullrels[other])
        tree.hang(other, word, "conj")
        tree.retag(word, "NOUN", tree.lemmas[word])
        for child in before:
            tree.hang(child, word, tree.fullrels[child])


def _mend_not_survived(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read people who "did not survive" as people who died."""
    if tree.lemmas[verb] != "survive" or tree.tags[verb] != "VERB" or verb not in tree.negated:
        return
    if any(tree.tags[who] == "NUM" or lexicon.names_people(tree.lemmas[who]) for who in tree.dependents(verb, "nsubj")):
        for word in tree.dependents(verb, "advmod"):
            if tree.lower[word] in {"not", "n't"}:
                tree.hang(word, verb, "discourse")
        tree.retag(verb, "VERB", "die")


def _mend_participle(tree: Tree, word: int) -> None:
    """Read "a grenade lobbed at X left two hurt" as said of the grenade, where the parser took a clause of its own."""
    noun, verb = word - 1, tree.heads[word]
    ends = tree.lower[word].endswith(("ed", "en", "wn", "id", "ung")) and tree.lower[word] != tree.lemmas[word]
    if (
        tree.tags[word] != "VERB"
        or tree.rels[word] != "csubj"
        or not ends
        or tree.dependents(word, "obj", "aux", "mark")
    ):
        return
    if tree.dependents(word, "nsubj") == [noun]:
        tree.hang(noun, verb, "nsubj")
    if noun >= 0 and tree.heads[noun] == verb and tree.rels[noun] == "nsubj" and tree.tags[noun] in _NOMINAL:
        tree.hang(word, noun, "acl")


def _mend_joined_to_doer(tree: Tree, word: int) -> None:
    """Join "and 12 others" behind an object to it, where the parser joined them to who acts ("abducted X and 12")."""
    first = tree.heads[word]
    verb = tree.heads[first]
    if tree.rels[word] != "conj" or tree.rels[first] != "nsubj" or not first < verb < word:
        return
    whom = [child for child in tree.dependents(verb, "obj") if verb < child < word]
    if not whom:
        return
    own = {*tree.subtree(word), *tree.subtree(whom[-1])}
    if own.issuperset(range(whom[-1], word)) and tree.tags[word] in {"NOUN", "NUM", "PROPN"}:
        tree.hang(word, whom[-1], "conj")


def _make_subject(tree: Tree, noun: int, verb: int) -> None:
    passive = any(tree.fullrels[child] == "aux:pass" for child in tree.children[verb])
    tree.hang(noun, verb, "nsubj:pass" if passive else "nsubj")
