"""Sentences: news text written for these tests, and properties on any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.language.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert sentences("The army left. Rebels came.") == ["The army left.", "Rebels came."]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Col. A. Saleh and Brig. Gen. Omar B. Hamid met Mr. Said.",
        "The U.S. Army and the U.N. Mission left at 5 p.m. Friday.",
        "It began on Sept. 5 near St. George, said Dr. Idris.",
        "Item No. 5 was approved, i.e. The Plan.",
        "“Why?” he asked, and left.",
        "A convoy ... reached the town vs. a larger force.",
    ],
)
def test_ranks_initials_and_abbreviations_end_nothing(text: str) -> None:
    assert sentences(text) == [text]


def test_an_abbreviation_before_a_common_opener_ends_a_sentence() -> None:
    assert sentences("He flew to the U.S. The talks failed.") == ["He flew to the U.S.", "The talks failed."]
    assert sentences("They left at 5 p.m. Residents fled.") == ["They left at 5 p.m.", "Residents fled."]


def test_a_missing_space_after_a_full_stop_is_forgiven() -> None:
    assert sentences("It fell on Monday.The army fled.") == ["It fell on Monday.", "The army fled."]
    assert sentences('They fled, he said."We stay here."') == ["They fled, he said.", '"We stay here."']
    assert sentences("See www.Example.org for more.") == ["See www.Example.org for more."]


def test_sentences_inside_of_a_quotation_are_split_and_keep_its_marks() -> None:
    text = "“We fought. We won,” he said. “It is over.” The town was quiet."
    assert sentences(text) == ["“We fought.", "We won,” he said.", "“It is over.”", "The town was quiet."]


def test_a_blank_line_or_a_short_line_ends_a_sentence() -> None:
    assert sentences("Battle for the port\n\nTwo died") == ["Battle for the port", "Two died"]
    assert sentences("Battle for the port\nTwo men died.") == ["Battle for the port", "Two men died."]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "Heavy fighting was heard in the north of the city after the\n"
        "Brigade of the Coast had moved its guns to the airport road\n"
        "and told residents to leave. Its spokesman Omar Hassan said\n"
        "Tuesday that nobody was hurt.\n"
        "Aid groups left.\n"
    )
    found = sentences(text)
    assert [s.split()[0] for s in found] == ["Heavy", "Its", "Aid"]
    assert len(sentences("Four soldiers were killed on\nTuesday in Aden, he said.")) == 1


@pytest.mark.parametrize(
    "dateline",
    [
        "ADEN, Yemen (AP) —",
        "ADEN —",
        "Aden (Reuters) -",
        "Aden, 5 May 2015:",
        "ADEN, 5 MAY 15 (SABA) --",
        "ABU HALIMA, Nov. 12 –",
        "Aden –",
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(dateline: str) -> None:
    assert sentences(f"{dateline} The army left.") == [dateline, "The army left."]


@pytest.mark.parametrize(
    "text",
    [
        "Omar Said – once a general – has left.",
        "THE REBELS -- ALL OF THEM -- LEFT.",
        "The army: It left.",
        "Al-Sabri fell on Monday.",
    ],
)
def test_other_dashes_and_colons_make_no_dateline(text: str) -> None:
    assert sentences(text) == [text]


def test_a_list_number_ends_nothing() -> None:
    assert sentences("1. The army must leave.") == ["1. The army must leave."]


@given(st.text(alphabet=st.sampled_from("aAbBT1 .,!?'\"“”()\n\u00a0\u200bU.S.…"), max_size=120))
def test_sentences_never_overlap_and_hold_every_visible_character(text: str) -> None:
    found = split_sentences(text)
    places = [i for a, b in found for i in range(a, b)]
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert places == sorted(set(places))
    assert {i for i, c in enumerate(text) if not c.isspace() and c != "\u200b"} <= set(places)


@given(st.text(max_size=120))
def test_sentences_of_any_text_do_not_begin_or_end_with_white_space(text: str) -> None:
    assert all(s == s.strip() for s in sentences(text))


def test_marks_of_footnotes_stay_with_the_sentence_before() -> None:
    assert sentences("Ten men died.[3][12] A medic fled.") == ["Ten men died.[3][12]", "A medic fled."]
