"""Find the time expressions of a text: matches of the grammar, joined where several words say one time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from sijil.packs import Packs
from sijil.resolve.timegrammar import Atom, Fields, Form, Grammar, Relation, load_grammar, lower_case

_GAP = re.compile(r"\s*,?\s*")
_RANK = (
    Form.DATE,
    Form.HOLIDAY,
    Form.HIJRI,
    Form.SEASON,
    Form.OVERNIGHT,
    Form.OFFSET,
    Form.WEEKDAY,
    Form.UNIT,
    Form.CONTEXT,
    Form.DAYPART,
    Form.CLOCK,
)
"""Forms that may join into one expression; the first of them gives the form of the whole."""
_PAIRS = (
    {Form.WEEKDAY, Form.DATE},
    {Form.WEEKDAY, Form.OFFSET},
    {Form.OFFSET, Form.DATE},
    {Form.OVERNIGHT, Form.WEEKDAY},
    {Form.WEEKDAY, Form.HOLIDAY},
)
_OF_DAY = {Form.DAYPART, Form.CLOCK}
_ABOUT = {Relation.BEFORE, Relation.AFTER}
"""Prepositions that before an hour or a part of the day leave the day as it is ("before dawn on Monday")."""
_LOOSE = {None, Relation.AT, Relation.OF}
_JOINS = {Relation.FROM: {"to"}, Relation.SINCE: {"to"}, Relation.BETWEEN: {"and", "to"}}
_RANGED = {Form.DATE, Form.WEEKDAY, Form.CLOCK, Form.SEASON, Form.HOLIDAY, Form.OFFSET, Form.UNIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that say when, how long or how often.

    Attributes:
        start: First character, of the preposition where there is one.
        core: First character of the time itself, without the preposition.
        end: One past the last character.
        surface: The characters `start:end`.
        rule: Id of the rule that found it.
        form: What the words say.
        relation: What the preposition does to the days; None = no preposition.
        part: Which part of the time is meant (early, mid, late, before, after, half1, quarter2, all).
        fields: The values read from the words.
        last: The other end of a range ("from Monday to Wednesday"), or the end of a length ("the week to Monday").
    """

    start: int
    core: int
    end: int
    surface: str
    rule: str
    form: Form
    relation: Relation | None
    part: str | None
    fields: Fields
    last: TimeExpression | None = None

    def moved(self, offset: int) -> TimeExpression:
        """Return the same expression at another place of a longer text."""
        last = self.last.moved(offset) if self.last else None
        return replace(self, start=self.start + offset, core=self.core + offset, end=self.end + offset, last=last)


def find_times(text: str, packs: Packs) -> tuple[TimeExpression, ...]:
    """Find all time expressions of a text, in order, with character offsets."""
    grammar = load_grammar(packs)
    lower = lower_case(text)
    found: list[TimeExpression] = []
    start = 0
    for line in lower.splitlines(keepends=True):
        found += (item.moved(start) for item in _find(grammar, text[start : start + len(line)], line))
        start += len(line)
    return tuple(found)


def relation_of(surface: str, packs: Packs) -> Relation | None:
    """Return what the preposition at the beginning of a phrase does to the days that follow, if it is one of time."""
    words = load_grammar(packs).words("relation")
    tokens = lower_case(surface).split()[:3]
    known = (words.get(" ".join(tokens[:size])) for size in range(len(tokens), 0, -1))
    return next((Relation(value) for value in known if value), None)


def _find(grammar: Grammar, text: str, lower: str) -> Iterator[TimeExpression]:
    """Yield the expressions of one line."""
    joined = _join([_lift(atom, text) for atom in grammar.atoms(text, lower)], text)
    needs = {rule.id: rule.needs for rule in grammar.rules}
    alone = [item for item in joined if item.last or _is_enough(item, needs[item.rule])]
    found = _ranges(alone, text, grammar.words("until"))
    yield from (item for item in found if item.last or item.form is not Form.LENGTH)


def _lift(atom: Atom, text: str) -> TimeExpression:
    return TimeExpression(
        start=atom.start,
        core=atom.core,
        end=atom.end,
        surface=text[atom.start : atom.end],
        rule=atom.rule.id,
        form=atom.form,
        relation=atom.relation,
        part=atom.part,
        fields=atom.fields,
    )


def _is_enough(item: TimeExpression, needs: str) -> bool:
    """Tell whether an expression has the company that its rule asks for."""
    if needs == "part":
        return item.part is not None
    if needs == "for":
        return item.relation not in {None, Relation.OF} and item.part is None
    return not needs or item.relation is not None or item.part is not None


def _join(items: list[TimeExpression], text: str) -> list[TimeExpression]:
    """Join neighbours that say one time: "Friday" + "night", "2 pm" + "on Tuesday", "Tuesday" + "May 7"."""
    joined: list[TimeExpression] = []
    for item in items:
        whole = _unite(joined[-1], item, text) if joined else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(item)
    return joined


def _unite(left: TimeExpression, right: TimeExpression, text: str) -> TimeExpression | None:
    """Return one expression for two neighbours, or None where they are two."""
    if right.relation not in _LOOSE or not _GAP.fullmatch(text, left.end, right.start):
        return None
    if left.form not in _RANK or right.form not in _RANK or left.fields.given() & right.fields.given() - {"daypart"}:
        return None
    if not _fit(left, right):
        return None
    first, second = sorted((left, right), key=lambda item: _RANK.index(item.form))
    values = {name: getattr(item.fields, name) for item in (second, first) for name in item.fields.given()}
    if first.form is Form.UNIT or {first.form, second.form} == {Form.WEEKDAY, Form.UNIT}:
        first = right if right.form is Form.WEEKDAY else left if left.form is Form.WEEKDAY else first
    relation = left.relation or right.relation
    if left.form in _OF_DAY and relation in _ABOUT:
        relation = Relation.AT
    return TimeExpression(
        start=left.start,
        core=left.core,
        end=right.end,
        surface=text[left.start : right.end],
        rule=first.rule,
        form=first.form,
        relation=relation,
        part=left.part or right.part,
        fields=msgspec.convert(values, Fields),
    )


def _fit(left: TimeExpression, right: TimeExpression) -> bool:
    """Tell whether two neighbouring expressions complete each other."""
    forms = {left.form, right.form}
    if forms & {Form.DAYPART, Form.CLOCK}:
        return len(forms) == 2 or forms == {Form.CLOCK}  # noqa: PLR2004 - two forms
    if forms == {Form.DATE}:
        return _is_year(right) and left.fields.month is not None and left.fields.year is None
    if forms == {Form.DATE, Form.UNIT}:
        return right.form is Form.UNIT and right.fields.unit == "year" and left.fields.month is not None
    if forms == {Form.WEEKDAY, Form.UNIT}:
        return (right if left.form is Form.WEEKDAY else left).fields.unit == "week"
    return forms in _PAIRS and not (_is_year(left) or _is_year(right))


def _is_year(item: TimeExpression) -> bool:
    return item.form is Form.DATE and item.fields.given() == {"year"} and item.part is None


def _ranges(items: list[TimeExpression], text: str, words: dict[str, str]) -> Iterator[TimeExpression]:
    """Yield the expressions, two that are the ends of a range as one."""
    waiting: TimeExpression | None = None
    for item in items:
        joined = _range(waiting, item, text, words) if waiting else None
        if waiting is not None and joined is None:
            yield waiting
        waiting = joined or item
    if waiting is not None:
        yield waiting


def _range(left: TimeExpression, right: TimeExpression, text: str, words: dict[str, str]) -> TimeExpression | None:
    """Return the range between two expressions ("from Monday to Wednesday"), or None where they make none."""
    if left.last or right.form not in _RANGED:
        return None
    if left.form is Form.LENGTH and not text[left.end : right.start].strip():
        return replace(left, end=right.end, surface=text[left.start : right.end], last=replace(right, relation=None))
    if left.form not in _RANGED:
        return None
    between = lower_case(text[left.end : right.core]).strip()
    join = words.get(between)
    bare = left.relation in _LOOSE and join == "to" and left.form is right.form
    if join is None or not (bare or join in _JOINS.get(left.relation or Relation.AT, set())):
        return None
    first = left
    if left.form is Form.DATE and left.fields.year is None and right.fields.year is not None:
        first = replace(left, fields=replace(left.fields, year=right.fields.year))
    surface = text[left.start : right.end]
    return replace(first, end=right.end, surface=surface, last=replace(right, relation=None))
