from __future__ import annotations

from dataclasses import replace

import pytest

from sijil.errors import PackError
from sijil.extract.lexicon import Lexicon, _check, _index_names, compile_lexicon
from sijil.packs import Packs
from sijil.parts import Rule
from sijil.records import ClaimKind


def test_the_packs_are_compiled_once(packs: Packs) -> None:
    assert compile_lexicon(packs) is compile_lexicon(packs)


def test_a_word_list_knows_plurals_that_the_lemmatiser_left(lexicon: Lexicon) -> None:
    assert lexicon.has("fighter", "soldier")
    assert lexicon.has("fighter", "soldiers")
    assert lexicon.has("fighter", "policemen")
    assert not lexicon.has("fighter", "teacher")


def test_every_type_that_a_rule_names_has_a_kind(lexicon: Lexicon) -> None:
    triggers = [trigger for index in lexicon.triggers.values() for found in index.values() for trigger in found]
    assert {trigger.rule.type for trigger in triggers} <= lexicon.kinds.keys()
    assert lexicon.kinds["toll"] is ClaimKind.TOLL


def test_longer_triggers_are_tried_first(lexicon: Lexicon) -> None:
    for index in lexicon.triggers.values():
        for found in index.values():
            lengths = [len(trigger.lemmas) for trigger in found]
            assert lengths == sorted(lengths, reverse=True)


def test_nouns_of_happenings_name_no_harm_and_no_state(lexicon: Lexicon) -> None:
    assert {"ambush", "shelling", "explosion", "clash"} <= lexicon.happenings
    assert not {"death", "injury", "stronghold", "siege"} & lexicon.happenings


def test_a_registers_place_and_actor_are_labelled(lexicon: Lexicon, packs: Packs) -> None:
    assert lexicon.names == _index_names(packs)
    labels = {label for found in lexicon.names.values() for _, label in found}
    assert labels == {"LOC", "ORG"}


def test_nations_are_known_by_name_and_adjective(lexicon: Lexicon) -> None:
    assert {"turkish", "libya"} <= lexicon.nations


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (Rule(id="odd", type="picnic", trigger=("eat",)), "rule odd: unknown claim type 'picnic'"),
        (Rule(id="odd", type="attack", trigger=("@nowhere",)), "rule odd: unknown word list '@nowhere'"),
    ],
)
def test_a_rule_that_names_what_the_packs_lack_is_refused(lexicon: Lexicon, rule: Rule, message: str) -> None:
    with pytest.raises(PackError, match=message):
        _check((rule,), lexicon.lists, lexicon.kinds)


def test_all_wrong_rules_are_named_at_once(lexicon: Lexicon) -> None:
    rule = Rule(id="one", type="picnic", trigger=("@nowhere",))
    with pytest.raises(PackError) as refused:
        _check((rule, replace(rule, id="two")), lexicon.lists, lexicon.kinds)
    assert refused.value.what.count("picnic") == 2
    assert refused.value.what.count("@nowhere") == 2
