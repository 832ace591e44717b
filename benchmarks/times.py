"""Time expressions against labelled text: writes predictions in TIMEX3 terms and prints the speed.

    B=../shared/bench
    .venv/bin/python -m benchmarks.times $B/dates/meantime.jsonl.gz > build/times.jsonl
    python3 ../shared/bench/score/dates.py --gold $B/dates/meantime.jsonl.gz --pred build/times.jsonl --skip-dct

Rows of the input: {"id", "dct", "text", "timex", "events"}. Only the opening sentences of these articles were labelled,
so only the text up to the last label is read. Each expression is resolved as in a claim, with the tense of its clause
and the times told before it. TIMEX3 writes some things in another way than Sijil, which `value_of` translates: weeks,
weekends and quarters by number, "recently" as PAST_REF, what a preposition stands before without it ("since March"),
the ends of a range as two, an hour with its day, "several" as X.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.articles import Row, load_reader
from benchmarks.data import DATA, need

from sijil.records import Time
from sijil.resolve.clauses import Sentence, find_sentence
from sijil.resolve.timegrammar import Form, Relation
from sijil.resolve.times import Tense, TimeExpression, find_times, resolve_time
from sijil.resolve.told import Told

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
_KINDS = {"frequency": "SET", "duration": "DURATION", "past": "DURATION", "coming": "DURATION", "beside": "DURATION"}
_KINDS |= {"clock": "TIME"}
_REFERENCES = {"last": "PAST_REF", "this": "PRESENT_REF", "next": "FUTURE_REF"}
_UNCOUNTED = re.compile(r"(?:several|few|some|many|a number of)\b", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?\s*([ap]\.?m)?", re.IGNORECASE)
_NOON = 12


def kind_of(item: TimeExpression) -> str:
    """Return the TIMEX3 type of an expression."""
    if item.fields.clock or item.fields.daypart:
        return "TIME"
    return _KINDS.get(item.form.value, "DATE")


def value_of(item: TimeExpression, found: Time) -> str:
    """Return the TIMEX3 value of an expression as far as Sijil's days say it."""
    form, fields = item.form, item.fields
    if form is Form.VAGUE:
        return _REFERENCES.get(fields.direction or "", "PXY")
    if form is Form.NOW and fields.ordinal is None:
        return "PRESENT_REF"
    if form in {Form.DURATION, Form.PAST, Form.COMING, Form.FREQUENCY, Form.BESIDE}:
        return _length_value(item)
    first = found.earliest or found.latest
    return _calendar_value(item, found, first) if first else "XXXX-XX-XX"


def _length_value(item: TimeExpression) -> str:
    """Return how long an expression says."""
    fields = item.fields
    count = f"{(fields.last_count or fields.count or 0) + (fields.fraction or 0):g}"
    if fields.inexact or fields.count is None or _UNCOUNTED.search(item.surface):
        count = "X"
    every = item.form is Form.FREQUENCY
    return "P" + _UNITS.get(fields.unit or "", "X{}").format("1" if every else count)


def _calendar_value(item: TimeExpression, found: Time, first: str) -> str:
    """Return a value cut to the grain of the words."""
    fields = item.fields
    if (item.part or "").startswith("quarter") or "quarter" in {fields.part_unit, fields.unit}:
        return f"{first[:4]}-Q{(int(first[5:7]) + 2) // 3}"
    if fields.season:
        return f"{first[:4]}-{_SEASONS.get(fields.season, 'SP')}"
    if found.grain == "week" or (fields.unit in {"week", "weekend"} and not fields.weekday):
        year, week, _ = date.fromisoformat(first).isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if fields.unit == "weekend" else "")
    return first[: _length(item, found)] + _time_of_day(item)


def _time_of_day(item: TimeExpression) -> str:
    """Return the part of a value that says the hour or the part of the day."""
    hour = _HOUR.match(item.fields.clock or "")
    if hour is None:
        return _DAYPARTS.get(item.fields.daypart or "", "")
    digits, minutes, half = hour.groups()
    hours = int(digits) % _NOON + (_NOON if (half or "").lower().startswith("p") else 0) if half else int(digits)
    return f"T{hours:02}:{minutes or '00'}"


def _length(item: TimeExpression, found: Time) -> int:
    """Return how many characters of an ISO day the words say: decade, year, month or day."""
    fields = item.fields
    if item.form is Form.DECADE:
        return 3
    if fields.day is None and (fields.month is not None or fields.unit == "month" or found.grain == "month"):
        return 7
    is_year = found.grain == "year" or fields.unit == "year" or (fields.year and fields.month is None)
    return 4 if is_year and fields.day is None else 10


def labelled_text(row: Row) -> str:
    """Return the text up to the end of the line that holds the last label, whatever the label says."""
    text: str = row["text"]
    last = max((label["end"] for label in [*row.get("timex", ()), *row.get("events", ())]), default=len(text))
    end = text.find("\n", last)
    return text if end < 0 else text[:end]


def ends_of(item: TimeExpression) -> Iterator[TimeExpression]:
    """Yield an expression, of a range both ends ("from 2009 to 2011")."""
    if item.last is None:
        yield item
        return
    cut = item.last.core - item.start
    first = item.surface[:cut].rstrip()
    yield replace(item, last=None, end=item.start + len(re.sub(r"\s*\S+$", "", first)))
    yield item.last


def tense_of(item: TimeExpression, sentence: Sentence) -> Tense | None:
    """Return the tense of the clause that an expression stands in, as claims have it."""
    if sentence.is_of_noun(item):
        return None
    clause = sentence.clause_of(item)
    if sentence.is_future(clause):
        return "future"
    return "past" if sentence.is_past(clause) else None


def days_of(item: TimeExpression, told: Told) -> Time:
    """Resolve an expression without its preposition; an hour alone is of the day told before it."""
    number = find_sentence(told.sentences, item.start)
    tense = tense_of(item, told.sentences[number]) if number >= 0 else None
    if tense is None and item.relation is Relation.UNTIL:
        tense = "future"
    bare = replace(item, relation=None)
    if item.form in {Form.CLOCK, Form.DAYPART}:
        bare = replace(bare, form=Form.CONTEXT, fields=replace(item.fields, unit="day", direction="same"))
    found = resolve_time(bare, told.anchor_of(bare), tense)
    if found.earliest is None and bare.form is Form.CONTEXT and bare.fields.direction == "same":
        return resolve_time(replace(bare, form=Form.NOW), told.anchor, tense)
    return found


def main() -> None:
    """Print one row of predictions for each row of the input, and the speed of finding to the error stream."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = DATA / "dates" / "meantime.jsonl.gz"
    parser.add_argument("rows", type=Path, nargs="?", default=default, help="JSON lines, compressed or not")
    path = need(parser.parse_args().rows)
    reader = load_reader()
    find_times("on Monday", reader.packs)
    spent, lines = 0.0, 0
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            report = reader.report(row)
            told = Told(reader.passages(report), report, reader.packs)
            began = time.perf_counter()
            times = find_times(labelled_text(row), reader.packs)
            spent += time.perf_counter() - began
            lines += sum(bool(line.strip()) for line in labelled_text(row).splitlines())
            rows = [
                {
                    "start": item.core,
                    "end": item.end,
                    "type": kind_of(item),
                    "value": value_of(item, days_of(item, told)),
                }
                for whole in times
                for item in ends_of(whole)
            ]
            print(json.dumps({"id": row["id"], "timex": rows}))
    print(f"{lines} lines, {spent / max(lines, 1) * 1e6:.0f} microseconds each to find their times", file=sys.stderr)


if __name__ == "__main__":
    main()
