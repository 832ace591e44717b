"""A passage as a tree of words: the view that rules, figures and context read.

Word indices are 0-based; -1 stands for no word. Relations are Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from sijil.records import Passage, PassageKind

CLAUSES = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp", "root"})
NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–"})
_LOOSE = frozenset("appos parataxis punct conj cc advcl discourse dep orphan".split())
_BOUNDS = frozenset({("fewer", "than"), ("less", "than"), ("more", "than")})
"""Words behind a "no" that only bounds a number ("no fewer than 20 strikes")."""


NO_LISTS: Mapping[str, frozenset[str]] = MappingProxyType({})


class Tree:
    """Words, relations and phrases of one passage.

    Attributes:
        passage: The passage.
        forms: The words as printed.
        lower: The words in lower case, with curly apostrophes straightened.
        lemmas: The lemmas in lower case.
        tags: UPOS tags.
        heads: Index of each word's head, -1 for the root.
        rels: Relations without subtypes.
        fullrels: Relations with subtypes.
        meant: The kind of what a pronoun goes back to, by its index, once that is settled.
    """

    def __init__(self, passage: Passage, text: str, lists: Mapping[str, frozenset[str]] = NO_LISTS) -> None:
        """Cut the words of `passage` from `text`, the text of its report; `lists` are the packs' word lists by name."""
        self.passage = passage
        self.forms = [text[a:b] for a, b in zip(passage.starts, passage.ends, strict=True)]
        self.lower = [form.lower().replace("’", "'") for form in self.forms]
        self.lemmas = [lemma.lower() for lemma in passage.lemmas]
        self.tags = passage.tags
        self.heads = passage.heads
        self.fullrels = passage.relations
        self.rels = [relation.partition(":")[0] for relation in passage.relations]
        self.text = text
        self.meant: dict[int, str] = {}
        self._lists = lists

    def is_listed(self, word: int, name: str) -> bool:
        """Tell whether the lemma of a word is in a word list; in a tree without lists it is in none."""
        return self.lemmas[word] in self._lists.get(name, ())

    def __len__(self) -> int:
        """Count the words."""
        return len(self.forms)

    @property
    def is_headline(self) -> bool:
        """Whether the sentence is a headline, which has a grammar of its own."""
        return self.passage.kind is PassageKind.HEADLINE

    @cached_property
    def children(self) -> list[list[int]]:
        """List the dependents of each word, in order."""
        children: list[list[int]] = [[] for _ in self.forms]
        for index, head in enumerate(self.heads):
            if head >= 0:
                children[head].append(index)
        return children

    @cached_property
    def names(self) -> dict[int, str]:
        """Map each word inside a named entity to its label."""
        return {word: name.label for name in self.passage.names for word in range(name.start, name.end)}

    @cached_property
    def roles(self) -> dict[int, dict[str, int]]:
        """Map each predicate to its numbered arguments: label to head word (the first of a label)."""
        found: dict[int, dict[str, int]] = {}
        for predicate in self.passage.predicates:
            labels: dict[str, int] = {}
            for role in predicate.roles:
                labels.setdefault(role.label, role.index)
            found[predicate.index] = labels
        return found

    @cached_property
    def negated(self) -> frozenset[int]:
        """Collect the words with a negation among their own dependents."""
        return frozenset(
            self.heads[index]
            for index, word in enumerate(self.lower)
            if (
                word in {"not", "n't", "never", "no", "neither", "nor"}
                and self.rels[index] in ({"advmod", "det", "cc"} if word in {"neither", "nor"} else {"advmod", "det"})
                and not (word == "not" and self.lower[index + 1 : index + 2] in (["before"], ["until"]))
                and not (word in {"no", "not"} and tuple(self.lower[index + 1 : index + 3]) in _BOUNDS)
            )
            or (word == "without" and self.rels[index] == "mark")
        )

    def hang(self, index: int, head: int, relation: str) -> None:
        """Hang a word with what stands below it on another head; a head below it takes its place first."""
        if head >= 0 and self.under(head, index):
            self.hang(head, self.heads[index], self.fullrels[index])
        self.heads = (*self.heads[:index], head, *self.heads[index + 1 :])
        self.fullrels = (*self.fullrels[:index], relation, *self.fullrels[index + 1 :])
        self.rels[index] = relation.partition(":")[0]
        self.__dict__.pop("children", None)
        self.__dict__.pop("negated", None)

    def retag(self, index: int, tag: str, lemma: str) -> None:
        """Read a word as of another class; what the parser took for its arguments no longer holds."""
        self.tags = (*self.tags[:index], tag, *self.tags[index + 1 :])
        self.lemmas[index] = lemma
        self.roles.pop(index, None)

    def dependents(self, index: int, *relations: str) -> list[int]:
        """List the dependents of a word that bear one of the relations (subtypes count as their relation)."""
        return [child for child in self.children[index] if self.rels[child] in relations]

    def first(self, index: int, *relations: str) -> int:
        """Return the first dependent with one of the relations, or -1."""
        return next((child for child in self.children[index] if self.rels[child] in relations), -1)

    def case(self, index: int) -> str:
        """Return the preposition of a nominal ("in", "according to"), or an empty string."""
        words = [self.lower[child] for child in self.children[index] if self.rels[child] == "case"]
        for child in self.children[index]:
            if self.rels[child] == "case":
                words += [self.lower[fixed] for fixed in self.children[child] if self.rels[fixed] == "fixed"]
        return " ".join(words)

    def ancestors(self, index: int) -> Iterator[int]:
        """Walk from a word's head up to the root."""
        seen = 0
        index = self.heads[index]
        while index >= 0 and seen < len(self):
            yield index
            index = self.heads[index]
            seen += 1

    def under(self, index: int, top: int) -> bool:
        """Tell whether `index` is `top` or stands below it."""
        return index == top or top in self.ancestors(index)

    def subtree(self, index: int, without: frozenset[int] = frozenset()) -> list[int]:
        """List the words at and below `index`, in order, leaving out the subtrees at `without`."""
        found, stack = [], [index]
        while stack:
            word = stack.pop()
            found.append(word)
            stack += [child for child in self.children[word] if child not in without]
        return sorted(found)

    def clause(self, index: int) -> int:
        """Return the word that heads the clause in which a word stands (itself, if it heads one)."""
        for word in (index, *self.ancestors(index)):
            if self.rels[word] in CLAUSES or self._predicates(word):
                return word
        return index

    def _predicates(self, word: int) -> bool:
        """Tell whether a word that joins another is a clause of its own."""
        if self.rels[word] != "conj":
            return False
        return self.tags[word] == "VERB" or any(self.rels[child] in {"nsubj", "cop"} for child in self.children[word])

    def phrase(self, index: int) -> tuple[int, int]:
        """Return the words `start:end` of the noun phrase at `index`: no apposition, clause, or second conjunct.

        Participles right behind the noun stay ("forces loyal to X", "soldiers killed" does not).
        """
        loose = frozenset(
            child
            for child in self.children[index]
            if self.rels[child] in _LOOSE
            or (self.rels[child] == "acl" and not self._describes(child))
            or self.rels[child] in {"case", "mark", "cop", "nsubj", "aux"}
        )
        nested = (word for word in self.subtree(index, without=loose) if word != index)
        asides = frozenset(word for word in nested if self._is_aside(word))
        words = self.subtree(index, without=loose | asides)
        start, end = words[0], words[-1] + 1
        inside = set(words)
        inside |= {word for word in range(start, end) if self.tags[word] == "PUNCT" and self.lower[word] not in _BREAKS}
        inside |= self._abbreviations(start, index)
        while start < index and any(gap not in inside for gap in range(start, index)):
            start += 1
        end = index + 1
        while end in inside:
            end += 1
        return self._trim(start, end, index)

    def _abbreviations(self, start: int, end: int) -> set[int]:
        """Return the words of `start:end` that are one word in brackets ("the Front (FLX) militia")."""
        opens = (word for word in range(start, end - 2) if self.forms[word] == "(" and self.forms[word + 2] == ")")
        return {word for opening in opens for word in range(opening, opening + 3)}

    def _is_aside(self, word: int) -> bool:
        """Tell whether a word heads an apposition behind a comma ("General Haftar, a former officer")."""
        if self.rels[word] not in {"appos", "parataxis"}:
            return False
        first = self.subtree(word)[0]
        return (first > 0 and self.forms[first - 1] in _BREAKS) or self.forms[first] in _BREAKS

    def _describes(self, child: int) -> bool:
        """Tell whether a clause behind a noun says whose it is ("backed by", "loyal to", "led by")."""
        if self.fullrels[child] != "acl" or self.dependents(child, "mark"):  # "accused X of bombing homes from the air"
            return False
        return any(
            self.rels[word] == "obl" and self.case(word) in {"by", "to", "with", "under", "from"}
            for word in self.children[child]
        )

    def _trim(self, start: int, end: int, head: int) -> tuple[int, int]:
        """Drop punctuation at the edges of a phrase."""
        while start < head and self.tags[start] == "PUNCT":
            start += 1
        while end > head + 1 and self.tags[end - 1] == "PUNCT":
            end -= 1
        return start, end

    def conjuncts(self, index: int) -> list[int]:
        """List a word and the words that are joined to it ("X, Y and Z"), in order."""
        found, queue = [index], [index]
        while queue:
            word = queue.pop(0)
            for child in self.children[word]:
                if self.rels[child] != "conj":
                    continue
                if self.tags[child] == "VERB":
                    break
                if child not in found and self.tags[child] in NOMINAL_TAGS:
                    found.append(child)
                    queue.append(child)
        return found

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of words `start:end` in the report's text."""
        return self.passage.starts[start], self.passage.ends[end - 1]

    def cut(self, start: int, end: int) -> str:
        """Return the text of words `start:end` as printed."""
        low, high = self.characters(start, end)
        return self.text[low:high]

    def word_at(self, character: int) -> int:
        """Return the index of the word at a character of the report's text, or the one after it."""
        return next((i for i, end in enumerate(self.passage.ends) if character < end), len(self) - 1)


def settle_names(trees: list[Tree], known: dict[str, tuple[tuple[tuple[str, ...], str], ...]]) -> None:
    """Label the names that the registers know, and let sentences agree whether a one-word name is a person or a place.

    A name behind "in", "near" or "of the city of" somewhere in the report is a place throughout; a name that is part of
    a longer personal name is a person.
    """
    votes: dict[str, int] = {}
    for tree in trees:
        for name in tree.passage.names:
            _vote(tree, name.start, name.end, name.label, votes)
        for word, tag in enumerate(tree.tags):
            if tag == "PROPN" and tree.case(word) in _PLACE_CASES and tree.rels[word] in {"obl", "nmod"}:
                votes[tree.forms[word]] = votes.get(tree.forms[word], 0) + 2
    for tree in trees:
        for word in range(len(tree)):
            _settle_name(tree, word, votes.get(tree.forms[word], 0))
    for tree in trees:
        _label_known(tree, known)


def _settle_name(tree: Tree, word: int, score: int) -> None:
    """Label a name of one word as what the votes of a report make of it: place or person."""
    label, relation = tree.names.get(word), tree.rels[word]
    alone = not any(tree.rels[child] in {"flat", "compound"} for child in tree.children[word])
    if tree.tags[word] != "PROPN" or not alone or relation == "flat":
        return
    if score > 0 and label in {"PER", None}:
        tree.names[word] = "LOC"
    elif score < 0 and label == "LOC" and relation != "compound" and not tree.case(word):
        tree.names[word] = "PER"


def _label_known(tree: Tree, known: dict[str, tuple[tuple[tuple[str, ...], str], ...]]) -> None:
    """Label the words of names that are in the registers; hyphens between them do not count."""
    for start, form in enumerate(tree.forms):
        for words, label in known.get(form, ()):
            end = _match_end(tree, start, words)
            if end > start and not (end - start == 1 and tree.names.get(start) == "PER" and tree.rels[start] == "flat"):
                tree.names.update(dict.fromkeys(range(start, end), label))
                _make_name(tree, start, end - 1)
                break


def _make_name(tree: Tree, verb: int, last: int) -> None:
    """Make one noun of a name that begins with a verb ("Save the Children said")."""
    if tree.tags[verb] != "VERB" or tree.tags[last] not in NOMINAL_TAGS or last == verb:
        return
    if tree.heads[last] != verb and tree.under(last, verb):
        return
    if tree.heads[last] == verb:
        relation = "obl" if tree.rels[verb] == "advcl" else tree.fullrels[verb]
        tree.hang(last, tree.heads[verb], relation)
        for child in [child for child in tree.children[verb] if not verb < child <= last]:
            tree.hang(child, last, "case" if tree.rels[child] == "mark" else tree.fullrels[child])
    tree.retag(verb, "PROPN", tree.lower[verb])
    tree.retag(last, "PROPN", tree.lower[last])
    tree.hang(verb, last, "compound")


def _match_end(tree: Tree, start: int, words: tuple[str, ...]) -> int:
    """Return the word behind a name that begins at `start`, or `start` if it does not stand there."""
    at = start
    for wanted in words:
        while at < len(tree) and at > start and tree.forms[at] in {"-", "‐", "‑"}:
            at += 1
        if at >= len(tree) or tree.forms[at] != wanted:
            return start
        at += 1
    return at


_PLACE_CASES = frozenset({"in", "near", "outside", "around", "into", "inside"})


def _vote(tree: Tree, start: int, end: int, label: str, votes: dict[str, int]) -> None:
    """Count a model label for or against a place."""
    if label == "LOC" and end - start == 1:
        votes[tree.forms[start]] = votes.get(tree.forms[start], 0) + 1
    elif label == "PER":
        weight = 1 if end - start == 1 else 3
        for word in range(start, end):
            votes[tree.forms[word]] = votes.get(tree.forms[word], 0) - weight


def is_in_name(tree: Tree, word: int) -> bool:
    """Tell whether a word is part of a name that tells of no happening ("Fighting Falcons", "the Samarra Barrage")."""
    if tree.tags[word] == "PROPN":
        return word > 0 and tree.heads[word - 1] == word and {tree.names.get(word - 1), tree.names.get(word)} == {"LOC"}
    behind = word + 1 < len(tree) and tree.tags[word + 1] == "PROPN" and tree.forms[word + 1].istitle()
    named = word > 0 and tree.forms[word].istitle() and tree.lower[word].endswith("ing") and behind
    return named and tree.heads[word] == word + 1 and not tree.is_headline
