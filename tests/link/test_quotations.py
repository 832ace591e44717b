from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.link.quotations import find_quotation
from sijil.records import Copy, Gist
from sijil.voices import find_origins, independent_voices, is_one_quotation

Say = Callable[..., Gist]
WORDS = "they shelled the market while people were buying bread"


@pytest.mark.parametrize(
    "text",
    [
        f'"{WORDS}," the doctor said.',
        f"The doctor said: “{WORDS}.”",
        f'"It was noon," he said. "{WORDS}."',
        f"A first paragraph.\n\n“{WORDS}",
        f"« {WORDS} », said the doctor.",
    ],
)
def test_what_stands_between_quotation_marks_is_a_quotation(text: str) -> None:
    at = text.index("shelled")
    assert find_quotation(text, at, at + 7) == WORDS


@pytest.mark.parametrize(
    "text",
    [
        f"The doctor said that {WORDS}.",
        f'"It was noon on a market day," he said, and that {WORDS}.',
        'They "shelled the market" at noon.',
        f'A "word of the paragraph before.\n\nThen {WORDS}.',
    ],
)
def test_reported_speech_single_words_and_other_paragraphs_are_none(text: str) -> None:
    at = text.index("shelled")
    assert find_quotation(text, at, at + 7) is None


def test_a_quotation_cut_shorter_or_with_a_word_changed_is_the_same() -> None:
    assert is_one_quotation(WORDS, "shelled the market while people were buying")
    assert is_one_quotation(WORDS, "people were buying bread")
    assert not is_one_quotation(WORDS, "we saw smoke over the market and ran to the river")


def test_one_quotation_in_several_outlets_is_one_voice_however_its_speaker_is_named(say: Say) -> None:
    said = [
        say("shelling", by="a doctor", report="rep-1", quotation=WORDS),
        say("shelling", by="Dr Amin", report="rep-2", quotation=WORDS),
        say("shelling", by="rebels", report="rep-3", quotation="shelled the market while people were buying"),
    ]
    assert independent_voices(said, {}) == ("party:rebels",)


def test_speakers_who_say_other_words_stay_voices_of_their_own(say: Say) -> None:
    said = [
        say("shelling", by=name, report=name, quotation=quotation)
        for name, quotation in (
            ("a doctor", WORDS),
            ("a priest", "we saw smoke over the market and ran"),
            ("Amin", None),
        )
    ]
    assert len(independent_voices(said, {})) == 3


def test_a_rewrite_of_two_reports_adds_no_voice_to_either(say: Say) -> None:
    origins = find_origins([Copy(report="rep-3", first="rep-1", how="rewrite", others=("rep-2",))])
    one, two, rewrite = (say("shelling", report=name) for name in ("rep-1", "rep-2", "rep-3"))
    assert len(independent_voices([one, rewrite], origins)) == 1
    assert len(independent_voices([one, two, rewrite], origins)) == 2
    unnamed = [say("shelling", by="a witness", report=name, voice=f"unnamed:{name}") for name in ("rep-2", "rep-3")]
    assert independent_voices(unnamed, origins) == ("unnamed:rep-2",)
