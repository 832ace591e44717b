"""The grammar of time expressions: the word lists and rules of the packs, compiled once per pack.

`times.yml` holds the rules and `timewords.yml` the words that they use. At each word of a text the rules are tried in
order behind an optional lead (preposition, hedge, part of a longer time: "since", "about", "early").
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import msgspec

from sijil.errors import PackError
from sijil.packs import Packs
from sijil.parts import TimeRule, TimeWords

_SLOT = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
_CLASS = re.compile(r"(\[[^\]]*\])")
_NUMERAL = re.compile(r"-?\d+(?:\.\d+)?")
_DIGITS = re.compile(r"\d{4}|\d{1,2}[:./]\d|\d+0s|'\d\d|\d{1,2}[ap]m")
_TOKEN = re.compile(r"'?[^\W_]\w*")
_REACH = 12
"""How many words before the one that every time needs an expression may begin."""
_WORD = re.compile(r"[^\W\d_]+")
_TIMELY = ("weekday", "month", "unit", "daypart", "season", "hijri", "holiday", "decade")
_PIVOT = 30
"""A year of two digits up to this one is of this century, later ones of the last."""


class Form(StrEnum):
    """What a time expression says; docs/times.md lists them with examples."""

    NONE = "none"
    DATE = "date"
    SEASON = "season"
    DECADE = "decade"
    HOLIDAY = "holiday"
    HIJRI = "hijri"
    WEEKDAY = "weekday"
    UNIT = "unit"
    OFFSET = "offset"
    OVERNIGHT = "overnight"
    AGO = "ago"
    LATER = "later"
    BESIDE = "beside"
    LENGTH = "length"
    PAST = "past"
    COMING = "coming"
    DURATION = "duration"
    CONTEXT = "context"
    NOW = "now"
    VAGUE = "vague"
    CLOCK = "clock"
    DAYPART = "daypart"
    FREQUENCY = "frequency"


class Relation(StrEnum):
    """What the preposition does to the days that it stands before."""

    AT = "at"
    OF = "of"
    SINCE = "since"
    UNTIL = "until"
    AS_OF = "as_of"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    BETWEEN = "between"
    FOR = "for"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The values read from the words of a time expression; None where the words do not say."""

    year: int | None = None
    last_year: int | None = None
    month: int | None = None
    last_month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    season: int | None = None
    unit: str | None = None
    part_unit: str | None = None
    ordinal: int | None = None
    count: float | None = None
    last_count: float | None = None
    fraction: float | None = None
    inexact: int | None = None
    direction: str | None = None
    offset: int | None = None
    sign: int | None = None
    daypart: str | None = None
    clock: str | None = None
    holiday: str | None = None
    hijri: int | None = None
    hijri_year: int | None = None

    def given(self) -> frozenset[str]:
        """Name the fields that the words give."""
        return frozenset(name for name in self.__slots__ if getattr(self, name) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One match of a rule: characters `start:end`, the rule's words from `core` on, and what they say."""

    start: int
    core: int
    end: int
    rule: TimeRule
    form: Form
    relation: Relation | None
    part: str | None
    fields: Fields


class Grammar:
    """The compiled rules and lists of some packs."""

    def __init__(self, lists: tuple[TimeWords, ...], rules: tuple[TimeRule, ...]) -> None:
        """Compile; a pattern that cannot be compiled, an unknown list, field or form is a PackError."""
        self._lists = {item.name: item for item in lists}
        self._patterns: dict[str, str] = {}
        for item in lists:
            self._patterns[item.name] = self._alternatives(item)
        self.rules = rules
        self._forms = [_form(rule) for rule in rules]
        self._each = [_compile(rf"(?:{self._fill(rule, named=True)})(?!\w)", rule) for rule in rules]
        bodies = "|".join(f"(?P<r{n}>{self._fill(rule, named=False)})" for n, rule in enumerate(rules))
        self._master = re.compile(rf"(?<![\w$€£#@])(?<!\d[.,:/])(?<!\w-){self._lead()}(?:{bodies})(?!\w)")
        timely = [word for name in (*_TIMELY, "trigger") for word in self.words(name)]
        self._triggers = frozenset(part for word in timely for part in _WORD.findall(word)[-1:])
        written = [*(word for item in lists for word in (*item.words, item.pattern)), *(rule.pattern for rule in rules)]
        known = _WORD.findall(re.sub(r"\\[a-z]", " ", " ".join(written)))
        self._known = frozenset(known) | {word[:-1] for word in known}

    def words(self, name: str) -> dict[str, str]:
        """Return the words of a list with their values; no words where no pack has the list."""
        item = self._lists.get(name)
        return item.words if item is not None else {}

    def atoms(self, text: str, lower: str) -> Iterator[Atom]:
        """Yield the matches of the rules in order; `lower` is `text` in lower case, of the same length."""
        done = 0
        for start in self._starts(lower):
            found = self._master.match(lower, start) if start >= done else None
            if found is not None:
                done = found.end()
                number = int((found.lastgroup or "r0")[1:])
                atom = self._atom(found, number, text, lower)
                if atom is not None:
                    yield atom

    def _starts(self, lower: str) -> Iterator[int]:
        """Yield the characters where a time may begin: a known word, not far before one that every time needs."""
        waiting: deque[int] = deque(maxlen=_REACH)
        for token in _TOKEN.finditer(lower):
            word = token[0].lstrip("'")
            waiting.append(token.start() if word in self._known or not word.isalpha() else -1)
            if word in self._triggers or _DIGITS.match(lower, token.start()):
                yield from (start for start in waiting if start >= 0)
                waiting.clear()

    def _atom(self, found: re.Match[str], number: int, text: str, lower: str) -> Atom | None:
        rule, form = self.rules[number], self._forms[number]
        inner = found.start(f"r{number}")
        match = self._each[number].match(lower, inner)
        if form is Form.NONE or match is None or not self._is_cased(match, text):
            return None
        core = next(at for at in (found.start("hedge"), found.start("part"), inner) if at >= 0)
        relation = self.words("relation").get(_plain(found["relation"] or ""))
        part = self.words("part").get(_plain(found["part"] or "").removeprefix("the "))
        fields = self._fields(match, rule)
        kind = Relation(relation) if relation else None
        return Atom(
            start=found.start(),
            core=core,
            end=found.end(),
            rule=rule,
            form=form,
            relation=kind,
            part=part,
            fields=fields,
        )

    def _is_cased(self, match: re.Match[str], text: str) -> bool:
        """Tell whether the words that need a capital letter have one."""
        for slot in match.groupdict():
            if match[slot] is not None:
                cased = self._lists[slot.partition("__")[0]].cased
                if match[slot].rstrip(".") in cased and not text[match.start(slot)].isupper():
                    return False
        return True

    def _fields(self, match: re.Match[str], rule: TimeRule) -> Fields:
        values: dict[str, int | float | str] = {name: _numeral(value) for name, value in rule.sets.items()}
        for slot, words in match.groupdict().items():
            if words is not None:
                name, _, field = slot.partition("__")
                if (field.rstrip("0123456789") or name) in Fields.__slots__:
                    values[field.rstrip("0123456789") or name] = self._value(self._lists[name], words)
        return msgspec.convert(values, Fields)

    def _value(self, item: TimeWords, words: str) -> int | float | str:
        """Normalise the words of one list."""
        plain = _plain(words)
        if item.normaliser == "integer":
            return _numeral(item.words[plain]) if plain in item.words else int(re.sub(r"\D", "", plain))
        if item.normaliser == "year":
            return int(item.words[plain]) if plain in item.words else _year(int(re.sub(r"\D", "", plain)))
        if item.normaliser == "number" and plain not in item.words:
            if plain[0].isdigit():
                return float(plain.replace(",", ""))
            return float(sum(float(item.words[word]) for word in re.split(r"[-\s]", plain)))
        return _numeral(item.words[plain]) if plain in item.words else plain

    def _alternatives(self, item: TimeWords) -> str:
        """Return one expression for the words of a list, longest first, so that "june" is not cut to "jun"."""
        words = [_spaced(re.escape(word).replace(r"\ ", " ")) for word in sorted(item.words, key=len, reverse=True)]
        words = [word + r"(?!\w)" if word[-1].isalnum() else word for word in words]
        pattern = [_spaced(item.pattern)] if item.pattern else []
        return "(?:" + "|".join([*pattern, *words]) + ")"

    def _fill(self, rule: TimeRule, *, named: bool) -> str:
        """Return a rule's pattern with its lists in place."""
        seen: dict[str, int] = {}

        def put(slot: re.Match[str]) -> str:
            name, field = slot[1], slot[2] or ""
            if name not in self._patterns:
                remedy = f"add the list to timewords.yml, or use one of: {', '.join(sorted(self._patterns))}"
                raise PackError(f"time rule {rule.id!r} uses the list {name!r}, which no pack has", remedy=remedy)
            key = f"{name}__{field}"
            seen[key] = seen.get(key, 0) + 1
            return f"(?P<{key}{seen[key]}>{self._patterns[name]})" if named else self._patterns[name]

        return _SLOT.sub(put, _spaced(rule.pattern))

    def _lead(self) -> str:
        """Return the expression of what may stand before the words of a rule."""
        relation, hedge, part = (self._patterns.get(name, "(?!)") for name in ("relation", "hedge", "part"))
        hedges = rf"(?P<hedge>(?:{hedge}\s+){{1,3}})?"
        return rf"(?:(?P<relation>{relation})\s+)?{hedges}(?:(?P<part>(?:the\s+)?{part})[\s-]+)?(?:the\s+)??"


@lru_cache(maxsize=8)
def load_grammar(packs: Packs) -> Grammar:
    """Compile the time rules of some packs; kept for the life of the process.

    Raises:
        PackError: If a rule uses a list, field or form that does not exist, or its pattern cannot be compiled.
    """
    return Grammar(packs.rows(TimeWords), packs.rows(TimeRule))


def lower_case(text: str) -> str:
    """Return the text in lower case with straight apostrophes and of the same length, so that offsets hold."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _spaced(pattern: str) -> str:
    """Let each space of a pattern stand for any white space."""
    pieces = _CLASS.split(pattern)
    return "".join(piece.replace(" ", r"\s") if piece.startswith("[") else _loosen(piece) for piece in pieces)


def _loosen(piece: str) -> str:
    return piece.replace(" ?", r"\s*").replace(" ", r"\s+")


def _compile(pattern: str, rule: TimeRule) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        remedy = "correct the regular expression in times.yml"
        raise PackError(f"the pattern of time rule {rule.id!r} is wrong: {error}", remedy=remedy) from error


def _form(rule: TimeRule) -> Form:
    unknown = sorted(set(rule.sets) - set(Fields.__slots__))
    if rule.form not in set(Form) or unknown:
        wrong = f"sets unknown fields: {', '.join(unknown)}" if unknown else f"has the unknown form {rule.form!r}"
        remedy = f"use one of: {', '.join(Fields.__slots__ if unknown else list(Form))}"
        raise PackError(f"time rule {rule.id!r} {wrong}", remedy=remedy)
    return Form(rule.form)


def _plain(words: str) -> str:
    """Return words as the lists write them: with single spaces."""
    return " ".join(words.split())


def _numeral(value: str) -> int | float | str:
    if not _NUMERAL.fullmatch(value):
        return value
    return float(value) if "." in value else int(value)


def _year(number: int) -> int:
    if number >= 100:  # noqa: PLR2004 - more than two digits are a whole year
        return number
    return number + (2000 if number <= _PIVOT else 1900)
