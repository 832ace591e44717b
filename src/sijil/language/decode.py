"""Scores of the model to readings: tags, tree, names, predicates and roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sijil.language.trees import best_trees

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector: TypeAlias = NDArray[np.float32]
    Array: TypeAlias = NDArray[Any]  # whole or real numbers

NameSpan: TypeAlias = tuple[int, int, str]
RoleSpan: TypeAlias = tuple[str, int]
_NEVER = np.float32(-1e4)
_DECIMALS = 3  # of a stored vector: int8 scores are no finer


@dataclass(frozen=True, slots=True)
class Labels:
    """Label lists of the model; a label's place is its number.

    `name_moves` (names, names) scores going from one name tag to the next.
    """

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    name_moves: Vector


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the model reads in one sentence of n words.

    Attributes:
        tags: UPOS of each word (n).
        heads: Index of each word's head, -1 for the one root (n).
        relations: Full UD relation of each word to its head (n).
        names: (first word, word after the last, "PER", "LOC" or "ORG"), in order.
        predicates: (word, ((PropBank role, argument's head word), ...)), in order.
        vector: Mean of the sentence's states, of length 1, 384 float32, rounded.
    """

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[NameSpan, ...]
    predicates: tuple[tuple[int, tuple[RoleSpan, ...]], ...]
    vector: Vector


def decode(outputs: Mapping[str, Array], counts: NDArray[np.int64], labels: Labels) -> list[Parsed]:
    """Readings of a batch.

    Args:
        outputs: The model's outputs by name; shapes as `training/graph.py` states them.
        counts: Words of each sentence (batch).
        labels: Label lists of the model.

    Returns:
        One reading for each sentence, in order.
    """
    heads = best_trees(outputs["arcs"], counts)
    relations = np.take_along_axis(outputs["relations"], heads[..., None] + 1, axis=2)[..., 0]
    predicates = _predicates(outputs, counts, labels)
    names = best_names(outputs["names"], labels.name_moves, counts)
    named = np.asarray(names.any(axis=1))
    vectors = outputs["vectors"].astype(np.float32).round(_DECIMALS)
    readings = []
    for row, count in enumerate(counts.tolist()):
        head = heads[row, :count].tolist()
        relation = [labels.relations[number] for number in relations[row, :count].tolist()]
        relation[head.index(-1)] = "root"
        readings.append(
            Parsed(
                tags=tuple([labels.tags[number] for number in outputs["tags"][row, :count].tolist()]),
                heads=tuple(head),
                relations=tuple(relation),
                names=name_spans([labels.names[n] for n in names[row, :count].tolist()]) if named[row] else (),
                predicates=tuple(predicates[row]),
                vector=vectors[row],
            )
        )
    return readings


def best_names(scores: Vector, moves: Vector, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Best sequence of name tags of each sentence (Viterbi 1967).

    Args:
        scores: Scores of the tags (batch, words, tags): O, then B and I of each kind by turns.
        moves: Scores of going from one tag to the next (tags, tags).
        counts: Words of each sentence (batch).

    Returns:
        Tag numbers (batch, words), 0 beyond a sentence's words; an I follows its B or I only.
    """
    batch, words, tags = scores.shape
    inside = np.arange(2, tags, 2)
    allowed = np.full((tags, tags), 0.0, dtype=np.float32)
    allowed[:, inside] = _NEVER
    allowed[inside - 1, inside] = allowed[inside, inside] = 0.0
    moves = moves + allowed
    scores = np.where(np.arange(words)[None, :, None] < counts[:, None, None], scores, np.eye(1, tags) * -_NEVER)
    reached = scores[:, 0] + allowed[0]
    came = np.zeros((words, batch, tags), dtype=np.int64)
    for place in range(1, words):
        ways = reached[:, :, None] + moves
        came[place] = ways.argmax(axis=1)
        reached = np.take_along_axis(ways, came[place][:, None], axis=1)[:, 0] + scores[:, place]
    best = np.zeros((batch, words), dtype=np.int64)
    best[:, -1] = reached.argmax(axis=1)
    for place in range(words - 1, 0, -1):
        best[:, place - 1] = came[place][np.arange(batch), best[:, place]]
    return best


def name_spans(tags: list[str]) -> tuple[NameSpan, ...]:
    """Spans of a BIO sequence; an I tag that continues nothing opens a span."""
    spans: list[NameSpan] = []
    for place, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag[0] == "I" and spans and spans[-1][1:] == (place, kind):
            spans[-1] = (spans[-1][0], place + 1, kind)
        else:
            spans.append((place, place + 1, kind))
    return tuple(spans)


def _predicates(
    outputs: Mapping[str, Array], counts: NDArray[np.int64], labels: Labels
) -> list[list[tuple[int, tuple[RoleSpan, ...]]]]:
    """Predicates of each sentence with their roles."""
    found: list[list[tuple[int, tuple[RoleSpan, ...]]]] = [[] for _ in counts]
    rows, scores = outputs["rows"], outputs["roles"]
    if not len(rows):
        return found
    inside = np.arange(scores.shape[1])[None, :] < counts[rows][:, None]
    best = np.where(inside, best_roles(scores, labels.roles), 0)
    roles: list[list[RoleSpan]] = [[] for _ in rows]
    which, words = np.nonzero(best)
    for at, word, role in zip(which.tolist(), words.tolist(), best[which, words].tolist(), strict=True):
        roles[at].append((labels.roles[role], word))
    for row, place, own in zip(rows.tolist(), outputs["places"].tolist(), roles, strict=True):
        found[row].append((place, tuple(own)))
    return found


def best_roles(scores: Array, roles: tuple[str, ...]) -> NDArray[np.int64]:
    """Best role (predicates, words) of each word; a numbered role is given once by a predicate.

    Where two words want the same numbered role (ARG0 to ARG5), the likelier one gets it and the other gets none:
    PropBank marks the parts of a split argument with a C- label of their own.
    """
    chosen: NDArray[np.int64] = scores.argmax(axis=2)
    best = np.take_along_axis(scores, chosen[..., None], axis=2)[..., 0] - scores[..., 0]
    for number, role in enumerate(roles):
        if role.startswith("ARG") and role[3].isdigit():
            wanted = chosen == number
            if (wanted.sum(axis=1) > 1).any():
                winner = np.where(wanted, best, -np.inf).argmax(axis=1)
                loser = wanted & (np.arange(chosen.shape[1])[None, :] != winner[:, None])
                chosen[loser] = 0
    return chosen
