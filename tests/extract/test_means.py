from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.records import ClaimKind

SHOT_DEAD = """
Two/NUM/2/nummod nuns/nun/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass shot/shoot/VERB/0/root dead/ADJ/4/xcomp
near/ADP/7/case Uvira/PROPN/4/obl/LOC ./PUNCT/4/punct
"""
KILLED = """
Two/NUM/2/nummod nuns/nun/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root
near/ADP/6/case Uvira/PROPN/4/obl/LOC ./PUNCT/4/punct
"""
BY_WEAPON = """
A/DET/2/det WEAPON/NOUN/3/nsubj killed/kill/VERB/0/root two/NUM/5/nummod farmers/farmer/NOUN/3/obj
near/ADP/7/case Uvira/PROPN/3/obl/LOC ./PUNCT/3/punct
"""
BY_MAN = BY_WEAPON.replace("WEAPON", "gunman")
CRASHED = """
A/DET/2/det helicopter/NOUN/3/nsubj crashed/crash/VERB/0/root near/ADP/5/case Uvira/PROPN/3/obl/LOC ,/PUNCT/7/punct
killing/kill/VERB/3/advcl six/NUM/9/nummod soldiers/soldier/NOUN/7/obj ./PUNCT/3/punct
"""
PILOT = """
A/DET/2/det pilot/NOUN/9/nsubj:pass of/ADP/5/case a/DET/5/det helicopter/NOUN/2/nmod shot/shoot/VERB/5/acl
down/ADP/6/compound:prt was/be/AUX/9/aux:pass killed/kill/VERB/0/root near/ADP/11/case Uvira/PROPN/9/obl/LOC
./PUNCT/9/punct
"""
FIRED = """
A/DET/2/det missile/NOUN/6/nsubj fired/fire/VERB/2/acl by/ADP/5/case rebels/rebel/NOUN/3/obl:agent hit/VERB/0/root
a/DET/8/det car/NOUN/6/obj ./PUNCT/6/punct
"""
GROUND = """
The/DET/2/det rocket/NOUN/3/nsubj came/come/VERB/0/root from/ADP/8/case rebel/NOUN/7/compound -/PUNCT/7/punct
held/hold/VERB/8/amod ground/NOUN/3/obl ./PUNCT/3/punct
"""


def test_who_was_shot_dead_was_killed_on_purpose(sentence: Callable) -> None:
    (draft,) = sentence(SHOT_DEAD).merged
    assert (draft.type, draft.kind) == ("killing", ClaimKind.EVENT)


def test_who_was_killed_by_nobody_named_is_counted(sentence: Callable) -> None:
    (draft,) = sentence(KILLED).merged
    assert (draft.type, draft.kind) == ("toll", ClaimKind.TOLL)


@pytest.mark.parametrize(
    ("weapon", "expected"),
    [("rocket", "shelling"), ("shell", "shelling"), ("drone", "air_strike"), ("landmine", "explosion")],
)
def test_a_weapon_that_kills_makes_the_happening(sentence: Callable, weapon: str, expected: str) -> None:
    (draft,) = sentence(BY_WEAPON.replace("WEAPON", weapon)).merged
    assert (draft.type, draft.kind) == (expected, ClaimKind.EVENT)


def test_a_man_who_kills_makes_a_killing(sentence: Callable) -> None:
    (draft,) = sentence(BY_MAN).merged
    assert draft.type == "killing"


def test_those_aboard_die_with_an_aircraft(sentence: Callable) -> None:
    (draft,) = sentence(CRASHED).merged
    assert draft.type == "aircraft_lost"
    assert [(done.harm, done.counted.count.low) for done in draft.figures] == [("aircraft", 1), ("killed", 6)]
    assert not draft.roles.get("actor")


def test_who_the_pilot_was_does_not_tell_how_he_died(sentence: Callable) -> None:
    assert "toll" in [draft.type for draft in sentence(PILOT).merged]


def test_a_missile_that_somebody_fired_and_what_it_hit_are_one(sentence: Callable) -> None:
    read = sentence(FIRED)
    (draft,) = read.merged
    assert read.words(draft.roles["actor"]) == ["rebels"]
    assert read.words(draft.roles["target"]) == ["car"]


def test_who_fired_is_who_holds_the_ground(sentence: Callable) -> None:
    read = sentence(GROUND)
    (draft,) = [draft for draft in read.merged if draft.type == "shelling"]
    assert read.words(draft.roles["actor"]) == ["rebel"]
