"""The gazetteers of a project: bring one's own, list them, and look names up in all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sijil.config import Config, with_pack
from sijil.contract import Json
from sijil.errors import ProjectError, UsageError
from sijil.gazetteer.reader import Region, open_gazetteer
from sijil.project import Project
from sijil.store import Layout, lock, write_atomically

if TYPE_CHECKING:
    from sijil.gazetteer.sources import Intake, Source
    from sijil.packs import Packs

FOLDER = "gazetteers"
FILE = "gazetteer.bin"
PART = "gazetteer"
WORLD = "world"
"""The pack that has the countries."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NAME_REMEDY = "choose a name of small letters, digits and hyphens, such as --name my-places"
_GEONAMES_CREDIT, _GEONAMES_LICENCE, _NO_LICENCE = "GeoNames (geonames.org)", "CC-BY-4.0", "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What `add_gazetteer` did.

    Attributes:
        name: Name of the gazetteer and of its pack.
        path: The file that was written.
        places: Number of places in it.
        names: Number of their names.
        reports: For each file that was read, how many places it gave, and a line for each reason to refuse rows.
    """

    name: str
    path: Path
    places: int
    names: int
    reports: tuple[str, ...]


def add_gazetteer(
    folder: Path, files: Sequence[Path], name: str | None = None, source: str | None = None, licence: str | None = None
) -> Brought:
    """Make a gazetteer of users' files, and list it in the project's `sijil.toml`; one of the same name is replaced.

    Args:
        folder: The project's folder.
        files: GeoNames dumps, CSV tables or GeoJSON files.
        name: Name of the gazetteer; after the first file where None.
        source: Who is to be named for the data.
        licence: SPDX name of the licence of the data.

    Raises:
        UsageError: If a file cannot be used, or the name is taken.
        ProjectError: If another process works on the project, or the files cannot be written.
    """
    from sijil.gazetteer.rows import Maker  # noqa: PLC0415  # no other command needs it
    from sijil.gazetteer.sources import Intake, find_source  # noqa: PLC0415  # the same
    from sijil.gazetteer.writer import write_gazetteer  # noqa: PLC0415  # brings numpy

    project = Project.open(folder)
    sources = tuple(find_source(path) for path in files)
    chosen = name or _default_name(files[0])
    home = folder / FOLDER / chosen
    others = _other_packs(project.config, folder, home)
    _check_name(chosen, sources, others)
    credit = source or _credit(sources)
    intake = Intake(sources, Maker(chosen, _country_codes(), _known_regions(others)))
    with lock(Layout(folder).lock):
        try:
            count = write_gazetteer(home / FILE, intake.places(), credit, intake.maker.regions)
            described = _describe_pack(chosen, credit, licence or _licence(sources), others)
            write_atomically(home / "pack.yml", described.encode())
            _list_pack(folder, f"./{FOLDER}/{chosen}")
        except OSError as error:
            raise ProjectError(f"{home}: {error}", remedy="make room, or check the rights of the folder") from error
    reports = tuple(_reports(intake))
    names = sum(tally.names for tally in intake.tallies)
    return Brought(name=chosen, path=home / FILE, places=count, names=names, reports=reports)


def _reports(intake: Intake) -> Iterator[str]:
    """Yield what became of each file."""
    from sijil.gazetteer.sources import describe_refusals  # noqa: PLC0415  # see above

    for source, tally in zip(intake.sources, intake.tallies, strict=True):
        count = f"{tally.good:,} place{'s' * (tally.good > 1)}"
        yield f"{source.shown}: {count} ({source.form}){''.join(describe_refusals(tally))}"


def _default_name(path: Path) -> str:
    """Return a name after that of a file."""
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    return slug if _NAME.fullmatch(slug) else f"places-{slug}".strip("-")


def _other_packs(config: Config, folder: Path, home: Path) -> Packs:
    """Return the packs of a project without the gazetteer that lies in a folder."""
    from sijil.packs import load_packs, sort_arguments  # noqa: PLC0415  # most commands need no packs

    names, folders = sort_arguments(config.packs, folder)
    return load_packs(names, tuple(one for one in folders if one.resolve() != home.resolve()))


def _check_name(name: str, sources: Iterable[Source], others: Packs) -> None:
    """Refuse a name that is none, is a pack's, or whose ids would be those of another gazetteer.

    Raises:
        UsageError: With what to do.
    """
    from sijil.gazetteer.sources import GEONAMES  # noqa: PLC0415  # see above
    from sijil.packs import known_packs  # noqa: PLC0415  # see above

    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot be the name of a gazetteer", remedy=_NAME_REMEDY)
    if name in {*known_packs(), *others.names}:
        raise UsageError(f"there is a pack called {name!r} already", remedy=f"choose another: --name {name}-places")
    spaces = {space for path in others.files(PART) for space in open_gazetteer(path).spaces}
    if name in spaces and any(source.form != GEONAMES for source in sources):
        what = f"ids such as {name}-1 are those of another gazetteer already"
        raise UsageError(what, remedy=f"choose another: --name {name}-places")


def _country_codes() -> dict[str, str]:
    """Return ISO 3166 alpha-3 codes by alpha-2 and alpha-3 code."""
    from sijil.packs import load_packs  # noqa: PLC0415  # see above
    from sijil.parts import CountryRow  # noqa: PLC0415  # see above

    rows = load_packs((WORLD,)).rows(CountryRow)
    return {code: row.id for row in rows for code in (row.iso2, row.id) if code}


def _known_regions(others: Packs) -> dict[tuple[str, str], Region]:
    """Return the first-order regions of the other gazetteers, the first pack's first."""
    regions = (region for path in reversed(others.files(PART)) for region in open_gazetteer(path).regions)
    return {(region.country, region.code): region for region in regions if region.code}


def _credit(sources: Iterable[Source]) -> str:
    from sijil.gazetteer.sources import GEONAMES  # noqa: PLC0415  # see above

    named = (_GEONAMES_CREDIT if source.form == GEONAMES else source.path.name for source in sources)
    return "; ".join(dict.fromkeys(named))


def _licence(sources: Iterable[Source]) -> str:
    from sijil.gazetteer.sources import GEONAMES  # noqa: PLC0415  # see above

    return _GEONAMES_LICENCE if all(source.form == GEONAMES for source in sources) else _NO_LICENCE


def _describe_pack(name: str, credit: str, licence: str, others: Packs) -> str:
    """Return the `pack.yml`; a JSON string is a YAML string."""
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in (("credit", credit), ("licence", licence))}
    return (
        "# Made by `sijil gazetteer add`, which writes it anew.\n"
        f'name: {name}\nversion: "1"\ntitle: "The gazetteer {name}"\n'
        f"licence: {quoted['licence']}\ncredit: {quoted['credit']}\n"
        f"requires: [{WORLD if WORLD in others.names else ''}]\nopaque: [{PART}]\n"
    )


def _list_pack(folder: Path, pack: str) -> None:
    """List a pack in `sijil.toml`, which keeps its comments.

    Raises:
        ProjectError: If there is no list to add it to.
    """
    path = Layout(folder).config
    text = path.read_text(encoding="utf-8")
    changed = with_pack(text, pack)
    if changed is None:
        raise ProjectError(f"{path}: the list `packs` cannot be changed", remedy=f'add "{pack}" to it by hand')
    if changed != text:
        write_atomically(path, changed.encode())


def _project_packs(folder: Path | None) -> Packs:
    """Return the packs of a project, or all built-in ones."""
    from sijil.packs import known_packs, load_packs, sort_arguments  # noqa: PLC0415  # see above

    if folder is None:
        return load_packs(known_packs())
    return load_packs(*sort_arguments(Project.open(folder).config.packs, folder))


def find_places(name: str, folder: Path | None = None) -> Iterator[Json]:
    """Yield the places that a name may mean, the best fit first, with their ids.

    Args:
        name: The name, in any spelling.
        folder: A project, whose packs are asked; all built-in packs where None.
    """
    from sijil.resolve.atlas import compile_atlas  # noqa: PLC0415  # opens the gazetteers

    for spot in compile_atlas(_project_packs(folder)).find(name):
        yield {
            "id": spot.id,
            "name": spot.name,
            "kind": spot.kind,
            "country": spot.country,
            "region": spot.area,
            "lon": spot.lon,
            "lat": spot.lat,
            "radius_km": spot.radius_km,
            "precision": spot.precision,
            "population": spot.population,
            "fit": spot.fit,
        }


def list_gazetteers(folder: Path) -> Iterator[Json]:
    """Yield the gazetteers of a project, in the order of its packs."""
    packs = _project_packs(folder)
    for file in packs.inventory:
        if file.part == PART:
            size = file.path.stat().st_size
            gazetteer = open_gazetteer(file.path)
            yield {"pack": file.pack, "places": len(gazetteer), "bytes": size, "credit": gazetteer.credit}
