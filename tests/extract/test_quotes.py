from __future__ import annotations

from collections.abc import Callable

from sijil.extract.quotes import quote_group, quote_phrase, quote_range

LOYAL = """
Fighters/fighter/NOUN/8/nsubj loyal/ADJ/8/amod to/ADP/4/case Omar/PROPN/8/obl/PER Zidan/PROPN/4/flat/PER
in/ADP/7/case Gao/PROPN/8/obl/LOC fled/flee/VERB/0/root
"""
GUARDS = """
At/ADP/3/case least/ADJ/3/advmod 20/NUM/5/nummod border/NOUN/5/compound guards/guard/NOUN/6/nsubj died/die/VERB/0/root
"""
WITH_A_PART = """
And/CCONJ/3/cc over/ADV/3/advmod 30/NUM/4/nummod villagers/villager/NOUN/9/nsubj ,/PUNCT/8/punct
including/VERB/8/case ten/NUM/8/nummod children/child/NOUN/4/nmod died/die/VERB/0/root
"""
COUNT_BEHIND = "Battalion/NOUN/3/nsubj 20/NUM/1/nummod fled/flee/VERB/0/root"
LONG = """
members/member/NOUN/0/root of/ADP/4/case the/DET/4/det army/NOUN/1/nmod based/base/VERB/1/acl in/ADP/8/case
the/DET/8/det south/NOUN/5/obl near/ADP/11/case the/DET/11/det hills/hill/NOUN/8/nmod by/ADP/14/case
the/DET/14/det river/NOUN/11/nmod
"""


def test_a_quote_knows_its_place_and_its_head(sentence: Callable) -> None:
    read = sentence(GUARDS)
    quote = quote_range(read.tree, 3, 5, 4)
    assert quote.text == "border guards"
    assert read.tree.text[quote.near :].startswith("border guards")
    assert read.tree.text[quote.head :].startswith("guards")


def test_those_who_are_counted_are_quoted_without_the_number(sentence: Callable) -> None:
    read = sentence(GUARDS)
    quote = quote_group(read.tree, read.lexicon, read.at("guards"), read.at("border"))
    assert quote.text == "border guards"
    assert read.tree.text[quote.near :].startswith("border guards")


def test_a_group_behind_and_is_quoted_without_its_number_and_its_part(sentence: Callable) -> None:
    read = sentence(WITH_A_PART)
    quote = quote_group(read.tree, read.lexicon, read.at("villagers"), read.at("villagers"))
    assert quote.text == "villagers"
    assert read.tree.text[quote.near :].startswith("villagers")


def test_a_number_behind_the_noun_stays(sentence: Callable) -> None:
    read = sentence(COUNT_BEHIND)
    assert quote_group(read.tree, read.lexicon, 0, 0).text == "Battalion 20"


def test_a_very_long_phrase_is_cut_behind_its_first_complement(sentence: Callable) -> None:
    read = sentence(LONG)
    assert len(read.tree.subtree(0)) > 12
    assert quote_phrase(read.tree, read.lexicon, 0).text == "members of the army"


def test_whose_side_they_are_on_is_quoted_wherever_the_tree_hung_it(sentence: Callable) -> None:
    read = sentence(LOYAL.replace("loyal/ADJ/8/amod", "loyal/ADJ/1/amod"))
    assert quote_phrase(read.tree, read.lexicon, 0).text == "Fighters loyal to Omar Zidan"
