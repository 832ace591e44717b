"""One `pmap` over joblib: the same work on one process or on many, in any order."""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeVar

from sijil.errors import ProjectError

W = TypeVar("W")
R = TypeVar("R")

Backend = Literal["serial", "loky"]
SHARD = 16
_SHARDS_PER_WORKER = 4


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_workers(asked: int, units: int) -> int:
    """Return how many workers a number of units is worth; 0 asks for the choice to be made.

    Starting a worker process takes about as long as reading one shard of reports.
    """
    if asked > 0:
        return asked
    return max(1, min(available_cores(), units // SHARD))


def shards(work: Iterable[W], count: int, workers: int) -> Iterator[tuple[W, ...]]:
    """Cut `count` pieces of work into shards, small enough that all workers share the end of the work."""
    size = max(1, min(SHARD, count // (workers * _SHARDS_PER_WORKER)))
    shard: list[W] = []
    for piece in work:
        shard.append(piece)
        if len(shard) == size:
            yield tuple(shard)
            shard = []
    if shard:
        yield tuple(shard)


def pmap(function: Callable[[W], R], work: Iterable[W], *, workers: int, backend: Backend) -> Iterator[R]:
    """Yield `function` of each piece of work, as each is done; with loky in any order.

    Args:
        function: A picklable pure function.
        work: Taken in lazily, so that memory stays flat.
        workers: Number of processes.
        backend: `serial` runs in this process, `loky` in processes of their own.

    Raises:
        ProjectError: If a worker process was killed, by want of memory for one.
    """
    if backend == "serial":
        yield from map(function, work)
    else:
        yield from _loky(function, work, workers)


def _loky(function: Callable[[W], R], work: Iterable[W], workers: int) -> Iterator[R]:
    """Run in worker processes, each with one thread."""
    from joblib import Parallel, delayed, parallel_config  # noqa: PLC0415  # slow to import; serial builds need none
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415  # the same

    guarded = {"initializer": _guard, "initargs": (os.getpid(),)}
    with parallel_config(backend="loky", inner_max_num_threads=1, **guarded):
        parallel = Parallel(n_jobs=workers, return_as="generator_unordered", batch_size=1, pre_dispatch="2*n_jobs")
    try:
        with _closing(parallel(delayed(function)(piece) for piece in work)) as results:
            yield from results
    except TerminatedWorkerError as error:
        remedy = "build again with fewer --workers; what was done is kept"
        raise ProjectError("a worker process was killed, perhaps for want of memory", remedy=remedy) from error


@contextmanager
def _closing(results: Generator[R]) -> Iterator[Iterator[R]]:
    """Close results at the end, without the warning that tasks were cancelled: that is what closing early means."""
    try:
        yield results
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            results.close()


def _guard(driver: int) -> None:
    """Let this worker end soon after its driver has ended, be it killed: loky's workers would wait on for minutes."""
    threading.Thread(target=_end_with, args=(driver,), daemon=True).start()


def _end_with(driver: int) -> None:
    """Wait for the driver's end, then end."""
    while os.getppid() == driver:
        time.sleep(1)
    os._exit(1)
