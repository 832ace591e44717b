"""Whom and what numbers count: "12 soldiers", "dozens of them", "a guard", "heavy losses"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijil.extract.kinds import whole_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.numbers import Count, find_counts, is_of_age
from sijil.extract.slots import antecedent
from sijil.extract.tree import Tree
from sijil.records import Qualifier

NOUN_REACH = 8  # words between a number and its noun
INSIDE = frozenset({"NOUN", "PROPN", "ADJ"})
"""Tags of the words between a number and the noun that it counts."""
MARKS = frozenset({"-", "–", "(", ")", "/", "'", '"', "‘", "’", "“", "”"})
"""Marks that may stand between them."""
_BEFORE_THEM, _BEHIND_THEM = 3, 6  # words around "of them" in which a part is told
_AGE = 5  # words of "four-year-old"
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_NAMING = frozenset({"appos", "flat", "nmod", "compound"})
_SINGULAR = frozenset("a an one another the this that his her its their".split())
_INDEFINITE = frozenset({"a", "an", "another", "one"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the word that names those who are counted (-1: nobody named)."""

    count: Count
    group: int
    parts: tuple[tuple[int, Count], ...] = ()


def count_of(tree: Tree, lexicon: Lexicon, head: int) -> Counted | None:
    """Read how many a noun phrase counts; None where it counts nothing ("no civilians", "12 rounds of talks").

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        head: Head word of the phrase: a noun ("soldiers"), a number ("12"), or a name (one person).

    Returns:
        The count with the word that names the group; an open count where the phrase is plural without a number.
    """
    members = members_of(tree, lexicon, head)
    if members >= 0:
        return count_of(tree, lexicon, members)
    start, _ = tree.phrase(head)
    if _is_aged(tree, head) and tree.lower[start] in _INDEFINITE:
        return Counted(Count(start, head + 1, 1, 1, Qualifier.EXACT), head)
    start = _reach_back(tree, lexicon, start)
    counts = [count for count in find_counts(tree, lexicon, start, head + 1) if _belongs(tree, count, head)]
    counts = [count for count in counts if not _is_make(tree, lexicon, count, head)]
    counts = _or_more(tree, counts, head) or _counts_told_of(tree, lexicon, head)
    group = head
    if tree.tags[head] == "NUM" or (counts and counts[-1].end == head + 1):
        group = antecedent(tree, whole_of(tree, head))
    said = [head, *(word for word in range(start, head) if tree.heads[word] == head)]
    nobody = any(lexicon.has("nobody", tree.lower[word]) for word in said)
    if nobody or tree.lower[start : start + 2] == ["how", "many"]:
        return None
    if not counts and group >= 0 and lexicon.has("not_counted", tree.lemmas[group]):
        return None
    parts = tuple(_parts(tree, lexicon, head))
    counts = counts or _counts_apart(tree, lexicon, head) or _counts_of_bodies(tree, lexicon, head)
    counts = counts or _counts_of_them(tree, lexicon, head)
    if counts and lexicon.has("percentage", " ".join(tree.lower[counts[-1].end : counts[-1].end + 1])):
        return None
    if counts:
        return Counted(counts[-1], group, parts)
    both = lexicon.has("two_of_one", tree.lower[head]) and tree.dependents(head, "nmod")
    if both or (lexicon.has("pair", tree.lemmas[head]) and tree.lower[head] == tree.lemmas[head]):
        return Counted(Count(start, head + 1, 2, 2, Qualifier.EXACT), group, parts)
    if is_single(tree, lexicon, head) or _is_one_body(tree, lexicon, head):
        return Counted(Count(start, head + 1, 1, 1, Qualifier.EXACT), group, parts)
    return Counted(Count(start, head + 1, None, None, Qualifier.UNSPECIFIED), group, parts)


def part_name(tree: Tree, word: int) -> str:
    """Name a part of those who are counted by its noun or name, or by the age that stands for one ("17-year-old")."""
    start, end = tree.phrase(word)[0], word + 3
    if tree.names.get(word) == "PER":
        return " ".join(tree.forms[at] for at in (word, *tree.dependents(word, "flat")))
    return (
        "".join(tree.lower[start + 1 : end]).partition("old")[0] + "old" if _is_aged(tree, word) else tree.lower[word]
    )


def _is_aged(tree: Tree, head: int) -> bool:
    """Tell whether a phrase names somebody by no more than an age ("a 17-year-old")."""
    return "old" in tree.lower[head : head + 3] and "-" in tree.lower[head - 1 : head + 2]


def _or_more(tree: Tree, counts: list[Count], head: int) -> list[Count]:
    """Read "60 people or more" as a bound."""
    if counts and counts[-1].qualifier is Qualifier.EXACT and tree.lower[head + 1 : head + 3] == ["or", "more"]:
        return [*counts[:-1], replace(counts[-1], high=None, qualifier=Qualifier.AT_LEAST)]
    return counts


def _counts_told_of(tree: Tree, lexicon: Lexicon, head: int) -> list[Count]:
    """Find the number that hangs on a noun with a preposition ("the number of villagers killed at 90")."""
    apart = [child for child in tree.dependents(head, "nummod") if tree.case(child)]
    return find_counts(tree, lexicon, apart[0], len(tree))[:1] if apart and tree.tags[head] != "NUM" else []


def _counts_apart(tree: Tree, lexicon: Lexicon, head: int) -> list[Count]:
    """Find the number of a plural noun where the tree hung it on a name or noun between ("two X-Y cadres")."""
    many = tree.lower[head] != tree.lemmas[head] or lexicon.has("same_in_plural", tree.lemmas[head])
    if tree.tags[head] != "NOUN" or not many:
        return []
    word = head - 1
    while word > 0 and head - word < NOUN_REACH and (tree.tags[word] in INSIDE or tree.forms[word] in MARKS):
        word -= 1
    if word < 0 or tree.tags[word] != "NUM":
        return []
    return [count for count in find_counts(tree, lexicon, word, head) if count.start <= word < count.end]


def _counts_of_bodies(tree: Tree, lexicon: Lexicon, head: int) -> list[Count]:
    """Find how many bodies of people there are in "two bodies of villagers"."""
    above = tree.heads[head]
    if above < 0 or tree.case(head) != "of" or not lexicon.has("remains", tree.lemmas[above]):
        return []
    return [count for count in find_counts(tree, lexicon, tree.phrase(above)[0], above) if _belongs(tree, count, above)]


def _counts_of_them(tree: Tree, lexicon: Lexicon, head: int) -> list[Count]:
    """Find how many "them" are by those whom the verb before was done to ("abducted two brothers and beat them")."""
    verb = tree.heads[head]
    if tree.lower[head] != "them" or tree.rels[head] != "obj" or tree.rels[verb] != "conj":
        return []
    clauses = [tree.heads[verb], *(word for word in tree.dependents(tree.heads[verb], "conj") if word < verb)]
    before = [word for clause in clauses for word in tree.dependents(clause, "obj") if word < head]
    joined = [word for word in tree.conjuncts(before[-1]) if word < verb] if before else []
    counts = [
        counted.count for word in joined + _along_with(tree, joined) if (counted := count_of(tree, lexicon, word))
    ]
    if not counts or any(count.low is None for count in counts) or counts[0].low == len(counts) == 1:
        return []
    if len(counts) == 1:
        return counts
    low = sum(count.low or 0 for count in counts)
    return [Count(head, head + 1, low, low, Qualifier.EXACT)]


def _along_with(tree: Tree, joined: list[int]) -> list[int]:
    """Find who shares the lot of others ("dragged her out along with her husband")."""
    beside = tree.dependents(tree.heads[joined[0]], "obl") if joined else []
    return [
        word
        for word in beside
        if tree.case(word) == "with" and {"along", "together"} & {*tree.lower[joined[-1] : word]}
    ]


def _is_one_body(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Tell whether a word names whose one body there is ("the body of Adam Musa"); of several that is not known."""
    above = tree.heads[head]
    of_body = above >= 0 and tree.case(head) == "of" and lexicon.has("remains", tree.lemmas[above])
    plural = tree.lower[head].endswith("s") and tree.tags[head] == "NOUN"
    return of_body and not plural and tree.lower[above] == tree.lemmas[above] and not tree.dependents(head, "conj")


def members_of(tree: Tree, lexicon: Lexicon, head: int) -> int:
    """Return who is counted in "a total of 137 civilians", "a group of workers" and "40 of those killed", or -1."""
    above = tree.heads[head]
    if tree.lower[head] == "those" and above >= 0 and tree.tags[above] == "NUM" and tree.case(head) == "of":
        return above
    if not lexicon.has("head_of_many", tree.lemmas[head]) or tree.dependents(head, "nummod"):
        return -1
    return next((child for child in tree.children[head] if child > head and tree.case(child) == "of"), -1)


def _reach_back(tree: Tree, lexicon: Lexicon, start: int) -> int:
    """Let a phrase begin at a hedge that the tree hung elsewhere ("at least", "more than")."""
    while start > 0 and tree.lower[start - 1] in lexicon.hedge_words:
        start -= 1
    while start > 1 and tree.lower[start - 1] == "-" and tree.tags[start - 2] == "NUM":
        start -= 2
    return start


def _belongs(tree: Tree, count: Count, head: int) -> bool:
    """Tell whether a number counts this head, not a noun inside the phrase, and is no age or date."""
    last = count.end - 1
    if last == head or count.start <= head < count.end:
        return True
    heads = {tree.heads[word] for word in range(count.start, count.end)} - set(range(count.start, count.end))
    return head in heads or (
        heads <= {-1, *range(count.start, head)}
        and all(tree.tags[w] in {"ADJ", "ADV", "ADP", "NUM"} or _describes(tree, w, head) for w in heads if w >= 0)
    )


def _is_make(tree: Tree, lexicon: Lexicon, count: Count, head: int) -> bool:
    """Tell whether a number behind a name is the make of one aircraft, vehicle or weapon ("a Boeing 737-800 jet")."""
    named = count.start > 0 and tree.tags[count.start - 1] == "PROPN"
    one = tree.lower[head] == tree.lemmas[head] and not lexicon.has("same_in_plural", tree.lemmas[head])
    one = one or (named and lexicon.has("aircraft", tree.lemmas[count.start - 1]))
    return one and named and any(lexicon.has(name, tree.lemmas[head]) for name in ("aircraft", "vehicle", "weapon"))


def _describes(tree: Tree, word: int, head: int) -> bool:
    """Tell whether a noun only describes a plural head ("two women fighters", "four Coast Guard men")."""
    while word != head and tree.rels[word] in {"compound", "flat", "appos"} and tree.heads[word] >= 0:
        word = tree.heads[word]
    return word == head and (tree.lower[head] != tree.lemmas[head] or tree.tags[head] == "NOUN")


def is_single(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Tell whether a phrase means one person or thing: a name, or a singular noun with an article."""
    label, tag, lemma = tree.names.get(head), tree.tags[head], tree.lemmas[head]
    many = tree.lower[head].endswith("s") and (tree.dependents(head, "det") or tree.lower[head] in lexicon.nations)
    several = tree.forms[head].islower() or many
    if label == "PER" or (tag == "PROPN" and label is None and tree.lower[head] == lemma and not several):
        return True
    if tree.lower[head] == "another":
        return True
    if tag == "PRON":
        return tree.lower[head] in {"he", "she", "him", "her", "his", "himself", "herself", "who"}
    plural = tree.lower[head] != lemma or tree.lower[head].endswith("s")
    determiners = {tree.lower[child] for child in tree.children[head] if tree.rels[child] in {"det", "nmod", "nummod"}}
    first = min(tree.subtree(head))
    determiners |= {form for form in tree.lower[max(first - 1, 0) : first] if form in _INDEFINITE}
    if plural or lexicon.has("collective", lemma) or not (determiners or tag in {"NOUN", "PROPN"}):
        return False
    if determiners & _INDEFINITE or tag not in {"NOUN", "PROPN"}:
        return bool(determiners & _INDEFINITE)
    known = any(lexicon.has(name, lemma) for name in ("person", "fighter", "civilian", "aircraft"))
    known = known and not lexicon.has("same_in_plural", lemma)
    naming = [child for child in tree.children[head] if tree.rels[child] in _NAMING]
    named = any(tree.names.get(child) == "PER" for child in naming)
    named = named or (known and any(child == head + 1 and tree.tags[child] == "PROPN" for child in naming))
    owned = any(tree.fullrels[child] == "nmod:poss" for child in tree.children[head])
    headline = tree.is_headline and tree.tags[head] == "NOUN"
    bare = head == 0 or (headline and tree.rels[head] in {"obj", "nsubj"})
    return named or _is_of_one(tree, lexicon, head) or (known and (bool(determiners & _SINGULAR) or owned or bare))


def _is_of_one(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Tell whether the verb says that its subject is one ("the platoon commander was killed")."""
    above = tree.heads[head]
    joined = (child for child in tree.children[head] if tree.rels[child] == "conj")
    counted = any(tree.dependents(child, "det", "nummod") or tree.names.get(child) for child in joined)
    agrees = above >= 0 and tree.rels[head] == "nsubj" and not counted
    return agrees and any(lexicon.has("of_one", tree.lower[child]) for child in tree.dependents(above, "aux"))


def _parts(tree: Tree, lexicon: Lexicon, head: int) -> list[tuple[int, Count]]:
    """Read "including two children and a nurse" and "two of them women" behind a group."""
    found = list(_parts_of_them(tree, lexicon, head))
    for child in (*tree.children[head], *_behind_the_harm(tree, head)):
        if tree.case(child) == "including" or any(tree.lower[below] == "including" for below in tree.children[child]):
            found += _counted_parts(tree, lexicon, child)
    return found


def _counted_parts(tree: Tree, lexicon: Lexicon, first: int) -> Iterator[tuple[int, Count]]:
    """Read the number of each item of a list of parts."""
    joined = [word for word in tree.dependents(first, "conj") if tree.tags[word] in _NOMINAL]
    for word in (first, *joined):
        counted = count_of(tree, lexicon, word)
        if counted is not None and (word == first or counted.count.low is not None):
            yield word, counted.count


def _behind_the_harm(tree: Tree, head: int) -> list[int]:
    """List what hangs on the verb behind a group, and nobody else between ("five were killed including a child")."""
    above = tree.heads[head]
    if above < head:
        return []
    behind = [child for child in tree.children[above] if child > above and tree.case(child) == "including"]
    return [child for child in behind if not _NOMINAL & {*tree.tags[above + 1 : min(tree.subtree(child))]}]


def _parts_of_them(tree: Tree, lexicon: Lexicon, head: int) -> Iterator[tuple[int, Count]]:
    """Read "two of them women", "two women among them" and "among them two women" in the words behind a group."""
    for word in range(head + 1, len(tree) - 1):
        if tree.lower[word + 1] not in {"them", "whom"} or tree.lower[word] not in {"of", "among"}:
            continue
        behind = (at for at in range(word + 2, len(tree)) if tree.tags[at] == "NOUN" and tree.rels[at] != "compound")
        close_by = (at for at in behind if not (tree.case(at) or is_of_age(tree, at - 1)))
        named = [at for at in close_by if "VERB" not in tree.tags[word + 2 : at]]
        counts = find_counts(tree, lexicon, max(word - _BEFORE_THEM, head + 1), word)
        aged = any(is_of_age(tree, at) for at in range(word + 2, named[0])) if named else False
        close = bool(named) and named[0] < word + _BEHIND_THEM + (_AGE if aged else 0)
        if counts and tree.tags[word - 1] == "NOUN" and counts[-1].end == word - 1:
            yield word - 1, counts[-1]
        elif counts and close:
            yield named[0], counts[-1]
        elif close and tree.lower[word] == "among":
            yield from _counted_parts(tree, lexicon, named[0])


def status_of(tree: Tree, lexicon: Lexicon, group: int) -> str | None:
    """Judge whether those who are counted bear arms: civilian, fighter, mixed, or None where nothing says so."""
    if group < 0:
        return None
    own = (word for word in tree.conjuncts(group) if not _is_counted_apart(tree, word))
    heads = [group, *(word for word in own if word != group), *_told_of(tree, group)]
    armed = [word for word in heads if _is_fighter(tree, lexicon, word)]
    fighters = any(not _is_no_more(tree, lexicon, word) for word in armed)
    civilians = len(armed) > 0 and not fighters
    civilians = civilians or any(lexicon.has("civilian", tree.lemmas[word]) for word in heads)
    if fighters and civilians:
        return "mixed"
    return "fighter" if fighters else "civilian" if civilians else None


def fighter_told_of(tree: Tree, lexicon: Lexicon, name: int) -> int:
    """Return what says that a person known by name bears arms ("Adam Musa, a police constable"), or -1."""
    told = [word for word in _told_of(tree, name) if word > name and not tree.dependents(word, "conj")]
    first = tree.heads[name]
    if not told and tree.rels[name] == "conj" and tree.names.get(name) == "PER":
        told = [word for word in _told_of(tree, first) if word < first and tree.lower[word] != tree.lemmas[word]]
    return next((word for word in told if _is_fighter(tree, lexicon, word)), -1)


def _told_of(tree: Tree, name: int) -> list[int]:
    """List the nouns that say beside a person's name who that is ("Adam Musa, a teacher", "constable Omar Ba")."""
    if tree.names.get(name) != "PER":
        return []
    above = tree.heads[name]
    body = above >= 0 and tree.case(name) == "of" and tree.tags[above] == "NOUN"
    beside = [child for child in tree.children[name] if tree.fullrels[child] in {"appos", "nmod:desc", "compound"}]
    beside += [child for child in tree.dependents(above, "appos") if child > name] if body else []
    own = {name, *tree.dependents(name, "flat")}
    others = [word for word in range(name, len(tree)) if tree.names.get(word) == "PER" and word not in own]
    return [word for word in beside if tree.names.get(word) != "PER" and word < min(others, default=len(tree))]


def _is_counted_apart(tree: Tree, word: int) -> bool:
    """Tell whether a joined noun has a number or an article of its own ("eight herders and three officers")."""
    return any(
        tree.fullrels[child] in {"nummod", "nmod:poss"} or tree.lower[child] in _INDEFINITE
        for child in tree.children[word]
    )


def _is_no_more(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether those named have laid down their arms ("a former rebel", "two surrendered fighters")."""
    start, _ = tree.phrase(word)
    return any(lexicon.has("former", tree.lower[at]) for at in range(start, word))


def _is_fighter(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun, or one that says whose members it counts, names people who bear arms."""
    if lexicon.has("fighter", tree.lemmas[word]):
        return True
    members = [child for child in tree.children[word] if tree.rels[child] == "nmod"]
    if any(tree.lower[child] == "police" and tree.case(child) == "of" and child == word + 2 for child in members):
        return True  # "a superintendent of police"
    return tree.lemmas[word] == "member" and any(_is_armed_body(tree, lexicon, child) for child in members)


def _is_armed_body(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun is a body that may bear arms, not "a wedding party" or "the rights group"."""
    civil = any(lexicon.has("civil_body", tree.lemmas[child]) for child in tree.dependents(word, "compound", "amod"))
    return lexicon.has("group", tree.lemmas[word]) and not civil
