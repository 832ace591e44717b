from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest

from sijil.link.assign import PERIOD, cluster, make_events, split_by_area
from sijil.link.cluster import Decided
from sijil.link.settings import read_settings
from sijil.packs import load_packs
from sijil.records import Count, Event, Fit, Gist, Link, Scope, Story, Telling
from sijil.stage import Rows

Say = Callable[..., Gist]
PACKS = load_packs(("core",))
KILLED = (Count(harm="killed", low=7, high=7, group=None, status=None, scope=Scope.EVENT),)
MARKET = ("market", "stalls", "vegetable")
SCHOOL = ("classroom", "pupils", "school")


def cluster_all(
    gists: Sequence[Gist], linked: Iterable[tuple[Gist, Gist]] = (), stories: Iterable[Story] = ()
) -> set[frozenset[Gist]]:
    """The clusters of some claims, where links put some pairs together from the start."""
    named = {gist.claim: gist for gist in gists}
    links = [Link(claim_a=min(a.claim, b.claim), claim_b=max(a.claim, b.claim), score=0.9, parts=()) for a, b in linked]
    found = cluster(gists, links, Decided(), read_settings(PACKS), stories)
    return {frozenset(named[claim] for claim in members) for members in found}


def tell(gists: Sequence[Gist], first: Gist | None = None) -> Telling:
    return Telling(first=gists[0].claim, claims=tuple(gist.claim for gist in gists), cluster=(first or gists[0]).claim)


def rows_of(*rows: object) -> list[object]:
    homes = split_by_area(Rows(rows), PACKS)
    return [row for name, block in homes.items() for row in make_events(Rows(tuple(block), name), PACKS)]


def struck(say: Say, words: tuple[str, ...], *reports: str) -> list[Gist]:
    return [say("air_strike", "army", report=name, words=words) for name in reports]


# -- which event a telling is of ---------------------------------------------------------------------------------------


def test_figures_alone_join_the_only_happening_of_their_place_and_day(say: Say) -> None:
    happened, dead = say("shelling", at="Dockside"), say("toll", at="Dockside", report="rep-2", counts=KILLED)
    assert cluster_all([happened, dead]) == {frozenset({happened, dead})}


def test_figures_that_fit_two_happenings_alike_stay_apart(say: Say) -> None:
    first, second = (say("shelling", doer, at="Dockside", report=doer) for doer in ("army", "rebels"))
    dead = say("toll", at="Dockside", report="rep-3", counts=KILLED)
    assert frozenset({dead}) in cluster_all([first, second, dead])


def test_the_number_tells_of_which_happening_figures_are(say: Say, figure: Callable[..., Count]) -> None:
    first = [say("shelling", "army", at="Dockside", report=name, counts=(figure("killed", 44, 44),)) for name in "abc"]
    second = [say("shelling", "rebels", at="Dockside", report=name, counts=(figure("killed", 7, 7),)) for name in "def"]
    dead = say("toll", at="Dockside", report="rep-3", counts=(figure("killed", 7, 7),))
    linked = [(some[0], other) for some in (first, second) for other in some[1:]]
    assert frozenset({*second, dead}) in cluster_all([*first, *second, dead], linked)


def test_an_undated_claim_joins_the_happening_of_the_days_before_with_which_it_shares_rare_words(say: Say) -> None:
    market, school = struck(say, MARKET, "a", "b", "c"), struck(say, SCHOOL, "d", "e", "f")
    linked = [(some[0], other) for some in (market, school) for other in some[1:]]
    vague = say("air_strike", on=None, said="2020-05-05", report="rep-3", words=MARKET[:2])
    assert frozenset({*market, vague}) in cluster_all([*market, *school, vague], linked)
    late = say("air_strike", on=None, said="2020-07-05", report="rep-3", words=MARKET[:2])
    assert frozenset({late}) in cluster_all([*market, *school, late], linked)


def test_a_vague_claim_that_fits_two_happenings_alike_joins_neither(say: Say) -> None:
    market, school = struck(say, MARKET, "a", "b"), struck(say, SCHOOL, "d", "e")
    vague = say("air_strike", on=None, said="2020-05-05", report="rep-3", words=(MARKET[0], SCHOOL[0]))
    found = cluster_all([*market, *school, vague], [(market[0], market[1]), (school[0], school[1])])
    assert found == {frozenset(market), frozenset(school), frozenset({vague})}


def test_vague_claims_do_not_say_what_an_event_is(say: Say) -> None:
    market = struck(say, MARKET, "a", "b")
    vague = [
        say("air_strike", on=None, said="2020-05-05", report=f"v{number}", words=(*MARKET[:2], "bakery"))
        for number in range(3)
    ]
    other = say("air_strike", at="Millgate", on="2020-05-05", report="rep-9", words=("bakery",))
    found = cluster_all([*market, *vague, other], [(market[0], market[1])])
    assert found == {frozenset({*market, *vague}), frozenset({other})}


def test_a_telling_leaves_the_event_that_a_link_led_it_to_for_the_one_that_it_fits_clearly_better(say: Say) -> None:
    market, school = struck(say, MARKET, "a", "b", "c"), struck(say, SCHOOL, "d", "e", "f", "g")
    linked = [*((market[0], other) for other in market[1:]), *((school[0], other) for other in school[1:3])]
    found = cluster_all([*market, *school], [*linked, *((one, school[3]) for one in market)])
    assert found == {frozenset(market), frozenset(school)}


def test_a_country_says_nothing_unless_the_report_or_its_story_tells_of_the_place(say: Say) -> None:
    happened = say("air_strike", "army", at="Dockside", words=MARKET)
    country = say("air_strike", "army", at="Ruritania", report="rep-2", words=MARKET)
    assert cluster_all([happened, country]) == {frozenset({happened}), frozenset({country})}
    stories = [Story(report=name, story="rep-1") for name in ("rep-1", "rep-2")]
    assert cluster_all([happened, country], stories=stories) == {frozenset({happened, country})}


# -- events that are one -----------------------------------------------------------------------------------------------


def test_two_events_that_links_left_apart_become_one_where_all_tellings_would_go_to_it(say: Say) -> None:
    first = [say("shelling", at="Dockside", report=name, words=MARKET) for name in "abc"]
    second = [say("explosion", at="Dockside", report=name, words=MARKET) for name in "de"]
    linked = [(first[0], first[1]), (first[0], first[2]), (first[1], first[2]), (second[0], second[1])]
    assert cluster_all([*first, *second], linked) == {frozenset({*first, *second})}


@pytest.mark.parametrize("other", [{"on": "2020-05-06"}, {"at": "Farfield"}, {"words": SCHOOL, "at": "Eastport"}])
def test_happenings_of_other_days_places_or_words_stay_two(say: Say, other: dict[str, object]) -> None:
    first = [say("shelling", at="Dockside", report=name, words=MARKET) for name in "abc"]
    second = [say("shelling", report=name, **{"at": "Dockside", "words": (), **other}) for name in "de"]
    linked = [(first[0], first[1]), (first[0], first[2]), (first[1], first[2]), (second[0], second[1])]
    assert cluster_all([*first, *second], linked) == {frozenset(first), frozenset(second)}


def test_a_capture_by_others_is_another_capture(say: Say) -> None:
    taken = [say("territory_gained", doer, at="Dockside", report=doer, words=MARKET) for doer in ("army", "rebels")]
    assert len(cluster_all(taken)) == 2


def test_reports_that_name_the_town_and_those_that_name_its_district_tell_of_one_happening(say: Say) -> None:
    town = [say("shelling", "army", at="Eastport", report=name, words=MARKET) for name in "abc"]
    quarter = [say("shelling", "army", at="Dockside", report=name, words=MARKET) for name in "de"]
    linked = [(town[0], town[1]), (town[0], town[2]), (quarter[0], quarter[1])]
    assert cluster_all([*town, *quarter], linked) == {frozenset({*town, *quarter})}
    other = [say("shelling", "army", at="Dockside", report=name, words=SCHOOL) for name in "de"]
    linked = [(town[0], town[1]), (town[0], town[2]), (other[0], other[1])]
    assert cluster_all([*town, *other], linked) == {frozenset(town), frozenset(other)}


def test_events_that_people_keep_apart_do_not_become_one(say: Say) -> None:
    first = [say("shelling", at="Dockside", report=name, words=MARKET) for name in "abc"]
    second = [say("explosion", at="Dockside", report=name, words=MARKET) for name in "de"]
    named = {gist.claim: gist for gist in (*first, *second)}
    pairs = [(first[0], first[1]), (first[0], first[2]), (second[0], second[1])]
    links = [Link(claim_a=min(a.claim, b.claim), claim_b=max(a.claim, b.claim), score=0.9, parts=()) for a, b in pairs]
    decided = Decided(other={(min(a, b), max(a, b)) for a, b in [(first[0].claim, second[0].claim)]})
    found = cluster([*first, *second], links, decided, read_settings(PACKS))
    assert not any({first[0].claim, second[0].claim} <= set(members) for members in found)
    assert {named[claim] for members in found for claim in members} == {*first, *second}


# -- blocks and reasons ------------------------------------------------------------------------------------------------


def home_of(gist: Gist, *others: Gist) -> str:
    rows = (gist, *others, *(tell([one]) for one in (gist, *others)))
    (home,) = [name for name, block in split_by_area(Rows(rows), PACKS).items() if gist in block]
    return home


def test_a_claim_of_which_nobody_names_the_area_is_dealt_to_where_others_tell_the_same_in_rare_words(say: Say) -> None:
    told = [
        say("air_strike", at=at, report=at, words=words) for at, words in (("Dockside", MARKET), ("Farfield", SCHOOL))
    ]
    vague = say("air_strike", at="Ruritania", report="rep-3", words=MARKET[:2])
    assert home_of(vague, *told) == home_of(told[0], *told[1:])
    mixed = say("air_strike", at="Ruritania", report="rep-3", words=(MARKET[0], SCHOOL[0]))
    assert home_of(mixed, *told).startswith("nowhere")
    late = say("air_strike", at="Ruritania", report="rep-3", words=MARKET[:2], said="2020-07-05")
    assert home_of(late, *told).startswith("nowhere")


def test_a_village_without_a_region_is_of_the_area_of_a_larger_town_nearby(say: Say) -> None:
    village, beyond = say("shelling", at="Saltby", report="a"), say("shelling", at="Outby", report="b")
    town, far = say("shelling", at="Eastport", report="c"), say("shelling", at="Farfield", report="d")
    assert home_of(village, town, beyond, far) == home_of(town, village, beyond, far)
    assert home_of(village, far) != home_of(far, village)
    assert home_of(village, beyond, far) == home_of(beyond, village, far)
    assert home_of(beyond, village, town) != home_of(village, beyond, town), (
        "what is near a village is not near the town"
    )
    assert village.place
    abroad = replace(village, place=replace(village.place, country="Freedonia"), places=("Saltby", "Freedonia"))
    assert home_of(abroad, town) != home_of(town, abroad)


def test_what_the_report_tells_right_beside_goes_before_what_other_reports_tell_alike(say: Say) -> None:
    beside = say("air_strike", at="Farfield", report="rep-3", order=0, words=SCHOOL)
    alike = say("air_strike", at="Dockside", report="a", words=MARKET)
    vague = say("air_strike", at="Ruritania", report="rep-3", order=1, words=MARKET)
    assert home_of(vague, beside, alike) == home_of(beside, vague, alike)


def test_who_holds_a_place_tells_of_which_area_a_report_is(say: Say) -> None:
    held = say("control", "army", at="Dockside", report="rep-3", order=0)
    vague = say("air_strike", at="Ruritania", report="rep-3", order=1)
    struck_there = say("air_strike", at="Dockside", report="a")
    rows = (held, vague, struck_there, tell([vague]), tell([struck_there]))
    (home,) = [name for name, block in split_by_area(Rows(rows), PACKS).items() if vague in block]
    assert home == home_of(struck_there)


def test_a_claim_that_names_only_the_country_is_dealt_to_the_area_that_its_report_tells_of_right_beside(
    say: Say,
) -> None:
    far, near = say("shelling", at="Farfield", order=0), say("shelling", at="Dockside", order=2)
    country = say("toll", at="Ruritania", order=3, counts=KILLED)
    blocks = split_by_area(Rows((far, near, country, *(tell([gist]) for gist in (far, near, country)))), PACKS)
    (home,) = [name for name, block in blocks.items() if country in block]
    assert near in blocks[home]
    assert far not in blocks[home]


def test_a_place_is_cut_by_periods_and_a_cluster_never_is(say: Say) -> None:
    days = ["2020-05-04", "2020-05-05", f"20{20 + 2 * (PERIOD // 365)}-05-04"]
    first, second, late = (say("shelling", on=day, report=day) for day in days)
    tellings = [tell([first]), tell([second], first), tell([late])]
    blocks = split_by_area(Rows((first, second, late, *tellings)), PACKS)
    assert sorted(sum(isinstance(row, Gist) for row in block) for block in blocks.values()) == [1, 2]


def test_why_a_telling_was_moved_is_told_with_the_posterior_and_the_bits_of_each_feature(say: Say) -> None:
    happened, dead = say("shelling", at="Dockside"), say("toll", at="Dockside", report="rep-2", counts=KILLED)
    rows = rows_of(happened, dead, tell([happened]), tell([dead]))
    (event,), (fit,) = ([row for row in rows if isinstance(row, kind)] for kind in (Event, Fit))
    assert isinstance(fit, Fit)
    assert isinstance(event, Event)
    assert (fit.claim, fit.event) == (dead.claim, event.id)
    bits = {part.feature: part.value * part.weight for part in fit.parts}
    new = bits.pop("event_new")
    assert fit.posterior == pytest.approx(2 ** sum(bits.values()) / (2 ** sum(bits.values()) + 2**new), abs=0.001)
