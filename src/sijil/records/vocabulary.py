"""The closed word lists of the records: how a date is known, how a number is hedged, how a claim is held."""

from __future__ import annotations

from enum import StrEnum


class How(StrEnum):
    """How a date became known."""

    GIVEN = "given"
    PAGE = "page"
    TEXT = "text"
    DATELINE = "dateline"
    PUBLISHED = "published"
    INFERRED = "inferred"
    HUMAN = "human"
    UNKNOWN = "unknown"


class PassageKind(StrEnum):
    """What part of a page a passage stands in."""

    HEADLINE = "headline"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"


class MentionKind(StrEnum):
    """What a mention names."""

    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    WEAPON = "weapon"


class Qualifier(StrEnum):
    """How a number is hedged."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    SEVERAL = "several"
    TENS = "tens"
    DOZENS = "dozens"
    SCORES = "scores"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    UNSPECIFIED = "unspecified"


class Stance(StrEnum):
    """How the report holds a claim; the last three never enter events, tolls or control."""

    ASSERTED = "asserted"
    DENIED = "denied"
    DOUBTED = "doubted"
    ORDERED = "ordered"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"


class ClaimKind(StrEnum):
    """Whether a claim type is a happening, a state that lasts, or a figure."""

    EVENT = "event"
    STATE = "state"
    TOLL = "toll"


class Scope(StrEnum):
    """What a figure counts over."""

    EVENT = "event"
    PERIOD = "period"
    RUNNING_TOTAL = "running_total"


class ResolutionState(StrEnum):
    """How sure a resolution is."""

    SURE = "sure"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    HUMAN = "human"


class DecisionKind(StrEnum):
    """What a decision does."""

    REJECT_CLAIM = "reject_claim"
    ACCEPT_CLAIM = "accept_claim"
    FIX_ROLE = "fix_role"
    RESOLVE_AS = "resolve_as"
    SAME_EVENT = "same_event"
    NOT_SAME_EVENT = "not_same_event"
    SET_FINDING = "set_finding"
    UNSURE = "unsure"
    UNDO = "undo"


class ReviewState(StrEnum):
    """What people have made of a claim."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class FindingState(StrEnum):
    """Whether the claims behind a value agree."""

    SINGLE = "single"
    AGREED = "agreed"
    RANGE = "range"
    DISPUTED = "disputed"
    HUMAN = "human"


class ControlState(StrEnum):
    """How a place is held."""

    HELD = "held"
    CONTESTED = "contested"
    BESIEGED = "besieged"
