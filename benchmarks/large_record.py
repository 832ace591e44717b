"""Make a project whose record holds many invented events, to measure what looks at it.

    python -m benchmarks.large_record FOLDER [--events 100000] [--places 8000] [--seed 1]

Nothing in it is read from reports and nothing happened: towns, sides, days and figures are drawn at random, so that the
record is as large as that of a long war and holds no words of anybody. The record file alone is written; there is no
store behind it, so that questions about bytes and rules find nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sijil
from sijil.geopackage.write import Content, SourceRows, write_record
from sijil.project import Project
from sijil.publishing import Manifest
from sijil.records import canonical, make_id
from sijil.store import Layout, write_atomically

Json = dict[str, Any]

FIRST_DAY = dt.date(2012, 1, 1)
DAYS = 4500
CENTRES = 60
EAST, NORTH = (8.0, 48.0), (14.0, 52.0)
TYPES = (
    "armed_clash", "air_strike", "shelling", "explosion", "attack", "killing", "arrest", "territory_gained",
    "territory_left", "siege", "displacement", "suicide_bombing",
)  # fmt: skip
SIDES = tuple((f"side-{number}", f"Army of the {name}") for number, name in enumerate(
    ("North", "South", "Coast", "Hills", "River", "Plain", "Forest", "Steppe", "Isles", "Marsh")
))  # fmt: skip
SYLLABLES = (
    "ba",
    "dar",
    "el",
    "fa",
    "ghur",
    "ha",
    "kal",
    "lim",
    "ma",
    "nor",
    "qa",
    "ras",
    "sa",
    "tel",
    "um",
    "wa",
    "zin",
)
LETTERS = "ابتثجحدرسشصطعغفقكلمنهوي"
SHARE_DATED, SHARE_PLACED, SHARE_EXACT = 0.97, 0.95, 0.7


def main() -> None:
    """Make the project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=8_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make_project(options.folder, options.events, options.places, options.seed)
    print(f"{options.folder}: {options.events} events at {options.places} places")


def make_project(folder: Path, events: int, places: int, seed: int = 1) -> None:
    """Make a project folder with a record of invented events."""
    project = Project.new(folder)
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    towns = [_town(chance, number) for number in range(places)]
    happened = [_event(chance, number, towns) for number in range(events)]
    claims = [claim for number, event in enumerate(happened) for claim in _claims(chance, number, event)]
    counts = {"Report": events // 10, "Claim": len(claims), "Event": events, "Toll": 0, "Control": places // 4}
    manifest = Manifest(
        build=make_id("bld", [events, places, seed]),
        code=sijil.__version__,
        packs=(),
        packs_digest="",
        stages=(),
        counts=counts,
        digests={},
        types={name: {} for name in TYPES},
    )
    patches: dict[tuple[str, str], dict[str, object]] = {
        ("claims", "event"): {claim: event["id"] for event in happened for claim in event["claims"]},
        ("reports", "copy_of"): {},
    }
    reports = [_report(number) for number in range(events // 10)]
    sources = [SourceRows("made", "made", lambda: {"reports": reports, "claims": claims})]
    whole = {"events": happened, "control": list(_control(chance, towns))}
    layout = Layout(project.folder)
    write_record(layout.record, Content(canonical(manifest).decode(), "made", sources, whole, patches))
    write_atomically(layout.manifest, canonical(manifest) + b"\n")


def _town(chance: random.Random, number: int) -> Json:
    """Return an invented place: most lie around some centres, as people do."""
    middle = random.Random(number % CENTRES)  # noqa: S311  # the same centre each time
    lon, lat = middle.uniform(*EAST), middle.uniform(*NORTH)
    precision = chance.choices((1, 2, 3, 5), (60, 20, 12, 8))[0]
    name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
    if number % 3 == 0:
        name = "".join(chance.choices(LETTERS, k=chance.randint(3, 7)))
    return {
        "id": f"made-{number}",
        "name": name,
        "surface": name,
        "lon": round(lon + chance.gauss(0, 1.2), 5),
        "lat": round(lat + chance.gauss(0, 0.9), 5),
        "radius_km": {1: 2.0, 2: 12.0, 3: 30.0, 5: 90.0}[precision],
        "precision": precision,
    }


def _actor(chance: random.Random) -> Json:
    identifier, name = chance.choice(SIDES)
    return {"id": identifier, "name": name, "surface": name}


def _event(chance: random.Random, number: int, towns: list[Json]) -> Json:
    """Return an invented event; a few places have most of them."""
    town = towns[int(len(towns) * chance.random() ** 2)] if chance.random() < SHARE_PLACED else None
    told = min(1 + int(chance.expovariate(0.8)), 9)
    return {
        "id": make_id("evt", [number]),
        "type": chance.choice(TYPES),
        "actors": [_actor(chance)],
        "targets": [_actor(chance)] if chance.random() < SHARE_EXACT else [],
        "place": town,
        "time": _time(chance),
        "claims": [make_id("clm", [number, at]) for at in range(told)],
        "reports": told,
        "independent": math.ceil(told / 2),
        "state": chance.choices(("single", "agreed", "disputed"), (60, 28, 12))[0] if told > 1 else "single",
        "review": chance.choices(("unreviewed", "accepted", "corrected", "rejected"), (70, 20, 6, 4))[0],
    }


def _time(chance: random.Random) -> Json | None:
    if chance.random() > SHARE_DATED:
        return None
    first = FIRST_DAY + dt.timedelta(days=int(DAYS * math.sqrt(chance.random())))
    width = 0 if chance.random() < SHARE_EXACT else chance.choice((1, 3, 7, 30))
    last = first + dt.timedelta(days=width)
    grain = "day" if width == 0 else "span"
    return {"earliest": first.isoformat(), "latest": last.isoformat(), "grain": grain, "how": "text", "surface": None}


def _claims(chance: random.Random, number: int, event: Json) -> Iterator[Json]:
    """Yield the claims of an event, each in a report of its own number."""
    for at, identifier in enumerate(event["claims"]):
        killed = chance.randint(1, 40)
        yield {
            "id": identifier,
            "report": {"id": make_id("rep", [number // 10]), "uri": f"made/{number // 10}.txt", "outlet": "Made",
                       "published": {"earliest": None, "latest": None, "how": "unknown"}},
            "type": event["type"], "kind": "event", "codes": dict.fromkeys(("acled", "ucdp", "plover", "cameo")),
            "actor": event["actors"][0], "actors": event["actors"],
            "target": next(iter(event["targets"]), None), "targets": event["targets"], "weapon": None,
            "place": event["place"], "time": event["time"],
            "figures": [_figure(killed)] if chance.random() < 1 - SHARE_EXACT else [],
            "share": None, "stance": "asserted", "background": False, "speaker": None, "said_on": None,
            "quote": f"claim {at} of event {number}", "start": 100 * at, "end": 100 * at + 20,
            "found_by": ["made"], "score": 0.5, "review": event["review"], "event": None,
        }  # fmt: skip


def _figure(killed: int) -> Json:
    return {
        "harm": "killed", "low": killed, "high": killed, "qualifier": "exact", "group": None, "status": None,
        "of_whom": [], "scope": "event",
    }  # fmt: skip


def _report(number: int) -> Json:
    return {
        "id": make_id("rep", [number]), "uri": f"made/{number}.txt", "title": f"Report {number}", "outlet": "Made",
        "agency": None, "language": "en", "published": {"earliest": None, "latest": None, "how": "unknown"},
        "copy_of": None, "claims": 1,
    }  # fmt: skip


def _control(chance: random.Random, towns: list[Json]) -> Iterator[Json]:
    """Yield who holds a quarter of the places, each for one stretch."""
    for number, town in enumerate(towns[: len(towns) // 4]):
        since = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        yield {
            "id": make_id("ctl", [number]),
            "place": town,
            "from": since.isoformat(),
            "to": (since + dt.timedelta(days=chance.randint(5, 900))).isoformat(),
            "state": chance.choices(("held", "contested", "besieged"), (75, 18, 7))[0],
            "holder": _actor(chance),
            "share": None,
            "basis": chance.choice(("claimed", "agreed", "disputed")),
            "independent": 1,
            "confidence": 0.5,
            "support": [],
            "against": [],
        }


if __name__ == "__main__":
    main()
