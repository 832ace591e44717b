"""Whom names and pronouns mean, and which parties a report leaves to be meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.resolve.conftest import Story

from sijil.records import Name, Passage


def people(story: Callable[..., Story], text: str, *names: str) -> Story:
    """Make a story in which the names are read as those of people."""
    told = story(text, "2016-11-17")
    return replace(told, passages=tuple(replace(one, names=_names(told, one, names)) for one in told.passages))


def _names(told: Story, passage: Passage, names: tuple[str, ...]) -> tuple[Name, ...]:
    words = [told.report.text[a:b] for a, b in zip(passage.starts, passage.ends, strict=True)]
    parts = {name: name.split() for name in names}
    return tuple(
        Name(start=at, end=at + len(part), label="PER")
        for part in parts.values()
        for at in range(len(words))
        if words[at : at + len(part)] == part
    )


def target_of(told: Story, trigger: str, target: str) -> str:
    (claim,) = told.resolve(told.claim(trigger, target=target))
    return claim.targets[0].name


@pytest.mark.parametrize("word", ["He", "Belgam"])
def test_a_pronoun_and_a_surname_are_the_person_by_full_name(story: Callable, word: str) -> None:
    told = people(story, f"Nadir Belgam left at noon.\n{word} was shot near a market.", "Nadir Belgam", "Belgam")
    assert target_of(told, "shot", word) == "Nadir Belgam"


def test_the_first_of_two_surnames_is_the_person(story: Callable) -> None:
    told = people(story, "Luis Belgam Ortega left at noon.\nBelgam was shot.", "Luis Belgam Ortega", "Belgam")
    assert target_of(told, "shot", "Belgam") == "Luis Belgam Ortega"


def test_a_pronoun_is_the_person_whom_the_sentence_before_is_about(story: Callable) -> None:
    text = "Nadir Belgam was an officer in the navy under Omar Traore.\nHe was shot near a market."
    told = people(story, text, "Nadir Belgam", "Omar Traore")
    first = replace(told.passages[0], relations=("nsubj", *told.passages[0].relations[1:]))
    assert target_of(replace(told, passages=(first, *told.passages[1:])), "shot", "He") == "Nadir Belgam"


def test_a_group_is_nobody_in_person(story: Callable) -> None:
    told = people(story, "Nadir Belgam left at noon.\nSome guards were shot near a market.", "Nadir Belgam")
    assert target_of(told, "shot", "Some guards") == "Some guards"


def test_the_only_other_side_of_a_report_is_the_one_that_lost_a_place(story: Callable) -> None:
    told = story("Armenia sent no help.\nTroops of Azerbaijan took the town of Shusha.", "2020-11-08")
    (claim,) = told.resolve(told.claim("took", "territory_gained", actor="Troops of Azerbaijan", place="Shusha"))
    assert [one.id for one in claim.targets] == ["state-ARM"]


def test_with_two_other_sides_nobody_is_named(story: Callable) -> None:
    told = story("Armenia and Turkey sent no help.\nTroops of Azerbaijan took the town of Shusha.", "2020-11-08")
    (claim,) = told.resolve(told.claim("took", "territory_gained", actor="Troops of Azerbaijan", place="Shusha"))
    assert claim.targets == ()
