"""Fields as recorders of casualties print them: a label, a colon and a value ("Civilians reported killed: 3-5").

Fields that stand together are one record and give one claim, with its figures, its groups, place, day and who did it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sijil.extract.figures import status_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.numbers import Count, find_counts
from sijil.extract.tree import Tree
from sijil.records import (
    Argument,
    Claim,
    ClaimKind,
    Figure,
    Mention,
    MentionKind,
    OfWhom,
    Quantity,
    Stance,
)
from sijil.spans import Span

RULE = "recorded-fields"
SCORE = 0.8
HARMS = ("killed", "wounded", "missing", "captured", "displaced")
"""Harms that labels name; the words of each stand in a list of its name."""
ROLES = {
    "day": ("time", MentionKind.TIME),
    "place": ("place", MentionKind.PLACE),
    "doer": ("actor", MentionKind.ACTOR),
}
MEANS = "means"
CASUALTIES = "casualties"
BY_WEAPON = (("ordnance", "shelling"), ("bomb", "explosion"))
"""Types of what is done with the weapons of a list."""
_LABEL = 6  # words of the longest label
_GAP = 2  # sentences without a field that end a record
_PARTING = frozenset({",", ";", "and", "+", "/"})
_PARTS = frozenset({";", "|", "•"})
_EDGES = frozenset({",", ";", ".", "|", "•", "·", "-", "–", "—", "*", "/"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING, _CLOSING = "(", ")"
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what its label says, and the words of label and value.

    Attributes:
        tree: The sentence.
        name: A harm, `CASUALTIES`, a key of `ROLES`, or `MEANS`.
        group: The word of the label that names those who are counted, or -1.
        start: First word of the label.
        value: First word of the value.
        end: The word behind the value.
    """

    tree: Tree
    name: str
    group: int
    start: int
    value: int
    end: int

    def span(self, start: int, end: int) -> Span:
        """Return words `start:end` as characters of the report."""
        low, high = self.tree.characters(start, end)
        return Span(report=self.tree.passage.report, start=low, end=high)

    def mention(self, start: int, end: int, kind: MentionKind) -> Mention:
        """Return words `start:end` as a mention; its head is the last word."""
        span, head = self.span(start, end), self.tree.passage.starts[end - 1]
        return Mention(span=span, kind=kind, surface=self.tree.cut(start, end), head=head)


@dataclass(slots=True)
class _Record:
    """Fields that stand together, with what their values count."""

    fields: list[Field] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)


def find_records(trees: list[Tree], lexicon: Lexicon, *, violent: bool) -> list[Claim]:
    """Return one claim for each record of the report that counts people, or says by what means they were attacked.

    Args:
        trees: The sentences.
        lexicon: Compiled packs.
        violent: Whether the report is about violence; where not, a record must say so by who did it or how.
    """
    claims = (_claim(record, lexicon, violent=violent) for record in _records(trees, lexicon))
    return [claim for claim in claims if claim is not None]


def _records(trees: list[Tree], lexicon: Lexicon) -> Iterator[_Record]:
    """Gather the fields of a report into records: a label that comes again begins a new one."""
    record, gap = _Record(), 0
    for tree in trees:
        found = list(_fields(tree, lexicon))
        gap = 0 if found or _is_labelled(tree) else gap + 1
        if gap >= _GAP and record.fields:
            yield record
            record = _Record()
        for one in found:
            key = (one.name, one.tree.lower[one.group] if one.group >= 0 else one.tree.lower[one.start])
            if key in record.keys:
                yield record
                record = _Record()
            record.keys.add(key)
            record.fields.append(one)
            _add_figures(record, one, lexicon)
    yield record


def _add_figures(record: _Record, one: Field, lexicon: Lexicon) -> None:
    """Add what a field counts to its record: of children and women, as a part of those counted before."""
    for figure in _figures(one, lexicon):
        whole = next((other for other in record.figures if other.harm == figure.harm), None)
        if whole is None or one.group < 0 or not lexicon.has("field_part", one.tree.lemmas[one.group]):
            record.figures.append(figure)
            continue
        part = OfWhom(who=one.tree.lower[one.group], low=figure.quantity.low, high=figure.quantity.high)
        record.figures[record.figures.index(whole)] = replace(whole, of_whom=(*whole.of_whom, part))


def _is_labelled(tree: Tree) -> bool:
    """Tell whether a sentence opens with a label of any kind."""
    return ":" in tree.lower[1 : _LABEL + 1]


def _fields(tree: Tree, lexicon: Lexicon) -> Iterator[Field]:
    """Yield the fields of a sentence, each up to the label of the next."""
    colons = (word for word in range(1, len(tree) - 1) if tree.lower[word] == ":")
    found = [(*label, colon) for colon in colons if (label := _label(tree, lexicon, colon))]
    for number, (name, group, start, colon) in enumerate(found):
        end = found[number + 1][2] if number + 1 < len(found) else len(tree)
        while end > colon + 1 and tree.lower[end - 1] in _EDGES:
            end -= 1
        if end > colon + 1:
            yield Field(tree, name, group, start, colon + 1, end)


def _label(tree: Tree, lexicon: Lexicon, colon: int) -> tuple[str, int, int] | None:
    """Read the words before a colon as a label: what it says, whom it names, and its first word."""
    for start in range(max(0, colon - _LABEL), colon):
        opens = tree.forms[start][:1].isupper() or tree.lower[start - 1] in _PARTS
        if opens and (label := _read_label(tree, lexicon, start, colon)):
            return (*label, start)
    return None


def _read_label(tree: Tree, lexicon: Lexicon, start: int, colon: int) -> tuple[str, int] | None:
    """Return what words `start:colon` say as a label and the word of whom; None where they are no label."""
    words = [word for word in range(start, colon) if not lexicon.has("field_filler", tree.lower[word])]
    people = [word for word in words if _names_people(tree, lexicon, word)]
    phrase = " ".join(tree.lower[word] for word in words if word not in people)
    harm = next((harm for harm in (*HARMS, CASUALTIES) if lexicon.has(f"field_{harm}", phrase)), None)
    if harm:
        return (harm, people[-1] if people else -1) if len(people) <= 1 else None
    phrase = " ".join(tree.lower[word] for word in words)
    name = next((name for name in (*ROLES, MEANS) if lexicon.has(f"field_{name}", phrase)), None)
    return (name, -1) if name else None


def _names_people(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word says who was harmed, and not how ("Dead", "Victims")."""
    says_harm = any(lexicon.has(f"field_{name}", tree.lower[word]) for name in (*HARMS, CASUALTIES))
    return not says_harm and lexicon.names_people(tree.lemmas[word])


# -- values ------------------------------------------------------------------------------------------------------------


def _figures(one: Field, lexicon: Lexicon) -> Iterator[Figure]:
    """Yield what the value of a field about casualties counts: "41-45", "7 killed, 15 wounded", "6 (2 children)"."""
    if one.name not in (*HARMS, CASUALTIES):
        return
    tree, start = one.tree, one.value
    first = True
    while start < one.end:
        opening = next((word for word in range(start, one.end) if tree.lower[word] == _OPENING), one.end)
        stop = _stop(tree, lexicon, start, min(opening, one.end))
        close = next((word for word in range(opening, one.end) if tree.lower[word] == _CLOSING), one.end)
        aside = stop == opening
        count = next(iter(find_counts(tree, lexicon, start, stop)), None)
        start += tree.lower[start] == "between"
        if count is None or count.start != start or _is_date(tree, lexicon, count):
            return
        figure = _figure(one, lexicon, count, (count.end, stop))
        if figure and (first or figure.group):
            parts = tuple(_parts(tree, lexicon, opening + 1, close)) if aside else ()
            yield replace(figure, of_whom=parts)
        first = False
        start = (close if aside else stop) + 1
        while start < one.end and tree.lower[start] in _PARTING:
            start += 1


def _is_date(tree: Tree, lexicon: Lexicon, count: Count) -> bool:
    """Tell whether a number is that of a day or year ("Died: 12 March 2004")."""
    behind = " ".join(tree.lower[count.end : count.end + 1])
    return lexicon.has("month", behind) or bool(_YEAR.fullmatch(tree.cut(count.start, count.end)))


def _stop(tree: Tree, lexicon: Lexicon, start: int, end: int) -> int:
    """Return the word at which the next count of a value is parted from the one at its start."""
    counts = find_counts(tree, lexicon, start, end)
    behind = counts[0].end if counts else start
    return next((word for word in range(behind, end) if tree.lower[word] in _PARTING), end)


def _figure(one: Field, lexicon: Lexicon, count: Count, rest: tuple[int, int]) -> Figure | None:
    """Make a figure of a count and the words behind it; nobody counted makes none."""
    if count.high == 0:
        return None
    tree = one.tree
    told = (name for word in range(*rest) for name in HARMS if lexicon.has(f"field_{name}", tree.lower[word]))
    harm = next(told, one.name)
    if harm == CASUALTIES:
        return None
    group = _group(one, lexicon, rest)
    quantity = Quantity(
        low=count.low, high=count.high, qualifier=count.qualifier, span=one.span(count.start, count.end)
    )
    head = one.group if group is None else tree.word_at(group.head)
    if group is None and one.group >= 0:
        group = one.mention(one.group, one.group + 1, MentionKind.ACTOR)
    return Figure(harm=harm, quantity=quantity, group=group, status=status_of(tree, lexicon, head))


def _group(one: Field, lexicon: Lexicon, rest: tuple[int, int]) -> Mention | None:
    """Return whom the words behind a count name ("four Turkish soldiers")."""
    tree, (start, end) = one.tree, rest
    stop = start
    while stop < end and tree.tags[stop] in _NOUNS:
        stop += 1
    named = [word for word in range(start, stop) if _names_people(tree, lexicon, word)]
    return one.mention(start, named[-1] + 1, MentionKind.ACTOR) if named else None


def _parts(tree: Tree, lexicon: Lexicon, start: int, end: int) -> Iterator[OfWhom]:
    """Yield the parts that stand in brackets behind a number ("including 2 children")."""
    for count in find_counts(tree, lexicon, start, end):
        if count.end < end and lexicon.names_people(tree.lemmas[count.end]):
            yield OfWhom(who=tree.lower[count.end], low=count.low, high=count.high)


# -- claims ------------------------------------------------------------------------------------------------------------


def _claim(record: _Record, lexicon: Lexicon, *, violent: bool) -> Claim | None:
    """Make the claim of a record; None where it neither counts anybody nor says by what means who was attacked."""
    violent = violent or any(one.name in {"doer", MEANS} for one in record.fields)
    harmed = [one for one in record.fields if one.name in (*HARMS, CASUALTIES)]
    means = [one for one in record.fields if one.name == MEANS]
    kind = next((found for one in means if (found := _type(one, lexicon))), None)
    if not violent or not (record.figures or (kind and len(record.fields) > 1 + len(harmed))):
        return None
    first = (harmed if record.figures else means)[0]
    others = [one for one in record.fields if one is not first]
    return Claim(
        report=first.tree.passage.report,
        type=kind or "toll",
        kind=lexicon.kinds[kind or "toll"],
        trigger=first.span(first.start, first.value - 1),
        arguments=tuple(_arguments(record, lexicon)),
        figures=tuple(record.figures),
        share=None,
        stance=Stance.ASSERTED,
        background=False,
        speaker=None,
        evidence=tuple(one.span(one.start, one.end) for one in (first, *others)),
        found_by=("rules",),
        rule=RULE,
        score=SCORE,
    )


def _arguments(record: _Record, lexicon: Lexicon) -> Iterator[Argument]:
    """Yield who did what to whom with what, where and when."""
    for one in record.fields:
        if one.name in ROLES:
            role, kind = ROLES[one.name]
            yield Argument(role=role, mention=one.mention(one.value, one.end, kind))
        weapon = next((word for word in range(one.value, one.end) if _is_weapon(one, lexicon, word)), -1)
        if weapon >= 0:
            yield Argument(role="weapon", mention=one.mention(weapon, weapon + 1, MentionKind.WEAPON))
    groups = {figure.group.span: figure.group for figure in record.figures if figure.group}
    yield from (Argument(role="target", mention=group) for group in groups.values())


def _is_weapon(one: Field, lexicon: Lexicon, word: int) -> bool:
    return one.name == MEANS and lexicon.has("weapon", one.tree.lemmas[word])


def _type(one: Field, lexicon: Lexicon) -> str | None:
    """Return the type of the happening that a field names ("Strike type: air strike"), or of its weapon."""
    tree = one.tree
    for word in range(one.value, one.end):
        before = tuple(tree.lemmas[max(word - 1, one.value) : word])
        for call in lexicon.triggers["NOUN"].get(tree.lemmas[word], ()):
            fits = len(call.lemmas) == 1 or call.lemmas[:-1] == before
            if fits and call.rule.violent and lexicon.kinds[call.rule.type] is ClaimKind.EVENT:
                return call.rule.type
    weapons = [tree.lemmas[word] for word in range(one.value, one.end)]
    return next((kind for name, kind in BY_WEAPON for lemma in weapons if lexicon.has(name, lemma)), None)
