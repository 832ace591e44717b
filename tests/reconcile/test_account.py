"""The account of a period: what its numbers are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from sijil.errors import UsageError
from sijil.packs import load_packs
from sijil.reconcile.account import Account, Wanted, by_policy, make_account, read_wanted
from sijil.reconcile.tolls import reconcile_tolls, split_by_group
from sijil.records import Count, Event, FindingState, Gist, Scope, Toll
from sijil.stage import Rows

Say = Callable[..., Gist]
FigureOf = Callable[..., Count]
PACKS = load_packs(("core",))
LAG = 3
JUNE = "2020-06-01/2020-06-30"


def event_of(gists: Sequence[Gist]) -> Event:
    return Event(
        founding=gists[0].claim, members=tuple(gist.claim for gist in gists), against=(), type=gists[0].type, actors=(),
        targets=(), place=None, time=None, reports=1, independent=1, state=FindingState.SINGLE,
    )  # fmt: skip


def tolls_of(*gists: Gist, events: Sequence[Sequence[Gist]] = ()) -> list[Toll]:
    blocks = split_by_group(Rows((*gists, *map(event_of, events))), PACKS)
    found = (row for name, block in blocks.items() for row in reconcile_tolls(Rows(tuple(block), name), PACKS))
    return [row for row in found if isinstance(row, Toll)]


@pytest.fixture
def june(say: Say, figure: FigureOf) -> list[Gist]:
    """A month of the army's dead: 44 in all, 12 and 19 of them in two happenings, 5 of the 12 at a district."""

    def killed(number: int, on: str, at: str = "Eastport", scope: Scope = Scope.EVENT, group: str = "army") -> Gist:
        counts = (figure("killed", number, number, group, scope=scope),)
        return say("toll", on=on, at=at, counts=counts, by="a doctor", report=f"rep-{number}", said="2020-07-09")

    return [
        killed(44, JUNE, scope=Scope.PERIOD),
        killed(12, "2020-06-04"),
        killed(19, "2020-06-20"),
        killed(5, "2020-07-20"),
    ]


def shape(account: Account) -> tuple[int | None, int | None, int | None, list[int | None]]:
    return account.best, account.sum_of_parts, account.gap, [part.best for part in account.parts]


def test_a_month_is_more_than_what_is_reported_of_its_days(june: list[Gist]) -> None:
    wanted = Wanted(first="2020-06-01", last="2020-06-30")
    account = make_account(tolls_of(*june), wanted, LAG)
    assert shape(account) == (44, 31, 13, [12, 19])
    assert account.toll is not None
    assert account.toll.support == (june[0].claim,)
    assert all(part.is_added for part in account.parts)
    assert account.label == "Army, killed at Eastport, a period"


def test_without_a_total_the_root_is_the_sum_of_its_parts(june: list[Gist]) -> None:
    account = make_account(tolls_of(*june[1:3]), Wanted(), LAG)
    assert (shape(account), account.toll) == ((31, 31, None, [12, 19]), None)
    assert (account.low, account.high, account.first, account.last) == (31, 31, "2020-06-04", "2020-06-20")


def test_each_toll_stands_under_the_smallest_that_contains_it(june: list[Gist], say: Say, figure: FigureOf) -> None:
    counts = (figure("killed", 15, 15, "army", scope=Scope.PERIOD),)
    week = say("toll", on="2020-06-01/2020-06-07", counts=counts, by="a doctor", report="rep-week", said="2020-07-09")
    guards = say(
        "toll", on="2020-06-05", at="Dockside", counts=(figure("killed", 2, 2, "guards"),), report="rep-guards"
    )
    account = make_account(tolls_of(*june, week, guards), Wanted(last="2020-06-30"), LAG)
    assert shape(account) == (44, 34, 10, [15, 19])
    assert shape(account.parts[0]) == (15, 14, 1, [12, 2])


def test_what_may_be_counted_twice_is_shown_but_not_added(june: list[Gist], say: Say, figure: FigureOf) -> None:
    again = say(
        "shelling", on="2020-06-20", counts=(figure("killed", 8, 8, "army"),), report="rep-8", said="2020-07-09"
    )
    account = make_account(tolls_of(*june, again, events=[june[2:3], [again]]), Wanted(last="2020-06-30"), LAG)
    assert shape(account)[:3] == (44, 31, 13)
    assert {part.best: part.is_added for part in account.parts} == {12: True, 19: True, 8: False}


def test_running_totals_are_shown_but_not_added(june: list[Gist], say: Say, figure: FigureOf) -> None:
    counts = (figure("killed", 87, 87, "army", scope=Scope.RUNNING_TOTAL),)
    running = say("toll", on="2020-06-20", counts=counts, report="rep-87", said="2020-07-09")
    account = make_account(tolls_of(*june[1:3], running), Wanted(last="2020-06-30"), LAG)
    assert [(part.best, part.is_added) for part in account.parts] == [(12, True), (87, False), (19, True)]
    assert account.best == 31


def test_an_account_is_of_a_place_with_what_lies_in_it_and_of_a_group_with_its_parts(
    june: list[Gist], say: Say, figure: FigureOf
) -> None:
    far = say("toll", at="Farfield", on="2020-06-09", counts=(figure("killed", 3, 3, "guards"),), report="rep-far")
    rebels = say("toll", at="Dockside", on="2020-06-09", counts=(figure("killed", 7, 7, "rebels"),), report="rep-7")
    tolls = tolls_of(*june, far, rebels)

    def best(**wanted: str) -> list[int | None]:
        account = make_account(tolls, Wanted(last="2020-06-30", **wanted), LAG)
        return sorted(part.best or 0 for part in account.parts)

    assert best(place="Farfield") == []
    assert best(place="east") == [7, 44]
    assert best(place="Ruritania", group="army") == [3, 44]
    assert best(group="Rebels") == []
    assert make_account(tolls, Wanted(group="rebels"), LAG).best == 7


def test_nothing_known_is_an_empty_account() -> None:
    account = make_account([], Wanted(place="Eastport", group="army"), LAG)
    assert (shape(account), account.label) == (
        (None, None, None, []),
        "army, killed at Eastport, what is known of it added up",
    )


def test_an_account_takes_the_numbers_of_a_policy(june: list[Gist], say: Say, figure: FigureOf) -> None:
    lower = say(
        "toll", on=JUNE, counts=(figure("killed", 40, 40, "army", scope=Scope.PERIOD),), by="envoy", said="2020-08-01"
    )
    tolls = tolls_of(june[0], lower)
    by_name = {name: [by_policy(toll, name).best for toll in tolls] for name in ("latest", "acled", "nothing")}
    assert by_name == {"latest": [40], "acled": [40], "nothing": [tolls[0].best]}


@pytest.mark.parametrize("days", [("2020-06-31", None), (None, "June"), ("2020-06-02", "2020-06-01")])
def test_days_that_are_none_are_refused(days: tuple[str | None, str | None]) -> None:
    with pytest.raises(UsageError):
        read_wanted(*days, None, None, None)
