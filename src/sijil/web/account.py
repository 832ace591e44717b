"""How tolls add up: the record's account of a period, with the card of each claim behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sijil.contract import Json
from sijil.reconcile.account import Wanted
from sijil.web.cards import make_cards
from sijil.web.desk import Desk

SHOWN = ("label", "low", "best", "high", "sum_of_parts", "gap", "added", "toll", "state")


def account_for(desk: Desk, wanted: Wanted, policy: str | None) -> Json:
    """Return the account of a period as a tree, from the total down to the claims.

    Raises:
        UsageError: If there is no such harm or policy.
    """
    overlay = desk.overlay()
    with desk.record() as record:
        tree = record.account(wanted, policy)
        cards = {str(card["id"]): card for card in make_cards(record, sorted(set(_claims(tree))), overlay)}
    return _with_cards(tree, cards)


def _claims(node: Json) -> Iterator[str]:
    """Yield the ids of all claims in a tree."""
    yield from (str(claim["id"]) for claim in _listed(node, "claims"))
    for part in _listed(node, "parts"):
        yield from _claims(part)


def _with_cards(node: Json, cards: Mapping[str, Json]) -> Json:
    """Return what the pages show of a tree, with the cards of its claims in their place."""
    claims = [cards[str(claim["id"])] for claim in _listed(node, "claims") if str(claim["id"]) in cards]
    parts = [_with_cards(part, cards) for part in _listed(node, "parts")]
    return {name: node[name] for name in SHOWN} | {"claims": claims, "parts": parts}


def _listed(node: Json, name: str) -> list[dict[str, Any]]:
    found = node[name]
    return found if isinstance(found, list) else []
