"""Participles before the verb, names behind a past form, and who counts whom, as the shipped model reads them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import Claim

Claims = Callable[..., list[Claim]]


def surfaces(claim: Claim, role: str) -> list[str]:
    return [mention.surface for mention in claim.mentions(role)]


def counts(claim: Claim) -> list[tuple[str, int | None]]:
    return [(figure.harm, figure.quantity.low) for figure in claim.figures]


def speaker(claim: Claim) -> str | None:
    return claim.speaker.mention.surface if claim.speaker else None


@pytest.mark.parametrize(
    ("text", "target", "count"),
    [
        ("Six guards sent to relieve the post died when a mine went off.", "Six guards", 6),
        ("Eight women queueing for water were killed by army fire in Kafra.", "Eight women", 8),
    ],
)
def test_a_participle_before_the_verb_is_no_verb(claims: Claims, text: str, target: str, count: int) -> None:
    (claim,) = claims(text)
    assert (surfaces(claim, "target")[0].startswith(target), counts(claim)) == (True, [("killed", count)])


def test_a_past_form_before_a_name_is_the_verb(claims: Claims) -> None:
    (claim,) = claims("Government troops retook Vila Rono, east of Kafra, state radio said.")
    assert (claim.type, surfaces(claim, "place")[0]) == ("territory_gained", "Vila Rono")


def test_those_among_the_dead_killed_nobody(claims: Claims) -> None:
    (claim, *_) = claims("At least 20 villagers died, among them people hacked with machetes.")
    assert not claim.mentions("actor")


def test_since_when_a_side_has_killed_is_another_happening(claims: Claims) -> None:
    killed, stormed = claims("The army has killed 90 militants since May 2, when the rebels stormed a police post.")
    assert (surfaces(killed, "actor"), counts(killed)) == (["The army"], [("killed", 90)])
    assert (surfaces(stormed, "actor"), counts(stormed)) == (["the rebels"], [])


def test_who_counts_is_no_killer(claims: Claims) -> None:
    (claim,) = claims("In all, 40 rebels have been killed, by the army's count.")
    assert (surfaces(claim, "actor"), speaker(claim)) == ([], "the army")


def test_a_figure_behind_a_semicolon_is_its_speakers_alone(claims: Claims) -> None:
    (claim, *_) = claims("The raid left 28 dead; the authorities had earlier said 54.")
    assert (counts(claim), speaker(claim)) == ([("killed", 28)], None)


def test_those_who_struck_and_lost_men_are_no_target_of_theirs(claims: Claims) -> None:
    struck, lost = claims("Rebels ambushed a convoy near Kafra and lost eight men.")
    assert (counts(struck), surfaces(lost, "target"), counts(lost)) == ([], ["Rebels"], [("killed", 8)])


def test_who_confirms_an_attack_tells_of_it(claims: Claims) -> None:
    _, confirmed = claims("A bomb killed nine people in Kafra. The mayor confirmed the attack.")
    assert (confirmed.type, speaker(confirmed)) == ("explosion", "The mayor")


def test_the_arrest_that_is_protested_against_was_before(claims: Claims) -> None:
    *_, arrest = claims("Hundreds marched through Kafra on Monday to protest the arrest of union leader Omar Ba.")
    assert (arrest.type, arrest.background, surfaces(arrest, "time")) == ("arrest", True, [])


def test_people_are_counted_by_the_name_of_their_land(claims: Claims) -> None:
    (claim,) = claims("Gunmen killed more than 200 Amhara on Monday.")
    assert counts(claim) == [("killed", 201)]
