"""Measure how long commands that need no model take from the shell, and what they import.

    python -m benchmarks.cold_start [PROJECT] [--runs 7]

Each command is run in a process of its own; the median is printed. The target is under half a second.
Without PROJECT one of the examples is built first.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import ROOT

from sijil.project import Project

TARGET = 0.5
HEAVY = ("onnxruntime", "trafilatura", "numpy", "lxml", "joblib", "yaml", "rich.table")


def main() -> int:
    """Print a line for each command; exit 1 if one misses the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path, nargs="?", help="a project that has been built")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    if options.project:
        return print_table(options.project, options.runs)
    with tempfile.TemporaryDirectory() as folder:
        return print_table(build_examples(Path(folder) / "project"), options.runs)


def build_examples(folder: Path) -> Path:
    """Build a project of the examples; return its folder."""
    project = Project.new(folder)
    project.add([*sorted((ROOT / "examples").glob("*.txt"))], ROOT / "examples" / "sources.csv")
    project.build(workers=1)
    return folder


def print_table(project: Path, runs: int) -> int:
    """Measure the commands on a project; return 1 if one misses the target."""
    commands = [
        ["--help"],
        ["--version"],
        *([name, str(project)] for name in ("reports", "claims", "failures")),
    ]
    slow = 0
    print(f"{'command':<12} {'median s':>9} {'fastest s':>10}  heavy imports")
    for words in commands:
        times = [measure(words) for _ in range(runs)]
        slow += statistics.median(times) >= TARGET
        heavy = ", ".join(heavy_imports(words)) or "-"
        print(f"{words[0]:<12} {statistics.median(times):>9.3f} {min(times):>10.3f}  {heavy}")
    return 1 if slow else 0


def measure(words: list[str]) -> float:
    """Return the seconds that a command takes in a process of its own."""
    command = [sys.executable, "-c", "from sijil.cli import main; main()", *words]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
    return time.perf_counter() - started


def heavy_imports(words: list[str]) -> list[str]:
    """Return the slow modules that a command imports."""
    command = [sys.executable, "-X", "importtime", "-c", "from sijil.cli import main; main()", *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # the same
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return [name for name in HEAVY if name in imported]


if __name__ == "__main__":
    raise SystemExit(main())
