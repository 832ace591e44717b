from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.errors import GroundingError
from sijil.extract.base import Quote, Window, ground, ground_mention
from sijil.records import MentionKind

TEXT = "Rebels took the town. Rebels hold the town."
WINDOW = Window(report="rep-test", start=100, text=TEXT)


def test_quoted_words_are_found_where_they_stand() -> None:
    span = ground(Quote(text="hold the town"), WINDOW)
    assert (span.report, span.start, span.end) == ("rep-test", 129, 142)


def test_an_invented_quote_is_refused() -> None:
    with pytest.raises(GroundingError, match="is not in the passage"):
        ground(Quote(text="Rebels burned the town"), WINDOW)


def test_a_quote_in_other_letters_is_refused() -> None:
    with pytest.raises(GroundingError, match="is not in the passage"):
        ground(Quote(text="rebels took"), WINDOW)


def test_a_quote_that_stands_twice_is_refused() -> None:
    with pytest.raises(GroundingError, match="more than once"):
        ground(Quote(text="the town"), WINDOW)


def test_a_quote_that_stands_twice_is_found_near_its_character() -> None:
    span = ground(Quote(text="the town", near=134), WINDOW)
    assert span.cut(" " * 100 + TEXT) == "the town"
    assert span.start == 134


@pytest.mark.parametrize("near", [0, 99, 101, 135, 10_000])
def test_a_quote_that_does_not_stand_just_there_is_refused(near: int) -> None:
    with pytest.raises(GroundingError, match=f"does not stand at character {near}"):
        ground(Quote(text="the town", near=near), WINDOW)


def test_a_quote_of_no_words_is_refused() -> None:
    with pytest.raises(GroundingError, match="no words"):
        ground(Quote(text=""), WINDOW)


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(GroundingError) as refused:
        ground(Quote(text="the sea"), WINDOW)
    assert refused.value.remedy == "quote the report to the letter"


def test_the_last_word_is_the_head_unless_the_proposer_says_otherwise() -> None:
    assert ground_mention(Quote(text="took the town"), WINDOW, MentionKind.PLACE).head == 100 + TEXT.index("town")
    assert ground_mention(Quote(text="took the town", head=107), WINDOW, MentionKind.PLACE).head == 107


@given(st.text(min_size=1, max_size=30))
def test_whatever_is_grounded_stands_in_the_window(text: str) -> None:
    try:
        span = ground(Quote(text=text), WINDOW)
    except GroundingError:
        assert TEXT.count(text) != 1
    else:
        assert TEXT[span.start - 100 : span.end - 100] == text


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_every_true_quote_with_its_place_is_grounded_there(start: int, length: int) -> None:
    quote = Quote(text=TEXT[start : start + length], near=100 + start)
    assert ground(quote, WINDOW).start == 100 + start
