"""Text to passages: sentences with words, tags, lemmas, tree, names and roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sijil.language.sentences import split_sentences
from sijil.language.tokens import split_words
from sijil.records import Name, Passage, PassageKind, Predicate, Report, Role, make_id

if TYPE_CHECKING:
    from sijil.language.decode import Parsed
    from sijil.language.lemmas import Lemmas
    from sijil.language.model import Model


def parse(text: str) -> tuple[Passage, ...]:
    """Read any English text with the package's model.

    Args:
        text: The text; blank lines part paragraphs.

    Returns:
        One passage for each sentence, in order; offsets are those of `text`.
    """
    from sijil.language.model import load_model  # noqa: PLC0415 (loads onnxruntime)

    return analyse(make_id(Report.PREFIX, text), text, [(0, len(text), PassageKind.BODY)], load_model())


def analyse(report: str, text: str, blocks: Iterable[tuple[int, int, str]], model: Model) -> tuple[Passage, ...]:
    """Read the blocks of one report.

    Args:
        report: Id of the report.
        text: Its text.
        blocks: (start, end, kind) ranges of the text that do not overlap; kind is a value of `PassageKind`.
        model: The language model; it is called once, so that a report's result depends on nothing else.

    Returns:
        One passage for each sentence, in the order of the blocks; all offsets are those of `text`.
    """
    found = [
        (start, end, PassageKind(kind))
        for first, last, kind in blocks
        for start, end in sentence_ranges(text, first, last)
    ]
    words = [word_ranges(text, start, end) for start, end, _ in found]
    readings = model.parse([[text[a:b] for a, b in ranges] for ranges in words])
    return tuple(
        _passage(report, text, place, ranges, reading, model.lemmas)
        for place, ranges, reading in zip(found, words, readings, strict=True)
    )


def sentence_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences within a range of a text that hold at least one word."""
    found = [(start + a, start + b) for a, b in split_sentences(text[start:end])]
    return [(a, b) for a, b in found if word_ranges(text, a, b)]


def word_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Words within a range of a text."""
    return [(start + a, start + b) for a, b in split_words(text[start:end])]


def _passage(
    report: str,
    text: str,
    place: tuple[int, int, PassageKind],
    words: Sequence[tuple[int, int]],
    reading: Parsed,
    lemmas: Lemmas,
) -> Passage:
    """A sentence's record."""
    return Passage(
        report=report,
        start=place[0],
        end=place[1],
        kind=place[2],
        starts=tuple([a for a, _ in words]),
        ends=tuple([b for _, b in words]),
        tags=reading.tags,
        lemmas=tuple([lemmas.lemma(text[a:b], tag) for (a, b), tag in zip(words, reading.tags, strict=True)]),
        heads=reading.heads,
        relations=reading.relations,
        names=tuple([Name(start=a, end=b, label=kind) for a, b, kind in reading.names]),
        predicates=tuple(
            [
                Predicate(index=word, roles=tuple([Role(label=role, index=at) for role, at in roles]))
                for word, roles in reading.predicates
            ]
        ),
    )
