"""The cues of page furniture, date lines and bylines, compiled once per set of packs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sijil.packs import Packs
from sijil.parts import AgencyRow, FurnitureRow, LanguageRow, TimeWords

_FOLDS = str.maketrans({"\u2019": "'", "\u2018": "'", "“": '"', "”": '"', "\xa0": " ", "،": ","})
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cues:
    """What the packs say about pages, ready to match.

    Attributes:
        drop: Matches a folded paragraph that is furniture.
        end: Folded lines at which the article ends.
        source: Matches the start of a folded line that names where the article was taken from, and ends it.
        credit: Matches a credit at the end of a caption, as printed.
        tail: Matches what is cut from the end of a paragraph, as printed.
        published: Words that mark a date as that of publication.
        updated: Words that mark a date as that of an update.
        dated: Further words of date lines.
        byline: Matches the start of a folded byline.
        labels: Folded words before a colon that are no dateline.
        field: Matches a folded paragraph in which a recorder of casualties counts them behind a label.
        meta: Names of HTML meta tags by what they hold, in order of trust.
        agencies: Agency by each of its names.
        function_words: The commonest English words.
        months: Number of the month by its folded names, without the dot.
        weekdays: Folded names of days of the week, without the dot.
    """

    drop: re.Pattern[str]
    end: frozenset[str]
    source: re.Pattern[str]
    credit: re.Pattern[str]
    tail: re.Pattern[str]
    published: frozenset[str]
    updated: frozenset[str]
    dated: frozenset[str]
    byline: re.Pattern[str]
    labels: frozenset[str]
    field: re.Pattern[str]
    meta: dict[str, tuple[str, ...]]
    agencies: dict[str, str]
    function_words: frozenset[str]
    months: dict[str, int]
    weekdays: frozenset[str]


def fold(text: str) -> str:
    """Return text for comparing: lower case, straight quotes, single spaces."""
    return " ".join(text.translate(_FOLDS).casefold().split())


@lru_cache(maxsize=8)
def compile_cues(packs: Packs) -> Cues:
    """Compile the cues of a set of packs; the result is kept."""
    rows = packs.rows(FurnitureRow)
    times = {row.name: row.words for row in packs.rows(TimeWords)}
    return Cues(
        drop=_compile_whole([row for row in rows if row.effect == "drop"]),
        end=frozenset(_folded(rows, "end")),
        source=_compile_starts(_folded(rows, "source")),
        credit=_compile_ends(rows, "credit"),
        tail=_compile_ends(rows, "tail"),
        published=frozenset(_folded(rows, "published")),
        updated=frozenset(_folded(rows, "updated")),
        dated=frozenset(_folded(rows, "dated")),
        byline=_compile_starts(_folded(rows, "byline")),
        labels=frozenset(_folded(rows, "label")),
        field=_compile_whole([row for row in rows if row.effect == "field"]),
        meta={name: tuple(_folded(rows, f"meta_{name}")) for name in ("published", "title", "outlet", "byline")},
        agencies={name: row.name for row in packs.rows(AgencyRow) for name in (row.name, *row.aliases)},
        function_words=frozenset(word for row in packs.rows(LanguageRow) if row.code == "en" for word in row.words),
        months={name.rstrip("."): int(value) for name, value in times.get("month", {}).items()},
        weekdays=frozenset(name.rstrip(".") for name in times.get("weekday", {})),
    )


def _folded(rows: Iterable[FurnitureRow], effect: str) -> list[str]:
    return [fold(word) for row in rows if row.effect == effect for word in row.words]


def _compile_whole(rows: list[FurnitureRow]) -> re.Pattern[str]:
    """Join cues of any kind to one pattern, to be matched from the start of a folded paragraph."""
    words = {kind: [word for row in rows if row.match == kind for word in row.words] for kind in _MATCHES}
    choices = [
        rf"(?:{_escaped(words['line'])})[\s:.…>»]*$",
        rf"(?:{_escaped(words['start'])})(?!\w)",
        rf".*(?<!\w)(?:{_escaped(words['inside'])})(?!\w)",
        rf"(?:{'|'.join(words['pattern'])})$",
    ]
    return re.compile("|".join(choice for choice in choices if "(?:)" not in choice) or "(?!)")


_MATCHES = ("line", "start", "inside", "pattern")


def _escaped(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))


def _compile_starts(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_escaped(words)})(?!\w)") if words else _NEVER


def _compile_ends(rows: Iterable[FurnitureRow], effect: str) -> re.Pattern[str]:
    words = [word for row in rows if row.effect == effect for word in row.words]
    return re.compile(rf"\s*(?:{'|'.join(words)})\W*$") if words else _NEVER
