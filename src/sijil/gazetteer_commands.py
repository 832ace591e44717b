"""The command line of gazetteers: bring one's own, list them, and see what a name may mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sijil import printing, views

if TYPE_CHECKING:
    from sijil.contract import Json
    from sijil.printing import Cells

gazetteer_app = typer.Typer(
    help="Look places up, and bring a gazetteer of your own: villages, quarters, facilities.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

ProjectArgument = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project's folder.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines, on a terminal too.")]


@gazetteer_app.command()
def add(
    project: ProjectArgument,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="GeoNames (.txt, .zip), CSV or GeoJSON.")],
    name: Annotated[str | None, typer.Option(help="Name of the gazetteer.", show_default="after the file")] = None,
    source: Annotated[
        str | None, typer.Option(help="Who is to be named for the data.", show_default="GeoNames, or the file")
    ] = None,
    licence: Annotated[
        str | None, typer.Option(help="Licence of the data.", show_default="that of GeoNames, or not stated")
    ] = None,
) -> None:
    """Make a gazetteer of your files and list it in sijil.toml; one of the same name is replaced."""
    from sijil.gazetteers import add_gazetteer  # noqa: PLC0415  # most commands need no gazetteer

    brought = add_gazetteer(project, files, name, source, licence)
    for report in brought.reports:
        printing.print_note(report)
    size = brought.path.stat().st_size / 1e6
    printing.print_note(
        f"{brought.path}: {brought.places:,} places with {brought.names:,} names, {size:,.1f} MB\n"
        f"`sijil build {project}` resolves anew what depends on it"
    )


@gazetteer_app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a place, in any spelling.")],
    project: Annotated[
        Path | None, typer.Option(help="Ask the packs of this project.", show_default="all built-in packs")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the places that a name may mean, the best fit first."""
    from sijil.gazetteers import find_places  # noqa: PLC0415  # see above

    table = views.Table("places", _place_cells, frozenset({"region", "precision"}), {"name": 3, "id": 2})
    views.show_table(table, find_places(name, project), as_json=as_json)


@gazetteer_app.command("list")
def list_all(project: ProjectArgument, as_json: JsonOption = False) -> None:
    """List the gazetteers of a project."""
    from sijil.gazetteers import list_gazetteers  # noqa: PLC0415  # see above

    table = views.Table("gazetteers", _gazetteer_cells, frozenset(), {"credit": 5})
    views.show_table(table, list_gazetteers(project), as_json=as_json)


def _place_cells(row: Json) -> Cells:
    lon, lat = row["lon"], row["lat"]
    return {
        "id": views.cell_text(row["id"]),
        "name": views.cell_text(row["name"]),
        "kind": views.cell_text(row["kind"]),
        "country": views.cell_text(row["country"]),
        "region": views.cell_text(row["region"]),
        "lon, lat": "" if lon is None or lat is None else f"{lon}, {lat}",
        "population": views.cell_text(row["population"] or None),
        "precision": views.cell_text(row["precision"]),
        "fit": views.cell_text(row["fit"]),
    }


def _gazetteer_cells(row: Json) -> Cells:
    return {key: views.cell_text(value) for key, value in row.items()}
