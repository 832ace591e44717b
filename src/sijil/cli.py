"""The command line: each command is one method of `Project` or `Record`.

Tables go to a terminal, JSON lines to a pipe or with `--json`. Exit status: 0 the command did its work, 1 an error,
2 a wrong call, 3 failures under `--strict`, 4 the record does not hold what its bytes say.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

import sijil
from sijil import printing, summaries, views
from sijil.decide import decide_app
from sijil.errors import SijilError, UsageError, VerificationError
from sijil.gazetteer_commands import gazetteer_app
from sijil.project import Project
from sijil.serve import serve

STRICT_FAILURES = 3
INTERRUPTED = 130

app = typer.Typer(
    name="sijil",
    help="From news reports of armed conflict to an evidence-linked record of claims.",
    epilog="Everything that Sijil prints is a claim by a source. It is for documentation and research, not targeting.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
pack_app = typer.Typer(help="Work on packs.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(pack_app, name="pack")
app.add_typer(decide_app, name="decide")
app.add_typer(gazetteer_app, name="gazetteer")
app.command()(serve)

ProjectArgument = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project's folder.", show_default=False)]
PacksOption = Annotated[
    list[str] | None,
    typer.Option(help="Packs to read with, by name or folder, parted by commas.", show_default="all built-in packs"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines, on a terminal too.")]


def main() -> None:
    """Run the command line and turn errors into messages and exit statuses."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except SijilError as error:
        printing.print_error(f"{error.what}\n  -> {error.remedy}")
        raise SystemExit(_status(error)) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


def _status(error: SijilError) -> int:
    """Return the exit status of an error."""
    if isinstance(error, VerificationError):
        return 4
    return 2 if isinstance(error, UsageError) else 1


def _print_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"sijil {sijil.__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn news reports of armed conflict into a record of who says what, with the words."""


# -- make and build ----------------------------------------------------------------------------------------------------


@app.command()
def new(
    project: ProjectArgument,
    packs: PacksOption = None,
) -> None:
    """Make a project."""
    made = Project.new(project, _names(packs))
    printing.print_note(f"{project}: made, with the packs {', '.join(made.config.packs)}")


def _names(packs: list[str] | None) -> list[str]:
    """Return the names that an option holds, be they parted by commas or given in turn."""
    return [name.strip() for group in packs or () for name in group.split(",") if name.strip()]


@app.command()
def add(
    project: ProjectArgument,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Reports, or folders of reports.")],
    sidecar: Annotated[
        Path | None, typer.Option(help="CSV table of what is known of the files: file, published, outlet, ...")
    ] = None,
    max_bytes: Annotated[
        int | None, typer.Option(min=1, help="Largest file to take in.", show_default="as in sijil.toml")
    ] = None,
) -> None:
    """Take reports in; what cannot be taken in is listed by `sijil failures`."""
    added = Project.open(project).add(files, sidecar, max_bytes)
    printing.print_note(f"{added.new} new, {added.known} known, {len(added.failures)} not taken in")
    for failure in added.failures:
        printing.print_error(f"{failure.code}: {failure.message}\n  -> {failure.remedy}")


@app.command()
def build(
    project: ProjectArgument,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes to work with.", show_default="as many as the work is worth")
    ] = 0,
    strict: Annotated[bool, typer.Option(help="Exit with status 3 if anything failed.")] = False,
    without_chronology: Annotated[
        bool, typer.Option("--without-chronology", help="Date undated reports by the reports alone.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring the record up to date; only what has changed is run."""
    opened = Project.open(project)
    try:
        with printing.progress("reports") as watch:
            report = opened.build(workers=workers, chronology=not without_chronology, watch=watch)
    except KeyboardInterrupt:
        printing.print_error("interrupted; what was done is kept, and `sijil build` goes on from there")
        raise typer.Exit(INTERRUPTED) from None
    failures = sum(1 for _ in opened.failures())
    views.show_build(report, failures, project, as_json=as_json)
    _report_lost(opened, project)
    from sijil.web.keeping import keep_ahead  # noqa: PLC0415  # needs the packs, which few commands read

    keep_ahead(project)
    if strict and failures:
        raise typer.Exit(STRICT_FAILURES)


def _report_lost(opened: Project, project: Path) -> None:
    """Say so where decisions of people have no target any more, or contradict each other."""
    states = [row["state"] for row in opened.decisions()]
    for state, what in (("orphan", "have lost their target"), ("conflict", "contradict each other")):
        if count := states.count(state):
            printing.print_note(f"{count} decisions {what}: see `sijil decisions {project}`")


# -- ask ---------------------------------------------------------------------------------------------------------------


@app.command()
def reports(project: ProjectArgument, as_json: JsonOption = False) -> None:
    """List the reports."""
    with Project.open(project).record() as record:
        views.show_reports(record.reports(), as_json=as_json)


@app.command()
def claims(
    project: ProjectArgument,
    kind: Annotated[str | None, typer.Option("--type", help="Only this type, such as air_strike.")] = None,
    report: Annotated[str | None, typer.Option(help="Only this report: id, address or file name.")] = None,
    stance: Annotated[str | None, typer.Option(help="Only this stance, such as denied.")] = None,
    place: Annotated[str | None, typer.Option(help="Only this place: id, or part of its name.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the claims: who says that who did what to whom, where, when, how many, in which words."""
    with Project.open(project).record() as record:
        rows = record.claims(kind=kind, report=report, stance=stance, place=place)
        views.show_claims(rows, as_json=as_json)


@app.command()
def events(
    project: ProjectArgument,
    kind: Annotated[str | None, typer.Option("--type", help="Only this type, such as air_strike.")] = None,
    place: Annotated[str | None, typer.Option(help="Only this place: id, or part of its name.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this state, such as disputed.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the events: claims judged to be about one happening."""
    with Project.open(project).record() as record:
        rows = record.findings("events", {"type": kind, "state": state}, place)
        summaries.show_events(rows, as_json=as_json)


@app.command()
def tolls(  # noqa: PLR0913, PLR0917  # one option for each thing that can be asked
    project: ProjectArgument,
    harm: Annotated[str | None, typer.Option(help="Only this harm, such as killed.")] = None,
    place: Annotated[str | None, typer.Option(help="Only this place: id, or part of its name.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this state, such as disputed.")] = None,
    policy: Annotated[
        str | None,
        typer.Option(help="Numbers by this policy, such as acled; all: side by side.", show_default="as in sijil.toml"),
    ] = None,
    account: Annotated[bool, typer.Option("--account", help="Show what the numbers of a period are made of.")] = False,
    first: Annotated[str | None, typer.Option("--from", help="First day of the period, such as 2017-06-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day of the period.")] = None,
    group: Annotated[str | None, typer.Option(help="Of the period only this group: id, or part of its name.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the tolls: who suffered what, where and when, with the lowest, best and highest number."""
    from sijil.reconcile.account import read_wanted  # noqa: PLC0415  # no other command needs it

    with Project.open(project).record() as record:
        if account:
            if state or policy == summaries.ALL:
                raise UsageError(
                    "--account shows one policy, and all states", remedy="leave out --state, name one policy"
                )
            wanted = read_wanted(first, last, place, group, harm)
            summaries.show_period(record.account(wanted, policy), as_json=as_json)
            return
        if first or last or group:
            raise UsageError("--from, --to and --group belong to --account", remedy="add --account")
        one = None if policy == summaries.ALL else policy
        rows = record.tolls(harm=harm, state=state, place=place, policy=one)
        show = summaries.show_readings if policy == summaries.ALL else summaries.show_tolls
        show(rows, as_json=as_json)


@app.command()
def control(
    project: ProjectArgument,
    place: Annotated[str | None, typer.Option(help="Only this place: id, or part of its name.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this state: held, contested or besieged.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List who is said to hold which place, from when to when, on whose word."""
    with Project.open(project).record() as record:
        summaries.show_control(record.findings("control", {"state": state}, place), as_json=as_json)


@app.command()
def failures(project: ProjectArgument, as_json: JsonOption = False) -> None:
    """List what could not be taken in or read, with reason and remedy."""
    views.show_failures(Project.open(project).failures(), as_json=as_json)


@app.command()
def why(
    project: ProjectArgument,
    claim: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a claim, event, toll or control, or the beginning of it.")
    ],
    rules: Annotated[bool, typer.Option("--rules", help="Show how the sentences of a claim are read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Lead a claim back to its words, rule, page and bytes; an event, toll or control to all claims behind it."""
    from sijil.accounts import explain_finding, is_finding  # noqa: PLC0415  # no other command needs it
    from sijil.why import explain_claim, explain_reading  # noqa: PLC0415  # the same

    with Project.open(project).record() as record:
        if is_finding(claim):
            if rules:
                remedy = "name a claim; `sijil why` lists those behind an event, toll or control"
                raise UsageError(f"{claim}: only claims rest on rules", remedy=remedy)
            summaries.show_account(explain_finding(record, claim), as_json=as_json)
        else:
            views.show_why(explain_claim(record, claim), as_json=as_json)
            if rules:
                views.show_explanation(explain_reading(record, claim), as_json=as_json)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A project's folder, or a record file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another one.")],
    as_json: JsonOption = False,
) -> None:
    """Say what changed between two records, field by field, and why."""
    from sijil.diff import compare_records  # noqa: PLC0415  # no other command needs it
    from sijil.diff_view import show_difference  # noqa: PLC0415  # the same

    show_difference(compare_records(old, new), as_json=as_json)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="An English sentence, or several.")],
    packs: PacksOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how a sentence is read: tree, roles, the rules tried, and why each did or did not speak."""
    from sijil.explain import explain_text  # noqa: PLC0415  # no other command needs it
    from sijil.packs import known_packs, load_packs, sort_arguments  # noqa: PLC0415  # most commands need no packs

    chosen = load_packs(*sort_arguments(_names(packs) or known_packs()))
    views.show_explanation(explain_text(text, chosen), as_json=as_json)


@app.command()
def decisions(project: ProjectArgument, as_json: JsonOption = False) -> None:
    """List the decisions of people, with what became of each: applied, pending, orphan, conflict or undone."""
    views.show_decisions(Project.open(project).decisions(), as_json=as_json)


# -- take out and measure ----------------------------------------------------------------------------------------------


@app.command()
def export(
    project: ProjectArgument,
    form: Annotated[str, typer.Option("--format", help="csv, jsonl, geojson or parquet.")] = "csv",
    table: Annotated[str, typer.Option(help="A table of the record: claims, reports, events, tolls, ...")] = "claims",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write.", show_default="print")] = None,
    only: Annotated[
        str, typer.Option(help="Only rows of these review states, such as accepted,corrected.", show_default="all rows")
    ] = "",
) -> None:
    """Write a table to a file; each row states its review state."""
    from sijil.export import NOTICE, write_table  # noqa: PLC0415  # no other command needs it

    states = [state.strip() for state in only.split(",") if state.strip()]
    write_table(Project.open(project), table, form, output, states)
    printing.print_note(NOTICE)


@app.command()
def evaluate(
    project: ProjectArgument,
    gold: Annotated[Path, typer.Option(help="The gold file.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Score the record against gold."""
    from sijil.evaluate import score_claims  # noqa: PLC0415  # no other command needs it
    from sijil.gold import read_gold  # noqa: PLC0415  # the same

    with Project.open(project).record() as record:
        views.show_score(score_claims(list(record.claims()), read_gold(gold)), as_json=as_json)


@pack_app.command("test")
def pack_test(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK]...", help="Names or folders; all built-in packs where none.")
    ] = None,
) -> None:
    """Run the examples of packs."""
    from sijil.packs import known_packs, load_packs, sort_arguments  # noqa: PLC0415  # most commands need no packs
    from sijil.packtest import run_examples  # noqa: PLC0415  # the same

    packs = load_packs(*sort_arguments(names or known_packs()))
    run = run_examples(packs)
    views.show_text(run.lines)
    if not run.passed:
        raise typer.Exit(1)
