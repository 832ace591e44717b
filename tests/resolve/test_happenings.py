"""What one report says of one happening in several places, with the stages as they are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sijil.project import Project
from sijil.records import Given, Sighting
from sijil.store import Layout, read_rows, write_rows

DAY = Given(published="2019-03-05")
STORIES = {
    "claimed": """A car bomb exploded in the centre of Kabul on Monday.

At least 14 people were killed in the explosion, a doctor said.

The Taliban claimed responsibility for the attack.
""",
    "rivals": """Shells hit a hospital in Donetsk on Monday.

Kyiv said Russian forces had carried out the shelling. Moscow said Ukrainian forces had carried out the shelling.

Nine patients died in the attack, doctors said.
""",
    "accused": """Shells hit a hospital in Donetsk on Monday.

Kyiv said Russian forces had carried out the shelling.

Nine patients died in the attack, doctors said.
""",
    "another": """The Taliban attacked a police post in Kunduz on Monday.

Nine people were killed in another attack on Tuesday, officials said.
""",
    "elsewhere": """The Taliban attacked a police post in Kunduz on Friday, killing six officers.

In a separate incident, three farmers were killed.
""",
    "denied": """Gunmen attacked a mosque in Dosso on Monday, killing 12 worshippers.

Residents blamed Boko Haram. The group denied the attack.
""",
    "train": """Missiles struck a train near Kramatorsk on Monday, killing 20 Ukrainian reservists.

Rockets then hit a convoy of civilian cars near Kramatorsk, killing 25 people.
""",
    "blamed": """Rockets hit a passenger ferry off Mocha on Monday.

Officials blamed Houthi fighters for the attack.
""",
    "announced": """Soldiers entered the airport of Herat on Monday.

Troops attacked the nearby base the same day.

Prime Minister Ali Ahmadi announced the start of the offensive against Herat on Saturday.
""",
    "named": """Gunmen attacked a base of the Afghan security forces in Ghazni on Monday.

More than 40 members of the National Directorate of Security were killed in the attack, an officer said.

The Taliban claimed responsibility for the attack.
""",
    "foes": """The Libyan National Army attacked Derna militants near Derna on Monday.

"The enemy has suffered heavy losses in the attack," an army spokesman, Ahmed al-Mismari, said.
""",
    "rockets": """Hamas fired rockets at Ashkelon on Monday.

The rockets hit a school, wounding two teachers.
""",
    "told later": """On Sunday, a suicide bombing in Kunduz left eight policemen dead.

The Taliban bombing targeted a convoy.
""",
    "offensive": """General Musa launched an offensive on Herat on March 1.

A spokesman said on Monday that nine soldiers had been killed since the offensive began.
""",
    "losses": """General Musa launched an offensive on Herat on March 1.

A spokesman said on Monday that the offensive went on. "The enemy has suffered heavy losses," he said.
""",
    "counted again": """Three Taliban fighters tried to plant a bomb along a road in Kunduz on Monday.

After a while the device went off, killing the three on the spot, police said.
""",
    "total": """A shell hit a school in Donetsk on Monday, killing nine pupils.

Doctors put the dead at 12.
""",
    "executed": """Gunmen attacked three villages near Yako on Thursday.

A prosecutor said on Friday that 40 people were executed in the villages.
""",
    "child": """Rockets hit a market in Donetsk on Monday. A child was wounded at a stall.

Doctors put the wounded at 120.
""",
    "post": """Gunmen attacked a police post in Kunduz on Monday.

The army gave the number of dead as 53.
""",
    "refused": """A series of blasts rocked an air base near Saky on Monday.

Ukraine stopped short of claiming responsibility for the attack.

Nine soldiers died in the attack, doctors said.
""",
    "two bombs": """Taliban guns opened up on Kunduz on Friday.

On Saturday a bomb went off in Kandahar. The attack killed six.
""",
    "own side": """Turkish troops died in a Syrian air strike near Saraqib on Friday.

Turkey said that 40 Syrian soldiers had been killed.
""",
    "described": """The Taliban attacked a police post in Kunduz on Monday.

The group said it had killed nine officers.
""",
}


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("happenings")
    project = Project.new(folder / "p")
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        project.add([folder / f"{name}.txt"])
    sightings = Layout(project.folder).sightings
    rows = read_rows(sightings, Sighting)
    write_rows(sightings, [Sighting(source=r.source, uri=r.uri, fetched_at=r.fetched_at, given=DAY) for r in rows])
    project.build(workers=1)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in STORIES}
    with project.record() as record:
        for claim in record.claims():
            found[Path(claim["report"]["uri"]).stem].append(claim)
    return found


def toll(claims: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = [claim for claim in claims if claim["figures"]]
    return found


def test_who_did_it_is_carried_from_those_who_own_to_it_with_the_reason(claims: dict[str, list[Any]]) -> None:
    actor = toll(claims["claimed"])["actor"]
    assert (actor["name"], actor["surface"]) == ("Taliban", "")
    assert "same happening" in actor["reason"]


def test_what_was_said_before_a_happening_is_not_of_it(claims: dict[str, list[Any]]) -> None:
    (announced,) = [claim for claim in claims["announced"] if "announced" in claim["quote"]]
    assert announced["time"]["latest"] == "2019-03-02"


def test_where_it_was_is_carried(claims: dict[str, list[Any]]) -> None:
    assert toll(claims["claimed"])["place"]["name"] == "Kabul"


@pytest.mark.parametrize("story", ["rivals", "accused"])
def test_nobody_is_made_to_accuse(claims: dict[str, list[Any]], story: str) -> None:
    assert toll(claims[story])["actor"] is None


def test_the_enemy_is_who_was_attacked(claims: dict[str, list[Any]]) -> None:
    losses = toll(claims["foes"])
    assert losses["target"]["name"] == "Derna militants"
    assert losses["figures"][0]["group"]["name"] == "Derna militants"


def test_those_who_blame_speak_of_what_was_struck(claims: dict[str, list[Any]]) -> None:
    struck = [claim["target"] and claim["target"]["name"] for claim in claims["blamed"]]
    assert struck == ["a passenger ferry"] * 2


def test_a_body_that_is_named_goes_before_the_countrys_forces(claims: dict[str, list[Any]]) -> None:
    (owned,) = [claim for claim in claims["named"] if "responsibility" in claim["quote"]]
    assert owned["target"]["id"] == "nds-afg"


def test_the_rockets_are_those_told_of_before(claims: dict[str, list[Any]]) -> None:
    (hit,) = [claim for claim in claims["rockets"] if "school" in claim["quote"]]
    assert (hit["actor"]["name"], hit["place"]["name"]) == ("Hamas", "Ashkelon")


def test_who_did_it_may_be_told_later(claims: dict[str, list[Any]]) -> None:
    assert toll(claims["told later"])["actor"]["name"] == "Taliban"


def test_what_belongs_to_an_offensive_was_since_it_began(claims: dict[str, list[Any]]) -> None:
    (dead,) = [claim for claim in claims["offensive"] if claim["type"] == "toll"]
    assert (dead["time"]["earliest"], dead["time"]["latest"]) == ("2019-03-01", "2019-03-04")


def test_losses_are_those_of_the_offensive_told_before(claims: dict[str, list[Any]]) -> None:
    (dead,) = [claim for claim in claims["losses"] if claim["type"] == "toll"]
    assert (dead["time"]["earliest"], dead["time"]["latest"]) == ("2019-03-01", DAY.published)


def test_those_who_are_counted_again_were_named_before(claims: dict[str, list[Any]]) -> None:
    assert toll(claims["counted again"])["target"]["name"] == "Taliban"


def test_another_attack_is_another(claims: dict[str, list[Any]]) -> None:
    assert toll(claims["another"])["actor"] is None


def test_who_stops_short_of_owning_to_it_did_not(claims: dict[str, list[Any]]) -> None:
    assert toll(claims["refused"])["actor"] is None
    assert {claim["stance"] for claim in claims["refused"] if claim["actor"]} == {"denied"}


def test_what_is_denied_is_the_happening_told_before_by_who_denies_it(claims: dict[str, list[Any]]) -> None:
    (denial,) = [claim for claim in claims["denied"] if claim["stance"] == "denied"]
    assert denial["actor"]["id"] == "boko-haram"
    assert (denial["target"]["name"], denial["place"]["name"]) == ("a mosque", "Dosso")


def test_what_was_struck_suffered_and_first_those_aboard_of_a_known_side(claims: dict[str, list[Any]]) -> None:
    train, convoy = claims["train"]
    assert [actor["name"] for actor in train["targets"]] == ["Military of Ukraine", "a train"]
    assert convoy["target"]["name"] == "a convoy of civilian cars"


def test_a_separate_incident_takes_neither_doer_nor_place(claims: dict[str, list[Any]]) -> None:
    (dead,) = [claim for claim in claims["elsewhere"] if "farmers" in claim["quote"]]
    assert (dead["actor"], dead["place"]["name"]) == (None, "Afghanistan")
    assert (dead["time"]["earliest"], dead["time"]["latest"]) == ("2019-03-01", DAY.published)


def test_a_total_is_of_those_who_were_counted_before(claims: dict[str, list[Any]]) -> None:
    (dead,) = [claim for claim in claims["total"] if claim["type"] == "toll"]
    assert (dead["target"]["name"], dead["figures"][0]["group"]["name"]) == ("pupils", "pupils")
    assert dead["place"]["name"] == "Donetsk"


def test_a_building_that_was_struck_is_nobody_who_died(claims: dict[str, list[Any]]) -> None:
    (dead,) = [claim for claim in claims["post"] if claim["type"] == "toll"]
    assert dead["target"] is None


def test_a_killing_without_a_doer_is_of_the_day_of_the_happening_told_before(claims: dict[str, list[Any]]) -> None:
    (raid, killed) = (next(one for one in claims["executed"] if one["type"] == kind) for kind in ("attack", "killing"))
    assert killed["time"]["earliest"] == raid["time"]["earliest"]


def test_a_total_is_not_of_one_person_who_was_counted_before(claims: dict[str, list[Any]]) -> None:
    (hurt,) = [claim for claim in claims["child"] if claim["quote"].startswith("Doctors")]
    assert hurt["target"] is None


def test_the_attack_is_the_last_one_of_another_day_and_place(claims: dict[str, list[Any]]) -> None:
    assert toll(claims["two bombs"])["place"]["name"] == "Kandahar"


def test_nobody_struck_his_own_side_by_what_was_told_before(claims: dict[str, list[Any]]) -> None:
    (dead,) = [claim for claim in claims["own side"] if "40" in claim["quote"]]
    assert dead["actor"] is None or "SYR" not in dead["actor"]["id"]


def test_the_group_is_the_only_one_named(claims: dict[str, list[Any]]) -> None:
    killed = toll(claims["described"])
    assert (killed["speaker"]["party"]["name"], killed["actor"]["name"]) == ("Taliban", "Taliban")
