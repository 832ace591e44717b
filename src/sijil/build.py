"""Take every unit through the stages: keys, look-up, early cut-off, run report.

A unit (one source, and the one report in it) walks through the stages in order. At each stage its key is computed from
the digests of its input rows; where the store knows the key, nothing runs. A changed stage that gives the same rows
leaves the keys after it as they were, so nothing after it runs.
"""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from sijil.blocks import WIDE, Block, Pool, plan_blocks
from sijil.config import Config
from sijil.engine import Backend, choose_workers, pmap, shards
from sijil.errors import PackError, StageError, UnitError, VerificationError
from sijil.keys import stage_base, stage_key, stage_settings
from sijil.packs import Packs, load_packs
from sijil.records import Decision, Failure, Report, Sighting, canonical, digest, rows_digest
from sijil.stage import Raw, Rows, Stage, Unit, check_graph
from sijil.store import Blobs, Entry, Layout, Output, Step, Store, in_order, make_output, open_store, read_output

GIVEN_TYPES = (Raw, Sighting, Decision)
REPORT_BUG = "this is a bug in Sijil: report it with this line and, where you may, the page"
_ORDER = attrgetter("order")
_ADDRESS = re.compile(r"\b0x[0-9a-f]+\b")


class Item(NamedTuple):
    """One unit of work: a source with its sightings, smallest address first, and the decisions about its words."""

    position: int
    unit: str
    sightings: tuple[Sighting, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a worker needs to know of a build.

    Attributes:
        folder: The project.
        packs: Names and folders of the packs.
        packs_digest: Digest over their contents.
        stages: The stages, in order.
        bases: What the keys of each stage have in common, in the same order.
        config: The project's choices.
        decisions: Those in force.
    """

    folder: Path
    packs: tuple[tuple[str, ...], tuple[Path, ...]]
    packs_digest: str
    stages: tuple[Stage, ...]
    bases: tuple[str, ...]
    config: Config
    decisions: tuple[Decision, ...] = ()

    def load_packs(self) -> Packs:
        """Load the packs, once per process.

        Raises:
            PackError: If they are not what the build began with.
        """
        packs = load_packs(*self.packs)
        if packs.total != self.packs_digest:
            raise PackError("a pack was changed during the build", remedy="build again; only what it touches is run")
        return packs

    def open_store(self, *, write: bool = False) -> Store:
        """Open the store that outputs are looked up in."""
        return open_store(Layout(self.folder).store, write=write)


class StageRun(NamedTuple):
    """What happened to one unit at one stage; `outputs` are empty where the stage did not run."""

    step: Step
    ran: bool
    failed: bool
    seconds: float = 0.0
    outputs: tuple[Output, ...] = ()


Run = Callable[[Stage, Step, Callable[[], Rows]], StageRun]


@dataclass(slots=True, kw_only=True)
class StageReport:
    """What a build did at one stage, in units; `failed` are those that gave a failure."""

    name: str
    units: int = 0
    run: int = 0
    reused: int = 0
    failed: int = 0
    seconds: float = 0.0

    def count(self, done: StageRun) -> None:
        """Add one unit."""
        self.units += 1
        self.run += done.ran
        self.reused += not done.ran
        self.failed += done.failed
        self.seconds += done.seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did, and how many rows of each type came out, with their digests."""

    stages: tuple[StageReport, ...]
    counts: dict[str, int]
    digests: dict[str, str]
    digest: str
    workers: int
    seconds: float


# -- one unit ----------------------------------------------------------------------------------------------------------


class Walk:
    """One unit's way through the stages."""

    def __init__(self, job: Job, item: Item, store: Store) -> None:
        """Start with what is given: the bytes and their sightings."""
        self._job = job
        self._item = item
        self._store = store
        self._digests = {"Raw": item.unit, "Sighting": rows_digest(item.sightings)}
        self._keys: dict[str, str] = {}
        self._fresh: dict[str, Output] = {}
        self._has_report = False

    def follow(self, run: Run | None) -> tuple[StageRun, ...] | None:
        """Go through the stages; without `run`, return None at the first stage that would have to run."""
        passed = []
        for stage, base in zip(self._job.stages, self._job.bases, strict=True):
            if not self._can_run(stage):
                continue
            decided = {Decision.__name__: rows_digest(self._decided(stage))}
            key = stage_key(stage, base, {**self._digests, **decided})
            step = Step(self._item.position, stage.name, self._item.unit, key)
            entries = self._store.entries(step.key)
            if entries:
                done = StageRun(step, ran=False, failed=_has_failure(entries))
            elif run is None:
                return None
            else:
                done = run(stage, step, partial(self._input, stage))
                entries = tuple(Entry(*output[:3]) for output in done.outputs)
            self._note(done, entries)
            passed.append(done)
        return tuple(passed)

    def _can_run(self, stage: Stage) -> bool:
        """Tell whether a stage has its input: a failed stage gives none, and a source may hold no report."""
        has_input = all(kind is Decision or kind.__name__ in self._digests for kind in stage.reads)
        return stage.unit not in WIDE and has_input and (stage.unit is not Unit.REPORT or self._has_report)

    def _note(self, done: StageRun, entries: Iterable[Entry]) -> None:
        """Remember what a stage gave, for the stages after it."""
        self._fresh.update((output.kind, output) for output in done.outputs)
        for entry in entries:
            if entry.kind != Failure.__name__:
                self._digests[entry.kind] = entry.digest
                self._keys[entry.kind] = done.step.key
            if entry.kind == Report.__name__:
                self._has_report = entry.size > 0

    def _input(self, stage: Stage) -> Rows:
        """Return the input rows of a stage."""
        found = (row for kind in stage.reads if kind is not Decision for row in self._rows(kind))
        return Rows((*found, *self._decided(stage)), settings=stage_settings(stage, self._job.config))

    def _decided(self, stage: Stage) -> tuple[Decision, ...]:
        """Return the decisions of the kinds that a stage takes, about this unit."""
        return tuple(decision for decision in self._item.decisions if decision.kind in stage.decisions)

    def _rows(self, kind: type[Any]) -> Sequence[object]:
        """Return the unit's rows of one type."""
        if kind is Raw:
            return [Raw(self._item.unit, Blobs(Layout(self._job.folder).raw).get(self._item.unit))]
        if kind is Sighting:
            return self._item.sightings
        if kind.__name__ in self._fresh:
            return read_output(self._fresh[kind.__name__].rows, kind)
        return self._store.rows(self._keys[kind.__name__], kind)


def run_stage(stage: Stage, step: Step, load: Callable[[], Rows], packs: Packs) -> StageRun:
    """Run a stage on one unit; whatever goes wrong becomes a failure row.

    What may go otherwise next time (a damaged file, want of memory) is kept under a key that is never looked up.
    """
    started = time.perf_counter()
    passing = False
    try:
        outputs = _outputs(stage, list(stage.run(load(), packs)))
    except UnitError as error:
        outputs = _failed(step, error.code, error.what, error.remedy)
    except VerificationError as error:
        passing = True
        outputs = _failed(step, "damaged_source", error.what, error.remedy)
    except Exception as error:  # noqa: BLE001  # a bug in one unit must not stop the others; the row says where it is
        passing = isinstance(error, OSError | MemoryError)
        outputs = _failed(step, "internal_error", _describe(error), REPORT_BUG)
    kept = step._replace(key=f"passing-{step.key}") if passing else step
    failed = _has_failure(Entry(*output[:3]) for output in outputs)
    return StageRun(kept, ran=True, failed=failed, seconds=time.perf_counter() - started, outputs=outputs)


def _outputs(stage: Stage, rows: Sequence[object]) -> tuple[Output, ...]:
    """Sort what a stage gave by type; every type that it writes gets an output, if an empty one.

    Raises:
        StageError: If a row is of a type that the stage does not write.
    """
    kinds = (*stage.writes, Failure)
    for row in rows:
        if type(row) not in kinds:
            what = f"stage {stage.name!r} gave a {type(row).__name__}, which it does not declare"
            raise StageError(what, remedy="add the type to the stage's `writes`")
    return tuple(make_output(kind.__name__, in_order([row for row in rows if type(row) is kind])) for kind in kinds)


def _failed(step: Step, code: str, message: str, remedy: str) -> tuple[Output, ...]:
    """Make the only output of a unit that could not be done."""
    row = Failure(stage=step.stage, source=step.unit, code=code, message=message, remedy=remedy)
    return (make_output(Failure.__name__, [row]),)


def _has_failure(entries: Iterable[Entry]) -> bool:
    """Tell whether there is a failure among what a stage gave."""
    return any(entry.kind == Failure.__name__ and entry.size > 0 for entry in entries)


def _describe(error: Exception) -> str:
    """Say what went wrong and where in Sijil, in words that are the same on every run."""
    package = Path(__file__).parent
    places = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(package)
    ]
    last = places[-1]
    where = f"{Path(last.filename).relative_to(package.parent).as_posix()}:{last.lineno}"
    return f"{type(error).__name__}: {_ADDRESS.sub('0x...', str(error))} (at {where})"


# -- all units ---------------------------------------------------------------------------------------------------------


def make_items(
    sightings: Iterable[Sighting], decisions: Mapping[str, tuple[Decision, ...]] | None = None
) -> tuple[Item, ...]:
    """Group sightings into units, in order of their smallest address, each with the decisions about its source."""
    about = decisions or {}
    by_source: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_source.setdefault(sighting.source, []).append(sighting)
    units = [(tuple(sorted(group, key=_ORDER)), source) for source, group in by_source.items()]
    units.sort(key=lambda unit: (unit[0][0].order, unit[1]))
    return tuple(Item(number, source, group, about.get(source, ())) for number, (group, source) in enumerate(units))


def make_job(
    folder: Path, config: Config, stages: tuple[Stage, ...], packs: Packs, decisions: tuple[Decision, ...] = ()
) -> Job:
    """Check the stages against each other and compute what their keys have in common; `decisions` are those in force.

    Raises:
        StageError: If the stages do not fit together.
    """
    check_graph(stages, GIVEN_TYPES)
    bases = tuple(stage_base(stage, config, packs) for stage in stages)
    return Job(
        folder=folder,
        packs=packs.asked,
        packs_digest=packs.total,
        stages=stages,
        bases=bases,
        config=config,
        decisions=decisions,
    )


def run_shard(job: Job, shard: Sequence[Item]) -> list[tuple[StageRun, ...]]:
    """Take a shard of units through the stages; the whole work of one call to a worker."""
    packs = job.load_packs()
    with job.open_store() as store:
        walks = [Walk(job, item, store).follow(partial(run_stage, packs=packs)) for item in shard]
    return [walk for walk in walks if walk is not None]


def build_units(
    job: Job, items: Sequence[Item], *, workers: int, backend: Backend | None, watch: Callable[[int, int], None]
) -> BuildReport:
    """Take all units through the stages and leave the outputs as the store's pending build.

    Args:
        job: What to do.
        items: The units.
        workers: Number of processes; 0 = as many as the work is worth.
        backend: Serial or loky; None = serial for one worker.
        watch: Called with the number of units done and of all units.
    """
    started = time.perf_counter()
    reports = {stage.name: StageReport(name=stage.name) for stage in job.stages}
    with job.open_store(write=True) as store:
        store.start()
        todo = []
        done = 0
        for shard in shards(items, len(items), 1):
            known = [(item, Walk(job, item, store).follow(None)) for item in shard]
            todo += [item for item, walk in known if walk is None]
            done += _keep(store, reports, [walk for _, walk in known if walk is not None])
            watch(done, len(items))
        count, chosen = _choose(workers, backend, len(todo))
        work = shards(todo, len(todo), count)
        for walks in pmap(partial(run_shard, replace(job, decisions=())), work, workers=count, backend=chosen):
            done += _keep(store, reports, walks)
            watch(done, len(items))
        _build_wide(job, store, reports, len(items), partial(_choose, workers, backend))
        counts, digests = _summary(store)
    return BuildReport(
        stages=tuple(reports.values()),
        counts=counts,
        digests=digests,
        digest=digest(canonical(digests)),
        workers=count,
        seconds=time.perf_counter() - started,
    )


def _choose(workers: int, backend: Backend | None, units: int) -> tuple[int, Backend]:
    """Choose the number of workers and the backend for some units; one unit is done here."""
    count = choose_workers(workers, units)
    return count, backend or ("serial" if count == 1 or units < 2 else "loky")  # noqa: PLR2004  # see above


def _build_wide(
    job: Job,
    store: Store,
    reports: Mapping[str, StageReport],
    first: int,
    choose: Callable[[int], tuple[int, Backend]],
) -> None:
    """Take the blocks of each stage that sees many reports through it, stage by stage."""
    pool, packs = Pool(store, job.stages), job.load_packs()
    for stage, base in zip(job.stages, job.bases, strict=True):
        if stage.unit not in WIDE:
            continue
        todo, kept = [], []
        for block in plan_blocks(stage, base, pool, packs, job.decisions, first):
            first += 1
            entries = store.entries(block.step.key)
            if entries:
                kept.append((StageRun(block.step, ran=False, failed=_has_failure(entries)),))
            else:
                todo.append(block)
        _keep(store, reports, kept)
        count, chosen = choose(len(todo))
        work = shards(todo, len(todo), count)
        for runs in pmap(partial(run_blocks, job, stage), work, workers=count, backend=chosen):
            _keep(store, reports, [runs])


def run_blocks(job: Job, stage: Stage, shard: Sequence[Block]) -> tuple[StageRun, ...]:
    """Run a stage on some blocks; the whole work of one call to a worker."""
    packs = job.load_packs()
    settings = stage_settings(stage, job.config)
    return tuple(
        run_stage(stage, block.step, partial(replace, block.rows, settings=settings), packs) for block in shard
    )


def _keep(store: Store, reports: Mapping[str, StageReport], walks: Sequence[tuple[StageRun, ...]]) -> int:
    """Write what some units gave to the store and count it; return the number of units."""
    runs = [run for walk in walks for run in walk]
    for run in runs:
        reports[run.step.stage].count(run)
    store.put([(run.step, run.outputs) for run in runs if run.ran], [run.step for run in runs])
    return len(walks)


def _summary(store: Store) -> tuple[dict[str, int], dict[str, str]]:
    """Return the number of rows of each type in the pending build, and a digest over the digests of their outputs."""
    rows = list(store.summary())
    return {kind: count for kind, _, count in rows}, {kind: digest(*(d.encode() for d in ds)) for kind, ds, _ in rows}
