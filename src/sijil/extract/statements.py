"""Who speaks over several sentences without marks: statements behind a colon, and the turns of an interview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from sijil.extract.base import Attribution
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import OPENING
from sijil.extract.sayers import make_speaker
from sijil.extract.tree import Tree
from sijil.records import Speaker

if TYPE_CHECKING:
    from sijil.extract.said import Voice

_SHORT = 2  # words of a sentence that names nobody
_STATEMENT = 20  # sentences that a statement behind a colon may have
_LABEL = 6  # words that name whose turn it is, with brackets or colon
_TURNS = 2  # turns that make an interview


def find_lead(tree: Tree, lexicon: Lexicon) -> Speaker | None:
    """Return who is told to speak by a sentence without any words said ("X gave this statement:", "X slammed it.")."""
    if speaker := _opens_statement(tree, lexicon):
        return speaker
    root = next(word for word, head in enumerate(tree.heads) if head < 0)
    who = [word for word in tree.dependents(root, "nsubj") if tree.names.get(word) == "PER"]
    speaks = tree.tags[root] == "VERB" and lexicon.has("quoting", tree.lemmas[root])
    return make_speaker(tree, lexicon, Attribution(root, who[-1], frozenset())) if who and speaks else None


def find_statements(voices: list[Voice], lexicon: Lexicon) -> dict[int, Speaker]:
    """Give what stands behind "The minister said:", without marks and in the first person, to the minister.

    A statement ends at a heading, and where somebody else is named as saying something.
    """
    found: dict[int, Speaker] = {}
    for index, voice in enumerate(voices):
        speaker = _opens_statement(voice.tree, lexicon)
        following = voices[index + 1 : index + 1 + _STATEMENT]
        own = any(lexicon.has("first_person", word) for other in following[:2] for word in other.tree.lower)
        if speaker is None or not own or following[0].quoted:
            continue
        for at, other in enumerate(following, index + 1):
            if other.tree.is_headline or _has_other_voice(other, lexicon):
                break
            found[at] = speaker
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
    opening = find_opening(tree, lexicon)
    return make_speaker(tree, lexicon, opening) if opening else None


def find_opening(tree: Tree, lexicon: Lexicon) -> Attribution | None:
    """Return the saying that ends in a colon, with what is said in the sentences behind it."""
    if len(tree) < _SHORT or tree.forms[-1] != ":":
        return None
    cues = [word for word in range(len(tree)) if tree.tags[word] == "VERB" and _utters(tree, lexicon, word)]
    who = [(cue, word) for cue in cues for word in tree.dependents(cue, "nsubj")]
    return Attribution(*who[-1], frozenset()) if who else None


def _utters(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a verb says something, or gives out what does ("issued the following statement:")."""
    given = (tree.lemmas[child] for child in tree.dependents(verb, "obj"))
    return lexicon.has("speech", tree.lemmas[verb]) or any(
        lexicon.has(kind, lemma) for lemma in given for kind in ("message", "channel")
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """A sentence of somebody's turn in an interview.

    Attributes:
        speaker: Whose turn it is.
        start: The first word of it that is said; what stands before is the label.
    """

    speaker: Speaker
    start: int = 0


def find_turns(trees: list[Tree], lexicon: Lexicon) -> dict[int, Turn]:
    """Give the sentences of an interview to whom a label says: "[Musa] We hold it." or "MUSA: We hold it. We stay."."""
    starts = {index: words for index, tree in enumerate(trees) if (words := _label(tree, lexicon, trees))}
    if len(starts) < _TURNS:
        return {}
    found: dict[int, Turn] = {}
    for index, words in starts.items():
        speaker = _named(trees[: index + 1], lexicon, words)
        turn = takewhile(lambda at: at not in starts and not _breaks_off(trees[at]), range(index + 1, len(trees)))
        if speaker:
            found[index] = Turn(speaker, words[-1] + 2)
            found |= dict.fromkeys(islice(turn, _STATEMENT), Turn(speaker))
    return found


def _breaks_off(tree: Tree) -> bool:
    """Tell whether a sentence is a heading or a note within an interview ("(END OF CLIP)")."""
    return tree.is_headline or (tree.forms[0] == "(" and ")" in tree.forms[-2:])


def _label(tree: Tree, lexicon: Lexicon, trees: list[Tree]) -> range | None:
    """Return the words that open a turn, in brackets or in capitals: who asks, or somebody who is named elsewhere."""
    words = _in_brackets(tree) or _in_capitals(tree)
    if words is None:
        return None
    if any(lexicon.has("asker", tree.lower[word]) for word in words):
        return words
    if not all(tree.forms[word][0].isupper() for word in words):
        return None
    last = tree.lower[words[-1]]
    known = any(last == other.lower[word] for other in trees for word in _people(other) if other is not tree)
    again = sum(other.forms[words[0] : words[-1] + 2] == tree.forms[words[0] : words[-1] + 2] for other in trees)
    return words if known or (again >= _TURNS and tree.names.get(words[-1]) == "PER") else None


def _in_brackets(tree: Tree) -> range | None:
    """Return the words in brackets at the start of a sentence ("[Musa] We hold it.")."""
    if tree.forms[0] != "[" or "]" not in tree.forms[1:_LABEL]:
        return None
    return range(1, tree.forms.index("]")) or None


def _in_capitals(tree: Tree) -> range | None:
    """Return the words in capitals before a colon at the start of a sentence ("MUSA: We hold it.")."""
    first = int(tree.forms[0] in OPENING)
    if ":" not in tree.forms[first + 1 : first + _LABEL]:
        return None
    words = range(first, tree.forms.index(":", first))
    letters = [tree.forms[word].replace(".", "") for word in words]
    return words if all(form.isalpha() and form.isupper() for form in letters) else None


def _people(tree: Tree) -> Iterator[int]:
    """Yield the words of the names of people in a sentence."""
    return (word for name in tree.passage.names if name.label == "PER" for word in range(name.start, name.end))


def _named(trees: list[Tree], lexicon: Lexicon, words: range) -> Speaker | None:
    """Return whose turn a label says: the one of that last name who was named in full before; nobody who only asks."""
    own = trees[-1]
    if any(lexicon.has("asker", own.lower[word]) for word in words):
        return None
    last = own.lower[words[-1]]
    found = [(tree, word) for tree in trees[:-1] for word in _people(tree) if tree.lower[word] == last]
    if not found:
        return make_speaker(own, lexicon, Attribution(words[-1], words[-1], frozenset()))
    tree, word = max(found, key=lambda one: _length(*one))
    while tree.rels[word] == "flat":
        word = tree.heads[word]
    return make_speaker(tree, lexicon, Attribution(word, word, frozenset()))


def _length(tree: Tree, word: int) -> int:
    return next(name.end - name.start for name in tree.passage.names if name.start <= word < name.end)
