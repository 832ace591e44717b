"""What the project holds at this moment."""

from __future__ import annotations

import sijil
from sijil.assemble import INTAKE
from sijil.contract import Json
from sijil.export import NOTICE
from sijil.parts import EventType
from sijil.publishing import Manifest
from sijil.record import Record
from sijil.records import Failure
from sijil.store import Layout, read_rows
from sijil.web.desk import Desk

TABLES = ("reports", "claims", "events", "tolls", "control", "failures")


def describe_project(desk: Desk) -> Json:
    """Describe the project: what was built, what is in the ledger, and how far a build is."""
    shelf = desk.shelf() if desk.has_build() else None
    decisions = len(desk.decisions())
    known = shelf.manifest.decisions if shelf else 0
    counts = dict(shelf.made("counts", _count) if shelf else dict.fromkeys(TABLES, 0))
    counts["failures"] += _intake(desk)
    return {
        "name": desk.folder.resolve().name,
        "built": shelf.build if shelf else None,
        "code": sijil.__version__,
        "packs": shelf.manifest.packs if shelf else (),
        "counts": {**counts, "decisions": decisions},
        "ledger": decisions,
        "pending": max(0, decisions - known),
        "build": desk.builder.state(),
        "types": desk_types(desk),
        "harms": shelf.manifest.harms if shelf else (),
        "policies": _policies(shelf.manifest) if shelf else {},
        "policy": shelf.manifest.policy if shelf else "",
        "sources": desk.sources(),
        "basemap": desk.basemap is not None,
        "notice": NOTICE,
    }


def _policies(manifest: Manifest) -> dict[str, Json]:
    """Return the policies that the record knows, the one of the build first."""
    names = sorted(manifest.policies, key=lambda name: (name != manifest.policy, name))
    return {name: {"title": manifest.policies[name].title, "source": manifest.policies[name].source} for name in names}


def _count(record: Record) -> dict[str, int]:
    """Count the rows of the tables; what could not be taken in is counted as it is now, not as it was built."""
    counts = {table: record.count(table) for table in TABLES}
    counts["failures"] -= sum(1 for (stage,) in record.columns("failures", ["stage"]) if stage == INTAKE)
    return counts


def _intake(desk: Desk) -> int:
    """Count what could not be taken in."""
    return len(read_rows(Layout(desk.folder).intake, Failure))


def desk_types(desk: Desk) -> dict[str, Json]:
    """Return the claim types of the packs as people read them."""
    return {row.name: {"title": row.title, "kind": row.kind.value} for row in desk.packs.rows(EventType)}
