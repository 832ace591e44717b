"""The example reports: their gold fits them, and the record made of them does not fall below its floors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijil.contract import Json
from sijil.evaluate import Gold, read_gold, score_claims
from sijil.project import Project
from sijil.record import Record
from sijil.records import Report

EXAMPLES = Path(__file__).parents[1] / "examples"
GOLD = EXAMPLES / "expected.json"
REPORTS = sorted([*EXAMPLES.glob("*.html"), *EXAMPLES.glob("*.txt")])
UNDATED = "mosul-al-nuri-undated.txt"
GERMAN = "ukraine-gefluechtete.html"
# Floors against regressions, a little below what was measured; to lower one needs a line in CHANGELOG.md.
RECALL_FLOOR = 0.82
PRECISION_FLOOR = 0.95
SLOT_FLOOR = 0.85
MOST_ALARMS = 0


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    project = Project.new(tmp_path_factory.mktemp("examples") / "project")
    project.add(REPORTS, EXAMPLES / "sources.csv")
    project.build(workers=1)
    with project.record() as opened:
        yield opened


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(GOLD)


def by_page(record: Record) -> dict[str, Json]:
    return {Path(str(row["uri"])).name: row for row in record.reports()}


# -- the gold ----------------------------------------------------------------------------------------------------------


def test_gold_speaks_of_reports_that_are_there(gold: Gold) -> None:
    pages = {path.name for path in REPORTS}
    quoted = {row.report for row in (*gold.optional, *gold.negatives)}
    assert {claim.report for claim in gold.claims} | quoted == pages


def test_gold_ids_are_unique_and_links_use_them(gold: Gold) -> None:
    ids = [claim.id for claim in gold.claims]
    assert len(set(ids)) == len(ids)
    for link in json.loads(GOLD.read_text(encoding="utf-8"))["links"]:
        (members,) = [value for key, value in link.items() if key != "why"]
        assert len(members) > 1
        assert set(members) <= set(ids)


def test_gold_quotes_the_text_that_is_read(record: Record, gold: Gold) -> None:
    texts = {Path(report.uri).name: report.text for rows in record._read(Report) for report in rows.of(Report)}
    missing = [claim for claim in gold.claims if claim.quote not in texts[claim.report]]
    assert not missing


# -- the record --------------------------------------------------------------------------------------------------------


def test_all_reports_are_in_the_record(record: Record) -> None:
    assert set(by_page(record)) | {GERMAN} == {path.name for path in REPORTS}


def test_the_german_report_is_listed_and_makes_no_claims(record: Record) -> None:
    (failure,) = record.failures()
    assert failure["code"] == "unsupported_language"
    assert str(failure["uri"]).endswith(GERMAN)
    assert not list(record.claims(report=GERMAN))


def test_every_report_but_the_undated_one_has_its_day(record: Record) -> None:
    without = [page for page, row in by_page(record).items() if row["published"]["earliest"] is None]  # type: ignore[index]
    assert without == [UNDATED]


def test_the_copy_names_the_agency_of_the_story(record: Record) -> None:
    assert by_page(record)["mosul-offensive-copy.html"]["agency"] == "Northbridge Wire"


def test_the_undated_report_gets_no_invented_day(record: Record) -> None:
    days = [row["time"] for row in record.claims(report=UNDATED) if not row["background"]]
    assert all(time is None or time["earliest"] is None or time["latest"] is None for time in days)  # type: ignore[index]


def test_the_record_does_not_fall_below_its_floors(record: Record, gold: Gold) -> None:
    score = score_claims(list(record.claims()), gold)
    assert float(str(score["recall"])) >= RECALL_FLOOR
    assert float(str(score["precision"])) >= PRECISION_FLOOR
    assert float(str(score["slot_accuracy"])) >= SLOT_FLOOR
    assert int(str(score["false_alarms"])) <= MOST_ALARMS
