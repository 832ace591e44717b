"""What each policy makes of the figures of one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from sijil.packs import load_packs
from sijil.reconcile.tolls import reconcile_tolls, split_by_group
from sijil.records import Copy, Count, FindingState, Gist, Qualifier, Reading, Toll
from sijil.stage import Rows

Say = Callable[..., Gist]
FigureOf = Callable[..., Count]
PACKS = load_packs(("core", "lang-en"))
LATE = "2020-05-20"
Bounds = tuple[int | None, int | None, int | None]


def tolls_of(gists: Sequence[Gist], *others: object, policy: str = "cautious") -> list[Toll]:
    blocks = split_by_group(Rows((*gists, *others)), PACKS)
    given = [Rows(tuple(block), name, {"policy": policy}) for name, block in blocks.items()]
    return [row for rows in given for row in reconcile_tolls(rows, PACKS) if isinstance(row, Toll)]


def numbers(toll: Toll) -> Bounds:
    return toll.low, toll.best, toll.high


def reading(toll: Toll, policy: str) -> Bounds:
    (found,) = [one for one in toll.readings if one.policy == policy]
    return found.low, found.best, found.high


@pytest.fixture
def tell(say: Say, figure: FigureOf) -> Callable[..., Gist]:
    """A claim of so many dead of the army at one place and day: by whom, and on which day it is said."""

    def tell(low: int | None, high: int | None = -1, by: str = "envoy", said: str = LATE, **values: object) -> Gist:
        group = values.pop("group", "army")
        hedge = values.pop("qualifier", None)
        harm = str(values.pop("harm", "killed"))
        counts = (figure(harm, low, low if high == -1 else high, group, qualifier=hedge),)
        return say("killing", counts=counts, by=by, said=said, **{"report": f"rep-{by}-{said}-{low}", **values})

    return tell


Tell = Callable[..., Gist]


def parts(toll: Toll) -> dict[str, tuple[str, ...]]:
    return {one.claim: one.parts for one in toll.contributions}


# -- a side's word -----------------------------------------------------------------------------------------------------


def test_the_word_of_the_side_that_suffered_bounds_from_below(tell: Tell) -> None:
    (alone,) = tolls_of([tell(12, by="army")])
    assert (numbers(alone), alone.state) == ((12, 12, None), FindingState.SINGLE)


def test_the_word_of_its_enemy_bounds_from_above(tell: Tell) -> None:
    (alone,) = tolls_of([tell(60, by="rebels")])
    assert numbers(alone) == (None, 60, 60)
    (both,) = tolls_of([tell(12, by="army"), tell(60, by="rebels")])
    assert (numbers(both), both.state) == ((12, 12, 60), FindingState.DISPUTED)
    assert {one.stake for one in both.contributions} == {"own", "adverse"}


def test_who_is_said_to_have_done_it_is_an_enemy_though_no_register_names_a_side(tell: Tell, say: Say) -> None:
    doer = say("killing", "front", counts=tell(30).counts, by="envoy", said=LATE)
    (neutral,) = tolls_of([tell(60, by="front")])
    (adverse,) = [toll for toll in tolls_of([doer, tell(60, by="front")]) if toll.best == 30]
    assert numbers(neutral) == (60, 60, 60)
    assert numbers(adverse) == (30, 30, 30)


def test_with_enough_others_the_sides_bound_nothing(tell: Tell) -> None:
    gists = [tell(12, by="army"), tell(60, by="rebels"), tell(20), tell(22, by="a doctor")]
    (toll,) = tolls_of(gists)
    assert numbers(toll) == (20, 20, 22)
    assert {parts(toll)[gist.claim] for gist in gists[:2]} == {("within",)}


def test_those_who_are_in_no_register_have_no_side(tell: Tell) -> None:
    (toll,) = tolls_of([tell(60, by="rebels", group="villagers")])
    assert numbers(toll) == (60, 60, 60)


# -- late counts -------------------------------------------------------------------------------------------------------


def test_a_later_number_of_one_voice_replaces_its_earlier_one(tell: Tell) -> None:
    first, last = tell(12, said="2020-05-08"), tell(20, said="2020-05-09")
    (toll,) = tolls_of([first, last])
    assert (numbers(toll), toll.state, toll.support) == ((20, 20, 20), FindingState.SINGLE, (last.claim,))
    assert parts(toll) == {first.claim: ("superseded",), last.claim: ("low", "best", "high")}


def test_a_number_that_is_given_again_is_as_old_as_when_it_was_given_first(tell: Tell) -> None:
    gists = [tell(12, said="2020-05-08"), tell(20, said="2020-05-09"), tell(12, said="2020-05-12", report="rep-copy")]
    (toll,) = tolls_of(gists)
    assert (numbers(toll), reading(toll, "latest")) == ((20, 20, 20), (20, 20, 20))


def test_a_first_count_does_not_contradict_a_later_and_higher_one(tell: Tell) -> None:
    (toll,) = tolls_of([tell(12, said="2020-05-05"), tell(20, by="a doctor")])
    assert (numbers(toll), toll.state) == ((12, 20, 20), FindingState.RANGE)


def test_a_first_count_gives_no_low_number_where_enough_later_ones_do(tell: Tell) -> None:
    later = [tell(20, by="a doctor"), tell(21, by="a judge")]
    (toll,) = tolls_of([tell(12, said="2020-05-05"), *later])
    assert numbers(toll) == (20, 20, 21)


def test_what_is_said_within_a_day_may_still_rise_and_later_it_may_not(tell: Tell) -> None:
    (first,) = tolls_of([tell(10, said="2020-05-05")])
    (settled,) = tolls_of([tell(10, said="2020-05-06")])
    assert (numbers(first), numbers(settled)) == ((10, 10, 13), (10, 10, 10))
    assert reading(first, "majority") == (10, 10, 10)


def test_those_who_were_freed_are_counted_at_once(tell: Tell) -> None:
    (freed,) = tolls_of([tell(10, said="2020-05-05", harm="freed")])
    assert numbers(freed) == (10, 10, 10)


# -- numbers that few or many give -------------------------------------------------------------------------------------


def test_a_number_that_many_more_voices_exclude_is_left_out(tell: Tell) -> None:
    rest = [tell(20, by=by) for by in ("a doctor", "a judge", "a priest")]
    far = tell(200)
    (toll,) = tolls_of([far, *rest])
    assert (numbers(toll), toll.state) == ((20, 20, 20), FindingState.DISPUTED)
    assert parts(toll)[far.claim] == ("outvoted",)
    assert far.claim in toll.inconsistent


def test_the_latest_number_is_not_outvoted(tell: Tell) -> None:
    rest = [tell(20, by=by) for by in ("a doctor", "a judge", "a priest")]
    (toll,) = tolls_of([tell(200, said="2020-05-21"), *rest])
    assert numbers(toll) == (20, 20, 200)


def test_an_open_number_is_closed_by_a_claim_that_gives_an_end_and_by_nothing_else(tell: Tell) -> None:
    (open_,) = tolls_of([tell(20, None)])
    (closed,) = tolls_of([tell(20, None), tell(23, by="a doctor")])
    (beyond,) = tolls_of([tell(30, None), tell(23, by="a doctor")])
    assert (numbers(open_), numbers(closed), numbers(beyond)) == ((20, 20, None), (20, 23, 23), (23, 23, None))


def test_about_is_anything_near_and_no_dispute(tell: Tell) -> None:
    (toll,) = tolls_of([tell(40, qualifier=Qualifier.ABOUT), tell(36, by="a doctor")])
    assert (numbers(toll), toll.state) == ((32, 36, 48), FindingState.RANGE)


# -- the other policies ------------------------------------------------------------------------------------------------


def test_each_policy_has_its_reading_beside_the_one_that_chose(tell: Tell) -> None:
    gists = [
        tell(12, by="army", said="2020-05-10"),
        tell(20, by="a doctor", said="2020-05-11"),
        tell(25, by="a judge", said="2020-05-12"),
        tell(60, by="rebels", said="2020-05-13"),
    ]
    (toll,) = tolls_of(gists)
    readings = {one.policy: (one.low, one.best, one.high) for one in toll.readings}
    assert readings == {
        "acled": (12, 12, 12),
        "cautious": (20, 20, 25),
        "latest": (60, 60, 60),
        "majority": (12, 20, 60),
        "ucdp": (20, 20, 25),
    }


def test_the_setting_chooses_the_policy(tell: Tell) -> None:
    gists = [tell(12, by="army"), tell(20)]
    (toll,) = tolls_of(gists, policy="acled")
    assert (toll.policy, numbers(toll)) == ("acled", (12, 12, 12))
    assert Reading(policy="cautious", low=12, best=20, high=20) in toll.readings


@pytest.mark.parametrize(
    ("qualifier", "low", "number"),
    [
        (Qualifier.TENS, 20, 10),
        (Qualifier.DOZENS, 24, 12),
        (Qualifier.HUNDREDS, 200, 100),
        (Qualifier.SEVERAL, None, 3),
    ],
)
def test_acled_has_numbers_for_words(tell: Tell, qualifier: Qualifier, low: int | None, number: int) -> None:
    (toll,) = tolls_of([tell(low, None, qualifier=qualifier)])
    assert (numbers(toll), reading(toll, "acled")) == ((low, low, None), (number, number, number))


def test_latest_takes_no_late_copy_for_news(tell: Tell) -> None:
    old, new = tell(12, by="outlet", said="2020-05-08"), tell(20, by="outlet", said="2020-05-10")
    copy = tell(12, by="outlet", said="2020-05-12", report="rep-copy")
    same = Copy(report="rep-copy", first=old.report, how="near_copy")
    (toll,) = tolls_of([old, new, copy], same)
    assert reading(toll, "latest") == (20, 20, 20)


def test_people_of_no_kind_are_nobody_named(say: Say, figure: FigureOf) -> None:
    gists = [say("killing", counts=(figure("killed", 9, 9, group),), said=LATE) for group in ("people", None)]
    (toll,) = tolls_of([gists[0], gists[1]])
    assert (numbers(toll), toll.group, len(toll.support)) == ((9, 9, 9), None, 2)
