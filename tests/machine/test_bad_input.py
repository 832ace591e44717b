"""What people really feed in: every bad input is a row with its reason, and the rest is built."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

GOOD = "Army shells northern town\n\nThe army shelled the northern town of Oldtown on Monday, a doctor said.\n"
Rows = list[dict[str, str]]
Call = Callable[..., Any]


class Desk:
    """A project and the command line on it."""

    def __init__(self, folder: Path, call: Call) -> None:
        self.folder = folder
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        (self.inbox / "good.txt").write_text(GOOD)
        self._call = call
        self.call("new", "p", "--packs", "core,lang-en,world")

    def call(self, *words: str, status: int = 0) -> Any:  # noqa: ANN401  # what the fixture gives
        said = self._call(*words)
        assert said.status == status, said.err
        return said

    def build(self) -> Rows:
        """Build, check that the good report is in, and return the failures."""
        self.call("build", "p")
        assert "inbox/good.txt" in [row["uri"] for row in self.call("reports", "p").rows]
        failures: Rows = self.call("failures", "p").rows
        return failures


@pytest.fixture
def desk(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, call)


def only(rows: Rows) -> dict[str, str]:
    (row,) = rows
    assert row["remedy"]
    assert row["message"]
    return row


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty_file"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary_file"),
        ("empty.pdf", b"", "empty_file"),
        ("cut-off.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "pdf_broken"),
        ("empty.jsonl", b"", "empty_file"),
        ("list.json", b'[{"text": "one"}, {"text": "two"}]', "unsupported_format"),
        ("menu.html", b"<html><body><nav><a href=/>Home</a> <a href=/a>About</a></nav></body></html>", "no_main_text"),
    ],
)
def test_a_file_that_is_no_report_is_listed(desk: Desk, name: str, content: bytes, code: str) -> None:
    (desk.inbox / name).write_bytes(content)
    desk.call("add", "p", "inbox")
    row = only(desk.build())
    assert (row["uri"], row["code"]) == (f"inbox/{name}", code)


def test_a_broken_line_of_a_jsonl_file_is_listed_until_it_is_mended(desk: Desk) -> None:
    lines = [json.dumps({"text": f"{GOOD} It was day {number}."}) for number in range(20)]
    path = desk.inbox / "crawl.jsonl"
    path.write_text("\n".join([*lines[:7], lines[7][:-9], *lines[8:]]))
    desk.call("add", "p", "inbox")
    row = only(desk.build())
    assert (row["code"], row["uri"]) == ("jsonl_line", "inbox/crawl.jsonl#8")
    before = {row["uri"]: row["id"] for row in desk.call("reports", "p").rows}
    assert len(before) == 20
    path.write_text("\n".join([*lines, lines[3] + " "]))
    desk.call("add", "p", "inbox/crawl.jsonl")
    assert desk.build() == []
    after = {row["uri"]: row["id"] for row in desk.call("reports", "p").rows}
    assert after == before | {"inbox/crawl.jsonl#8": after["inbox/crawl.jsonl#8"]}


def test_a_record_of_a_newer_version_is_refused_and_the_next_build_makes_it_anew(desk: Desk) -> None:
    desk.call("add", "p", "inbox")
    desk.build()
    with closing(sqlite3.connect(desk.folder / "p" / "record.gpkg")) as connection:
        connection.execute("UPDATE dictionary SET type = '99' WHERE column_name = 'layout'")
        connection.commit()
    said = desk.call("claims", "p", status=1).err
    assert "newer version of Sijil" in said
    assert "->" in said
    assert desk.build() == []


def test_a_damaged_record_is_refused_and_the_next_build_makes_it_anew(desk: Desk) -> None:
    desk.call("add", "p", "inbox")
    desk.build()
    (desk.folder / "p" / "record.gpkg").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert "sijil build" in desk.call("reports", "p", status=1).err
    assert desk.build() == []


def test_a_symlink_loop_is_listed(desk: Desk) -> None:
    (desk.inbox / "loop").symlink_to(desk.inbox, target_is_directory=True)
    desk.call("add", "p", "inbox")
    assert only(desk.build())["code"] == "symlink_loop"


def test_a_link_to_itself_is_listed(desk: Desk) -> None:
    (desk.inbox / "self.txt").symlink_to("self.txt")
    desk.call("add", "p", "inbox")
    assert only(desk.build())["uri"] == "inbox/self.txt"


def test_a_file_that_is_not_there_is_listed_until_it_is(desk: Desk) -> None:
    desk.call("add", "p", "inbox", "inbox/late.txt")
    assert only(desk.build())["uri"] == "inbox/late.txt"
    (desk.inbox / "late.txt").write_text(GOOD + "It was the third time.\n")
    desk.call("add", "p", "inbox/late.txt")
    assert desk.build() == []


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(13, "Permission denied"), "unreadable"), (FileNotFoundError(2, "gone"), "vanished")],
)
def test_a_file_that_cannot_be_read_when_its_turn_comes_is_listed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    (desk.inbox / "secret.txt").write_text(GOOD)
    open_as_before = Path.open

    def open_or_fail(path: Path, *options: Any, **more: Any) -> Any:  # noqa: ANN401  # as Path.open
        if path.name == "secret.txt":
            raise error
        return open_as_before(path, *options, **more)

    monkeypatch.setattr(Path, "open", open_or_fail)
    desk.call("add", "p", "inbox")
    assert only(desk.build())["code"] == code


def test_a_pipe_is_listed_and_does_not_hang(desk: Desk) -> None:
    os.mkfifo(desk.inbox / "pipe.txt")
    desk.call("add", "p", "inbox")
    assert only(desk.build())["code"] == "unreadable"


def test_a_file_beyond_the_limit_is_listed(desk: Desk) -> None:
    (desk.inbox / "long.txt").write_text(GOOD * 50)
    desk.call("add", "p", "inbox", "--max-bytes", "1000")
    row = only(desk.build())
    assert (row["code"], row["uri"]) == ("too_large", "inbox/long.txt")


def test_the_limit_of_the_project_counts_where_none_is_given(desk: Desk) -> None:
    (desk.inbox / "long.txt").write_text(GOOD * 50)
    config = desk.folder / "p" / "sijil.toml"
    config.write_text(config.read_text().replace("max_bytes = 5_000_000", "max_bytes = 1000"))
    desk.call("add", "p", "inbox")
    assert only(desk.build())["code"] == "too_large"


def test_a_sidecar_row_without_its_file_is_listed(desk: Desk) -> None:
    (desk.folder / "sources.csv").write_text(
        "file,published,outlet\ngood.txt,2020-01-06,Daily\ngone.txt,2020-01-06,Daily\n"
    )
    desk.call("add", "p", "inbox", "--sidecar", "sources.csv")
    row = only(desk.build())
    assert row["code"] == "sidecar_missing_file"
    assert "gone.txt" in row["message"]
    (report,) = desk.call("reports", "p").rows
    assert report["published"] == {"earliest": "2020-01-06", "latest": "2020-01-06", "how": "given"}
    (desk.folder / "sources.csv").write_text("file,published,outlet\ngood.txt,2020-01-06,Daily\n")
    desk.call("add", "p", "inbox", "--sidecar", "sources.csv")
    assert desk.build() == []


def test_what_is_typed_in_another_way_is_looked_at_again(desk: Desk) -> None:
    sidecar = desk.folder / "sources.csv"
    sidecar.write_text("file,published,outlet\ngood.txt,2020-01-06,Daily,more\ngone.txt,2020-01-06,Daily\n")
    desk.call("add", "p", "inbox", "--sidecar", "sources.csv")
    assert {row["code"] for row in desk.build()} == {"sidecar_row", "sidecar_missing_file"}
    sidecar.write_text("file,published,outlet\ngood.txt,2020-01-06,Daily\n")
    desk.call("add", "p", "inbox", "--sidecar", sidecar.absolute())
    assert desk.build() == []


def test_a_wrong_column_of_a_sidecar_is_named(desk: Desk) -> None:
    (desk.folder / "sources.csv").write_text("file,published,outlet,colour\ngood.txt,2020-01-06,Daily,red\n")
    desk.call("add", "p", "inbox", "--sidecar", "sources.csv")
    row = only(desk.build())
    assert row["code"] == "sidecar_column"
    assert "colour" in row["message"]
    (desk.folder / "sources.csv").write_text("file,published,outlet\ngood.txt,2020-01-06,Daily\n")
    desk.call("add", "p", "inbox", "--sidecar", "sources.csv")
    assert desk.build() == []


def test_strict_turns_failures_into_a_status(desk: Desk) -> None:
    (desk.inbox / "empty.txt").write_bytes(b"")
    desk.call("add", "p", "inbox")
    desk.call("build", "p")
    desk.call("build", "p", "--strict", status=3)


def test_a_pack_with_errors_lists_all_with_line_and_column(desk: Desk) -> None:
    pack = desk.folder / "p" / "mine"
    pack.mkdir()
    (pack / "pack.yml").write_text("name: mine\nversion: '1'\ntitle: Mine\nlicence: CC0-1.0\nrequires: [lang-en]\n")
    (pack / "lexicon.yml").write_text("- name: weapon\n  word: [gun]\n- nam: vehicle\n  words: [tank]\n")
    config = desk.folder / "p" / "sijil.toml"
    config.write_text(config.read_text().replace('"world"]', '"world", "./mine"]'))
    desk.call("add", "p", "inbox")
    said = desk.call("build", "p", status=1).err
    assert "lexicon.yml:2:" in said
    assert "lexicon.yml:3:" in said
