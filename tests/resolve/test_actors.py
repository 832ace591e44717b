from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.packs import Packs
from sijil.parts import ActorRow, NationalityRow, PersonRow, PlaceRow
from sijil.resolve.actors import rule_on, rule_on_each, rule_on_mention
from sijil.resolve.rulings import Ruling, Voice

LIBYA = "Fighting went on in Libya. Khalifa Haftar and the Government of National Accord are at odds."


def who(
    story: Callable, text: str, words: str, *, day: str | None = "2016-11-17", voice: Voice | None = None
) -> Ruling:
    told = story(text, day)
    return rule_on(words, text.index(words), told.frame, voice or Voice())


@pytest.mark.parametrize(
    ("phrase", "target"),
    [
        ("Haftar's forces", "LNA"),
        ("Haftar\u2019s soldiers", "LNA"),
        ("Forces loyal to the renegade general Khalifa Hifter", "LNA"),
        ("the LNA", "LNA"),
        ("the self-styled Libyan National Army", "LNA"),
        ("the army", "LNA"),
        ("Libyan fighters loyal to the GNA", "GNA-forces"),
        ("militants of Ansar al-Shariah", "ansar-al-sharia-lby"),
        ("Islamic State headquarters", "islamic-state"),
        ("Daesh fighters", "islamic-state"),
        ("authorities in eastern Libya aligned with Haftar", "eastern-authorities"),
        ("U.S. warplanes", "military-USA"),
        ("Turkish troops", "military-TUR"),
        ("the Egyptian government", "government-EGY"),
        ("Chad's army", "military-TCD"),
        ("Tunisian police", "police-TUN"),
        ("Egyptian civilians", "civilians-EGY"),
        ("the Pentagon", "pentagon"),
        ("Moscow", "state-RUS"),
        ("fighters loyal to the UN -brokered government", "GNA-forces"),
        ("US-backed forces", "GNA-forces"),
        ("The militant group, the Islamic State of Iraq and the Levant", "islamic-state"),
        ("the FCO minister", "government-GBR"),
        ("the Russians", "state-RUS"),
        ("the French", "state-FRA"),
        ("the Egyptian side", "state-EGY"),
        ("Turkish F-16s", "military-TUR"),
        ("Egyptian conscripts", "military-EGY"),
        ("two Russian units", "military-RUS"),
    ],
)
def test_phrases_by_name(story: Callable, phrase: str, target: str) -> None:
    assert who(story, f"{LIBYA}\nOn Monday {phrase} moved.", phrase).id == target


@pytest.mark.parametrize(
    "phrase",
    [
        "Russians",
        "Syrian rebel units",
        "a group linked to al-Qaeda",
        "Iran-backed militias",
        "pro-Turkish rebels",
        "rebels backed by Turkey",
        "Libyan fighters",
        "the Lions of the Valley Brigade",
        "unknown gunmen",
        "male soldiers from nowhere",
    ],
)
def test_a_relation_or_an_unknown_name_is_nobody_else(story: Callable, phrase: str) -> None:
    ruling = who(story, f"{LIBYA} Hamas was not there.\nOn Monday {phrase} moved.", phrase)
    assert ruling.id is None
    assert ruling.name == phrase


def test_an_acronym_is_not_a_pronoun_or_verb(story: Callable) -> None:
    assert who(story, "The town is quiet. Nobody told us.", "us").id is None
    assert who(story, "Clashes with IS went on.", "IS").id == "islamic-state"


def test_the_name_of_a_person_is_not_found_after_the_office_ended(story: Callable) -> None:
    text = "Syria was quiet.\nForces of Bashar al-Assad moved."
    assert who(story, text, "Forces of Bashar al-Assad", day="2015-06-01").id == "military-SYR"
    assert who(story, text, "Forces of Bashar al-Assad", day="2025-06-01").id is None


def test_his_forces_are_those_of_the_last_person(story: Callable) -> None:
    text = "Khalifa Haftar spoke in Libya.\nHis forces moved on."
    ruling = who(story, text, "His forces")
    assert (ruling.id, ruling.score) == ("LNA", 0.6)


def test_we_are_the_speakers_side(story: Callable) -> None:
    party = Ruling("taliban", "Taliban", "rebel", 0.9, "")
    assert who(story, "Afghanistan is at war.\nWe hold the town.", "We", voice=Voice(party)).id == "taliban"
    assert who(story, "Afghanistan is at war.\nWe hold the town.", "We").id is None


def test_a_kind_refers_to_the_only_group_of_that_kind(story: Callable) -> None:
    text = "Al-Shabaab attacked a base in Somalia.\nSoldiers chased the militants."
    assert who(story, text, "the militants").id == "al-shabaab"


def test_a_kind_that_fits_two_groups_keeps_its_words(story: Callable) -> None:
    text = "The Taliban and al-Qaeda met in Afghanistan.\nTroops chased the militants."
    ruling = who(story, text, "the militants")
    assert (ruling.id, ruling.name, ruling.kind) == (None, "the militants", "armed")


def test_the_enemy_is_on_the_other_side(story: Callable) -> None:
    text = "In Libya the LNA fights Ansar al-Sharia.\nThe enemy lost men."
    party = Ruling("LNA", "Libyan National Army", "military", 0.9, "", "east-lby")
    assert who(story, text, "The enemy", voice=Voice(party)).id == "ansar-al-sharia-lby"


def test_police_are_those_of_the_country(story: Callable) -> None:
    text = "A bomb went off in Kenya, in a Kenyan market.\nThe police came."
    assert who(story, text, "The police").id == "police-KEN"


def test_names_bound_to_a_country_mean_nothing_elsewhere(story: Callable) -> None:
    assert who(story, "Colombia and the ELN talked.\nIt was calm.", "ELN").id == "eln"
    assert who(story, "Norway and the ELN talked.\nIt was calm.", "ELN").id is None


def test_names_bound_to_a_country_hold_where_a_town_of_it_is_named(story: Callable) -> None:
    told = story("Norway hosts talks.\nThe ELN struck in Medellín and in Bogotá.", "2019-01-20")
    (claim,) = told.resolve(told.claim("struck", actor="The ELN", place="Medellín"))
    assert claim.actors[0].id == "eln"


@pytest.mark.parametrize(
    ("phrase", "target"),
    [("Abkhaz forces", "military-XAB"), ("Karabakh's army", "military-XNK"), ("Somaliland's police", "police-XSL")],
)
def test_authorities_that_few_recognise_have_forces_like_states(story: Callable, phrase: str, target: str) -> None:
    assert who(story, f"There were reports of {phrase} in the valley.", phrase).id == target


def test_his_army_is_that_of_the_official_who_speaks(story: Callable) -> None:
    party = Ruling("state-AZE", "Azerbaijan", "state", 0.9, "test")
    text = "The president said his army was there."
    assert who(story, text, "his army", voice=Voice(party=party, at=0)).id == "state-AZE"


def test_counted_rebels_are_of_the_only_group_named(story: Callable) -> None:
    text = "The Taliban hold the valley. Taliban checkpoints stand on the road.\nFour militants were killed."
    assert who(story, text, "Four militants").id == "taliban"
    assert who(story, text.replace("militants", "gunmen"), "Four gunmen").id is None


def test_every_register_reference_exists(packs: Packs) -> None:
    actors = {row.id for row in packs.rows(ActorRow)}
    states = {row.id for row in packs.rows(NationalityRow)}
    known = actors | {f"{kind}-{state}" for kind in ("state", "military", "government", "police") for state in states}
    for row in packs.rows(ActorRow):
        assert row.parent is None or row.parent in known, row
        assert row.country is None or row.country in states, row
    for person in packs.rows(PersonRow):
        assert person.party in known, person


def test_unverified_rows_bear_no_foreign_id(packs: Packs) -> None:
    for row in packs.rows(PlaceRow):
        assert row.source or row.geonames is None, row


def test_a_bare_surname_is_not_another_person_of_that_name(story: Callable) -> None:
    text = "Libya was quiet. In Tripoli a trader, Selim Haftar, died."
    assert "LNA" not in {entry.target for _, entry in story(text).frame.named}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Russian and Turkish troops", ["military-RUS", "military-TUR"]),
        ("forces of either Russia or Turkey", ["military-RUS", "military-TUR"]),
        ("Russian or Syrian government forces", ["military-RUS", "military-SYR"]),
    ],
)
def test_names_that_are_joined_are_two_actors(story: Callable, words: str, ids: list[str]) -> None:
    told = story(f"In Syria, {words} moved.")
    assert [ruling.id for ruling in rule_on_each(told.mention(words), told.frame, Voice())] == ids


def test_it_is_the_body_named_before_and_not_the_country_it_was_in(story: Callable) -> None:
    text = "The Houthis fought on in Saudi Arabia. On Monday it attacked Jizan."
    assert who(story, text, "it").id == "houthis"


def test_a_phrase_that_was_cut_at_its_link_is_read_on(story: Callable) -> None:
    told = story("In Libya fighters loyal to the GNA moved.")
    assert rule_on_mention(told.mention("fighters"), told.frame, Voice()).id == "GNA-forces"


def test_a_person_who_is_hit_is_not_the_party(story: Callable) -> None:
    told = story("A strike in Iraq killed Qasem Soleimani.", "2020-01-03")
    (hit,) = rule_on_each(told.mention("Qasem Soleimani"), told.frame, Voice(is_target=True))
    assert (hit.id, hit.name, hit.kind) == (None, "Qasem Soleimani", "person")
    (acting,) = rule_on_each(told.mention("Qasem Soleimani"), told.frame, Voice())
    assert acting.id == "quds-force"


def test_a_capital_that_is_hit_is_a_city_and_not_its_state(story: Callable) -> None:
    told = story("Jets struck Damascus, and Damascus protested.")
    assert rule_on_mention(told.mention("Damascus"), told.frame, Voice(is_target=True)).id is None
    assert rule_on_mention(told.mention("Damascus"), told.frame, Voice()).id == "state-SYR"


def test_the_army_of_a_divided_country_is_not_guessed(story: Callable) -> None:
    libya = story("Libya and Libyan towns were calm.\nSoldiers came.")
    assert rule_on_mention(libya.mention("Soldiers"), libya.frame, Voice()).id is None
    kenya = story("Kenya and Kenyan towns were calm.\nSoldiers came.")
    assert rule_on_mention(kenya.mention("Soldiers"), kenya.frame, Voice()).id == "military-KEN"


def test_soldiers_told_by_number_are_not_those_named_before(story: Callable) -> None:
    text = "The Libyan National Army trained in Mali.\nOn Monday two soldiers came to Mali."
    assert who(story, text, "two soldiers").id != "LNA"


@pytest.mark.parametrize("phrase", ["The bombers", "Mexicans", "fighters from Chad"])
def test_people_who_are_nobodys_forces_keep_their_own_words(story: Callable, phrase: str) -> None:
    assert who(story, f"Mexico and Chad are far.\nOn Monday {phrase} came.", phrase).id is None


def test_officials_whom_others_installed_are_not_those_of_the_country(story: Callable) -> None:
    text = (
        "Ukraine is at war.\nThe authorities installed by the occupiers spoke. The authorities in Ukraine fell silent."
    )
    told = story(text)
    assert rule_on_mention(told.mention("The authorities"), told.frame, Voice()).id is None


def test_diplomats_who_suffer_are_people_and_not_their_state(story: Callable) -> None:
    text = "On Monday U.S. diplomats were hurt."
    assert who(story, text, "U.S. diplomats", voice=Voice(is_target=True)).id is None
    assert who(story, text, "U.S. diplomats").id == "government-USA"


@pytest.mark.parametrize(("phrase", "target"), [("The army", "military-MLI"), ("the army", "military-MLI")])
def test_words_that_name_an_actor_elsewhere_are_mere_words_here(story: Callable, phrase: str, target: str) -> None:
    text = f"A column was ambushed near Timbuktu in Mali on Monday.\nThen {phrase} counted six dead."
    assert who(story, text, phrase).id == target
