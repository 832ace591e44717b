"""The row types of pack parts: what a line of each pack table holds.

Each type names its part. CSV parts live in `<part>.csv`, YAML parts in `<part>.yml` or `<part>/*.yml` (a list of
items). Lists in a CSV cell are parted by `|`; an empty cell is the field's default. `KEY` names the field that tells
rows apart (a later pack's row takes the place of an earlier one's); fields in `REFERS` hold keys of other parts' rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sijil.records import ClaimKind, Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A claim type with its codes in other schemes (`core/events.yml`)."""

    PART: ClassVar[str] = "events"
    KEY: ClassVar[str] = "name"
    name: str
    kind: ClaimKind
    title: str
    acled: str | None = None
    ucdp: str | None = None
    plover: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A named list of words or phrases (lower case lemmas), used by rules and by code (`lexicon.yml`)."""

    PART: ClassVar[str] = "lexicon"
    KEY: ClassVar[str] = "name"
    name: str
    note: str = ""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord:
    """A number word and its value; `kind` is unit, ten or scale (`numbers.csv`)."""

    PART: ClassVar[str] = "numbers"
    word: str
    value: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A phrase that bounds a number, or stands for one itself if it has no number behind it (`hedges.csv`)."""

    PART: ClassVar[str] = "hedges"
    phrase: str
    qualifier: Qualifier
    low: int | None = None
    high: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence with what a rule must find in it.

    Attributes:
        text: The sentence.
        type: The claim type, where it is not the rule's own.
        roles: For each role, words that its first mention must contain.
        figures: Each as "harm low high", `-` for an open bound.
        stance: The stance, where it is not asserted.
    """

    text: str
    type: str | None = None
    roles: dict[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A trigger with its roles (`rules/*.yml`); the slots are explained in docs/packs.md.

    Attributes:
        id: Unique name.
        type: Claim type.
        trigger: Lemmas or phrases that call the rule; the first word of a phrase is its head.
        tag: VERB (participles too) or NOUN (proper nouns too).
        roles: For each role (actor, target, place), the slots it may come from, in order of preference.
        where: For each slot, the kinds of filler it must have; with `?` behind the slot only if it is filled;
            `!kind` excludes.
        bare: For nouns: whether the noun is a claim without a verb, time or figure that anchors it.
        kind: Overrides the type's kind.
        harm: The harm of a figure in the slots `counted`.
        counted: Slots whose number is a figure.
        weapon: Slots that name the weapon.
        score: How sure the rule is, 0 to 1.
        examples: Sentences in which the rule must fire, with what it finds.
        not_examples: Sentences in which it must not.
    """

    PART: ClassVar[str] = "rules"
    KEY: ClassVar[str] = "id"
    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = {"type": ("events",)}
    id: str
    type: str
    trigger: tuple[str, ...]
    tag: str = "VERB"
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bare: bool = False
    kind: ClaimKind | None = None
    harm: str | None = None
    counted: tuple[str, ...] = ()
    weapon: tuple[str, ...] = ()
    score: float = 0.8
    examples: tuple[Example, ...] = ()
    not_examples: tuple[str, ...] = ()

    @property
    def harms_people(self) -> bool:
        """Tell whether the rule counts people who suffered (strikes and aircraft are things)."""
        return self.harm is not None and self.harm not in {"strikes", "aircraft"}


# -- registers ---------------------------------------------------------------------------------------------------------
# A row's `source` is where it was read, with its date; an empty one means that the row is unverified: written from
# memory, without a foreign id, and never ranked above a sourced row.


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An organised actor (`actors.csv`).

    Attributes:
        id: Unique readable id.
        name: The name that is printed.
        aliases: Other names under which it alone is known anywhere.
        called: Names that mean it only in reports about its country ("the army", "unity government").
        kind: state, military, police, government, rebel, jihadist, militia, coalition, un, private, political or
            observer.
        country: ISO 3166 alpha-3 code of the country it belongs to or mostly acts in.
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
    """A state as an actor (`nationalities.csv`): its names, adjectives and the seats that stand for its government."""

    PART: ClassVar[str] = "nationalities"
    KEY: ClassVar[str] = "id"
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
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
    """A country on the map (`countries.csv`, made by tools/make_gazetteer.py); degrees WGS84, radius in kilometres."""

    PART: ClassVar[str] = "countries"
    KEY: ClassVar[str] = "id"
    id: str
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
    """A first-order region by name (`regions.csv`); its middle and radius come from the towns of the gazetteer.

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
        kind: town, district, airport, port, facility, camp, road, area, region, sea.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """A named list of the words of time expressions, each with its value (`timewords.yml`); rules use it as `{name}`.

    Attributes:
        name: Unique name; a list that bears the name of a field (`month`, `count`) gives its value to that field.
        words: Word or phrase (lower case) to value; a space stands for any white space.
        pattern: Regular expression of further words, tried first; `{other}` stands for another list.
        normaliser: How a matched word becomes a value: table, integer, number (words add up) or year.
        cased: Words that count only with a capital letter ("May", "March").
        note: What the list is for.
    """

    PART: ClassVar[str] = "timewords"
    KEY: ClassVar[str] = "name"
    name: str
    words: dict[str, str] = field(default_factory=dict)
    pattern: str = ""
    normaliser: str = "table"
    cased: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExample:
    """A sentence, the time expression in it, and the days that it means.

    Attributes:
        text: The sentence.
        finds: The words of the expression with its preposition; empty = nothing must be found.
        published: ISO day of publication; None = unknown.
        tense: past, present or future; None = not known.
        interval: The days meant: one ISO day, `first/last`, `../last`, `first/..`, or `unknown`.
    """

    text: str
    finds: str = ""
    published: str | None = None
    tense: str | None = None
    interval: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One form of time expression (`times.yml`); rules are tried in order, the first that fits wins.

    Attributes:
        id: Unique name.
        form: What the words mean; the forms are listed in docs/times.md. `none` guards words that are no time.
        pattern: Regular expression on lower-case text; a space stands for white space, `{list}` for a list of
            `timewords.yml`, `{list:field}` for a list whose value goes to another field.
        sets: Fields that the rule sets itself.
        needs: What must stand beside the words: `lead` (a preposition such as "in" or a part such as "early"), `part`
            or `company` (a lead or another time expression that it joins); empty = nothing.
        examples: Sentences with what must be found.
    """

    PART: ClassVar[str] = "times"
    KEY: ClassVar[str] = "id"
    id: str
    form: str
    pattern: str
    sets: dict[str, str] = field(default_factory=dict)
    needs: str = ""
    examples: tuple[TimeExample, ...] = ()


# -- read --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRow:
    """Cues of what on a page is not the report, or says when and by whom it was published (`furniture.yml`).

    Attributes:
        name: Unique name.
        effect: What a match means. `drop`: the paragraph is furniture; `end`: the article ends here; `source`: the
            same, and the line names the agency; `credit`: the paragraph is a caption up to here; `tail`: cut from the
            end of a paragraph; `published`, `updated`, `dated`: words of a date line; `byline`: a line that names the
            author; `label`: no dateline; `meta_published`, `meta_title`, `meta_outlet`, `meta_byline`: names of HTML
            meta tags.
        match: `line` (the whole paragraph), `start`, `inside`, `pattern` (regular expression on the whole paragraph),
            all in lower case; `end`: regular expressions on the end of the paragraph as printed.
        words: Phrases or patterns.
        note: What the cue is for.
    """

    PART: ClassVar[str] = "furniture"
    KEY: ClassVar[str] = "name"
    name: str
    effect: str
    match: str
    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """A news agency with the names that bylines, datelines and source lines give it (`agencies.csv`)."""

    PART: ClassVar[str] = "agencies"
    KEY: ClassVar[str] = "name"
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRow:
    """A language with its commonest words, lower case (`languages.yml`).

    `letters` is a regular-expression character class of its script; empty for the Latin script.
    """

    PART: ClassVar[str] = "languages"
    KEY: ClassVar[str] = "code"
    code: str
    name: str
    letters: str = ""
    words: tuple[str, ...]
