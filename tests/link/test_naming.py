"""What findings call those whom no register knows."""

from __future__ import annotations

import pytest

from sijil.link.naming import PlainWords, tidy_name

WORDS = PlainWords(
    common=frozenset({"the", "as", "many", "a", "of", "more", "than", "its"}),
    people=frozenset({"people", "total"}),
    where=frozenset({"in", "near"}),
    hedges=("hundreds",),
    numbers=("One hundred and one", "three"),
)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("As many as 300 fighters near Eastport", "fighters"),
        ("A total of 40 nurses", "nurses"),
        ("One hundred and one guests", "guests"),
        ("hundreds of guests", "guests"),
        ("three of its nurses", "nurses"),
        ("The bombers", "the bombers"),
        ("Armed men", "Armed men"),
        ("the 2nd Brigade", "the 2nd Brigade"),
        ("Brigade 12 men", "Brigade 12 men"),
        ("the Movement in Exile", "the Movement in Exile"),
        ("the mayor of Millgate", "the mayor of Millgate"),
    ],
)
def test_numbers_places_and_the_capital_of_a_sentence_are_no_part_of_a_name(phrase: str, name: str) -> None:
    assert tidy_name(phrase, WORDS) == name


def test_a_word_for_people_and_a_pronoun_name_nobody() -> None:
    assert WORDS.names_nobody("the people")
    assert WORDS.names_nobody("its")
    assert not WORDS.names_nobody("the guests")
