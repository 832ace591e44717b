"""Which person a name or a pronoun means: by the fullest form of the name in the report, or the name before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sijil.records import Mention, Passage
from sijil.resolve.frame import Frame
from sijil.resolve.phrases import OTHER
from sijil.resolve.words import split_words

REACH = 2
"""How many passages back the name stands that a pronoun means."""
PERSON = "PER"


def person_meant(mention: Mention, frame: Frame, speaker_at: int | None) -> str | None:
    """Return the person whom a name or "he" means, as the report prints the fullest form; None for all else.

    Args:
        mention: Who suffered or acted.
        frame: The report.
        speaker_at: First character of the words that name the speaker, who is not spoken of as "he".
    """
    words = split_words(mention.surface)
    if len(words) == 1 and frame.register.cue("singular", words.plains[0]):
        return _last_before(mention.span.start, frame, speaker_at)
    own = [name for start, name in _names(frame) if mention.span.start <= start < mention.span.end]
    if own and mention.surface.endswith(own[-1]):
        return None if _is_of_others(mention, frame) else _fullest(own[-1], frame)
    full = _fullest(mention.surface, frame)
    return full if full != mention.surface and any(letter.isupper() for letter in mention.surface) else None


def _is_of_others(mention: Mention, frame: Frame) -> bool:
    """Tell whether the last words of a phrase are whom it is about, not who it is ("suspects in the murder of X")."""
    last = list(pairwise(frame.phrase(mention.surface).parts))[-1:]
    return any(part.link == OTHER and before.end < part.start for before, part in last)


def _last_before(offset: int, frame: Frame, speaker_at: int | None) -> str | None:
    first = frame.passages[max(0, frame.passage_at(offset) - REACH)].start
    near = [name for start, name in _names(frame) if first <= start < offset and start != speaker_at]
    about = subject_before(offset, frame)
    if about is not None and about[0] != speaker_at:
        return _fullest(about[1], frame)
    return _fullest(near[-1], frame) if near else None


def subject_before(offset: int, frame: Frame) -> tuple[int, str] | None:
    """Return whom the last sentence that names a person is about: the last subject in it, with its first character.

    None where a person is named before the character in its own sentence, or no name before is a subject.
    """
    here = frame.passage_at(offset)
    if any(frame.passages[here].start <= start < offset for start, _ in _names(frame)):
        return None
    for passage in reversed(frame.passages[max(0, here - REACH) : here]):
        named = list(_names_in(passage, frame))
        if named:
            about = [(start, name) for start, name, relation in named if relation.startswith("nsubj")]
            return about[-1] if about else None
    return None


def _fullest(name: str, frame: Frame) -> str:
    """Return the longest name of the report that ends with a name, or the one whose first surname it is."""
    last = name.casefold()
    names = [other for _, other in _names(frame)]
    alike = [other for other in names if other.casefold().endswith(last)]
    full = max((name, *alike), key=lambda other: len(split_words(other)))
    within = {other for other in names if last in other.casefold().split()[1:]}
    return within.pop() if full == name and len(within) == 1 else full


def _names(frame: Frame) -> Iterator[tuple[int, str]]:
    """Yield the personal names of the report with their first characters."""
    for passage in frame.passages:
        for start, name, _ in _names_in(passage, frame):
            yield start, name


def _names_in(passage: Passage, frame: Frame) -> Iterator[tuple[int, str, str]]:
    """Yield the personal names of a sentence with their first characters and their relations in the tree."""
    for name in passage.names:
        if name.label == PERSON:
            words = range(name.start, name.end)
            head = next((word for word in words if passage.heads[word] not in words), name.start)
            start, end = passage.starts[name.start], passage.ends[name.end - 1]
            yield start, frame.report.text[start:end], passage.relations[head]
