"""The row type of the chronology: well-known happenings with their dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyRow:
    """A well-known happening of a conflict with its dates (`chronology.csv`), by which undated reports are dated.

    Attributes:
        id: Unique readable id.
        name: The name that is printed.
        aliases: Names under which reports mean it and nothing else ("Operation Inherent Resolve").
        type: Claim type: a battle (armed_clash), an offensive, a siege, or a taking (territory_gained).
        place: Id of the place, or its name as the gazetteer prints it; empty where it is no single place.
        actor: Id of who did it: who attacked, besieged or took the place.
        first: ISO day on which it began.
        last: ISO day on which it ended; the same for what was done in a day, empty for what goes on.
        source: Where the row was read; empty = unverified.
    """

    PART: ClassVar[str] = "chronology"
    KEY: ClassVar[str] = "id"
    REFERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "type": ("events",),
        "actor": ("actors",),
    }
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str
    place: str | None = None
    actor: str | None = None
    first: str
    last: str | None = None
    source: str = ""
