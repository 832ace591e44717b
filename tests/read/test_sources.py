"""Intake: what is found, and what is listed because it could not be taken in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sijil.read.sources import Found, gather
from sijil.records import Failure, Given


def take(paths: list[Path], sidecar: Path | None = None, size_limit: int = 1000) -> tuple[list[Found], list[Failure]]:
    intake = gather(paths, sidecar, size_limit)
    return list(intake.found), intake.failures


def codes(failures: list[Failure]) -> list[str]:
    return [failure.code for failure in failures]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports" / "inner").mkdir(parents=True)
    (tmp_path / "reports" / "b.txt").write_text("second")
    (tmp_path / "reports" / "a.txt").write_text("first")
    (tmp_path / "reports" / "inner" / "a.txt").write_text("third")
    return tmp_path / "reports"


def test_folders_are_walked_sorted_with_all_that_is_below(folder: Path) -> None:
    found, failures = take([folder])
    assert [(Path(one.uri).relative_to(folder).as_posix(), one.content) for one in found] == [
        ("a.txt", b"first"),
        ("b.txt", b"second"),
        ("inner/a.txt", b"third"),
    ]
    assert not failures


def test_a_file_that_is_named_twice_is_found_once(folder: Path) -> None:
    found, _ = take([folder, folder / "a.txt", folder / "inner" / ".." / "a.txt"])
    assert len(found) == 3


def test_the_same_bytes_at_two_addresses_are_two_sightings(folder: Path) -> None:
    (folder / "c.txt").write_text("first")
    assert [one.content for one in take([folder])[0]].count(b"first") == 2


def test_one_file_is_read_at_a_time(folder: Path) -> None:
    intake = gather([folder])
    first = next(intake.found)
    (folder / "b.txt").unlink()
    rest = list(intake.found)
    assert first.content == b"first"
    assert [one.content for one in rest] == [b"third"]
    assert codes(intake.failures) == ["vanished"]


def test_what_cannot_be_taken_in_is_listed_with_a_reason_and_a_remedy(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "large.txt").write_bytes(b"x" * 1001)
    (folder / "limit.txt").write_bytes(b"x" * 1000)
    (folder / ".hidden").write_text("hidden")
    (folder / "broken").symlink_to(folder / "nothing")
    (folder / "self").symlink_to(folder / "self")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    found, failures = take([folder, folder / "missing.txt"])
    listed = {Path(failure.source).name: failure.code for failure in failures}
    assert listed == {
        "empty.txt": "empty_file",
        "large.txt": "too_large",
        ".hidden": "hidden",
        "broken": "vanished",
        "self": "symlink_loop",
        "loop": "symlink_loop",
        "pipe": "unreadable",
        "missing.txt": "not_found",
    }
    assert len(found) == 4
    assert all(failure.stage == "add" and failure.remedy and failure.source in failure.message for failure in failures)


def test_a_hidden_file_is_taken_in_when_it_is_named(folder: Path) -> None:
    (folder / ".hidden").write_text("hidden")
    assert [one.content for one in take([folder / ".hidden"])[0]] == [b"hidden"]


def test_a_file_that_cannot_be_opened_is_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    found, failures = take([folder])
    assert (len(found), codes(failures)) == (2, ["unreadable"])


# -- sidecar -----------------------------------------------------------------------------------------------------------


def write_sidecar(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "sources.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_sidecar_says_what_is_known_of_each_file(separator: str, encoding: str, folder: Path) -> None:
    lines = (
        ("file", "published", "outlet", "agency"),
        ("b.txt", "2019-04-05", "Post", ""),
        ("inner/a.txt", "", "", "AFP"),
    )
    sidecar = write_sidecar(folder, "\r\n".join(separator.join(line) for line in lines), encoding)
    found, failures = take([folder], sidecar)
    assert not failures
    assert {Path(one.uri).relative_to(folder).as_posix(): one.given for one in found} == {
        "a.txt": Given(),
        "b.txt": Given(published="2019-04-05", outlet="Post"),
        "inner/a.txt": Given(agency="AFP"),
    }


def test_files_are_matched_by_name_where_the_path_does_not_lead_there(folder: Path, tmp_path: Path) -> None:
    sidecar = write_sidecar(tmp_path, "file,published,outlet\nb.txt,2019,\nelsewhere/b.txt,2019,\n")
    found, failures = take([folder], sidecar)
    assert [one.given.published for one in found] == [None, "2019", None]
    assert not failures


def test_a_name_that_two_files_bear_is_listed(folder: Path, tmp_path: Path) -> None:
    sidecar = write_sidecar(tmp_path, "file,published,outlet\na.txt,2019,\n")
    assert codes(take([folder], sidecar)[1]) == ["sidecar_ambiguous"]


def test_a_row_without_its_file_is_listed(folder: Path) -> None:
    found, failures = take([folder], write_sidecar(folder, "file,published,outlet\nz.txt,2019,\n"))
    assert len(found) == 3
    assert codes(failures) == ["sidecar_missing_file"]
    assert "line 2" in failures[0].message


def test_unknown_and_missing_columns_are_listed_with_those_allowed(folder: Path) -> None:
    sidecar = write_sidecar(folder, "file,date,outlet\nb.txt,2019,Post\n")
    found, failures = take([folder], sidecar)
    assert codes(failures) == ["sidecar_column", "sidecar_column"]
    assert "'date'" in failures[0].message
    assert "'published'" in failures[1].message
    assert "published" in failures[0].remedy
    assert found[1].given == Given(outlet="Post")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sidecar_column"),
        ("published,outlet\n2019,Post\n", "sidecar_column"),
        ("file,published,outlet\nb.txt,2019,Post,extra\n", "sidecar_row"),
        ("file,published,outlet\n,2019,Post\n", "sidecar_row"),
        ("file,published,outlet\nb.txt,2019,Post\nb.txt,2018,Post\n", "metadata_conflict"),
    ],
)
def test_a_faulty_sidecar_is_listed_and_the_files_are_found(text: str, code: str, folder: Path) -> None:
    found, failures = take([folder], write_sidecar(folder, text))
    assert len(found) == 3
    assert set(codes(failures)) == {code}


def test_a_sidecar_that_is_not_there_or_not_text_is_listed(folder: Path) -> None:
    (folder / "sources.csv").write_bytes(b"\xff\xfe\x00\x01")
    assert codes(take([folder], folder / "sources.csv")[1]) == ["sidecar_unreadable"]
    assert codes(take([folder / "a.txt"], folder / "none.csv")[1]) == ["sidecar_unreadable"]
