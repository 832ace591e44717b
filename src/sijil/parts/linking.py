"""Row types of linking and reconciling: features of pairs, kinship of types, settings, policies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureRow:
    """A feature of a pair of claims, or of reports, and its weight in their score (`features.csv`).

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
        toll: Closeness from which figures alone may join the happening of their report that they are closest to.
        margin: By how much it must be closer than any other.
        join: Posterior from which a telling joins an event that links alone do not lead it to.
        merge: Posterior from which two events become one.
        tolerance: Days by which the times of two claims of one event may lie apart.
        wide: Days from which a time is too wide to lead claims to each other.
        near: Copies share at least this part of their runs of words.
        contained: Or this part of the shorter one's.
        agency: Or this part of the shorter one's, where both name one agency and appear within the tolerance.
        rewrite: A report is rewritten from others if this part of what its sentences say stands in sentences of theirs.
        told: A sentence stands in another one if the words that they share weigh this part of its own.
        story: Reports tell one main happening from this mean of what they have in common.
        story_days: Days by which the publication of two reports of one story, or of a rewrite, may lie apart.
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
    toll: float
    margin: float
    join: float
    merge: float
    tolerance: int
    wide: int
    near: float
    contained: float
    agency: float
    rewrite: float
    told: float
    story: float
    story_days: int
    singular: tuple[str, ...]
    exclusive: tuple[str, ...]
    symmetric: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """A policy of reconciling (`policies.yml`): which figures of a toll count, which is best, what bounds it.

    Attributes:
        name: Unique name.
        title: What it does, for people.
        source: Codebook and section that it follows, or that it is our reading.
        takes: Which figures count: `all`; `current`, the last number of each voice, those that many more voices exclude
            left out; `reliable`, of the current ones those of voices that have no stake, where there are any;
            `latest`, those given on the last day.
        best: Which number is best: the `lowest`; of those that the most independent voices hold the lowest
            (`most_voices`) or the middle one (`middle`).
        bounds: What low and high are: `figures`, the smallest and the largest number; `sides`, the same, but a side
            bounds its own dead only from below and its enemy's only from above; `best`, the best number alone.
        words: Numbers for words such as `dozens`, by qualifier; as the claim says where there is none.
        about: How far a number may lie from one said with `about`, as a share of it; and how far what many parts add up
            to may exceed a number of the whole before that number is left out.
        lag: Days after a happening within which a number is a first one, which yields to later and higher ones; also
            how far a day of publication may lie from the happening.
        settle: Days after a happening from which its counts do not rise any more.
        rise: How far they may rise before that, as a share.
        outvoted: A number is left out where another, which it excludes, has this many times its voices.
        enough: With this many voices that have no stake, the word of the side that suffered bounds nothing.
        nesting: A period this many times as long as another contains it; periods of like length are rivals.
        interested: Weight of a voice that speaks for the holder, in the confidence of control.
        neutral: Weight of any other voice.
        adverse: Weight of a voice that speaks for an adversary of the holder.
    """

    PART: ClassVar[str] = "policies"
    KEY: ClassVar[str] = "name"
    name: str
    title: str
    source: str
    takes: Literal["all", "current", "reliable", "latest"]
    best: Literal["lowest", "most_voices", "middle"]
    bounds: Literal["figures", "sides", "best"]
    words: dict[str, int] = field(default_factory=dict)
    about: float
    lag: int
    settle: int
    rise: float
    outvoted: float
    enough: int
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
        quiet: Days for which it does not, where nobody is said to hold the place in between.
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
    quiet: int
    doubt: int
    implied: float
    news: int
