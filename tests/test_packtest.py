"""The examples that stand in packs: what is run, counted and shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sijil.errors import PackError
from sijil.outcomes import Outcome
from sijil.packs import Packs, known_packs, load_packs
from sijil.packtest import run_examples
from sijil.parts import Rule

META = "version: '1'\ntitle: T\nlicence: CC0-1.0\n"
RULES = """\
- id: attack
  type: attack
  trigger: [attack]
  examples:
    - text: Rebels attacked a post.
    - text: They fled.
- id: raid
  type: attack
  trigger: [raid]
"""


def write_pack(home: Path, **files: str) -> Packs:
    home.mkdir()
    (home / "pack.yml").write_text(f"name: {home.name}\n{META}", encoding="utf-8")
    (home / "events.yml").write_text("- {name: attack, kind: event, title: Attack}\n", encoding="utf-8")
    for name, text in files.items():
        (home / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return load_packs([], [home])


def check_triggers(packs: Packs) -> Iterator[Outcome]:
    """Stand in for a stage: a rule fires where its trigger stands in the text."""
    for rule, where in packs.located(Rule):
        for index, example in enumerate(rule.examples):
            fired = rule.trigger[0] in example.text
            yield Outcome(
                part="rules",
                item=rule.id,
                location=packs.locate(where, ("examples", index)),
                text=example.text,
                expected=rule.type,
                found=rule.type if fired else "nothing",
                passed=fired,
            )


def test_an_example_that_gives_something_else_fails_the_run_with_its_place(tmp_path: Path) -> None:
    run = run_examples(write_pack(tmp_path / "mine", rules_yml=RULES), [check_triggers])
    (report,) = run.packs
    assert (report.examples, len(report.failed), run.passed) == (2, 1, False)
    assert [line.replace(f"{tmp_path.as_posix()}/", "") for line in run.lines] == [
        "mine/rules.yml:6:7: rules 'attack' fails its example: They fled.",
        "  expected: attack",
        "  found:    nothing",
        "mine/rules.yml:7:3: no example stands here",
        "mine 1: 2 examples, 1 failed; rows without an example: 1",
    ]


def test_examples_that_give_what_they_must_pass(tmp_path: Path) -> None:
    rules = RULES.replace("    - text: They fled.\n", "")
    assert run_examples(write_pack(tmp_path / "mine", rules_yml=rules), [check_triggers]).passed


def test_register_rows_without_a_source_are_counted(tmp_path: Path) -> None:
    table = "id,name,kind,source\nA,a,rebel,\nB,b,rebel,A book of 2012\nC,c,rebel,\n"
    (report,) = run_examples(write_pack(tmp_path / "mine", actors_csv=table), []).packs
    assert dict(report.rows) == {"events": 1, "actors": 3}
    assert report.unverified == (("actors", 2),)


def test_a_pack_with_a_fault_runs_no_example(tmp_path: Path) -> None:
    packs = write_pack(tmp_path / "mine", rules_yml=RULES.replace("type: attack", "type: atack"))
    with pytest.raises(PackError, match="2 errors in packs"):
        run_examples(packs, [check_triggers])


def test_every_example_of_the_built_in_packs_gives_what_it_must() -> None:
    run = run_examples(load_packs(known_packs()))
    assert [outcome for report in run.packs for outcome in report.failed] == []
    assert sum(report.examples for report in run.packs) > 100
