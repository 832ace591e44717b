"""What "they" and "it" mean as subjects, and who speaks for a pronoun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijil.extract.claims import read_trees
from sijil.extract.lexicon import Lexicon
from sijil.language.parse import parse
from sijil.records import Claim

Claims = Callable[..., list[Claim]]


def surfaces(claim: Claim, role: str) -> list[str]:
    return [mention.surface for mention in claim.mentions(role)]


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("The army said it had destroyed two depots in Bria.", "it", "armed_pron"),
        ("Ukraine's defence ministry said it had destroyed two depots in Bria.", "it", "armed_pron"),
        ("Rebels withdrew from Bria after they had destroyed two depots.", "they", "armed_pron"),
        ("Rebels raided Bria on Monday, residents said. They destroyed two depots.", "They", "armed_pron"),
        ("Two air strikes hit Bria on Monday. They destroyed two depots.", "They", "happening_pron"),
        ("A blast hit Bria on Monday. It destroyed two depots.", "It", "happening_pron"),
        ("The mayor said it had destroyed the mood of the town.", "it", None),
        ("Three nurses came to Bria on Monday. They repaired two depots.", "They", None),
        ("A storm hit Bria on Monday. It destroyed two depots.", "It", None),
    ],
)
def test_what_a_pronoun_means(lexicon: Lexicon, text: str, word: str, meant: str | None) -> None:
    trees = read_trees(text, parse(text), lexicon)
    tree = next(tree for tree in trees if word in tree.forms)
    assert tree.meant.get(tree.forms.index(word)) == meant


@pytest.mark.parametrize(
    ("text", "kind", "actors", "targets"),
    [
        ("The army said it had destroyed two depots in Bria.", "attack", ["it"], ["two depots"]),
        (
            "Rebels raided Bria on Monday. They destroyed a mill and a school.",
            "attack",
            ["They"],
            ["a mill", "a school"],
        ),
        (
            "A bomb went off in Bria on Monday. It wrecked a mill and damaged a bus.",
            "explosion",
            [],
            ["a mill", "a bus"],
        ),
        ("Shells fell on Bria on Monday. They wrecked ten houses.", "shelling", [], ["ten houses"]),
    ],
)
def test_what_they_and_it_destroyed(
    claims: Claims, text: str, kind: str, actors: list[str], targets: list[str]
) -> None:
    claim = claims(text)[-1]
    assert (claim.type, surfaces(claim, "actor"), surfaces(claim, "target")) == (kind, actors, targets)


def test_what_a_storm_destroyed_is_no_claim(claims: Claims) -> None:
    found = claims("Rebels shelled Bria on Sunday. A storm came up at night. It destroyed ten houses.")
    assert [claim.type for claim in found] == ["shelling"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A resident of Bria said he had counted nine bodies after the clash.", "A resident of Bria"),
        ("The army said it had confirmed the deaths of two soldiers in Bria.", "The army"),
        ("The police said he had confirmed the deaths of two soldiers in Bria.", "he"),
    ],
)
def test_who_speaks_for_the_pronoun_of_what_they_say(claims: Claims, text: str, speaker: str) -> None:
    claim = claims(text)[0]
    assert claim.speaker is not None
    assert (claim.speaker.mention.surface, claim.speaker.via) == (
        speaker,
        () if speaker != "he" else ("The police",),
    )
