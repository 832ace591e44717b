"""Repairs of the tree where counts and harms meet, made before any rule reads it.

The parser may hang a second harm on the people of the first ("killed five people and wounded 110 more"), the first
number on the people of the second ("killed 30 and displaced 4,000 families"), or take "most of them civilians" for a
second subject.
"""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.mend_lists import are_names_of
from sijil.extract.mend_nouns import names_one
from sijil.extract.numbers import find_counts
from sijil.extract.tree import Tree

_ASIDES = frozenset({",", "-", "–", "—", ":"})
_BUILT = frozenset({"facility", "house", "structure", "group"})
_BACK = 3  # words from those counted back to the number of "132 of them children"
_OPENING = 4  # words before "of them" in which a part is told
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_PAIR = 2


def mend_harms(trees: list[Tree], lexicon: Lexicon) -> None:
    """Give each harm the people whom the words around it count."""
    for tree in trees:
        _mend_subjects(tree)
        _mend_lists(tree, lexicon)
        _mend_headline(tree, lexicon)
        for word in range(2, len(tree)):
            _mend_part(tree, word)
            verb = find_harm(tree, lexicon, word)
            if verb:
                _mend_across(tree, word)
            if verb and tree.forms[word - 1] == ",":
                _mend_main_verb(tree, word, verb)
            if verb or tree.tags[word] == "VERB":
                _mend_others(tree, lexicon, word)
            if verb:
                _mend_apart(tree, lexicon, word, verb)
                _mend_described(tree, word)
                _mend_bare(tree, lexicon, word)
            above = _harm_before(tree, lexicon, word) if verb else -1
            if verb and above >= 0:
                _mend_second(tree, lexicon, above, word, verb)


def _mend_across(tree: Tree, verb: int) -> None:
    """Give a harm the noun behind it as its object, which the tree set beside the subject in front of it."""
    if tree.tags[verb] != "VERB" or tree.dependents(verb, "obj", "aux", "ccomp", "xcomp"):
        return
    for subject in tree.dependents(verb, "nsubj"):
        across = [child for child in tree.dependents(subject, "appos") if child > verb > subject]
        if across and tree.fullrels[subject] == "nsubj" and tree.tags[across[0]] in _NOMINAL:
            tree.hang(across[0], verb, "obj")


def _mend_apart(tree: Tree, lexicon: Lexicon, word: int, verb: str) -> None:
    """Give the second harm of "a driver and a guard were killed and two maids injured" its own people.

    The tree joined them to those of the first, from whom its verb parts them, or had them do the harm.
    """
    above, noun = tree.heads[word], word - 1
    if above < 0:
        return
    passive = any(tree.fullrels[child] == "aux:pass" for child in tree.children[above])
    if passive and tree.rels[word] == "conj" and not tree.dependents(word, "obj", "aux", "conj"):
        for subject in tree.dependents(word, "nsubj"):
            if "person" in kinds_of(tree, lexicon, subject):
                tree.hang(subject, word, "nsubj:pass")
    first = tree.heads[noun]
    verb_above = tree.heads[first] if tree.rels[noun] == "conj" and tree.tags[noun] in _NOMINAL else -1
    parted = first < verb_above < noun and "person" in kinds_of(tree, lexicon, noun)
    if parted and (above, tree.rels[word]) in {(verb_above, "conj"), (noun, "orphan")}:
        tree.hang(word, verb_above, "conj")
        tree.hang(noun, word, "nsubj:pass")
        tree.retag(word, "VERB", verb)


def _mend_main_verb(tree: Tree, word: int, verb: str) -> None:
    """Read "wounded" in "the rebels, who had left X under a deal, wounded three people" as the verb of the sentence.

    The tree took the noun in front, or those who suffered, for all of the sentence, and the harm for an adjective.
    """
    root, whom = tree.heads.index(-1), tree.heads[word]
    subject = root if whom != root else tree.first(whom, "nsubj")
    if tree.rels[word] != "amod" or tree.tags[word + 1] != "NUM" or not 0 <= subject < word < whom:
        return
    asides = [child for child in tree.dependents(subject, "acl") if tree.fullrels[child] == "acl:relcl"]
    if tree.tags[subject] not in _NOMINAL or not any(subject < aside < word for aside in asides):
        return
    inside = {word for aside in asides for word in tree.subtree(aside)}
    late = [child for above in inside for child in tree.dependents(above, "obl", "advcl") if child > whom]
    tree.hang(word, -1, "root")
    tree.hang(subject, word, "nsubj")
    tree.hang(whom, word, "obj")
    for child in late:
        tree.hang(child, word, tree.fullrels[child])
    tree.retag(word, "VERB", verb)


def _mend_bare(tree: Tree, lexicon: Lexicon, verb: int) -> None:
    """Give a harm the bare number behind it that hangs elsewhere ("a bombing killed five and wounded 9")."""
    at = verb + 1
    while at < len(tree) and tree.lower[at] in lexicon.hedge_words:
        at += 1
    if at >= len(tree) or tree.tags[at] != "NUM" or any(tree.rels[child] == "aux" for child in tree.children[verb]):
        return
    if tree.lower[verb + 1 : at] == ["at"]:  # "put the number of those killed at 56"
        return
    ends = at + 1 >= len(tree) or tree.tags[at + 1] in {"CCONJ", "PUNCT", "ADP"}
    strays = tree.rels[at] == "nummod" and tree.heads[at] < verb
    hedged = tree.rels[at] == "obl" and tree.heads[at] == verb and at > verb + 1
    if ends and (strays or hedged):
        tree.hang(at, verb, "obj")
        for subject in tree.dependents(verb, "nsubj"):
            tree.hang(subject, verb, "nsubj")


def _mend_subjects(tree: Tree) -> None:
    """Hang "most of them civilians" on those before it, of whom it tells, and join "and 30 wounded" to the subject."""
    for verb in range(len(tree)):
        first, *others = tree.dependents(verb, "nsubj") or [-1]
        for word in others:
            start = next((at for at in tree.subtree(word) if tree.tags[at] != "PUNCT"), word)
            if {"them", "whom"} & {*tree.lower[start : start + 4]} and "of" in tree.lower[start : start + 4]:
                behind = tree.forms[start - 1] == "," and verb < start - 2 and tree.tags[start - 2] in _NOMINAL
                behind = behind and not tree.under(start - 2, word)
                tree.hang(word, start - 2 if behind else first, "appos")
            elif first < verb < word and tree.tags[word] in _NOMINAL and not tree.dependents(verb, "cop"):
                tree.hang(word, *((verb, "obj") if _lacks_object(tree, verb, first, word) else (first, "conj")))


def _mend_part(tree: Tree, word: int) -> None:
    """Put "more than half of them children" beside those before it, of whom it tells and to whom it adds nobody.

    Of "132 of them children" the children are 132.
    """
    start = next((at for at in tree.subtree(word) if tree.tags[at] != "PUNCT"), word)
    bare = tree.rels[word] in {"conj", "nmod"} and not tree.dependents(word, "cc", "case")
    behind = bare and tree.forms[start - 1] == ","
    if behind and any(tuple(tree.lower[at : at + 2]) == ("of", "them") for at in range(start, start + _OPENING)):
        tree.hang(word, tree.heads[word], "appos")
    number = word - _BACK
    counted = number > 0 and tree.lower[number + 1 : word] == ["of", "them"] and tree.tags[number] == "NUM"
    if counted and tree.rels[word] == "appos" and tree.heads[number] == tree.heads[word]:
        tree.hang(number, word, "nummod")


def _lacks_object(tree: Tree, verb: int, subject: int, word: int) -> bool:
    """Tell whether a second subject is its object ("hacked to death a man")."""
    active = tree.fullrels[subject] == "nsubj" and tree.tags[verb] == "VERB" and not tree.dependents(verb, "obj", "aux")
    between = tree.lower[verb + 1 : min(tree.subtree(word))]
    return active and between in ([], ["to", "death"])


def _mend_headline(tree: Tree, lexicon: Lexicon) -> None:
    """Read "Three guards killed, one wounded" as of those who suffered, not as of guards who killed one."""
    for verb in range(1, len(tree) - 3):
        subject, whom = tree.first(verb, "nsubj"), tree.first(verb, "obj")
        if subject >= 0 and whom < 0 and tree.forms[verb + 1] == "," and _takes_object(tree, lexicon, verb):
            counts = find_counts(tree, lexicon, verb + 2, len(tree))
            if counts and counts[0].start == verb + 2:
                tree.hang(subject, verb, "nsubj:pass")
                tree.retag(verb, "VERB", tree.lemmas[verb])
        if subject < 0 or whom <= verb or tree.tags[verb + 1] not in {"PUNCT", "CCONJ"}:
            continue
        other = whom + 1
        if "NOUN" in tree.tags[verb + 2 : whom] or other >= len(tree):
            continue
        if not (find_harm(tree, lexicon, verb) and find_harm(tree, lexicon, other)):
            continue
        tree.retag(verb, "VERB", tree.lemmas[verb])
        tree.hang(subject, verb, "nsubj:pass")
        tree.hang(whom, subject, "conj")
        tree.hang(other, whom, "acl")


def _takes_object(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a past form is of a verb whose object suffers, and nothing else completes it."""
    if tree.lower[verb] == tree.lemmas[verb] or tree.dependents(verb, "aux", "xcomp", "ccomp"):
        return False
    rules = [trigger.rule for trigger in lexicon.triggers["VERB"].get(tree.lemmas[verb], ()) if trigger.rule.harm]
    return any(rule.roles.get("target") == ("object",) for rule in rules)


def _mend_lists(tree: Tree, lexicon: Lexicon) -> None:
    """Join the middle of a list to those who were counted: "the mayor, his driver and two guards".

    Of "two troopers, a driver and five rebels" all are counted; of "two people, a trader and his son" only the two, and
    of "137 people, both soldiers and civilians" only the 137.
    """
    for word, head in enumerate(tree.heads):
        both = [child for child in tree.dependents(word, "cc") if lexicon.has("both", tree.lower[child])]
        if tree.rels[word] in {"conj", "appos"} and both and tree.forms[both[0] - 1] in _ASIDES:
            tree.hang(word, head, "appos")
            continue
        if tree.rels[word] == "appos" and lexicon.has("more_of_same", tree.lower[word]) and head == _last(tree, word):
            tree.hang(word, head, "conj")
            continue
        described = tree.names.get(head) == "PER" and tree.names.get(word) != "PER"
        if tree.rels[word] != "appos" or described or not _is_told(tree, word):
            continue
        colon = tree.forms[tree.phrase(word)[0] - 1] == ":"
        named = names_one(tree, lexicon, head, word) or are_names_of(tree, lexicon, head, word)
        if tree.names.get(word) == "PER" and (colon or named):
            continue
        hung = (child for above in (head, word) for child in tree.dependents(above, "conj") if child > word)
        joined = [child for child in hung if tree.tags[child] in _NOMINAL]
        built = all(kinds_of(tree, lexicon, one) & _BUILT for one in (head, word))
        if not any(tree.dependents(child, "cc") for child in joined) or not (
            built or all(_is_told(tree, child) for child in joined)
        ):
            continue
        tree.hang(word, head, "conj")
    for head in range(len(tree)):
        if tree.dependents(head, "nummod"):
            _mend_spelled_out(tree, lexicon, head)


def _last(tree: Tree, word: int) -> int:
    """Return the word in front of the comma before a phrase, or -1."""
    comma = min(tree.subtree(word)) - (0 if tree.forms[min(tree.subtree(word))] == "," else 1)
    return comma - 1 if comma > 0 and tree.forms[comma] == "," else -1


def _mend_spelled_out(tree: Tree, lexicon: Lexicon, head: int) -> None:
    """Set beside a number those who are it one by one."""
    _, *joined = tree.conjuncts(head)
    named = [child for child in tree.dependents(head, "appos") if child > head and tree.names.get(child) == "PER"]
    alone = len(joined) == len(named) == 1 and not tree.dependents(named[0], "conj")
    if alone and named[0] < joined[0] and _number_of(tree, lexicon, head) == _PAIR:
        if tree.forms[tree.phrase(named[0])[0] - 1] in _ASIDES and _number_of(tree, lexicon, joined[0]) == 1:
            tree.hang(joined[0], named[0], "conj")
        return
    if len(joined) < 2 or tree.forms[tree.phrase(joined[0])[0] - 1] not in _ASIDES:  # noqa: PLR2004 - a list
        return
    if _number_of(tree, lexicon, head) == sum(_number_of(tree, lexicon, one) for one in joined):
        tree.hang(joined[0], head, "appos")
        for child in joined[1:]:
            tree.hang(child, joined[0], "conj")


def _is_told(tree: Tree, word: int) -> bool:
    """Tell whether a noun has a number, an article or an owner, as the items of a list have, or is plural or a name."""
    if tree.lower[word] != tree.lemmas[word] or tree.names.get(word) == "PER":
        return True
    return any(
        tree.fullrels[child] in {"nmod:poss", "nummod"} or tree.lower[child] in {"a", "an"}
        for child in tree.children[word]
    )


def _number_of(tree: Tree, lexicon: Lexicon, word: int) -> int:
    """Return how many a noun stands for: its number, else one."""
    counts = find_counts(tree, lexicon, tree.phrase(word)[0], word + 1)
    return next((count.low for count in counts if count.low is not None), 1)


def _mend_described(tree: Tree, word: int) -> None:
    """Hang a harm on those of whom it is said: not on a part of them, and not as a word of their name.

    Of "dozens, including (or: among them) eight children, wounded" it is said of dozens; of "40 people, eight of whom
    died", of eight.
    """
    noun = tree.heads[word]
    if tree.rels[word] not in {"acl", "amod"} or noun >= word:
        return
    including = [child for child in tree.children[noun] if tree.lower[child] == "including"]
    including += [tree.first(one, "case") for one in tree.dependents(noun, "nmod") if _is_among_them(tree, one)]
    if including:
        whole = including[0] - (2 if tree.forms[including[0] - 1] == "," else 1)
        if whole >= 0 and tree.tags[whole] in _NOMINAL:
            tree.hang(noun, whole, "nmod")
            tree.hang(word, whole, "acl")
        return
    some = [child for child in tree.dependents(noun, "appos") if noun < child < word and _is_some_of_whom(tree, child)]
    if some and not tree.dependents(word, "nsubj"):
        tree.hang(some[0], word, "nsubj")
    elif tree.rels[word] == "amod" and "," in tree.forms[noun:word]:
        tree.hang(word, noun, "acl")


def _is_among_them(tree: Tree, word: int) -> bool:
    return tree.lower[word] == "them" and tree.case(word) == "among"


def _mend_others(tree: Tree, lexicon: Lexicon, word: int) -> None:
    """Give a second verb the people before it, whom the tree joined to the first ("X died and nine injured").

    So too of "X was killed and a trader, named Y, was hurt", and where the people are joined to the first verb itself.
    """
    above = tree.heads[word]
    if tree.rels[word] not in {"conj", "advcl", "ccomp"} or above < 0 or tree.dependents(word, "nsubj", "obj", "mark"):
        return
    if lexicon.has("naming", tree.lower[word]) and not tree.dependents(word, "aux"):
        return
    subjects = [subject for subject in tree.dependents(above, "nsubj") if subject < above]
    within = {at for subject in subjects for at in tree.subtree(subject)}
    for noun in range(above + 1, word):
        hung = tree.rels[noun] == "conj" and (tree.heads[noun] == above or tree.heads[noun] in within)
        if not (subjects and hung and tree.tags[noun] in _NOMINAL and tree.dependents(noun, "cc")):
            continue
        own = {*tree.subtree(noun), *(at for at in range(noun, word) if lexicon.has("naming", tree.lower[at]))}
        if all(tree.tags[at] != "VERB" or at in own for at in range(noun + 1, word)):
            tree.hang(noun, word, "nsubj:pass" if _is_passive(tree, word) else "nsubj")


def _is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a past form is said of who suffers it: it has "was" in front, or no object behind."""
    return bool(tree.dependents(verb, "aux")) or not tree.dependents(verb, "obj")


def _is_some_of_whom(tree: Tree, word: int) -> bool:
    return any(tree.lower[child] == "whom" for child in tree.children[word])


def find_harm(tree: Tree, lexicon: Lexicon, word: int) -> str | None:
    """Return the lemma of a verb of harm, also where the parser took it for an adjective."""
    if tree.tags[word] not in {"VERB", "ADJ"} or tree.lower[word].endswith("ing"):
        return None
    form = tree.lower[word]
    for lemma in (tree.lemmas[word], form.removesuffix("ed"), form.removesuffix("d")):
        rules = [one.rule for one in lexicon.triggers["VERB"].get(lemma, ()) if len(one.lemmas) == 1]
        if any(rule.harm and not rule.echo for rule in rules):
            return lemma
    return None


def _harm_before(tree: Tree, lexicon: Lexicon, word: int) -> int:
    """Return the active verb of harm that "and" or a comma joins to the one at a word, or -1."""
    if tree.lower[word - 1] not in {"and", "or", "but", ","} or _is_joined_within(tree, word):
        return -1
    for above in (*tree.ancestors(word), *range(word - 2, -1, -1)):
        if above < word and tree.tags[above] == "VERB" and find_harm(tree, lexicon, above):
            passive = any(tree.fullrels[child] in {"aux:pass", "nsubj:pass"} for child in tree.children[above])
            acts = any(child < above for child in tree.dependents(above, "nsubj")) or tree.rels[above] == "conj"
            apart = any(tree.lower[between] in {";", "who", "which", "that"} for between in range(above, word))
            return above if acts and not passive and not apart else -1
    return -1


def _is_joined_within(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is joined to that of a subordinate clause ("left after rebels overran it and killed six")."""
    above = tree.heads[verb]
    joined = tree.rels[verb] == "conj" and above >= 0 and tree.tags[verb] == "VERB"
    return joined and bool(tree.dependents(above, "mark") and tree.dependents(above, "nsubj"))


def _mend_second(tree: Tree, lexicon: Lexicon, above: int, word: int, verb: str) -> None:
    """Join a second verb of harm to the first, with the count behind it as its object."""
    counts = find_counts(tree, lexicon, word + 1, min(word + 7, len(tree)))
    if not counts or counts[0].start != word + 1:
        return
    last = counts[0].end - (2 if tree.tags[counts[0].end - 1] == "ADP" else 1)  # "a number | of"
    whom = _counted_noun(tree, last, counts[0].start)
    hung = [*tree.children[whom], *tree.dependents(word, "obj", "nummod")]
    held = [child for child in hung if above < child < word and tree.tags[child] in _NOMINAL]
    tree.hang(word, above, "conj")
    tree.hang(word - 1, word, "cc" if tree.tags[word - 1] == "CCONJ" else "punct")
    tree.retag(word, "VERB", verb)
    tree.hang(whom, word, "obj")
    for child in held:
        tree.hang(child, above, "obj")
    if last + 1 < len(tree) and lexicon.has("more_of_same", tree.lower[last + 1]) and whom == last:
        tree.hang(last + 1, last, "advmod")


def _counted_noun(tree: Tree, last: int, first: int) -> int:
    """Return the noun behind a number that ends at `last`, or the number itself."""
    above = tree.heads[last]
    counts = tree.rels[last] in {"nummod", "amod", "det", "compound"} and tree.tags[above] in _NOMINAL
    if above > last and counts and all(tree.tags[at] not in {"VERB", "ADP", "PUNCT"} for at in range(first, above)):
        return above
    return last
