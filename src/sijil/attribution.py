"""Who says what in a text, conflict or not: every quotation and report of speech with its source."""

from __future__ import annotations

from dataclasses import dataclass

from sijil.extract.attitude_nouns import without_preposition
from sijil.extract.attitudes import find_attitudes
from sijil.extract.base import Attribution as Told
from sijil.extract.joined import Found, Spans, join_quotations, ranges, ranges_said
from sijil.extract.lexicon import Lexicon, compile_lexicon
from sijil.extract.mend import mend_speakers
from sijil.extract.said import Voice, find_voices
from sijil.extract.sayers import make_speaker
from sijil.extract.slots import antecedent
from sijil.extract.tree import Tree
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.records import Speaker

_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """That somebody is said to say something.

    Ranges of characters are (start, end) of the text, in its order; a part has several where other words part it.

    Attributes:
        source: Who says it, as printed where it is said, with the "who" that stands for it; empty where nobody is
            named.
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
    found = [
        one for at, voice in enumerate(voices) for one in (*_spoken(at, voice, lexicon), *_held(at, voice, lexicon))
    ]
    listed = [_attribution(one, voices[one.at].tree, text) for one in join_quotations(found, voices, lexicon)]
    return tuple(sorted(listed, key=lambda one: (one.start, -one.end)))


def _spoken(at: int, voice: Voice, lexicon: Lexicon) -> list[Found]:
    """Return the attributions that the words of one sentence make."""
    return [
        Found(at, one, speaker, ranges_said(voice.tree, _without_setting(voice.tree, one), voice.quoted))
        for one, speaker in zip(voice.attributions, voice.speakers, strict=True)
        if one.content and not _only_quotes(voice.tree, lexicon, one.cue)
    ]


def _without_setting(tree: Tree, one: Told) -> frozenset[int]:
    """Leave out when and where it was said, before the words for who says it ("In a letter, X said that")."""
    told = one.content - {one.cue} - _set_beside(tree, one.content) or one.content
    content = without_preposition(tree, told, one.cue) or one.content
    if not one.quoted and (first := min(content)) == 0 and tree.tags[first] == "CCONJ":
        content -= {first}
    ends = [word for word in content if tree.forms[word] == ";" and word < one.cue]
    if not one.quoted and ends and max(content) < one.cue:
        content = frozenset(word for word in content if word > max(ends)) or content
    said = next((child for child in tree.dependents(one.cue, "ccomp") if child > one.cue), -1)
    if one.quoted or said < 0:
        return content
    if tree.forms[one.cue + 1] == ",":
        apart = [child for child in tree.dependents(one.cue, "obl", "advmod") if max(tree.subtree(child)) < one.source]
        return content | {word for child in apart if tree.forms[child + 1] == "," for word in tree.subtree(child)}
    before = [child for child in tree.dependents(said, "obl", "advcl", "advmod", "punct") if child < one.cue]
    return content - {word for child in before for word in tree.subtree(child)} or content


def _set_beside(tree: Tree, content: frozenset[int]) -> set[int]:
    """Collect what only sets a figure beside another (", compared with 12 last year")."""
    compared = (word for word in content if tree.is_listed(word, "compared") and tree.forms[word - 1] == ",")
    return {
        below
        for word in compared
        for top in (tree.heads[word] if tree.rels[word] == "case" else word,)
        for below in tree.subtree(top)
    }


def _only_quotes(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb speaks only for the quotation beside it, and what it is about is told by its object."""
    lemma = tree.lemmas[cue]
    return lexicon.has("attitude", lemma) and not lexicon.has("speech", lemma) and bool(tree.dependents(cue, "obj"))


def _held(at: int, voice: Voice, lexicon: Lexicon) -> list[Found]:
    """Return what somebody is told to think, want or judge in a sentence."""
    tree = voice.tree
    taken = frozenset(one.cue for one in voice.attributions if not _only_quotes(tree, lexicon, one.cue))
    free = voice.quoted.difference(*(one.content for one in voice.attributions if one.cue in taken))
    attitudes = find_attitudes(tree, lexicon, taken, voice.quoted, free)
    return [
        Found(at, one, make_speaker(tree, lexicon, one), ranges_said(tree, one.content, voice.quoted))
        for one in attitudes
    ]


def _source(found: Found, tree: Tree) -> Spans:
    """Return who says it, with the "who" or "which" that stands for the name beside the cue."""
    if found.speaker is None:
        return ()
    name = (found.speaker.mention.span.start, found.speaker.mention.span.end)
    spans = ranges(tree, _standing_for(tree, found.one)) if found.one else ()
    return tuple(sorted({name, *(span for span in spans if not name[0] <= span[0] < name[1])}))


def _standing_for(tree: Tree, one: Told) -> set[int]:
    """Return the "who" or "which" before a cue that stands for who says it ("X, who began by asking for")."""
    who = {word for word in tree.dependents(one.cue, "nsubj") if tree.lower[word] in _RELATIVE}
    between = [word for word in range(one.source + 1, one.cue) if tree.lower[word] in _RELATIVE]
    near = [word for word in between if tree.rels[word] == "nsubj" and antecedent(tree, word) == one.source]
    return who or set(near[-1:])


def _attribution(found: Found, tree: Tree, text: str) -> Attribution:
    """Make an attribution with the words of its content."""
    speaker = found.speaker
    return Attribution(
        source=_source(found, tree),
        cue=ranges(tree, {found.one.cue}) if found.one else (),
        content=found.content,
        words=text[found.content[0][0] : found.content[-1][1]],
        quoted=found.one is None or found.one.quoted,
        speaker=speaker,
    )
