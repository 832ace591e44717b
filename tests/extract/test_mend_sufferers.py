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
