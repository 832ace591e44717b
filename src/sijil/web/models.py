"""What answers look like, for the description of the API.

A `Row` is the JSON of the command of its name (docs/records.md), as it is.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sijil.web.asked import Model

Row = dict[str, Any]


class Problem(Model):
    """Why a request was not answered as asked, and what to do."""

    what: str
    remedy: str


class SessionInfo(Model):
    """Who sits at the workbench."""

    name: str | None
    can_rename: bool


class Counts(Model):
    """How many rows the record has."""

    reports: int
    claims: int
    events: int
    tolls: int
    control: int
    failures: int
    decisions: int


class BuildState(Model):
    """How far a build is."""

    state: Literal["idle", "running", "failed"]
    done: int
    total: int
    message: str | None


class TypeInfo(Model):
    """A claim type as people read it."""

    title: str
    kind: str


class PolicyInfo(Model):
    """A policy by which tolls are chosen: what it does, and where that stands."""

    title: str
    source: str


class ProjectInfo(Model):
    """What the project holds; light enough to be asked for every two seconds."""

    name: str
    built: str | None
    code: str
    packs: list[tuple[str, str]]
    counts: Counts
    ledger: int
    pending: int
    build: BuildState
    types: dict[str, TypeInfo]
    harms: list[str]
    policies: dict[str, PolicyInfo]
    policy: str
    sources: int
    basemap: bool
    notice: str


class Mark(Model):
    """Words of the report and the part that they play in a claim."""

    role: str
    start: int
    end: int
    surface: str


class Sentence(Model):
    """A run of the report's text."""

    text: str
    start: int
    end: int


class BriefCard(BaseModel):
    """A claim's row, with what stands beside it; the fields of the row itself are those of `sijil claims`."""

    model_config = ConfigDict(extra="allow")
    id: str
    sha256: str
    title: str | None
    rule: str
    marks: list[Mark]
    pending: Literal["unreviewed", "accepted", "rejected", "corrected"] | None
    decisions: list[str]
    unsure: list[str]
    copy_of: str | None


class ClaimCard(BriefCard):
    """The same, with the sentence that it stands in."""

    sentence: Sentence
    before: str | None
    after: str | None


class Difference(Model):
    """A value that a person set or accepted, and that the machine would now read otherwise."""

    claim: str | None = None
    subject: str | None = None
    field: str | None
    human: str | None
    machine: str | None
    decision: str


class Reason(Model):
    """What speaks for a telling to be of an event, or against: `bits` are how many times likelier, as a power of 2."""

    feature: str
    says: str
    bits: float


class FitInfo(Model):
    """Why the claims of a telling are of an event that links alone do not lead them to, the strongest reason first."""

    claims: list[str]
    posterior: float
    reasons: list[Reason]


class EventDetail(Model):
    """Everything about one event."""

    event: Row
    claims: list[ClaimCard]
    findings: list[Row]
    tolls: list[Row]
    control: list[Row]
    links: list[Row]
    fits: list[FitInfo]
    copies: list[Row]
    decisions: list[Row]
    differences: list[Difference]


class ClaimDetail(Model):
    """What `sijil why CLAIM --json` prints, the card, and the values that the claim supports or speaks against."""

    claim: Row
    sentences: list[Row]
    rule: Row
    review: Row
    resolutions: list[Row]
    page: Row
    bytes: list[Row]
    source: Row
    card: ClaimCard
    tolls: list[Row]
    control: list[Row]
    findings: list[Row]
    decisions: list[Row]


class PassageInfo(Model):
    """A sentence of a report."""

    start: int
    end: int
    kind: str


class SourceInfo(Model):
    """The bytes of a report; `verified` where they have the hash of their name."""

    sha256: str
    media_type: str
    encoding: str | None
    size: int
    verified: bool


class ReportDetail(Model):
    """A report with its text."""

    report: Row
    byline: str | None
    url: str | None
    published: Row
    published_surface: str | None
    text: str
    passages: list[PassageInfo]
    claims: list[BriefCard]
    resolutions: list[Row]
    source: SourceInfo
    sightings: list[Row]


class Excerpt(Model):
    """Characters of the bytes as they are."""

    start: int
    end: int
    text: str


class Written(Model):
    """A decision as it was written."""

    id: str
    effect: str
    kind: str


class WrittenAll(Model):
    """What a request for decisions wrote, and how many the ledger holds now."""

    written: list[Written]
    ledger: int


class AccountNode(Model):
    """A toll with the tolls that are a part of it."""

    label: str
    low: int | None
    best: int | None
    high: int | None
    sum_of_parts: int | None
    gap: int | None
    toll: str | None
    added: bool
    state: str | None
    claims: list[ClaimCard]
    parts: list[AccountNode]


class Named(Model):
    """Something with a name."""

    id: str
    name: str


class NamedSpot(Named):
    """A place whose name stands on the map, with its inhabitants; 0 = not known."""

    lon: float
    lat: float
    people: int


class PlaceInfo(Named):
    """A place."""

    native: str | None
    lon: float | None
    lat: float | None
    radius_km: float | None
    precision: int | None
    kind: str | None
    country: str | None
    parents: list[Named]
    children: list[Named]


class PlaceDetail(Model):
    """Everything about a place and what lies in it; rows of control have their claims as cards."""

    place: PlaceInfo
    control: list[Row]
    events: list[str]
    tolls: list[Row]
    findings: list[Row]


class ActorRow(Named):
    """An actor and the number of its events."""

    events: int


class Allegiance(Model):
    """On whose side an actor is, from when to when."""

    to: str
    name: str
    from_: Annotated[str | None, Field(alias="from")]
    until: str | None


class ActorDetail(Named):
    """Everything about an actor."""

    kind: str | None
    aliases: list[str]
    parents: list[Named]
    allegiance: list[Allegiance]
    country: str | None
    source: str | None
    verified: bool
    events: list[str]
    tolls: list[Row]
    control: list[Row]


class FoundClaim(Model):
    """A claim that has the words."""

    id: str
    quote: str
    event: str | None
    report: str


class FoundReport(Model):
    """A report that has the words in its headline."""

    id: str
    title: str | None
    uri: str


class Found(Model):
    """What some words find."""

    claims: list[FoundClaim]
    reports: list[FoundReport]
    events: list[str]
    places: list[Named]
    actors: list[Named]


class Entry(Named):
    """An entry of the packs."""

    detail: str


class Trays(Model):
    """What would else be out of sight."""

    unplaced: list[str]
    undated: list[str]
    failures: list[Row]
    orphans: list[Row]
    conflicts: list[Row]
    differences: list[Difference]


class TakenIn(Model):
    """What became of a file."""

    new: int
    known: int
    failures: list[Row]
