"""The records of people's decisions: what was decided, about which words, and what a build made of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import msgspec

from sijil.records.claims import Mention
from sijil.records.ids import make_id
from sijil.records.vocabulary import DecisionKind, ReviewState
from sijil.spans import Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnchor:
    """A claim as a decision points at it: by its words, never by an id.

    `anchor` quotes the claim's evidence; `trigger` are the words that called its rule, `at` their place in the quote in
    characters; `arguments` are the words of its roles, which tell claims of one sentence apart.
    """

    anchor: Anchor
    type: str
    trigger: str
    at: int
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a decision says; which fields count depends on its kind.

    fix_role: `role` is filled by `words`, or by the register or place id `to`, or by nothing. resolve_as: the `words`
    in `role` mean `to`. set_finding: `field` of `subject` (an id; `key` says what it is about) is `value`.
    """

    role: str | None = None
    words: Anchor | None = None
    to: str | None = None
    subject: str | None = None
    key: str | None = None
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's correction; one line of the ledger.

    `at` is ISO time in UTC, given by the face that writes it; of two that contradict each other the later one wins.
    """

    PREFIX: ClassVar[str] = "dec"
    at: str
    by: str
    kind: DecisionKind
    about: tuple[ClaimAnchor, ...] = ()
    payload: Payload = Payload()
    note: str | None = None
    undoes: str | None = None

    @property
    def id(self) -> str:
        """Identify the decision by all that it says; fields that are empty do not count, so new ones change no id."""
        return _identify(self)

    def builtins(self) -> dict[str, Any]:
        """Return the decision as built-in values without what is empty."""
        return dict(_pruned(msgspec.to_builtins(self)))

    def sources(self) -> frozenset[str]:
        """Return the sources whose words the decision is about."""
        return frozenset(pointer.anchor.source for pointer in self.about)


@lru_cache(maxsize=1 << 16)
def _identify(decision: Decision) -> str:
    """Return the id of a decision; it is asked for often, and costs a digest."""
    return make_id(decision.PREFIX, decision.builtins())


def _pruned(value: Any) -> Any:  # noqa: ANN401  # built-in values of any shape
    """Leave out the members of objects that say nothing."""
    if isinstance(value, dict):
        pruned = {name: _pruned(member) for name, member in value.items()}
        return {name: member for name, member in pruned.items() if member not in (None, (), [], {})}
    return [_pruned(member) for member in value] if isinstance(value, list | tuple) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTarget:
    """Which claim of a report a decision is about: `position` counts the decision's anchors from 0.

    `claim` is None where none was found; `reason` says why, or how it was found.
    """

    PREFIX: ClassVar[str] = "dtg"
    KEY: ClassVar[tuple[str, ...]] = ("decision", "position")
    decision: str
    kind: DecisionKind
    at: str
    position: int
    report: str
    claim: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A role of a claim as a person corrected it.

    `words` are the mention that fills the role, or whose meaning is `to`; None = no words. `to` is the id of a register
    entry or place; None = as the words say. Both None = nobody and nowhere. `meaning` is True where only the meaning of
    the words was corrected, and the role keeps what else fills it.
    """

    role: str
    words: Mention | None
    to: str | None
    meaning: bool
    decision: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What people made of a claim; there is one for each claim that a decision was found for.

    A rejected claim stays in the record and never enters events, tolls or control.
    """

    PREFIX: ClassVar[str] = "rev"
    KEY: ClassVar[tuple[str, ...]] = ("claim",)
    claim: str
    report: str
    state: ReviewState
    fixes: tuple[Fix, ...]
    decisions: tuple[str, ...]
