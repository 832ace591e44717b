"""PDF: paragraphs of the text layer, each character with its place in the file, each line with page and box."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sijil.read.pdf import read_pdf
from sijil.records import How

LEFT = 72
HEAD = (LEFT, 800, 9, "The Example Ledger")
FIRST = "The army shelled the northern town of Oldtown on Monday and a doctor said that 12 peo-"
SECOND = "ple had been killed. Rebels denied that they had used the school as a store of arms, and"
THIRD = "the governor of the province spoke of a crime."
BODY = [(LEFT, 700, 11, FIRST), (LEFT, 686, 11, SECOND), (LEFT, 672, 11, THIRD)]
JOINED = f"{FIRST[:-1]}{SECOND} {THIRD}"
Read = Callable[..., Any]


def test_lines_are_joined_to_paragraphs_and_broken_words_to_words(read: Read, make_pdf: Read) -> None:
    outcome = read(make_pdf([*BODY, (LEFT, 640, 11, "Police arrested two men in the harbour on Tuesday, they said.")]))
    assert outcome.body() == [JOINED, "Police arrested two men in the harbour on Tuesday, they said."]
    assert outcome.source.media_type == "application/pdf"


def test_a_compound_keeps_its_hyphen_where_the_text_has_it_elsewhere(read: Read, make_pdf: Read) -> None:
    page = [
        (LEFT, 700, 11, "The army said on Monday that it had shelled the northern town because of the anti-"),
        (LEFT, 686, 11, "government forces, and that the anti-government forces had left the town on Sunday."),
    ]
    assert "because of the anti-government forces, and" in read(make_pdf(page)).body()[0]


def test_running_heads_and_page_numbers_are_no_part_of_the_report(read: Read, make_pdf: Read) -> None:
    pages = [[HEAD, *BODY, (290, 30, 9, str(number))] for number in (1, 2)]
    text = read(make_pdf(*pages)).report.text
    assert "Ledger" not in text
    assert not any(line.strip().isdigit() for line in text.splitlines())


def test_a_paragraph_goes_over_to_the_next_page(read: Read, make_pdf: Read) -> None:
    pages = [HEAD, *BODY[:2], (290, 30, 9, "1")], [HEAD, BODY[2], (290, 30, 9, "2")]
    assert read(make_pdf(*pages)).body() == [JOINED]


def test_large_type_is_the_headline_and_a_date_line_says_when(read: Read, make_pdf: Read) -> None:
    page = [
        (LEFT, 760, 20, "Army shells northern town of Oldtown"),
        (LEFT, 730, 9, "Published 7 May 2019"),
        *BODY,
    ]
    report = read(make_pdf(page)).report
    assert report.title == "Army shells northern town of Oldtown"
    assert (report.published.earliest, report.published.how) == ("2019-05-07", How.TEXT)


def test_each_character_maps_to_its_place_and_each_line_to_its_box(read: Read, make_pdf: Read) -> None:
    content = make_pdf([HEAD, *BODY[:2]], [HEAD, BODY[2]])
    report = read(content).report
    source = read_pdf("a.pdf", content).text
    for segment in report.segments:
        if segment.decoding == "pdf":
            assert source[segment.raw_start : segment.raw_end] == report.text[segment.start : segment.end]
    at = report.text.index("governor")
    (box,) = [box for box in report.boxes if box.start <= at < box.end]
    assert box.page == 2
    assert box.left == pytest.approx(LEFT, abs=1)
    assert box.bottom < 672 < box.top
    assert [box.start for box in report.boxes] == sorted(box.start for box in report.boxes)


def test_a_headline_in_two_lines_is_one(read: Read, make_pdf: Read) -> None:
    lines = [(LEFT, 780, 20, "Army shells northern town of Oldtown and"), (LEFT, 752, 20, "denies that it did")]
    report = read(make_pdf([*lines, *BODY])).report
    assert report.title == "Army shells northern town of Oldtown and denies that it did"


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_listed(keep: float, read: Read, make_pdf: Read) -> None:
    content = make_pdf(BODY, BODY)
    outcome = read(content[: int(len(content) * keep)])
    assert outcome.codes() == ["pdf_broken"]
    assert "cut off" in outcome.failures[0].message


def test_a_damaged_file_is_listed(read: Read) -> None:
    assert read(b"%PDF-1.7\n" + b"\x00garbage" * 100 + b"%%EOF").codes() == ["pdf_broken"]


def test_an_encrypted_file_is_listed(read: Read, make_pdf: Read) -> None:
    outcome = read(make_pdf(BODY, encrypted=True))
    assert (outcome.report, outcome.codes()) == (None, ["pdf_encrypted"])


def test_a_file_that_asks_for_very_many_pages_is_listed(
    read: Read, make_pdf: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sijil.read.pdf._MAX_PAGES", 2)
    assert read(make_pdf([*BODY], [HEAD])).codes() == []
    assert read(make_pdf(BODY, BODY, BODY)).codes() == ["pdf_too_long"]


def test_a_scan_is_listed(read: Read, make_pdf: Read) -> None:
    outcome = read(make_pdf([], []))
    assert (outcome.report, outcome.codes()) == (None, ["pdf_no_text"])
