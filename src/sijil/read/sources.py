"""Intake: files and folders become found bytes with what was given of them; what cannot be taken in is listed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sijil.read.jsonlines import is_jsonl, read_lines
from sijil.read.sidecar import Sidecar, SidecarRow, read_sidecar
from sijil.records import Failure, Given

_HEAD = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of one file or of one line of a JSONL file, its address, and what the sidecar says of it."""

    uri: str
    content: bytes
    given: Given


@dataclass(slots=True)
class Intake:
    """What a call of `gather` takes in, one file at a time.

    `found` may be walked once and holds one file's bytes at a time; `failures` is complete when it has been walked.
    """

    found: Iterator[Found] = field(init=False)
    failures: list[Failure] = field(default_factory=list)

    def note(self, path: Path | str, code: str, what: str, remedy: str) -> None:
        """List something that could not be taken in."""
        uri = path if isinstance(path, str) else path.as_posix()
        message = f"{uri}: {what}"
        self.failures.append(Failure(stage="add", source=uri, code=code, message=message, remedy=remedy))


def gather(paths: Iterable[Path], sidecar: Path | None = None, size_limit: int = 20_000_000) -> Intake:
    """Walk files and folders (sorted, with subfolders) and read what is there.

    Args:
        paths: Files and folders; one that is given twice is read once.
        sidecar: Table of what is known of the files.
        size_limit: Number of bytes beyond which a file is not taken in.

    Returns:
        The intake. Every file below the paths is either found or listed in the failures, but for the sidecar itself.
    """
    intake = Intake()
    intake.found = _gather(intake, tuple(paths), sidecar, size_limit)
    return intake


def _gather(intake: Intake, paths: tuple[Path, ...], sidecar: Path | None, size_limit: int) -> Iterator[Found]:
    table = read_sidecar(sidecar) if sidecar else Sidecar(Path())
    intake.failures.extend(table.failures)
    own = {_identify(sidecar)} if sidecar else set()
    files: dict[str, Path] = {}
    for path in paths:
        for file in _walk(intake, path):
            identity = _identify(file)
            if identity not in own:
                files.setdefault(identity, file)
    given = _match(intake, table, files)
    for identity, file in files.items():
        for uri, content in _read(intake, file, size_limit):
            yield Found(uri, content, given.get(identity, Given()))


def _identify(path: Path) -> str:
    """Return the address under which a file is the same whatever way led to it; links to files stay apart."""
    return os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118 - a key, not a path to open


# -- walk --------------------------------------------------------------------------------------------------------------


def _walk(intake: Intake, path: Path) -> Iterator[Path]:
    """Yield the files of a path given by the user, sorted; hidden ones count if they are named themselves."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            intake.note(path, "not_found", "the link leads to nothing", "correct the link, or add the file itself")
        else:
            intake.note(path, "not_found", "there is no such file or folder", "correct the path")
        return
    except OSError as error:
        _note_error(intake, path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _walk_folder(intake, path, frozenset())
    elif _is_regular(intake, path, mode):
        yield path


def _walk_folder(intake: Intake, folder: Path, above: frozenset[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in above:
        remedy = "take the link away, or add the folder that it leads to by itself"
        intake.note(folder, "symlink_loop", "the link leads back to a folder that it is in", remedy)
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        _note_error(intake, folder, error)
        return
    for entry in entries:
        yield from _walk_entry(intake, entry, above | {real})


def _walk_entry(intake: Intake, entry: Path, above: frozenset[str]) -> Iterator[Path]:
    if entry.name.startswith("."):
        intake.note(
            entry, "hidden", "hidden files and folders are not read", "add it by its own name if it is a report"
        )
        return
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        _note_error(intake, entry, error)
        return
    if stat.S_ISDIR(mode):
        yield from _walk_folder(intake, entry, above)
    elif _is_regular(intake, entry, mode):
        yield entry


def _is_regular(intake: Intake, path: Path, mode: int) -> bool:
    if stat.S_ISREG(mode):
        return True
    intake.note(path, "unreadable", "it is a device, pipe or socket", "add a regular file")
    return False


# -- read --------------------------------------------------------------------------------------------------------------


def _read(intake: Intake, path: Path, size_limit: int) -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of what a file holds: itself, or the lines of a JSONL file, each with its number."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            if is_jsonl(path.name, head):
                yield from _read_jsonl(intake, path, file, size_limit)
                return
            content = file.read(size_limit + 1)  # one byte beyond the limit is enough to know that it is too large
    except OSError as error:
        _note_error(intake, path, error)
        return
    if len(content) > size_limit:
        what = f"the file is larger than {size_limit:,} bytes"
        intake.note(path, "too_large", what, "raise the size limit, or add the report without what surrounds it")
    elif not content:
        intake.note(path, "empty_file", "the file is empty", "add the report's text again, or leave the file out")
    else:
        yield path.as_posix(), content


def _read_jsonl(intake: Intake, path: Path, file: BinaryIO, size_limit: int) -> Iterator[tuple[str, bytes]]:
    """Yield the lines of a JSONL file that are reports; the others are listed."""
    number = 0
    for line in read_lines(file, size_limit):
        number = line.number
        uri = f"{path.as_posix()}#{number}"
        if line.fault:
            intake.note(uri, *line.fault)
        else:
            yield uri, line.content
    if not number:
        intake.note(path, "empty_file", "the file is empty", "add the reports again, or leave the file out")


def _note_error(intake: Intake, path: Path, error: OSError) -> None:
    """List a file that the operating system would not give."""
    reason = error.strerror or str(error)
    if isinstance(error, FileNotFoundError):
        what = "the link leads to nothing" if path.is_symlink() else "the file was there and is gone"
        intake.note(path, "vanished", what, "add it again when it is back")
    elif error.errno == errno.ELOOP:
        intake.note(path, "symlink_loop", "the link leads to itself", "take the link away, or add the file itself")
    else:
        intake.note(path, "unreadable", reason, "give yourself the right to read it, and add it again")


# -- sidecar -----------------------------------------------------------------------------------------------------------


def _match(intake: Intake, table: Sidecar, files: Mapping[str, Path]) -> dict[str, Given]:
    """Return what is given of each file, by its identity; rows are matched by path from the sidecar, else by name."""
    by_name: dict[str, list[str]] = {}
    for identity, file in files.items():
        by_name.setdefault(file.name, []).append(identity)
    matched: dict[str, SidecarRow] = {}
    for row in table.rows:
        exact = _identify(table.path.parent / row.file)
        same = [exact] if exact in files else by_name.get(Path(row.file).name, [])
        if len(same) != 1:
            _note_unmatched(intake, table, row, len(same))
            continue
        first = matched.setdefault(same[0], row)
        if first.given != row.given:
            what = f"{table.path.as_posix()}, line {row.line}: {row.file} was given otherwise in line {first.line}"
            intake.note(row.file, "metadata_conflict", what, "keep one of the lines; until then the first is used")
    return {identity: row.given for identity, row in matched.items()}


def _note_unmatched(intake: Intake, table: Sidecar, row: SidecarRow, count: int) -> None:
    where = f"{table.path.as_posix()}, line {row.line}"
    if count:
        what = f"{where}: {count} files have this name"
        intake.note(row.file, "sidecar_ambiguous", what, "write the path as seen from the sidecar")
    else:
        what = f"{where}: none of the added files has this name"
        intake.note(row.file, "sidecar_missing_file", what, "correct the column 'file', or add the file as well")
