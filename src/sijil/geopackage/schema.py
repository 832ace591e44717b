"""What the record file holds: its tables, their columns, and what each column is.

Each table holds the rows of one command's JSON (docs/records.md) or a list that stands in them; a column names the
path of its value in that JSON. The same text makes the table `dictionary` of the file and docs/data-dictionary.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LAYOUT = 1
"""Raised when a table or column goes or changes its meaning; a file of a newer layout is not read."""


OWN_SOURCE = "@source"
"""The path of the column that says which source gave a row."""


class Kind(StrEnum):
    """The type of a column, in the words of the GeoPackage standard (1.3, table 1)."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    REAL = "REAL"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, the path of its value in the JSON row, and what it is."""

    name: str
    kind: Kind
    path: tuple[str, ...]
    meaning: str


REVIEW = Column("review", Kind.TEXT, ("review",), "`unreviewed`, `accepted`, `corrected` or `rejected`")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the record file.

    Attributes:
        name: Its name.
        meaning: What a row of it is.
        columns: Its columns, after `fid` and before `json`.
        order: Columns that rows are read in the order of.
        words: Columns whose words are in the full-text index.
        point: Whether rows have a point: that of their `place`.
        keeps_json: Whether the column `json` holds the row as the command of the same name prints it.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    words: tuple[str, ...] = ()
    point: bool = False
    keeps_json: bool = True

    def own_source(self) -> Column | None:
        """Return the column of the source whose rows these are; None where rows are of no single source."""
        return next((column for column in self.columns if column.path == (OWN_SOURCE,)), None)

    def exported(self) -> tuple[Column, ...]:
        """Return the columns of a flat export: those of the file, and the review state where the file has none."""
        own = tuple(column for column in self.columns if column.path != (OWN_SOURCE,))
        return (*own, REVIEW) if self.is_reviewed and REVIEW.name not in {column.name for column in own} else own

    @property
    def is_reviewed(self) -> bool:
        """Whether rows have a review state: their own, or that of the claims that support them."""
        return bool({REVIEW.name, "support"} & {column.name for column in self.columns})

    def described(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, type and meaning of every column, those of every table included."""
        yield "fid", "INTEGER", "number of the row, made from what it says, so that it stays over builds"
        if self.point:
            yield "geom", "POINT", "the point of the place, WGS84; null where it is not known"
        for column in self.columns:
            yield column.name, column.kind.value, column.meaning
        if self.keeps_json:
            yield "json", "TEXT", f"the row as `sijil {self.name} --json` prints it"


def _column(line: str) -> Column:
    """Read `name TYPE path meaning`; the path `=` is the name itself."""
    name, kind, path, meaning = line.split(None, 3)
    return Column(name, Kind(kind), (name,) if path == "=" else tuple(path.split(".")), meaning)


def _columns(*blocks: str) -> tuple[Column, ...]:
    """Read columns, one per line."""
    return tuple(_column(line) for block in blocks for line in block.strip().splitlines())


def _party(name: str, who: str) -> str:
    """Return the columns of an actor and of the list of all."""
    return f"""
{name}_id TEXT {name}.id id of {who} in the packs; null where it is not known
{name}_name TEXT {name}.name its name there, else the words of the report
{name}s TEXT = all of them, as JSON
"""


_REVIEW = f"review TEXT = {REVIEW.meaning}"
_PLACE = """
place_id TEXT place.id id of the place in the packs
place_name TEXT place.name its name
lon REAL place.lon degrees east
lat REAL place.lat degrees north
radius_km REAL place.radius_km distance within which it lies from the point
precision INTEGER place.precision UCDP scale from 1 (exact place) to 7 (sea or air)
"""
_TIME = """
earliest DATE time.earliest first day on which it may have happened, or holds
latest DATE time.latest last such day
grain TEXT time.grain day, week, month, season, year or span
time_how TEXT time.how how the time is known: text, dateline, published or inferred
"""
_EVIDENCE = """
independent INTEGER = speakers that count once each: copies and voices of one party count as one
support TEXT = ids of the claims that say so, as JSON
against TEXT = ids of the claims that say otherwise, as JSON
"""

REPORTS = Table(
    "reports",
    "One published report.",
    _columns("""
id TEXT = id of the report
source TEXT @source sha256 of its bytes in `raw/`
uri TEXT = where it was found
title TEXT = headline
outlet TEXT = who published it
agency TEXT = whose text it is, where it names an agency
language TEXT = ISO 639-1 code
published_earliest DATE published.earliest first possible day of publication
published_latest DATE published.latest last possible day
published_how TEXT published.how given, page, text, inferred or unknown
copy_of TEXT = id of the report that it copies
claims INTEGER = number of its claims
"""),
    order=("uri", "id"),
    words=("title",),
)

CLAIMS = Table(
    "claims",
    "One statement in one report, with its words, its speaker and its stance; the point is that of its place.",
    _columns(
        """
id TEXT = id of the claim
source TEXT @source sha256 of the bytes that it stands in
report_id TEXT report.id id of its report
uri TEXT report.uri where the report was found
outlet TEXT report.outlet who published it
published_earliest DATE report.published.earliest first possible day of publication
published_latest DATE report.published.latest last possible day
type TEXT = type of the claim, such as air_strike
kind TEXT = event, state or toll
""",
        _party("actor", "who did it"),
        _party("target", "who suffered it"),
        "weapon TEXT = the words that name the weapon",
        _PLACE,
        "place_surface TEXT place.surface the words of the report that name the place",
        _TIME,
        """
time_surface TEXT time.surface the words of the report that name the time
figures TEXT = its figures, as JSON; one row each in the table `figures`
share TEXT = part of the place that is spoken of: a number up to 1, or a word
stance TEXT = asserted, denied, doubted, ordered, threatened or hypothetical
background BOOLEAN = whether it is history to the reported episode
speaker TEXT speaker.surface the words that name the speaker; null = the outlet itself
speaker_name TEXT speaker.name name of the speaker
speaker_role TEXT speaker.role title or description
speaker_party_id TEXT speaker.party.id id of the side that the speaker speaks for
speaker_party TEXT speaker.party.name its name
channel TEXT speaker.channel medium or agency through which it was said
said_on DATE = day on which it was said
quote TEXT = the words of the report: the evidence
start INTEGER = first character of the quote in the report's text
end INTEGER = one past its last character
found_by TEXT = what found it, as JSON
score REAL = how sure the finder is, 0 to 1
""",
        _REVIEW,
        "event TEXT = id of the event that it belongs to",
    ),
    order=("uri", "report_id", "start", "end", "id"),
    words=("quote",),
    point=True,
)

FIGURES = Table(
    "figures",
    "One figure of a claim: how many suffered what.",
    _columns("""
claim TEXT = id of the claim
source TEXT @source sha256 of the bytes that it stands in
figure INTEGER = its place among the figures of the claim, from 0
harm TEXT = killed, wounded, missing, captured, arrested, freed, displaced, aircraft or strikes
low INTEGER = least number; null = open, never zero
high INTEGER = greatest number; null = open
qualifier TEXT = how the number is hedged, such as at_least
group_id TEXT group.id id of those who suffered in the packs
group_name TEXT group.name their name
status TEXT = civilian, fighter or mixed
scope TEXT = event, period or running_total
of_whom TEXT = its parts (children, women, ...), as JSON
review TEXT = review state of the claim
"""),
    order=("claim", "figure"),
    keeps_json=False,
)

RESOLUTIONS = Table(
    "resolutions",
    "What a mention of a report was taken to mean, with the reason and the other candidates.",
    _columns("""
source TEXT @source sha256 of the bytes that it stands in
report TEXT = id of the report
start INTEGER = first character of the mention
end INTEGER = one past its last
kind TEXT = actor, place, time, number or weapon
surface TEXT = the words of the report
target TEXT = id in the packs; null where it is not known
name TEXT = name in the packs, else the words
state TEXT = sure, unsure, unknown or human
reason TEXT = why
candidates TEXT = what else it may mean, with scores and reasons, as JSON
"""),
    order=("report", "start", "end", "kind"),
    keeps_json=False,
)

FAILURES = Table(
    "failures",
    "One thing that could not be taken in or read; the rest was built.",
    _columns("""
stage TEXT = `add` or the stage that gave up
uri TEXT = the address
source TEXT = sha256 of the bytes, or the address where there are none
code TEXT = stable name of the reason
message TEXT = what is wrong
remedy TEXT = what to do about it
"""),
    order=("uri", "stage", "code", "message"),
)

EVENTS = Table(
    "events",
    "Claims judged to be about the same happening; the point is that of its place.",
    _columns(
        """
id TEXT = id of the event
type TEXT = type of the happening
actors TEXT = who did it, as JSON
targets TEXT = who suffered it, as JSON
""",
        _PLACE,
        _TIME,
        """
claims TEXT = ids of its claims, as JSON
reports INTEGER = number of reports
independent INTEGER = speakers that count once each: copies and voices of one party count as one
state TEXT = single, agreed or disputed
""",
        _REVIEW,
    ),
    order=("earliest", "id"),
    point=True,
)

TOLLS = Table(
    "tolls",
    "A casualty figure with its bounds, by a named policy; the point is that of its place.",
    _columns(
        """
id TEXT = id of the toll
group_id TEXT group.id id of those who suffered in the packs
group_name TEXT group.name their name
harm TEXT = killed, wounded, missing, ...
scope TEXT = whether it counts an event, a period, or is a running_total
""",
        _PLACE,
        _TIME,
        """
low INTEGER = least number that a claim gives; null = open
best INTEGER = the number that the policy takes
high INTEGER = greatest number that a claim gives; null = open
state TEXT = what the claims amount to: agreed, range, disputed, single or human
basis TEXT = claimed, agreed or disputed
policy TEXT = the policy that chose
""",
        _EVIDENCE,
        "within TEXT = ids of the tolls that contain this one, as JSON",
    ),
    order=("earliest", "id"),
    point=True,
)

CONTROL = Table(
    "control",
    "Who holds a place over a stretch of time; the point is that of the place.",
    _columns(
        "id TEXT = id of the interval",
        _PLACE,
        """
since DATE from first day
until DATE to last day; null = open
state TEXT = held, contested or besieged
holder_id TEXT holder.id id of the holder in the packs
holder_name TEXT holder.name its name
share TEXT = part of the place: a number up to 1, or a word
basis TEXT = claimed, agreed or disputed
confidence REAL = 0 to 1
""",
        _EVIDENCE,
    ),
    order=("place_name", "since"),
    point=True,
)

TABLES = (REPORTS, CLAIMS, FIGURES, RESOLUTIONS, EVENTS, TOLLS, CONTROL, FAILURES)
BY_NAME = {table.name: table for table in TABLES}
