"""Repairs of trees keep them trees, and give people back what the parser hung elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.extract.lexicon import Lexicon
from sijil.extract.mend import mend_compounds, mend_joined_verbs, mend_speakers
from sijil.extract.mend_clauses import mend_clauses
from sijil.extract.mend_counts import mend_counts
from sijil.extract.mend_gaps import mend_gaps
from sijil.extract.mend_garden import mend_garden
from sijil.extract.mend_happenings import mend_happenings
from sijil.extract.mend_harms import mend_harms
from sijil.extract.mend_headlines import mend_headlines
from sijil.extract.mend_joined import mend_joined
from sijil.extract.mend_lists import mend_lists
from sijil.extract.mend_notices import mend_notices
from sijil.extract.mend_nouns import mend_nouns
from sijil.extract.mend_strikers import mend_strikers
from sijil.extract.mend_sufferers import mend_sufferers
from sijil.extract.mend_verbs import mend_verbs
from sijil.extract.tree import Tree
from sijil.extract.trials import mend_trials
from sijil.records import Claim, Name, Passage, PassageKind

WORDS = {
    "two": "NUM", "soldiers": "NOUN", "personnel": "NOUN", "Rono": "PROPN", "Musa": "PROPN", "shot": "VERB",
    "dead": "ADJ", "killed": "VERB", "wounded": "VERB", "a": "DET", "his": "PRON", "son": "NOUN", ",": "PUNCT",
    "and": "CCONJ", "identified": "VERB", "as": "ADP", "of": "ADP", "cease": "NOUN", "-": "PUNCT", "fire": "NOUN",
    "was": "AUX", "five": "NUM", "others": "NOUN", "driver": "NOUN", "number": "NOUN", "at": "ADP", "least": "ADJ",
    "many": "ADJ", "from": "ADP", "to": "ADP", "were": "AUX", "fatally": "ADV", "put": "VERB", "said": "VERB",
    "estimates": "NOUN", "while": "SCONJ", "there": "PRON", "rebels": "NOUN", "shell": "NOUN", "town": "NOUN",
    "get": "VERB", "sustain": "VERB", "injury": "NOUN", "woman": "NOUN", "rebel": "NOUN", "injuring": "VERB",
}  # fmt: skip
RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "obl", "nmod", "compound", "appos", "conj", "flat", "acl", "nummod", "det", "ccomp",
    "advcl", "parataxis", "mark",
)  # fmt: skip


MENDS = (
    mend_headlines, mend_notices, mend_clauses, mend_garden, mend_strikers, mend_verbs, mend_nouns, mend_sufferers,
    mend_joined, mend_lists, mend_counts, mend_harms, mend_gaps, mend_happenings, mend_trials,
)  # fmt: skip
"""In the order in which `read_trees` makes them."""


@st.composite
def trees(draw: Any) -> Tree:  # noqa: ANN401 - the library's own type
    """Draw a sentence of any of the words with any tree over them."""
    forms = draw(st.lists(st.sampled_from(sorted(WORDS)), min_size=2, max_size=12))
    order = draw(st.permutations(range(len(forms))))
    heads, relations = [-1] * len(forms), ["root"] * len(forms)
    for rank, word in enumerate(order[1:], start=1):
        heads[word] = order[draw(st.integers(0, rank - 1))]
        relations[word] = draw(st.sampled_from(RELATIONS))
    starts = [sum(len(form) + 1 for form in forms[:at]) for at in range(len(forms))]
    labels = draw(st.lists(st.sampled_from(["PER", "LOC", "ORG", None]), min_size=len(forms), max_size=len(forms)))
    passage = Passage(
        report="rep-test",
        start=0,
        end=len(" ".join(forms)),
        kind=PassageKind.BODY,
        starts=tuple(starts),
        ends=tuple(start + len(form) for start, form in zip(starts, forms, strict=True)),
        tags=tuple(WORDS[form] for form in forms),
        lemmas=tuple(form.lower().removesuffix("s") for form in forms),
        heads=tuple(heads),
        relations=tuple(relations),
        names=tuple(
            Name(start=at, end=at + 1, label=label)
            for at, label in enumerate(labels)
            if label and WORDS[forms[at]] == "PROPN"
        ),
        predicates=(),
    )
    return Tree(passage, " ".join(forms))


def depth(tree: Tree, word: int) -> int:
    """Count the words above a word; more than there are words means a circle."""
    steps = 0
    while tree.heads[word] >= 0 and steps <= len(tree):
        word, steps = tree.heads[word], steps + 1
    return steps


@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees())
def test_a_mended_tree_is_a_tree(lexicon: Lexicon, tree: Tree) -> None:
    mend_speakers([tree], lexicon)
    mend_compounds([tree])
    mend_joined_verbs([tree])
    for mend in MENDS:
        mend([tree], lexicon)
    assert all(depth(tree, word) < len(tree) for word in range(len(tree)))
    assert sum(head < 0 for head in tree.heads) == 1


def test_a_number_before_a_long_name_counts_the_people_behind_it(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Seven Lower Valley Border Force (LVBF) personnel were killed in an ambush near Rono.")
    (figure,) = claim.figures
    assert (figure.quantity.low, figure.quantity.high) == (7, 7)


@pytest.mark.parametrize(
    ("text", "type_", "low"),
    [
        (
            (
                "A constable and a home guard were killed and nine others, including three journalists of "
                "private channels, injured when a landmine went off."
            ),
            "explosion",
            9,
        ),
        ("Gunmen killed a baker in Rono. Around twenty more, including a colleague of his, were injured.", "toll", 20),
        ("The mayor was killed along with three drivers near Rono.", "toll", 3),
        ("Rebels killed a former intelligence unit 'chief' of the army.", "killing", 1),
        ("The helicopter shot down by rebels on Tuesday was carrying aid.", "aircraft_lost", 1),
        ("Rebels raided Rono. Police recovered the body of Bhotraj Sodhi, a member of the council.", "toll", 1),
        ("A rebel 'committee member', identified as Darbari (26) was killed in a clash with police.", "toll", 1),
        ("Gunmen kidnapped three nurses in Rono and shot them dead.", "killing", 3),
        ("Musa was abducted from his home for refusing to pay levy, and was killed by rebels.", "killing", 1),
        ("Bandits free 31 more hostages", "release", 31),
        ("Rebels shelled Rono. The injured include nine porters.", "toll", 9),
        ("Rebels shelled Rono. Two traders were killed and six others got injured.", "toll", 6),
        ("Rebels shelled Rono. Four workers - two men and two boys - sustained injuries.", "toll", 4),
        (
            "Rebels shelled Rono. Three others, identified as Adam Musa, Omar Ba and Ali Sow, sustained burns.",
            "toll",
            3,
        ),
        ("Two constables - Adam Musa and Omar Ba - were injured when rebels shelled Rono.", "shelling", 2),
        ("Rebels shelled Rono. Six recruits of the brigade and a sergeant were killed.", "toll", 1),
        ("Rebels took a trader, his wife and two sons from their home in Rono and beat them.", "attack", 4),
    ],
)
def test_those_are_counted_whom_the_tree_had_lost(
    claims: Callable[..., list[Claim]], text: str, type_: str, low: int
) -> None:
    (claim,) = [one for one in claims(text) if one.type == type_]
    assert claim.figures[-1].quantity.low == low


def test_what_somebody_calls_so_is_what_was_launched(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The army launched what it called an operation against the rebels in Rono on Tuesday.")
    assert claim.type == "offensive"
    assert [mention.surface for mention in claim.mentions("place")] == ["Rono"]


def test_how_far_is_not_where(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The troops pushed the rebels back over twelve miles.")
    assert not claim.mentions("place")


def test_whose_throat_was_slit_is_counted_once(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Rebels killed Adam Musa, a trader, by slitting his throat near Rono.")
    assert [figure.quantity.low for figure in claim.figures] == [1]


def test_what_was_killed_is_one_by_whatever_names(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Adam Musa, a trader as well as a leader of the union, was killed by gunmen near Rono.")
    assert [figure.quantity.low for figure in claim.figures] == [1]


def test_the_abducted_who_were_killed_later_suffered_both(claims: Callable[..., list[Claim]]) -> None:
    found = claims("A teacher was abducted from her home by rebels and was later killed by the militia.")
    assert [claim.type for claim in found] == ["abduction", "killing"]


def test_who_burned_lorries_that_carried_food_shot_the_drivers(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Rebels burned at least seven lorries carrying food aid to Rono and shot dead 19 drivers on Friday.")
    shot = next(claim for claim in found if claim.type == "killing")
    assert [mention.surface for mention in shot.mentions("actor")] == ["Rebels"]


def test_who_puts_a_toll_at_a_number_of_dead_did_not_suffer_it(claims: Callable[..., list[Claim]]) -> None:
    (toll,) = claims("The governor had earlier put the toll of the raid at 39 dead.")
    assert not toll.mentions("target")
    assert [figure.quantity.low for figure in toll.figures] == [39]


def test_who_is_named_aside_was_not_killed_and_an_uprising_is_nobody(claims: Callable[..., list[Claim]]) -> None:
    found = claims(
        "The country has been wracked by chaos since a 1999 uprising that toppled and killed "
        "long-time dictator Traore, with two rival authorities vying for control."
    )
    (killing,) = [claim for claim in found if claim.type == "killing"]
    assert [mention.surface for mention in killing.mentions("target")] == ["long-time dictator Traore"]
    assert not killing.mentions("actor")


def test_a_force_is_of_the_body_that_another_brokered(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Troops of the African Union-brokered coalition shelled the town on Monday.")
    assert [mention.surface for mention in claim.mentions("actor")] == [
        "Troops of the African Union-brokered coalition"
    ]


def test_a_number_of_men_suffered_both_harms(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("They killed and wounded a number of our soldiers near Rono.")
    assert [mention.surface for mention in claim.mentions("target")] == ["a number of our soldiers near Rono"]
    groups = {figure.harm: figure.group and figure.group.surface for figure in claim.figures}
    assert groups == dict.fromkeys(("killed", "wounded"), "a number of our soldiers near Rono")


def test_a_verb_behind_a_long_aside_is_that_of_the_sentence(claims: Callable[..., list[Claim]]) -> None:
    found = claims(
        "The YPG militants, an affiliate of the PKK, who had to withdraw from Rono under a 2019 deal between Turkey "
        "and Russia, wounded three civilians in a Grad missile attack."
    )
    (struck,) = [claim for claim in found if claim.figures]
    assert struck.type == "shelling"
    assert struck.mentions("actor")[0].surface == "The YPG militants"


def test_two_happenings_of_which_one_follows_the_other_are_two(claims: Callable[..., list[Claim]]) -> None:
    found = claims("The air strike follows rocket attacks on the embassy in Rono.")
    assert [(claim.type, len(claim.mentions("weapon"))) for claim in found] == [("air_strike", 0), ("shelling", 1)]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("At least three suspected women cadres of the LVBF were killed by troops in a raid near Rono.", 3),
        ("Idris Bakari, a resident of Rono village in the Kessa District, was hacked to death by rebels.", 1),
        ("Around 24 suspected cadres of the LVBF killed a local Union Party leader, Adam Musa, at Rono.", 1),
    ],
)
def test_those_who_were_killed_are_counted_whatever_the_tree_makes_of_them(
    claims: Callable[..., list[Claim]], text: str, low: int
) -> None:
    (claim,) = claims(text)
    assert [figure.quantity.low for figure in claim.figures] == [low]
    assert "Rono" not in claim.mentions("target")[0].surface


def test_who_gains_ground_stands_behind_with(claims: Callable[..., list[Claim]]) -> None:
    found = claims(
        "Morania slid into chaos after Traore fell, with several armed groups, including the Union of the Valley, "
        "gaining a foothold in the country."
    )
    (advance,) = [claim for claim in found if claim.type == "advance"]
    assert advance.mentions("actor")[0].surface.startswith("several armed groups")


def _roles(claim: Claim) -> dict[str, list[str]]:
    return {role: [one.surface for one in claim.mentions(role)] for role in ("actor", "target", "weapon")}


@pytest.mark.parametrize(
    ("text", "type_", "actor", "target"),
    [
        ("The minister condemned the group's suicide attacks in the town of Rono, which killed 12 civilians.",
         "suicide_bombing", ["the group"], ["12 civilians"]),
        ("A wave of strikes hit nurses who had rushed to the scene, killing five.", "air_strike", [], ["nurses"]),
        ("Rebels executed at least 20 civilians in Soro on Monday.", "killing", ["Rebels"], ["at least 20 civilians"]),
        ("Hospital shelled for third time", "shelling", [], ["Hospital"]),
        ("This was an awful attack, with at least ten people killed.", "attack", [], ["at least ten people"]),
        ("An attack on Monday on an army base wounded six soldiers.", "attack", [], ["an army base"]),
        ("Adam Musa was captured at the station by army troops led by Colonel Traore.", "arrest",
         ["army troops led by Colonel Traore"], ["Adam Musa"]),
        ("Three teachers were believed abducted by rebels on Monday.", "abduction", ["rebels"], ["Three teachers"]),
        ("Rebels raided Rono. Many spoke of a girl whose arm was injured by police.", "toll", ["police"], ["a girl"]),
        ("He accused the army in turn of shelling Rono.", "shelling", ["the army"], ["Rono"]),
        ("I condemn the attack on a station in Rono, for which the Union Front has claimed responsibility.", "attack",
         ["the Union Front"], ["a station in Rono"]),
    ],
)  # fmt: skip
def test_who_did_it_and_who_suffered_stand_where_the_tree_hung_them_elsewhere(
    claims: Callable[..., list[Claim]], text: str, type_: str, actor: list[str], target: list[str]
) -> None:
    (claim,) = [one for one in claims(text) if one.type == type_ and _roles(one)["target"] == target]
    assert _roles(claim)["actor"] == actor


def test_what_the_attackers_of_rebels_did_before_stays_theirs(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Troops attacked rebels who had stormed the base, killing six.")
    assert [len(claim.figures) for claim in found] == [0, 1]
    assert _roles(found[1])["actor"] == ["rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "One strike near Rono destroyed a tank.",
        "The air strikes have destroyed 30 vehicle bombs and 11 tunnels.",
    ],
)
def test_what_was_destroyed_is_no_weapon(claims: Callable[..., list[Claim]], text: str) -> None:
    (claim,) = claims(text)
    assert _roles(claim)["weapon"] == []


def test_what_dropped_the_bombs_on_a_tank_is_the_weapon(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Warplanes destroyed a tank near Rono on Monday.")
    assert _roles(claim)["weapon"] == ["Warplanes"]


def test_those_who_were_hurt_when_they_set_off_a_mine_did_not_do_it(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Two farmers were killed when they set off a mine near Rono.")
    assert _roles(claim) == {"actor": [], "target": ["Two farmers"], "weapon": ["mine"]}


def test_strikes_by_somebody_on_something_are_told_with_their_dead(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("At least 12 people were killed in strikes by the navy on a market in Rono.")
    assert claim.type == "air_strike"
    assert [figure.quantity.low for figure in claim.figures] == [12]


def test_what_befell_others_in_another_town_is_another_happening(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Two guards were shot dead in Homs, and three soldiers were killed by a bomb in Aleppo.")
    assert [[figure.quantity.low for figure in claim.figures] for claim in found] == [[2], [3]]


def test_a_kind_of_strike_is_nobody(claims: Callable[..., list[Claim]]) -> None:
    (bare,) = claims("Military air strikes killed six people in Rono.")
    (named,) = claims("Israeli military strikes killed six people in Rono.")
    assert (_roles(bare)["actor"], _roles(named)["actor"]) == ([], ["Israeli"])


def test_a_number_of_others_killed_is_no_killer(claims: Callable[..., list[Claim]]) -> None:
    found = claims("Of those, 30 were killed by soldiers and eight by settlers.")
    assert [_roles(claim)["actor"] for claim in found] == [["soldiers"], ["settlers"]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A shell hit a clinic in Rono, killing six people, a health official there said.", "a health official"),
        ("Shells killed some 40 people in Rono, the UNHCR estimates, most of them women.", "the UNHCR"),
        ("The spokesman denied that troops had lied, and accused rebels of killing six nurses.", "The spokesman"),
        ("A guard told Reuters nine were buried, while the mayor, who hid, said rebels killed 40 men.", "the mayor"),
        ("The mayor said the rebels, now boxed into two streets, had killed four hostages.", "The mayor"),
    ],
)
def test_who_speaks_is_found_where_the_tree_had_lost_them(
    claims: Callable[..., list[Claim]], text: str, speaker: str
) -> None:
    last = claims(text)[-1].speaker
    assert last is not None
    assert last.mention.surface == speaker


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Upwards of fifty villagers were wounded in the raid on Kafra.", 51),
        ("Upward of ninety villagers were wounded in the raid on Kafra.", 91),
    ],
)
def test_upwards_of_a_number_is_a_bound_of_those_who_suffered(
    claims: Callable[..., list[Claim]], text: str, low: int
) -> None:
    (claim,) = claims(text)
    (figure,) = claim.figures
    assert (figure.quantity.low, figure.quantity.high) == (low, None)


def test_what_was_thrown_hurt_those_whom_it_left_hurt(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("A grenade lobbed at a mosque in Kafra left four herders injured.")
    assert (claim.type, [argument.role for argument in claim.arguments].count("actor")) == ("attack", 0)
    assert [figure.quantity.low for figure in claim.figures] == [4]


def test_others_joined_to_those_who_suffered_suffered_too(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("Suspected bandits abducted the village head and 12 others in Rono on Monday.")
    assert _roles(claim)["actor"] == ["Suspected bandits"]
    assert [figure.quantity.low for figure in claim.figures] == [1, 12]


def test_an_irregular_past_form_is_a_verb(claims: Callable[..., list[Claim]]) -> None:
    (claim,) = claims("The army retook Derna, Sirte and Sabha on Monday.")
    assert _roles(claim)["actor"] == ["The army"]
    assert [one.surface for one in claim.mentions("place")] == ["Derna", "Sirte", "Sabha"]


@pytest.mark.parametrize("harm", ["injured", "wounded", "badly wounded"])
def test_a_second_harm_has_its_own_people(claims: Callable[..., list[Claim]], harm: str) -> None:
    (claim,) = claims(f"A driver and a baker were killed and two nurses {harm}.")
    found = [(one.harm, one.quantity.low) for one in claim.figures]
    assert found == [("killed", 1), ("killed", 1), ("wounded", 2)]
