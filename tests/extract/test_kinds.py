from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.extract.kinds import fits, kinds_of, whole_of

HOLD = """
They/PRON/2/nsubj hold/VERB/0/root 70/NUM/4/nummod percent/NOUN/2/obj of/ADP/7/case the/DET/7/det town/NOUN/4/nmod
"""


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("soldiers/soldier/NOUN/0/root", "fighter"),
        ("soldiers/soldier/NOUN/0/root", "person"),
        ("children/child/NOUN/0/root", "civilian"),
        ("district/NOUN/0/root", "place"),
        ("airport/NOUN/0/root", "facility"),
        ("shelling/NOUN/0/root", "happening"),
        ("Tuesday/PROPN/0/root", "time"),
        ("warplanes/warplane/NOUN/0/root", "airborne"),
        ("they/PRON/0/root", "person"),
        ("themselves/PRON/0/root", "reflexive"),
        ("Tarfa/PROPN/0/root/LOC", "place"),
        ("Tarfa/PROPN/0/root/ORG", "group"),
        ("Tarfa/PROPN/0/root/PER", "person"),
        ("12/NUM/0/root", "number"),
    ],
)
def test_a_word_is_of_its_kind(sentence: Callable, word: str, kind: str) -> None:
    read = sentence(word)
    assert kind in kinds_of(read.tree, read.lexicon, 0)


@pytest.mark.parametrize(
    ("words", "of_people"),
    [
        ("two/NUM/2/nummod Italians/italian/NOUN/0/root", True),
        ("an/DET/2/det Italian/italian/NOUN/0/root", True),
        ("Italian/italian/ADJ/2/amod goods/good/NOUN/0/root", False),
    ],
)
def test_a_noun_for_those_of_a_nation_is_of_people(sentence: Callable, words: str, of_people: bool) -> None:  # noqa: FBT001
    read = sentence(words)
    first = next(word for word, form in enumerate(read.tree.forms) if form.startswith("Italian"))
    assert ("person" in kinds_of(read.tree, read.lexicon, first)) is of_people


def test_a_person_is_no_mere_proper_name(sentence: Callable) -> None:
    read = sentence("Omar/PROPN/0/root/PER")
    assert "propn" not in kinds_of(read.tree, read.lexicon, 0)


def test_an_air_force_flies_and_an_army_does_not(sentence: Callable) -> None:
    air = sentence("air/NOUN/2/compound force/NOUN/0/root")
    army = sentence("rebel/NOUN/2/compound force/NOUN/0/root")
    assert "airborne" in kinds_of(air.tree, air.lexicon, 1)
    assert "airborne" not in kinds_of(army.tree, army.lexicon, 1)


def test_a_part_is_of_the_kind_of_its_whole(sentence: Callable) -> None:
    read = sentence(HOLD)
    assert {"number", "place"} <= kinds_of(read.tree, read.lexicon, read.at("percent"))
    assert whole_of(read.tree, read.at("percent")) == read.at("town")
    assert whole_of(read.tree, read.at("town")) == -1


def test_the_day_of_a_month_counts_nobody(sentence: Callable) -> None:
    read = sentence("7/NUM/0/root May/PROPN/1/nmod")
    assert kinds_of(read.tree, read.lexicon, 0) >= {"time"}
    assert "number" not in kinds_of(read.tree, read.lexicon, 0)


@pytest.mark.parametrize(
    ("kinds", "wanted", "fit"),
    [
        ({"person", "any"}, ("person", "group"), True),
        ({"place", "any"}, ("person", "group"), False),
        ({"place", "person", "any"}, ("place", "!person"), False),
        ({"place", "any"}, ("!person",), True),
        ({"any"}, ("any",), True),
    ],
)
def test_a_filler_fits_one_plain_kind_and_none_that_is_refused(kinds: set, wanted: tuple, fit: bool) -> None:  # noqa: FBT001
    assert fits(frozenset(kinds), wanted) is fit


def test_an_army_post_is_a_place_and_a_cabinet_post_is_none(sentence: Callable) -> None:
    army = sentence("army/NOUN/2/compound post/NOUN/0/root")
    cabinet = sentence("cabinet/NOUN/2/compound post/NOUN/0/root")
    assert "tenure" not in kinds_of(army.tree, army.lexicon, 1)
    assert "tenure" in kinds_of(cabinet.tree, cabinet.lexicon, 1)


def test_each_other_is_nobody_else(sentence: Callable) -> None:
    read = sentence(
        """
        The/DET/2/det army/NOUN/5/nsubj and/CCONJ/4/cc rebels/rebel/NOUN/2/conj fought/fight/VERB/0/root
        each/DET/5/obj other/ADJ/6/fixed ./PUNCT/5/punct
        """
    )
    assert "reciprocal" in kinds_of(read.tree, read.lexicon, read.at("each"))
    (found,) = read.found
    assert [role for role, _ in found.proposal.roles] == ["actor", "target"]


@pytest.mark.parametrize(
    ("words", "is_body"),
    [
        ("a/DET/2/det guard/guard/NOUN/0/root", False),
        ("the/DET/2/det guards/guard/NOUN/0/root", True),
        ("the/DET/3/det guard/guard/NOUN/3/compound commander/commander/NOUN/0/root", True),
        ("the/DET/2/det police/police/NOUN/0/root", True),
    ],
)
def test_one_fighter_is_no_body_of_them(sentence: Callable, words: str, is_body: bool) -> None:  # noqa: FBT001
    read = sentence(words)
    first = next(word for word, lemma in enumerate(read.tree.lemmas) if lemma in {"guard", "police"})
    assert ("group" in kinds_of(read.tree, read.lexicon, first)) is is_body


@pytest.mark.parametrize(
    ("words", "facility", "tenure"),
    [
        ("power/NOUN/2/compound grid/NOUN/0/root", True, False),
        ("a/DET/2/det grid/NOUN/0/root", False, False),
        ("tax/NOUN/2/compound office/NOUN/0/root", True, False),
        ("mayor/NOUN/3/nmod:poss 's/PART/1/case office/NOUN/0/root", True, False),
        ("high/ADJ/2/amod office/NOUN/0/root", True, True),
    ],
)
def test_words_before_a_noun_make_it_a_building(
    sentence: Callable, words: str, *, facility: bool, tenure: bool
) -> None:
    read = sentence(words)
    kinds = kinds_of(read.tree, read.lexicon, len(words.split()) - 1)
    assert ("facility" in kinds, "tenure" in kinds) == (facility, tenure)
