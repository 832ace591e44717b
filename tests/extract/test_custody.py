"""Who is captured by an armed group of no state is abducted, by a state's forces arrested."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim


@pytest.mark.parametrize(
    ("text", "type_", "harm"),
    [
        ("Militants rounded up nine herders near Rono after the raid.", "abduction", "captured"),
        ("Soldiers rounded up nine herders near Rono after the raid.", "arrest", "arrested"),
        ("Rebels arrested nine herders near Rono after the raid.", "arrest", "arrested"),
        ("Soldiers seized nine rebels near Rono after the raid.", "arrest", "captured"),
        ("Soldiers kidnapped nine herders near Rono after the raid.", "abduction", "captured"),
    ],
)
def test_who_takes_people_says_what_it_is_where_the_verb_does_not(
    claims: Callable[..., list[Claim]], text: str, type_: str, harm: str
) -> None:
    taken = next(claim for claim in claims(text) if claim.type in {"arrest", "abduction"})
    assert (taken.type, [figure.harm for figure in taken.figures]) == (type_, [harm])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Guerrillas bombed a bus near Lashio on Monday.", "explosion"),
        ("A barracks was bombed by separatists.", "explosion"),
        ("The Taliban raided a village and burned its mill.", "attack"),
        ("The army bombed a village near Lashio on Monday.", "air_strike"),
        ("Rebel planes bombed a village near Lashio on Monday.", "air_strike"),
    ],
)
def test_who_has_no_aircraft_bombs_with_explosives(claims: Callable[..., list[Claim]], text: str, kind: str) -> None:
    assert claims(text)[0].type == kind


def test_the_wounded_who_are_flown_out_are_not_displaced(claims: Callable[..., list[Claim]]) -> None:
    assert not claims("The wounded were evacuated by helicopter.")
    told = claims("The shelling went on. Rebels evacuated 4,000 people from Rono.")
    assert "displacement" in [one.type for one in told]
