"""The overview beside the record: read where it fits, made anew where it does not."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sijil.cli import app
from sijil.web import keeping
from sijil.web.desk import Desk
from sijil.web.keeping import FILE_NAME, PAUSE, Warming, read_kept, write_kept
from sijil.web.places import overview_of


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The builds of which an overview was made rather than read."""
    seen: list[str] = []
    real = keeping.make_overview

    def note(*given: Any) -> Any:  # noqa: ANN401
        seen.append("made")
        return real(*given)

    monkeypatch.setattr(keeping, "make_overview", note)
    return seen


def test_a_second_start_reads_what_the_first_one_made(serve: Any, made: list[str]) -> None:  # noqa: ANN401
    folder = serve().folder
    (folder / FILE_NAME).unlink(missing_ok=True)
    first, second = (overview_of(Desk(folder)) for _ in range(2))
    assert made == ["made"]
    assert first.packed == second.packed
    assert first.content == second.content


def test_the_build_command_leaves_it_for_the_first_start(serve: Any, made: list[str]) -> None:  # noqa: ANN401
    folder = serve().folder
    (folder / FILE_NAME).unlink(missing_ok=True)
    assert CliRunner().invoke(app, ["build", str(folder), "--workers", "1"]).exit_code == 0
    assert made == ["made"]
    overview_of(Desk(folder))
    assert made == ["made"]


def test_a_file_that_was_cut_or_belongs_to_another_record_is_made_anew(serve: Any, made: list[str]) -> None:  # noqa: ANN401
    folder = serve().folder
    right = overview_of(Desk(folder)).packed
    path = folder / FILE_NAME
    made.clear()
    path.write_bytes(path.read_bytes()[:-1])
    assert overview_of(Desk(folder)).packed == right
    write_kept(path, "something else", b"wrong")
    assert overview_of(Desk(folder)).packed == right
    assert made == ["made", "made"]


@pytest.mark.parametrize("content", [b"", b"one line", b"origin\nno digest\npacked", b"\xff\n\xff\n\xff"])
def test_what_is_not_such_a_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert read_kept(tmp_path / FILE_NAME, "origin") is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    write_kept(tmp_path / "file" / FILE_NAME, "origin", b"packed")
    assert read_kept(tmp_path / "file" / FILE_NAME, "origin") is None


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so() and time.monotonic() < deadline:
        time.sleep(PAUSE / 20)
    assert is_so()


def test_the_server_makes_it_before_anybody_asks_and_the_rest_some_looks_later(serve: Any) -> None:  # noqa: ANN401
    folder = serve().folder
    (folder / FILE_NAME).unlink(missing_ok=True)
    later: list[bool] = []
    warming = Warming(Desk(folder), lambda: later.append((folder / FILE_NAME).exists()), looks=1)
    warming.start()
    wait_for((folder / FILE_NAME).exists)
    wait_for(lambda: bool(later))
    warming.stop()
    assert later == [True], "the overview comes first, and the rest is made once"
    assert not warming.is_alive()
