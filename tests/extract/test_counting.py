from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sijil.extract.base import ProposedFigure
from sijil.records import Qualifier, Scope

if TYPE_CHECKING:
    from conftest import Sentence

KILLED_AND_WOUNDED = """
Rebels/rebel/NOUN/2/nsubj killed/kill/VERB/0/root 12/NUM/5/nummod border/NOUN/5/compound guards/guard/NOUN/2/obj
and/CCONJ/7/cc wounded/wound/VERB/2/conj 30/NUM/9/nummod others/other/NOUN/7/obj ./PUNCT/2/punct
"""
LOSSES = """
The/DET/2/det rebels/rebel/NOUN/3/nsubj suffered/suffer/VERB/0/root heavy/ADJ/5/amod losses/loss/NOUN/3/obj
"""
STRIKES = """
Jets/jet/NOUN/2/nsubj conducted/conduct/VERB/0/root 14/NUM/4/nummod airstrikes/airstrike/NOUN/2/obj
"""
DIED = "Nine/NUM/2/nummod villagers/villager/NOUN/3/nsubj died/die/VERB/0/root {when} ./PUNCT/3/punct"
SINCE = "since/ADP/5/case Tuesday/PROPN/3/obl"
IN_JUNE = "in/ADP/5/case June/PROPN/3/obl"
IN_DAYS = "in/ADP/6/case three/NUM/6/nummod days/day/NOUN/3/obl"
ON_MONDAY = "on/ADP/5/case Monday/PROPN/3/obl"
ON_A_DATE = "on/ADP/5/case June/PROPN/3/obl 7/NUM/5/nummod"
SO_FAR = "so/ADV/5/advmod far/ADV/3/advmod"


def figures(read: Sentence) -> tuple[ProposedFigure, ...]:
    (found,) = read.found
    return found.proposal.figures


def test_others_are_of_the_group_before_them(sentence: Callable) -> None:
    killed, wounded = figures(sentence(KILLED_AND_WOUNDED))
    assert (killed.harm, killed.low, killed.group.text, killed.status) == ("killed", 12, "border guards", "fighter")
    assert (wounded.harm, wounded.low, wounded.group.text, wounded.status) == (
        "wounded",
        30,
        "border guards",
        "fighter",
    )


def test_the_number_is_quoted_as_printed(sentence: Callable) -> None:
    killed, wounded = figures(sentence(KILLED_AND_WOUNDED))
    assert (killed.number.text, wounded.number.text) == ("12", "30")


def test_heavy_losses_are_a_toll_without_a_number(sentence: Callable) -> None:
    (figure,) = figures(sentence(LOSSES))
    assert (figure.harm, figure.low, figure.high, figure.qualifier) == ("killed", None, None, Qualifier.UNSPECIFIED)
    assert figure.group.text == "The rebels"


def test_strikes_are_counted_without_a_group(sentence: Callable) -> None:
    (figure,) = figures(sentence(STRIKES))
    assert (figure.harm, figure.low, figure.high, figure.group) == ("strikes", 14, 14, None)


@pytest.mark.parametrize(
    ("when", "scope"),
    [
        (SINCE, Scope.PERIOD),
        (IN_JUNE, Scope.PERIOD),
        (IN_DAYS, Scope.PERIOD),
        (ON_MONDAY, Scope.EVENT),
        (ON_A_DATE, Scope.EVENT),
        (SO_FAR, Scope.RUNNING_TOTAL),
    ],
)
def test_a_toll_counts_over_what_its_words_say(sentence: Callable, when: str, scope: Scope) -> None:
    (figure,) = figures(sentence(DIED.format(when=when)))
    assert figure.scope is scope


def test_the_figure_of_a_happening_counts_that_happening(sentence: Callable) -> None:
    assert {figure.scope for figure in figures(sentence(KILLED_AND_WOUNDED))} == {Scope.EVENT}


def test_a_bare_number_counts_the_people_named_before_it(story: Callable) -> None:
    told = story(
        """
        Losses/loss/NOUN/0/root among/ADP/3/case soldiers/soldier/NOUN/1/nmod :/PUNCT/6/punct 20/NUM/6/nummod
        killed/kill/VERB/1/parataxis in/ADP/9/case the/DET/9/det battle/NOUN/6/obl
        """
    )
    groups = [figure.group and figure.group.surface for claim in told.claims for figure in claim.figures]
    assert groups == ["soldiers"]


def test_those_behind_including_are_part_of_those_counted_before_the_verb(claims: Callable) -> None:
    (claim,) = claims("Seven villagers were killed including a child when shells hit Rono on Monday.")
    (figure,) = claim.figures
    assert [(part.who, part.low, part.high) for part in figure.of_whom] == [("child", 1, 1)]


def test_the_words_for_a_group_end_before_those_counted_apart(claims: Callable) -> None:
    (claim,) = claims("An air strike on Rono killed five villagers, including two children, on Monday.")
    (figure,) = claim.figures
    assert figure.group is not None
    assert figure.group.surface == "villagers"
    assert [(part.who, part.low) for part in figure.of_whom] == [("children", 2)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sixty villagers were killed, ten children among them.", [("children", 10)]),
        ("Sixty villagers were killed, among them 12 children and 41 women.", [("children", 12), ("women", 41)]),
        ("Sixty villagers, including 20 children and a nurse, were killed.", [("children", 20), ("nurse", 1)]),
    ],
)
def test_a_list_of_parts_is_read_item_by_item(claims: Callable, text: str, parts: list[tuple[str, int]]) -> None:
    (claim,) = claims(text)
    (figure,) = claim.figures
    assert [(part.who, part.low) for part in figure.of_whom] == parts


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Fifteen guards were killed or wounded in the raid.", (None, 15, Qualifier.UP_TO)),
        ("More than 60 guards were killed and wounded in the raid.", (None, None, Qualifier.UNSPECIFIED)),
    ],
)
def test_one_number_of_dead_and_wounded_bounds_each_of_them(
    claims: Callable, text: str, bounds: tuple[int | None, int | None, Qualifier]
) -> None:
    (claim,) = claims(text)
    read = {(one.harm, one.quantity.low, one.quantity.high, one.quantity.qualifier) for one in claim.figures}
    assert read == {("killed", *bounds), ("wounded", *bounds)}


def test_others_beside_a_known_person_are_nobody_of_that_name(claims: Callable) -> None:
    (claim,) = claims("Adam Musa, his son and 15 others were killed in the raid.")
    assert [one.group.surface for one in claim.figures if one.group] == ["Adam Musa", "his son", "others"]


@pytest.mark.parametrize(
    ("text", "harm", "low"),
    [
        ("Some 2.5 million people have been displaced by the fighting.", "displaced", 2_500_000),
        ("The raid brings to 37 the number of captives freed.", "freed", 37),
        ("One of the rebels, aged 34, died of his wounds.", "killed", 1),
    ],
)
def test_numbers_are_read_in_any_place_and_form(claims: Callable, text: str, harm: str, low: int) -> None:
    assert [(one.harm, one.quantity.low) for claim in claims(text) for one in claim.figures] == [(harm, low)]


def test_a_share_is_no_number_of_people(claims: Callable) -> None:
    (claim,) = claims("Some 40,000 people, or nearly 85 per cent of the population, were displaced by the fighting.")
    assert [one.quantity.low for one in claim.figures] == [40_000]


def test_a_body_that_was_found_is_one_and_no_body_that_sits(claims: Callable) -> None:
    (claim,) = claims("After the raid on Kafra a headless body was found beside the road.")
    assert [figure.quantity.low for figure in claim.figures] == [1]
    assert not claims("A body set up after the raid will report to the council.")


def test_a_police_officer_who_gives_a_toll_did_not_suffer_it(claims: Callable) -> None:
    (claim,) = claims("A police officer put the death toll of the raid at nine.")
    assert [figure.group for figure in claim.figures] == [None]
