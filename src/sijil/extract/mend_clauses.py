"""Mends of clauses whose subject or verb the parser took for a part of something else.

"Over 4,000 have fled": nobody did that to them. "Fewer than 20 were hurt": those who were are counted by the number,
not by "fewer". "Boys pelted guards with stones": what the boys did is told, not what the guards are. "They drove off
the raiders": the raiders are whom they drove off. "The killing of a guard by rebels": the rebels killed.
"""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_COMPARED = frozenset({("more", "than"), ("fewer", "than"), ("less", "than"), ("close", "to")})
_AUXILIARIES = frozenset({"being", "having", "going", "getting"})
_INFINITIVE = frozenset({"xcomp", "advcl", "ccomp"})
_PARTICLES = frozenset({"off", "out", "down"})


def mend_clauses(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give each clause its verb, and the verb its subject."""
    for tree in trees:
        for word in range(len(tree) - 1):
            _mend_perfect(tree, word)
            _mend_to_have(tree, lexicon, word)
            _mend_deadline(tree, lexicon, word)
            _mend_compared(tree, word)
            _mend_past(tree, lexicon, word)
            _mend_past_behind(tree, lexicon, word)
            _mend_particle(tree, lexicon, word)
            _mend_doer(tree, lexicon, word)
            _mend_reduced(tree, word)
            _mend_finite(tree, word)
            _mend_joined_past(tree, lexicon, word)
            _mend_auxiliary(tree, word)
            _mend_copula(tree, lexicon, word)
            _mend_down(tree, lexicon, word)
            _mend_joined_within(tree, word)
            _mend_bare_object(tree, lexicon, word)


def _mend_joined_within(tree: Tree, verb: int) -> None:
    """Join "killed" to "overran" in "they left after rebels overran the post and killed six", with no comma between."""
    main = tree.heads[verb]
    marks = [child for child in tree.children[verb] if tree.rels[child] == "cc" and child < verb]
    if tree.rels[verb] != "conj" or tree.tags[verb] != "VERB" or not 0 <= main < verb or len(marks) != 1:
        return
    end = marks[0]
    alone = end == verb - 1 and tree.forms[end - 1] != "," and not tree.dependents(verb, "nsubj")
    for clause in tree.dependents(main, "advcl") if alone else ():
        told = tree.tags[clause] == "VERB" and tree.dependents(clause, "nsubj") and tree.dependents(clause, "mark")
        if told and main < clause < end and max(tree.subtree(clause)) == end - 1:
            tree.hang(verb, clause, "conj")


def _mend_bare_object(tree: Tree, lexicon: Lexicon, noun: int) -> None:
    """Make what stands right behind a verb, with no preposition, its object ("overran the town's hospital")."""
    verb = tree.heads[noun]
    bare = tree.fullrels[noun] == "obl" and 0 <= verb < noun and not tree.case(noun) and tree.names.get(noun) == "LOC"
    acts = bare and tree.tags[verb] == "VERB" and tree.phrase(noun)[0] == verb + 1
    if acts and not tree.dependents(verb, "obj") and not lexicon.has("time_noun", tree.lemmas[noun]):
        tree.hang(noun, verb, "obj")


def _mend_perfect(tree: Tree, subject: int) -> None:
    """Take for who acts the subject of "have fled", which has no auxiliary of the passive."""
    verb = tree.heads[subject]
    if tree.fullrels[subject] != "nsubj:pass" or verb < 0:
        return
    helpers = [child for child in tree.children[verb] if tree.rels[child] == "aux"]
    lemmas = {tree.lemmas[child] for child in helpers}
    if "have" in lemmas and not lemmas & {"be", "get"} and tree.tags[verb] == "VERB":
        tree.hang(subject, verb, "nsubj")


def _mend_to_have(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Take "to have seized" for what was said and not for an aim ("claimed in a video to have seized the base")."""
    said = tree.heads[verb]
    if tree.rels[verb] != "advcl" or not 0 <= said < verb or not lexicon.has("speech", tree.lemmas[said]):
        return
    helpers = [tree.lower[child] for child in tree.children[verb] if tree.rels[child] in {"mark", "aux"}]
    if helpers[:2] == ["to", "have"]:
        tree.hang(verb, said, "xcomp")


def _mend_deadline(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Hang on the time what somebody is given it for, who has not done it ("gave them 24 hours to surrender")."""
    given = tree.heads[verb]
    times = tree.dependents(given, "obj") if tree.rels[verb] == "xcomp" and 0 <= given < verb else []
    marked = any(tree.lower[mark] == "to" for mark in tree.dependents(verb, "mark"))
    if times and marked and times[0] < verb and lexicon.has("time_noun", tree.lemmas[times[0]]):
        tree.hang(verb, times[0], "acl")


def _mend_compared(tree: Tree, word: int) -> None:
    """Make the number of "more than 40 were hurt" the subject, where the tree hung it apart from "more than"."""
    if (tree.lower[word], tree.lower[word + 1]) not in _COMPARED:
        return
    verb = tree.heads[word]
    near = sorted({*tree.children[verb], *tree.children[word]}) if verb > word else []
    number = next((child for child in near if child > word + 1), -1)
    alone = 0 <= number < verb and tree.tags[number] == "NUM" and tree.rels[number] == "obl"
    others = [child for child in tree.dependents(verb, "nsubj") if child != word]
    if not alone or others or tree.tags[verb] != "VERB" or number > word + 3:
        return
    passive = any(tree.fullrels[child] == "aux:pass" for child in tree.children[verb])
    tree.hang(number, verb, "nsubj:pass" if passive else "nsubj")
    for child in range(max(word - 1, 0), number):
        if tree.heads[child] in {verb, word, word + 1} or child in {word, word + 1}:
            tree.hang(child, number, "advmod")


def _mend_past(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read as the verb a past form between two nouns that the tree took for an adjective of the second."""
    noun, who = tree.heads[verb], verb - 1
    if (
        tree.rels[verb] != "amod"
        or tree.tags[verb] != "VERB"
        or tree.rels[noun] != "root"
        or not 0 <= who < verb < noun
    ):
        return
    past = not tree.lower[verb].endswith("ing") and tree.lower[verb] != tree.lemmas[verb]
    nominal = tree.tags[who] in {"NOUN", "PROPN"} and tree.heads[who] == noun
    parted = any(tree.tags[at] in {"NUM", "DET"} and tree.heads[at] == noun for at in range(verb + 1, noun))
    plural = tree.tags[who] == "NOUN" and tree.lower[who] != tree.lemmas[who]
    known = tree.lemmas[verb] in lexicon.triggers["VERB"]
    if not (past and nominal and known and (parted or plural)) or tree.dependents(noun, "nsubj", "cop"):
        return
    before = [child for child in tree.children[noun] if child < who]
    behind = [child for child in tree.children[noun] if child > noun]
    tree.hang(verb, -1, "root")
    tree.hang(noun, verb, "obj")
    tree.hang(who, verb, "nsubj")
    for child in before:
        tree.hang(child, who, tree.fullrels[child])
    for child in behind:
        if tree.rels[child] in {"nmod", "punct", "advmod", "advcl", "parataxis"} and tree.case(child) != "of":
            tree.hang(child, verb, "obl" if tree.rels[child] == "nmod" else tree.fullrels[child])


def _mend_particle(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "off" in "drove off the raiders" as of the verb, where the tree took it for a preposition."""
    particle = verb + 1
    whom = tree.heads[particle]
    if tree.lower[particle] not in _PARTICLES or tree.tags[verb] != "VERB" or tree.rels[particle] != "case":
        return
    phrase = (tree.lemmas[verb], tree.lower[particle])
    known = any(trigger.lemmas == phrase for trigger in lexicon.triggers["VERB"].get(tree.lemmas[verb], ()))
    people = lexicon.names_people(tree.lemmas[whom]) or lexicon.has("limb", tree.lemmas[whom])
    people = people or tree.tags[whom] == "NUM"
    alone = tree.heads[whom] == verb and tree.rels[whom] == "obl" and not tree.dependents(verb, "obj")
    if known and people and alone:
        tree.hang(particle, verb, "compound:prt")
        tree.hang(whom, verb, "obj")


def _mend_past_behind(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read as the verb a past form with an object, which the tree hung on a noun before it ("a raid on X hurt 12")."""
    if tree.rels[verb] != "amod" or tree.tags[verb] != "VERB" or not 0 <= tree.heads[verb] < verb:
        return
    top = tree.heads.index(-1) if -1 in tree.heads else -1
    past = not tree.lower[verb].endswith("ing") and tree.lemmas[verb] in lexicon.triggers["VERB"]
    whom = [child for child in tree.dependents(verb, "obj") if child > verb]
    alone = 0 <= top < verb and tree.tags[top] in {"NOUN", "PROPN"} and tree.under(verb, top)
    if past and whom and alone and not tree.dependents(top, "nsubj", "cop"):
        tree.hang(verb, -1, "root")
        tree.hang(top, verb, "nsubj")


def _mend_doer(tree: Tree, lexicon: Lexicon, doer: int) -> None:
    """Hang "by rebels" in "the killing of a guard by rebels" on the killing, where the tree hung it on the guard."""
    whom = tree.heads[doer]
    deed = tree.heads[whom] if whom >= 0 else -1
    suffers = deed >= 0 and tree.case(whom) == "of" and tree.rels[whom] == "nmod"
    does = tree.case(doer) == "by" and tree.rels[doer] == "nmod"
    if suffers and does and tree.tags[deed] == "NOUN" and tree.lemmas[deed] in lexicon.triggers["NOUN"]:
        tree.hang(doer, deed, "nmod")


def _mend_reduced(tree: Tree, verb: int) -> None:
    """Read "held by rebels" behind "to retake the town, home to many, and" as of the town, which did not act."""
    above = tree.heads[verb]
    own = {tree.fullrels[child] for child in tree.children[verb]}
    if tree.rels[verb] != "conj" or tree.tags[verb] != "VERB" or tree.tags[above] != "VERB" or "obl:agent" not in own:
        return
    passive = any(tree.fullrels[child] in {"aux:pass", "nsubj:pass"} for child in tree.children[above])
    if passive or own & {"aux", "aux:pass", "nsubj", "nsubj:pass", "obj"} or tree.rels[above] in {"acl", "amod"}:
        return
    nouns = [word for word in tree.subtree(above) if above < word < verb and tree.rels[word] == "obj"]
    if nouns:
        tree.hang(verb, nouns[-1], "acl")


def _mend_finite(tree: Tree, verb: int) -> None:
    """Join a past form to the verb of its clause, not to an infinitive ("told them to lie and shot")."""
    to_do = tree.heads[verb]
    above = tree.heads[to_do] if to_do >= 0 else -1
    if tree.rels[verb] != "conj" or tree.tags[verb] != "VERB" or not 0 <= above < to_do < verb:
        return
    marked = any(tree.lower[child] == "to" for child in tree.dependents(to_do, "mark"))
    past = tree.lower[verb] != tree.lemmas[verb] and not tree.lower[verb].endswith(("ing", "s"))
    told = tree.tags[above] == "VERB" and tree.lower[above] != tree.lemmas[above]
    if marked and past and told and not tree.dependents(verb, "nsubj", "mark") and tree.rels[to_do] in _INFINITIVE:
        tree.hang(verb, above, "conj")


def _mend_joined_past(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "shot" in "were led from the women and shot" as a verb, which the tree took for a noun."""
    pairs = (entry.partition(" ") for entry in lexicon.lists["past_noun"])
    lemma = next((base for form, _, base in pairs if form == tree.lower[word]), None)
    if lemma is None and tree.lower[word].endswith("ed") and len(tree.lower[word]) > len("ed"):
        stems = (tree.lower[word].removesuffix(end) for end in ("ed", "d", f"{tree.lower[word][-3]}ed"))
        lemma = next((stem for stem in stems if stem in lexicon.triggers["VERB"]), None)
    if lemma is None or tree.tags[word] != "NOUN" or tree.rels[word] != "conj":
        return
    bare = all(tree.rels[child] in {"cc", "punct", "obl", "nmod", "advmod"} for child in tree.children[word])
    verbs = [near for near in tree.ancestors(word) if tree.tags[near] == "VERB"]
    passive = verbs and any(tree.fullrels[child] == "aux:pass" for child in tree.children[verbs[0]])
    if bare and passive and tree.tags[word - 1] == "CCONJ":
        tree.hang(word, verbs[0], "conj")
        tree.retag(word, "VERB", lemma)


def _mend_auxiliary(tree: Tree, word: int) -> None:
    """Read "besieging" in "rebels besieging the base shot at it" as of the rebels; the parser took an auxiliary."""
    verb = tree.heads[word]
    if tree.tags[word] != "AUX" or not tree.lower[word].endswith("ing") or tree.lower[word] in _AUXILIARIES:
        return
    if not (0 < word < verb) or tree.tags[word - 1] not in {"NOUN", "PROPN"}:
        return
    inside = [child for child in tree.children[verb] if word < child < verb and tree.rels[child] in {"obj", "obl"}]
    tree.hang(word, word - 1, "acl")
    tree.retag(word, "VERB", tree.lemmas[word])
    for child in inside:
        tree.hang(child, word, tree.fullrels[child])


def _mend_copula(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Read "overpowered" in "were overpowered and stabbed" as a verb in the passive, as the second one is."""
    first = tree.heads[verb]
    if tree.rels[verb] != "conj" or tree.tags[verb] != "VERB" or first < 0 or tree.tags[first] != "ADJ":
        return
    ends = tree.lower[first].endswith("ed") and tree.lower[verb].endswith("ed")
    known = tree.lemmas[verb] in lexicon.triggers["VERB"]
    copula, subject = tree.first(first, "cop"), tree.first(first, "nsubj")
    if ends and known and min(copula, subject) >= 0 and not tree.dependents(verb, "nsubj", "obj", "aux"):
        tree.retag(first, "VERB", tree.lower[first])
        tree.hang(copula, first, "aux:pass")
        tree.hang(subject, first, "nsubj:pass")


def _mend_down(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "down" in "Rebels down army helicopter" as a verb."""
    who = word - 1
    if tree.lower[word] != "down" or tree.tags[word] not in {"ADP", "ADV"} or who < 0 or tree.tags[who] != "NOUN":
        return
    flying = (at for at in range(word + 1, min(word + 5, len(tree))) if lexicon.has("aircraft", tree.lemmas[at]))
    whom = next((at for at in flying if tree.tags[at] == "NOUN"), -1)
    verbs = any(tree.tags[at] in {"VERB", "AUX"} for at in range(whom + 1))
    between = all(tree.tags[at] in {"NOUN", "ADJ", "NUM", "DET", "PROPN"} for at in range(word + 1, whom))
    if whom < 0 or verbs or not between or not lexicon.has("group", tree.lemmas[who]):
        return
    before = [at for at in range(who) if tree.heads[at] not in range(who)]
    tree.hang(word, -1, "root")
    tree.retag(word, "VERB", "down")
    tree.hang(who, word, "nsubj")
    tree.hang(whom, word, "obj")
    for at in before:
        tree.hang(at, who, "compound")
    for at in range(word + 1, whom):
        if tree.heads[at] not in range(word + 1, whom):
            tree.hang(at, whom, "compound" if tree.tags[at] != "NUM" else "nummod")
