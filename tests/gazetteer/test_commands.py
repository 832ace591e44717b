"""`sijil gazetteer`: add, find, list; and what the next build makes of it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sijil.config import with_pack
from sijil.packs import load_packs
from sijil.project import Project
from sijil.resolve.atlas import compile_atlas
from sijil.resolve.choosing import Setting, rank_names

Row = Callable[..., str]
Call = Callable[..., Any]
Written = Callable[[str, str | bytes], Path]
PACKS = ["core", "lang-en", "world"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    Project.new(tmp_path / "p", PACKS)
    return tmp_path / "p"


def test_a_gazetteer_is_written_listed_and_found(
    call: Call, project: Path, written: Written, geonames_row: Row
) -> None:
    path = written("LY.txt", geonames_row(77, people=320) + "bad\n")
    said = call("gazetteer", "add", project, path)
    assert said.status == 0
    assert "1 place (GeoNames dump)" in said.err
    assert f"not used: 1 row, too few columns (19 are expected); the first: {path}:2" in said.err
    assert tomllib.loads((project / "sijil.toml").read_text())["packs"] == [*PACKS, "./gazetteers/ly"]
    first = call("gazetteer", "find", "Wadi Xaruq", "--project", project).rows[0]
    assert list(first) == [
        "id", "name", "kind", "country", "region", "lon", "lat", "radius_km", "precision", "population", "fit",
    ]  # fmt: skip
    assert (first["id"], first["country"], first["region"], first["fit"]) == ("geonames-77", "LBY", "LBY-77", 1.0)
    assert first["population"] == pytest.approx(320, abs=1)
    listed = call("gazetteer", "list", project).rows
    assert [(row["pack"], row["credit"].split()[0]) for row in listed] == [("world", "GeoNames"), ("ly", "GeoNames")]
    assert listed[1]["places"] == 1


def test_the_pack_says_what_it_is_and_holds_no_fault(
    call: Call, project: Path, written: Written, geonames_row: Row
) -> None:
    path = written("LY.txt", geonames_row(77))
    call("gazetteer", "add", project, path, "--name", "hand-made", "--source", 'A "b": c', "--licence", "CC0-1.0")
    packs = load_packs((), (project / "gazetteers" / "hand-made",))
    packs.check()
    info = packs.infos[-1]
    assert (info.name, info.credit, info.licence, info.requires) == ("hand-made", 'A "b": c', "CC0-1.0", ("world",))


def test_the_same_name_again_replaces_the_gazetteer(call: Call, project: Path, written: Written) -> None:
    for name in ("Qasr Zafrun", "Bir Zafrun"):
        call("gazetteer", "add", project, written("mine.csv", f"name,lon,lat,country\n{name},20,31,LY\n"))
    names = [row["name"] for row in call("gazetteer", "find", "Qasr Zafrun", "--project", project).rows]
    assert "Qasr Zafrun" not in names
    assert call("gazetteer", "find", "Bir Zafrun", "--project", project).rows[0]["id"] == "mine-1"
    assert tomllib.loads((project / "sijil.toml").read_text())["packs"].count("./gazetteers/mine") == 1


def test_find_asks_the_built_in_packs_without_a_project(call: Call) -> None:
    assert call("gazetteer", "find", "Benghazi").rows[0]["country"] == "LBY"


@pytest.mark.parametrize(
    ("name", "what"),
    [("libya", "a pack called 'libya'"), ("world", "a pack called"), ("My Places", "cannot be the name"),
     ("../x", "cannot be the name"), ("icao", "ids such as icao-1"), ("geonames", "ids such as geonames-1")],
)  # fmt: skip
def test_a_name_that_is_taken_is_refused(call: Call, project: Path, written: Written, name: str, what: str) -> None:
    path = written("mine.csv", "name,lon,lat\nQasr Zafrun,20,31\n")
    said = call("gazetteer", "add", project, path, "--name", name)
    assert said.status == 2
    assert what in said.err
    assert "--name" in said.err
    assert not (project / "gazetteers").exists()


def test_a_dump_of_geonames_may_bear_its_name(call: Call, project: Path, written: Written, geonames_row: Row) -> None:
    said = call("gazetteer", "add", project, written("LY.txt", geonames_row(77)), "--name", "geonames")
    assert said.status == 0


def test_a_file_that_gives_no_place_leaves_the_project_as_it_was(call: Call, project: Path, written: Written) -> None:
    before = (project / "sijil.toml").read_bytes()
    said = call("gazetteer", "add", project, written("mine.csv", "name,lon,lat\nQasr,,\n"))
    assert (said.status, "no row makes a place" in said.err) == (2, True)
    assert (project / "sijil.toml").read_bytes() == before
    assert not (project / "gazetteers" / "mine" / "gazetteer.bin").exists()


def test_a_place_of_two_gazetteers_is_found_once_as_the_later_pack_has_it(
    call: Call, project: Path, written: Written, geonames_row: Row
) -> None:
    town = call("gazetteer", "find", "Tazirbu", "--project", project).rows[0]
    number = town["id"].removeprefix("geonames-")
    row = geonames_row(number, "Tazirbu", lat=town["lat"], lon=town["lon"], people=999_000, area="63")
    call("gazetteer", "add", project, written("LY.txt", row))
    found = [each for each in call("gazetteer", "find", "Tazirbu", "--project", project).rows if each["fit"] == 1.0]
    assert [each["id"] for each in found] == [town["id"]]
    assert found[0]["population"] == pytest.approx(999_000, rel=0.001)
    atlas = compile_atlas(load_packs(PACKS, (project / "gazetteers" / "ly",)))
    assert [spot.written for spot in atlas.find("Tazirbu") if spot.id == town["id"]] == [False]


def test_regions_and_capitals_stay_those_that_are_known_better(call: Call, project: Path, written: Written) -> None:
    small = "name,lon,lat,country,area\nQasr Zafrun,14.9,31.5,LY,77\nParis,2.0,48.0,FR,11\n"
    before = compile_atlas(load_packs(PACKS))
    call("gazetteer", "add", project, written("mine.csv", small))
    after = compile_atlas(load_packs(PACKS, (project / "gazetteers" / "mine",)))
    assert after.regions["LBY-77"] == before.regions["LBY-77"]
    assert after.capitals == before.capitals


REPORT = "Wadi Xaruq, Libya (Example) - Militants killed 12 people in Wadi Xaruq in Libya on Monday, officials said.\n"


def test_a_village_that_no_gazetteer_knew_gets_its_point_after_add_and_build(
    call: Call, project: Path, written: Written, geonames_row: Row
) -> None:
    opened = Project.open(project)
    opened.add([written("report.txt", REPORT)])
    opened.build(workers=1)
    with opened.record() as record:
        before = next(record.claims())
    assert before["place"]["name"] == "Wadi Xaruq"
    assert before["place"]["id"] is None
    call("gazetteer", "add", project, written("LY.txt", geonames_row(77)))
    opened = Project.open(project)
    report = opened.build(workers=1)
    with opened.record() as record:
        after = next(record.claims())
    assert (after["place"]["id"], after["place"]["precision"]) == ("geonames-77", 1)
    assert (after["place"]["lon"], after["place"]["lat"]) == pytest.approx((14.9, 31.5), abs=0.001)
    assert {stage.name: stage.run for stage in report.stages if stage.name in {"read", "language", "resolve"}} == {
        "read": 0, "language": 0, "resolve": 1,
    }  # fmt: skip
    assert opened.build(workers=1).counts == report.counts


@pytest.mark.parametrize(
    "text",
    [
        'packs = ["a"]\n', 'packs = [\n  "a", # the first ]\n]\nmax_bytes = 5\n', "packs = ['a',]  # [x]\n",
        'max_bytes = 7\npacks = ["a]", \'b\'] # note\n',
    ],
)  # fmt: skip
def test_a_pack_is_added_to_any_list_and_comments_stay(text: str) -> None:
    changed = with_pack(text, "./gazetteers/ly")
    assert changed is not None
    before, after = tomllib.loads(text), tomllib.loads(changed)
    assert after == before | {"packs": [*before["packs"], "./gazetteers/ly"]}
    assert [line for line in text.splitlines() if "#" in line and "packs" not in line] == [
        line for line in changed.splitlines() if "#" in line and "packs" not in line
    ]
    assert with_pack(changed, "./gazetteers/ly") == changed


def test_a_village_goes_before_a_brook_of_its_name(
    call: Call, project: Path, written: Written, geonames_row: Row
) -> None:
    rows = geonames_row(1, feature="H.STM") + geonames_row(2, feature="S.SCH") + geonames_row(3)
    call("gazetteer", "add", project, written("LY.txt", rows))
    spots = compile_atlas(load_packs(PACKS, (project / "gazetteers" / "ly",))).find("Wadi Xaruq")
    ranked = rank_names({"wadi xaruq": spots}, Setting({"LBY": 1.0}, frozenset()))
    assert ranked["wadi xaruq"][0].spot.id == "geonames-3"
