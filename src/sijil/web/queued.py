"""What answers about the queue look like, for the description of the API."""

from __future__ import annotations

from sijil.web.asked import Model


class QueueItem(Model):
    """An event, or a claim of no event, to be reviewed."""

    id: str
    needs: list[str]
    weight: float
    state: str
    label: str
    claims: list[str]
    unsure: list[str]


class Needs(Model):
    """How many items need a look for which reason."""

    disputed: int
    territory: int
    toll: int
    score: int
    unresolved: int


class States(Model):
    """How many items are in which review state."""

    unreviewed: int
    accepted: int
    corrected: int
    rejected: int


class Queue(Model):
    """A stretch of what is to be reviewed."""

    total: int
    reviewed: int
    needs: Needs
    states: States
    items: list[QueueItem]
