"""The places of a report are chosen together."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.resolve.atlas import Spot
from sijil.resolve.choosing import Setting, closeness, rank_names

NOWHERE = Setting({}, frozenset())


def spot(name: str, country: str, lon: float, lat: float, population: int = 20_000, **more: object) -> Spot:
    base = Spot(f"{name}-{country}-{lon}", name, "town", lon, lat, 3.0, 1, country=country, population=population)
    return replace(base, written=False, **more)


def test_a_town_near_the_others_goes_before_a_larger_namesake_far_away() -> None:
    near, far = spot("Zafran", "AAA", 10.0, 10.0, 9_000), spot("Zafran", "BBB", 60.0, 40.0, 90_000)
    names = {"zafran": (far, near), "one": (spot("One", "AAA", 10.2, 10.1),), "two": (spot("Two", "AAA", 9.8, 9.9),)}
    assert rank_names(names, NOWHERE)["zafran"][0].spot is near
    assert rank_names({"zafran": (near, far)}, NOWHERE)["zafran"][0].spot is far


def test_a_region_supports_what_lies_in_it() -> None:
    region = replace(spot("Nord", "AAA", 10.0, 14.0, 0, area="AAA-1"), kind="region", radius_km=300.0)
    inside, outside = spot("Zafran", "AAA", 10.0, 10.5, area="AAA-1"), spot("Zafran", "AAA", 20.0, 10.5, area="AAA-2")
    assert closeness(inside, region) > closeness(outside, region)
    assert rank_names({"zafran": (outside, inside), "nord": (region,)}, NOWHERE)["zafran"][0].spot is inside


def test_a_main_name_goes_before_another_name() -> None:
    own, other = spot("Zafran", "AAA", 10.0, 10.0), replace(spot("Tell Nur", "AAA", 20.0, 10.0), population=20_000)
    assert rank_names({"zafran": (other, own)}, NOWHERE)["zafran"][0].spot is own


def test_a_row_from_memory_never_goes_before_one_with_a_source() -> None:
    read, told = (replace(spot("Zafran", "AAA", lon, 10.0), written=True) for lon in (10.0, 30.0))
    told = replace(told, sourced=False)
    assert rank_names({"zafran": (told, read)}, NOWHERE)["zafran"][0].spot is read


DEGREES = st.tuples(st.floats(-179, 179), st.floats(-80, 80))


@given(st.lists(DEGREES, min_size=2, max_size=6), st.floats(0, 1))
def test_scores_stay_between_0_and_1(points: list[tuple[float, float]], share: float) -> None:
    names = {
        f"n{at}": (spot(f"N{at}", "AAA", *point), spot(f"N{at}", "BBB", *point)) for at, point in enumerate(points)
    }
    for choices in rank_names(names, Setting({"AAA": share}, frozenset())).values():
        assert all(0 <= choice.score <= 1 and 0 <= choice.support <= 1 for choice in choices)
        assert [choice.score for choice in choices] == sorted((choice.score for choice in choices), reverse=True)


@given(DEGREES, DEGREES)
def test_the_nearer_the_closer(one: tuple[float, float], other: tuple[float, float]) -> None:
    here, there = spot("A", "AAA", *one), spot("B", "AAA", *other)
    assert math.isclose(closeness(here, there), closeness(there, here))
    assert closeness(here, replace(there, lon=here.lon, lat=here.lat)) >= closeness(here, there)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Shells fell on Paris, Texas.\nPeople in Paris fled.", "USA"),
        ("Police were called to Paris on Monday.\nHelp came from Dallas, Tyler, Sherman and Texarkana.", "USA"),
        ("Police were called to Paris on Monday.", "FRA"),
    ],
)
def test_where_paris_lies_is_told_by_the_report(story: Callable, text: str, country: str) -> None:
    labels = dict.fromkeys(("Paris", "Dallas", "Tyler", "Sherman", "Texarkana"), "LOC")
    told = story(text, **{name: label for name, label in labels.items() if name in text})
    toponyms = [t for t in told.map.toponyms if t.name == "Paris"]
    assert {t.spot.country for t in toponyms if t.spot} == {country}
