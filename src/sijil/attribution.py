"""Who says what in a text, conflict or not: every quotation and report of speech with its source."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sijil.extract.attitudes import find_attitudes
from sijil.extract.lexicon import Lexicon, compile_lexicon
from sijil.extract.mend import mend_speakers
from sijil.extract.said import Voice, find_voices
from sijil.extract.sayers import make_speaker
from sijil.extract.tree import Tree
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.records import Speaker

SHORTEST = 3
"""Words in quotation marks that make a quotation of a sentence that names no speaker."""
MOST = 0.8
"""Share of a sentence's words in quotation marks from which on it belongs to a longer quotation."""
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """That somebody is said to say something.

    Ranges of characters are (start, end) of the text, in its order; a part has several where other words part it.

    Attributes:
        source: Who says it, as printed where it is said; empty where nobody is named.
        cue: The word that reports.
        content: What is said.
        words: What is said, from its first character to its last.
        quoted: Whether it stands in quotation marks.
        speaker: Who says it, described; None where nobody is named.
    """

    source: Spans
    cue: Spans
    content: Spans
    words: str
    quoted: bool
    speaker: Speaker | None

    @property
    def start(self) -> int:
        """First character of what is said."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.content[-1][1]


def attributions(text: str) -> tuple[Attribution, ...]:
    """Find every quotation and report of speech in an English text, about conflict or not.

    Args:
        text: The text; blank lines part paragraphs. Offsets in the result are characters of it.

    Returns:
        The attributions in the order of the text; one within another (X told Y that Z had said) follows it.
    """
    lexicon = compile_lexicon(load_packs(("core", "lang-en")))
    trees = [Tree(passage, text, lexicon.lists) for passage in parse(text)]
    mend_speakers(trees, lexicon)
    voices = find_voices(trees, lexicon)
    found = [one for voice in voices for one in (*_spoken(voice, lexicon, text), *_held(voice, lexicon, text))]
    joined = _join_quotations(found, [voice for voice in voices if voice.carried and voice.quoted], text)
    return tuple(sorted(joined, key=lambda one: (one.start, -one.end)))


def _spoken(voice: Voice, lexicon: Lexicon, text: str) -> list[Attribution]:
    """Return the attributions that the words of one sentence make."""
    return [
        _attribution(
            text,
            _source(speaker),
            _ranges(voice.tree, {one.cue}),
            _ranges(voice.tree, one.content),
            speaker,
            quoted=one.quoted,
        )
        for one, speaker in zip(voice.attributions, voice.speakers, strict=True)
        if one.content and not _only_quotes(voice.tree, lexicon, one.cue)
    ]


def _only_quotes(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb speaks only for the quotation beside it, and what it is about is told by its object."""
    lemma = tree.lemmas[cue]
    return lexicon.has("attitude", lemma) and not lexicon.has("speech", lemma) and bool(tree.dependents(cue, "obj"))


def _held(voice: Voice, lexicon: Lexicon, text: str) -> list[Attribution]:
    """Return what somebody is told to think, want or judge in a sentence."""
    tree = voice.tree
    taken = frozenset(one.cue for one in voice.attributions if not _only_quotes(tree, lexicon, one.cue))
    attitudes = find_attitudes(tree, lexicon, taken, voice.quoted)
    speakers = (make_speaker(tree, lexicon, one) for one in attitudes)
    return [
        _attribution(
            text, _source(speaker), _ranges(tree, {one.cue}), _ranges(tree, one.content), speaker, quoted=False
        )
        for one, speaker in zip(attitudes, speakers, strict=True)
    ]


def _join_quotations(found: list[Attribution], carried: list[Voice], text: str) -> list[Attribution]:
    """Add the sentences of a longer quotation to the attribution of that speaker that stands nearest."""
    joined = list(found)
    for voice in carried:
        passage, source = voice.tree.passage, _source(voice.carried)
        own = [number for number, one in enumerate(joined) if one.source == source]
        words = [word for word in voice.quoted if voice.tree.tags[word] != "PUNCT"]
        if len(words) < max(SHORTEST, MOST * sum(tag != "PUNCT" for tag in voice.tree.tags)):
            continue
        more = ((passage.start, passage.end),)
        if not own:
            joined.append(_attribution(text, source, (), more, voice.carried, quoted=True))
            continue
        nearest = min(own, key=lambda number: (not joined[number].quoted, abs(joined[number].start - passage.start)))
        one = joined[nearest]
        content = tuple(sorted({*one.content, *more}))
        joined[nearest] = _attribution(text, one.source, one.cue, content, one.speaker, quoted=one.quoted)
    return joined


def _source(speaker: Speaker | None) -> Spans:
    return ((speaker.mention.span.start, speaker.mention.span.end),) if speaker else ()


def _ranges(tree: Tree, words: Collection[int]) -> Spans:
    """Return words as ranges of characters, those side by side as one."""
    starts, ends = tree.passage.starts, tree.passage.ends
    found: list[tuple[int, int]] = []
    last = -2
    for word in sorted(words):
        if word == last + 1:
            found[-1] = (found[-1][0], ends[word])
        else:
            found.append((starts[word], ends[word]))
        last = word
    return tuple(found)


def _attribution(
    text: str, source: Spans, cue: Spans, content: Spans, speaker: Speaker | None, *, quoted: bool
) -> Attribution:
    """Make an attribution with the words of its content."""
    words = text[content[0][0] : content[-1][1]]
    return Attribution(source=source, cue=cue, content=content, words=words, quoted=quoted, speaker=speaker)
