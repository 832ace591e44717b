"""Accuracy of a network, before export, on labelled sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from sijil.language.decode import best_names, name_spans

from .data import NAME_TAGS, Sentence
from .scores import Score, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .features import Features
    from .network import Network


def measure(network: Network, features: Features, gold: Sequence[Sentence]) -> Score:
    """Scores of greedy readings, in percent."""
    network.eval()
    order = sorted(range(len(gold)), key=lambda i: len(gold[i].words))
    found: dict[int, Sentence] = {}
    for at in range(0, len(order), 32):
        index = order[at : at + 32]
        read = read_batch(network, features, [gold[i] for i in index])
        found.update(zip(index, read, strict=True))
    return score(gold, [found[i] for i in range(len(gold))])


@torch.inference_mode()
def read_batch(network: Network, features: Features, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Greedy readings of sentences: the best label everywhere."""
    labels, batch = features.labels, features.batch(sentences)
    words, _ = network.encode(batch.pieces, batch.shapes, batch.first)
    arcs = network.arcs(words, batch.first)
    heads = arcs.argmax(2)
    relations = network.relations(words).argmax(2).gather(2, heads[..., None])[..., 0]
    tags = network.tag(words[:, 1:]).argmax(2)
    names = best_names(
        network.name(words[:, 1:]).numpy(),
        network.name_moves.numpy(),
        np.array([len(s.words) for s in sentences]),
    )
    chosen = (network.predicate(words[:, 1:])[..., 0] > 0) & (batch.first[:, 1:] > 0)
    rows, places = torch.nonzero(chosen, as_tuple=True)
    roles = network.roles(words, arcs, rows, places).argmax(2).tolist()
    read = []
    for row, sentence in enumerate(sentences):
        count = len(sentence.words)
        head = [h - 1 for h in heads[row, :count].tolist()]
        found = [labels.relations[r] for r in relations[row, :count].tolist()]
        read.append(
            Sentence(
                id=sentence.id,
                words=sentence.words,
                tags=[labels.tags[t] for t in tags[row, :count].tolist()],
                heads=head,
                relations=[r if h >= 0 else "root" for r, h in zip(found, head, strict=True)],
                names=list(name_spans([NAME_TAGS[n] for n in names[row, :count].tolist()])),
                predicates={},
            )
        )
    for row, place, line in zip(rows.tolist(), places.tolist(), roles, strict=True):
        count = len(sentences[row].words)
        predicates = read[row].predicates or {}
        predicates[place] = {i: labels.roles[r] for i, r in enumerate(line[:count]) if r}
        read[row].predicates = predicates
    return read
