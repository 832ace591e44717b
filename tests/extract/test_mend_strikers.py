"""Who struck, where the parser took them for who suffered or hung them elsewhere, as the shipped model reads them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim

Claims = Callable[..., list[Claim]]


def surfaces(claim: Claim, role: str) -> list[str]:
    return [mention.surface for mention in claim.mentions(role)]


def told(found: list[Claim]) -> set[tuple[str, str]]:
    """Pair the type of each claim with who acted."""
    return {(claim.type, "".join(surfaces(claim, "actor")[:1])) for claim in found}


def test_who_fired_on_a_base_was_not_fired_on(claims: Claims) -> None:
    (claim,) = claims("Rebels fired on a base outside Kitgum.")
    assert (surfaces(claim, "actor"), surfaces(claim, "target")) == (["Rebels"], ["a base"])


def test_who_attacked_stands_behind_after(claims: Claims) -> None:
    found = claims("Police said 90 girls were missing after Boko Haram insurgents in lorries attacked their college.")
    assert ("attack", "Boko Haram insurgents in lorries") in told(found)


def test_a_past_form_behind_a_gerund_goes_on_with_the_clause(claims: Claims) -> None:
    found = claims("Militiamen prevented buses from leaving and robbed passengers of their belongings near Rono.")
    assert told(found) == {("aid_denied", "Militiamen"), ("looting", "Militiamen")}


def test_a_past_form_before_a_number_is_a_verb(claims: Claims) -> None:
    found = claims("The attackers came by boat before dawn on Monday, destroyed nine lorries, and killed two guards.")
    assert ("attack", "The attackers") in told(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Soldiers shot dead dozens of protesters in Rono after armed men had broken into the prison.",
            {("killing", "Soldiers"), ("attack", "armed men")},
        ),
        (
            "Nineteen people were killed in Rono before security forces shot both attackers dead.",
            {("toll", ""), ("killing", "security forces")},
        ),
        (
            "Army jets retaliated with rocket attacks on rebel positions around Rono.",
            {("air_strike", "Army jets")},
        ),
        ("Families fled the shelling of Rono by the army.", {("displacement", ""), ("shelling", "the army")}),
    ],
)
def test_two_sides_each_did_their_own(claims: Claims, text: str, expected: set[tuple[str, str]]) -> None:
    assert told(claims(text)) == expected


def test_what_makes_room_is_no_attack(claims: Claims) -> None:
    assert not claims("The old hangars were demolished to make room for a park.")
