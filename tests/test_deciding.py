"""What decisions about values point at is looked up, whatever the size of the record."""

from __future__ import annotations

from typing import Any

import pytest

from sijil.deciding import SUPPORTERS, draft_finding
from sijil.project import Project
from sijil.record import Record
from sijil.records import Control, Event, Toll
from sijil.verdicts import key_of

REPORT = """Shelling hits market in Mosul

Government artillery shelled the central market of Mosul on Monday, killing 14 people and wounding 30 others, a hospital
official said. Troops recaptured Mosul airport from the Islamic State on Wednesday, the defence ministry said. Fighters
of the Lions Brigade seized Tikrit at dawn on Tuesday, killing nine policemen.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401  # a fixture that gives and closes
    folder = tmp_path_factory.mktemp("deciding")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "sidecar.csv").write_text("file,published\nreport.txt,2019-03-07\n", encoding="utf-8")
    project = Project.new(folder / "record")
    project.add([folder / "report.txt"], sidecar=folder / "sidecar.csv")
    project.build(workers=1)
    with project.record() as found:
        yield found


def test_a_value_is_set_without_reading_again_what_stages_gave(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    subjects = [subject for kind in (Event, Toll, Control) for subject in record.stage_rows(kind)]
    assert {type(subject) for subject in subjects} == {Event, Toll, Control}
    fields = {str(row["subject"]): str(row["field"]) for row in record.rows("findings")}
    values = {"best": "3", "holder": "islamic-state", "state": "held"}
    record.dossier(subjects[0].founding)
    read: list[type[Any]] = []
    whole = Record.stage_rows
    monkeypatch.setattr(Record, "stage_rows", lambda self, kind: read.append(kind) or whole(self, kind))
    for subject in subjects:
        field = fields[subject.id]
        payload = (draft := draft_finding(record, subject.id, field, values.get(field, "attack"))).payload
        assert (payload.subject, payload.key, payload.field) == (subject.id, key_of(subject), field)
        assert 1 <= len(draft.about) <= SUPPORTERS
        founding = record.dossier(subject.founding).claim
        assert draft.about[0].type == founding.type
        assert (
            draft.about[0].anchor.quote
            == record.dossier(subject.founding).report.text[founding.evidence[0].start : founding.evidence[0].end]
        )
    assert Event not in read
    assert len(read) == len(set(read)), "some were read twice"


def test_a_beginning_of_an_id_is_enough(record: Record) -> None:
    (toll, *_) = record.stage_rows(Toll)
    assert draft_finding(record, toll.id[:12], "best", "3").payload.subject == toll.id
