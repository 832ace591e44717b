"""Old crimes in reports of verdicts have their own time, and are background."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim

OLD = [
    ("Two sergeants were jailed for life on Friday for murdering six nuns in 1989.", ["in 1989"]),
    ("A rebel colonel was sentenced on Tuesday to 20 years for the killing of 12 villagers.", []),
    ("A court on Thursday convicted four former policemen of killing 31 prisoners near Zepa.", []),
    ("A warlord was found guilty on Monday of the murder of two reporters in 2004.", ["in 2004"]),
    ("The remains of 43 men killed in the 1995 massacre were buried on Monday.", ["1995"]),
]
NEW = [
    "Police arrested a man on Monday for killing two guards.",
    "Gunmen killed two guards of the convicted warlord on Monday.",
    "Two guards were killed on Monday in the 2016 offensive.",
]


def killed(claims: list[Claim]) -> Claim:
    (claim,) = [claim for claim in claims if any(one.harm == "killed" for one in claim.figures)]
    return claim


@pytest.mark.parametrize(("text", "times"), OLD)
def test_an_old_crime_has_its_own_time(claims: Callable[..., list[Claim]], text: str, times: list[str]) -> None:
    claim = killed(claims(text))
    assert claim.background
    assert [one.surface for one in claim.mentions("time")] == times


@pytest.mark.parametrize("text", NEW)
def test_a_new_one_is_none(claims: Callable[..., list[Claim]], text: str) -> None:
    assert not killed(claims(text)).background


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Police arrested two men in connection with the raid of March 3, 2011.", []),
        ("Police arrested two men on Monday in connection with the raid of March 3, 2011.", ["on Monday"]),
        ("Troops killed a commander involved in the 2011 attack on the port.", []),
        ("Soldiers detained nine men in a raid on Monday.", ["on Monday"]),
    ],
)
def test_the_time_of_what_an_arrest_is_about_is_not_that_of_the_arrest(
    claims: Callable[..., list[Claim]], text: str, times: list[str]
) -> None:
    (claim,) = [one for one in claims(text) if one.type in {"arrest", "toll", "killing"}]
    assert [one.surface for one in claim.mentions("time")] == times


def test_the_year_of_a_massacre_is_no_toll(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Two colonels were sentenced over the massacre of 2012 in Eastport.")
    assert claim.figures == ()
    counted = killed(claims("The massacre of 2,012 villagers in Eastport shocked the country."))
    assert counted.figures[0].quantity.low == 2012
