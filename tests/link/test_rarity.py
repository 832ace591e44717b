from __future__ import annotations

import pytest

from sijil.link.rarity import NEAREST, Neighbours

DAYS = 30


def words(*names: str) -> dict[str, float]:
    return dict.fromkeys(names, 1.0)


def neighbours(vectors: dict[str, dict[str, float]]) -> Neighbours:
    """An index of many reports, in which each word is as rare as the others."""
    weights = {word: 9 for vector in vectors.values() for word in vector}
    others = {f"other {number}": words(f"word {number}") for number in range(2000)}
    return Neighbours(vectors | others, weights | {f"word {number}": 9 for number in range(2000)})


def test_a_report_finds_those_before_it_that_share_a_rare_word() -> None:
    index = neighbours({"first": words("qanfouda"), "second": words("sirte"), "third": words("qanfouda", "derna")})
    for name in ("first", "second"):
        index.add(name, "2020-05-01")
    assert index.find("third", "2020-05-02", DAYS) == ["first"]


@pytest.mark.parametrize(
    ("published", "found"), [("2020-05-31", ["first", "undated"]), ("2020-06-01", ["undated"]), (None, None)]
)
def test_reports_of_long_before_are_not_found_and_an_unknown_day_is_near_all(
    published: str | None, found: list[str] | None
) -> None:
    index = neighbours({name: words("derna") for name in ("first", "undated", "last")})
    index.add("first", "2020-05-01")
    index.add("undated", None)
    assert index.find("last", published, DAYS) == (found or ["first", "undated"])


def test_of_many_reports_those_that_share_most_words_are_found() -> None:
    many = {f"report {number:03}": words("derna", f"own {number}") for number in range(3 * NEAREST)}
    index = neighbours({**many, "close": words("derna", "qanfouda"), "last": words("derna", "qanfouda")})
    names = ["close", *many]
    for name in names:
        index.add(name, "2020-05-01")
    found = index.find("last", "2020-05-02", DAYS)
    assert len(found) == NEAREST
    assert found == ["close", *names[1 - NEAREST :]]
