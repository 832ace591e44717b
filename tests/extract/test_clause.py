from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sijil.extract.clause import quote_span
from sijil.extract.speakers import find_attributions

if TYPE_CHECKING:
    from conftest import Sentence

SAID = """
The/DET/2/det ministry/NOUN/3/nsubj said/say/VERB/0/root on/ADP/5/case Monday/PROPN/3/obl that/SCONJ/8/mark
rebels/rebel/NOUN/8/nsubj shelled/shell/VERB/3/ccomp Gao/PROPN/8/obj/LOC ./PUNCT/3/punct
"""
ACCORDING = """
Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC ,/PUNCT/8/punct according/accord/VERB/8/case
to/ADP/5/fixed the/DET/8/det ministry/NOUN/2/obl
"""
TWO = """
Rebels/rebel/NOUN/2/nsubj control/VERB/0/root Gao/PROPN/2/obj/LOC ,/PUNCT/7/punct and/CCONJ/7/cc troops/NOUN/7/nsubj
shelled/shell/VERB/2/conj Kidal/PROPN/7/obj/LOC
"""
SHORT = "They/PRON/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC ./PUNCT/2/punct"
RELATIVE = """
Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC ,/PUNCT/7/punct which/PRON/7/obj
troops/NOUN/7/nsubj captured/capture/VERB/3/acl:relcl
"""
QUOTED = """
“/PUNCT/3/punct Rebels/rebel/NOUN/3/nsubj shelled/shell/VERB/8/ccomp Gao/PROPN/3/obj/LOC ,/PUNCT/3/punct ”/PUNCT/3/punct
he/PRON/8/nsubj said/say/VERB/0/root ./PUNCT/8/punct
"""


def quote(read: Sentence, trigger: str) -> str:
    tree, lexicon, drafts = read.tree, read.lexicon, read.drafts
    span = quote_span(tree, read.draft(trigger), drafts, find_attributions(tree, lexicon))
    return str(tree.cut(*span))


@pytest.mark.parametrize(
    ("notation", "trigger", "words"),
    [
        (SAID, "shelled", "rebels shelled Gao"),
        (ACCORDING, "shelled", "Rebels shelled Gao"),
        (QUOTED, "shelled", "Rebels shelled Gao"),
        (TWO, "control", "Rebels control Gao"),
        (TWO, "shelled", "troops shelled Kidal"),
        (RELATIVE, "shelled", "Rebels shelled Gao"),
        (SHORT, "shelled", "They shelled Gao"),
    ],
)
def test_the_quote_is_the_shortest_clause_that_carries_the_claim(
    sentence: Callable, notation: str, trigger: str, words: str
) -> None:
    assert quote(sentence(notation), trigger) == words


@pytest.mark.parametrize("notation", [SAID, ACCORDING, TWO, SHORT, RELATIVE, QUOTED])
def test_the_quote_holds_its_trigger_and_stays_in_the_sentence(sentence: Callable, notation: str) -> None:
    read = sentence(notation)
    for draft in read.drafts:
        start, end = quote_span(read.tree, draft, read.drafts, find_attributions(read.tree, read.lexicon))
        assert 0 <= start <= draft.head < end <= len(read.tree)


def test_a_clause_of_hundreds_of_words_is_cut_to_eighty(sentence: Callable) -> None:
    more = " ".join(f"again/ADV/2/advmod very/ADV/{4 + 2 * number}/advmod" for number in range(60))
    read = sentence(f"Rebels/rebel/NOUN/2/nsubj shelled/shell/VERB/0/root Gao/PROPN/2/obj/LOC {more} hard/ADV/2/advmod")
    start, end = quote_span(read.tree, read.draft("shelled"), read.drafts, [])
    assert len(read.tree) > 120
    assert end - start <= 80
    assert start <= read.at("shelled") < end
