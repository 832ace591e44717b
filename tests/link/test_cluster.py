from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sijil.link.assign import cluster, make_events, split_by_area
from sijil.link.cluster import Decided, cluster_tellings, find_tellings, read_decided, split_by_component
from sijil.link.pairs import link_pair
from sijil.link.settings import read_settings
from sijil.packs import Packs, load_packs
from sijil.records import (
    Copy,
    Decision,
    DecisionKind,
    DecisionTarget,
    Event,
    Finding,
    FindingState,
    Gist,
    Link,
    Payload,
    Stance,
)
from sijil.stage import Rows

Say = Callable[..., Gist]
PACKS = load_packs(("core",))


@pytest.fixture(scope="module")
def packs() -> Packs:
    return PACKS


def link_all(gists: Sequence[Gist]) -> list[Link]:
    pairs = combinations(sorted(gists, key=lambda gist: gist.claim), 2)
    return [link for a, b in pairs if (link := link_pair(a, b, read_settings(PACKS)))]


def events_of(gists: Sequence[Gist], *others: object) -> list[Event]:
    return sorted((row for row in rows_of(gists, *others) if isinstance(row, Event)), key=lambda event: event.id)


def rows_of(gists: Sequence[Gist], *others: object) -> list[object]:
    """All that the stages of tellings and events give."""
    blocks = split_by_component(Rows((*gists, *link_all(gists), *others)), PACKS)
    tellings = [row for name, block in blocks.items() for row in find_tellings(Rows(tuple(block), name), PACKS)]
    homes = split_by_area(Rows((*gists, *tellings, *others)), PACKS)
    return [row for name, block in homes.items() for row in make_events(Rows(tuple(block), name), PACKS)]


def target(
    claim: Gist, kind: DecisionKind, decision: str = "dec-1", at: str = "2021-01-01T00:00:00Z"
) -> DecisionTarget:
    return DecisionTarget(
        decision=decision, kind=kind, at=at, position=0, report=claim.report, claim=claim.claim, reason="its words"
    )


def test_what_one_report_leaves_out_does_not_speak_against_it(say: Say) -> None:
    first, dead, second, count = (
        say("shelling", report=name, order=at) for name in ("rep-1", "rep-2") for at in (0, 1)
    )
    scores = {(first, dead): 0.8, (second, count): 0.8, (first, second): 0.7}
    links = [
        Link(claim_a=min(a.claim, b.claim), claim_b=max(a.claim, b.claim), score=score, parts=())
        for (a, b), score in scores.items()
    ]
    found = cluster([first, dead, second, count], links, Decided(), read_settings(PACKS))
    assert found == (tuple(sorted(gist.claim for gist in (first, dead, second, count))),)


def test_a_place_taken_by_two_claims_of_one_party_is_taken_once_with_one_voice(say: Say) -> None:
    gists = [
        say("territory_gained", "army", "front", at="Dockside", on=None, by=name, order=number)
        for number, name in enumerate(["army", "guards"])
    ]
    (event,) = events_of(gists)
    assert (event.type, len(event.members), event.independent, event.state) == (
        "territory_gained", 2, 1, FindingState.SINGLE,
    )  # fmt: skip


def test_who_took_a_place_may_go_unnamed_in_one_of_two_claims(say: Say) -> None:
    (event,) = events_of([say("territory_gained", actor, at="Dockside", on=None) for actor in ("army", None)])
    assert [actor.id for actor in event.actors] == ["army"]


def test_of_a_party_and_a_part_of_it_that_which_more_claims_name_is_listed(say: Say) -> None:
    strikes = [say("air_strike", actor, order=order) for order, actor in enumerate(("army", "guards", "army"))]
    (event,) = events_of(strikes)
    assert [actor.id for actor in event.actors] == ["army"]
    (event,) = events_of(strikes[:2])
    assert [actor.id for actor in event.actors] == ["guards"]
    (event,) = events_of([replace(strikes[0], actors=(*strikes[0].actors, *strikes[1].actors))])
    assert [actor.id for actor in event.actors] == ["guards", "army"]


def test_two_independent_voices_agree(say: Say) -> None:
    (event,) = events_of([say("air_strike", "army", by="army"), say("air_strike", "army", by="rebels", report="rep-2")])
    assert (event.reports, event.independent, event.state) == (2, 2, FindingState.AGREED)


def test_two_voices_that_one_report_cites_do_not_agree(say: Say) -> None:
    (event,) = events_of([say("air_strike", "army", by=by) for by in ("army", "rebels")])
    assert (event.reports, event.independent, event.state) == (1, 2, FindingState.SINGLE)


def test_a_copy_adds_no_voice(say: Say) -> None:
    gists = [say("air_strike", "army", report=name) for name in ("rep-1", "rep-2")]
    (event,) = events_of(gists, Copy(report="rep-2", first="rep-1", how="near_copy"))
    assert (event.reports, event.independent) == (2, 1)


def test_an_outlet_that_cites_a_speaker_is_no_second_voice(say: Say) -> None:
    (event,) = events_of([say("air_strike", "army"), say("air_strike", "army", by="rebels")])
    assert (len(event.members), event.independent) == (2, 1)


def test_figures_alone_join_the_happening_of_their_report_that_no_other_comes_near(say: Say) -> None:
    first, second = (say("shelling", at=None, on=None, order=order) for order in (0, 1))
    dead = say("toll", at=None, on=None, order=2)

    def tellings(scores: dict[Gist, float], decided: Decided | None = None) -> set[frozenset[str]]:
        links = [
            Link(claim_a=min(dead.claim, gist.claim), claim_b=max(dead.claim, gist.claim), score=score, parts=())
            for gist, score in scores.items()
        ]
        found = cluster_tellings([first, second, dead], links, (), decided or Decided(), read_settings(PACKS))
        return {frozenset(claims) for cluster in found for claims in cluster}

    alone = {frozenset({gist.claim}) for gist in (first, second, dead)}
    assert tellings({first: 0.45, second: 0.3}) == {frozenset({first.claim, dead.claim}), frozenset({second.claim})}
    assert tellings({first: 0.45, second: 0.4}) == tellings({first: 0.35}) == alone
    parted = Decided(other={(min(dead.claim, first.claim), max(dead.claim, first.claim))})
    assert tellings({first: 0.45}, parted) == alone


def test_what_a_copy_says_in_the_same_values_goes_with_what_it_copies(say: Say) -> None:
    first, copied = (say("shelling", at=None, on=None, report=name, words=("mosque",)) for name in ("rep-1", "rep-2"))
    other = say("shelling", at=None, on=None, report="rep-2", words=("school",))
    copy = Copy(report="rep-2", first="rep-1", how="near_copy")
    assert {event.members for event in events_of([first, copied, other], copy)} == {
        tuple(sorted((first.claim, copied.claim))), (other.claim,),
    }  # fmt: skip
    parted = [target(gist, DecisionKind.NOT_SAME_EVENT) for gist in (first, copied)]
    assert len(events_of([first, copied, other], copy, *parted)) == 3


def test_a_denial_makes_an_event_disputed_and_alone_makes_none(say: Say) -> None:
    denial = say("air_strike", "army", by="army", report="rep-2", stance=Stance.DENIED)
    (event,) = events_of([say("air_strike", "army", by="rebels"), denial])
    assert (event.state, event.against) == (FindingState.DISPUTED, (denial.claim,))
    assert events_of([denial]) == []


def test_who_did_it_may_be_in_dispute_within_one_event(say: Say) -> None:
    blame = [
        say("shelling", actor, "villagers", at="Dockside", by=by, report=by)
        for actor, by in (("army", "rebels"), ("rebels", "army"))
    ]
    words = [say("shelling", None, "villagers", at="Dockside", report="rep-3")]
    (event,) = events_of([*blame, *words])
    assert ({actor.id for actor in event.actors}, event.state) == ({"army", "rebels"}, FindingState.DISPUTED)


def test_a_vague_claim_never_leads_two_happenings_to_each_other(say: Say) -> None:
    first = say("territory_gained", "army", at="Dockside", on="2020-05-04")
    second = say("territory_gained", "army", at="Dockside", on="2020-09-04", report="rep-2")
    vague = say("territory_gained", "army", at="Dockside", on=None, report="rep-3")
    members = [set(event.members) for event in events_of([first, second, vague])]
    assert not any({first.claim, second.claim} <= group for group in members)
    assert sum(vague.claim in group for group in members) == 1


def test_history_of_another_report_points_at_an_event_and_leads_no_two_to_each_other(say: Say) -> None:
    first = say("shelling", "army", "villagers", on="2020-05-04")
    second = say("shelling", "army", "villagers", on="2020-05-06", report="rep-2")
    recalled = say("shelling", "army", "villagers", on="2020-05-04", report="rep-3", background=True)
    members = [set(event.members) for event in events_of([first, second, recalled])]
    assert {first.claim, recalled.claim} in members
    assert {second.claim} in members


def test_a_toll_without_a_happening_is_no_event(say: Say) -> None:
    assert events_of([say("toll", None, "army")]) == []


def test_people_join_what_scores_do_not(say: Say) -> None:
    gists = [say("shelling", "army", at=town, report=town) for town in ("Dockside", "Farfield")]
    assert len(events_of(gists)) == 2
    (event,) = events_of(gists, *(target(gist, DecisionKind.SAME_EVENT) for gist in gists))
    assert len(event.members) == 2


def test_people_part_what_scores_join_and_the_later_of_two_decisions_holds(say: Say) -> None:
    gists = [say("shelling", "army", report=name) for name in ("rep-1", "rep-2")]
    apart = [target(gist, DecisionKind.NOT_SAME_EVENT) for gist in gists]
    assert len(events_of(gists, *apart)) == 2
    again = [target(gist, DecisionKind.SAME_EVENT, "dec-2", "2021-01-02T00:00:00Z") for gist in gists]
    assert len(events_of(gists, *apart, *again)) == 1


def test_a_finding_that_a_person_set_stands_and_says_so(say: Say) -> None:
    gist = say("shelling", "army")
    (event,) = events_of([gist])
    decision = Decision(
        at="2021-01-01T00:00:00Z", by="A. Coder", kind=DecisionKind.SET_FINDING,
        payload=Payload(subject=event.id, field="happened", value="attack"),
    )  # fmt: skip
    found = DecisionTarget(
        decision=decision.id,
        kind=decision.kind,
        at=decision.at,
        position=0,
        report="rep-1",
        claim=gist.claim,
        reason="",
    )
    (finding,) = [row for row in rows_of([gist], decision, found) if isinstance(row, Finding)]
    assert (finding.value, finding.state, finding.decision) == ("attack", FindingState.HUMAN, decision.id)


# -- properties --------------------------------------------------------------------------------------------------------

TAKEN = "territory_gained"
DAYS = st.sampled_from(["2020-05-04", "2020-05-05", "2020-05-07", None])
PLACES = st.sampled_from(["Dockside", "Eastport", "Millgate", "Ruritania"])
DRAWN = st.lists(
    st.tuples(st.sampled_from(["shelling", "air_strike", TAKEN]), DAYS, PLACES, st.integers(0, 4)),
    min_size=2, max_size=8, unique=True,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=DRAWN, shuffled=st.randoms(use_true_random=False), parted=st.integers(0, 10))
@example(
    drawn=[(TAKEN, None, "Eastport", 0), (TAKEN, None, "Eastport", 1), (TAKEN, "2020-05-04", "Eastport", 0)],
    shuffled=random.Random(0),  # noqa: S311  # an order, no secret
    parted=1,
)
def test_clusters_part_all_claims_do_not_depend_on_order_and_heed_people(
    say: Say, drawn: list[tuple[str, str | None, str, int]], shuffled: object, parted: int
) -> None:
    gists = [say(kind, "army", at=at, on=day, report=f"rep-{number}") for kind, day, at, number in drawn]
    links = link_all(gists)
    pair = sorted((gists[0].claim, gists[1].claim))
    kind = DecisionKind.NOT_SAME_EVENT if parted % 2 else DecisionKind.SAME_EVENT
    decided = read_decided([target(gists[0], kind), target(gists[1], kind)]) if parted else Decided()
    found = cluster(gists, links, decided, read_settings(PACKS))
    mixed_gists, mixed_links = list(gists), list(links)
    shuffled.shuffle(mixed_gists)  # type: ignore[attr-defined]
    shuffled.shuffle(mixed_links)  # type: ignore[attr-defined]
    assert cluster(mixed_gists, mixed_links, decided, read_settings(PACKS)) == found
    assert sorted(claim for members in found for claim in members) == sorted(gist.claim for gist in gists)
    together = any(set(pair) <= set(members) for members in found)
    if parted:
        assert together is (kind is DecisionKind.SAME_EVENT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=DRAWN)
def test_clusters_do_not_hang_on_the_ids_of_claims(say: Say, drawn: list[tuple[str, str | None, str, int]]) -> None:
    gists = [
        say(kind, "army", at=at, on=day, report="rep-1", order=order) for order, (kind, day, at, _) in enumerate(drawn)
    ]
    renamed = [replace(gist, claim=f"clm-{len(gists) - at:04}") for at, gist in enumerate(gists)]
    orders = []
    for some in (gists, renamed):
        places = {gist.claim: gist.order for gist in some}
        found = cluster(some, link_all(some), Decided(), read_settings(PACKS))
        orders.append(sorted(sorted(places[claim] for claim in members) for members in found))
    assert orders[0] == orders[1]
