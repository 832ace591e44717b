"""What a phrase for an actor was found to mean, how surely and why, and the records made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sijil.parts import ActorRow
from sijil.records import Actor, Candidate, Mention, Resolution, ResolutionState
from sijil.resolve.frame import Frame

NAMED = 0.9
COMPOSED = 0.8
LINKED = 0.75
BOUND = 0.7
ANTECEDENT = 0.6
GUESSED = 0.5
SURE = 0.7
"""A candidate of at least this score is sure; of at least `GUESSED`, unsure; below, unknown."""
DECIDED = "decided by a person"


@dataclass(frozen=True, slots=True)
class Ruling:
    """An actor with how sure it is and why; `human` where a person decided it."""

    id: str | None
    name: str
    kind: str | None
    score: float
    why: str
    side: str | None = None
    human: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is speaking where a phrase stands, and who else acts in the claim.

    Attributes:
        party: The speaker's side.
        others: Ids of the claim's other actors.
        at: First character of the words that name the speaker.
        is_body: Whether the speaker is no person but a body, which "they" and "it" may mean.
        is_target: Whether the phrase names who suffered, so that a capital is a city and a person is a person.
    """

    party: Ruling | None = None
    others: tuple[str, ...] = ()
    at: int | None = None
    is_body: bool = False
    is_target: bool = False


def force_id(kind: str, country: str) -> str:
    """Return the id of a state's force, such as `military-TUR`."""
    return f"{kind}-{country}"


def force_there(frame: Frame, kind: str, country: str) -> str:
    """Return the id of a country's own force, or of the one that stands there where it has none."""
    rows = (row for row in frame.register.actors.values() if country in row.also and row.kind == kind)
    away = (row.id for row in rows if not row.called and row.id == force_id(kind, row.country or ""))
    return next(away, force_id(kind, country))


def of_row(row: ActorRow, score: float, why: str) -> Ruling:
    """Return the actor of a register row."""
    return Ruling(row.id, row.name, row.kind, score, why, row.side)


def actor_of_id(frame: Frame, target: str, score: float, why: str) -> Ruling:
    """Return an actor by its id: a register row, a state, or a state's force."""
    row = frame.register.actors.get(target)
    if row:
        return of_row(row, score, why)
    kind, _, country = target.rpartition("-")
    name = state.name if (state := frame.register.states.get(country)) else country
    body = kind.replace("security", "security forces").capitalize()
    shown = name if kind in {"state", ""} else f"{body} of {name}"
    return Ruling(target, shown, kind or None, score, why, None)


def rule_by_hand(frame: Frame, target: str) -> Ruling:
    """Return the actor with an id that a person gave."""
    return replace(actor_of_id(frame, target, 1.0, DECIDED), human=True)


def decided(mention: Mention, frame: Frame) -> Ruling | None:
    """Return the actor that a person has said a mention means."""
    target = frame.meanings.get((mention.span.start, mention.span.end, mention.kind))
    return rule_by_hand(frame, target) if target else None


def state_of(ruling: Ruling) -> ResolutionState:
    """Return how sure a ruling is."""
    if ruling.human:
        return ResolutionState.HUMAN
    if ruling.id is None or ruling.score < GUESSED:
        return ResolutionState.UNKNOWN
    return ResolutionState.SURE if ruling.score >= SURE else ResolutionState.UNSURE


def make_actor(ruling: Ruling, surface: str) -> Actor:
    """Return the actor of a ruling as a record; without words of the claim it bears the reason."""
    reason = "" if surface else ruling.why
    return Actor(id=ruling.id, name=ruling.name, kind=ruling.kind, surface=surface, reason=reason)


def make_resolution(mention: Mention, ruling: Ruling) -> Resolution:
    """Return the resolution of an actor mention as a record."""
    score = round(ruling.score, 2)
    found = (Candidate(target=ruling.id, name=ruling.name, score=score, why=ruling.why),) if ruling.id else ()
    return Resolution(
        mention=mention,
        target=ruling.id,
        name=ruling.name,
        state=state_of(ruling),
        candidates=found,
        reason=ruling.why,
    )
