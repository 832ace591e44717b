from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Story

WE_TOOK = '"/PUNCT/3/punct We/PRON/3/nsubj took/take/VERB/0/root Gao/PROPN/3/obj/LOC ./PUNCT/3/punct'
WE_HOLD = "We/PRON/2/nsubj hold/VERB/0/root Kidal/PROPN/2/obj/LOC ./PUNCT/2/punct"
HE_SAID = """
They/PRON/2/nsubj left/leave/VERB/7/ccomp Ansongo/PROPN/2/obj/LOC ,/PUNCT/2/punct "/PUNCT/2/punct
General/NOUN/7/nsubj said/say/VERB/0/root ./PUNCT/7/punct
"""
SAID_FIRST = """
Omar/PROPN/3/nsubj/PER Zidan/PROPN/1/flat/PER said/say/VERB/0/root :/PUNCT/6/punct "/PUNCT/6/punct
fight/VERB/3/ccomp on/ADP/6/advmod ./PUNCT/3/punct "/PUNCT/3/punct
"""
NOBODY_FLED = (
    '"/PUNCT/3/punct Nobody/PRON/3/nsubj fled/flee/VERB/0/root here/ADV/3/advmod ./PUNCT/3/punct "/PUNCT/3/punct'
)
PLAIN = "Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Kidal/PROPN/2/obj/LOC ./PUNCT/2/punct"


def spoken_by(story: Story, index: int, trigger: str) -> str | None:
    voices = story.voices
    found = voices[index].speaker(voices[index].tree.forms.index(trigger))
    return found and found.mention.surface


def test_a_quotation_over_several_sentences_is_of_whoever_is_named_at_its_end(story: Callable) -> None:
    told = story(WE_TOOK, WE_HOLD, HE_SAID)
    assert spoken_by(told, 0, "took") == "General"
    assert spoken_by(told, 1, "hold") == "General"
    assert spoken_by(told, 2, "left") == "General"


def test_a_sentence_that_is_all_quotation_is_of_the_speaker_before_it(story: Callable) -> None:
    assert spoken_by(story(SAID_FIRST, NOBODY_FLED), 1, "fled") == "Omar Zidan"


def test_a_sentence_outside_the_quotation_is_the_outlets_own(story: Callable) -> None:
    assert spoken_by(story(SAID_FIRST, PLAIN), 1, "shelled") is None


def test_a_speaker_is_not_carried_over_many_sentences(story: Callable) -> None:
    told = story(SAID_FIRST, PLAIN, PLAIN, PLAIN, PLAIN, NOBODY_FLED)
    assert spoken_by(told, 5, "fled") is None


def test_there_is_one_voice_for_each_sentence(story: Callable) -> None:
    told = story(WE_TOOK, WE_HOLD, HE_SAID, PLAIN)
    assert [voice.tree.passage for voice in told.voices] == list(told.passages)


def test_covering_lists_only_what_holds_the_word_or_is_it(story: Callable) -> None:
    (voice,) = story(HE_SAID).voices
    assert len(voice.covering(voice.tree.forms.index("left"))) == 1
    assert len(voice.covering(voice.tree.forms.index("said"))) == 1
    assert voice.covering(0) == [] or 0 in voice.covering(0)[0].content


MUSA_NAMED = """
Colonel/NOUN/2/nmod Adam/PROPN/4/nsubj/PER Musa/PROPN/2/flat/PER met/meet/VERB/0/root reporters/reporter/NOUN/4/obj
./PUNCT/4/punct
"""
ASKED = """
[/PUNCT/2/punct Reporter/NOUN/4/dep ]/PUNCT/2/punct Fell/fall/VERB/0/root Gao/PROPN/4/nsubj/LOC ?/PUNCT/4/punct
"""
ANSWERED = """
[/PUNCT/2/punct Musa/PROPN/5/dep/PER ]/PUNCT/2/punct We/PRON/5/nsubj took/take/VERB/0/root Kidal/PROPN/5/obj/LOC
./PUNCT/5/punct
"""
SLAMMED = """
Adam/PROPN/3/nsubj/PER Musa/PROPN/1/flat/PER slammed/slam/VERB/0/root the/DET/5/det raid/NOUN/3/obj ./PUNCT/3/punct
"""
GAVE_STATEMENT = """
Adam/PROPN/3/nsubj/PER Musa/PROPN/1/flat/PER issued/issue/VERB/0/root the/DET/6/det following/follow/VERB/6/amod
statement/NOUN/3/obj :/PUNCT/3/punct
"""


def test_a_name_in_brackets_opens_a_turn_that_lasts_until_the_next(story: Callable) -> None:
    told = story(MUSA_NAMED, ASKED, ANSWERED, PLAIN, ASKED)
    assert spoken_by(told, 1, "Fell") is None
    assert spoken_by(told, 2, "took") == "Colonel Adam Musa"
    assert spoken_by(told, 3, "shelled") == "Colonel Adam Musa"
    assert spoken_by(told, 4, "Fell") is None


def test_one_word_in_brackets_makes_no_interview(story: Callable) -> None:
    assert spoken_by(story(MUSA_NAMED, ANSWERED, PLAIN), 2, "shelled") is None


def test_a_quotation_belongs_to_who_condemns_something_right_before_it(story: Callable) -> None:
    assert spoken_by(story(SAID_FIRST, SLAMMED, NOBODY_FLED), 2, "fled") == "Adam Musa"


def test_a_statement_stands_behind_the_words_that_announce_it(story: Callable) -> None:
    told = story(GAVE_STATEMENT, WE_HOLD, PLAIN)
    assert spoken_by(told, 1, "hold") == "Adam Musa"
    assert spoken_by(told, 2, "shelled") == "Adam Musa"
