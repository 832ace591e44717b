"""The documents say what is there, all of it, and their commands run."""

from __future__ import annotations

import dataclasses
import glob
import re
import shlex
import shutil
from collections.abc import Iterator
from enum import EnumType, StrEnum
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import typer
from typer.testing import CliRunner

from sijil import contract, records, spans
from sijil.cli import app
from sijil.evaluate import read_gold, score_claims
from sijil.project import Project
from sijil.records import Claim, Decision, DecisionKind, Failure, Figure, Published, Report, Speaker
from sijil.standing import Built, list_decisions

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
USER_PAGES = [ROOT / "README.md", *ROOT.glob("docs/*.md")]
RECORDS_PAGE = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# -- links -------------------------------------------------------------------------------------------------------------


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as common Markdown viewers make them."""
    headings = re.findall(r"^#+ +(.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_links_between_pages_lead_to_a_file_and_a_heading(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{shown(path)}: {link} leads nowhere"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{shown(path)}: no heading for {link}"


# -- commands ----------------------------------------------------------------------------------------------------------


def commands(group: object, before: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each command with its options, as `claims` or `pack test`."""
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            options = [option for each in command.params for option in each.opts if option.startswith("--")]
            yield f"{before}{name}", options


COMMANDS = dict(commands(typer.main.get_command(app)))
DECIDE = {name: set(options) for name, options in COMMANDS.items() if name.startswith("decide ")}


def command_row(name: str) -> str:
    """The row of a command, or of a group of commands, in the tables of commands."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in USER_PAGES)
    rows = re.findall(rf"^\| `sijil {re.escape(name)}(?:`| [A-Z\[]).*$", pages, re.MULTILINE)
    assert len(rows) == 1, f"sijil {name} has {len(rows)} rows"
    return str(rows[0])


def options_in(row: str) -> set[str]:
    return set(re.findall(r"`(--[\w-]+)", row))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_in_its_own_row(name: str) -> None:
    shared = set.intersection(*DECIDE.values()) if name in DECIDE else set()
    assert options_in(command_row(name)) == set(COMMANDS[name]) - shared


def test_every_option_of_deciding_is_in_the_row_of_all_decisions() -> None:
    assert options_in(command_row("decide")) == set.union(*DECIDE.values())


# -- records -----------------------------------------------------------------------------------------------------------


def record_types() -> list[type]:
    found = [*vars(records).values(), *vars(spans).values()]
    return sorted({each for each in found if isinstance(each, type) and dataclasses.is_dataclass(each)}, key=str)


def section(heading: str) -> str:
    """The lines below a heading, up to the next."""
    match = re.search(rf"^### {re.escape(heading)}\n(.*?)(?=^##|\Z)", RECORDS_PAGE, re.MULTILINE | re.DOTALL)
    assert match, f"docs/records.md has no section {heading!r}"
    return match[1]


def documented(heading: str) -> list[str]:
    """The names in the first column of a section's table."""
    rows = re.findall(r"^\| (\S.*?) \|", section(heading), re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def row_words(heading: str, field: str) -> set[str]:
    """The words in code type that the row of a field gives as its values."""
    row = re.search(rf"^\| (?:\*\*)?`{field}`(?:\*\*)? \|(.*)$", section(heading), re.MULTILINE)
    assert row, f"docs/records.md has no row {field} under {heading}"
    return set(re.findall(r"`(\w+)`", row[1]))


@pytest.mark.parametrize("kind", record_types(), ids=lambda kind: kind.__name__)
def test_every_field_of_a_record_type_is_in_the_data_dictionary(kind: type) -> None:
    assert documented(kind.__name__) == [field.name for field in dataclasses.fields(kind)]


@pytest.mark.parametrize("kind", record_types(), ids=lambda kind: kind.__name__)
def test_the_key_fields_and_the_prefix_of_a_record_type_are_marked(kind: type) -> None:
    bold = re.findall(r"^\| \*\*`(\w+)`\*\*", section(kind.__name__), re.MULTILINE)
    assert sorted(bold) == sorted(getattr(kind, "KEY", ()))
    if hasattr(kind, "PREFIX"):
        assert f"Prefix `{kind.PREFIX}`" in section(kind.__name__)


def vocabulary_fields() -> Iterator[tuple[type[StrEnum], str, str]]:
    """Each closed word list with the record type and the field that it is for."""
    for kind in record_types():
        for name, hint in get_type_hints(kind).items():
            for each in (hint, *get_args(hint)):
                if isinstance(each, EnumType) and issubclass(each, StrEnum):
                    yield each, kind.__name__, name


@pytest.mark.parametrize(("vocabulary", "kind", "field"), [*vocabulary_fields()])
def test_the_row_of_a_field_names_no_value_that_its_vocabulary_lacks(
    vocabulary: type[StrEnum], kind: str, field: str
) -> None:
    assert row_words(kind, field) <= {value.value for value in vocabulary}


def test_every_value_of_a_vocabulary_is_in_a_row_of_a_field_that_takes_it() -> None:
    vocabularies = [each for each in vars(records).values() if isinstance(each, EnumType) and issubclass(each, StrEnum)]
    found: dict[type[StrEnum], set[str]] = {vocabulary: set() for vocabulary in vocabularies}
    for vocabulary, kind, field in vocabulary_fields():
        found[vocabulary] |= row_words(kind, field)
    assert found == {vocabulary: {value.value for value in vocabulary} for vocabulary in vocabularies}


# -- JSON --------------------------------------------------------------------------------------------------------------


def sample_report() -> Report:
    return Report(
        source="0" * 64, uri="page.html", title=None, outlet=None, agency=None, byline=None, dateline=None,
        published=Published(), language="en", text="Rebels shelled the town, the army said.", segments=(), blocks=(),
    )  # fmt: skip


def sample_claim(report: Report) -> Claim:
    span = spans.Span(report=report.id, start=0, end=6)
    mention = records.Mention(span=span, kind=records.MentionKind.ACTOR, surface="Rebels", head=0)
    quantity = records.Quantity(low=1, high=1, qualifier=records.Qualifier.EXACT, span=span)
    return Claim(
        report=report.id, type="shelling", kind=records.ClaimKind.EVENT, trigger=span,
        arguments=(records.Argument(role="actor", mention=mention),),
        figures=(Figure(harm="killed", quantity=quantity),), share=None, stance=records.Stance.ASSERTED,
        background=False, speaker=Speaker(mention=mention), evidence=(span,), found_by=("rules",), rule="r", score=0.8,
    )  # fmt: skip


def json_rows() -> dict[str, contract.Json]:
    report = sample_report()
    failure = Failure(stage="read", source="0" * 64, code="empty_file", message="it is empty", remedy="leave it out")
    return {
        "reports": contract.report_row(report, 0),
        "claims": contract.claim_row(sample_claim(report), None, report),
        "failures": contract.failure_row(failure, None),
        "decisions": next(list_decisions([Decision(at="2020", by="x", kind=DecisionKind.UNDO)], Built())),
    }


def finding_rows() -> dict[str, contract.Json]:
    """A row of each kind of finding."""
    place = records.Place(
        id="p", name="P", kind="town", lon=1.0, lat=2.0, radius_km=3.0, precision=1, parent=None, country=None,
        surface="P", how="by hand",
    )  # fmt: skip
    single = records.FindingState.SINGLE
    event = records.Event(
        founding="clm-a", members=("clm-a",), against=(), type="attack", actors=(), targets=(), place=place, time=None,
        reports=1, independent=1, state=single,
    )  # fmt: skip
    toll = records.Toll(
        founding="clm-a", group=None, group_key="?", harm="killed", scope=records.Scope.EVENT, place=place, time=None,
        low=1, best=1, high=1, state=single, basis="claimed", policy="cautious", independent=1, support=(), against=(),
        within=(),
    )  # fmt: skip
    control = records.Control(
        founding="clm-a", place=place, place_key="p", since=None, until=None, state=records.ControlState.HELD,
        holder=None, holder_key="?", share=None, basis="claimed", independent=1, confidence=0.4, support=(), against=(),
    )  # fmt: skip
    return {
        "events": contract.event_row(event),
        "tolls": contract.toll_row(toll),
        "control": contract.control_row(control),
    }


@pytest.mark.parametrize("command", ["events", "tolls", "control"])
def test_the_keys_of_findings_are_in_the_data_dictionary(command: str) -> None:
    assert sorted(documented(f"`sijil {command}`")) == sorted(finding_rows()[command])


@pytest.mark.parametrize("command", ["reports", "claims", "failures", "decisions"])
def test_the_keys_of_the_json_are_in_the_data_dictionary(command: str) -> None:
    assert sorted(documented(f"`sijil {command}`")) == sorted(json_rows()[command])


def test_the_keys_of_a_score_are_in_the_data_dictionary() -> None:
    score = score_claims([], read_gold(ROOT / "examples" / "expected.json"))
    assert sorted(documented("`sijil evaluate`")) == sorted(score)


@pytest.mark.parametrize("part", ["figures", "speaker"])
def test_the_keys_of_nested_json_are_in_the_data_dictionary(part: str) -> None:
    value = json_rows()["claims"][part]
    nested = value[0] if isinstance(value, list) else value
    assert isinstance(nested, dict)
    row = next(line for line in section("`sijil claims`").splitlines() if line.startswith(f"| `{part}`"))
    assert set(nested) <= set(re.findall(r"`(\w+)`", row))


# -- the README's commands ---------------------------------------------------------------------------------------------


def readme_commands() -> list[list[str]]:
    """The `sijil` lines of the README's console blocks, in order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    return [shlex.split(line[2:])[1:] for block in blocks for line in block.splitlines() if line.startswith("$ sijil ")]


def readme_programs() -> list[str]:
    """The README's Python blocks."""
    return re.findall(
        r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def expanded(argument: str) -> list[str]:
    """An argument as the shell would hand it on."""
    return sorted(glob.glob(argument)) if "*" in argument else [argument]  # noqa: PTH207  # the shell's own rules


def first_claim(project: Path) -> str:
    """The id that stands in the README's place of CLAIM."""
    with Project.open(project).record() as record:
        return str(next(iter(record.claims()))["id"])


@pytest.mark.slow
def test_the_commands_and_programs_of_the_readme_run_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    found = readme_commands()
    assert found
    for arguments in found:
        words = [word for argument in arguments for word in expanded(argument)]
        if "CLAIM" in words:
            words[words.index("CLAIM")] = first_claim(Path(words[1]))
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, f"sijil {shlex.join(arguments)}: {result.output}{result.exception!r}"
    for program in readme_programs():
        exec(compile(program, "README.md", "exec"), {})  # noqa: S102  # our own page
    assert "The army | that rebels had shelled the town" in capsys.readouterr().out
