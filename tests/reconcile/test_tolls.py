from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.packs import load_packs
from sijil.reconcile.tolls import reconcile_tolls, split_by_group
from sijil.records import (
    Copy,
    Count,
    DatedClaim,
    Finding,
    FindingState,
    Gist,
    How,
    Qualifier,
    Scope,
    Stance,
    Time,
    Toll,
)
from sijil.stage import Rows

Say = Callable[..., Gist]
FigureOf = Callable[..., Count]
PACKS = load_packs(("core",))
PERIOD, RUNNING = Scope.PERIOD, Scope.RUNNING_TOTAL


def rows_of(gists: Sequence[Gist], *others: object) -> list[object]:
    blocks = split_by_group(Rows((*gists, *others)), PACKS)
    return [row for name, block in blocks.items() for row in reconcile_tolls(Rows(tuple(block), name), PACKS)]


def tolls_of(gists: Sequence[Gist], *others: object) -> list[Toll]:
    tolls = [row for row in rows_of(gists, *others) if isinstance(row, Toll)]
    return sorted(tolls, key=lambda toll: (toll.best or 0, toll.id))


def bounds(toll: Toll) -> tuple[int | None, int | None, int | None]:
    return toll.low, toll.best, toll.high


def test_a_figure_said_twice_is_counted_once(say: Say, figure: FigureOf) -> None:
    counts = (figure("killed", 44, 44, "army", scope=PERIOD),)
    gists = [
        say("toll", at="Ruritania", on="2020-05-01/2020-05-31", counts=counts),
        say("toll", on="2020-05-01/2020-05-31", counts=counts, by="a doctor"),
        say("toll", on="2020-05-02/2020-06-01", counts=counts, by="a doctor"),
    ]
    (toll,) = tolls_of(gists)
    assert bounds(toll) == (44, 44, 44)
    assert (toll.independent, toll.basis, toll.place and toll.place.name) == (1, "claimed", "Eastport")


def test_rival_figures_stand_side_by_side_in_one_disputed_toll(say: Say, figure: FigureOf) -> None:
    low = say("toll", on="2020-05-05/2020-05-06", counts=(figure("killed", 12, 12, "army", scope=PERIOD),), by="army")
    high = say("toll", on="2020-05-03/2020-05-07", counts=(figure("killed", 20, 20, "army", scope=PERIOD),), by="envoy")
    (toll,) = tolls_of([low, high])
    assert bounds(toll) == (12, 20, 20)
    assert (toll.state, toll.basis, toll.independent) == (FindingState.DISPUTED, "disputed", 2)
    assert (toll.support, toll.against) == ((high.claim,), (low.claim,))
    assert toll.inconsistent == tuple(sorted((low.claim, high.claim)))


def test_the_number_with_the_most_independent_voices_is_best_and_copies_give_none(say: Say, figure: FigureOf) -> None:
    gists = [
        say(
            "toll", counts=(figure("killed", number, number, "army"),), report=f"rep-{number}-{copy}", said="2020-05-09"
        )
        for number, copies in ((5, 1), (7, 2), (9, 4))
        for copy in range(copies)
    ]
    same = [Copy(report=f"rep-9-{copy}", first="rep-9-0", how="near_copy") for copy in range(1, 4)]
    (toll,) = tolls_of(gists, *same)
    assert (bounds(toll), toll.independent) == ((5, 7, 9), 4)


def test_bounds_that_meet_are_a_range_and_no_dispute(say: Say, figure: FigureOf) -> None:
    gists = [
        say("toll", counts=(figure("killed", 20, None, "army"),), by="army"),
        say("toll", counts=(figure("killed", 23, 23, "army"),), by="rebels", report="rep-2"),
    ]
    (toll,) = tolls_of(gists)
    assert (bounds(toll), toll.state, toll.basis) == ((20, 20, 23), FindingState.RANGE, "agreed")


@pytest.mark.parametrize(("report", "state"), [("rep-1", FindingState.SINGLE), ("rep-2", FindingState.AGREED)])
def test_an_agreement_is_of_several_reports(say: Say, figure: FigureOf, report: str, state: FindingState) -> None:
    gists = [
        say("toll", counts=(figure("killed", 23, 23, "army"),), by="army", report="rep-1"),
        say("toll", counts=(figure("killed", 23, 23, "army"),), by="rebels", report=report),
    ]
    (toll,) = tolls_of(gists)
    assert (toll.independent, toll.state) == (2, state)


def test_period_totals_and_running_totals_stay_apart_from_incidents(say: Say, figure: FigureOf) -> None:
    gists = [
        say("toll", counts=(figure("killed", 3, 3, "army"),)),
        say("toll", on="2020-05-04/2020-05-04", counts=(figure("killed", 8, 8, "army", scope=PERIOD),), report="rep-2"),
        say("toll", counts=(figure("killed", 80, 80, "army", scope=RUNNING),), report="rep-3"),
    ]
    assert [(toll.best, toll.scope) for toll in tolls_of(gists)] == [(3, Scope.EVENT), (8, PERIOD), (80, RUNNING)]


def test_a_part_bounds_the_whole_from_below_and_is_not_added(say: Say, figure: FigureOf) -> None:
    month, parts = "2020-05-01/2020-05-31", ("2020-05-04", "2020-05-20")
    whole = say("toll", on=month, counts=(figure("killed", 10, None, "army", scope=PERIOD),))
    days = [say("toll", at="Dockside", on=day, counts=(figure("killed", 12, 12, "army"),), report=day) for day in parts]
    tolls = tolls_of([whole, *days])
    (total,) = [toll for toll in tolls if toll.scope is PERIOD]
    assert bounds(total) == (24, 24, None)
    assert (total.floor, total.addends) == (24, tuple(sorted(toll.id for toll in tolls if toll is not total)))
    assert [toll.within for toll in tolls if toll is not total] == [(total.id,)] * 2


def test_a_brigade_is_a_part_of_its_army(say: Say, figure: FigureOf) -> None:
    week = say("toll", on="2020-05-01/2020-05-07", counts=(figure("killed", 9, 9, "army", scope=PERIOD),))
    part, whole = tolls_of([week, say("toll", counts=(figure("killed", 4, 4, "guards"),), report="rep-2")])
    assert (part.within, whole.within) == ((whole.id,), ())


def test_other_groups_harms_and_civilians_are_other_tolls(say: Say, figure: FigureOf) -> None:
    counts = (
        figure("killed", 5, 5, "army"),
        figure("wounded", 5, 5, "army"),
        figure("killed", 5, 5, "rebels"),
        figure("killed", 5, 5),
        figure("killed", 6, 6, status="civilian"),
        figure("killed", 7, 7, status="fighter"),
    )
    assert len(tolls_of([say("toll", counts=counts)])) == 6


def test_a_doubted_number_is_disputed_and_yields_to_one_that_is_not(say: Say, figure: FigureOf) -> None:
    doubted = say("toll", counts=(figure("killed", 13, 13, "front"),), by="army", stance=Stance.DOUBTED)
    (alone,) = tolls_of([doubted])
    assert (alone.best, alone.state) == (13, FindingState.DISPUTED)
    plain = say("toll", counts=(figure("killed", 30, 30, "front"),), by="envoy", report="rep-2")
    (toll,) = tolls_of([doubted, plain])
    assert (toll.best, toll.against) == (30, (doubted.claim,))


def test_what_is_denied_gives_no_number(say: Say, figure: FigureOf) -> None:
    denied = say("toll", counts=(figure("killed", 13, 13, "front"),), stance=Stance.DENIED)
    (toll,) = tolls_of([denied])
    assert (bounds(toll), toll.support, toll.against) == ((None, None, None), (), (denied.claim,))


def test_heavy_losses_are_a_toll_without_a_number(say: Say, figure: FigureOf) -> None:
    (toll,) = tolls_of([say("toll", counts=(figure("killed", None, None, "front"),))])
    assert (bounds(toll), toll.state) == ((None, None, None), FindingState.SINGLE)


@pytest.mark.parametrize(("by", "open_end", "risen"), [("army", None, 1), ("outlet", 2, 1)])
def test_one_particular_person_is_no_bound_and_no_first_count(
    say: Say, figure: FigureOf, by: str, open_end: int | None, risen: int
) -> None:
    counted = say("killing", counts=(figure("killed", 1, 1, "army"),), by=by, said="2020-05-04")
    known = say(
        "killing", counts=(figure("killed", 1, 1, "army", qualifier=Qualifier.EXACT),), by=by, said="2020-05-04"
    )
    assert [bounds(toll)[2] for toll in (*tolls_of([counted]), *tolls_of([known]))] == [open_end, risen]


def test_each_toll_has_a_finding_with_every_claim_for_or_against(say: Say, figure: FigureOf) -> None:
    gists = [
        say("toll", counts=(figure("killed", number, number, "army"),), by=by, report=by)
        for number, by in ((3, "army"), (4, "rebels"), (4, "envoy"))
    ]
    toll, finding = rows_of(gists)
    assert isinstance(toll, Toll)
    assert isinstance(finding, Finding)
    assert {*finding.support, *finding.against} == {gist.claim for gist in gists}
    assert finding.sentence == (
        "Army, killed at Eastport, 2020-05-04 to 2020-05-04: 4 (3 to 5) by the policy cautious; disputed: "
        "3 (army); 4 (envoy); 4 (rebels). Rule: Best is the number that the most independent voices hold, the lowest "
        "of several; a side's word only bounds. "
        f"Cannot all be true: {', '.join(one[:12] for one in finding.inconsistent)}."
    )
    assert gists[0].claim in finding.inconsistent


DRAWN = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from(["Eastport", "Dockside", "Ruritania"]),
        st.sampled_from(["2020-05-04", "2020-05-04/2020-05-06", "2020-05-01/2020-05-31", None]),
        st.sampled_from([Scope.EVENT, PERIOD]),
        st.integers(0, 3),
    ),
    min_size=1, max_size=9, unique=True,
)  # fmt: skip


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=DRAWN, seed=st.integers(0, 5))
def test_tolls_hold_low_best_high_use_each_claim_once_and_heed_no_order(
    say: Say,
    figure: FigureOf,
    drawn: list[tuple[int, str, str | None, Scope, int]],
    seed: int,
) -> None:
    gists = [
        say("toll", at=at, on=on, counts=(figure("killed", number, number, "army", scope=scope),), report=f"rep-{rep}")
        for number, at, on, scope, rep in drawn
    ]
    tolls = tolls_of(gists)
    mixed = list(gists)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    assert tolls_of(mixed) == tolls
    assert sorted(claim for toll in tolls for claim in (*toll.support, *toll.against)) == sorted(
        gist.claim for gist in gists
    )
    for toll in tolls:
        assert toll.low is not None
        assert toll.best is not None
        assert toll.low <= toll.best
        assert toll.high is None or toll.best <= toll.high


def test_two_figures_of_one_sentence_are_no_rivals_and_civilians_are_a_part_of_all(say: Say, figure: FigureOf) -> None:
    counts = (
        figure("killed", 9, 9, "army", scope=PERIOD),
        figure("killed", 4, 4, "army", scope=PERIOD, status="civilian"),
    )
    part, whole = tolls_of([say("toll", on="2020-05-01/2020-05-07", counts=counts)])
    assert (part.best, part.within, whole.best, whole.within) == (4, (whole.id,), 9, ())


def test_a_number_given_again_without_its_period_is_not_counted_again(say: Say, figure: FigureOf) -> None:
    month = say("toll", on="2020-05-01/2020-05-31", counts=(figure("killed", 44, 44, "army", scope=PERIOD),))
    day_of_saying = say(
        "toll", at="Ruritania", on="2020-06-02", counts=(figure("killed", 44, 44, "army", scope=PERIOD),)
    )
    headline = say("toll", on="2020-06-02", how=How.PUBLISHED, counts=(figure("killed", 44, 44, "army"),))
    (toll,) = tolls_of([month, day_of_saying, headline])
    assert (toll.best, toll.scope, len(toll.support)) == (44, PERIOD, 3)
    assert toll.time is not None
    assert (toll.time.earliest, toll.time.latest) == ("2020-05-01", "2020-05-31")


def test_two_days_that_a_report_names_are_two_tolls_though_the_number_is_the_same(say: Say, figure: FigureOf) -> None:
    gists = [say("toll", on=day, counts=(figure("killed", 2, 2, "army"),)) for day in ("2020-05-04", "2020-05-06")]
    assert len(tolls_of(gists)) == 2


def test_a_part_larger_than_all_numbers_of_the_whole_is_a_dispute_and_no_best_number(
    say: Say, figure: FigureOf
) -> None:
    whole = say("toll", on="2020-05-01/2020-05-31", counts=(figure("killed", 61, 61, "army", scope=PERIOD),))
    part = say("toll", at="Dockside", counts=(figure("killed", 240, 240, "army"),), report="rep-2")
    total, day = tolls_of([whole, part])
    assert (bounds(total), total.state, total.support) == ((61, 61, 240), FindingState.DISPUTED, (whole.claim,))
    assert day.within == (total.id,)


def test_of_two_rivals_the_one_that_a_part_does_not_exceed_is_best(say: Say, figure: FigureOf) -> None:
    month = "2020-05-01/2020-05-31"
    gists = [
        say("toll", on=month, counts=(figure("killed", number, number, "army", scope=PERIOD),), report=f"rep-{number}")
        for number in (5, 30)
    ]
    part = say("toll", at="Dockside", counts=(figure("killed", 12, 12, "army"),), report="rep-2")
    (total,) = [toll for toll in tolls_of([*gists, part]) if toll.scope is PERIOD]
    assert bounds(total) == (30, 30, 30)
    assert (total.state, len(total.inconsistent)) == (FindingState.DISPUTED, 2)


def test_a_bare_count_of_no_told_day_is_a_rival_of_the_period_total(say: Say, figure: FigureOf) -> None:
    told = say("toll", on="2020-05-05/2020-05-06", counts=(figure("killed", 12, 12, "army", scope=PERIOD),), by="army")
    bare = say(
        "toll", on="2020-05-06/2020-05-07", how=How.PUBLISHED, counts=(figure("killed", 20, 20, "army"),), by="envoy",
        said="2020-05-10",
    )  # fmt: skip
    (toll,) = tolls_of([told, bare])
    assert (bounds(toll), toll.state, toll.scope) == ((12, 20, 20), FindingState.DISPUTED, PERIOD)


def dated(gist: Gist, first: str, last: str) -> DatedClaim:
    """What dating says of a claim of an undated report."""
    when = Time(earliest=first, latest=last, grain="span", how=How.INFERRED, surface="this week", reason="")
    return DatedClaim(claim=gist.claim, report=gist.report, source="0" * 64, time=when, said=when)


def test_a_toll_of_an_undated_report_is_of_the_days_that_dating_found(say: Say, figure: FigureOf) -> None:
    month = say("toll", on="2020-05-01/2020-05-31", by="a doctor", counts=(figure("killed", 44, 44, scope=PERIOD),))
    counts = (figure("killed", 12, 12),)
    undated = say("toll", at="Dockside", on=None, report="rep-2", by="a nurse", counts=counts)
    alone, whole = tolls_of([month, undated])
    assert (alone.time, alone.within) == (None, ())
    part, whole = tolls_of([month, undated], dated(undated, "2020-05-10", "2020-05-24"))
    assert part.time
    assert (part.time.earliest, part.time.latest, part.within) == ("2020-05-10", "2020-05-24", (whole.id,))


def test_happenings_of_which_only_weeks_are_known_are_no_rivals(say: Say, figure: FigureOf) -> None:
    some = say("toll", on=None, report="rep-2", by="a nurse", counts=(figure("killed", 12, 12),))
    more = say("toll", on=None, report="rep-3", by="a doctor", counts=(figure("killed", 40, 40),))
    again = say("toll", on=None, report="rep-4", by="an envoy", counts=(figure("killed", 40, 40),))
    found = [dated(gist, "2020-05-01", "2020-05-28") for gist in (some, more, again)]
    assert [(toll.best, len(toll.support)) for toll in tolls_of([some, more, again], *found)] == [(12, 1), (40, 2)]
    near = [dated(gist, "2020-05-01", "2020-05-03") for gist in (some, more)]
    (toll,) = tolls_of([some, more], *near)
    assert (toll.low, toll.best, toll.state) == (12, 12, FindingState.DISPUTED)
