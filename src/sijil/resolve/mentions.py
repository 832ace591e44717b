"""The phrase that a mention stands in, where the mention cuts it, and what right behind it says about it."""

from __future__ import annotations

from sijil.records import Mention, Passage
from sijil.resolve.frame import Frame
from sijil.resolve.phrases import ALLIED, SAME
from sijil.resolve.words import Words, split_words

LONGEST_TAIL = 14


def whole_phrase(mention: Mention, frame: Frame) -> tuple[str, int]:
    """Return the phrase around a mention: names right before it, and what a link at its end calls for."""
    text = frame.report.text
    passage = frame.passages[frame.passage_at(mention.span.start)]
    words = split_words(text[passage.start : passage.end])
    first = words.at(mention.span.start - passage.start)
    last = words.at(mention.span.end - passage.start - 1)
    while first > 1 and words.printed(first - 1)[0].isupper() and not words.gap(first - 1).strip(" -\u00a0"):
        first -= 1
    end = _reach(words, _name_end(words, last), passage, frame)
    return words.text[words.starts[first] : words.ends[end]], passage.start + words.starts[first]


def _name_end(words: Words, last: int) -> int:
    """Return the last word of a name that was cut at a hyphen or after an article ("X al | -Y")."""
    while last + 1 < len(words) and (words.gap(last) == "-" or (not words.folds[last] and words.gap(last) == " ")):
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


def is_outsiders(mention: Mention, frame: Frame) -> bool:
    """Tell whether the next word says that others put or keep somebody there ("officials | installed by X")."""
    text = frame.report.text
    passage = frame.passages[frame.passage_at(mention.span.start)]
    words = split_words(text[mention.span.end : passage.end])
    return len(words) > 0 and frame.register.cue("hyphen_other", words.plains[0]) is not None
