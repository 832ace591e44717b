"""The voices of a report: who speaks in each sentence, carried over quotation marks that span sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sijil.extract.base import Attribution
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import CLOSING, OPENING, quoted_words
from sijil.extract.pronouns import is_pronoun_for
from sijil.extract.sayers import make_speaker
from sijil.extract.speakers import find_attributions
from sijil.extract.statements import Turn, find_lead, find_statements, find_turns
from sijil.extract.tree import Tree
from sijil.records import Speaker

_REACH = 4  # sentences over which a speaker is carried


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
                if inner is not None and inner.mention != speaker.mention:
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
        speakers = _without_pronouns(tree, lexicon, attributions, speakers)
        voices.append(Voice(tree, attributions, quoted, speakers))
        after = _still_open(tree, opened=opened)
        states.append((opened, after))
        opened = after
    voices = _with_sources(voices)
    leads = [find_lead(tree, lexicon) for tree in trees]
    carried = [_carry(voices, states, leads, index) for index in range(len(voices))]
    stated = {index: Turn(speaker) for index, speaker in find_statements(carried, lexicon).items()}
    for index, turn in {**stated, **find_turns(trees, lexicon)}.items():
        said = frozenset(range(turn.start, len(trees[index])))
        carried[index] = _in_statement(carried[index], said, turn.speaker, lexicon)
    return carried


def _without_pronouns(
    tree: Tree, lexicon: Lexicon, attributions: list[Attribution], speakers: list[Speaker | None]
) -> list[Speaker | None]:
    """Put who speaks for the pronoun of what they say of themselves ("a resident said he had counted 20 bodies")."""
    settled = list(speakers)
    for index, (inner, speaker) in enumerate(zip(attributions, speakers, strict=True)):
        if speaker is None or inner.source < 0 or tree.tags[inner.source] != "PRON" or inner.quoted:
            continue
        around = [at for at, one in enumerate(attributions) if inner.source in one.content and at != index]
        outer = settled[around[-1]] if around else None
        if outer and is_pronoun_for(tree, lexicon, inner.source, attributions[around[-1]].source):
            settled[index] = replace(outer, said=speaker.said, cue=speaker.cue)
    return settled


def _in_statement(voice: Voice, said: frozenset[int], speaker: Speaker, lexicon: Lexicon) -> Voice:
    """Give a sentence to who speaks over several, who is its "I" and "we" too."""
    speakers = [
        replace(speaker, said=one.said, cue=one.cue)
        if one and lexicon.has("first_person", one.mention.surface.lower())
        else one
        for one in voice.speakers
    ]
    return replace(voice, quoted=said, speakers=speakers, carried=voice.carried or speaker)


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


def _carry(voices: list[Voice], states: list[tuple[bool, bool]], leads: list[Speaker | None], index: int) -> Voice:
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
        other = zip(voices[at].attributions, voices[at].speakers, strict=True)
        outside = [speaker for one, speaker in other if speaker and one.source not in voices[at].quoted]
        carried = outside[-1] if outside else next((s for s in reversed(voices[at].speakers) if s), None)
        carried = carried or (leads[at] if not states[at][1] else None)
    return Voice(voice.tree, voice.attributions, voice.quoted, voice.speakers, carried)
