"""The frozen record types with their key fields, and their canonical JSON, digests and ids."""

from __future__ import annotations

from typing import Any

from sijil.records.claims import Argument, Claim, Figure, Mention, OfWhom, Quantity, Speaker
from sijil.records.ids import Keyed, canonical, decode, digest, make_id, record_id, rows_digest
from sijil.records.language import Name, Passage, Predicate, Role
from sijil.records.reading import Block, Failure, Given, Published, Report, Sighting, Source
from sijil.records.resolved import Actor, Candidate, Place, Resolution, ResolvedClaim, ResolvedFigure, Time
from sijil.records.vocabulary import ClaimKind, How, MentionKind, PassageKind, Qualifier, ResolutionState, Scope, Stance

__all__ = [
    "RECORD_TYPES",
    "Actor",
    "AnyRecord",
    "Argument",
    "Block",
    "Candidate",
    "Claim",
    "ClaimKind",
    "Failure",
    "Figure",
    "Given",
    "How",
    "Keyed",
    "Mention",
    "MentionKind",
    "Name",
    "OfWhom",
    "Passage",
    "PassageKind",
    "Place",
    "Predicate",
    "Published",
    "Qualifier",
    "Quantity",
    "Report",
    "Resolution",
    "ResolutionState",
    "ResolvedClaim",
    "ResolvedFigure",
    "Role",
    "Scope",
    "Sighting",
    "Source",
    "Speaker",
    "Stance",
    "Time",
    "canonical",
    "decode",
    "digest",
    "make_id",
    "record_id",
    "rows_digest",
]

AnyRecord = Sighting | Source | Failure | Report | Passage | Claim | Resolution | ResolvedClaim
RECORD_TYPES: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (Sighting, Source, Failure, Report, Passage, Claim, Resolution, ResolvedClaim)
}
