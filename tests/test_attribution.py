"""Who says what in any text: `sijil.attributions`."""

from __future__ import annotations

import pytest

import sijil
from sijil.explain import explain_text
from sijil.packs import load_packs


def parts(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        tuple([text[start:end] for start, end in spans] for spans in (one.source, one.cue, one.content))  # type: ignore[misc]
        for one in sijil.attributions(text)
    ]


def test_reported_speech_has_its_source_cue_and_content() -> None:
    ((source, cue, content),) = parts("The mayor of Aden said the market had been closed.")
    assert (source, cue, content) == (["The mayor of Aden"], ["said"], ["the market had been closed"])


def test_a_quotation_that_runs_on_is_one_attribution() -> None:
    (found,) = parts('"We will go on," he said on Monday. "It is not over yet." The shops were shut.')
    assert found[0] == ["he"]
    assert found[2] == ['"We will go on,"', '"It is not over yet."'] or " ".join(found[2]).count("over yet") == 1
    assert all("Monday" not in words and "shops" not in words for words in found[2])


def test_straight_apostrophes_quote_too() -> None:
    ((source, _, content),) = parts("''This is no combat mission,'' the official said. ''It is to help partners.''")
    assert source == ["the official"]
    assert "help partners" in content[-1]


def test_a_name_before_a_colon_speaks() -> None:
    ((source, cue, content),) = parts("Ali Saleh: the road to the port will open tomorrow")
    assert (source, cue) == (["Ali Saleh"], [":"])
    assert content == ["the road to the port will open tomorrow"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The minister praised the work of the doctors.", ["The minister"], "the work of the doctors"),
        ("Voters want the government to resign.", ["Voters"], "the government to resign"),
        ("The talks seem to have failed.", [], "The talks"),
    ],
)
def test_what_is_thought_wanted_or_judged_is_listed(text: str, source: list[str], content: str) -> None:
    (found,) = parts(text)
    assert found[0] == source
    assert found[2][0] == content


def test_what_a_speaker_wants_is_part_of_what_is_said() -> None:
    (found,) = parts('"I want the war to end," the envoy said.')
    assert found[0] == ["the envoy"]


def test_an_attitude_makes_no_speaker_of_a_claim() -> None:
    (sentence,) = explain_text("Voters praised the army, which shelled the port on Monday.", load_packs(["lang-en"]))
    assert [claim["speaker"] for claim in sentence["claims"]] == [None]


def test_who_says_that_others_did_it_blames_too() -> None:
    found = sijil.attributions("The army said rebels had shelled the town, blaming the attack on a local commander.")
    assert {one.speaker.mention.surface for one in found if one.speaker} == {"The army"}


def test_a_reason_that_is_cited_does_not_speak() -> None:
    found = sijil.attributions("The ministry announced the death of two pilots, citing an engine failure.")
    assert {one.speaker.mention.surface for one in found if one.speaker} == {"The ministry"}


def test_a_quotation_in_which_others_speak_too_is_whole() -> None:
    found = parts("“The road is bad,” the adviser said. “I think few people would say they like it. We wait.”")
    assert found[0][0] == ["the adviser"]
    assert "We wait" in found[0][2][-1]


def test_a_sentence_that_only_says_who_spoke_has_the_quotation_before_it() -> None:
    ((source, cue, content),) = parts('"We have no bread. Who will bring it, if not you?" Anna Moor asked.')
    assert (source, cue) == (["Anna Moor"], ["asked"])
    assert content[0].startswith('"We have no bread')


def test_a_quotation_behind_a_colon_has_its_cue() -> None:
    ((source, cue, content),) = parts('The army said in a statement:\n\n"We have taken the hill. Our men hold it."')
    assert (source, cue) == (["The army"], ["said"])
    assert "hold it" in content[-1]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister dismissed her claim that the bridge was unsafe.", "her", "claim", "that the bridge was unsafe"),
        ("Residents were worried that the dam would break.", "Residents", "worried", "that the dam would break"),
        ("Asked whether the road was open, the driver left.", "", "Asked", "whether the road was open"),
        ("She thanked the nurses for staying open.", "She", "thanked", "the nurses for staying open"),
        ("The editor, who opposes the law, resigned.", "who", "opposes", "the law"),
    ],
)
def test_nouns_states_and_participles_report_too(text: str, source: str, cue: str, content: str) -> None:
    found = [one for one in parts(text) if one[1] == [cue]]
    assert [(" ".join(one[0])[-len(source) :] if source else "", one[2][0]) for one in found] == [(source, content)]


def test_a_state_of_mind_makes_no_speaker_of_a_claim() -> None:
    text = "Villagers were worried that rebels had shelled the port on Monday."
    (sentence,) = explain_text(text, load_packs(["lang-en"]))
    assert {claim["speaker"] for claim in sentence["claims"]} <= {None}


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The dam will hold,” the engineer said.", "the engineer", "said", "“The dam will hold,”"),
        ("The union called for a strike.", "The union", "called", "a strike"),
        ("The mayor raised concerns about the bridge.", "The mayor", "concerns", "the bridge"),
        ("Rumors that the bank had closed spread fast.", "", "Rumors", "that the bank had closed"),
        ("The envoy seemed to urge a delay.", "The envoy", "urge", "a delay"),
        ("The farmers oppose Ali Saleh, the judge.", "The farmers", "oppose", "Ali Saleh, the judge"),
        ("The bank dropped a plan criticized by the nurses.", "the nurses", "criticized", "a plan"),
        ("He pointed out that the well was dry.", "He", "pointed", "that the well was dry"),
    ],
)
def test_what_is_said_ends_where_the_words_around_it_begin(text: str, source: str, cue: str, content: str) -> None:
    assert [(" ".join(one[0]), one[2]) for one in parts(text) if one[1] == [cue]] == [(source, [content])]


def test_who_does_what_shows_an_attitude_holds_it() -> None:
    found = [one for one in parts("The council took the unusual step of criticizing the judge.") if one[2]]
    assert [one[0] for one in found] == [["The council"]]


def test_a_quotation_over_several_sentences_is_one_range() -> None:
    ((_, _, content),) = parts('"The well is dry. We have no rain. Nobody came," the farmer said.')
    assert content == ['"The well is dry. We have no rain. Nobody came,"']


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("As the baker pointed out, the mill is closed.", "the baker", "pointed", "the mill is closed"),
        ("She joked about moving to the moon.", "She", "joked", "moving to the moon"),
        ("The end of the strike was announced.", "", "announced", "The end of the strike"),
        ("The plan, a clerk said, is to wait.", "a clerk", "said", "The plan is to wait"),
        ("The union pushed for higher wages.", "The union", "pushed", "higher wages"),
        ("The court ruled that the bridge must close.", "The court", "ruled", "that the bridge must close"),
        ("The driver asked if the ferry was late.", "The driver", "asked", "if the ferry was late"),
        ("They sold the boat she liked.", "she", "liked", "the boat"),
        ("The miners hailed the deal as a victory.", "The miners", "hailed", "the deal as a victory"),
        ("The teacher explained the rule to the pupils.", "The teacher", "explained", "the rule"),
        ("She talked at school about her illness.", "She", "talked", "her illness"),
        ("In a letter, Ali Saleh said he welcomed the vote.", "Ali Saleh", "said", "he welcomed the vote"),
        ("There were allegations of fraud at the bank.", "", "allegations", "fraud at the bank"),
        ("The film drew praise from critics.", "critics", "praise", "The film"),
        ("The news left sailors hopeful that the storm would pass.", "sailors", "hopeful", "that the storm would pass"),
        ("His goal is to cross the lake.", "His", "goal", "to cross the lake"),
        ("The harvest seems like a failure.", "", "seems", "The harvest like a failure"),
        ("The union accused Ali Saleh of lying.", "The union", "accused", "Ali Saleh of lying"),
    ],
)
def test_words_of_many_kinds_tell_who_holds_what(text: str, source: str, cue: str, content: str) -> None:
    found = [one for one in parts(text) if one[1] == [cue]]
    assert [(" ".join(one[0]), " ".join(one[2])) for one in found] == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The cook saw the goat.",
        "The girls put the milk in a jar.",
        "A village called Hadd lies in the hills.",
        "The governor spoke at a school.",
    ],
)
def test_verbs_that_mostly_mean_another_thing_need_a_clause(text: str) -> None:
    assert parts(text) == []


def test_two_sayings_joined_are_two() -> None:
    found = parts("The mayor said he would rebuild the market and predicted that trade would grow.")
    assert [(one[0], one[1], one[2]) for one in found] == [
        (["The mayor"], ["said"], ["he would rebuild the market"]),
        (["The mayor"], ["predicted"], ["that trade would grow"]),
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('"The well is dry," Anna Moor told the Morning Post.', "Anna Moor", "told"),
        ("The talks broke down, said one official in the room.", "one official in the room", "said"),
        ("Anna Moor, who's called for an inquiry, resigned.", "Anna Moor who", "called"),
        ("Citing the heat, Anna Moor accused Ali Saleh of negligence.", "Anna Moor", "Citing"),
        ('"It brought us calm," said Ali Saleh, referring to the ceasefire.', "Ali Saleh", "referring"),
    ],
)
def test_who_speaks_is_not_who_is_told_or_accused(text: str, source: str, cue: str) -> None:
    assert [" ".join(one[0]) for one in parts(text) if one[1] == [cue]] == [source]


def test_a_quotation_under_a_colon_ends_with_its_marks() -> None:
    found = parts(
        'She said:\n\n"I saw the flood. I was afraid."\n\nThe river fell on Monday. The bridge was open again.'
    )
    assert all("bridge" not in words for one in found for words in one[2])


def test_a_name_in_marks_is_not_said() -> None:
    ((_, _, content),) = parts('"We need rain," the farmer said on "The Morning Show".')
    assert content == ['"We need rain,"']


def test_who_is_quoted_adding_something_adds_only_that() -> None:
    found = parts('"The road is bad," Ali Saleh said, adding: "Nobody will mend it."')
    assert [one[2] for one in found if one[1] == ["adding"]] == [['"Nobody will mend it."']]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Rebels attacked the base at Gao, a colonel told reporters by telephone.", "telephone"),
        ("The group said through its Amaq news agency that it had attacked a base near Gao.", "its Amaq news agency"),
        ("Two soldiers were killed, President Ali Diallo said in an address on state television.", "state television"),
        ("In a message posted on Facebook the rebels acknowledged that they had left Gao.", "Facebook"),
    ],
)
def test_media_are_named_in_many_ways(text: str, channel: str) -> None:
    assert channel in {one.speaker.channel for one in sijil.attributions(text) if one.speaker}


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("It matters, she said on Friday, that they stay.", "she", "said", ["It matters", "that they stay"]),
        ("The mission called on the army to leave.", "The mission", "called", ["the army to leave"]),
        ("The commander, Osman said, has raised a force.", "Osman", "said", ["The commander", "has raised a force"]),
        (
            'The mission also called on Chad to conduct a "full review".',
            "The mission",
            "called",
            ['Chad to conduct a "full review"'],
        ),
        ('She called for fees to be "paid back" by officers.', "She", "called", ['fees to be "paid back" by officers']),
        ('The army used "excessive force", Amnesty said.', "Amnesty", "said", ['The army used "excessive force"']),
        ("The ministry declined to comment on the strike.", "The ministry", "declined", ["the strike"]),
        ("She continued that an officer had lied.", "She", "continued", ["that an officer had lied"]),
        ("The leaders have signaled their support for the truce.", "The leaders", "support", ["the truce"]),
        ("The general, who began by marveling at the dam, left.", "The general who", "marveling", ["the dam"]),
        ("He said he doubted it, arguing that it was a trap.", "He", "arguing", ["that it was a trap"]),
    ],
)
def test_what_is_said_is_whole_and_no_more(text: str, source: str, cue: str, content: list[str]) -> None:
    assert (source, content) in [(" ".join(one[0]), one[2]) for one in parts(text) if one[1] == [cue]]


def test_labels_in_capitals_part_the_turns_of_an_interview() -> None:
    text = (
        "Adam Musa spoke to Radio Hadd.\n\nMUSA: We hold the town. Nobody can stop us.\n\nREPORTER: What of the "
        "bridge?\n\nMUSA: We hold it too. We hold it for good.\n\n(END OF CLIP)\n\nThe army denied it."
    )
    said = [one[2][0] for one in parts(text) if one[0] == ["MUSA"]]
    assert said == ["We hold the town. Nobody can stop us.", "We hold it too. We hold it for good."]


def test_words_in_capitals_that_name_nobody_open_no_turn() -> None:
    found = sijil.attributions("UPDATE: The town has fallen. The army left.\n\nWATCH: The town burns. Nobody is there.")
    assert found == ()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("There is a recognition that the truce has failed.", "", "recognition", "that the truce has failed"),
        ("She is a critic of the new law.", "She", "critic", "the new law"),
        ("It is not clear whether the town has fallen.", "", "clear", "whether the town has fallen"),
        ("The minister responded to the charge of fraud.", "The minister", "responded", "the charge of fraud"),
        ("In the mayor's view, the truce is dead.", "the mayor", "view", "the truce is dead"),
        ("In the words of a resident, the town is empty.", "a resident", "words", "the town is empty"),
        ('"We won the war today!" beamed Ali Saleh.', "Ali Saleh", "beamed", '"We won the war today!"'),
        ("The Hadd Post reports that the road is shut.", "The Hadd Post", "reports", "that the road is shut"),
        ('The minister shot back: "That is not true at all."', "The minister", "shot", '"That is not true at all."'),
        ("He conceded that the bridge had been lost.", "He", "conceded", "that the bridge had been lost"),
    ],
)
def test_holders_answers_and_what_is_clear_are_listed(text: str, source: str, cue: str, content: str) -> None:
    assert ([source] if source else [], [cue], [content]) in parts(text)


@pytest.mark.parametrize(
    "text",
    ["The price of oil is compared with last year.", "The army fired back at the hill.", "A fan of the club died."],
)
def test_words_that_answer_nobody_hold_nothing(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The singer was booed by the crowd after telling the guests that they were ridiculous.",
            "The singer",
            "telling",
            ["that they were ridiculous"],
        ),
        ("The mayor remains popular, with 87 percent viewing him well.", "87 percent", "viewing", ["him well"]),
        ("The slump had farmers wondering about their future.", "farmers", "wondering", ["their future"]),
        ("About one in five say they would not vote.", "About one in five", "say", ["they would not vote"]),
        ("Seven in 10 voters back the plan.", "Seven in 10 voters", "back", ["the plan"]),
        ("Aden, Musa said, made him think again.", "Musa", "said", ["Aden", "made him think again"]),
    ],
)
def test_who_says_is_who_does_it(text: str, source: str, cue: str, content: list[str]) -> None:
    assert ([source], [cue], content) in parts(text)


def test_a_verb_that_says_who_spoke_has_no_quotation() -> None:
    found = parts('"It was wrong. He lied," said one of two witnesses who told the same story.')
    assert [one[1] for one in found if any('"' in words for words in one[2])] == [["said"]]
