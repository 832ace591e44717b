from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijil.extract.claims import extract_report, find_all
from sijil.packs import Packs
from sijil.records import Claim, ClaimKind, PassageKind, Scope, Stance, rows_digest
from sijil.stage import Rows

KILLED = (
    "Gunmen/gunman/NOUN/2/nsubj killed/kill/VERB/0/root two/NUM/4/nummod soldiers/soldier/NOUN/2/obj ./PUNCT/2/punct"
)
UNCONFIRMED = """
There/PRON/2/expl was/be/VERB/0/root no/DET/5/det independent/ADJ/5/amod confirmation/NOUN/2/nsubj of/ADP/8/case
the/DET/8/det report/NOUN/5/nmod ./PUNCT/2/punct
"""
OF_THE_WEATHER = """
No/DET/2/det confirmation/NOUN/3/nsubj came/come/VERB/0/root about/ADP/6/case the/DET/6/det weather/NOUN/3/obl
"""
QUAKE = """
More/ADJ/3/advmod than/ADP/1/fixed 300/NUM/4/nummod people/NOUN/6/nsubj:pass were/be/AUX/6/aux:pass
killed/kill/VERB/0/root in/ADP/9/case the/DET/9/det earthquake/NOUN/6/obl ./PUNCT/6/punct
"""
PLAYERS = """
Two/NUM/2/nummod players/player/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass injured/injure/VERB/0/root in/ADP/7/case
the/DET/7/det match/NOUN/4/obl ./PUNCT/4/punct
"""
WAR = """
Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC with/ADP/5/case rockets/rocket/NOUN/2/obl
after/ADP/8/case an/DET/8/det ambush/NOUN/2/obl ./PUNCT/2/punct
"""
SENTENCES = (
    "Gunmen killed two soldiers in Gao on Sunday.",
    "Rebels attacked an army base near Goma, killing nine soldiers, the ministry said.",
    "The army denied that its planes had bombed the market.",
    '"We captured the town," said Colonel Omar Zidan, a spokesman for the army.',
    "At least 14 civilians were killed in shelling on Monday.",
    "Talks will resume next week.",
    "A suicide bombing killed 12 people in Kabul, police said.",
    "Rebels hold most of the city.",
    "More than 3,000 residents fled the town.",
    "According to a medic, five children were wounded — two of them badly.",
)


def only(claims: list[Claim]) -> Claim:
    (claim,) = claims
    return claim


def bounds(claim: Claim) -> list[tuple[str, int | None, int | None]]:
    return [(figure.harm, figure.quantity.low, figure.quantity.high) for figure in claim.figures]


def test_a_killing_has_killer_victim_figure_and_words(story: Callable) -> None:
    told = story(KILLED)
    claim = only(told.claims)
    assert (claim.type, claim.kind, claim.stance) == ("killing", ClaimKind.EVENT, Stance.ASSERTED)
    assert [mention.surface for mention in claim.mentions("actor")] == ["Gunmen"]
    assert [mention.surface for mention in claim.mentions("target")] == ["two soldiers"]
    assert bounds(claim) == [("killed", 2, 2)]
    assert claim.evidence[0].cut(told.report.text) == "Gunmen killed two soldiers"
    assert claim.trigger.cut(told.report.text) == "killed"
    assert (claim.rule, claim.found_by, claim.speaker) == ("kill", ("rules",), None)


def test_a_headline_is_less_sure_than_the_body(story: Callable) -> None:
    body, headline = only(story(KILLED).claims), only(story(KILLED, kind=PassageKind.HEADLINE).claims)
    assert headline.score < body.score


def test_the_next_sentence_can_cast_doubt(story: Callable) -> None:
    assert only(story(KILLED, UNCONFIRMED).claims).stance is Stance.DOUBTED


def test_a_sentence_of_something_else_casts_no_doubt(story: Callable) -> None:
    assert only(story(KILLED, OF_THE_WEATHER).claims).stance is Stance.ASSERTED


def test_doubt_reaches_no_further_than_the_sentence_before(story: Callable) -> None:
    first, *_, second = story(KILLED, KILLED, UNCONFIRMED).claims
    assert (first.stance, second.stance) == (Stance.ASSERTED, Stance.DOUBTED)


def test_those_killed_by_an_earthquake_are_no_claim(story: Callable) -> None:
    assert story(QUAKE).claims == []


def test_those_killed_by_an_earthquake_are_no_claim_in_a_report_of_war_either(story: Callable) -> None:
    assert [claim.type for claim in story(WAR, QUAKE).claims] == ["shelling"]


def test_a_report_that_is_not_of_violence_makes_no_casualty_claims(story: Callable) -> None:
    assert story(PLAYERS).claims == []
    assert (
        len(find_all(story(PLAYERS).report, list(story(PLAYERS).passages), story(PLAYERS).lexicon, violent=True)) == 1
    )


def test_the_same_words_twice_are_two_claims(story: Callable) -> None:
    claims = story(KILLED, KILLED).claims
    assert len({claim.id for claim in claims}) == 2


def test_claims_come_in_the_order_of_the_text(story: Callable) -> None:
    starts = [claim.trigger.start for claim in story(KILLED, WAR, KILLED).claims]
    assert starts == sorted(starts)


def test_a_report_without_passages_makes_no_claims(story: Callable) -> None:
    told = story(KILLED)
    assert find_all(told.report, [], told.lexicon) == []


def test_the_registers_names_beat_the_models_labels(story: Callable) -> None:
    fell = "Benghazi/PROPN/2/nsubj/PER fell/fall/VERB/0/root to/ADP/5/case the/DET/5/det army/NOUN/2/obl"
    claim = only(story(fell).claims)
    assert [mention.surface for mention in claim.mentions("place")] == ["Benghazi"]
    assert story(fell.replace("Benghazi", "Tarfa")).claims == []


# Whole sentences, read by the language model: plain ones, since the model is not what is tested here.


def test_killed_and_wounded_are_two_figures_of_one_claim(claims: Callable) -> None:
    claim = only(claims("Twelve soldiers were killed and 30 wounded in an ambush near Gao on Monday."))
    assert claim.type == "attack"
    assert bounds(claim) == [("killed", 12, 12), ("wounded", 30, 30)]
    assert [mention.surface for mention in claim.mentions("place")] == ["Gao"]
    assert [mention.surface for mention in claim.mentions("time")] == ["on Monday"]


def test_killed_in_clashes_since_tuesday_is_a_toll_over_a_period(claims: Callable) -> None:
    claim = only(claims("Twelve soldiers have been killed in clashes with rebels since Tuesday."))
    assert (claim.type, claim.kind) == ("toll", ClaimKind.TOLL)
    assert [figure.scope for figure in claim.figures] == [Scope.PERIOD]


def test_an_air_strike_and_its_dead_are_one_claim(claims: Callable) -> None:
    claim = only(claims("An air strike killed nine civilians in Idlib on Friday."))
    assert (claim.type, bounds(claim)) == ("air_strike", [("killed", 9, 9)])
    assert claim.figures[0].status == "civilian"


def test_nobody_killed_is_no_casualty(claims: Callable) -> None:
    assert not [claim for claim in claims("No civilians were killed in the air strike.") if claim.figures]


def test_a_denied_bombing_is_kept_as_denied(claims: Callable) -> None:
    assert only(claims("The army denied that its planes had bombed the market.")).stance is Stance.DENIED


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("In 2014, gunmen killed nine soldiers in Gao.", True),
        ("Gunmen have killed nine soldiers in Gao since 2014.", True),
        ("Gunmen have held the town of Gao since 2014.", False),
        ("Gunmen killed nine soldiers in Gao on Sunday.", False),
    ],
)
def test_what_was_long_ago_is_background(claims: Callable, text: str, background: bool) -> None:  # noqa: FBT001
    assert only(claims(text)).background is background


def test_a_source_at_the_end_speaks_of_the_whole_sentence(claims: Callable) -> None:
    claim = only(claims("Rebels killed nine soldiers in Gao on Sunday, an army spokesman said."))
    assert claim.speaker is not None
    assert claim.speaker.mention.surface == "an army spokesman"


def test_the_same_report_twice_gives_the_same_claims(news: Callable) -> None:
    told = news(" ".join(SENTENCES))
    assert told.claims == told.claims
    assert rows_digest(told.claims) == rows_digest(told.claims)
    assert len(told.claims) >= 5


def test_passages_in_any_order_give_equal_claims(news: Callable, packs: Packs) -> None:
    told = news(" ".join(SENTENCES))
    expected = list(extract_report(Rows((told.report, *told.passages)), packs))
    rows = [told.report, *told.passages]
    for seed in range(3):
        random.Random(seed).shuffle(rows)  # noqa: S311 - an order, not a secret
        assert list(extract_report(Rows(tuple(rows)), packs)) == expected


@settings(max_examples=25)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n"]))
def test_whatever_a_claim_mentions_stands_in_the_text(news: Callable, sentences: list[str], between: str) -> None:
    told = news(between.join(sentences))
    text = told.report.text
    for claim in told.claims:
        mentions = [argument.mention for argument in claim.arguments]
        mentions += [figure.group for figure in claim.figures if figure.group]
        if claim.speaker:
            speaker = claim.speaker
            mentions += [m for m in (speaker.mention, speaker.name, speaker.party, speaker.said) if m]
        assert all(mention.span.cut(text) == mention.surface for mention in mentions)
        assert all(mention.span.start <= mention.head < mention.span.end for mention in mentions)
        passage = next(p for p in told.passages if p.start <= claim.trigger.start < p.end)
        for span in (claim.trigger, *claim.evidence, *(figure.quantity.span for figure in claim.figures)):
            assert passage.start <= span.start < span.end <= passage.end
        assert claim.evidence[0].start <= claim.trigger.start
        assert claim.trigger.end <= claim.evidence[0].end


def rule_of(story: Any) -> list[tuple[str, list[tuple[str, int | None, int | None]]]]:  # noqa: ANN401  # the conftest cannot be imported
    """Return type and figures of each claim."""
    return [(claim.type, [(f.harm, f.quantity.low, f.quantity.high) for f in claim.figures]) for claim in story.claims]


def test_a_verb_joined_behind_the_dead_takes_the_wounded(story: Callable[..., Any]) -> None:
    told = story(
        """
        Rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root 12/NUM/4/nummod soldiers/soldier/NOUN/2/obj and/CCONJ/6/cc
        wounded/wound/VERB/4/conj 30/NUM/8/nummod others/other/NOUN/4/conj ./PUNCT/2/punct
        """
    )
    assert rule_of(told) == [("killing", [("killed", 12, 12), ("wounded", 30, 30)])]


def test_a_quote_ends_before_the_source_and_the_next_clause(story: Callable[..., Any]) -> None:
    told = story(
        """
        Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC ,/PUNCT/7/punct
        according/accord/VERB/7/case to/ADP/5/fixed ministry/NOUN/2/obl ./PUNCT/2/punct
        """
    )
    (claim,) = told.claims
    assert claim.evidence[0].cut(told.report.text) == "Rebels shelled Gao"


def test_a_total_so_far_stands_beside_the_attack(story: Callable[..., Any]) -> None:
    told = story(
        """
        Nine/NUM/2/nummod people/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root in/ADP/7/case
        the/DET/7/det attack/NOUN/4/obl ,/PUNCT/9/punct bringing/bring/VERB/4/advcl to/ADP/11/case 87/NUM/9/obl
        the/DET/13/det number/NOUN/9/obj of/ADP/15/case dead/NOUN/13/nmod ./PUNCT/4/punct
        """
    )
    scopes = {f.quantity.low: f.scope for claim in told.claims for f in claim.figures}
    assert scopes == {9: Scope.EVENT, 87: Scope.RUNNING_TOTAL}


def test_the_dead_of_shelling_do_not_shell(story: Callable[..., Any]) -> None:
    told = story(
        """
        Fourteen/NUM/2/nummod civilians/civilian/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root
        in/SCONJ/6/mark shelling/shell/VERB/4/advcl ./PUNCT/4/punct
        """
    )
    assert not any(claim.mentions("actor") for claim in told.claims)


def test_a_raid_is_no_air_strike(story: Callable[..., Any]) -> None:
    told = story(
        """
        Four/NUM/2/nummod villagers/villager/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass killed/kill/VERB/0/root
        in/ADP/7/case a/DET/7/det raid/NOUN/4/obl ./PUNCT/4/punct
        """
    )
    assert rule_of(told) == [("attack", [("killed", 4, 4)])]


def test_whom_nobody_names_is_not_blamed(claims: Callable) -> None:
    shelled = "A shell hit the market in Gao."
    blamed = [claim for claim in claims(f"{shelled} Residents blamed rebel artillery.") if claim.mentions("actor")]
    assert [claim.type for claim in blamed] == ["shelling"]
    assert len(claims(f"{shelled} Residents blamed artillery.")) == 1


def test_two_joined_verbs_of_saying_keep_what_each_says(claims: Callable) -> None:
    told = claims(
        "An explosion hit the base. An adviser, Omar Musa, denied in an interview that rebels were behind the "
        "explosion and suggested that a fire might have caused it."
    )
    assert [claim.stance for claim in told if claim.mentions("actor")] == [Stance.DENIED]


def test_bases_are_no_basis(claims: Callable) -> None:
    assert [claim.type for claim in claims("Rebels overran two army bases near Gao.")] == ["territory_gained"]


def test_a_lower_bound_denies_nothing(claims: Callable) -> None:
    (claim,) = claims("No fewer than 20 air strikes on clinics were recorded in March.")
    assert claim.stance is Stance.ASSERTED


def test_joined_nouns_of_harm_count_each_its_own(claims: Callable) -> None:
    (claim,) = claims("The blast caused six deaths and 14 injuries.")
    assert [(figure.harm, figure.quantity.low) for figure in claim.figures] == [("killed", 6), ("wounded", 14)]


@pytest.mark.parametrize("people", ["the Alawites", "the Jesuits"])
def test_those_who_were_killed_may_be_called_by_their_people_alone(claims: Callable, people: str) -> None:
    found = claims(f"Soldiers shelled a village near Bor. The killing of {people} shocked the province.")
    assert [mention.surface for mention in found[-1].mentions("target")] == [people]


def test_those_at_whose_hands_people_died_are_who_did_it(claims: Callable) -> None:
    (claim,) = claims("Nineteen traders were killed in Bor at the hands of government soldiers.")
    assert claim.type == "killing"
    assert [mention.surface for mention in claim.mentions("actor")] == ["government soldiers"]


def test_those_of_whom_something_is_said_do_not_speak(claims: Callable) -> None:
    (claim,) = claims("Opposition forces of the NLA are said to have ambushed a convoy near Bor.")
    assert claim.speaker is None


def test_what_somebody_is_denied_is_no_denial(claims: Callable) -> None:
    told = claims("Relief convoys were denied passage at a bridge held by the militia.")
    assert {claim.type: claim.stance for claim in told} == {
        "aid_denied": Stance.ASSERTED,
        "control": Stance.ASSERTED,
    }
    assert not any(claim.speaker for claim in told)


def test_who_did_not_survive_died(claims: Callable) -> None:
    last = claims("The clinic received 90 soldiers wounded by shells; 12 of them did not survive.")[-1]
    assert [(figure.harm, figure.quantity.low) for figure in last.figures] == [("killed", 12)]


def test_who_is_held_responsible_is_the_object(claims: Callable) -> None:
    last = claims("A shell killed six people in Gori. The mayor held the army responsible.")[-1]
    assert [mention.surface for mention in last.mentions("actor")] == ["the army"]


def test_those_left_or_reported_dead_did_not_do_it(claims: Callable) -> None:
    for text in ("The bombing left six guards martyred.", "The ministry reported 45 of its soldiers killed in a raid."):
        assert not claims(text)[-1].mentions("actor")


def test_those_on_whom_an_attack_is_blamed_are_not_its_target(claims: Callable) -> None:
    first = claims("A raid blamed on the rebels killed six people near Gori.")[0]
    assert "rebels" not in [mention.surface for mention in first.mentions("target")]
