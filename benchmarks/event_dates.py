"""When single words tell that something happened, against articles whose event words have dates.

    B=../shared/bench
    .venv/bin/python -m benchmarks.event_dates $B/dates/meantime.jsonl.gz > build/event_dates.jsonl
    python3 ../shared/bench/score/dates.py --gold $B/dates/meantime.jsonl.gz --pred build/event_dates.jsonl

Rows of the input: {"id", "dct", "text", "anchors"}; of an anchor only the characters are read. `sijil.dating` dates
each word as a claim is dated. A report's day is the one printed under its headline, as Sijil reads pages, else "dct".
The labels want one day, month or year, so that of several days one is taken (`label_of`). The error stream tells how
many are right, beside the same count for a system that dates every word to the day of the report.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need
from benchmarks.times import anchor_of

from sijil.dating import date_words
from sijil.language.model import load_model
from sijil.language.parse import analyse
from sijil.packs import load_packs
from sijil.read.cues import Cues, compile_cues
from sijil.read.dates import find_published
from sijil.records import How, PassageKind, Published, Report, Time

Row = dict[str, Any]


def lines_of(text: str, cues: Cues) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of an article as blocks: the headline, then paragraphs; a date line is none."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip() and not find_published(line, cues):
            yield start, start + len(line), PassageKind.BODY if number else PassageKind.HEADLINE
        start += len(line) + 1


def report_of(row: Row, cues: Cues) -> Report:
    """Return an article as a report, published on the day that it prints under its headline, else on "dct"."""
    text: str = row["text"]
    printed = find_published(text.split("\n")[1], cues) if "\n" in text else None
    day = anchor_of(row.get("dct"))
    return Report(
        source=str(row["id"]),
        uri=str(row["id"]),
        title=None,
        outlet=None,
        agency=None,
        byline=None,
        dateline=None,
        published=printed or Published(earliest=day.earliest, latest=day.latest, how=How.GIVEN),
        language="en",
        text=text,
        segments=(),
        blocks=(),
    )


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
    packs, model = load_packs(["core", "lang-en"]), load_model()
    cues = compile_cues(packs)
    right = on_the_day = asked = 0
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            report = report_of(row, cues)
            passages = analyse(report.id, report.text, lines_of(report.text, cues), model)
            spans = [(anchor["start"], anchor["end"]) for anchor in row["anchors"]]
            labels = [label_of(time) for time in date_words(report, passages, spans, packs)]
            anchors = [
                {"start": start, "end": end, "date": label}
                for (start, end), label in zip(spans, labels, strict=True)
                if label
            ]
            print(json.dumps({"id": row["id"], "anchors": anchors}))
            asked += len(spans)
            right += sum(a["date"] == label for a, label in zip(row["anchors"], labels, strict=True))
            on_the_day += sum(anchor["date"] == row["dct"] for anchor in row["anchors"])
    mine, day = (f"{100 * count / max(asked, 1):.1f} %" for count in (right, on_the_day))
    print(f"{mine} of {asked} words right; all on the day of the report: {day}", file=sys.stderr)


if __name__ == "__main__":
    main()
