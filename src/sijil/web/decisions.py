"""Decisions: draft all that a request asks for, sign and write them, and list the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sijil.contract import Json
from sijil.deciding import (
    Draft,
    draft_doubt,
    draft_finding,
    draft_fix,
    draft_meaning,
    draft_sameness,
    draft_undoing,
    draft_verdict,
)
from sijil.errors import UsageError
from sijil.record import Record
from sijil.records import Decision, DecisionTarget
from sijil.standing import Built, list_decisions, make_built
from sijil.web.asked import (
    AcceptClaim,
    Asked,
    FixRole,
    NotSameEvent,
    RejectClaim,
    ResolveAs,
    SameEvent,
    SetFinding,
    Undo,
    Unsure,
)
from sijil.web.desk import Desk
from sijil.web.errors import Refusal


def decision_rows(desk: Desk) -> list[Json]:
    """List all decisions with what became of them, the latest first; pending ones with their claims too."""
    if not desk.has_build():
        return list(list_decisions(desk.decisions(), Built()))[::-1]
    return desk.settled("decisions", lambda: _list_rows(desk, desk.decisions()))


def _list_rows(desk: Desk, decisions: Sequence[Decision]) -> list[Json]:
    targets = desk.overlay().targets
    rows = list_decisions(decisions, desk.made("built", _find_built))
    return [row | {"claims": row["claims"] or list(targets.get(str(row["id"]), ()))} for row in rows][::-1]


def _find_built(record: Record) -> Built:
    """Collect what the build made of the decisions; nothing is read where it knew none."""
    if not record.manifest.decisions:
        return Built()
    setters = frozenset(found for (found,) in record.columns("findings", ["decision"]) if found)
    targets = make_built(record.manifest.decisions, record.stage_rows(DecisionTarget), ())
    return replace(targets, set_by=setters)


def write_decisions(desk: Desk, asked: Sequence[Asked], by: str, note: str | None) -> Json:
    """Draft decisions and, where all can be made, write them.

    Args:
        desk: The project.
        asked: What is asked for.
        by: Who signs.
        note: Why.

    Raises:
        Refusal: If one of them cannot be made; then none is written.
    """
    with desk.record() as record:
        drafts = [_draft(desk, record, number, one) for number, one in enumerate(asked, start=1)]
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    written = [desk.project.decide(draft.signed(at=at, by=by, note=note)) for draft in drafts]
    return {
        "written": [
            {"id": decision.id, "effect": draft.effect, "kind": decision.kind.value}
            for decision, draft in zip(written, drafts, strict=True)
        ],
        "ledger": len(desk.decisions()),
    }


def _draft(desk: Desk, record: Record, number: int, asked: Asked) -> Draft:
    """Draft one decision."""
    try:
        if isinstance(asked, Undo):
            return draft_undoing(desk.decisions(), asked.decision)
        return _DRAFTS[type(asked)](record, asked)
    except UsageError as error:
        what = f"decision {number} ({asked.kind}): {error.what}; none was written"
        raise Refusal(422, what, remedy=error.remedy) from error


def _sameness(record: Record, asked: SameEvent | NotSameEvent) -> Draft:
    return draft_sameness(record, asked.a, asked.b, same=isinstance(asked, SameEvent))


def _fix(record: Record, asked: FixRole) -> Draft:
    return draft_fix(record, asked.claim, asked.role, asked.words, asked.to, asked.start)


_DRAFTS: dict[type[Asked], Callable[..., Draft]] = {
    AcceptClaim: lambda record, asked: draft_verdict(record, asked.claim, accept=True),
    RejectClaim: lambda record, asked: draft_verdict(record, asked.claim, accept=False),
    Unsure: lambda record, asked: draft_doubt(record, asked.claim),
    FixRole: _fix,
    ResolveAs: lambda record, asked: draft_meaning(record, asked.claim, asked.role, asked.words, asked.to),
    SameEvent: _sameness,
    NotSameEvent: _sameness,
    SetFinding: lambda record, asked: draft_finding(record, asked.subject, asked.field, asked.value),
}
