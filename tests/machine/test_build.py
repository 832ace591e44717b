from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sijil.build import BuildReport, make_job, run_shard
from sijil.errors import PackError, StageError
from sijil.packs import Packs, load_packs
from sijil.project import Project
from sijil.records import Given, Report
from sijil.stage import Rows, Stage, Unit

Stages = tuple[Stage, ...]
Put = Callable[..., str]
PutInto = Callable[[Project, str, str], str]


def ran(report: BuildReport) -> dict[str, int]:
    return {stage.name: stage.run for stage in report.stages}


def bumped(stages: Stages, name: str, run: Callable[[Rows, Packs], Iterable[object]] | None = None) -> Stages:
    return tuple(replace(stage, version=2, run=run or stage.run) if stage.name == name else stage for stage in stages)


@pytest.mark.usefixtures("three")
def test_the_first_build_runs_every_stage_on_every_report(project: Project, stages: Stages) -> None:
    report = project.build(stages=stages)
    assert ran(report) == {"read": 3, "language": 3, "extract": 3, "resolve": 3}
    assert report.counts == {
        "Claim": 4, "Failure": 0, "Passage": 5, "Report": 3, "Resolution": 4, "ResolvedClaim": 4, "Source": 3,
    }  # fmt: skip


@pytest.mark.usefixtures("three")
def test_a_second_build_of_unchanged_input_runs_no_stage(project: Project, stages: Stages) -> None:
    first = project.build(stages=stages)
    second = project.build(stages=stages)
    assert ran(second) == {"read": 0, "language": 0, "extract": 0, "resolve": 0}
    assert [stage.reused for stage in second.stages] == [3, 3, 3, 3]
    assert second.digests == first.digests


@pytest.mark.usefixtures("three")
def test_a_further_report_runs_only_what_it_touches(project: Project, stages: Stages, put: Put) -> None:
    project.build(stages=stages)
    put("d.txt", "Nothing happened.\n")
    assert ran(project.build(stages=stages)) == {"read": 1, "language": 1, "extract": 1, "resolve": 1}


@pytest.mark.usefixtures("three")
def test_a_stage_that_gives_the_same_rows_again_ends_the_work_there(project: Project, stages: Stages) -> None:
    project.build(stages=stages)
    report = project.build(stages=bumped(stages, "language"))
    assert ran(report) == {"read": 0, "language": 3, "extract": 0, "resolve": 0}


@pytest.mark.usefixtures("three")
def test_a_stage_that_gives_other_rows_runs_what_reads_them(project: Project, stages: Stages) -> None:
    project.build(stages=stages)

    def extract_nothing(_rows: Rows, _packs: Packs) -> Iterable[object]:
        return ()

    report = project.build(stages=bumped(stages, "extract", extract_nothing))
    assert ran(report) == {"read": 0, "language": 0, "extract": 3, "resolve": 3}
    assert report.counts["Claim"] == 0


@pytest.mark.usefixtures("three")
def test_other_metadata_reads_that_source_again(project: Project, stages: Stages, put: Put) -> None:
    project.build(stages=stages)
    put("b.txt", "Police killed 12 men.\n", Given(outlet="The Daily"))
    assert ran(project.build(stages=stages))["read"] == 1


@pytest.mark.usefixtures("three")
def test_a_crash_in_one_report_is_a_row_that_says_where_and_the_rest_is_built(
    project: Project, stages: Stages, put: Put
) -> None:
    put("bad.txt", "CRASH\n")
    report = project.build(stages=stages)
    (failure,) = project.failures()
    assert (failure["code"], failure["uri"], failure["stage"]) == ("internal_error", "bad.txt", "read")
    assert "IndexError" in str(failure["message"])
    assert "sijil/build.py:" in str(failure["message"])
    assert report.counts["Report"] == 3
    assert [stage.failed for stage in report.stages] == [1, 0, 0, 0]


def test_a_failure_is_remembered_and_goes_when_the_unit_succeeds(project: Project, stages: Stages, put: Put) -> None:
    put("empty.txt", "")
    project.build(stages=stages)
    again = project.build(stages=stages)
    assert ran(again)["read"] == 0
    assert [row["code"] for row in project.failures()] == ["empty_file"]

    def read_nothing(_rows: Rows, _packs: Packs) -> Iterable[object]:
        return ()

    project.build(stages=(replace(stages[0], version=2, run=read_nothing),))
    assert list(project.failures()) == []


@pytest.mark.usefixtures("three")
def test_a_damaged_blob_is_a_failure_that_is_tried_again(project: Project, stages: Stages, put: Put) -> None:
    sha256 = put("d.txt", "Militants killed 12 guards.\n")
    blob = project.folder / "raw" / sha256[:2] / sha256
    whole = blob.read_bytes()
    blob.write_bytes(b"Militants killed 99 guards.\n")
    project.build(stages=stages)
    assert [row["code"] for row in project.failures()] == ["damaged_source"]
    blob.write_bytes(whole)
    assert ran(project.build(stages=stages))["read"] == 1
    assert list(project.failures()) == []


def test_a_row_that_a_stage_does_not_declare_is_a_failure(project: Project, stages: Stages, put: Put) -> None:
    put("a.txt", "Rain fell.\n")

    def give_a_report(rows: Rows, _packs: Packs) -> Iterable[object]:
        return rows.of(Report)

    project.build(stages=bumped(stages, "language", give_a_report))
    (failure,) = project.failures()
    assert "gave a Report" in str(failure["message"])


def test_a_stage_by_block_without_a_split_is_refused(project: Project, stages: Stages) -> None:
    with pytest.raises(StageError, match="must work on blocks and have a split"):
        project.build(stages=(*stages[:3], replace(stages[3], unit=Unit.BLOCK)))


def test_a_stage_with_an_unknown_setting_is_refused(project: Project, stages: Stages) -> None:
    with pytest.raises(StageError, match="unknown setting 'colour'"):
        project.build(stages=(replace(stages[0], settings=("colour",)), *stages[1:]))


@pytest.mark.usefixtures("three")
def test_the_number_of_workers_does_not_change_the_digest(project: Project, stages: Stages) -> None:
    one = project.build(stages=stages, workers=1)
    for name in ("store.db", "manifest.json"):
        (project.folder / name).unlink()
    two = project.build(stages=stages, workers=2, backend="loky")
    assert ran(two) == ran(one)
    assert two.digests == one.digests


def test_the_order_in_which_reports_come_in_does_not_change_the_digest(
    tmp_path: Path, stages: Stages, put_into: PutInto
) -> None:
    texts = [(f"{index}.txt", f"Unit{index} killed 12 people.\n") for index in range(5)]
    digests = set()
    for number, order in enumerate((texts, texts[::-1], texts[2:] + texts[:2])):
        project = Project.new(tmp_path / str(number), ["core"])
        for uri, text in order:
            put_into(project, uri, text)
        digests.add(project.build(stages=stages).digest)
    assert len(digests) == 1


def test_a_stage_names_the_files_that_it_depends_on(project: Project, stages: Stages, put: Put) -> None:
    put("a.txt", "Rain fell.\n")
    project.build(stages=stages)
    report = project.build(stages=(replace(stages[0], assets=("build.py",)), *stages[1:]))
    assert ran(report) == {"read": 1, "language": 0, "extract": 0, "resolve": 0}
    with pytest.raises(StageError, match="No such file"):
        project.build(stages=(replace(stages[0], assets=("none.onnx",)), *stages[1:]))


def test_a_pack_that_changes_during_a_build_stops_it(project: Project, stages: Stages) -> None:
    job = make_job(project.folder, project.config, stages, load_packs(["core"]))
    with pytest.raises(PackError, match="changed during the build"):
        run_shard(replace(job, packs_digest="another"), [])
