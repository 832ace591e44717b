"""Whether two events are one happening, compared as wholes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from sijil.link.merging import compare_events, judge
from sijil.link.settings import read_settings
from sijil.link.units import Gathered, count_tokens, make_unit
from sijil.packs import load_packs
from sijil.records import Gist

Say = Callable[..., Gist]
SETTINGS = read_settings(load_packs(("core",)))
MARKET = ("market", "stalls", "vegetable")
SCHOOL = ("classroom", "pupils", "school")


def compare_all(one: Sequence[Gist], other: Sequence[Gist]) -> dict[str, float]:
    """What two events have in common, each claim a telling of its own."""
    units = [make_unit([gist], {}, SETTINGS) for gist in (*one, *other)]
    events = Gathered(), Gathered()
    for number, unit in enumerate(units):
        events[number >= len(one)].add(number, unit)
    return dict(compare_events(*events, units, count_tokens(units), SETTINGS))


def told(say: Say, reports: str, kind: str = "shelling", **values: object) -> list[Gist]:
    return [say(kind, report=name, **{"at": "Dockside", "words": MARKET, **values}) for name in reports]


@pytest.mark.parametrize(
    ("other", "feature", "value"),
    [
        ({"at": "Dockside"}, "merge_place", 0.0),
        ({"at": "Eastport"}, "merge_place", 1.0),
        ({"at": "Millgate"}, "merge_place", -1.2),
        ({"on": "2020-05-04"}, "merge_day", 1.0),
        ({"on": "2020-05-05"}, "merge_day", 0.0),
        ({"kind": "shelling"}, "merge_type", 1.0),
        ({"words": SCHOOL}, "merge_words", 0.0),
        ({"words": MARKET}, "merge_words", 0.342),
        ({"words": (MARKET[0], *SCHOOL)}, "merge_words", 0.0),
    ],
)
def test_what_events_have_in_common(say: Say, other: dict[str, object], feature: str, value: float) -> None:
    assert compare_all(told(say, "de", **other), told(say, "abc")).get(feature, 0.0) == pytest.approx(value, abs=0.001)


@pytest.mark.parametrize("other", [{"on": "2020-05-06"}, {"kind": "protest"}, {"at": "Farfield"}])
def test_events_of_other_times_kinds_or_areas_are_never_one(say: Say, other: dict[str, object]) -> None:
    found = compare_all(told(say, "de", **other), told(say, "abc"))
    assert found == {}
    assert judge([*found.items()], SETTINGS) == 0


def test_captures_by_other_sides_are_never_one(say: Say) -> None:
    sides = [
        [say("territory_gained", side, at="Dockside", report=f"{side} {name}") for name in "ab"]
        for side in ("army", "rebels")
    ]
    assert compare_all(*sides) == {}


def test_the_more_tellings_set_an_event_apart_the_likelier_it_is_another(say: Say) -> None:
    few, many = (compare_all(told(say, reports, words=()), told(say, "abcdef")) for reports in ("uv", "uvwxyz"))
    assert judge([*few.items()], SETTINGS) > judge([*many.items()], SETTINGS)
