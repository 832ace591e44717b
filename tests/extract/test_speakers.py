from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.extract.marks import quoted_words
from sijil.extract.speakers import find_attributions
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
RELEASED = f"""
The/DET/2/det army/NOUN/3/nsubj released/release/VERB/0/root a/DET/5/det statement/NOUN/3/obj saying/say/VERB/5/acl
{shelled(6, "ccomp", 8)}
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


# "Rebels shelled Gao, the army said in a statement carried by state radio."
SAID_IN = """
Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/6/ccomp Gao/PROPN/2/obj/LOC the/DET/5/det army/NOUN/6/nsubj
said/say/VERB/0/root in/ADP/9/case a/DET/9/det
"""
BY = "/VERB/9/acl by/ADP/13/case"
CARRIED = f"{SAID_IN} statement/NOUN/6/obl carried/carry{BY} state/NOUN/13/compound radio/NOUN/10/obl:agent"
ISSUED = f"{SAID_IN} statement/NOUN/6/obl issued/issue{BY} its/PRON/13/nmod:poss office/NOUN/10/obl:agent"
INTERVIEW = f"{SAID_IN} interview/NOUN/6/obl with/ADP/12/case Sahel/PROPN/12/compound/ORG News/PROPN/9/nmod/ORG"


@pytest.mark.parametrize(
    ("notation", "channel"),
    [
        (TOLD, "AFP"),
        (POSTED, "Facebook"),
        (STATEMENT, "statement"),
        (QUOTING, "SANA"),
        (RELEASED, "statement"),
        (CARRIED, "state radio"),
        (ISSUED, "statement issued by its office"),
        (INTERVIEW, "Sahel News"),
    ],
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


ATTRIBUTED = """
The/DET/2/det ministry/NOUN/3/nsubj attributed/attribute/VERB/0/root the/DET/5/det bombing/NOUN/3/obj to/ADP/8/case
the/DET/8/det rebels/rebel/NOUN/3/obl on/ADP/10/case Monday/PROPN/3/obl
"""
HELD = """
The/DET/2/det council/NOUN/3/nsubj held/hold/VERB/0/root the/DET/5/det rebels/rebel/NOUN/3/obj responsible/ADJ/3/xcomp
for/ADP/9/case the/DET/9/det killing/NOUN/6/obl
"""
KEPT = """
Rebels/rebel/NOUN/2/nsubj held/hold/VERB/0/root two/NUM/4/nummod guards/guard/NOUN/2/obj for/ADP/7/case the/DET/7/det
killing/NOUN/2/obl
"""
INVERTED = """
Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/5/obj Gao/PROPN/2/obj/LOC ,/PUNCT/2/punct reported/report/VERB/0/root
medics/medic/NOUN/5/nsubj
"""
SAID_TO = """
Strikes/strike/NOUN/3/nsubj ,/PUNCT/1/punct said/say/VERB/0/root to/PART/6/mark have/AUX/6/aux
shelled/shell/VERB/3/xcomp Gao/PROPN/6/obj/LOC
"""
BY_THE_END = """
Forty/NUM/2/nummod men/man/NOUN/3/nsubj:pass estimated/estimate/VERB/0/root by/ADP/6/case the/DET/6/det end/NOUN/3/obl
of/ADP/8/case 2019/NUM/6/nmod to/PART/10/mark flee/VERB/3/xcomp
"""
DATA_FROM = f"""
According/accord/VERB/3/case to/ADP/1/fixed data/NOUN/9/obl from/ADP/6/case the/DET/6/det council/NOUN/3/nmod/ORG
,/PUNCT/3/punct {shelled(0, "root", 9)}
"""
FIGURE = """
Amal/PROPN/2/nsubj/ORG gave/give/VERB/0/root a/DET/4/det toll/NOUN/2/obj of/ADP/7/case 14/NUM/7/nummod
dead/ADJ/4/nmod
"""
WHAT_THEY_SAID = f"""
{shelled(0, "root", 2)} ,/PUNCT/7/punct according/accord/VERB/7/case to/ADP/5/fixed what/PRON/2/obl
guards/guard/NOUN/9/nsubj said/say/VERB/7/acl
"""
TIMED = f"""
Amal/PROPN/0/root/ORG (/PUNCT/3/punct 18:40/NUM/1/nmod )/PUNCT/3/punct :/PUNCT/1/punct {shelled(1, "parataxis", 7)}
"""
IN_BRACKETS = f"""
Operation/PROPN/8/nsubj/ORG Dawn/PROPN/1/flat/ORG (/PUNCT/4/punct Arabic/ADJ/1/appos :/PUNCT/4/punct Fajr/PROPN/4/appos
)/PUNCT/4/punct {shelled(0, "root", 8).partition(" ")[2]}
"""
GORGE = f"GAO/PROPN/0/root/ORG GORGE/gorge/PROPN/1/flat/ORG :/PUNCT/1/punct {shelled(1, 'parataxis', 5)}"


@pytest.mark.parametrize(
    ("notation", "word", "source"),
    [
        (ATTRIBUTED, "bombing", "The ministry"),
        (HELD, "killing", "The council"),
        (INVERTED, "shelled", "medics"),
        (DATA_FROM, "shelled", "the council"),
        (FIGURE, "dead", "Amal"),
        (WHAT_THEY_SAID, "shelled", "guards"),
        (TIMED, "shelled", "Amal"),
    ],
)
def test_who_accuses_and_who_is_cited_speaks(speaker: Callable, notation: str, word: str, source: str) -> None:
    assert speaker(notation, word).mention.surface == source


@pytest.mark.parametrize(
    ("notation", "word"),
    [(ATTRIBUTED, "Monday"), (KEPT, "killing"), (SAID_TO, "shelled"), (BY_THE_END, "flee"), (GORGE, "shelled")],
)
def test_times_places_and_what_is_spoken_of_say_nothing(speaker: Callable, notation: str, word: str) -> None:
    assert speaker(notation, word) is None


def test_a_colon_in_brackets_names_no_source(speaker: Callable) -> None:
    assert speaker(IN_BRACKETS, "shelled") is None


TITLED = f"""
Adam/PROPN/7/nsubj/PER "/PUNCT/4/punct the/DET/4/det Bull/PROPN/1/flat "/PUNCT/4/punct Musa/PROPN/1/flat/PER
said/say/VERB/0/root {shelled(7, "ccomp", 9)}
"""
IN_NAME = f"""
The/DET/2/det Committee/PROPN/6/nsubj/ORG to/PART/4/mark/ORG Protect/VERB/2/acl/ORG Wells/PROPN/4/obj/ORG
said/say/VERB/0/root {shelled(6, "ccomp", 8)}
"""
HELD_TOWN = f"""
Gao/PROPN/8/obl/LOC (/PUNCT/5/punct rebel/NOUN/5/compound -/PUNCT/3/punct held/hold/VERB/7/amod )/PUNCT/5/punct
medics/medic/NOUN/8/nsubj said/say/VERB/0/root {shelled(8, "ccomp", 10)}
"""


@pytest.mark.parametrize(
    ("notation", "source"),
    [(TITLED, 'Adam " the Bull " Musa'), (IN_NAME, "The Committee to Protect Wells"), (HELD_TOWN, "medics")],
)
def test_a_source_is_named_with_its_whole_name(speaker: Callable, notation: str, source: str) -> None:
    assert speaker(notation, "shelled").mention.surface == source


def test_a_nickname_stands_within_the_name(speaker: Callable) -> None:
    assert speaker(TITLED, "shelled").name.surface == 'Adam " the Bull " Musa'


RUN_BY = f"""
The/DET/2/det ministry/NOUN/10/nsubj ,/PUNCT/6/punct which/PRON/6/nsubj:pass is/AUX/6/aux:pass run/run/VERB/2/acl:relcl
by/ADP/8/case rebels/rebel/NOUN/6/obl ,/PUNCT/6/punct said/say/VERB/0/root {shelled(10, "ccomp", 12)}
"""
PORTFOLIO = f"""
The/DET/3/det defence/NOUN/3/compound minister/NOUN/4/nsubj said/say/VERB/0/root {shelled(4, "ccomp", 6)}
"""


def test_an_office_speaks_for_those_who_run_it(speaker: Callable) -> None:
    assert speaker(RUN_BY, "shelled").party.surface == "rebels"


def test_what_an_office_is_for_is_no_party(speaker: Callable) -> None:
    assert speaker(PORTFOLIO, "shelled").party is None
