"""Why each further telling was put into an event, in words: what speaks for it and against it, the strongest first."""

from __future__ import annotations

from typing import Any

from sijil.contract import Json
from sijil.link.fits import BLUNTEST, ELSEWHERE, NEW, OTHER_BODY, OTHER_DOER
from sijil.link.merging import FEW, INSIDE, OUTSIDE, TWO
from sijil.record import Record
from sijil.web.rows import unpacked

_SAID: dict[str, tuple[tuple[float, str], ...]] = {
    NEW: ((0, "it may be another happening than any known"),),
    "event_type": ((1, "the same kind of happening"), (0, "a kind of happening that goes with it")),
    "event_place": (
        (0, "the same place"),
        (BLUNTEST, "in common only a large place"),
        (ELSEWHERE, "another place"),
    ),
    "event_day": (
        (1, "the same day"),
        (0.5, "within days that hold the event"),
        (-0.1, "no day is told"),
        (-0.3, "days beside those of the event"),
        (-1, "a day off"),
        (-1.5, "more than a day off"),
    ),
    "event_lag": (
        (1, "published within days after it"),
        (-1.5, "published before it"),
        (-2, "published long after it"),
    ),
    "event_doer": ((OTHER_BODY, "another body of the same side did it"), (OTHER_DOER, "another side did it")),
    "event_words": ((0, "rare words and numbers in common"), (-10, "few rare words or numbers in common")),
    "event_beside": (
        (1, "beside claims of the event in its report"),
        (-1, "apart from claims of the event in its report"),
    ),
    "event_story": ((0, "the reports tell one story"),),
    TWO: ((0, "two events may be two happenings"),),
    "merge_fit": ((0, "the tellings of both events fit each other"), (-10, "the tellings of the two events fit badly")),
    "merge_words": ((0, "rare words and numbers that both events hold"),),
    "merge_type": ((0, "the same kind of happening, or one that goes with it"),),
    "merge_day": ((0, "the same day"),),
    "merge_place": ((INSIDE, "the place of one event lies in that of the other"), (OUTSIDE, "another place")),
    "merge_size": (
        (-1, "only one report sets the smaller event apart"),
        (-FEW, "several reports set the events apart"),
    ),
}
"""What a value of a feature says, by the least value that says it."""
_APART = frozenset({NEW, TWO})


def explain_fits(record: Record, event: str) -> list[Json]:
    """Return the fits of an event with their reasons in words, the surest telling first."""
    rows = unpacked("fits", record.among("fits", "event", [event]))
    return [_explain(row) for row in sorted(rows, key=lambda row: (-float(str(row["posterior"])), str(row["claim"])))]


def _explain(row: Json) -> Json:
    parts: Any = row["parts"]
    reasons = [_reason(**part) for part in parts]
    reasons.sort(key=lambda reason: (reason["feature"] in _APART, -abs(reason["bits"])))
    return {"claims": row["claims"], "posterior": row["posterior"], "reasons": reasons}


def _reason(feature: str, value: float, weight: float) -> dict[str, Any]:
    """Describe a part; of being another happening all bits speak against the event."""
    bits = value * weight * (-1 if feature in _APART else 1)
    return {"feature": feature, "says": say_part(feature, value), "bits": round(bits, 2)}


def say_part(feature: str, value: float) -> str:
    """Say in words what a value of a feature means; a feature without words is its own name."""
    steps = _SAID.get(feature, ())
    return next((words for least, words in steps if value >= least), steps[-1][1] if steps else feature)
