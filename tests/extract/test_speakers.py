from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.extract.speakers import find_attributions, quoted_words
from sijil.records import PassageKind, Speaker

REBELS_SHELLED = "rebels/rebel/NOUN/{verb}/nsubj shelled/shell/VERB/{up}/{rel} Gao/PROPN/{verb}/obj/LOC"


def shelled(up: int, relation: str, verb: int) -> str:
    """Write "rebels shelled Gao" with its verb as word `verb`, hanging on word `up`."""
    return REBELS_SHELLED.format(up=up, rel=relation, verb=verb)


THAT = f"The/DET/2/det ministry/NOUN/3/nsubj said/say/VERB/0/root that/SCONJ/6/mark {shelled(3, 'ccomp', 6)}"
BEHIND = f"{shelled(7, 'ccomp', 2)} ,/PUNCT/2/punct the/DET/6/det ministry/NOUN/7/nsubj said/say/VERB/0/root"
ACCORDING_FIRST = f"""
According/accord/VERB/4/case to/ADP/1/fixed the/DET/4/det ministry/NOUN/7/obl ,/PUNCT/4/punct {shelled(0, "root", 7)}
"""
ACCORDING_LAST = f"""
{shelled(0, "root", 2)} ,/PUNCT/8/punct according/accord/VERB/8/case to/ADP/5/fixed the/DET/8/det ministry/NOUN/2/obl
"""
ACCORDING_WITHIN = """
Rebels/rebel/NOUN/8/nsubj ,/PUNCT/6/punct according/accord/VERB/6/case to/ADP/3/fixed the/DET/6/det ministry/NOUN/8/obl
,/PUNCT/6/punct shelled/shell/VERB/0/root Gao/PROPN/8/obj/LOC ./PUNCT/8/punct
"""
QUOTED = """
“/PUNCT/3/punct Rebels/rebel/NOUN/3/nsubj shelled/shell/VERB/7/ccomp Gao/PROPN/3/obj/LOC ,/PUNCT/3/punct ”/PUNCT/3/punct
said/say/VERB/0/root Omar/PROPN/7/nsubj/PER Zidan/PROPN/8/flat/PER ,/PUNCT/12/punct a/DET/12/det
spokesman/NOUN/8/appos for/ADP/15/case the/DET/15/det army/NOUN/12/nmod ./PUNCT/7/punct
"""
TOLD = f"""
Omar/PROPN/3/nsubj/PER Zidan/PROPN/1/flat/PER told/tell/VERB/0/root AFP/PROPN/3/iobj/ORG that/SCONJ/7/mark
{shelled(3, "ccomp", 7)}
"""
POSTED = f"""
Omar/PROPN/3/nsubj/PER Zidan/PROPN/1/flat/PER posted/post/VERB/0/root on/ADP/5/case Facebook/PROPN/3/obl
that/SCONJ/8/mark {shelled(3, "ccomp", 8)}
"""
STATEMENT = f"""
The/DET/2/det army/NOUN/3/nsubj said/say/VERB/0/root in/ADP/6/case a/DET/6/det statement/NOUN/3/obl on/ADP/8/case
Monday/PROPN/3/obl that/SCONJ/11/mark {shelled(3, "ccomp", 11)}
"""
QUOTING = f"""
SANA/PROPN/2/nsubj/ORG said/say/VERB/0/root ,/PUNCT/4/punct quoting/quote/VERB/2/advcl a/DET/7/det military/ADJ/7/amod
source/NOUN/4/obj ,/PUNCT/4/punct that/SCONJ/11/mark {shelled(2, "ccomp", 11)}
"""
CHAIN = f"""
A/DET/2/det medic/NOUN/3/nsubj told/tell/VERB/0/root Reuters/PROPN/3/iobj/ORG that/SCONJ/8/mark the/DET/7/det
army/NOUN/8/nsubj said/say/VERB/3/ccomp that/SCONJ/11/mark {shelled(8, "ccomp", 11)}
"""
NOBODY = "Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC"
COLON_FIRST = f"Official/NOUN/0/root :/PUNCT/1/punct {shelled(1, 'parataxis', 4)}"
COLON_LAST = f"{shelled(0, 'root', 2)} on/ADP/5/case Monday/PROPN/2/obl :/PUNCT/7/punct report/NOUN/2/parataxis"
ANNOUNCED = """
The/DET/2/det army/NOUN/3/nsubj announced/announce/VERB/0/root on/ADP/5/case Monday/PROPN/3/obl the/DET/7/det
death/NOUN/3/obj of/ADP/10/case four/NUM/10/nummod soldiers/soldier/NOUN/7/nmod
"""


@pytest.mark.parametrize("notation", [THAT, BEHIND, ACCORDING_FIRST, ACCORDING_LAST, ACCORDING_WITHIN])
def test_the_source_is_found_wherever_it_stands(speaker: Callable[..., Speaker | None], notation: str) -> None:
    found = speaker(notation, "shelled")
    assert found is not None
    assert found.mention.surface.lower() == "the ministry"
    assert (found.role, found.name) == ("ministry", None)


def test_what_nobody_is_said_to_say_is_the_outlets_own(speaker: Callable) -> None:
    assert speaker(NOBODY, "shelled") is None


def test_who_speaks_behind_a_quotation_has_name_role_and_party(speaker: Callable) -> None:
    found = speaker(QUOTED, "shelled")
    assert found.mention.surface == "Omar Zidan, a spokesman for the army"
    assert found.name.surface == "Omar Zidan"
    assert found.role == "spokesman for the army"
    assert found.party.surface == "the army"
    assert found.cue == "said"


@pytest.mark.parametrize(
    ("notation", "channel"), [(TOLD, "AFP"), (POSTED, "Facebook"), (STATEMENT, "statement"), (QUOTING, "SANA")]
)
def test_the_medium_is_the_channel(speaker: Callable, notation: str, channel: str) -> None:
    assert speaker(notation, "shelled").channel == channel


def test_an_agency_that_quotes_somebody_is_not_the_speaker(speaker: Callable) -> None:
    found = speaker(QUOTING, "shelled")
    assert found.mention.surface == "a military source"
    assert found.role == "military source"


def test_when_it_was_said_belongs_to_the_speaker(speaker: Callable) -> None:
    assert speaker(STATEMENT, "shelled").said.surface == "on Monday"
    assert speaker(THAT, "shelled").said is None


def test_in_a_chain_the_inner_source_speaks_and_the_outer_passes_on(speaker: Callable) -> None:
    found = speaker(CHAIN, "shelled")
    assert found.mention.surface == "the army"
    assert found.via == ("A medic",)


def test_whoever_announces_a_death_speaks_of_it(speaker: Callable) -> None:
    found = speaker(ANNOUNCED, "death")
    assert found.mention.surface == "The army"
    assert found.said.surface == "on Monday"


@pytest.mark.parametrize(("notation", "source"), [(COLON_FIRST, "Official"), (COLON_LAST, "report")])
def test_a_headlines_colon_names_its_source(speaker: Callable, notation: str, source: str) -> None:
    found = speaker(notation, "shelled", kind=PassageKind.HEADLINE)
    assert found.mention.surface == source


def test_a_colon_in_the_body_names_no_source(speaker: Callable) -> None:
    assert speaker(COLON_LAST, "shelled") is None


def test_the_widest_content_comes_first(sentence: Callable) -> None:
    read = sentence(CHAIN)
    found = find_attributions(read.tree, read.lexicon)
    assert read.words(attribution.source for attribution in found) == ["medic", "army"]
    assert found[0].content > found[1].content


def test_the_words_of_the_source_are_no_part_of_what_it_says(sentence: Callable) -> None:
    for notation in (THAT, BEHIND, ACCORDING_FIRST, ACCORDING_LAST, ACCORDING_WITHIN, QUOTED, TOLD, STATEMENT):
        read = sentence(notation)
        for attribution in find_attributions(read.tree, read.lexicon):
            assert attribution.source not in attribution.content
            assert attribution.cue not in attribution.content


def test_only_words_between_the_marks_are_quoted(sentence: Callable) -> None:
    read = sentence(QUOTED)
    assert read.words(sorted(quoted_words(read.tree))) == ["Rebels", "shelled", "Gao", ","]


def test_a_mark_that_closes_a_quotation_from_before_ends_it(sentence: Callable) -> None:
    read = sentence(f"{NOBODY} ”/PUNCT/2/punct he/PRON/6/nsubj said/say/VERB/2/parataxis")
    assert read.words(sorted(quoted_words(read.tree, opened=True))) == ["Rebels", "shelled", "Gao"]
