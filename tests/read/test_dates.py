from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.read.cues import Cues
from sijil.read.dates import find_published, read_dateline_day, read_iso
from sijil.records import How


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Updated 3 August 2014", "2014-08-03"),
        ("By AFP - Aug 3,2014 - Last updated at Aug 4,2014", "2014-08-03"),
        ("03 August, 2014", "2014-08-03"),
        ("3 August، 2014", "2014-08-03"),
        ("Published: 2014-08-03 10:00 GMT", "2014-08-03"),
        ("Sun 3 Aug 2014", "2014-08-03"),
        ("Sunday, August 3rd, 2014 at 9:15 pm", "2014-08-03"),
        ("By Dana Haddad | Aug. 3, 2014 | 3 min read", "2014-08-03"),
        ("Last updated 4 August 2014, published 3 August 2014", "2014-08-03"),
        ("03.08.2014", "2014-08-03"),
        ("Posted on 25/8/2014", "2014-08-25"),
    ],
)
def test_date_lines_say_when_a_report_was_published(line: str, day: str, cues: Cues) -> None:
    published = find_published(line, cues)
    assert published is not None
    assert (published.earliest, published.latest, published.how) == (day, day, How.TEXT)
    assert published.surface is not None
    assert published.surface in line


def test_a_date_that_may_be_two_days_is_both(cues: Cues) -> None:
    published = find_published("5/4/2019", cues)
    assert published is not None
    assert (published.earliest, published.latest) == ("2019-04-05", "2019-05-04")


@pytest.mark.parametrize(
    "line",
    [
        "Rebels entered the town on 3 August 2014.",
        "Clashes since 3 August 2014 have killed ninety people",
        "© 2014 The Harbour Post",
        "3 August",
        "31 February 2014",
        "August 2014",
        "Flight 2014-08-03 was the last to leave before the runway was closed by shelling and fire that day",
    ],
)
def test_running_text_copyright_and_half_dates_are_no_date_lines(line: str, cues: Cues) -> None:
    assert find_published(line, cues) is None


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2016-11-17", ("2016-11-17", "2016-11-17")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2016-11-17T23:30:00-05:00", ("2016-11-17", "2016-11-17")),
        ("20161117", ("2016-11-17", "2016-11-17")),
        ("17/11/2016", None),
        ("2016-13-01", None),
        ("soon", None),
    ],
)
def test_iso_dates_are_read_to_days(value: str, days: tuple[str, str] | None) -> None:
    assert read_iso(value) == days


@given(st.dates())
def test_every_day_is_read_as_itself_and_lies_in_its_month_and_year(day: object) -> None:
    text = str(day)
    assert read_iso(text) == (text, text)
    for shorter in (text[:7], text[:4]):
        days = read_iso(shorter)
        assert days is not None
        assert days[0] <= text <= days[1]


@pytest.mark.parametrize(
    ("line", "day"),
    [("15 Dec 89", "1989-12-15"), ("4 May 02", "2002-05-04"), ("4 May 2012", "2012-05-04"), ("4 May", None)],
)
def test_the_year_of_a_dateline_may_have_two_digits(line: str, day: str | None, cues: Cues) -> None:
    found = read_dateline_day(line, cues)
    assert (found.earliest if found else None) == day
