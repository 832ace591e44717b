from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.packs import load_packs
from sijil.reconcile.control import reconcile_control, split_by_place
from sijil.records import Control, ControlState, Copy, Finding, Gist, Stance
from sijil.stage import Rows

Say = Callable[..., Gist]
PACKS = load_packs(("core",))
HELD, CONTESTED, BESIEGED = ControlState.HELD, ControlState.CONTESTED, ControlState.BESIEGED


def rows_of(gists: Sequence[Gist], *others: object) -> list[object]:
    blocks = split_by_place(Rows((*gists, *others)), PACKS)
    return [row for name, block in blocks.items() for row in reconcile_control(Rows(tuple(block), name), PACKS)]


def timeline(gists: Sequence[Gist], *others: object) -> list[Control]:
    found = [row for row in rows_of(gists, *others) if isinstance(row, Control)]
    return sorted(found, key=lambda one: (one.place_key, one.since or "", one.state, one.holder_key))


def shown(control: Control) -> tuple[str | None, str | None, str, str]:
    return control.since, control.until, control.state.value, control.holder_key


def test_a_place_that_was_taken_is_held_from_that_day_on_by_the_takers_own_word(say: Say) -> None:
    (control,) = timeline([say("territory_gained", "army", at="Millgate", by="army")])
    assert shown(control) == ("2020-05-04", None, "held", "army")
    assert (control.basis, control.independent, control.confidence) == ("claimed", 1, 0.4)


def test_the_word_of_one_side_is_a_claim_however_many_of_it_speak(say: Say) -> None:
    gists = [say("control", "army", by=by, report=by) for by in ("army", "guards")]
    (control,) = timeline(gists)
    assert (control.basis, control.independent) == ("claimed", 1)


def test_independent_voices_agree_and_an_adversary_weighs_most(say: Say) -> None:
    gists = [say("control", "army", by=by, report=by) for by in ("army", "rebels")]
    (control,) = timeline(gists)
    assert (control.basis, control.independent, control.confidence) == ("agreed", 2, 0.88)


def test_copies_do_not_make_an_agreement(say: Say) -> None:
    gists = [say("control", "army", report=name) for name in ("rep-1", "rep-2")]
    (control,) = timeline(gists, Copy(report="rep-2", first="rep-1", how="near_copy"))
    assert (control.basis, control.independent) == ("claimed", 1)


def test_the_next_holder_ends_the_holding_of_the_one_before(say: Say) -> None:
    gists = [
        say("control", "rebels", on="2020-05-01"),
        say("control", "rebels", on="2020-05-03", report="rep-2"),
        say("territory_gained", "army", on="2020-05-09", report="rep-3"),
    ]
    assert [shown(one) for one in timeline(gists)] == [
        ("2020-05-01", "2020-05-08", "held", "rebels"),
        ("2020-05-09", None, "held", "army"),
    ]


def test_a_holder_that_left_holds_no_more_and_nobody_is_put_in_its_place(say: Say) -> None:
    gists = [say("control", "rebels", on="2020-05-01"), say("territory_left", "rebels", on="2020-05-20")]
    assert [shown(one) for one in timeline(gists)] == [("2020-05-01", "2020-05-20", "held", "rebels")]


def test_a_part_is_never_the_whole(say: Say) -> None:
    for values in ({"partial": True}, {"share": 0.7}, {"share": "most", "partial": True}):
        (control,) = timeline([say("territory_gained", "army", **values)])
        assert (control.state, control.share) == (CONTESTED, values.get("share"))


def test_a_district_is_not_its_city(say: Say) -> None:
    (control,) = timeline([say("territory_gained", "army", at="Dockside")])
    assert control.place.name == "Dockside"


def test_a_country_is_not_held_or_lost_by_a_sentence(say: Say) -> None:
    assert timeline([say("control", "army", at="Ruritania")]) == []


def test_a_denied_or_doubted_claim_counts_against_and_holds_nothing_by_itself(say: Say) -> None:
    for stance in (Stance.DENIED, Stance.DOUBTED):
        against = say("control", "army", by="rebels", report="rep-2", stance=stance)
        (control,) = timeline([say("control", "army", by="army"), against])
        assert (control.basis, control.against, control.confidence) == ("disputed", (against.claim,), 0.24)
        assert timeline([against]) == []


def test_orders_threats_and_suppositions_are_no_control(say: Say) -> None:
    for stance in (Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL):
        assert timeline([say("territory_gained", "army", stance=stance)]) == []


def test_two_holders_on_one_day_are_rivals_side_by_side(say: Say) -> None:
    gists = [say("control", name, by=name, report=name) for name in ("army", "rebels")]
    first, second = timeline(gists)
    assert (first.basis, second.basis) == ("disputed", "disputed")
    assert (first.against, second.against) == (second.support, first.support)


def test_contested_and_besieged_are_intervals_beside_the_holding(say: Say) -> None:
    gists = [
        say("control", "rebels", on="2020-05-01"),
        say("siege", "army", "rebels", on="2020-05-02/2020-05-09"),
        say("contested", "army", on="2020-05-05"),
        say("contested", "rebels", on="2020-05-06", report="rep-2"),
    ]
    assert [shown(one) for one in timeline(gists)] == [
        ("2020-05-01", None, "held", "rebels"),
        ("2020-05-02", "2020-05-09", "besieged", "rebels"),
        ("2020-05-05", "2020-05-06", "contested", "?"),
    ]


def test_a_taking_of_an_unknown_day_has_no_days(say: Say) -> None:
    (control,) = timeline([say("territory_gained", "army", on=None, said=None)])
    assert shown(control) == (None, None, "held", "army")


def test_a_holding_of_no_known_day_is_that_of_the_day_it_is_said(say: Say) -> None:
    (control,) = timeline([say("control", "army", on=None, said="2020-06-01")])
    assert control.since == "2020-06-01"


def test_who_lost_a_place_to_nobody_named_is_no_holder(say: Say) -> None:
    assert timeline([say("territory_gained", None)]) == []


def test_the_finding_says_who_holds_the_place_and_who_says_so(say: Say) -> None:
    _, finding = rows_of([say("territory_gained", "army", by="army")])
    assert isinstance(finding, Finding)
    assert finding.sentence == (
        "Eastport is held by army, from 2020-05-04 to an unknown day or now: said by army; claimed."
    )


DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["territory_gained", "territory_left", "control", "contested", "siege"]),
        st.sampled_from(["army", "guards", "rebels", "front"]),
        st.sampled_from(["2020-05-04", "2020-05-06", "2020-05-04/2020-05-09", None]),
        st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, Stance.DENIED]),
        st.booleans(),
        st.sampled_from(["army", "rebels", "outlet"]),
    ),
    max_size=9,
    unique=True,
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(drawn=DRAWN, seed=st.integers(0, 5))
def test_timelines_run_forwards_hold_no_part_and_heed_no_order(
    say: Say, drawn: list[tuple[str, str, str | None, Stance, bool, str]], seed: int
) -> None:
    gists = [
        say(kind, actor, on=on, stance=stance, partial=partial, by=by, report=f"rep-{number}")
        for number, (kind, actor, on, stance, partial, by) in enumerate(drawn)
    ]
    found = timeline(gists)
    mixed = list(gists)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    assert timeline(mixed) == found
    whole = {gist.claim for gist in gists if not gist.partial and gist.stance is Stance.ASSERTED}
    for control in found:
        assert control.since is None or control.until is None or control.since <= control.until
        assert 0 <= control.confidence <= 1
        assert control.state is not HELD or set(control.support) <= whole
        assert not set(control.support) & set(control.against)
    assert len({control.id for control in found}) == len(found)
