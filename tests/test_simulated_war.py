"""The simulated war is the same on every run, goes through the real stages, and measures from 0 to 1."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.simulated_war import compare, measure, show, summarise
from benchmarks.war import record
from benchmarks.war.baselines import first_days
from benchmarks.war.measures import (
    Guess,
    group_of,
    holding_at,
    measure_control,
    measure_events,
    measure_tolls,
    score_pairs,
    true_dead,
)
from benchmarks.war.outlets import Press, print_reports
from benchmarks.war.record import Found
from benchmarks.war.settings import DEFAULT
from benchmarks.war.world import World, day_of, make_world, party, place_of

from sijil.records import Control, ControlState

SMALL = replace(DEFAULT, name="small", days=60, cities=2, villages=4, outlets=6, campaigns=1)


@pytest.fixture(scope="module")
def war() -> tuple[World, Press]:
    world = make_world(SMALL, 1)
    return world, print_reports(world, 1)


def test_the_same_seed_gives_the_same_war_and_another_seed_another(war: tuple[World, Press]) -> None:
    world, press = war
    assert make_world(SMALL, 1).happenings == world.happenings
    assert print_reports(world, 1).gists == press.gists
    assert make_world(SMALL, 2).happenings != world.happenings


def test_a_perfect_account_scores_one(war: tuple[World, Press]) -> None:
    world, press = war
    clusters: dict[str, list[str]] = {}
    for claim, about in press.about.items():
        clusters.setdefault(about, []).append(claim)
    events = measure_events(press, clusters.values())
    assert [events[name] for name in ("pairs_f1", "firm_pairs_f1", "events_per_happening")] == [1, 1, 1]
    tolls = measure_tolls(world, press, perfect_guesses(world, press))
    assert (tolls["toll_in_range"], tolls["month_in_range"], tolls["toll_error"], tolls["toll_width"]) == (1, 1, 0, 0)
    told = first_days(press, world)
    labels = {(place, day): world.label(place, day) for place in told for day in range(SMALL.days)}
    control = measure_control(world, told, labels)
    assert (control["control"], control["control_fought"], control["control_said"]) == (1, 1, 1)


def perfect_guesses(world: World, press: Press) -> list[Guess]:
    """The true number behind each figure, with the claims that give it."""
    claims: dict[tuple[str, str], set[str]] = {}
    for claim, figures in press.figures.items():
        for figure in figures:
            claims.setdefault(figure, set()).add(claim)
    return [
        Guess(
            group=group, claims=frozenset(claims[subject, group]), low=dead, best=dead, high=dead, month="",
            is_period=False,
        )
        for (subject, group), dead in true_dead(world).items()
        if (subject, group) in claims
    ]  # fmt: skip


def test_an_empty_account_scores_zero(war: tuple[World, Press]) -> None:
    world, press = war
    numbers = compare(world, press, Found(0, (), (), (), ()))["record"]
    names = ("pairs_f1", "firm_pairs_f1", "toll_in_range", "month_in_range", "control", "control_said")
    assert [numbers[name] for name in names] == [0] * len(names)
    assert (numbers["toll_error"], numbers["sum_error"], numbers["account_error"]) == (1, 1, 1)


def test_the_rows_go_through_the_real_stages_and_are_measured_beside_the_baselines() -> None:
    table = measure(SMALL, 1)
    assert {"record", "one a day", "majority", "maximum", "last claim"} <= set(table)
    assert 0 < table["record"]["pairs_f1"] <= 1
    assert table["one a day"]["pairs_f1"] < table["with the list"]["pairs_f1"] < 1
    assert table["record"]["control"] > 0.5
    shown = list(show("small", {name: summarise([numbers, numbers]) for name, numbers in table.items()}))
    assert sum(line.startswith("record") for line in shown) == 6


def test_the_order_of_the_rows_and_the_units_they_come_in_do_not_matter(
    war: tuple[World, Press], tmp_path: Path
) -> None:
    rows = [*war[1].gists, *war[1].texts]
    digests = set()
    for units in (1, 7):
        folder = tmp_path / str(units)
        rows.reverse()
        built = record.build(folder, record.add_rows(folder, rows, units), workers=units)
        digests.add(tuple(built.digests[kind] for kind in ("Copy", "Event", "Toll", "Control", "Finding")))
    assert len(digests) == 1


def test_pairs_are_counted() -> None:
    truth = {"a": "1", "b": "1", "c": "1", "d": "2"}
    scores = score_pairs(truth, [["a", "b"], ["c", "d"]])
    assert (scores["pairs_p"], scores["pairs_r"]) == (0.5, pytest.approx(1 / 3))


def test_whose_dead_are_meant() -> None:
    assert [group_of(key) for key in ("crown-2", "front", "~civilians", "~people", "?")] == [
        "crown", "front", "civilians", "people", "people",
    ]  # fmt: skip


def test_a_timeline_says_the_state_that_began_last() -> None:
    rows = [
        control(ControlState.HELD, "crown", None, day_of(9)),
        control(ControlState.CONTESTED, "?", day_of(3), day_of(5)),
        control(ControlState.HELD, "league", day_of(10), None),
    ]
    assert [holding_at(rows, day_of(day)) for day in (0, 4, 6, 10, 40)] == [
        "crown", "contested", "crown", "league", "league",
    ]  # fmt: skip
    assert holding_at([], day_of(1)) == ""


def control(state: ControlState, holder: str, since: str | None, until: str | None) -> Control:
    return Control(
        founding=f"clm-{holder}", place=place_of("Eastport"), place_key="Eastport", since=since, until=until,
        state=state, holder=None, holder_key=holder, share=None, basis="claimed", independent=1, confidence=0.6,
        support=(), against=(),
    )  # fmt: skip


def test_the_brigades_of_a_side_are_part_of_its_army() -> None:
    assert party("crown-1").line == ("crown-1", "crown", "side:crown")
