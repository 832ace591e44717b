"""The command line of decisions: each writes one line to the ledger, and the next build follows it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sijil import views
from sijil.deciding import (
    Draft,
    draft_doubt,
    draft_finding,
    draft_fix,
    draft_meaning,
    draft_sameness,
    draft_undoing,
    draft_verdict,
)
from sijil.errors import UsageError
from sijil.project import Project
from sijil.record import Record

decide_app = typer.Typer(
    help="Decide: accept, reject or correct what the record says. The sources and the claims stay as they are.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or the beginning of it.")]
Subject = Annotated[str, typer.Argument(metavar="ID", help="The id of a claim or an event.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The id of another claim or event.")]
By = Annotated[str | None, typer.Option(help="Who decides.", show_default="your login")]
Note = Annotated[str | None, typer.Option(help="Why; kept with the decision.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON lines, on a terminal too.")]


@decide_app.callback()
def start(
    context: typer.Context,
    project: Annotated[Path, typer.Argument(metavar="PROJECT", help="The project's folder.", show_default=False)],
) -> None:
    """Keep the project for the command that follows."""
    context.obj = project


@decide_app.command()
def accept(context: typer.Context, claim: Claim, by: By = None, note: Note = None, as_json: Json = False) -> None:
    """Accept a claim as read: its review state becomes accepted."""
    _decide(context, lambda record: draft_verdict(record, claim, accept=True), by, note, as_json=as_json)


@decide_app.command()
def reject(context: typer.Context, claim: Claim, by: By = None, note: Note = None, as_json: Json = False) -> None:
    """Reject a claim: it stays in the record as rejected, and leaves events, tolls and control."""
    _decide(context, lambda record: draft_verdict(record, claim, accept=False), by, note, as_json=as_json)


@decide_app.command()
def unsure(context: typer.Context, claim: Claim, by: By = None, note: Note = None, as_json: Json = False) -> None:
    """Note that you are not sure of a claim: nothing changes, and the next reviewer sees it."""
    _decide(context, lambda record: draft_doubt(record, claim), by, note, as_json=as_json)


@decide_app.command()
def fix(
    context: typer.Context,
    claim: Claim,
    role: Annotated[str, typer.Option(help="actor, target, place, time or weapon.")],
    words: Annotated[str | None, typer.Option(help='Words of the report that fill the role; "" empties it.')] = None,
    to: Annotated[str | None, typer.Option(help="Id of an actor or a place; for a time a day, or DAY/DAY.")] = None,
    by: By = None,
    note: Note = None,
    as_json: Json = False,
) -> None:
    """Correct who or what fills a role of a claim."""
    _decide(context, lambda record: draft_fix(record, claim, role, words, to), by, note, as_json=as_json)


@decide_app.command()
def resolve(
    context: typer.Context,
    claim: Claim,
    role: Annotated[str, typer.Option(help="actor, target, place, group or speaker.")],
    to: Annotated[str, typer.Option(help="Id of the actor or place that the words mean.")],
    words: Annotated[
        str | None, typer.Option(help="Which of the words in that role.", show_default="the first")
    ] = None,
    by: By = None,
    note: Note = None,
    as_json: Json = False,
) -> None:
    """Say which actor or place the words in a role mean, in every claim that has these very words."""
    _decide(context, lambda record: draft_meaning(record, claim, role, words, to), by, note, as_json=as_json)


@decide_app.command()
def same(
    context: typer.Context, one: Subject, other: Other, by: By = None, note: Note = None, as_json: Json = False
) -> None:
    """Say that two claims, or two events, are one happening."""
    _decide(context, lambda record: draft_sameness(record, one, other, same=True), by, note, as_json=as_json)


@decide_app.command()
def different(
    context: typer.Context, one: Subject, other: Other, by: By = None, note: Note = None, as_json: Json = False
) -> None:
    """Say that two claims, or two events, are not one happening."""
    _decide(context, lambda record: draft_sameness(record, one, other, same=False), by, note, as_json=as_json)


@decide_app.command("set")
def set_value(
    context: typer.Context,
    subject: Annotated[
        str, typer.Argument(metavar="FINDING", help="Id of a toll, stretch of control, event, finding.")
    ],
    value: Annotated[str, typer.Option(help="What it is.")],
    field: Annotated[
        str | None, typer.Option(help="Which of its values.", show_default="best of a toll, holder of control")
    ] = None,
    by: By = None,
    note: Note = None,
    as_json: Json = False,
) -> None:
    """Set a value that the record finds, beside the claims for and against it."""
    _decide(context, lambda record: draft_finding(record, subject, field, value), by, note, as_json=as_json)


@decide_app.command()
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The decision's id, or the beginning of it.")],
    by: By = None,
    note: Note = None,
    as_json: Json = False,
) -> None:
    """Undo a decision; both stay in the ledger, and an undoing can be undone."""
    project = Project.open(context.obj)
    _sign(project, draft_undoing(project.ledger().decisions, decision), by, note, as_json=as_json)


def _decide(
    context: typer.Context, make: Callable[[Record], Draft], by: str | None, note: str | None, *, as_json: bool
) -> None:
    """Draft a decision about the record and write it."""
    project = Project.open(context.obj)
    with project.record() as record:
        draft = make(record)
    _sign(project, draft, by, note, as_json=as_json)


def _sign(project: Project, draft: Draft, by: str | None, note: str | None, *, as_json: bool) -> None:
    """Write a decision with the time and the name of who makes it, and show it."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    decision = project.decide(draft.signed(at=at, by=by or _login(), note=note))
    views.show_decision(decision, draft.effect, project.folder, as_json=as_json)


def _login() -> str:
    """Return the name that the user is logged in with.

    Raises:
        UsageError: If the machine knows none.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("this machine does not know who you are", remedy="say it with --by NAME") from error
