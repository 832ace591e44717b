"""Outlets that report a war: what each prints on which day, what it copies, and the rows of the gist stage."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.war.settings import Setting
from benchmarks.war.telling import Figure, Said, Speaker, Teller, official
from benchmarks.war.world import CIVILIANS, CONTESTED, SIDES, Happening, World, country, day_of, months

from sijil.link.gists import make_sketch
from sijil.records import Block, Gist, How, PassageKind, Profile, Published, Report, Sketch, make_id

SENTENCE = 20
"""Words of a sentence of the texts."""
LANGUAGE = 20_000
"""Words of the language."""
FILLERS = 6
"""Sentences of a text that make no claim."""
AGENCIES = 2
KEPT = 0.85
"""Share of a text's claims that a copy keeps (an assumption)."""
UNCHANGED = 0.6
"""Share of the words of a text that a rewrite keeps (an assumption)."""
MANY_DEAD = 10


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; `side` is the side that it favours, "" = none; an agency's texts are signed by it."""

    name: str
    side: str
    is_agency: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One report: its outlet, day, claims and sentences (the words of each claim, then fillers)."""

    outlet: Outlet
    day: int
    said: tuple[Said, ...]
    sentences: tuple[tuple[str, ...], ...]
    agency: str | None


@dataclass(slots=True)
class Press:
    """What stages are given, and what is true of it.

    Attributes:
        gists: The claims.
        texts: What stages compare of the texts of the reports: their sketches and profiles.
        about: For each claim that may be a member of an event, what it is about.
        figures: For each claim, what its figures are about.
        published: For each report its day.
        copies: For each report that is a copy, what it copies.
    """

    gists: list[Gist] = field(default_factory=list)
    texts: list[Sketch | Profile] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    figures: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    published: dict[str, int] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)


def print_reports(world: World, seed: int) -> Press:
    """Let the outlets report a war; the same for the same war and seed."""
    dice = random.Random(f"press {world.setting.name} {seed}")  # noqa: S311  # the same reports on every run
    outlets = make_outlets(world.setting)
    press = Press()
    printed: dict[str, list[tuple[Page, str]]] = {}
    for (day, city, name), told in sorted(_stories(world, outlets, dice).items()):
        outlet = next(one for one in outlets if one.name == name)
        recent = [(page, rid) for page, rid in printed.get(city, []) if day - 1 <= page.day <= day]
        if recent and dice.random() < world.setting.copies:
            source, first = dice.choice(recent)
            report = _keep(press, _copy(source, outlet, day, world.setting, dice), len(press.published))
            press.copies[report] = first
            continue
        page = _write(world, outlet, day, city, told, dice)
        report = _keep(press, page, len(press.published))
        printed.setdefault(city, []).append((page, report))
    _publish_months(world, press, dice)
    return press


def make_outlets(setting: Setting) -> tuple[Outlet, ...]:
    """Return the outlets: agencies first, then by turns those of each side and of none."""
    sides = (*SIDES, "")
    return tuple(
        Outlet(f"outlet{number:02}", "" if number < AGENCIES else sides[number % len(sides)], number < AGENCIES)
        for number in range(setting.outlets)
    )


def _stories(
    world: World, outlets: Sequence[Outlet], dice: random.Random
) -> dict[tuple[int, str, str], list[Happening]]:
    """Choose which outlet reports which happenings of a city's surroundings on which day."""
    setting = world.setting
    found: dict[tuple[int, str, str], list[Happening]] = {}
    lags = range(len(setting.lag))
    for what in world.happenings:
        weight = min(1.0, 0.3 + what.total / MANY_DEAD) if what.type != "territory_gained" else 1.0
        for outlet in outlets:
            if dice.random() >= setting.reach * weight * (2 if outlet.is_agency else 1):
                continue
            days = [what.day + dice.choices(lags, setting.lag)[0]]
            if dice.random() < setting.follow_up:
                days.append(days[0] + dice.randrange(1, 4))
            for day in days:
                found.setdefault((day, world.areas[what.place].city, outlet.name), []).append(what)
    return found


# -- one report --------------------------------------------------------------------------------------------------------


def _write(world: World, outlet: Outlet, day: int, city: str, told: Sequence[Happening], dice: random.Random) -> Page:
    """Write a report of some happenings, and of who holds what there."""
    last = min(day, world.setting.days - 1)
    teller = Teller(world, day, dice)
    said: list[Said] = []
    for what in told:
        said += _tell(teller, what, outlet)
    said += _say_who_holds(teller, outlet, city, last)
    return Page(outlet, day, tuple(said), _put_into_words(said, dice), outlet.name if outlet.is_agency else None)


def _tell(teller: Teller, what: Happening, outlet: Outlet) -> Iterator[Said]:
    """Yield what a report says of one happening, with the denial of the party that it shames."""
    sides = tuple(filter(None, [what.actor.partition("-")[0], what.target]))
    if what.type == "territory_gained":
        speaker = _speaker(teller, outlet, sides)
        for _ in range(2 if teller.chance(0.5) else 1):
            yield teller.take(what.place, what.actor, speaker, what.day, f"h{what.number}")
        shamed = what.target
    else:
        yield from teller.tell(what, _speaker(teller, outlet, sides))
        shamed = what.actor.partition("-")[0] if what.dead.get(CIVILIANS) else None
    if shamed and teller.chance(teller.setting.denial):
        yield teller.deny(what, shamed)


def _speaker(teller: Teller, outlet: Outlet, sides: Sequence[str]) -> Speaker:
    """Choose who says it: the spokesman of a side that takes part, a named or unnamed source, or the outlet itself."""
    setting = teller.setting
    if teller.chance(setting.partisan):
        is_own = outlet.side in sides and teller.chance(setting.loyal)
        return official(outlet.side if is_own else teller.dice.choice(sides))
    draw = teller.dice.random()
    if draw < 0.25:  # noqa: PLR2004  # an assumption
        return Speaker("speaker:hospital", "hospital")
    if draw < 0.4:  # noqa: PLR2004  # an assumption
        return Speaker("unnamed:", "a witness")
    interest = outlet.side if teller.chance(setting.loyal) else ""
    return Speaker(f"outlet:{outlet.name}", outlet.name, interest, is_cited=False)


def _say_who_holds(teller: Teller, outlet: Outlet, city: str, day: int) -> Iterator[Said]:
    """Yield a report's claims of who holds the city and places near it: background, progress, what is not yet so."""
    world, setting = teller.world, teller.setting
    known = max(0, day - teller.dice.choices(range(len(setting.lag)), setting.lag)[0])
    for place in [city, *world.near[city]]:
        is_news = world.label(place, known) == CONTESTED
        if teller.chance(0.3 if is_news or place == city else 0.05):
            sides = [world.holders[place][known], *filter(None, [world.attackers[place][known]])]
            yield teller.hold(place, _speaker(teller, outlet, sides), known)
    attacker = world.attackers[city][known] or world.besieged[city][known]
    if not attacker or outlet.side not in {attacker, ""}:
        return
    if teller.chance(0.3):
        yield teller.nibble(city, attacker, official(attacker), known)
    fought = [place for place in [city, *world.near[city]] if world.attackers[place][known]]
    is_hasty = random.Random(f"{city} {setting.name} hasty").random() < setting.premature  # noqa: S311  # by the city
    if fought and ((is_hasty and teller.chance(0.05)) or teller.chance(setting.invented)):
        place = teller.dice.choice(fought)
        yield teller.take(place, attacker, official(attacker), known, f"fiction {place} {attacker}")


def _publish_months(world: World, press: Press, dice: random.Random) -> None:
    """Let a monitor and each side say after each month how many were killed in it, in a city and in the country."""
    monitor = Outlet("monitor", "", is_agency=False)
    for month, first, last in months(world):
        dead = count_month(world, first, last)
        said = []
        teller = Teller(world, last + dice.randrange(1, 4), dice)
        for (place, group), number in sorted(dead.items()):
            area = country() if place == country().place.name else world.areas[place]
            speakers = [Speaker("speaker:monitor", "monitor")]
            speakers += [official(side) for side in SIDES if group in SIDES and dice.random() < 0.5]  # noqa: PLR2004
            said += [teller.sum_up(month, (first, last), (group, number), area, speaker) for speaker in speakers]
        page = Page(monitor, teller.day, tuple(said), _put_into_words(said, dice), None)
        _keep(press, page, len(press.published))


def count_month(world: World, first: int, last: int) -> dict[tuple[str, str], int]:
    """Return the dead of each side and of civilians from one day to another, by city and in the country."""
    dead: dict[tuple[str, str], int] = {}
    for what in world.happenings:
        if first <= what.day <= last:
            for group, number in what.dead.items():
                for place in (world.areas[what.place].city, country().place.name):
                    dead[place, group] = dead.get((place, group), 0) + number
    return dead


# -- copies and rows ---------------------------------------------------------------------------------------------------


def _put_into_words(said: Sequence[Said], dice: random.Random) -> tuple[tuple[str, ...], ...]:
    """Return a text: a sentence for each claim with its place, type and rarer words, then sentences of no claim."""
    claims = [(one.gist.type, *one.gist.places[:1], *one.gist.words) for one in said]
    return tuple(_fill(words, dice) for words in (*claims, *[()] * FILLERS))


def _fill(words: Sequence[str], dice: random.Random) -> tuple[str, ...]:
    """Make a sentence of some words and others, in any order."""
    sentence = [*words, *(_word(dice) for _ in range(SENTENCE - len(words)))]
    dice.shuffle(sentence)
    return tuple(sentence)


def _word(dice: random.Random) -> str:
    """Return a word of the language, common ones oftener (Zipf's law)."""
    return f"w{int(LANGUAGE ** dice.random())}"


def _copy(page: Page, outlet: Outlet, day: int, setting: Setting, dice: random.Random) -> Page:
    """Print another outlet's text with a few sentences less, or rewrite it: other words, another order."""
    kept = [number for number in range(len(page.said)) if dice.random() < KEPT] or [0]
    said = [_retell(page.said[number], page.outlet, outlet) for number in kept if number < len(page.said)]
    rest = [number for number in range(len(page.said), len(page.sentences)) if dice.random() < KEPT]
    sentences = [page.sentences[number] for number in (*kept, *rest)]
    if dice.random() < setting.rewrites:
        dice.shuffle(sentences)
        sentences = [tuple(word if dice.random() < UNCHANGED else _word(dice) for word in one) for one in sentences]
    return replace(page, outlet=outlet, day=day, said=tuple(said), sentences=tuple(sentences))


def _retell(said: Said, source: Outlet, outlet: Outlet) -> Said:
    """Return a claim as a copy makes it: what its source said itself, the copy says itself."""
    if said.gist.voice != f"outlet:{source.name}":
        return said
    gist = replace(said.gist, voice=f"outlet:{outlet.name}", voice_name=outlet.name)
    return replace(said, gist=gist)


def _keep(press: Press, page: Page, number: int) -> str:
    """Add the rows of a report; returns its id."""
    text = " ".join(word for sentence in page.sentences for word in sentence)
    report = _report(page, number, text)
    press.texts.append(make_sketch(report))
    title, *_ = page.sentences
    profile = Profile(report=report.id, published=day_of(page.day), title=title, sentences=page.sentences)
    press.texts.append(profile)
    press.published[report.id] = page.day
    for order, said in enumerate(page.said):
        claim = make_id("clm", [report.id, order])
        voice = f"unnamed:{report.id}" if said.gist.voice == "unnamed:" else said.gist.voice
        gist = replace(said.gist, claim=claim, report=report.id, order=order, voice=voice, said=day_of(page.day))
        press.gists.append(gist)
        if said.about:
            press.about[claim] = said.about
        if said.figures:
            press.figures[claim] = said.figures
    return report.id


def _report(page: Page, number: int, text: str) -> Report:
    day = day_of(page.day)
    return Report(
        source=f"{number:064}",
        uri=f"{number}.txt",
        title=None,
        outlet=page.outlet.name,
        agency=page.agency,
        byline=None,
        dateline=None,
        published=Published(earliest=day, latest=day, how=How.GIVEN),
        language="en",
        text=text,
        segments=(),
        blocks=(Block(start=0, end=len(text), kind=PassageKind.BODY),),
    )
