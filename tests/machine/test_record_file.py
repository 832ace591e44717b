"""The published record file depends on the input alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sijil.config import Config
from sijil.geopackage.tables import BY_NAME
from sijil.project import Project
from sijil.records import Sighting
from sijil.store import Blobs, Layout, read_rows, write_rows

PutInto = Callable[[Project, str, str], str]
TEXTS = {f"{name}.txt": f"Soldiers killed 12 people in {name}.\nPolice killed 12 men in {name}.\n" for name in "abcde"}


def contents(project: Project) -> dict[str, list[dict[str, Any]]]:
    with project.record() as record:
        return {name: list(record.rows(name)) for name in BY_NAME}


@pytest.mark.usefixtures("three")
def test_a_record_that_grew_is_the_same_as_one_made_at_once(
    project: Project,
    stages: Any,  # noqa: ANN401  # the stages of conftest.py
    put_into: PutInto,
    tmp_path: Path,
) -> None:
    project.build(stages=stages)
    for name, text in TEXTS.items():
        put_into(project, name, text)
        project.build(stages=stages)
    Project.new(tmp_path / "other", ["core"])
    other = Project(tmp_path / "other", Config(packs=("core",)))
    for sighting in reversed(read_rows(Layout(project.folder).sightings, Sighting)):
        put_into(other, sighting.uri, Blobs(Layout(project.folder).raw).get(sighting.source).decode())
    other.build(stages=stages, workers=2)
    assert contents(project) == contents(other)


@pytest.mark.usefixtures("three")
def test_a_report_that_is_taken_away_leaves_no_rows(project: Project, stages: Any, put_into: PutInto) -> None:  # noqa: ANN401  # the same
    put_into(project, "d.txt", "Snipers killed 12 boys.\n")
    project.build(stages=stages)
    path = Layout(project.folder).sightings
    write_rows(path, [row for row in read_rows(path, Sighting) if row.uri != "d.txt"])
    project.build(stages=stages)
    assert not any("d.txt" in str(row) or "Snipers" in str(row) for rows in contents(project).values() for row in rows)


def test_reports_of_one_file_come_in_the_order_of_its_lines(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"The army shelled the town on day {number}."}) for number in range(12)]
    (tmp_path / "crawl.jsonl").write_text("\n".join(lines), encoding="utf-8")
    project = Project.new(tmp_path / "p", ["core"])
    project.add([tmp_path / "crawl.jsonl"])
    project.build(workers=1)
    with project.record() as record:
        found = [str(row["uri"]).rpartition("#")[2] for row in record.reports()]
    assert found == [str(number) for number in range(1, 13)]
