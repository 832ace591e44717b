"""Names as reports print them: cut by apostrophes, in other scripts and languages, without their state named."""

from __future__ import annotations

import pytest

from sijil.extract.examples import bare_report
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.resolve.actors import rule_by_name
from sijil.resolve.frame import read_frame
from sijil.resolve.toponyms import Map

PACKS = ("lang-en", "world", "syria-iraq", "ukraine")


def places(text: str) -> dict[str, tuple[str, str | None, str] | None]:
    found = Map(read_frame(bare_report(text), parse(text), load_packs(PACKS))).toponyms
    return {one.name: (one.spot.name, one.spot.country, one.spot.kind) if one.spot else None for one in found}


@pytest.mark.parametrize(
    ("text", "name", "spot"),
    [
        ("A bomb went off in Ba'qubah, police in Baghdad said.", "Ba'qubah", ("Baquba", "IRQ", "town")),
        (
            "Shells fell on Ma\u2019arrat Misrin, north of Idlib.",
            "Ma\u2019arrat Misrin",
            ("Maarat Misrin", "SYR", "town"),
        ),
    ],
)
def test_an_apostrophe_does_not_cut_a_name(text: str, name: str, spot: tuple[str, str, str]) -> None:
    assert places(text)[name] == spot


def test_an_owner_is_named_without_his_apostrophe() -> None:
    assert "Idlib" in places("Idlib's only hospital was hit by two rockets.")


def test_a_script_without_capitals_names_places() -> None:
    assert places("Troops near Damascus shared a clip called حلب with reporters.")["حلب"] == ("Aleppo", "SYR", "town")


def test_where_no_state_is_named_the_places_of_one_state_alone_say_where_look_alikes_are() -> None:
    assert places("Two people were killed in Kafr Tacharim, west of Idlib.")["Kafr Tacharim"] == (
        "Kafr Takharim",
        "SYR",
        "town",
    )


def test_the_state_of_an_army_is_not_the_only_one_where_look_alikes_are() -> None:
    text = "The Russian army bombed the market of Kafr Tacharim, west of Idlib."
    assert places(text)["Kafr Tacharim"] == ("Kafr Takharim", "SYR", "town")


@pytest.mark.parametrize(
    ("text", "name", "spot"),
    [
        ("Ukrainian soldiers left Lyssytschansk at night.", "Lyssytschansk", ("Lysychansk", "UKR", "town")),
        ("Ukrainian soldiers shared a clip of Купянск.", "Купянск", ("Kupiansk", "UKR", "town")),
        ("Sudanese soldiers fled from Ouadi Halfa.", "Ouadi Halfa", ("Wadi Halfa", "SDN", "town")),
    ],
)
def test_a_foreign_spelling_is_read_where_no_english_one_is_found(text: str, name: str, spot: tuple) -> None:
    assert places(text)[name] == spot


def test_a_look_alike_is_not_taken_for_a_place_of_a_state_that_nothing_names() -> None:
    assert not places("Mr Moukala met Mrs Fachir on Monday.")


def test_a_seat_in_another_spelling_comes_before_its_region() -> None:
    assert places("A mine killed three men near Mareb, east of Sanaa.")["Mareb"] == ("Marib", "YEM", "town")


@pytest.mark.parametrize("text", ["Both sides signed the Minsk agreement.", "Iran left the Astana process."])
def test_a_deal_is_not_where_it_was_signed(text: str) -> None:
    assert not {"Minsk", "Astana"} & set(places(text))


def test_a_place_is_still_one_beside_talks() -> None:
    assert "Geneva" in places("The envoys left the Geneva talks on Friday.")


def test_a_radio_is_not_the_place_that_it_is_named_for() -> None:
    assert "Juba" in places("A shell hit Juba, Radio Tamazuj said.")
    assert "Radio Tamazuj" not in places("A shell hit Juba, Radio Tamazuj said.")


def test_a_name_that_the_tagger_sees_whole_is_not_cut_into_places_that_are_not_believed() -> None:
    assert list(places("American bombers hit caves at Koh Safi.")) == ["Koh Safi"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Ansarallah", "houthis"),
        ("Asaeb Ahl al-Haqq", "asaib-ahl-al-haq"),
        ("Ahraar al-Sham", "ahrar-al-sham"),
        ("Alimahdi", None),
    ],
)
def test_a_group_is_heard_in_one_word_and_with_other_vowels(name: str, target: str | None) -> None:
    text = f"{name} attacked a base."
    ruling = rule_by_name(name, read_frame(bare_report(text), parse(text), load_packs(PACKS)))
    assert (ruling.id if ruling else None) == target


def test_a_well_known_place_over_the_border_is_read_in_another_spelling() -> None:
    found = places("Guns were smuggled over the border of Cameroon to Maïdouguri.")
    assert found["Maïdouguri"] == ("Maiduguri", "NGA", "town")


def test_a_place_far_from_the_reports_country_is_not_read_in_another_spelling() -> None:
    assert not places("Guns were smuggled over the border of Peru to Maïdouguri.").get("Maïdouguri")


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("The UPDF fired at a boat on the lake.", "UPDF", "military-UGA"),
        ("Fighters of AQMI held two hostages.", "AQMI", "aqim"),
        ("Soldiers of the FACA left the town.", "FACA", "military-CAF"),
    ],
)
def test_armies_and_groups_go_by_their_own_and_french_acronyms(text: str, name: str, target: str) -> None:
    ruling = rule_by_name(name, read_frame(bare_report(text), parse(text), load_packs(PACKS)))
    assert ruling is not None
    assert ruling.id == target
