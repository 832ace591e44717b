"""What would else be out of sight: events without place or day, what failed, and decisions that do not hold."""

from __future__ import annotations

from sijil.contract import Json
from sijil.standing import CONFLICT, ORPHAN
from sijil.web.decisions import decision_rows
from sijil.web.desk import Desk
from sijil.web.differences import differences_known, find_differences
from sijil.web.places import overview_of


def fill_trays(desk: Desk) -> Json:
    """List what needs somebody to look."""
    events = overview_of(desk).content["events"]
    days = zip(events["id"], events["from"], events["to"], strict=True)
    decisions = decision_rows(desk)
    overlay = desk.overlay()
    with desk.record() as record:
        differences = find_differences(record, desk.decisions(), overlay, differences_known(desk))
    return {
        "unplaced": [one for one, place in zip(events["id"], events["place"], strict=True) if place < 0],
        "undated": [one for one, first, last in days if first is None and last is None],
        "failures": list(desk.project.failures()),
        "orphans": [row for row in decisions if row["state"] == ORPHAN],
        "conflicts": [row for row in decisions if row["state"] == CONFLICT],
        "differences": differences,
    }
