"""The records of language: passages with their words, tags, tree, names and predicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sijil.records.vocabulary import PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A named entity: words `start:end` of a passage; label PER, LOC or ORG."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An argument of a predicate: its PropBank label and the index of its head word."""

    label: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A predicate word and its arguments."""

    index: int
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with its kind, words, tags, tree, names and roles.

    All word columns have the same length. `starts` and `ends` are character offsets in the report's text; `heads`
    are word indices, -1 for the root; `tags` are UPOS; `relations` are Universal Dependencies.
    """

    PREFIX: ClassVar[str] = "psg"
    KEY: ClassVar[tuple[str, ...]] = ("report", "start", "end")
    report: str
    start: int
    end: int
    kind: PassageKind
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]
    predicates: tuple[Predicate, ...]
