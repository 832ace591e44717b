"""What the record file holds: its tables, their columns, and what each column is."""

from __future__ import annotations

from sijil.geopackage.schema import REVIEW, Table
from sijil.geopackage.schema import read_columns as _columns

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


def _party(name: str, who: str) -> str:
    """Return the columns of an actor and of the list of all."""
    return f"""
{name}_id TEXT {name}.id id of {who} in the packs; null where it is not known
{name}_name TEXT {name}.name its name there, else the words of the report
{name}s TEXT = all of them, as JSON
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
story TEXT = id of the first report that tells the same main happening; null where no other does
claims INTEGER = number of its claims
dated_by TEXT = where its day was inferred: the bounds and their reasons, as JSON
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
acled TEXT codes.acled nearest code of the type: sub-event type of ACLED
ucdp TEXT codes.ucdp the same: type of violence of UCDP
plover TEXT codes.plover the same: event type of PLOVER
cameo TEXT codes.cameo the same: code of CAMEO
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
    indexes=(("id", "source"), ("event", "id", "review", "stance", "kind", "score"), ("review", "id", "event")),
)

FIGURES = Table(
    "figures",
    "One figure of a claim: how many suffered what.",
    _columns("""
claim TEXT = id of the claim
source TEXT @source sha256 of the bytes that it stands in
figure INTEGER = its place among the figures of the claim, from 0
harm TEXT = killed, wounded, assaulted, missing, captured, arrested, freed, displaced, aircraft or strikes
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
    indexes=(("claim",), ("harm", "claim", "low")),
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
    indexes=(("place_id", "id"),),
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
low INTEGER = smallest credible number; null = open
best INTEGER = the number that the policy takes
high INTEGER = largest credible number; null = open
state TEXT = what the claims amount to: agreed, range, disputed, single or human
basis TEXT = claimed, agreed or disputed
policy TEXT = the policy that chose
""",
        _EVIDENCE,
        """
within TEXT = ids of the tolls that contain this one, as JSON
status TEXT = civilian or fighter, where it counts only those
event TEXT = id of the event whose dead or wounded it counts
addends TEXT = ids of parts that exclude each other, so that they add up, as JSON
floor INTEGER = what the low numbers of those parts add up to
inconsistent TEXT = ids of claims that cannot all be true, as JSON
contributions TEXT = each claim with its part, as JSON
readings TEXT = what each policy makes of the figures, as JSON
""",
    ),
    order=("earliest", "id"),
    point=True,
    indexes=(("place_id", "id"),),
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
        "since_earliest DATE from_earliest first day on which it may have begun, where the day is not known",
        "last_told DATE = last day of which a supporting claim tells; what is open may have ended after it",
        "implied TEXT = ids of the supporting claims that are about another place and only imply it, as JSON",
    ),
    order=("place_name", "since"),
    point=True,
    indexes=(("place_id", "id"),),
)

LINKS = Table(
    "links",
    "Why two claims are taken for one event or not.",
    _columns("""
claim_a TEXT = id of the one claim
claim_b TEXT = id of the other
score REAL = 0 (two events) to 1 (one event)
parts TEXT = the features that gave the score, with value and weight, as JSON
"""),
    order=("claim_a", "claim_b"),
    keeps_json=False,
    indexes=(("claim_a", "claim_b"), ("claim_b", "claim_a")),
)

FITS = Table(
    "fits",
    "Why what a report says of one happening is of an event that links alone do not lead it to.",
    _columns("""
claim TEXT = id of the first of its claims
claims TEXT = ids of all of them, as JSON
event TEXT = id of the event
posterior REAL = how likely it is of this event, 0 to 1
parts TEXT = the features that speak for and against it, with value and weight in bits, as JSON
"""),
    order=("event", "claim"),
    keeps_json=False,
    indexes=(("event",),),
)

COPIES = Table(
    "copies",
    "That a report is a copy of another: together they count once as independent.",
    _columns("""
report TEXT = id of the copy
first TEXT = id of the report that it was made from
how TEXT = near_copy, agency or rewrite
others TEXT = ids of further reports that a rewrite draws on, as JSON
"""),
    order=("first", "report"),
    keeps_json=False,
    indexes=(("report",), ("first",)),
)

REPORT_LINKS = Table(
    "report_links",
    "What two reports that tell one main happening have in common.",
    _columns("""
report_a TEXT = id of the report that was published first
report_b TEXT = id of the other
score REAL = the sum of value times weight, 0 to 1
parts TEXT = features with value and weight, as JSON
words TEXT = the rare words of both that weigh most, as JSON
"""),
    order=("report_a", "report_b"),
    keeps_json=False,
)

FINDINGS = Table(
    "findings",
    "What the claims about an event, toll or control amount to, with those for and against.",
    _columns(
        """
id TEXT = id of the finding
subject TEXT = id of the event, toll or control
field TEXT = name of its value
value TEXT = the value
low INTEGER = its lower bound, where it is a number
high INTEGER = its upper bound
state TEXT = single, agreed, range, disputed or human
sentence TEXT = the finding in plain English
policy TEXT = the policy that chose
decision TEXT = id of the decision that set the value
inconsistent TEXT = ids of claims of a toll that cannot all be true, as JSON
""",
        _EVIDENCE,
    ),
    order=("subject", "field"),
    keeps_json=False,
    indexes=(("subject",),),
)

DECISIONS = Table(
    "decisions",
    "A person's correction, and what the build made of it.",
    _columns("""
id TEXT = id of the decision
at TEXT = when it was made, UTC
by TEXT = who made it
kind TEXT = what kind it is, such as reject_claim
state TEXT = applied, pending, orphan, conflict or undone
reason TEXT = why it is in that state
claims TEXT = ids of the claims that were found for it, as JSON
quotes TEXT = the words that it points at, as JSON
uris TEXT = where they stand, as JSON
role TEXT = role of the claim that it corrects
words TEXT = words that fill the role
to TEXT = id that the words mean
subject TEXT = id of what it sets a value of
field TEXT = name of the value
value TEXT = the value
note TEXT = remark
undoes TEXT = id of the decision that it undoes
undone_by TEXT = id of the decision that undoes it
conflicts TEXT = ids of the decisions that say otherwise, as JSON
"""),
    order=("at", "id"),
)

BOXES = Table(
    "boxes",
    "Where the quote of a claim stands on the pages of a PDF: one row for each printed line that it touches.",
    _columns("""
claim TEXT = id of the claim
source TEXT @source sha256 of the PDF
page INTEGER = page, from 1
left REAL = left edge of the line in points (1/72 inch) from the lower left corner of the page
bottom REAL = its lower edge
right REAL = its right edge
top REAL = its upper edge
"""),
    order=("claim", "page"),
    keeps_json=False,
)

TABLES = (
    *(REPORTS, CLAIMS, FIGURES, RESOLUTIONS, BOXES),
    *(EVENTS, TOLLS, CONTROL, FINDINGS),
    *(LINKS, FITS, COPIES, REPORT_LINKS),
    *(DECISIONS, FAILURES),
)
BY_NAME = {table.name: table for table in TABLES}
