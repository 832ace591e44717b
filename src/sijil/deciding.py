"""Decide: make a decision of what a person says about the record, and list the decisions with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sijil.config import read_config
from sijil.dossiers import Dossier
from sijil.errors import UsageError
from sijil.record import Record
from sijil.records import (
    ClaimAnchor,
    Control,
    ControlState,
    Decision,
    DecisionKind,
    Event,
    Mention,
    Payload,
    Toll,
    make_id,
)
from sijil.review.targets import MENTION_KINDS
from sijil.spans import Anchor, Span, context_of, raw_range
from sijil.store import Layout

if TYPE_CHECKING:
    from sijil.packs import Packs

T = TypeVar("T")

FIX_ROLES = ("actor", "target", "place", "time", "weapon")
MEANING_ROLES = ("actor", "target", "place", "group", "speaker")
SUPPORTERS = 5
"""Claims that a decision about a finding quotes, so that it finds it again."""
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")
_FORCE = re.compile(r"(state|military|police|security|government|civilians)-(\w+)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is not written yet, and what a build will make of it, in English."""

    kind: DecisionKind
    about: tuple[ClaimAnchor, ...]
    payload: Payload
    effect: str
    undoes: str | None = None

    def signed(self, *, at: str, by: str, note: str | None) -> Decision:
        """Return the decision with the time and the name of who makes it."""
        return Decision(
            at=at, by=by, kind=self.kind, about=self.about, payload=self.payload, note=note, undoes=self.undoes
        )


# -- drafts ------------------------------------------------------------------------------------------------------------


def draft_verdict(record: Record, claim: str, *, accept: bool) -> Draft:
    """Draft the acceptance or rejection of a claim."""
    dossier = record.dossier(claim)
    kind = DecisionKind.ACCEPT_CLAIM if accept else DecisionKind.REJECT_CLAIM
    stays = "accepted" if accept else "rejected, and leaves events, tolls and control"
    return Draft(kind, (_point_at(dossier),), Payload(), f"{dossier.claim.id} stays in the record as {stays}")


def draft_doubt(record: Record, claim: str) -> Draft:
    """Draft the note that a person is not sure of a claim."""
    dossier = record.dossier(claim)
    effect = f"{dossier.claim.id} stays as it is; whoever reviews it next sees who was unsure"
    return Draft(DecisionKind.UNSURE, (_point_at(dossier),), Payload(), effect)


def draft_fix(
    record: Record, claim: str, role: str, words: str | None, to: str | None, start: int | None = None
) -> Draft:
    """Draft who or what fills a role of a claim.

    Args:
        record: The record.
        claim: The claim's id, or its beginning.
        role: actor, target, place, time or weapon.
        words: Words of the report; empty = the role is empty; None = no words are named.
        to: Id of a register entry or place; for a time, a day or two with a slash between.
        start: Character of the report where the words begin; those nearest to the claim where None.

    Raises:
        UsageError: If the role, the words or the id are unknown.
    """
    if role not in FIX_ROLES:
        raise UsageError(f"no claim has the role {role!r} to fix", remedy=f"name one of {', '.join(FIX_ROLES)}")
    if words is None and to is None:
        raise UsageError("nothing is said of what fills the role", remedy='give --words "..." or --to ID')
    dossier = record.dossier(claim)
    anchor = _quote_words(dossier, words, start) if words else None
    if to is not None:
        _check_target(record.folder, role, to)
    payload = Payload(role=role, words=anchor, to=to or None)
    named = " meaning ".join(filter(None, [f'"{words}"' if words else "", to or ""])) or "nothing"
    effect = f"the {role} of {dossier.claim.id} becomes {named}; its review state becomes corrected"
    return Draft(DecisionKind.FIX_ROLE, (_point_at(dossier),), payload, effect)


def draft_meaning(record: Record, claim: str, role: str, words: str | None, to: str) -> Draft:
    """Draft what the words in a role of a claim mean, in every claim of the report that has them.

    Args:
        record: The record.
        claim: The claim's id, or its beginning.
        role: actor, target, place, group or speaker.
        words: Which of the words in that role; the first where None.
        to: Id of a register entry or place.

    Raises:
        UsageError: If the role has no such words, or the id is unknown.
    """
    if role not in MEANING_ROLES:
        raise UsageError(f"no words stand in the role {role!r}", remedy=f"name one of {', '.join(MEANING_ROLES)}")
    dossier = record.dossier(claim)
    _check_target(record.folder, role, to)
    mentions = list(_mentions(dossier, role))
    chosen = next((one for one in mentions if words is None or words in one.surface), None)
    if chosen is None and (words is not None or role not in FIX_ROLES):
        listed = ", ".join(f'"{one.surface}"' for one in mentions) or "no words"
        raise UsageError(
            f"the {role} of {dossier.claim.id} has {listed}", remedy="name some of these words with --words"
        )
    anchor = _anchor(dossier, chosen.span) if chosen else None
    shown = f'"{chosen.surface}"' if chosen else f"the {role} of {dossier.claim.id}"
    effect = f"{shown} means {to} in every claim of {dossier.report.uri} that has it, and in the events of these claims"
    return Draft(DecisionKind.RESOLVE_AS, (_point_at(dossier),), Payload(role=role, words=anchor, to=to), effect)


def draft_sameness(record: Record, one: str, other: str, *, same: bool) -> Draft:
    """Draft that two claims, or events by their founding claims, are one happening or not."""
    dossiers = [record.dossier(_founding(record, subject)) for subject in (one, other)]
    ids = [dossier.claim.id for dossier in dossiers]
    if ids[0] == ids[1]:
        raise UsageError(f"{one} and {other} are the same claim", remedy="name two")
    kind = DecisionKind.SAME_EVENT if same else DecisionKind.NOT_SAME_EVENT
    effect = f"{ids[0]} and {ids[1]} {'belong to one event' if same else 'belong to no common event'}"
    return Draft(kind, tuple(map(_point_at, dossiers)), Payload(), effect)


def draft_finding(record: Record, subject: str, field: str | None, value: str) -> Draft:
    """Draft the value of a finding: of an event, a toll, a stretch of control, by its id.

    Raises:
        UsageError: If there is no such subject, or it is not clear which of its fields is meant.
    """
    found, known = _subject(record, subject)
    fields: list[str] = sorted(name for (name,) in record.columns("findings", ["field"], {"subject": [found.id]}))
    chosen = field or known or (fields[0] if len(fields) == 1 else None)
    if chosen not in fields:
        raise UsageError(f"{found.id} has no value {chosen!r}", remedy=f"name one with --field: {', '.join(fields)}")
    _check_value(record.folder, chosen, value)
    about = tuple(_point_at(record.dossier(claim)) for claim in found.claims[:SUPPORTERS])
    payload = Payload(subject=found.id, key=found.key, field=chosen, value=value)
    effect = f"{chosen} of {found.id} becomes {value}, whatever its claims say; the claims stay beside it"
    return Draft(DecisionKind.SET_FINDING, about, payload, effect)


def draft_undoing(decisions: Sequence[Decision], decision: str) -> Draft:
    """Draft the undoing of a decision, by its id or the beginning of it.

    Raises:
        UsageError: If there is no such decision, or more than one.
    """
    found = [one for one in decisions if one.id.startswith(decision)]
    if len(found) != 1:
        what = f"{len(found) or 'no'} decisions have an id that begins with {decision!r}"
        raise UsageError(what, remedy="list them with `sijil decisions`")
    effect = f"the record is built as if {found[0].id} ({found[0].kind}) had not been made"
    return Draft(DecisionKind.UNDO, (), Payload(), effect, undoes=found[0].id)


# -- words -------------------------------------------------------------------------------------------------------------


def _point_at(dossier: Dossier) -> ClaimAnchor:
    """Describe a claim by its words."""
    claim = dossier.claim
    quote = claim.evidence[0]
    return ClaimAnchor(
        anchor=_anchor(dossier, quote),
        type=claim.type,
        trigger=claim.trigger.cut(dossier.report.text),
        at=claim.trigger.start - quote.start,
        arguments=tuple((one.role, one.mention.surface) for one in claim.arguments),
    )


def _anchor(dossier: Dossier, span: Span) -> Anchor:
    """Quote a span of a report."""
    report = dossier.report
    before, after = context_of(report.text, span.start, span.end)
    offset = raw_range(report.segments, span.start, span.end)[0]
    return Anchor(
        source=report.source, uri=report.uri, quote=span.cut(report.text), before=before, after=after, offset=offset
    )


def _quote_words(dossier: Dossier, words: str, start: int | None) -> Anchor:
    """Quote words of a report: those that begin at a character, else those nearest to the claim.

    Raises:
        UsageError: If the report does not have them.
    """
    text, quote = dossier.report.text, dossier.claim.evidence[0]
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if start is not None:
        places = [start] if text.startswith(words, start) else []
    if not places:
        what = f'{dossier.report.uri} does not have the words "{words}"'
        raise UsageError(what, remedy="copy them from the report; or name an id with --to")
    first = min(places, key=lambda at: (max(quote.start - at, at - quote.end, 0), abs(at - quote.start)))
    return _anchor(dossier, Span(report=dossier.report.id, start=first, end=first + len(words)))


def _mentions(dossier: Dossier, role: str) -> Iterator[Mention]:
    """Yield the words in a role of a claim, those that a person put there first."""
    fixes = [fix for fix in dossier.review.fixes if fix.role == role and not fix.meaning] if dossier.review else []
    yield from (fix.words for fix in fixes if fix.words)
    claim = dossier.claim
    if role == "group":
        yield from (figure.group for figure in claim.figures if figure.group)
    elif role == "speaker":
        yield from (claim.speaker.mention,) if claim.speaker else ()
    elif not fixes:
        yield from claim.mentions(role)


def _check_target(folder: Path, role: str, to: str) -> None:
    """Refuse an id that no pack holds.

    Raises:
        UsageError: With ids that look alike.
    """
    if role == "time":
        if to and not _DAYS.fullmatch(to):
            raise UsageError(f"{to!r} is no day", remedy="write 2016-11-17, or 2016-11-15/2016-11-17")
        return
    if role == "weapon":
        raise UsageError("weapons have no register", remedy='name the words: --words "..."')
    from sijil.packs import load_packs, sort_arguments  # noqa: PLC0415  # only an id needs the packs

    packs = load_packs(*sort_arguments(read_config(Layout(folder).config).packs, folder))
    known = _place_ids(packs, to) if role in MENTION_KINDS else _actor_ids(packs, to)
    if to and to not in known:
        near = get_close_matches(to, sorted(known), n=3)
        hint = (
            f"did you mean {', '.join(near)}?" if near else "look it up in the packs (docs/registers.md), or add a row"
        )
        raise UsageError(f"no pack has {'a place' if role == 'place' else 'an actor'} with the id {to!r}", remedy=hint)


def _actor_ids(packs: Packs, to: str) -> set[str]:
    """Return the ids of actors, with that of a state's force if `to` is one."""
    from sijil.parts import ActorRow, NationalityRow  # noqa: PLC0415  # see above

    states = {row.id for row in packs.rows(NationalityRow)}
    force = _FORCE.fullmatch(to)
    return {row.id for row in packs.rows(ActorRow)} | states | ({to} if force and force[2] in states else set())


def _place_ids(packs: Packs, to: str) -> set[str]:
    """Return the ids of the packs' places, with `to` if the gazetteer holds it."""
    from sijil.resolve.atlas import compile_atlas  # noqa: PLC0415  # opens the gazetteer

    atlas = compile_atlas(packs)
    return {*atlas.by_id, *([to] if atlas.spot_of_id(to) else [])}


def _check_value(folder: Path, field: str, value: str) -> None:
    """Refuse a value that a field cannot have.

    Raises:
        UsageError: With what it can have.
    """
    if field == "best" and not value.isdecimal():
        raise UsageError(f"{value!r} is no number of people", remedy="give a whole number, such as --value 12")
    if field == "holder":
        _check_target(folder, "actor", value)
    if field == "state" and value not in set(ControlState):
        raise UsageError(f"{value!r} is no state of control", remedy=f"name one of {', '.join(ControlState)}")


# -- subjects ----------------------------------------------------------------------------------------------------------


_TABLES = {Event.PREFIX: "events", Toll.PREFIX: "tolls", Control.PREFIX: "control"}
_KINDS: dict[str, type[Event | Toll | Control]] = {kind.PREFIX: kind for kind in (Event, Toll, Control)}


class _Subject(NamedTuple):
    """What a value can be set of: its id, what it is about, and its claims, the one that founds it first."""

    id: str
    key: str
    claims: tuple[str, ...]


def _founding(record: Record, subject: str) -> str:
    """Return the claim that an id means: the founding claim of an event, or the claim itself."""
    return _named(record, subject).claims[0] if subject.startswith(f"{Event.PREFIX}-") else subject


def _subject(record: Record, subject: str) -> tuple[_Subject, str | None]:
    """Return what an id or its beginning means and, for a finding, the field."""
    if not subject.startswith("fnd-"):
        return _named(record, subject), None
    finding = _only(subject, record.find_beginning("findings", subject))
    return _named(record, str(finding["subject"])), str(finding["field"])


def _named(record: Record, subject: str) -> _Subject:
    """Look up an event, toll or interval of control by its id or the beginning of it."""
    prefix = subject.partition("-")[0]
    table = _TABLES.get(prefix)
    row: Any = _only(subject, record.find_beginning(table, subject) if table else [])
    claims = row["claims"] if prefix == Event.PREFIX else [*row["support"], *row["against"]]
    key, parts = _key_parts(prefix, row)
    founding = next((one for one in claims if make_id(prefix, {**parts, "founding": one}) == row["id"]), None)
    if founding is None:
        founding, key = record.founding(_KINDS[prefix], row["id"])
    return _Subject(row["id"], key, _first(founding, claims))


def _key_parts(prefix: str, row: Any) -> tuple[str, dict[str, object]]:  # noqa: ANN401  # a row of JSON
    """Return what a row is about, as `key_of` says it, and what its id is made of but for the founding claim.

    Of a group or holder that no pack knows, and of a holder that a person set, the row does not tell the key: then the
    id is made of something else, and shows it.
    """
    if prefix == Event.PREFIX:
        return "event", {}
    if prefix == Toll.PREFIX:
        group = _key_of_named(row["group"])
        parts = {"harm": row["harm"], "group_key": group, "status": row["status"], "scope": row["scope"]}
        return f"{row['harm']} {row['scope']} {group}", parts
    place = _key_of_named(row["place"])
    return place, {"place_key": place, "state": row["state"], "holder_key": _key_of_named(row["holder"])}


def _key_of_named(named: Any) -> str:  # noqa: ANN401  # a part of a row
    """Return what reconcile goes by for an actor or place: its id, else its name in lower case."""
    return str(named["id"] or named["name"].casefold()) if named else "?"


def _first(founding: str, others: Iterable[str]) -> tuple[str, ...]:
    """Put the founding claim first."""
    return tuple(dict.fromkeys((founding, *others)))


def _only(subject: str, found: Sequence[T]) -> T:
    """Return the only thing that an id means.

    Raises:
        UsageError: If there is none, or more than one.
    """
    if len(found) != 1:
        what = f"{len(found) or 'no'} events, tolls, intervals of control or findings have an id like {subject!r}"
        raise UsageError(
            what, remedy="list them with `sijil events`, `sijil tolls` or `sijil control`; type more of it"
        )
    return found[0]
