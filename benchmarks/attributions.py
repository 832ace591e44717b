"""Who says what, against articles in which people have marked sources, cues and contents (PolNeAR).

    B=../shared/bench/claims/polnear
    .venv/bin/python -m benchmarks.attributions $B/dev.jsonl.gz > build/attributions.jsonl
    python3 ../shared/bench/score/spans.py --mode attribution --gold $B/dev.jsonl.gz --pred build/attributions.jsonl

Rows of the input: {"id", "text"}. Evaluation only: the articles belong to their publishers.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data import DATA, need

from sijil.attribution import Attribution, attributions

ARTICLES = DATA / "claims" / "polnear" / "dev.jsonl.gz"


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what stands inside of another content, as the corpus marks no nested attributions."""
    spans = [span for one in found for span in one.content]
    return [
        one for one in found if not any(a <= one.start and one.end <= b and (a, b) not in one.content for a, b in spans)
    ]


def main() -> None:
    """Print a prediction for each article."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="?", default=ARTICLES)
    options = parser.parse_args()
    with gzip.open(need(options.rows), "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found = [
                {role: [list(span) for span in getattr(one, role)] for role in ("source", "cue", "content")}
                for one in outermost(attributions(row["text"]))
            ]
            print(json.dumps({"id": row["id"], "attributions": found}))


if __name__ == "__main__":
    main()
