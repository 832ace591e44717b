"""Reports that tell again what others told, in other words and another order; written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sijil.link.copies import find_copies
from sijil.link.gists import make_sketch
from sijil.link.profiles import make_profiles
from sijil.link.rewrites import find_drawn
from sijil.packs import Packs, load_packs
from sijil.project import Project
from sijil.records import Copy, Profile, Report, Sketch, Story
from sijil.stage import Rows

WIRE = """Militia seizes dam near Harran

A militia seized the hydroelectric dam at Harran on Monday after two days of fighting with the border guards, the
regional council said.

Councillor Miro Teshe said that nine guards had been captured and that the turbines were undamaged.

Engineers have been asked to stay at the control room, because the reservoir is close to its highest level of the year.
"""
REWRITE = """Dam falls to militia

The turbines of Harran are undamaged and nine guards were captured, councillor Miro Teshe said.

Engineers were asked to remain in the control room since the reservoir has nearly reached its highest level of the year.

According to the regional council, the hydroelectric dam was seized by a militia on Monday; fighting with border guards
had lasted two days.
"""
OWN = """Refugees wait below the dam

Hundreds of families left the valley of Harran on Monday night with mattresses on the roofs of their cars.

Shepherd Ilan Doruk said he had watched armed men climb the wall of the dam while guards ran towards the road.

A schoolteacher in Kesra has opened her classrooms for those who have nowhere to sleep, and asks for blankets.
"""
BOTH = """Families flee as dam is seized

Nine guards were captured and the turbines stayed undamaged, said the councillor Miro Teshe.

Families by the hundreds left the Harran valley on Monday night, mattresses on the roofs of cars.

The regional council said that a militia had seized the hydroelectric dam at Harran after fighting with the border
guards for two days.

In Kesra a schoolteacher opened classrooms for those with nowhere to sleep and is asking for blankets.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Report, Profile]]:
    folder = tmp_path_factory.mktemp("rewrites")
    pages = {"1-wire": WIRE, "2-own": OWN, "3-rewrite": REWRITE, "4-both": BOTH}
    for day, (name, text) in enumerate(pages.items(), start=4):
        (folder / f"{name}.txt").write_text(f"{text}\nPublished 2021-05-0{day}\n", encoding="utf-8")
    (folder / "sidecar.csv").write_text(
        "file,published\n" + "".join(f"{name}.txt,2021-05-0{day}\n" for day, name in enumerate(pages, start=4)),
        encoding="utf-8",
    )
    project = Project.new(folder / "p")
    project.add(sorted(folder.glob("*.txt")), sidecar=folder / "sidecar.csv")
    project.build(workers=1)
    with project.record() as record:
        profiles = {row.report: row for row in record.stage_rows(Profile)}
        return {Path(row.uri).stem: (row, profiles[row.id]) for row in record.stage_rows(Report)}


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(("core", "lang-en"))


def copies(
    packs: Packs, told: dict[str, tuple[Report, Profile]], *names: str
) -> dict[str, tuple[str, tuple[str, ...]]]:
    rows: list[Sketch | Profile] = []
    for name in names:
        rows += [make_sketch(told[name][0]), told[name][1]]
    known = {report.id: name for name, (report, _) in told.items()}
    found: list[Copy] = list(find_copies(Rows(tuple(rows)), packs))
    assert {copy.how for copy in found} <= {"rewrite"}
    return {known[copy.report]: (known[copy.first], tuple(known[other] for other in copy.others)) for copy in found}


def test_a_report_in_other_words_and_order_is_a_rewrite_of_the_first(
    packs: Packs, told: dict[str, tuple[Report, Profile]]
) -> None:
    assert copies(packs, told, "3-rewrite", "1-wire") == {"3-rewrite": ("1-wire", ())}


def test_an_own_report_of_the_same_happening_is_none(packs: Packs, told: dict[str, tuple[Report, Profile]]) -> None:
    assert copies(packs, told, "1-wire", "2-own") == {}


def test_a_rewrite_may_draw_on_several_reports(packs: Packs, told: dict[str, tuple[Report, Profile]]) -> None:
    found = copies(packs, told, "1-wire", "2-own", "4-both")
    first, others = found["4-both"]
    assert {first, *others} == {"1-wire", "2-own"}


def test_a_report_is_no_rewrite_of_one_that_came_a_year_before(
    packs: Packs, told: dict[str, tuple[Report, Profile]]
) -> None:
    wire, profile = told["1-wire"]
    earlier = Profile(report=wire.id, published="2020-05-04", title=profile.title, sentences=profile.sentences)
    rows = Rows((make_sketch(wire), earlier, make_sketch(told["3-rewrite"][0]), told["3-rewrite"][1]))
    assert list(find_copies(rows, packs)) == []


def test_a_short_text_is_never_a_rewrite(told: dict[str, tuple[Report, Profile]]) -> None:
    wire = told["1-wire"][1]
    short = Profile(report="rep-short", published=None, title=(), sentences=wire.sentences[:1])
    assert find_drawn(short, [wire], 0.6, 0.5) == ()


def test_the_profile_of_a_report_without_sentences_is_none(
    packs: Packs, told: dict[str, tuple[Report, Profile]]
) -> None:
    assert list(make_profiles(Rows((told["1-wire"][0],)), packs)) == []


def test_a_rewrite_tells_the_story_of_what_it_was_made_from(
    packs: Packs, told: dict[str, tuple[Report, Profile]]
) -> None:
    from sijil.link.stories import find_stories  # noqa: PLC0415  # needed by this test alone

    wire, rewrite = told["1-wire"][1], told["3-rewrite"][1]
    copy = Copy(report=rewrite.report, first=wire.report, how="rewrite")
    found = [row for row in find_stories(Rows((wire, rewrite, copy)), packs) if isinstance(row, Story)]
    assert {row.report: row.story for row in found} == {wire.report: wire.report, rewrite.report: wire.report}
