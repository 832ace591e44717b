"""The JSON contract of the commands: one built-in mapping per report, claim and failure.

The keys and their order are part of the public interface (docs/records.md). A value that is not known is None; nothing
is left out, so that every row of a kind has the same keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from sijil.records import (
    PEOPLE,
    Actor,
    Bound,
    Claim,
    Contribution,
    Control,
    Dating,
    Event,
    Failure,
    Figure,
    Finding,
    FindingState,
    How,
    Mention,
    Place,
    Published,
    Report,
    Resolution,
    ResolvedClaim,
    ResolvedFigure,
    Review,
    ReviewState,
    Speaker,
    Time,
    Toll,
)

Json = dict[str, object]
Codes = Mapping[str, str | None]

SCHEMES = ("acled", "ucdp", "plover", "cameo")
"""The schemes that a claim type may have a code in."""

THINGS = frozenset({"aircraft", "strikes"})
"""Harms that count no people."""

UNREVIEWED = ReviewState.UNREVIEWED.value


def report_row(report: Report, claims: int, dating: Dating | None = None) -> Json:
    """Describe a report with the number of its claims, and why it is dated as it is where that was inferred."""
    return {
        "id": report.id,
        "uri": report.uri,
        "title": report.title,
        "outlet": report.outlet,
        "agency": report.agency,
        "language": report.language,
        "published": published_row(report.published),
        "copy_of": None,
        "story": None,
        "claims": claims,
        "dated_by": [bound_row(bound) for bound in dating.bounds] if dating else [],
    }


def bound_row(bound: Bound) -> Json:
    """Describe a reason for the day of a report."""
    return {
        "earliest": bound.earliest,
        "latest": bound.latest,
        "reason": bound.reason,
        "claims": list(bound.claims),
    }


def published_row(published: Published) -> Json:
    """Describe a publication date; a dateline is a part of the text."""
    how = How.TEXT if published.how is How.DATELINE else published.how
    return {"earliest": published.earliest, "latest": published.latest, "how": how.value}


def failure_row(failure: Failure, uri: str | None) -> Json:
    """Describe a failure with the address of what failed."""
    return {
        "stage": failure.stage,
        "uri": uri or failure.source,
        "source": failure.source,
        "code": failure.code,
        "message": failure.message,
        "remedy": failure.remedy,
    }


def meet_boxes(report: Report, start: int, end: int) -> Iterator[Json]:
    """Yield where on the pages of a PDF the lines stand that characters `start:end` touch; else nothing."""
    for box in report.boxes:
        if box.start < end and start < box.end:
            yield {"page": box.page, "left": box.left, "bottom": box.bottom, "right": box.right, "top": box.top}


def claim_row(
    claim: Claim,
    resolved: ResolvedClaim | None,
    report: Report,
    review: Review | None = None,
    codes: Codes | None = None,
) -> Json:
    """Describe a claim; where nothing was resolved, by the words of the report alone.

    Args:
        claim: The claim.
        resolved: The values that its words were resolved to.
        report: Its report.
        review: What people made of it.
        codes: The codes of its type in other schemes.
    """
    actors = resolved.actors if resolved else tuple(map(_by_surface, claim.mentions("actor")))
    targets = resolved.targets if resolved else tuple(map(_by_surface, claim.mentions("target")))
    quote = claim.evidence[0]
    weapon = _weapon(claim, review)
    return {
        "id": claim.id,
        "report": {
            "id": report.id,
            "uri": report.uri,
            "outlet": report.outlet,
            "published": published_row(report.published),
        },
        "type": claim.type,
        "kind": claim.kind.value,
        "codes": {scheme: (codes or {}).get(scheme) for scheme in SCHEMES},
        "actor": actor_row(actors[0]) if actors else None,
        "actors": [actor_row(actor) for actor in actors],
        "target": actor_row(targets[0]) if targets else None,
        "targets": [actor_row(target) for target in targets],
        "weapon": weapon,
        "place": place_row(resolved.place) if resolved and resolved.place else None,
        "time": _time_row(resolved.time) if resolved else None,
        "figures": _figure_rows(claim.figures, resolved),
        "share": claim.share,
        "stance": claim.stance.value,
        "background": resolved.background if resolved else claim.background,
        "speaker": _speaker_row(claim.speaker, resolved) if claim.speaker else None,
        "said_on": _day(resolved.said_on) if resolved else None,
        "quote": quote.cut(report.text),
        "start": quote.start,
        "end": quote.end,
        "found_by": list(claim.found_by),
        "score": round(claim.score, 2),
        "review": review.state.value if review else UNREVIEWED,
        "event": None,
    }


def resolution_row(found: Resolution) -> Json:
    """Describe what a mention was taken to mean."""
    span = found.mention.span
    return {
        "report": span.report,
        "start": span.start,
        "end": span.end,
        "kind": found.mention.kind.value,
        "surface": found.mention.surface,
        "target": found.target,
        "name": found.name,
        "state": found.state.value,
        "reason": found.reason,
        "candidates": [
            {"target": one.target, "name": one.name, "score": one.score, "why": one.why} for one in found.candidates
        ],
    }


def _weapon(claim: Claim, review: Review | None) -> str | None:
    """Return the words that name the weapon: as a person corrected them, else the first that were found."""
    fixed = [fix.words for fix in review.fixes if fix.role == "weapon"] if review else []
    found = fixed[-1:] or list(claim.mentions("weapon")[:1])
    return found[0].surface if found and found[0] else None


def _by_surface(mention: Mention) -> Actor:
    """Make an actor of a mention that nothing was resolved to: its name is its words."""
    return Actor(id=None, name=mention.surface, kind=None, surface=mention.surface)


def actor_row(actor: Actor) -> Json:
    """Describe an actor; with the reason where it was inferred."""
    inferred = {"reason": actor.reason} if actor.reason else {}
    return {"id": actor.id, "name": actor.name, "surface": actor.surface, **inferred}


def place_row(place: Place) -> Json:
    """Describe a place."""
    return {
        "id": place.id,
        "name": place.name,
        "surface": place.surface,
        "lon": place.lon,
        "lat": place.lat,
        "radius_km": place.radius_km,
        "precision": place.precision,
    }


def _time_row(time: Time | None) -> Json | None:
    """Describe a time; one of which nothing is known or said is no time."""
    if time is None or not (time.earliest or time.latest or time.surface):
        return None
    return {
        "earliest": time.earliest,
        "latest": time.latest,
        "grain": time.grain,
        "how": time.how.value,
        "surface": time.surface,
    }


def _figure_rows(figures: Sequence[Figure], resolved: ResolvedClaim | None) -> list[Json]:
    """Describe figures; a bare number of people counts those of whom the claim tells no more either."""
    known = resolved.figures if resolved else ()
    targets = resolved.targets if resolved else ()
    anybody = targets[0] if len(targets) == 1 and targets[0].name == PEOPLE else None
    return [_figure_row(figure, one, anybody) for figure, one in zip_longest(figures, known) if figure]


def _figure_row(figure: Figure, resolved: ResolvedFigure | None, anybody: Actor | None) -> Json:
    named = _by_surface(figure.group) if figure.group else None
    counted = anybody if figure.harm not in THINGS else None
    group = (resolved.group if resolved else None) or named or counted
    return {
        "harm": figure.harm,
        "low": figure.quantity.low,
        "high": figure.quantity.high,
        "qualifier": figure.quantity.qualifier.value,
        "group": actor_row(group) if group else None,
        "status": figure.status,
        "of_whom": [{"who": part.who, "low": part.low, "high": part.high} for part in figure.of_whom],
        "scope": figure.scope.value,
    }


def _speaker_row(speaker: Speaker, resolved: ResolvedClaim | None) -> Json:
    party = (resolved.party if resolved else None) or (_by_surface(speaker.party) if speaker.party else None)
    said_name = speaker.name.surface if speaker.name else None
    return {
        "surface": speaker.mention.surface,
        "name": (resolved.speaker_name if resolved else None) or said_name,
        "role": resolved.speaker_role if resolved else speaker.role,
        "party": {"id": party.id, "name": party.name} if party else None,
        "channel": resolved.channel if resolved else speaker.channel,
    }


def _day(time: Time | None) -> str | None:
    """Return the day of a time that is one day."""
    return time.earliest if time and time.earliest == time.latest else None


# -- what claims amount to ---------------------------------------------------------------------------------------------


def event_row(event: Event) -> Json:
    """Describe an event."""
    return {
        "id": event.id,
        "type": event.type,
        "actors": [actor_row(actor) for actor in event.actors],
        "targets": [actor_row(target) for target in event.targets],
        "place": place_row(event.place) if event.place else None,
        "time": _time_row(event.time),
        "claims": list(event.members),
        "reports": event.reports,
        "independent": event.independent,
        "state": event.state.value,
        "review": ReviewState.CORRECTED.value if event.state is FindingState.HUMAN else UNREVIEWED,
    }


def toll_row(toll: Toll) -> Json:
    """Describe a toll."""
    return {
        "id": toll.id,
        "group": actor_row(toll.group) if toll.group else None,
        "harm": toll.harm,
        "scope": toll.scope.value,
        "place": place_row(toll.place) if toll.place else None,
        "time": _time_row(toll.time),
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "state": toll.state.value,
        "basis": toll.basis,
        "policy": toll.policy,
        "independent": toll.independent,
        "support": list(toll.support),
        "against": list(toll.against),
        "within": list(toll.within),
        "status": toll.status,
        "event": toll.event,
        "addends": list(toll.addends),
        "floor": toll.floor,
        "inconsistent": list(toll.inconsistent),
        "contributions": [_contribution_row(one) for one in toll.contributions],
        "readings": [
            {"policy": one.policy, "low": one.low, "best": one.best, "high": one.high} for one in toll.readings
        ],
    }


def _contribution_row(one: Contribution) -> Json:
    return {
        "claim": one.claim,
        "voice": one.voice,
        "low": one.low,
        "high": one.high,
        "stake": one.stake,
        "parts": list(one.parts),
    }


def toll_by_policy(row: Json, policy: str) -> Json:
    """Return a toll with the numbers that a policy makes of it; what people set stays."""
    readings = row.get("readings")
    found = next((one for one in readings if one["policy"] == policy), None) if isinstance(readings, list) else None
    if found is None or row["state"] == FindingState.HUMAN:
        return row
    return {**row, **found}


def control_row(control: Control) -> Json:
    """Describe an interval of a place's timeline."""
    return {
        "id": control.id,
        "place": place_row(control.place),
        "from": control.since,
        "from_earliest": control.since_earliest,
        "to": control.until,
        "last_told": control.last_told,
        "state": control.state.value,
        "holder": actor_row(control.holder) if control.holder else None,
        "share": control.share,
        "basis": control.basis,
        "independent": control.independent,
        "confidence": control.confidence,
        "support": list(control.support),
        "against": list(control.against),
        "implied": list(control.implied),
    }


def finding_row(finding: Finding) -> Json:
    """Describe a finding."""
    return {
        "id": finding.id,
        "subject": finding.subject,
        "field": finding.field,
        "value": finding.value,
        "low": finding.low,
        "high": finding.high,
        "state": finding.state.value,
        "support": list(finding.support),
        "against": list(finding.against),
        "independent": finding.independent,
        "policy": finding.policy,
        "sentence": finding.sentence,
        "decision": finding.decision,
        "inconsistent": list(finding.inconsistent),
    }
