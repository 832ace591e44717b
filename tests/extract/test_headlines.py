"""The verbs of headlines are read as verbs, and bare numbers behind them as of those told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim


def _words(claim: Claim, role: str) -> list[str]:
    return [argument.mention.surface for argument in claim.arguments if argument.role == role]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "target"),
    [
        ("Rebels storm barracks, free prisoners", "attack", ["Rebels"], ["barracks"]),
        ("Rebels storm barracks, free prisoners", "release", ["Rebels"], ["prisoners"]),
        ("Army shells village near Rono", "shelling", ["Army"], ["village"]),
        ("Guards fire on marchers in Rono, kill 30", "attack", ["Guards"], ["marchers in Rono"]),
        ("Rebels shell harbour, 18 die", "shelling", ["Rebels"], ["harbour"]),
        ("0630 GMT: Government jets pound rebel positions.", "air_strike", ["Government jets"], ["rebel positions"]),
        ("Peacekeepers rape girls in camp, report says", "sexual_violence", ["Peacekeepers"], ["girls"]),
        ("35 herders gunned down in valley", "killing", [], ["35 herders"]),
    ],
)
def test_the_verb_of_a_headline_is_no_noun(
    claims: Callable[..., list[Claim]], text: str, type_: str, actor: list[str], target: list[str]
) -> None:
    (claim,) = [one for one in claims(text) if one.type == type_]
    assert (_words(claim, "actor"), _words(claim, "target")) == (actor, target)


@pytest.mark.parametrize(
    "text", ["Army raids in the east", "Army attack helicopters", "Police arrests last week", "Rebel attack on Rono"]
)
def test_a_noun_behind_those_who_act_stays_a_noun(claims: Callable[..., list[Claim]], text: str) -> None:
    assert all("target" not in {one.role for one in claim.arguments} or "on" in text for claim in claims(text))


@pytest.mark.parametrize(
    ("before", "text", "low"),
    [
        ("Raiders killed 40 people in the mission.", "The army confirmed nine.", 9),
        ("Raiders killed 40 people in the mission.", "The army put the figure at 31.", 31),
        ("Raiders wounded 40 people in the mission.", "The army confirmed nine.", None),
        ("Raiders burned the mission.", "The army confirmed nine.", None),
    ],
)
def test_a_bare_number_counts_the_dead_told_before(
    claims: Callable[..., list[Claim]], before: str, text: str, low: int | None
) -> None:
    tolls = [one for one in claims(f"{before} {text}") if one.type == "toll"]
    counts = [figure.quantity.low for one in tolls for figure in one.figures if figure.harm == "killed"]
    assert counts == ([] if low is None else [low])
