"""Repairs of the tree around numbers, made before harms are mended and any rule reads it.

The parser may cut a spelled number at its "and", hang the number of "put the number of civilians killed at 90" on the
killing, or leave a harm that only a number stands before ("397 soldiers killed and 1,019 wounded") without a clause.
"""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.numbers import find_counts
from sijil.extract.tree import Tree
from sijil.records import Qualifier

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_ASIDE = frozenset({"conj", "acl", "appos", "amod", "parataxis", "orphan"})
_TOLD_AT = frozenset({"at", "to", "as"})
_WINDOW = 7  # words in which a number and its hedge stand


def mend_counts(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give each number what it counts."""
    for tree in trees:
        _mend_numbers(tree, lexicon)
        _mend_behind(tree)
        _mend_put(tree)
        _mend_upward(tree)
        _mend_from_to(tree)
        _mend_at_most(tree, lexicon)
        _mend_number_of(tree, lexicon)
        _mend_named(tree, lexicon)
        for word in range(len(tree) - 1):
            _mend_one_more(tree, lexicon, word)
        for word in range(2, len(tree)):
            _mend_both(tree, word)
            _mend_at_between(tree, word)
            _mend_two_counts(tree, word)
            _mend_taken_in(tree, lexicon, word)
            _mend_later(tree, lexicon, word)
            _mend_fatal(tree, lexicon, word)
            _mend_dead(tree, lexicon, word)
            _mend_as_were(tree, lexicon, word)
            _mend_elliptic(tree, lexicon, word)
            _mend_share(tree, word)
            _mend_behind_place(tree, lexicon, word)


def _mend_behind(tree: Tree) -> None:
    """Make no object of what stands behind a preposition ("militants killed at 1,800", "gunned down in the valley")."""
    for word in range(1, len(tree)):
        verb = tree.heads[word]
        cases = [child for child in tree.dependents(word, "case") if verb < child < word and tree.tags[child] == "ADP"]
        if tree.fullrels[word] == "obj" and tree.tags[verb] == "VERB" and cases:
            tree.hang(word, verb, "obl")


def _mend_at_between(tree: Tree, at: int) -> None:
    """Put "at" before the number that it tells where "between" or "around" parts them ("put at between 20 and 33")."""
    number = tree.heads[at + 1] if at + 1 < len(tree) and tree.rels[at + 1] == "case" else -1
    alone = tree.tags[at] == "ADP" and tree.rels[at] in {"obl", "advmod"} and tree.lower[at] in _TOLD_AT
    if alone and number > at and tree.tags[number] == "NUM":
        tree.hang(at, number, "case")


def _mend_two_counts(tree: Tree, verb: int) -> None:
    """Read "the first two wounded eight people" as a clause, where the tree took it for one noun with two numbers."""
    noun = tree.heads[verb]
    counts = tree.dependents(noun, "nummod") if noun > verb else []
    if tree.tags[verb] != "VERB" or tree.rels[verb] != "amod" or verb - 1 not in counts or verb + 1 not in counts:
        return
    for child in tree.children[noun]:
        if child < verb - 1 and tree.rels[child] in {"det", "amod"}:
            tree.hang(child, verb - 1, tree.fullrels[child])
    tree.hang(verb, tree.heads[noun], tree.fullrels[noun])
    tree.hang(verb - 1, verb, "nsubj")
    tree.hang(noun, verb, "obj")


def _mend_taken_in(tree: Tree, lexicon: Lexicon, hurt: int) -> None:
    """Count the wounded of "had taken in 34 wounded", where the tree set the number beside them."""
    number = hurt - 1
    verb = tree.heads[number]
    beside = tree.heads[hurt] == verb >= 0 and tree.tags[number] == "NUM" and tree.rels[number] == "obj"
    if beside and tree.rels[hurt] in {"obl", "xcomp", "advmod"} and states_harm(tree, lexicon, hurt):
        tree.hang(hurt, verb, "obj")
        tree.hang(number, hurt, "nummod")


def _mend_later(tree: Tree, lexicon: Lexicon, adverb: int) -> None:
    """Give "died" of "12 later died" the twelve, which the tree hung on the adverb."""
    verb, numbers = tree.heads[adverb], [word for word in tree.children[adverb] if word == adverb - 1]
    alone = tree.tags[adverb] == "ADV" and verb == adverb + 1 and not tree.dependents(verb, "nsubj")
    if alone and numbers and tree.tags[numbers[0]] == "NUM" and tree.lemmas[verb] in lexicon.triggers["VERB"]:
        tree.hang(numbers[0], verb, "nsubj")


def _mend_one_more(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Count the person whom an ordinal or "another" stands for ("a second died", "and a third wounded")."""
    ordinal = lexicon.has("ordinal", tree.lower[word]) and tree.tags[word] in {"ADJ", "ADV", "NOUN"}
    articles = [word - 1] if ordinal and word > 0 and lexicon.has("article", tree.lower[word - 1]) else []
    if (not articles and tree.lower[word] != "another") or tree.lower[word + 1] == "of":
        return
    harm, opens = tree.heads[word], tree.lower[word - len(articles) - 1] in {"and", ","}
    if opens and tree.rels[harm] in _ASIDE and states_harm(tree, lexicon, harm):
        verb = tree.heads[harm] if tree.rels[harm] == "conj" else tree.heads[tree.heads[harm]]
        between = [at for at in range(word + 1, harm) if tree.tags[at] not in {"ADV", "AUX"}]
        if between or not 0 <= verb < word:
            return
        tree.retag(harm, "ADJ", tree.lower[harm])
        tree.hang(harm, verb, "conj")
        tree.hang(word, harm, "nsubj:pass")
    elif tree.rels[word] != "nsubj" or tree.tags[harm] not in {"VERB", "ADJ"}:
        return
    tree.retag(word, "NUM", tree.lemmas[word])
    for article in articles:
        tree.hang(article, word, "det")


def _mend_put(tree: Tree) -> None:
    """Hang the number of "put the toll at 39 dead" on the verb, where the tree hung it before or made it a clause."""
    for word in range(2, len(tree)):
        number, above = word - 1, tree.heads[word]
        noun = tree.heads[number]
        told = tree.tags[number] == "NUM" and tree.case(number) == "at" and 0 <= noun < number
        if told and tree.rels[word] == "amod" and above in {noun, number} and tree.tags[noun] == "NOUN":
            cases = tree.dependents(number, "case")
            tree.retag(word, "NOUN", tree.lemmas[word])
            tree.hang(word, tree.heads[noun], "obl")
            tree.hang(number, word, "nummod")
            for case in cases:
                tree.hang(case, word, "case")
        if tree.tags[word] == "ADJ" and tree.rels[word] == "advcl" and tree.tags[word - 1] == "NUM" and tree.case(word):
            tree.retag(word, "NOUN", tree.lemmas[word])
            tree.hang(word, tree.heads[word], "obl")
            tree.hang(word - 1, word, "nummod")


def _mend_upward(tree: Tree) -> None:
    """Read "upwards of fifty villagers were hurt" as of the villagers, where the tree hung them on "upwards"."""
    for word in range(len(tree) - 2):
        noun = next((child for child in tree.children[word] if tree.case(child) == "of"), -1)
        if tree.lower[word] in {"upward", "upwards"} and tree.lower[word + 1] == "of" and noun > word:
            verb = tree.heads[word]
            subject = tree.rels[word] == "advmod" and noun < verb and not tree.dependents(verb, "nsubj")
            tree.hang(noun, verb, "nsubj" if subject else tree.fullrels[word])
            tree.hang(word + 1, word, "fixed")
            tree.hang(word, noun, "advmod")


def _mend_numbers(tree: Tree, lexicon: Lexicon) -> None:
    """Hang the first words of "one hundred and one people" on the noun that they count."""
    for join in range(1, len(tree) - 2):
        scale = lexicon.numbers.get(tree.lower[join - 1])
        if tree.lower[join] != "and" or scale is None or scale.kind != "scale":
            continue
        start = join - 1
        while start > 0 and (tree.lower[start - 1] in lexicon.numbers or tree.lower[start - 1] == "a"):
            start -= 1
        counts = find_counts(tree, lexicon, start, len(tree))
        if counts and counts[0].end > join + 1:
            _gather(tree, start, counts[0].end, join)


def _gather(tree: Tree, start: int, end: int, join: int) -> None:
    """Hang the words `start:end` of a number, and what hangs on them, on its last word or on the noun it counts."""
    last = end - 1
    noun = tree.heads[last]
    if noun < end:
        top = next((word for word in range(start, end) if not start <= tree.heads[word] < end), last)
        relation, above = tree.fullrels[top], tree.heads[top]
        tree.hang(last, above, relation)
        for word in range(len(tree)):
            if start <= tree.heads[word] < end and not start <= word < end:
                tree.hang(word, last, tree.fullrels[word])
        noun = last
    for word in range(start, last):
        tree.hang(word, last if word == join else noun, "fixed" if word == join else "nummod")


def _mend_from_to(tree: Tree) -> None:
    """Hang the second number of "rose from 12 to 19" on the verb, as the first is."""
    for word in range(3, len(tree)):
        first = tree.heads[word]
        if tree.tags[word] != "NUM" or tree.case(word) != "to" or first < 0 or tree.tags[first] != "NUM":
            continue
        if tree.case(first) == "from" and tree.heads[first] >= 0:
            tree.hang(word, tree.heads[first], "obl")


def _mend_at_most(tree: Tree, lexicon: Lexicon) -> None:
    """Hang both numbers of "at least 12 and as many as 40 villagers" on the noun that they count."""
    for first in range(1, len(tree) - 3):
        counts = find_counts(tree, lexicon, first, len(tree))[:1] if tree.tags[first] == "NUM" else []
        if not counts or counts[0].qualifier is not Qualifier.RANGE or tree.lower[first + 1] != "and":
            continue
        noun = tree.heads[counts[0].end - 1]
        if noun < counts[0].end or tree.under(first, noun):
            continue
        verb = next((word for word in (noun, *tree.ancestors(noun)) if tree.heads[word] == first), -1)
        if verb >= 0:
            tree.hang(verb, tree.heads[first], tree.fullrels[first])
        tree.hang(first, noun, "nummod")


def _mend_number_of(tree: Tree, lexicon: Lexicon) -> None:
    """Hang the number of "put the number of civilians killed at 90" on the civilians, wherever the tree hung it."""
    for noun, lemma in enumerate(tree.lemmas):
        verb = tree.heads[noun]
        if not lexicon.has("numbering", lemma) or verb < 0 or tree.tags[verb] != "VERB":
            continue
        people = next((word for word in tree.dependents(noun, "nmod") if tree.case(word) == "of"), -1)
        if people < 0 or tree.tags[people] not in _NOMINAL or not any(people < at for at in tree.children[people]):
            continue
        end = max(tree.subtree(verb)) + 1
        behind = (*range(max(verb, people) + 1, end), *range(verb + 1, noun))
        told = (word for word in behind if tree.tags[word] == "NUM")
        number = next((word for word in told if {*tree.case(word).split(" ")} & _TOLD_AT), -1)
        if number >= 0:
            tree.hang(number, people, "nummod")


def _mend_named(tree: Tree, lexicon: Lexicon) -> None:
    """Let "peasants Adam Musa and Omar Ba" be the two whom it names, not peasants and two others."""
    for noun in range(len(tree) - 1):
        plural = tree.tags[noun] == "NOUN" and tree.lower[noun] != tree.lemmas[noun]
        name = noun + 1
        if not plural or tree.names.get(name) != "PER" or tree.heads[name] != noun or tree.dependents(noun, "nummod"):
            continue
        others = [word for word in tree.dependents(name, "conj") if tree.names.get(word) == "PER"]
        others += [word for word in tree.dependents(noun, "conj") if tree.names.get(word) == "PER" and word != name]
        if others and lexicon.names_people(tree.lemmas[noun]):
            tree.hang(name, tree.heads[noun], tree.fullrels[noun])
            tree.hang(noun, name, "compound")
            for word in others:
                tree.hang(word, name, "conj")


def _mend_both(tree: Tree, word: int) -> None:
    """Read "both" in "injuring both critically" as the object, which the tree took for a conjunction."""
    verb = word - 1
    ends = word + 1 == len(tree) or tree.tags[word + 1] in {"ADV", "PUNCT", "ADP"}
    if tree.lower[word] == "both" and tree.rels[word] == "cc" and tree.tags[verb] == "VERB" and ends:
        tree.retag(word, "PRON", "both")
        tree.hang(word, verb, "obj")


def _mend_fatal(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "fatally wounded" as killed."""
    fatal = any(
        lexicon.has("fatally", near) for near in (*tree.lower[word - 1 : word], *tree.lower[word + 1 : word + 2])
    )
    if not fatal or tree.tags[word] not in {"VERB", "ADJ"}:
        return
    tree.retag(word, "VERB", "kill")
    adverb = tree.heads[word]
    if adverb >= 0 and lexicon.has("fatally", tree.lower[adverb]):
        tree.hang(word, tree.heads[adverb], tree.fullrels[adverb])
        for child in list(tree.children[adverb]):
            if child != word:
                tree.hang(child, word, tree.fullrels[child])
        tree.hang(adverb, word, "advmod")


def _mend_dead(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Hang "dead" in "resulted in one rebel dead" on the rebel, which the tree took for a word of a compound."""
    noun = word - 1
    above = tree.heads[word]
    compound = tree.heads[noun] == word and tree.rels[noun] == "compound" and tree.tags[noun] in {"NOUN", "PROPN"}
    if compound and above >= 0 and tree.tags[word] == "ADJ" and states_harm(tree, lexicon, word):
        tree.hang(noun, above, tree.fullrels[word])
        for child in list(tree.children[word]):
            if child < noun:
                tree.hang(child, noun, tree.fullrels[child])
        tree.hang(word, noun, "amod")


def _mend_as_were(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Read "90 villagers were hurt, as were two guards" as two harms: the auxiliary stands for the first one's verb."""
    if tree.lower[word - 1] != "as" or tree.tags[word] != "AUX" or tree.lower[word] not in {"was", "were"}:
        return
    counts = find_counts(tree, lexicon, word + 1, min(word + _WINDOW, len(tree)))
    begins = bool(counts) and counts[0].start == word + 1
    noun = next((above for above in (tree.heads[word], word + 1) if word < above < len(tree)), -1)
    harm = next((at for at in range(word - 2, -1, -1) if states_harm(tree, lexicon, at)), -1)
    people = begins or tree.names.get(word + 1) == "PER" or lexicon.names_people(tree.lemmas[noun])
    beside = harm >= 0 and not (tree.under(harm, word) or tree.under(harm, noun))
    if people and noun > word and beside:
        tree.retag(word, tree.tags[harm], tree.lemmas[harm])
        tree.hang(word, harm, "conj")
        tree.hang(noun, word, "nsubj:pass")


def _mend_share(tree: Tree, word: int) -> None:
    """Count by the first number of "14 of 20 drones" or "14 of the base's 20 drones", and not by the second."""
    noun = tree.heads[word]
    of = next((at for at in range(word - 1, 0, -1) if tree.lower[at] == "of"), -1)
    first = of - 1
    among = first >= 0 and tree.tags[word] == "NUM" == tree.tags[first] and noun > word
    if not among or tree.heads[first] != noun or tree.rels[noun] == "root" or not _is_owner(tree, noun, of, word):
        return
    relation = tree.fullrels[noun]
    tree.hang(first, tree.heads[noun], "obj" if relation == "obl" else relation)
    tree.hang(noun, first, "nmod")
    tree.hang(of, noun, "case")


def _is_owner(tree: Tree, noun: int, of: int, number: int) -> bool:
    """Tell whether nothing but whose they are stands between "of" and the number of a whole."""
    owners = {
        word for child in tree.children[noun] if tree.fullrels[child] == "nmod:poss" for word in tree.subtree(child)
    }
    return all(word in owners or tree.rels[word] == "det" for word in range(of + 1, number))


def _mend_elliptic(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Make a clause of a harm that only a number stands before, behind another harm ("60 killed and 100 hurt")."""
    if not states_harm(tree, lexicon, word) or tree.dependents(word, "aux", "cop"):
        return
    counts = find_counts(tree, lexicon, max(word - _WINDOW, 0), word)
    if not counts or counts[-1].end != word:
        return
    number, start = counts[-1].end - 1, counts[-1].start
    joined = start > 0 and tree.lower[start - 1] in {"and", ",", ";", "with"}
    if not joined or tree.tags[number] not in {"NUM", "NOUN", "ADJ"} or _counts_on(tree, word):
        return
    harm = next((at for at in range(start - 1, -1, -1) if _tells_harm(tree, lexicon, at)), -1)
    clear = not any(tree.tags[at] == "VERB" for at in range(harm + 1, start))
    if harm < 0 or not clear or tree.under(harm, word):
        return
    if tree.tags[word] == "NOUN" or tree.rels[word] in {"orphan", "amod"} or tree.rels[number] == "nummod":
        tree.retag(word, "ADJ", tree.lower[word])
        tree.hang(word, harm, "conj")
        tree.hang(number, word, "nsubj")
        for at in range(start, number):
            tree.hang(at, number, "advmod")


def _mend_behind_place(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Join people with a number to those counted before a place ("killed 40 in Huambo and 12 soldiers")."""
    place = tree.heads[word]
    if tree.rels[word] != "conj" or not 0 <= place < word or tree.names.get(place) != "LOC" or not tree.case(place):
        return
    verb = tree.heads[place]
    verb = tree.heads[verb] if verb >= 0 and tree.rels[verb] == "obj" else verb
    counted = [child for child in tree.dependents(verb, "obj") if child < place] if verb >= 0 else []
    people = tree.names.get(word) != "LOC" and (
        lexicon.names_people(tree.lemmas[word]) or tree.lower[word].removesuffix("s") in lexicon.nations
    )
    numbered = bool(tree.dependents(word, "nummod")) and not tree.case(word)
    if counted and numbered and people and tree.tags[verb] == "VERB" and states_harm(tree, lexicon, verb):
        tree.hang(word, counted[-1], "conj")


def _counts_on(tree: Tree, word: int) -> bool:
    """Tell whether a noun behind a word of harm is what is counted ("four wounded soldiers")."""
    return word + 1 < len(tree) and tree.tags[word + 1] in {"NOUN", "PROPN", "ADJ"} and tree.heads[word] == word + 1


def _tells_harm(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    return states_harm(tree, lexicon, word) or lexicon.has("slain", tree.lemmas[word])


def states_harm(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word by itself says that people are dead, hurt or missing ("killed", "wounded", "hurt")."""
    return any(
        len(trigger.lemmas) == 1 and trigger.rule.harm for trigger in lexicon.triggers["ADJ"].get(tree.lower[word], ())
    )
