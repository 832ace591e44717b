"""Parts bound the whole from below, the whole its parts from above, and what cannot all be true is named."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.packs import load_packs
from sijil.parts import PolicyRow
from sijil.reconcile.lattice import are_disjoint, cell_of
from sijil.reconcile.tolls import reconcile_tolls, split_by_group
from sijil.records import Copy, Count, Event, FindingState, Gist, Scope, Toll
from sijil.stage import Rows

Say = Callable[..., Gist]
FigureOf = Callable[..., Count]
PACKS = load_packs(("core",))
LAG = next(row for row in PACKS.rows(PolicyRow) if row.name == "cautious").lag
PERIOD = Scope.PERIOD
MAY, LATE = "2020-05-01/2020-05-31", "2020-06-20"
Drawn = tuple[int, str, str, Scope, str, int]


def tolls_of(gists: Sequence[Gist], *others: object) -> list[Toll]:
    blocks = split_by_group(Rows((*gists, *others)), PACKS)
    found = (row for name, block in blocks.items() for row in reconcile_tolls(Rows(tuple(block), name), PACKS))
    return sorted((row for row in found if isinstance(row, Toll)), key=lambda toll: (toll.best or 0, toll.id))


def event_of(gists: Sequence[Gist]) -> Event:
    return Event(
        founding=gists[0].claim, members=tuple(gist.claim for gist in gists), against=(), type=gists[0].type, actors=(),
        targets=(), place=None, time=None, reports=1, independent=1, state=FindingState.SINGLE,
    )  # fmt: skip


def numbers(toll: Toll) -> tuple[int | None, int | None, int | None]:
    return toll.low, toll.best, toll.high


# -- what contains what ------------------------------------------------------------------------------------------------


def test_the_civilians_of_a_happening_are_a_part_of_all_its_dead(say: Say, figure: FigureOf) -> None:
    everyone = say("shelling", counts=(figure("killed", 9, 9),), said=LATE)
    some = say("shelling", counts=(figure("killed", 4, 4, status="civilian"),), report="rep-2", said=LATE)
    part, whole = tolls_of([everyone, some], event_of([everyone, some]))
    assert (part.status, part.within, whole.addends, whole.floor) == ("civilian", (whole.id,), (part.id,), 4)


def test_civilians_and_fighters_of_a_happening_add_up(say: Say, figure: FigureOf) -> None:
    gists = [
        say("shelling", counts=(figure("killed", number, high, status=status),), report=f"rep-{number}", said=LATE)
        for number, high, status in ((7, None, None), (4, 4, "civilian"), (5, 5, "fighter"))
    ]
    *_, whole = tolls_of(gists, event_of(gists))
    assert (numbers(whole), whole.floor) == ((9, 9, None), 9)


def test_the_district_and_the_city_of_one_event_are_one_toll(say: Say, figure: FigureOf) -> None:
    gists = [
        say("shelling", at=at, on=on, counts=(figure("killed", number, number, "army"),), report=at, said=LATE)
        for at, on, number in (("Dockside", "2020-05-04", 7), ("Eastport", "2020-05-05", 8))
    ]
    (toll,) = tolls_of(gists, event_of(gists))
    assert (numbers(toll), toll.event) == ((7, 7, 8), event_of(gists).id)


def test_two_events_of_one_day_and_place_are_two_tolls_that_do_not_add_up(say: Say, figure: FigureOf) -> None:
    gists = [
        say("shelling", counts=(figure("killed", number, number, "army"),), report=f"rep-{number}", said=LATE)
        for number in (7, 8)
    ]
    month = say("toll", on=MAY, counts=(figure("killed", 5, None, "army", scope=PERIOD),), report="rep-3", said=LATE)
    tolls = tolls_of([*gists, month], *(event_of([gist]) for gist in gists))
    assert [toll.best for toll in tolls] == [7, 8, 8]
    assert max(toll.floor or 0 for toll in tolls) == 8


def test_the_whole_bounds_its_parts_from_above(say: Say, figure: FigureOf) -> None:
    month = say("toll", on=MAY, counts=(figure("killed", 20, 20, "army", scope=PERIOD),), said=LATE)
    open_ = say("toll", counts=(figure("killed", 6, None, "army"),), report="rep-2", said=LATE)
    part, whole = tolls_of([month, open_])
    assert (numbers(part), numbers(whole), part.state) == ((6, 6, 20), (20, 20, 20), FindingState.SINGLE)


def test_a_rival_that_exceeds_the_whole_is_left_out_of_the_part(say: Say, figure: FigureOf) -> None:
    month = say("toll", on=MAY, counts=(figure("killed", 20, 20, "army", scope=PERIOD),), said=LATE)
    rivals = [
        say("toll", counts=(figure("killed", number, number, "army"),), report=f"rep-{number}", said=LATE)
        for number in (6, 90)
    ]
    part, _ = tolls_of([month, *rivals])
    assert (numbers(part), part.state) == ((6, 6, 6), FindingState.DISPUTED)
    assert part.inconsistent == tuple(sorted((month.claim, rivals[1].claim)))


def test_parts_that_add_up_to_more_than_the_whole_are_named_with_it(say: Say, figure: FigureOf) -> None:
    month = say("toll", on=MAY, counts=(figure("killed", 20, 20, "army", scope=PERIOD),), said=LATE)
    days = [
        say("toll", on=f"2020-05-{day:02}", counts=(figure("killed", dead, dead, "army"),), report=f"r{day}", said=LATE)
        for day, dead in ((3, 2), (9, 11), (15, 12), (21, 3))
    ]
    tolls = tolls_of([month, *days])
    (whole,) = [toll for toll in tolls if toll.scope is PERIOD]
    assert (numbers(whole), whole.state, whole.floor) == ((20, 20, 28), FindingState.DISPUTED, 28)
    assert set(whole.inconsistent) == {month.claim, days[1].claim, days[2].claim}


def test_far_more_than_the_whole_leaves_only_the_sum_and_puts_the_parts_in_doubt(say: Say, figure: FigureOf) -> None:
    month = say("toll", on=MAY, counts=(figure("killed", 20, 20, "army", scope=PERIOD),), said=LATE)
    days = [
        say("toll", on=f"2020-05-{day:02}", counts=(figure("killed", 18, 18, "army"),), report=f"r{day}", said=LATE)
        for day in (3, 9)
    ]
    *_, whole = tolls = tolls_of([month, *days])
    assert (numbers(whole), {toll.state for toll in tolls}) == ((20, 20, 36), {FindingState.DISPUTED})


# -- what holds of any claims ------------------------------------------------------------------------------------------

DRAWN = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from(["Eastport", "Dockside", "Millgate", "Ruritania"]),
        st.sampled_from(["2020-05-04", "2020-05-11", "2020-05-20", "2020-05-04/2020-05-10", MAY]),
        st.sampled_from([Scope.EVENT, PERIOD]),
        st.sampled_from(["outlet", "army", "rebels", "a doctor"]),
        st.integers(0, 4),
    ),
    min_size=1, max_size=10, unique=True,
)  # fmt: skip
PROPERTY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def gists_of(drawn: Iterable[Drawn], say: Say, figure: FigureOf) -> list[Gist]:
    return [
        say(
            "toll",
            at=at,
            on=on,
            counts=(figure("killed", number, None if report == 0 else number, "army", scope=scope),),
            by=by,
            report=f"rep-{report}",
            said=f"2020-06-{report + 1:02}",
        )
        for number, at, on, scope, by, report in drawn
    ]


def outcomes(tolls: Sequence[Toll]) -> list[str]:
    """What tolls say, whatever their ids."""
    return sorted(repr((*numbers(toll), toll.independent, toll.state, toll.floor)) for toll in tolls)


def is_ordered(low: int | None, best: int | None, high: int | None) -> bool:
    return best is not None and (low is None or low <= best) and (high is None or best <= high)


@PROPERTY
@given(drawn=DRAWN, seed=st.integers(0, 5))
def test_bounds_hold_in_any_order_and_by_any_policy(say: Say, figure: FigureOf, drawn: list[Drawn], seed: int) -> None:
    gists = gists_of(drawn, say, figure)
    tolls = tolls_of(gists)
    mixed = list(gists)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    assert tolls_of(mixed) == tolls
    for toll in tolls:
        assert is_ordered(toll.low, toll.best, toll.high)
        assert all(is_ordered(one.low, one.best, one.high) for one in toll.readings)
        assert {one.claim for one in toll.contributions} == {*toll.support, *toll.against}


@PROPERTY
@given(drawn=DRAWN)
def test_parts_exceed_no_whole_that_is_not_disputed(say: Say, figure: FigureOf, drawn: list[Drawn]) -> None:
    tolls = {toll.id: toll for toll in tolls_of(gists_of(drawn, say, figure))}
    for part in tolls.values():
        for whole in (tolls[name] for name in part.within):
            if FindingState.DISPUTED not in {part.state, whole.state}:
                assert (part.low or 0) <= (whole.low or 0)
                assert (part.best or 0) <= (whole.best or 0)
                assert whole.high is None or (part.high is not None and part.high <= whole.high)
    for whole in tolls.values():
        if whole.addends and whole.state is not FindingState.DISPUTED:
            assert sum(tolls[part].low or 0 for part in whole.addends) == whole.floor
            assert (whole.low or 0) >= (whole.floor or 0)


@PROPERTY
@given(drawn=DRAWN)
def test_what_adds_up_counts_nobody_twice(say: Say, figure: FigureOf, drawn: list[Drawn]) -> None:
    tolls = {toll.id: toll for toll in tolls_of(gists_of(drawn, say, figure))}
    for whole in tolls.values():
        cells = [cell_of(tolls[part]) for part in whole.addends]
        assert all(are_disjoint(a, b, LAG) for a, b in combinations(cells, 2))
        assert all(whole.id in tolls[part].within for part in whole.addends)


@PROPERTY
@given(drawn=DRAWN)
def test_a_copy_of_a_report_changes_no_number(say: Say, figure: FigureOf, drawn: list[Drawn]) -> None:
    gists = gists_of(drawn, say, figure)
    again = gists_of([(*row[:5], 9) for row in drawn if row[5] == 1], say, figure)
    copy = Copy(report="rep-9", first="rep-1", how="near_copy")
    before, after = tolls_of(gists), tolls_of([*gists, *again], copy)
    assert outcomes(after) == outcomes(before)


@PROPERTY
@given(drawn=DRAWN)
def test_what_cannot_all_be_true_could_be_without_any_one_of_it(say: Say, figure: FigureOf, drawn: list[Drawn]) -> None:
    gists = gists_of([(*row[:4], "a doctor" if row[4] == "rebels" else row[4], row[5]) for row in drawn], say, figure)
    claims = {gist.claim: gist for gist in gists}
    for toll in tolls_of(gists):
        if len(toll.inconsistent) > 1:
            for left_out in toll.inconsistent:
                rest = [claims[name] for name in toll.inconsistent if name != left_out]
                assert not any(one.inconsistent for one in tolls_of(rest)), left_out
