"""The stages as they are shipped, on reports written for these tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sijil import pipeline
from sijil.build import GIVEN_TYPES
from sijil.project import Project
from sijil.stage import Unit, check_graph

Put = Callable[..., str]
REPORTS = {
    "one.txt": (
        "Shelling hits market in Karvel\n\nKARVEL, 5 March 2019 - Government artillery shelled the central market of "
        "Karvel on Monday, killing at least 14 people and wounding 30 others, a hospital official said.\n\n"
        "The army denied that its forces had fired on the town. Rebels seized two villages west of Karvel at dawn.\n"
    ),
    "two.txt": (
        "Army retakes airport\n\n7 March 2019\n\nTroops recaptured the airport from the rebels on Wednesday, the "
        "defence ministry said in a statement. More than 60 fighters were killed in three days of fighting, it added.\n"
    ),
    "three.txt": (
        "Residents flee besieged town\n\nPublished: 2019-03-09\n\nAbout 2,000 people have fled the besieged town since "
        "Tuesday, according to the United Nations. Gunmen abducted four aid workers on the road to the capital.\n"
    ),
    "four.txt": "Aus der Hauptstadt wird gemeldet, dass die Armee und die Rebellen nicht mehr miteinander reden.\n",
}
SCRIPT = """
import sys
from sijil.project import Project
folder, workers, backend, *names = sys.argv[1:]
project = Project.new(folder)
for name in names:
    project.add([name])
print(project.build(workers=int(workers), backend=backend).digest)
"""


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_stages_fit_together() -> None:
    check_graph(pipeline.stages(), GIVEN_TYPES)


def test_a_folder_of_reports_becomes_claims_with_their_words(inbox: Path) -> None:
    project = Project.new("p")
    project.add(sorted(inbox.glob("*.txt")))
    project.build()
    with project.record() as record:
        claims = list(record.claims())
        texts = {Path(str(row["uri"])).name: row["claims"] for row in record.reports()}
    assert texts["four.txt"] == 0
    assert [row["code"] for row in project.failures()] == ["unsupported_language"]
    for claim in claims:
        report = claim["report"]
        assert isinstance(report, dict)
        text = REPORTS[Path(str(report["uri"])).name]
        assert claim["quote"] == text[int(str(claim["start"])) : int(str(claim["end"]))]
    assert {"shelling", "territory_gained"} <= {claim["type"] for claim in claims}


def run_build(folder: Path, name: str, *, workers: int, backend: str, seed: str, order: list[str]) -> str:
    """Build in a process of its own and return the digest."""
    command = [sys.executable, "-c", SCRIPT, name, str(workers), backend, *order]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_workers_order_and_hash_seed_do_not_change_the_digest(inbox: Path) -> None:
    names = sorted(REPORTS)
    digests = {
        run_build(inbox, "a", workers=1, backend="serial", seed="0", order=names),
        run_build(inbox, "b", workers=4, backend="loky", seed="1", order=names[::-1]),
        run_build(inbox, "c", workers=1, backend="serial", seed="2", order=names[2:] + names[:2]),
    }
    assert len(digests) == 1


@pytest.mark.usefixtures("inbox")
def test_a_change_of_a_pack_runs_only_the_stages_that_use_it(call: Callable[..., Any]) -> None:
    project = Project.new("p", ["core", "lang-en", "world"])
    project.add(["one.txt", "two.txt"])
    project.build()
    mine = project.folder / "mine"
    mine.mkdir()
    (mine / "pack.yml").write_text("name: mine\nversion: '1'\ntitle: Mine\nlicence: CC0-1.0\nrequires: [world]\n")
    (mine / "agencies.csv").write_text("name,aliases\nKarvel Press Bureau,KPB\n")
    config = project.folder / "sijil.toml"
    config.write_text(config.read_text().replace('"world"]', '"world", "./mine"]'))
    said = call("build", "p")
    assert said.out, said.err
    report = json.loads(said.out)
    ran = {stage["name"]: stage["run"] for stage in report["stages"]}
    assert ran == {stage.name: 2 if "agencies" in stage.parts else 0 for stage in pipeline.stages()}
    assert (ran["read"], ran["language"]) == (2, 0)


@pytest.mark.usefixtures("inbox")
def test_a_fourth_report_runs_only_what_it_touches(call: Callable[..., Any]) -> None:
    call("new", "p")
    call("add", "p", "one.txt", "two.txt")
    call("build", "p")
    call("add", "p", "three.txt")
    report = json.loads(call("build", "p").out)
    by_report = {stage.name for stage in pipeline.stages() if stage.unit in {Unit.SOURCE, Unit.REPORT}}
    done = [(stage["run"], stage["reused"]) for stage in report["stages"] if stage["name"] in by_report]
    assert done == [(1, 2)] * len(by_report)
    again = json.loads(call("build", "p").out)
    assert [stage["run"] for stage in again["stages"]] == [0] * len(again["stages"])
