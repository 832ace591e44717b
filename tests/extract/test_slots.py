from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.extract.slots import Slots, is_passive, objects, subjects

ACTIVE = """
Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root two/NUM/4/nummod soldiers/soldier/NOUN/2/obj in/ADP/6/case
Gao/PROPN/2/obl/LOC ./PUNCT/2/punct
"""
PASSIVE = """
Two/NUM/2/nummod soldiers/soldier/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root by/ADP/6/case
Gunmen/gunman/NOUN/4/obl:agent in/ADP/8/case Gao/PROPN/4/obl/LOC ./PUNCT/4/punct
"""
RELATIVE = """
The/DET/2/det Gunmen/gunman/NOUN/7/nsubj who/PRON/4/nsubj killed/kill/VERB/2/acl:relcl two/NUM/6/nummod
soldiers/soldier/NOUN/4/obj fled/VERB/0/root ./PUNCT/7/punct
"""
REDUCED = """
soldiers/soldier/NOUN/6/nsubj killed/kill/VERB/1/acl by/ADP/4/case Gunmen/gunman/NOUN/2/obl were/be/AUX/6/aux:pass
buried/bury/VERB/0/root ./PUNCT/6/punct
"""
SHARED = """
Gunmen/gunman/NOUN/2/nsubj attacked/attack/VERB/0/root the/DET/4/det base/NOUN/2/obj and/CCONJ/6/cc
killed/kill/VERB/2/conj two/NUM/8/nummod soldiers/soldier/NOUN/6/obj ./PUNCT/2/punct
"""
KILLING = """
Gunmen/gunman/NOUN/2/nsubj attacked/attack/VERB/0/root ,/PUNCT/4/punct killing/kill/VERB/2/advcl two/NUM/6/nummod
soldiers/soldier/NOUN/4/obj ./PUNCT/2/punct
"""
BRIDGE = """
The/DET/2/det bridge/NOUN/6/nsubj that/PRON/5/obj rebels/rebel/NOUN/5/nsubj captured/capture/VERB/2/acl:relcl
fell/fall/VERB/0/root ./PUNCT/6/punct
"""
ORDERED = """
The/DET/2/det general/NOUN/3/nsubj ordered/order/VERB/0/root troops/NOUN/3/obj to/PART/6/mark attack/VERB/3/xcomp
the/DET/8/det town/NOUN/6/obj ./PUNCT/3/punct
"""
VOWED = """
Rebels/rebel/NOUN/2/nsubj vowed/vow/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp the/DET/6/det town/NOUN/4/obj
"""
BOTH = """
Rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root and/CCONJ/4/cc wounded/wound/VERB/2/conj 12/NUM/6/nummod
guards/guard/NOUN/4/obj ./PUNCT/2/punct
"""
STRIKE = """
The/DET/2/det army/NOUN/3/nsubj carried/carry/VERB/0/root out/ADP/3/compound:prt a/DET/6/det strike/NOUN/3/obj
on/ADP/9/case a/DET/9/det camp/NOUN/6/nmod in/ADP/11/case Gao/PROPN/3/obl/LOC ./PUNCT/3/punct
"""
OWNED = """
An/a/DET/3/det Israeli/ADJ/3/amod strike/NOUN/6/nsubj by/ADP/5/case jets/jet/NOUN/3/nmod hit/VERB/0/root a/DET/8/det
convoy/NOUN/6/obj ./PUNCT/6/punct
"""
APPOSED = """
Sirte/PROPN/9/nsubj/LOC ,/PUNCT/4/punct a/DET/4/det stronghold/NOUN/1/appos of/ADP/7/case the/DET/7/det
group/NOUN/4/nmod ,/PUNCT/4/punct fell/fall/VERB/0/root ./PUNCT/9/punct
"""
SAID_OF = """
Sirte/PROPN/4/nsubj/LOC is/be/AUX/4/cop a/DET/4/det stronghold/NOUN/0/root of/ADP/7/case the/DET/7/det group/NOUN/4/nmod
"""
BLAST = """
Twelve/NUM/2/nsubj killed/kill/VERB/0/root in/ADP/4/case blast/NOUN/2/obl ./PUNCT/2/punct
"""
BID = """
Their/they/PRON/2/nmod:poss bid/NOUN/7/nsubj to/PART/4/mark retake/VERB/2/acl the/DET/6/det town/NOUN/4/obj
failed/fail/VERB/0/root ./PUNCT/7/punct
"""


@pytest.mark.parametrize("notation", [ACTIVE, PASSIVE, RELATIVE, REDUCED, SHARED])
def test_who_kills_whom_is_read_alike_from_all_clauses(sentence: Callable, notation: str) -> None:
    read = sentence(notation)
    slots = Slots(read.tree, (read.at("killed"),))
    assert read.words(slots.fill("subject")) == ["Gunmen"]
    assert read.words(slots.fill("object")) == ["soldiers"]


def test_a_participle_clause_shares_the_subject_of_its_main_clause(sentence: Callable) -> None:
    read = sentence(KILLING)
    assert read.words(subjects(read.tree, read.at("killing"))) == ["Gunmen"]


def test_what_a_relative_clause_without_an_object_acts_on_is_the_noun_before_it(sentence: Callable) -> None:
    read = sentence(BRIDGE)
    slots = Slots(read.tree, (read.at("captured"),))
    assert read.words(slots.fill("subject")) == ["rebels"]
    assert read.words(slots.fill("object")) == ["bridge"]


def test_those_who_are_ordered_are_those_who_act(sentence: Callable) -> None:
    read = sentence(ORDERED)
    assert read.words(subjects(read.tree, read.at("attack"))) == ["troops"]


def test_those_who_vow_are_those_who_act(sentence: Callable) -> None:
    read = sentence(VOWED)
    assert read.words(subjects(read.tree, read.at("attack"))) == ["Rebels"]


def test_two_joined_verbs_share_one_object(sentence: Callable) -> None:
    read = sentence(BOTH)
    assert read.words(objects(read.tree, read.at("killed"))) == ["guards"]
    assert read.words(objects(read.tree, read.at("wounded"))) == ["guards"]


def test_a_light_verb_gives_its_subject_and_places_to_the_noun(sentence: Callable) -> None:
    read = sentence(STRIKE)
    slots = Slots(read.tree, (read.at("strike"),), light=read.at("carried"))
    assert read.words(slots.fill("light")) == ["army"]
    assert read.words(slots.fill("on")) == ["camp"]
    assert read.words(slots.fill("in")) == ["Gao"]


def test_a_noun_without_a_light_verb_has_no_light_subject(sentence: Callable) -> None:
    read = sentence(STRIKE)
    assert Slots(read.tree, (read.at("strike"),)).fill("light") == []


def test_a_nation_before_a_noun_owns_it(sentence: Callable) -> None:
    read = sentence(OWNED)
    slots = Slots(read.tree, (read.at("strike"),), owners=frozenset({"israeli"}))
    assert read.words(slots.fill("mod")) == ["Israeli"]
    assert read.words(slots.fill("by")) == ["jets"]


def test_a_place_before_a_noun_does_not_own_it(sentence: Callable) -> None:
    read = sentence("Gao/PROPN/2/compound/LOC strike/NOUN/3/nsubj kills/kill/VERB/0/root two/NUM/3/obj")
    assert Slots(read.tree, (read.at("strike"),)).fill("mod") == []


def test_an_apposition_is_said_of_the_noun_before_it(sentence: Callable) -> None:
    read = sentence(APPOSED)
    assert read.words(Slots(read.tree, (read.at("stronghold"),)).fill("appos")) == ["Sirte"]


def test_a_predicate_is_said_of_its_subject(sentence: Callable) -> None:
    read = sentence(SAID_OF)
    slots = Slots(read.tree, (read.at("stronghold"),))
    assert read.words(slots.fill("predicate")) == ["Sirte"]
    assert read.words(slots.fill("of")) == ["group"]


def test_roles_tell_that_a_headlines_subject_was_the_victim(sentence: Callable) -> None:
    read = sentence(BLAST, roles={"killed": {"ARG1": "Twelve"}})
    slots = Slots(read.tree, (read.at("killed"),))
    assert slots.fill("subject") == []
    assert read.words(slots.fill("object")) == ["Twelve"]


def test_whose_bid_it_is_acts_in_it(sentence: Callable) -> None:
    read = sentence(BID)
    assert read.words(subjects(read.tree, read.at("retake"))) == ["Their"]


@pytest.mark.parametrize(
    ("notation", "verb", "passive"),
    [(ACTIVE, "killed", False), (PASSIVE, "killed", True), (REDUCED, "killed", True), (KILLING, "killing", False)],
)
def test_a_passive_is_told_from_an_active(sentence: Callable, notation: str, verb: str, passive: bool) -> None:  # noqa: FBT001
    read = sentence(notation)
    assert is_passive(read.tree, read.at(verb)) is passive


def test_whose_phase_of_an_effort_it_is_acts_in_it(sentence: Callable) -> None:
    read = sentence(
        """
        Marines/marine/NOUN/2/nsubj began/begin/VERB/0/root a/DET/4/det phase/NOUN/2/obj of/ADP/7/case the/DET/7/det
        effort/NOUN/4/nmod to/PART/9/mark isolate/VERB/7/acl Gao/PROPN/9/obj/LOC ./PUNCT/2/punct
        """
    )
    assert read.words(subjects(read.tree, read.at("isolate"))) == ["Marines"]
