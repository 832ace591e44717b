"""When what a word tells of happened: sentences read by the package's model."""

from __future__ import annotations

import pytest
from tests.reports import make_report

from sijil.dating import date_words
from sijil.language.model import load_model
from sijil.language.parse import analyse
from sijil.packs import load_packs
from sijil.records import PassageKind, Time
from sijil.resolve.timecheck import interval_of

PACKS = load_packs(["core", "lang-en"])
THURSDAY = "2015-08-20"
DAY_OR_BEFORE = "2015-08-19/2015-08-20"


def date(text: str, word: str, published: str | None = THURSDAY, *, headline: bool = False) -> Time:
    """Date a word of a report whose paragraphs are the lines of a text; the first may be its headline."""
    report = make_report(text, published)
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = PassageKind.HEADLINE if headline and not number else PassageKind.BODY
        blocks.append((start, start + len(line), kind))
        start += len(line) + 1
    at = text.index(word)
    (time,) = date_words(report, analyse(report.id, text, blocks, load_model()), [(at, at + len(word))], PACKS)
    assert time is not None
    return time


def days(text: str, word: str, published: str | None = THURSDAY) -> str:
    return interval_of(date(text, word, published))


def test_any_verb_or_noun_has_the_time_of_its_clause() -> None:
    text = "Farmers opened the canal on Monday.\nThe harvest began in June and the fair closed on Tuesday."
    assert days(text, "opened") == "2015-08-17"
    assert days(text, "harvest") == "2015-06-01/2015-06-30"
    assert days(text, "closed") == "2015-08-18"


def test_a_word_without_a_time_has_that_of_the_report() -> None:
    assert days("Farmers opened the canal.", "opened") == DAY_OR_BEFORE


def test_the_present_tells_what_holds_on_the_day_of_publication() -> None:
    text = "The army took the dam on Monday.\nThe dam supplies two towns."
    assert days(text, "supplies") == THURSDAY
    assert days(text, "took") == "2015-08-17"


def test_headlines_tell_the_past_in_the_present() -> None:
    text = "Army takes dam\nThe army took the dam on Monday."
    assert interval_of(date(text, "takes", headline=True)) == "2015-08-17"


def test_what_is_planned_has_the_time_of_the_plan() -> None:
    text = "The council signed a contract on Monday to repair the bridge."
    assert days(text, "repair") in {"2015-08-17", "2015-08-16/2015-08-17"}


def test_a_verb_of_saying_has_the_day_told_beside_it() -> None:
    text = "The mayor said on Tuesday that the bridge had been closed.\nHe added that nobody was hurt."
    assert days(text, "said") == "2015-08-18"
    assert days(text, "added") == "2015-08-18"


def test_what_was_said_on_a_day_happened_that_day_or_the_day_before() -> None:
    assert days("The mayor said on Tuesday that the bridge had collapsed.", "collapsed") == "2015-08-17/2015-08-18"


def test_of_two_clauses_each_keeps_its_own_time() -> None:
    text = "The school was founded in 1976 and moved to the port in 2003."
    assert days(text, "founded") == "1976-01-01/1976-12-31"
    assert days(text, "moved") == "2003-01-01/2003-12-31"


def test_a_comparison_with_the_past_dates_nothing() -> None:
    text = "The river reached its highest level since 2004 on Monday."
    assert days(text, "reached") == "2015-08-17"
    assert days("It was the deadliest raid since 2004.", "raid") == DAY_OR_BEFORE


def test_a_year_within_a_name_dates_nothing() -> None:
    assert days("Delegates left the Geneva Peace Conference 2010.", "left") == DAY_OR_BEFORE


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("The truce will end on Saturday.", "end", "2015-08-22"),
        ("The talks are due to begin on Saturday.", "begin", "2015-08-22"),
        ("The road is expected to open on September 12.", "open", "2015-09-12"),
        ("The envoy will speak when the talks resume on Saturday.", "resume", "2015-08-22"),
        ("Work should be finished on Saturday.", "finished", "2015-08-22"),
        ("Gunmen set the mill ablaze on Saturday.", "ablaze", "2015-08-15"),
        ("Plans drawn up in May were dropped.", "drawn", "2015-05-01/2015-05-31"),
    ],
)
def test_only_what_is_to_come_is_counted_ahead(text: str, word: str, meant: str) -> None:
    assert days(text, word) == meant


def test_days_are_counted_from_a_happening_that_the_report_dates() -> None:
    text = "The massacre took place on August 3.\nTwo days after the massacre, rebels fled the valley."
    assert days(text, "fled") == "2015-08-05"


def test_days_counted_from_a_happening_that_nothing_dates_say_nothing() -> None:
    assert days("Two days after a truce was agreed, rebels fled the valley.", "fled") == DAY_OR_BEFORE


def test_a_report_without_a_date_leaves_relative_words_unknown() -> None:
    text = "Rebels shelled the port.\nLast week rebels burned a bridge."
    time = date(text, "burned", published=None)
    assert (time.earliest, time.latest) == (None, None)
    assert "Last week" in time.reason
