"""Which sentences of a report tell of another matter than those before: "Elsewhere, ...", one line per place, a ticker.

What a report opens with, and what no word parts from it, is its main matter (item 0). An item that words set apart ends
with its paragraph; of lists and tickers each line is one. Nothing is carried from one item to another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijil.records import Passage, PassageKind
from sijil.resolve.register import Register
from sijil.resolve.words import split_words

MAIN = 0
_LEAST = 2
"""Lines with a mark that make a list."""
_LONGEST = 3
"""Words of the longest phrase that sets a sentence apart, and of what follows it."""
_LINE = re.compile(
    r"(?:[-–—•*·▪►]\s|\(?\d{1,2}[.)]\s|\d{1,2}[:.]\d\d\b|\d{4}\s?(?:gmt|utc|hrs|hours)?\s?[:–—-]\s)", re.IGNORECASE
)
_LABEL = re.compile(r"[A-Z][\w'’.-]*(?:[ /-][\w'’.-]+){0,3}(?:, [A-Z][\w'’ -]+)?\s?(?::|--|[–—]| -)\s")


def find_items(passages: Sequence[Passage], text: str, register: Register) -> tuple[int, ...]:
    """Return the number of the item of each passage.

    Args:
        passages: The passages of a report, in order.
        text: Its text.
        register: The compiled registers, whose cues set a sentence apart.
    """
    lines = [text.count("\n", 0, passage.start) for passage in passages]
    listed = _listed(passages, lines, text)
    found: list[int] = []
    last = MAIN
    for number, passage in enumerate(passages):
        goes_on = number > 0 and lines[number] == lines[number - 1]
        opens = is_set_apart(text[passage.start : passage.end], register) and passage.kind is not PassageKind.HEADLINE
        if opens or (not goes_on and lines[number] in listed):
            last = max((*found, last), default=MAIN) + 1
            found.append(last)
        else:
            found.append(found[-1] if goes_on and found else MAIN)
    return tuple(found)


def _listed(passages: Sequence[Passage], lines: Sequence[int], text: str) -> frozenset[int]:
    """Return the lines that stand in a list: each opens with a bullet, an hour or a label, and so do others."""
    marked: dict[str, set[int]] = {"mark": set(), "label": set()}
    printed = text.split("\n")
    for passage, line in zip(passages, lines, strict=True):
        if passage.kind is PassageKind.HEADLINE:
            continue
        words = printed[line].strip()
        kind = "mark" if _LINE.match(words) else "label" if _LABEL.match(words) else ""
        if kind:
            marked[kind].add(line)
    return frozenset(line for group in marked.values() if len(group) >= _LEAST for line in group)


def is_set_apart(sentence: str, register: Register) -> bool:
    """Tell whether a sentence opens with words that say it is of another matter ("In a separate incident, ...")."""
    words = split_words(sentence).plains[: 2 * _LONGEST]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        cue = register.cue("apart", " ".join(words[:size]))
        if cue is not None:
            return True
        leads = register.cue("apart_lead", " ".join(words[:size])) is not None
        if leads and any(register.cue("apart_noun", word) for word in words[size : size + 2]):
            return True
    return False
