from __future__ import annotations

import random

import pytest

from sijil.link.copies import compare, find_copies
from sijil.link.gists import make_sketch
from sijil.packs import Packs, load_packs
from sijil.records import Block, Copy, How, PassageKind, Published, Report, Sketch
from sijil.stage import Rows


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(("core",))


def words(seed: int, count: int = 300) -> list[str]:
    return [f"word{random.Random(seed * 1000 + number).randrange(5000)}" for number in range(count)]  # noqa: S311


def sketch(text: list[str], day: str, agency: str | None = None) -> Sketch:
    joined = " ".join(text)
    report = Report(
        source=f"{day}{joined}", uri="page.txt", title=None, outlet=None, agency=agency, byline=None, dateline=None,
        published=Published(earliest=day, latest=day, how=How.GIVEN), language="en", text=joined, segments=(),
        blocks=(Block(start=0, end=len(joined), kind=PassageKind.BODY),),
    )  # fmt: skip
    return make_sketch(report)


def copies(packs: Packs, *sketches: Sketch) -> list[Copy]:
    return sorted(find_copies(Rows(sketches), packs), key=lambda copy: copy.report)


def test_a_text_printed_again_is_a_copy_of_the_one_that_was_first(packs: Packs) -> None:
    text = words(1)
    later, first = sketch([*text[:280], "our", "own", "end"], "2020-05-05"), sketch(text, "2020-05-04")
    (copy,) = copies(packs, later, first)
    assert (copy.report, copy.first, copy.how) == (later.report, first.report, "near_copy")


def test_an_excerpt_is_a_copy(packs: Packs) -> None:
    text = words(1)
    (copy,) = copies(packs, sketch(text, "2020-05-04"), sketch(text[:100], "2020-05-06"))
    assert copy.how == "near_copy"


def test_other_texts_are_no_copies(packs: Packs) -> None:
    assert copies(packs, sketch(words(1), "2020-05-04"), sketch(words(2), "2020-05-04")) == []


def test_half_of_an_agency_text_is_a_copy_only_where_both_name_the_agency_within_days(packs: Packs) -> None:
    text, own = words(1), words(2)
    mixed = text[:150] + own[:150]
    first = sketch(text, "2020-05-04", "Wire")
    assert [copy.how for copy in copies(packs, first, sketch(mixed, "2020-05-05", "Wire"))] == ["agency"]
    assert copies(packs, first, sketch(mixed, "2020-05-05")) == []
    assert copies(packs, first, sketch(mixed, "2020-05-25", "Wire")) == []


def test_very_short_texts_are_not_compared(packs: Packs) -> None:
    assert copies(packs, *(sketch(words(1, 20), f"2020-05-0{day}") for day in (1, 2))) == []


def test_the_estimate_of_shared_runs_is_close() -> None:
    text = words(3, 3000)
    near, contained = compare(sketch(text, "2020-05-04"), sketch(text[:1500], "2020-05-04"))
    assert near == pytest.approx(0.5, abs=0.12)
    assert contained == pytest.approx(1.0, abs=0.05)
