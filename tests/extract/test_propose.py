from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.extract.base import Proposal
from sijil.records import ClaimKind

PERCENT = """
Rebels/rebel/NOUN/2/nsubj hold/VERB/0/root 70/NUM/4/nummod percent/NOUN/2/obj of/ADP/7/case the/DET/7/det
town/NOUN/4/nmod ./PUNCT/2/punct
"""
MOST = """
The/DET/2/det army/NOUN/4/nsubj has/have/AUX/4/aux retaken/retake/VERB/0/root most/ADJ/4/obj of/ADP/8/case the/DET/8/det
town/NOUN/5/nmod ./PUNCT/4/punct
"""
MOST_NOW = """
The/DET/2/det army/NOUN/3/nsubj retook/retake/VERB/0/root most/ADJ/3/obj of/ADP/7/case the/DET/7/det town/NOUN/4/nmod
"""
WHOLE = "Rebels/rebel/NOUN/2/nsubj hold/VERB/0/root the/DET/4/det town/NOUN/2/obj ./PUNCT/2/punct"
ARTILLERY = """
Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root Gao/PROPN/2/obj/LOC with/ADP/5/case mortars/mortar/NOUN/2/obl
"""
CLASHES = """
Clashes/clash/NOUN/7/nsubj between/ADP/4/case the/DET/4/det army/NOUN/1/nmod and/CCONJ/6/cc rebels/rebel/NOUN/4/conj
erupted/erupt/VERB/0/root in/ADP/9/case Gao/PROPN/7/obl/LOC on/ADP/11/case Monday/PROPN/7/obl ./PUNCT/7/punct
"""
TWO_TIMES = """
Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC on/ADP/5/case Sunday/PROPN/2/obl and/CCONJ/7/cc
captured/capture/VERB/2/conj Kidal/PROPN/7/obj/LOC on/ADP/10/case Monday/PROPN/7/obl ./PUNCT/2/punct
"""


def roles(proposal: Proposal) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, quote in proposal.roles:
        found.setdefault(role, []).append(quote.text)
    return found


@pytest.mark.parametrize(("notation", "share"), [(PERCENT, 0.7), (MOST, "most"), (WHOLE, None)])
def test_the_share_of_a_place_is_kept(sentence: Callable, notation: str, share: float | str | None) -> None:
    (found,) = sentence(notation).found
    assert found.proposal.share == share


def test_to_have_retaken_most_of_a_town_is_to_hold_it(sentence: Callable) -> None:
    (have,) = sentence(MOST).found
    (once,) = sentence(MOST_NOW).found
    assert (have.proposal.type, have.proposal.kind) == ("control", ClaimKind.STATE)
    assert (once.proposal.type, once.proposal.kind) == ("territory_gained", ClaimKind.EVENT)


def test_the_weapon_of_a_violent_clause_is_named(sentence: Callable) -> None:
    (found,) = sentence(ARTILLERY).found
    assert roles(found.proposal)["weapon"] == ["mortars"]


def test_of_two_who_clash_the_second_is_the_other_side(sentence: Callable) -> None:
    (found,) = sentence(CLASHES).found
    assert roles(found.proposal) == {
        "actor": ["the army"],
        "target": ["rebels"],
        "time": ["on Monday"],
        "place": ["Gao"],
    }


def test_each_of_two_claims_has_its_own_time_and_place(sentence: Callable) -> None:
    shelled, captured = sentence(TWO_TIMES).found
    assert (roles(shelled.proposal)["place"], roles(shelled.proposal)["time"]) == (["Gao"], ["on Sunday"])
    assert (roles(captured.proposal)["place"], roles(captured.proposal)["time"]) == (["Kidal"], ["on Monday"])
    assert roles(captured.proposal)["actor"] == ["Rebels"]


def test_a_sentence_without_a_happening_proposes_nothing(sentence: Callable) -> None:
    assert sentence("The/DET/2/det sun/NOUN/3/nsubj shone/shine/VERB/0/root ./PUNCT/3/punct").found == []


def test_a_proposal_names_the_rules_that_it_rests_on(sentence: Callable) -> None:
    (found,) = sentence("""
    Rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root 12/NUM/4/nummod guards/guard/NOUN/2/obj and/CCONJ/6/cc
    wounded/wound/VERB/2/conj 30/NUM/6/obj ./PUNCT/2/punct
    """).found
    assert found.rules == {"kill", "wound"}
    assert found.proposal.rule == "kill"
