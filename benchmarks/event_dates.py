"""When single words tell that something happened, against articles whose event words have dates.

    B=../shared/bench
    .venv/bin/python -m benchmarks.event_dates $B/dates/meantime.jsonl.gz > build/event_dates.jsonl
    python3 ../shared/bench/score/dates.py --gold $B/dates/meantime.jsonl.gz --pred build/event_dates.jsonl

Rows of the input: {"id", "dct", "text", "anchors"}; of an anchor only the characters are read. `sijil.dating` dates
each word as a claim is dated. A report's day is the one printed under its headline, as Sijil reads pages, else "dct".
The labels want one day, month or year, so that of several days one is taken (`label_of`). The error stream tells how
many are right, beside the same count for systems that date every word to "dct", or to the day that is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.articles import load_reader
from benchmarks.data import DATA, need

from sijil.dating import date_words
from sijil.records import How, Time


def label_of(time: Time | None) -> str | None:
    """Return the one day, month or year that a time says.

    Of a longer time that the text tells the first day is taken, on which the labels have it begin; of the days that
    publication leaves open ("that day or the day before") the last.
    """
    if time is None:
        return None
    day = time.earliest if time.how is How.TEXT and time.earliest else time.latest
    return (day or "")[: {"month": 7, "year": 4}.get(time.grain, 10)] or None


def main() -> None:
    """Print one row of predictions for each row of the input, and to the error stream how many are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="?", default=DATA / "dates" / "meantime.jsonl.gz")
    parser.add_argument("--as-given", action="store_true", help="count from “dct”, whatever an article prints")
    options = parser.parse_args()
    reader = load_reader()
    counts: Counter[str] = Counter()
    with gzip.open(need(options.rows), "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            report = reader.report(row, as_given=options.as_given)
            spans = [(anchor["start"], anchor["end"]) for anchor in row["anchors"]]
            times = date_words(report, reader.passages(report), spans, reader.packs)
            rows = [
                {"start": start, "end": end, "date": label}
                for (start, end), time in zip(spans, times, strict=True)
                if (label := label_of(time))
            ]
            print(json.dumps({"id": row["id"], "anchors": rows}))
            for anchor, time in zip(row["anchors"], times, strict=True):
                told = time is not None and time.how in {How.TEXT, How.INFERRED}
                right = label_of(time) == anchor["date"]
                counts.update(words=1, right=right, told=told, told_right=told and right)
                counts.update(dct=anchor["date"] == row["dct"], day=anchor["date"] == report.published.latest)
    print(_summary(counts), file=sys.stderr)


def _summary(counts: Counter[str]) -> str:
    """Say how many words are right, and how many would be if all were of the report's day."""
    share = {name: f"{100 * count / max(counts['words'], 1):.1f} %" for name, count in counts.items()}
    told = f"{100 * counts['told_right'] / max(counts['told'], 1):.1f} % of {counts['told']} whose time the text tells"
    return (
        f"{share.get('right')} of {counts['words']} words right, {told}; "
        f"all on “dct”: {share.get('dct')}; all on the day that Sijil reads: {share.get('day')}"
    )


if __name__ == "__main__":
    main()
