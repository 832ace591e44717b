"""The record that a build published: open it, and ask it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

from sijil.assemble import INTAKE, intake_failures
from sijil.contract import Json, toll_by_policy
from sijil.dossiers import DOSSIER_KINDS, Dossier, dossier_of
from sijil.errors import ProjectError, UsageError
from sijil.geopackage.read import RecordFile
from sijil.inferred import Dates, read_dates
from sijil.periods import account_for
from sijil.publishing import Manifest, open_published
from sijil.reconcile.account import Wanted
from sijil.records import (
    Control,
    ControlState,
    DatedClaim,
    Dating,
    Event,
    FindingState,
    Stance,
    Toll,
)
from sijil.redirects import FINDINGS, follow, read_redirects
from sijil.store import Layout, Store, UnitRows, open_store
from sijil.verdicts import key_of

T = TypeVar("T")

_STATES: dict[str, tuple[str, ...]] = {
    "events": tuple(state for state in FindingState if state is not FindingState.RANGE),
    "tolls": tuple(FindingState),
    "control": tuple(ControlState),
}


_SHOWN = 5
"""Ids that are shown where a beginning fits several."""


class Record:
    """A published record, open for reading; a build that runs meanwhile does not change it."""

    def __init__(self, folder: Path, manifest: Manifest, file: RecordFile, *, shared: bool = False) -> None:
        """Read from an open record file; use `Record.open`."""
        self._shared = shared
        self.folder = folder
        self.manifest = manifest
        self._file = file
        self._open_store: Store | None = None
        self._dated: dict[str, Dates] | None = None
        self._foundings: dict[type[Any], dict[str, tuple[str, str]]] = {}

    @classmethod
    def open(cls, folder: Path | str, *, shared: bool = False) -> Self:
        """Open what was published last in a project folder; `shared` lets threads use it one after the other.

        Raises:
            ProjectError: If there is no such project, or nothing was built, or the record is damaged.
        """
        folder = Path(folder)
        if not Layout(folder).config.exists():
            raise ProjectError(f"{folder}: not a Sijil project", remedy="make one with `sijil new FOLDER`")
        file, manifest = open_published(folder, shared=shared)
        return cls(folder, manifest, file, shared=shared)

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the record."""
        self.close()

    def close(self) -> None:
        """Close the record."""
        self._file.close()
        if self._open_store:
            self._open_store.close()

    def rows(self, table: str, *, with_source: bool = False) -> Iterator[Json]:
        """Yield the rows of a table of the record file, as the command of its name prints them, else by column.

        Args:
            table: One of the tables of docs/data-dictionary.md.
            with_source: Whether rows that one source gave also get its sha256, as `source`.
        """
        return self._file.rows(table, with_source=with_source)

    def reports(self) -> Iterator[Json]:
        """Yield each report as the JSON contract says, in order of address."""
        return self._file.rows("reports")

    def claims(
        self,
        *,
        kind: str | None = None,
        report: str | None = None,
        stance: str | None = None,
        place: str | None = None,
    ) -> Iterator[Json]:
        """Yield each claim as the JSON contract says, in order of address and place in the text.

        Args:
            kind: Only claims of this type.
            report: Only claims of the report with this id, address, or file name.
            stance: Only claims of this stance.
            place: Only claims whose place has this id, or these letters in its name.

        Raises:
            UsageError: If there is no such type or stance.
        """
        self._check_words("claims", {"type": kind, "stance": stance})
        for row in self._file.rows("claims", {"type": kind, "stance": stance}):
            if _is_in(row, report) and _is_at(row, place):
                yield row

    def findings(self, table: str, wanted: Mapping[str, str | None], place: str | None = None) -> Iterator[Json]:
        """Yield events, tolls or control as the JSON contract says.

        Args:
            table: events, tolls or control.
            wanted: Values that columns must have; None = any.
            place: Only rows whose place has this id, or these letters in its name.

        Raises:
            UsageError: If a column has no such value.
        """
        self._check_words(table, wanted)
        for row in self._file.rows(table, dict(wanted)):
            if _is_at(row, place):
                yield row

    def current_id(self, identifier: str) -> str | None:
        """Return the id under which an event, toll or control stands in this record.

        Args:
            identifier: Its id in this or an earlier record, or a beginning of it that no other id has.

        Returns:
            The id itself where it stands, else the one that it has moved to; None where there is no such id, or none
            of the claims behind it is left.

        Raises:
            UsageError: If several ids begin so.
        """
        redirects = read_redirects(self.folder)
        found = sorted(name for table in FINDINGS for name in self._file.ids(table, identifier, _SHOWN + 1))
        found = found or sorted(name for name in redirects if name.startswith(identifier))
        if len(found) > 1:
            many = len(found) if len(found) <= _SHOWN else f"more than {_SHOWN}"
            what = f"{many} ids begin with {identifier!r}: {', '.join(found[:_SHOWN])}"
            raise UsageError(what, remedy="type more of it")
        return follow(found[0], redirects, self._stands) if found else None

    def moved_to(self, identifier: str) -> str | None:
        """Return the id under which stands now what had this whole id in any record; None for nothing."""
        return follow(identifier, read_redirects(self.folder), self._stands)

    def _stands(self, identifier: str) -> bool:
        """Tell whether an event, toll or control has this id."""
        return any(self._file.row(table, identifier) for table in FINDINGS)

    def tolls(
        self,
        *,
        harm: str | None = None,
        state: str | None = None,
        place: str | None = None,
        policy: str | None = None,
    ) -> Iterator[Json]:
        """Yield tolls as the JSON contract says.

        Args:
            harm: Only this harm.
            state: Only this state.
            place: Only tolls whose place has this id, or these letters in its name.
            policy: With the numbers of this policy; that of the build where None.

        Raises:
            UsageError: If there is no such harm, state or policy.
        """
        chosen = self.find_policy(policy)
        for row in self.findings("tolls", {"harm": harm, "state": state}, place):
            yield toll_by_policy(row, chosen)

    def account(self, wanted: Wanted | None = None, policy: str | None = None) -> Json:
        """Account for the numbers of a period: from the total down to its parts and the claims behind each.

        Args:
            wanted: Days, place, group and harm; all killed where None.
            policy: With the numbers of this policy; that of the build where None.

        Returns:
            A tree with the keys of docs/records.md.

        Raises:
            UsageError: If there is no such harm or policy.
        """
        wanted, chosen = wanted or Wanted(), self.find_policy(policy)
        self._check_words("tolls", {"harm": wanted.harm})
        note = self.manifest.policies.get(chosen)
        return account_for(self.stage_rows(Toll), self.claims(), wanted, chosen, note.lag if note else 0)

    def find_policy(self, name: str | None) -> str:
        """Return the name of a policy; that of the build where None.

        Raises:
            UsageError: If there is no such policy.
        """
        if name is not None:
            check_word("policy", name, sorted(self.manifest.policies))
        return name or self.manifest.policy

    def failures(self) -> Iterator[Json]:
        """Yield what could not be taken in or read, with reason and remedy."""
        yield from intake_failures(self.folder)
        yield from (row for row in self._file.rows("failures") if row["stage"] != INTAKE)

    def dossier(self, claim_id: str) -> Dossier:
        """Collect all that is known of a claim.

        Args:
            claim_id: Its id, or a beginning of it that no other claim has.

        Raises:
            UsageError: If there is no such claim, or more than one.
        """
        self._store()
        found = self._file.ids("claims", claim_id, _SHOWN + 1)
        if not found:
            remedy = f"list them with `sijil claims {self.folder}`"
            raise UsageError(f"no claim has an id that begins with {claim_id!r}", remedy=remedy)
        if len(found) > 1:
            ids = ", ".join(found[:_SHOWN])
            many = len(found) if len(found) <= _SHOWN else f"more than {_SHOWN}"
            raise UsageError(f"{many} claims have an id that begins with {claim_id!r}: {ids}", remedy="type more of it")
        (row,) = self._file.columns("claims", ["source"], {"id": found})
        return dossier_of(self.source_rows(row[0], *DOSSIER_KINDS), found[0], self._dates().get(row[0]))

    def source_rows(self, source: str, *kinds: type[Any]) -> UnitRows:
        """Return the rows of some types that one source gave, as the stages gave them."""
        found = list(self._store().read(self.manifest.build, *kinds, unit=source))
        return UnitRows(source, tuple(row for rows in found for row in rows.rows))

    def find(self, table: str, identifier: str, *, with_source: bool = False) -> Json | None:
        """Return the row of a table with an id, as the command of its name prints it; None where there is none."""
        return self._file.row(table, identifier, with_source=with_source)

    def find_beginning(self, table: str, beginning: str) -> list[Json]:
        """Return the first rows of a table whose ids begin with some characters; six at most."""
        return self.among(table, "id", self._file.ids(table, beginning, _SHOWN + 1))

    def among(self, table: str, column: str, values: Iterable[object], *, with_source: bool = False) -> list[Json]:
        """Return the rows of a table with some values in a column, value by value as they are given."""
        wanted = dict.fromkeys(values)
        return [
            row
            for one in wanted
            if one is not None
            for row in self._file.rows(table, {column: one}, with_source=with_source)
        ]

    def columns(
        self,
        table: str,
        columns: Sequence[str],
        where: Mapping[str, Iterable[object]] | None = None,
        order: Sequence[str] = (),
    ) -> Iterator[tuple[Any, ...]]:
        """Yield some columns of a table of the record file as they are.

        Args:
            table: The table.
            columns: Its columns.
            where: Values that are wanted of one column.
            order: SQL by which rows are ordered where all are wanted.
        """
        return self._file.columns(table, columns, where, order)

    def count(self, table: str) -> int:
        """Count the rows of a table."""
        return self._file.count(table)

    def search(self, words: str, table: str, limit: int) -> list[Json]:
        """Return the rows of a table whose quotes or headlines have some words, the best fit first."""
        return self.among(table, "fid", self._file.search(words, table, limit))

    def search_events(self, words: str) -> list[str]:
        """Return the ids of all events of which a claim's quote has some words, the best fit first."""
        numbers = self._file.search(words, "claims", limit=-1)
        found = dict(self._file.columns("claims", ["fid", "event"], {"fid": numbers}))
        return list(dict.fromkeys(found[number] for number in numbers if found[number]))

    def _dates(self) -> dict[str, Dates]:
        """Return what dating found for each source; it is read once."""
        if self._dated is None:
            self._dated = read_dates(self.stage_rows(Dating), self.stage_rows(DatedClaim))
        return self._dated

    def founding(self, kind: type[Event | Toll | Control], identifier: str) -> tuple[str, str]:
        """Return the claim that founds an event, toll or control, and what it is about; all are read once.

        Raises:
            KeyError: If there is none of that id.
        """
        if kind not in self._foundings:
            self._foundings[kind] = {one.id: (one.founding, key_of(one)) for one in self.stage_rows(kind)}
        return self._foundings[kind][identifier]

    def stage_rows(self, kind: type[T]) -> Iterator[T]:
        """Yield all rows of a record type, as the stages gave them."""
        for rows in self._read(kind):
            yield from rows.of(kind)

    def _read(self, *kinds: type[Any]) -> Iterator[UnitRows]:
        """Yield the rows of each unit of the published build, as the stages gave them."""
        return self._store().read(self.manifest.build, *kinds)

    def _check_words(self, table: str, wanted: Mapping[str, str | None]) -> None:
        """Refuse values that no row of a table can have."""
        known: dict[str, Collection[str]] = {
            "type": self.manifest.types,
            "harm": self.manifest.harms,
            "stance": tuple(Stance),
            "state": _STATES.get(table, ()),
        }
        for column, word in wanted.items():
            if word is not None and known[column]:
                check_word(column, word, known[column])

    def _store(self) -> Store:
        """Open the store, as it is at this moment.

        Raises:
            ProjectError: If it does not hold the build of this record.
        """
        if self._open_store is None:
            path = Layout(self.folder).store
            remedy = f"run `sijil build {self.folder}`, then ask again"
            if not path.exists():
                raise ProjectError(f"{path}: is gone; the record itself is there", remedy=remedy)
            store = open_store(path, shared=self._shared)
            store.snapshot()
            if self.manifest.counts and not store.holds(self.manifest.build):
                store.close()
                raise ProjectError(f"{path}: does not hold the build of this record", remedy=remedy)
            self._open_store = store
        return self._open_store


def check_word(what: str, word: str, known: Collection[str]) -> None:
    """Refuse a word that is not of a closed list.

    Raises:
        UsageError: With the words of the list.
    """
    if word not in known:
        raise UsageError(f"there is no {what} {word!r}", remedy=f"choose one of {', '.join(known)}")


def _is_in(row: Json, report: str | None) -> bool:
    """Tell whether a claim stands in the report with an id, an address or a file name."""
    own = row["report"]
    if report is None or not isinstance(own, dict):
        return True
    return report in {own["id"], own["uri"], own["uri"].rsplit("/", 1)[-1]}


def _is_at(row: Json, place: str | None) -> bool:
    """Tell whether a claim's place has an id, or some letters in its name."""
    if place is None:
        return True
    at = row["place"]
    if not isinstance(at, dict):
        return False
    names = f"{at['name']}\n{at['surface']}".casefold()
    return at["id"] == place or place.casefold() in names
