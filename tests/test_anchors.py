"""Anchors find their words again, whatever a later reading makes of the text around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.spans import CONTEXT, Anchor, Segment, context_of, find_anchor, raw_range

WORDS = st.lists(
    st.sampled_from(["shells", "fell", "on", "the", "old", "market", "of", "Tarvik", "“again”", "said", "12"]),
    min_size=3,
    max_size=40,
)


def whole(text: str) -> tuple[Segment, ...]:
    """The map of a text in which every character is one byte."""
    return (Segment(start=0, end=len(text), raw_start=0, raw_end=len(text)),) if text else ()


def anchor_at(text: str, start: int, end: int) -> Anchor:
    before, after = context_of(text, start, end)
    offset = raw_range(whole(text), start, end)[0]
    return Anchor(source="s", uri="u", quote=text[start:end], before=before, after=after, offset=offset)


def moved(text: str, by: int, raw_by: int = 0) -> tuple[Segment, ...]:
    """The map of a text of which the first `by` characters are new, and whose bytes lie `raw_by` further on."""
    return (
        Segment(start=0, end=by, raw_start=0, raw_end=1, decoding="markup"),
        Segment(start=by, end=len(text), raw_start=raw_by, raw_end=raw_by + len(text) - by),
    )


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and a run of whole words of it."""
    words = draw(WORDS)
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(len(words) - 1, first + 6)))
    start = len(" ".join(words[:first])) + (first > 0)
    return " ".join(words), start, start + len(" ".join(words[first : last + 1]))


@given(quoted())
def test_an_anchor_finds_its_place_in_the_text_that_it_was_made_from(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assert find_anchor(anchor_at(text, start, end), text, whole(text)) == (start, end)


@given(quoted(), st.text(min_size=1, max_size=60))
def test_text_that_a_cleaner_adds_before_moves_the_place_and_nothing_else(case: tuple[str, int, int], new: str) -> None:
    text, start, end = case
    longer = new + text
    place = find_anchor(anchor_at(text, start, end), longer, moved(longer, len(new)))
    assert place == (start + len(new), end + len(new))


@given(quoted(), st.integers(1, 500))
def test_where_the_bytes_moved_too_the_context_tells_the_place(case: tuple[str, int, int], by: int) -> None:
    text, start, end = case
    longer = "Menu " * by + text
    place = find_anchor(anchor_at(text, start, end), longer, moved(longer, 5 * by, 1000))
    assert place is not None
    assert longer[place[0] : place[1]] == text[start:end]
    if text.count(text[start:end]) == 1:
        assert place == (start + 5 * by, end + 5 * by)


@given(quoted(), st.sampled_from(["\n", "\n\n  ", "\u00a0", " \u200b", "\t"]))
def test_other_white_space_and_quotation_marks_do_not_lose_the_words(case: tuple[str, int, int], space: str) -> None:
    text, start, end = case
    other = text.replace(" ", space).replace("“", '"').replace("”", '"')
    place = find_anchor(anchor_at(text, start, end), other, whole(other))
    assert place is not None
    assert other[place[0] : place[1]].replace(space, " ") == text[start:end].replace("“", '"').replace("”", '"')


def test_of_several_places_the_one_at_the_same_byte_wins_over_better_context() -> None:
    text = "He was shot. Then he was shot again."
    anchor = anchor_at(text, 7, 11)
    lured = Anchor(
        source="s", uri="u", quote="shot", before=text[25 - CONTEXT if CONTEXT < 25 else 0 : 25], after=" again.",
        offset=anchor.offset,
    )  # fmt: skip
    assert find_anchor(lured, text, whole(text)) == (7, 11)


def test_without_a_byte_the_context_chooses() -> None:
    text = "Six died in Arvo. Six died in Belka."
    anchor = anchor_at(text, 18, 26)
    assert anchor.quote == "Six died"
    cut = "Six died in Belka. Six died in Arvo."
    place = find_anchor(anchor, cut, moved(cut, 0, 5000)[1:])
    assert place == (0, 8)


def test_words_that_are_gone_are_not_found() -> None:
    text = "Shells fell on the market."
    assert find_anchor(anchor_at(text, 0, 11), "Rain fell on the market.", whole(text)) is None


def test_words_of_white_space_alone_are_found_only_as_they_are() -> None:
    anchor = Anchor(source="s", uri="u", quote=" \n ", before="", after="", offset=0)
    assert find_anchor(anchor, "no such run", whole("no such run")) is None


def test_an_anchor_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        Anchor(source="s", uri="u", quote="", before="", after="", offset=0)
