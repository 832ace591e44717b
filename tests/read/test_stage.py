"""The stage as a whole: sources, metadata, languages and failures."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.packs import Packs
from sijil.read.languages import detect_language
from sijil.read.stage import STAGE
from sijil.records import Given, How
from sijil.spans import raw_range

ReadText = Callable[..., Any]

TEXT = """Army retakes Lumbe from rebels

The army retook the town of Lumbe on Friday, killing 20 rebels, a spokesman said.

The rebels said that they had left the town to spare its people. They denied that any of them were killed.
"""


def html(head: str, body: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")[1:])
    title = "Army retakes Lumbe from rebels"
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}{paragraphs}</body></html>"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.sampled_from("aB. \n\t“\u2019\u00a0"), max_size=80), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_every_character_of_a_plain_report_leads_back_to_its_bytes(read: ReadText, extra: str, encoding: str) -> None:
    raw = (TEXT + extra).encode(encoding)
    outcome = read(raw)
    assert outcome.report is not None
    assert outcome.source is not None
    assert outcome.report.text == TEXT + extra
    for i, char in enumerate(outcome.report.text):
        low, high = raw_range(outcome.report.segments, i, i + 1)
        assert raw[low:high].decode(outcome.source.encoding or "") == char


def test_the_source_says_what_it_is_and_how_it_was_decoded(read: ReadText) -> None:
    source = read(TEXT).source
    assert source is not None
    assert (source.media_type, source.encoding, source.encoding_how) == ("text/plain", "utf-8", "guessed")
    page = read('<meta charset="utf-8">' + html("")).source
    assert page is not None
    assert (page.media_type, page.encoding_how) == ("text/html", "declared")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.4\n1 0 obj", "pdf_broken"),
        (b"\x00\x01\x02\x03" * 50, "binary_file"),
        (b"<html><body><nav><a href=x>Home</a></nav></body></html>", "no_main_text"),
        (b'{"headline": "x"}', "unsupported_format"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "unsupported_format"),
    ],
)
def test_bad_input_is_a_failure_with_a_remedy(content: bytes, code: str, read: ReadText) -> None:
    outcome = read(content)
    assert outcome.report is None
    assert outcome.source is not None
    assert outcome.codes() == [code]
    assert outcome.failures[0].remedy


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Armee hat die Stadt am Freitag eingenommen. Nach ihren Angaben wurden zwanzig Rebellen getötet."),
        ("fr", "L'armée a repris la ville vendredi. Vingt rebelles ont été tués, selon un porte-parole des forces."),
        (
            "es",
            "El ejército recuperó la ciudad el viernes. Veinte rebeldes murieron, según un portavoz de las fuerzas.",
        ),
        (
            "ar",
            "استعاد الجيش المدينة يوم الجمعة بعد قتال استمر يومين. وقال متحدث إن عشرين من المتمردين قتلوا في المدينة.",
        ),
        (
            "ru",
            "Армия вернула город в пятницу. По словам военных, двадцать повстанцев были убиты в бою.",
        ),
        (
            "tr",
            "Ordu cuma günü kenti geri ald\u0131. Bir sözcü, iki gün süren savaş için yirmi asker öldü dedi.",
        ),
    ],
)
def test_a_report_in_another_language_is_kept_and_listed_but_not_read(language: str, text: str, read: ReadText) -> None:
    outcome = read(text)
    assert outcome.report is not None
    assert (outcome.report.language, outcome.report.text, outcome.report.blocks) == (language, text, ())
    assert outcome.codes() == ["unsupported_language"]


@pytest.mark.parametrize("text", ["Army says 12 killed.", "Gunmen killed a teacher in Lumbe.", "Two soldiers died"])
def test_short_english_is_known_by_its_words(text: str, packs: Packs) -> None:
    assert detect_language(text, packs) == "en"


@pytest.mark.parametrize("text", ["", "123 456", "Lumbe Kasoro"])
def test_without_evidence_the_language_is_unknown(text: str, packs: Packs) -> None:
    assert detect_language(text, packs) == "und"


def test_given_metadata_goes_before_all_else(read: ReadText) -> None:
    page = html('<meta property="article:published_time" content="2019-04-05T10:00:00Z">')
    given_ = Given(published="2019-04-04", outlet="Border Post", agency="AFP", title="Lumbe falls", language="en-GB")
    report = read(page, given_).report
    assert report is not None
    assert (report.published.earliest, report.published.how) == ("2019-04-04", How.GIVEN)
    assert (report.outlet, report.agency, report.title, report.language) == ("Border Post", "AFP", "Lumbe falls", "en")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-04-05T10:00:00+03:00">',
        '<meta content="2019-04-05" name="DC.date.issued">',
        '<script type="application/ld+json">'
        + json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2019-04-05T01:00:00Z"}]})
        + "</script>",
    ],
)
def test_the_page_states_its_date(head: str, read: ReadText) -> None:
    report = read(html(head)).report
    assert report is not None
    assert (report.published.earliest, report.published.how) == ("2019-04-05", How.PAGE)


def test_a_time_element_counts_if_it_is_marked_as_publication(read: ReadText) -> None:
    marked = read(html("", '<time class="published" datetime="2019-04-05">Friday</time>')).report
    other = read(html("", '<time class="event" datetime="2019-04-05">Friday</time>')).report
    assert marked is not None
    assert other is not None
    assert (marked.published.how, other.published.how) == (How.PAGE, How.UNKNOWN)


def test_a_visible_date_line_of_a_page_counts(read: ReadText) -> None:
    report = read(html("", "<div>By Jo Deng | 5 April 2019</div>")).report
    assert report is not None
    assert (report.published.earliest, report.published.how, report.byline) == ("2019-04-05", How.TEXT, "Jo Deng")


def test_the_day_in_the_masthead_is_not_that_of_publication(read: ReadText) -> None:
    page = html("").replace("<body>", "<body><header><div>Saturday, 6 January 2024</div></header>")
    report = read(page).report
    assert report is not None
    assert report.published.earliest is None


def test_a_date_below_the_headline_goes_before_one_above_it(read: ReadText) -> None:
    title, rest = TEXT.split("\n", 1)
    report = read(f"Saturday, 6 January 2024\n\n{title}\n\n5 April 2019\n{rest}").report
    assert report is not None
    assert report.published.earliest == "2019-04-05"


def test_outlet_and_title_come_from_the_page(read: ReadText) -> None:
    report = read(html('<meta property="og:site_name" content="The Border Post">')).report
    assert report is not None
    assert (report.outlet, report.title) == ("The Border Post", "Army retakes Lumbe from rebels")


@pytest.mark.parametrize("foot", ["Copyright 2019 The Border Post", "© 5 April 2019", "The war began on 5 April 2019."])
def test_an_undated_report_stays_undated(foot: str, read: ReadText) -> None:
    report = read(f"{TEXT}\n{foot}\n").report
    assert report is not None
    assert (report.published.earliest, report.published.how) == (None, How.UNKNOWN)


def test_a_dateline_without_a_year_is_kept_as_words_only(read: ReadText) -> None:
    report = read("LUMBE, Oct. 3 (Xinhua) -- The army retook the town on Friday, a spokesman said.").report
    assert report is not None
    assert (report.published.earliest, report.published.surface) == (None, "Oct. 3")


def test_given_dates_that_are_none_are_listed_and_not_used(read: ReadText) -> None:
    outcome = read(TEXT, Given(published="5 April"))
    assert outcome.codes() == ["bad_given_date"]
    assert outcome.report is not None
    assert outcome.report.published.how is How.UNKNOWN


def test_a_given_language_that_is_not_that_of_the_text_is_listed(read: ReadText) -> None:
    assert read(TEXT, Given(language="fr")).codes() == ["bad_given_language"]


def test_sightings_that_contradict_each_other_are_listed_and_the_first_wins(read: ReadText) -> None:
    outcome = read(TEXT, Given(published="2019-04-05"), Given(published="2019-04-06", outlet="Border Post"))
    assert outcome.codes() == ["metadata_conflict"]
    assert outcome.report is not None
    assert (outcome.report.published.earliest, outcome.report.outlet) == ("2019-04-05", "Border Post")


def test_broken_json_ld_and_hostile_nesting_do_no_harm(read: ReadText) -> None:
    page = html(
        '<script type="application/ld+json">{"@type": "NewsArticle", ' + "[" * 5000 + "</script>", "<div>" * 5000
    )
    report = read(page).report
    assert report is not None
    assert "killing 20 rebels" in report.text


MESS = st.lists(
    st.sampled_from(
        [b"<p>", b"</p>", b"<h1>", b"\n", b"\n\n", b" ", b"\xe2\x80", b"\xff", b"\x00", b"&#8217;", b"SOURCE: Reuters",
         b"Rebels fired on the camp of the army on Monday.", b"Read more", b"By AFP", b"5 April 2019", b"[Reuters]",
         b"BAMAKO (AFP) - ", b"...", b"Rebels take Lumbe", b"<title>Rebels</title>", b"(", b'"']
    ),
    max_size=25,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.one_of(MESS.map(b"".join), st.binary(max_size=60)))
def test_whatever_the_bytes_there_is_a_source_and_a_report_or_a_reason(read: ReadText, raw: bytes) -> None:
    outcome = read(raw)
    assert outcome.source is not None
    assert outcome.report is not None or outcome.failures
    if outcome.report is not None:
        ends = [0, *(block.end for block in outcome.report.blocks)]
        assert all(last <= block.start < block.end for last, block in zip(ends, outcome.report.blocks, strict=False))
        assert ends[-1] <= len(outcome.report.text)
        assert [s.start for s in outcome.report.segments[1:]] == [s.end for s in outcome.report.segments[:-1]]


def test_the_stage_declares_what_it_uses() -> None:
    assert set(STAGE.parts) == {"furniture", "agencies", "languages", "timewords"}
