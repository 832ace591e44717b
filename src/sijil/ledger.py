"""The ledger: people's decisions, one line of JSON each, appended and never changed.

Only the faces through which people decide write here. A line holds its own id, so that a line which was edited by hand
is found out. A crash in the middle of writing leaves at most one line without its end; the next writer or build moves
it aside.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from sijil.errors import ProjectError
from sijil.records import Decision, DecisionKind, Failure, canonical
from sijil.store import lock

FILE_NAME = "decisions.jsonl"
CUT_OFF_NAME = "cut-off.txt"
WAIT = 30.0
"""Seconds that a writer waits for another one; writing a line takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a ledger holds: its decisions from the earliest to the latest, and the line that a crash cut off."""

    decisions: tuple[Decision, ...]
    cut_off: bytes = b""


# -- read --------------------------------------------------------------------------------------------------------------


def read_ledger(folder: Path) -> Ledger:
    """Read a ledger folder without changing it; a missing one holds nothing.

    Raises:
        ProjectError: With the line that cannot be read, or that does not match its id.
    """
    path = folder / FILE_NAME
    lines = _lines(path)
    if not lines:
        return Ledger(())
    *whole, last = lines
    cut_off = b"" if last == b"" or _is_whole(last) else last
    kept = whole if cut_off or not last else lines
    found = dict(_decision(path, number, line) for number, line in enumerate(kept, start=1))
    ordered = sorted(found.items(), key=lambda pair: (pair[1].at, pair[0]))
    return Ledger(tuple(decision for _, decision in ordered), cut_off)


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that are not undone, without those that undo; an undoing can be undone itself."""
    undone = undone_by(decisions)
    return tuple(
        decision for decision in decisions if decision.id not in undone and decision.kind is not DecisionKind.UNDO
    )


def by_source(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Return the decisions about each source, in the order given."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        for source in decision.sources():
            found.setdefault(source, []).append(decision)
    return {source: tuple(group) for source, group in found.items()}


def undone_by(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return for each decision that is undone the id of what undoes it."""
    undone: dict[str, str] = {}
    for decision in sorted(decisions, key=_order, reverse=True):
        if decision.undoes and decision.id not in undone:
            undone.setdefault(decision.undoes, decision.id)
    return undone


def cut_off_failures(folder: Path) -> tuple[Failure, ...]:
    """Return a failure for the lines that were moved aside, as long as they lie there."""
    path = folder / CUT_OFF_NAME
    cut = path.read_text(encoding="utf-8", errors="backslashreplace").splitlines() if path.exists() else []
    return tuple(
        Failure(
            stage="ledger",
            source=path.as_posix(),
            code="ledger_cut_off",
            message=f"a crash cut this decision off while it was written: {line[:200]}",
            remedy=f"decide again where it was not repeated, then delete {path}",
        )
        for line in cut
    )


def _order(decision: Decision) -> tuple[str, str]:
    """Order decisions by time."""
    return decision.at, decision.id


def _lines(path: Path) -> list[bytes]:
    """Return the lines of a file, the last of which is empty where the file ends as it should."""
    try:
        return path.read_bytes().split(b"\n") if path.exists() else []
    except OSError as error:
        raise ProjectError(f"{path}: {error.strerror}", remedy="make the file readable") from error


def _is_whole(line: bytes) -> bool:
    """Tell whether a last line lacks nothing but its end."""
    try:
        return _parse(line) is not None
    except ValueError:
        return False


@lru_cache(maxsize=1 << 16)
def _parse(line: bytes) -> tuple[str, Decision] | None:
    """Read a line as an id and the decision that bears it; None where the id does not match what the line says.

    Raises:
        ValueError: If it is no decision.
    """
    fields = msgspec.json.decode(line, type=dict[str, Any])
    identifier = fields.pop("id", None)
    decision = msgspec.convert(fields, Decision)
    return (identifier, decision) if decision.id == identifier else None


def _decision(path: Path, number: int, line: bytes) -> tuple[str, Decision]:
    """Read the line with a number.

    Raises:
        ProjectError: If it cannot be read or does not match its id.
    """
    try:
        found = _parse(line)
    except ValueError as error:
        remedy = "restore the line from a copy, or delete it and decide again"
        raise ProjectError(f"{path}:{number}: no decision: {error}", remedy=remedy) from error
    if found is None:
        what = f"{path}:{number}: the line does not match its id: it was edited, or a newer version of Sijil wrote it"
        raise ProjectError(what, remedy="restore the line, or use that version; to change a decision, undo it")
    return found


# -- write -------------------------------------------------------------------------------------------------------------


def open_ledger(folder: Path) -> Ledger:
    """Read a ledger and move a line that a crash cut off aside into `cut-off.txt`.

    Raises:
        ProjectError: As `read_ledger`, or if another writer does not end.
    """
    if not (folder / FILE_NAME).exists():
        return Ledger(())
    with lock(folder / ".lock", wait=WAIT):
        _mend(folder / FILE_NAME)
        return read_ledger(folder)


def append_decision(folder: Path, decision: Decision) -> Decision:
    """Write a decision behind all others and make sure that it is on the disk; of the others only the last is read.

    Returns:
        The decision as written: its time is later than that of the last one, whatever the clock says.

    Raises:
        ProjectError: As `open_ledger`, or if it undoes a decision that is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    with lock(folder / ".lock", wait=WAIT):
        lines = _mend(path)
        if decision.undoes and not any(f'"id":"{decision.undoes}"'.encode() in line for line in lines):
            what = f"{path}: holds no decision {decision.undoes}"
            raise ProjectError(what, remedy="list them with `sijil decisions`")
        last = _decision(path, len(lines), lines[-1])[1].at if lines else ""
        written = replace(decision, at=_after(last, decision.at))
        _write(path, canonical({"id": written.id, **written.builtins()}) + b"\n")
    return written


def _after(last: str, now: str) -> str:
    """Return a time, or the moment after the last one where the clock was set back."""
    if now > last:
        return now
    return (datetime.fromisoformat(last) + timedelta(microseconds=1)).isoformat(timespec="microseconds")


def _mend(path: Path) -> list[bytes]:
    """Put right how a ledger's file ends, and return its lines."""
    *whole, last = _lines(path) or [b""]
    if not last:
        return whole
    if _is_whole(last):
        _write(path, b"\n")
        return [*whole, last]
    _write(path.parent / CUT_OFF_NAME, last + b"\n")
    with path.open("r+b") as file:
        file.truncate(sum(len(line) + 1 for line in whole))
        os.fsync(file.fileno())
    return whole


def _write(path: Path, content: bytes) -> None:
    """Append bytes to a file and wait until they are on the disk, and the file's name too where it is new."""
    is_new = not path.exists()
    with path.open("ab", buffering=0) as file:
        file.write(content)
        os.fsync(file.fileno())
    if is_new:
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
