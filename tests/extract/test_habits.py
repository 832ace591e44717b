"""What happens again and again is a state of things and no one happening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim, ClaimKind

HABITS = [
    "The rebels often attack police posts in the province.",
    "Around 35 policemen are killed every day in attacks by the rebels.",
    "The rebels have stepped up their attacks on army posts in recent months.",
]
HAPPENINGS = [
    "The rebels attacked police posts in the province on Monday.",
    "Around 35 policemen were killed on Monday in attacks by the rebels.",
]


@pytest.mark.parametrize("text", HABITS)
def test_habitual_conduct_is_a_state(claims: Callable[..., list[Claim]], text: str) -> None:
    assert {claim.kind for claim in claims(text)} == {ClaimKind.STATE}


@pytest.mark.parametrize("text", HAPPENINGS)
def test_a_happening_is_none(claims: Callable[..., list[Claim]], text: str) -> None:
    assert ClaimKind.STATE not in {claim.kind for claim in claims(text)}
