"""A process that is killed at any moment leaves a record that opens, and no decision is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from sijil.geopackage.read import open_record
from sijil.project import Project
from sijil.store import Layout

WORKER = """
    import importlib.util, sys
    from sijil.deciding import draft_verdict
    from sijil.project import Project

    folder, tests, first = sys.argv[1:]
    spec = importlib.util.spec_from_file_location("stages_of_tests", tests)
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    project = Project.open(folder)
    print("ready", flush=True)
    for number in range(int(first), 10_000):
        found.put_source(project, f"{number}.txt", f"Soldiers killed 12 people in town {number}.\\n")
        project.build(stages=found.make_stages())
        print("built", number, flush=True)
        with project.record() as record:
            claim = str(next(iter(record.claims()))["id"])
            draft = draft_verdict(record, claim, accept=bool(number % 2))
        decision = draft.signed(at=f"2020-01-01T00:00:{number % 60:02}Z", by="coder", note=str(number))
        print("decided", project.decide(decision).id, flush=True)
"""


def run_and_kill(project: Project, first: int, delay: float) -> list[str]:
    """Work on a project in another process, kill it after some seconds, and return what it said."""
    tests = Path(__file__).with_name("conftest.py")
    command = [sys.executable, "-c", textwrap.dedent(WORKER), str(project.folder), str(tests), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stderr is not None
        assert worker.stdout.readline() == "ready\n", worker.stderr.read()
        time.sleep(delay)
        os.kill(worker.pid, signal.SIGKILL)
        lines = worker.stdout.read().splitlines(keepends=True)
        assert "Traceback" not in worker.stderr.read()
    whole = [line.rstrip("\n") for line in lines if line.endswith("\n")]  # the last may be cut where it was killed
    return [line for line in whole if line.startswith(("built ", "decided "))]


def check(project: Project, said: list[str]) -> None:
    """Check that the record opens, is whole, is no older than what was said to be built, and that decisions hold."""
    built = [int(line.split()[1]) for line in said if line.startswith("built ")]
    if Layout(project.folder).record.exists():
        with project.record() as record:
            claims = list(record.claims())
            assert len(claims) == sum(1 for _ in record.reports()) == record.manifest.counts["Claim"]
            assert len(claims) >= (max(built) + 1 if built else 0)
            assert record.dossier(str(claims[0]["id"])).claim.id == claims[0]["id"]
        with open_record(Layout(project.folder).record) as file:
            assert file.is_whole()
    else:
        assert not built
    decided = {line.split()[1] for line in said if line.startswith("decided ")}
    assert decided <= {decision.id for decision in project.ledger().decisions}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
@pytest.mark.parametrize("moments", [8, pytest.param(50, marks=pytest.mark.slow)])
def test_a_killed_process_leaves_a_record_that_opens_and_every_decision(project: Project, moments: int) -> None:
    chance = random.Random(moments)  # noqa: S311  # the moments need not be secret
    said: list[str] = []
    for _ in range(moments):
        first = sum(line.startswith("built ") for line in said)
        said += run_and_kill(project, first, chance.uniform(0.0, 0.5))
        check(project, said)
    assert any(line.startswith("built ") for line in said)
