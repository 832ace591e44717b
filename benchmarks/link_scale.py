"""Measure what linking and weighing cost over many claims, what one report more costs, and that shards change nothing.

    python -m benchmarks.link_scale [--claims 1000 10000 100000] [--workers 2] [--shards 1 7 256] [--once]

The claims are those of simulated wars (`benchmarks/war`), side by side in countries and after each other in time, as
the gist stage would give them; they go through the real build from copies to control. For each number of claims, each
in a process of its own, one JSON object tells the seconds of the first build by stage (of all workers together) and by
the clock on the wall, the seconds of all processors in it, the seconds of a build without any change and of one with
one report more, and the peak memory of the driver and of the largest worker in MB. The last line has the exponent by
which seconds and memory grow from one size to the next (1 = in proportion), and whether the smallest size gives the
same rows however it is cut: into how many sources, and into shards for how many workers. `--once` leaves the two later
builds out, as is wanted for a million claims.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.data import ROOT
from benchmarks.war.record import add_rows, build
from benchmarks.war.theatres import make_rows
from joblib.externals.loky import get_reusable_executor

from sijil.build import BuildReport
from sijil.records import Sighting

SIZES = (1000, 10_000, 100_000)
SHARDS = (1, 7, 256)
REPORTS_OF_A_SOURCE = 100
KINDS = ("Gist", "Copy", "Link", "Event", "Toll", "Control", "Failure")

Result = dict[str, Any]


def main() -> None:
    """Print a JSON object for each size, and one on growth and shards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shards", nargs="*", type=int, default=list(SHARDS))
    parser.add_argument("--here", action="store_true", help="measure the one size in this process")
    parser.add_argument("--once", action="store_true", help="measure the first build alone")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.claims[0], options.workers, once=options.once)))
        return
    results = []
    for claims in sorted(options.claims):
        results.append(measure_apart(claims, options.workers, once=options.once))
        print(json.dumps(results[-1]), flush=True)
    same = compare_shards(min(options.claims), options.shards) if options.shards else None
    print(json.dumps({"growth": growth(results), "same_for_shards": same}))


def measure_apart(claims: int, workers: int, *, once: bool) -> Result:
    """Measure one size in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.link_scale", "--here", "--claims", str(claims)]
    command += ["--once"] if once else []
    done = subprocess.run([*command, "--workers", str(workers)], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  # our own
    found: Result = json.loads(done.stdout)
    return found


def measure(claims: int, workers: int, *, once: bool = False) -> Result:
    """Build a number of claims; unless `once`, also again without a change, and again with one report more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sightings, last = add_theatres(folder, claims)
        before = processor_s()
        first, first_wall = clock(folder, sightings, workers)
        get_reusable_executor().shutdown(wait=True)
        used = processor_s() - before
        again = {} if once else _build_again(folder, [*sightings, last], workers)
    return {
        "claims": claims,
        "reports": first.counts["Sketch"],
        "counts": {kind: first.counts[kind] for kind in KINDS},
        "first_build_s": round(first_wall, 2),
        "processor_s": round(used, 2),
        "stages_s": {stage.name: round(stage.seconds, 2) for stage in first.stages},
        "units": {stage.name: stage.units for stage in first.stages},
        **again,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "peak_worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _build_again(folder: Path, sightings: Sequence[Sighting], workers: int) -> Result:
    """Build what was built without its last report: as it was, and with that report."""
    _, same_wall = clock(folder, sightings[:-1], workers)
    more, more_wall = clock(folder, sightings, workers)
    return {
        "no_change_s": round(same_wall, 2),
        "one_more_s": round(more_wall, 2),
        "one_more_units": {stage.name: stage.run for stage in more.stages},
    }


def processor_s() -> float:
    """Return the seconds that this process and its ended workers have had of processors."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def add_theatres(folder: Path, claims: int) -> tuple[list[Sighting], Sighting]:
    """Write the rows of a number of claims, theatre by theatre; and one report more, of the last theatre."""
    sightings: list[Sighting] = []
    for number, rows in enumerate(make_rows(claims)):
        last = rows[len(rows) // 2].report
        kept = [row for row in rows if row.report != last]
        units = math.ceil(len({row.report for row in kept}) / REPORTS_OF_A_SOURCE)
        sightings += add_rows(folder, kept, units, f"theatre{number}")
        held_back = add_rows(folder, [row for row in rows if row.report == last], 1, f"last{number}")
        sightings += held_back
    return sightings[:-1], sightings[-1]


def clock(folder: Path, sightings: Sequence[Sighting], workers: int) -> tuple[BuildReport, float]:
    """Build; return the report and the seconds by the clock on the wall."""
    started = time.perf_counter()
    report = build(folder, sightings, workers, serial=False)
    return report, time.perf_counter() - started


def growth(results: Sequence[Result]) -> list[Result]:
    """Return the exponents by which seconds and memory grow from each size to the next."""
    return [
        {
            "from": small["claims"],
            "to": large["claims"],
            **{
                name: exponent(small, large, name)
                for name in ("processor_s", "first_build_s", "no_change_s", "peak_mb")
                if name in small
            },
        }
        for small, large in pairwise(results)
    ]


def exponent(small: Result, large: Result, name: str) -> float:
    """Return the power of the number of claims with which a measure grows."""
    return round(math.log(large[name] / small[name]) / math.log(large["claims"] / small["claims"]), 2)


def compare_shards(claims: int, shards: Sequence[int]) -> bool:
    """Tell whether the same rows come out, however the claims are cut into sources and shards of work."""
    rows = [row for theatre in make_rows(claims) for row in theatre]
    digests = set()
    for count in shards:
        with tempfile.TemporaryDirectory() as name:
            built = build(Path(name), add_rows(Path(name), rows, count), count)
            digests.add(tuple(built.digests[kind] for kind in ("Copy", "Link", "Event", "Toll", "Control", "Finding")))
    return len(digests) <= 1


if __name__ == "__main__":
    main()
