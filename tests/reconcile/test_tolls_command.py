"""From pages to tolls by policy, and to the account of a period, with the commands as they are shipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sijil.cli import app
from sijil.errors import ConfigError
from sijil.project import Project
from sijil.reconcile.account import Wanted
from sijil.records import Given, Sighting
from sijil.store import Layout, read_rows, write_rows

PAGES = {
    "month.txt": "Forty-four Iraqi soldiers were killed in Mosul in February 2019, a doctor said.\n",
    "fourth.txt": "Twelve Iraqi soldiers were killed in Mosul on 4 February 2019, a judge said.\n",
    "twentieth.txt": "Nineteen Iraqi soldiers were killed in Mosul on 20 February 2019, a priest said.\n",
    "rival.txt": "Fifteen Iraqi soldiers were killed in Mosul on 4 February 2019, an engineer said.\n",
}
FEBRUARY = ("--account", "--place", "Mosul", "--from", "2019-02-01", "--to", "2019-02-28")
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("tolls")
    project = Project.new(home / "p")
    for name, text in PAGES.items():
        (home / name).write_text(text, encoding="utf-8")
        project.add([home / name])
    rows = read_rows(Layout(project.folder).sightings, Sighting)
    write_rows(Layout(project.folder).sightings, [replace(row, given=Given(published="2019-03-05")) for row in rows])
    project.build(workers=1)
    return project.folder


def ask(*words: object) -> list[dict[str, Any]]:
    done = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def say(*words: object) -> str:
    done = CliRunner().invoke(app, list(map(str, words)))
    assert done.exit_code == 0, done.output
    return done.stdout


def fault(*words: object) -> str:
    return str(CliRunner().invoke(app, list(map(str, words))).exception)


def test_a_toll_is_listed_with_the_numbers_of_the_policy_that_is_asked_for(folder: Path) -> None:
    by_policy = {
        policy: {(row["low"], row["best"], row["high"]) for row in ask("tolls", folder, "--policy", policy)}
        for policy in ("cautious", "acled")
    }
    assert by_policy == {
        "cautious": {(44, 44, 44), (12, 12, 15), (19, 19, 19)},
        "acled": {(44, 44, 44), (12, 12, 12), (19, 19, 19)},
    }
    assert {row["policy"] for row in ask("tolls", folder, "--policy", "acled")} == {"acled"}


def test_all_policies_stand_side_by_side(folder: Path) -> None:
    for row in ask("tolls", folder, "--policy", "all"):
        assert [one["policy"] for one in row["readings"]] == ["acled", "cautious", "latest", "majority", "ucdp"]


def test_an_account_leads_from_the_total_down_to_the_sentence(folder: Path) -> None:
    (account,) = ask("tolls", folder, *FEBRUARY)
    assert (account["best"], account["sum_of_parts"], account["gap"]) == (44, 31, 13)
    assert [part["best"] for part in account["parts"]] == [12, 19]
    (claim,) = account["claims"]
    assert (claim["quote"][:10], claim["speaker"]["surface"]) == ("Forty-four", "a doctor")
    assert claim["report"]["uri"].endswith("month.txt")
    with Project.open(folder).record() as record:
        assert record.account(Wanted(first="2019-02-01", last="2019-02-28", place="Mosul")) == account
        assert record.account(Wanted(last="2019-02-10"), "acled")["best"] == 12


def test_an_account_is_readable(folder: Path) -> None:
    text = say("tolls", folder, *FEBRUARY)
    assert "its parts add up to 31; 13 are in no report of a part" in text
    assert "12 (12 to 15): Military of Iraq, killed at Mosul, one happening, 2019-02-04" in text
    assert '"Twelve Iraqi soldiers were killed in Mosul on 4 February 2019" (a judge, fourth.txt)' in text


def test_why_says_the_rule_the_parts_and_what_cannot_all_be_true(folder: Path) -> None:
    rows = {row["best"]: row for row in ask("tolls", folder)}
    whole = say("why", folder, rows[44]["id"])
    assert "policy    cautious: Our reading of" in whole
    assert f"part      {rows[19]['id'][:12]} 19" in whole
    assert "reading   acled: 44" in whole
    rival = say("why", folder, rows[12]["id"])
    assert rival.count("clash     clm-") == 2
    (account,) = ask("why", folder, rows[44]["id"])
    assert [part["added"] for part in account["parts"]] == [True, True]
    assert account["rule"]["policy"] == "cautious"


@pytest.mark.parametrize(
    ("words", "fault_says"),
    [
        (("--policy", "harsh"), "there is no policy 'harsh'"),
        (("--from", "2019-02-01"), "belong to --account"),
        (("--account", "--state", "single"), "shows one policy, and all states"),
        (("--account", "--from", "February"), "'February' is no day"),
        (("--account", "--harm", "kiled"), "there is no harm 'kiled'"),
    ],
)
def test_what_cannot_be_asked_is_refused(folder: Path, words: tuple[str, ...], fault_says: str) -> None:
    assert fault_says in fault("tolls", folder, *words)


def test_the_policy_of_the_project_makes_the_record(folder: Path) -> None:
    config = folder / "sijil.toml"
    before = config.read_text(encoding="utf-8")
    try:
        config.write_text(before.replace('"cautious"', '"acled"'), encoding="utf-8")
        ran = {stage.name: stage.run for stage in Project.open(folder).build(workers=1).stages}
        assert (ran["pairs"], ran["events"], ran["control"]) == (0, 0, 0)
        assert ran["tolls"]
        assert {(row["policy"], row["high"]) for row in ask("tolls", folder)} == {
            ("acled", 44), ("acled", 12), ("acled", 19)
        }  # fmt: skip
        config.write_text(before.replace('"cautious"', '"harsh"'), encoding="utf-8")
        with pytest.raises(ConfigError, match="no policy 'harsh'"):
            Project.open(folder).build(workers=1)
    finally:
        config.write_text(before, encoding="utf-8")
        Project.open(folder).build(workers=1)
