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
    path = need(parser.parse_args().rows)
    reader = load_reader()
    right = on_the_day = as_printed = asked = 0
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            report = reader.report(row)
            spans = [(anchor["start"], anchor["end"]) for anchor in row["anchors"]]
            times = date_words(report, reader.passages(report), spans, reader.packs)
            labels = [label_of(time) for time in times]
            anchors = [
                {"start": start, "end": end, "date": label}
                for (start, end), label in zip(spans, labels, strict=True)
                if label
            ]
            print(json.dumps({"id": row["id"], "anchors": anchors}))
            asked += len(spans)
            right += sum(a["date"] == label for a, label in zip(row["anchors"], labels, strict=True))
            on_the_day += sum(anchor["date"] == row["dct"] for anchor in row["anchors"])
            as_printed += sum(anchor["date"] == report.published.latest for anchor in row["anchors"])
    mine, day, printed = (f"{100 * count / max(asked, 1):.1f} %" for count in (right, on_the_day, as_printed))
    print(f"{mine} of {asked} words right; all on “dct”: {day}; all on the day printed: {printed}", file=sys.stderr)


if __name__ == "__main__":
    main()
