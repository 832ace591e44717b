from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.link.fits import choose, compare, find_reach
from sijil.link.settings import read_settings
from sijil.link.units import Gathered, Unit, count_tokens, make_unit
from sijil.packs import load_packs
from sijil.records import Gist, How

Say = Callable[..., Gist]
SETTINGS = read_settings(load_packs(("core",)))


def unit(*gists: Gist, **values: str) -> Unit:
    return make_unit(gists, {}, SETTINGS, **values)


def value(feature: str, telling: Gist, *told: Gist) -> float | None:
    """The value of a feature of a telling and an event; None where it cannot be of it."""
    event, units = Gathered(), [unit(gist) for gist in told]
    for number, one in enumerate(units):
        event.add(number, one)
    asked = unit(telling)
    found = compare(asked, event, count_tokens([asked, *units]), SETTINGS)
    return None if found is None else dict(found).get(feature, 0.0)


@pytest.mark.parametrize(
    ("on", "days"),
    [("2020-05-04", 1), ("2020-05-05", -1), ("2020-05-02", -1.5), ("2020-05-03/2020-05-04", 0.5), ("2020-05-01", None)],
)
def test_the_day_that_a_telling_tells_speaks_for_the_event_of_that_day(say: Say, on: str, days: float | None) -> None:
    assert value("event_day", say("shelling", on=on, report="rep-2"), say("shelling")) == days


@pytest.mark.parametrize(
    ("said", "lag"),
    [("2020-05-04", 1), ("2020-05-07", 1), ("2020-05-08", -2), ("2020-05-03", -1.5), ("2020-05-20", None)],
)
def test_without_a_day_the_publication_tells_how_likely_an_event_is_meant(
    say: Say, said: str, lag: float | None
) -> None:
    assert value("event_lag", say("shelling", on=None, said=said, report="rep-2"), say("shelling")) == lag


@pytest.mark.parametrize(
    ("on", "lag"), [("2020-05-05", 0), ("2020-05-07", 0), ("2020-05-12", -2), ("2020-05-20", None)]
)
def test_a_day_that_rests_on_publication_does_not_rule_out_a_happening_of_the_days_before(
    say: Say, on: str, lag: float | None
) -> None:
    guessed = say("shelling", on=on, said=on, report="rep-2", how=How.PUBLISHED)
    assert value("event_lag", guessed, say("shelling")) == lag
    told = say("shelling", on=on, said=on, report="rep-2")
    assert (value("event_lag", told, say("shelling")) is None) == (on > "2020-05-06")


def test_the_same_place_says_the_more_the_smaller_it_is(say: Say) -> None:
    values = [
        value("event_place", say("shelling", at=at, report="x"), say("shelling", at=at))
        for at in ("Dockside", "Eastport")
    ]
    assert values == [pytest.approx(0.42), -0.5]
    assert value("event_place", say("shelling", at="Millgate", report="x"), say("shelling", at="Dockside")) == -1.2
    assert value("event_place", say("shelling", at="Eastport", report="x"), say("shelling", at="Dockside")) == -0.5


def test_a_town_of_another_area_is_out_of_the_question(say: Say) -> None:
    assert value("event_place", say("shelling", at="Farfield", report="x"), say("shelling")) is None


def test_another_side_speaks_against_more_than_another_body_of_one(say: Say) -> None:
    told = [say("shelling", "army", report=name) for name in "ab"]
    assert value("event_doer", say("shelling", "army", report="x"), *told) == 0
    assert value("event_doer", say("shelling", "guards", report="x"), *told) == -1
    assert value("event_doer", say("shelling", "rebels", report="x"), *told) == -4


def test_a_word_of_the_event_speaks_for_it_the_more_the_rarer_it_is_elsewhere(say: Say) -> None:
    event = [say("shelling", words=("bakery",), report=name) for name in "ab"]
    asked = say("shelling", words=("bakery",), report="x")
    others = [say("shelling", at="Millgate", words=("bakery",), report=str(number)) for number in range(9)]

    def bits(*elsewhere: Gist) -> float:
        gathered, units = Gathered(), [unit(gist) for gist in event]
        for number, one in enumerate(units):
            gathered.add(number, one)
        common = count_tokens([unit(asked), *units, *map(unit, elsewhere)])
        return dict(compare(unit(asked), gathered, common, SETTINGS) or [])["event_words"]

    assert bits() > bits(*others) > 0
    assert value("event_words", say("shelling", words=("school",), report="x"), *event) < 0  # type: ignore[operator]


def test_history_is_of_an_event_only_where_it_tells_the_day_and_another_report_tells_of_it(say: Say) -> None:
    told = say("shelling")
    assert value("event_day", say("shelling", background=True, report="x"), told) == 1
    assert value("event_day", say("shelling", background=True), told) is None
    assert value("event_day", say("shelling", background=True, on=None, said="2020-05-05", report="x"), told) is None


def test_right_beside_a_claim_of_the_event_speaks_for_it_and_further_off_against(say: Say) -> None:
    told = say("shelling", order=4)
    found = [value("event_beside", say("explosion", order=order), told) for order in (5, 6, 9)]
    assert found == [1, 0, -0.5]


def test_of_two_events_that_fit_alike_neither_is_likely_and_of_many_bits_one_is() -> None:
    assert choose({}, SETTINGS) is None
    _, alike = choose({1: 9.0, 2: 9.0}, SETTINGS) or (0, 1.0)
    event, clear = choose({1: 9.0, 2: 15.0}, SETTINGS) or (0, 0.0)
    assert alike < 0.5 < clear
    assert event == 2


# -- properties --------------------------------------------------------------------------------------------------------

DAYS = st.sampled_from(["2020-05-03", "2020-05-04", "2020-05-04/2020-05-06", "2020-05-01/2020-05-30", None])
DRAWN = st.tuples(
    st.sampled_from(["shelling", "toll", "territory_gained"]),
    st.sampled_from(["army", "guards", "rebels", None]),
    st.sampled_from(["Dockside", "Eastport", "Millgate", "Ruritania"]),
    DAYS,
    st.sampled_from(["2020-05-02", "2020-05-05", "2020-05-28"]),
    st.sets(st.sampled_from(["market", "school", "bakery"])),
)  # fmt: skip


Drawn = tuple[str, str | None, str, str | None, str, set[str]]


def draw(say: Say, number: int, drawn: Drawn) -> Unit:
    kind, doer, at, on, said, words = drawn
    return unit(say(kind, doer, at=at, on=on, said=said, words=tuple(sorted(words)), report=f"rep-{number}"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.lists(DRAWN, max_size=5), other=DRAWN)
def test_an_event_is_as_before_when_a_telling_has_come_and_gone(
    say: Say,
    kept: list[Drawn],
    other: Drawn,
) -> None:
    before, after = Gathered(), Gathered()
    for number, drawn in enumerate(kept):
        for event in (before, after):
            event.add(number, draw(say, number, drawn))
    after.add(9, draw(say, 9, other))
    after.remove(9, draw(say, 9, other))
    after.areas = {key: one for key, one in after.areas.items() if key in before.areas}
    assert after.list_days() == before.list_days()
    after.focus = before.focus = None
    assert after == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(DRAWN, min_size=1, max_size=4), asked=DRAWN)
def test_an_event_that_a_telling_may_be_of_has_a_day_within_its_reach(
    say: Say,
    told: list[Drawn],
    asked: Drawn,
) -> None:
    event, units = Gathered(), [draw(say, number, drawn) for number, drawn in enumerate(told)]
    for number, one in enumerate(units):
        event.add(number, one)
    telling = draw(say, 9, asked)
    reach = find_reach(telling, SETTINGS)
    if compare(telling, event, count_tokens(units), SETTINGS) is not None and reach:
        assert set(event.list_days()) & set(range(reach.first, reach.last + 1))
