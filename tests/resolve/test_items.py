"""A fresh item of a report inherits nothing from the one before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sijil.resolve.items import is_set_apart

if TYPE_CHECKING:
    from conftest import Story

LISTS = [
    ("Shelling killed nine in Derna.\n- Two men were shot.\n- A mine killed three.\nAid is short.", (0, 1, 2, 0)),
    ("Sabha: Two men were shot.\nDerna: A mine killed three.", (1, 2)),
    ("0710: Two men were shot.\n0850: A mine killed three.", (1, 2)),
    ("Shelling killed nine in Derna.\nTwo men were shot.", (0, 0)),
    ("Derna: A mine killed three.\nTwo men were shot.", (0, 0)),
    ("Elsewhere, a mine killed three.\nThe shelling went on.", (1, 0)),
]


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_each_line_of_a_list_is_an_item(story: Callable[..., Story], text: str, items: tuple[int, ...]) -> None:
    assert story(text).frame.items == items


@pytest.mark.parametrize(
    "sentence",
    [
        "Elsewhere, two men were shot.",
        "In a separate incident, two men were shot.",
        "In other developments on Friday, two men were shot.",
        "Meanwhile, in Sabha, two men were shot.",
        "Separately, the army lost nine men.",
    ],
)
def test_words_set_a_sentence_apart(story: Callable[..., Story], sentence: str) -> None:
    assert is_set_apart(sentence, story("Shells fell.").frame.register)


@pytest.mark.parametrize(
    "sentence",
    [
        "Meanwhile, two men were shot.",
        "In other villages, two men were shot.",
        "In another statement, the army denied it.",
        "Two men were shot elsewhere.",
    ],
)
def test_others_go_on(story: Callable[..., Story], sentence: str) -> None:
    assert not is_set_apart(sentence, story("Shells fell.").frame.register)
