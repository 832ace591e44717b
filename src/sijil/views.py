"""What each command shows: tables on a terminal, JSON lines on a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sijil.printing import make_visible, open_console, print_lines, print_table, wants_json

if TYPE_CHECKING:
    from rich.text import Text

    from sijil.build import BuildReport
    from sijil.contract import Json
    from sijil.printing import Cells
    from sijil.records import Decision

NARROW = 100
NOTICE = "These are claims by sources, not findings."
_MARK_STYLES = {
    "trigger": "bold reverse",
    "actor": "bold red",
    "target": "bold magenta",
    "place": "bold green",
    "time": "bold blue",
    "speaker": "bold yellow",
    "said": "yellow",
    "group": "magenta",
}
_FIGURE_STYLE = "bold cyan"

# -- reports, claims, failures -----------------------------------------------------------------------------------------


def show_reports(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show reports, and why those without a date are dated as they are."""
    shares = {"title": 4, "page": 3, "published": 3, "outlet": 2}
    listed = list(rows)
    show_table(Table("reports", _report_cells, frozenset({"agency"}), shares), listed, as_json=as_json)
    if not wants_json(as_json=as_json):
        show_text(line for row in listed for line in _dating_lines(row))


def _dating_lines(row: Json) -> Iterator[str]:
    for bound in _list(row["dated_by"]):
        yield f"{_base(row['uri'])}: {bound['earliest'] or '...'} to {bound['latest'] or '...'}: {bound['reason']}"


def show_claims(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show claims."""
    show_table(
        Table("claims", _claim_cells, frozenset({"said by", "figures", "when"}), {"words": 4, "who to whom": 2}),
        rows,
        as_json=as_json,
    )


def show_failures(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show failures."""
    show_table(
        Table("failures", _failure_cells, frozenset({"stage"}), {"reason": 3, "remedy": 3}), rows, as_json=as_json
    )


def show_decisions(rows: Iterable[Json], *, as_json: bool) -> None:
    """Show decisions."""
    show_table(
        Table("decisions", _decision_cells, frozenset({"by", "reason"}), {"words": 3, "says": 2, "reason": 2}),
        rows,
        as_json=as_json,
    )


def show_decision(decision: Decision, effect: str, folder: Path, *, as_json: bool) -> None:
    """Show a decision that was just written, and what a build will make of it."""
    if wants_json(as_json=as_json):
        row = {"id": decision.id, "at": decision.at, "by": decision.by, "kind": decision.kind.value, "effect": effect}
        print_lines([row])
    else:
        show_text([f"{decision.id} ({decision.kind})", f"After `sijil build {folder}`: {effect}."])


class Table(NamedTuple):
    """How rows of the JSON contract are shown: `wide_only` are columns for a wide terminal."""

    what: str
    cells: Callable[[Json], Cells]
    wide_only: frozenset[str]
    shares: dict[str, int]


def show_table(table: Table, rows: Iterable[Json], *, as_json: bool) -> None:
    """Show rows of the JSON contract."""
    if wants_json(as_json=as_json):
        print_lines(rows)
        return
    console = open_console()
    listed = [table.cells(row) for row in rows]
    if listed:
        print_table(console, listed, table.wide_only if console.width < NARROW else frozenset(), table.shares)
    console.print(f"{len(listed)} {table.what}. {NOTICE if table.what == 'claims' else ''}", style="dim")


def _report_cells(row: Json) -> Cells:
    published = _mapping(row["published"])
    return {
        "id": _short(row["id"]),
        "page": _base(row["uri"]),
        "title": cell_text(row["title"]),
        "outlet": cell_text(row["outlet"]),
        "agency": cell_text(row["agency"]),
        "published": f"{time_interval(published)} ({published['how']})",
        "lang": cell_text(row["language"]),
        "claims": str(row["claims"]),
    }


def _claim_cells(row: Json) -> Cells:
    stance = "" if row["stance"] == "asserted" else f" ({row['stance']})"
    return {
        "id": _short(row["id"]),
        "page": _base(_mapping(row["report"])["uri"]),
        "what": f"{row['type']}{stance}",
        "who to whom": " -> ".join([name_list(row["actors"]) or "...", *filter(None, [name_list(row["targets"])])]),
        "where": cell_text(_mapping(row["place"]).get("name")),
        "when": time_interval(_mapping(row["time"])),
        "figures": "; ".join(map(_figure, _list(row["figures"]))),
        "said by": cell_text(_mapping(row["speaker"]).get("surface")),
        "words": cell_text(row["quote"]),
    }


def _failure_cells(row: Json) -> Cells:
    return {
        "code": cell_text(row["code"]),
        "stage": cell_text(row["stage"]),
        "what": cell_text(row["uri"]),
        "reason": cell_text(row["message"]),
        "remedy": cell_text(row["remedy"]),
    }


def _decision_cells(row: Json) -> Cells:
    said = (row["role"], row["words"], row["to"], row["field"], row["value"], row["undoes"])
    return {
        "id": _short(row["id"]),
        "state": cell_text(row["state"]),
        "kind": cell_text(row["kind"]),
        "says": " ".join(str(part) for part in said if part),
        "by": cell_text(row["by"]),
        "words": " | ".join(row["quotes"] if isinstance(row["quotes"], list) else ()),
        "reason": cell_text(row["reason"]),
    }


def _short(identifier: object) -> str:
    """Cut an id to what `why` needs in all but huge records."""
    return str(identifier)[:12]


def _base(uri: object) -> str:
    """Return the last part of an address."""
    return str(uri).rstrip("/").rsplit("/", 1)[-1]


def cell_text(value: object) -> str:
    """Return a cell's text; nothing for what is unknown."""
    return "" if value is None else str(value)


def _mapping(value: object) -> dict[str, Any]:
    """Return a nested object, empty where it is unknown."""
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[dict[str, Any]]:
    """Return a nested list."""
    return value if isinstance(value, list) else []


def name_list(actors: object) -> str:
    """List the names of actors."""
    return ", ".join(str(actor["name"]) for actor in _list(actors))


def time_interval(time: dict[str, Any]) -> str:
    """Write an interval of days."""
    low, high = time.get("earliest"), time.get("latest")
    if low == high:
        return low or "unknown"
    return f"{low or '...'} to {high or '...'}"


def _figure(figure: dict[str, Any]) -> str:
    """Write a figure with its bounds."""
    low, high = figure["low"], figure["high"]
    if low is None and high is None:
        return f"{figure['qualifier']} {figure['harm']}"
    if low == high:
        return f"{low} {figure['harm']}"
    return f"{'' if low is None else low}-{'' if high is None else high} {figure['harm']}"


# -- build -------------------------------------------------------------------------------------------------------------


def show_build(report: BuildReport, failures: int, project: Path, *, as_json: bool) -> None:
    """Show what a build did."""
    if wants_json(as_json=as_json):
        print_lines([{**asdict(report), "failures": failures}])
        return
    console = open_console()
    print_table(console, [{name: _cell(value) for name, value in asdict(stage).items()} for stage in report.stages])
    counts = report.counts
    found = f"{counts.get('Report', 0)} reports, {counts.get('Claim', 0)} claims in {report.seconds:.1f} s"
    console.print(f"{found}; digest {report.digest[:16]}")
    if failures:
        console.print(f"{failures} failures: see `sijil failures {project}`", style="yellow")


def _cell(value: object) -> str:
    """Write a number."""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


# -- why ---------------------------------------------------------------------------------------------------------------


def show_why(why: Json, *, as_json: bool) -> None:
    """Show what a claim rests on: in colour on a terminal, with marks in brackets on a pipe."""
    if as_json:
        print_lines([why])
    elif sys.stdout.isatty():
        from rich.text import Text  # noqa: PLC0415  # rich is slow to import and not needed on a pipe

        console = open_console()
        for sentence in _list(why["sentences"]):
            console.print(_coloured(sentence))
        for line in chain(_legend(why), _facts(why)):
            console.print(Text(make_visible(line)))
    else:
        sys.stdout.writelines(make_visible(line) + "\n" for line in why_lines(why))


def show_explanation(sentences: Sequence[Json], *, as_json: bool) -> None:
    """Show how sentences are read."""
    from sijil.explain import explanation_lines  # noqa: PLC0415  # few commands need it

    if as_json:
        print_lines(sentences)
    else:
        for number, sentence in enumerate(sentences):
            show_text(chain([""] * bool(number), explanation_lines(sentence)))


def why_lines(why: Json) -> Iterator[str]:
    """Yield what a claim rests on as plain lines."""
    return chain(map(_bracketed, _list(why["sentences"])), _facts(why))


def _coloured(sentence: dict[str, Any]) -> Text:
    """Style the marked words of a sentence."""
    from rich.text import Text  # noqa: PLC0415  # see above

    shown = Text(_keep_width(sentence["text"]))
    for mark in sentence["marks"]:
        start, end = mark["start"] - sentence["start"], mark["end"] - sentence["start"]
        shown.stylize(_MARK_STYLES.get(mark["role"], _FIGURE_STYLE), max(0, start), end)
    return shown


def _keep_width(text: str) -> str:
    """Replace each control character by one visible character, so that offsets stay true."""
    return "".join(
        char if char.isprintable() or char == "\u00a0" else " " if char.isspace() else "\ufffd" for char in text
    )


def _bracketed(sentence: dict[str, Any]) -> str:
    """Put the marked words of a sentence in brackets, each with its part: "[actor: the army]"."""
    cuts: list[tuple[int, int, int, str]] = []
    for mark in sentence["marks"]:
        start = max(mark["start"], sentence["start"])
        end = min(mark["end"], sentence["end"])
        cuts += [(start, 1, -end, f"[{mark['role']}: "), (end, 0, -start, "]")]
    shown, at = [], sentence["start"]
    for place, _, _, sign in sorted(cuts):
        shown += [sentence["text"][at - sentence["start"] : place - sentence["start"]], sign]
        at = place
    return "".join([*shown, sentence["text"][at - sentence["start"] :]])


def _legend(why: Json) -> Iterator[str]:
    """List the marked words by part, since colours alone do not tell."""
    marks = [mark for sentence in _list(why["sentences"]) for mark in sentence["marks"]]
    for role, surface in dict.fromkeys((mark["role"], mark["surface"]) for mark in marks):
        yield f"  {role:<9} {surface}"


def _facts(why: Json) -> Iterator[str]:
    """Yield the lines below the sentence."""
    claim, rule = _mapping(why["claim"]), _mapping(why["rule"])
    yield ""
    yield f"claim     {claim['id']}: {claim['type']}, {claim['stance']}{', background' * claim['background']}"
    yield f"rule      {rule['id']}{_at(rule)}, score {claim['score']:.2f}"
    yield from _review_lines(_mapping(why["review"]))
    if claim["speaker"]:
        yield f"speaker   {_speaker(claim['speaker'])}"
    else:
        yield "speaker   none named: the outlet's own words"
    yield from chain.from_iterable(map(_resolution_lines, _list(why["resolutions"])))
    page, source = _mapping(why["page"]), _mapping(why["source"])
    published = page["published"]
    yield f"page      {page['uri']}"
    yield f"          {page['title'] or 'no title'}; {page['outlet'] or 'outlet unknown'}"
    yield f"published {time_interval(published)} ({published['how']}{_quoted(published['surface'])})"
    for place in _list(why["bytes"]):
        unit = "layer" if place["boxes"] else "bytes"
        yield f"words     characters {place['start']}:{place['end']}, {unit} {place['raw_start']}:{place['raw_end']}"
        yield from map(_box, place["boxes"])
        left_out = f" ... {place['left_out']} {unit} more" if place["left_out"] else ""
        yield f"{unit:<9} {make_visible(place['raw'])}{left_out}"
    yield f"source    sha256 {source['sha256']} (verified), {source['media_type']}, {source['encoding'] or 'not text'}"
    yield f"          encoding {source['encoding_how']}, {source['size']} bytes"
    yield NOTICE


def _review_lines(review: dict[str, Any]) -> Iterator[str]:
    """Say what people have decided about a claim, if they have."""
    if review["decisions"]:
        yield f"review    {review['state']} by {', '.join(review['decisions'])}"
    for fix in review["fixes"]:
        said = " meaning ".join(filter(None, [f'"{fix["words"]}"' if fix["words"] else "", fix["to"]])) or "nothing"
        yield f"            {fix['role']} = {said} ({fix['decision']})"


def _box(box: dict[str, Any]) -> str:
    """Say where a printed line stands."""
    return (
        f"line      page {box['page']}, {box['left']}-{box['right']} across, {box['bottom']}-{box['top']} up (points)"
    )


def _at(rule: dict[str, Any]) -> str:
    """Say where a rule stands."""
    return f" ({rule['file']}:{rule['line']})" if rule["file"] else ""


def _quoted(surface: str | None) -> str:
    """Quote the words that say something."""
    return f': "{surface}"' if surface else ""


def _speaker(speaker: dict[str, Any]) -> str:
    """Describe a speaker."""
    party = speaker["party"]["name"] if speaker["party"] else None
    known = (("name", speaker["name"]), ("role", speaker["role"]), ("party", party), ("through", speaker["channel"]))
    return "; ".join([f'"{speaker["surface"]}"', *(f"{name} {value}" for name, value in known if value)])


def _resolution_lines(one: dict[str, Any]) -> Iterator[str]:
    """Describe what a mention was taken to mean, with the other candidates."""
    meaning = f"{one['name']} [{one['target'] or 'no id'}] ({one['state']})"
    words = f'"{one["surface"]}"' if one["surface"] else "(no words)"
    yield f"{one['role']:<9} {words} -> {meaning}: {one['reason']}"
    for other in one["candidates"]:
        yield f"            {other['score']:.2f} {other['name']} [{other['target']}]: {other['why']}"


# -- score -------------------------------------------------------------------------------------------------------------


def show_score(score: Json, *, as_json: bool) -> None:
    """Show how the record compares with gold."""
    if wants_json(as_json=as_json):
        print_lines([score])
        return
    console = open_console()
    plain = {name: cell_text(value) for name, value in score.items() if not isinstance(value, dict | list)}
    print_table(console, [{"measure": name, "value": value} for name, value in plain.items()])
    slots = _mapping(score["slots"])
    if slots:
        print_table(console, [{"slot": name, "right": value} for name, value in slots.items()])


def show_text(lines: Iterable[str]) -> None:
    """Show lines as they are, with control characters made visible."""
    sys.stdout.writelines(make_visible(line) + "\n" for line in lines)
