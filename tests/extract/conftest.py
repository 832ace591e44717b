"""Builders of sentences, trees and reports by hand.

A sentence is written as its words, each `form/lemma/TAG/head/relation`, with `/PER`, `/LOC` or `/ORG` behind the words
of a name. Heads count from 1, 0 is the root; where the lemma is left out it is the form in lower case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

import pytest
from tests.reports import make_report

from sijil.extract.claims import find_claims
from sijil.extract.context import judge_stance
from sijil.extract.lexicon import Lexicon, compile_lexicon
from sijil.extract.merge import merge_drafts
from sijil.extract.propose import Found, propose
from sijil.extract.rules import Draft, find_drafts
from sijil.extract.said import Voice, find_voices
from sijil.extract.speakers import find_attributions
from sijil.extract.tree import Tree
from sijil.extract.when import find_time_phrases
from sijil.language.parse import parse
from sijil.packs import Packs, load_packs
from sijil.records import Claim, Name, Passage, PassageKind, Predicate, Report, Role, Speaker, Stance

LABELS = frozenset({"PER", "LOC", "ORG"})
NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "%", "”", "'s", "’s", "n't", "-"})
NO_SPACE_AFTER = frozenset({"(", "“", "-"})
OUTSIDE = -1


@dataclass(frozen=True)
class Word:
    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    label: str | None


def read_words(notation: str) -> list[Word]:
    words = []
    for item in notation.split():
        parts = item.split("/")
        label = parts.pop() if parts[-1] in LABELS else None
        form, *lemma, tag, head, relation = parts
        words.append(Word(form, lemma[0] if lemma else form.lower(), tag, int(head) - 1, relation, label))
    return words


def print_words(words: list[Word], start: int) -> tuple[str, tuple[int, ...]]:
    """Print words as news does; return the text with the characters at which the words begin."""
    text, starts = "", []
    for index, word in enumerate(words):
        glued = not index or word.form in NO_SPACE_BEFORE or words[index - 1].form in NO_SPACE_AFTER
        text += "" if glued else " "
        starts.append(start + len(text))
        text += word.form
    return text, tuple(starts)


def read_names(words: list[Word]) -> tuple[Name, ...]:
    names, start = [], 0
    for label, run in groupby(word.label for word in words):
        end = start + len(list(run))
        if label:
            names.append(Name(start=start, end=end, label=label))
        start = end
    return tuple(names)


def read_roles(words: list[Word], roles: dict[str, dict[str, str]]) -> tuple[Predicate, ...]:
    at = {word.form: index for index, word in enumerate(words)}
    return tuple(
        Predicate(index=at[verb], roles=tuple(Role(label=label, index=at[form]) for label, form in found.items()))
        for verb, found in roles.items()
        if verb in at
    )


@dataclass(frozen=True)
class Story:
    """A report of sentences that were read by hand."""

    report: Report
    passages: tuple[Passage, ...]
    lexicon: Lexicon

    @property
    def trees(self) -> list[Tree]:
        return [Tree(passage, self.report.text, self.lexicon.lists) for passage in self.passages]

    @property
    def voices(self) -> list[Voice]:
        return find_voices(self.trees, self.lexicon)

    @property
    def claims(self) -> list[Claim]:
        return find_claims(self.report, list(self.passages), self.lexicon)


@dataclass(frozen=True)
class Sentence:
    """One sentence with what extraction sees in it, told by words instead of their numbers."""

    tree: Tree
    lexicon: Lexicon

    def at(self, form: str) -> int:
        return OUTSIDE if not form else self.tree.forms.index(form)

    def words(self, indices: Iterable[int]) -> list[str]:
        return [self.tree.forms[index] for index in indices]

    @property
    def drafts(self) -> list[Draft]:
        return find_drafts(self.tree, self.lexicon)

    @property
    def merged(self) -> list[Draft]:
        phrases = find_time_phrases(self.tree, self.lexicon)
        return merge_drafts(self.tree, self.lexicon, self.drafts, phrases)

    @property
    def found(self) -> list[Found]:
        return propose(self.tree, self.lexicon, find_attributions(self.tree, self.lexicon))

    @property
    def times(self) -> list[str]:
        return [self.tree.cut(phrase.start, phrase.end) for phrase in find_time_phrases(self.tree, self.lexicon)]

    def draft(self, trigger: str) -> Draft:
        (draft,) = (draft for draft in self.drafts if draft.head == self.at(trigger))
        return draft

    def stance(self, *trigger: str) -> Stance | None:
        words = {self.at(form) for form in trigger}
        said = [a for a in find_attributions(self.tree, self.lexicon) if a.content & words]
        return judge_stance(self.tree, self.lexicon, words, said)


def make_passages(
    text_of: list[list[Word]], kind: PassageKind, roles: dict[str, dict[str, str]]
) -> tuple[str, list[Passage]]:
    text, passages = "", []
    for words in text_of:
        start = len(text) + (1 if text else 0)
        printed, starts = print_words(words, start)
        text += (" " if text else "") + printed
        passages.append(
            Passage(
                report="rep-test",
                start=start,
                end=len(text),
                kind=kind,
                starts=starts,
                ends=tuple(at + len(word.form) for at, word in zip(starts, words, strict=True)),
                tags=tuple(word.tag for word in words),
                lemmas=tuple(word.lemma for word in words),
                heads=tuple(word.head for word in words),
                relations=tuple(word.relation for word in words),
                names=read_names(words),
                predicates=read_roles(words, roles),
            )
        )
    return text, passages


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(("lang-en", "world", "libya"))


@pytest.fixture(scope="session")
def lexicon(packs: Packs) -> Lexicon:
    return compile_lexicon(packs)


@pytest.fixture(scope="session")
def story(lexicon: Lexicon) -> Callable[..., Story]:
    """Tell a report, one notation for each sentence."""

    def tell(
        *sentences: str,
        day: str | None = "2017-03-15",
        kind: PassageKind = PassageKind.BODY,
        roles: dict[str, dict[str, str]] | None = None,
    ) -> Story:
        text, passages = make_passages([read_words(sentence) for sentence in sentences], kind, roles or {})
        return Story(make_report(text, day), tuple(passages), lexicon)

    return tell


@pytest.fixture(scope="session")
def sentence(story: Callable[..., Story]) -> Callable[..., Sentence]:
    """Read one sentence written in the notation."""

    def read(
        notation: str, *, kind: PassageKind = PassageKind.BODY, roles: dict[str, dict[str, str]] | None = None
    ) -> Sentence:
        told = story(notation, kind=kind, roles=roles)
        return Sentence(told.trees[0], told.lexicon)

    return read


@pytest.fixture(scope="session")
def news(lexicon: Lexicon) -> Callable[..., Story]:
    """Read plain English with the package's language model."""

    def tell(text: str, *, day: str | None = "2017-03-15") -> Story:
        return Story(make_report(text, day), parse(text), lexicon)

    return tell


@pytest.fixture(scope="session")
def claims(news: Callable[..., Story]) -> Callable[..., list[Claim]]:
    """Find the claims of plain English."""

    def find(text: str, *, day: str | None = "2017-03-15") -> list[Claim]:
        return news(text, day=day).claims

    return find


@pytest.fixture(scope="session")
def speaker(story: Callable[..., Story]) -> Callable[..., Speaker | None]:
    """Return who says what is triggered by a word of a sentence written in the notation."""

    def find(notation: str, trigger: str, *, kind: PassageKind = PassageKind.BODY) -> Speaker | None:
        told = story(notation, kind=kind)
        return told.voices[0].speaker(told.trees[0].forms.index(trigger))

    return find
