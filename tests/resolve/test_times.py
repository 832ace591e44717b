"""Time expressions: what is found in a text, and which days it means."""

import pytest

from sijil.errors import PackError
from sijil.packs import load_packs
from sijil.parts import TimeRule, TimeWords
from sijil.records import How, Time
from sijil.resolve.timecheck import check_time_examples, interval_of
from sijil.resolve.timegrammar import Form, Grammar, Relation
from sijil.resolve.times import Anchor, Tense, find_times, resolve_time

PACKS = load_packs(["lang-en"])


def found(text: str) -> list[str]:
    return [time.surface for time in find_times(text, PACKS)]


def days(text: str, published: str | None = "2015-08-20", tense: Tense | None = None) -> str:
    """The days of the only time expression of a text; 2015-08-20 was a Thursday."""
    (time,) = find_times(text, PACKS)
    return interval_of(resolve_time(time, Anchor(earliest=published, latest=published), tense))


def test_every_example_of_every_rule_comes_out_as_it_says() -> None:
    outcomes = list(check_time_examples(PACKS))
    assert len(outcomes) > 100
    assert [f"{out.location}: {out.expected} but {out.found}" for out in outcomes if not out.passed] == []


def test_every_rule_has_an_example() -> None:
    assert [rule.id for rule in PACKS.rows(TimeRule) if not rule.examples] == []


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the 3 February Battalion held the bridge.",
        "He may march on the capital in a second attempt.",
        "Some 1900 families fled from Route 2011 and hill 1985.",
        "The 14-year-old girl was wounded by an M-1980 gun.",
        "It cost $2015 and took 2,015 bullets.",
    ],
)
def test_words_that_look_like_times_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_an_expression_keeps_its_preposition_and_knows_where_the_time_begins() -> None:
    text = "Held since early 2013 by rebels."
    (time,) = find_times(text, PACKS)
    assert (time.surface, text[time.core : time.end]) == ("since early 2013", "early 2013")
    assert (time.form, time.relation, time.part) == (Form.DATE, Relation.SINCE, "early")


def test_neighbours_that_say_one_time_are_joined() -> None:
    text = "It began at 4.30 pm on Saturday, 15 August and ended late on Sunday night."
    assert found(text) == ["at 4.30 pm on Saturday, 15 August", "late on Sunday night"]


def test_two_times_stay_two() -> None:
    assert found("Shelled on Monday and on Tuesday since March 2014.") == [
        "on Monday",
        "on Tuesday",
        "since March 2014",
    ]


def test_offsets_hold_in_text_whose_lower_case_is_longer() -> None:
    text = "\u0130stanbul was calm on Monday.\n\nThe raid of 5\u00a0May 2014 came late."
    assert found(text) == ["on Monday", "of 5\u00a0May 2014"]


def test_capital_letters_tell_months_from_everyday_words() -> None:
    assert found("They may march in march or in May.") == ["in May"]


# -- news style --------------------------------------------------------------------------------------------------------


def test_a_bare_weekday_is_the_last_one_up_to_publication() -> None:
    assert days("shelled on Thursday") == "2015-08-20"
    assert days("shelled on Friday") == "2015-08-14"


def test_a_weekday_ahead_is_the_next_one() -> None:
    assert days("talks on Friday", tense="future") == "2015-08-21"


def test_last_friday_is_before_the_day_itself() -> None:
    assert days("last Thursday") == "2015-08-13"


def test_a_weekday_beside_a_day_chooses_the_year() -> None:
    assert days("on Wednesday, June 4") == "2014-06-04"


def test_a_bare_month_is_the_last_one_and_ends_with_publication() -> None:
    assert days("in September", tense="past") == "2014-09-01/2014-09-30"
    assert days("in August") == "2015-08-01/2015-08-20"


def test_where_the_tense_is_not_known_a_month_just_ahead_is_the_next_one() -> None:
    assert days("in September") == "2015-09-01/2015-09-30"
    assert days("in January") == "2015-01-01/2015-01-31"


def test_parts_of_years_and_months() -> None:
    assert days("in mid-2014") == "2014-05-01/2014-08-31"
    assert days("in late May 2014") == "2014-05-21/2014-05-31"
    assert days("in the first half of 2014") == "2014-01-01/2014-06-30"


def test_lengths_end_with_publication() -> None:
    assert days("for the past two years") == "2013-08-20/2015-08-20"
    assert days("in three days of battle") == "2015-08-18/2015-08-20"
    assert days("for two and a half years") == "2013-02-20/2015-08-20"


def test_a_range_is_read_from_its_nearer_end() -> None:
    assert days("from Tuesday to Thursday", "2015-08-21") == "2015-08-18/2015-08-20"
    assert days("from November to February") == "2014-11-01/2015-02-28"
    assert days("between 2009 and 2011") == "2009-01-01/2011-12-31"


def test_open_ends_stay_open() -> None:
    assert days("until Monday") == "../2015-08-17"
    assert days("before 2011") == "../2010-12-31"
    assert days("since 2011", published=None) == "2011-01-01/.."


def test_a_holiday_beside_its_year() -> None:
    assert days("on Christmas Eve 2013") == "2013-12-24"
    assert days("during Ramadan") == "2015-06-17/2015-07-18"


def test_a_day_that_no_calendar_has_is_unknown() -> None:
    assert days("on 31 June 2014") == "unknown"
    assert days("on February 29", "2015-08-20") == "2012-02-29"


# -- unknown publication -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["on Tuesday", "in June", "on May 7", "yesterday", "last week", "for two years"])
def test_without_a_publication_date_relative_times_stay_unknown_with_a_reason(text: str) -> None:
    (expression,) = find_times(text, PACKS)
    time = resolve_time(expression, Anchor())
    assert (time.earliest, time.latest, time.how, time.surface) == (None, None, How.UNKNOWN, text)
    assert "not known" in time.reason


def test_without_a_publication_date_a_printed_year_is_enough() -> None:
    assert days("on 7 May 2013", published=None) == "2013-05-07"


def test_a_publication_known_to_the_week_widens_what_is_counted_from_it() -> None:
    (expression,) = find_times("on Tuesday", PACKS)
    time = resolve_time(expression, Anchor(earliest="2015-08-17", latest="2015-08-19"))
    assert (time.earliest, time.latest, time.grain) == ("2015-08-11", "2015-08-18", "span")


def test_the_following_day_is_counted_from_what_was_told_before() -> None:
    told = Time(
        earliest="2015-08-10", latest="2015-08-11", grain="span", how=How.TEXT, surface="over two days", reason="told"
    )
    (expression,) = find_times("The following day they fled.", PACKS)
    time = resolve_time(expression, Anchor(earliest="2015-08-20", latest="2015-08-20", context=told))
    assert time.earliest == time.latest == "2015-08-12"


# -- wrong packs -------------------------------------------------------------------------------------------------------

WORDS = (TimeWords(name="weekday", words={"monday": "1"}),)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (TimeRule(id="x", form="weekday", pattern="{wekday}"), "'wekday'"),
        (TimeRule(id="x", form="wekday", pattern="{weekday}"), "'wekday'"),
        (TimeRule(id="x", form="weekday", pattern="({weekday}"), "pattern of time rule 'x'"),
        (TimeRule(id="x", form="weekday", pattern="{weekday}", sets={"yaer": "1"}), "yaer"),
    ],
)
def test_a_wrong_rule_is_refused_by_name(rule: TimeRule, says: str) -> None:
    with pytest.raises(PackError, match=says):
        Grammar(WORDS, (rule,))


# -- what reports use, form by form (published on Thursday 2015-08-20) -------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tense", "meant"),
    [
        ("this Monday", "past", "2015-08-17"),
        ("this Saturday", "future", "2015-08-22"),
        ("next Thursday", "future", "2015-08-27"),
        ("on Monday last week", "past", "2015-08-10"),
        ("by Tuesday", "past", "../2015-08-18"),
        ("by Saturday", "future", "2015-08-20/2015-08-22"),
        ("between Monday and Wednesday", "past", "2015-08-17/2015-08-19"),
        ("until last month", "past", "../2015-07-31"),
        ("from 2012 until 2014", "past", "2012-01-01/2014-12-31"),
        ("within the last month", "past", "2015-07-20/2015-08-20"),
        ("within a month", "future", "2015-08-20/2015-09-20"),
        ("in the coming days", "future", "2015-08-20/2015-08-23"),
        ("before dawn on Monday", "past", "2015-08-17"),
        ("shortly after midnight on Monday", "past", "2015-08-17"),
        ("overnight into Tuesday", "past", "2015-08-17/2015-08-18"),
        ("on the night of Monday", "past", "2015-08-17"),
        ("a week ago", "past", "2015-08-10/2015-08-16"),
        ("a year and a half ago", "past", "2014-01-01/2014-12-31"),
        ("in the first quarter", "past", "2015-01-01/2015-03-31"),
        ("in the fourth quarter", "past", "2014-10-01/2014-12-31"),
        ("in the last quarter", "past", "2015-04-01/2015-06-30"),
        ("on July 11, 12 and 13", "past", "2015-07-11/2015-07-13"),
        ("for a third straight day", "past", "2015-08-20"),
    ],
)
def test_days_in_news_style(text: str, tense: Tense, meant: str) -> None:
    assert days(text, tense=tense) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("on the first of Ramadan", "2015-06-17/2015-06-19"),
        ("on the second day of Ramadan", "2015-06-18/2015-06-20"),
        ("in the last ten days of Ramadan", "2015-07-07/2015-07-18"),
        ("on the third day of Eid al-Fitr", "2015-07-19/2015-07-21"),
        ("on the eve of Eid al-Fitr", "2015-07-16/2015-07-18"),
        ("during Eid", "2015-07-17/2015-07-21"),
        ("on Ashura", "2014-11-02/2014-11-04"),
        ("on 10 Muharram 1436", "2014-11-02/2014-11-04"),
        ("in Rajab 1436", "2015-04-19/2015-05-20"),
    ],
)
def test_days_of_the_islamic_calendar_with_a_day_more_on_each_side(text: str, meant: str) -> None:
    assert days(text, tense="past") == meant


def test_eid_is_the_feast_of_that_name_that_lies_nearest() -> None:
    assert days("during Eid", "2015-10-01", "past") == "2015-09-23/2015-09-28"


@pytest.mark.parametrize("line", ["KIRKUK, 3 May - All was calm.", "KIRKUK, May 3 (Desk) - All was calm."])
def test_the_date_of_a_dateline_is_no_time_of_the_text(line: str) -> None:
    assert found(line) == []


def test_a_date_before_a_dash_within_a_sentence_is_one() -> None:
    assert found("It fell on 3 May -- the day of the fair.") == ["on 3 May"]


@pytest.mark.parametrize("text", ["the recent raids", "the current siege", "in the near future", "recently"])
def test_words_that_only_hint_at_a_time_have_no_days(text: str) -> None:
    (time,) = find_times(text, PACKS)
    assert (time.form, days(text)) == (Form.VAGUE, "unknown")


@pytest.mark.parametrize(
    "text", ["last week", "on Monday", "two days ago", "in June", "in the past two years", "today"]
)
def test_without_a_day_of_publication_relative_words_have_no_days(text: str) -> None:
    assert days(text, published=None) == "unknown"


def test_a_year_and_a_weekday_are_two_times() -> None:
    assert found("the highest level since 2004 on Monday") == ["since 2004", "on Monday"]
