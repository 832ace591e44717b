"""The facade: one project folder, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import sijil
from sijil.assemble import intake_failures
from sijil.config import Config, read_config
from sijil.contract import SCHEMES, Json, failure_row
from sijil.errors import ConfigError, ProjectError
from sijil.ledger import Ledger, append_decision, by_source, cut_off_failures, in_force, open_ledger, read_ledger
from sijil.publishing import Manifest, PolicyNote, publish
from sijil.record import Record
from sijil.records import Decision, Failure, Given, Sighting
from sijil.store import Blobs, Layout, lock, read_rows, write_atomically, write_rows

if TYPE_CHECKING:
    from sijil.build import BuildReport
    from sijil.engine import Backend
    from sijil.packs import Packs
    from sijil.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `add` did: sources that were new, sources known before, and what could not be taken in."""

    new: int
    known: int
    failures: tuple[Failure, ...]


def watch_nothing(_done: int, _total: int) -> None:
    """Let a build go on unwatched."""


class Project:
    """A project folder: sources, configuration, and the record that builds publish."""

    def __init__(self, folder: Path, config: Config) -> None:
        """Work on a folder; use `Project.new` or `Project.open`."""
        self.folder = folder
        self.config = config
        self._layout = Layout(folder)

    @classmethod
    def new(cls, folder: Path | str, packs: Sequence[str] = ()) -> Self:
        """Make a project.

        Args:
            folder: Made where it is missing; it must hold no project yet.
            packs: Names of built-in packs, or folders; all built-in packs where empty.

        Raises:
            ProjectError: If the folder is a project already, or is a file.
            PackError: If a pack is unknown or wrong.
        """
        from sijil.packs import known_packs, load_packs, sort_arguments  # noqa: PLC0415  # most commands need no packs

        layout = Layout(Path(folder))
        if layout.config.exists():
            raise ProjectError(f"{folder}: is a project already", remedy="choose another folder, or go on with it")
        config = Config(packs=tuple(packs) or known_packs())
        load_packs(*sort_arguments(config.packs, layout.folder))
        try:
            layout.ledger.mkdir(parents=True, exist_ok=True)
            layout.raw.mkdir(exist_ok=True)
            write_atomically(layout.config, config.text().encode())
        except OSError as error:
            raise ProjectError(f"{folder}: {error}", remedy="choose a folder that can be written") from error
        return cls(layout.folder, config)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Open a project.

        Raises:
            ProjectError: If the folder is not a project.
            ConfigError: If its configuration is wrong.
        """
        layout = Layout(Path(folder))
        if not layout.config.exists():
            raise ProjectError(f"{folder}: not a Sijil project", remedy=f"make one with `sijil new {folder}`")
        return cls(layout.folder, read_config(layout.config))

    def add(
        self,
        paths: Iterable[Path | str],
        sidecar: Path | str | None = None,
        max_bytes: int | None = None,
        *,
        base: Path | None = None,
    ) -> Added:
        """Take in files and folders; what cannot be taken in becomes a failure row.

        Args:
            paths: Files and folders.
            sidecar: A CSV table that says when and by whom each file was published.
            max_bytes: Size of the largest file; the project's own limit where None.
            base: A folder that is left out of addresses, for files that lie there for the moment only.
        """
        from sijil.read.sources import gather  # noqa: PLC0415  # brings the readers with it

        asked = [Path(path) for path in paths]
        limit = max_bytes or self.config.max_bytes
        blobs = Blobs(self._layout.raw)
        left_out = f"{base.as_posix()}/" if base else ""
        with lock(self._layout.lock):
            intake = gather(asked, Path(sidecar) if sidecar else None, limit)
            before = read_rows(self._layout.sightings, Sighting)
            found = [
                Sighting(source=blobs.put(one.content), uri=_printable(one.uri.removeprefix(left_out)), given=one.given)
                for one in intake.found
            ]
            write_rows(self._layout.sightings, merge_sightings(before, found))
            failures = tuple(_shorten(failure, left_out) for failure in intake.failures)
            named = (
                [path.relative_to(base) for path in asked] if base else [*asked, *([Path(sidecar)] if sidecar else [])]
            )
            examined = [name for path in named for name in _spellings(path)]
            kept = [row for row in read_rows(self._layout.intake, Failure) if not _is_examined(row, examined)]
            write_rows(self._layout.intake, [*kept, *failures])
        known = {sighting.source for sighting in before}
        sources = {sighting.source for sighting in found}
        return Added(new=len(sources - known), known=len(sources & known), failures=failures)

    def build(
        self,
        *,
        workers: int = 0,
        backend: Backend | None = None,
        stages: tuple[Stage, ...] | None = None,
        chronology: bool = True,
        watch: Callable[[int, int], None] = watch_nothing,
    ) -> BuildReport:
        """Bring the record up to date: run what has changed, and publish.

        Args:
            workers: Number of processes; 0 = as many as the work is worth.
            backend: Serial or loky; None = chosen by the number of workers.
            stages: Other stages than those of the pipeline.
            chronology: Whether undated reports are also dated by the chronology of the packs.
            watch: Called with the number of sources done and of all sources.

        Raises:
            PackError: If a pack is wrong; with every fault.
            ProjectError: If another process works on the project.
        """
        from sijil import build, pipeline  # noqa: PLC0415  # only a build needs stages and packs
        from sijil.packs import load_packs, sort_arguments  # noqa: PLC0415  # the same

        packs = load_packs(*sort_arguments(self.config.packs, self.folder))
        packs.check()
        check_policy(self.config.policy, packs)
        with lock(self._layout.lock):
            decided = open_ledger(self._layout.ledger).decisions
            holding = in_force(decided)
            job = build.make_job(
                self.folder, self.config, stages or pipeline.stages(chronology=chronology), packs, holding
            )
            items = build.make_items(read_rows(self._layout.sightings, Sighting), by_source(holding))
            report = build.build_units(job, items, workers=workers, backend=backend, watch=watch)
            manifest = Manifest(
                build=report.digest,
                code=sijil.__version__,
                packs=packs.versions,
                packs_digest=packs.total,
                stages=tuple((stage.name, stage.version) for stage in job.stages),
                counts=report.counts,
                digests=report.digests,
                decisions=len(decided),
                chronology=chronology,
                types=_list_types(packs),
                harms=_list_harms(packs),
                policies=_list_policies(packs),
                policy=self.config.policy,
            )
            publish(self.folder, manifest)
        return report

    def decide(self, decision: Decision) -> Decision:
        """Write a decision to the ledger, for the next build; returns it as written.

        Raises:
            ProjectError: If the ledger is broken, or lacks the decision that is undone.
        """
        return append_decision(self._layout.ledger, decision)

    def ledger(self) -> Ledger:
        """Read all decisions, undone ones too.

        Raises:
            ProjectError: If the ledger is broken.
        """
        return read_ledger(self._layout.ledger)

    def decisions(self) -> Iterator[Json]:
        """Yield each decision with what the last build made of it, from the earliest to the latest."""
        from sijil.standing import Built, find_built, list_decisions  # noqa: PLC0415  # only asked for here

        decisions = self.ledger().decisions
        if decisions and self._layout.manifest.exists():
            with self.record() as record:
                built = find_built(record)
        else:
            built = Built()
        yield from list_decisions(decisions, built)

    def failures(self) -> Iterator[Json]:
        """Yield what could not be taken in and, where there was a build, what could not be read."""
        yield from (failure_row(failure, None) for failure in cut_off_failures(self._layout.ledger))
        if self._layout.record.exists():
            with self.record() as record:
                yield from record.failures()
        else:
            yield from intake_failures(self.folder)

    def record(self) -> Record:
        """Open what was published last."""
        return Record.open(self.folder)


def _list_policies(packs: Packs) -> dict[str, PolicyNote]:
    """Return what readers need to know of the policies that packs hold."""
    from sijil.parts import PolicyRow  # noqa: PLC0415  # only a build needs packs

    return {
        row.name: PolicyNote(title=row.title, source=row.source, lag=row.lag)
        for row in sorted(packs.rows(PolicyRow), key=lambda row: row.name)
    }


def check_policy(name: str, packs: Packs) -> None:
    """Refuse a policy that no pack has.

    Raises:
        ConfigError: With those that there are.
    """
    from sijil.parts import PolicyRow  # noqa: PLC0415  # only a build needs packs

    known = sorted(row.name for row in packs.rows(PolicyRow))
    if name not in known and known:
        raise ConfigError(
            f"sijil.toml: there is no policy {name!r}", remedy=f"set `policy` to one of {', '.join(known)}"
        )


def _list_types(packs: Packs) -> dict[str, dict[str, str | None]]:
    """Return the claim types that packs know, with their codes in other schemes."""
    from sijil.parts import EventType  # noqa: PLC0415  # only a build needs packs

    return {row.name: {scheme: getattr(row, scheme) for scheme in SCHEMES} for row in packs.rows(EventType)}


def _list_harms(packs: Packs) -> tuple[str, ...]:
    """Return the harms that packs know."""
    from sijil.parts import Rule  # noqa: PLC0415  # the same

    return tuple(sorted({row.harm for row in packs.rows(Rule) if row.harm}))


def _spellings(path: Path) -> Iterator[str]:
    """Yield an address as it was typed, and as the same file may have been typed before."""
    yield path.as_posix()
    whole = path.absolute()
    yield whole.as_posix()
    if whole.is_relative_to(Path.cwd()):
        yield whole.relative_to(Path.cwd()).as_posix()


def _shorten(failure: Failure, left_out: str) -> Failure:
    """Leave a folder out of what a failure says."""
    if not left_out:
        return failure
    source, message, remedy = (text.replace(left_out, "") for text in (failure.source, failure.message, failure.remedy))
    return replace(failure, source=source, message=message, remedy=remedy)


def _printable(uri: str) -> str:
    """Return an address as text; the bytes of a file name that are not UTF-8 are written as escapes."""
    return uri.encode("utf-8", "backslashreplace").decode()


def merge_sightings(before: Iterable[Sighting], found: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Join sightings; of two of the same bytes at one address, what the later says outranks the earlier."""
    merged: dict[tuple[str, str, str | None], Sighting] = {}
    for sighting in (*before, *found):
        key = (sighting.source, sighting.uri, sighting.fetched_at)
        old = merged.get(key)
        merged[key] = replace(sighting, given=_merge_given(old.given, sighting.given)) if old else sighting
    return tuple(merged.values())


def _merge_given(old: Given, new: Given) -> Given:
    """Return what is given anew, filled up with what was given before."""
    return Given(
        published=new.published or old.published,
        outlet=new.outlet or old.outlet,
        url=new.url or old.url,
        agency=new.agency or old.agency,
        title=new.title or old.title,
        language=new.language or old.language,
    )


def _is_examined(failure: Failure, examined: Sequence[str]) -> bool:
    """Tell whether a failure is about something that is looked at again.

    That is the address itself, what lies in it, or a line of it: a sidecar's failures name their line.
    """
    return any(
        path in {failure.source, "."}
        or failure.source.startswith((f"{path.rstrip('/')}/", f"{path}:", f"{path}#"))
        or f"{path}, line " in failure.message
        for path in examined
    )
