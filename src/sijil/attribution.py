"""Who says what in a text, conflict or not: every quotation and report of speech with its source."""

from __future__ import annotations

from dataclasses import dataclass

from sijil.extract.lexicon import compile_lexicon
from sijil.extract.said import Voice, find_voices
from sijil.extract.tree import Tree
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.records import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """That somebody is said to say something.

    Attributes:
        start: First character of what is said.
        end: One past its last character.
        words: What is said.
        quoted: Whether it stands in quotation marks.
        speaker: Who says it; None where nobody is named.
    """

    start: int
    end: int
    words: str
    quoted: bool
    speaker: Speaker | None


def attributions(text: str) -> tuple[Attribution, ...]:
    """Find every quotation and report of speech in an English text.

    Args:
        text: The text; blank lines part paragraphs. Offsets in the result are characters of it.

    Returns:
        The attributions in the order of the text; one within another (X told Y that Z had said) follows it.
    """
    trees = [Tree(passage, text) for passage in parse(text)]
    voices = find_voices(trees, compile_lexicon(load_packs(("core", "lang-en"))))
    found = [one for voice in voices for one in _spoken(voice, text)]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def _spoken(voice: Voice, text: str) -> list[Attribution]:
    """Return the attributions of one sentence; a sentence of a longer quotation is one as a whole."""
    passage = voice.tree.passage
    if voice.carried and voice.quoted:
        return [_attribution(text, passage.start, passage.end, voice.carried, quoted=True)]
    return [
        _attribution(
            text,
            passage.starts[min(one.content)],
            passage.ends[max(one.content)],
            speaker,
            quoted=one.quoted,
        )
        for one, speaker in zip(voice.attributions, voice.speakers, strict=True)
        if one.content
    ]


def _attribution(text: str, start: int, end: int, speaker: Speaker | None, *, quoted: bool) -> Attribution:
    """Make an attribution of a run of characters."""
    return Attribution(start=start, end=end, words=text[start:end], quoted=quoted, speaker=speaker)
