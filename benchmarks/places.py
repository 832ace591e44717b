"""Place the names of a gold file (GeoVirus or LGL) with the shipped gazetteer and write predictions for its scorer.

    python -m benchmarks.places ../shared/bench/places/geovirus.jsonl.gz > build/places.jsonl
    python ../shared/bench/score/places.py --gold ../shared/bench/places/geovirus.jsonl.gz --pred build/places.jsonl

The gold's spans stand in for the tagger (names are given, only the placing is measured), the articles for one passage
each. GeoVirus is the default; LGL is for evaluation only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need

from sijil.packs import load_packs
from sijil.records import How, Name, Passage, PassageKind, Published, Report
from sijil.resolve.frame import read_frame
from sijil.resolve.toponyms import Map
from sijil.resolve.words import split_words


def read_story(row: dict[str, Any]) -> tuple[Report, Passage]:
    """Make a report of one passage of a gold row, with its place names as the tagger's."""
    words = split_words(row["text"])
    names = [
        Name(start=words.at(t["start"]), end=words.at(t["end"] - 1) + 1, label="LOC")
        for t in row["toponyms"]
        if t["end"] > t["start"]
    ]
    report = Report(
        source=str(row["id"]),
        uri=str(row["id"]),
        title=None,
        outlet=None,
        agency=None,
        byline=None,
        dateline=None,
        published=Published(how=How.UNKNOWN),
        language="en",
        text=row["text"],
        segments=(),
        blocks=(),
    )
    size = len(words)
    passage = Passage(
        report=report.id,
        start=0,
        end=len(row["text"]),
        kind=PassageKind.BODY,
        starts=words.starts,
        ends=words.ends,
        tags=("PROPN",) * size,
        lemmas=words.plains,
        heads=(-1,) * size,
        relations=("dep",) * size,
        names=tuple(sorted(names, key=lambda name: name.start)),
        predicates=(),
    )
    return report, passage


def main() -> None:
    """Write one prediction per article, and the time taken to standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=DATA / "places" / "geovirus.jsonl.gz")
    gold = need(parser.parse_args().gold)
    packs = load_packs(("lang-en", "world"))
    before = time.perf_counter()
    count = 0
    with gzip.open(gold, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            report, passage = read_story(row)
            found = []
            for toponym in Map(read_frame(report, (passage,), packs)).toponyms:
                spot = toponym.spot
                place = {"start": toponym.start, "end": toponym.end}
                found.append(place | ({"lat": spot.lat, "lon": spot.lon} if spot and spot.lat is not None else {}))
            count += len(found)
            print(json.dumps({"id": row["id"], "toponyms": found}))
    sys.stderr.write(f"{count} names in {time.perf_counter() - before:.1f} s\n")


if __name__ == "__main__":
    main()
