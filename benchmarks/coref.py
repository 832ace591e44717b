"""One event per happening: reports joined into incidents, and claims and gold mentions into events.

    .venv/bin/python -m benchmarks.coref [--part dev] [--only documents events]

Printed is one JSON object of figures by `../shared/bench/score/coref.py`:

* `documents`: reports of the Gun Violence Corpus joined into incidents by Sijil's stories: Sijil builds a record of
  their titles, texts and dates; a report of no story is an incident of its own. Beside them the baseline of the same
  run: TF-IDF (all words, smoothed idf, length 1), single link, at the threshold best for it on these very reports.
* `claims`: ECB+, events over Sijil's own claims: their trigger words as mentions, their events as instances. What no
  pack has a claim type for is not found.
* `mentions`: ECB+, gold mentions; those of one base form in reports of one story are one event, which is what other
  systems call the lemma baseline within document clusters, here with Sijil's base forms and stories.

Both corpora are for evaluation only: no weight is fitted on them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, need

from sijil.project import Project
from sijil.records import Claim, Event, Passage, Report, Story

Row = dict[str, Any]
SCORER = DATA / "score" / "coref.py"
THRESHOLDS = tuple(round(0.02 * step, 2) for step in range(5, 45))


@dataclass(frozen=True, slots=True)
class Built:
    """Stage rows by type, and the number of the row that each report was made from."""

    rows: Mapping[type[Any], Sequence[Any]]
    number: Mapping[str, int]

    def stories(self) -> dict[int, str]:
        """Return the story of each row; its own for a report that shares none."""
        told = {story.report: story.story for story in self.rows[Story]}
        return {number: told.get(report, report) for report, number in self.number.items()}


def build(rows: Iterable[Row], kinds: Sequence[type[Any]]) -> Built:
    """Build a record of rows {"text", "title", "published"} and return stage rows of some types."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "rows.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        project = Project.new(Path(folder) / "project")
        project.add([source])
        project.build()
        with project.record() as record:
            found = {kind: list(record.stage_rows(kind)) for kind in (Report, Story, *kinds)}
    return Built(found, {row.id: int(row.uri.rpartition("#")[2]) - 1 for row in found[Report]})


def read_rows(path: Path) -> list[Row]:
    """Read compressed JSON lines."""
    with gzip.open(need(path), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score(gold: Path, predictions: Iterable[Row], *options: str) -> Row:
    """Score predictions with the scorer of the data."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in predictions)
        file.flush()
        command = [sys.executable, str(SCORER), *options, "--gold", str(gold), "--pred", file.name]
        found: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603  # ours
    return found


# -- documents ---------------------------------------------------------------------------------------------------------


def measure_documents(part: str) -> Row:
    """Score incidents of reports by Sijil, and by TF-IDF with single link."""
    path = DATA / "coref" / "gvc" / f"{part}.jsonl.gz"
    rows = read_rows(path)
    built = build(({"text": row["text"], "title": row["title"], "published": row["date"]} for row in rows), ())
    stories = built.stories()
    ours = [{"id": row["id"], "incident": stories.get(number, row["id"])} for number, row in enumerate(rows)]
    threshold, theirs = best_single_link(rows)
    options = ("--task", "documents")
    return {
        "sijil": score(path, ours, *options),
        "tfidf_single_link": {"threshold": threshold, **score(path, theirs, *options)},
    }


def best_single_link(rows: Sequence[Row]) -> tuple[float, list[Row]]:
    """Return the baseline at the threshold of the best B3 on these very reports."""
    vectors = tf_idf([f"{row['title']}\n{row['text']}" for row in rows])
    likeness = {(a, b): cosine(vectors[a], vectors[b]) for a, b in combinations(range(len(rows)), 2)}
    gold = [row["incident"] for row in rows]
    found = {
        threshold: join([pair for pair, value in likeness.items() if value >= threshold], len(rows))
        for threshold in THRESHOLDS
    }
    best = max(THRESHOLDS, key=lambda threshold: b_cubed(gold, found[threshold]))
    return best, [{"id": row["id"], "incident": str(group)} for row, group in zip(rows, found[best], strict=True)]


def tf_idf(texts: Sequence[str]) -> list[dict[str, float]]:
    """Return a vector of length 1 for each text: word counts by smoothed inverse document frequency."""
    counted = [Counter(re.findall(r"\w\w+", text.lower())) for text in texts]
    held = Counter(word for words in counted for word in words)
    rarity = {word: math.log((1 + len(texts)) / (1 + count)) + 1 for word, count in held.items()}
    vectors = [{word: count * rarity[word] for word, count in words.items()} for words in counted]
    lengths = [math.sqrt(sum(value * value for value in vector.values())) or 1.0 for vector in vectors]
    return [{w: v / length for w, v in vector.items()} for vector, length in zip(vectors, lengths, strict=True)]


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Return the product of two vectors of length 1."""
    return sum(value * second.get(word, 0.0) for word, value in first.items())


def join(pairs: Iterable[tuple[int, int]], size: int) -> list[int]:
    """Return the group of each number: connected components."""
    groups = list(range(size))
    for a, b in pairs:
        old, new = groups[b], groups[a]
        if old != new:
            groups = [new if group == old else group for group in groups]
    return groups


def b_cubed(gold: Sequence[object], found: Sequence[object]) -> float:
    """Return B3 F1 of two groupings of the same things."""
    both, ours, theirs = Counter(zip(gold, found, strict=True)), Counter(found), Counter(gold)
    shared = [(both[a, b], ours[b], theirs[a]) for a, b in zip(gold, found, strict=True)]
    precision = sum(n / m for n, m, _ in shared) / len(shared)
    recall = sum(n / m for n, _, m in shared) / len(shared)
    return 2 * precision * recall / (precision + recall)


# -- mentions ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document and where each token begins in it."""

    text: str
    starts: tuple[int, ...]


def lay_out(row: Row) -> Text:
    """Write the tokens of a document as text, a paragraph per sentence."""
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    for sentence in row["sentences"]:
        for token in row["tokens"][sentence["start"] : sentence["end"]]:
            starts.append(at)
            parts.append(token)
            at += len(token) + 1
        parts[-1] += "\n"
        at += 1
    return Text(" ".join(parts), tuple(starts))


def measure_events(part: str) -> Row:
    """Score events over Sijil's own claims and over gold mentions."""
    path = DATA / "coref" / "ecbplus" / f"{part}.jsonl.gz"
    rows = read_rows(path)
    texts = [lay_out(row) for row in rows]
    built = build(({"text": text.text} for text in texts), (Claim, Event, Passage))
    options = ("--task", "mentions", "--kind", "event", "--clean")
    return {
        "claims": score(path, own_events(rows, built), *options),
        "mentions": score(path, gold_mentions(rows, built), *options),
    }


def own_events(rows: Sequence[Row], built: Built) -> Iterator[Row]:
    """Yield Sijil's events as mentions: the trigger of each member, where it is one of a clean sentence."""
    homes = {claim: event.id for event in built.rows[Event] for claim in event.members}
    found: dict[int, dict[tuple[int, ...], Row]] = defaultdict(dict)
    places = _token_places(rows, built)
    for claim in sorted(built.rows[Claim], key=lambda one: one.id):
        number = built.number[claim.report]
        tokens = places[claim.report](claim.trigger.start, claim.trigger.end)
        if tokens and claim.id in homes and _sentence_of(rows[number], tokens[0]) in rows[number]["clean_sentences"]:
            mention = {"tokens": list(tokens), "instance": homes[claim.id], "event": True, "clean": True}
            found[number].setdefault(tokens, mention)
    for number, row in enumerate(rows):
        yield {"id": row["id"], "mentions": list(found[number].values())}


def gold_mentions(rows: Sequence[Row], built: Built) -> Iterator[Row]:
    """Yield the gold mentions; one base form in one story is one event."""
    stories = built.stories()
    lemmas: dict[int, dict[int, str]] = defaultdict(dict)
    places = _token_places(rows, built)
    for passage in built.rows[Passage]:
        for start, end, lemma in zip(passage.starts, passage.ends, passage.lemmas, strict=True):
            for token in places[passage.report](start, end):
                lemmas[built.number[passage.report]].setdefault(token, lemma.lower())
    for number, row in enumerate(rows):
        said = [
            {**mention, "instance": f"{stories.get(number, row['id'])} {_base_form(row, mention, lemmas[number])}"}
            for mention in row["mentions"]
            if mention["event"]
        ]
        yield {"id": row["id"], "mentions": said}


def _base_form(row: Row, mention: Row, lemmas: Mapping[int, str]) -> str:
    """Return the base forms of a mention's words."""
    return " ".join(lemmas.get(token, row["tokens"][token].lower()) for token in mention["tokens"])


def _sentence_of(row: Row, token: int) -> int | None:
    return next((one["n"] for one in row["sentences"] if one["start"] <= token < one["end"]), None)


def _token_places(rows: Sequence[Row], built: Built) -> dict[str, Callable[[int, int], tuple[int, ...]]]:
    """Return for each report a function from characters of its text to tokens of its document.

    Reading may change white space, so tokens are looked for in order.
    """
    found: dict[str, Callable[[int, int], tuple[int, ...]]] = {}
    for report in built.rows[Report]:
        at, spans = 0, []
        for number, token in enumerate(rows[built.number[report.id]]["tokens"]):
            start = report.text.find(token, at)
            if start >= 0:
                spans.append((start, start + len(token), number))
                at = start + len(token)
        assert all(a[0] < b[0] for a, b in pairwise(spans))  # noqa: S101  # found in order
        found[report.id] = lambda start, end, spans=spans: tuple(n for a, b, n in spans if a < end and start < b)  # type: ignore[misc]
    return found


def main() -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["dev", "train"], default="dev")
    parser.add_argument("--only", nargs="*", choices=["documents", "events"], default=["documents", "events"])
    options = parser.parse_args()
    need(SCORER)
    measures = {"documents": measure_documents, "events": measure_events}
    print(json.dumps({name: measures[name](options.part) for name in options.only}, indent=1))


if __name__ == "__main__":
    main()
