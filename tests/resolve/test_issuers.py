"""In a statement of its own an organisation says "we"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sijil.resolve.issuers import find_issuer

if TYPE_CHECKING:
    from conftest import Story

ISSUED = [
    ("Communique of the Taliban.\nOur fighters stormed a post in Ghazni.", "taliban"),
    ("The Taliban issued the following statement.\nWe stormed a post in Ghazni.", "taliban"),
    ("The Taliban said in a statement that it stormed a post.\nOur men fled, a farmer said.", None),
    ("The Taliban stormed a post in Ghazni.\nWe fled, a farmer said.", None),
    ("Statement on the talks of the Taliban and al-Shabaab.\nWe met in Doha.", None),
]


@pytest.mark.parametrize(("text", "issuer"), ISSUED)
def test_the_opening_says_who_issued_it(story: Callable[..., Story], text: str, issuer: str | None) -> None:
    assert find_issuer(story(text).frame) == issuer


def test_our_fighters_are_those_of_who_issued_it(story: Callable[..., Story]) -> None:
    told = story("Communique of the Taliban.\nOur fighters stormed a post in Ghazni.")
    (resolved,) = told.resolve(told.claim("stormed", actor="Our fighters", target="a post"))
    assert [actor.id for actor in resolved.actors] == ["taliban"]
