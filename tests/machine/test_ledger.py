"""The ledger loses no decision: not by a crash, not by two writers, not by an undoing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.errors import ProjectError
from sijil.ledger import (
    CUT_OFF_NAME,
    FILE_NAME,
    append_decision,
    cut_off_failures,
    in_force,
    open_ledger,
    read_ledger,
    undone_by,
)
from sijil.records import ClaimAnchor, Decision, DecisionKind, Payload
from sijil.spans import Anchor


def make_decision(number: int = 0, *, undoes: str | None = None, at: str | None = None) -> Decision:
    anchor = Anchor(
        source="a" * 64, uri="page.html", quote=f"“{number}” men\nwere killed", before="é", after="", offset=number
    )
    about = (ClaimAnchor(anchor=anchor, type="killing", trigger="killed", at=14, arguments=(("target", "men"),)),)
    kind = DecisionKind.UNDO if undoes else DecisionKind.FIX_ROLE
    payload = Payload() if undoes else Payload(role="actor", words=anchor, to="LNA")
    at = at or (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=number)).isoformat(timespec="microseconds")
    return Decision(at=at, by="Zoë", kind=kind, about=() if undoes else about, payload=payload, undoes=undoes)


def test_what_is_written_is_read_again_as_it_was(tmp_path: Path) -> None:
    written = [append_decision(tmp_path, make_decision(number)) for number in range(3)]
    assert read_ledger(tmp_path).decisions == tuple(written)
    assert written == [make_decision(number) for number in range(3)]


def test_a_folder_without_a_ledger_holds_nothing(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none").decisions == open_ledger(tmp_path / "none").decisions == ()


def test_the_file_is_only_appended_to(tmp_path: Path) -> None:
    append_decision(tmp_path, make_decision(0))
    before = (tmp_path / FILE_NAME).read_bytes()
    append_decision(tmp_path, make_decision(1))
    assert (tmp_path / FILE_NAME).read_bytes().startswith(before)


def test_a_clock_that_was_set_back_does_not_change_the_order(tmp_path: Path) -> None:
    first = append_decision(tmp_path, make_decision(1, at="2020-01-02T00:00:00.000000+00:00"))
    second = append_decision(tmp_path, make_decision(2, at="2020-01-01T00:00:00.000000+00:00"))
    assert second.at == "2020-01-02T00:00:00.000001+00:00"
    assert read_ledger(tmp_path).decisions == (first, second)


def test_a_line_that_was_edited_is_refused_with_its_number(tmp_path: Path) -> None:
    for number in range(2):
        append_decision(tmp_path, make_decision(number))
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b'"to":"LNA"', b'"to":"GNA"', 1))
    with pytest.raises(ProjectError, match=r"decisions.jsonl:1: the line does not match its id"):
        read_ledger(tmp_path)


@pytest.mark.parametrize("line", [b"{}", b"nonsense", b'{"kind":"burn"}', b"[]", b""])
def test_a_line_that_is_no_decision_is_refused_with_its_number(tmp_path: Path, line: bytes) -> None:
    append_decision(tmp_path, make_decision(0))
    with (tmp_path / FILE_NAME).open("ab") as file:
        file.write(line + b"\n")
    append = make_decision(1)
    with pytest.raises(ProjectError, match=r"decisions.jsonl:2: no decision"):
        append_decision(tmp_path, append)


def test_an_undoing_of_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="holds no decision dec-nothing"):
        append_decision(tmp_path, make_decision(0, undoes="dec-nothing"))


def test_an_undone_undoing_puts_the_decision_back_in_force() -> None:
    one = make_decision(1)
    undo = make_decision(2, undoes=one.id)
    redo = make_decision(3, undoes=undo.id)
    assert in_force([one]) == (one,)
    assert in_force([one, undo]) == ()
    assert in_force([one, undo, redo]) == (one,)
    assert undone_by([one, undo, redo]) == {undo.id: redo.id}


@given(st.lists(st.integers(0, 30), max_size=25))
def test_what_is_in_force_is_what_going_through_the_lines_from_the_end_leaves(choices: list[int]) -> None:
    decisions: list[Decision] = []
    for number, choice in enumerate(choices):
        undoes = decisions[choice % len(decisions)].id if decisions and choice % 3 else None
        decisions.append(make_decision(number, undoes=undoes))
    dead: set[str] = set()
    for decision in reversed(decisions):
        if decision.undoes and decision.id not in dead:
            dead.add(decision.undoes)
    expected = {each.id for each in decisions if not each.undoes} - dead
    assert {each.id for each in in_force(decisions)} == expected


# -- crashes -----------------------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(share=st.floats(0, 1))
def test_cut_off_anywhere_the_ledger_keeps_every_line_before_and_the_rest_aside(tmp_path: Path, share: float) -> None:
    folder = tmp_path / f"{share}"
    decisions = [append_decision(folder, make_decision(number)) for number in range(3)]
    path = folder / FILE_NAME
    content = path.read_bytes()
    kept = content[: round(share * len(content))]
    path.write_bytes(kept)
    whole = kept.count(b"\n") + any(kept == content[: at - 1] for at in _ends(content))
    assert read_ledger(folder).decisions == tuple(decisions[:whole])
    assert path.read_bytes() == kept, "reading alone changes nothing"
    later = append_decision(folder, make_decision(9))
    assert read_ledger(folder).decisions == (*decisions[:whole], later)
    aside = (folder / CUT_OFF_NAME).read_bytes() if (folder / CUT_OFF_NAME).exists() else b""
    rest = kept[kept.rfind(b"\n") + 1 :]
    assert aside == (rest + b"\n" if rest and whole == kept.count(b"\n") else b"")
    assert len(cut_off_failures(folder)) == bool(aside)
    for name in (FILE_NAME, CUT_OFF_NAME, ".lock"):
        (folder / name).unlink(missing_ok=True)


def _ends(content: bytes) -> list[int]:
    """Where the lines of a file end."""
    return [at + 1 for at, byte in enumerate(content) if byte == ord("\n")]


def test_a_line_cut_off_is_listed_as_a_failure_until_the_user_has_seen_to_it(tmp_path: Path) -> None:
    append_decision(tmp_path, make_decision(0))
    with (tmp_path / FILE_NAME).open("ab") as file:
        file.write(b'{"about":[{"anchor":{"quote":"half of')
    assert open_ledger(tmp_path).decisions == (make_decision(0),)
    (failure,) = cut_off_failures(tmp_path)
    assert failure.code == "ledger_cut_off"
    assert "half of" in failure.message


def test_a_decision_is_on_the_disk_before_the_writer_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (synced.append((tmp_path / FILE_NAME).stat().st_size), fsync(handle))
    )
    append_decision(tmp_path, make_decision(0))
    size = (tmp_path / FILE_NAME).stat().st_size
    assert synced == [size, size], "the file, and the folder that names it"
    append_decision(tmp_path, make_decision(1))
    assert synced[2:] == [(tmp_path / FILE_NAME).stat().st_size]


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_ledger import make_decision
from sijil.ledger import append_decision
for number in range(int(sys.argv[2])):
    print(append_decision(Path(sys.argv[1]), make_decision(number)).id, flush=True)
"""


def start_writer(folder: Path, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(folder), str(count), str(Path(__file__).parent)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=os.environ)


def test_a_writer_that_is_killed_loses_nothing_that_it_said_it_had_written(tmp_path: Path) -> None:
    for round_, wait in enumerate([0.0, 0.003, 0.011, 0.02, 0.034]):
        folder = tmp_path / str(round_)
        with start_writer(folder, 100_000) as writer:
            assert writer.stdout
            said = [writer.stdout.readline().strip()]
            time.sleep(wait)
            writer.send_signal(signal.SIGKILL)
            said += writer.stdout.read().split("\n")[:-1]
        kept = {decision.id for decision in open_ledger(folder).decisions}
        assert set(said) <= kept
        append_decision(folder, make_decision(7))
        assert len(read_ledger(folder).decisions) == len(kept) + 1


def test_writers_at_one_time_wait_for_each_other(tmp_path: Path) -> None:
    writers = [start_writer(tmp_path, 12) for _ in range(3)]
    said = [line for writer in writers for line in writer.communicate(timeout=60)[0].split()]
    decisions = read_ledger(tmp_path).decisions
    assert sorted(said) == sorted(decision.id for decision in decisions)
    assert len(said) == 36
    assert len({decision.at for decision in decisions}) == 36
