from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sijil.link.features import compare_beside, compare_figures, compare_words
from sijil.link.pairs import blocks_of, can_enter, is_one_story, link_pair, link_pairs, split_by_cell
from sijil.link.settings import Settings, read_settings
from sijil.packs import Packs, load_packs
from sijil.records import Count, Gist, How, Link, Stance, Story
from sijil.stage import Rows

Say = Callable[..., Gist]
FigureOf = Callable[..., Count]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(("core",))


@pytest.fixture(scope="module")
def settings(packs: Packs) -> Settings:
    return read_settings(packs)


def score(a: Gist, b: Gist, settings: Settings) -> float:
    link = link_pair(a, b, settings)
    return link.score if link else 0.0


def links_of(gists: list[Gist], packs: Packs) -> list[Link]:
    blocks = split_by_cell(Rows(tuple(gists)), packs)
    return [link for name, rows in blocks.items() for link in link_pairs(Rows(tuple(rows), name), packs)]


def test_one_air_strike_in_two_reports_is_one_event(say: Say, settings: Settings) -> None:
    a, b = (say("air_strike", "army", "rebels", report=name) for name in ("rep-1", "rep-2"))
    assert score(a, b, settings) >= settings.row.threshold


def test_the_score_is_the_sum_of_its_parts(say: Say, settings: Settings) -> None:
    link = link_pair(say("air_strike", "army"), say("air_strike", "army", report="rep-2"), settings)
    assert link is not None
    assert link.score == round(sum(part.value * part.weight for part in link.parts), 2)
    assert [part.feature for part in link.parts] == ["type", "place", "time", "actors"]


def test_the_score_does_not_hang_on_which_claim_comes_first(say: Say, settings: Settings) -> None:
    town = say("offensive", "army", report="rep-2")
    assert town.place is not None
    suburbs = replace(say("offensive", "army"), place=replace(town.place, radius_km=2.0))
    assert score(town, suburbs, settings) == score(suburbs, town, settings)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"at": "Farfield"}, "another town"),
        ({"on": "2020-05-09"}, "another week"),
        ({"background": True, "report": "rep-1"}, "history of the same report"),
        ({"background": True, "how": How.PUBLISHED}, "history of an unknown day"),
    ],
)
def test_claims_of_other_places_or_times_are_not_linked(
    say: Say, settings: Settings, other: dict[str, object], why: str
) -> None:
    values = {"report": "rep-2", **other}
    assert score(say("shelling", "army"), say("shelling", "army", **values), settings) == 0, why


def test_types_that_do_not_go_together_are_not_linked(say: Say, settings: Settings) -> None:
    assert score(say("shelling", "army"), say("release", "army", report="rep-2"), settings) == 0


def test_two_named_districts_are_not_one_place_though_their_circles_meet(say: Say, settings: Settings) -> None:
    a, b = say("shelling", "army", at="Dockside"), say("shelling", "army", at="Millgate", report="rep-2")
    assert score(a, b, settings) < settings.row.threshold


def test_shelling_on_two_days_that_the_texts_name_is_not_one_event(say: Say, settings: Settings) -> None:
    a, b = say("shelling", "army"), say("shelling", "army", on="2020-05-05", report="rep-2")
    assert score(a, b, settings) < settings.row.threshold


def test_a_place_taken_by_two_parties_is_not_taken_once(say: Say, settings: Settings) -> None:
    a, b = say("territory_gained", "army"), say("territory_gained", "rebels", report="rep-2")
    assert score(a, b, settings) == 0


def test_a_country_and_a_wide_time_are_no_evidence(say: Say, settings: Settings) -> None:
    near = say("armed_clash", "army", "rebels", report="rep-2")
    vast = say("armed_clash", "army", "rebels", at="Ruritania", on="2019-05-01/2020-05-30")
    assert score(vast, near, settings) < settings.row.threshold


def test_an_undated_clash_joins_no_other_report_but_the_taking_of_a_place_may(say: Say, settings: Settings) -> None:
    clash = say("armed_clash", "army", "rebels", on=None)
    assert score(clash, say("armed_clash", "army", "rebels", report="rep-2"), settings) == 0
    taking = say("territory_gained", "army", "rebels", on=None, at="Dockside")
    dated = say("territory_gained", "army", "rebels", at="Dockside", report="rep-2")
    assert score(taking, dated, settings) >= settings.row.threshold


@pytest.mark.parametrize(
    ("first", "second", "is_linked"),
    [(None, None, True), ("on monday", "monday", True), ("on monday", None, True), ("on monday", "on friday", False)],
)
def test_an_undated_report_tells_of_a_day_or_two(
    say: Say, settings: Settings, first: str | None, second: str | None, *, is_linked: bool
) -> None:
    a, b = (
        say("air_strike", "army", "rebels", at="Ruritania", on=None, time_words=words, order=order)
        for order, words in enumerate((first, second))
    )
    assert (score(a, b, settings) >= settings.row.threshold) is is_linked
    assert score(a, replace(b, report="rep-2"), settings) == 0


def test_figures_far_apart_part_two_strikes_of_one_day(say: Say, figure: FigureOf, settings: Settings) -> None:
    few, many = (
        say("air_strike", "army", report=name, counts=(figure("killed", number, number),))
        for name, number in (("rep-1", 3), ("rep-2", 40))
    )
    again = say("air_strike", "army", report="rep-3", counts=(figure("killed", 4, 4),))
    assert score(few, many, settings) < settings.row.threshold <= score(few, again, settings)


@pytest.mark.parametrize(("whose", "value"), [("army", 1.0), ("rebels", None)])
def test_figures_of_other_people_are_not_compared(
    say: Say, figure: FigureOf, settings: Settings, whose: str, value: float | None
) -> None:
    of_army = say("air_strike", counts=(figure("killed", 9, 9, "army"),))
    other = say("air_strike", report="rep-2", counts=(figure("killed", 9, 9, whose),))
    few = say("air_strike", report="rep-3", counts=(figure("killed", 1, 1, "rebels"),))
    assert compare_figures(of_army, other) == value
    assert compare_figures(of_army, few) is None
    assert score(of_army, few, settings) >= settings.row.threshold


@pytest.mark.parametrize(
    ("other", "is_beside", "is_joined"),
    [
        ({"order": 4}, True, True),
        ({"order": 6}, True, False),
        ({"order": 2}, True, False),
        ({"order": 9}, False, False),
        ({"order": 4, "report": "rep-2"}, False, False),
    ],
)
def test_a_toll_right_beside_a_happening_of_its_report_is_of_it(
    say: Say, figure: FigureOf, settings: Settings, other: dict[str, object], *, is_beside: bool, is_joined: bool
) -> None:
    shelling = say("shelling", "army", order=3)
    link = link_pair(shelling, say("toll", counts=(figure("killed", 4, 4),), **other), settings)
    assert (link is not None and any(part.feature == "beside" for part in link.parts)) is is_beside
    assert (link is not None and link.score >= settings.row.threshold) is is_joined


def test_a_toll_of_another_place_or_day_is_not_beside_a_happening(say: Say, figure: FigureOf) -> None:
    shelling, dead = say("shelling", order=3), (figure("killed", 4, 4),)
    assert compare_beside(shelling, say("toll", order=4, counts=dead)) == 1
    assert compare_beside(shelling, say("toll", at="Dockside", order=4, counts=dead)) is None
    assert compare_beside(shelling, say("toll", on="2020-05-05", order=4, counts=dead)) is None


@pytest.mark.parametrize("stance", [Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL])
def test_what_is_only_ordered_threatened_or_supposed_enters_no_event(say: Say, stance: Stance) -> None:
    assert not can_enter(say("attack", "army", stance=stance))


def test_states_enter_no_event(say: Say) -> None:
    assert not can_enter(say("control", "army"))


def test_a_pair_that_shares_several_blocks_is_written_once(say: Say, packs: Packs, settings: Settings) -> None:
    gists = [say("territory_gained", "army", at="Dockside", by=name) for name in ("army", "rebels", "front")]
    assert len(set.intersection(*(set(blocks_of(gist, settings)) for gist in gists))) > 1
    pairs = [(link.claim_a, link.claim_b) for link in links_of(gists, packs)]
    assert len(pairs) == len(set(pairs)) == 3


def test_claims_within_the_tolerance_share_a_block_whatever_the_day(say: Say, settings: Settings) -> None:
    for day in range(1, 27):
        a = say("territory_left", "army", on=f"2020-05-{day:02}")
        b = say("territory_left", "army", on=f"2020-05-{day + 2:02}", report="rep-2")
        shared = set(blocks_of(a, settings)) & set(blocks_of(b, settings))
        assert any(" days " in name for name in shared)


def test_a_taking_told_of_a_whole_month_meets_one_of_a_day_and_is_written_once(say: Say, packs: Packs) -> None:
    wide = [
        say("territory_gained", "army", at="Dockside", on="2020-05-01/2020-05-31", report=name)
        for name in ("rep-1", "rep-2")
    ]
    day = say("territory_gained", "army", at="Dockside", report="rep-3")
    pairs = [(link.claim_a, link.claim_b) for link in links_of([*wide, day], packs)]
    assert len(pairs) == len(set(pairs)) == 3
    assert all(a < b for a, b in pairs)


def test_claims_of_one_story_meet_though_a_day_is_unknown_and_count_it(say: Say, settings: Settings) -> None:
    a, b = sorted(
        [
            say("shelling", "army", on=None, words=("market",)),
            say("shelling", "army", report="rep-2", words=("market",)),
        ],
        key=lambda gist: gist.claim,
    )
    assert link_pair(a, b, settings) is None
    link = link_pair(a, b, settings, is_story=True)
    assert link is not None
    assert link.parts[0].feature == "story"
    story = Story(report="rep-1", story="rep-1")
    assert "story rep-1" in blocks_of(a, settings, story)
    history = say("shelling", "army", background=True)
    assert not any(name.startswith("story") for name in blocks_of(history, settings, story))


def test_places_apart_rule_out_one_event_but_not_in_one_story(say: Say, settings: Settings) -> None:
    places = [say("shelling", at="Eastport"), say("shelling", at="Farfield", report="rep-2")]
    a, b = sorted(places, key=lambda gist: gist.claim)
    assert link_pair(a, b, settings) is None
    link = link_pair(a, b, settings, is_story=True)
    assert link is not None
    assert {part.feature: part.value for part in link.parts}["place"] == -1


def test_clashes_of_two_years_are_not_one_of_a_month_not_even_in_one_story(say: Say, settings: Settings) -> None:
    years = say("armed_clash", "army", "rebels", on="2018-05-01/2020-05-01")
    month = say("armed_clash", "army", "rebels", on="2020-04-10/2020-05-01", report="rep-2")
    as_long = say("armed_clash", "army", "rebels", on="2018-05-03/2020-05-03", report="rep-3")
    guessed = say("armed_clash", "army", "rebels", on="2018-05-03/2020-05-03", how=How.INFERRED, report="rep-4")

    def is_linked(first: Gist, second: Gist) -> bool:
        a, b = sorted((first, second), key=lambda gist: gist.claim)
        return link_pair(a, b, settings, is_story=True) is not None

    assert not is_linked(years, month)
    assert is_linked(years, as_long)
    assert is_linked(guessed, month)


def test_a_story_is_told_by_other_reports_and_never_by_history(say: Say) -> None:
    stories = {name: Story(report=name, story="rep-1") for name in ("rep-1", "rep-2")}
    here, there = say("shelling"), say("shelling", report="rep-2")
    assert is_one_story(here, there, stories)
    assert not is_one_story(here, say("air_strike"), stories)
    assert not is_one_story(here, say("shelling", report="rep-3"), stories)
    assert not is_one_story(here, say("shelling", report="rep-2", background=True), stories)


def test_quotes_of_several_rare_words_that_share_none_speak_against_one_event(say: Say) -> None:
    market = say("shelling", words=("buyers", "market", "noon"))
    mosque = say("shelling", words=("imam", "mosque", "wall"))
    assert compare_words(market, mosque) == -0.5
    assert compare_words(market, say("shelling", words=("fire", "market"))) == 0.25
    assert compare_words(market, say("shelling", words=("fire",))) is None
