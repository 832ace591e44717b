"""Places that no gazetteer knows, in sentences as the language model reads them."""

from __future__ import annotations

import pytest

from sijil.extract.examples import bare_report
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.resolve.frame import read_frame
from sijil.resolve.places import Fix, fix_span
from sijil.resolve.toponyms import Map


def read(text: str) -> Map:
    return Map(read_frame(bare_report(text), parse(text), load_packs(("core", "lang-en", "world"))))


def fix(text: str, words: str) -> Fix:
    found = fix_span(text.index(words), text.index(words) + len(words), read(text))
    assert found is not None
    return found


@pytest.mark.parametrize("where", ["near Aleppo", "in northern Aleppo"])
def test_an_unknown_village_keeps_its_name_and_lies_near_the_known_town(where: str) -> None:
    spot = fix(f"The army shelled the village of Karvel {where} on Monday.", f"the village of Karvel {where}").spot
    assert (spot.name, spot.id, spot.country) == ("Karvel", None, "SYR")
    assert spot.radius_km is not None
    assert spot.radius_km > 15


def test_a_person_of_the_report_is_no_place() -> None:
    text = "Omar al-Tarbash, a journalist, was shot dead in Aden. Multiple gunmen attacked al-Tarbash on Monday."
    assert [toponym.name for toponym in read(text).toponyms] == ["Aden"]
