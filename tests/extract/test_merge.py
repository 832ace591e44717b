from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from sijil.extract.merge import merge_drafts
from sijil.extract.ties import Tie, find_tie
from sijil.records import ClaimKind

if TYPE_CHECKING:
    from conftest import Sentence

AND_WOUNDED = """
Rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root 12/NUM/4/nummod guards/guard/NOUN/2/obj and/CCONJ/6/cc
wounded/wound/VERB/2/conj 30/NUM/8/nummod others/other/NOUN/6/obj ./PUNCT/2/punct
"""
BOMB_KILLED = """
A/DET/3/det car/NOUN/3/compound bomb/NOUN/4/nsubj killed/kill/VERB/0/root nine/NUM/6/nummod people/NOUN/4/obj
in/ADP/8/case Herat/PROPN/4/obl/LOC ./PUNCT/4/punct
"""
EXPLODED = """
A/DET/2/det bomb/NOUN/3/nsubj exploded/explode/VERB/0/root ,/PUNCT/5/punct wounding/wound/VERB/3/advcl ten/NUM/7/nummod
people/NOUN/5/obj ./PUNCT/3/punct
"""
RESULTED = """
A/DET/2/det blast/NOUN/3/nsubj resulted/result/VERB/0/root in/ADP/6/case the/DET/6/det death/NOUN/3/obl of/ADP/9/case
six/NUM/9/nummod guards/guard/NOUN/6/nmod ./PUNCT/3/punct
"""
CLASHES = """
Twelve/NUM/2/nummod soldiers/soldier/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root in/ADP/6/case
clashes/clash/NOUN/4/obl since/ADP/8/case Tuesday/PROPN/4/obl ./PUNCT/4/punct
"""
AN_AMBUSH = """
Four/NUM/2/nummod people/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root in/ADP/7/case an/DET/7/det
ambush/NOUN/4/obl ./PUNCT/4/punct
"""
THE_ATTACK = AN_AMBUSH.replace("an/DET", "the/DET").replace("ambush", "attack")
NO_KILLER = """
Four/NUM/2/nummod people/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root in/ADP/6/case
Gao/PROPN/4/obl/LOC ./PUNCT/4/punct
"""
NAMED = """
Omar/PROPN/4/nsubj:pass/PER Zidan/PROPN/1/flat/PER was/be/AUX/4/aux:pass killed/kill/VERB/0/root in/ADP/6/case
Gao/PROPN/4/obl/LOC ./PUNCT/4/punct
"""
KILLER = "Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root two/NUM/4/nummod guards/guard/NOUN/2/obj ./PUNCT/2/punct"
RETOOK = """
The/DET/2/det army/NOUN/3/nsubj retook/retake/VERB/0/root Gao/PROPN/3/obj/LOC ,/PUNCT/7/punct a/DET/7/det
stronghold/NOUN/4/appos of/ADP/10/case the/DET/10/det rebels/rebel/NOUN/7/nmod ./PUNCT/3/punct
"""
CONDEMNED = """
The/DET/2/det minister/NOUN/3/nsubj condemned/condemn/VERB/0/root the/DET/6/det air/NOUN/6/compound
strikes/strike/NOUN/3/obj ./PUNCT/3/punct
"""
ERUPTED = """
Clashes/clash/NOUN/7/nsubj between/ADP/4/case the/DET/4/det army/NOUN/1/nmod and/CCONJ/6/cc rebels/rebel/NOUN/4/conj
erupted/erupt/VERB/0/root in/ADP/9/case Gao/PROPN/7/obl/LOC ./PUNCT/7/punct
"""
DEATH_TOLL = """
The/DET/3/det death/NOUN/3/compound toll/NOUN/8/nsubj from/ADP/6/case the/DET/6/det shelling/NOUN/3/nmod
has/have/AUX/8/aux risen/rise/VERB/0/root to/ADP/10/case 25/NUM/8/obl ./PUNCT/8/punct
"""


def types(read: Sentence) -> list[tuple[str, list[tuple[str, int | None]]]]:
    return [
        (draft.type, [(done.harm, done.counted.count.low if done.counted else None) for done in draft.figures])
        for draft in read.merged
    ]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (AND_WOUNDED, [("killing", [("killed", 12), ("wounded", 30)])]),
        (BOMB_KILLED, [("explosion", [("killed", 9)])]),
        (EXPLODED, [("explosion", [("wounded", 10)])]),
        (RESULTED, [("explosion", [("killed", 6)])]),
        (AN_AMBUSH, [("attack", [("killed", 4)])]),
    ],
)
def test_a_clause_of_a_happening_and_its_casualties_is_one_claim(
    sentence: Callable, notation: str, expected: list
) -> None:
    assert types(sentence(notation)) == expected


@pytest.mark.parametrize("notation", [CLASHES, THE_ATTACK])
def test_a_clause_that_only_refers_to_the_happening_is_a_toll(sentence: Callable, notation: str) -> None:
    read = sentence(notation)
    assert [draft.type for draft in read.merged if draft.figures] == ["toll"]
    assert not [draft for draft in read.merged if not draft.figures]


def test_killed_by_nobody_named_is_a_toll(sentence: Callable) -> None:
    (draft,) = sentence(NO_KILLER).merged
    assert (draft.type, draft.kind) == ("toll", ClaimKind.TOLL)


def test_killed_by_somebody_is_a_killing(sentence: Callable) -> None:
    (draft,) = sentence(KILLER).merged
    assert (draft.type, draft.kind) == ("killing", ClaimKind.EVENT)


def test_a_named_person_killed_is_a_killing_even_without_a_killer(sentence: Callable) -> None:
    assert types(sentence(NAMED)) == [("killing", [("killed", 1)])]


def test_a_lost_stronghold_is_not_held(sentence: Callable) -> None:
    assert types(sentence(RETOOK)) == [("territory_gained", [])]


def test_a_happening_that_is_only_condemned_is_no_claim(sentence: Callable) -> None:
    read = sentence(CONDEMNED)
    assert [draft.type for draft in read.drafts] == ["air_strike"]
    assert read.merged == []


def test_a_happening_that_erupted_is_a_claim(sentence: Callable) -> None:
    assert types(sentence(ERUPTED)) == [("armed_clash", [])]


def test_a_risen_death_toll_is_one_toll(sentence: Callable) -> None:
    assert [row for row in types(sentence(DEATH_TOLL)) if row[0] == "toll"] == [("toll", [("killed", 25)])]


@pytest.mark.parametrize(
    ("notation", "harm", "event", "tie"),
    [
        (BOMB_KILLED, "killed", "bomb", Tie.SUBJECT),
        (RESULTED, "death", "blast", Tie.RESULT),
        (AN_AMBUSH, "killed", "ambush", Tie.CIRCUMSTANCE),
        (EXPLODED, "wounding", "exploded", Tie.CLAUSE),
    ],
)
def test_a_harm_hangs_on_its_happening_by_a_tie(
    sentence: Callable, notation: str, harm: str, event: str, tie: Tie
) -> None:
    read = sentence(notation)
    assert find_tie(read.tree, read.lexicon, read.draft(harm), read.draft(event)) is tie


def test_a_harm_and_a_happening_in_two_clauses_are_not_tied(sentence: Callable) -> None:
    read = sentence("""
    Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC ,/PUNCT/9/punct while/SCONJ/9/mark
    police/NOUN/9/nsubj in/ADP/8/case Bamako/PROPN/6/nmod/LOC said/say/VERB/2/advcl gunmen/gunman/NOUN/11/nsubj
    killed/kill/VERB/9/ccomp two/NUM/13/nummod guards/guard/NOUN/11/obj
    """)
    killed, shelled = read.draft("killed"), read.draft("shelled")
    killed_in_shelling = find_tie(read.tree, read.lexicon, killed, shelled)
    assert killed_in_shelling not in {Tie.SUBJECT, Tie.RESULT, Tie.CIRCUMSTANCE}


def test_merging_nothing_gives_nothing(sentence: Callable) -> None:
    read = sentence(KILLER)
    assert merge_drafts(read.tree, read.lexicon, [], []) == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Two men placed the explosives at the door and fled.", ["explosion"]),
        ("Three rebels were killed in a firefight on Monday night.", ["toll"]),
        ("A car bomb that went off near the barracks on Sunday killed six soldiers.", ["explosion"]),
        ("Rebels murdered a student, whose body was left on a road.", ["killing"]),
        ("Villagers found the bodies of nine traders executed by rebels.", ["killing"]),
        ("The minister condemned the wave of attacks.", []),
    ],
)
def test_one_happening_is_told_once(claims: Callable[..., Any], text: str, types: list[str]) -> None:
    assert [claim.type for claim in claims(text)] == types


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off outside a bank in Kampala on Tuesday, damaging the facade, but no one was injured.",
        "Gunmen opened fire on the mayor but none of the guards were killed.",
        "Shells hit the port on Monday, but no soldiers were hurt.",
        "The blast injured no one.",
    ],
)
def test_a_happening_that_harmed_nobody_is_not_denied(claims: Callable[..., Any], text: str) -> None:
    assert [str(claim.stance) for claim in claims(text)] == ["asserted"]
    assert all(one.surface not in {"no one", "none"} for claim in claims(text) for one in claim.mentions("target"))


SERIES = """
A/DET/2/det series/NOUN/7/nsubj of/ADP/4/case strikes/strike/NOUN/2/nmod near/ADP/6/case Gao/PROPN/4/nmod/LOC
killed/kill/VERB/0/root 20/NUM/9/nummod rebels/rebel/NOUN/7/obj ./PUNCT/7/punct
"""
SERIES_CARRIED = """
Rebels/rebel/NOUN/2/nsubj carried/carry/VERB/0/root out/ADP/2/compound:prt a/DET/5/det series/NOUN/2/obj of/ADP/7/case
attacks/attack/NOUN/5/nmod on/ADP/9/case Gao/PROPN/7/nmod/LOC ./PUNCT/2/punct
"""
SERIES_STUDIED = SERIES_CARRIED.replace("carried/carry", "studied/study").replace(
    "out/ADP/2/compound:prt", "well/ADV/2/advmod"
)
AFTER_ONE = """
After/ADP/3/case an/DET/3/det attack/NOUN/9/obl in/ADP/5/case 2015/NUM/3/nmod ,/PUNCT/3/punct a/DET/8/det
law/NOUN/9/nsubj passed/pass/VERB/0/root ./PUNCT/9/punct
"""


def test_a_series_of_strikes_does_what_strikes_do(sentence: Callable) -> None:
    (draft,) = sentence(SERIES).merged
    assert (draft.type, len(draft.figures)) == ("air_strike", 1)


def test_who_carries_out_a_series_of_attacks_attacks(sentence: Callable) -> None:
    read = sentence(SERIES_CARRIED)
    (draft,) = read.merged
    assert read.words(draft.roles["actor"]) == ["Rebels"]
    assert sentence(SERIES_STUDIED).merged == []


def test_an_attack_with_its_own_date_is_a_claim_after_which_something_came(sentence: Callable) -> None:
    assert [draft.type for draft in sentence(AFTER_ONE).merged] == ["attack"]
    assert sentence(AFTER_ONE.replace("an/DET", "the/DET")).merged == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A bomb planted by militants went off in Kafra, wounding nine herders.", "militants"),
        ("Nine guards died in an ambush blamed on the militia.", "the militia"),
    ],
)
def test_what_is_said_behind_the_noun_of_a_happening_is_one_claim_with_it(
    claims: Callable[..., Any], text: str, actor: str
) -> None:
    (claim,) = claims(text)
    assert [argument.mention.surface for argument in claim.arguments if argument.role == "actor"] == [actor]


def test_an_exchange_of_fire_that_lasted_is_a_clash(claims: Callable[..., Any]) -> None:
    (claim,) = claims("The exchange of fire lasted for three hours.")
    assert claim.type == "armed_clash"
