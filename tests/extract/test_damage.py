"""What else a happening struck, and the names of those whom it struck."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim

Claims = Callable[..., list[Claim]]


def surfaces(claim: Claim, role: str) -> list[str]:
    return [mention.surface for mention in claim.mentions(role)]


def counts(claim: Claim) -> list[tuple[str, int | None, int | None]]:
    return [(one.harm, one.quantity.low, one.quantity.high) for one in claim.figures]


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        ("The shelling of Bria on Monday destroyed ten houses and a school.", "shelling", ["ten houses", "a school"]),
        ("Shells fell on Bria, destroying ten houses and damaging a school.", "shelling", ["ten houses", "a school"]),
        ("The attack on Bria left ten houses destroyed and a school damaged.", "attack", ["ten houses", "a school"]),
        ("The blast shattered the windows of 30 shops and destroyed a kiosk.", "explosion", ["a kiosk"]),
        (
            "A car bomb in Bria killed a guard and shattered windows in nearby flats.",
            "explosion",
            ["windows in nearby"],
        ),
        ("The explosion caused damage to two lorries in Bria.", "explosion", ["two lorries"]),
        ("A truck was partly destroyed by a dynamite charge in Bria on Monday.", "explosion", ["A truck"]),
        ("A mortar shell hit the market in Bria and damaged two cars.", "shelling", ["two cars"]),
    ],
)
def test_what_a_happening_damaged_is_struck_by_it(claims: Claims, text: str, kind: str, targets: list[str]) -> None:
    (claim,) = claims(text)
    told = surfaces(claim, "target")
    assert claim.type == kind
    assert all(any(target in surface for surface in told) for target in targets)


def test_what_a_flood_or_nothing_damaged_is_no_claim(claims: Claims) -> None:
    assert claims("The flood destroyed ten houses in Bria and damaged a school.") == []
    assert claims("Shells fell on Bria on Monday. The storm of Sunday had damaged two cars.")[1:] == []


def test_fighting_is_not_made_with_houses(claims: Claims) -> None:
    clash, *others = claims("Rebels fought soldiers in Bria on Monday, and forty houses were destroyed.")
    assert surfaces(clash, "target") == ["soldiers"]
    assert [surfaces(one, "target") for one in others] == [["forty houses"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen killed two teachers, Adam Musa and Idris Bakari, in Bria.", ["Adam Musa", "Idris Bakari"]),
        (
            "Soldiers killed three reporters in Bria on Monday: Adam Musa, a photographer, Idris Bakari and Umar Sani.",
            ["Adam Musa", "Idris Bakari", "Umar Sani"],
        ),
        (
            "The two soldiers killed in the ambush were Sergeant Adam Musa and Corporal Idris Bakari.",
            ["Adam Musa", "Idris Bakari"],
        ),
        ("Gunmen killed the mayor of Bria, Adam Musa, as he left his home.", ["the mayor of Bria, Adam Musa"]),
        ("A trader, identified as Adam Musa, was shot dead in Bria.", ["A trader, identified as Adam Musa"]),
        ("The bombing killed Adam Musa, 42; Idris Bakari, 19; and a guard.", ["Adam Musa", "Idris Bakari", "a guard"]),
    ],
)
def test_those_who_suffered_have_their_names(claims: Claims, text: str, names: list[str]) -> None:
    told = surfaces(claims(text)[0], "target")
    assert all(any(name in surface for surface in told) for name in names), told


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The dead were identified as Adam Musa, 42, Idris Bakari, 19, and Umar Sani.", 3),
        ("Police named the dead as Adam Musa, a trader, and his son Idris.", 2),
        ("The dead were Adam Musa, a teacher, and Omar Ba, a nurse.", 2),
    ],
)
def test_the_named_dead_are_counted_once_each(claims: Claims, text: str, dead: int) -> None:
    claim = claims(f"The rebels are at war. {text}")[-1]
    assert counts(claim) == [("killed", 1, 1)] * dead


def test_names_are_not_counted_beside_those_who_bear_them(claims: Claims) -> None:
    (claim,) = claims("Soldiers killed two reporters in Bria on Monday: Adam Musa, a photographer, and Umar Sani.")
    assert counts(claim) == [("killed", 2, 2)]
    assert surfaces(claim, "actor") == ["Soldiers"]


def test_two_abducted_before_a_comma_are_both_abducted(claims: Claims) -> None:
    told = claims("Karim Aziz and Omar Sadiq, abducted last week in Bria, were freed on Monday by rebels.")
    assert {claim.type: len(claim.figures) for claim in told} == {"abduction": 2, "release": 2}


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Rebels of the Northern Front machine-gunned a bus near Bria.", ["Rebels of the Northern Front"], ["a bus"]),
        ("The house of the mayor was machine-gunned on Monday.", [], ["The house of the mayor"]),
    ],
)
def test_machine_gunned_is_one_word(claims: Claims, text: str, actors: list[str], targets: list[str]) -> None:
    (claim,) = claims(text)
    assert (surfaces(claim, "actor"), surfaces(claim, "target")) == (actors, targets)


@pytest.mark.parametrize(
    "text",
    [
        "The president wants to ensure that the murder of Adam Musa by rebels does not go unpunished.",
        "The army said it had nothing to do with the murder of the six priests by rebels.",
    ],
)
def test_a_murder_of_which_much_is_not_done_happened(claims: Claims, text: str) -> None:
    (claim,) = [one for one in claims(text) if one.figures]
    assert claim.stance.value == "asserted"


def test_a_bombing_in_which_people_were_killed_killed_them(claims: Claims) -> None:
    (claim,) = claims("The bombing of the cafe in which 12 people were killed has been claimed by the Front.")
    assert (claim.type, counts(claim)) == ("explosion", [("killed", 12, 12)])


def test_what_a_participle_says_of_a_bomb_does_not_make_people_explode(claims: Claims) -> None:
    (claim,) = claims("The general and two guards died when a bomb placed on the roof of his car exploded on Monday.")
    assert surfaces(claim, "actor") == []


def test_looting_between_two_other_deeds_is_told(claims: Claims) -> None:
    told = claims("Rebels entered the village, broke down doors, looted shops and burned several houses.")
    assert ["shops"] in [surfaces(claim, "target") for claim in told if claim.type == "looting"]


def test_an_age_counts_nobody(claims: Claims) -> None:
    (claim,) = claims("Gunmen killed 25 people in Bria, among them a four-year-old boy and two six-year-old girls.")
    assert counts(claim) == [("killed", 25, 25)]
    assert [(part.who, part.low) for part in claim.figures[0].of_whom] == [("boy", 1), ("girls", 2)]


def test_who_was_wounded_in_whose_car(claims: Claims) -> None:
    told = claims("Gunmen fired at the car of the minister, who was wounded in the arm.")
    assert [surfaces(claim, "target") for claim in told if claim.figures] == [["the minister"]]


def test_what_is_rammed_is_what_the_lorry_was_driven_into(claims: Claims) -> None:
    (claim,) = claims("A suicide bomber rammed a lorry into the gate of a barracks, killing eight cadets.")
    assert "the gate of a barracks" in surfaces(claim, "target")


def test_two_who_blame_each_other_did_not_say_what_happened(claims: Claims) -> None:
    (claim,) = claims("The dam was blown up early on Tuesday; the army and the rebels blamed each other.")
    assert claim.speaker is None


def test_a_part_that_has_a_name_keeps_it(claims: Claims) -> None:
    (claim,) = claims("The blast killed nine people in Bria, including the mayor and Omar Ba.")
    assert [part.who for part in claim.figures[0].of_whom] == ["mayor", "Omar Ba"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Gunmen shot and killed Ana Gomez, a lawyer, and her guard, Luis Forero, in Bria.", 2),
        ("Two engineers, Li Wei and Wang Fang, and their driver were killed by gunmen.", 3),
        ("Rebels kidnapped Sister Gloria Narvaez, a nun, in Bria.", 1),
    ],
)
def test_each_of_those_who_suffered_counts_once(claims: Claims, text: str, targets: int) -> None:
    (claim,) = claims(text)
    assert sum(one.quantity.low or 0 for one in claim.figures) == targets
