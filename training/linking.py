"""Fit and measure the weights of linking on reports written for this project (training/reports).

    python -m training.linking stories [--others ROWS.jsonl.gz]   weights of reports that tell one main happening
    python -m training.linking pairs                              weights of claims of one happening
    python -m training.linking vectors                            whether sentence vectors would tell claims apart
    python -m training.linking copies                             precision and recall of copies, by kind

Weights are fitted on `fit.yml` and measured on `check.yml` too. `--others` takes rows {"text", "title", "date"} of
other reports that are read with them, each for a story of its own, so that words are as rare as in a collection:
Wikinews 2019, CC BY 2.5. The weights that are shipped stand in packs/core/features.csv.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from sijil.language.model import load_model
from sijil.link.assign import cluster
from sijil.link.cluster import Decided
from sijil.link.features import FEATURES, contradicts
from sijil.link.grow import grow
from sijil.link.pairs import FLOOR, blocks_of, can_enter, is_one_story
from sijil.link.rarity import by_publication, read_news_words, weigh_words
from sijil.link.settings import Settings, read_settings
from sijil.link.stories import find_candidates, link_reports, make_tellings
from sijil.packs import Packs, known_packs, load_packs
from sijil.project import Project
from sijil.records import Claim, Copy, Gist, Link, Profile, Report, Story

FOLDER = Path(__file__).parent / "reports"
NAMES = (*(name for name, _ in FEATURES), "story")
Row = dict[str, Any]
Labels = dict[str, object]


@dataclass(frozen=True, slots=True)
class Read:
    """Reports as Sijil reads them: all stage rows by type, and by the id of each report what people say of it."""

    rows: dict[type[Any], list[Any]]
    said: dict[str, Row]


def read(name: str, others: Path | None = None) -> Read:
    """Build a record of a file of reports, with other reports that people say nothing of."""
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        reports: list[Row] = yaml.safe_load(file)
    for report in reports:
        report["lines"] = [line.split("| ", 1) for line in report["text"].strip().splitlines()]
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare)
        project = Project.new(folder / "project")
        project.add([_write(folder / "own.jsonl", map(_as_row, reports))])
        if others:
            with gzip.open(others, "rt", encoding="utf-8") as lines:
                found = [json.loads(line) for line in lines]
            rows = [{"text": row["text"], "title": row["title"], "published": row["date"]} for row in found]
            project.add([_write(folder / "others.jsonl", rows)])
        project.build()
        with project.record() as record:
            kinds = (Report, Profile, Gist, Claim, Copy, Story)
            kept = {kind: list(record.stage_rows(kind)) for kind in kinds}
    places = {row.id: row.uri.rpartition("#") for row in kept[Report]}
    said = {key: reports[int(line) - 1] for key, (path, _, line) in places.items() if path.endswith("own.jsonl")}
    return Read(kept, said)


def _as_row(report: Row) -> Row:
    text = "\n\n".join(words for _, words in report["lines"])
    return {
        "text": text,
        "title": report["title"],
        "outlet": report["outlet"],
        "published": str(report["published"]),
    }


def _write(path: Path, rows: Iterator[Row] | Sequence[Row] | map[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# -- measures ----------------------------------------------------------------------------------------------------------


def score_clusters(gold: Labels, found: Labels) -> tuple[float, float]:
    """Return B3 F1 and pairwise link F1 over what has a gold label; what has none counts as one of its own each."""
    names = sorted(found)
    precision = recall = counted = 0.0
    both = said = true = 0
    labels = {name: gold.get(name, ("alone", name)) for name in names}
    for name in (name for name in names if name in gold):
        ours = {other for other in names if found[other] == found[name]}
        theirs = {other for other in names if labels[other] == labels[name]}
        shared = len(ours & theirs)
        precision, recall, counted = precision + shared / len(ours), recall + shared / len(theirs), counted + 1
        both, said, true = both + shared - 1, said + len(ours) - 1, true + len(theirs) - 1
    p, r = precision / counted, recall / counted
    return 2 * p * r / (p + r), 2 * both / max(1, said + true)


def _number(clusters: Sequence[Sequence[str]]) -> Labels:
    return {name: number for number, members in enumerate(clusters) for name in members}


# -- stories -----------------------------------------------------------------------------------------------------------

REPORT_FEATURES = ("report_words", "report_times", "report_day", "report_type")
GRID = tuple(product((0.03, 0.05, 0.08), (0.05, 0.08, 0.1, 0.12), (0.03, 0.06, 0.1)))
THRESHOLDS = tuple(round(0.1 + 0.02 * step, 2) for step in range(13))
AROUND = 2
"""Thresholds on either side over which a setting must hold: one that only just fits is no setting."""


def values_of_reports(read: Read, packs: Packs) -> dict[tuple[str, str], np.ndarray]:
    """Return the values of the features of each pair of reports that may be one story."""
    base = read_settings(packs)
    even = replace(base, weights=dict.fromkeys(REPORT_FEATURES, 1.0))
    profiles = by_publication(read.rows[Profile])
    weights = weigh_words(profiles, read_news_words(packs))
    tellings = make_tellings(profiles, read.rows[Gist], weights, base)
    return {
        (a, b) if a < b else (b, a): np.array(
            [part.value for part in link_reports(tellings[a], tellings[b], even).parts]
        )
        for a, b in find_candidates(tellings, weights, base)
    }


def measure_stories(read: Read, values: dict[tuple[str, str], np.ndarray], weights: np.ndarray) -> list[float]:
    """Return the mean of B3 and link F1 at each threshold."""
    gold: Labels = {report: said["story"] for report, said in read.said.items()}
    scores = {pair: float(np.clip(value @ weights, 0, 1)) for pair, value in values.items()}
    seeds = [[profile.report] for profile in read.rows[Profile]]
    found = [_number(grow(seeds, scores, set(), threshold)) for threshold in THRESHOLDS]
    return [sum(score_clusters(gold, one)) / 2 for one in found]


def fit_stories(others: Path | None) -> None:
    """Print the settings that hold best over a range of thresholds."""
    packs = load_packs(known_packs())
    sets = {name: [read(name), read(name, others)] if others else [read(name)] for name in ("fit", "check")}
    values = {name: [values_of_reports(one, packs) for one in some] for name, some in sets.items()}
    ranked = []
    for chosen in GRID:
        weights = np.array([1.0, *chosen])
        curves = {
            name: np.mean(
                [measure_stories(*one, weights) for one in zip(sets[name], values[name], strict=True)], axis=0
            )
            for name in sets
        }
        for at in range(AROUND, len(THRESHOLDS) - AROUND):
            mean = float(np.mean(curves["fit"][at - AROUND : at + AROUND + 1]))
            ranked.append((round(mean, 4), THRESHOLDS[at], chosen, round(float(curves["check"][at]), 4)))
    for mean, threshold, chosen, check in sorted(ranked, reverse=True)[:10]:
        print(
            {"fit": mean, "check": check, "threshold": threshold, **dict(zip(REPORT_FEATURES[1:], chosen, strict=True))}
        )


# -- pairs -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims: their values (None where they cannot be one), and whether people say that they are one."""

    gists: list[Gist]
    stories: list[Story]
    copies: list[Copy]
    gold: Labels
    pairs: list[tuple[Gist, Gist, np.ndarray | None, bool]]


def gather_pairs(read: Read, settings: Settings) -> Pairs:
    """Return all pairs of claims of which people say something."""
    gold = dict(_label_claims(read))
    stories = {row.report: row for row in read.rows[Story]}
    gists = sorted(
        (gist for gist in read.rows[Gist] if can_enter(gist) and gist.claim in gold), key=lambda one: one.claim
    )
    pairs = []
    for a, b in combinations(gists, 2):
        told = is_one_story(a, b, stories)
        blocks = [set(blocks_of(one, settings, stories.get(one.report))) for one in (a, b)]
        meet = blocks[0] & blocks[1] and not contradicts(a, b, settings, is_story=told)
        values = np.array([*(compare(a, b, settings) or 0.0 for _, compare in FEATURES), float(told)])
        pairs.append((a, b, values if meet else None, gold[a.claim] == gold[b.claim]))
    return Pairs(gists, read.rows[Story], read.rows[Copy], gold, pairs)


def _label_claims(read: Read) -> Iterator[tuple[str, object]]:
    """Yield for each claim the happening that its sentence tells."""
    texts = {report.id: report.text for report in read.rows[Report]}
    for claim in read.rows[Claim]:
        said = read.said[claim.report]
        for label, words in said["lines"]:
            at = texts[claim.report].find(words[:60])
            if 0 <= at <= claim.trigger.start < at + len(words) and label != "-":
                yield claim.id, (said["story"].partition("-")[0], label)


def measure_pairs(found: Pairs, weights: np.ndarray, settings: Settings) -> tuple[float, float]:
    """Return B3 and link F1 of the clusters of claims."""
    links = [
        Link(claim_a=a.claim, claim_b=b.claim, score=score, parts=())
        for a, b, values, _ in found.pairs
        if values is not None and (score := round(float(np.clip(values @ weights, 0, 1)), 2)) >= FLOOR
    ]
    return score_clusters(
        found.gold, _number(cluster(found.gists, links, Decided(), settings, found.stories, found.copies))
    )


STEEP = 10.0
"""How steep the likelihood rises around the threshold, by score."""


def fit_weights(found: Pairs, start: np.ndarray, threshold: float, pull: float) -> np.ndarray:
    """Fit weights of 0 or more by logistic regression around the threshold, pulled towards those that stand.

    Projected gradient descent on the penalised likelihood; `pull` is the strength of the ridge.
    """
    rows = [(values, same) for _, _, values, same in found.pairs if values is not None]
    x, y = np.array([values for values, _ in rows]), np.array([float(same) for _, same in rows])
    weights = start.copy()
    for _ in range(20_000):
        likely = 1 / (1 + np.exp(-STEEP * (x @ weights - threshold)))
        weights = np.clip(weights - 2e-4 * STEEP * (x.T @ (likely - y) + 2 * pull * (weights - start)), 0, None)
    return weights


def fit_pairs() -> None:
    """Print the weights that stand and those fitted with several pulls, each with its measures."""
    settings = read_settings(load_packs(known_packs()))
    sets = {name: gather_pairs(read(name), settings) for name in ("fit", "check")}
    stand = np.array([settings.weights[name] for name in NAMES])
    fitted = {pull: fit_weights(sets["fit"], stand, settings.row.threshold, pull) for pull in (30.0, 10.0, 3.0)}
    for pull, weights in (("as shipped", stand), *fitted.items()):
        measured = {name: [round(one, 3) for one in measure_pairs(sets[name], weights, settings)] for name in sets}
        print({"pull": pull, **measured, **dict(zip(NAMES, np.round(weights, 2).tolist(), strict=True))})


def measure_vectors() -> None:
    """Print how often a pair of one happening ranks above one of two: by sentence vectors, words, and the score."""
    settings = read_settings(load_packs(known_packs()))
    stand = np.array([settings.weights[name] for name in NAMES])
    for name in ("fit", "check"):
        found = read(name)
        pairs = [pair for pair in gather_pairs(found, settings).pairs if pair[2] is not None]
        texts = {report.id: report.text for report in found.rows[Report]}
        quotes = {claim.id: claim.evidence[0].cut(texts[claim.report]).split() for claim in found.rows[Claim]}
        vectors = {claim: load_model().parse([words])[0].vector for claim, words in quotes.items()}
        same = np.array([pair[3] for pair in pairs])
        values = np.array([pair[2] for pair in pairs])
        near = np.array([float(vectors[a.claim] @ vectors[b.claim]) for a, b, _, _ in pairs])
        ranked = {"vectors": near, "words": values[:, NAMES.index("words")], "score": values @ stand}
        print({"set": name, "pairs": len(pairs), **{key: _rank(one, same) for key, one in ranked.items()}})


def _rank(values: np.ndarray, same: np.ndarray) -> float:
    """Return the area under the receiver operating characteristic."""
    yes, no = values[same][:, None], values[~same][None, :]
    return round(float(((yes > no) + 0.5 * (yes == no)).mean()), 2)


# -- copies ------------------------------------------------------------------------------------------------------------


def measure_copies() -> None:
    """Print how many of the reports that were rewritten are found, and how many of those found were."""
    for name in ("fit", "check"):
        found = read(name)
        names = {report: said["name"] for report, said in found.said.items()}
        ours = {(names[one.report], names[other]) for one in found.rows[Copy] for other in (one.first, *one.others)}
        theirs = {(said["name"], other) for said in found.said.values() for other in said.get("copy", ())}
        print({"set": name, "right": len(ours & theirs), "found": len(ours), "true": len(theirs)})
        print({"missed": sorted(theirs - ours), "wrong": sorted(ours - theirs)})


def main() -> None:
    """Do what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["stories", "pairs", "vectors", "copies"])
    parser.add_argument("--others", type=Path, default=None)
    options = parser.parse_args()
    parts: dict[str, Callable[[], None]] = {
        "stories": lambda: fit_stories(options.others),
        "pairs": fit_pairs,
        "vectors": measure_vectors,
        "copies": measure_copies,
    }
    parts[options.part]()


if __name__ == "__main__":
    main()
