"""How the benchmarks of times write what Sijil finds in the terms of the labels."""

from __future__ import annotations

import pytest
from benchmarks.event_dates import label_of
from benchmarks.times import ends_of, value_of

from sijil.packs import load_packs
from sijil.records import How, Time
from sijil.resolve.times import Anchor, find_times, resolve_time

PACKS = load_packs(["lang-en"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in March 2014", "2014-03"),
        ("on Monday", "2015-08-17"),
        ("last week", "2015-W33"),
        ("over the weekend", "2015-W33-WE"),
        ("in the third quarter of 2012", "2012-Q3"),
        ("in the summer of 2014", "2014-SU"),
        ("on Monday evening", "2015-08-17TEV"),
        ("at 6:30 am on Monday", "2015-08-17T06:30"),
        ("at 2 pm on Monday", "2015-08-17T14:00"),
        ("for three days", "P3D"),
        ("for several days", "PXD"),
        ("every day", "P1D"),
        ("recently", "PAST_REF"),
        ("the near future", "FUTURE_REF"),
        ("in the 1990s", "199"),
    ],
)
def test_an_expression_has_its_timex_value(text: str, value: str) -> None:
    (item,) = find_times(text, PACKS)
    found = resolve_time(item, Anchor(earliest="2015-08-20", latest="2015-08-20"), "past")
    assert value_of(item, found) == value


def test_a_range_is_written_as_its_ends() -> None:
    text = "It lasted from 2009 to 2011."
    (item,) = find_times(text, PACKS)
    assert [text[end.core : end.end] for end in ends_of(item)] == ["2009", "2011"]


def time(earliest: str | None, latest: str | None, grain: str, how: How = How.TEXT) -> Time:
    return Time(earliest=earliest, latest=latest, grain=grain, how=how, surface=None, reason="test")


def test_an_event_word_is_labelled_by_a_day_a_month_or_a_year() -> None:
    assert label_of(time("2014-05-03", "2014-05-03", "day")) == "2014-05-03"
    assert label_of(time("2014-05-01", "2014-05-31", "month")) == "2014-05"
    assert label_of(time("2014-01-01", "2014-12-31", "year")) == "2014"
    assert label_of(None) is None


def test_of_several_days_the_first_is_taken_if_the_text_tells_them_else_the_last() -> None:
    assert label_of(time("2014-05-05", "2014-05-08", "span")) == "2014-05-05"
    assert label_of(time("2014-05-07", "2014-05-08", "span", How.PUBLISHED)) == "2014-05-08"
    assert label_of(time(None, "2014-05-08", "span")) == "2014-05-08"
