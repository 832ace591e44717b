"""Where the evaluation data lie, and what a benchmark does without them."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "bench"


def need(path: Path) -> Path:
    """Return a path that is there; where it is not, say so and end the benchmark without an error."""
    if not path.exists():
        sys.stderr.write(f"skipped: {path} is not there\n")
        raise SystemExit(0)
    return path
