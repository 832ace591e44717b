"""The verbs of headlines are read as verbs, and bare numbers behind them as of those told before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sijil.extract.claims import find_claims
from sijil.records import Claim, PassageKind


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


@pytest.mark.parametrize(
    ("text", "type_", "figures"),
    [
        ("19 die as rebels shell port", "shelling", [("killed", 19)]),
        ("Rebels take copper town; jets pound Rono", "air_strike", []),
        ("Two blasts rock Rono hotel", "explosion", []),
        ("Rono falls", "territory_gained", []),
        ("Rebels down army helicopter, 11 dead", "aircraft_lost", [("aircraft", 1), ("killed", 11)]),
        ("Rono: 31 killed near market, army denies firing on crowd", "toll", [("killed", 31)]),
        ("Herders gunned down near Rono", "killing", [("killed", None)]),
    ],
)
def test_clipped_clauses_of_headlines_are_read(
    news: Callable[..., Any], text: str, type_: str, figures: list[tuple[str, int | None]]
) -> None:
    told = news(text, day="2017-03-15")
    titles = [replace(passage, kind=PassageKind.HEADLINE) for passage in told.passages]
    (claim,) = [one for one in find_claims(told.report, titles, told.lexicon) if one.type == type_]
    assert [(one.harm, one.quantity.low) for one in claim.figures] == figures


@pytest.mark.parametrize(
    ("text", "type_", "actor", "target"),
    [
        ("Four shepherds burned to death.", "toll", [], ["Four shepherds"]),
        ("Raiders dragged out the men, who were lined up and shot.", "attack", [], ["the men"]),
        ("Survivors described how raiders attacked Rono on Monday.", "attack", ["raiders"], ["Rono"]),
        ("A family of five was wiped out by Armenian fire.", "killing", ["Armenian"], ["A family of five"]),
    ],
)
def test_those_who_suffer_are_not_those_who_did_it(
    claims: Callable[..., list[Claim]], text: str, type_: str, actor: list[str], target: list[str]
) -> None:
    (claim,) = [one for one in claims(text) if one.type == type_]
    assert (_words(claim, "actor"), _words(claim, "target")) == (actor, target)


def test_a_siege_that_has_lasted_is_one(claims: Callable[..., list[Claim]]) -> None:
    assert [one.type for one in claims("The siege is in its fourth month.")] == ["siege"]
    assert [one.type for one in claims("The port fell after a two-week siege.")] == ["territory_gained", "siege"]
