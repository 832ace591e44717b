from __future__ import annotations

import time
from pathlib import Path

import pytest

from sijil.errors import PackError
from sijil.folding import folded, plain, skeleton
from sijil.gazetteer.reader import EXACT, FOLDED, Gazetteer, open_gazetteer
from sijil.packs import Packs, load_packs
from sijil.resolve.atlas import compile_atlas


@pytest.fixture
def gazetteer(packs: Packs) -> Gazetteer:
    return open_gazetteer(packs.files("gazetteer")[0])


def test_a_town_is_found_by_its_usual_name(gazetteer: Gazetteer) -> None:
    town = gazetteer.find("Benghazi")[0]
    assert (town.region.country, town.fit) == ("LBY", EXACT)
    assert (town.lon, town.lat) == pytest.approx((20.07, 32.11), abs=0.05)
    assert 500_000 < town.population < 2_000_000


def test_a_town_is_found_in_arabic(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("طبرق")[0].name == "Tobruk"


def test_a_transliteration_fits_less_than_the_name_itself(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Tal Rifaat")[0].fit == FOLDED


def test_the_larger_of_two_towns_of_one_name_comes_first(gazetteer: Gazetteer) -> None:
    assert [town.region.country for town in gazetteer.find("Paris")[:1]] == ["FRA"]


def test_nothing_is_found_for_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("") == gazetteer.find("-") == ()
    assert gazetteer.find("Xqzzvwkj") == ()


def test_every_name_that_is_found_shares_its_key(gazetteer: Gazetteer) -> None:
    for town in gazetteer.find("Aleppo"):
        assert town.fit < EXACT or skeleton("Aleppo") in {
            skeleton(town.name),
            skeleton(plain("Aleppo")),
            folded(town.name),
        }


def test_towns_lie_in_their_regions(gazetteer: Gazetteer) -> None:
    town = gazetteer.find("Kandahar")[0]
    region = town.region
    assert region.country == "AFG"
    assert abs(region.lon - town.lon) < 3
    assert abs(region.lat - town.lat) < 3


def test_opening_takes_well_under_a_second(packs: Packs) -> None:
    path = packs.files("gazetteer")[0]
    before = time.perf_counter()
    Gazetteer(path.read_bytes(), str(path)).find("Aden")
    assert time.perf_counter() - before < 0.5


def test_a_cut_file_is_refused_with_a_remedy(packs: Packs, tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(packs.files("gazetteer")[0].read_bytes()[:-7])
    with pytest.raises(PackError, match="cut short") as error:
        open_gazetteer(path)
    assert "gazetteer add" in error.value.remedy


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(b"PK\x03\x04 no gazetteer")
    with pytest.raises(PackError, match="not a gazetteer"):
        open_gazetteer(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        open_gazetteer(tmp_path / "none.bin")


def test_packs_without_a_gazetteer_still_know_their_own_places() -> None:
    atlas = compile_atlas(load_packs(("core", "lang-en")))
    assert atlas.find("Benghazi") == ()
