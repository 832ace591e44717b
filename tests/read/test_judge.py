"""Reports as crawlers leave them: what is body, headline and caption, and what is furniture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sijil.read.paragraphs import find_paragraphs
from sijil.records import PassageKind

ReadText = Callable[..., Any]

BODY = (
    "Rebels seized the border town of Kasoro on Tuesday after two days of fighting with the army, its mayor said.",
    "The mayor, Paul Tembo, said that at least 14 soldiers and an unknown number of rebels had been killed.",
    "The army confirmed that it had withdrawn from Kasoro but denied that it had lost so many men.",
    "Thousands of people have fled from the town across the border since the rebels began their advance on Sunday.",
)
TITLE = "Rebels take border town of Kasoro"


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def test_a_clean_report_is_headline_and_body(read: ReadText) -> None:
    outcome = read(page(TITLE, *BODY))
    assert outcome.blocks(PassageKind.HEADLINE) == [TITLE]
    assert outcome.body() == list(BODY)
    assert outcome.report.title == TITLE


def test_a_text_of_one_short_line_is_all_body(read: ReadText) -> None:
    assert read("Rebels killed one villager in Lumbe").body() == ["Rebels killed one villager in Lumbe"]


def test_short_sentences_at_the_end_are_body(read: ReadText) -> None:
    assert read(page(TITLE, *BODY, "The army denied it.", "Nobody was held.")).body()[-2:] == [
        "The army denied it.",
        "Nobody was held.",
    ]


def test_headlines_and_teasers_of_other_stories_are_furniture(read: ReadText) -> None:
    others = (
        "Minister resigns over flood relief scandal",
        "Minister resigns over flood relief scandal",
        "Opposition parties ask why warnings about the dam were ignored for years by the water board.",
        "How a bakery became the heart of an island",
        "A family business that survived two wars now feeds half of the island's schools every morning.",
    )
    outcome = read(page(TITLE, *BODY, "SOURCE: Reuters", *others))
    assert outcome.body() == list(BODY)
    assert outcome.report.agency == "Reuters"


def test_teasers_below_the_report_are_furniture_without_any_cue(read: ReadText) -> None:
    others = (
        "Gunmen free hostages after long siege in capital",
        "Gunmen free hostages after four days in a siege that gripped the capital and its ...",
        "Bomb kills six at wedding",
    )
    assert read(page(TITLE, *BODY, *others)).body() == list(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "In Photos: Army retakes Lumbe from rebels",
        "Read more: Rebels kill nine in Lumbe",
        "Advertisement",
        "212 users have voted.",
        "4 min read",
        "Share on WhatsApp",
        "Sign up for our newsletter and never miss a story.",
        "Home > World > Africa",
        "Follow us on Twitter for all the latest updates from the region.",
        "Army bombs rebel positions in Lumbe",
        "© 2019 The Border Post. All rights reserved.",
        "أخبار اليوم من جميع أنحاء العالم العربي",
    ],
)
def test_a_line_of_furniture_between_paragraphs_is_left_out(line: str, read: ReadText) -> None:
    outcome = read(page(TITLE, *BODY[:2], line, *BODY[2:]))
    assert outcome.body() == list(BODY)
    assert line not in outcome.blocks()


def test_the_report_goes_on_below_a_box_of_other_stories(read: ReadText) -> None:
    box = ("You may also like", "Volcano wakes after a century", "Ten recipes for the rainy season")
    assert read(page(TITLE, *BODY[:2], *box, *BODY[2:])).body() == list(BODY)


def test_repeated_headlines_are_read_once(read: ReadText) -> None:
    outcome = read(page(TITLE, TITLE, "Updated 5 March 2019", TITLE, *BODY))
    assert outcome.blocks() == [TITLE, *BODY]
    assert outcome.report.published.earliest == "2019-03-05"


def test_the_deck_below_the_headline_is_headline_too(read: ReadText) -> None:
    deck = "Mayor of Kasoro says that soldiers were killed as the army withdrew from the town."
    outcome = read(page(TITLE, deck, "5 March 2019", *BODY))
    assert outcome.blocks(PassageKind.HEADLINE) == [TITLE, deck]
    assert outcome.body() == list(BODY)


def test_the_name_of_the_outlet_is_no_part_of_the_title(read: ReadText) -> None:
    outcome = read(page(f"{TITLE} | The Border Post", "World", "Africa", "Markets", TITLE, *BODY))
    assert outcome.report.title == TITLE


def test_captions_lose_their_credit_and_are_read_once(read: ReadText) -> None:
    caption = "Soldiers of the border brigade guard a checkpoint outside of Kasoro in January"
    outcome = read(page(TITLE, f"{caption} [Reuters]", f"{caption} [Reuters]", *BODY))
    assert outcome.blocks(PassageKind.CAPTION) == [caption]
    assert outcome.body() == list(BODY)


def test_a_bare_photo_credit_is_furniture(read: ReadText) -> None:
    assert "Kasoro" not in " ".join(read(page(TITLE, "Kasoro (AFP / Jo Deng)", *BODY)).blocks(PassageKind.CAPTION))


def test_the_dateline_is_kept_apart_from_the_first_sentence(read: ReadText) -> None:
    outcome = read(page(TITLE, f"KASORO, Burundi (AFP) \u2014 {BODY[0]}", *BODY[1:]))
    assert outcome.body() == list(BODY)
    assert (outcome.report.dateline, outcome.report.agency) == ("KASORO, Burundi", "Agence France-Presse")


def test_paragraphs_that_ran_together_are_one_block(read: ReadText) -> None:
    text = "".join(BODY)
    assert read(text).blocks() == [text]


def test_marks_at_the_end_of_a_paragraph_are_not_read(read: ReadText) -> None:
    last = f"{BODY[3]} pic.twitter.com/AbC123 \u2014 Border Post (@bp) March 5, 2019"
    outcome = read(page(TITLE, *BODY[:3], last))
    assert outcome.body() == list(BODY)
    assert outcome.report.published.earliest is None


def test_short_sentences_quotes_and_lists_in_the_body_are_kept(read: ReadText) -> None:
    kept = (
        "The mayor gave the names of three of them:",
        "- Sergeant Peter Moyo of the Second Border Brigade",
        "- Private John Banda of the Second Border Brigade",
        "\u201cWe fought.\u201d",
        "He would not say more.",
    )
    assert read(page(TITLE, *BODY[:2], *kept, *BODY[2:])).body() == [*BODY[:2], *kept, *BODY[2:]]


def test_lines_wrapped_at_a_width_are_one_block(read: ReadText) -> None:
    wrapped = (
        "Rebels seized the border town of Kasoro on Tuesday after two days of\n"
        "fighting with the army. The mayor, Paul Tembo, said that at least 14\n"
        "soldiers and an unknown number of rebels had been killed in the town\n"
        "before the army withdrew."
    )
    assert read(f"{TITLE}\n\n{wrapped}\n\n{BODY[2]}\n").body() == [wrapped, BODY[2]]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    assert [p.text for p in find_paragraphs("\n".join(BODY))] == list(BODY)


def test_one_sentence_is_a_report(read: ReadText) -> None:
    note = "Gunmen abducted two aid workers on the road to Lumbe in the north of the district"
    assert read(note).body() == [note]


@pytest.mark.parametrize("text", ["Home\nNews\nSport\nWeather\nLog in", "\n \n\t\n", "[1]\n[2]\n***"])
def test_a_page_without_sentences_is_a_failure(text: str, read: ReadText) -> None:
    outcome = read(text)
    assert outcome.report is None
    assert outcome.codes() == ["no_main_text"]


def test_a_conflict_report_in_capitals_is_read(read: ReadText) -> None:
    text = page(*(paragraph.upper() for paragraph in BODY))
    assert len(read(text).body()) == len(BODY)


def test_a_short_line_before_a_statement_is_body(read: ReadText) -> None:
    statement = "I saw the rebels on the road to Kasoro, and we left the town with our children."
    assert "Mayor Tembo said:" in read(page(TITLE, *BODY, "Mayor Tembo said:", statement)).body()
    assert "Mayor Tembo" not in read(page(TITLE, *BODY[:2], "Mayor Tembo", *BODY[2:])).body()


FIELDS = ("Incident date: 4 May 2015", "Place: Kasoro", "Civilians killed: 3-5", "Belligerent: the army")


def test_labelled_lines_around_one_that_counts_the_dead_are_body(read: ReadText) -> None:
    assert read("\n".join(FIELDS)).body() == list(FIELDS)
    assert read(page(TITLE, *BODY[:2]) + "\n\n" + "\n".join(FIELDS)).body()[-4:] == list(FIELDS)


def test_labelled_lines_that_count_nobody_are_not(read: ReadText) -> None:
    lines = ("Phone: 555 1200", "Category: Africa", "Tags: war")
    assert not set(read(page(TITLE, *BODY) + "\n\n" + "\n".join(lines)).body()) & set(lines)
