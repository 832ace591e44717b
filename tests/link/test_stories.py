"""Reports that tell one main happening, by hand-made profiles and claims."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.days import Days
from sijil.link.settings import read_settings
from sijil.link.stories import compare_day, compare_times, compare_types, find_stories
from sijil.packs import Packs, load_packs
from sijil.records import Copy, Gist, Profile, ReportLink, Story
from sijil.stage import Rows

Say = Callable[..., Gist]
PACKS = load_packs(("core", "lang-en"))


def profile(report: str, words: str, day: str | None = "2020-05-05") -> Profile:
    return Profile(report=report, published=day, title=(), sentences=(tuple(words.split()),))


DAM = "harran dam turbine militia teshe reservoir engineer"
FERRY = "ferry kessin harbour captain lantern grenade pier"
BRIDGE = "bridge orlov convoy barley lorry ambush ravine"


def stories(*rows: object, packs: Packs = PACKS) -> dict[str, str]:
    return {row.report: row.story for row in find_stories(Rows(rows), packs) if isinstance(row, Story)}


def test_reports_that_share_rare_words_tell_one_story_and_others_tell_none() -> None:
    others = [profile("rep-3", FERRY), profile("rep-4", BRIDGE)]
    assert stories(profile("rep-1", DAM, "2020-05-04"), profile("rep-2", DAM), *others) == {
        "rep-1": "rep-1", "rep-2": "rep-1",
    }  # fmt: skip


def test_words_of_every_news_report_join_none() -> None:
    words = "army attack kill soldier official police government monday people region"
    assert stories(profile("rep-1", words), profile("rep-2", words)) == {}


def test_reports_of_months_apart_are_no_story() -> None:
    assert stories(profile("rep-1", DAM, "2020-01-04"), profile("rep-2", DAM)) == {}


def test_a_report_of_unknown_day_may_tell_any_story() -> None:
    assert set(stories(profile("rep-1", DAM), profile("rep-2", DAM, None))) == {"rep-1", "rep-2"}


def test_a_copy_goes_with_the_report_that_it_copies_and_makes_no_other_rarer() -> None:
    copy = Copy(report="rep-2", first="rep-1", how="near_copy")
    assert stories(profile("rep-1", DAM), profile("rep-2", DAM), copy) == {"rep-1": "rep-1", "rep-2": "rep-1"}


def test_the_day_and_type_of_the_first_claims_part_two_happenings_of_one_town(say: Say) -> None:
    half = "harran dam turbine lorry ambush ravine barley"
    near = [
        say("shelling", at="Eastport", on="2020-05-04", report="rep-1"),
        say("shelling", at="Eastport", on="2020-05-04", report="rep-2"),
    ]
    far = [near[0], say("abduction", at="Eastport", on="2020-05-12", report="rep-2")]
    pages = [profile("rep-1", DAM), profile("rep-2", half), profile("rep-3", FERRY)]
    links = [
        [row for row in find_stories(Rows((*pages, *gists)), PACKS) if isinstance(row, ReportLink)]
        for gists in (near, far)
    ]
    assert [len(found) for found in links] == [1, 0]
    assert {part.feature for part in links[0][0].parts} == {"report_words", "report_times", "report_day", "report_type"}
    assert set(links[0][0].words) == {"harran", "dam", "turbine"}


def test_history_is_not_what_a_report_tells(say: Say) -> None:
    told = say("shelling", at="Eastport", on="2020-05-04", report="rep-1")
    history = say("shelling", at="Eastport", on="2020-05-04", report="rep-2", background=True)
    (link,) = [
        row
        for row in find_stories(Rows((profile("rep-1", DAM), profile("rep-2", DAM), told, history)), PACKS)
        if isinstance(row, ReportLink)
    ]
    assert {part.feature: part.value for part in link.parts}["report_day"] == 0


@pytest.mark.parametrize(("gap", "times", "day"), [(0, 1.0, 1.0), (1, 0.5, 0.5), (5, 0.0, -1.0), (9, -1.0, -1.0)])
def test_the_further_apart_the_days_the_less_they_speak_for_one_story(gap: int, times: float, day: float) -> None:
    a, b = Days(100, 100), Days(100 + gap, 100 + gap)
    assert (compare_times([a], [b]), compare_day(a, b)) == (times, day)
    assert (compare_times([a], []), compare_day(a, None)) == (0.0, 0.0)


def test_types_that_never_go_together_speak_against() -> None:
    settings_ = read_settings(PACKS)
    found = [compare_types(["shelling"], [other], settings_) for other in ("shelling", "attack", "arrest")]
    assert found[0] == 1.0
    assert found[0] > found[1] > found[2] == -1.0
    assert compare_types([], ["shelling"], settings_) == 0.0


WORDS = st.sampled_from([*DAM.split(), *FERRY.split()])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.lists(st.sampled_from((DAM + " " + FERRY).split()), min_size=2, max_size=8), min_size=2, max_size=7
    ),
    seed=st.integers(0, 5),
)
def test_stories_do_not_depend_on_the_order_of_reports(texts: Sequence[Sequence[str]], seed: int) -> None:
    pages = [profile(f"rep-{number}", " ".join(words)) for number, words in enumerate(texts)]
    mixed = list(pages)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # an order, no secret
    assert sorted(map(repr, find_stories(Rows(tuple(pages)), PACKS))) == sorted(
        map(repr, find_stories(Rows(tuple(mixed)), PACKS))
    )
