"""The phrase that a mention stands in, where the mention cuts it, and what right behind it says about it."""

from __future__ import annotations

from sijil.parts import HeadRow
from sijil.records import Mention, Passage
from sijil.resolve.frame import Frame
from sijil.resolve.phrases import ALLIED, SAME
from sijil.resolve.words import Words, split_words

LONGEST_TAIL = 14
THE_COUNT = 2
"""Words of "the three"."""
BACK = 2
"""How many passages back those stand who are counted again."""
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod"})
"""Relations of a word to the noun behind it that it says something of."""
_HYPHENS = frozenset({"-", " -"})
"""What joins the words of a compound; in front of it some pages leave a space."""


def whole_phrase(mention: Mention, frame: Frame) -> tuple[str, int]:
    """Return the phrase around a mention: names right before it, and what a link at its end calls for."""
    text = frame.report.text
    passage = frame.passages[frame.passage_at(mention.span.start)]
    words = split_words(text[passage.start : passage.end])
    first = words.at(mention.span.start - passage.start)
    last = words.at(mention.span.end - passage.start - 1)
    while first > 1 and words.printed(first - 1)[0].isupper() and not words.gap(first - 1).strip(" -\u00a0"):
        first -= 1
    last = _match_end(words, last, frame)
    end = _reach(words, _name_end(words, last), passage, frame)
    return words.text[words.starts[first] : words.ends[end]], passage.start + words.starts[first]


def _match_end(words: Words, last: int, frame: Frame) -> int:
    """Return the last word of the group or body in whose name a word stands ("Boko | Haram"), or the word."""
    ends = [
        match.end - 1
        for match in frame.register.scan(words)
        if match.start <= last < match.end and all(entry.kind not in {"person", "state"} for entry in match.entries)
    ]
    return max(ends, default=last)


def _name_end(words: Words, last: int) -> int:
    """Return the last word of a name that was cut at a hyphen or after an article ("X al | -Y")."""
    while last + 1 < len(words) and (words.gap(last) in _HYPHENS or (not words.folds[last] and words.gap(last) == " ")):
        last += 1
    return last


def _reach(words: Words, last: int, passage: Passage, frame: Frame) -> int:
    """Return the last word of a phrase that was cut at a connecting phrase ("fighters | loyal to ...")."""
    starts = (last, last + 1) if words.gap(last).strip() == "" else (last,)
    tails = [" ".join(words.plains[at : at + 2]) for at in starts if at + 1 < len(words)]
    tight = last + 1 < len(words) and frame.register.cue("tight", words.plains[last + 1])
    if not tight and not any(frame.register.cue(link, tail) for link in (SAME, ALLIED) for tail in tails):
        return last
    verbs = {start for start, tag in zip(passage.starts, passage.tags, strict=True) if tag in {"VERB", "AUX"}}
    end = last + 1
    while end + 1 < len(words) and end < last + LONGEST_TAIL and not words.gap(end).strip(" -\u2019'\u00a0"):
        if passage.start + words.starts[end + 1] in verbs and "-" not in words.gap(end):
            break
        end += 1
    return end


def counted_before(mention: Mention, frame: Frame) -> tuple[str, int] | None:
    """Return those of whom "the three" are counted again, with their first character; None for all other words.

    They are the last noun phrase before with the same number, no more than two sentences back.
    """
    words = split_words(mention.surface).plains
    points = len(words) == THE_COUNT and frame.register.cue("definite", words[0]) is not None
    if not points or (words[1] not in frame.register.numbers and not words[1].isdigit()):
        return None
    here = frame.passage_at(mention.span.start)
    for passage in reversed(frame.passages[max(0, here - BACK) : here + 1]):
        for number in reversed(range(len(passage.starts))):
            start, noun = passage.starts[number], passage.heads[number]
            same = start < mention.span.start and frame.report.text[start : passage.ends[number]].lower() == words[1]
            if same and passage.relations[number] == "nummod" and noun > number:
                return frame.report.text[start : passage.ends[noun]], start
    return None


def is_outsiders(mention: Mention, frame: Frame) -> bool:
    """Tell whether the next word says that others put or keep somebody there ("officials | installed by X")."""
    text = frame.report.text
    passage = frame.passages[frame.passage_at(mention.span.start)]
    words = split_words(text[mention.span.end : passage.end])
    return len(words) > 0 and frame.register.cue("hyphen_other", words.plains[0]) is not None


def as_people(mention: Mention, frame: Frame) -> str:
    """Return the words of a mention as they name people: before another noun in the plural ("militant | bases")."""
    passage = frame.passages[frame.passage_at(mention.span.start)]
    owned = next(
        (
            passage.starts[passage.heads[word]] >= mention.span.end
            for word, start in enumerate(passage.starts)
            if start == mention.head and passage.heads[word] >= 0 and passage.relations[word] in _BEFORE_NOUN
        ),
        False,
    )
    first, blank, last = mention.surface.rpartition(" ")
    forms = (f"{last}s", f"{last.removesuffix('man')}men")
    row = frame.register.heads.get(last.lower()) if owned else None
    alike = (form for form in forms if row and _is_plural_of(frame.register.heads.get(form.lower()), row))
    return first + blank + next(alike, last)


def _is_plural_of(many: HeadRow | None, one: HeadRow) -> bool:
    return many is not None and one.refers == many.refers and one.kind == many.kind != "asset"
