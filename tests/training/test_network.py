"""The network's parts, on small numbers; needs the `training` extra."""

# ruff: noqa: S311 (draws for tests, not secrets)

import random
from itertools import product

import pytest

torch = pytest.importorskip("torch", reason="the training extra is not installed")

from training.augment import Names, change_letters, swap_names  # noqa: E402
from training.chain import chain_loss  # noqa: E402
from training.data import Sentence  # noqa: E402

SENTENCE = Sentence(
    id="a",
    words=["Omar", "Hadi", "left", "Aden", "."],
    tags=["PROPN", "PROPN", "VERB", "PROPN", "PUNCT"],
    heads=[2, 0, -1, 2, 2],
    relations=["nsubj", "flat", "root", "obj", "punct"],
    names=[(0, 2, "PER"), (3, 4, "LOC")],
    predicates={2: {0: "ARG0", 3: "ARG1"}},
)


def test_the_chain_loss_is_that_of_all_paths() -> None:
    torch.manual_seed(1)
    scores, moves, labels = torch.randn(1, 3, 2), torch.randn(2, 2), torch.tensor([[0, 1, 1]])

    def path(tags: tuple[int, ...]) -> torch.Tensor:
        own = sum(scores[0, i, t] for i, t in enumerate(tags))
        return own + moves[tags[0], tags[1]] + moves[tags[1], tags[2]]

    everything = torch.logsumexp(torch.stack([path(p) for p in product((0, 1), repeat=3)]), 0)
    assert chain_loss(scores, moves, labels).item() == pytest.approx(
        (everything - path((0, 1, 1))).item() / 3, rel=1e-4
    )


def test_the_chain_loss_leaves_padding_and_unlabelled_rows_out() -> None:
    torch.manual_seed(1)
    scores, moves = torch.randn(2, 3, 2), torch.randn(2, 2)
    labels = torch.tensor([[0, 1, -100], [-100, -100, -100]])
    short = chain_loss(scores[:1, :2], moves, labels[:1, :2])
    assert chain_loss(scores, moves, labels).item() == pytest.approx(short.item(), rel=1e-5)


def test_a_swapped_name_keeps_tree_names_and_roles_in_step() -> None:
    names = Names([SENTENCE], random.Random(1))
    for seed in range(50):
        swapped = swap_names(SENTENCE, names, random.Random(seed), share=1.0)
        verb = swapped.words.index("left")
        (person, place) = swapped.names or []
        assert swapped.heads[verb] == -1
        assert person[:2] == (0, verb)
        assert place[0] == verb + 1
        assert [swapped.heads[i] for i in range(len(swapped.words))].count(-1) == 1
        ((predicate, roles),) = (swapped.predicates or {}).items()
        assert predicate == verb
        assert all(swapped.heads[head] == verb for head in roles)
        assert len(swapped.words) == len(swapped.tags) == len(swapped.heads) == len(swapped.relations)


def test_letters_change_for_all_words_or_none() -> None:
    forms = {tuple(change_letters(SENTENCE, random.Random(seed), share=0.3).words) for seed in range(60)}
    assert forms == {
        tuple(SENTENCE.words),
        tuple(w.lower() for w in SENTENCE.words),
        tuple(w.upper() for w in SENTENCE.words),
        ("Omar", "Hadi", "Left", "Aden", "."),
    }
