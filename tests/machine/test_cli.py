from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sijil import views
from sijil.project import Project
from sijil.stage import Stage

Stages = tuple[Stage, ...]
Put = Callable[..., str]


Call = Callable[..., Any]


@pytest.fixture
def built(project: Project, stages: Stages, three: None) -> Path:  # noqa: ARG001  # fills the project
    project.build(stages=stages)
    return project.folder


def test_the_version_is_that_of_the_package(call: Call) -> None:
    assert call("--version").out.startswith("sijil ")


def test_an_unknown_command_is_a_usage_error(call: Call) -> None:
    assert call("frobnicate").status == 2


def test_a_folder_that_is_no_project_says_what_to_do(call: Call, tmp_path: Path) -> None:
    said = call("claims", tmp_path)
    assert said.status == 1
    assert "not a Sijil project" in said.err
    assert "-> make one with `sijil new" in said.err


def test_new_makes_a_project_once(call: Call, tmp_path: Path) -> None:
    assert call("new", tmp_path / "p", "--packs", "core").status == 0
    assert (tmp_path / "p" / "sijil.toml").exists()
    again = call("new", tmp_path / "p")
    assert (again.status, "already" in again.err) == (1, True)


def test_new_with_an_unknown_pack_names_those_there_are(call: Call, tmp_path: Path) -> None:
    said = call("new", tmp_path / "p", "--packs", "cores")
    assert said.status == 1
    assert "core" in said.err
    assert not (tmp_path / "p" / "sijil.toml").exists()


def test_claims_before_a_build_ask_for_one(call: Call, project: Project) -> None:
    said = call("claims", project.folder)
    assert said.status == 1
    assert "nothing has been built yet" in said.err


def test_a_wrong_configuration_lists_all_that_is_wrong(call: Call, project: Project) -> None:
    (project.folder / "sijil.toml").write_text('format = 1\npack = ["core"]\nmax_bytes = "many"\n')
    said = call("claims", project.folder)
    assert said.status == 1
    assert "unknown field 'pack'; did you mean 'packs'?" in said.err
    assert "max_bytes must be a whole number" in said.err


def test_claims_on_a_pipe_are_the_json_contract(call: Call, built: Path) -> None:
    rows = call("claims", built).rows
    assert len(rows) == 4
    first = rows[0]
    assert list(first) == [
        "id", "report", "type", "kind", "codes", "actor", "actors", "target", "targets", "weapon", "place", "time",
        "figures", "share", "stance", "background", "speaker", "said_on", "quote", "start", "end", "found_by", "score",
        "review", "event",
    ]  # fmt: skip
    assert first["actor"] == {"id": "ARMY", "name": "The Army", "surface": "Soldiers"}
    assert first["quote"] == "Soldiers killed 12 villagers in Oldtown."
    assert first["score"] == 0.83
    assert first["figures"][0]["group"]["name"] == "villagers"
    assert (first["review"], first["event"], first["said_on"]) == ("unreviewed", None, None)


@pytest.mark.parametrize(
    ("option", "value", "count"),
    [
        ("--report", "a.txt", 2),
        ("--report", "none.txt", 0),
        ("--type", "killing", 4),
        ("--type", "siege", 0),
        ("--stance", "denied", 0),
        ("--place", "oldt", 4),
        ("--place", "geo-1", 4),
        ("--place", "elsewhere", 0),
    ],
)
def test_claims_can_be_chosen(call: Call, built: Path, option: str, value: str, count: int) -> None:
    assert len(call("claims", built, option, value).rows) == count


def test_a_claim_has_the_codes_of_its_type_in_other_schemes(call: Call, built: Path) -> None:
    codes = {"acled": "Attack", "ucdp": None, "plover": "ASSAULT", "cameo": "186"}
    killing = call("claims", built).rows[0]
    assert (killing["type"], killing["codes"]) == ("killing", codes)
    assert json.loads(call("why", built, killing["id"], "--json").out)["claim"]["codes"] == codes
    (first, *_) = csv.DictReader(io.StringIO(call("export", built).out))
    assert [first[f"codes_{scheme}"] for scheme in codes] == ["Attack", "", "ASSAULT", "186"]


@pytest.mark.parametrize(
    ("command", "option", "word", "allowed"),
    [
        ("claims", "--type", "kiling", "killing"),
        ("claims", "--stance", "foo", "asserted, denied, doubted"),
        ("events", "--type", "kiling", "killing"),
        ("events", "--state", "held", "single, agreed, disputed, human"),
        ("tolls", "--state", "held", "single, agreed, range"),
        ("control", "--state", "agreed", "held, contested, besieged"),
    ],
)
def test_a_word_outside_of_a_closed_list_is_refused_with_the_list(
    call: Call, built: Path, command: str, option: str, word: str, allowed: str
) -> None:
    refused = call(command, built, option, word)
    assert (refused.status, refused.out) == (2, "")
    assert f"there is no {option[2:]} {word!r}" in refused.err
    assert allowed in refused.err


def test_a_harm_that_no_pack_knows_is_refused(call: Call, tmp_path: Path) -> None:
    call("new", tmp_path / "all")
    call("build", tmp_path / "all")
    assert call("tolls", tmp_path / "all", "--harm", "kiled").status == 2
    assert call("tolls", tmp_path / "all", "--harm", "killed").status == 0


def test_reports_count_their_claims(call: Call, built: Path) -> None:
    rows = call("reports", built, "--json").rows
    assert [(row["uri"], row["claims"]) for row in rows] == [("a.txt", 2), ("b.txt", 1), ("c.txt", 1)]


def test_a_claim_without_resolution_keeps_its_own_words(call: Call, project: Project, stages: Stages, put: Put) -> None:
    put("a.txt", "Soldiers killed 12 villagers, a witness said.\n")
    project.build(stages=stages[:3])
    (row,) = call("claims", project.folder).rows
    assert row["actor"] == {"id": None, "name": "Soldiers", "surface": "Soldiers"}
    assert (row["place"], row["time"]) == (None, None)
    assert row["figures"][0]["group"] == {"id": None, "name": "villagers,", "surface": "villagers,"}
    assert row["speaker"]["surface"] == "witness"


def test_why_shows_the_words_the_bytes_and_the_hash(call: Call, built: Path) -> None:
    claim = call("claims", built).rows[0]
    said = call("why", built, claim["id"][:9])
    assert said.status == 0
    assert "[actor: Soldiers] [trigger: killed] [killed: 12] [group: [target: villagers]] in Oldtown." in said.out
    assert "fake_kill" in said.out
    assert "0.90 The Army [ARMY]: same name" in said.out
    assert "characters 0:40, bytes 0:40" in said.out
    assert "(verified)" in said.out


def test_why_as_json_holds_the_same(call: Call, built: Path) -> None:
    claim = call("claims", built).rows[0]
    (row,) = call("why", built, claim["id"], "--json").rows
    assert list(row) == ["claim", "sentences", "rule", "review", "resolutions", "page", "bytes", "source"]
    assert row["bytes"][0]["raw"] == claim["quote"]
    assert row["source"]["verified"] is True


def test_why_of_changed_bytes_fails_the_verification(call: Call, built: Path) -> None:
    claim = call("claims", built).rows[0]
    (row,) = call("why", built, claim["id"], "--json").rows
    sha256 = row["source"]["sha256"]
    blob = built / "raw" / sha256[:2] / sha256
    blob.write_bytes(blob.read_bytes().replace(b"12", b"99"))
    said = call("why", built, claim["id"])
    assert said.status == 4
    assert "do not have the hash" in said.err


def test_why_of_no_claim_and_of_several_is_a_usage_error(call: Call, built: Path) -> None:
    assert call("why", built, "clm-none").status == 2
    several = call("why", built, "clm-")
    assert several.status == 2
    assert "4 claims" in several.err


def test_a_broken_store_says_that_nothing_is_lost(call: Call, built: Path) -> None:
    (built / "store.db").write_bytes(b"not a database" * 100)
    assert len(call("claims", built).rows) == 4
    for command in (("why", built, "clm-"), ("build", built)):
        said = call(*command)
        assert said.status == 1
        assert "nothing is lost" in said.err


def test_a_table_fits_the_terminal_and_shows_hostile_text_harmlessly(
    call: Call, project: Project, stages: Stages, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.txt", "\x1b[31mMobs killed 12 [bold]men[/bold] \u202egnp\n")
    project.build(stages=stages)
    monkeypatch.setattr(views, "wants_json", lambda *, as_json: as_json)
    for width in (60, 160):
        monkeypatch.setenv("COLUMNS", str(width))
        said = call("claims", project.folder)
        assert max(map(len, said.out.splitlines())) <= width
        assert "\x1b" not in said.out
        assert "\u202e" not in said.out
    assert "[bold]" in said.out
    assert "These are claims by sources" in said.out


def test_json_lines_steer_no_terminal_and_lose_nothing(call: Call, project: Project, stages: Stages, put: Put) -> None:
    text = "\x9b31mMobs killed 12 men \u202egnp"
    put("a.txt", text + "\n")
    project.build(stages=stages)
    said = call("claims", project.folder, "--json")
    assert "\x9b" not in said.out
    assert "\u202e" not in said.out
    assert said.rows[0]["quote"] == text


def test_csv_has_one_column_per_part_and_runs_no_formula(
    call: Call, project: Project, stages: Stages, put: Put, tmp_path: Path
) -> None:
    put("a.txt", "=HYPERLINK() killed 12 men\n")
    project.build(stages=stages)
    said = call("export", project.folder, "-o", tmp_path / "claims.csv")
    assert "claims by sources" in said.err
    (row,) = csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text(encoding="utf-8")))
    assert row["quote"].startswith("'=HYPERLINK()")
    assert row["actor_surface"].startswith("'=")
    assert (row["review"], row["place_name"], row["speaker_party_name"]) == ("unreviewed", "Oldtown", "")
    assert row["place_lon"] == "1.5"


@pytest.mark.parametrize(("table", "count"), [("claims", 4), ("reports", 3), ("failures", 0), ("figures", 4)])
def test_every_table_can_be_exported(call: Call, built: Path, table: str, count: int) -> None:
    assert len(call("export", built, "--table", table, "--format", "jsonl").rows) == count
    lines = call("export", built, "--table", table, "--format", "csv").out.splitlines()
    assert len(lines) == (count + 1 if count else 0)


@pytest.mark.parametrize("words", [["--format", "xlsx"], ["--table", "flights"], ["--only", "liked"]])
def test_an_unknown_table_or_format_lists_those_there_are(call: Call, built: Path, words: list[str]) -> None:
    said = call("export", built, *words)
    assert said.status == 2
    assert "choose one of" in said.err


def test_evaluate_scores_the_record(call: Call, built: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"claims": []}))
    (score,) = call("evaluate", built, "--gold", gold, "--json").rows
    assert (score["gold"], score["extras"]) == (0, 4)


def test_a_folder_of_a_newer_sijil_is_refused(call: Call, project: Project) -> None:
    (project.folder / "sijil.toml").write_text('format = 2\npacks = ["core"]\n')
    said = call("claims", project.folder)
    assert said.status == 1
    assert "has format 2" in said.err
