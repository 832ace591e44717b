"""A decision finds the claim that it was made about, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sijil.review.targets import find_target

Make = Callable[..., Any]
TEXT = "Rebels killed two guards at the mill. Soldiers killed two guards at the bridge and wounded a boy."


def test_the_claim_itself_is_found(make_report: Make, make_claim: Make, point_at: Make) -> None:
    report = make_report(TEXT)
    claim = make_claim(report, "Rebels killed two guards", "killed", actor="Rebels")
    assert find_target(point_at(claim, report), report, [claim]).claim == claim


def test_it_is_found_where_a_cleaner_moved_the_text(make_report: Make, make_claim: Make, point_at: Make) -> None:
    old, new = make_report(TEXT), make_report(TEXT, before="Home | News | War\n\n")
    anchor = point_at(make_claim(old, "Rebels killed two guards", "killed"), old)
    claims = [
        make_claim(new, "Soldiers killed two guards", "killed"),
        make_claim(new, "Rebels killed two guards", "killed"),
    ]
    assert find_target(anchor, new, claims).claim == claims[1]


@pytest.mark.parametrize(
    ("quote", "trigger"),
    [
        ("Rebels killed two guards at the mill", "killed"),
        ("killed two guards", "killed"),
        ("Rebels killed two guards", "Rebels killed"),
        ("killed", "killed two"),
    ],
)
def test_it_is_found_where_a_rule_moved_its_boundary(
    make_report: Make, make_claim: Make, point_at: Make, quote: str, trigger: str
) -> None:
    report = make_report(TEXT)
    anchor = point_at(make_claim(report, "Rebels killed two guards", "killed", actor="Rebels"), report)
    moved = make_claim(report, quote, trigger)
    other = make_claim(report, "Soldiers killed two guards", "killed", actor="Soldiers")
    assert find_target(anchor, report, [other, moved]).claim == moved


def test_the_same_type_comes_first_among_claims_of_one_trigger(
    make_report: Make, make_claim: Make, point_at: Make
) -> None:
    report = make_report(TEXT)
    whole = make_claim(report, "Rebels killed two guards", "killed", actor="Rebels")
    toll = make_claim(report, "Rebels killed two guards", "killed", "toll", actor="Rebels")
    moved = make_claim(report, "killed two", "killed")
    assert find_target(point_at(whole, report), report, [toll, moved]).claim == moved
    assert find_target(point_at(whole, report), report, [toll]).claim == toll


def test_the_words_in_the_roles_tell_claims_of_one_trigger_apart(
    make_report: Make, make_claim: Make, point_at: Make
) -> None:
    report = make_report("Gunmen killed a teacher and a nurse.")
    quote = "Gunmen killed a teacher and a nurse"
    claims = [make_claim(report, quote, "killed", target=who) for who in ("a teacher", "a nurse")]
    for claim in claims:
        assert find_target(point_at(claim, report), report, claims).claim == claim


def test_a_claim_whose_trigger_is_gone_is_found_by_its_type_and_most_of_its_words(
    make_report: Make, make_claim: Make, point_at: Make
) -> None:
    report = make_report("The army shot dead three men in Arvo on Monday.")
    quote = "The army shot dead three men in Arvo"
    anchor = point_at(make_claim(report, quote, "shot", actor="The army", place="Arvo"), report)
    other = make_claim(report, "The army shot dead three men in Arvo on Monday", "dead", actor="The army", place="Arvo")
    assert find_target(anchor, report, [other]).claim == other


def test_a_neighbour_is_never_taken_for_a_claim_that_is_gone(
    make_report: Make, make_claim: Make, point_at: Make
) -> None:
    report = make_report(TEXT)
    anchor = point_at(make_claim(report, "Rebels killed two guards", "killed", actor="Rebels"), report)
    neighbour = make_claim(report, "Soldiers killed two guards", "killed", actor="Soldiers")
    found = find_target(anchor, report, [neighbour])
    assert found.claim is None
    assert "no claims" in found.reason


def test_a_claim_of_another_type_on_the_words_but_with_another_trigger_is_not_the_one(
    make_report: Make, make_claim: Make, point_at: Make
) -> None:
    report = make_report(TEXT)
    sentence = "Soldiers killed two guards at the bridge and wounded a boy"
    anchor = point_at(make_claim(report, sentence, "killed", actor="Soldiers"), report)
    other = make_claim(report, sentence, "wounded", "attack", actor="Soldiers")
    assert find_target(anchor, report, [other]).claim is None


def test_words_that_are_gone_from_the_report_are_said_to_be_gone(
    make_report: Make, make_claim: Make, point_at: Make
) -> None:
    report = make_report(TEXT)
    anchor = point_at(make_claim(report, "Rebels killed two guards", "killed"), report)
    found = find_target(anchor, make_report("Rain fell."), [])
    assert found.claim is None
    assert "no longer in the text" in found.reason
