"""Claims built by hand, in the values that link and reconcile compare."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from sijil import cli
from sijil.records import ClaimKind, Count, Gist, How, Party, Place, Scope, Stance, Time

settings.register_profile("any machine", deadline=None)  # how long a thing takes is measured in benchmarks/
settings.load_profile("any machine")

STATES = {"control", "contested", "siege"}
TOWNS = {
    "Eastport": (20.0, 32.0, "town", 8.0, None),
    "Dockside": (19.97, 32.03, "district", 3.0, "Eastport"),
    "Millgate": (20.03, 32.05, "district", 3.0, "Eastport"),
    "Saltby": (20.2, 32.1, "town", 1.0, None),
    "Outby": (20.5, 32.1, "town", 0.8, None),
    "Farfield": (23.0, 30.0, "town", 4.0, None),
    "Ruritania": (20.0, 30.0, "country", 600.0, None),
}
SIDES = {"army": "crown", "guards": "crown", "rebels": "league", "front": "front"}
PARENTS = {"guards": "army"}

Say = Callable[..., Gist]


def party(name: str) -> Party:
    """An actor: of the register where it has a side, else by its own words."""
    if name not in SIDES:
        return Party(key=f"~{name}", id=None, name=name, line=(f"~{name}",))
    above = [PARENTS[name]] if name in PARENTS else []
    return Party(key=name, id=name, name=name, line=(name, *above, f"side:{SIDES[name]}"))


def place(name: str) -> tuple[Place, tuple[str, ...]]:
    """A place of the map above, with those that it lies in."""
    lon, lat, kind, radius, parent = TOWNS[name]
    chain = tuple(dict.fromkeys([name, *([parent] if parent else []), "Ruritania"]))
    made = Place(
        id=name, name=name, kind=kind, lon=lon, lat=lat, radius_km=radius, precision=6 if kind == "country" else 1,
        parent=parent, country="Ruritania", surface=name, how="by hand",
    )  # fmt: skip
    return made, chain


def time(on: str | None, how: How = How.TEXT) -> Time | None:
    """A day, or "first/last"; None = unknown."""
    if on is None:
        return None
    earliest, _, latest = on.partition("/")
    grain = "span" if latest and latest != earliest else "day"
    return Time(earliest=earliest, latest=latest or earliest, grain=grain, how=how, surface=None, reason="")


def count(harm: str, low: int | None, high: int | None, group: str | None = None, **values: Any) -> Count:  # noqa: ANN401
    """A figure."""
    made: dict[str, Any] = {"status": None, "scope": Scope.EVENT, **values}
    return Count(harm=harm, low=low, high=high, group=party(group) if group else None, **made)


@pytest.fixture
def figure() -> Callable[..., Count]:
    return count


@pytest.fixture
def say() -> Say:
    """Make a claim: its type, who did it, and by name whom, where (`at`), when (`on`) and who says so (`by`)."""

    def make(  # noqa: PLR0913  # a claim has many sides
        kind: str,
        actor: str | None = None,
        target: str | None = None,
        *,
        at: str | None = "Eastport",
        on: str | None = "2020-05-04",
        by: str = "outlet",
        report: str = "rep-1",
        how: How = How.TEXT,
        **values: Any,  # noqa: ANN401  # any field of a gist
    ) -> Gist:
        key = repr((kind, actor, target, at, on, by, report, sorted(values.items(), key=str)))
        where, chain = place(at) if at else (None, ())
        of = ClaimKind.STATE if kind in STATES else ClaimKind.TOLL if kind == "toll" else ClaimKind.EVENT
        speaks_for = party(by).line if by in SIDES else ()
        root = [name for name in speaks_for if not name.startswith("side:")]
        made: dict[str, Any] = {
            "claim": f"clm-{hashlib.sha256(key.encode()).hexdigest()[:16]}",
            "stance": Stance.ASSERTED,
            "voice": f"party:{root[-1]}" if root else f"{by}:{report}" if by == "outlet" else f"speaker:{by}",
            "voice_name": by,
            "voice_line": speaks_for,
            "named_voice": by != "outlet",
            "said": on.rpartition("/")[2] if on else None,
            **values,
        }
        return Gist(
            report=report, type=kind, kind=of, actors=(party(actor),) if actor else (),
            targets=(party(target),) if target else (), place=where, places=chain, time=time(on, how), **made,
        )  # fmt: skip

    return make


class Said(NamedTuple):
    """What a command said."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Said]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["sijil", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr()
        return Said(int(stop.value.code or 0), said.out, said.err)

    return call
