"""Recorders of casualties print fields; those that stand together give one claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim

RECORD = """Incident date: 3 March 2017
Location: the fish market of Sabha, Libya
Civilians reported killed: 3–5
Reported injured: at least 12
Belligerent: Libyan National Army
Weapon used: mortar shells"""
RUN_ON = "Deaths: 6 (including 2 children). Wounded: 9. Place: Derna. Date: 3 March 2017. Attributed to: gunmen."
NO_RECORDS = [
    "The rebels shelled the port. He had one aim: killed or not, to be free.",
    "The rebels shelled the port. Killed: none. Injured: 0.",
    "The rebels shelled the port. Died: 12 March 2004.",
    "The rebels shelled the port. Dead: Omar Ba, 34, of Sabha.",
    "The bus left the road. Dead: 3. Injured: 14.",
]


def read(claim: Claim) -> tuple[list[tuple[str, str]], list[tuple[str, int | None, int | None]]]:
    roles = [(argument.role, argument.mention.surface) for argument in claim.arguments]
    return roles, [(one.harm, one.quantity.low, one.quantity.high) for one in claim.figures]


def test_lines_of_fields_are_one_claim(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims(RECORD)
    roles, figures = read(claim)
    assert (claim.type, claim.kind.value) == ("shelling", "event")
    assert roles == [
        ("time", "3 March 2017"),
        ("place", "the fish market of Sabha, Libya"),
        ("actor", "Libyan National Army"),
        ("weapon", "mortar"),
        ("target", "Civilians"),
    ]
    assert figures == [("killed", 3, 5), ("wounded", 12, None)]


def test_fields_in_a_row_are_one_toll(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims(RUN_ON)
    roles, figures = read(claim)
    assert claim.type == "toll"
    assert roles == [("place", "Derna"), ("time", "3 March 2017"), ("actor", "gunmen")]
    assert figures == [("killed", 6, 6), ("wounded", 9, 9)]
    assert [(part.who, part.low) for part in claim.figures[0].of_whom] == [("children", 2)]


def test_a_value_may_say_itself_what_became_of_whom(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Casualties: 7 soldiers killed, 15 civilians wounded. Perpetrator: rebels.")
    assert read(claim)[1] == [("killed", 7, 7), ("wounded", 15, 15)]
    assert [one.group.surface for one in claim.figures if one.group] == ["soldiers", "civilians"]


def test_a_value_may_lie_between_two_numbers(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Reported killed: 25. Reported injured: between 10 and 12. Responsible: rebels.")
    assert read(claim)[1] == [("killed", 25, 25), ("wounded", 10, 12)]


def test_a_label_that_comes_again_begins_another_record(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Date: 1 March\nKilled: 4\nMethod: air strike\nDate: 3 March\nKilled: 6\nMethod: car bomb")
    assert [(one.type, one.mentions("time")[0].surface, one.figures[0].quantity.low) for one in found] == [
        ("air_strike", "1 March", 4),
        ("explosion", "3 March", 6),
    ]


def test_children_are_a_part_of_all_who_were_counted(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Civilians killed: 8\nChildren killed: 5\nBelligerent: rebels")
    assert read(claim)[1] == [("killed", 8, 8)]
    assert [(part.who, part.low) for part in claim.figures[0].of_whom] == [("children", 5)]


@pytest.mark.parametrize("text", NO_RECORDS)
def test_what_only_looks_like_a_field_counts_nobody(claims: Callable[..., list[Claim]], text: str) -> None:
    assert not [one for one in claims(text) if one.figures]
