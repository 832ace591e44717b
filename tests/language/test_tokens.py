"""Words: EWT's conventions on sentences written for these tests, and properties on any text."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.language.tokens import clean_word, split_words


def words(text: str) -> str:
    return "|".join(text[a:b] for a, b in split_words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", "They|do|n't|know|."),
        ("We can’t say it’s over.", "We|ca|n’t|say|it|’s|over|."),
        ("The soldiers' post and the army's tanks", "The|soldiers|'|post|and|the|army|'s|tanks"),
        ("I'd've left; they cannot.", "I|'d|'ve|left|;|they|can|not|."),
        ("O'Brien met Sha'ban in Qa'im.", "O'Brien|met|Sha'ban|in|Qa'im|."),
    ],
)
def test_contractions_and_possessives_are_split_and_names_with_apostrophes_are_not(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pro-government and anti-rebel ex-officers", "pro-government|and|anti-rebel|ex-officers"),
        ("a well-armed force", "a|well|-|armed|force"),
        ("since mid-2014", "since|mid-2014"),
        ("a 26-year-old with an AK-47", "a|26|-|year|-|old|with|an|AK|-|47"),
        ("Souq al-Hout and al-Sabri", "Souq|al|-|Hout|and|al|-|Sabri"),
        ("U.S.-led strikes", "U.S.|-|led|strikes"),
    ],
)
def test_hyphens_are_words_except_after_a_prefix(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lt. Col. A. Saleh spoke.", "Lt.|Col.|A.|Saleh|spoke|."),
        ("Gen. Khalid B. Omar of the U.N. said", "Gen.|Khalid|B.|Omar|of|the|U.N.|said"),
        ("Mr.Omar left in Sept. 2016.", "Mr.|Omar|left|in|Sept.|2016|."),
        ("No. 5 and no. They said no.", "No.|5|and|no|.|They|said|no|."),
        ("at 5 p.m. on Friday", "at|5|p.m.|on|Friday"),
        ("It began at 5 p.m.", "It|began|at|5|p.m|."),
        ("It was plan B.", "It|was|plan|B|."),
    ],
)
def test_ranks_titles_and_initials_keep_their_full_stop(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000 men, 2.5 tons, 10.30am", "1,000|men|,|2.5|tons|,|10.30|am"),
        ("$5m and £20bn, 40%", "$|5|m|and|£|20|bn|,|40|%"),
        ("15km west, 9/11, 2016-11-17", "15|km|west|,|9/11|,|2016-11-17"),
        ("the 1990s, the 2nd, M23", "the|1990s|,|the|2nd|,|M23"),
        ("20-25 killed at 14:30", "20|-|25|killed|at|14:30"),
    ],
)
def test_numbers_keep_their_marks_and_lose_their_units(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BENGHAZI, Libya — Fighting", "BENGHAZI|,|Libya|—|Fighting"),
        ("“We won,” he said.", "“|We|won|,|”|he|said|."),
        ('said."We go', 'said|.|"|We|go'),
        ("on Monday.The army", "on|Monday|.|The|army"),
        ("killed & hurt... why?!", "killed|&|hurt|...|why|?!"),
        ("see https://example.org/a?b=1.", "see|https://example.org/a?b=1|."),
        ("#Derna @someone", "#Derna|@someone"),
        ("five\u00a0men and/or women", "five|men|and|/|or|women"),
    ],
)
def test_marks_links_and_datelines(text: str, expected: str) -> None:
    assert words(text) == expected


def test_invisible_characters_stay_in_their_word_and_are_no_words_alone() -> None:
    assert words("besie\u00adged\u200b \u200b town") == "besie\u00adged\u200b|town"
    assert clean_word("besie\u00adged") == "besieged"
    assert clean_word("n’t") == "n't"


def visible(text: str) -> set[int]:
    """Places of characters that must be in a word."""
    return {
        i for i, c in enumerate(text) if not c.isspace() and unicodedata.category(c) not in {"Cf", "Mn", "Cn", "Cc"}
    }


NEWSLIKE = st.text(alphabet=st.sampled_from("aAbB1 .,-'’\"“”()$%/\n\u00a0\u00ad\u200bU.S.né"), max_size=60)


@given(st.one_of(st.text(max_size=80), NEWSLIKE))
def test_words_never_overlap_and_hold_every_visible_character(text: str) -> None:
    found = split_words(text)
    places = [i for a, b in found for i in range(a, b)]
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert places == sorted(set(places))
    assert visible(text) <= set(places)


@given(NEWSLIKE)
def test_no_word_holds_white_space(text: str) -> None:
    assert not any(c.isspace() for a, b in split_words(text) for c in text[a:b])


@pytest.mark.parametrize("piece", ["a-", "n't", "'s", "!", "12-", "a.", "a@", "A.B-"])
def test_long_runs_take_no_long_time(piece: str) -> None:
    started = time.perf_counter()
    split_words(piece * 3_000)
    assert time.perf_counter() - started < 2
