"""What a cluster of claims is as an event: its type, who, where, when, and whether the claims agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from sijil.link.event_days import merge_times, say_when
from sijil.link.features import compare_figures, compare_parties, is_vast
from sijil.records import (
    Actor,
    ClaimKind,
    Event,
    Finding,
    FindingState,
    Gist,
    How,
    Party,
    Place,
    Stance,
)
from sijil.voices import Origins, are_related, count_reports, independent_voices

UNKNOWN_DAY = "9999"


def is_happening(gist: Gist) -> bool:
    """Tell whether a claim says that something happened, so that it may found an event."""
    return gist.kind is ClaimKind.EVENT and gist.stance is not Stance.DENIED


def make_event(gists: Sequence[Gist], origins: Origins) -> Event | None:
    """Describe a cluster; None where nobody asserts that anything happened.

    Args:
        gists: The members.
        origins: Copies among the reports.
    """
    happenings = [gist for gist in gists if is_happening(gist)]
    if not happenings:
        return None
    asserted = [gist for gist in gists if gist.stance is Stance.ASSERTED]
    founding = min(happenings, key=lambda gist: ((gist.time and gist.time.earliest) or UNKNOWN_DAY, gist.standing))
    against = tuple(sorted(gist.claim for gist in gists if gist.stance is not Stance.ASSERTED))
    told = asserted or happenings
    independent = len(independent_voices(told, origins))
    is_borne_out = independent > 1 and count_reports(told, origins) > 1
    return Event(
        founding=founding.claim,
        members=tuple(sorted(gist.claim for gist in gists)),
        against=against,
        type=_choose_type(happenings, founding),
        actors=merge_parties([gist.actors for gist in happenings]),
        targets=merge_parties([gist.targets for gist in happenings]),
        place=choose_place(happenings),
        time=merge_times([gist.time for gist in gists if gist.time and gist.time.how is not How.UNKNOWN]),
        reports=len({gist.report for gist in gists}),
        independent=independent,
        state=_judge(asserted, is_borne_out=is_borne_out, contradicted=bool(against)),
    )


def _choose_type(happenings: Sequence[Gist], founding: Gist) -> str:
    """Choose the type that most claims have; of equal ones that of the founding claim, then the first by name."""
    counted = Counter(gist.type for gist in happenings)
    return min(counted, key=lambda name: (-counted[name], name != founding.type, name))


def merge_parties(named: Iterable[Sequence[Party]]) -> tuple[Actor, ...]:
    """Return the actors, the most often named first; those of no register only where no other is named.

    Of one and a part of it, which claims name in each other's stead, that which more name is listed, or else the part.

    Args:
        named: The actors of each claim.
    """
    claims = [tuple(parties) for parties in named]
    counted = Counter(party for parties in claims for party in parties)
    known = [party for party in counted if party.id]
    beside = {(one.key, other.key) for parties in claims for one in parties for other in parties}
    chosen: dict[str, Party] = {}
    for party in sorted(known or counted, key=lambda one: (-counted[one], -len(one.line), one.key)):
        others = [other for other in chosen.values() if are_related(party.line, other.line)]
        if all((party.key, other.key) in beside for other in others):
            chosen[party.key] = party
    return tuple(Actor(id=party.id, name=party.name, kind=None, surface=party.name) for party in chosen.values())


def choose_place(gists: Sequence[Gist]) -> Place | None:
    """Choose the smallest place that is named, of equal ones that of most claims."""
    places = [gist.place for gist in gists if gist.place]
    counted = Counter((place.id, place.name) for place in places)
    return min(
        places,
        key=lambda place: (
            is_vast(place),
            place.radius_km if place.radius_km is not None else float("inf"),
            -counted[place.id, place.name],
            place.id or "",
            place.name,
            place.surface,
        ),
        default=None,
    )


def _judge(asserted: Sequence[Gist], *, is_borne_out: bool, contradicted: bool) -> FindingState:
    """Tell whether members agree: on whether it happened, who did it, and how many suffered."""
    if contradicted or any(_differ(a, b) for a, b in combinations(asserted[:50], 2)):
        return FindingState.DISPUTED
    return FindingState.AGREED if is_borne_out else FindingState.SINGLE


def _differ(first: Gist, second: Gist) -> bool:
    """Tell whether two claims of one event name other doers or numbers."""
    figures = compare_figures(first, second)
    doers = compare_parties(first.actors, second.actors) if first.type == second.type != "armed_clash" else None
    return (figures is not None and figures < 0) or doers == -1


def make_finding(event: Event, gists: Mapping[str, Gist], titles: Mapping[str, str], origins: Origins) -> Finding:
    """Say what the claims of an event amount to."""
    support = tuple(claim for claim in event.members if claim not in event.against)
    voices = independent_voices([gists[claim] for claim in support or event.members], origins)
    return Finding(
        subject=event.id,
        field="happened",
        value=event.type,
        low=None,
        high=None,
        state=event.state,
        support=support,
        against=event.against,
        independent=event.independent,
        policy="cautious",
        sentence=_sentence(event, titles, [gists[claim] for claim in event.members], len(voices)),
    )


def _sentence(event: Event, titles: Mapping[str, str], gists: Sequence[Gist], voices: int) -> str:
    """Say an event in English."""
    who = " and ".join(actor.name for actor in event.actors) or "an unnamed actor"
    whom = f" against {' and '.join(actor.name for actor in event.targets)}" if event.targets else ""
    where = f" at {event.place.name}" if event.place else ""
    names = "; ".join(sorted({gist.voice_name for gist in gists if gist.claim not in event.against})[:5])
    count = f"{voices} independent voice{'s' * (voices != 1)} ({names})" if names else "nobody without doubt"
    doubt = f"; {len(event.against)} claim{'s' * (len(event.against) != 1)} deny or doubt it" if event.against else ""
    title = titles.get(event.type, event.type)
    return f"{title} by {who}{whom}{where}{say_when(event.time)}said by {count}{doubt}."
