from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from sijil.extract.when import find_time_phrases, phrases_of

FOR_YEARS = """
Rebels/rebel/NOUN/3/nsubj have/AUX/3/aux held/hold/VERB/0/root it/PRON/3/obj for/ADP/9/case the/DET/9/det
past/ADJ/9/amod two/NUM/9/nummod years/year/NOUN/3/obl ./PUNCT/3/punct
"""
SINCE = "They/PRON/2/nsubj fought/fight/VERB/0/root since/ADP/4/case Tuesday/PROPN/2/obl ./PUNCT/2/punct"
MID = "They/PRON/2/nsubj fled/flee/VERB/0/root in/ADP/4/case mid-2014/NOUN/2/obl ./PUNCT/2/punct"
LATE = """
They/PRON/2/nsubj fled/flee/VERB/0/root late/ADV/6/advmod on/ADP/6/case Tuesday/PROPN/6/compound night/NOUN/2/obl
"""
FULL_DATE = """
They/PRON/2/nsubj fled/flee/VERB/0/root on/ADP/4/case 23/NUM/2/obl May/PROPN/4/nmod 2018/NUM/4/nmod ./PUNCT/2/punct
"""
MAY_THE_VERB = """
Rebels/rebel/NOUN/3/nsubj may/AUX/3/aux attack/VERB/0/root on/ADP/5/case May/PROPN/3/obl 7/NUM/5/nummod ./PUNCT/3/punct
"""
AGE = """
A/DET/7/det 12/NUM/4/nummod -/PUNCT/4/punct year/NOUN/6/obl -/PUNCT/6/punct old/ADJ/7/amod girl/NOUN/8/nsubj
died/die/VERB/0/root on/ADP/10/case Tuesday/PROPN/8/obl
"""
YEARS_OLD = """
He/PRON/5/nsubj is/be/AUX/5/cop 34/NUM/4/nummod years/year/NOUN/5/obl old/ADJ/0/root
"""
COUNTED = "They/PRON/2/nsubj sent/send/VERB/0/root 2000/NUM/4/nummod fighters/fighter/NOUN/2/obj ./PUNCT/2/punct"
IN_2014 = "In/ADP/2/case 2014/NUM/4/obl they/PRON/4/nsubj fled/flee/VERB/0/root ./PUNCT/4/punct"
TWO_DAYS = """
The/DET/2/det minister/NOUN/3/nsubj said/say/VERB/0/root on/ADP/5/case Monday/PROPN/3/obl that/SCONJ/8/mark
rebels/rebel/NOUN/8/nsubj fled/flee/VERB/3/ccomp on/ADP/10/case Sunday/PROPN/8/obl ./PUNCT/3/punct
"""


@pytest.mark.parametrize(
    ("notation", "phrases"),
    [
        (FOR_YEARS, ["for the past two years"]),
        (SINCE, ["since Tuesday"]),
        (MID, ["in mid-2014"]),
        (LATE, ["late on Tuesday night"]),
        (FULL_DATE, ["on 23 May 2018"]),
        (IN_2014, ["In 2014"]),
        (TWO_DAYS, ["on Monday", "on Sunday"]),
    ],
)
def test_a_time_phrase_holds_all_that_says_when(sentence: Callable, notation: str, phrases: list[str]) -> None:
    assert sentence(notation).times == phrases


def test_may_the_verb_is_no_month(sentence: Callable) -> None:
    assert sentence(MAY_THE_VERB).times == ["on May 7"]


def test_an_age_is_no_time(sentence: Callable) -> None:
    assert sentence(AGE).times == ["on Tuesday"]
    assert sentence(YEARS_OLD).times == []


def test_two_thousand_fighters_are_no_year(sentence: Callable) -> None:
    assert sentence(COUNTED).times == []


def test_a_time_belongs_to_the_nearest_verb_above_it(sentence: Callable) -> None:
    read = sentence(TWO_DAYS)
    phrases = find_time_phrases(read.tree, read.lexicon)
    said, fled = {read.at("said")}, {read.at("fled")}
    assert [read.tree.cut(p.start, p.end) for p in phrases_of(read.tree, phrases, said, fled)] == ["on Monday"]
    assert [read.tree.cut(p.start, p.end) for p in phrases_of(read.tree, phrases, fled, said)] == ["on Sunday"]


def test_time_phrases_never_overlap(sentence: Callable) -> None:
    for notation in (FOR_YEARS, LATE, FULL_DATE, TWO_DAYS, AGE):
        read = sentence(notation)
        phrases = find_time_phrases(read.tree, read.lexicon)
        assert all(a.end <= b.start for a, b in pairwise(phrases))
        assert all(phrase.start <= phrase.head < phrase.end for phrase in phrases)
