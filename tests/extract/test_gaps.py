"""A clause that leaves out the verb of harm said before keeps its own doer, place and count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim

Told = list[tuple[str | None, str | None, int | None]]

GAPS: list[tuple[str, Told]] = [
    (
        "The gunmen killed 40 villagers and the militias nine.",
        [("The gunmen", None, 40), ("the militias", None, 9)],
    ),
    (
        "The militia accounted for 60 of the dead and the rebels for 12.",
        [("The militia", None, 60), ("the rebels", None, 12)],
    ),
    (
        "Twelve villagers were killed in Sirte, nine in Derna and two in Sabha.",
        [(None, "Sirte", 12), (None, "Derna", 9), (None, "Sabha", 2)],
    ),
    (
        "Fourteen people were killed by gunmen and three by soldiers.",
        [("gunmen", None, 14), ("soldiers", None, 3)],
    ),
    ("The brigade lost twelve fighters and the rebels nine.", [(None, None, 12), (None, None, 9)]),
    ("The army killed 30 rebels and lost nine.", [("The army", None, 30), (None, None, 9)]),
    ("Eleven people were killed on Monday, then 53 on Tuesday.", [(None, None, 11), (None, None, 53)]),
    ("The army put its own dead at nine and the rebels' at 61.", [(None, None, 9), (None, None, 61)]),
]


def read(claim: Claim) -> tuple[str | None, str | None, int | None]:
    actor, place = ([one.surface for one in claim.mentions(role)] or [None] for role in ("actor", "place"))
    return actor[0], place[0], claim.figures[0].quantity.low


@pytest.mark.parametrize(("text", "told"), GAPS)
def test_each_count_keeps_its_own(claims: Callable[..., list[Claim]], text: str, told: Told) -> None:
    assert [read(claim) for claim in claims(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "The army killed 12 rebels and Battalion 49 withdrew from Sirte.",
        "The army killed 12 rebels and the mayor of Derna.",
        "Twelve rebels were killed in Sirte and Derna.",
    ],
)
def test_where_nothing_is_left_out_one_clause_counts(claims: Callable[..., list[Claim]], text: str) -> None:
    assert len([claim for claim in claims(text) if claim.figures]) == 1


def test_those_lost_are_of_who_lost_them(claims: Callable[..., list[Claim]]) -> None:
    _, lost = claims("The army killed 30 rebels and lost nine.")
    assert [one.group.surface for one in lost.figures if one.group] == ["The army"]
