"""Measure the whole build against the bare language model, side by side on the same text.

    python -m benchmarks.build_speed [--reports 600] [--workers 2] [--articles FILE.jsonl.gz]

Three speeds in sentences per second, each with the same number of processes at work at once:

    bare      the ONNX session alone, on padded batches that were made before the clock starts
    language  the language stage: sentences, words, batches, model, decoding, lemmas, records
    build     `Project.build` of a new project by the clock on the wall: start of the workers, loading of packs and
              model, reading, all stages, keys, store, publishing

The target is build >= 0.5 of bare. Memory is the peak resident size, in MB, of the driver and of the largest worker
of the build. The text is `../shared/bench/articles` where it is there, else `examples/`; it is repeated (each copy a
source of its own) to the number of reports wanted. On a busy machine the numbers mean little: the load is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, ROOT
from joblib.externals.loky import get_reusable_executor

from sijil.build import BuildReport
from sijil.engine import pmap, shards
from sijil.language.model import Model, load_model
from sijil.packs import load_packs
from sijil.pipeline import stages
from sijil.project import Project
from sijil.records import Passage, Report
from sijil.stage import Rows

ARTICLES = DATA / "articles" / "wikinews_2019.jsonl.gz"

Timed = tuple[int, float]


def main() -> int:
    """Print speeds, ratios and memory as one JSON object; exit 1 if the build misses the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(Path(folder) / "inbox", read_texts(options.articles), options.reports)
        project = Project.new(Path(folder) / "project")
        project.add([pages])
        built = project.build(workers=options.workers)
        get_reusable_executor().shutdown(wait=True)
        memory = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        reports = read_reports(project)
    sentences = built.counts["Passage"]
    speeds = {
        "bare": measure(time_bare, reports, options.workers),
        "language": measure(time_language, reports, options.workers),
        "build": sentences / built.seconds,
    }
    ratio = speeds["build"] / speeds["bare"]
    result = {
        "reports": built.counts["Report"],
        "sentences": sentences,
        "claims": built.counts["Claim"],
        "workers": options.workers,
        "load": round(load, 2),
        "sentences_per_second": {name: round(speed) for name, speed in speeds.items()},
        "language_of_bare": round(speeds["language"] / speeds["bare"], 3),
        "build_of_bare": round(ratio, 3),
        "ms_per_sentence": stage_costs(built),
        "peak_mb": {"driver": memory[0], "worker": memory[1]},
    }
    print(json.dumps(result, indent=1))
    return 0 if ratio >= 0.5 else 1  # noqa: PLR2004  # the target


# -- text --------------------------------------------------------------------------------------------------------------


def read_texts(articles: Path) -> list[str]:
    """Return the texts of the articles, or of the examples where they are not there."""
    if articles.exists():
        with gzip.open(articles, "rt", encoding="utf-8") as file:
            return [f"{article['title']}\n\n{article['text']}" for article in map(json.loads, file)]
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]


def write_pages(folder: Path, texts: Sequence[str], count: int) -> Path:
    """Write `count` pages; copies of a text differ by the blank lines at their end."""
    folder.mkdir()
    for number in range(count):
        text = texts[number % len(texts)].rstrip() + "\n" * (1 + number // len(texts))
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def read_reports(project: Project) -> list[Report]:
    """Return the reports of a built project that hold sentences."""
    with project.record() as record:
        units = record._read(Report, Passage)  # noqa: SLF001  # a benchmark looks inside
        return [report for rows in units if rows.of(Passage) for report in rows.of(Report)]


# -- clocks ------------------------------------------------------------------------------------------------------------


def measure(clock: Callable[[Sequence[Report]], Timed], reports: Sequence[Report], workers: int) -> float:
    """Return sentences per second of all workers together, each at work on its own shards at the same time."""
    work = list(shards(reports, len(reports), workers))
    backend: Any = "loky" if workers > 1 else "serial"
    list(pmap(partial(warm_up), range(workers * 2), workers=workers, backend=backend))
    timed = list(pmap(clock, work, workers=workers, backend=backend))
    return workers * sum(count for count, _ in timed) / sum(seconds for _, seconds in timed)


def warm_up(_number: int) -> None:
    """Load the model and let every worker start."""
    load_model().parse([["Rain", "fell", "."]])
    time.sleep(0.5)


def time_language(reports: Sequence[Report]) -> Timed:
    """Run the language stage on reports."""
    language = next(stage for stage in stages() if stage.name == "language")
    packs = load_packs(("core", "lang-en"))
    started = time.perf_counter()
    passages = [row for report in reports for row in language.run(Rows((report,)), packs)]
    return len(passages), time.perf_counter() - started


def time_bare(reports: Sequence[Report]) -> Timed:
    """Run the bare session on the batches that the language stage makes of reports."""
    model = load_model()
    recorder = Recorder(model)
    sentences = sum(count for count, _ in [time_recorded(report, recorder) for report in reports])
    started = time.perf_counter()
    for outputs, batch in recorder.batches:
        recorder.session.run(outputs, batch)
    return sentences, time.perf_counter() - started


class Recorder:
    """Stands in for a model's session and keeps what it is given."""

    def __init__(self, model: Model) -> None:
        """Watch a model; `time_recorded` puts the recorder in the place of its session."""
        self.model = model
        self.session: Any = model._session  # noqa: SLF001  # a benchmark looks inside
        self.batches: list[tuple[Any, Any]] = []

    def run(self, outputs: object, batch: object) -> object:
        """Keep a batch and pass it on."""
        self.batches.append((outputs, batch))
        return self.session.run(outputs, batch)


def time_recorded(report: Report, recorder: Recorder) -> Timed:
    """Run the language stage on a report with the recorder in the session's place."""
    recorder.model._session = recorder  # noqa: SLF001  # the same
    try:
        return time_language([report])
    finally:
        recorder.model._session = recorder.session  # noqa: SLF001  # the same


def stage_costs(built: BuildReport) -> dict[str, float]:
    """Return the milliseconds of one core that each stage takes per sentence."""
    return {stage.name: round(1000 * stage.seconds / built.counts[Passage.__name__], 3) for stage in built.stages}


if __name__ == "__main__":
    raise SystemExit(main())
