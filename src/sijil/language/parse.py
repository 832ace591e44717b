"""Text to passages: sentences with words, tags, lemmas, tree, names and roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        (start, end, PassageKind(kind), words)
        for first, last, kind in blocks
        for start, end, words in read_words(text, first, last)
    ]
    readings = model.parse([[text[a:b] for a, b in words] for *_, words in found])
    return tuple(
        _passage(report, text, place, reading, model.lemmas) for place, reading in zip(found, readings, strict=True)
    )


def read_words(text: str, start: int, end: int) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Sentences within a range of a text, each with its words; all offsets are those of the text."""
    for first, last in split_sentences(text[start:end]):
        at = start + first
        words = [(at + a, at + b) for a, b in split_words(text[at : start + last])]
        if words:
            yield at, start + last, words


def _passage(
    report: str,
    text: str,
    place: tuple[int, int, PassageKind, list[tuple[int, int]]],
    reading: Parsed,
    lemmas: Lemmas,
) -> Passage:
    """A sentence's record; `place` is its range, kind and words."""
    start, end, kind, words = place
    return Passage(
        report=report,
        start=start,
        end=end,
        kind=kind,
        starts=tuple([a for a, _ in words]),
        ends=tuple([b for _, b in words]),
        tags=reading.tags,
        lemmas=tuple([lemmas.lemma(text[a:b], tag) for (a, b), tag in zip(words, reading.tags, strict=True)]),
        heads=reading.heads,
        relations=reading.relations,
        names=tuple([Name(start=a, end=b, label=label) for a, b, label in reading.names]),
        predicates=tuple(
            [
                Predicate(index=word, roles=tuple([Role(label=role, index=at) for role, at in roles]))
                for word, roles in reading.predicates
            ]
        ),
    )
