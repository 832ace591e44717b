from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sijil.extract.examples import check_rule_examples
from sijil.language.parse import parse
from sijil.outcomes import Outcome
from sijil.packs import load_packs

META = "name: mine\nversion: '1'\ntitle: {title}\nlicence: CC0-1.0\nrequires: [lang-en]\n"
RULE = """\
- id: burn
  type: looting
  trigger: [incinerate]
  roles: {{actor: [subject], target: [object]}}
  examples:
    - {{text: "{example}", roles: {{actor: {actor}}}{more}}}
  not_examples:
    - "{other}"
"""
BURNED = "Soldiers incinerated the market."
QUIET = "The sun shone on the hills."


@pytest.fixture
def outcomes(tmp_path: Path) -> Callable[..., list[Outcome]]:
    """Run the examples of a pack with one rule of our own."""

    def run(*, example: str = BURNED, actor: str = "Soldiers", more: str = "", other: str = QUIET) -> list[Outcome]:
        home = tmp_path / "mine"
        (home / "rules").mkdir(parents=True)
        (home / "pack.yml").write_text(META.format(title=tmp_path.name), encoding="utf-8")
        rule = RULE.format(example=example, actor=actor, more=more, other=other)
        (home / "rules" / "burn.yml").write_text(rule, encoding="utf-8")
        packs = load_packs([], [home])
        return [outcome for outcome in check_rule_examples(packs, parse) if outcome.item == "burn"]

    return run


def test_an_example_that_gives_what_it_must_passes(outcomes: Callable[..., list[Outcome]]) -> None:
    example, counter = outcomes()
    assert example.passed
    assert (example.text, example.expected) == (BURNED, "looting, asserted, actor=Soldiers")
    assert counter.passed
    assert (counter.text, counter.expected) == (QUIET, "no claim")


def test_an_example_with_another_actor_fails_and_says_what_came_out(outcomes: Callable[..., list[Outcome]]) -> None:
    example, _ = outcomes(actor="Rebels")
    assert not example.passed
    assert example.expected == "looting, asserted, actor=Rebels"
    assert example.found.startswith("looting, asserted, actor=Soldiers, target=the market")


def test_an_example_with_another_type_or_stance_fails(outcomes: Callable[..., list[Outcome]]) -> None:
    example, _ = outcomes(more=", type: attack, stance: denied")
    assert not example.passed
    assert example.expected.startswith("attack, denied")


def test_an_example_in_which_the_rule_does_not_fire_fails(outcomes: Callable[..., list[Outcome]]) -> None:
    example, _ = outcomes(example=QUIET)
    assert (example.passed, example.found) == (False, "no claim")


def test_a_counter_example_in_which_the_rule_fires_fails(outcomes: Callable[..., list[Outcome]]) -> None:
    _, counter = outcomes(other=BURNED)
    assert not counter.passed
    assert counter.found.startswith("looting, asserted")


def test_an_outcome_points_at_the_line_of_its_example(outcomes: Callable[..., list[Outcome]]) -> None:
    example, counter = outcomes()
    assert example.location.line == 6
    assert counter.location.line == 8
