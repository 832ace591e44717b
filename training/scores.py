"""Scores of readings against labelled sentences with the same words, in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .data import Sentence

Score: TypeAlias = dict[str, float]
T = TypeVar("T")


def score(gold: Sequence[Sentence], read: Sequence[Sentence]) -> Score:
    """UPOS, UAS and LAS over all words; F1 of names, predicates and roles.

    A role counts where predicate, label (C- and R- labels are labels of their own) and the
    argument's head word agree; sentences without a layer are left out of its figure.
    """
    pairs = list(zip(gold, read, strict=True))
    words = [
        (g.tags[i] == r.tags[i], g.heads[i] == r.heads[i], g.relations[i] == r.relations[i])
        for g, r in pairs
        for i in range(len(g.words))
    ]
    return {
        "UPOS": _percent(sum(w[0] for w in words), len(words)),
        "UAS": _percent(sum(w[1] for w in words), len(words)),
        "LAS": _percent(sum(w[1] and w[2] for w in words), len(words)),
        "names": _f1([(set(g.names), set(r.names or ())) for g, r in pairs if g.names is not None]),
        "predicates": _f1([(set(g), set(r)) for g, r in _both(pairs)]),
        "roles": _f1([(_roles(g), _roles(r)) for g, r in _both(pairs)]),
    }


def _both(
    pairs: list[tuple[Sentence, Sentence]],
) -> list[tuple[dict[int, dict[int, str]], dict[int, dict[int, str]]]]:
    """Predicates of the sentences where they were annotated."""
    return [(g.predicates, r.predicates or {}) for g, r in pairs if g.predicates is not None]


def _roles(predicates: dict[int, dict[int, str]]) -> set[tuple[int, int, str]]:
    """Roles as a set."""
    return {(p, head, role) for p, roles in predicates.items() for head, role in roles.items()}


def _percent(part: int, whole: int) -> float:
    """A share in percent; 0 of nothing."""
    return round(100 * part / whole, 2) if whole else 0.0


def _f1(pairs: list[tuple[set[T], set[T]]]) -> float:
    """Harmonic mean of precision and recall over (gold, found) sets."""
    right = sum(len(gold & found) for gold, found in pairs)
    return _percent(2 * right, sum(len(gold) + len(found) for gold, found in pairs))
