"""Words in quotation marks: which they are, and which of them a verb of saying may speak."""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

OPENING = frozenset({'"', "“", "``", "''", "«", "„"})
CLOSING = frozenset({'"', "”", "''", "»", "“"})
QUOTED = 3
"""Words in marks that make a quotation, not a term."""
NAME = 4
"""Most words in marks that may be a name."""
_NEAR = 8  # words from a verb to what its subject says in marks


def quoted_words(tree: Tree, *, opened: bool = False) -> frozenset[int]:
    """Collect the words inside quotation marks; an unclosed mark runs to the end of the sentence."""
    inside, words = opened, set()
    for word, form in enumerate(tree.forms):
        if form in OPENING or form in CLOSING:
            inside = form in OPENING if form in (OPENING ^ CLOSING) else not inside
        elif inside:
            words.add(word)
    return frozenset(words)


def quoted_beside(tree: Tree, lexicon: Lexicon, cue: int, quoted: frozenset[int]) -> frozenset[int]:
    """Return the quoted words that a cue outside of them may speak: no terms, none that only describe its object.

    Who adds something says what stands behind the adding ('"We go on," he said, adding: "Nobody can stop us."').
    """
    if cue in quoted:
        return quoted
    closes = tree.rels[cue] in {"root", "parataxis", "ccomp"} and max(quoted, default=cue) < cue
    if lexicon.has("by_clause", tree.lemmas[cue]) and not closes and not is_near(cue, quoted):
        return frozenset()
    told = [child for child in tree.dependents(cue, "obj") if child > cue and child not in quoted]
    if any(quoted <= set(tree.subtree(child)) for child in told) and not lexicon.has("address", tree.lemmas[cue]):
        return frozenset()
    above = tree.heads[cue]
    speaks = above >= 0 and lexicon.has("speech", tree.lemmas[above])
    goes_on = tree.lower[cue].endswith("ing") and max(quoted, default=-1) > cue
    adds = tree.rels[cue] in {"advcl", "conj", "xcomp"} and 0 <= above < cue and (speaks or goes_on)
    beside = frozenset(word for word in quoted if word > cue or not adds)
    return _without_names(tree, cue, beside - _within_told(tree, lexicon, cue, beside))


def _within_told(tree: Tree, lexicon: Lexicon, cue: int, quoted: frozenset[int]) -> set[int]:
    """Collect what stands in marks within a phrase that a cue reports ('called for fees to be "paid back"')."""
    phrases = (
        ("obl", "advcl", "xcomp") if lexicon.has("address", tree.lemmas[cue]) else ("obj", "obl", "advcl", "xcomp")
    )
    told = [set(tree.subtree(child)) for child in tree.dependents(cue, *phrases) if child > cue]
    inside: set[int] = set()
    for run in _runs(quoted):
        before = run[0] - 2
        if before > cue and tree.tags[before] != "PUNCT" and any({before, run[0]} <= phrase for phrase in told):
            inside.update(run)
    return inside


def _runs(quoted: frozenset[int]) -> list[list[int]]:
    """Part words in marks into those between two marks."""
    runs: list[list[int]] = []
    for word in sorted(quoted):
        if runs and runs[-1][-1] == word - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _without_names(tree: Tree, cue: int, quoted: frozenset[int]) -> frozenset[int]:
    """Leave out a few words in marks that only name something, on the other side of a cue than what is said.

    '"We need change," X said on "The Morning Show".'
    """
    runs = _runs(quoted)
    said = [run for run in runs if len(run) > NAME and tree.tags[run[-1]] == "PUNCT"]
    named = [run for run in runs if run not in said and _is_name(tree, run)]
    apart = [run for run in named if said and all((run[0] > cue) != (other[0] > cue) for other in said)]
    return quoted - {word for run in apart for word in run}


def _is_name(tree: Tree, run: list[int]) -> bool:
    """Tell whether a few words in marks are no sentence: a term, or what a preposition stands before."""
    before = run[0] - 2
    return len(run) <= NAME + 1 and (
        tree.tags[run[-1]] != "PUNCT" or (before >= 0 and tree.tags[before] in {"ADP", "DET"})
    )


def is_near(cue: int, quoted: frozenset[int]) -> bool:
    """Tell whether a quotation stands right beside a cue, or a short subject between them."""
    return any(0 < abs(word - cue) <= _NEAR for word in quoted)


def within_marks(tree: Tree, content: frozenset[int], quoted: frozenset[int]) -> frozenset[int]:
    """Cut what is said down to the quotation, where it begins with one ('"We go on," he said on Monday').

    Words in marks that the sentence goes on behind without a stop are only a part ('"We go on" to the end, he said').
    """
    words = [word for word in sorted(content) if tree.tags[word] != "PUNCT"]
    inside = content & quoted
    if not words or words[0] not in quoted or len(inside) < QUOTED:
        return content
    last = next(run[-1] for run in _runs(quoted) if words[0] in run)
    goes_on = last + 2 in content and tree.tags[last] != "PUNCT" and tree.tags[last + 2] != "PUNCT"
    return content if goes_on else inside
