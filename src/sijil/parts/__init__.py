"""The row types of pack parts: what a line of each pack table holds.

Each type names its part. CSV parts live in `<part>.csv`, YAML parts in `<part>.yml` or `<part>/*.yml` (a list of
items). Lists in a CSV cell are parted by `|`; an empty cell is the field's default. `KEY` names the field that tells
rows apart (a later pack's row takes the place of an earlier one's); fields in `REFERS` hold keys of other parts' rows
(all of their values, or, with `@` before the part, those that begin with `@`). Fields in `FOREIGN` hold identifiers
of other data sets, which only a row with a `source` may bear.
"""

from __future__ import annotations

from sijil.parts.chronology import ChronologyRow
from sijil.parts.linking import AffinityRow, ControlRow, FeatureRow, LinkingRow, PolicyRow
from sijil.parts.reading import AgencyRow, FurnitureRow, LanguageRow
from sijil.parts.registers import (
    ActorRow,
    CountryRow,
    HeadRow,
    NationalityRow,
    PersonRow,
    PlaceRow,
    ReferenceCue,
    RegionRow,
)
from sijil.parts.rules import EventType, Example, Hedge, NumberWord, Rule, WordList
from sijil.parts.times import TimeExample, TimeRule, TimeWords

__all__ = [
    "ActorRow",
    "AffinityRow",
    "AgencyRow",
    "ChronologyRow",
    "ControlRow",
    "CountryRow",
    "EventType",
    "Example",
    "FeatureRow",
    "FurnitureRow",
    "HeadRow",
    "Hedge",
    "LanguageRow",
    "LinkingRow",
    "NationalityRow",
    "NumberWord",
    "PersonRow",
    "PlaceRow",
    "PolicyRow",
    "ReferenceCue",
    "RegionRow",
    "Rule",
    "TimeExample",
    "TimeRule",
    "TimeWords",
    "WordList",
]
