"""Measure what the record recovers of simulated wars whose truth is known, beside simpler methods on the same claims.

    python -m benchmarks.simulated_war [--setting NAME ...] [--seeds N ...] [--json]

A war (places, sides, happenings with their dead, who holds what on which day) is invented and told by biased, late,
copying and rounding outlets; what the gist stage would give of their reports goes through the real stages from copies
to control. `benchmarks/war/settings.py` has each rate and where it is from, the settings that nothing is tuned on, and
which seeds are for tuning and which are reported. No stage reads anything of it. Printed is the mean of each measure
over the seeds, with its standard deviation; "with the list" is a reader who knows what happened (`ceiling.py`):

    pairs_f1        pairs of claims that are one event, of all claims that may be members; firm_: of those that tell
                    days and a place nearer than the country
    copies_f1       pairs of reports that are one text, copied or rewritten
    control         place-days whose holder, or that they are contested, is right; _fought: of those that are contested
    toll_in_range   numbers of dead of happenings, of those that a report gives, that lie in [low, high]
    toll_width      median of (high - low) / truth; toll_error, toll_mean_error: of |best - truth| / truth
    month_...       the same of the dead of a month; sum_error: median error per month and side where bests are added up
    account_...     the same of the record's account of a month and side, made of happenings alone
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.war import baselines, record
from benchmarks.war.ceiling import read_with_list
from benchmarks.war.measures import (
    Numbers,
    control_labels,
    guess_of,
    measure_accounts,
    measure_control,
    measure_copies,
    measure_events,
    measure_tolls,
)
from benchmarks.war.outlets import Press, print_reports
from benchmarks.war.settings import REPORTED_SEEDS, SETTINGS, Setting
from benchmarks.war.world import World, make_world

Table = dict[str, Numbers]
"""For each method its measures."""
Summary = dict[str, tuple[float | None, float]]
SHOWN = (
    ("pairs_f1", "pairs_p", "pairs_r", "firm_pairs_f1", "events_per_happening"),
    ("copies_f1", "copies_p", "copies_r"),
    ("control", "control_fought", "control_said"),
    ("toll_in_range", "toll_width", "toll_error", "toll_mean_error", "toll_rows"),
    ("month_in_range", "month_width", "month_error", "month_mean_error", "sum_error"),
    ("account_in_range", "account_width", "account_error"),
)


def main() -> None:
    """Print a table for each setting, or all numbers as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--setting", nargs="+", choices=SETTINGS, default=list(SETTINGS))
    parser.add_argument("--seeds", nargs="+", type=int, default=list(REPORTED_SEEDS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {}
    for name in options.setting:
        runs = [measure(SETTINGS[name], seed) for seed in options.seeds]
        results[name] = {method: summarise([run[method] for run in runs]) for method in runs[0]}
        if not options.json:
            print("\n".join(show(name, results[name])), flush=True)
    if options.json:
        print(json.dumps({"seeds": options.seeds, "settings": results}, indent=1))


def measure(setting: Setting, seed: int) -> Table:
    """Invent one war, let it be told, build the record, and measure it and the baselines."""
    world = make_world(setting, seed)
    press = print_reports(world, seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record.build(folder, record.add_rows(folder, [*press.gists, *press.texts], 1))
        found = record.read_found(folder)
    return compare(world, press, found)


def compare(world: World, press: Press, found: record.Found) -> Table:
    """Measure a record and the baselines on one war."""
    told = baselines.first_days(press, world)
    table = {
        "record": {
            **measure_events(press, [event.members for event in found.events]),
            **measure_copies(press, found.copies),
            **measure_tolls(world, press, [guess_of(toll) for toll in found.tolls]),
            **measure_accounts(world, found.tolls, found.lag),
            **measure_control(world, told, control_labels(world, told, found.control)),
        }
    }
    table["with the list"] = measure_events(press, read_with_list(world, press))
    for name, key in baselines.EVENTS.items():
        table[name] = measure_events(press, baselines.cluster(press, key))
    for name, choose in baselines.TOLLS.items():
        table[name] = measure_tolls(world, press, baselines.guess(press, choose))
    most = baselines.most_claims(press, world, told)
    table["majority"] |= measure_control(world, told, most)
    for name, when in (("last claim", baselines.day_told), ("last published", baselines.published)):
        table[name] = measure_control(world, told, baselines.last_claim(press, world, told, when))
    return table


def summarise(runs: Sequence[Numbers]) -> Summary:
    """Return the mean and the standard deviation of each measure over the seeds; None where bounds stand open."""
    return {name: spread([run[name] for run in runs]) for name in runs[0]}


def spread(values: Sequence[float]) -> tuple[float | None, float]:
    """Return the mean and the standard deviation of some values."""
    if any(map(math.isinf, values)):
        return None, 0.0
    return statistics.fmean(values), statistics.stdev(values) if len(values) > 1 else 0.0


def show(setting: str, table: dict[str, Summary]) -> Iterator[str]:
    """Yield the lines of a setting's tables: a row for each method, a column for each measure."""
    for columns in SHOWN:
        yield f"\n{setting:16}" + "".join(f"{name:>20}" for name in columns)
        for method, numbers in table.items():
            if columns[0] in numbers:
                cells = (say(*numbers[name]) for name in columns)
                yield f"{method:16}" + "".join(f"{cell:>20}" for cell in cells)


def say(mean: float | None, deviation: float) -> str:
    """Say a mean with its deviation."""
    return "open" if mean is None else f"{mean:.3f} ± {deviation:.3f}"


if __name__ == "__main__":
    main()
