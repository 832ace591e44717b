"""Fit the bits of events on simulated wars, where the event of each telling is known.

    python -m training.events [--seeds N ...] [--check N ...] [--pull X ...]

Each telling of a war is taken out of its true event and compared with all events that it may be of, as the events
stage does; the bits are those of a conditional logit (McFadden 1974): with them the true event, or a new one where no
other telling is of it, is the likeliest choice over all tellings. A ridge (`--pull`) holds them near those that stand.
Printed are the bits that stand and those fitted with each pull, with precision, recall and F1 of pairs on the wars
`--check`. What results are reported on, or stages are looked at on, is not fitted on; the setting is `default`.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from benchmarks.war.measures import measure_events
from benchmarks.war.outlets import Press, print_reports
from benchmarks.war.record import PACKS, wide_stages
from benchmarks.war.settings import DEFAULT, REPORTED_SEEDS, TUNING_SEEDS
from benchmarks.war.world import make_world

from sijil.link.assign import assign
from sijil.link.cluster import Decided
from sijil.link.fits import NEW, Values, compare
from sijil.link.parting import PARTED
from sijil.link.settings import Settings, read_settings
from sijil.link.units import Common, Gathered, Unit, count_tokens, make_unit
from sijil.packs import load_packs
from sijil.records import Gist, Story, Telling
from sijil.stage import Rows, Stage
from sijil.stage import Unit as Scope

PREFIX = "event_"
FITTED_SEEDS = (21, 22, 23)
CHECKED_SEEDS = (31, 32)
PULLS = (300.0, 30.0, 3.0)
ROUNDS = 3_000
STEP = 0.5


@dataclass(frozen=True, slots=True)
class War:
    """One simulated war up to its tellings."""

    press: Press
    gists: dict[str, Gist]
    stories: dict[str, str]
    tellings: list[Telling]


def read_war(seed: int) -> War:
    """Invent a war, let it be told, and run the stages before events."""
    press = print_reports(make_world(DEFAULT, seed), seed)
    rows: list[object] = [*press.gists, *press.texts]
    stages = wide_stages()[1:]
    for stage in stages[: [stage.name for stage in stages].index("events")]:
        rows += _run(stage, rows)
    stories = {row.report: row.story for row in rows if isinstance(row, Story)}
    tellings = [row for row in rows if isinstance(row, Telling)]
    return War(press, {gist.claim: gist for gist in press.gists}, stories, tellings)


def _run(stage: Stage, rows: Sequence[object]) -> Iterator[object]:
    """Yield what a stage that sees many reports makes of some rows."""
    packs = load_packs(PACKS)
    read = Rows(tuple(row for row in rows if isinstance(row, stage.reads)))
    blocks = stage.split(read, packs) if stage.unit is Scope.BLOCK and stage.split else {"all": read.rows}
    for name in sorted(blocks):
        yield from stage.run(Rows(tuple(blocks[name]), name), packs)


# -- choices -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choices:
    """What each telling may be of: rows of values, the telling of each row, and whether it is the true event.

    The last feature is that of being of another happening than any; one row of each telling has it.
    """

    values: np.ndarray
    telling: np.ndarray
    right: np.ndarray

    @classmethod
    def join(cls, parts: Sequence[Choices]) -> Choices:
        """Put the choices of several wars together."""
        firsts = np.cumsum([0, *(int(one.telling.max()) + 1 for one in parts)])
        return cls(
            np.concatenate([one.values for one in parts]),
            np.concatenate([one.telling + first for one, first in zip(parts, firsts, strict=False)]),
            np.concatenate([one.right for one in parts]),
        )


def list_choices(war: War, names: Sequence[str], settings: Settings) -> Choices:
    """Return what each telling may be of, where every other telling is in its true event."""
    units = [
        make_unit([war.gists[claim] for claim in telling.claims], war.stories, settings) for telling in war.tellings
    ]
    homes = [_find_truth(war.press, unit) for unit in units]
    events: dict[str, Gathered] = {}
    for number, (unit, home) in enumerate(zip(units, homes, strict=True)):
        events.setdefault(home, Gathered()).add(number, unit)
    common = count_tokens(units)
    rows: list[tuple[int, Values, bool]] = []
    for number, (unit, home) in enumerate(zip(units, homes, strict=True)):
        events[home].remove(number, unit)
        found = dict(_compare(unit, events, common, settings))
        rows += [(number, values, name == home) for name, values in found.items()]
        rows.append((number, [(NEW, 1.0)], home not in found))
        events[home].add(number, unit)
    table = np.zeros((len(rows), len(names)))
    for at, (_, values, _) in enumerate(rows):
        for name, value in values:
            table[at, names.index(name)] = value
    return Choices(table, np.array([row[0] for row in rows]), np.array([row[2] for row in rows]))


def _find_truth(press: Press, unit: Unit) -> str:
    """Return what most claims of a telling are about."""
    return Counter(press.about.get(claim, claim) for claim in unit.claims).most_common(1)[0][0]


def _compare(
    unit: Unit, events: dict[str, Gathered], common: Common, settings: Settings
) -> Iterator[tuple[str, Values]]:
    for name, event in events.items():
        values = compare(unit, event, common, settings)
        if values is not None:
            yield name, values


# -- the fit -----------------------------------------------------------------------------------------------------------


def fit(choices: Choices, start: np.ndarray, pull: float) -> np.ndarray:
    """Return the bits of a conditional logit, 0 or more, by projected gradient ascent with a ridge around a start.

    Args:
        choices: What the tellings may be of.
        start: The bits that stand.
        pull: Strength of the ridge, as so many tellings.
    """
    bits, tellings = start.copy(), int(choices.telling.max()) + 1
    scale = np.maximum((choices.values**2).mean(axis=0), 1e-3)
    true = choices.values[choices.right].sum(axis=0)
    for _ in range(ROUNDS):
        scores = choices.values @ bits * math.log(2)
        tops = np.full(tellings, -np.inf)
        np.maximum.at(tops, choices.telling, scores)
        shares = np.exp(scores - tops[choices.telling])
        shares /= np.bincount(choices.telling, shares, tellings)[choices.telling]
        slope = (true - shares @ choices.values) / tellings - pull / tellings * (bits - start)
        bits = np.clip(bits + STEP * slope / np.sqrt(scale), 0, None)
    return bits


def measure(wars: Sequence[War], settings: Settings) -> list[float]:
    """Return precision, recall and F1 of pairs of claims, in the mean over some wars."""
    found = []
    for war in wars:
        made = assign(war.tellings, war.gists, war.stories, Decided(), settings)
        found.append(measure_events(war.press, [event.claims for event in made.events.values()]))
    return [round(float(np.mean([one[name] for one in found])), 4) for name in ("pairs_p", "pairs_r", "pairs_f1")]


def read_options(about: str | None, pulls: Sequence[float]) -> argparse.Namespace:
    """Read which wars to fit and check on, and how strongly the bits are held where they stand."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", nargs="+", type=int, default=list(FITTED_SEEDS))
    parser.add_argument("--check", nargs="*", type=int, default=list(CHECKED_SEEDS))
    parser.add_argument("--pull", nargs="+", type=float, default=list(pulls))
    options = parser.parse_args()
    if {*options.seeds} & {*REPORTED_SEEDS, *TUNING_SEEDS, *options.check}:
        parser.error("fit on seeds that are neither reported, looked at, nor checked on")
    return options


def show_fits(fits: Mapping[str, np.ndarray], names: Sequence[str], settings: Settings, check: Sequence[int]) -> None:
    """Print bits, each with what it reaches on some wars."""
    checked = [read_war(seed) for seed in check]
    for pull, bits in fits.items():
        chosen = dict(zip(names, np.round(bits, 2).tolist(), strict=True))
        reached = measure(checked, replace(settings, weights={**settings.weights, **chosen})) if checked else []
        print({"pull": pull, "p r f1": reached, **chosen}, flush=True)


def main() -> None:
    """Print the bits that stand and those that are fitted, with what they reach."""
    options = read_options(__doc__, PULLS)
    settings = read_settings(load_packs(PACKS))
    names = sorted(name for name in settings.weights if name.startswith(PREFIX) and name != PARTED)
    stand = np.array([settings.weights[name] for name in names])
    choices = Choices.join([list_choices(read_war(seed), names, settings) for seed in options.seeds])
    fitted = {str(pull): fit(choices, stand, pull) for pull in options.pull}
    show_fits({"as shipped": stand, **fitted}, names, settings, options.check)


if __name__ == "__main__":
    main()
