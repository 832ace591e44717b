"""Small stages that need no model, and a project to run them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sijil.config import Config
from sijil.errors import UnitError
from sijil.packs import Packs
from sijil.project import Project, merge_sightings
from sijil.records import (
    Actor,
    Argument,
    Block,
    Candidate,
    Claim,
    ClaimKind,
    Figure,
    Given,
    How,
    Mention,
    MentionKind,
    Passage,
    PassageKind,
    Place,
    Published,
    Qualifier,
    Quantity,
    Report,
    Resolution,
    ResolutionState,
    ResolvedClaim,
    ResolvedFigure,
    Sighting,
    Source,
    Speaker,
    Stance,
    Time,
)
from sijil.spans import Segment, Span
from sijil.stage import Raw, Rows, Run, Stage, Unit
from sijil.store import Blobs, Layout, read_rows, write_rows

Stages = tuple[Stage, ...]
Put = Callable[..., str]
PutInto = Callable[[Project, str, str], str]


def make_read() -> Run:
    def read(rows: Rows, _packs: Packs) -> Iterable[object]:
        raw = rows.one(Raw)
        text = raw.content.decode()
        if not text:
            raise UnitError("empty_file", f"{raw.sha256} is empty", remedy="add the page itself")
        if "CRASH" in text:
            broken: tuple[int, ...] = ()
            yield broken[0]
        sighting = rows.of(Sighting)[0]
        yield Source(
            sha256=raw.sha256, media_type="text/plain", encoding="utf-8", encoding_how="declared", size=len(text)
        )
        yield Report(
            source=raw.sha256,
            uri=sighting.uri,
            title=None,
            outlet=sighting.given.outlet,
            agency=None,
            byline=None,
            dateline=None,
            published=Published(earliest="2020-03-02", latest="2020-03-02", how=How.GIVEN),
            language="en",
            text=text,
            segments=(Segment(start=0, end=len(text), raw_start=0, raw_end=len(raw.content)),),
            blocks=(Block(start=0, end=len(text), kind=PassageKind.BODY),),
        )

    return read


def make_analyse() -> Run:
    def analyse(rows: Rows, _packs: Packs) -> Iterable[object]:
        report = rows.one(Report)
        start = 0
        for sentence in report.text.splitlines(keepends=True):
            end = start + len(sentence.rstrip("\n"))
            yield Passage(
                report=report.id,
                start=start,
                end=end,
                kind=PassageKind.BODY,
                starts=(),
                ends=(),
                tags=(),
                lemmas=(),
                heads=(),
                relations=(),
                names=(),
                predicates=(),
            )
            start += len(sentence)

    return analyse


def make_extract() -> Run:
    def extract(rows: Rows, _packs: Packs) -> Iterable[object]:
        report = rows.one(Report)

        def span(words: str, passage: Passage) -> Span:
            start = report.text.index(words, passage.start)
            return Span(report=report.id, start=start, end=start + len(words))

        def mention(words: str, passage: Passage, kind: MentionKind) -> Mention:
            found = span(words, passage)
            return Mention(span=found, kind=kind, surface=words, head=found.start)

        for passage in rows.of(Passage):
            words = report.text[passage.start : passage.end].split()
            if "killed" in words:
                at = words.index("killed")
                target = mention(words[at + 2], passage, MentionKind.ACTOR)
                quantity = Quantity(low=12, high=12, qualifier=Qualifier.EXACT, span=span(words[at + 1], passage))
                yield Claim(
                    report=report.id,
                    type="killing",
                    kind=ClaimKind.EVENT,
                    trigger=span("killed", passage),
                    arguments=(
                        Argument(role="actor", mention=mention(words[0], passage, MentionKind.ACTOR)),
                        Argument(role="target", mention=target),
                    ),
                    figures=(Figure(harm="killed", quantity=quantity, group=target),),
                    share=None,
                    stance=Stance.ASSERTED,
                    background=False,
                    speaker=Speaker(mention=mention("witness", passage, MentionKind.ACTOR))
                    if "witness" in words
                    else None,
                    evidence=(Span(report=report.id, start=passage.start, end=passage.end),),
                    found_by=("rules",),
                    rule="fake_kill",
                    score=0.8349,
                )

    return extract


def make_resolve() -> Run:
    def resolve(rows: Rows, _packs: Packs) -> Iterable[object]:
        for claim in rows.of(Claim):
            actor = claim.mentions("actor")[0]
            army = Actor(id="ARMY", name="The Army", kind="state", surface=actor.surface)
            victims = Actor(id=None, name="villagers", kind=None, surface=claim.mentions("target")[0].surface)
            yield ResolvedClaim(
                claim=claim.id,
                report=claim.report,
                actors=(army,),
                targets=(victims,),
                place=Place(
                    id="geo-1",
                    name="Oldtown",
                    kind="town",
                    lon=1.5,
                    lat=2.5,
                    radius_km=3.0,
                    precision=1,
                    parent=None,
                    country=None,
                    surface="Oldtown",
                    how="frame",
                ),
                other_places=(),
                time=Time(
                    earliest="2020-03-01",
                    latest="2020-03-01",
                    grain="day",
                    how=How.TEXT,
                    surface="Sunday",
                    reason="last",
                ),
                said_on=None,
                speaker_name=None,
                speaker_role=None,
                channel=None,
                party=None,
                figures=(ResolvedFigure(group=victims),),
            )
            yield Resolution(
                mention=actor,
                target="ARMY",
                name="The Army",
                state=ResolutionState.SURE,
                candidates=(Candidate(target="ARMY", name="The Army", score=0.9, why="same name"),),
                reason="the only army",
            )

    return resolve


def make_stages() -> Stages:
    """Make the four stages; their functions are local, so that worker processes get them by value."""
    return (
        Stage(
            name="read",
            version=1,
            unit=Unit.SOURCE,
            reads=(Raw, Sighting),
            writes=(Source, Report),
            parts=("furniture",),
            run=make_read(),
        ),
        Stage(name="language", version=1, unit=Unit.REPORT, reads=(Report,), writes=(Passage,), run=make_analyse()),
        Stage(
            name="extract",
            version=1,
            unit=Unit.REPORT,
            reads=(Report, Passage),
            writes=(Claim,),
            parts=("lexicon",),
            run=make_extract(),
        ),
        Stage(
            name="resolve",
            version=1,
            unit=Unit.REPORT,
            reads=(Report, Passage, Claim),
            writes=(Resolution, ResolvedClaim),
            parts=("actors",),
            run=make_resolve(),
        ),
    )


def put_source(project: Project, uri: str, text: str, given: Given | None = None) -> str:
    """Put one text into a project, as `add` would, and return its hash."""
    layout = Layout(project.folder)
    sha256 = Blobs(layout.raw).put(text.encode())
    sighting = Sighting(source=sha256, uri=uri, given=given or Given())
    write_rows(layout.sightings, merge_sightings(read_rows(layout.sightings, Sighting), [sighting]))
    return sha256


@pytest.fixture
def stages() -> Stages:
    return make_stages()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "record"
    Project.new(folder, ["core"])
    return Project(folder, Config(packs=("core",)))


@pytest.fixture
def put(project: Project) -> Put:
    def put(uri: str, text: str, given: Given | None = None) -> str:
        return put_source(project, uri, text, given)

    return put


@pytest.fixture
def put_into() -> PutInto:
    return put_source


@pytest.fixture
def three(put: Put) -> None:
    """Three reports, four claims."""
    put("a.txt", "Soldiers killed 12 villagers in Oldtown.\nRain fell.\nRebels killed 12 soldiers, a witness said.\n")
    put("b.txt", "Police killed 12 men.\n")
    put("c.txt", "Gunmen killed 12 people.\n")
