"""Ids that have moved: what publishing writes, and who follows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.errors import ProjectError, UsageError
from sijil.project import Project
from sijil.redirects import NAME, find_moves, follow, read_redirects

LATER = """Market in Mosul shelled

MOSUL, 6 March 2019 - Army artillery shelled a market in Mosul on Monday, killing at least 14 civilians, a hospital
official said.
"""
EARLIER = """Shells on Mosul market

MOSUL, 5 March 2019 - Army artillery shelled the market in Mosul on Monday, killing at least 14 civilians, a rebel
commander said.
"""


def sets(**ids: str) -> dict[str, frozenset[str]]:
    return {name.replace("_", "-"): frozenset(claims) for name, claims in ids.items()}


def test_an_id_moves_to_where_most_of_its_claims_went() -> None:
    before, after = sets(evt_a="xyz", evt_b="q"), sets(evt_c="xy", evt_d="z", evt_b="q")
    assert list(find_moves(before, after)) == [("evt-a", "evt-c")]


def test_of_two_with_equally_many_claims_the_smaller_id_is_taken_and_of_none_none() -> None:
    assert list(find_moves(sets(evt_a="xy"), sets(evt_d="y", evt_c="x"))) == [("evt-a", "evt-c")]
    assert list(find_moves(sets(evt_a="xy"), sets(evt_c="z"))) == [("evt-a", None)]


def test_redirects_are_followed_to_an_id_that_stands() -> None:
    moved = {"evt-a": "evt-b", "evt-b": "evt-c", "evt-x": None, "evt-l": "evt-m", "evt-m": "evt-l"}
    assert follow("evt-a", moved, {"evt-c"}.__contains__) == "evt-c"
    assert follow("evt-a", moved, {"evt-a", "evt-c"}.__contains__) == "evt-a"
    assert follow("evt-x", moved, {"evt-c"}.__contains__) is None
    assert follow("evt-l", moved, {"evt-c"}.__contains__) is None


@given(
    moved=st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([*"abcdef", None])),
    standing=st.sets(st.sampled_from("abcdef")),
    start=st.sampled_from("abcdef"),
)
def test_following_ends_at_what_stands_or_nowhere(moved: dict[str, str | None], standing: set[str], start: str) -> None:
    found = follow(start, moved, standing.__contains__)
    assert found is None or found in standing
    if start in standing:
        assert found == start


def test_a_broken_line_is_an_error_that_says_where(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text('{"from": "evt-a", "to": "evt-b", "build": "x"}\nnothing\n', encoding="utf-8")
    with pytest.raises(ProjectError, match=r"redirects\.jsonl, line 2"):
        read_redirects(tmp_path)


# -- the whole way -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """A project whose event got an earlier founding claim, and the id that the event had before."""
    folder = tmp_path_factory.mktemp("moved")
    project = Project.new(folder / "p")
    for name, text, day in (("later", LATER, "2019-03-06"), ("earlier", EARLIER, "2019-03-05")):
        for number in range(12):
            # of claims of one day the one whose report has the smallest id founds: one of these twelve has
            if name == "later" and number:
                break
            path = folder / f"{name}-{number}.txt"
            path.write_text(f"{text}\nNote {number}.\n", encoding="utf-8")
            (folder / "sidecar.csv").write_text(f"file,published\n{path.name},{day}\n", encoding="utf-8")
            project.add([path], sidecar=folder / "sidecar.csv")
        project.build(workers=1)
        if name == "later":
            with project.record() as record:
                (old,) = [str(row["id"]) for row in record.rows("events") if row["type"] == "shelling"]
    return project, old


def test_why_and_look_ups_follow_an_id_that_has_moved(moved: tuple[Project, str], call: Callable[..., object]) -> None:
    project, old = moved
    with project.record() as record:
        (event,) = [row for row in record.rows("events") if row["type"] == "shelling"]
        assert event["id"] != old
        assert record.current_id(old) == record.current_id(old[:14]) == event["id"]
        assert record.current_id(str(event["id"])) == event["id"]
        assert record.current_id("evt-nothing") is None
        assert record.moved_to(old) == record.moved_to(str(event["id"])) == event["id"]
        assert record.moved_to(old[:14]) is None, "only a whole id was ever cited"
        with pytest.raises(UsageError, match="begin with"):
            record.current_id("")
    said = call("why", project.folder, old, "--json")
    (account,) = said.rows  # type: ignore[attr-defined]
    assert (account["subject"]["id"], account["moved_from"]) == (event["id"], old)
    assert f"{old} has moved" in call("why", project.folder, old).out  # type: ignore[attr-defined]


def test_what_has_moved_is_written_once_and_no_build_reads_it(moved: tuple[Project, str]) -> None:
    project, old = moved
    path = project.folder / NAME
    before = path.read_bytes()
    assert old in {json.loads(line)["from"] for line in before.splitlines()}
    digest = project.build(workers=1).digest
    assert path.read_bytes() == before
    path.unlink()
    assert project.build(workers=1).digest == digest
    path.write_bytes(before)
