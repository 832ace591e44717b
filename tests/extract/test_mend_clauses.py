"""Clauses have their verb, and verbs their subject, where the parser made them parts of something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim


def _roles(claim: Claim) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {"actor": [], "target": []}
    for argument in claim.arguments:
        roles.setdefault(argument.role, []).append(argument.mention.surface)
    return roles


def _counts(claim: Claim) -> list[tuple[str, int | None, int | None]]:
    return [(figure.harm, figure.quantity.low, figure.quantity.high) for figure in claim.figures]


@pytest.mark.parametrize(
    ("text", "type_", "harm", "low"),
    [
        ("Shells fell on Kafra. Over 200,000 have decamped from Rono.", "displacement", "displaced", 200001),
        ("More than a million have crossed into Chad since the war began.", "displacement", "displaced", 1000001),
        ("More than 40 were wounded in the shelling of Kafra.", "toll", "wounded", 41),
    ],
)
def test_a_number_alone_is_the_subject(
    claims: Callable[..., list[Claim]], text: str, type_: str, harm: str, low: int
) -> None:
    claim = claims(text)[-1]
    assert (claim.type, _counts(claim)) == (type_, [(harm, low, None)])


def test_a_past_form_between_two_nouns_is_the_verb(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Students pelted soldiers with stones in Kafra.")
    assert (claim.type, _roles(claim)["actor"], _roles(claim)["target"]) == ("protest", ["Students"], ["soldiers"])


def test_a_past_form_with_an_object_is_of_the_attack_before_it(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A mortar attack on a camp wounded two refugees.")
    assert (claim.type, _counts(claim)) == ("shelling", [("wounded", 2, 2)])


def test_who_is_driven_off_is_no_place(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Peshmerga fighters drove off the raiders.")
    assert (claim.type, _roles(claim)["target"]) == ("armed_clash", ["the raiders"])


def test_by_whom_a_killing_was_is_none_of_the_killed(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A massacre of 40 villagers by soldiers was reported on Monday.")
    assert (_roles(claim)["actor"], _counts(claim)) == (["soldiers"], [("killed", 40, 40)])


def test_what_was_done_is_not_among_what_was_ordered(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The soldiers ordered the villagers to lie down and opened fire.")
    assert (_roles(claim)["actor"], claim.stance.value) == (["The soldiers"], "asserted")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The men were separated from the women and shot.", ["The men"]),
        ("Rebel guards at the gate were overpowered and stabbed.", ["Rebel guards at the gate"]),
        ("Two boys who tried to run were clubbed to death.", ["Two boys"]),
    ],
)
def test_those_to_whom_it_was_done_did_not_do_it(
    claims: Callable[..., list[Claim]], text: str, targets: list[str]
) -> None:
    (claim,) = claims(text)
    assert (_roles(claim)["actor"], _roles(claim)["target"]) == ([], targets)


def test_a_clause_in_ing_behind_a_noun_tells_of_it(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Militants besieging the base near Kafra shot down a plane.")
    assert [claim.type for claim in found] == ["siege", "aircraft_lost"]
    assert all(_roles(claim)["actor"] == ["Militants"] for claim in found)


def test_to_down_is_a_verb_of_headlines(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Kurdish fighters down drone near Kafra airport")
    assert (claim.type, _roles(claim)["actor"]) == ("aircraft_lost", ["Kurdish fighters"])


def test_those_shot_dead_shot_nobody(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Two protesters shot dead in Kafra")
    assert (_roles(claim)["actor"], _counts(claim)) == ([], [("killed", 2, 2)])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A soldier was killed by sniper fire near Kafra.", ["sniper"]),
        ("A herder was killed by army fire near Kafra.", ["army"]),
        ("Two herders were killed by fire from a tank near Kafra.", []),
    ],
)
def test_the_fire_of_guns_is_no_disaster(claims: Callable[..., list[Claim]], text: str, actors: list[str]) -> None:
    (claim,) = claims(text)
    assert (_roles(claim)["actor"], _counts(claim)[0][0]) == (actors, "killed")


def test_a_blaze_is_a_disaster(claims: Callable[..., list[Claim]]) -> None:
    assert not claims("Two policemen died in a fire.")


def test_who_counted_the_dead_is_not_among_them(claims: Callable[..., list[Claim]]) -> None:
    claim = claims("Shells fell on Kafra. The reporter counted 12 dead and 40 wounded.")[-1]
    assert (_roles(claim)["target"], _counts(claim)) == ([], [("killed", 12, 12), ("wounded", 40, 40)])


def test_who_puts_somebody_to_death_says_nothing(claims: Callable[..., list[Claim]]) -> None:
    (killing,) = claims("Rebels put 21 villagers to the sword.")
    (toll,) = claims("Rebels put the toll at 21.")
    assert killing.speaker is None
    assert toll.speaker is not None


def test_those_aboard_are_no_aircraft(claims: Callable[..., list[Claim]]) -> None:
    found = claims("A plane was hit by a missile and crashed, five of the crew losing their lives.")
    assert all(harm != "aircraft" or low == 1 for claim in found for harm, low, _ in _counts(claim))


def test_a_mortar_bomb_is_fired_and_no_plane_drops_it(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A mortar bomb fell on the market of Kafra.")
    assert claim.type == "shelling"


def test_an_adverb_of_a_phrase_may_stand_on_either_side(claims: Callable[..., list[Claim]]) -> None:
    (before,) = claims("Rebels forcibly recruited 89 boys in Kafra.")
    (plain,) = claims("Rebels recruited 89 boys in Kafra.")
    assert (before.type, _counts(before)) == ("abduction", [("captured", 89, 89)])
    assert plain.type == "abduction"
    assert not claims("Rebels recruited 89 men in Kafra.")


def test_a_garrison_that_gives_up_is_its_men(claims: Callable[..., list[Claim]]) -> None:
    (men,) = claims("The garrison surrendered on Tuesday.")
    (place,) = claims("Rebels captured the garrison on Tuesday.")
    assert (men.type, place.type) == ("arrest", "territory_gained")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "The general launched an offensive to retake the town, home to 40,000 people and held by rebels.",
            None,
        ),
        ("Troops besieged the old port, a lifeline for the north and held by the militia since May.", "the militia"),
    ],
)
def test_what_somebody_holds_is_not_who_acted_before(
    claims: Callable[..., list[Claim]], text: str, holder: str | None
) -> None:
    found = claims(text)
    assert not [one for one in found if one.type == "abduction"]
    held = [actor.surface for one in found if one.type == "control" for actor in one.mentions("actor")]
    assert held == ([holder] if holder else [])


def test_a_name_as_short_as_the_ending_of_a_past_form_is_read(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Rebels shelled the port of Kafra on Monday, Ed Moor said.")
    assert claim.type == "shelling"


def test_a_truce_that_was_broken_is_told_of_once(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A ceasefire between the army and the Karen National Union was broken within hours.")
    assert [mention.surface for mention in claim.mentions("actor")] == ["the army", "the Karen National Union"]


def test_who_hit_is_told_of_states_and_forces(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Israel hit a depot near Damascus on Monday, wounding two soldiers.")
    assert [mention.surface for mention in claim.mentions("actor")] == ["Israel"]
