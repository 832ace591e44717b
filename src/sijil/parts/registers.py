"""Row types of the registers: actors, people, states, and places on the map.

A row's `source` is where it was read, with its date; an empty one means that the row is unverified: written from
memory, and without a foreign id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An organised actor (`actors.csv`).

    Attributes:
        id: Unique readable id.
        name: The name that is printed.
        aliases: Other names under which it alone is known anywhere.
        called: Names that mean it only in reports about its country ("the army", "unity government").
        kind: state, military, police, security (forces of more than one kind), government, rebel, jihadist, militia,
            coalition, un, private, political or observer.
        country: ISO 3166 alpha-3 code of the country it belongs to or mostly acts in.
        also: Codes of further countries in whose reports it is `called` so; a state's own force without such names is
            meant there by "the army" or "the police".
        parent: Id of the actor that it is part of.
        side: A word shared by those who fight on one side of a conflict.
        valid_from: ISO year, month or day from which it exists.
        valid_to: ISO year, month or day up to which it exists.
        source: Where the row was read; empty = unverified.
    """

    PART: ClassVar[str] = "actors"
    KEY: ClassVar[str] = "id"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    kind: str
    country: str | None = None
    also: tuple[str, ...] = ()
    parent: str | None = None
    side: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A public figure in an office (`people.csv`): one row per office, so that a person's party has its dates.

    Attributes:
        id: Unique readable id of the row.
        name: The name that is printed.
        aliases: Other spellings; a surname stands here only where it names this person alone.
        party: Id of the actor that the person speaks for or commands.
        office: What the person is.
        country: ISO 3166 alpha-3 code; a bare surname means the person only in reports about this country.
        valid_from: ISO year, month or day of taking office.
        valid_to: ISO year, month or day of leaving it.
        source: Where the row was read; empty = unverified.
    """

    PART: ClassVar[str] = "people"
    KEY: ClassVar[str] = "id"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    party: str
    office: str = ""
    country: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalityRow:
    """A state as an actor (`nationalities.csv`): its names, adjectives and the seats that stand for its government.

    Attributes:
        id: ISO 3166 alpha-3 code; for an authority that few recognise, one of the codes from XAA to XZZ.
        name: The name that is printed.
        aliases: Other names.
        adjectives: Words for what belongs to it and who lives in it.
        metonyms: Seats that stand for its government ("Ankara said").
        within: The country on whose land such an authority is; empty for all others.
        source: Where the row was read; empty = unverified.
    """

    PART: ClassVar[str] = "nationalities"
    KEY: ClassVar[str] = "id"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    within: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """A head noun of actor phrases (`heads.csv`): "troops" are military, "officers" police, "jihadists" jihadist.

    Attributes:
        word: Lower-case lemma or plural.
        kind: Kind of actor that the noun says, or `armed` (any armed group), `person`, `asset` (something owned).
        composes: Whether a nationality before it makes a state force of that kind ("Turkish troops").
        refers: Kinds of named actors that the noun may refer back to ("the militants").
    """

    PART: ClassVar[str] = "heads"
    KEY: ClassVar[str] = "word"
    word: str
    kind: str
    composes: bool = False
    refers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceCue:
    """A word or phrase that the resolving of places and actors turns on (`reference_cues.csv`).

    Attributes:
        word: Lower case.
        kind: What it is a cue of; docs/registers.md lists the kinds.
        value: A number that goes with it: degrees of a bearing, kilometres of a unit, radius of a kind of place.
        precision: UCDP precision that goes with it.
    """

    PART: ClassVar[str] = "reference_cues"
    word: str
    kind: str
    value: float | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """A country on the map (`countries.csv`, made by tools/make_gazetteer.py).

    Attributes:
        id: ISO 3166 alpha-3 code.
        iso2: ISO 3166 alpha-2 code.
        name: The name that is printed.
        capital: Name of the capital.
        lon: Degrees east of a point that stands for it, WGS84; `source` says which.
        lat: Degrees north.
        radius_km: Radius of a disc of its area.
        neighbours: Codes of the countries that border on it.
        geonames: GeoNames id.
        source: Where the row was read.
    """

    PART: ClassVar[str] = "countries"
    KEY: ClassVar[str] = "id"
    FOREIGN: ClassVar[tuple[str, ...]] = ("geonames",)
    id: str
    iso2: str = ""
    name: str
    capital: str = ""
    lon: float
    lat: float
    radius_km: float
    neighbours: tuple[str, ...] = ()
    geonames: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """A first-order region by name (`regions.csv`); its middle and radius are the gazetteer's.

    Attributes:
        id: Unique readable id.
        name: The name that is printed.
        aliases: Other names.
        country: ISO 3166 alpha-3 code.
        seat: A large town of the region, or its code in GeoNames, by which the gazetteer finds it.
        source: Where the row was read; empty = unverified.
    """

    PART: ClassVar[str] = "regions"
    KEY: ClassVar[str] = "id"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str
    seat: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place written by hand (`places.csv`): district, facility, area, or the usual name of a town.

    Attributes:
        id: Unique readable id.
        name: The name that is printed.
        aliases: Other spellings.
        kind: town, district, airport, port, facility, camp, road, area, region, sea, continent.
        country: ISO 3166 alpha-3 code; empty for seas and areas of several countries.
        parent: Id of the place that it lies in.
        lon: Degrees east, WGS84; empty = unknown.
        lat: Degrees north.
        radius_km: Distance within which the place lies from the point, at most.
        precision: UCDP precision, 1 (exact) to 7.
        geonames: GeoNames id of the same place, where a source gives it.
        source: Where the row was read; empty = unverified.
    """

    PART: ClassVar[str] = "places"
    KEY: ClassVar[str] = "id"
    FOREIGN: ClassVar[tuple[str, ...]] = ("geonames",)
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str
    country: str | None = None
    parent: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_km: float | None = None
    precision: int | None = None
    geonames: int | None = None
    source: str = ""
