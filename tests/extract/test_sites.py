from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sijil.extract.sites import are_listed, quote_places

if TYPE_CHECKING:
    from conftest import Sentence

DISTRICTS = """
The/DET/2/det army/NOUN/3/nsubj holds/hold/VERB/0/root the/DET/5/det districts/district/NOUN/3/obj of/ADP/7/case
Sabri/PROPN/5/nmod/LOC and/CCONJ/9/cc Laithi/PROPN/7/conj/LOC ./PUNCT/3/punct
"""
TOWNS = """
Rebels/rebel/NOUN/2/nsubj hold/VERB/0/root Gao/PROPN/2/obj/LOC ,/PUNCT/5/punct Kidal/PROPN/3/conj/LOC and/CCONJ/7/cc
Ansongo/PROPN/3/conj/LOC ./PUNCT/2/punct
"""
ATTACKED = """
Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root a/DET/4/det convoy/NOUN/2/obj near/ADP/6/case Gao/PROPN/2/obl/LOC
on/ADP/8/case Monday/PROPN/2/obl
"""
BEFORE = """
Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root a/DET/4/det convoy/NOUN/2/obj in/ADP/6/case front/NOUN/2/obl
of/ADP/9/case a/DET/9/det bank/NOUN/6/nmod in/ADP/11/case Gao/PROPN/2/obl/LOC
"""
WITH_SOLDIERS = """
Rebels/rebel/NOUN/2/nsubj clashed/clash/VERB/0/root with/ADP/4/case soldiers/soldier/NOUN/2/obl for/ADP/6/case
hours/hour/NOUN/2/obl
"""
SCENE = """
Marib/PROPN/4/nsubj/LOC was/be/AUX/4/cop the/DET/4/det scene/NOUN/0/root of/ADP/6/case clashes/clash/NOUN/4/nmod
./PUNCT/4/punct
"""
SCENE_BESIDE = """
Marib/PROPN/8/nsubj/LOC ,/PUNCT/4/punct the/DET/4/det scene/NOUN/1/appos of/ADP/6/case clashes/clash/NOUN/4/nmod
,/PUNCT/4/punct fell/fall/VERB/0/root ./PUNCT/8/punct
"""
RESULT = """
Marib/PROPN/4/nsubj/LOC was/be/AUX/4/cop the/DET/4/det result/NOUN/0/root of/ADP/6/case clashes/clash/NOUN/4/nmod
./PUNCT/4/punct
"""


def places(read: Sentence, trigger: str) -> list[str]:
    draft = read.draft(trigger)
    return [quote.text for quote in quote_places(read.tree, read.lexicon, draft, draft.words, (0, 0))]


def test_a_list_behind_a_plural_kind_of_place_is_split(sentence: Callable) -> None:
    assert places(sentence(DISTRICTS), "holds") == ["Sabri", "Laithi"]


def test_joined_places_are_split(sentence: Callable) -> None:
    assert places(sentence(TOWNS), "hold") == ["Gao", "Kidal", "Ansongo"]


def test_a_place_behind_a_preposition_is_found(sentence: Callable) -> None:
    assert "Gao" in places(sentence(ATTACKED), "attacked")


def test_what_a_happening_was_in_front_of_is_a_place_beside_the_town(sentence: Callable) -> None:
    assert {"Gao", "a bank"} <= set(places(sentence(BEFORE), "attacked"))


@pytest.mark.parametrize(("words", "found"), [(SCENE, ["Marib"]), (SCENE_BESIDE, ["Marib"]), (RESULT, [])])
def test_what_is_the_scene_of_a_happening_is_its_place(sentence: Callable, words: str, found: list[str]) -> None:
    assert places(sentence(words), "clashes") == found


def test_neither_times_nor_people_are_places(sentence: Callable) -> None:
    assert "Monday" not in " ".join(places(sentence(ATTACKED), "attacked"))
    assert places(sentence(WITH_SOLDIERS), "clashed") == []


def test_a_state_said_of_listed_places_is_one_claim_for_each(sentence: Callable) -> None:
    found = sentence(TOWNS).found
    assert [[quote.text for role, quote in one.proposal.roles if role == "place"] for one in found] == [
        ["Gao"],
        ["Kidal"],
        ["Ansongo"],
    ]


def test_places_of_one_list_are_told_from_places_apart(sentence: Callable) -> None:
    read = sentence(TOWNS)
    listed = quote_places(read.tree, read.lexicon, read.draft("hold"), {read.at("hold")}, (0, 0))
    assert are_listed(read.tree, listed)
    assert are_listed(read.tree, listed[::-1])
    assert not are_listed(read.tree, [listed[0], listed[2]])


def test_a_hospital_to_which_people_are_taken_is_not_where_they_were_hurt(sentence: Callable) -> None:
    (found,) = sentence(
        """
        Two/NUM/2/nummod guards/guard/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass taken/take/VERB/0/root to/ADP/6/case
        hospital/NOUN/4/obl in/ADP/8/case Gao/PROPN/4/obl/LOC ./PUNCT/4/punct
        """
    ).found
    assert [quote.text for role, quote in found.proposal.roles if role == "place"] == ["Gao"]
