"""Lists of people: nobody is counted twice, nobody lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim, Scope


def told(found: list[Claim]) -> list[tuple[str | None, int | None]]:
    return sorted((figure.harm, figure.quantity.low) for claim in found for figure in claim.figures)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Police confirmed the death of Omar Ba, party leader and former rebel commander.", [1]),
        ("The death of Omar Ba, a party leader and a former rebel commander, shocked the town.", [1]),
        ("Six nurses, the cook and her son were murdered by rebels at dawn.", [1, 1, 6]),
        ("The judge, a farmer and poet, was killed by gunmen.", [1]),
        ("A judge, the mayor and a nurse were killed by gunmen.", [1, 1, 1]),
        ("Gunmen killed Omar Ba, two guards and a driver in the town.", [1, 1, 2]),
        ("Two of her guards, Adam Musa and Omar Ba, who were in the car, were killed by the mine.", [2]),
        ("Rebels condemned the torture and killing of nine farmers by the militia.", [9]),
    ],
)
def test_each_of_a_list_died_once(claims: Callable[..., list[Claim]], text: str, killed: list[int]) -> None:
    assert told(claims(text)) == [("killed", number) for number in killed]


def test_a_second_name_is_of_somebody_else(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Omar Ba, the police chief of the town, and a guard, Adam Musa, were hurt by a rebel mine.")
    assert told(found) == [("wounded", 1), ("wounded", 1)]
    found = claims("Omar Ba, the police chief of the town and a guard, Adam Musa, were hurt by a rebel mine.")
    assert told(found) == [("wounded", 1), ("wounded", 1)]


def test_what_is_said_of_some_is_not_said_of_who_took_them(claims: Callable[..., list[Claim]]) -> None:
    found = claims("The raiders kidnapped 12 students, five of whom were later found murdered.")
    assert told(found) == [("captured", 12), ("killed", 5)]


def test_who_was_abducted_and_murdered_was_both(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Unions condemned the abduction and murder of two nurses by rebels.")
    assert told(found) == [("captured", 2), ("killed", 2)]


def test_an_age_counts_one(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The raid killed nine herders, including a 17-year-old.")
    (figure,) = claim.figures
    assert [(part.who, part.low, part.high) for part in figure.of_whom] == [("17-year-old", 1, 1)]


def test_the_number_of_a_make_counts_no_aircraft(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Rebels said they had shot down a Boeing 737-800 jet near Herat.")
    assert told([claim]) == [("aircraft", 1)]


def test_who_was_hurt_as_others_were(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Twelve soldiers were injured in the blast, as were some pedestrians.")
    assert [figure.quantity.low for figure in claim.figures] == [12, None]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("In the past decade rebels have killed 200 villagers.", Scope.PERIOD),
        ("Two decades ago rebels killed 200 villagers.", Scope.EVENT),
    ],
)
def test_a_decade_holds_more_than_one_killing(claims: Callable[..., list[Claim]], text: str, scope: Scope) -> None:
    assert [figure.scope for claim in claims(text) for figure in claim.figures] == [scope]


@pytest.mark.parametrize(
    "text",
    [
        "In a statement released today, the rebels condemned the murder of six nurses.",
        "The minister said in a speech on Friday that rebels killed nine farmers.",
        "In a report published this week the group documented the killing of nine farmers by rebels.",
    ],
)
def test_the_day_of_words_is_not_that_of_what_they_tell(claims: Callable[..., list[Claim]], text: str) -> None:
    assert [claim.mentions("time") for claim in claims(text)] == [()]


def test_the_day_of_fighting_is_that_of_its_dead(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("In fighting on Friday, nine farmers were killed.")
    assert [mention.surface for mention in claim.mentions("time")] == ["on Friday"]


def test_fighting_that_people_fled_is_none_of_theirs(claims: Callable[..., list[Claim]]) -> None:
    fled, fought = claims("Thousands of people have fled fighting in Goma.")
    assert (fled.type, fought.type) == ("displacement", "armed_clash")
    assert not fought.mentions("actor")


def test_poles_of_wood_are_no_people(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The rebels blew up several electricity poles with dynamite.")
    assert [mention.surface for mention in claim.mentions("target")] == ["several electricity poles"]


def test_an_airliner_that_blows_up_kills_nobody_by_itself(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The airliner blew up in midair, killing all 107 passengers, after rebels had threatened it.")
    assert (claim.mentions("actor"), claim.mentions("weapon")) == ((), ())


def test_who_took_part_did_it_and_a_known_operation_is_no_news(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Adam Musa took part in an attack on a bus near Gao.")
    assert [mention.surface for mention in claim.mentions("actor")] == ["Adam Musa"]
    assert not claims("About 4,000 of them were taking part in the operation.")


def test_some_of_them_are_of_those_counted_before(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Medics in Goma said the morgue held 77 bodies, 12 of them soldiers.")
    (figure,) = claim.figures
    assert (claim.type, figure.harm, figure.quantity.low) == ("toll", "killed", 77)


def test_how_many_of_how_many_were_shot_down(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The army shot down 14 of 20 drones launched by rebels overnight.")
    assert [(figure.harm, figure.quantity.low) for figure in claim.figures] == [("aircraft", 14)]


def test_two_sides_that_fought_near_a_town_did_not_fight_the_town(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The rebels and the army fought near Sake on Monday.")
    roles = {(one.role, one.mention.surface) for one in claim.arguments}
    assert {("actor", "The rebels"), ("target", "the army"), ("place", "Sake")} <= roles


def test_debris_is_nobody_who_hurt_people(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Debris fell on a house in Jizan, injuring two women.")
    assert not claim.mentions("actor")


def test_the_name_behind_the_last_of_a_list_is_his(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The mayor and bodyguard Adam Issa were killed by rebels.")
    assert [one.quantity.low for one in claim.figures] == [1, 1]


def test_a_verb_joined_within_a_clause_has_its_subject(claims: Callable[..., list[Claim]]) -> None:
    found = claims(
        "UN peacekeepers evacuated 400 civilians from Bria after militia fighters overran the hospital and killed 16."
    )
    killing = next(one for one in found if one.type == "killing")
    assert [mention.surface for mention in killing.mentions("actor")] == ["militia fighters"]


def test_losses_told_with_while_are_those_of_others(claims: Callable[..., list[Claim]]) -> None:
    found = claims("The army's forces killed 8 militants in Waziristan, while two soldiers embraced martyrdom.")
    assert [len(one.figures) for one in found] == [1, 1]
    assert not found[1].mentions("actor")


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Soldiers murdered university student Adam Musa in Gonda.", ["university student Adam Musa"]),
        ("Rebels kidnapped engineers Omar Haddad and Adam Musa near Gonda.", ["engineers Omar Haddad", "Adam Musa"]),
        (
            "Rebels murdered governor Adam Musa, as well as a chief of police, a cook, and several journalists.",
            ["governor Adam Musa", "a chief of police", "a cook", "several journalists"],
        ),
        ("Omar Haddad, a teacher who was killed by gunmen on Friday, had two sons.", ["Omar Haddad"]),
    ],
)
def test_who_is_named_in_a_list_is_named(claims: Callable[..., list[Claim]], text: str, struck: list[str]) -> None:
    found = claims(text)
    assert [mention.surface for claim in found for mention in claim.mentions("target")] == struck


def test_where_somebody_is_from_is_no_place_of_others(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The two Italians, Roberto Roascio of Milan and Mario Bassi of Rome, were taken hostage.")
    assert "Mario Bassi" not in " ".join(mention.surface for mention in claim.mentions("place"))


def test_a_german_article_kills_nobody(claims: Callable[..., list[Claim]]) -> None:
    assert claims("Die Welt: What effects do you see for a country at war such as Chile?") == []


def test_losses_of_money_are_no_dead(claims: Callable[..., list[Claim]]) -> None:
    found = claims("The guerrillas blew up the pipeline, causing losses exceeding 180 million dollars this year.")
    assert told(found) == []


def test_an_assassination_alone_is_violence(claims: Callable[..., list[Claim]]) -> None:
    assert told(claims("The court ordered a judge to investigate the assassination of Adam Musa.")) == [("killed", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "In 1963 he met future Grateful Dead guitarist Adam Musa.",
        "The country is facing terrorist attacks.",
        "He admitted his guilt in eight murders.",
    ],
)
def test_names_and_generalities_harm_nobody(claims: Callable[..., list[Claim]], text: str) -> None:
    assert claims(text) == []
