"""Reports without a date, read with the stages as they are shipped, beside dated ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sijil.accounts import explain_finding
from sijil.project import Project

HELD = "Army shells Tal Afar\n\n6 March 2019\n\nTal Afar is held by Islamic State, a spokesman for the army said.\n"
LATER = "Calm in Tal Afar\n\n20 June 2019\n\nIraqi forces control Tal Afar, a spokesman for the army said.\n"
NEWS = "Tal Afar falls\n\nIraqi forces captured Tal Afar from Islamic State on Wednesday, a spokesman said.\n"
YEAR = "A year on\n\nIraqi forces captured Tal Afar in 2017. Shelling killed two people in Tal Afar on Monday.\n"
NAMED = "Strikes go on\n\nOperation Inherent Resolve said its jets struck fighters near Tal Afar on Monday.\n"


def read(folder: Path, *, chronology: bool = False, **pages: str) -> dict[str, dict[str, Any]]:
    """Build a record of some pages; returns the reports by the names of their files."""
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    project = Project.new(folder / "project")
    project.add(sorted(folder.glob("*.txt")))
    project.build(workers=1, chronology=chronology)
    with project.record() as record:
        return {Path(str(row["uri"])).stem: row for row in record.rows("reports")}


def days(row: dict[str, Any]) -> tuple[str | None, str | None, str]:
    return row["published"]["earliest"], row["published"]["latest"], row["published"]["how"]


def test_a_taking_is_news_between_the_reports_that_name_the_loser_and_the_winner(tmp_path: Path) -> None:
    found = read(tmp_path, held=HELD, later=LATER, news=NEWS)["news"]
    assert days(found) == ("2019-03-06", "2019-06-19", "inferred")
    assert "Tal Afar is taken by" in found["dated_by"][0]["reason"]
    assert len(found["dated_by"][0]["claims"]) == 2


def test_the_weekday_of_the_news_moves_the_first_day(tmp_path: Path) -> None:
    friday = NEWS.replace("Wednesday", "Friday")
    assert days(read(tmp_path, held=HELD, later=LATER, news=friday)["news"])[0] == "2019-03-08"


def test_the_interval_gives_the_claims_their_times(tmp_path: Path) -> None:
    read(tmp_path, held=HELD, later=LATER, news=NEWS)
    with Project.open(tmp_path / "project").record() as record:
        (claim,) = list(record.claims(kind="territory_gained"))
        time: Any = claim["time"]
        assert (time["earliest"], time["latest"], time["how"]) == ("2019-03-06", "2019-06-19", "inferred")
        dossier = record.dossier(str(claim["id"]))
        assert dossier.report.published.latest == "2019-06-19"


def test_the_event_of_its_claims_has_their_time_and_says_so(tmp_path: Path) -> None:
    read(tmp_path, held=HELD, later=LATER, news=NEWS)
    with Project.open(tmp_path / "project").record() as record:
        (event,) = [one for one in record.rows("events") if one["type"] == "territory_gained"]
        time: Any = event["time"]
        assert (time["earliest"], time["latest"], time["how"]) == ("2019-03-06", "2019-06-19", "inferred")
        (finding,) = [one for one in record.rows("findings") if one["subject"] == event["id"]]
        assert ", 2019-03-06 to 2019-06-19: said by" in str(finding["sentence"])
        explained: Any = explain_finding(record, str(event["id"]))
        assert explained["subject"]["time"] == time
        assert explained["finding"]["sentence"] == finding["sentence"]


def test_a_report_with_nothing_to_go_by_stays_undated(tmp_path: Path) -> None:
    found = read(tmp_path, news=NEWS)["news"]
    assert (days(found), found["dated_by"]) == ((None, None, "unknown"), [])


def test_a_year_that_it_tells_of_is_a_lower_bound(tmp_path: Path) -> None:
    assert days(read(tmp_path, news=YEAR)["news"])[:2] in {("2017-01-01", None), ("2018-01-01", None)}


def test_a_happening_that_it_names_is_a_lower_bound_only_with_the_chronology(tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "with").mkdir()
    assert days(read(tmp_path / "without", news=NAMED)["news"])[0] is None
    found = read(tmp_path / "with", chronology=True, news=NAMED)["news"]
    assert days(found)[0] == "2014-08-08"
    assert "Operation Inherent Resolve" in found["dated_by"][0]["reason"]


def test_a_copy_is_published_within_days_of_what_it_copies(tmp_path: Path) -> None:
    body = " ".join(f"The {word} road stayed closed and traders waited at the checkpoint." for word in (
        "northern", "southern", "eastern", "western", "coastal", "desert", "mountain", "old",
    ))  # fmt: skip
    text = f"Shelling killed 14 people in Tal Afar, a doctor said. {body}\n"
    found = read(tmp_path, first=f"Shelling\n\n6 March 2019\n\n{text}", second=f"Shelling\n\n{text}Our desk.\n")
    assert days(found["second"]) == ("2019-03-04", "2019-03-08", "inferred")


@pytest.mark.parametrize("chronology", [True, False])
def test_a_report_with_a_date_keeps_it(tmp_path: Path, *, chronology: bool) -> None:
    assert days(read(tmp_path, chronology=chronology, held=HELD)["held"]) == ("2019-03-06", "2019-03-06", "text")
