from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.packs import load_packs
from sijil.reconcile.control import reconcile_control, split_by_place
from sijil.records import Control, ControlState, Copy, Finding, Gist, How, Stance
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


def test_a_place_of_which_claims_give_other_points_is_the_same_one_in_any_order(say: Say) -> None:
    near = say("control", "army", at="Millgate", partial=True, order=1)
    far = replace(near, claim="clm-far", place=near.place and replace(near.place, lon=20.5))
    town = say("territory_gained", "rebels", at="Eastport", on="2020-06-01", report="rep-2")
    assert timeline([near, far, town]) == timeline([town, far, near])


def test_the_word_of_one_side_is_a_claim_however_many_of_it_speak(say: Say) -> None:
    gists = [say("control", "army", by=by, report=by) for by in ("army", "guards")]
    (control,) = timeline(gists)
    assert (control.basis, control.independent) == ("claimed", 1)


def test_independent_voices_agree_and_an_adversary_weighs_most(say: Say) -> None:
    gists = [say("control", "army", by=by, report=by) for by in ("army", "rebels")]
    (control,) = timeline(gists)
    assert (control.basis, control.independent, control.confidence) == ("agreed", 2, 0.88)


def test_two_voices_in_one_report_are_no_agreement(say: Say) -> None:
    (control,) = timeline([say("control", "army", by=by) for by in ("army", "rebels")])
    assert (control.basis, control.independent) == ("claimed", 2)


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


def test_what_is_open_says_of_which_day_it_was_last_told(say: Say) -> None:
    gists = [say("control", "rebels", on="2020-05-01"), say("control", "rebels", on="2020-05-30", report="rep-2")]
    (control,) = timeline(gists)
    assert (control.until, control.last_told) == (None, "2020-05-30")


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


def test_a_taking_of_an_unknown_day_is_of_the_holding_in_whose_days_it_was_told(say: Say) -> None:
    dated = say("territory_gained", "army", on="2020-05-04")
    undated = say("territory_gained", "army", on=None, said="2020-05-06", report="rep-2")
    earlier = say("territory_gained", "army", on=None, said="2020-05-01", report="rep-3")
    joined, unknown = sorted(timeline([dated, undated, earlier]), key=lambda one: one.since is None)
    assert set(joined.support) == {dated.claim, undated.claim}
    assert (shown(unknown), unknown.support) == ((None, None, "held", "army"), (earlier.claim,))


def test_a_holding_of_no_known_day_is_that_of_the_day_it_is_said(say: Say) -> None:
    (control,) = timeline([say("control", "army", on=None, said="2020-06-01")])
    assert control.since == "2020-06-01"


def test_who_lost_a_place_to_nobody_named_is_no_holder(say: Say) -> None:
    assert timeline([say("territory_gained", None)]) == []


def test_the_finding_says_who_holds_the_place_and_who_says_so(say: Say) -> None:
    _, finding = rows_of([say("territory_gained", "army", by="army")])
    assert isinstance(finding, Finding)
    assert finding.sentence == (
        "Eastport is held by army, from 2020-05-04 to an unknown day or now, last told of 2020-05-04: "
        "said by army; claimed."
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


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


# -- wholes and parts, doubted victories, fights -----------------------------------------------------------------------


def at_place(found: list[Control], name: str) -> list[Control]:
    return [one for one in found if one.place.name == name]


def test_who_takes_a_city_holds_its_districts_by_implication(say: Say) -> None:
    district = say("control", "rebels", at="Dockside", on="2020-05-01")
    city = say("territory_gained", "army", on="2020-08-04", report="rep-2")
    before, after = at_place(timeline([district, city]), "Dockside")
    assert (shown(before), before.implied) == (("2020-05-01", "2020-08-03", "held", "rebels"), ())
    assert (shown(after), after.implied) == (("2020-08-04", None, "held", "army"), (city.claim,))
    assert after.confidence < 0.2


def test_a_district_that_is_said_to_be_held_by_others_is_not_its_citys(say: Say) -> None:
    city = say("control", "army", on="2020-05-04")
    district = say("control", "rebels", at="Dockside", on="2020-05-05", report="rep-2")
    (control,) = [one for one in at_place(timeline([city, district]), "Dockside") if one.holder_key == "rebels"]
    assert (control.since, control.until) == ("2020-05-05", None)


def test_who_holds_most_of_a_city_implies_nothing_of_its_districts(say: Say) -> None:
    city = say("territory_gained", "army", share="most", partial=True)
    district = say("control", "rebels", at="Dockside", on="2020-05-01", report="rep-2")
    assert [one.holder_key for one in at_place(timeline([city, district]), "Dockside")] == ["rebels"]


def test_a_fight_in_a_district_is_a_fight_in_its_city(say: Say) -> None:
    city = say("control", "rebels", on="2020-05-01")
    district = say("contested", "army", at="Dockside", on="2020-05-04", report="rep-2")
    found = at_place(timeline([city, district]), "Eastport")
    assert [(one.state, one.implied) for one in found if one.state is not HELD] == []
    fight = say("contested", "army", on="2020-05-06", report="rep-3")
    (contested,) = [one for one in at_place(timeline([city, district, fight]), "Eastport") if one.state is CONTESTED]
    assert (contested.since, contested.until, contested.implied) == ("2020-05-04", "2020-05-06", (district.claim,))


def test_the_last_strongholds_of_some_imply_that_their_foes_hold_the_rest(say: Say) -> None:
    army = say("control", "army").actors
    last = say("control", "rebels", at="Dockside", on="2020-07-01", last_of="Eastport", foes=army, report="rep-2")
    taken = say("territory_gained", "army", at="Millgate", on="2020-05-04")
    (rest,) = at_place(timeline([taken, last]), "Millgate")
    (bastion,) = at_place(timeline([taken, last]), "Dockside")
    assert (rest.holder_key, rest.implied) == ("army", (last.claim,))
    assert (bastion.holder_key, bastion.implied) == ("rebels", ())


def test_a_victory_is_in_doubt_when_the_place_is_soon_said_to_be_fought_over(say: Say) -> None:
    victory = say("territory_gained", "army", by="army", on="2020-05-04")
    (alone,) = timeline([victory])
    fight = say("contested", "rebels", on="2020-05-07", report="rep-2")
    held, contested = sorted(timeline([victory, fight]), key=lambda one: one.state is CONTESTED)
    assert (held.basis, held.against, held.confidence) == ("disputed", (fight.claim,), 0.16)
    assert held.confidence < alone.confidence
    assert (contested.basis, contested.against) == ("disputed", (victory.claim,))


def test_a_fight_told_soon_after_a_taking_weakens_the_word_of_the_victor_only(say: Say) -> None:
    before = say("control", "rebels", on="2020-05-01", by="a mayor")
    fights = [say("contested", "army", on="2020-05-06", by=f"nurse-{one}", report=f"rep-{one}") for one in range(2)]
    others = [say("territory_gained", "army", on="2020-05-05", by=by, report=f"rep-{by}") for by in ("agency", "paper")]
    own = say("territory_gained", "army", on="2020-05-05", by="army", report="rep-5")
    assert [shown(one) for one in timeline([before, *fights, *others]) if one.holder_key == "army"] == [
        ("2020-05-05", None, "held", "army")
    ]
    assert not [one for one in timeline([before, *fights, own]) if one.holder_key == "army"]


def test_a_denied_taking_does_not_empty_the_place(say: Say) -> None:
    taken = [
        say("territory_gained", "army", on="2020-05-04", by=by, report=f"rep-{by}") for by in ("an agency", "a paper")
    ]
    denied = say("territory_gained", "army", on="2020-05-05", by="rebels", stance=Stance.DENIED, report="rep-3")
    later = say("control", "army", on="2020-07-01", by="a mayor", report="rep-4")
    fights = [say("contested", "rebels", on="2020-08-01", by=by, report=f"rep-{by}") for by in ("a nurse", "a witness")]
    held = [one for one in timeline([*taken, denied, later, *fights]) if one.state is HELD]
    assert [shown(one) for one in held] == [("2020-05-04", None, "held", "army")]


def test_a_claim_of_victory_in_a_fight_that_goes_on_changes_nothing(say: Say) -> None:
    days = [f"2020-05-{day:02}" for day in range(2, 20, 2)]
    fights = [say("contested", "army", on=day, by=f"witness-{day}", report=f"rep-{day}") for day in days]
    gists = [say("control", "rebels", on="2020-05-01"), *fights, say("control", "army", by="army", on="2020-05-09")]
    assert [shown(one) for one in timeline(gists)] == [
        ("2020-05-01", None, "held", "rebels"),
        ("2020-05-02", "2020-05-18", "contested", "?"),
    ]


def test_a_fight_ends_on_the_day_before_a_taking_that_soon_follows(say: Say) -> None:
    gists = [
        say("control", "rebels", on="2020-05-01"),
        say("contested", "army", on="2020-05-05", report="rep-2"),
        say("territory_gained", "army", on="2020-05-09", report="rep-3"),
    ]
    (contested,) = [one for one in timeline(gists) if one.state is CONTESTED]
    assert (contested.since, contested.until) == ("2020-05-05", "2020-05-08")


def test_a_fight_told_of_seldom_is_one_where_nobody_is_said_to_hold_the_place_in_between(say: Say) -> None:
    fights = [say("contested", "army", on=on, report=f"rep-{on}") for on in ("2020-05-05", "2020-09-05")]
    before = [say("control", "rebels", on="2020-05-01", by=by, report=f"rep-{by}") for by in ("a", "b", "c", "d")]
    later = [say("control", "rebels", on="2022-05-05", by=by, report=f"rep-{by}") for by in ("e", "f", "g", "h")]
    after = say("control", "rebels", on="2020-09-01", report="rep-3")
    years = say("contested", "army", on="2021-12-05", report="rep-4")

    def fought(*gists: Gist) -> list[tuple[str | None, str | None]]:
        return [(one.since, one.until) for one in timeline(gists) if one.state is CONTESTED]

    held = [*before, *later]
    assert fought(*held, *fights) == [("2020-05-05", "2020-09-05")]
    assert fought(*held, *fights, after) == [("2020-05-05", "2020-05-05"), ("2020-09-05", "2020-09-05")]
    assert fought(*held, fights[0], years) == [("2020-05-05", "2020-05-05"), ("2021-12-05", "2021-12-05")]


def test_who_is_said_to_hold_most_of_a_place_ends_the_holding_of_another(say: Say) -> None:
    gists = [
        say("control", "rebels", on="2020-05-01"),
        say("control", "army", on="2020-06-05", share=0.7, partial=True, report="rep-2"),
    ]
    held, contested = timeline(gists)
    assert (held.until, contested.since, contested.share) == ("2020-06-04", "2020-06-05", 0.7)


def test_a_taking_of_an_uncertain_day_tells_the_first_on_which_it_may_have_been(say: Say) -> None:
    (control,) = timeline([say("territory_gained", "army", on="2020-05-04/2020-05-09")])
    assert (control.since_earliest, control.since) == ("2020-05-04", "2020-05-09")


def test_a_state_of_an_inferred_time_was_so_on_one_of_its_days(say: Say) -> None:
    (control,) = timeline([say("contested", "army", on="2020-05-04/2020-05-09", how=How.INFERRED)])
    assert (control.since_earliest, control.since, control.until) == ("2020-05-04", "2020-05-09", "2020-05-09")


def test_a_group_that_no_register_knows_is_the_same_in_singular_and_plural(say: Say) -> None:
    gists = [say("control", "militants", on="2020-05-01"), say("control", "militant", on="2020-05-03", report="rep-2")]
    assert len(timeline(gists)) == 1
