"""Run the examples that stand beside the time rules of the packs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sijil.outcomes import Outcome
from sijil.packs import Packs
from sijil.parts import TimeExample, TimeRule
from sijil.records import Time
from sijil.resolve.times import Anchor, Tense, find_times, resolve_time


def check_time_examples(packs: Packs) -> Iterator[Outcome]:
    """Yield what came of each example of each time rule, in order."""
    for rule, location in packs.located(TimeRule):
        for number, example in enumerate(rule.examples):
            found, expected = _found(example, packs), _expected(example, rule)
            yield Outcome(
                part=TimeRule.PART,
                item=rule.id,
                location=packs.locate(location, ("examples", number)),
                text=example.text,
                expected=expected,
                found=found,
                passed=found == expected,
            )


def _expected(example: TimeExample, rule: TimeRule) -> str:
    return f"“{example.finds}” = {example.interval} by {rule.id}" if example.finds else "no time"


def _found(example: TimeExample, packs: Packs) -> str:
    """Describe what is found in an example: the expression that is asked for if it is there, else the first."""
    times = find_times(example.text, packs)
    if not times:
        return "no time"
    expression = next((item for item in times if item.surface == example.finds), times[0])
    anchor = Anchor(earliest=example.published, latest=example.published)
    time = resolve_time(expression, anchor, cast("Tense | None", example.tense))
    return f"“{expression.surface}” = {interval_of(time)} by {expression.rule}"


def interval_of(time: Time) -> str:
    """Write a time as examples do: a day, `first/last` with `..` for an open end, or `unknown`."""
    if time.earliest is None and time.latest is None:
        return "unknown"
    if time.earliest == time.latest:
        return str(time.earliest)
    return f"{time.earliest or '..'}/{time.latest or '..'}"
