"""Numbers in a sentence, with what hedges them: "Forty-four", "at least 20", "dozens of", "12 to 15", "as many"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree
from sijil.parts import Hedge, NumberWord
from sijil.records import Qualifier

_YEAR = re.compile(r"(1[89]|20)\d\d")
_DIGITS = re.compile(r"\d{1,3}(?:[,.  ]\d{3})+|\d+")
_DECIMAL = re.compile(r"\d{1,3}\.\d{1,2}")
_RANGE = frozenset({"-", "–", "—", "to", "and", "or"})
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a sentence: words `start:end` with its bounds; None = open."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: Qualifier


def find_counts(tree: Tree, lexicon: Lexicon, start: int, end: int) -> list[Count]:
    """List the numbers among words `start:end`, in order, with their hedges (which may begin earlier)."""
    found: list[Count] = []
    word = start
    while word < end:
        count = _count_at(tree, lexicon, word, end)
        if count is None:
            word += 1
            continue
        found.append(count)
        word = count.end
    return found


def _count_at(tree: Tree, lexicon: Lexicon, word: int, end: int) -> Count | None:
    """Read a number, or a phrase that stands for one, at a word."""
    number = _number(tree, lexicon, word, end) or _as_many(tree, lexicon, word)
    number = None if number and is_of_age(tree, number[1]) else number
    if number is None:
        return _vague(tree, lexicon, word)
    value, after = number
    low, high, qualifier = value, value, Qualifier.EXACT
    if (
        after + 1 < len(tree)
        and tree.lower[after] in _RANGE
        and (second := _number(tree, lexicon, after + 1, len(tree)))
    ):
        between = word > 0 and tree.lower[word - 1] == "between"
        if second[0] > value and (tree.lower[after] != "and" or between):
            high, after, qualifier = second[0], second[1], Qualifier.RANGE
    if tree.lower[after : after + 2] == ["or", "more"]:
        return Count(word, after + 2, low, None, Qualifier.AT_LEAST)
    if lexicon.has("save_for", " ".join(tree.lower[max(word - 2, 0) : word])):
        return Count(word - 2, after, None, None, Qualifier.UNSPECIFIED)
    begin, hedge = _hedge_before(tree, lexicon, word)
    if hedge is not None and hedge.qualifier is Qualifier.EXACT:
        begin, hedge = _hedge_before(tree, lexicon, begin)
    if hedge is None or qualifier is Qualifier.RANGE:
        return Count(begin, after, low, high, qualifier)
    if hedge.qualifier is Qualifier.AT_LEAST and tree.lower[after : after + 1] in (["and"], ["to"], ["but"]):
        most = _at_most(tree, lexicon, after + 1, end)
        if most is not None and most[0] > value:
            return Count(begin, most[1], value, most[0], Qualifier.RANGE)
    return _hedged(Count(begin, after, low, high, qualifier), hedge)


def is_of_age(tree: Tree, after: int) -> bool:
    """Tell whether a number is the age of somebody told of behind it ("a four-year-old boy")."""
    aged = tree.lower[after : after + 4] == ["-", "year", "-", "old"]
    return aged and {*tree.tags[after + 4 : after + 5]} <= {"NOUN", "PROPN", "ADJ"}


def _at_most(tree: Tree, lexicon: Lexicon, word: int, end: int) -> tuple[int, int] | None:
    """Read "as many as 40" behind "at least 12 and"; return its value and the word after it."""
    for phrase, hedge in lexicon.hedges:
        if hedge.qualifier is Qualifier.UP_TO and tuple(tree.lower[word : word + len(phrase)]) == phrase:
            return _number(tree, lexicon, word + len(phrase), end)
    return None


def _hedged(count: Count, hedge: Hedge) -> Count:
    """Apply a hedge to an exact number; "more than 60" is 61 or more."""
    low, high = count.low, count.high
    match hedge.qualifier:
        case Qualifier.AT_LEAST:
            high = None
        case Qualifier.MORE_THAN:
            low, high = (low or 0) + 1, None
        case Qualifier.UP_TO:
            low = None
        case Qualifier.LESS_THAN:
            low, high = None, max((high or 0) - 1, 0)
        case _:
            pass
    return Count(count.start, count.end, low, high, hedge.qualifier)


def _hedge_before(tree: Tree, lexicon: Lexicon, word: int) -> tuple[int, Hedge | None]:
    """Find the hedge that ends right before a word."""
    for phrase, hedge in lexicon.hedges:
        begin = word - len(phrase)
        if begin >= 0 and hedge.low is None and tuple(tree.lower[begin:word]) == phrase:
            return begin, hedge
    return word, None


def _vague(tree: Tree, lexicon: Lexicon, word: int) -> Count | None:
    """Read "dozens", "several", "hundreds of" and the like."""
    for phrase, hedge in lexicon.hedges:
        if word > 0 and tree.lower[word - 1] in {"how", "not", "so", "too", "as"}:
            return None
        stands_alone = hedge.low is not None or hedge.qualifier is Qualifier.SEVERAL
        if stands_alone and tuple(tree.lower[word : word + len(phrase)]) == phrase:
            return Count(word, word + len(phrase), hedge.low, hedge.high, hedge.qualifier)
    return None


def _number(tree: Tree, lexicon: Lexicon, word: int, end: int) -> tuple[int, int] | None:
    """Read a number in digits or words; return its value and the word after it."""
    form = tree.lower[word] if word < len(tree) else ""
    if _DIGITS.fullmatch(form):
        if (
            word > 0
            and tree.tags[word - 1] == "PROPN"
            and tree.rels[word] in {"nummod", "flat", "compound"}
            and tree.heads[word] == word - 1
        ):
            return None
        if _is_year(tree, lexicon, word):
            return None
        value = int(re.sub(r"\D", "", form))
        scale = lexicon.numbers.get(tree.lower[word + 1]) if word + 1 < end else None
        if scale is not None and scale.kind == "scale":
            return value * scale.value, word + 2
        return value, word + 1
    if _DECIMAL.fullmatch(form):
        scale = lexicon.numbers.get(tree.lower[word + 1]) if word + 1 < end else None
        return (round(float(form) * scale.value), word + 2) if scale is not None and scale.kind == "scale" else None
    if word and _DECIMAL.fullmatch(tree.lower[word - 1]):
        return None
    return _spelled(tree, lexicon, word)


def _as_many(tree: Tree, lexicon: Lexicon, word: int) -> tuple[int, int] | None:
    """Read "as many" in "three were killed and as many wounded": the number before; "as many as 20" is a bound."""
    if not lexicon.has("as_many", " ".join(tree.lower[word : word + 2])) or tree.lower[word + 2 : word + 3] == ["as"]:
        return None
    value, at = 0, 0
    while at < word:
        found = _number(tree, lexicon, at, word)
        value, at = found or (value, at + 1)
    return (value, word + 2) if value else None


def _is_year(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether digits before a noun say which year, not how many: "the September 2015 deaths", "the 2015 riots"."""
    before = tree.lower[word - 1] if word else ""
    return bool(_YEAR.fullmatch(tree.lower[word])) and (before == "the" or lexicon.has("month", before))


def _spelled(tree: Tree, lexicon: Lexicon, word: int) -> tuple[int, int] | None:
    """Read "forty-four", "two dozen", "a hundred and twelve"; hyphens are words of their own or inside one."""
    total, current, after, seen = 0, 0, word, False
    if tree.lower[word] == "a" and word + 1 < len(tree) and _scale(lexicon, tree.lower[word + 1]):
        current, after, seen = 1, word + 1, True
    while after < len(tree):
        parts = [lexicon.numbers.get(part) for part in tree.lower[after].split("-")]
        if not parts or any(part is None for part in parts):
            skip = after > word and tree.lower[after] in {"-", "and"} and after + 1 < len(tree)
            if not (
                skip
                and seen
                and tree.lower[after + 1] in lexicon.numbers
                and (tree.lower[after] == "-" or current >= _HUNDRED)
            ):
                break
            after += 1
            continue
        if len(parts) == 1 and parts[0] is not None and not _goes_on(current, parts[0]):
            break
        for part in parts:
            if part is not None and part.kind == "scale":
                current = max(current, 1) * part.value
                if part.value >= _THOUSAND:
                    total, current = total + current, 0
            elif part is not None:
                current += part.value
        seen, after = True, after + 1
    return (total + current, after) if seen and after > word else None


def _goes_on(current: int, row: NumberWord) -> bool:
    """Tell whether a number word goes on with those before it ("forty four"), or is of another number ("two four")."""
    if row.kind == "scale" or not current:
        return True
    tens = row.value >= _TEN
    return current % (_HUNDRED if tens else _TEN) == 0


def _scale(lexicon: Lexicon, form: str) -> bool:
    row = lexicon.numbers.get(form)
    return row is not None and row.kind == "scale"
