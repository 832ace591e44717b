"""JSONL: each line is a source of its own, and each character leads back to the bytes of its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.read.decode import decode
from sijil.read.jsonlines import read_object
from sijil.read.sources import Intake, gather
from sijil.records import Given, How

BODY = "The army shelled the northern town of Oldtown on Monday, a doctor said."
ReadText = Callable[..., "Outcome"]  # noqa: F821  # the outcome of conftest.py


def take(path: Path, size_limit: int = 10_000) -> tuple[list[tuple[str, bytes]], Intake]:
    intake = gather([path], size_limit=size_limit)
    return [(found.uri.rsplit("/", 1)[-1], found.content) for found in intake.found], intake


def write(folder: Path, *lines: str, name: str = "a.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(line + "\n" for line in lines))
    return path


# -- intake ------------------------------------------------------------------------------------------------------------


def test_each_line_is_found_by_itself_under_its_number(tmp_path: Path) -> None:
    found, intake = take(write(tmp_path, '{"text": "one"}', "", '{"text": "three"}'))
    assert found == [("a.jsonl#1", b'{"text": "one"}'), ("a.jsonl#3", b'{"text": "three"}')]
    assert intake.failures == []


def test_a_broken_line_among_a_thousand_is_one_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Report {number}."}) for number in range(1000)]
    lines[499] = '{"text": "cut o'
    found, intake = take(write(tmp_path, *lines))
    (failure,) = intake.failures
    assert len(found) == 999
    assert (failure.code, failure.source.rsplit("/", 1)[-1]) == ("jsonl_line", "a.jsonl#500")


@pytest.mark.parametrize(
    "line", ["[1, 2]", "7", '"text"', "{}", '{"text": " "}', '{"text": 5}', "[" * 5000, b"\xff{}".decode("latin-1")]
)
def test_a_line_that_is_no_report_says_so(line: str, tmp_path: Path) -> None:
    found, intake = take(write(tmp_path, '{"text": "good"}', line))
    assert [uri for uri, _ in found] == ["a.jsonl#1"]
    assert [failure.code for failure in intake.failures] == ["jsonl_line"]


def test_a_line_beyond_the_limit_is_left_out_and_the_next_one_read(tmp_path: Path) -> None:
    path = write(tmp_path, '{"text": "good"}', json.dumps({"text": "x" * 3_000_000}), '{"text": "too"}')
    found, intake = take(path, size_limit=100)
    assert [uri for uri, _ in found] == ["a.jsonl#1", "a.jsonl#3"]
    assert [failure.code for failure in intake.failures] == ["too_large"]


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("a.jsonl", '{"text": "one"}\n', 1),
        ("a.ndjson", '\ufeff{"text": "one"}\n{"text": "two"}', 2),
        ("crawl.dat", '{"text": "one"}\n{"text": "two"}\n', 2),
    ],
)
def test_a_file_of_json_lines_is_known_by_name_or_content(name: str, content: str, count: int, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    found, _ = take(tmp_path / name)
    assert len(found) == count
    assert all("#" in uri for uri, _ in found)


@pytest.mark.parametrize("content", ['{"text": "one"}', '{\n"text": "one"\n}\n', "The army\nshelled it.\n"])
def test_what_is_no_file_of_json_lines_stays_whole(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(content)
    assert take(tmp_path / "a.txt")[0] == [("a.txt", content.encode())]


def test_an_empty_jsonl_file_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    assert [failure.code for failure in take(tmp_path / "a.jsonl")[1].failures] == ["empty_file"]


# -- read --------------------------------------------------------------------------------------------------------------


def test_a_line_is_read_with_what_it_says_of_itself(read: ReadText) -> None:
    line = {"headline": "Army shells town", "date": "2019-05-07", "source": {"name": "Harbour Post"}, "body": BODY}
    report = read(json.dumps(line)).report
    assert (report.title, report.outlet, report.published.earliest) == (
        "Army shells town",
        "Harbour Post",
        "2019-05-07",
    )
    assert report.published.how is How.GIVEN
    assert report.text == f"Army shells town\n\n{BODY}"


def test_the_sidecar_outranks_the_line(read: ReadText) -> None:
    line = json.dumps({"text": BODY, "outlet": "Harbour Post", "published": "2019"})
    report = read(line, Given(outlet="The Quay")).report
    assert (report.outlet, report.published.earliest) == ("The Quay", "2019-01-01")


def test_html_in_a_line_is_read_as_html(read: ReadText) -> None:
    main = f"<article><p>{BODY}</p><p>{BODY} \u2014 AFP</p></article>"
    page = f"<html><body><nav><a href=/>Home</a></nav>{main}</body></html>"
    outcome = read(json.dumps({"content": page}))
    assert outcome.body()[0] == BODY
    assert outcome.source.media_type == "application/json"


def test_an_object_without_text_is_refused(read: ReadText) -> None:
    assert read('{"title": "No text"}').codes() == ["unsupported_format"]


@given(text=st.text(min_size=1).filter(str.strip), before=st.text(), compact=st.booleans(), ascii_only=st.booleans())
def test_every_character_leads_back_to_the_bytes_that_say_it(
    text: str, before: str, *, compact: bool, ascii_only: bool
) -> None:
    text = text.encode("utf-8", "replace").decode()
    item = {"id": before.encode("utf-8", "replace").decode(), "tags": [1, {"text": "x"}], "text": text, "n": None}
    separators = (",", ":") if compact else (" , ", " : ")
    content = json.dumps(item, ensure_ascii=ascii_only, separators=separators).encode()
    stream, _ = read_object("a", decode(content))
    assert stream.text == text
    for at, char in enumerate(stream.text):
        low, high = stream.raw_range(at, at + 1)
        assert json.loads(b'"' + content[low:high] + b'"') == char
