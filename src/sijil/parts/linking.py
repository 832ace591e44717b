"""Row types of linking and reconciling: features of pairs, kinship of types, settings, policies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureRow:
    """A feature of a pair of claims and its weight in their score (`features.csv`).

    Attributes:
        name: Name of the feature; docs/linking.md says what each compares.
        weight: What a value of 1 adds to the score.
        note: What it rests on.
    """

    PART: ClassVar[str] = "features"
    KEY: ClassVar[str] = "name"
    name: str
    weight: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AffinityRow:
    """How well two claim types go together in one event (`affinities.csv`); types without a row never do.

    Attributes:
        first: One claim type.
        second: Another.
        value: Between 0 and 1; a type has 1 with itself.
        note: Why.
    """

    PART: ClassVar[str] = "affinities"
    REFERS: ClassVar[dict[str, tuple[str, ...]]] = {"first": ("events",), "second": ("events",)}
    first: str
    second: str
    value: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingRow:
    """The settings of linking (`linking.yml`); a pack may override them.

    Attributes:
        name: `default`.
        threshold: Mean score from which claims are one event.
        tolerance: Days by which the times of two claims of one event may lie apart.
        wide: Days from which a time is too wide to lead claims to each other.
        near: Copies share at least this part of their runs of words.
        contained: Or this part of the shorter one's.
        agency: Or this part of the shorter one's, where both name one agency and appear within the tolerance.
        singular: Types that happen so seldom to one place that an undated claim may join a dated one.
        exclusive: Types of which who did it makes the event: other doers, other event.
        symmetric: Types whose actors and targets may change places.
    """

    PART: ClassVar[str] = "linking"
    KEY: ClassVar[str] = "name"
    REFERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "singular": ("events",),
        "exclusive": ("events",),
        "symmetric": ("events",),
    }
    name: str
    threshold: float
    tolerance: int
    wide: int
    near: float
    contained: float
    agency: float
    singular: tuple[str, ...]
    exclusive: tuple[str, ...]
    symmetric: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """A policy of reconciling (`policies.yml`).

    Attributes:
        name: Unique name.
        title: What it does, for people.
        best: How the best number of a toll is chosen: `lowest` of those with the most independent voices.
        nesting: A period this many times as long as another contains it; periods of like length are rivals.
        interested: Weight of a voice that speaks for the holder, in the confidence of control.
        neutral: Weight of any other voice.
        adverse: Weight of a voice that speaks for an adversary of the holder.
    """

    PART: ClassVar[str] = "policies"
    KEY: ClassVar[str] = "name"
    name: str
    title: str
    best: str
    nesting: float
    interested: float
    neutral: float
    adverse: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRow:
    """How claims about a place become its timeline (`control.yml`); docs/control.md explains each number.

    Attributes:
        name: `default`.
        change: Weight that a history loses by a change of holder on the day after the last claim.
        told: Part of it that is lost where somebody tells of the change.
        decay: Days in which the weight of what was said before falls to a third (1/e).
        lull: Days without a claim after which a fight or siege counts as over.
        doubt: Days after a claimed taking within which a claim that the place is contested speaks against it.
        implied: Part of its weight that a claim about a larger place has for those that lie in it.
        news: Days within which a report tells of a taking as news; undated reports are dated by it.
    """

    PART: ClassVar[str] = "control"
    KEY: ClassVar[str] = "name"
    name: str
    change: float
    told: float
    decay: float
    lull: int
    doubt: int
    implied: float
    news: int
