"""What is said, with all of its quotation: '"We go on," he said. "Nobody can stop us."' is one attribution."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sijil.extract.base import Attribution
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import CLOSING, NAME, OPENING
from sijil.extract.quotations import Quotation, find_quotations, find_tag
from sijil.extract.said import Voice
from sijil.extract.sayers import make_speaker
from sijil.extract.statements import find_opening
from sijil.extract.tree import Tree
from sijil.records import Speaker

SHORTEST = 3
"""Words in quotation marks that make a quotation of a sentence that names no speaker."""
MOST = 0.8
"""Share of a sentence's words in quotation marks from which on it belongs to a longer quotation."""
_STOPS = frozenset({",", ".", ";", ":", "-", "--", "–", "—"})
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution of a text.

    Attributes:
        at: Number of the sentence of its cue.
        one: The attribution; None where only the speaker of a quotation is known.
        speaker: Who says it, described.
        content: Characters of what is said.
    """

    at: int
    one: Attribution | None
    speaker: Speaker | None
    content: Spans


def join_quotations(found: list[Found], voices: list[Voice], lexicon: Lexicon) -> list[Found]:
    """Give each quotation as a whole to the attribution that it belongs to, or make one of it."""
    joined = list(found)
    owners: list[int | None] = []
    quotations = find_quotations(voices)
    for number, quotation in enumerate(quotations):
        owner = _beside(joined, voices, quotation)
        if owner is None and (made := _told_around(voices, lexicon, quotation)):
            joined.append(made)
            owner = len(joined) - 1
        last = _before(owners, quotations, number)
        if owner is None and last is not None and (own := owners[last]) is not None:
            owner = own if _goes_on(joined[own], voices, quotations[last], quotation) else None
        if owner is None:
            owner = _carried(joined, voices, quotation)
        owners.append(owner)
        if owner is not None:
            joined[owner] = _with(joined[owner], voices, quotation)
    return joined


def _before(owners: list[int | None], quotations: list[Quotation], number: int) -> int | None:
    """Return the number of the quotation before one; a few words in marks that nobody says are only a name."""
    for other in range(number - 1, -1, -1):
        words = sum(len(words) for _, words in quotations[other].parts)
        if owners[other] is not None:
            return other
        if words >= SHORTEST:
            return None
    return None


def ranges(tree: Tree, words: Collection[int]) -> Spans:
    """Return words as ranges of characters, those side by side as one."""
    starts, ends = tree.passage.starts, tree.passage.ends
    return tuple((starts[run[0]], ends[run[-1]]) for run in _runs(words))


def ranges_said(tree: Tree, words: Collection[int], quoted: frozenset[int]) -> Spans:
    """Return words that are said as ranges, whole quotations with their marks, else without marks at their ends."""
    kept: set[int] = set()
    for run in _runs(words):
        low, high = run[0], run[-1]
        opens = _is_mark(tree, quoted, low, low - 1) and (
            high + 1 >= len(tree) or any(_is_mark(tree, quoted, at - 1, at) for at in range(low + 1, high + 2))
        )
        closes = _is_mark(tree, quoted, high, high + 1) and (
            low == 0 or any(_is_mark(tree, quoted, at + 1, at) for at in range(low - 1, high))
        )
        while not closes and high >= low and tree.forms[high] in _STOPS:
            high -= 1
        while not opens and high >= low and tree.forms[low] in _STOPS:
            low += 1
        if high >= low:
            kept.update(range(low - opens, high + 1 + closes))
    return ranges(tree, kept) or ranges(tree, words)


def _is_mark(tree: Tree, quoted: frozenset[int], inside: int, mark: int) -> bool:
    """Tell whether a mark parts a quoted word from what is not quoted."""
    return inside in quoted and mark not in quoted and 0 <= mark < len(tree) and tree.forms[mark] in OPENING | CLOSING


def _runs(words: Collection[int]) -> list[list[int]]:
    """Part words into those that stand side by side."""
    runs: list[list[int]] = []
    for word in sorted(words):
        if runs and word == runs[-1][-1] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _beside(found: list[Found], voices: list[Voice], quotation: Quotation) -> int | None:
    """Return the attribution whose cue stands outside of a quotation and whose content is it, or begins it."""
    parts = dict(quotation.parts)
    for number, own in enumerate(found):
        words = parts.get(own.at, frozenset())
        if own.one is None or not words or own.one.cue in voices[own.at].quoted:
            continue
        within = len(words & own.one.content)
        runs_on = own.at == quotation.first < quotation.last
        if (own.one.quoted and within) or (runs_on and 2 * within > len(words)):
            return number
    return None


def _told_around(voices: list[Voice], lexicon: Lexicon, quotation: Quotation) -> Found | None:
    """Make the attribution of a quotation whose speaker is named in a sentence beside it ('"Why?" Ali asked.')."""
    after, before = quotation.last + 1, quotation.first - 1
    ends = max(quotation.parts[-1][1]) >= len(voices[quotation.last].tree) - 2
    if ends and after < len(voices) and not _parted(voices, quotation.last, after):
        tag = find_tag(voices[after].tree, lexicon, voices[after].quoted)
        if tag and not voices[after].attributions:
            return Found(after, tag, make_speaker(voices[after].tree, lexicon, tag), ())
    if before >= 0 and min(quotation.parts[0][1]) <= 1 and (lead := find_opening(voices[before].tree, lexicon)):
        lead = replace(lead, quoted=True)
        return Found(before, lead, make_speaker(voices[before].tree, lexicon, lead), ())
    return None


def _goes_on(owner: Found, voices: list[Voice], last: Quotation, quotation: Quotation) -> bool:
    """Tell whether a quotation goes on behind the words that say who speaks."""
    if owner.one is None or not owner.one.quoted:
        return False
    if quotation.first == last.last:
        words = quotation.parts[0][1]
        tags = voices[quotation.first].tree.tags
        named = len(words) <= NAME and min(words) > 1 and tags[min(words) - 2] in {"ADP", "DET"}
        behind = owner.at == last.last and min(words) > owner.one.cue
        return behind and len(words) >= SHORTEST and not named
    begins = min(quotation.parts[0][1]) <= 1
    near = quotation.first - max(last.last, owner.at) == 1 and not _parted(voices, last.last, quotation.first)
    return begins and near and (quotation.last > quotation.first or _is_most(voices, quotation))


def _carried(found: list[Found], voices: list[Voice], quotation: Quotation) -> int | None:
    """Return the attribution of who speaks in the sentences before or behind; one without cue where it has none."""
    speaker = voices[quotation.first].carried
    if speaker is None or not _is_most(voices, quotation):
        return None
    own = [number for number, one in enumerate(found) if one.speaker and one.speaker.mention == speaker.mention]
    if not own:
        found.append(Found(quotation.first, None, speaker, ()))
        return len(found) - 1
    return min(own, key=lambda number: _farness(found[number], quotation))


def _farness(own: Found, quotation: Quotation) -> tuple[bool, int]:
    """Rank an attribution by how likely a quotation goes on with it: quotations first, then the nearest."""
    return own.one is None or not own.one.quoted, abs(own.at - quotation.first)


def _is_most(voices: list[Voice], quotation: Quotation) -> bool:
    """Tell whether a quotation is nearly all of the sentence in which it begins."""
    at, words = quotation.parts[0]
    tags = voices[at].tree.tags
    said = sum(tags[word] != "PUNCT" for word in words)
    return said >= max(SHORTEST, MOST * sum(tag != "PUNCT" for tag in tags))


def _parted(voices: list[Voice], before: int, after: int) -> bool:
    """Tell whether a paragraph ends between two sentences."""
    first, second = voices[before].tree.passage, voices[after].tree.passage
    return "\n\n" in voices[before].tree.text[first.end : second.start]


def _with(owner: Found, voices: list[Voice], quotation: Quotation) -> Found:
    """Add a quotation to what is said."""
    spans = list(owner.content)
    for at, words in quotation.parts:
        tree = voices[at].tree
        whole = all(word in words or tree.tags[word] == "PUNCT" for word in range(len(tree)))
        own = owner.one is not None and at == owner.at
        part = ranges_said(tree, words, voices[at].quoted)
        if at < quotation.last and max(words) >= len(tree) - 1:
            part = (*part[:-1], (part[-1][0], tree.passage.end))
        spans += [(tree.passage.start, tree.passage.end)] if whole and not own else part
    return replace(owner, content=_merge(spans, voices[owner.at].tree.text))


def _merge(spans: list[tuple[int, int]], text: str) -> Spans:
    """Make one of ranges that share characters or have only blanks between them; two quotations stay two."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        last = merged[-1][1] if merged else start
        parted = start >= last and text[last - 1] in CLOSING and text[start] in OPENING
        if merged and not parted and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
