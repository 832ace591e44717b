"""Scores to names and roles, on scores built by hand."""

import numpy as np

from sijil.language.decode import best_names, best_roles, name_spans

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def names(*best: str, moves: np.ndarray | None = None) -> list[str]:
    """Tags read from scores that favour `best`, and then O."""
    scores = np.zeros((1, len(best), len(TAGS)), dtype=np.float32)
    scores[..., 0] = 1
    for word, tag in enumerate(best):
        scores[0, word, TAGS.index(tag)] += 2
    moves = np.zeros((5, 5), dtype=np.float32) if moves is None else moves
    return [TAGS[n] for n in best_names(scores, moves, np.array([len(best)]))[0]]


def test_a_clean_sequence_is_kept() -> None:
    assert names("O", "B-PER", "I-PER", "B-LOC") == ["O", "B-PER", "I-PER", "B-LOC"]


def test_an_inside_tag_never_follows_another_kind_or_nothing() -> None:
    read = names("I-PER", "O", "B-LOC", "I-PER", "I-PER")
    pairs = zip(["O", *read], read, strict=False)
    assert all(tag[0] != "I" or before[1:] == tag[1:] for before, tag in pairs)


def test_moves_can_outweigh_words() -> None:
    moves = np.zeros((5, 5), dtype=np.float32)
    moves[1, 0] = -9
    assert names("B-PER", "O", moves=moves) == ["O", "O"]


def test_words_beyond_a_sentence_have_no_names() -> None:
    scores = np.zeros((1, 3, 5), dtype=np.float32)
    scores[0, :, 1] = 5
    assert best_names(scores, np.zeros((5, 5), dtype=np.float32), np.array([1])).tolist() == [[1, 0, 0]]


def test_spans_are_read_off_tags() -> None:
    assert name_spans(["B-PER", "I-PER", "B-PER", "O", "B-LOC"]) == ((0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC"))


def test_a_numbered_role_is_given_once_and_a_modifier_as_often_as_wanted() -> None:
    roles = ("none", "ARG0", "ARGM-TMP")
    scores = np.zeros((1, 4, 3), dtype=np.float32)
    scores[0, 0, 1], scores[0, 1, 1] = 3, 4
    scores[0, 2, 2] = scores[0, 3, 2] = 2
    assert best_roles(scores, roles).tolist() == [[0, 1, 2, 2]]
