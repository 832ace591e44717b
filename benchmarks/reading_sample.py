"""Draw claims at random to be judged by reading: is what Sijil recorded what the words say?

    python -m benchmarks.reading_sample [ROWS.jsonl.gz] [--number 200] [--seed 1] [--recase] > build/sample.txt

`--recase` writes texts in capitals as mixed case first, as `benchmarks.incident_records` does.

Prints each claim with its sentence and what was recorded, numbered. A reader writes a line for each: its id, its type
and the letters of what is wrong, or "ok": C no claim at all, T type, A actor, V target, P place, W when, F figures,
S speaker, H stance, B background. `benchmarks.accuracy` counts the verdicts of `gold/judged/*.txt`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need
from benchmarks.incident_records import CASED
from benchmarks.recase import Recaser, read_cased

from sijil.project import Project

ARTICLES = DATA / "articles" / "wikinews_2019.jsonl.gz"


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="?", default=ARTICLES)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--recase", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(need(options.rows), Path(folder), recase=options.recase)
        with project.record() as record:
            claims = list(record.claims())
        texts = {row["id"]: row for row in _reports(project)}
    chosen = random.Random(options.seed).sample(claims, min(options.number, len(claims)))  # noqa: S311  # no secret
    print(f"{len(claims)} claims, {len(chosen)} drawn")
    for number, claim in enumerate(chosen, start=1):
        print("\n".join(describe(number, claim, texts[claim["report"]["id"]]["text"])))


def make_project(path: Path, folder: Path, *, recase: bool = False) -> Project:
    """Build a record of the rows of a JSONL file."""
    source = folder / "rows.jsonl"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    learned = (text for one in CASED if recase for text in read_cased(need(one)))
    cased = Recaser(learned, [row["text"] for row in rows if recase])
    with source.open("w", encoding="utf-8") as out:
        for row in rows:
            text = cased.recase(row["text"]) if recase else row["text"]
            known = {"title": row.get("title"), "published": row.get("date"), "text": text}
            out.write(json.dumps({key: value for key, value in known.items() if value}, ensure_ascii=False) + "\n")
    project = Project.new(folder / "project")
    project.add([source])
    project.build()
    return project


def _reports(project: Project) -> list[dict[str, Any]]:
    from sijil.records import Report, record_id  # noqa: PLC0415  # of the sample alone

    with project.record() as record:
        return [{"id": record_id(row), "text": row.text} for row in record.stage_rows(Report)]


def describe(number: int, claim: dict[str, Any], text: str) -> list[str]:
    """Lay a claim out in lines, with the words around it."""
    start, end = claim["start"], claim["end"]
    around = text[max(0, start - 220) : start], text[start:end], text[end : end + 160]
    before, quote, after = (" ".join(part.split()) for part in around)
    speaker, time = claim["speaker"] or {}, claim["time"] or {}
    figures = [
        f"{one['harm']} {one['low']}-{one['high']} {_name(one['group'])} {one['scope']}" for one in claim["figures"]
    ]
    head = f"#{number} {claim['id']} {claim['type']} {claim['stance']}{' background' * claim['background']}"
    when = f"{time.get('earliest')}..{time.get('latest')} ({time.get('how')})"
    said = (
        f"{speaker.get('surface')} / {speaker.get('name')} / {_name(speaker.get('party'))} / {speaker.get('channel')}"
    )
    who = f"actor {_names(claim, 'actor')} | target {_names(claim, 'target')}"
    return [
        f"{head} | published {claim['report']['published']['latest']}",
        f"   ...{before} [[{quote}]] {after}...",
        f"   {who} | place {_name(claim['place'])} | when {when}",
        f"   figures {figures} | speaker {said}",
    ]


def _names(claim: dict[str, Any], role: str) -> str:
    many = claim.get(f"{role}s") or [claim[role]]
    return "; ".join(_name(one) for one in many)


def _name(value: dict[str, Any] | None) -> str:
    return "-" if not value else f"{value.get('name')}{' [' + value['id'] + ']' if value.get('id') else ''}"


if __name__ == "__main__":
    main()
