"""Our own gold: from two annotators' readings of the passages to the settled files, with their agreement.

    python tools/settle_gold.py questions OUT   what the two differ in, as numbered questions for whoever settles
    python tools/settle_gold.py settle [--to FOLDER]   dev.json and test.json, from the readings and gold/settled.txt
    python tools/settle_gold.py agreement       how far the two agree, as JSON

gold/README.md tells how passages are read and what the lines of a reading mean.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sijil.evaluate import NameBook, are_compatible, share_words

HOME = Path(__file__).parents[1] / "gold"
NAMES = ("actor", "target", "place", "speaker", "party", "via")
FIELDS = ("type", "quote", "actor", "target", "place", "when", "figures", "speaker", "role", "party", "via", "flags")
ASKED = ("type", "actor", "target", "place", "when", "figures", "speaker", "party", "via", "stance", "background")
STATES = frozenset({"control", "contested", "siege"})
STANCES = ("denied", "doubted", "ordered", "threatened", "hypothetical")
YES, OPTIONAL, NO = "yes", "opt", "no"


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as an annotator wrote it; the fields are text, empty where there is nothing."""

    type: str
    quote: str
    actor: str = ""
    target: str = ""
    place: str = ""
    when: str = ""
    figures: str = ""
    speaker: str = ""
    role: str = ""
    party: str = ""
    via: str = ""
    flags: str = ""

    @property
    def stance(self) -> str:
        """Return the stance among the flags."""
        return next((stance for stance in STANCES if stance in self.flags), "asserted")

    @property
    def background(self) -> str:
        """Return whether it is background, as a word."""
        return "bg" if "bg" in self.flags.split() else ""


@dataclass(slots=True)
class Reading:
    """One annotator's reading of one passage."""

    claims: list[Row] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    negatives: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Question:
    """What two readings differ in: a field of a claim, or whether a claim is one (`field` is `claim`)."""

    passage: str
    quote: str
    field: str
    first: str
    second: str

    @property
    def key(self) -> str:
        """Return what names the question whatever its number."""
        return f"{self.passage} | {self.field} | {self.quote}"


def read_annotator(name: str) -> dict[str, Reading]:
    """Read all of an annotator's passages, by id."""
    found: dict[str, Reading] = {}
    for path in sorted((HOME / "annotators").glob(f"*.{name}.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            kind, _, rest = line.partition(" ")
            cells = [cell.strip() for cell in rest.split("|")]
            match kind:
                case "P":
                    reading = found.setdefault(cells[0], Reading())
                case "C" if len(cells) == len(FIELDS):
                    reading.claims.append(Row(*cells))
                case "O":
                    reading.optional.append(cells[0])
                case "N":
                    reading.negatives.append((cells[0], cells[1] if len(cells) > 1 else ""))
                case "":
                    pass
                case _:
                    raise SystemExit(f"{path}:{number}: not a P, C, O or N line of {len(FIELDS)} fields: {line[:80]}")
    return found


# -- comparing ---------------------------------------------------------------------------------------------------------


def pair_claims(first: list[Row], second: list[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pair the claims of two readings by their quotes; return the pairs and what either has alone."""
    options = [
        (-_overlap(one.quote, other.quote) - (one.type == other.type), i, j)
        for i, one in enumerate(first)
        for j, other in enumerate(second)
        if are_compatible(one.type, other.type) and share_words(one.quote, other.quote)
    ]
    taken: dict[int, int] = {}
    for _, i, j in sorted(options):
        if i not in taken and j not in taken.values():
            taken[i] = j
    pairs = [(first[i], second[j]) for i, j in sorted(taken.items())]
    alone = [row for i, row in enumerate(first) if i not in taken]
    return pairs, alone, [row for j, row in enumerate(second) if j not in taken.values()]


def _overlap(left: str, right: str) -> float:
    ours, theirs = Counter(left.lower().split()), Counter(right.lower().split())
    return (ours & theirs).total() / max(1, (ours | theirs).total())


def agree(name: str, first: Row, second: Row, book: NameBook) -> bool:
    """Tell whether two annotators say the same in a field."""
    one, other = str(getattr(first, name)), str(getattr(second, name))
    if name in NAMES:
        if not one or not other:
            return one == other
        return book.agree(one, {"name": other}) or book.agree(other, {"name": one})
    if name == "figures":
        return _numbers(one) == _numbers(other)
    if name == "when":
        return one == other or _meet(one, other)
    return one == other


def _meet(one: str, other: str) -> bool:
    """Tell whether one of two intervals holds the other, and neither is unknown."""
    if not one or not other:
        return False
    a, b = (cell.split("/") if "/" in cell else [cell, cell] for cell in (one, other))
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def _numbers(cell: str) -> frozenset[tuple[str, ...]]:
    """Return the counted figures of a cell: harm, operator and count."""
    return frozenset(tuple(part.split()[:3]) for part in cell.split(";") if part.strip() and part.split()[2:3] != ["-"])


def compare() -> Iterator[tuple[str, Row | None, Row | None]]:
    """Yield the claims of both readings in pairs; None where one has it alone."""
    first, second = read_annotator("A"), read_annotator("B")
    for passage in sorted(first.keys() | second.keys()):
        one, other = first.get(passage, Reading()), second.get(passage, Reading())
        pairs, left, right = pair_claims(one.claims, other.claims)
        yield from ((passage, a, b) for a, b in pairs)
        yield from ((passage, a, None) for a in left)
        yield from ((passage, None, b) for b in right)


def ask(book: NameBook) -> Iterator[Question]:
    """Yield what the two annotators differ in."""
    for passage, a, b in compare():
        if a and b:
            for name in ASKED:
                if not agree(name, a, b, book):
                    yield Question(passage, a.quote, name, str(getattr(a, name)), str(getattr(b, name)))
        elif row := a or b:
            line = " | ".join(str(getattr(row, name)) for name in FIELDS)
            yield Question(passage, row.quote, "claim", line if a else "", line if b else "")


# -- settling ----------------------------------------------------------------------------------------------------------


def read_answers() -> dict[str, str]:
    """Read gold/settled.txt: the key of each question and its answer, behind an arrow."""
    path = HOME / "settled.txt"
    pairs = (line.split(" => ", 1) for line in path.read_text(encoding="utf-8").splitlines() if " => " in line)
    return {key.strip(): answer.strip() for key, answer in pairs}


def settled(book: NameBook, answers: Mapping[str, str]) -> Iterator[tuple[str, Row, str]]:
    """Yield each claim of a passage as settled, with `yes` or `opt`."""
    for passage, a, b in compare():
        if a and b:
            row = a
            for name in ASKED:
                if not agree(name, a, b, book):
                    answer = answers[Question(passage, a.quote, name, "", "").key]
                    value = str(getattr({"A": a, "B": b}.get(answer, a), name)) if answer in {"A", "B"} else answer
                    row = _with(row, name, "" if value == "-" else value)
            yield passage, row, YES
        elif row_alone := a or b:
            answer = answers[Question(passage, row_alone.quote, "claim", "", "").key]
            if answer != NO:
                yield passage, row_alone, answer


def _with(row: Row, name: str, value: str) -> Row:
    """Return a claim with another value in a field; stance and background are flags."""
    if name not in {"stance", "background"}:
        return replace(row, **{name: value})
    stance, background = (value, row.background) if name == "stance" else (row.stance, value)
    return replace(row, flags=" ".join(flag for flag in (stance, background) if flag and flag != "asserted"))


def as_gold(name: str, report: str, row: Row, *, undated: bool) -> dict[str, object]:
    """Return a claim in the form that `sijil evaluate` reads."""
    days = re.findall(r"\d{4}-\d\d-\d\d", row.when)
    return {
        "id": name,
        "report": report,
        "kind": "state" if row.type in STATES else "toll" if row.type == "toll" else "event",
        "type": row.type,
        "quote": row.quote,
        "actor": row.actor or None,
        "target": row.target or None,
        "place": row.place or None,
        "when": [days[0], days[-1]] if days else None,
        "figures": [figure for part in row.figures.split(";") if (figure := _figure(part))],
        "attribution": {
            "speaker": row.speaker or None,
            "role": row.role or None,
            "party": row.party or None,
            "via": row.via or None,
            "said": None,
        },
        "stance": row.stance,
        "background": bool(row.background),
        **({"undated": "the report bears no date"} if undated else {}),
    }


def _figure(part: str) -> dict[str, object] | None:
    words = part.split()
    if len(words) < 3:  # noqa: PLR2004  # harm, operator, count
        return None
    harm, op, count, *group = words
    low = re.match(r"\d[\d,]*", count)
    number = int(low[0].replace(",", "")) if low else None
    if op == "range":
        op = "at_least"
    known = None if number is None or op == "-" else op
    return {"harm": harm, "op": known or "unspecified", "count": number if known else None, "group": _group(group)}


def _group(words: list[str]) -> str | None:
    text = " ".join(words).strip("- ")
    return text or None


def spellings() -> dict[str, dict[str, list[str]]]:
    """Read gold/names.json: other names of states and actors, so that "Syrian army" is Syria."""
    names: dict[str, dict[str, list[str]]] = json.loads((HOME / "names.json").read_text(encoding="utf-8"))
    return names


def build(part: str, passages: Iterable[Mapping[str, object]], book: NameBook) -> dict[str, object]:
    """Return the gold of some passages."""
    rows = list(passages)
    pages = {str(row["id"]): f"passages-{part}.jsonl#{line}" for line, row in enumerate(rows, 1)}
    undated = {str(row["id"]) for row in rows if row["published"] is None}
    claims: list[dict[str, object]] = []
    optional: list[dict[str, str]] = []
    negatives: list[dict[str, str]] = []
    for number, (passage, row, answer) in enumerate(settled(book, read_answers())):
        page = pages.get(passage)
        if page and answer == OPTIONAL:
            optional.append({"report": page, "quote": row.quote})
        elif page:
            claims.append(as_gold(f"{passage}-{number}", page, row, undated=passage in undated))
    asked = [(str(claim["report"]), str(claim["quote"])) for claim in claims]
    for reading in (read_annotator("A"), read_annotator("B")):
        for passage, page in pages.items():
            one = reading.get(passage, Reading())
            optional += [
                {"report": page, "quote": quote} for quote in one.optional if not _is_asked(page, quote, asked)
            ]
            negatives += [
                {"report": page, "quote": quote, "why": why}
                for quote, why in one.negatives
                if not _is_asked(page, quote, asked)
            ]
    used = {str(claim[role]).lower() for claim in claims for role in ("actor", "target", "place") if claim[role]}
    used |= {str(value).lower() for claim in claims for value in dict(claim["attribution"]).values() if value}  # type: ignore[call-overload]
    names = {
        kind: {name: other for name, other in group.items() if name.lower() in used}
        for kind, group in spellings().items()
    }
    return {"claims": claims, "optional": optional, "negatives": negatives, "names": names}


def _is_asked(page: str, quote: str, asked: Iterable[tuple[str, str]]) -> bool:
    """Tell whether words that one annotator set aside are part of a claim all the same."""
    return any(page == other and share_words(quote, words) for other, words in asked)


def read_passages(part: str) -> list[dict[str, object]]:
    """Read the passages of `dev` or `test`."""
    path = HOME / f"passages-{part}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def measure(book: NameBook) -> dict[str, object]:
    """Return the agreement of the two annotators: F1 on claims, and of each field on the claims that both have."""
    both, alone, right = 0, 0, Counter[str]()
    for _, a, b in compare():
        if a and b:
            both += 1
            right.update(name for name in ASKED if agree(name, a, b, book))
        else:
            alone += 1
    shares = {name: round(right[name] / both, 3) for name in ASKED}
    return {
        "claims_in_both": both,
        "claims_in_one": alone,
        "claims_f1": round(2 * both / (2 * both + alone), 3),
        **shares,
    }


def main(arguments: list[str]) -> None:
    """Run a command."""
    book = NameBook(spellings())
    match arguments:
        case ["questions", out]:
            lines = [f"{question.key}\n    A: {question.first}\n    B: {question.second}" for question in ask(book)]
            Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
        case ["settle", *rest]:
            home = Path(rest[1]) if rest[:1] == ["--to"] else HOME
            for part in ("dev", "test"):
                gold = build(part, read_passages(part), book)
                (home / f"{part}.json").write_text(
                    json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
        case ["agreement"]:
            print(json.dumps(measure(book), indent=1))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
