"""Who suffered, where the tree had taken them for something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim


def test_along_with_whom_somebody_went_was_not_struck(claims: Callable[..., list[Claim]]) -> None:
    found = claims("The mayor was hurt when rebels raided the bus in which he was travelling along with nine drivers.")
    assert [figure.quantity.low for claim in found for figure in claim.figures if figure.harm == "wounded"] == [1]


def test_along_with_whom_somebody_was_arrested_was_arrested_too(claims: Callable[..., list[Claim]]) -> None:
    (found,) = claims("Police arrested a commander, identified as Adam Musa, along with three of his aides from Rono.")
    assert [one.quantity.low for one in found.figures] == [1, 3]


def test_who_was_hurt_and_died_is_dead(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A constable sustained injuries in the blast near Rono and died on Monday.")[-1:]
    assert [figure.harm for figure in claim.figures] == ["wounded", "killed"]


def test_a_woman_who_fights_is_a_fighter(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A woman rebel was killed in a clash with troops near Rono.")
    assert [(figure.group.surface, figure.status) for figure in claim.figures if figure.group] == [
        ("A woman rebel", "fighter")
    ]


@pytest.mark.parametrize(
    ("text", "surface", "status"),
    [
        ("Rebels killed Adam Musa, a police constable, near Rono.", "a police constable", "fighter"),
        ("Rebels killed Adam Musa, a teacher, near Rono.", "Adam Musa", "civilian"),
        ("Rebels killed Adam Musa, a former rebel.", "a former rebel", "civilian"),
        ("Rebels killed a surrendered fighter near Rono.", "a surrendered fighter near Rono", "civilian"),
    ],
)
def test_who_somebody_is_says_whether_he_bore_arms(
    claims: Callable[..., list[Claim]], text: str, surface: str, status: str
) -> None:
    (claim,) = claims(text)
    assert [(figure.group.surface, figure.status) for figure in claim.figures if figure.group] == [(surface, status)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Rebels dragged her along with her husband from the house and beat them.", 2),
        ("Rebels took a trader and his brother to the camp and beat them.", 2),
        ("Rebels took a trader to the camp and beat them.", None),
    ],
)
def test_them_are_as_many_as_were_taken(claims: Callable[..., list[Claim]], text: str, number: int | None) -> None:
    found = claims(text)[-1].figures
    assert [figure.quantity.low for figure in found if figure.harm == "assaulted"] == [number]


def test_a_guard_in_small_letters_is_no_name(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Rebels assaulted the guard of the hostel.")
    assert [(figure.harm, figure.quantity.low) for figure in claim.figures] == [("assaulted", 1)]


def test_who_is_hit_by_a_bullet_is_wounded(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A stray bullet hit the nurse on duty near Rono.")
    assert [(figure.harm, figure.quantity.low) for figure in claim.figures] == [("wounded", 1)]
