"""Speed of the language part: the bare session, the session with decoding, and text to passages.

`python -m benchmarks.language_speed [--data FOLDER]` reads EWT's test sentences on one thread and prints sentences per
second; each figure is the best of some runs, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.data import DATA, need
from benchmarks.language_raw import read_documents
from training.data import read_conllu

from sijil.language.model import Model
from sijil.language.parse import analyse

if TYPE_CHECKING:
    from collections.abc import Callable


class TimedSession:
    """A session that adds up the seconds it runs."""

    def __init__(self, session: object) -> None:
        """Wrap a session."""
        self.session, self.seconds = session, 0.0

    def run(self, *arguments: object) -> object:
        """Run the session."""
        started = time.perf_counter()
        found = self.session.run(*arguments)  # type: ignore[attr-defined]
        self.seconds += time.perf_counter() - started
        return found


def best_time(work: Callable[[], object], runs: int) -> float:
    """Least seconds that a piece of work took."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA / "language", help="folder with ewt")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    path = need(options.data / "ewt" / "test.conllu")
    model, sentences = Model(threads=options.threads), [s.words for s in read_conllu(path)]
    texts = [document.text for document in read_documents(path)]
    timed = TimedSession(model._session)  # noqa: SLF001 (to time it alone)
    model._session = timed  # noqa: SLF001
    sessions = []
    for _ in range(options.runs):
        timed.seconds = 0.0
        model.parse(sentences)
        sessions.append(timed.seconds)
    whole = best_time(lambda: model.parse(sentences), options.runs)
    passages = 0

    def read_all() -> None:
        nonlocal passages
        passages = sum(len(analyse("r", text, [(0, len(text), "body")], model)) for text in texts)

    reading = best_time(read_all, options.runs)
    report = {
        "threads": options.threads,
        "sentences": len(sentences),
        "bare session, sentences/s": round(len(sentences) / min(sessions)),
        "parse, sentences/s": round(len(sentences) / whole),
        "text to passages, passages/s": round(passages / reading),
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
