"""How sentences are read, step by step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sijil.cli import app
from sijil.explain import explain_text
from sijil.extract.claims import UNLIKELY
from sijil.packs import load_packs


@pytest.fixture(scope="module")
def explained() -> list[dict[str, Any]]:
    packs = load_packs(("core", "lang-en", "world"))
    return explain_text("The army shelled a market in Goma on Monday.\n\nA storm killed ten people.", packs)


def test_each_sentence_shows_its_tree_and_roles(explained: list[dict[str, Any]]) -> None:
    words = {word["form"]: word for word in explained[0]["words"]}
    assert (words["shelled"]["lemma"], words["shelled"]["tag"], words["shelled"]["head"]) == ("shell", "VERB", -1)
    assert words["Goma"]["name"] == "LOC"
    (shelled,) = [one for one in explained[0]["predicates"] if one["word"] == "shelled"]
    assert shelled["roles"]["ARG0"] == words["army"]["index"]


def test_a_rule_that_speaks_stands_with_its_place_and_claim(explained: list[dict[str, Any]]) -> None:
    (rule,) = [one for one in explained[0]["rules"] if one["outcome"] == "claim"]
    assert rule["type"] == explained[0]["claims"][0]["type"] == "shelling"
    file, _, line = rule["place"].partition(":")
    assert file.endswith(".yml")
    assert int(line) > 0


def test_a_rule_that_does_not_speak_says_why(explained: list[dict[str, Any]]) -> None:
    assert explained[1]["claims"] == []
    outcomes = {rule["outcome"] for rule in explained[1]["rules"]}
    assert UNLIKELY in outcomes
    assert any(outcome.startswith("it fits, but") for outcome in outcomes)


def test_the_command_prints_lines_and_json() -> None:
    plain = CliRunner().invoke(app, ["explain", "Rebels attacked a convoy near Goma."])
    assert plain.exit_code == 0
    assert "claim     attack, asserted; actor: Rebels" in plain.stdout
    (row,) = CliRunner().invoke(app, ["explain", "Nothing was said.", "--json"]).stdout.splitlines()
    assert json.loads(row)["claims"] == []


def test_why_shows_the_rules_of_a_claim_and_refuses_them_for_findings(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Rebels attacked a convoy near Goma on Monday.\n", encoding="utf-8")
    run = CliRunner().invoke
    folder = str(tmp_path / "p")
    for words in (["new", folder], ["add", folder, str(tmp_path / "one.txt")], ["build", folder]):
        assert run(app, words).exit_code == 0
    claim = json.loads(run(app, ["claims", folder, "--json"]).stdout.splitlines()[0])
    shown = run(app, ["why", folder, claim["id"], "--rules"])
    assert "claim, folded" in shown.stdout or ": claim  [" in shown.stdout
    assert shown.stdout.count("Rebels attacked a convoy") >= 1
    refused = run(app, ["why", folder, claim["event"], "--rules"])
    assert refused.exit_code != 0


def test_what_an_arrest_is_about_is_background() -> None:
    packs = load_packs(("core", "lang-en", "world"))
    (sentence,) = explain_text("Police arrested a man wanted in an ambush that left 12 soldiers dead.", packs)
    assert {claim["type"]: claim["background"] for claim in sentence["claims"]} == {"arrest": False, "attack": True}
