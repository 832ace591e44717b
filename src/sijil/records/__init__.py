"""The frozen record types with their key fields, and their canonical JSON, digests and ids."""

from __future__ import annotations

from typing import Any

from sijil.records.claims import Argument, Claim, Figure, Mention, OfWhom, Quantity, Speaker
from sijil.records.dating import Bound, Clue, DatedClaim, Dating, Undated
from sijil.records.decisions import ClaimAnchor, Decision, DecisionTarget, Fix, Payload, Review
from sijil.records.ids import Keyed, canonical, decode, digest, make_id, record_id, rows_digest
from sijil.records.language import Name, Passage, Predicate, Role
from sijil.records.linking import (
    Copy,
    Count,
    Event,
    Fit,
    Gist,
    Link,
    Part,
    Party,
    Profile,
    ReportLink,
    Sketch,
    Story,
    Telling,
)
from sijil.records.reading import Block, Box, Failure, Given, Published, Report, Sighting, Source
from sijil.records.reconciling import Contribution, Control, Finding, Reading, Toll
from sijil.records.resolved import PEOPLE, Actor, Candidate, Place, Resolution, ResolvedClaim, ResolvedFigure, Time
from sijil.records.vocabulary import (
    ClaimKind,
    ControlState,
    DecisionKind,
    FindingState,
    How,
    MentionKind,
    PassageKind,
    Qualifier,
    ResolutionState,
    ReviewState,
    Scope,
    Stance,
)

__all__ = [
    "PEOPLE",
    "RECORD_TYPES",
    "Actor",
    "AnyRecord",
    "Argument",
    "Block",
    "Bound",
    "Box",
    "Candidate",
    "Claim",
    "ClaimAnchor",
    "ClaimKind",
    "Clue",
    "Contribution",
    "Control",
    "ControlState",
    "Copy",
    "Count",
    "DatedClaim",
    "Dating",
    "Decision",
    "DecisionKind",
    "DecisionTarget",
    "Event",
    "Failure",
    "Figure",
    "Finding",
    "FindingState",
    "Fit",
    "Fix",
    "Gist",
    "Given",
    "How",
    "Keyed",
    "Link",
    "Mention",
    "MentionKind",
    "Name",
    "OfWhom",
    "Part",
    "Party",
    "Passage",
    "PassageKind",
    "Payload",
    "Place",
    "Predicate",
    "Profile",
    "Published",
    "Qualifier",
    "Quantity",
    "Reading",
    "Report",
    "ReportLink",
    "Resolution",
    "ResolutionState",
    "ResolvedClaim",
    "ResolvedFigure",
    "Review",
    "ReviewState",
    "Role",
    "Scope",
    "Sighting",
    "Sketch",
    "Source",
    "Speaker",
    "Stance",
    "Story",
    "Telling",
    "Time",
    "Toll",
    "Undated",
    "canonical",
    "decode",
    "digest",
    "make_id",
    "record_id",
    "rows_digest",
]

AnyRecord = (
    Sighting
    | Source
    | Failure
    | Report
    | Passage
    | Claim
    | Resolution
    | ResolvedClaim
    | Review
    | DecisionTarget
    | Gist
    | Sketch
    | Profile
    | Undated
    | Dating
    | DatedClaim
    | Copy
    | Story
    | ReportLink
    | Link
    | Telling
    | Fit
    | Event
    | Toll
    | Control
    | Finding
)
RECORD_TYPES: dict[str, type[Any]] = {kind.__name__: kind for kind in AnyRecord.__args__}
