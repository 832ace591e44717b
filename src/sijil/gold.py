"""Gold: what careful readers recorded of some reports, for records to be scored against."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from sijil.errors import SijilError


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A figure of a gold claim; `op` says how `count` is meant, as `records.Qualifier`."""

    harm: str
    op: str
    count: int | None
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says a gold claim, for whom and through which medium."""

    speaker: str | None
    party: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """What a careful reader records; `when` is a pair of ISO days, `undated` is set where the report bears no date."""

    id: str
    report: str
    type: str
    quote: str
    actor: str | None
    target: str | None
    place: str | None
    when: tuple[str | None, str | None] | None
    figures: tuple[GoldFigure, ...]
    attribution: Attribution
    stance: str
    background: bool
    undated: str | None = None
    share: float | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """Words of a report that may be recorded, or must not be."""

    report: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A gold file; `names` lists spellings of names by group."""

    claims: tuple[GoldClaim, ...]
    optional: tuple[GoldQuote, ...] = ()
    negatives: tuple[GoldQuote, ...] = ()
    names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


class GoldError(SijilError):
    """A gold file is missing or does not hold gold."""


def read_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises:
        GoldError: With the place of what is wrong.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Gold)
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}", remedy="give the path of a gold file") from error
    except msgspec.MsgspecError as error:
        raise GoldError(f"{path}: {error}", remedy="docs/records.md shows the form of a gold file") from error
