from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.extract.light import light_of
from sijil.extract.rules import find_drafts, list_attempts
from sijil.records import ClaimKind

ATTACKED = """
Gunmen/gunman/NOUN/2/nsubj attacked/attack/VERB/0/root a/DET/4/det barracks/NOUN/2/obj near/ADP/6/case
Gao/PROPN/2/obl/LOC
"""
READERS = """
The/DET/2/det company/NOUN/4/nsubj will/AUX/4/aux target/VERB/0/root younger/young/ADJ/6/amod readers/reader/NOUN/4/obj
"""
DETAINED = "Police/NOUN/2/nsubj detained/detain/VERB/0/root three/NUM/4/nummod suspects/suspect/NOUN/2/obj"
STRIKE = """
The/DET/2/det army/NOUN/3/nsubj carried/carry/VERB/0/root out/ADP/3/compound:prt three/NUM/6/nummod
strikes/strike/NOUN/3/obj on/ADP/9/case a/DET/9/det camp/NOUN/6/nmod
"""
WORKERS = """
Railway/NOUN/2/compound workers/worker/NOUN/3/nsubj began/begin/VERB/0/root a/DET/5/det strike/NOUN/3/obj
"""
SHOT_DOWN = """
Rebels/rebel/NOUN/2/nsubj shot/shoot/VERB/0/root down/ADP/2/compound:prt a/DET/5/det helicopter/NOUN/2/obj
"""
CONTROL = """
The/DET/2/det army/NOUN/3/nsubj took/take/VERB/0/root control/NOUN/3/obj of/ADP/7/case the/DET/7/det airport/NOUN/4/nmod
"""
HEART = "He/PRON/2/nsubj suffered/suffer/VERB/0/root a/DET/5/det heart/NOUN/5/compound attack/NOUN/2/obj"


def test_a_rule_fills_its_roles_from_the_slots(sentence: Callable) -> None:
    read = sentence(ATTACKED)
    draft = read.draft("attacked")
    assert (draft.type, draft.kind) == ("attack", ClaimKind.EVENT)
    assert read.words(draft.roles["actor"]) == ["Gunmen"]
    assert read.words(draft.roles["target"]) == ["barracks"]
    assert read.words(draft.roles["place"]) == ["Gao", "barracks"]


def test_a_rule_does_not_fire_on_fillers_of_another_kind(sentence: Callable) -> None:
    read = sentence(READERS)
    assert read.drafts == []


def test_a_rule_that_does_not_fire_says_why(sentence: Callable) -> None:
    read = sentence(READERS)
    refusals = [attempt.refusal for attempt in list_attempts(read.tree, read.lexicon)]
    assert None not in refusals
    assert any(refusal and "'company' in the slot" in refusal for refusal in refusals)


def test_a_counted_slot_becomes_a_figure(sentence: Callable) -> None:
    read = sentence(DETAINED)
    (done,) = read.draft("detained").figures
    assert (done.harm, done.counted.count.low, read.tree.forms[done.filler]) == ("arrested", 3, "suspects")


def test_a_light_verb_lends_its_subject_to_the_noun(sentence: Callable) -> None:
    read = sentence(STRIKE)
    draft = read.draft("strikes")
    assert draft.slots.light == read.at("carried")
    assert read.words(draft.roles["actor"]) == ["army"]
    assert read.words(draft.roles["target"]) == ["camp"]
    assert [(done.harm, done.counted.count.low) for done in draft.figures] == [("strikes", 3)]


def test_a_verb_that_carries_nothing_is_no_light_verb(sentence: Callable) -> None:
    read = sentence(HEART)
    assert light_of(read.tree, read.lexicon, (read.at("attack"),)) == -1


def test_workers_on_strike_bomb_nobody(sentence: Callable) -> None:
    assert sentence(WORKERS).drafts == []


def test_a_heart_attack_is_no_attack(sentence: Callable) -> None:
    assert sentence(HEART).drafts == []


def test_of_two_phrases_at_one_verb_the_longer_wins(sentence: Callable) -> None:
    read = sentence(SHOT_DOWN)
    assert [(draft.type, read.words(draft.slots.words)) for draft in read.drafts] == [
        ("aircraft_lost", ["shot", "down"]),
    ]


def test_the_words_of_a_phrase_call_no_rule_of_their_own(sentence: Callable) -> None:
    read = sentence(CONTROL)
    assert [draft.rule.id for draft in read.drafts] == ["take-control"]
    assert read.words(read.drafts[0].roles["place"]) == ["airport"]


@pytest.mark.parametrize("notation", [ATTACKED, DETAINED, STRIKE, SHOT_DOWN])
def test_at_most_one_draft_comes_of_one_word(sentence: Callable, notation: str) -> None:
    read = sentence(notation)
    heads = [draft.head for draft in find_drafts(read.tree, read.lexicon)]
    assert heads == sorted(set(heads))
