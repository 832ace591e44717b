"""Measure how long commands that need no model take from the shell, and what they import.

    python benchmarks/cold_start.py [PROJECT] [--runs 7]

Each command is run in a process of its own; the median is printed. The target is under half a second.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

TARGET = 0.5
HEAVY = ("onnxruntime", "trafilatura", "numpy", "lxml", "joblib", "yaml", "rich.table")


def main() -> int:
    """Print a line for each command; exit 1 if one misses the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path, help="a project that has been built")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    commands = [
        ["--help"],
        ["--version"],
        *([name, str(options.project)] for name in ("reports", "claims", "failures")),
    ]
    slow = 0
    print(f"{'command':<12} {'median s':>9} {'fastest s':>10}  heavy imports")
    for words in commands:
        times = [measure(words) for _ in range(options.runs)]
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
