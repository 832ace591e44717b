from __future__ import annotations

from sijil.reconcile.histories import Known, News, Window, find_window


def known(day: int, holder: str, *, is_taking: bool = False, is_won: bool = False) -> Known:
    return Known(day=day, holder=holder, is_taking=is_taking, is_won=is_won or is_taking, by=f"{holder} of {day}")


def days(news: News, *told: Known) -> tuple[int | None, int | None] | None:
    window = find_window(news, told, fresh=10)
    return window and (window.first, window.last)


TAKEN, HELD, FOUGHT = (
    News(holder="army", is_taking=True),
    News(holder="army", is_taking=False),
    News(holder=None, is_taking=False),
)


def test_without_any_knowledge_of_a_place_any_day_will_do() -> None:
    assert find_window(TAKEN, (), fresh=10) is None


def test_a_taking_lies_between_the_last_day_of_the_loser_and_the_first_of_the_winner() -> None:
    assert days(TAKEN, known(100, "rebels"), known(300, "army")) == (100, 299)


def test_a_taking_follows_the_day_on_which_another_held_the_place() -> None:
    assert days(TAKEN, known(100, "rebels")) == (100, None)


def test_a_taking_is_over_where_the_winner_is_known_to_hold_the_place() -> None:
    assert days(TAKEN, known(100, "army")) == (None, 99)


def test_a_taking_that_is_known_is_news_for_some_days() -> None:
    taking = known(200, "army", is_taking=True)
    assert find_window(TAKEN, (known(100, "rebels"), taking), fresh=10) == Window(200, 210, (taking,))


def test_a_place_that_changed_hands_and_back_leaves_both_takings_open() -> None:
    told = (
        known(1, "rebels"),
        known(10, "army", is_taking=True),
        known(20, "rebels"),
        known(30, "army", is_taking=True),
    )
    assert days(TAKEN, *told) == (10, 40)


def test_a_holding_is_news_between_the_holders_before_and_after() -> None:
    assert days(HELD, known(1, "rebels"), known(10, "army"), known(90, "army"), known(100, "rebels")) == (1, 99)


def test_a_fight_is_over_the_day_after_somebody_is_sure_to_have_won_the_place() -> None:
    assert days(FOUGHT, known(1, "rebels"), known(100, "army", is_won=True)) == (None, 100)
    assert days(FOUGHT, known(1, "rebels"), known(100, "army")) is None
