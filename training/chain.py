"""Loss of the linear-chain CRF of names."""

from __future__ import annotations

import torch
from torch import Tensor

from .features import IGNORED


def chain_loss(scores: Tensor, moves: Tensor, labels: Tensor) -> Tensor:
    """Negative log-likelihood of label sequences, per word with a label.

    Args:
        scores: Scores of the labels (batch, words, labels).
        moves: Scores of going from one label to the next (labels, labels).
        labels: Label numbers (batch, words); unknown ones, at the end or throughout, are -100.
    """
    known = labels != IGNORED
    total = _all_paths(scores, moves, known) - _one_path(scores, moves, labels, known)
    return (total * known[:, 0]).sum() / known.sum().clamp(min=1)


def _all_paths(scores: Tensor, moves: Tensor, known: Tensor) -> Tensor:
    """Log of the summed likelihoods of all paths (batch)."""
    reached = scores[:, 0]
    for place in range(1, scores.shape[1]):
        longer = torch.logsumexp(reached[:, :, None] + moves, dim=1) + scores[:, place]
        reached = torch.where(known[:, place, None], longer, reached)
    return torch.logsumexp(reached, dim=1)


def _one_path(scores: Tensor, moves: Tensor, labels: Tensor, known: Tensor) -> Tensor:
    """Score of the labelled paths (batch)."""
    plain = labels.clamp(min=0)
    at = scores.gather(2, plain[:, :, None])[:, :, 0] * known
    between = moves[plain[:, :-1], plain[:, 1:]] * known[:, 1:]
    return at.sum(1) + between.sum(1)
