"""Memory and time of taking in JSONL files of growing size: the lines are read one by one, so memory hardly grows.

Run: python -m benchmarks.jsonl_memory [megabytes ...]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

SIZES = (10, 50, 200)
MEGABYTE = 1_000_000
SENTENCE = "The army shelled the northern town of Oldtown on Monday, and a doctor said that twelve had been killed. "
INTAKE = """
    import resource, sys, time
    from pathlib import Path
    from sijil.project import Project
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    project = Project.new(sys.argv[1], ["core"])
    added = project.add([sys.argv[2]])
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(added.new, len(added.failures), round(seconds, 1), before // 1024, after // 1024)
"""


def main() -> None:
    """Measure each size in a process of its own."""
    print("| file | reports | seconds | memory before | memory at most |")
    print("|---|---|---|---|---|")
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "reports.jsonl")
            write(path, size * MEGABYTE)
            command = [sys.executable, "-c", textwrap.dedent(INTAKE), str(Path(folder, "project")), str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own code
            new, failed, seconds, before, after = done.stdout.split()
            print(f"| {size} MB | {new} ({failed} failures) | {seconds} | {before} MB | {after} MB |")


def write(path: Path, size: int) -> None:
    """Write reports of about 4 KB until a file has its size."""
    with path.open("w", encoding="utf-8") as file:
        number = 0
        while file.tell() < size:
            text = f"Report {number}. " + SENTENCE * 35
            file.write(json.dumps({"title": f"Report {number}", "date": "2020-03-02", "text": text}) + "\n")
            number += 1


if __name__ == "__main__":
    main()
