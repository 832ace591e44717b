from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sijil.packs import load_packs
from sijil.parts import ControlRow
from sijil.reconcile.decode import FIGHT, UNKNOWN, Statement, Stretch, decode

SETTINGS = next(iter(load_packs(("core",)).rows(ControlRow)))
NEUTRAL, OWN = 0.92, 0.51
"""Weights of a neutral and an interested voice under the cautious policy: -log(1 - 0.6), -log(1 - 0.4)."""


def said(day: int, holder: str, voice: str = "outlet", weight: float = NEUTRAL, **values: bool) -> Statement:
    return Statement(day=day, holder=holder, voice=voice, weight=weight, **values)


def took(day: int, holder: str, voice: str = "outlet", weight: float = NEUTRAL) -> Statement:
    return said(day, holder, voice, weight, is_change=True)


def holder_on(stretches: list[Stretch], day: int) -> str:
    return next((one.holder for one in reversed(stretches) if one.first <= day), UNKNOWN)


def test_what_is_said_once_is_so_until_something_else_is() -> None:
    assert decode([said(10, "army")], SETTINGS) == [Stretch("army", 10)]


def test_a_taking_that_nobody_contradicts_changes_the_holder_on_the_takers_own_word() -> None:
    assert decode([said(10, "rebels"), took(12, "army", weight=OWN)], SETTINGS) == [
        Stretch("rebels", 10),
        Stretch("army", 12),
    ]


def test_one_voice_that_names_another_holder_in_between_is_not_believed() -> None:
    voices = [said(day, "rebels", f"outlet-{day}") for day in range(10, 20, 2)]
    assert decode([*voices, said(15, "army", "stray")], SETTINGS) == [Stretch("rebels", 10)]


def test_a_late_word_turns_the_history_back_to_the_day_of_the_first_that_said_so() -> None:
    first = [said(10, "rebels"), said(14, "army", "one")]
    assert decode(first, SETTINGS) == [Stretch("rebels", 10)]
    more = [said(day, "army", f"voice-{day}") for day in range(15, 20)]
    assert decode([*first, *more], SETTINGS) == [Stretch("rebels", 10), Stretch("army", 14)]


def test_after_a_long_silence_one_word_is_enough() -> None:
    assert decode([said(10, "rebels"), said(110, "army")], SETTINGS)[-1] == Stretch("army", 110)


def test_a_voice_that_repeats_itself_says_little_new() -> None:
    rebels = [said(10, "rebels", voice) for voice in ("a", "b")]
    again = [said(12, "army", "one")] * 9
    others = [said(12, "army", f"voice-{number}") for number in range(9)]
    assert holder_on(decode([*rebels, *again], SETTINGS), 12) == "rebels"
    assert holder_on(decode([*rebels, *others], SETTINGS), 12) == "army"


def test_who_left_holds_no_more() -> None:
    left = said(21, "rebels", is_against=True, is_change=True)
    assert decode([said(10, "rebels"), left], SETTINGS) == [Stretch("rebels", 10), Stretch(UNKNOWN, 21)]


def test_a_fight_of_the_day_before_does_not_keep_who_left() -> None:
    left = [said(21, "rebels", voice, is_against=True, is_change=True) for voice in ("outlet", "nurse")]
    found = decode([said(10, "rebels"), said(20, FIGHT, "army", OWN), *left], SETTINGS)
    assert found[-1] == Stretch(UNKNOWN, 21)


def test_a_fight_of_which_nothing_is_told_for_weeks_is_over() -> None:
    fights = [said(day, FIGHT, f"{name}-{day}") for day in (10, 11, 12) for name in ("outlet", "nurse")]
    taken = took(13, "army", "taker", OWN)
    again = [said(80, FIGHT, voice) for voice in ("one", "two")]
    found = decode([said(1, "rebels"), *fights, taken, *again], SETTINGS)
    assert found == [Stretch("rebels", 1), Stretch(FIGHT, 10), Stretch("army", 13), Stretch(FIGHT, 80)]


def test_a_fight_that_is_seldom_told_of_goes_on_where_nobody_is_said_to_have_won_it() -> None:
    rebels = [said(1, "rebels")]
    seldom = [said(day, FIGHT, voice) for day, voice in ((300, "one"), (301, "two"), (360, "three"), (420, "four"))]
    assert decode([*rebels, *seldom], SETTINGS) == [Stretch("rebels", 1), Stretch(FIGHT, 300)]


def test_a_place_is_emptied_only_by_a_word_against_its_holder() -> None:
    denied = said(11, "rebels", "foe", OWN, is_against=True)
    rebels = [said(10, "rebels"), denied, said(60, "rebels", "another", OWN)]
    fights = [said(75, FIGHT, voice) for voice in ("one", "two", "three")]
    assert decode([*rebels, *fights], SETTINGS) == [Stretch("rebels", 10), Stretch(FIGHT, 75)]


def test_nobody_holds_a_place_before_it_is_said() -> None:
    denied = said(10, "rebels", is_against=True)
    assert decode([denied, said(20, "army")], SETTINGS) == [Stretch(UNKNOWN, 10), Stretch("army", 20)]


STATEMENTS = st.lists(
    st.builds(
        said,
        day=st.integers(1, 60),
        holder=st.sampled_from(["army", "rebels", "front"]),
        voice=st.sampled_from(["a", "b", "c"]),
        weight=st.sampled_from([OWN, NEUTRAL, 1.61]),
        is_change=st.booleans(),
        is_against=st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=200)
@given(statements=STATEMENTS, seed=st.integers(0, 9))
def test_a_history_heeds_no_order_and_never_repeats_a_holder(statements: list[Statement], seed: int) -> None:
    found = decode(statements, SETTINGS)
    mixed = list(statements)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    assert decode(mixed, SETTINGS) == found
    assert all(one.first < two.first and one.holder != two.holder for one, two in pairwise(found))
    assert {one.first for one in found} <= {one.day for one in statements}


def simulate(dice: random.Random) -> tuple[list[str], list[Statement]]:
    """Invent who holds a place on each of 300 days, and what a dozen partly wrong, partly biased voices say of it."""
    truth: list[str] = []
    while len(truth) < 300:
        truth += [dice.choice([side for side in ("army", "rebels", "front") if side != (truth or [""])[-1]])] * (
            dice.randrange(20, 90)
        )
    truth, statements = truth[:300], []
    for day in range(0, 300, 3):
        voice = dice.randrange(12)
        if voice < 4 and dice.random() < 0.5:
            statements.append(said(day, ("army", "rebels")[voice % 2], f"party-{voice % 2}", OWN))
            continue
        right = dice.random() > 0.2
        holder = truth[day] if right else dice.choice(["army", "rebels", "front"])
        statements.append(said(day, holder, f"outlet-{voice}"))
    changes = [day for day in range(1, 300) if truth[day] != truth[day - 1] and dice.random() < 0.8]
    lags = [dice.randrange(3) for _ in changes]
    takings = [took(day + lag, truth[day], f"party-{truth[day]}", OWN) for day, lag in zip(changes, lags, strict=True)]
    return truth, [*statements, *takings]


def test_of_simulated_histories_more_days_are_right_than_by_the_latest_word() -> None:
    ours, latest, days = 0, 0, 0
    for seed in range(40):
        truth, statements = simulate(random.Random(seed))  # noqa: S311  # no secret
        stretches = decode(statements, SETTINGS)
        by_day = {one.day: one.holder for one in sorted(statements, key=lambda one: (one.day, one.voice))}
        last = ""
        for day, holder in enumerate(truth):
            last = by_day.get(day, last)
            ours += holder_on(stretches, day) == holder
            latest += last == holder
            days += 1
    assert ours / days >= 0.95
    assert ours / days >= latest / days + 0.1
