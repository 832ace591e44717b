"""Place names of any text."""

from __future__ import annotations

import pytest

import sijil
from sijil.errors import UsageError
from sijil.geoparsing import Use


def test_places_are_found_and_placed_in_order() -> None:
    text = "Shells fell on Tripoli, Lebanon, and on Sidon."
    found = sijil.geoparse(text)
    assert [(one.surface, one.spot.country if one.spot else None) for one in found] == [
        ("Tripoli", "LBN"),
        ("Lebanon", "LBN"),
        ("Sidon", "LBN"),
    ]
    assert all(text[one.start : one.end] == one.surface and one.use is Use.PLACE for one in found)


def test_a_nationality_points_to_its_country_but_is_no_place() -> None:
    (one, place) = sijil.geoparse("Libyan soldiers entered Sirte.")
    assert (one.use, one.spot and one.spot.id) == (Use.NATIONALITY, "LBY")
    assert (place.use, place.spot and place.spot.country) == (Use.PLACE, "LBY")


def test_names_with_full_stops_keep_the_last_one() -> None:
    found = sijil.geoparse("The fire began in Houston, Tex. on Monday, officials in the U.S. said.")
    assert [one.surface for one in found if one.use is Use.PLACE] == ["Houston", "Tex.", "U.S."]


def test_names_joined_to_others_by_hyphens_are_places_that_are_named() -> None:
    found = sijil.geoparse("Leeds-based monitors and an Oslo-born envoy flew to Aden, Yemen.")
    assert [(one.surface, one.spot and one.spot.country) for one in found] == [
        ("Leeds", "GBR"),
        ("Oslo", "NOR"),
        ("Aden", "YEM"),
        ("Yemen", "YEM"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TAIZ - A shell hit the market, Yemeni doctors said.", "TAIZ"),
        ("TAIZ -- The army of Yemen shelled the market.", "TAIZ"),
        ("The Basra police in Iraq fled.", "Basra"),
        ("Turkish police found the lorry in the city of Van.", "Van"),
        ("He was tried in The Hague on Monday.", "The Hague"),
        ("Settlers in the West Bank threw stones.", "West Bank"),
    ],
)
def test_dashes_and_articles_are_no_part_of_a_name_and_common_nouns_may_be_one(text: str, name: str) -> None:
    assert name in {one.surface for one in sijil.geoparse(text)}


def test_nothing_is_found_in_nothing() -> None:
    assert sijil.geoparse("") == ()


def test_names_that_are_given_are_placed_each_and_no_other() -> None:
    text = "Crowds gathered in Hallwick and in Victory, near Sidon."
    given = [(text.index(name), text.index(name) + len(name)) for name in ("Hallwick", "Victory")]
    unknown, doubtful = sijil.geoparse(text, names=given)
    assert (unknown.surface, unknown.spot) == ("Hallwick", None)
    assert doubtful.surface == "Victory"
    assert doubtful.spot is not None
    assert "Victory" not in {one.surface for one in sijil.geoparse(text) if one.spot}


@pytest.mark.parametrize("span", [(3, 3), (-1, 4), (0, 99), (6, 7)])
def test_a_name_that_is_not_in_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match="no words of the text"):
        sijil.geoparse("Sidon, on Monday", names=[span])
