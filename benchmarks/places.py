"""Find and place the names of a gold file (GeoVirus or LGL) and write predictions for its scorer.

    B=../shared/bench
    python -m benchmarks.places $B/places/geovirus.jsonl.gz > build/places.jsonl
    python3 $B/score/places.py --gold $B/places/geovirus.jsonl.gz --pred build/places.jsonl

`--given` takes the names from the gold, so that only the placing is measured, as much of the literature does.
`--nationalities` counts words such as "Libyan" as names of their countries: LGL marks them, GeoVirus does not. Places
within names of organisations count, as both mark them. Only the packs lang-en and world are read: no theatre's own
places. GeoVirus is the default; LGL is for evaluation only.
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

from sijil.geoparsing import NamedPlace, Use, find_places, place_given
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.records import Name, Passage, PassageKind, Report, make_id
from sijil.resolve.words import split_words


def read_given(row: dict[str, Any]) -> Passage:
    """Make one passage of a gold row, with its place names as the tagger's."""
    words = split_words(row["text"])
    names = [
        Name(start=words.at(t["start"]), end=words.at(t["end"] - 1) + 1, label="LOC")
        for t in row["toponyms"]
        if t["end"] > t["start"]
    ]
    size = len(words)
    return Passage(
        report=make_id(Report.PREFIX, row["text"]),
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


def as_toponym(place: NamedPlace) -> dict[str, Any]:
    """Return a place as the scorer wants it."""
    spot = place.spot
    point = {"lat": spot.lat, "lon": spot.lon} if spot and spot.lat is not None else {}
    return {"start": place.start, "end": place.end} | point


def main() -> None:
    """Write one prediction per article, and the time taken to standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=DATA / "places" / "geovirus.jsonl.gz")
    parser.add_argument("--given", action="store_true", help="take the names from the gold")
    parser.add_argument("--nationalities", action="store_true", help="count nationalities as names of countries")
    options = parser.parse_args()
    packs = load_packs(("lang-en", "world"))
    before, count = time.perf_counter(), 0
    with gzip.open(need(options.gold), "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if options.given:
                spans = [(one["start"], one["end"]) for one in row["toponyms"] if one["end"] > one["start"]]
                found = place_given(row["text"], [read_given(row)], packs, spans)
            else:
                found = find_places(row["text"], parse(row["text"]), packs)
            kept = [as_toponym(place) for place in found if options.nationalities or place.use != Use.NATIONALITY]
            count += len(kept)
            print(json.dumps({"id": row["id"], "toponyms": kept}))
    sys.stderr.write(f"{count} names in {time.perf_counter() - before:.1f} s\n")


if __name__ == "__main__":
    main()
