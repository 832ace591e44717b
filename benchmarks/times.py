"""Time expressions against labelled text: writes predictions in TIMEX3 terms and prints the speed.

    B=../shared/bench
    .venv/bin/python -m benchmarks.times $B/dates/meantime.jsonl.gz > build/times.jsonl
    python3 $B/score/dates.py --gold $B/dates/meantime.jsonl.gz --pred build/times.jsonl --skip-dct

Rows of the input: {"id", "dct", "text", "timex", "events"}. Only the opening sentences of these articles were labelled,
so only the text up to the last label is read. TIMEX3 writes some things in another way than Sijil (weeks by number,
"recently" as PAST_REF); `value_of` translates what can be translated.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need

from sijil.packs import load_packs
from sijil.records import Time
from sijil.resolve.times import Anchor, TimeExpression, find_times, resolve_time

_UNITS = {
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "weekend": "{}WE",
    "month": "{}M",
    "year": "{}Y",
}
_UNITS |= {"quarter": "{}Q", "decade": "{}0Y", "century": "{}00Y", "fortnight": "{}W"}
_DAYPARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midday": "TNI"}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_KINDS = {"frequency": "SET", "duration": "DURATION", "past": "DURATION", "coming": "DURATION", "clock": "TIME"}


def kind_of(item: TimeExpression) -> str:
    """Return the TIMEX3 type of an expression."""
    if item.fields.clock or item.fields.daypart:
        return "TIME"
    return _KINDS.get(item.form.value, "DATE")


def value_of(item: TimeExpression, found: Time) -> str:
    """Return the TIMEX3 value of an expression as far as Sijil's days say it."""
    form, fields = item.form.value, item.fields
    if form in {"now", "vague"}:
        return "PRESENT_REF" if form == "now" else "PAST_REF"
    if form in {"duration", "past", "coming", "frequency"}:
        count = "X" if fields.inexact or fields.count is None else f"{fields.count + (fields.fraction or 0):g}"
        return "P" + _UNITS.get(fields.unit or "", "X{}").format("1" if form == "frequency" else count)
    first = found.earliest or found.latest
    return _calendar_value(item, found, first) if first else "XXXX-XX-XX"


def _calendar_value(item: TimeExpression, found: Time, first: str) -> str:
    """Return a value cut to the grain of the words."""
    fields = item.fields
    if item.part and item.part.startswith("quarter"):
        return f"{first[:4]}-Q{item.part[-1]}"
    if fields.season:
        return f"{first[:4]}-{_SEASONS.get(fields.season, 'SP')}"
    if found.grain == "week" or (fields.unit == "week" and not fields.weekday):
        year, week, _ = date.fromisoformat(first).isocalendar()
        return f"{year}-W{week:02}"
    return first[: _length(item, found)] + _DAYPARTS.get("" if fields.clock else fields.daypart or "", "")


def _length(item: TimeExpression, found: Time) -> int:
    """Return how many characters of an ISO day the words say: decade, year, month or day."""
    fields = item.fields
    if item.form.value == "decade":
        return 3
    if fields.day is None and (fields.month is not None or fields.unit == "month" or found.grain == "month"):
        return 7
    is_year = found.grain == "year" or fields.unit == "year" or (fields.year and fields.month is None)
    return 4 if is_year and fields.day is None else 10


def labelled_text(row: dict[str, Any]) -> str:
    """Return the text up to the end of the line that holds the last label, whatever the label says."""
    text: str = row["text"]
    last = max((label["end"] for label in [*row.get("timex", ()), *row.get("events", ())]), default=len(text))
    end = text.find("\n", last)
    return text if end < 0 else text[:end]


def anchor_of(day: str | None) -> Anchor:
    """Return the anchor of a day of publication; one that is not an ISO day (some rows) is unknown."""
    try:
        date.fromisoformat(day or "")
    except ValueError:
        return Anchor()
    return Anchor(earliest=day, latest=day)


def main() -> None:
    """Print one row of predictions for each row of the input, and the speed to the error stream."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = DATA / "dates" / "meantime.jsonl.gz"
    parser.add_argument("rows", type=Path, nargs="?", default=default, help="JSON lines, compressed or not")
    path = need(parser.parse_args().rows)
    packs = load_packs(["lang-en"])
    find_times("on Monday", packs)
    spent, lines = 0.0, 0
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            began = time.perf_counter()
            times = find_times(labelled_text(row), packs)
            anchor = anchor_of(row.get("dct"))
            found = [resolve_time(item, anchor) for item in times]
            spent += time.perf_counter() - began
            lines += sum(bool(line.strip()) for line in labelled_text(row).splitlines())
            rows = [
                {"start": item.core, "end": item.end, "type": kind_of(item), "value": value_of(item, days)}
                for item, days in zip(times, found, strict=True)
            ]
            print(json.dumps({"id": row["id"], "timex": rows}))
    print(f"{lines} lines, {spent / max(lines, 1) * 1e6:.0f} microseconds each", file=sys.stderr)


if __name__ == "__main__":
    main()
