"""What holds of times whatever the text and the day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sijil.packs import load_packs
from sijil.parts import TimeRule, TimeWords
from sijil.resolve.calendars import islamic_day, part_of, shift, unit_of, year_of
from sijil.resolve.times import Anchor, find_times, resolve_time

PACKS = load_packs(["lang-en"])
PLAIN = ["the", "of", "7", "31", "2014", "'09", "12:30", "-", ",", ".", "May", "30", "1,000", "99999999999", "0000"]
VOCABULARY = PLAIN + sorted({word for item in PACKS.rows(TimeWords) for word in item.words if word})
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TENSES = st.sampled_from(["past", "present", "future", None])
EXAMPLES = [example.text for rule in PACKS.rows(TimeRule) for example in rule.examples]


def anchor(day: date | None) -> Anchor:
    return Anchor(earliest=day.isoformat(), latest=day.isoformat()) if day else Anchor()


@settings(max_examples=150)
@given(text=TEXTS | st.text(max_size=60), day=st.none() | DAYS | st.sampled_from([date.min, date.max]), tense=TENSES)
def test_no_text_crashes_and_no_interval_runs_backwards(text: str, day: date | None, tense: str | None) -> None:
    for expression in find_times(text, PACKS):
        assert text[expression.start : expression.end] == expression.surface
        assert expression.start <= expression.core < expression.end
        time = resolve_time(expression, anchor(day), tense)  # type: ignore[arg-type]
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        assert time.reason


@settings(max_examples=80)
@given(text=st.sampled_from(EXAMPLES), day=DAYS)
def test_found_times_are_in_order_and_share_no_character(text: str, day: date) -> None:
    times = find_times(f"{text} {day.isoformat()}", PACKS)
    assert all(left.end <= right.start for left, right in pairwise(times))


@settings(max_examples=80)
@given(
    day=DAYS,
    tense=TENSES,
    words=st.sampled_from(["on Monday", "last Friday", "since Tuesday", "yesterday", "this week"]),
)
def test_a_week_later_everything_lies_a_week_later(day: date, tense: str | None, words: str) -> None:
    (expression,) = find_times(words, PACKS)
    first = resolve_time(expression, anchor(day), tense)  # type: ignore[arg-type]
    second = resolve_time(expression, anchor(day + timedelta(days=7)), tense)  # type: ignore[arg-type]
    for one, other in ((first.earliest, second.earliest), (first.latest, second.latest)):
        assert one is not None
        assert other is not None
        assert date.fromisoformat(other) - date.fromisoformat(one) == timedelta(days=7)


@settings(max_examples=60)
@given(text=st.sampled_from(EXAMPLES), start=DAYS, width=st.integers(0, 40), inner=st.integers(0, 40))
def test_what_a_known_day_gives_lies_within_what_an_interval_gives(
    text: str, start: date, width: int, inner: int
) -> None:
    end = start + timedelta(days=width)
    day = min(start + timedelta(days=inner), end)
    for expression in find_times(text, PACKS):
        wide = resolve_time(expression, Anchor(earliest=start.isoformat(), latest=end.isoformat()), "past")
        narrow = resolve_time(expression, anchor(day), "past")
        if narrow.earliest is not None and wide.earliest is not None:
            assert wide.earliest <= narrow.earliest
        if narrow.latest is not None and wide.latest is not None:
            assert narrow.latest <= wide.latest


@given(year=st.integers(1300, 1500), month=st.integers(1, 12))
def test_months_of_the_islamic_calendar_have_29_or_30_days(year: int, month: int) -> None:
    following = islamic_day(year + month // 12, month % 12 + 1, 1)
    assert (following - islamic_day(year, month, 1)).days in {29, 30}


def test_the_islamic_calendar_meets_known_days_within_one() -> None:
    known = {(1430, 9, 1): date(2009, 8, 22), (1439, 9, 1): date(2018, 5, 17), (1445, 10, 1): date(2024, 4, 10)}
    assert all(abs((islamic_day(*day) - meant).days) <= 1 for day, meant in known.items())


@given(
    year=st.integers(2, 9000), part=st.sampled_from(["early", "mid", "late", "half1", "half2", "quarter1", "quarter4"])
)
def test_a_part_lies_within_its_whole(year: int, part: str) -> None:
    whole, inner = year_of(year), part_of(year_of(year), part)
    assert whole.first is not None
    assert inner.first is not None
    assert whole.last is not None
    assert inner.last is not None
    assert whole.first <= inner.first < inner.last <= whole.last


@given(
    day=st.dates(), count=st.floats(-1e9, 1e9), unit=st.sampled_from(["minute", "hour", "day", "week", "month", "year"])
)
def test_no_count_leaves_the_calendar(day: date, count: float, unit: str) -> None:
    assert date.min <= shift(day, count, unit) <= date.max
    assert unit_of(day, "week").first is not None
