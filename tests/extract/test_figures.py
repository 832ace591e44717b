from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.extract.figures import count_of, is_single, status_of
from sijil.extract.numbers import find_counts
from sijil.records import Qualifier

AGED = """
A/DET/7/det 34/NUM/4/nummod -/PUNCT/4/punct year/NOUN/6/obl -/PUNCT/6/punct old/ADJ/7/amod man/NOUN/8/nsubj
died/die/VERB/0/root
"""
TWO_OF_THEM = """
Seven/NUM/2/nummod people/NOUN/9/nsubj ,/PUNCT/4/punct two/NUM/2/appos of/ADP/6/case them/they/PRON/4/nmod
children/child/NOUN/4/nmod ,/PUNCT/4/punct died/die/VERB/0/root
"""
INCLUDING = """
Seven/NUM/2/nummod people/NOUN/8/nsubj ,/PUNCT/6/punct including/include/VERB/6/case two/NUM/6/nummod
children/child/NOUN/2/nmod ,/PUNCT/6/punct died/die/VERB/0/root
"""


def plain(words: str) -> str:
    """Write words in the notation, the last one a noun that the others count."""
    forms = words.split()
    items = [f"{form}/NUM/{len(forms)}/nummod" for form in forms[:-1]]
    return " ".join([*items, f"{forms[-1]}/{forms[-1].lower().rstrip('s')}/NOUN/0/root"])


def bounds(sentence: Callable, words: str) -> list[tuple[int | None, int | None, str]]:
    read = sentence(plain(words))
    counts = find_counts(read.tree, read.lexicon, 0, len(read.tree))
    return [(count.low, count.high, count.qualifier) for count in counts]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12 soldiers", 12),
        ("1,200 soldiers", 1200),
        ("12,345,678 dollars", 12_345_678),
        ("3 million people", 3_000_000),
        ("twelve soldiers", 12),
        ("Forty-four soldiers", 44),
        ("Forty - four soldiers", 44),
        ("a hundred soldiers", 100),
        ("a dozen soldiers", 12),
        ("two dozen soldiers", 24),
        ("three hundred soldiers", 300),
        ("one hundred and twelve soldiers", 112),
        ("two thousand five hundred soldiers", 2500),
        ("six hundred thousand people", 600_000),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(sentence: Callable, words: str, value: int) -> None:
    assert bounds(sentence, words) == [(value, value, Qualifier.EXACT)]


@pytest.mark.parametrize(
    ("words", "low", "high", "qualifier"),
    [
        ("at least 20 soldiers", 20, None, Qualifier.AT_LEAST),
        ("At least twenty soldiers", 20, None, Qualifier.AT_LEAST),
        ("no fewer than 20 soldiers", 20, None, Qualifier.AT_LEAST),
        ("20 or more soldiers", 20, None, Qualifier.AT_LEAST),
        ("more than 60 soldiers", 61, None, Qualifier.MORE_THAN),
        ("over 60 soldiers", 61, None, Qualifier.MORE_THAN),
        ("up to 15 soldiers", None, 15, Qualifier.UP_TO),
        ("no more than 15 soldiers", None, 15, Qualifier.UP_TO),
        ("fewer than 10 soldiers", None, 9, Qualifier.LESS_THAN),
        ("about 40 soldiers", 40, 40, Qualifier.ABOUT),
        ("Some 40 soldiers", 40, 40, Qualifier.ABOUT),
        ("12 to 15 soldiers", 12, 15, Qualifier.RANGE),
        ("12-15 soldiers", 12, 15, Qualifier.RANGE),
        ("12 – 15 soldiers", 12, 15, Qualifier.RANGE),
        ("between 12 and 15 soldiers", 12, 15, Qualifier.RANGE),
        ("several soldiers", None, None, Qualifier.SEVERAL),
        ("dozens of soldiers", 24, None, Qualifier.DOZENS),
        ("Scores of soldiers", 40, None, Qualifier.SCORES),
        ("hundreds of soldiers", 200, None, Qualifier.HUNDREDS),
        ("tens of thousands of people", 20_000, None, Qualifier.THOUSANDS),
    ],
)
def test_a_hedge_bounds_a_number(
    sentence: Callable, words: str, low: int | None, high: int | None, qualifier: Qualifier
) -> None:
    spaced = words.replace("12-15", "12 - 15")
    assert bounds(sentence, spaced) == [(low, high, qualifier)]


def test_two_joined_numbers_without_between_are_no_range(sentence: Callable) -> None:
    assert bounds(sentence, "12 and 30 soldiers") == [
        (12, 12, Qualifier.EXACT),
        (30, 30, Qualifier.EXACT),
    ]


def test_a_falling_pair_is_no_range(sentence: Callable) -> None:
    assert bounds(sentence, "30 to 12 soldiers")[0][:2] == (30, 30)


@pytest.mark.parametrize("words", ["how many soldiers", "not many soldiers", "soldiers"])
def test_words_that_count_nobody_give_no_number(sentence: Callable, words: str) -> None:
    assert bounds(sentence, words) == []


def test_a_number_in_a_model_name_is_no_count(sentence: Callable) -> None:
    read = sentence("A/DET/2/det Boeing/PROPN/4/nsubj 707/NUM/2/flat crashed/crash/VERB/0/root")
    assert find_counts(read.tree, read.lexicon, 0, 4) == []


def test_the_hedge_belongs_to_the_words_of_the_count(sentence: Callable) -> None:
    read = sentence(plain("at least 20 soldiers"))
    (count,) = find_counts(read.tree, read.lexicon, 2, 4)
    assert read.tree.cut(count.start, count.end) == "at least 20"


@pytest.mark.parametrize(
    ("notation", "head", "expected"),
    [
        ("A/DET/2/det soldier/NOUN/3/nsubj died/die/VERB/0/root", "soldier", (1, 1)),
        ("Omar/PROPN/3/nsubj/PER Zidan/PROPN/1/flat/PER died/die/VERB/0/root", "Omar", (1, 1)),
        ("He/PRON/2/nsubj died/die/VERB/0/root", "He", (1, 1)),
        ("Soldiers/soldier/NOUN/2/nsubj died/die/VERB/0/root", "Soldiers", (None, None)),
        ("the/DET/2/det people/NOUN/3/nsubj died/die/VERB/0/root", "people", (None, None)),
        ("Twelve/NUM/2/nsubj died/die/VERB/0/root", "Twelve", (12, 12)),
        ("Two/NUM/2/nummod soldiers/soldier/NOUN/3/nsubj died/die/VERB/0/root", "soldiers", (2, 2)),
        (AGED, "man", (1, 1)),
        ("No/DET/2/det civilians/civilian/NOUN/3/nsubj died/die/VERB/0/root", "civilians", None),
        (
            "How/ADV/2/advmod many/ADJ/3/amod soldiers/soldier/NOUN/4/nsubj died/die/VERB/0/root",
            "soldiers",
            None,
        ),
    ],
)
def test_a_phrase_counts_as_many_as_it_says(
    sentence: Callable, notation: str, head: str, expected: tuple[int | None, int | None] | None
) -> None:
    read = sentence(notation)
    counted = count_of(read.tree, read.lexicon, read.at(head))
    assert (counted and (counted.count.low, counted.count.high)) == expected


def test_a_number_with_of_counts_what_stands_behind_it(sentence: Callable) -> None:
    read = sentence(
        "Dozens/dozen/NOUN/4/nsubj of/ADP/3/case residents/resident/NOUN/1/nmod fled/flee/VERB/0/root ./PUNCT/4/punct"
    )
    counted = count_of(read.tree, read.lexicon, 0)
    assert counted is not None
    assert counted.group == read.at("residents")
    assert counted.count.qualifier is Qualifier.DOZENS


@pytest.mark.parametrize("notation", [TWO_OF_THEM, INCLUDING])
def test_children_among_the_dead_are_a_part_of_the_figure(sentence: Callable, notation: str) -> None:
    read = sentence(notation)
    counted = count_of(read.tree, read.lexicon, read.at("people"))
    assert counted is not None
    assert (counted.count.low, counted.count.high) == (7, 7)
    assert [(read.tree.forms[who], part.low, part.high) for who, part in counted.parts] == [("children", 2, 2)]


@pytest.mark.parametrize(
    ("notation", "status"),
    [
        ("soldiers/soldier/NOUN/0/root", "fighter"),
        ("children/child/NOUN/0/root", "civilian"),
        ("people/NOUN/0/root", None),
        ("soldiers/soldier/NOUN/0/root and/CCONJ/3/cc residents/resident/NOUN/1/conj", "mixed"),
        ("members/member/NOUN/0/root of/ADP/4/case the/DET/4/det militia/NOUN/1/nmod", "fighter"),
        ("members/member/NOUN/0/root of/ADP/4/case the/DET/4/det choir/NOUN/1/nmod", None),
        ("superintendent/NOUN/0/root of/ADP/3/case police/NOUN/1/nmod", "fighter"),
        ("rebels/rebel/NOUN/0/root", "fighter"),
    ],
)
def test_who_bears_arms_is_judged_by_the_noun(sentence: Callable, notation: str, status: str | None) -> None:
    read = sentence(notation)
    assert status_of(read.tree, read.lexicon, 0) == status


def test_nobody_has_no_status(sentence: Callable) -> None:
    read = sentence("people/NOUN/0/root")
    assert status_of(read.tree, read.lexicon, -1) is None


@pytest.mark.parametrize(("notation", "one"), [("helicopter", True), ("aircraft", False)])
def test_a_plane_of_which_one_speaks_is_one(sentence: Callable, notation: str, *, one: bool) -> None:
    read = sentence(f"The/DET/2/det {notation}/NOUN/0/root")
    assert is_single(read.tree, read.lexicon, 1) is one


WORDS = st.sampled_from(
    "a at least more than up to no fewer between 12 15 1,200 0 and or - – of dozens scores several hundred thousand "
    "million dozen forty four twelve soldiers how many not over them two whom including".split()
)


@given(st.lists(WORDS | st.text("abc019,.-", min_size=1, max_size=4), min_size=1, max_size=12))
def test_any_words_give_counts_in_order_whose_bounds_do_not_cross(sentence: Callable, forms: list[str]) -> None:
    notation = " ".join(f"{form}/NUM/{0 if index == 0 else 1}/nummod" for index, form in enumerate(forms))
    read = sentence(notation)
    counts = find_counts(read.tree, read.lexicon, 0, len(forms))
    for count in counts:
        assert 0 <= count.start < count.end <= len(forms)
        assert count.low is None or count.high is None or 0 <= count.low <= count.high
    assert [count.end for count in counts] == sorted(count.end for count in counts)


@given(st.integers(0, 10_000_000))
def test_digits_mean_the_same_with_and_without_separators(sentence: Callable, value: int) -> None:
    for form in (str(value), f"{value:,}"):
        read = sentence(f"{form}/NUM/2/nummod soldiers/soldier/NOUN/0/root")
        (count,) = find_counts(read.tree, read.lexicon, 0, 1)
        assert (count.low, count.high) == (value, value)


def test_no_fewer_than_counts(sentence: Callable) -> None:
    read = sentence(
        """
        No/ADV/2/advmod fewer/few/ADJ/4/advmod than/ADP/2/fixed 20/NUM/5/nummod soldiers/soldier/NOUN/6/nsubj
        died/die/VERB/0/root
        """
    )
    counted = count_of(read.tree, read.lexicon, read.at("soldiers"))
    assert counted is not None
    assert (counted.count.low, counted.count.high, counted.count.qualifier) == (20, None, Qualifier.AT_LEAST)


def test_as_many_as_is_one_number(sentence: Callable) -> None:
    read = sentence(plain("as many as 15 guards"))
    (count,) = find_counts(read.tree, read.lexicon, 0, 5)
    assert (count.low, count.high, count.qualifier) == (None, 15, Qualifier.UP_TO)


@pytest.mark.parametrize("words", ["September 2015 deaths", "the 2015 deaths"])
def test_a_year_before_a_noun_is_no_number_of_people(sentence: Callable, words: str) -> None:
    assert bounds(sentence, words) == []


def test_a_number_that_might_be_a_year_counts_where_nothing_says_that_it_is_one(sentence: Callable) -> None:
    assert bounds(sentence, "2015 deaths") == [(2015, 2015, Qualifier.EXACT)]
