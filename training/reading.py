"""Readings of the exported model as labelled sentences; needs no torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .data import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sijil.language.model import Model


def read_with(model: Model, gold: Sequence[Sentence]) -> list[Sentence]:
    """Readings of the exported model, as labelled sentences."""
    return [
        Sentence(
            id=sentence.id,
            words=sentence.words,
            tags=list(parsed.tags),
            heads=list(parsed.heads),
            relations=list(parsed.relations),
            names=list(parsed.names),
            predicates={word: {place: role for role, place in roles} for word, roles in parsed.predicates},
        )
        for sentence, parsed in zip(gold, model.parse([s.words for s in gold]), strict=True)
    ]
