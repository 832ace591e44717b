from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sijil.extract.context import find_doubt, is_background
from sijil.extract.lexicon import Lexicon
from sijil.extract.when import find_time_phrases
from sijil.records import How, Published, Stance

PUBLISHED = Published(earliest="2017-03-15", latest="2017-03-15", how=How.GIVEN)

ASSERTED = "Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root the/DET/4/det town/NOUN/2/obj"
NOT = """
Rebels/rebel/NOUN/4/nsubj did/do/AUX/4/aux not/PART/4/advmod attack/VERB/0/root the/DET/6/det town/NOUN/4/obj
"""
WOULD = "Rebels/rebel/NOUN/3/nsubj would/AUX/3/aux attack/VERB/0/root the/DET/5/det town/NOUN/3/obj"
WILL = "Rebels/rebel/NOUN/3/nsubj will/AUX/3/aux attack/VERB/0/root the/DET/5/det town/NOUN/3/obj"
IF = """
If/SCONJ/3/mark rebels/rebel/NOUN/3/nsubj attack/VERB/7/advcl Gao/PROPN/3/obj/LOC ,/PUNCT/3/punct
people/NOUN/7/nsubj flee/VERB/0/root
"""
ORDERED_TO = """
The/DET/2/det general/NOUN/3/nsubj ordered/order/VERB/0/root troops/NOUN/3/obj to/PART/6/mark attack/VERB/3/xcomp
the/DET/8/det town/NOUN/6/obj
"""
DEMANDED_THAT = """
The/DET/2/det government/NOUN/3/nsubj demanded/demand/VERB/0/root that/SCONJ/6/mark rebels/rebel/NOUN/6/nsubj
leave/VERB/3/ccomp the/DET/8/det town/NOUN/6/obj
"""
VOWED_TO = """
Rebels/rebel/NOUN/2/nsubj vowed/vow/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp the/DET/6/det town/NOUN/4/obj
"""
THREATENED_TO = VOWED_TO.replace("vowed/vow", "threatened/threaten")
CALLED_FOR = "Residents/resident/NOUN/2/nsubj called/call/VERB/0/root for/ADP/5/case a/DET/5/det truce/NOUN/2/obl"
DENIED = """
The/DET/2/det army/NOUN/3/nsubj denied/deny/VERB/0/root that/SCONJ/7/mark its/PRON/6/nmod:poss planes/plane/NOUN/7/nsubj
bombed/bomb/VERB/3/ccomp the/DET/9/det town/NOUN/7/obj
"""
IN_ORDER_TO = """
Rebels/rebel/NOUN/2/nsubj attacked/attack/VERB/0/root the/DET/4/det town/NOUN/2/obj to/PART/6/mark free/VERB/2/advcl
prisoners/prisoner/NOUN/6/obj
"""
DID_NOT_SAY_WHO = """
He/PRON/4/nsubj did/do/AUX/4/aux not/PART/4/advmod say/VERB/0/root who/PRON/6/nsubj fired/fire/VERB/4/ccomp
rockets/rocket/NOUN/6/obj
"""
SAID_THAT = """
He/PRON/2/nsubj said/say/VERB/0/root that/SCONJ/5/mark rebels/rebel/NOUN/5/nsubj attacked/attack/VERB/2/ccomp
Gao/PROPN/5/obj/LOC
"""


@pytest.mark.parametrize(
    ("notation", "trigger", "stance"),
    [
        (ASSERTED, "attacked", Stance.ASSERTED),
        (SAID_THAT, "attacked", Stance.ASSERTED),
        (NOT, "attack", Stance.DENIED),
        (DENIED, "bombed", Stance.DENIED),
        (WOULD, "attack", Stance.HYPOTHETICAL),
        (WILL, "attack", Stance.HYPOTHETICAL),
        (IF, "attack", Stance.HYPOTHETICAL),
        (ORDERED_TO, "attack", Stance.ORDERED),
        (DEMANDED_THAT, "leave", Stance.ORDERED),
        (CALLED_FOR, "truce", Stance.ORDERED),
        (VOWED_TO, "attack", Stance.THREATENED),
        (THREATENED_TO, "attack", Stance.THREATENED),
    ],
)
def test_a_report_holds_a_statement_as_its_words_say(
    sentence: Callable, notation: str, trigger: str, stance: Stance
) -> None:
    assert sentence(notation).stance(trigger) is stance


@pytest.mark.parametrize("modal", ["could", "might", "may", "must", "should"])
def test_every_modal_makes_a_statement_hypothetical(sentence: Callable, modal: str) -> None:
    assert sentence(WOULD.replace("would", modal)).stance("attack") is Stance.HYPOTHETICAL


def test_a_mere_aim_is_no_statement(sentence: Callable) -> None:
    assert sentence(IN_ORDER_TO).stance("free") is None
    assert sentence(IN_ORDER_TO).stance("attacked") is Stance.ASSERTED


def test_a_speaker_who_names_no_culprit_denies_nothing(sentence: Callable) -> None:
    assert sentence(DID_NOT_SAY_WHO).stance("fired") is not Stance.DENIED


@pytest.mark.parametrize(
    "words",
    [
        "There was no independent confirmation of the claim.",
        "The figures could not be verified.",
        "The report could not be\n independently confirmed.",
    ],
)
def test_words_of_doubt_are_found_over_line_breaks_too(lexicon: Lexicon, words: str) -> None:
    assert find_doubt(lexicon, words)


@pytest.mark.parametrize("words", ["The ministry confirmed the figures.", "Independent monitors verified the report."])
def test_confirmation_is_no_doubt(lexicon: Lexicon, words: str) -> None:
    assert not find_doubt(lexicon, words)


IN_2014 = "In/ADP/2/case 2014/NUM/4/obl rebels/rebel/NOUN/4/nsubj took/take/VERB/0/root Gao/PROPN/4/obj/LOC"
IN_2017 = IN_2014.replace("2014", "2017")
SINCE_2014 = """
Rebels/rebel/NOUN/3/nsubj have/AUX/3/aux held/hold/VERB/0/root Gao/PROPN/3/obj/LOC since/ADP/6/case 2014/NUM/3/obl
"""
LAST_YEAR = """
Rebels/rebel/NOUN/2/nsubj took/take/VERB/0/root Gao/PROPN/2/obj/LOC last/ADJ/5/amod year/NOUN/2/obl
"""
ONCE = "Rebels/rebel/NOUN/3/nsubj once/ADV/3/advmod took/take/VERB/0/root Gao/PROPN/3/obj/LOC"
ON_MONDAY = """
Rebels/rebel/NOUN/2/nsubj took/take/VERB/0/root Gao/PROPN/2/obj/LOC on/ADP/5/case Monday/PROPN/2/obl
"""


@pytest.mark.parametrize(
    ("notation", "trigger", "background"),
    [
        (IN_2014, "took", True),
        (LAST_YEAR, "took", True),
        (ONCE, "took", True),
        (IN_2017, "took", False),
        (SINCE_2014, "held", False),
        (ON_MONDAY, "took", False),
    ],
)
def test_what_was_over_before_the_reported_year_is_background(
    sentence: Callable,
    notation: str,
    trigger: str,
    background: bool,  # noqa: FBT001
) -> None:
    read = sentence(notation)
    times = find_time_phrases(read.tree, read.lexicon)
    found = is_background(read.tree, read.lexicon, times, PUBLISHED, {read.at(trigger)}, lasts=trigger == "held")
    assert found is background


def test_times_of_other_statements_make_no_background(sentence: Callable) -> None:
    read = sentence(IN_2014)
    assert not is_background(read.tree, read.lexicon, [], PUBLISHED, {read.at("took")})


@pytest.mark.parametrize(
    "text",
    [
        "Four rebels who were suspected to have shot dead a teacher in his classroom were arrested in Rono on Friday.",
        "A commander who had masterminded a blast that killed 11 policemen was arrested in Rono on Friday.",
        "Police arrested a rebel in Rono on Friday on charges of killing two judges.",
    ],
)
def test_what_those_who_are_arrested_did_before_is_background(claims: Callable[..., Any], text: str) -> None:
    found = claims(text)
    assert {claim.type: claim.background for claim in found if claim.type == "arrest"} == {"arrest": False}
    assert [claim.background for claim in found if claim.type != "arrest"] == [True]


def test_what_a_banner_demands_did_not_happen(claims: Callable[..., Any]) -> None:
    found = claims("Demonstrators held a banner reading 'Release the prisoners arrested in May'.")
    assert {claim.type: claim.stance for claim in found if claim.type == "release"} == {"release": Stance.ORDERED}


def stances(found: list[Any], kind: str) -> list[Stance]:
    return [claim.stance for claim in found if claim.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "There is no truth to rumours that rebels shot down the helicopter.",
        "Claims spread online that rebels shot down the helicopter are false.",
        "Reports that rebels shot down the helicopter were untrue, the army said.",
        "It is not true that rebels shot down the helicopter.",
        "The ministry belied reports that rebels had shot down the helicopter.",
        "The ministry rejected as false a report that rebels had shot down the helicopter.",
    ],
)
def test_what_is_called_untrue_is_denied(claims: Callable[..., Any], text: str) -> None:
    assert stances(claims(text), "aircraft_lost") == [Stance.DENIED]


def test_what_nothing_shows_is_doubted(claims: Callable[..., Any]) -> None:
    found = claims("There was no sign on Monday that the rebels had taken the town.")
    assert stances(found, "territory_gained") == [Stance.DOUBTED]


def test_a_report_of_which_nothing_is_said_is_not_denied(claims: Callable[..., Any]) -> None:
    found = claims("Reports that rebels shot down the helicopter spread in the town, which is loyal.")
    assert stances(found, "aircraft_lost") == [Stance.ASSERTED]


def test_a_claim_that_somebody_else_rejects_is_told_twice(claims: Callable[..., Any]) -> None:
    found = claims("Rebels said on Monday that they had shelled the base. The army dismissed the claim.")
    told = [(claim.stance, claim.speaker.mention.surface) for claim in found if claim.type == "shelling"]
    assert told == [(Stance.ASSERTED, "Rebels"), (Stance.DENIED, "The army")]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("We will continue to strike the rebels in the valley.", Stance.HYPOTHETICAL),
        ("Have the rebels attacked the base?", Stance.HYPOTHETICAL),
        ("Why have the rebels attacked the base?", Stance.ASSERTED),
        ("Residents fear an attack on the base by the rebels.", Stance.HYPOTHETICAL),
        ("The rebels would often attack the base.", Stance.ASSERTED),
        ("The envoy called for an end to the army's attacks on the base.", Stance.ASSERTED),
        ("Villagers could not leave when rebels attacked the base.", Stance.ASSERTED),
        ("Villagers could leave if rebels attacked the base.", Stance.HYPOTHETICAL),
        ("The agency warned that rebels had attacked the base.", Stance.ASSERTED),
        ("The rebels warned that they would attack the base.", Stance.HYPOTHETICAL),
        ("He insisted that rebels attacked the base.", Stance.ASSERTED),
        ("Not until Monday did the rebels attack the base.", Stance.ASSERTED),
    ],
)
def test_what_is_to_come_or_asked_did_not_happen(claims: Callable[..., Any], text: str, stance: Stance) -> None:
    assert stances(claims(text), "attack") == [stance]


def test_a_bomb_made_safe_did_not_go_off(claims: Callable[..., Any]) -> None:
    found = claims("Police defused the bomb before it exploded at the school.")
    assert Stance.ASSERTED not in stances(found, "explosion")


@pytest.mark.parametrize(
    "text",
    [
        "The trenches prevented the rebels from retaking the town.",
        "The brigade was tasked with retaking the town.",
    ],
)
def test_what_somebody_is_kept_from_or_given_as_a_task_is_no_claim(claims: Callable[..., Any], text: str) -> None:
    assert not stances(claims(text), "territory_gained")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Traders closed their shops to protest the killing of the mayor.", True),
        ("A judge was sent to Gonda to investigate the assassination of two mayors.", True),
        ("Judges were named to investigate the assassination of mayors.", False),
        ("Guards were posted to prevent the killing of the mayor.", False),
    ],
)
def test_what_is_to_be_protested_or_investigated_has_happened(
    claims: Callable[..., Any], text: str, *, there: bool
) -> None:
    assert (Stance.ASSERTED in stances(claims(text), "toll")) is there
