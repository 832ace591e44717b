"""Places that a report means without naming them: the town of its dateline, and the capital of its country."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sijil.extract.examples import bare_report
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.resolve.desk import find_desk, scene_of_dateline
from sijil.resolve.frame import read_frame
from sijil.resolve.toponyms import Map
from sijil.resolve.words import split_words


def read(text: str, dateline: str | None = None) -> Map:
    report = replace(bare_report(text), dateline=dateline)
    return Map(read_frame(report, parse(text), load_packs(("core", "lang-en", "world"))))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("this desert town", "Kidal"),
        ("the capital", "Bamako"),
        ("the rebel-held capital", "Bamako"),
        ("the Syrian capital", "Damascus"),
        ("the regional capital", None),
        ("the capital of the district", None),
        ("a market", None),
    ],
)
def test_words_that_mean_a_town(words: str, name: str | None) -> None:
    text = f"A bomb killed nine people in {words} on Monday, Malian officials said."
    spot = find_desk(split_words(words), read(text, "KIDAL, Mali"))
    assert (spot.name if spot else None) == name


@pytest.mark.parametrize(("dateline", "name"), [("KIDAL, Mali", "Kidal"), ("BAMAKO, Mali", None), (None, None)])
def test_a_dateline_is_where_things_were_unless_it_is_a_capital(dateline: str | None, name: str | None) -> None:
    spot = scene_of_dateline(read("A bomb killed nine people on Monday, Malian officials said.", dateline))
    assert (spot.name if spot else None) == name


@pytest.mark.parametrize(
    ("dateline", "country"),
    [
        ("GOMA", "COD"),
        ("MEKELLE", "ETH"),
        ("GOMA, Congo", "COD"),
        ("BEIRUT", "LBN"),
        ("MINDAT", "MMR"),
        ("NOWHERE", None),
        (None, None),
    ],
)
def test_a_large_town_of_the_dateline_tells_the_country_where_nothing_else_does(
    dateline: str | None, country: str | None
) -> None:
    places = read("Rebels attacked an army post in the hills on Monday, a spokesman said.", dateline)
    assert list(places.countries) == [country] * bool(country)
    assert places.home == country


def test_what_is_told_from_a_capital_need_not_be_of_its_country() -> None:
    assert "LBN" not in read("Gunmen killed three Syrian soldiers on Monday.", "BEIRUT").countries


def test_a_people_that_is_counted_is_no_place() -> None:
    found = read("Gunmen killed more than 200 Amhara in Gimbi, Ethiopia, on Monday.").toponyms
    assert "Amhara" not in [toponym.name for toponym in found]
