"""The queue: what is most worth a look first, in an order that only a build changes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.records import ReviewState, Stance
from sijil.web.overlay import Overlay, Standing
from sijil.web.queue import WEIGHTS, Item, Line, cut_queue
from sijil.web.states import sum_up

STATES = [state.value for state in ReviewState]
STANCES = [stance.value for stance in Stance]


def ids(visitor: Any, query: str = "state=all&limit=500") -> list[str]:  # noqa: ANN401  # from conftest
    return [item["id"] for item in visitor.json(f"/api/queue?{query}")["items"]]


def test_every_event_and_every_claim_of_no_event_is_an_item_once(reader: Any) -> None:  # noqa: ANN401
    events = reader.json("/api/overview")["events"]["id"]
    queue = reader.json("/api/queue?state=all&limit=500")
    claims = [claim for item in queue["items"] for claim in item["claims"]]
    assert len(claims) == len(set(claims)) == reader.json("/api/project")["counts"]["claims"]
    assert {item["id"] for item in queue["items"] if item["id"].startswith("evt-")} == set(events)
    assert queue["total"] == len(queue["items"]) == sum(queue["states"].values())


def test_what_is_worth_most_comes_first(reader: Any) -> None:  # noqa: ANN401
    items = reader.json("/api/queue?state=all&limit=500")["items"]
    assert items == sorted(items, key=lambda item: (-item["weight"], item["id"]))
    assert "disputed" in items[0]["needs"]


def test_a_need_weighs_more_than_all_lesser_ones_together() -> None:
    weights = list(WEIGHTS.values())
    assert all(weight > sum(weights[number + 1 :]) for number, weight in enumerate(weights))


def test_needs_say_what_is_to_be_looked_at(reader: Any) -> None:  # noqa: ANN401
    items = {item["id"]: item for item in reader.json("/api/queue?state=all&limit=500")["items"]}
    market, villages = reader.claim("30"), reader.claim("villages")
    assert {"disputed", "toll"} <= set(items[market["event"]]["needs"])
    assert "territory" in items[villages["event"]]["needs"]
    assert "unresolved" in items[reader.claim("nine")["event"]]["needs"]


@pytest.mark.parametrize("need", WEIGHTS)
def test_one_need_can_be_asked_for(reader: Any, need: str) -> None:  # noqa: ANN401
    queue = reader.json(f"/api/queue?state=all&limit=500&need={need}")
    assert all(need in item["needs"] for item in queue["items"])
    assert queue["total"] == queue["needs"][need]


def test_stretches_make_up_the_whole(reader: Any) -> None:  # noqa: ANN401
    whole = ids(reader)
    parts = [one for at in range(0, len(whole), 2) for one in ids(reader, f"state=all&limit=2&offset={at}")]
    assert parts == whole


def test_the_order_stays_while_one_reviews(serve: Any) -> None:  # noqa: ANN401
    visitor = serve().visit("Ada")
    before = ids(visitor)
    item = visitor.json("/api/queue")["items"][0]
    visitor.decide(*({"kind": "accept_claim", "claim": claim} for claim in item["claims"]))
    assert ids(visitor) == before
    assert ids(visitor, "limit=500") == [one for one in before if one != item["id"]]
    after = visitor.json("/api/queue?state=all")
    assert (after["reviewed"], after["states"]["accepted"]) == (1, 1)
    assert after["items"][0]["state"] == "accepted"


def test_what_somebody_is_unsure_of_comes_last_with_the_name(serve: Any) -> None:  # noqa: ANN401
    visitor = serve().visit("Ada")
    before = ids(visitor)
    item = visitor.json("/api/queue")["items"][0]
    visitor.decide({"kind": "unsure", "claim": item["claims"][0]})
    after = visitor.json("/api/queue?limit=500")["items"]
    assert [one["id"] for one in after] == [*before[1:], before[0]]
    assert (after[-1]["unsure"], after[-1]["state"]) == (["Ada"], "unreviewed")


# -- the state of an item ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "state"),
    [
        ([("accepted", "asserted"), ("unreviewed", "asserted")], "unreviewed"),
        ([("accepted", "asserted"), ("unreviewed", "denied")], "accepted"),
        ([("unreviewed", "denied")], "unreviewed"),
        ([("rejected", "denied")], "rejected"),
        ([("rejected", "asserted"), ("accepted", "asserted"), ("corrected", "asserted")], "corrected"),
        ([("rejected", "asserted"), ("accepted", "asserted")], "accepted"),
        ([("rejected", "asserted"), ("rejected", "asserted")], "rejected"),
        ([], "unreviewed"),
    ],
)
def test_the_state_of_an_item_is_that_of_its_asserted_claims(claims: list[tuple[str, str]], state: str) -> None:
    assert sum_up(claims) == state


PAIRS = st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STANCES)), min_size=1, max_size=8)


@given(PAIRS.flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_the_state_of_an_item_does_not_depend_on_the_order_of_its_claims(
    orders: tuple[list[tuple[str, str]], list[tuple[str, str]]],
) -> None:
    claims, shuffled = orders
    assert sum_up(shuffled) == sum_up(claims)


@given(PAIRS)
def test_an_item_is_never_reviewed_while_an_asserted_claim_is_not(claims: list[tuple[str, str]]) -> None:
    if ("unreviewed", "asserted") in claims:
        assert sum_up(claims) == "unreviewed"


@given(
    built=st.lists(st.tuples(st.sampled_from(STATES), st.sets(st.sampled_from(list(WEIGHTS)))), max_size=8),
    said=st.dictionaries(st.integers(0, 9), st.tuples(st.sampled_from(STATES), st.booleans())),
    asked=st.tuples(st.sampled_from([None, *WEIGHTS]), st.booleans()),
    start=st.integers(0, 4),
)
def test_what_was_decided_since_counts_as_if_all_items_were_looked_at(
    built: list[tuple[str, set[str]]], said: dict[int, tuple[str, bool]], asked: tuple[str | None, bool], start: int
) -> None:
    items = tuple(
        Item(
            f"evt-{at}",
            tuple(one for one in WEIGHTS if one in needs),
            1.0,
            "",
            {f"clm-{at}": (state, "asserted")},
            state,
        )
        for at, (state, needs) in enumerate(built)
    )
    line = Line(items, tuple(item.built for item in items), {f"clm-{at}": at for at in range(len(items))})
    overlay = Overlay("", {f"clm-{at}": Standing(state, (), ("Ada",) * unsure) for at, (state, unsure) in said.items()})
    found = cut_queue(line, overlay, asked, slice(start, start + 3))
    need, all_states = asked
    states = {item.id: item.state(overlay) for item in items}
    in_state = [item for item in items if all_states or states[item.id] == ReviewState.UNREVIEWED]
    wanted = [item for item in in_state if need is None or need in item.needs]
    wanted.sort(key=lambda item: said.get(int(item.id[4:]), ("", False))[1])
    assert [row["id"] for row in found["items"]] == [item.id for item in wanted][start : start + 3]
    assert [row["state"] for row in found["items"]] == [states[row["id"]] for row in found["items"]]
    assert found["total"] == len(wanted)
    assert found["needs"] == {one: sum(one in item.needs for item in in_state) for one in WEIGHTS}
    assert found["states"] == {state: list(states.values()).count(state) for state in STATES}
    assert found["reviewed"] == len(items) - found["states"]["unreviewed"]
