"""Decisions over the example reports survive a rebuild, another cleaner and other rules: kept, or listed as orphans."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sijil import pipeline
from sijil.deciding import Draft, draft_finding, draft_fix, draft_meaning, draft_sameness, draft_undoing, draft_verdict
from sijil.packs import Packs
from sijil.project import Project
from sijil.record import Record
from sijil.records import Block, Claim, Control, ControlState, Decision, Event, Finding, Passage, Report, Toll
from sijil.spans import Segment, Span
from sijil.stage import Rows, Stage

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
"""The five reports of the first users, which are added to the examples where they are there."""
COUNT = 200
HALF = 0.5
IDS = {"actor": ["LNA", "GNA", "military-UKR", "state-RUS"], "place": ["geonames-710932", "UKR-14", "IRQ"]}

Stages = tuple[Stage, ...]
Row = tuple[object, ...]


# -- other ways to read ------------------------------------------------------------------------------------------------


def cut(segments: Iterable[Segment], start: int, end: int, to: int) -> Iterator[Segment]:
    """The map of characters `start:end`, moved so that it begins at `to`."""
    for segment in segments:
        low, high = max(start, segment.start), min(end, segment.end)
        if low < high:
            raw_start, raw_end = segment.raw_range(low, high)
            yield replace(segment, start=low - start + to, end=high - start + to, raw_start=raw_start, raw_end=raw_end)


def clean_harder(report: Report) -> Report:
    """Keep the parts of a report that are read and nothing else, behind a line of the cleaner's own."""
    text, segments, blocks = "[cleaned]\n", [Segment(start=0, end=10, raw_start=0, raw_end=1, decoding="markup")], []
    for block in report.blocks:
        start = len(text)
        text += report.text[block.start : block.end]
        segments += cut(report.segments, block.start, block.end, start)
        blocks.append(Block(start=start, end=len(text), kind=block.kind))
        last = segments[-1].raw_end
        segments.append(
            Segment(start=len(text), end=len(text) + 2, raw_start=last - 1, raw_end=last, decoding="markup")
        )
        text += "\n\n"
    return replace(report, text=text, segments=tuple(segments), blocks=tuple(blocks))


def widen(claim: Claim, passages: tuple[Passage, ...], text: str) -> Claim:
    """Move the boundaries of a claim: its evidence to the whole sentence, its trigger over the word that follows."""
    home = next(one for one in passages if one.start <= claim.trigger.start < one.end)
    after = [end for end in home.ends if end > claim.trigger.end]
    trigger = replace(claim.trigger, end=min(after, default=claim.trigger.end))
    whole = Span(report=claim.report, start=home.start, end=home.end)
    kept = claim.arguments[1:] if len(text) % 3 == 0 else claim.arguments
    return replace(claim, trigger=trigger, evidence=(whole, *claim.evidence[1:]), arguments=kept)


def with_change(name: str, change: Callable[[Rows, object], object]) -> Stages:
    """The stages of the pipeline, one of which changes each row that it gives."""

    def run(rows: Rows, packs: Packs) -> Iterable[object]:
        return [change(rows, row) for row in old.run(rows, packs)]

    stages = pipeline.stages()
    (old,) = [stage for stage in stages if stage.name == name]
    return tuple(replace(old, version=99, run=run) if stage is old else stage for stage in stages)


def another_cleaner() -> Stages:
    return with_change("read", lambda _, row: clean_harder(row) if isinstance(row, Report) else row)


def other_rules() -> Stages:
    def change(rows: Rows, row: object) -> object:
        return widen(row, rows.of(Passage), rows.one(Report).text) if isinstance(row, Claim) else row

    return with_change("extract", change)


# -- decisions at random -----------------------------------------------------------------------------------------------


def draft_any(record: Record, claims: list[dict[str, Any]], chance: random.Random) -> Draft:
    """A decision of some kind about some claim."""
    claim, other = (str(row["id"]) for row in chance.sample(claims, 2))
    role = chance.choice(["actor", "place"])
    to = chance.choice(IDS[role])
    words = chance.choice([word for word in str(next(r for r in claims if r["id"] == claim)["quote"]).split() if word])
    events = [event.id for event in record.stage_rows(Event)]
    one, another = chance.sample(events, 2)
    toll = chance.choice(list(record.stage_rows(Toll))).id
    control = chance.choice(list(record.stage_rows(Control)))
    is_held = control.state is ControlState.HELD
    kinds: list[Callable[[], Draft]] = [
        lambda: draft_verdict(record, claim, accept=True),
        lambda: draft_verdict(record, claim, accept=False),
        lambda: draft_fix(record, claim, role, None, to),
        lambda: draft_fix(record, claim, chance.choice(["target", "weapon", "time"]), words, None),
        lambda: draft_fix(record, claim, "target", "", None),
        lambda: draft_meaning(record, claim, role, None, to),
        lambda: draft_sameness(record, claim, other, same=True),
        lambda: draft_sameness(record, claim, other, same=False),
        lambda: draft_sameness(record, one, another, same=chance.random() < HALF),
        lambda: draft_finding(record, toll, None, str(chance.randint(0, 99))),
        lambda: draft_finding(record, control.id, None, "GNA" if is_held else "besieged"),
        lambda: draft_finding(record, one, "happened", "attack"),
    ]
    return chance.choice(kinds)()


def decide_at_random(project: Project, count: int, seed: int) -> list[Decision]:
    chance = random.Random(seed)  # noqa: S311  # no secret
    with project.record() as record:
        claims = list(record.claims())
        drafts = [draft_any(record, claims, chance) for _ in range(count)]
    return [project.decide(draft.signed(at="2020-01-01T00:00:00", by="t", note=None)) for draft in drafts]


def effects(project: Project) -> list[Row]:
    """What claims say after review, without ids and offsets."""
    with project.record() as record:
        return sorted(map(effect, record.claims()), key=str)


def effect(row: dict[str, Any]) -> Row:
    actors, targets = ([(one["id"], one["name"]) for one in row[role]] for role in ("actors", "targets"))
    place, time = row["place"] or {}, row["time"] or {}
    held = (row["type"], row["review"], row["weapon"], place.get("id"), time.get("earliest"))
    return (row["report"]["uri"], row["quote"], *held, tuple(actors), tuple(targets))


def findings(project: Project) -> list[Row]:
    """The events, tolls and stretches of control, without ids and without the values that people may set."""
    with project.record() as record:
        events = [
            ("event", row.type, len(row.members), row.place and row.place.id, row.reports)
            for row in record.stage_rows(Event)
        ]
        tolls = [
            ("toll", row.harm, row.scope, row.group_key, row.low, row.high, len(row.support))
            for row in record.stage_rows(Toll)
        ]
        control = [
            ("control", row.place_key, row.since, row.until, row.holder_key) for row in record.stage_rows(Control)
        ]
    return sorted([*events, *tolls, *control], key=str)


def states(project: Project) -> dict[str, str]:
    return {str(row["id"]): str(row["state"]) for row in project.decisions()}


def claim_states(project: Project) -> dict[str, str]:
    """The states of the decisions about claims: a finding depends on what else people decided about its claims."""
    return {str(row["id"]): str(row["state"]) for row in project.decisions() if row["kind"] != "set_finding"}


# -- what must hold ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, list[Decision], str]:
    """A project of the examples and the five reports with random decisions, built; and its digest before them."""
    project = Project.new(tmp_path_factory.mktemp("examples") / "record")
    pages = sorted([*(ROOT / "examples").glob("*.html"), *(ROOT / "examples").glob("*.txt")])
    project.add(pages, sidecar=ROOT / "examples" / "sources.csv")
    if seeds := sorted(SEEDS.glob("*.txt")):
        project.add(seeds)
    before = project.build(workers=1).digest
    decisions = decide_at_random(project, COUNT, seed=11)
    assert set(states(project).values()) == {"pending"}
    project.build(workers=1)
    return project, decisions, before


@pytest.fixture
def copy(decided: tuple[Project, list[Decision], str], tmp_path: Path) -> Project:
    """A copy of that project, to be built otherwise."""
    shutil.copytree(decided[0].folder, tmp_path / "record")
    return Project.open(tmp_path / "record")


def test_every_decision_holds_in_the_record_that_it_was_made_on(decided: tuple[Project, list[Decision], str]) -> None:
    project, decisions, _ = decided
    assert set(states(project)) == {decision.id for decision in decisions}
    lost = {row["kind"] for row in project.decisions() if row["state"] not in {"applied", "conflict"}}
    assert lost <= {"set_finding"}, "a finding may go where other decisions take its claims away; nothing else may"
    reviews = {row[3] for row in effects(project)}
    assert {row[0] for row in findings(project)} == {"event", "toll", "control"}
    assert reviews == {"unreviewed", "accepted", "corrected", "rejected"}


def test_a_rebuild_from_nothing_but_the_input_gives_the_same_record(copy: Project) -> None:
    before = copy.build(workers=1).digest
    for path in copy.folder.iterdir():
        if path.name not in {"raw", "ledger", "sijil.toml", "sightings.jsonl", "intake.jsonl"}:
            path.unlink()
    assert copy.build(workers=2, backend="loky").digest == before


def test_decisions_survive_another_cleaner(copy: Project, decided: tuple[Project, list[Decision], str]) -> None:
    with copy.record() as record:
        before = {report.id: report.text for report in record.stage_rows(Report)}
    copy.build(workers=1, stages=another_cleaner())
    with copy.record() as record:
        after = {report.id: report.text for report in record.stage_rows(Report)}
    assert all(after[key] != before[key] for key in before)
    assert_kept_or_listed(copy, decided, least=0.95)
    assert claim_states(copy) == claim_states(decided[0])
    assert effects(copy) == effects(decided[0])
    assert findings(copy) == findings(decided[0])


def test_decisions_survive_a_rule_change_that_moves_the_claims(
    copy: Project, decided: tuple[Project, list[Decision], str]
) -> None:
    old = {row["id"] for row in claims_of(copy)}
    copy.build(workers=1, stages=other_rules())
    assert len(old & {row["id"] for row in claims_of(copy)}) < len(old) / 10, "the rules did move the claims"
    assert set(states(copy)) == set(states(decided[0]))
    assert_kept_or_listed(copy, decided, least=0.95)


def test_decisions_survive_both_at_once_and_claims_that_are_found_no_more(
    copy: Project, decided: tuple[Project, list[Decision], str]
) -> None:
    cleaner = {stage.name: stage for stage in another_cleaner()}
    rules = {stage.name: stage for stage in other_rules()}

    def lose_some(rows: Rows, packs: Packs) -> Iterable[object]:
        return [row for index, row in enumerate(rules["extract"].run(rows, packs)) if index % 4]

    stages = [cleaner["read"] if name == "read" else stage for name, stage in rules.items()]
    lossy = [replace(stage, version=98, run=lose_some) if stage.name == "extract" else stage for stage in stages]
    copy.build(workers=1, stages=tuple(lossy))
    assert "orphan" in states(copy).values()
    assert_kept_or_listed(copy, decided, least=0.5)


def test_undoing_all_of_them_gives_the_record_back(copy: Project, decided: tuple[Project, list[Decision], str]) -> None:
    _, decisions, before = decided
    for decision in decisions:
        draft = draft_undoing(decisions, decision.id)
        copy.decide(draft.signed(at="2020-01-01T00:00:00", by="t", note=None))
    assert copy.build(workers=1).digest == before
    assert [state for key, state in states(copy).items() if key in {d.id for d in decisions}] == ["undone"] * COUNT


# -- each kind by itself -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of the examples without decisions, built."""
    project = Project.new(tmp_path_factory.mktemp("plain") / "record")
    project.add(sorted((ROOT / "examples").glob("*.txt")), sidecar=ROOT / "examples" / "sources.csv")
    project.build(workers=1)
    return project


def draft_joining(record: Record, events: list[Event], chance: random.Random) -> Draft:
    one, another = chance.sample(events, 2)
    return draft_sameness(record, one.founding, another.founding, same=True)


def draft_parting(record: Record, events: list[Event], chance: random.Random) -> Draft:
    one, another = chance.sample(chance.choice([event for event in events if len(event.members) > 1]).members, 2)
    return draft_sameness(record, one, another, same=False)


def draft_fixing(record: Record, events: list[Event], chance: random.Random) -> Draft:
    return draft_fix(record, chance.choice(events).founding, "actor", None, "LNA")


def draft_setting(record: Record, _events: list[Event], chance: random.Random) -> Draft:
    tolls = [toll for toll in record.stage_rows(Toll) if toll.best is not None]
    return draft_finding(record, chance.choice(tolls).id, None, "77")


DRAFTS = {"joined": draft_joining, "parted": draft_parting, "fixed": draft_fixing, "set": draft_setting}


def has_effect(project: Project, key: str) -> bool:
    """Tell whether the record says what a decision says, of the claims that are now found for it."""
    row = next(row for row in project.decisions() if row["id"] == key)
    claims = set(row["claims"])
    with project.record() as record:
        homes = [claims & set(event.members) for event in record.stage_rows(Event)]
        if row["kind"] in {"same_event", "not_same_event"}:
            return any(claims == home for home in homes) is (row["kind"] == "same_event")
        if row["kind"] == "set_finding":
            return any(one.decision == key and one.value == "77" for one in record.stage_rows(Finding))
        return all(
            [one["id"] for one in found["actors"]] == ["LNA"] for found in record.claims() if found["id"] in claims
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", DRAFTS)
def test_each_kind_of_decision_holds_under_another_version_of_the_rules_until_it_is_undone(
    plain: Project, tmp_path: Path, kind: str, seed: int
) -> None:
    shutil.copytree(plain.folder, tmp_path / "record")
    project = Project.open(tmp_path / "record")
    with project.record() as record:
        draft = DRAFTS[kind](record, list(record.stage_rows(Event)), random.Random(seed))  # noqa: S311  # no secret
    decision = project.decide(draft.signed(at="2020-01-01T00:00:00", by="t", note=None))
    old = {row["id"] for row in claims_of(project)}
    project.build(workers=1)
    assert has_effect(project, decision.id)
    project.build(workers=1, stages=other_rules())
    assert not old & {str(claim) for row in project.decisions() for claim in row["claims"]}, "the claims are others"
    assert states(project) == {decision.id: "applied"}
    assert has_effect(project, decision.id)
    undoing = draft_undoing([decision], decision.id)
    project.decide(undoing.signed(at="2020-01-02T00:00:00", by="t", note=None))
    undone = project.build(workers=1, stages=other_rules()).digest
    assert states(project)[decision.id] == "undone"
    shutil.copytree(plain.folder, tmp_path / "untouched")
    assert undone == Project.open(tmp_path / "untouched").build(workers=1, stages=other_rules()).digest


def test_decisions_that_contradict_each_other_are_listed_as_such_under_another_version_too(
    plain: Project, tmp_path: Path
) -> None:
    shutil.copytree(plain.folder, tmp_path / "record")
    project = Project.open(tmp_path / "record")
    with project.record() as record:
        first, second = [event.founding for event in record.stage_rows(Event)][:2]
        drafts = [draft_sameness(record, first, second, same=same) for same in (False, True)]
    parted, joined = (
        project.decide(draft.signed(at=f"2020-01-0{day}T00:00:00", by="t", note=None))
        for day, draft in enumerate(drafts, 1)
    )
    project.build(workers=1, stages=other_rules())
    rows = {row["id"]: row for row in project.decisions()}
    assert {row["state"] for row in rows.values()} == {"conflict"}
    assert rows[parted.id]["conflicts"] == [joined.id]
    assert "later" in str(rows[parted.id]["reason"])
    assert has_effect(project, joined.id)


def claims_of(project: Project) -> list[dict[str, Any]]:
    with project.record() as record:
        return list(record.claims())


def assert_kept_or_listed(project: Project, decided: tuple[Project, list[Decision], str], least: float) -> None:
    """Each decision is listed once: about a claim on the words that it quotes, or as an orphan with a reason.

    At least that share is kept of those that held where they were made: a few take away what others were about.
    """
    decisions = decided[1]
    held = sum(state != "orphan" for state in states(decided[0]).values())
    claims = {row["id"]: row for row in claims_of(project)}
    rows = {row["id"]: row for row in project.decisions()}
    assert set(rows) == {decision.id for decision in decisions}
    kept = 0
    for decision in decisions:
        row: dict[str, Any] = rows[decision.id]
        if row["state"] == "orphan":
            assert row["reason"]
            continue
        kept += 1
        assert row["state"] in {"applied", "conflict"}
        for pointer, claim in zip(decision.about, row["claims"], strict=True):
            if claim is None and row["kind"] == "set_finding":
                continue
            found = claims[claim]
            assert found["report"]["uri"] == pointer.anchor.uri
            assert found["type"] == pointer.type
            assert pointer.anchor.quote in found["quote"]
    assert kept >= least * held, f"{kept} of {held} kept"
