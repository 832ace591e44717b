"""Lemmas by rule and by exception."""

import pytest

from sijil.language.lemmas import Lemmas

LEMMAS = Lemmas(
    {"men NOUN": "man", "was AUX": "be", "taken VERB": "take", "ran VERB": "run", "went VERB": "go"},
    ["invade", "raid", "plan", "seize", "die", "carry"],
)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("armies", "NOUN", "army"),
        ("clashes", "NOUN", "clash"),
        ("forces", "NOUN", "force"),
        ("Shells", "NOUN", "shell"),
        ("siege", "NOUN", "siege"),
        ("Men", "NOUN", "man"),
        ("invaded", "VERB", "invade"),
        ("raided", "VERB", "raid"),
        ("planning", "VERB", "plan"),
        ("SEIZES", "VERB", "seize"),
        ("dies", "VERB", "die"),
        ("carried", "VERB", "carry"),
        ("besieging", "VERB", "besiege"),
        ("abducted", "VERB", "abduct"),
        ("retaken", "VERB", "retake"),
        ("gutted", "VERB", "gut"),
        ("raked", "VERB", "rake"),
        ("ceded", "VERB", "cede"),
        ("revoked", "VERB", "revoke"),
        ("sorties", "NOUN", "sortie"),
        ("overran", "VERB", "overrun"),
        ("underwent", "VERB", "undergo"),
        ("Was", "AUX", "be"),
        ("Haftar", "PROPN", "Haftar"),
        ("Libyan", "ADJ", "Libyan"),
        ("Heavy", "ADJ", "heavy"),
        ("heaviest", "ADJ", "heavy"),
        ("heavier", "ADJ", "heavy"),
        ("fiercest", "ADJ", "fierce"),
        ("negotiating", "VERB", "negotiate"),
        ("’s", "PART", "'s"),
    ],
)
def test_lemma(form: str, tag: str, lemma: str) -> None:
    assert LEMMAS.lemma(form, tag) == lemma


def test_irregular_verbs_are_known_beyond_the_treebank() -> None:
    assert [LEMMAS.lemma(form, "VERB") for form in ("fled", "risen", "retaken", "overrun", "slain")] == [
        "flee",
        "rise",
        "retake",
        "overrun",
        "slay",
    ]


def test_a_silent_e_that_the_rules_would_lose_is_kept() -> None:
    forms = {
        "conceded": "concede",
        "underlining": "underline",
        "evaded": "evade",
        "hailed": "hail",
        "extolled": "extol",
    }
    assert {form: LEMMAS.lemma(form, "VERB") for form in forms} == forms
