"""Load, check, merge and digest packs: plain folders of tables and rules, built in or the user's own.

A pack folder holds `pack.yml` (what it is) and parts: `<part>.csv`, `<part>.yml` or `<part>/*.yml` with rows of the
types in `sijil.parts`, and opaque files that `pack.yml` declares. Packs are read in order, those that a pack requires
first; a row with the same key in a later pack takes the place of the earlier one. docs/packs.md says how to write one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from sijil import parts as row_types
from sijil.errors import PackError
from sijil.packcsv import read_table
from sijil.packfiles import BUILT_IN, META, PackFile, PackInfo, list_files, read_text, shown
from sijil.packrows import Fault, Located, Location, remember, suggest, texts
from sijil.packyaml import locate, read_items, read_mapping

T = TypeVar("T")

_REMEDY = "correct the lines above; `sijil pack test` checks again"


@dataclass(frozen=True, slots=True)
class Override:
    """A row of an earlier pack whose place was taken by a row of a later one with the same key."""

    part: str
    key: str
    old: Location
    new: Location


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The rows of one part over all packs, after overriding, with the overridden and the faults."""

    rows: tuple[Located, ...]
    overrides: tuple[Override, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, eq=False)
class Packs:
    """The packs of a build, in order; equal where all their contents are equal.

    Attributes:
        infos: What each pack says of itself.
        inventory: All files of all packs, sorted within each pack.
        asked: The names and folders that it was loaded from, so that a worker process can load it again.
    """

    infos: tuple[PackInfo, ...]
    inventory: tuple[PackFile, ...] = field(repr=False)
    asked: tuple[tuple[str, ...], tuple[Path, ...]] = field(repr=False)

    @cached_property
    def total(self) -> str:
        """The digest of everything: names, versions and contents, in order."""
        return self.digest({file.part for file in self.inventory})

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.total)

    def __eq__(self, other: object) -> bool:
        """Compare by content."""
        return isinstance(other, Packs) and self.total == other.total

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the way to load it again: a worker reads the same folders and checks that they are the same."""
        return _reload, (*self.asked, self.total)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the packs, in order."""
        return tuple(info.name for info in self.infos)

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Name and version of each pack, in order."""
        return tuple((info.name, info.version) for info in self.infos)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """All rows that a later pack has taken the place of."""
        return tuple(override for kind in known_parts() for override in _parse(self, kind).overrides)

    def digest(self, parts: Iterable[str]) -> str:
        """Return the sha256 over the contents of some parts; line endings do not count, pack and file names do."""
        wanted = set(parts)
        total = hashlib.sha256()
        for file in self.inventory:
            if file.part in wanted:
                total.update(f"{file.pack}/{file.name}\n{file.sha256}\n".encode())
        return total.hexdigest()

    def files(self, part: str) -> tuple[Path, ...]:
        """Return the files of a part, in pack order."""
        return tuple(file.path for file in self.inventory if file.part == part)

    def rows(self, kind: type[T]) -> tuple[T, ...]:
        """Return the rows of one type, in pack order; the files are read once per process.

        Raises:
            PackError: Listing every fault of the part.
        """
        return cast("tuple[T, ...]", _rows(self, kind))

    def located(self, kind: type[T]) -> tuple[tuple[T, Location], ...]:
        """Return the rows of one type, each with its file, line and column."""
        self.rows(kind)
        return tuple((item.row, item.location) for item in _parse(self, kind).rows)

    def locate(self, start: Location, path: Sequence[str | int]) -> Location:
        """Return the place of a value inside a YAML row, such as `("examples", 2)`; for CSV, the row's own place."""
        for file in self.inventory:
            if file.shown == start.file and file.path.suffix != ".csv":
                return locate(read_text(file.path, file.pack, file.shown, []) or "", start, path)
        return start

    def faults(self) -> tuple[Fault, ...]:
        """Read every part and return everything that is wrong, in order of place."""
        unknown = [fault for file in self.inventory for fault in _check_name(file, self)]
        wrong = [fault for kind in known_parts() for fault in _parse(self, kind).faults]
        return tuple(sorted({*unknown, *wrong, *_dangling(self), *_borrowed(self)}))

    def check(self) -> None:
        """Raise a PackError that lists everything that is wrong, if anything is."""
        _refuse(self.faults())


def known_parts() -> tuple[type[Any], ...]:
    """Return the row types of `sijil.parts` that declare a part, in order of declaration."""
    return tuple(kind for kind in vars(row_types).values() if isinstance(kind, type) and hasattr(kind, "PART"))


def known_packs() -> tuple[str, ...]:
    """Return the names of the built-in packs."""
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob(f"*/{META}")))


@lru_cache(maxsize=64)
def _load(names: tuple[str, ...], folders: tuple[Path, ...], _state: tuple[object, ...]) -> Packs:
    faults: list[Fault] = []
    own = [(folder, info) for folder in folders if (info := _read_info(folder, faults))]
    _refuse(faults)
    homes = {name: BUILT_IN / name for name in known_packs()}
    for folder, info in own:
        if homes.setdefault(info.name, folder) != folder:
            remedy = f"give the pack in {folder} another name"
            raise PackError(f"two packs are called {info.name!r}: {homes[info.name]} and {folder}", remedy=remedy)
    infos: dict[str, PackInfo | None] = {}
    for name in [*names, *(info.name for _, info in own)]:
        _add_pack(name, homes, infos, faults)
    _refuse(faults)
    order = [info for info in infos.values() if info is not None]
    inventory = tuple(file for info in order for file in list_files(info.name, homes[info.name]))
    return Packs(tuple(order), inventory, (names, folders))


def load_packs(names: Sequence[str], folders: Sequence[Path] = ()) -> Packs:
    """Load built-in packs by name and users' packs by folder, with those that they require before them.

    The files are listed and hashed here, and read when their rows are asked for; `Packs.check` reads them all. The
    result is kept until a file of the users' packs is changed.

    Raises:
        PackError: If a pack is not there, requires itself, or has a wrong `pack.yml`.
    """
    given = tuple(Path(folder) for folder in folders)
    return _load(tuple(names), given, tuple(_state(folder) for folder in given))


def _state(folder: Path) -> tuple[object, ...]:
    """Return what changes when a file of a folder does: names, sizes and times."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = ((str(path), path.stat()) for path in files)
    return folder.resolve(), tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def sort_arguments(arguments: Iterable[str], base: Path = Path()) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Part what users write into names and folders: what holds a slash or begins with a dot is a folder of `base`."""
    listed = list(arguments)
    folders = [item for item in listed if "/" in item or "\\" in item or item.startswith(".")]
    return tuple(item for item in listed if item not in folders), tuple(base / item for item in folders)


def _reload(names: tuple[str, ...], folders: tuple[Path, ...], total: str) -> Packs:
    packs = load_packs(names, folders)
    if packs.total != total:
        raise PackError("a pack was changed during the build", remedy="build again; only what it touches is run")
    return packs


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        count = f"{len(faults)} error{'s' * (len(faults) > 1)} in packs:"
        raise PackError("\n".join([count, *(f"  {fault}" for fault in faults)]), remedy=_REMEDY)


def _add_pack(
    name: str,
    homes: dict[str, Path],
    infos: dict[str, PackInfo | None],
    faults: list[Fault],
    path: tuple[str, ...] = (),
) -> None:
    """Add a pack to `infos` after those that it requires."""
    if name in path:
        raise PackError(f"packs require each other: {' -> '.join([*path, name])}", remedy="take one `requires` out")
    if name in infos:
        return
    if name not in homes:
        who = f", which {path[-1]!r} requires" if path else ""
        remedy = f"{suggest(name, homes)}; give your own packs by folder, such as ./{name}"
        raise PackError(f"there is no pack {name!r}{who}", remedy=remedy)
    info = _read_info(homes[name], faults)
    for required in info.requires if info else ():
        _add_pack(required, homes, infos, faults, (*path, name))
    infos[name] = info


def _read_info(folder: Path, faults: list[Fault]) -> PackInfo | None:
    path = folder / META
    if not path.is_file():
        raise PackError(f"{folder} is not a pack: it has no {META}", remedy="see docs/packs.md for how to write one")
    shown_as = f"{shown(folder)}/{META}"
    text = read_text(path, folder.name, shown_as, faults)
    info, wrong = (None, []) if text is None else read_mapping(text, PackInfo, folder.name, shown_as)
    faults.extend(wrong)
    return cast("PackInfo | None", info)


def _check_name(file: PackFile, packs: Packs) -> Iterator[Fault]:
    """Refuse a file that nothing would read."""
    opaque = {part for info in packs.infos for part in info.opaque}
    parts = {kind.PART for kind in known_parts()}
    is_table = file.path.suffix in {".csv", ".yml"}
    if file.part in opaque or (file.part in parts | {"pack"} and is_table) or file.path.suffix == ".md":
        return
    known = suggest(file.part, parts | opaque)
    what = f"nothing reads this file: {file.part!r} is not a part, or {file.path.suffix or 'this'} is not its format"
    yield Fault(Location(file.pack, file.shown, 1, 1), what, f"{known}; or list it under `opaque` in pack.yml")


# -- rows --------------------------------------------------------------------------------------------------------------


@remember
def _rows(packs: Packs, kind: type[Any]) -> tuple[Any, ...]:
    parsed = _parse(packs, kind)
    _refuse(parsed.faults)
    return tuple(item.row for item in parsed.rows)


@remember
def _parse(packs: Packs, kind: type[Any]) -> _Parsed:
    """Read all files of a part and merge the packs."""
    faults: list[Fault] = []
    overrides: list[Override] = []
    merged: dict[object, Located] = {}
    for file in packs.inventory:
        if file.part == kind.PART:
            for item in _read_file(file, kind, faults):
                _merge(item, merged, overrides, faults)
    return _Parsed(tuple(merged.values()), tuple(overrides), tuple(faults))


def _read_file(file: PackFile, kind: type[Any], faults: list[Fault]) -> list[Located]:
    read = {".csv": read_table, ".yml": read_items}.get(file.path.suffix)
    text = read_text(file.path, file.pack, file.shown, faults) if read else None
    if read is None or text is None:
        return []
    rows, wrong = read(text, kind, file.pack, file.shown)
    faults.extend(wrong)
    return rows


def _merge(item: Located, merged: dict[object, Located], overrides: list[Override], faults: list[Fault]) -> None:
    """Add a row; one with the same key gives way if it is of an earlier pack, and is a fault if it is of the same."""
    name = getattr(item.row, "KEY", None)
    if name is None:
        merged[len(merged)] = item
        return
    part, key = item.row.PART, getattr(item.row, name)
    old = merged.pop(key, None)
    if old is not None and old.location.pack == item.location.pack:
        what = f"{name} {key!r} is taken by {old.location}"
        faults.append(Fault(item.location, what, f"give this row another {name}, or take one out"))
    elif old is not None:
        overrides.append(Override(part, key, old.location, item.location))
    merged[key] = item


def _dangling(packs: Packs) -> Iterator[Fault]:
    """Yield a fault for each value that must be the key of a row of another part, and is not."""
    for kind in known_parts():
        for name, parts in getattr(kind, "REFERS", {}).items():
            keys = _keys(packs, parts)
            for item in _parse(packs, kind).rows:
                for path, text in texts(getattr(item.row, name), (name,)):
                    if text not in keys and (text.startswith("@") or not parts[0].startswith("@")):
                        what = f"{name}: there is no {text!r} in {' or '.join(parts).replace('@', '')}"
                        yield Fault(packs.locate(item.location, path), what, suggest(text, keys))


def _borrowed(packs: Packs) -> Iterator[Fault]:
    """Yield a fault for each unverified row that bears an identifier of another data set: nobody read it there."""
    for kind in known_parts():
        for item in _parse(packs, kind).rows if hasattr(kind, "FOREIGN") else ():
            for name in kind.FOREIGN:
                if getattr(item.row, name) is not None and not item.row.source:
                    what = f"{name}: a row without a source bears an identifier of another data set"
                    yield Fault(item.location, what, "name the source, or empty the cell")


def _keys(packs: Packs, parts: Sequence[str]) -> set[str]:
    """Return the keys of parts; those of a part that is named with `@` bear one too."""
    named = [(kind, part) for kind in known_parts() for part in parts if part.removeprefix("@") == kind.PART]
    return {
        ("@" if part.startswith("@") else "") + getattr(item.row, kind.KEY)
        for kind, part in named
        for item in _parse(packs, kind).rows
    }
