"""Who was counted together, where the tree had lost one of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim

FURTHER = """Two constables, identified as Adam Musa and Omar Ba, and four others, three of them identified as Ali Sow,
Musa Ba and Omar Sow, sustained injuries in an ambush by rebels near Gao."""


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        (
            "Rebels ambushed troops in Gao, killing two sergeants and leaving an officer and four others injured.",
            2,
            5,
        ),
        ("A cook died in the raid while another guard Adam Omar Musa and sergeant Ali Sow sustained injuries.", 1, 2),
        (FURTHER, 0, 6),
        ("Three constables, identified as Adam Musa and two others, were injured in the raid.", 0, 3),
        ("Two among Musa's four bodyguards and a police driver sustained injuries when rebels set off a mine.", 0, 3),
        ("The five injured, including Musa and his driver, were rushed to hospital after the blast.", 0, 5),
        (
            "The lorry driver, Adam Musa, and my two bodyguards, Omar Ba and Ali Sow, were hurt in the blast.",
            0,
            3,
        ),
        ("Two rebel cadres, Adam Musa and a woman fighter, had sustained bullet injuries in the attack.", 0, 2),
        ("Three guards identified as Adam Musa and two drivers were injured when they were fired upon.", 0, 3),
        ("Assistant Commander of the Rono Guard, Adam Musa, and five other guards were killed by rebels.", 6, 0),
        ("Police said that founder and chief of the front, Adam Musa, was injured in a clash near Rono.", 0, 1),
        ("Two men, Adam Musa and Omar Ba, were killed after rebels branded one of them as a police informer.", 2, 0),
    ],
)
def test_all_who_suffered_are_counted_once(
    claims: Callable[..., list[Claim]], text: str, killed: int, wounded: int
) -> None:
    figures = [figure for claim in claims(text) for figure in claim.figures]
    for harm, number in (("killed", killed), ("wounded", wounded)):
        assert sum(figure.quantity.low or 0 for figure in figures if figure.harm == harm) == number


def test_who_was_killed_and_who_was_held(claims: Callable[..., list[Claim]]) -> None:
    found = claims("A cadre of the Rono Front, Adam Musa, was killed and another, Omar Ba, was arrested by police.")
    assert [(figure.harm, figure.quantity.low) for claim in found for figure in claim.figures] == [
        ("killed", 1),
        ("arrested", 1),
    ]


def test_who_took_part_in_a_bombing_did_not_die_in_it(claims: Callable[..., list[Claim]]) -> None:
    found = claims(
        "A rebel, who had been involved in blowing up a bus killing five soldiers in 2004, was killed near Rono."
    )
    told = [(claim.background, figure.quantity.low) for claim in found for figure in claim.figures]
    assert sorted(told) == [(False, 1), (True, 5)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nine members of a wedding party were killed in the blast near Rono.", None),
        ("Nine members of the militia were killed in the blast near Rono.", "fighter"),
        ("Two Harunta cadres were killed in a clash with police.", "fighter"),
        ("The bodies of two women rebels were recovered after the clash.", "fighter"),
    ],
)
def test_whether_the_dead_bore_arms(claims: Callable[..., list[Claim]], text: str, status: str | None) -> None:
    (claim,) = claims(text)
    assert [figure.status for figure in claim.figures] == [status]
