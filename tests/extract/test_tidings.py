"""Happenings that people report or are accused of, one more who suffered, and who says what stands before the sayer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim, Stance

Claims = Callable[..., list[Claim]]


def surfaces(claim: Claim, role: str) -> list[str]:
    return [mention.surface for mention in claim.mentions(role)]


def counts(claims: list[Claim]) -> list[tuple[str, int | None, int | None]]:
    return [(one.harm, one.quantity.low, one.quantity.high) for claim in claims for one in claim.figures]


def speaker(claim: Claim) -> str | None:
    return claim.speaker.mention.surface if claim.speaker else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Residents reported heavy shelling in Bria on Monday.", "shelling"),
        ("There were reports of clashes in Bria on Monday.", "armed_clash"),
        ("Villagers spoke of air strikes near Bria.", "air_strike"),
        ("An Israeli airstrike was to blame, they said.", "air_strike"),
    ],
)
def test_what_people_tell_of_happened(claims: Claims, text: str, kind: str) -> None:
    assert [claim.type for claim in claims(text)] == [kind]


def test_what_was_told_before_is_no_claim_anew(claims: Claims) -> None:
    assert claims("The driver reported the attack to the police on Monday.") == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Officials blamed the raid in Bria on the rebels.", "the rebels"),
        ("The rebels are suspected of being behind the attack in Bria on Monday.", "The rebels"),
        ("The army accused the rebels of the attack on the village of Mbomou.", "the rebels"),
        ("The army held the rebels responsible for the attack on the base in Bria.", "the rebels"),
    ],
)
def test_an_accusation_names_its_own_happening(claims: Claims, text: str, actor: str) -> None:
    (claim,) = claims(text)
    assert (claim.type, surfaces(claim, "actor")) == ("attack", [actor])


def test_what_no_group_said_nobody_did(claims: Claims) -> None:
    told = claims("Gunmen killed nine men near Tahoua. No group has said it carried out the attack.")
    assert [surfaces(claim, "actor") for claim in told] == [["Gunmen"]]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("One soldier was killed and a second wounded in the blast.", [("killed", 1, 1), ("wounded", 1, 1)]),
        ("Two soldiers were killed, a third seriously wounded.", [("killed", 2, 2), ("wounded", 1, 1)]),
        ("A second died of his wounds after the attack.", [("killed", 1, 1)]),
        ("Officials put the number of dead in the raid at between 36 and 65.", [("killed", 36, 65)]),
        ("The raid killed 51 people, more than half of them children.", [("killed", 51, 51)]),
    ],
)
def test_one_more_is_one_and_a_part_is_none(claims: Claims, text: str, figures: list[tuple]) -> None:
    assert counts(claims(text)) == figures


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Gunmen killed 42 men near Gao, the army said in a statement. Thirty-seven rebels were killed, it added.", 2),
        ("Nine soldiers were killed in Kolba, the army said, adding that four rebels were captured.", 2),
        ("The toll from the bombing in Bria has passed 230, with hundreds more injured, a senator told the BBC.", 2),
    ],
)
def test_each_has_a_speaker(claims: Claims, text: str, speakers: int) -> None:
    named = [speaker(claim) for claim in claims(text)]
    assert (len(named), None in named) == (speakers, False)
    assert not any(name.startswith("Nine") for name in named if name)


def test_a_charge_is_rejected_by_another(claims: Claims) -> None:
    charge, denial = claims("Turkey accused Russia of bombing a hospital in Maarat, a charge the Kremlin rejected.")
    assert (speaker(charge), charge.stance) == ("Turkey", Stance.ASSERTED)
    assert (speaker(denial), denial.stance) == ("the Kremlin", Stance.DENIED)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The army said on its Telegram channel that it had killed seven rebels.", "its Telegram channel"),
        ("In a statement on Wednesday, the army said it had killed seven rebels.", "statement"),
        ("Speaking to CNN, the mayor said that rebels had killed seven guards.", "CNN"),
        ("Rebels killed seven guards, Dawn reported, quoting police.", "Dawn"),
        ("The mayor was quoted by Tass as saying that rebels had killed seven guards.", "Tass"),
    ],
)
def test_the_medium_is_told_apart(claims: Claims, text: str, channel: str) -> None:
    (claim,) = claims(text)
    assert claim.speaker is not None
    assert claim.speaker.channel == channel


def test_a_shell_fired_by_others_struck(claims: Claims) -> None:
    (claim,) = claims("Five people were killed at a market in Bria when a shell fired by rebels struck it, they said.")
    assert (claim.type, surfaces(claim, "actor")) == ("shelling", ["rebels"])
    assert surfaces(claim, "target") == ["a market in Bria"]


def test_a_mine_where_people_dig_is_no_bomb(claims: Claims) -> None:
    (claim,) = claims("Police opened fire on miners at the Marikana mine, killing 34.")
    assert (claim.type, surfaces(claim, "weapon")) == ("attack", [])


def test_a_quotation_keeps_its_verb(claims: Claims) -> None:
    text = "Nine guards were killed, he said."
    (claim,) = claims(text)
    assert text[claim.evidence[0].start : claim.evidence[0].end] == "Nine guards were killed"


def test_revenge_is_vowed_and_the_strike_before_it_happened(claims: Claims) -> None:
    (claim,) = claims("Iran vowed revenge after an Israeli strike flattened its consulate in Damascus, killing seven.")
    assert (claim.type, claim.stance, speaker(claim)) == ("air_strike", Stance.ASSERTED, None)
    assert counts([claim]) == [("killed", 7, 7)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The warring sides agreed to stop fighting in Hodeidah from midnight.", ["ceasefire"]),
        ("The army said it had lost one MiG-21 near Uri.", ["aircraft_lost"]),
        ("The army has lost control of the town of Dessie to the rebels.", ["territory_left"]),
        ("The air force said it had shot down 43 of 83 missiles.", []),
        ("A bomb went off in Omagh on Monday. Police sealed off the town.", ["explosion"]),
        ("Two soldiers manning a checkpoint near Bria were killed on Monday.", ["toll"]),
    ],
)
def test_each_deed_has_its_type(claims: Claims, text: str, kinds: list[str]) -> None:
    assert [claim.type for claim in claims(text)] == kinds


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Over 260 fighters, 53 of them seriously wounded, surrendered in Bria.", ("wounded", 53, 53)),
        ("The ministry said 2,700 people were wounded near Gaza, 1,350 of them by live fire.", ("wounded", 2700, 2700)),
        ("Observers counted the bodies of 32 children under the age of ten after the shelling.", ("killed", 32, 32)),
        ("The army put the number of rebels killed at 56, including 14 children.", ("killed", 56, 56)),
    ],
)
def test_a_number_is_of_those_it_counts(claims: Claims, text: str, figures: tuple) -> None:
    assert figures in counts(claims(text))


def test_the_last_of_a_list_is_not_who_says_it(claims: Claims) -> None:
    told = claims("The two soldiers killed in the ambush were Sergeant Adam Musa and Private Umar Sani, the army said.")
    assert {speaker(claim) for claim in told} == {"the army"}
