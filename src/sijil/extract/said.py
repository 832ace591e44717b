"""The voices of a report: who speaks in each sentence, carried over quotation marks that span sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sijil.extract.base import Attribution
from sijil.extract.lexicon import Lexicon
from sijil.extract.sayers import make_speaker
from sijil.extract.speakers import CLOSING, OPENING, find_attributions, quoted_words
from sijil.extract.tree import Tree
from sijil.records import Speaker

_REACH = 4  # sentences over which a speaker is carried
_SHORT = 2  # words of a sentence that names nobody
_STATEMENT = 20  # sentences that a statement behind a colon may have


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in one sentence.

    Attributes:
        tree: The sentence.
        attributions: Those made in it, the widest content first.
        quoted: Its words in quotation marks.
        speakers: The speaker of each attribution, in the same order.
        carried: The speaker of a quotation that began before or ends after the sentence.
    """

    tree: Tree
    attributions: list[Attribution]
    quoted: frozenset[int]
    speakers: list[Speaker | None]
    carried: Speaker | None = None

    def covering(self, head: int) -> list[Attribution]:
        """List the attributions whose content or cue is a trigger word, the widest first."""
        return [one for one in self.attributions if head in one.content or head == one.cue]

    def speaker(self, head: int) -> Speaker | None:
        """Return who says what is triggered by a word: the nearest source, with those who pass it on."""
        inner: Speaker | None = None
        outer: list[str] = []
        for attribution, speaker in zip(self.attributions, self.speakers, strict=True):
            if (head in attribution.content or head == attribution.cue) and speaker is not None:
                if inner is not None:
                    outer.append(inner.mention.surface)
                inner = speaker
        if inner is None:
            return self.carried if head in self.quoted else None
        if not outer:
            return inner
        return Speaker(
            mention=inner.mention,
            name=inner.name,
            role=inner.role,
            party=inner.party,
            channel=inner.channel,
            said=inner.said,
            cue=inner.cue,
            via=tuple(outer),
        )


def find_voices(trees: list[Tree], lexicon: Lexicon) -> list[Voice]:
    """Find who speaks in each sentence of a report."""
    opened = False
    voices: list[Voice] = []
    states: list[tuple[bool, bool]] = []
    for index, tree in enumerate(trees):
        if index and trees[index - 1].passage.end < tree.passage.start - 1 and _new_block(tree, trees[index - 1]):
            opened = False
        quoted = quoted_words(tree, opened=opened)
        attributions = find_attributions(tree, lexicon, opened=opened)
        speakers = [make_speaker(tree, lexicon, attribution) for attribution in attributions]
        voices.append(Voice(tree, attributions, quoted, speakers))
        after = _still_open(tree, opened=opened)
        states.append((opened, after))
        opened = after
    voices = _with_sources(voices)
    carried = [_carry(voices, states, index) for index in range(len(voices))]
    return _with_statements(carried, lexicon)


def _with_statements(voices: list[Voice], lexicon: Lexicon) -> list[Voice]:
    """Give what stands behind "The minister said:", without marks and in the first person, to the minister.

    A statement ends at a heading, and where somebody else is named as saying something.
    """
    found = list(voices)
    for index, voice in enumerate(voices):
        speaker = _opens_statement(voice.tree, lexicon)
        following = voices[index + 1 : index + 1 + _STATEMENT]
        own = any(lexicon.has("first_person", word) for other in following[:2] for word in other.tree.lower)
        if speaker is None or not own:
            continue
        for at, other in enumerate(following, index + 1):
            if other.tree.passage.kind.value == "headline" or _has_other_voice(other, lexicon):
                break
            every = frozenset(range(len(other.tree)))
            found[at] = replace(other, quoted=every, carried=other.carried or speaker)
    return found


def _has_other_voice(voice: Voice, lexicon: Lexicon) -> bool:
    """Tell whether a sentence is about somebody who speaks, other than "I" and "we"."""
    said = zip(voice.attributions, voice.speakers, strict=True)
    return any(
        speaker and voice.tree.heads[one.cue] < 0 and not lexicon.has("first_person", voice.tree.lower[one.source])
        for one, speaker in said
    )


def _opens_statement(tree: Tree, lexicon: Lexicon) -> Speaker | None:
    """Return who speaks behind the colon at the end of a sentence."""
    if len(tree) < _SHORT or tree.forms[-1] != ":":
        return None
    cues = [
        word for word, lemma in enumerate(tree.lemmas) if tree.tags[word] == "VERB" and lexicon.has("speech", lemma)
    ]
    who = tree.dependents(cues[-1], "nsubj") if cues else []
    return make_speaker(tree, lexicon, Attribution(cues[-1], who[-1], frozenset())) if who else None


def _with_sources(voices: list[Voice]) -> list[Voice]:
    """Give what an outlet says that has named its own source before ("SANA said, quoting X") to that source."""
    sources: dict[str, Speaker] = {}
    done: list[Voice] = []
    for voice in voices:
        speakers: list[Speaker | None] = []
        for attribution, speaker in zip(voice.attributions, voice.speakers, strict=True):
            if speaker and speaker.channel and attribution.passed_on:
                sources[_outlet_key(speaker.channel)] = speaker
            known = sources.get(_outlet_key(speaker.mention.surface)) if speaker else None
            speakers.append(replace(known, said=speaker.said, cue=speaker.cue) if known and speaker else speaker)
        done.append(replace(voice, speakers=speakers))
    return done


def _outlet_key(text: str) -> str:
    """Return the last word that names an outlet ("the state news agency SANA" and "SANA" are one)."""
    return text.rsplit(maxsplit=1)[-1]


def _new_block(tree: Tree, before: Tree) -> bool:
    """Tell whether a paragraph ends between two sentences."""
    return "\n\n" in tree.text[before.passage.end : tree.passage.start]


def _still_open(tree: Tree, *, opened: bool) -> bool:
    """Tell whether a quotation is open at the end of a sentence."""
    for form in tree.forms:
        if form in OPENING and form in CLOSING:
            opened = not opened
        elif form in OPENING or form in CLOSING:
            opened = form in OPENING
    return opened


def _carry(voices: list[Voice], states: list[tuple[bool, bool]], index: int) -> Voice:
    """Give a sentence in a longer quotation, or one that is all quotation, the speaker named before or after it."""
    voice = voices[index]
    if not voice.quoted or any(speaker for speaker in voice.speakers):
        return voice
    carried: Speaker | None = None
    at = index
    while carried is None and at + 1 < len(voices) and states[at][1]:
        at += 1
        carried = next(
            (s for a, s in zip(voices[at].attributions, voices[at].speakers, strict=True) if s and a.quoted), None
        )
    at = index
    while carried is None and at > 0 and index - at < _REACH:
        at -= 1
        carried = next((speaker for speaker in reversed(voices[at].speakers) if speaker), None)
    return Voice(voice.tree, voice.attributions, voice.quoted, voice.speakers, carried)
