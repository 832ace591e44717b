"""The account of a period as JSON: from the total down to its parts, and the sentences behind each number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sijil.contract import Json, actor_row, place_row
from sijil.reconcile.account import Account, Wanted, by_policy, make_account
from sijil.records import Toll


def account_for(tolls: Iterable[Toll], claims: Iterable[Json], wanted: Wanted, policy: str, lag: int) -> Json:
    """Account for the numbers of a period.

    Args:
        tolls: All tolls of a record.
        claims: Its claims, as the contract describes them.
        wanted: Days, place, group and harm.
        policy: Whose numbers are taken.
        lag: Days that must lie between happenings that rest on the day of publication, to be added up.

    Returns:
        A tree with the keys of docs/records.md.
    """
    account = make_account((by_policy(toll, policy) for toll in tolls), wanted, lag)
    return {**account_row(account, {str(row["id"]): row for row in claims}), "policy": policy}


def account_row(account: Account, claims: Mapping[str, Json]) -> Json:
    """Describe the account of a period, down to the claims.

    Args:
        account: The tree.
        claims: The claims that it rests on, by id.
    """
    toll = account.toll
    return {
        "label": account.label,
        "period": {"from": account.first, "to": account.last},
        "place": place_row(toll.place) if toll and toll.place else None,
        "group": actor_row(toll.group) if toll and toll.group else None,
        "harm": toll.harm if toll else None,
        "low": account.low,
        "best": account.best,
        "high": account.high,
        "sum_of_parts": account.sum_of_parts,
        "gap": account.gap,
        "added": account.is_added,
        "toll": toll.id if toll else None,
        "state": toll.state.value if toll else None,
        "claims": [_evidence_row(claims[one]) for one in _list_claims(toll) if one in claims],
        "parts": [account_row(part, claims) for part in account.parts],
    }


def _list_claims(toll: Toll | None) -> list[str]:
    """Return the claims of a toll, those for its best number first."""
    return [*toll.support, *toll.against] if toll else []


def _evidence_row(claim: Json) -> Json:
    """Describe a claim by its words, who says them, and in which report."""
    return {"id": claim["id"], "quote": claim["quote"], "speaker": claim["speaker"], "report": claim["report"]}
