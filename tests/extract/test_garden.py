"""Sentences that parsers lose their way in, as reports write them: what is read of them, end to end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim, Stance

Claims = Callable[..., list[Claim]]
Told = tuple[str, list[str], list[str], list[tuple[str, int | None, int | None]]]


def surfaces(claim: Claim, role: str) -> list[str]:
    return [mention.surface for mention in claim.mentions(role)]


def told(claim: Claim) -> Told:
    figures = [(one.harm, one.quantity.low, one.quantity.high) for one in claim.figures]
    return claim.type, surfaces(claim, "actor"), surfaces(claim, "target"), figures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A strike flattened the mill on Monday, nurses said. Nine people were killed.",
            ("air_strike", [], ["the mill"], []),
        ),
        (
            "Fighting continued in Bria on Monday between the army and the rebels.",
            ("armed_clash", ["the army"], ["the rebels"], []),
        ),
        (
            "Nine people died when a convoy trying to leave the town was shelled on Monday.",
            ("shelling", [], ["a convoy"], [("killed", 9, 9)]),
        ),
        (
            "A suicide bomber struck outside a school in Bria on Monday, killing nine people.",
            ("suicide_bombing", ["A suicide bomber"], [], [("killed", 9, 9)]),
        ),
        (
            "Bombs went off at the port and one of the city's markets on Monday, killing nine people.",
            ("explosion", [], ["nine people"], [("killed", 9, 9)]),
        ),
        ("Rebels attacked Bria. Two nurses were among those killed.", ("toll", [], ["Two nurses"], [("killed", 2, 2)])),
        (
            "Rebels attacked Bria. Forty of those killed were women.",
            ("toll", [], ["those"], [("killed", 40, 40)]),
        ),
        ("Rebels attacked Bria. The death toll was put at 33.", ("toll", [], [], [("killed", 33, 33)])),
        (
            "Clashes went on in Bria. Some 200 of the town's 900 inhabitants have fled.",
            ("displacement", [], ["Some 200 of the town's 900 inhabitants"], [("displaced", 200, 200)]),
        ),
        (
            "Rebels shelled Bria; the first two salvoes hit a school. The first two wounded eight people.",
            ("toll", ["The first two"], ["eight people"], [("wounded", 8, 8)]),
        ),
    ],
)
def test_what_is_told(claims: Claims, text: str, wanted: Told) -> None:
    assert wanted in [told(claim) for claim in claims(text)]


def test_each_of_a_list_of_deeds_is_told(claims: Claims) -> None:
    found = claims("Gunmen came. They looted shops, abducted ten women, set fire to the mill and killed two people.")
    assert [claim.type for claim in found] == ["looting", "abduction", "looting", "killing"]
    assert {tuple(surfaces(claim, "actor")) for claim in found} == {("They",)}
    assert surfaces(found[0], "target") == ["shops"]


def test_gerunds_of_a_list_are_deeds(claims: Claims) -> None:
    found = claims(
        "Militias stormed Bria on Monday, burning houses, looting shops and driving thousands from their homes."
    )
    assert [(claim.type, surfaces(claim, "target")) for claim in found[1:3]] == [
        ("looting", ["houses"]),
        ("looting", ["shops"]),
    ]


def test_the_part_is_of_the_last_before_it(claims: Claims) -> None:
    (claim,) = claims("A raid on Bria killed a senior rebel and nine other people, including a girl.")
    assert [(one.quantity.low, [part.who for part in one.of_whom]) for one in claim.figures] == [(1, []), (9, ["girl"])]


def test_what_was_said_to_have_been_done_is_no_aim(claims: Claims) -> None:
    (claim,) = claims("The rebels claimed in a video posted on Monday to have seized the port of Bria.")
    assert (claim.type, claim.stance) == ("territory_gained", Stance.ASSERTED)


def test_a_denial_before_and_is_of_its_own_verb(claims: Claims) -> None:
    (claim,) = claims("The rebels denied they had fired on the school and accused the army of storing weapons there.")
    assert (claim.stance, surfaces(claim, "target")) == (Stance.DENIED, ["the school"])


@pytest.mark.parametrize(
    "text",
    [
        "The army gave the rebels 24 hours to surrender on Monday.",
        "The army accused the rebels of sending fighters across the river in the war.",
        "A bomb went off in Bria. Troops sealed off the cathedral.",
    ],
)
def test_what_is_no_claim(claims: Claims, text: str) -> None:
    assert [claim.type for claim in claims(text)] in ([], ["explosion"])


def test_the_medium_of_a_claim_does_not_make_it_another_attack(claims: Claims) -> None:
    found = claims("A suicide bomber blew himself up in Bria. The group claimed the attack through its Amaq agency.")
    assert [claim.type for claim in found] == ["suicide_bombing", "suicide_bombing"]


def test_a_name_that_is_struck_is_not_who_speaks(claims: Claims) -> None:
    (claim,) = claims(
        "Nine people were killed when rebels attacked the house of Bishop Adam Musa, the Catholic church said."
    )
    assert claim.speaker is not None
    assert claim.speaker.mention.surface == "the Catholic church"
