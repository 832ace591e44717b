"""What each claim says of a place: that somebody holds it, left it, or that it is contested or besieged.

A claim about a place also bears on those that lie in it and on those that it lies in: who holds a city holds its
districts, unless more is known of them, and a city of which a district is fought over is not all held. Who is left
with a last stronghold holds nothing else there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijil.days import to_ordinal
from sijil.records import ControlState, Gist, How, Party, Place, Stance, canonical
from sijil.voices import are_related

TAKES, LEAVES, HOLDS = "territory_gained", "territory_left", "control"
STATES = {"contested": ControlState.CONTESTED, "siege": ControlState.BESIEGED}
TYPES = frozenset({TAKES, LEAVES, HOLDS, *STATES})
UNREAL = frozenset({Stance.ORDERED, Stance.THREATENED, Stance.HYPOTHETICAL})
WHOLES = frozenset({"town", "city", "district", "village"})
"""Kinds of places that are small enough to be held as a whole, so that their parts are held too."""
UNHELD = frozenset({"country", "continent", "sea"})
"""Kinds of places that have no timeline."""
UNDATED = "9999"
NOBODY = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one claim says of one place.

    Attributes:
        gist: The claim.
        place: The place that it bears on; None for what is only said of a part of it.
        state: Held, contested or besieged.
        holder: Who holds it, or is besieged in it, or holds a part of it.
        first: Earliest day from which it may be so.
        start: Day from which it is so.
        end: Last day that the claim speaks of.
        implied: Whether the claim is about a larger place, a part, or a last stronghold elsewhere.
    """

    gist: Gist
    place: Place | None
    state: ControlState
    holder: Party | None = None
    first: str | None = None
    start: str | None = None
    end: str | None = None
    implied: bool = False

    @property
    def holder_key(self) -> str:
        """The holder, in a comparable form."""
        return self.holder.key if self.holder else NOBODY

    @property
    def is_held(self) -> bool:
        """Whether the claim says that its holder holds the place."""
        return self.state is ControlState.HELD and self.is_asserted and not self.is_leaving

    @property
    def is_holding_on(self) -> bool:
        """Whether the claim says that somebody holds on to an uncounted part of the place."""
        return self.gist.type == HOLDS and self.is_asserted and self.gist.share is None

    @property
    def is_taking(self) -> bool:
        """Whether the claim tells of a change, not of a state."""
        return self.gist.type == TAKES

    @property
    def is_leaving(self) -> bool:
        """Whether the claim tells that its actor left."""
        return self.gist.type == LEAVES

    @property
    def is_uncertain(self) -> bool:
        """Whether it is so on one of several days, of which nobody says which."""
        return self.first is not None and self.first != self.start

    @property
    def told(self) -> str | None:
        """The day from which it is so, or else on which it is said."""
        return self.start or self.gist.said

    @property
    def likely(self) -> int:
        """The day to weigh it for, as an ordinal: of an uncertain state the middle one, of a change the last."""
        start = to_ordinal(self.start or "")
        if self.first is None or self.gist.type in {TAKES, LEAVES}:
            return start
        return (to_ordinal(self.first) + start) // 2

    @property
    def is_asserted(self) -> bool:
        """Whether the claim is asserted, not denied or doubted."""
        return self.gist.stance is Stance.ASSERTED

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Where the mark stands among those of its place."""
        return self.start or UNDATED, self.end or UNDATED, self.holder_key, self.gist.claim


def place_key(place: Place | None) -> str:
    """Name a place by its id, else by its name."""
    return (place.id or place.name.casefold()) if place else NOBODY


def places_of(gist: Gist) -> tuple[Place, ...]:
    """Return the places that a claim is about: its own, and those of which it says the same."""
    return ((gist.place, *gist.beside) if gist.place else ()) if gist.type in TYPES else ()


def is_of_control(gist: Gist) -> bool:
    """Tell whether a claim says who holds a place that can be held; countries are too large, and nobody holds a sea."""
    place = gist.place if gist.type in TYPES and gist.stance not in UNREAL else None
    return place is not None and place.kind not in UNHELD


def read_marks(gists: Iterable[Gist], block: str) -> Iterator[Mark]:
    """Yield what some claims say of one place, in no order; `block` is its key."""
    own = [gist for gist in gists if any(place_key(place) == block for place in places_of(gist))]
    whole = min((gist.places for gist in own if place_key(gist.place) == block), default=())
    for gist in gists:
        place = next((one for one in places_of(gist) if place_key(one) == block), None)
        if place is not None:
            yield from _direct(gist, place)
        elif block in gist.places[1:]:
            yield from _from_part(gist)
        elif gist.stance is Stance.ASSERTED:
            yield from _from_whole(gist, whole, _place_of(own, block))


def _place_of(gists: Iterable[Gist], block: str) -> Place | None:
    found = [place for gist in gists for place in places_of(gist) if place_key(place) == block]
    return min(found, key=rank_place, default=None)


def rank_place(place: Place) -> tuple[str, str, bytes]:
    """Order what claims make of one place, whatever the order of the claims."""
    return place.surface, place.how, canonical(place)


def _direct(gist: Gist, place: Place) -> Iterator[Mark]:
    """Yield what a claim says of a place that it names, for the holder that it names."""
    first, start, end = _days(gist)
    is_part = gist.partial or gist.share is not None
    if gist.type in STATES:
        holder = next(iter(gist.targets), None) if gist.type == "siege" else None
        yield Mark(gist=gist, place=place, state=STATES[gist.type], holder=holder, first=first, start=start, end=end)
    elif is_part and gist.type != LEAVES:
        contested, holder = ControlState.CONTESTED, next(iter(gist.actors), None)
        yield Mark(gist=gist, place=place, state=contested, holder=holder, first=first, start=start, end=end)
    elif not is_part:
        for actor in gist.actors[:1]:
            held = ControlState.HELD
            yield Mark(gist=gist, place=place, state=held, holder=actor, first=first, start=start, end=end)


def _from_part(gist: Gist) -> Iterator[Mark]:
    """Yield what a claim about a part says of the whole: that it is not all held while the part is contested."""
    first, start, end = _days(gist)
    if gist.type == "contested" and gist.stance is Stance.ASSERTED and start is not None:
        contested = ControlState.CONTESTED
        yield Mark(gist=gist, place=None, state=contested, first=first, start=start, end=end, implied=True)


def _from_whole(gist: Gist, chain: Sequence[str], place: Place | None) -> Iterator[Mark]:
    """Yield what a claim about a larger place, or about a last stronghold in it, says of a place that lies there."""
    first, start, end = _days(gist)
    if start is None or place is None:
        return
    if gist.last_of in chain[1:]:
        holder = next(iter(gist.foes), None)
    elif gist.type in {TAKES, HOLDS} and place_key(gist.place) in chain[1:] and is_whole(gist):
        holder = next((actor for actor in gist.actors if actor.id), None)
    else:
        return
    if holder is not None:
        held = ControlState.HELD
        yield Mark(gist=gist, place=place, state=held, holder=holder, first=first, start=start, end=end, implied=True)


def is_whole(gist: Gist) -> bool:
    """Tell whether a claim speaks of all of a place that has parts which are held with it."""
    return not gist.partial and gist.share is None and gist.place is not None and gist.place.kind in WHOLES


def _days(gist: Gist) -> tuple[str | None, str | None, str | None]:
    """Return the first day on which it may be so, the day from which it is, and the last day that is spoken of.

    A taking is done by the last day of its time; a state of which no time is known holds on the day it is said, and one
    whose time was inferred on some day of it, at the latest on the last.
    """
    time = gist.time
    if gist.type in {TAKES, LEAVES}:
        day = (time.latest or time.earliest) if time else None
        return (time.earliest if time else None), day, day
    if time is None:
        return gist.said, gist.said, gist.said
    if time.how is How.INFERRED and time.latest:
        return time.earliest, time.latest, time.latest
    first = time.earliest or time.latest
    return first, first, time.latest or time.earliest


# -- who is who --------------------------------------------------------------------------------------------------------


def is_one_holder(first: Party | None, second: Party | None) -> bool:
    """Tell whether two holders are one, or one is part of the other."""
    if first is None or second is None:
        return first is second
    return _plain(first) == _plain(second) or are_related(first.line, second.line)


def _plain(party: Party) -> str:
    """Return the key of a party; one that no register knows is the same in the singular and plural."""
    return party.key if party.id else party.key.removesuffix("s")


def find_families(holders: Iterable[Party]) -> Mapping[str, str]:
    """Return for each holder the smallest key among all that it is joined to by being one or part of the other."""
    parties = {holder.key: holder for holder in holders}
    family = {key: key for key in parties}
    for one in sorted(parties):
        for other in sorted(parties):
            if one < other and is_one_holder(parties[one], parties[other]):
                old, new = sorted((family[one], family[other]), reverse=True)
                family = {key: new if name == old else name for key, name in family.items()}
    return family


# -- runs of days ------------------------------------------------------------------------------------------------------


def cut_runs(marks: Sequence[Mark], lull: int) -> Iterator[list[Mark]]:
    """Cut marks where more than `lull` days without any lie between; undated ones are a run of their own."""
    undated = [mark for mark in marks if mark.start is None]
    run: list[Mark] = []
    until = ""
    for mark in sorted((mark for mark in marks if mark.start), key=lambda mark: mark.order):
        if run and mark.start and to_ordinal(mark.start) > to_ordinal(until) + lull:
            yield run
            run, until = [], ""
        run.append(mark)
        until = max(until, mark.end or "")
    yield from (one for one in (run, undated) if one)
