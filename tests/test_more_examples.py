"""The examples in PDF and JSONL go the whole way, and their evidence leads back to page, box and bytes."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijil.project import Project
from sijil.record import Record
from sijil.why import explain_claim

ROOT = Path(__file__).parents[1]
MORE = ROOT / "examples" / "more"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    project = Project.new(tmp_path_factory.mktemp("more"))
    project.add([MORE / "mosul-east.pdf", MORE / "ukraine-july.jsonl"])
    project.build(workers=1)
    with project.record() as opened:
        yield opened


def test_every_report_has_its_title_and_day(record: Record) -> None:
    found = {str(row["title"]): row["published"]["earliest"] for row in record.reports()}  # type: ignore[index]
    assert found == {
        "Commander says eastern Mosul has been taken": "2017-01-19",
        "Missiles hit port of Odesa a day after grain deal": "2022-07-24",
        "Dozens were in shopping centre hit by missile, governor says": "2022-06-28",
        "Three children among the dead of Vinnytsia": "2022-07-14",
        "Prisoners of war killed at Olenivka; each side blames the other": "2022-07-29",
    }
    assert list(record.failures()) == []


def test_a_claim_of_the_pdf_leads_to_page_and_box(record: Record) -> None:
    (claim,) = [row for row in record.claims(report="mosul-east.pdf") if "University" in str(row["quote"])]
    (place,) = explain_claim(record, str(claim["id"]))["bytes"]  # type: ignore[misc]
    assert {box["page"] for box in place["boxes"]} == {1}
    assert " ".join(place["raw"].split()) == claim["quote"]
    boxes = [row for row in record.rows("boxes") if row["claim"] == claim["id"]]
    assert [row["bottom"] for row in boxes] == [box["bottom"] for box in place["boxes"]]


def test_a_claim_of_the_jsonl_leads_to_the_bytes_of_its_line(record: Record) -> None:
    lines = (MORE / "ukraine-july.jsonl").read_bytes().splitlines()
    claims = [row for row in record.claims() if ".jsonl#" in str(row["report"]["uri"])]  # type: ignore[index]
    assert len(claims) >= 4
    for claim in claims:
        line = lines[int(str(claim["report"]["uri"]).rsplit("#", 1)[1]) - 1]  # type: ignore[index]
        (place,) = explain_claim(record, str(claim["id"]))["bytes"]  # type: ignore[misc]
        raw = line[place["raw_start"] : place["raw_end"]].decode()
        assert raw == place["raw"]


def test_a_further_line_changes_no_other_report(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    text = "Gunmen killed five soldiers in Kirkuk on Tuesday, the interior ministry said in a statement."
    first = json.dumps({"text": text, "date": "2016-01-13"})
    path.write_text(first + "\n" + (MORE / "ukraine-july.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    project = Project.new(tmp_path / "project")
    project.add([path])
    project.build(workers=1)
    before = {row["id"] for row in record.claims() if ".jsonl#" in str(row["report"]["uri"])}  # type: ignore[index]
    with project.record() as other:
        after = {row["id"] for row in other.claims()}
    assert before < after


def test_the_pdf_is_that_of_its_text() -> None:
    spec = importlib.util.spec_from_file_location("make_pdf", ROOT / "tools" / "make_pdf.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = tool
    spec.loader.exec_module(tool)
    text = (MORE / "mosul-east.txt").read_text(encoding="utf-8")
    made = tool.write_pdf(*tool.set_pages(text, "The Harrow Evening Post"))
    assert made == (MORE / "mosul-east.pdf").read_bytes()
