"""What a toll says in English: its number, the policy's rule, the accounts, the parts and what cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijil.parts import PolicyRow
from sijil.reconcile.measures import Measure
from sijil.records import Count, Finding, Qualifier, Toll

SHORT = 12
"""Letters of an id that tell it from others, as in tables."""


def say_toll(toll: Toll, measures: Sequence[Measure], policy: PolicyRow) -> Finding:
    """Say the best number of a toll, with the accounts for and against it."""
    sentence = " ".join(_sentences(toll, measures, policy))
    return Finding(
        subject=toll.id,
        field="best",
        value=None if toll.best is None else str(toll.best),
        low=toll.low,
        high=toll.high,
        state=toll.state,
        support=toll.support,
        against=toll.against,
        independent=toll.independent,
        policy=toll.policy,
        sentence=sentence[0].upper() + sentence[1:],
        inconsistent=toll.inconsistent,
    )


def _sentences(toll: Toll, measures: Sequence[Measure], policy: PolicyRow) -> Iterator[str]:
    accounts = sorted({f"{say_count(one.count)} ({one.gist.voice_name})" for one in measures})
    who = toll.group.name if toll.group else {"civilian": "civilians", "fighter": "fighters"}.get(
        toll.status or "", "people of no named group"
    )  # fmt: skip
    where = f" at {toll.place.name}" if toll.place else ""
    when = f", {toll.time.earliest} to {toll.time.latest}" if toll.time else ", days unknown"
    number = "no number" if toll.best is None else say_range(toll.low, toll.best, toll.high)
    yield f"{who}, {toll.harm}{where}{when}: {number} by the policy {toll.policy}; {toll.state}: {'; '.join(accounts)}."
    if toll.best is not None:
        yield f"Rule: {policy.title}."
    if toll.addends:
        yield f"{len(toll.addends)} of its parts exclude each other and add up to at least {toll.floor}."
    if toll.inconsistent:
        yield f"Cannot all be true: {', '.join(claim[:SHORT] for claim in toll.inconsistent)}."


def say_range(low: int | None, best: int, high: int | None) -> str:
    """Say a number and its bounds: 12, 12 (10 to 20), 12 (10 or more), 12 (at most 20)."""
    if low == best == high:
        return str(best)
    if low is None:
        return f"{best} (bounds unknown)" if high is None else f"{best} (at most {high})"
    return f"{best} ({low} or more)" if high is None else f"{best} ({low} to {high})"


def say_count(count: Count) -> str:
    """Say a figure: 12, about 12, 20 to 30, at least 5, at most 9, or that there is no number."""
    if count.low is None and count.high is None:
        return "no number"
    if count.low == count.high:
        return f"about {count.low}" if count.qualifier is Qualifier.ABOUT else str(count.low)
    if count.high is None:
        return f"at least {count.low}"
    return f"at most {count.high}" if count.low is None else f"{count.low} to {count.high}"
