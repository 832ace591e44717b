"""How fast the workbench's server answers on a record of 100,000 events, made up for this.

    python -m benchmarks.workbench_scale [EVENTS]

The record is published by the code that publishes every record; only what stages give is made up: reports of five
sentences, each a claim and an event of its own, at places of the gazetteer. Each request is made through the whole
application but the network. Times are those of the processor, so that other work on the machine counts little.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from sijil.packs import known_packs, load_packs
from sijil.parts import ActorRow, EventType, PlaceRow
from sijil.project import Project
from sijil.record import Manifest, publish
from sijil.records import (
    Actor,
    Argument,
    Claim,
    ClaimKind,
    Event,
    Figure,
    Finding,
    FindingState,
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
    ResolvedClaim,
    Scope,
    Source,
    Stance,
    Time,
    Toll,
)
from sijil.spans import Segment, Span
from sijil.store import Blobs, Layout, Output, Step, make_output, open_store
from sijil.web.app import create_app, guard_app, hosts_of
from sijil.web.desk import Desk
from sijil.web.sessions import Sessions

SENTENCES = 5
HOME = "http://127.0.0.1:8000"
TRIES = 20
PUT_AT_ONCE = 2000
SINGLE = FindingState.SINGLE


class War:
    """What the made-up reports are about."""

    def __init__(self) -> None:
        """Take places, actors and types from the packs that ship."""
        packs = load_packs(known_packs())
        self.places = [row for row in packs.rows(PlaceRow) if row.lon is not None]
        self.actors = list(packs.rows(ActorRow))
        self.types = [row.name for row in packs.rows(EventType) if row.kind is ClaimKind.EVENT]
        self.codes = {row.name: dict.fromkeys(("acled", "ucdp", "plover", "cameo")) for row in packs.rows(EventType)}

    def place(self, number: int) -> Place:
        """Return one of the places."""
        row = self.places[number % len(self.places)]
        return Place(
            id=row.id, name=row.name, kind=row.kind, lon=row.lon, lat=row.lat, radius_km=row.radius_km,
            precision=row.precision, parent=row.parent, country=row.country, surface=row.name, how="made up",
        )  # fmt: skip

    def actor(self, number: int) -> Actor:
        """Return one of the actors."""
        row = self.actors[number % len(self.actors)]
        return Actor(id=row.id, name=row.name, kind=row.kind, surface=row.name)

    def time(self, number: int) -> Time:
        """Return a day of ten years."""
        day = (date(2014, 1, 1) + timedelta(days=number % 3650)).isoformat()
        return Time(earliest=day, latest=day, grain="day", how=How.TEXT, surface=None, reason="made up")


def make_report(war: War, number: int) -> tuple[bytes, dict[str, list[object]], list[object]]:
    """Return the bytes of a report, the rows of its stages, and the events, tolls and findings of its claims."""
    claims = range(number * SENTENCES, (number + 1) * SENTENCES)
    lines = [_sentence(war, one) for one in claims]
    text = "\n".join(lines) + "\n"
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    report = Report(
        source=sha256, uri=f"{number}.txt", title=f"Story {number}", outlet="Made up", agency=None, byline=None,
        dateline=None, published=Published(), language="en", text=text, blocks=(),
        segments=(Segment(start=0, end=len(text), raw_start=0, raw_end=len(content)),),
    )  # fmt: skip
    source = Source(
        sha256=sha256, media_type="text/plain", encoding="utf-8", encoding_how="declared", size=len(content)
    )
    passages: list[object] = []
    found: list[object] = []
    whole: list[object] = []
    start = 0
    for one, line in zip(claims, lines, strict=True):
        end = start + len(line)
        passages.append(_passage(report.id, start, end))
        claim = _claim(war, report.id, one, (start, line))
        found += [claim, _resolved(war, claim, one)]
        whole += _weighed(war, claim, one)
        start = end + 1
    return content, {"read": [source, report], "language": passages, "extract": found}, whole


def _sentence(war: War, one: int) -> str:
    return f"{war.actor(one).name} attacked {war.place(one).name} and killed {one % 50} people ({one})."


def _passage(report: str, start: int, end: int) -> Passage:
    return Passage(
        report=report, start=start, end=end, kind=PassageKind.BODY, starts=(), ends=(), tags=(), lemmas=(), heads=(),
        relations=(), names=(), predicates=(),
    )  # fmt: skip


def _claim(war: War, report: str, one: int, said: tuple[int, str]) -> Claim:
    start, line = said
    whole = Span(report=report, start=start, end=start + len(line))
    name = war.actor(one).name
    span = Span(report=report, start=start, end=start + len(name))
    actor = Mention(span=span, kind=MentionKind.ACTOR, surface=name, head=start)
    trigger = Span(report=report, start=span.end + 1, end=span.end + 9)
    quantity = Quantity(low=one % 50, high=one % 50, qualifier=Qualifier.EXACT, span=trigger)
    return Claim(
        report=report, type=war.types[one % len(war.types)], kind=ClaimKind.EVENT, trigger=trigger,
        arguments=(Argument(role="actor", mention=actor),), figures=(Figure(harm="killed", quantity=quantity),),
        share=None, stance=Stance.ASSERTED, background=False, speaker=None, evidence=(whole,), found_by=("rules",),
        rule="made-up", score=0.6 + one % 40 / 100,
    )  # fmt: skip


def _resolved(war: War, claim: Claim, one: int) -> ResolvedClaim:
    return ResolvedClaim(
        claim=claim.id, report=claim.report, actors=(war.actor(one),), targets=(), place=war.place(one),
        other_places=(), time=war.time(one), said_on=None, speaker_name=None, speaker_role=None, channel=None,
        party=None, figures=(),
    )  # fmt: skip


def _weighed(war: War, claim: Claim, one: int) -> Iterator[object]:
    """Yield the event of a claim, its toll, and the findings on both."""
    place, day, claims = war.place(one), war.time(one), (claim.id,)
    event = Event(
        founding=claim.id, members=claims, against=(), type=claim.type, actors=(war.actor(one),), targets=(),
        place=place, time=day, reports=1, independent=1, state=SINGLE,
    )  # fmt: skip
    toll = Toll(
        founding=claim.id, group=None, group_key="?", harm="killed", scope=Scope.EVENT, place=place, time=day,
        low=one % 50, best=one % 50, high=one % 50, state=SINGLE, basis="claimed", policy="cautious", independent=1,
        support=claims, against=(), within=(),
    )  # fmt: skip
    yield from (event, toll)
    for subject, name in ((event.id, "happened"), (toll.id, "best")):
        yield Finding(
            subject=subject, field=name, value="1", low=None, high=None, state=SINGLE, support=claims, against=(),
            independent=1, policy="cautious", sentence="Made up.",
        )  # fmt: skip


def make_record(folder: Path, events: int) -> None:
    """Make a project whose record has so many events."""
    war = War()
    Project.new(folder)
    layout = Layout(folder)
    blobs = Blobs(layout.raw)
    with open_store(layout.store, write=True) as store:
        puts: list[tuple[Step, list[Output]]] = []
        for number in range(events // SENTENCES):
            content, stages, whole = make_report(war, number)
            unit = hashlib.sha256(content).hexdigest()
            blobs.path(unit).parent.mkdir(exist_ok=True)
            blobs.path(unit).write_bytes(content)
            puts += [(Step(number, stage, unit, f"{stage}-{unit}"), _outputs(rows)) for stage, rows in stages.items()]
            puts.append((Step(events + number, "events", f"block-{number}", f"events-{unit}"), _outputs(whole)))
            if len(puts) >= PUT_AT_ONCE:
                store.put(puts, [step for step, _ in puts])
                puts.clear()
        store.put(puts, [step for step, _ in puts])
    manifest = Manifest(
        build=f"made-up-{events}", code="", packs=(), packs_digest="", stages=(), counts={"Claim": events}, digests={},
        types=war.codes,
    )  # fmt: skip
    publish(folder, manifest)


def _outputs(rows: list[object]) -> list[Output]:
    kinds = {type(row).__name__: [one for one in rows if type(one) is type(row)] for row in rows}
    return [make_output(kind, found) for kind, found in kinds.items()]


def measure(ask: Callable[[], object]) -> float:
    """Return the median of the milliseconds of processor time that a request takes."""
    times = []
    for _ in range(TRIES):
        start = time.process_time()
        ask()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def open_client(desk: Desk) -> TestClient:
    """Return a program that bears the token."""
    sessions = Sessions(name="Bench")
    app = guard_app(create_app(desk, sessions), sessions, desk, hosts_of("127.0.0.1", 8000), 8000)
    client = TestClient(app, base_url=HOME)
    client.headers["Authorization"] = f"Bearer {sessions.token}"
    client.headers["Origin"] = HOME
    return client


def report_times(folder: Path) -> None:
    """Print how long each kind of request takes the first time, and after that; then the same with decisions."""
    desk = Desk(folder)
    desk.packs, desk.atlas  # noqa: B018  # read once per process, whatever the record
    client = open_client(desk)
    overview = _timed(client, "overview", "/api/overview")
    print(f"the overview has {overview.headers['content-length']} bytes")
    content = overview.json()
    events = iter(content["events"]["id"][7:])
    event = next(events)
    claim = _first_claim(client, event)
    addresses = {
        "project": "project", "event": f"events/{event}", "claim": f"claims/{claim['id']}",
        "report": f"reports/{claim['report']['id']}", "place": f"places/{content['places']['id'][7]}",
        "actor": f"actors/{content['actors']['id'][7]}", "search": "search?q=attacked+7", "queue": "queue",
        "trays": "trays", "decisions": "decisions",
    }  # fmt: skip
    for made in (0, TRIES):
        print(f"-- {made} decisions since the build --")
        for name, address in addresses.items():
            _timed(client, name, f"/api/{address}")
        if not made:
            _decide(client, [_first_claim(client, next(events))["id"] for _ in range(TRIES)])
    desk.close()


def _first_claim(client: TestClient, event: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/events/{event}").json()["claims"][0]
    return found


def _timed(client: TestClient, name: str, address: str) -> Response:
    """Ask once, then some times more, and print how long it took."""
    start = time.process_time()
    answer = client.get(address)
    first = 1000 * (time.process_time() - start)
    print(f"{name:<10} first {first:8.1f} ms   then {measure(lambda: client.get(address)):8.1f} ms", flush=True)
    return answer


def _decide(client: TestClient, claims: list[str]) -> None:
    """Accept claims one by one, and print how long it took."""
    left = iter(claims)

    def accept() -> Response:
        asked = {"decisions": [{"kind": "accept_claim", "claim": next(left)}]}
        return client.post("/api/decisions", json=asked)

    print(f"decide     median of {len(claims)}: {measure(accept):.1f} ms")


def main() -> None:
    """Make a record and measure."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "record"
        start = time.process_time()
        make_record(folder, events)
        size = Layout(folder).record.stat().st_size / 1e6
        print(f"{events:,} events, record of {size:,.0f} MB, made in {time.process_time() - start:.0f} s", flush=True)
        report_times(folder)


if __name__ == "__main__":
    main()
