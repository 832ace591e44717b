from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.engine import choose_workers, pmap, shards
from sijil.errors import ProjectError, VerificationError
from sijil.project import Project, merge_sightings
from sijil.record import Record
from sijil.records import Given, Sighting
from sijil.stage import Stage
from sijil.store import (
    Blobs,
    Layout,
    Step,
    in_order,
    lock,
    make_output,
    open_store,
    read_output,
    read_rows,
    write_atomically,
    write_rows,
)

Stages = tuple[Stage, ...]
Put = Callable[..., str]
sightings = st.builds(
    Sighting,
    source=st.text("abc", min_size=1, max_size=2),
    uri=st.text("xyz/", min_size=1, max_size=3),
    given=st.builds(Given, outlet=st.none() | st.text(max_size=3)),
)


def test_bytes_come_back_as_they_went_in(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    assert blobs.get(blobs.put(b"\x00words")) == b"\x00words"


def test_changed_or_missing_bytes_are_refused(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha256 = blobs.put(b"words")
    blobs.path(sha256).write_bytes(b"wards")
    with pytest.raises(VerificationError, match="do not have the hash"):
        blobs.get(sha256)
    blobs.path(sha256).unlink()
    with pytest.raises(VerificationError, match="cannot be read"):
        blobs.get(sha256)


def test_a_cut_off_blob_is_written_anew(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blobs.path(blobs.put(b"words")).write_bytes(b"wo")
    assert blobs.get(blobs.put(b"words")) == b"words"


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def fail(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]
    assert path.read_bytes() == b"old"


@given(rows=st.lists(sightings, max_size=6))
def test_outputs_do_not_depend_on_the_order_of_rows(rows: list[Sighting]) -> None:
    forward, backward = (make_output("Sighting", in_order(order)) for order in (rows, rows[::-1]))
    assert forward == backward
    assert sorted(read_output(forward.rows, Sighting), key=repr) == sorted(rows, key=repr)


@given(rows=st.lists(sightings, max_size=6))
def test_row_files_hold_each_row_once(rows: list[Sighting], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    write_rows(path, rows + rows)
    assert sorted(read_rows(path, Sighting), key=repr) == sorted(set(rows), key=repr)


@given(before=st.lists(sightings, max_size=5), found=st.lists(sightings, max_size=5))
def test_merged_sightings_are_one_per_address_and_keep_what_was_given(
    before: list[Sighting], found: list[Sighting]
) -> None:
    merged = merge_sightings(before, found)
    assert len({(one.source, one.uri) for one in merged}) == len(merged)
    assert merge_sightings(merged, found) == merge_sightings(merge_sightings(before, found), found)
    for one in found[::-1][:1]:
        kept = next(row for row in merged if (row.source, row.uri) == (one.source, one.uri))
        assert not one.given.outlet or kept.given.outlet == one.given.outlet


def test_a_broken_row_file_says_which_line(tmp_path: Path) -> None:
    path = tmp_path / "sightings.jsonl"
    path.write_bytes(b'{"source":"a","uri":"b"}\n{"source":\n')
    with pytest.raises(ProjectError, match=r"sightings\.jsonl:2"):
        read_rows(path, Sighting)


def test_only_one_process_writes_a_project(tmp_path: Path) -> None:
    with lock(tmp_path / ".lock"), pytest.raises(ProjectError, match="at work here"), lock(tmp_path / ".lock"):
        pass
    with lock(tmp_path / ".lock"):
        pass


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path, write=True) as store:
        store._connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ProjectError, match="has layout 99"):
        open_store(path)


def test_a_missing_store_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="run `sijil build`"):
        open_store(tmp_path / "store.db")


@pytest.mark.usefixtures("three")
def test_a_reader_sees_one_build_while_the_next_is_published(project: Project, stages: Stages, put: Put) -> None:
    project.build(stages=stages)
    with project.record() as record:
        put("d.txt", "Snipers killed 12 boys.\n")
        project.build(stages=stages)
        assert len(list(record.claims())) == 4
    with project.record() as record:
        assert len(list(record.claims())) == 5


@pytest.mark.usefixtures("three")
def test_the_store_holds_nothing_that_the_published_build_does_not_need(
    project: Project, stages: Stages, put: Put
) -> None:
    project.build(stages=stages)
    put("b.txt", "Police killed 12 men.\n", Given(outlet="The Daily"))
    project.build(stages=stages)
    with open_store(Layout(project.folder).store) as store:
        found = store._connection.execute(
            "SELECT count(DISTINCT unit || stage), count(DISTINCT key) FROM output"
        ).fetchone()
    assert found == (12, 12)


@pytest.mark.usefixtures("three")
def test_a_build_that_was_broken_off_goes_on_where_it_was(project: Project, stages: Stages) -> None:
    def interrupt(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.build(stages=stages, watch=interrupt)
    with pytest.raises(ProjectError, match="nothing has been built"):
        Record.open(project.folder)
    report = project.build(stages=stages)
    assert [stage.reused for stage in report.stages] == [2, 2, 2, 2]
    with project.record() as record:
        assert len(list(record.claims())) == 4


@pytest.mark.parametrize(("step", "claims"), [("assemble", 4), ("write_record", 4), ("write_atomically", 5)])
@pytest.mark.usefixtures("three")
def test_a_crash_while_publishing_leaves_one_record_or_the_other(
    project: Project, stages: Stages, put: Put, monkeypatch: pytest.MonkeyPatch, step: str, claims: int
) -> None:
    project.build(stages=stages)
    put("d.txt", "Snipers killed 12 boys.\n")

    def crash(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(f"sijil.publishing.{step}", crash)
    with pytest.raises(MemoryError):
        project.build(stages=stages)
    with project.record() as record:
        found = [str(row["id"]) for row in record.claims()]
        assert len(found) == claims
        assert [record.dossier(claim).claim.id for claim in found] == found


WRITER = """
    import sys
    from sijil.store import Step, make_output, open_store
    from sijil.records import Sighting
    from pathlib import Path
    store = open_store(Path(sys.argv[1]), write=True)
    number = 0
    while True:
        row = make_output("Sighting", [Sighting(source="s" * 5000, uri=str(number))])
        step = Step(number, "read", str(number), str(number))
        store.put([(step, [row])], [step])
        number += 1
        print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_a_killed_writer_leaves_a_store_that_opens_with_whole_rows(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        while int(writer.stdout.readline()) < 20:
            time.sleep(0)
        writer.send_signal(signal.SIGKILL)
    with open_store(path, write=True) as store:
        for number in range(20):
            assert store.rows(str(number), Sighting)[0].uri == str(number)
        store.put([(Step(0, "read", "0", "0"), [make_output("Sighting", [])])], [])


@given(count=st.integers(0, 200), workers=st.integers(1, 9))
def test_shards_hold_all_work_in_order(count: int, workers: int) -> None:
    cut = list(shards(range(count), count, workers))
    assert [piece for shard in cut for piece in shard] == list(range(count))
    assert all(1 <= len(shard) <= 16 for shard in cut)


@pytest.mark.parametrize(("asked", "units", "workers"), [(3, 1, 3), (0, 0, 1), (0, 15, 1)])
def test_few_reports_are_not_worth_a_second_worker(asked: int, units: int, workers: int) -> None:
    assert choose_workers(asked, units) == workers


def test_both_backends_give_the_same_results() -> None:
    serial = list(pmap(abs, range(-5, 5), workers=1, backend="serial"))
    assert sorted(pmap(abs, range(-5, 5), workers=2, backend="loky")) == sorted(serial)


def test_a_killed_worker_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ProjectError, match="fewer --workers"):
        list(pmap(os._exit, [1, 1], workers=2, backend="loky"))


DRIVER = """
    import os, sys, time
    from sijil.engine import pmap
    for pid in pmap(lambda _: __import__("os").getpid(), range(4), workers=2, backend="loky"):
        print(pid, flush=True)
    print("done", flush=True)
    time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    """Tell whether a process is there and not just waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_workers_end_with_a_driver_that_is_killed() -> None:
    command = [sys.executable, "-c", textwrap.dedent(DRIVER)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdout is not None
        workers = [int(line) for line in iter(driver.stdout.readline, "done\n")]
        driver.kill()
    deadline = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not any(map(is_alive, workers))
