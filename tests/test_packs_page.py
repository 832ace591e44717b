"""docs/packs.md is held against the row types, the packs and the messages of which it speaks."""

import importlib.util
import re
import textwrap
from pathlib import Path

from sijil.packs import known_packs, load_packs
from sijil.packtest import run_examples
from sijil.parts import ActorRow, Rule

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the code blocks of one language, in order."""
    return [textwrap.dedent(found) for found in re.findall(rf" *```{language}\n(.*?)```", PAGE, re.DOTALL)]


def test_the_page_lists_every_part_with_its_fields() -> None:
    spec = importlib.util.spec_from_file_location("pack_tables", ROOT / "tools" / "pack_tables.py")
    assert spec is not None
    assert spec.loader is not None
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    assert tables.make_page(PAGE) == PAGE, "run: make docs"


def test_the_page_names_every_built_in_pack() -> None:
    assert [name for name in known_packs() if f"| `{name}` |" not in PAGE] == []


def test_the_pack_of_the_page_is_a_pack(tmp_path: Path) -> None:
    meta, rules = blocks("yaml")
    (table,) = blocks("csv")
    for name, text in (("pack.yml", meta), ("rules.yml", rules), ("actors.csv", table)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    packs = load_packs([], [tmp_path])
    *_, report = run_examples(packs).packs
    assert [row.id for row in packs.rows(ActorRow) if row.country == "ZZZ"] == ["valley-guard"]
    assert (report.name, report.examples, report.failed) == ("valley", 2, ())


def test_the_page_explains_every_slot_and_kind_that_the_rules_use() -> None:
    rules = load_packs(known_packs()).rows(Rule)
    named = [slot.rstrip("?") for rule in rules for slot in rule.where]
    named += [slot for rule in rules for slots in rule.roles.values() for slot in slots]
    named += [slot for rule in rules for slot in (*rule.counted, *rule.weapon)]
    slots = {part for slot in named for part in slot.split("|")}
    kinds = {kind.lstrip("!") for rule in rules for wanted in rule.where.values() for kind in wanted}
    assert sorted(word for word in slots | kinds if f"`{word}`" not in PAGE) == []


def test_the_errors_of_the_page_are_those_that_are_given(tmp_path: Path) -> None:
    home = tmp_path / "valley"
    (home / "rules").mkdir(parents=True)
    (home / "pack.yml").write_text("{name: valley, version: '1', title: T, licence: CC0-1.0, requires: [core]}\n")
    (home / "actors.csv").write_text("id,name,kind,side,valid_from\nA,a,rebel,,May 98\n")
    (home / "rules" / "attack.yml").write_text("- id: a\n  type: attack\n  tag: NOUN\n  triger: [attack]\n")
    found = [str(fault).replace(f"{tmp_path.as_posix()}/", "") for fault in load_packs([], [home]).faults()]
    assert found == re.findall(r"^  (valley/.*)$", PAGE, re.MULTILINE)
