"""Files and builds through the browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from sijil.project import Project
from sijil.store import Layout, lock

HOME = "http://127.0.0.1:8123"
STORY = b"Bridge hit\n\nRebels shelled the bridge of Mosul on Monday, the army said.\n"


def upload(visitor: Any, name: str, content: bytes, **headers: str) -> Any:  # noqa: ANN401  # from conftest
    kept = {"Origin": HOME, "Content-Type": "application/octet-stream", **headers}
    return visitor.client.post("/api/files", params={"name": name}, content=content, headers=kept)


def wait(visitor: Any) -> dict[str, Any]:  # noqa: ANN401
    """Wait until a build has ended, and return the project."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        found: dict[str, Any] = visitor.json("/api/project")
        if found["build"]["state"] != "running":
            return found
        time.sleep(0.1)
    raise TimeoutError


def test_a_file_is_taken_in_and_built_while_people_read(empty: Any) -> None:  # noqa: ANN401
    given = {"X-Sijil-Published": "2019-03-05", "X-Sijil-Outlet": "T%C3%A9moin", "X-Sijil-Url": "https://n.example/1"}
    assert upload(empty, "bridge.txt", STORY, **given).json() == {"new": 1, "known": 0, "failures": []}
    assert upload(empty, "bridge.txt", STORY, **given).json() == {"new": 0, "known": 1, "failures": []}
    assert empty.json("/api/project")["sources"] == 1
    started = empty.post("/api/build", {})
    assert (started.status_code, started.json()["state"]) == (202, "running")
    assert empty.post("/api/build", {}).status_code == 409
    project = wait(empty)
    assert (project["build"]["state"], project["build"]["done"]) == ("idle", 1)
    assert project["counts"]["reports"] == 1
    (row,) = empty.json("/api/reports")
    assert (row["uri"], row["outlet"], row["published"]["earliest"]) == ("bridge.txt", "Témoin", "2019-03-05")
    detail = empty.json(f"/api/reports/{row['id']}")
    assert (detail["url"], detail["sightings"][0]["uri"]) == ("https://n.example/1", "bridge.txt")


def test_a_build_that_fails_says_why(empty: Any, tmp_path: Path) -> None:  # noqa: ANN401
    upload(empty, "bridge.txt", STORY)
    with lock(Layout(tmp_path / "new").lock):
        empty.post("/api/build", {})
        build = wait(empty)["build"]
    assert build["state"] == "failed"
    assert "another `sijil add` or `sijil build` is at work" in build["message"]


def test_what_cannot_be_taken_in_is_listed_under_its_own_name(empty: Any) -> None:  # noqa: ANN401
    (failure,) = upload(empty, "lines.jsonl", b'{"no": "text"}\n').json()["failures"]
    assert failure["uri"].startswith("lines.jsonl")
    assert "sijil-upload" not in str(failure)
    assert empty.json("/api/project")["counts"]["failures"] == 1
    assert upload(empty, "lines.jsonl", b'{"text": "Rebels shelled the town."}\n').json()["new"] == 1
    assert empty.json("/api/project")["counts"]["failures"] == 0


NAMES = [
    "../x.txt",
    "a/b.txt",
    "a\\b.txt",
    "..",
    ".",
    "",
    "a\x00.txt",
    "a\n.txt",
    "x" * 201,
    "/etc/passwd",
    " x.txt",
    "C:x",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_only_plain_names_are_taken(empty: Any, tmp_path: Path, name: str) -> None:  # noqa: ANN401
    answer = upload(empty, name, STORY)
    assert answer.status_code == 422
    assert set(answer.json()) == {"what", "remedy"}
    assert not Layout(tmp_path / "new").sightings.exists()


def test_a_file_is_no_larger_than_the_project_allows(empty: Any) -> None:  # noqa: ANN401
    limit = 5_000_000
    assert upload(empty, "big.txt", b"x" * (limit + 1)).status_code == 413
    assert upload(empty, "large.txt", STORY + b"\n" * 1_500_000).status_code == 200


def test_files_are_sent_as_bytes_from_our_own_pages(empty: Any) -> None:  # noqa: ANN401
    assert upload(empty, "a.txt", STORY, **{"Content-Type": "text/plain"}).status_code == 415
    assert upload(empty, "a.txt", STORY, Origin="http://evil.example").status_code == 403
    assert upload(empty, "a.txt", STORY, **{"X-Sijil-Outlet": "%00"}).status_code == 422
    assert upload(empty, "a.txt", STORY, **{"X-Sijil-Published": "soon"}).status_code == 422


def test_a_new_record_takes_the_place_of_the_old_one_between_two_requests(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit()
    before = visitor.json("/api/project")
    old = server.desk.shelf()
    with old.record() as lent:
        Project.open(server.folder).add([_write(server.folder.parent / "bridge.txt")])
        server.desk.project.build(workers=1)
        after = visitor.json("/api/project")
        assert after["built"] != before["built"]
        assert after["counts"]["reports"] == before["counts"]["reports"] + 1
        assert len(list(lent.reports())) == before["counts"]["reports"]
    assert len(visitor.json("/api/reports")) == after["counts"]["reports"]


def _write(path: Path) -> Path:
    path.write_bytes(STORY)
    return path


def test_a_map_of_ones_own_is_given_in_ranges(serve: Any, tmp_path: Path) -> None:  # noqa: ANN401
    server = serve()
    (tmp_path / "own.pmtiles").write_bytes(b"PMTiles0123456789")
    server.desk.basemap = tmp_path / "own.pmtiles"
    visitor = server.visit()
    answer = visitor.get("/api/basemap.pmtiles", Range="bytes=7-9")
    assert (answer.status_code, answer.content) == (206, b"012")
    assert visitor.json("/api/project")["basemap"] is True
