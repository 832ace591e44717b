"""What a pack folder is: `pack.yml`, the files of its parts, and how they are read as text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sijil.errors import PackError
from sijil.packrows import Fault, Location

BUILT_IN = Path(__file__).with_name("packs")
META = "pack.yml"

_TEXT = {".csv", ".yml", ".yaml", ".txt", ".tsv", ".json", ".md"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """The conflict that a pack is about.

    Attributes:
        countries: ISO 3166 alpha-3 codes.
        valid_from: ISO year, month or day from which the pack covers it.
        valid_to: ISO year, month or day up to which it covers it.
    """

    countries: tuple[str, ...]
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """What `pack.yml` says of a pack.

    Attributes:
        name: Unique name; lower case with hyphens.
        version: Raised by hand with each published change.
        title: One line for people.
        licence: SPDX name of the licence of the rows.
        credit: Who must be named, where the licence asks for it.
        requires: Packs to be loaded before this one.
        language: ISO 639-1 code, for a pack of a language.
        theatre: The conflict, for a pack of a theatre.
        opaque: Parts that are no tables or rules (a gazetteer); code reads them by `Packs.files`.
    """

    name: str
    version: str
    title: str
    licence: str
    credit: str = ""
    requires: tuple[str, ...] = ()
    language: str | None = None
    theatre: Theatre | None = None
    opaque: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its part, its name inside the pack, how messages name it, and the sha256 of its content."""

    pack: str
    part: str
    path: Path
    name: str
    shown: str
    sha256: str


def shown(home: Path) -> str:
    """Return how messages name a pack: the built-in ones by name, the users' by folder."""
    return home.name if home.parent == BUILT_IN else home.as_posix()


def list_files(pack: str, home: Path) -> Iterator[PackFile]:
    """Yield the files of a pack by name, without hidden ones and caches."""
    names = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if not path.is_dir()}
    for name, path in sorted(names.items()):
        if not any(step.startswith((".", "__")) for step in name.split("/")):
            part = name.split("/")[0].split(".")[0]
            try:
                yield PackFile(pack, part, path, name, f"{shown(home)}/{name}", _hash(path))
            except OSError as error:
                what = f"{shown(home)}/{name}: cannot be read: {error.strerror}"
                raise PackError(what, remedy="put the file there, or check its rights") from error


def read_text(path: Path, pack: str, shown_as: str, faults: list[Fault]) -> str | None:
    """Return the text of a file; None, and a fault, where it is not UTF-8 or cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        faults.append(Fault(Location(pack, shown_as, line, column), "not UTF-8", "save the file as UTF-8"))
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        faults.append(Fault(Location(pack, shown_as, 1, 1), what, "check the rights of the file"))
    return None


def _hash(path: Path) -> str:
    if path.suffix not in _TEXT:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    content = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(content).hexdigest()
