"""Repairs of noun phrases of people: their head, their number, and names taken for places.

Of long phrases of names ("seven Central Reserve Police Force personnel", "four X valley cadres") the parser may take a
name in the middle for the head; of "shot dead X" it may hang "dead" on X; a name of a person that it has never met may
be a place to it.
"""

from __future__ import annotations

from sijil.extract.figures import INSIDE, MARKS
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_joined import begins_with_and
from sijil.extract.slots import RELATIVE
from sijil.extract.tree import Tree

_FAR = 13  # words between a number and the noun it counts
_ASIDES = frozenset({",", "-", "–", "—", ":", "("})
_OPENING = frozenset({'"', "“", "'", "‘", ":"})
_KNOWN = ("article", "pointing")
_NO_CLAUSE = frozenset({"compound", "amod", "nmod", "acl", "flat", "appos", "obj", "dep"})
_PLURALS = {"bases": "base"}
_BEFORE_NOUN = frozenset({"compound", "amod", "nummod"})


def mend_nouns(trees: list[Tree], lexicon: Lexicon) -> None:
    """Gather counted people under the noun that names them, and read those who are slain as people."""
    for tree in trees:
        for word in range(len(tree) - 1):
            if tree.tags[word] == "NUM" or lexicon.has("article", tree.lower[word]):
                _mend_counted(tree, lexicon, word)
        for word in range(1, len(tree) - 1):
            if tree.lower[word : word + 2] == ["shot", "dead"]:
                _mend_shot_dead(tree, word)
        for word in range(len(tree) - 1):
            _mend_german(tree, word)
            _mend_band(tree, word + 1)
            _mend_article(tree, word)
            _mend_plural(tree, word)
            _mend_first_word(tree, lexicon, word)
        _mend_slain(tree, lexicon)
        _mend_joined(tree)
        for word in range(len(tree) - 1):
            _mend_crossing(tree, word)
            _mend_gerund(tree, word)
            _mend_twins(tree, lexicon, word)
            _mend_stray_number(tree, lexicon, word)
            _mend_titled(tree, lexicon, word + 1)
        for word in range(1, len(tree)):
            _mend_officer(tree, lexicon, word)
            if tree.rels[word] == "conj":
                _mend_described(tree, lexicon, word)
                _mend_named(tree, lexicon, word)


def _mend_german(tree: Tree, article: int) -> None:
    """Read "Die" before a name as the German article ("Die Welt reported"), where the tree took it for a verb."""
    name = article + 1
    title = tree.forms[article] == "Die" and tree.tags[article] == "VERB" and tree.tags[name] == "PROPN"
    if not title or not tree.forms[name].istitle() or tree.dependents(article, "aux", "mark"):
        return
    tree.retag(article, "PROPN", "die")
    if tree.under(name, article):
        tree.hang(name, tree.heads[article], tree.fullrels[article])
    for child in tree.children[article]:
        if child != name:
            tree.hang(child, name, tree.fullrels[child])
    tree.hang(article, name, "compound")


def _mend_band(tree: Tree, word: int) -> None:
    """Read as a name two adjectives with capitals before a noun without ("the Happy Dead guitarist Adam Musa")."""
    noun, before = tree.heads[word], word - 1
    beside = before > 0 and noun > word and tree.heads[before] == noun and tree.tags[word] == "ADJ"
    if beside and tree.forms[noun].islower() and tree.forms[word].istitle() and tree.forms[before].istitle():
        tree.retag(word, "PROPN", tree.lower[word])


def _mend_shot_dead(tree: Tree, verb: int) -> None:
    """Make "shot dead" the verb of a sentence whose subject is a long name ("cadres of the A-B shot dead a trader")."""
    lost = tree.rels[verb] in _NO_CLAUSE and not any(tree.lower[child] in RELATIVE for child in tree.children[verb])
    if not lost:
        bare = [child for child in tree.dependents(verb, "obl") if child > verb + 1 and not tree.case(child)]
        if bare and not tree.dependents(verb, "obj", "nsubj:pass"):
            tree.hang(bare[0], verb, "obj")
        return
    nouns = [word for word in range(verb) if tree.tags[word] in {"NOUN", "PROPN"} and not tree.case(word)]
    subject = next((word for word in nouns if tree.rels[word] in {"root", "nsubj"}), -1)
    end = verb + 2
    while end < len(tree) and tree.tags[end] in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        end += 1
    run = [word for word in range(verb + 2, end) if tree.tags[word] in {"NOUN", "PROPN"}]
    if subject < 0 or not run or tree.under(subject, verb):
        return
    whom = next((word for word in run if tree.names.get(word) == "PER"), run[-1])
    if tree.under(subject, whom):
        return
    tree.hang(verb, tree.heads[subject], "ccomp" if tree.rels[subject] == "nsubj" else tree.fullrels[subject])
    tree.hang(subject, verb, "nsubj")
    tree.hang(whom, verb, "obj")
    tree.hang(verb + 1, verb, "xcomp")
    for word in range(len(tree)):
        if word == subject or tree.under(verb, word):
            continue
        if word < verb <= tree.heads[word] and tree.tags[word] != "PUNCT":
            tree.hang(word, subject, "nmod")
        elif verb + 1 < word < end and word != whom and tree.heads[word] not in range(verb + 2, end):
            tree.hang(word, whom, "flat" if tree.names.get(word) == "PER" and word > whom else "compound")
    tree.retag(verb, "VERB", "shoot")


def _mend_plural(tree: Tree, word: int) -> None:
    """Read a plural of two words as that of the one that reports of war mean."""
    if tree.tags[word] == "NOUN" and tree.lower[word] in _PLURALS:
        tree.lemmas[word] = _PLURALS[tree.lower[word]]


def _mend_first_word(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "Refugees" and "Militants" at the head of a sentence as people, where the tree took them for a name."""
    first = word == 0 or tree.forms[word - 1] in _OPENING
    single = tree.lower[word].removesuffix("s")
    if not first or tree.tags[word] != "PROPN" or single == tree.lower[word] or tree.names.get(word) in {"PER", "LOC"}:
        return
    alone = not tree.dependents(word, "flat", "compound") and tree.rels[word] not in {"flat", "compound"}
    if alone and any(lexicon.has(name, single) for name in ("refugee", "fighter", "civilian")):
        tree.retag(word, "NOUN", single)
        tree.names.pop(word, None)


def _mend_article(tree: Tree, word: int) -> None:
    """Hang an article on the noun of its phrase, not on one before that ("a former intelligence unit 'chief'")."""
    part = tree.heads[word]
    if tree.tags[word] == "DET" and tree.rels[word] == "det" and tree.rels[part] in _BEFORE_NOUN and part > word:
        noun = tree.heads[part]
        if noun > part and not tree.dependents(noun, "det"):
            tree.hang(word, noun, "det")


def _mend_crossing(tree: Tree, word: int) -> None:
    """Make a noun the subject of the verb behind it, of which the tree made a part of a noun beyond ("X hit Y")."""
    head = tree.heads[word]
    if tree.rels[word] != "compound" or tree.tags[word] not in {"NOUN", "PROPN"}:
        return
    verb = next((at for at in range(word + 1, head) if tree.tags[at] == "VERB" and tree.under(head, at)), -1)
    if verb >= 0 and not tree.dependents(verb, "nsubj") and not tree.lower[verb].endswith("ing"):
        tree.hang(word, verb, "nsubj")


def _mend_gerund(tree: Tree, word: int) -> None:
    """Read "days of fighting in the town" and "Fighting for it went on" as nouns, where nothing is their object."""
    if tree.tags[word] != "VERB" or not tree.lower[word].endswith("ing"):
        return
    verb, bare = tree.heads[word], not tree.dependents(word, "obj", "xcomp", "nsubj")
    first = word == 0 or tree.tags[word - 1] in {"SCONJ", "PUNCT"}
    mark = next((child for child in tree.dependents(word, "mark") if tree.lower[child] == "of"), -1)
    if bare and first and word + 1 < verb and _may_be_subject(tree, word, verb):
        tree.retag(word, "NOUN", tree.lower[word])
        tree.hang(word, verb, "nsubj")
        for child in tree.dependents(word, "obl"):
            tree.hang(child, word, "nmod")
    elif bare and 0 <= mark == word - 1:
        tree.retag(word, "NOUN", tree.lower[word])
        tree.hang(word, tree.heads[word], "nmod")
        tree.hang(mark, word, "case")


def _may_be_subject(tree: Tree, word: int, verb: int) -> bool:
    """Tell whether a word is the subject of a verb behind it, or may be, as the verb has none."""
    return tree.rels[word] in {"nsubj", "csubj"} or (tree.rels[word] == "xcomp" and not tree.dependents(verb, "nsubj"))


def _mend_twins(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Make the first of two nouns side by side, which the tree took for two subjects, a part of the second."""
    other = word + 1
    same = tree.heads[word] == tree.heads[other] and tree.fullrels[word] == tree.fullrels[other]
    nouns = tree.tags[word] == "NOUN" and (tree.tags[other] == "NOUN" or _are_people(tree, lexicon, other))
    if not same or tree.rels[word] not in {"nsubj", "obj"} or not nouns:
        return
    for child in list(tree.children[word]):
        tree.hang(child, other, tree.fullrels[child])
    tree.hang(word, other, "compound")


def _mend_stray_number(tree: Tree, lexicon: Lexicon, number: int) -> None:
    """Hang a number on the people behind it, if the tree hung it elsewhere ("about 24 rebels", "six wanted men")."""
    described = tree.tags[tree.heads[number]] == "VERB" and tree.rels[tree.heads[number]] == "amod"
    stray = tree.rels[number] in {"obl", "discourse", "dep"} or (tree.rels[number] == "nsubj" and described)
    if tree.tags[number] != "NUM" or not stray or tree.case(number) not in {"", "around", "about", "as"}:
        return
    noun = number + 1
    while noun < len(tree) - 1 and (tree.rels[noun] in {"amod", "compound"} or tree.forms[noun] in MARKS):
        noun += 1
    if _are_people(tree, lexicon, noun) and tree.rels[noun] in {"nsubj", "obj"} and tree.heads[noun] != number:
        tree.hang(number, noun, "nummod")


def _are_people(tree: Tree, lexicon: Lexicon, noun: int) -> bool:
    """Tell whether a noun names people, also where it is written as a name ("Maoists")."""
    nominal = tree.tags[noun] in {"NOUN", "PROPN"}
    return nominal and (lexicon.names_people(tree.lemmas[noun]) or lexicon.names_people(tree.lower[noun]))


def _mend_joined(tree: Tree) -> None:
    """Read the last word of "cease-fire" as the whole."""
    for word in range(2, len(tree)):
        if tree.lower[word] in {"fire", "fires"} and tree.lower[word - 2 : word] == ["cease", "-"]:
            tree.retag(word, "NOUN", "ceasefire")


def _mend_counted(tree: Tree, lexicon: Lexicon, number: int) -> None:
    """Hang the words between a number and a plural noun of people on that noun, where a name in between headed them."""
    noun = _people_behind(tree, lexicon, number)
    if noun < 0:
        return
    span = range(number, noun + 1)
    tops = [word for word in span if tree.heads[word] not in span and tree.tags[word] != "PUNCT"]
    others = [word for word in tops if word != noun]
    if not others:
        return
    anchor = next((word for word in tops if not any(above in span for above in tree.ancestors(word))), noun)
    if anchor != noun:
        tree.hang(noun, tree.heads[anchor], tree.fullrels[anchor])
    for word in range(len(tree)):
        if word in span and word != noun and tree.heads[word] not in span:
            tree.hang(word, noun, "compound")
        elif word not in span and tree.heads[word] in others and tree.tags[word] != "PUNCT":
            tree.hang(word, noun, tree.fullrels[word])
    tree.hang(number, noun, "det" if lexicon.has("article", tree.lower[number]) else "nummod")
    for word in span:
        if word == noun or tree.tags[word] == "NOUN":
            tree.names.pop(word, None)


def _people_behind(tree: Tree, lexicon: Lexicon, number: int) -> int:
    """Return the plural noun of people that ends the run of names and nouns behind a number, or -1."""
    found, names = -1, False
    for word in range(number + 1, min(number + _FAR, len(tree))):
        inside = tree.lower[word] == "of" and tree.tags[word - 1] == "PROPN" and tree.tags[word + 1 :][:1] == ("PROPN",)
        if tree.tags[word] not in INSIDE and tree.forms[word] not in MARKS and not inside:
            break
        if tree.tags[word] == "NOUN" and tree.lower[word] not in lexicon.numbers:
            plural = tree.lower[word] != tree.lemmas[word]
            many = plural != (lexicon.has("article", tree.lower[number])) or lexicon.has(
                "same_in_plural", tree.lemmas[word]
            )
            people = lexicon.names_people(tree.lemmas[word])
            if many and people and names:
                found = word
        names = names or tree.tags[word] == "PROPN"
    return found


def _mend_titled(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Put what somebody is before the name, which the tree made another noun ("murdered student Adam Musa")."""
    noun = name - 1
    title = tree.tags[noun] == "PROPN" and lexicon.names_people(tree.lemmas[noun])
    apart = tree.names.get(name) != "PER" or not (tree.tags[noun] == "NOUN" or title) or tree.tags[name] != "PROPN"
    if apart or tree.names.get(noun) == "PER" or tree.dependents(noun, "nummod"):
        return
    beside = tree.heads[name] == tree.heads[noun] and {tree.rels[name], tree.rels[noun]} <= {"obj", "iobj", "nsubj"}
    under = tree.heads[name] == noun and tree.rels[name] == "appos"
    if not (beside or under) or not kinds_of(tree, lexicon, noun) & {"person", "office"}:
        return
    tree.hang(name, tree.heads[noun], tree.fullrels[noun])
    for child in tree.children[noun]:
        if tree.rels[child] in {"case", "mark", "cc", "punct"} or child > name:
            tree.hang(child, name, tree.fullrels[child])
    tree.hang(noun, name, "nmod:desc")


def _mend_described(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Hang what else a person is on the description before it ("Musa, a union leader and council member,")."""
    head = tree.heads[word]
    described = [child for child in tree.dependents(head, "appos") if head < child < word]
    if tree.names.get(head) != "PER" or not described or tree.tags[word] != "NOUN" or tree.names.get(word) == "PER":
        return
    bare = not any(
        tree.rels[child] in {"det", "nummod"} or lexicon.has("owning", tree.lower[child])
        for child in tree.children[word]
    )
    above = tree.heads[head]
    agrees = above >= 0 and any(lexicon.has("of_one", tree.lower[child]) for child in tree.dependents(above, "aux"))
    single = tree.lower[word] == tree.lemmas[word]
    if single and (bare or agrees) and not tree.dependents(word, "appos"):
        tree.hang(word, described[-1], "conj")


def _mend_officer(tree: Tree, lexicon: Lexicon, name: int) -> None:
    """Hang a name on the person whose place or body stands before it ("the mayor of Kafra, Adam Musa")."""
    body = tree.heads[name]
    office = tree.heads[body] if body >= 0 else -1
    beside = tree.names.get(name) == "PER" and tree.rels[name] in {"appos", "conj"} and tree.rels[body] == "nmod"
    if not beside or office < 0 or tree.names.get(body) == "PER" or tree.dependents(name, "cc"):
        return
    if tree.names.get(body) is None and "person" in kinds_of(tree, lexicon, body):
        return
    single = tree.tags[office] == "NOUN" and tree.lower[office] == tree.lemmas[office]
    first = tree.phrase(name)[0]
    if single and "," in tree.forms[first - 1 : first + 1] and "person" in kinds_of(tree, lexicon, office):
        tree.hang(name, office, "appos")


def _mend_named(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Hang names on the first name of those counted before it, and kin on the person who was named.

    Of "two traders, Adam Musa and Idris Bakari" there are two; of "a man, identified as Adam Musa, and his son" too;
    of "a trader, Adam Musa", "a trader, Adam Musa, and a guard" and "the trader Adam Musa" each is one.
    """
    head = tree.heads[word]
    is_name, kin = (
        tree.names.get(word) == "PER",
        any(lexicon.has("owning", tree.lower[child]) for child in tree.children[word]),
    )
    if head < 0 or word < head or not (is_name or kin):
        return
    joined = any(tree.rels[child] == "cc" for other in tree.conjuncts(head) for child in tree.children[other])
    described = tree.names.get(head) != "PER" or bool(tree.dependents(head, "det"))
    aside = tree.tags[tree.phrase(word)[0] - 1] == "PUNCT" and (not joined or names_one(tree, lexicon, head, word))
    if is_name and described and (aside or word == head + 1):
        tree.hang(word, head, "appos")
        return
    named = [name for name in _names_of(tree, lexicon, head) if name < word]
    if named and tree.dependents(head, "nummod") and not (kin and begins_with_and(tree, word)):
        tree.hang(word, named[0], "conj")
        return
    whom = tree.heads[tree.heads[head]] if tree.heads[head] >= 0 else -1
    if kin and whom >= 0 and head in _names_of(tree, lexicon, whom) and not tree.dependents(whom, "nummod"):
        tree.hang(word, whom, "conj")


def names_one(tree: Tree, lexicon: Lexicon, head: int, name: int) -> bool:
    """Tell whether a name between commas is that of the one person before it ("a trader, Adam Musa, and a guard")."""
    first, last = tree.phrase(head)[0], max(name, *tree.dependents(name, "flat"), -1)
    known = any(lexicon.has(kind, tree.lower[at]) for at in (first, *tree.dependents(head, "det")) for kind in _KNOWN)
    title = tree.tags[head] == "NOUN" and tree.forms[head].istitle()
    one = tree.lower[head] == tree.lemmas[head] and (known or title)
    first_told = not any(head < child < name for child in tree.dependents(head, "conj"))
    opens = tree.forms[tree.phrase(name)[0] - 1] == ","
    return one and first_told and opens and "," in tree.forms[last + 1 : last + 2]


def _names_of(tree: Tree, lexicon: Lexicon, noun: int) -> list[int]:
    """List the first words of names that follow a noun as its own: beside it, or behind "identified as"."""
    if tree.tags[noun] not in {"NOUN", "PROPN"}:
        return []
    found: list[int] = []
    for child in tree.children[noun]:
        start = min(tree.subtree(child))
        if tree.rels[child] == "appos" and tree.names.get(child) == "PER":
            found += [child] if _ASIDES & {*tree.forms[max(start - 1, 0) : start + 1]} else []
        elif tree.rels[child] == "acl" and lexicon.has("naming", tree.lower[child]):
            found += [word for word in tree.dependents(child, "obl", "xcomp", "obj") if word > child]
    return found


def _mend_slain(tree: Tree, lexicon: Lexicon) -> None:
    """Take for a person, not a place, a name behind "killed", "shot dead", "the body of" or before "was killed"."""
    for verb, lemma in enumerate(tree.lemmas):
        if lexicon.has("remains", lemma) and tree.tags[verb] == "NOUN":
            for head in tree.dependents(verb, "nmod"):
                if tree.case(head) == "of":
                    _read_as_person(tree, lexicon, head)
        passive = [child for child in tree.children[verb] if tree.fullrels[child] == "nsubj:pass"]
        if tree.tags[verb] != "VERB":
            continue
        dead = verb + 1 < len(tree) and tree.lower[verb + 1] == "dead"
        if dead and tree.heads[verb + 1] > verb + 1:
            tree.hang(verb + 1, verb, "xcomp")
        deadly = dead or any(tree.lower[child] in {"dead", "death"} for child in tree.children[verb])
        if not deadly and not lexicon.has("slaying", lemma):
            continue
        for head in passive or tree.dependents(verb, "obj"):
            _read_as_person(tree, lexicon, head)


def _read_as_person(tree: Tree, lexicon: Lexicon, head: int) -> None:
    words = [head, *tree.dependents(head, "flat")]
    is_name = all(tree.tags[word] == "PROPN" for word in words)
    if len(words) == 1 and any(label == "LOC" for _, label in lexicon.names.get(tree.forms[head], ())):
        return
    if is_name and tree.names.get(head) == "LOC" and tree.lower[head] not in lexicon.nations:
        tree.names.update(dict.fromkeys(words, "PER"))
