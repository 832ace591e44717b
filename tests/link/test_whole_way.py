"""From pages to events, tolls and control with the stages as they are shipped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sijil.build import BuildReport
from sijil.cli import app
from sijil.errors import StageError
from sijil.packs import Packs
from sijil.pipeline import stages
from sijil.project import Project
from sijil.records import Gist, Given, Sighting
from sijil.stage import Rows, Unit, check_graph
from sijil.store import Layout, read_rows, write_rows

PAGES = {
    "wire.txt": """Shelling hits Mosul market

MOSUL, 5 March 2019 - Army artillery shelled a market in Mosul on Monday, killing at least 14 civilians, a hospital
official said.

Islamic State fighters seized the town of Tal Afar on Sunday, a spokesman for the army said.

Troops cleared mines in the streets around the old bridge, and shops in the east of the city opened again for the first
time in weeks, residents told reporters who were taken there.
""",
    "paper.txt": """Market shelled in Mosul

The army shelled a market in the city of Mosul on Monday, a rebel commander said on Tuesday. 17 civilians were killed on
Monday in Mosul, he said.
""",
}


def fill(project: Project, folder: Path, pages: dict[str, str]) -> None:
    """Add pages, all published on one day."""
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
        project.add([folder / name])
    rows = read_rows(Layout(project.folder).sightings, Sighting)
    write_rows(Layout(project.folder).sightings, [replace(row, given=Given(published="2019-03-05")) for row in rows])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, BuildReport]:
    folder = tmp_path_factory.mktemp("way")
    project = Project.new(folder / "p")
    fill(project, folder, {**PAGES, "copy.txt": PAGES["wire.txt"] + "\nOur own correspondent.\n"})
    return project, project.build(workers=1)


def rows(project: Project, table: str) -> list[dict[str, Any]]:
    with project.record() as record:
        return list(record.rows(table))


def ask(*words: object) -> list[dict[str, Any]]:
    done = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_shelling_in_two_reports_and_a_copy_is_one_event_with_its_claims(
    built: tuple[Project, BuildReport],
) -> None:
    (event,) = [row for row in ask("events", built[0].folder, "--place", "Mosul") if row["type"] == "shelling"]
    assert (event["reports"], event["independent"], event["state"]) == (3, 2, "agreed")
    claims = [row for row in rows(built[0], "claims") if row["event"] == event["id"]]
    assert {row["id"] for row in claims} == set(event["claims"])


def test_a_copy_is_listed_as_one(built: tuple[Project, BuildReport]) -> None:
    of = {row["uri"].rsplit("/", 1)[-1]: row for row in rows(built[0], "reports")}
    pair = [of["wire.txt"], of["copy.txt"]]
    assert sorted(row["copy_of"] is None for row in pair) == [False, True]
    assert of["paper.txt"]["copy_of"] is None


def test_the_taking_of_a_town_is_listed_as_control_by_place_and_state(built: tuple[Project, BuildReport]) -> None:
    (held,) = ask("control", built[0].folder, "--place", "Tal Afar", "--state", "held")
    assert (held["holder"]["name"], held["from"], held["independent"]) == ("Islamic State", "2019-03-03", 1)


def test_why_leads_from_each_id_down_to_the_words(built: tuple[Project, BuildReport]) -> None:
    for table in ("events", "tolls", "control"):
        for row in rows(built[0], table):
            (account,) = ask("why", built[0].folder, row["id"])
            assert account["subject"]["id"] == row["id"]
            assert all(claim["bytes"][0]["raw"] for claim in account["claims"])
            plain = CliRunner().invoke(app, ["why", str(built[0].folder), row["id"][:14]])
            assert account["finding"]["sentence"] in plain.stdout


def test_an_id_of_nothing_is_a_usage_error_that_says_where_to_look(built: tuple[Project, BuildReport]) -> None:
    done = CliRunner().invoke(app, ["why", str(built[0].folder), "tol-nothing"])
    assert "sijil tolls" in str(done.exception)


def test_tolls_and_events_are_filtered_by_harm_type_and_state(built: tuple[Project, BuildReport]) -> None:
    folder = built[0].folder
    assert {row["harm"] for row in ask("tolls", folder, "--harm", "killed", "--place", "Mosul")} == {"killed"}
    assert ask("tolls", folder, "--harm", "freed") == []
    assert {row["type"] for row in ask("events", folder, "--type", "shelling", "--state", "agreed")} == {"shelling"}
    assert ask("events", folder, "--state", "disputed") == []


def test_the_order_of_pages_and_the_number_of_workers_change_no_digest(
    built: tuple[Project, BuildReport], tmp_path: Path
) -> None:
    project = Project.new(tmp_path / "p")
    source = built[0].folder
    for path in sorted((source / "raw").glob("*/*")):
        target = tmp_path / "p" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    sightings = list(read_rows(Layout(source).sightings, Sighting))
    write_rows(Layout(project.folder).sightings, sightings[::-1])
    again = project.build(workers=2, backend="loky")
    assert again.digests == built[1].digests


def test_a_further_report_elsewhere_touches_no_block_of_the_others(tmp_path: Path) -> None:
    project = Project.new(tmp_path / "p")
    fill(project, tmp_path, PAGES)
    project.build(workers=1)
    before = rows(project, "events")
    fill(project, tmp_path, {"far.txt": "Rebels shelled the town of Goma on Monday, the army said.\n"})
    ran = {stage.name: stage.run for stage in project.build(workers=1).stages}
    assert (ran["gist"], ran["copies"], ran["pairs"], ran["control"]) == (1, 1, 0, 0)
    assert ran["events"] == 1
    assert {row["id"] for row in before} < {row["id"] for row in rows(project, "events")}


def test_nothing_runs_again_without_a_change(built: tuple[Project, BuildReport]) -> None:
    again = built[0].build(workers=1)
    assert {stage.name: stage.run for stage in again.stages if stage.run} == {}
    assert again.digest == built[1].digest


def test_a_stage_by_block_needs_a_split_and_no_other_may_have_one() -> None:
    wide = next(stage for stage in stages() if stage.unit is Unit.BLOCK)
    with pytest.raises(StageError, match="split"):
        check_graph([replace(wide, split=None)], wide.reads)
    with pytest.raises(StageError, match="split"):
        check_graph([replace(wide, unit=Unit.ALL)], wide.reads)


def test_a_block_that_fails_is_a_row_and_the_build_goes_on(built: tuple[Project, BuildReport]) -> None:
    def fail(_rows: Rows, _packs: Packs) -> Sequence[Gist]:
        message = "no such luck"
        raise ValueError(message)

    changed = tuple(replace(stage, run=fail, version=99) if stage.name == "control" else stage for stage in stages())
    report = built[0].build(workers=1, stages=changed)
    assert next(stage for stage in report.stages if stage.name == "control").failed > 0
    assert "no such luck" in " ".join(str(row["message"]) for row in built[0].failures())
    assert report.counts["Event"] > 0
    built[0].build(workers=1)
